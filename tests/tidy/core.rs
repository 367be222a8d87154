//! The core is pure, and its modules stand in the order in which a text flows through them.

use super::{File, check_without, files, manifest, names};

fn core() -> Vec<File> {
    files("crates/passages-core/src", &[".rs"])
}

#[test]
fn the_core_knows_no_browser_no_machine_and_no_chance() {
    let words = [
        "leptos",
        "wasm_bindgen",
        "web_sys",
        "js_sys",
        "gloo",
        "clap",
        "std::fs",
        "std::time",
        "std::env",
        "std::net",
        "std::thread",
        "std::process",
        "Instant",
        "SystemTime",
        "rand::",
        "HashMap",
        "HashSet",
        "thread_local",
        "println!",
        "unsafe",
    ];
    check_without(&core(), &words);
    let depends = names(&manifest("crates/passages-core/Cargo.toml"), "dependencies");
    assert_eq!(depends, ["libm", "qrcodegen", "rust-stemmers", "serde", "toml"]);
}

#[test]
fn the_core_computes_the_same_on_every_machine() {
    let functions = [
        ".ln(",
        ".ln_1p(",
        ".log(",
        ".log2(",
        ".log10(",
        ".exp(",
        ".exp2(",
        ".exp_m1(",
        ".powf(",
        ".sin(",
        ".cos(",
        ".sin_cos(",
        ".tan(",
        ".asin(",
        ".acos(",
        ".atan(",
        ".atan2(",
        ".sinh(",
        ".cosh(",
        ".tanh(",
        ".cbrt(",
        ".hypot(",
        ".mul_add(",
    ];
    check_without(&core(), &functions);
}

/// The names that follow `crate::` in a line: one, or those of a braced list.
fn uses(line: &str) -> Vec<String> {
    let name = |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let after = line.match_indices("crate::").filter_map(|(at, found)| line.get(at + found.len()..));
    let used = after.flat_map(|rest| match rest.strip_prefix('{') {
        Some(list) => list.split(['}', ',']).map(|one| name(one.trim())).collect(),
        None => vec![name(rest)],
    });
    used.filter(|name| !name.is_empty()).collect()
}

#[test]
fn a_module_of_the_core_uses_only_those_above_it() {
    let files = core();
    let list = files.iter().find(|f| f.path.ends_with("core/src/lib.rs")).expect("lib.rs");
    let module = |line: &str| {
        Some(line.trim_start_matches("pub ").strip_prefix("mod ")?.trim_end_matches(';').to_owned())
    };
    let order: Vec<String> = list.code().filter_map(|(_, line)| module(line)).collect();
    assert!(order.len() > 15 && order.last().is_some_and(|last| last == "compile"), "{order:?}");
    let place = |name: &str| order.iter().position(|m| m == name);
    let mut wrong = Vec::new();
    for file in files.iter().filter(|f| !f.path.ends_with("/lib.rs")) {
        let path = file.path.strip_prefix("crates/passages-core/src/").expect("a file of the core");
        let own = path.split(['/', '.']).next().unwrap_or_default();
        let at = place(own).unwrap_or_else(|| panic!("{own} is not in lib.rs"));
        for (number, line) in file.code() {
            for used in uses(line) {
                if place(&used).is_none_or(|above| above > at) {
                    wrong.push(format!("{}:{number}: {used}", file.path));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn build_command_line_and_page_do_not_know_each_other() {
    check_without(&files("crates/passages-cli/src", &[".rs"]), &["passages::", "leptos"]);
    check_without(&files("crates/passages-files/src", &[".rs"]), &["passages::", "passages_cli"]);
    check_without(&files("src", &[".rs"]), &["passages_cli", "passages_files"]);
    let page = names(&manifest("Cargo.toml"), "dependencies");
    assert!(page.contains(&"passages-core".to_owned()));
    assert!(!page.iter().any(|n| n == "passages-files" || n == "passages-cli" || n == "toml"), "{page:?}");
    let cli = names(&manifest("crates/passages-cli/Cargo.toml"), "dependencies");
    assert!(!cli.iter().any(|n| n == "passages" || n == "leptos"), "{cli:?}");
    let workshop = names(&manifest("crates/passages-workshop/Cargo.toml"), "dependencies");
    assert_eq!(workshop, ["passages-core", "wasm-bindgen"]);
    let reader = names(&manifest("crates/passages-reader/Cargo.toml"), "dependencies");
    assert_eq!(reader, ["passages-core", "passages-formats", "wasm-bindgen"]);
    check_without(
        &files("crates/passages-reader/src", &[".rs"]),
        &["std::fs", "std::net", "std::time", "unsafe"],
    );
    // What reads a visitor's file reaches nothing but the bytes that it is given.
    let formats = files("crates/passages-formats/src", &[".rs"]);
    check_without(
        &formats,
        &["passages::", "std::fs", "std::net", "std::env", "std::time", "std::thread", "unsafe"],
    );
    let readers = names(&manifest("crates/passages-formats/Cargo.toml"), "dependencies");
    assert!(!readers.iter().any(|n| n.starts_with("passages-") && n != "passages-core"), "{readers:?}");
    let files = names(&manifest("crates/passages-files/Cargo.toml"), "dependencies");
    assert_eq!(files, ["passages-core"]);
}

/// What reads what anybody may send: the modules, and those below them.
const DOORS: [&str; 5] = [
    "crates/passages-core/src/archive.rs",
    "crates/passages-core/src/message.rs",
    "crates/passages-core/src/setting.rs",
    "crates/passages-core/src/state.rs",
    "crates/passages-formats/src/lib.rs",
];

#[test]
fn s7_what_anybody_may_send_is_read_by_code_that_may_not_panic() {
    let files = files("crates", &[".rs"]);
    for path in DOORS {
        let door = files.iter().find(|file| file.path == path).unwrap_or_else(|| panic!("no {path}"));
        let start = door.text.find("#![deny(").unwrap_or_else(|| panic!("{path} denies nothing"));
        let denied = door.text[start..].split(")]").next().unwrap_or_default();
        for lint in ["unwrap_used", "expect_used", "panic", "indexing_slicing"] {
            assert!(denied.contains(&format!("clippy::{lint}")), "{path}: {lint}");
        }
        // Outside tests nothing is let through again, there or below.
        let folder = format!("{}/", path.trim_end_matches("/lib.rs").trim_end_matches(".rs"));
        for file in files.iter().filter(|file| file.path == path || file.path.starts_with(&folder)) {
            for (at, line) in file.code() {
                let lets = ["#[allow(clippy::", "#![allow(clippy::", "#[expect(clippy::"];
                assert!(!lets.iter().any(|lets| line.contains(lets)), "{}:{at}: {line}", file.path);
            }
        }
    }
}
