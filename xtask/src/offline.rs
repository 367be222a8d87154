//! What a browser keeps for when there is no network: the list of all files of a build, written into the service worker.
//!
//! The version of a build is the digest of that list and of the page, so that any change of any file is another version.

use crate::workspace::files_in;
use crate::{digest, icons, workspace};
use anyhow::{Context, Result, bail};
use std::fs;
use std::ops::RangeInclusive;
use std::path::Path;

/// Where `index.html` wants the links.
pub(crate) const MARKER: &str = "<!-- offline -->";

/// Where page and service worker want the version.
const VERSION: &str = "/* version */";
/// Where the service worker wants the list.
const FILES: &str = "/* files */ []";
/// At an address that stays, for the browser compares what lies there with what it has.
const WORKER: &str = "service-worker.js";

const LINK: &str = r#"<link rel="offline""#;
/// Digits of the digest in a name.
const DIGEST: RangeInclusive<usize> = 12..=16;

/// Writes manifest, icons and the page's side of it into the staged folder, and makes the links to them, one a line, in
/// the order in which `public/boot.js` takes them. While the page is being worked on there are none, for what was
/// changed would not be seen.
///
/// # Errors
/// When a source is missing, or a file cannot be written.
pub(crate) fn links(staging: &Path, is_release: bool) -> Result<String> {
    if !is_release {
        return Ok(String::new());
    }
    let script =
        fs::read(workspace::root()?.join("public/offline.js")).context("cannot read public/offline.js")?;
    let name = format!("offline-{}.js", digest::short(&script));
    fs::write(staging.join(&name), &script).with_context(|| format!("cannot write {name}"))?;
    let icons = icons::links(staging)?;
    let links = [
        format!("{LINK} href=\"./{name}\">"),
        format!("{LINK} href=\"./{WORKER}\" data-version=\"{VERSION}\">"),
        // A browser asks for a manifest at once: public/boot.js makes it one once the page has opened.
        format!("{LINK} href=\"{}\">", icons.manifest),
        icons.apple,
    ];
    Ok(links.join("\n    "))
}

/// Whether a line of the page is a link that is followed once the page has opened.
pub(crate) fn is_link(line: &str) -> bool {
    line.trim_start().starts_with(LINK) || icons::is_link(line)
}

/// The page with its version; all that it needs is there by now, and the service worker is written beside it.
///
/// # Errors
/// When `public/service-worker.js` lacks a marker, a part of the page would not be kept, or a file cannot be read or
/// written.
pub(crate) fn keep(staging: &Path, page: &str) -> Result<String> {
    if !page.lines().any(|line| line.trim_start().starts_with(LINK)) {
        return Ok(page.to_owned());
    }
    let names = files_in(staging, "")?.into_iter().filter(|name| is_part(name));
    let mut files = Vec::new();
    for name in names {
        let bytes = fs::read(staging.join(&name)).with_context(|| format!("cannot read {name}"))?;
        files.push((format!("./{name}"), digest::integrity(&bytes)));
    }
    for checked in checked(page) {
        if !files.iter().any(|(address, _)| address == checked) {
            bail!("{checked} is linked by the page and would not be kept: its name has no digest");
        }
    }
    let version = digest::short(format!("{page}{}", serde_json::to_string(&files)?).as_bytes());
    let page = once(page, VERSION, &version)?;
    files.push(("./index.html".to_owned(), digest::integrity(page.as_bytes())));
    let source = workspace::root()?.join("public").join(WORKER);
    let worker = fs::read_to_string(&source).with_context(|| format!("cannot read {}", source.display()))?;
    let worker = once(&worker, VERSION, &version)?;
    let worker = once(&worker, FILES, &serde_json::to_string_pretty(&files)?)?;
    fs::write(staging.join(WORKER), worker).with_context(|| format!("cannot write {WORKER}"))?;
    Ok(page)
}

/// The addresses that the page links with a digest to check them by: without one of these it does not open.
fn checked(page: &str) -> impl Iterator<Item = &str> {
    page.split('<').filter(|element| element.contains(" integrity=\"")).filter_map(|element| {
        let (_, address) = element.split_once(" href=\"").or_else(|| element.split_once(" src=\""))?;
        address.split('"').next()
    })
}

