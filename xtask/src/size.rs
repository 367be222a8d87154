//! What the page weighs on the way to the visitor.

use crate::compress::{brotli, gzip};
use crate::dist::is_compressed;
use crate::{kiosk, oembed, offline, styles, wording, workshop, workspace};
use anyhow::{Context, Result, bail};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// The most that a first visit may load, in bytes after brotli.
pub(crate) const BUDGET: usize = 147_000;

/// One shipped file: its name relative to `dist/`, and its bytes as they are and compressed.
struct Weight {
    name: String,
    first_load: bool,
    raw: usize,
    gzip: usize,
    brotli: usize,
}

/// Prints the table and holds the budget.
///
/// # Errors
/// When there is no built page, or the first load is over the budget.
pub(crate) fn run() -> Result<()> {
    let dist = workspace::dist(&workspace::root()?);
    let page = fs::read_to_string(dist.join("index.html"))
        .with_context(|| format!("{} holds no page; `cargo xtask build` makes it", dist.display()))?;
    let mut names = workspace::files_in(&dist, "")?;
    names.retain(|name| !is_compressed(name));
    let loaded = first_load(&dist, &page, &names)?;
    let weights =
        names.iter().map(|name| weigh(&dist, name, loaded.contains(name))).collect::<Result<Vec<_>>>()?;

    println!("{:>10} {:>10} {:>10}    file (* = first load)", "raw", "gzip", "brotli");
    for Weight { name, first_load, raw, gzip, brotli } in &weights {
        let mark = if *first_load { '*' } else { ' ' };
        println!("{raw:>10} {gzip:>10} {brotli:>10}  {mark} {name}");
    }
    let sum = |part: fn(&Weight) -> usize| -> usize {
        weights.iter().filter(|weight| weight.first_load).map(part).sum()
    };
    let total = sum(|weight| weight.brotli);
    println!(
        "{:>10} {:>10} {total:>10}  * first load; the budget is {BUDGET} bytes brotli",
        sum(|weight| weight.raw),
        sum(|weight| weight.gzip),
    );
    if total > BUDGET {
        bail!("the first load is {} bytes over its budget of {BUDGET}", total - BUDGET);
    }
    Ok(())
}

/// The page, and every file that it needs to open. What is linked for later is followed only when it is wanted.
fn first_load(dist: &Path, page: &str, names: &BTreeSet<String>) -> Result<BTreeSet<String>> {
    let is_later = |line: &&str| {
        let is_link = [
            wording::is_link,
            workshop::is_link,
            kiosk::is_link,
            offline::is_link,
            oembed::is_link,
            styles::is_link,
        ];
        is_link.iter().any(|is_link| is_link(line))
    };
    let now: String = page.lines().filter(|line| !is_later(line)).collect();
    let mut loaded = mentioned(dist, &now, names)?;
    loaded.insert("index.html".to_owned());
    Ok(loaded)
}

/// Every file that a text names, and every file that those scripts import.
///
/// # Errors
/// When a script cannot be read.
pub(crate) fn mentioned(dist: &Path, text: &str, names: &BTreeSet<String>) -> Result<BTreeSet<String>> {
    let mut found = BTreeSet::new();
    let mut texts = vec![text.to_owned()];
    while let Some(text) = texts.pop() {
        for name in names.iter().filter(|name| mentions(&text, name)) {
            if found.insert(name.clone()) && name.ends_with(".js") {
                texts.push(fs::read_to_string(dist.join(name))?);
            }
        }
    }
    Ok(found)
}

/// Whether a quoted relative address in the text is that of the file.
fn mentions(text: &str, name: &str) -> bool {
    ['"', '\''].iter().any(|quote| text.contains(&format!("{quote}./{name}{quote}")))
}

fn weigh(dist: &Path, name: &str, first_load: bool) -> Result<Weight> {
    let bytes = fs::read(dist.join(name))?;
    Ok(Weight {
        name: name.to_owned(),
        first_load,
        raw: bytes.len(),
        gzip: gzip(&bytes)?.len(),
        brotli: brotli(&bytes)?.len(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_loaded_when_a_quoted_relative_address_names_it() {
        assert!(mentions(r#"<script src="./boot-1f.js">"#, "boot-1f.js"));
        assert!(mentions("import { a } from './snippets/x/inline0.js'", "snippets/x/inline0.js"));
        assert!(!mentions(r#"<a href="./about.html">"#, "bout.html"));
        assert!(!mentions("see _headers", "_headers"));
    }
}
