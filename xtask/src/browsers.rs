//! What the browser tests need: three browsers, and the packages that drive them.

use crate::step::{first_line, run, step};
use crate::tools::npm;
use crate::workspace::find_program;
use anyhow::{Context, Result};
use std::fs;
use std::path::Path;
use std::process::Command;

/// Debian's packages, each with the programs of which one must be there.
const DEBIAN: &[(&str, &[&str])] = &[
    ("chromium", &["chromium", "chromium-browser", "google-chrome"]),
    ("firefox-esr", &["firefox", "firefox-esr"]),
    ("webkit2gtk-driver", &["WebKitWebDriver"]),
    ("xvfb", &["Xvfb"]),
];

/// Fonts come along, for a bare machine has none and would show boxes.
const FONTS: &[&str] = &["fonts-dejavu-core", "fonts-liberation"];

/// Installs the browsers (on Debian, as root) and the packages of `tests/browser`.
///
/// A browser that stays missing is no error here: the tests name what they could not run.
///
/// # Errors
/// When npm cannot install the packages.
pub(crate) fn setup(root: &Path) -> Result<()> {
    let missing: Vec<&str> = DEBIAN
        .iter()
        .filter(|(_, programs)| programs.iter().all(|program| find_program(program).is_none()))
        .map(|(package, _)| *package)
        .collect();
    if !missing.is_empty() {
        browsers(&missing);
    }
    packages(&root.join("tests/browser"))
}

fn browsers(missing: &[&str]) {
    let install = ["install", "--yes", "--no-install-recommends"];
    let wanted: Vec<&str> = missing.iter().chain(FONTS).copied().collect();
    if find_program("apt-get").is_none() {
        println!("    missing for the browser tests: {}", missing.join(", "));
    } else if !is_root() {
        println!("    missing for the browser tests; this installs them:");
        println!("    sudo apt-get {} {}", install.join(" "), wanted.join(" "));
    } else {
        // A failure shows again, by name, in the tests that cannot run.
        let _ = step(&format!("install {}", missing.join(", ")), || {
            run(apt_get().args(["update", "--quiet"]))?;
            run(apt_get().args(install).args(&wanted))
        });
    }
}

fn apt_get() -> Command {
    let mut command = Command::new("apt-get");
    command.env("DEBIAN_FRONTEND", "noninteractive");
    command
}

fn is_root() -> bool {
    first_line(Command::new("id").arg("-u")).is_ok_and(|id| id == "0")
}

/// `npm ci`, unless the installed packages are those of the lock file already.
fn packages(folder: &Path) -> Result<()> {
    let lock = fs::read(folder.join("package-lock.json")).context("tests/browser lacks its lock")?;
    let stamp = folder.join("node_modules/.installed-lock.json");
    if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    step("install the packages of tests/browser", || {
        run(npm()?.current_dir(folder).args([
            "ci",
            "--ignore-scripts",
            "--no-audit",
            "--no-fund",
            "--loglevel",
            "error",
        ]))?;
        Ok(fs::write(&stamp, &lock)?)
    })
}
