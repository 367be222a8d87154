//! The style sheets of the page as two files, without comments: together they compress a third better, and a visitor asks
//! once. What the opening page does not wear is in the second, which comes with the parts of the program
//! (`public/parts.js`).

use crate::digest;
use anyhow::{Context, Result};
use std::fs;
use std::path::Path;

const LINK: &str = r#"<link rel="stylesheet" href="./"#;

/// The link to the second file, which by itself loads nothing.
const LATER: &str = r#"<link rel="later""#;
/// How the names of the sheets begin that the opening page does not wear.
const OF_VIEWS: [&str; 5] = ["read-", "find-", "link-", "compare-", "embed-"];
/// The sheet that says of all screens how they are on small ones: what it says of views has to come after theirs, so it is
/// in both files.
const OF_ALL: &str = "narrow-";

/// Puts two files in the place of the staged sheets, in their order, and two links in the place of theirs.
///
/// # Errors
/// When a sheet is missing or no text, or a file cannot be written.
pub(crate) fn joined(staging: &Path, page: &str) -> Result<String> {
    let (mut style, mut later) = (String::new(), String::new());
    let mut lines: Vec<String> = Vec::new();
    let mut place = None;
    for line in page.lines() {
        let Some((indent, rest)) = line.split_once(LINK).filter(|(indent, _)| indent.trim().is_empty())
        else {
            lines.push(line.to_owned());
            continue;
        };
        let name = rest.split('"').next().context("a link ends")?;
        let path = staging.join(name);
        let sheet = fs::read_to_string(&path).with_context(|| format!("cannot read {name}"))?;
        let sheet = without_comments(&sheet);
        let is_of_views = OF_VIEWS.iter().any(|of_view| name.starts_with(of_view));
        if !is_of_views {
            style.push_str(&sheet);
        }
        if is_of_views || name.starts_with(OF_ALL) {
            later.push_str(&sheet);
        }
        fs::remove_file(&path).with_context(|| format!("cannot remove {name}"))?;
        if place.is_none() {
            place = Some(lines.len());
            lines.push(indent.to_owned());
        }
    }
    let place = place.and_then(|place| lines.get_mut(place)).context("the page has no style sheet")?;
    let (name, integrity) = write(staging, "style", &style)?;
    let indent = place.clone();
    place.push_str(&format!("{LINK}{name}\" integrity=\"{integrity}\">"));
    if !later.is_empty() {
        let (name, integrity) = write(staging, "views", &later)?;
        place.push_str(&format!("\n{indent}{LATER} href=\"./{name}\" integrity=\"{integrity}\">"));
    }
    Ok(lines.join("\n") + "\n")
}

/// Writes a file under a name with its digest; both.
fn write(staging: &Path, stem: &str, style: &str) -> Result<(String, String)> {
    let name = format!("{stem}-{}.css", digest::short(style.as_bytes()));
    fs::write(staging.join(&name), style).with_context(|| format!("cannot write {name}"))?;
    Ok((name, digest::integrity(style.as_bytes())))
}

/// Whether a line of the page is the link to the second file.
pub(crate) fn is_link(line: &str) -> bool {
    line.trim_start().starts_with(LATER)
}

