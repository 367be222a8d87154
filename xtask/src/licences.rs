//! The licences of everything inside, as one text: those that come with the crates, each once, above it the crates that
//! come under it.

use crate::inventory::Part;
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::Path;

/// A crate may choose among several licences for us: this is ours, where it is one of them.
const CHOSEN: &str = "MIT";

/// The text. `rust` is the version of Rust whose standard library is inside.
///
/// # Errors
/// When a crate brings no licence and its terms are none that we have at hand, or a file cannot be read.
pub(crate) fn text(root: &Path, parts: &[Part], rust: &str) -> Result<String> {
    let read =
        |name: &str| fs::read_to_string(root.join(name)).with_context(|| format!("cannot read {name}"));
    let mit = read("LICENSE-MIT")?;
    // (text, crates), in the order of the first crate of each.
    let mut groups: Vec<(String, Vec<String>)> = Vec::new();
    for part in parts.iter().filter(|part| part.checksum.is_some()) {
        let name = format!("{} {} ({})", part.name, part.version, part.licence);
        for text in texts(part, &mit)? {
            match groups.iter_mut().find(|(known, _)| is_same(known, &text)) {
                Some((_, names)) => names.push(name.clone()),
                None => groups.push((text, vec![name.clone()])),
            }
        }
    }
    let std = mit_of(&mit, "The Rust Project Developers")?;
    groups.push((std, vec![format!("the Rust standard library {rust} (MIT OR Apache-2.0)")]));

    let mut all = String::from(
        "Passages: what is inside, and under which terms\n\n\
         The program of Passages itself comes under the terms of MIT or Apache-2.0, as you choose.\n\
         It contains the parts below. The texts of documents are not ours to license: see the last section.\n",
    );
    for (text, names) in [(mit, vec!["Passages".to_owned()])].iter().chain(&groups) {
        section(&mut all, &names.join("\n"), text);
    }
    section(&mut all, "The texts of documents", &read("corpus/NOTICE.md")?);
    Ok(all)
}

fn section(all: &mut String, heading: &str, text: &str) {
    let rule = "=".repeat(80);
    all.push_str(&format!("\n{rule}\n{heading}\n{rule}\n\n{}\n", text.trim()));
}

/// Whether two texts are the same but for how their lines are broken.
fn is_same(a: &str, b: &str) -> bool {
    a.split_whitespace().eq(b.split_whitespace())
}

/// The texts under which a crate comes: those in its folder, without those of terms that need not be chosen.
fn texts(part: &Part, mit: &str) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(&part.folder).with_context(|| part.folder.display().to_string())? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        let upper = name.to_uppercase();
        if ["LICENSE", "LICENCE", "COPYING", "COPYRIGHT", "NOTICE", "UNLICENSE"]
            .iter()
            .any(|kind| upper.starts_with(kind))
        {
            names.push(name);
        }
    }
    names.sort();
    // "A OR B" is a choice, and "A AND B" is none.
    let may_choose = !part.licence.contains("AND") && part.licence.contains(CHOSEN);
    let chosen: Vec<&String> = names.iter().filter(|name| name.to_uppercase().contains(CHOSEN)).collect();
    if may_choose && !chosen.is_empty() {
        let notices = names.iter().filter(|name| name.to_uppercase().starts_with("NOTICE"));
        names = chosen.into_iter().chain(notices).cloned().collect();
    }
    if names.is_empty() {
        if !may_choose {
            bail!("{} {} brings no text of its licence {}", part.name, part.version, part.licence);
        }
        let makers = match part.authors.is_empty() {
            true => format!("the makers of {}", part.name),
            false => part.authors.join(", "),
        };
        return Ok(vec![mit_of(mit, &makers)?]);
    }
    names.iter().map(|name| Ok(fs::read_to_string(part.folder.join(name))?)).collect()
}

/// The MIT licence in the name of others: for crates that say no more than that they come under it.
fn mit_of(mit: &str, makers: &str) -> Result<String> {
    let own =
        mit.lines().find(|line| line.starts_with("Copyright")).context("LICENSE-MIT says whose it is")?;
    // Of the addresses that authors give, none is spread further.
    let makers: Vec<&str> =
        makers.split(", ").map(|maker| maker.split(" <").next().unwrap_or(maker)).collect();
    Ok(mit.replace(own, &format!("Copyright (c) {}", makers.join(", "))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{inventory, workspace};

    #[test]
    fn every_crate_inside_is_named_above_a_text() -> Result<()> {
        let root = workspace::root()?;
        let parts = inventory::parts(&root)?;
        let all = text(&root, &parts, "1.95.0")?;
        for part in parts.iter().filter(|part| part.checksum.is_some()) {
            assert!(all.contains(&format!("\n{} {} (", part.name, part.version)), "{}", part.name);
        }
        for said in [
            "UNICODE LICENSE V3",
            "Boost Software License",
            "The Rust Project Developers",
            "remain with the United Nations",
        ] {
            assert!(all.contains(said), "{said}");
        }
        Ok(())
    }

    #[test]
    fn a_crate_without_a_text_has_that_of_mit_in_the_name_of_its_makers() -> Result<()> {
        let folder = std::env::temp_dir().join(format!("passages-licences-{}", std::process::id()));
        fs::create_dir_all(&folder)?;
        let mut part = Part {
            name: "a".to_owned(),
            version: "1.0.0".to_owned(),
            licence: "MIT".to_owned(),
            authors: vec!["Ada <ada@example.org>".to_owned(), "Bo".to_owned()],
            folder: folder.clone(),
            checksum: Some(String::new()),
            uses: Vec::new(),
        };
        let mit = "MIT License\n\nCopyright (c) us\n\nPermission";
        assert_eq!(texts(&part, mit)?, ["MIT License\n\nCopyright (c) Ada, Bo\n\nPermission"]);
        part.licence = "Zlib".to_owned();
        assert!(texts(&part, mit).is_err());
        for name in ["LICENSE-MIT", "LICENSE-APACHE", "NOTICE"] {
            fs::write(folder.join(name), name)?;
        }
        part.licence = "MIT OR Apache-2.0".to_owned();
        assert_eq!(texts(&part, mit)?, ["LICENSE-MIT", "NOTICE"]);
        part.licence = "MIT AND Apache-2.0".to_owned();
        assert_eq!(texts(&part, mit)?.len(), 3);
        Ok(fs::remove_dir_all(&folder)?)
    }
}
