//! The folder that is put on a server: the built page, with all of it compressed, what servers need to be told, and what
//! is inside and under which terms.

use crate::compress::{brotli, gzip};
use crate::step::first_line;
use crate::workspace::files_in;
use crate::{floor, inventory, licences, sbom, workspace};
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::Path;
use std::process::Command;

/// What is text, or as compressible; pictures are compressed already.
const COMPRESSED: [&str; 7] = [".html", ".js", ".css", ".wasm", ".svg", ".txt", ".json"];
/// Endings of what stands beside a file for servers to send in its place.
const ENDINGS: [&str; 2] = [".br", ".gz"];

/// What is kept in `docs/deploy/` and comes along.
const SNIPPETS: [&str; 4] = ["nginx.conf", "apache.conf", "Containerfile", "service-worker-off.js"];

/// Completes `dist/`, of the corpus at `corpus`.
///
/// # Errors
/// When there is no built page, cargo cannot tell what is inside, or a file cannot be read or written.
pub(crate) fn complete(corpus: Option<&Path>) -> Result<()> {
    let root = workspace::root()?;
    let dist = workspace::dist(&root);
    if !dist.join("index.html").is_file() {
        bail!("{} holds no page; `cargo xtask build` makes it", dist.display());
    }
    let parts = inventory::parts(&root)?;
    let rust = first_line(Command::new("rustc").current_dir(&root).arg("--version"))?;
    let rust = rust.split(' ').nth(1).context("rustc tells its version")?;
    let corpus = floor::corpus(corpus.unwrap_or(Path::new("corpus")))?;
    let bill = sbom::bill(&parts, env!("CARGO_PKG_VERSION"), corpus.fingerprint(), rust);
    fs::write(dist.join("sbom.cdx.json"), serde_json::to_string_pretty(&bill)? + "\n")?;
    fs::write(dist.join("licences.txt"), licences::text(&root, &parts, rust)?)?;
    fs::create_dir_all(dist.join("deploy"))?;
    for name in SNIPPETS {
        let source = root.join("docs/deploy").join(name);
        fs::copy(&source, dist.join("deploy").join(name))
            .with_context(|| format!("cannot copy {}", source.display()))?;
    }
    compress(&dist)?;
    println!("==> {} can be copied to a server: docs/deploy.md", dist.display());
    Ok(())
}

/// Puts beside each file what a server may send in its place, where that is smaller.
fn compress(dist: &Path) -> Result<()> {
    for name in files_in(dist, "")? {
        if !COMPRESSED.iter().any(|ending| name.ends_with(ending)) {
            continue;
        }
        let bytes = fs::read(dist.join(&name))?;
        for (ending, compressed) in ENDINGS.iter().zip([brotli(&bytes)?, gzip(&bytes)?]) {
            if compressed.len() < bytes.len() {
                fs::write(dist.join(format!("{name}{ending}")), compressed)?;
            }
        }
    }
    Ok(())
}

/// Whether a file stands beside another, to be sent in its place.
pub(crate) fn is_compressed(name: &str) -> bool {
    ENDINGS.iter().any(|ending| name.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_gets_smaller_is_compressed_and_a_second_time_changes_nothing() -> Result<()> {
        let folder = std::env::temp_dir().join(format!("passages-dist-{}", std::process::id()));
        fs::create_dir_all(folder.join("deploy"))?;
        fs::write(folder.join("index.html"), "migration ".repeat(100))?;
        fs::write(folder.join("small.js"), "1")?;
        fs::write(folder.join("icon.png"), "p".repeat(100))?;
        compress(&folder)?;
        let first = files_in(&folder, "")?;
        let expected = ["icon.png", "index.html", "index.html.br", "index.html.gz", "small.js"];
        assert_eq!(first.iter().map(String::as_str).collect::<Vec<_>>(), expected);
        compress(&folder)?;
        assert_eq!(files_in(&folder, "")?, first);
        Ok(fs::remove_dir_all(&folder)?)
    }
}
