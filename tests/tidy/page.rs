//! The page: one way from the app to the browser, one writer of the address, nothing that a strict policy refuses.

use super::{File, check_without, files, root};
use passages_core::setting::{DARK, LIGHT};
use std::fs;

/// The files of the page of which the path begins so, or all others.
fn page(begins: &str, wanted: bool) -> Vec<File> {
    let found: Vec<File> =
        files("src", &[".rs"]).into_iter().filter(|f| f.path.starts_with(begins) == wanted).collect();
    assert!(!found.is_empty(), "{begins}");
    found
}

#[test]
fn only_the_doors_and_the_tree_name_the_browser() {
    let others: Vec<File> =
        page("src/browser", false).into_iter().filter(|f| !f.path.starts_with("src/dom")).collect();
    check_without(&others, &["web_sys", "js_sys", "wasm_bindgen", "gloo"]);
}

#[test]
fn app_views_components_browser_is_one_way() {
    let above = [
        "crate::views",
        "crate::components",
        "crate::app",
        "crate::explorer",
        "crate::library",
        "crate::i18n",
    ];
    check_without(&page("src/browser", true), &above);
    check_without(&page("src/dom", true), &above);
    check_without(&page("src/dom", true), &["crate::browser"]);
    check_without(&page("src/components", true), &["crate::views", "crate::app"]);
    // A view may be a folder: its own pieces name it as `super`, and nothing above it.
    let (own, single): (Vec<File>, Vec<File>) =
        page("src/views/", true).into_iter().partition(|f| f.path.matches('/').count() > 2);
    check_without(&single, &["crate::views", "crate::app", "super::"]);
    check_without(&own, &["crate::views", "crate::app", "super::super"]);
}

#[test]
fn only_one_file_writes_the_address() {
    check_without(
        &page("src/browser/address.rs", false),
        &["push_state", "replace_state", "set_hash", "set_href"],
    );
}

#[test]
fn no_style_stands_in_an_attribute_and_no_text_becomes_markup() {
    check_without(
        &files("src", &[".rs"]),
        &[" style=", " style:", "inner_html", "set_inner_html", "javascript:"],
    );
    let index = fs::read_to_string(root().join("index.html")).expect("index.html");
    for refused in [" style=", "<style", " onclick=", " onload=", "javascript:"] {
        assert!(!index.contains(refused), "index.html: {refused}");
    }
}

#[test]
fn nothing_is_fetched_from_another_host() {
    let folders = [("src", [".rs", ".css"].as_slice()), ("public", &[".js", ".svg", ".html"])];
    let index = File {
        path: "index.html".to_owned(),
        text: fs::read_to_string(root().join("index.html")).expect("index.html"),
    };
    for file in folders.into_iter().flat_map(|(folder, endings)| files(folder, endings)).chain([index]) {
        // Names, and the addresses of official records, which only the visitor follows.
        let rest = file.text.replace("http://www.w3.org/", "");
        let rest =
            if file.path == "src/views/about.rs" { rest.replace("https://undocs.org/", "") } else { rest };
        for outside in ["http://", "https://", "src=\"//", "url(//", "@import"] {
            assert!(!rest.contains(outside), "{}: {outside}", file.path);
        }
    }
}

/// Declarations of a style sheet, comments left out.
fn declarations(css: &str) -> Vec<(String, String)> {
    let mut bare = String::new();
    let mut rest = css;
    while let Some((before, comment)) = rest.split_once("/*") {
        bare.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    bare.push_str(rest);
    let pieces = bare.split([';', '{', '}']).filter_map(|piece| piece.trim().split_once(':'));
    pieces.map(|(name, value)| (name.trim().to_owned(), value.trim().to_owned())).collect()
}

#[test]
fn style_knows_start_and_end_but_not_left_and_right() {
    let mut wrong = Vec::new();
    for file in files("src/style", &[".css"]) {
        let declared = declarations(&file.text);
        assert!(declared.len() > 3, "{} has no declarations", file.path);
        for (name, value) in declared {
            let words = || {
                name.split('-').chain(
                    ["text-align", "float", "clear"].contains(&name.as_str()).then_some(value.as_str()),
                )
            };
            if words().any(|word| word == "left" || word == "right") {
                wrong.push(format!("{}: {name}: {value}", file.path));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The declarations of the rule of a style sheet that begins so.
fn rule(css: &str, begins: &str) -> Vec<(String, String)> {
    let (_, after) = css.split_once(begins).unwrap_or_else(|| panic!("{begins}"));
    declarations(after.split('}').next().unwrap_or_default())
}

#[test]
fn a_theme_that_a_host_asks_for_is_the_one_that_browsers_prefer() {
    let main = fs::read_to_string(root().join("src/style/main.css")).expect("a style sheet");
    let light = rule(&main, ":root {");
    let dark = rule(&main, ":root:where(:not([data-theme=\"light\"])) {");
    let asked = rule(&main, "\n  [data-theme=\"dark\"] {");
    assert_eq!(asked.first(), Some(&("color-scheme".to_owned(), "dark".to_owned())));
    assert_eq!(asked.get(1..), Some(&*dark));
    // What a host's colour is held against is what it stands on.
    for (colours, ground) in [(&light, LIGHT), (&dark, DARK)] {
        for (name, colour) in
            [("--paper", ground.paper), ("--paper-deep", ground.deep), ("--ink", ground.ink)]
        {
            let value = colours.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str());
            assert_eq!(value, Some(&*format!("#{}", colour.hex())), "{name}");
        }
    }
}

#[test]
fn a_module_is_named_by_its_file_and_nothing_is_left_to_do() {
    let folders = ["src", "crates", "xtask", "tests"];
    let own = |f: &File| !f.path.starts_with("tests/tidy/");
    let all: Vec<File> = folders.into_iter().flat_map(|f| files(f, &[".rs"])).filter(own).collect();
    let paths: Vec<&str> = all.iter().map(|f| f.path.as_str()).filter(|p| p.ends_with("mod.rs")).collect();
    assert!(paths.is_empty(), "{paths:?}");
    check_without(&all, &["dbg!(", "unimplemented!(", "todo!(", "#[ignore"]);
    for file in &all {
        for left in ["TODO", "FIXME", "XXX"] {
            assert!(!file.text.contains(left), "{}: {left}", file.path);
        }
        for line in file.text.lines().filter(|l| l.contains("#[allow(") || l.contains("#![allow(")) {
            assert!(line.contains("reason"), "{}: {line}", file.path);
        }
    }
}

#[test]
fn nobody_claims_that_the_texts_are_in_the_public_domain() {
    let papers = files("corpus", &[".md", ".toml"]);
    assert!(papers.iter().any(|f| f.path == "corpus/NOTICE.md"));
    for file in papers {
        let flowing = file.text.split_whitespace().collect::<Vec<_>>().join(" ");
        for sentence in flowing.split(". ").filter(|s| s.to_lowercase().contains("public domain")) {
            assert!(sentence.contains(" not "), "{}: {sentence}", file.path);
        }
    }
}
