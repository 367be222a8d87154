//! The page's words: each is used, and every language has them all, with the same gaps to fill.

use super::{File, files};
use std::collections::{BTreeMap, BTreeSet};

/// "text.found_for" and "plural.links.one" -> wording.
type Wordings = BTreeMap<String, String>;

fn flatten(prefix: &str, table: &toml::Table, into: &mut Wordings) {
    for (key, value) in table {
        let path = if prefix.is_empty() { key.clone() } else { format!("{prefix}.{key}") };
        match value {
            toml::Value::Table(inner) => flatten(&path, inner, into),
            other => {
                into.insert(path, other.as_str().expect("a wording is a text").to_owned());
            }
        }
    }
}

fn languages() -> Vec<(String, Wordings)> {
    let read = |file: File| {
        let mut wordings = Wordings::new();
        flatten("", &file.text.parse().expect("TOML"), &mut wordings);
        (file.path, wordings)
    };
    files("src/i18n", &[".toml"]).into_iter().map(read).collect()
}

/// "{name}" -> "name".
fn gaps(wording: &str) -> BTreeSet<&str> {
    wording.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name).collect()
}

fn english() -> Wordings {
    let found = languages().into_iter().find(|(path, _)| path.ends_with("en.toml"));
    found.expect("English is there").1
}

/// The key without its plural category.
fn wording_of(key: &str) -> &str {
    if key.starts_with("plural.") { key.rsplit_once('.').map_or(key, |(wording, _)| wording) } else { key }
}

#[test]
fn every_language_has_every_wording_with_the_same_gaps() {
    let english = english();
    let keys = |w: &Wordings| -> BTreeSet<String> { w.keys().map(|k| wording_of(k).to_owned()).collect() };
    for (path, wordings) in languages() {
        assert_eq!(keys(&wordings), keys(&english), "{path}");
        for (key, wording) in &wordings {
            assert!(!wording.trim().is_empty(), "{path}: {key} is empty");
            let like = english.get(key).or_else(|| english.get(&format!("{}.other", wording_of(key))));
            assert_eq!(gaps(wording), gaps(like.expect("a wording like it")), "{path}: {key}");
        }
        assert!(["ltr", "rtl"].contains(&wordings["dir"].as_str()), "{path}");
    }
}

#[test]
fn every_wording_is_used() {
    let code = files("src", &[".rs"]).into_iter().map(|f| f.text).collect::<String>();
    // Behind a name of the table, so that a field of something else does not count.
    let is_used = |key: &str| {
        ["text", "text()", "|t| t", "plural"].iter().any(|table| {
            code.match_indices(&format!("{table}.{key}")).any(|(at, found)| {
                let next = code.get(at + found.len()..).and_then(|rest| rest.chars().next());
                next.is_some_and(|c| !c.is_alphanumeric() && c != '_')
            })
        })
    };
    let english = english();
    let keys = english.keys().filter_map(|k| wording_of(k).split_once('.')).map(|(_, key)| key);
    let unused: BTreeSet<&str> = keys.filter(|key| !is_used(key)).collect();
    assert!(unused.is_empty(), "{unused:?}");
}

#[test]
fn every_gap_is_filled_by_its_name() {
    let code = files("src", &[".rs"]).into_iter().map(|f| f.text).collect::<String>();
    for (key, wording) in english() {
        for gap in gaps(&wording) {
            assert!(code.contains(&format!("(\"{gap}\",")), "nobody fills {{{gap}}} of {key}");
        }
    }
}

/// What is shown as it stands in the code: names of methods, formats and keys, and formulas.
const NAMES: [&str; 17] = [
    "BM25",
    "TF-IDF",
    "nDCG@5",
    "SVG",
    "PNG",
    "Tab",
    "Page Up, Page Down, Home, End",
    "Enter",
    "↓ ↑ Enter",
    "Esc",
    "weight = kind × ln(N / n) / ln(N) × circumstances",
    "W = Σ weight,  score = W / (W + 1)",
    "passages.svg",
    "passages.png",
    "passages-report.txt",
    "What is wrong with it: ",
    "Passages: a link to look at (corpus {})",
];

#[test]
fn nothing_is_said_that_is_not_among_the_wordings() {
    // Where words reach the visitor: as content, and as attributes that are read aloud.
    let shows = [
        ".child(\"",
        ".attr(\"aria-label\", \"",
        ".attr(\"title\", \"",
        ".attr(\"placeholder\", \"",
        "Node::from(\"",
    ];
    let folders = ["src/views", "src/components"];
    let mut said = BTreeSet::new();
    for file in
        folders.into_iter().flat_map(|folder| files(folder, &[".rs"])).chain(files("src", &["app.rs"]))
    {
        for show in shows {
            for (at, _) in file.text.match_indices(show) {
                let rest = file.text.get(at + show.len()..).unwrap_or_default();
                let words = rest.split('"').next().unwrap_or_default();
                if words.chars().any(char::is_alphabetic) && !NAMES.contains(&words) {
                    said.insert(format!("{}: {words}", file.path));
                }
            }
        }
    }
    assert!(said.is_empty(), "{said:#?}");
}
