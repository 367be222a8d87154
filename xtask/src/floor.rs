//! The reading floor: the documents as plain HTML inside the built page, for whoever cannot run it.
//!
//! Trunk calls this after every build (`[[hooks]]` of Trunk.toml), so `trunk serve` has it too.

use crate::workspace;
use anyhow::{Context, Result, bail};
use passages_core::corpus::Corpus;
use passages_core::export::html;
use passages_core::problem::any_error;
use std::fs;
use std::path::PathBuf;

/// Where `index.html` wants the documents.
const MARKER: &str = "<!-- corpus -->";

/// Replaces the marker in the staged `index.html` by the documents.
///
/// # Errors
/// When not called by trunk, when the page has no marker, or when the corpus is unsound.
pub(crate) fn run() -> Result<()> {
    let staging = std::env::var_os("TRUNK_STAGING_DIR")
        .context("TRUNK_STAGING_DIR is not set: trunk calls this after a build")?;
    let path = PathBuf::from(staging).join("index.html");
    let page = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let page = with_documents(&page, &documents()?)?;
    fs::write(&path, page).with_context(|| format!("cannot write {}", path.display()))
}

fn with_documents(page: &str, documents: &str) -> Result<String> {
    let (before, after) =
        page.split_once(MARKER).with_context(|| format!("index.html lacks the marker {MARKER}"))?;
    if after.contains(MARKER) {
        bail!("index.html has the marker {MARKER} twice");
    }
    Ok(format!("{before}{}{after}", documents.trim_end()))
}

/// The documents of `corpus/` as a sequence of `<article>` elements.
fn documents() -> Result<String> {
    // The same collection as the build's.
    let corpus = std::env::var_os("PASSAGES_CORPUS").map_or_else(|| PathBuf::from("corpus"), PathBuf::from);
    let (compiled, problems) = passages_files::compile_corpus(&workspace::root()?.join(corpus));
    if any_error(&problems) {
        bail!("the corpus has errors; `cargo curate check` lists them");
    }
    Ok(html::documents(&Corpus::new(compiled)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_take_the_place_of_the_marker() -> Result<()> {
        let page = with_documents("<main>\n<!-- corpus -->\n</main>", "<article>$1</article>\n")?;
        assert_eq!(page, "<main>\n<article>$1</article>\n</main>");
        Ok(())
    }

    #[test]
    fn every_document_of_the_corpus_is_there_in_full() -> Result<()> {
        let folders = fs::read_dir(workspace::root()?.join("corpus/documents"))?
            .filter(|entry| entry.as_ref().is_ok_and(|entry| entry.path().is_dir()));
        let html = documents()?;
        assert_eq!(html.matches("<article").count(), folders.count());
        assert_eq!(html.matches("<article").count(), html.matches("</article>").count());
        assert!(!html.contains("<script") && !html.contains(" style="));
        Ok(())
    }

    #[test]
    fn a_page_without_the_marker_or_with_two_is_refused() {
        assert!(with_documents("<main></main>", "").is_err());
        assert!(with_documents("<!-- corpus --><!-- corpus -->", "").is_err());
    }
}
