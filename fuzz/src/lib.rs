//! What must hold of any bytes that reach a reader of ours, one function a door: each panics where it does not hold.
//!
//! `fuzz_targets/` hands them what a fuzzer makes up, and `tests/replay.rs` what is kept in `corpus/`: the cases that
//! lead far into a reader, and those that once found something.

mod address;
mod archive;
mod files;
mod job;
mod message;
mod parse;
mod query;
mod setting;
mod small;
mod toml;

pub use address::address;
pub use archive::archive;
pub use files::files;
pub use job::job;
pub use message::message;
pub use parse::parse;
pub use query::query;
pub use setting::setting;
pub use toml::toml;

/// What is tried.
#[derive(Clone, Copy, Debug)]
pub struct Target {
    /// Its name, which is that of its program and of the folder of its cases.
    pub name: &'static str,
    /// What must hold of any bytes.
    pub check: fn(&[u8]),
}

/// All that is tried.
pub const TARGETS: [Target; 9] = [
    Target { name: "address", check: address },
    Target { name: "archive", check: archive },
    Target { name: "files", check: files },
    Target { name: "job", check: job },
    Target { name: "message", check: message },
    Target { name: "parse", check: parse },
    Target { name: "query", check: query },
    Target { name: "setting", check: setting },
    Target { name: "toml", check: toml },
];
