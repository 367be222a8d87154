//! The README's picture, made from the real page.

use crate::{browsers, build, serve, step, workspace};
use anyhow::Result;
use std::process::Command;

/// Builds, serves, and lets Chromium take `docs/picture-light.png` at 1280 x 800.
///
/// # Errors
/// When the build fails, or Chromium is missing.
pub(crate) fn run() -> Result<()> {
    let root = workspace::root()?;
    browsers::setup(&root)?;
    build::release()?;
    let url = serve::in_background()?;
    let file = root.join("docs/picture-light.png");
    step::step("take docs/picture-light.png", || {
        step::run(
            Command::new("node")
                .current_dir(root.join("tests/browser"))
                .args(["picture.mjs", &url])
                .arg(&file),
        )
    })
}
