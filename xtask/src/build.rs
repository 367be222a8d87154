//! The release build: the page as it ships.

use crate::step::{run, step};
use crate::{tools, workspace};
use anyhow::Result;

/// Sets up, then builds the release into `dist/`.
///
/// # Errors
/// When a tool cannot be installed, or the build fails.
pub(crate) fn release() -> Result<()> {
    let tools = tools::setup()?;
    let root = workspace::root()?;
    step("build the release into dist/", || run(tools.trunk(&root)?.args(["build", "--release"])))
}