/// Whether a file is a part of the page: those are named by what is in them. Pictures are there for whoever installs it,
/// and what is in folders or has a name of its own is there for others.
///
/// Trunk writes its digest as a number, without the zeros that it begins with: one name in sixteen is shorter.
fn is_part(name: &str) -> bool {
    let Some((stem, ending)) = name.rsplit_once('.') else { return false };
    let stem = stem.strip_suffix("_bg").unwrap_or(stem);
    let digest = stem.rsplit_once('-').map_or("", |(_, digest)| digest);
    let is_digest = DIGEST.contains(&digest.len()) && digest.bytes().all(|byte| byte.is_ascii_hexdigit());
    let is_own = is_digest && ending != "png" && !name.contains('/');
    // What wasm-bindgen puts beside its script.
    is_own || name.starts_with("snippets/")
}

/// The text with something else in the one place of a marker.
fn once(text: &str, marker: &str, by: &str) -> Result<String> {
    if text.matches(marker).count() != 1 {
        bail!("{marker} has to be there once");
    }
    Ok(text.replace(marker, by))
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: &str = "a-0123456789abcdef.js";

    /// A build of these files, kept: its page and its service worker.
    fn kept(name: &str, files: &[(&str, &str)]) -> Result<(String, String)> {
        let folder = std::env::temp_dir().join(format!("passages-offline-{name}-{}", std::process::id()));
        fs::create_dir_all(&folder)?;
        for (name, text) in files.iter().chain(&[("other.json", "{}"), ("notes-20351211.json", "{}")]) {
            fs::write(folder.join(name), text)?;
        }
        let page = links(&folder, true)?;
        let page = keep(&folder, &page)?;
        let worker = fs::read_to_string(folder.join(WORKER))?;
        fs::remove_dir_all(&folder)?;
        Ok((page, worker))
    }

    #[test]
    fn every_file_of_the_page_is_listed_with_its_digest() -> Result<()> {
        let (page, worker) = kept("list", &[(A, "a"), ("p-0123456789abcdef_bg.wasm", "b")])?;
        for listed in [digest::integrity(b"a"), digest::integrity(b"b"), digest::integrity(page.as_bytes())] {
            assert!(worker.contains(&listed), "{listed}");
        }
        assert!(worker.contains("\"./manifest-") && worker.contains("\"./offline-"));
        for other in ["service-worker.js", "other.json", "notes-20351211.json", "apple-touch", "icon-"] {
            assert!(!worker.contains(&format!("\"./{other}")), "{other}");
        }
        Ok(())
    }

    #[test]
    fn a_digest_that_begins_with_zeros_is_one_too() -> Result<()> {
        let (_, worker) = kept("zeros", &[("a-123456789abcdef.js", "a"), ("p-89abcdef01234_bg.wasm", "b")])?;
        assert!(
            worker.contains("\"./a-123456789abcdef.js\"") && worker.contains("\"./p-89abcdef01234_bg.wasm\"")
        );
        Ok(())
    }

    #[test]
    fn a_part_of_the_page_that_would_not_be_kept_is_an_error() -> Result<()> {
        let folder = std::env::temp_dir().join(format!("passages-offline-unkept-{}", std::process::id()));
        fs::create_dir_all(&folder)?;
        fs::write(folder.join("glue.js"), "a")?;
        let page = format!("{}<link href=\"./glue.js\" integrity=\"sha384-a\">", links(&folder, true)?);
        let told = keep(&folder, &page).map(drop).map_err(|error| error.to_string());
        assert!(told.is_err_and(|told| told.contains("./glue.js")));
        Ok(fs::remove_dir_all(&folder)?)
    }

    #[test]
    fn another_letter_in_any_file_is_another_version() -> Result<()> {
        let version = |page: &str| page.split("data-version=\"").nth(1).map(|rest| rest[..16].to_owned());
        let (one, worker) = kept("one", &[(A, "a")])?;
        let (same, _) = kept("same", &[(A, "a")])?;
        let (other, _) = kept("other", &[(A, "b")])?;
        assert_eq!(version(&one), version(&same));
        assert_ne!(version(&one), version(&other));
        assert!(version(&one).is_some_and(|version| worker.contains(&version)));
        Ok(())
    }

    #[test]
    fn a_page_that_is_worked_on_is_not_kept() -> Result<()> {
        let folder = std::env::temp_dir().join(format!("passages-offline-debug-{}", std::process::id()));
        fs::create_dir_all(&folder)?;
        let links = links(&folder, false)?;
        assert_eq!(links, "");
        assert_eq!(keep(&folder, &links)?, links);
        assert!(!folder.join(WORKER).exists());
        Ok(fs::remove_dir_all(&folder)?)
    }
}
