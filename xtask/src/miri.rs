//! The core's own tests in Miri, an interpreter that finds what no test can see: undefined behaviour, and what depends on
//! where things lie in memory.
//!
//! Our crates have no `unsafe` code, so what it watches is what they call: the standard library, the stemmers, the writer
//! of QR codes, the reader of TOML. Its scope is the unit tests of `passages-core`, which reach all of these. Properties
//! are tried on few cases each, since an interpreter is a hundred times slower than the program; the tests in
//! `crates/passages-core/tests`, of large texts and many corpora, would take days. It is no step of `cargo xtask test`: it
//! takes longer than all the rest, and wants a Rust that is not ours.

use crate::step::run;
use crate::workspace;
use anyhow::{Result, bail};
use std::process::{Command, ExitCode, Stdio};

/// Tests that settle hundreds of nodes in thousands of steps, in arithmetic alone.
const TOO_LONG: [&str; 2] = ["graph::layout", "graph::quadtree"];
/// Cases of each property.
const CASES: &str = "4";

/// What keeps Miri from being here.
fn missing() -> Option<&'static str> {
    let mut command = Command::new("cargo");
    command.args(["+nightly", "miri", "--version"]).stdout(Stdio::null()).stderr(Stdio::null());
    // Cargo tells those that it runs which toolchain it is, and they would believe it before the argument.
    let is_there = without_toolchain(&mut command).status().is_ok_and(|status| status.success());
    (!is_there).then_some("there is no nightly Rust with Miri; `rustup toolchain install nightly --component miri,rust-src` brings it")
}

/// Runs the tests, or those whose names hold one of `names`, and says how long each took.
///
/// # Errors
/// When Miri is not there, or a test fails in it.
pub(crate) fn miri(names: &[String]) -> Result<ExitCode> {
    if let Some(missing) = missing() {
        bail!("{missing}");
    }
    let root = workspace::root()?;
    let mut command = Command::new("cargo");
    command
        .current_dir(&root)
        .args([
            "+nightly",
            "miri",
            "test",
            "--package",
            "passages-core",
            "--features",
            "sources",
            "--lib",
            "--",
        ])
        .args(["-Zunstable-options", "--report-time"])
        .args(TOO_LONG.iter().flat_map(|name| ["--skip", *name]))
        .args(names)
        .env("PROPTEST_CASES", CASES)
        // Properties look for cases that failed before, in files beside the tests.
        .env("MIRIFLAGS", "-Zmiri-disable-isolation");
    run(without_toolchain(&mut command))?;
    Ok(ExitCode::SUCCESS)
}

/// The command as if nothing of rustup's had been set.
fn without_toolchain(command: &mut Command) -> &mut Command {
    command.env_remove("RUSTUP_TOOLCHAIN").env_remove("CARGO").env_remove("RUSTC")
}
