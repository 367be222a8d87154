//! The files of the programs beside the page, the workshop and the reader: named by what is in them, and linked from the
//! page with their digests.
//!
//! Trunk leaves the names of a worker's files as they are, so that a page of one build could meet the files of another,
//! and it tells the page no digests of theirs.

use crate::digest;
use anyhow::{Context, Result};
use std::fs;
use std::path::Path;

/// A program beside the page.
pub(crate) struct Beside {
    /// What its links are called.
    rel: &'static str,
    /// Where `index.html` wants them.
    pub(crate) marker: &'static str,
    /// Its files, in the order in which `public/boot.js` takes the links.
    parts: &'static [(&'static str, &'static str)],
}

/// The script at both ends, what wasm-bindgen made, and the program.
pub(crate) const WORKSHOP: Beside = Beside {
    rel: "workshop",
    marker: "<!-- workshop -->",
    parts: &[("workshop", ".js"), ("passages-workshop", ".js"), ("passages-workshop_bg", ".wasm")],
};

/// What wasm-bindgen made, and the program; the script is that of the workshop.
pub(crate) const READER: Beside = Beside {
    rel: "reader",
    marker: "<!-- reader -->",
    parts: &[("passages-reader", ".js"), ("passages-reader_bg", ".wasm")],
};

/// Gives the staged files their names, and makes the links to them, one a line.
///
/// # Errors
/// When one of them is not there or cannot be renamed.
pub(crate) fn links(staging: &Path, program: &Beside) -> Result<String> {
    let mut links = Vec::new();
    for (stem, ending) in program.parts {
        let plain = format!("{stem}{ending}");
        let path = staging.join(&plain);
        let bytes = fs::read(&path).with_context(|| format!("the build has made no {plain}"))?;
        let name = format!("{stem}-{}{ending}", digest::short(&bytes));
        fs::rename(&path, staging.join(&name)).with_context(|| format!("cannot rename {plain}"))?;
        let digest = digest::integrity(&bytes);
        links.push(format!(r#"<link rel="{}" href="./{name}" integrity="{digest}">"#, program.rel));
    }
    Ok(links.join("\n    "))
}

/// Whether a line of the page is one of the links.
pub(crate) fn is_link(line: &str) -> bool {
    let line = line.trim_start();
    [WORKSHOP, READER].iter().any(|program| line.starts_with(&format!("<link rel=\"{}\"", program.rel)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_named_and_linked_by_what_is_in_them() -> Result<()> {
        for program in [WORKSHOP, READER] {
            are_named_and_linked(&program)?;
        }
        assert!(!is_link(r#"<link rel="modulepreload" href="./workshop.js">"#));
        Ok(())
    }

    fn are_named_and_linked(program: &Beside) -> Result<()> {
        let folder = std::env::temp_dir().join(format!("passages-{}-{}", program.rel, std::process::id()));
        fs::create_dir_all(&folder)?;
        for (stem, ending) in program.parts {
            fs::write(folder.join(format!("{stem}{ending}")), "abc")?;
        }
        let links = links(&folder, program)?;
        let names = fs::read_dir(&folder)?.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()));
        let names: Vec<String> = names.collect::<Result<_>>()?;
        assert_eq!((names.len(), links.lines().count()), (program.parts.len(), program.parts.len()));
        let digest = digest::integrity(b"abc");
        for (line, (stem, ending)) in links.lines().zip(program.parts) {
            assert!(is_link(line) && line.contains(&digest), "{line}");
            let name = format!("{stem}-{}{ending}", digest::short(b"abc"));
            assert!(line.contains(&format!("href=\"./{name}\"")) && names.contains(&name), "{line}");
        }
        // A second time there is nothing to name.
        assert!(super::links(&folder, program).is_err());
        Ok(fs::remove_dir_all(&folder)?)
    }
}
