//! Pictures of every view, to be looked at, and the README's, made from the real page.

use crate::{browsers, build, serve, step, workspace};
use anyhow::Result;
use std::process::Command;

/// Builds, serves, and takes every view at 320 to 1920 px, light, dark and in Arabic, into `target/pictures/ENGINE/`;
/// with views named, only those. Without, `docs/picture-light.png` is made anew too.
///
/// # Errors
/// When the build fails, or the browser is missing.
pub(crate) fn run(engine: &str, views: &[String]) -> Result<()> {
    let root = workspace::root()?;
    browsers::setup(&root)?;
    build::release()?;
    let url = serve::in_background(workspace::dist(&root))?;
    let folder = root.join("target/pictures").join(engine);
    step::step(&format!("take pictures in {engine}"), || {
        step::run(
            Command::new("node")
                .current_dir(root.join("tests/browser"))
                .args(["pictures.mjs", &url])
                .arg(&folder)
                .arg(root.join("docs/picture-light.png"))
                .arg(engine)
                .args(views),
        )
    })
}
