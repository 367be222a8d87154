//! What is exported, read by programs of others: networkx and Python's reader of CSV.

use crate::step::run;
use crate::workspace::find_program;
use anyhow::{Result, bail};
use std::path::{Path, PathBuf};
use std::process::Command;

const NETWORKX: &str = "networkx==3.6.1";

/// A Python that has networkx, set up in `target/readers` if need be.
///
/// # Errors
/// When there is no Python, or networkx cannot be had; the message says which.
pub(crate) fn setup(root: &Path) -> Result<PathBuf> {
    let Some(system) = find_program("python3") else { bail!("python3 is not in PATH") };
    let home = root.join("target/readers");
    let python = home.join("bin/python");
    let has_it = |python: &Path| {
        Command::new(python).args(["-c", "import networkx"]).output().is_ok_and(|done| done.status.success())
    };
    if !has_it(&python) {
        let made = Command::new(system).args(["-m", "venv"]).arg(&home).output();
        if !made.is_ok_and(|made| made.status.success()) {
            bail!("python3 cannot make an environment: its module venv is missing");
        }
        let installed = Command::new(&python).args(["-m", "pip", "install", "--quiet", NETWORKX]).output();
        if !installed.is_ok_and(|done| done.status.success()) || !has_it(&python) {
            bail!("{NETWORKX} cannot be installed");
        }
    }
    Ok(python)
}

/// Reads what `cargo test` has exported.
///
/// # Errors
/// When a reader finds something else than was written.
pub(crate) fn read(root: &Path, python: &Path) -> Result<()> {
    run(Command::new(python).arg(root.join("tests/readers/read.py")).arg(root.join("target/exports")))
}
