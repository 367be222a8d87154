//! `curate check`: sound, or every fault at once with its file, line, cause and remedy.

use super::{curate, curate_in, empty, write};

const TEXT: &str = "1. The World Bank spoke of remittances.\n\n2. Nobody else did.\n";
const THEMES: &str = r#"[general]
words = ["migration"]

[[family]]
id = "money"
label = { en = "Money", fr = "Money", es = "Money", ru = "Money", ar = "Money", zh = "Money" }

[[theme]]
id = "remittances"
family = "money"
label = { en = "Remittances", fr = "Remittances", es = "Remittances", ru = "Remittances", ar = "Remittances", zh = "Remittances" }
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
    let label = "label = { en = \"x\", fr = \"x\", es = \"x\", ru = \"x\", ar = \"x\", zh = \"x\" }";
    let entry = |kind: &str, id: &str, rest: &str| format!("[[{kind}]]\nid = \"{id}\"\n{label}\n{rest}\n\n");
    // Each entry is a block of lines; its id stands on the second.
    let blocks = [
        entry("theme", "remittances", "family = \"money\"\nforms = [\"transfers\"]"),
        entry("theme", "lost", "family = \"nowhere\"\nforms = [\"lost\"]"),
        "[[theme]]\nid = \"nameless\"\nfamily = \"money\"\nlabel = { fr = \"Sans nom\" }\nforms = [\"...\"]\n\n".to_owned(),
        entry("theme", "chicken", "family = \"money\"\nforms = [\"chicken\"]\nbroader = \"egg\""),
        entry("theme", "egg", "family = \"money\"\nforms = [\"egg\"]\nbroader = \"chicken\"\nrelated = [\"bacon\"]"),
        entry("actor", "silent", "kind = \"group\""),
        entry("actor", "odd", "kind = \"ghost\"\nforms = [\"Odd\"]\nplace = \"limbo\""),
        entry("place", "atlantis", "forms = [\"Atlantis\"]"),
        entry("theme", "everything", "family = \"money\"\nforms = [\"of the\", \"migration\"]"),
        entry("objective", "o-1", "framework = \"f\"\nnumber = \"1\"\nthrough = [{ theme = \"nobody\", note = \"\" }]"),
    ];
    let line = |block: usize| 2 + blocks.iter().take(block).map(|b| b.lines().count()).sum::<usize>();
    let at = |block: usize, below: usize| format!("vocabulary/more.toml:{}", line(block) + below);
    let faults = [
        ("vocabulary/themes.toml:9".to_owned(), "the id `remittances` is given twice"),
        (at(1, 0), "the family `nowhere`, which does not exist"),
        (at(2, 0), "no label in Arabic (ar), Chinese (zh), English (en), Russian (ru), Spanish (es)"),
        (at(2, 3), "has no word"),
        (at(3, 0), "`chicken` is broader than itself"),
        (at(4, 0), "`egg` is broader than itself"),
        (at(4, 0), "names `bacon`, which does not exist"),
        (at(5, 0), "`silent` has no forms"),
        (at(6, 0), "the actor `odd` has no kind that is known"),
        (at(6, 0), "names the place `limbo`, which does not exist"),
        (at(7, 0), "the place `atlantis` has no code"),
        (at(8, 3), "“of the” of `everything` would match nearly every paragraph"),
        (at(8, 3), "“migration” of `everything` would match nearly every paragraph"),
        (at(9, 0), "the framework `f`, which does not exist"),
        (at(9, 4), "reached through the theme `nobody`, which does not exist"),
        (at(9, 4), "does not say why the theme `nobody` bears on it"),
        ("vocabulary/not.toml:1".to_owned(), ""),
    ];
    let faults = faults.each_ref().map(|(place, cause)| (place.as_str(), *cause));
    check(
        "vocabulary",
        &[("vocabulary/more.toml", &blocks.concat()), ("vocabulary/not.toml", "this is prose\n")],
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
