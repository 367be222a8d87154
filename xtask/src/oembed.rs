//! The answers of oEmbed, as files beside the page, and the links by which content systems find them.
//!
//! An answer holds whole addresses, so it is complete where the [`Place`] of the page is told; `docs/embed.md` tells
//! more.

use crate::place::Place;
use anyhow::{Context, Result};
use passages_core::corpus::Corpus;
use passages_core::export::html::escape;
use passages_core::export::oembed;
use std::fs;
use std::path::Path;

/// Where `index.html` wants the links.
pub(crate) const MARKER: &str = "<!-- oembed -->";

const LINK: &str = r#"<link rel="alternate" type="application/json+oembed""#;
const FOLDER: &str = "oembed";

/// Writes the answers into the staged folder, and makes the links to them, one a line, that of the opening page first.
///
/// # Errors
/// When a file cannot be written.
pub(crate) fn links(staging: &Path, corpus: &Corpus, place: Option<&Place>) -> Result<String> {
    let base = place.map(|place| place.base.as_str());
    let folder = staging.join(FOLDER);
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let mut links = Vec::new();
    for answer in oembed::answers(corpus, base) {
        let name = format!("{}.json", answer.name);
        fs::write(folder.join(&name), answer.json).with_context(|| format!("cannot write {name}"))?;
        let href = format!("{}{FOLDER}/{name}", base.unwrap_or("./"));
        links.push(format!(r#"{LINK} href="{}" title="{}">"#, escape(&href), escape(&answer.title)));
    }
    Ok(links.join("\n    "))
}

/// Whether a line of the page is one of the links.
pub(crate) fn is_link(line: &str) -> bool {
    line.trim_start().starts_with(LINK)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn corpus() -> Result<Corpus> {
        let (compiled, _) = passages_files::compile_corpus(&crate::workspace::root()?.join("corpus"));
        Ok(Corpus::new(compiled))
    }

    fn staged(address: Option<&str>) -> Result<Vec<(String, serde_json::Value)>> {
        let name = format!("passages-oembed-{}-{}", std::process::id(), address.map_or(0, str::len));
        let staging = std::env::temp_dir().join(name);
        let place = address.map(Place::parse).transpose()?;
        let links = links(&staging, &corpus()?, place.as_ref())?;
        let mut found = Vec::new();
        for line in links.lines() {
            assert!(is_link(line), "{line}");
            let href = line.split("href=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or("");
            let name = href.rsplit_once('/').map_or("", |(_, name)| name);
            let json = fs::read(staging.join(FOLDER).join(name))?;
            found.push((href.to_owned(), serde_json::from_slice(&json)?));
        }
        fs::remove_dir_all(&staging)?;
        Ok(found)
    }

    #[test]
    fn the_opening_page_and_every_document_have_an_answer_that_a_link_names() -> Result<()> {
        let documents = corpus()?.documents().len();
        let answers = staged(Some("https://a.example/p"))?;
        assert_eq!(answers.len(), documents + 1);
        for (href, json) in &answers {
            assert!(href.starts_with("https://a.example/p/oembed/"), "{href}");
            assert_eq!((&json["type"], &json["version"]), (&"rich".into(), &"1.0".into()));
            assert!(json["html"].as_str().is_some_and(|html| html.contains("https://a.example/p/?embed")));
        }
        Ok(())
    }

    #[test]
    fn without_an_address_the_links_are_relative_and_nothing_is_framed() -> Result<()> {
        for (href, json) in staged(None)? {
            assert!(href.starts_with("./oembed/") && json["type"] == "link", "{href} {json}");
        }
        Ok(())
    }
}
