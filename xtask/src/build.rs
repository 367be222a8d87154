//! The release build: the page as it ships.

use crate::step::{run, step};
use crate::{tools, workspace};
use anyhow::{Context, Result};
use std::path::Path;
use std::process::Command;

/// The release of our own corpus, or of another.
///
/// # Errors
/// As [`release`] and [`collection`].
pub(crate) fn any(corpus: Option<&Path>) -> Result<()> {
    corpus.map_or_else(release, |corpus| collection(corpus, None))
}

/// Sets up, then builds the release of our own corpus into `dist/`.
///
/// # Errors
/// When a tool cannot be installed, or the build fails.
pub(crate) fn release() -> Result<()> {
    let tools = tools::setup()?;
    let root = workspace::root()?;
    step("build the release into dist/", || run(tools.trunk(&root)?.args(["build", "--release"])))
}

/// The same of another collection, with the engine built for speed rather than size; into `dist/` or another folder.
///
/// # Errors
/// When the folder is not there, a tool cannot be installed, or the build fails.
pub(crate) fn collection(corpus: &Path, dist: Option<&Path>) -> Result<()> {
    let corpus = corpus.canonicalize().with_context(|| format!("there is no {}", corpus.display()))?;
    let tools = tools::setup()?;
    let root = workspace::root()?;
    let dist = dist.map_or_else(|| workspace::dist(&root), Path::to_owned);
    step("build the collection", || {
        let profile = ["build", "--release", "--cargo-profile", "collection"];
        let mut trunk = tools.trunk(&root)?;
        run(trunk.env("PASSAGES_CORPUS", corpus).args(profile).arg("--dist").arg(dist))
    })
}

/// Builds the page of `tests/browser/drawing.html`: the painter of the canvas and the writer of SVG as they ship, with
/// pictures to give them.
///
/// # Errors
/// When a tool cannot be installed, or the build fails.
pub(crate) fn drawing() -> Result<()> {
    let tools = tools::setup()?;
    let root = workspace::root()?;
    let wasm = ["build", "--release", "--package", "passages-bench", "--lib", "--target"];
    run(workspace::cargo(&root).args(wasm).arg("wasm32-unknown-unknown"))?;
    let module = root.join("target/wasm32-unknown-unknown/release/passages_bench.wasm");
    let to = root.join("target/drawing");
    run(Command::new(tools.wasm_bindgen()).arg(module).args(["--target", "web", "--out-dir"]).arg(to))
}
