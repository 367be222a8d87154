//! The soak test at length: as many visits to an exhibit as a week brings, before a release.

use crate::{browsers, build, serve, step, workspace};
use anyhow::Result;
use std::process::Command;

/// Visits of a minute and a half in seven days.
pub(crate) const WEEK: u32 = 6_720;

/// Builds, serves, and plays so many visits; prints what memory, nodes and listeners came to.
///
/// # Errors
/// When the build fails, the browser is missing, or something grows.
pub(crate) fn run(cycles: u32) -> Result<()> {
    let root = workspace::root()?;
    browsers::setup(&root)?;
    build::release()?;
    let url = serve::in_background(workspace::dist(&root))?;
    step::step(&format!("play {cycles} visits"), || {
        step::run(
            Command::new("node")
                .current_dir(root.join("tests/browser"))
                .env("SOAK_CYCLES", cycles.to_string())
                .args(["run.mjs", &url, serve::SUBPATH, "soak", "chromium"]),
        )
    })
}
