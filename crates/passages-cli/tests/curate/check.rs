//! `curate check`: sound, or every fault at once with its file, line, cause and remedy.

use super::{curate, curate_in, empty, write};

const TEXT: &str = "1. The World Bank spoke of remittances.\n\n2. Nobody else did.\n";
const THEMES: &str = r#"[[family]]
id = "money"
label = { en = "Money" }

[[theme]]
id = "remittances"
family = "money"
label = { en = "Remittances" }
forms = ["remittances"]
"#;

#[test]
fn the_corpus_is_sound() {
    let ended = curate(&["check"]);
    assert_eq!((ended.code, ended.err.as_str()), (0, ""));
    assert!(ended.out.contains("sound") && ended.out.contains("2 documents, 37 paragraphs"), "{}", ended.out);
}

/// Of a small sound corpus with these files put in, every fault is told: where, what, and a remedy.
fn check(name: &str, files: &[(&str, &str)], faults: &[(&str, &str)]) {
    let dir = empty(name);
    write(&dir, &[("documents/a/en.txt", TEXT), ("vocabulary/themes.toml", THEMES)]);
    assert_eq!(curate_in(&dir, &["check", "."]).code, 0, "the small corpus is sound");
    write(&dir, files);
    let ended = curate_in(&dir, &["check", "."]);
    assert_eq!(ended.code, 1, "{}", ended.err);
    assert!(ended.out.contains(&format!("has {} error", faults.len())), "{}\n{}", ended.out, ended.err);
    let told: Vec<&str> = ended.err.lines().collect();
    assert_eq!(told.len(), 2 * faults.len(), "{}", ended.err);
    for (place, cause) in faults {
        let at =
            told.iter().position(|line| line.contains(&format!("{place}: error: ")) && line.contains(cause));
        let at = at.unwrap_or_else(|| panic!("{place}: {cause} is not told:\n{}", ended.err));
        let remedy = told.get(at + 1).copied().unwrap_or_default();
        assert!(remedy.starts_with("    ") && remedy.trim().len() > 5, "{place} has no remedy: {remedy:?}");
    }
}

#[test]
fn every_fault_of_a_vocabulary_is_told_in_one_run() {
    let broken = r#"[[theme]]
id = "remittances"
family = "money"
label = { en = "Twice" }
forms = ["transfers"]

[[theme]]
id = "lost"
family = "nowhere"
label = { en = "Lost" }
forms = ["lost"]

[[theme]]
id = "nameless"
family = "money"
label = { fr = "Sans nom" }
forms = ["..."]

[[theme]]
id = "chicken"
family = "money"
label = { en = "Chicken" }
forms = ["chicken"]
broader = "egg"

[[theme]]
id = "egg"
family = "money"
label = { en = "Egg" }
forms = ["egg"]
broader = "chicken"
related = ["bacon"]

[[actor]]
id = "silent"
label = { en = "Silent" }
"#;
    let faults = [
        ("vocabulary/themes.toml:6", "the id `remittances` is given twice"),
        ("vocabulary/more.toml:8", "the family `nowhere`, which does not exist"),
        ("vocabulary/more.toml:14", "`nameless` has no English label"),
        ("vocabulary/more.toml:14", "has no word"),
        ("vocabulary/more.toml:20", "`chicken` is broader than itself"),
        ("vocabulary/more.toml:27", "`egg` is broader than itself"),
        ("vocabulary/more.toml:27", "names `bacon`, which does not exist"),
        ("vocabulary/more.toml:35", "`silent` has no forms"),
        ("vocabulary/not.toml:1", ""),
    ];
    check(
        "vocabulary",
        &[("vocabulary/more.toml", broken), ("vocabulary/not.toml", "this is prose\n")],
        &faults,
    );
}

#[test]
fn an_unknown_field_is_told_by_its_line() {
    let misspelt = "[[actor]]\nid = \"IOM\"\nlabel = { en = \"IOM\" }\nform = [\"IOM\"]\n";
    check("field", &[("vocabulary/actors.toml", misspelt)], &[("vocabulary/actors.toml:4", "form")]);
}

#[test]
fn notes_and_names_that_lead_nowhere_are_told() {
    let editing = "name = \"a\"\n\n[[note]]\npara = \"3\"\nat = \"World Bank\"\ntext = \"x\"\n\n\
        [[note]]\npara = \"1\"\nat = \"World  Bank\"\ntext = \"x\"\n\n\
        [[foreign]]\npara = \"2\"\ntext = \"personne\"\nlanguage = \"fr\"\n";
    let files =
        [("documents/b/en.txt", TEXT), ("documents/b/document.toml", editing), ("documents/c/en.txt", TEXT)];
    let faults = [
        ("documents/b/document.toml:4", "no paragraph `3`"),
        ("documents/b/document.toml:9", "does not contain the words “World  Bank”"),
        ("documents/b/document.toml:14", "does not contain the words “personne”"),
        ("documents/b/en.txt", "another document is called `a` too"),
    ];
    check("notes", &files, &faults);
}

#[test]
fn texts_that_are_none_are_told() {
    let nothing = [("documents/b/en.txt", ""), ("documents/b/document.toml", "name = \"b\"\n")];
    check("nothing", &nothing, &[("documents/b/en.txt", "no paragraph was found")]);
    let dir = empty("bytes");
    write(&dir, &[("documents/a/en.txt", TEXT)]);
    std::fs::write(dir.join("documents/a/en.txt"), b"1. One.\n\n2. A \x93quoted\x94 word.\n")
        .expect("a file");
    let ended = curate_in(&dir, &["check", "."]);
    assert!(
        ended.code == 1 && ended.err.contains("documents/a/en.txt:3: error: the text is not UTF-8"),
        "{}",
        ended.err
    );
}

#[test]
fn a_directory_without_documents_is_told() {
    let dir = empty("void");
    for arguments in [["check", "."], ["check", "missing"]] {
        let ended = curate_in(&dir, &arguments);
        assert!(ended.code == 1 && ended.err.contains("no document here"), "{}", ended.err);
    }
}
