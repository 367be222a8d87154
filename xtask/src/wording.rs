//! The texts of the page's languages, as files beside it: named by what is in them, and linked with their digests.
//!
//! English is part of the program, and needs no file.

use crate::{digest, workspace};
use anyhow::{Context, Result, anyhow};
use passages_core::vocabulary::Vocabulary;
use std::fs;
use std::path::Path;

#[path = "../../src/i18n/wording.rs"]
#[expect(dead_code, reason = "what the table of the explorer needs besides the texts")]
mod texts;

/// Where `index.html` wants the links.
pub(crate) const MARKER: &str = "<!-- wording -->";

const LINK: &str = r#"<link rel="wording""#;

/// Writes the texts, with the names of the vocabulary, into the staged folder, and makes the links to them, one a line.
///
/// # Errors
/// When a wording file is unsound, or a text cannot be written.
pub(crate) fn links(staging: &Path, vocabulary: &Vocabulary) -> Result<String> {
    let sources = workspace::root()?.join("src/i18n");
    let languages = texts::read(&sources).map_err(|fault| anyhow!("{fault}"))?;
    let mut links = Vec::new();
    for (tag, text) in
        texts::texts(&languages, &|tag| vocabulary.names(tag)).map_err(|fault| anyhow!("{fault}"))?
    {
        if tag == "en" {
            continue;
        }
        let name = format!("{tag}-{}.txt", digest::short(text.as_bytes()));
        let integrity = digest::integrity(text.as_bytes());
        fs::write(staging.join(&name), text).with_context(|| format!("cannot write {name}"))?;
        links.push(format!(r#"{LINK} hreflang="{tag}" href="./{name}" integrity="{integrity}">"#));
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

    #[test]
    fn every_language_but_english_has_a_file_that_its_link_names() -> Result<()> {
        let folder = std::env::temp_dir().join(format!("passages-wording-{}", std::process::id()));
        fs::create_dir_all(&folder)?;
        let links = links(&folder, &Vocabulary::default())?;
        let sources = fs::read_dir(workspace::root()?.join("src/i18n"))?
            .filter(|entry| entry.as_ref().is_ok_and(|e| e.path().extension().is_some_and(|e| e == "toml")));
        assert_eq!(links.lines().count(), sources.count() - 1);
        for line in links.lines() {
            assert!(is_link(line), "{line}");
            let name = line.split("href=\"./").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or("");
            let text = fs::read(folder.join(name))?;
            assert!(line.contains(&digest::integrity(&text)), "{line}");
            let tag = name.split('-').next();
            assert_eq!(String::from_utf8(text)?.lines().nth(1), tag, "{line}");
        }
        Ok(fs::remove_dir_all(&folder)?)
    }
}
