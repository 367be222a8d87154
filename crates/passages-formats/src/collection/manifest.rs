//! `passages.toml`: what a collection says of itself.

use crate::guess::quoted;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// The fields, of which only the first must be there: what is made by hand may say no more.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub(super) struct Manifest {
    pub(super) format: u32,
    /// The version of the program that wrote it.
    pub(super) program: Option<String>,
    #[serde(default)]
    pub(super) title: String,
    /// Of documents and vocabulary.
    pub(super) digest: Option<String>,
    /// Of `compiled.bin`.
    pub(super) compiled: Option<String>,
}

impl Manifest {
    pub(super) fn print(&self) -> String {
        let mut out = format!(
            "# A collection of Passages: a corpus in one file. Unpack it, and it is a folder for `curate --corpus`.\n\
             # Whoever changes it by hand leaves out `digest` and `compiled`.\n\n\
             format = {}\n",
            self.format
        );
        for (key, value) in [
            ("program", self.program.as_deref()),
            ("title", Some(self.title.as_str())),
            ("digest", self.digest.as_deref()),
            ("compiled", self.compiled.as_deref()),
        ] {
            if let Some(value) = value {
                let _ = writeln!(out, "{key} = {}", quoted(value));
            }
        }
        out
    }
}

/// SHA-256 over names and contents in the order of the names, each with its length in eight bytes before it, the
/// lowest first.
pub(super) fn digest(files: &[(String, Vec<u8>)]) -> String {
    let mut state = Sha256::new();
    for (name, bytes) in files {
        for part in [name.as_bytes(), bytes] {
            state.update((part.len() as u64).to_le_bytes());
            state.update(part);
        }
    }
    hexadecimal(&state.finalize())
}

/// SHA-256 of bytes.
pub(super) fn digest_of(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

fn hexadecimal(bytes: &[u8]) -> String {
    let mut out = String::from("sha256:");
    for byte in bytes {
        let _ = write!(out, "{byte:02x}");
    }
    out
}
