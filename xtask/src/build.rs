//! The release build: the page as it ships.

use crate::step::{run, step};
use crate::{tools, workspace};
use anyhow::{Context, Result};
use std::path::Path;

/// The release of our own corpus, or of another.
///
/// # Errors
/// As [`release`] and [`collection`].
pub(crate) fn any(corpus: Option<&Path>) -> Result<()> {
    corpus.map_or_else(release, collection)
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

/// The same of another collection, with the engine built for speed rather than size.
///
/// # Errors
/// When the folder is not there, a tool cannot be installed, or the build fails.
fn collection(corpus: &Path) -> Result<()> {
    let corpus = corpus.canonicalize().with_context(|| format!("there is no {}", corpus.display()))?;
    let tools = tools::setup()?;
    let root = workspace::root()?;
    step("build the collection into dist/", || {
        let profile = ["build", "--release", "--cargo-profile", "collection", "--features", "collection"];
        run(tools.trunk(&root)?.env("PASSAGES_CORPUS", corpus).args(profile))
    })
}
