//! What the page weighs on the way to the visitor.

use crate::workspace;
use anyhow::{Context, Result, bail};
use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::Path;

/// The most that a first visit may load, in bytes after brotli.
pub(crate) const BUDGET: usize = 302_000;

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
    let names = files_in(&dist, "")?;
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

fn files_in(dist: &Path, under: &str) -> Result<BTreeSet<String>> {
    let mut names = BTreeSet::new();
    for entry in fs::read_dir(dist.join(under))? {
        let entry = entry?;
        let name = format!("{under}{}", entry.file_name().to_string_lossy());
        match entry.file_type()?.is_dir() {
            true => names.extend(files_in(dist, &format!("{name}/"))?),
            false => {
                names.insert(name);
            }
        }
    }
    Ok(names)
}

/// The page, every file that its markup names, and every file that those scripts import.
fn first_load(dist: &Path, page: &str, names: &BTreeSet<String>) -> Result<BTreeSet<String>> {
    let mut loaded = BTreeSet::from(["index.html".to_owned()]);
    let mut texts = vec![page.to_owned()];
    while let Some(text) = texts.pop() {
        for name in names.iter().filter(|name| mentions(&text, name)) {
            if loaded.insert(name.clone()) && name.ends_with(".js") {
                texts.push(fs::read_to_string(dist.join(name))?);
            }
        }
    }
    Ok(loaded)
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
        gzip: gzip(&bytes)?,
        brotli: brotli(&bytes)?,
    })
}

fn gzip(bytes: &[u8]) -> Result<usize> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?.len())
}

fn brotli(bytes: &[u8]) -> Result<usize> {
    let parameters = brotli::enc::BrotliEncoderParams::default();
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &*bytes, &mut compressed, &parameters)?;
    Ok(compressed.len())
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

    #[test]
    fn compression_is_the_strongest() -> Result<()> {
        let text = "migration and development ".repeat(1_000).into_bytes();
        assert!(gzip(&text)? < 200);
        assert!(brotli(&text)? < 100);
        Ok(())
    }
}
