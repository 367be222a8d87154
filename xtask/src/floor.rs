//! The reading floor: the documents as plain HTML inside the built page, for whoever cannot run it.
//!
//! Trunk calls this after every build (`[[hooks]]` of Trunk.toml), so `trunk serve` has it too. It also links the parts of
//! the program (`parts.rs`), the texts of the page's languages (`wording.rs`), the workshop and the reader (`workshop.rs`), the answers of
//! oEmbed (`oembed.rs`), the style sheets as one (`styles.rs`), and what is kept for when there is no network (`offline.rs`).

use crate::place::Place;
use crate::workshop::{READER, WORKSHOP};
use crate::{kiosk, oembed, offline, parts, scripts, styles, wording, workshop, workspace};
use anyhow::{Context, Result, bail};
use passages_core::corpus::Corpus;
use passages_core::export::html;
use passages_core::problem::any_error;
use std::fs;
use std::path::{Path, PathBuf};

/// Where `index.html` wants the documents.
const MARKER: &str = "<!-- corpus -->";
const SHEET: &str = "<link rel=\"stylesheet\"";

/// Replaces the markers in the staged `index.html` by the documents and by links to what is beside the page.
///
/// # Errors
/// When not called by trunk, when the page lacks a marker or a file, or when the corpus is unsound.
pub(crate) fn run() -> Result<()> {
    let staging = std::env::var_os("TRUNK_STAGING_DIR")
        .context("TRUNK_STAGING_DIR is not set: trunk calls this after a build")?;
    let staging = PathBuf::from(staging);
    let path = staging.join("index.html");
    let page = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    // The same collection as the build's.
    let corpus = std::env::var_os("PASSAGES_CORPUS").map_or_else(|| PathBuf::from("corpus"), PathBuf::from);
    let corpus = self::corpus(&corpus)?;
    let page = replaced(&page, MARKER, &html::documents(&corpus))?;
    let links = wording::links(&staging, corpus.vocabulary())?;
    let page = replaced(&page, wording::MARKER, &links)?;
    let page = replaced(&page, parts::MARKER, &parts::links(&staging)?)?;
    let page = replaced(&page, WORKSHOP.marker, &workshop::links(&staging, &WORKSHOP)?)?;
    let page = replaced(&page, READER.marker, &workshop::links(&staging, &READER)?)?;
    let page = replaced(&page, kiosk::MARKER, &kiosk::link(&staging)?)?;
    let place = Place::told()?;
    let page = replaced(&page, oembed::MARKER, &oembed::links(&staging, &corpus, place.as_ref())?)?;
    let is_release = std::env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "release");
    let page = replaced(&page, offline::MARKER, &offline::links(&staging, is_release)?)?;
    let page = styles::joined(&staging, &without_comments(&page)?)?;
    let page = scripts::bare(&staging, &page)?;
    // A sheet with a digest must be asked for openly, or a frame without an origin of its own does not get it.
    let page = page.replace(SHEET, &format!("{SHEET} crossorigin=\"anonymous\""));
    let page = match place {
        Some(place) => {
            let headers = staging.join("_headers");
            let text =
                fs::read_to_string(&headers).with_context(|| format!("cannot read {}", headers.display()))?;
            fs::write(&headers, place.in_policy(&text))?;
            place.in_policy(&page)
        }
        None => page,
    };
    // At last, for it tells what all the others have become.
    let page = offline::keep(&staging, &page)?;
    fs::write(&path, page).with_context(|| format!("cannot write {}", path.display()))
}

/// The page without what is said in it to whoever writes it, and without the lines that are empty then.
fn without_comments(page: &str) -> Result<String> {
    let mut rest = page;
    let mut kept = String::new();
    while let Some((before, comment)) = rest.split_once("<!--") {
        kept.push_str(before);
        rest = comment.split_once("-->").context("a comment of index.html does not end")?.1;
    }
    kept.push_str(rest);
    let lines: Vec<&str> = kept.lines().filter(|line| !line.trim().is_empty()).collect();
    Ok(lines.join("\n") + "\n")
}

/// The page with something else in the place of a marker.
fn replaced(page: &str, marker: &str, by: &str) -> Result<String> {
    let (before, after) =
        page.split_once(marker).with_context(|| format!("index.html lacks the marker {marker}"))?;
    if after.contains(marker) {
        bail!("index.html has the marker {marker} twice");
    }
    Ok(format!("{before}{}{after}", by.trim_end()))
}

/// The corpus of a folder, which is absolute or one of the workspace.
///
/// # Errors
/// When it is unsound.
pub(crate) fn corpus(folder: &Path) -> Result<Corpus> {
    let (compiled, problems) = passages_files::compile_corpus(&workspace::root()?.join(folder));
    if any_error(&problems) {
        bail!("the corpus has errors; `cargo curate check` lists them");
    }
    Ok(Corpus::new(compiled))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_take_the_place_of_the_marker() -> Result<()> {
        let page = replaced("<main>\n<!-- corpus -->\n</main>", MARKER, "<article>$1</article>\n")?;
        assert_eq!(page, "<main>\n<article>$1</article>\n</main>");
        Ok(())
    }

    #[test]
    fn comments_are_for_whoever_writes_the_page() -> Result<()> {
        let page = "<a>\n  <!-- one\n two -->\n<b> <!-- three -->\n\n<c>";
        assert_eq!(without_comments(page)?, "<a>\n<b> \n<c>\n");
        assert!(without_comments("<a><!-- endless").is_err());
        Ok(())
    }

    #[test]
    fn every_document_of_the_corpus_is_there_in_full() -> Result<()> {
        let folders = fs::read_dir(workspace::root()?.join("corpus/documents"))?
            .filter(|entry| entry.as_ref().is_ok_and(|entry| entry.path().is_dir()));
        let html = html::documents(&corpus(Path::new("corpus"))?);
        assert_eq!(html.matches("<article").count(), folders.count());
        assert_eq!(html.matches("<article").count(), html.matches("</article>").count());
        assert!(!html.contains("<script") && !html.contains(" style="));
        Ok(())
    }

    #[test]
    fn a_page_without_the_marker_or_with_two_is_refused() {
        assert!(replaced("<main></main>", MARKER, "").is_err());
        assert!(replaced("<!-- corpus --><!-- corpus -->", MARKER, "").is_err());
    }
}
