//! How soon the page answers: collections of exactly so many paragraphs, built, served and used in a browser.

use super::{Engines, Options, ours, table::Row};
use crate::step::{run, step};
use crate::{browsers, build, serve, workspace};
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::Command;

/// Builds and measures each size.
///
/// # Errors
/// When a collection cannot be made, built or served, or the page does not do what is measured.
pub(super) fn measure(engines: &Engines, options: &Options) -> Result<Vec<Row>> {
    let root = workspace::root()?;
    browsers::setup(&root)?;
    let mut rows = Vec::new();
    for size in &options.sizes {
        let folder = root.join(format!("target/bench/page/{size}"));
        let dist = folder.join("dist");
        make(engines, &root, &folder.join("texts"), *size)?;
        build::collection(&folder.join("texts"), Some(&dist))?;
        let url = serve::in_background(dist)?;
        let script = engines.adapters.join("page.mjs");
        let mut node = Command::new("node");
        node.current_dir(&root).arg(script).arg(url).arg(options.rounds.to_string());
        let measured =
            step(&format!("use the page of {size} paragraphs"), || ours::answer(&mut node, "page"))?;
        if measured.get("passages").and_then(Value::as_u64) != Some(*size) {
            bail!("the collection of {size} paragraphs shows {:?}", measured.get("passages"));
        }
        let figures: [(&str, &[&str]); 8] = [
            ("page, usable after, ms", &["usable"]),
            ("page, a filter switched, ms", &["filter", "p50"]),
            ("page, a filter switched, p95, ms", &["filter", "p95"]),
            ("page, a filter switched, CPU ms", &["filter", "cpu"]),
            ("page, a letter typed, ms", &["letter", "p50"]),
            ("page, the map opened, ms", &["map"]),
            ("page, a frame while the map is moved, ms", &["pan", "p50"]),
            ("page, a frame while the map is moved, p95, ms", &["pan", "p95"]),
        ];
        for (what, path) in figures {
            let figure = path.iter().try_fold(&measured, |value, name| value.get(name));
            let ours = figure.and_then(Value::as_f64).with_context(|| format!("{what} was not measured"))?;
            rows.push(Row { what: what.to_owned(), size: Some(*size), ours, peer: None });
        }
    }
    Ok(rows)
}

/// The texts, always the same for a size.
fn make(engines: &Engines, root: &Path, to: &Path, size: u64) -> Result<()> {
    if to.is_dir() {
        fs::remove_dir_all(to).with_context(|| format!("cannot clear {}", to.display()))?;
    }
    let mut job = Command::new(&engines.native);
    job.current_dir(root).args(["collection", "--paragraphs", &size.to_string(), "--to"]);
    run(job.arg(to))
}