/// A sheet without its comments, and without the lines that are empty then.
fn without_comments(sheet: &str) -> String {
    let mut kept = String::new();
    let mut rest = sheet;
    // What begins like a comment inside of quotes is none.
    while let Some(at) = rest.find(['"', '\'', '/']) {
        let (before, from) = rest.split_at(at);
        kept.push_str(before);
        let length = match from.as_bytes() {
            [b'/', b'*', ..] => {
                rest = from.split_once("*/").map_or("", |(_, after)| after);
                continue;
            }
            [b'/', ..] => 1,
            [quote, ..] => {
                from.get(1..).and_then(|text| text.find(char::from(*quote))).map_or(from.len(), |end| end + 2)
            }
            [] => 0,
        };
        let (text, after) = from.split_at(length);
        kept.push_str(text);
        rest = after;
    }
    kept.push_str(rest);
    let lines: Vec<&str> = kept.lines().map(str::trim_end).filter(|line| !line.is_empty()).collect();
    lines.join("\n") + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace;

    #[test]
    fn what_views_wear_is_a_file_of_its_own_and_small_screens_have_the_last_word_in_both() -> Result<()> {
        let folder = std::env::temp_dir().join(format!("passages-views-{}", std::process::id()));
        fs::create_dir_all(&folder)?;
        let mut page = "<head>\n".to_owned();
        for name in ["main", "find", "narrow", "embed"] {
            fs::write(folder.join(format!("{name}-1f.css")), format!("{name} {{ c: d }}\n"))?;
            page += &format!("  {LINK}{name}-1f.css\" integrity=\"x\"/>\n");
        }
        let joined = joined(&folder, &page)?;
        for (stem, names) in [("style", &["main", "narrow"][..]), ("views", &["find", "narrow", "embed"])] {
            let style: String = names.iter().map(|name| format!("{name} {{ c: d }}\n")).collect();
            let name = format!("{stem}-{}.css", digest::short(style.as_bytes()));
            assert_eq!(fs::read_to_string(folder.join(&name))?, style);
            let line = joined.lines().find(|line| line.contains(&name)).unwrap_or_default();
            assert!(line.contains(&digest::integrity(style.as_bytes())), "{joined}");
            assert_eq!(is_link(line), stem == "views", "{joined}");
        }
        assert_eq!(joined.lines().count(), 3);
        // Each sheet of ours that is meant is there.
        let sheets = workspace::root()?.join("src/style");
        for name in OF_VIEWS.iter().chain([&OF_ALL]) {
            assert!(sheets.join(name.replace('-', ".css")).is_file(), "{name}");
        }
        Ok(fs::remove_dir_all(&folder)?)
    }

    #[test]
    fn sheets_stand_in_their_order_in_one_file_under_its_digest() -> Result<()> {
        let folder = std::env::temp_dir().join(format!("passages-styles-{}", std::process::id()));
        fs::create_dir_all(&folder)?;
        fs::write(folder.join("b.css"), "/* first */\nb { c: d }\n")?;
        fs::write(folder.join("a.css"), "a { c: e }\n")?;
        let page = "<head>\n  <link rel=\"stylesheet\" href=\"./b.css\" integrity=\"x\"/>\n<x>\n  <link rel=\"stylesheet\" href=\"./a.css\"/>\n</head>\n";
        let joined = joined(&folder, page)?;
        let style = b"b { c: d }\na { c: e }\n";
        let name = format!("style-{}.css", digest::short(style));
        assert_eq!(fs::read(folder.join(&name))?, style);
        let link = format!(
            "  <link rel=\"stylesheet\" href=\"./{name}\" integrity=\"{}\">",
            digest::integrity(style)
        );
        assert_eq!(joined, format!("<head>\n{link}\n<x>\n</head>\n"));
        assert_eq!(fs::read_dir(&folder)?.count(), 1);
        assert!(super::joined(&folder, "<head></head>").is_err());
        Ok(fs::remove_dir_all(&folder)?)
    }

    #[test]
    fn comments_go_and_everything_else_stays() -> Result<()> {
        let sheet =
            "a { b: \"/* c */\"; /* d\n e */ f: 1/2; g: '\"'; }\n/**/\n\n@media (x) { h { i: url('j//k') } }";
        let kept = "a { b: \"/* c */\";  f: 1/2; g: '\"'; }\n@media (x) { h { i: url('j//k') } }\n";
        assert_eq!(without_comments(sheet), kept);
        // Of each of our own sheets, every line that is neither comment nor empty.
        for entry in fs::read_dir(workspace::root()?.join("src/style"))? {
            let sheet = fs::read_to_string(entry?.path())?;
            let kept = without_comments(&sheet);
            assert!(!kept.contains("/*") && !kept.contains("*/"));
            assert_eq!(kept.matches('{').count(), kept.matches('}').count());
            for line in sheet.lines().filter(|line| line.ends_with([';', '{', '}']) && !line.contains("*/")) {
                assert!(kept.contains(line), "{line}");
            }
        }
        Ok(())
    }
}
