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
    let told = told(&ended.err);
    assert_eq!(told.len(), faults.len(), "{}", ended.err);
    for (place, cause) in faults {
        let fault = told.iter().find(|fault| fault.at(place) && fault.message.contains(cause));
        let fault = fault.unwrap_or_else(|| panic!("{place}: {cause} is not told:\n{}", ended.err));
        assert!(fault.remedy.len() > 5, "{place} has no remedy: {:?}", fault.remedy);
        // Where there is a line, it is shown with the place under it.
        let has_line = place.rsplit_once(':').is_some_and(|(_, line)| line.parse::<u32>().is_ok());
        assert_eq!(!fault.marked.is_empty(), has_line, "{place}: {:?}", fault.marked);
    }
}

/// A problem as it is told on standard error.
struct Told {
    /// "FILE", or "FILE:LINE:COLUMN".
    place: String,
    message: String,
    /// The words that are marked in the line.
    marked: String,
    remedy: String,
}

impl Told {
    /// Whether it is at "FILE" or "FILE:LINE".
    fn at(&self, place: &str) -> bool {
        let column = |head: &str| head.parse::<u32>().is_ok();
        let bare = self.place.rsplit_once(':').filter(|(_, last)| column(last)).map(|(rest, _)| rest);
        self.place.ends_with(place) || bare.is_some_and(|bare| bare.ends_with(place))
    }
}

fn told(err: &str) -> Vec<Told> {
    let lines: Vec<&str> = err.lines().collect();
    let heads = lines.iter().enumerate().filter_map(|(at, line)| Some((at, line.split_once(": error: ")?)));
    heads
        .map(|(at, (place, message))| {
            let shown = lines.get(at + 1).filter(|line| line.contains(" | "));
            let under = lines.get(at + 2).filter(|_| shown.is_some()).copied().unwrap_or_default();
            let carets = under.chars().map(|c| c == '^');
            let marked = shown.into_iter().flat_map(|line| line.chars().zip(carets.clone()));
            let remedy = lines.get(at + if shown.is_some() { 3 } else { 1 }).copied().unwrap_or_default();
            Told {
                place: place.to_owned(),
                message: message.to_owned(),
                marked: marked.filter(|(_, is_marked)| *is_marked).map(|(c, _)| c).collect(),
                remedy: remedy.strip_prefix("    ").unwrap_or_default().to_owned(),
            }
        })
        .collect()
}

#[test]
fn a_problem_is_shown_as_compilers_do() {
    let dir = empty("shown");
    let editing = "name = \"b\"\n\n[[note]]\npara = \"3\"\nat = \"x\"\ntext = \"x\"\n";
    write(&dir, &[("documents/b/en.txt", TEXT), ("documents/b/document.toml", editing)]);
    let ended = curate_in(&dir, &["check", "--corpus", "."]);
    assert_eq!(
        ended.err,
        "./documents/b/document.toml:4:9: error: there is no paragraph `3`\n\
         4 | para = \"3\"\n  \
         |         ^\n    \
         the paragraphs are 1, 2\n"
    );
    let json = curate_in(&dir, &["check", "--json", "."]);
    let [problem] = json.json().try_into().expect("one problem");
    assert_eq!((json.code, json.err.as_str()), (1, ""));
    assert_eq!(
        problem,
        serde_json::json!({
            "severity": "error", "file": "./documents/b/document.toml", "line": 4, "columns": [9, 10],
            "message": "there is no paragraph `3`", "remedy": "the paragraphs are 1, 2",
        })
    );
    assert_eq!(curate(&["check", "--json"]).out, "");
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
        ended.code == 1 && ended.err.contains("documents/a/en.txt:3:1: error: the text is not UTF-8"),
        "{}",
        ended.err
    );
}

#[test]
fn a_text_that_is_too_large_is_told_once_and_by_its_true_size() {
    let dir = empty("large");
    write(&dir, &[("documents/a/en.txt", "")]);
    let file = std::fs::File::create(dir.join("documents/a/en.txt")).expect("a file");
    file.set_len(123 << 20).expect("a long file");
    let ended = curate_in(&dir, &["check", "."]);
    assert_eq!(ended.code, 1);
    assert_eq!(
        ended.err,
        "./documents/a/en.txt: error: the file has 128974848 bytes, more than the 10485760 that are read\n    \
         split it into its documents\n"
    );
}

#[test]
fn a_directory_without_documents_is_told() {
    let dir = empty("void");
    for (arguments, cause) in [
        (["check", "."], ".: error: there is no document here\n"),
        (["check", "missing"], "missing: error: the directory cannot be read: "),
        (["evaluate", "missing"], "missing: error: the directory cannot be read: "),
    ] {
        let ended = curate_in(&dir, &arguments);
        assert!(ended.code == 1 && ended.err.starts_with(cause), "{}", ended.err);
        assert_eq!(ended.err.matches("error: ").count(), 1, "{}", ended.err);
    }
}

#[test]
fn tags_by_hand_are_shown_and_what_is_wrong_with_them_is_told() {
    let dir = super::empty("tags");
    let themes = "[[family]]\nid = \"f\"\nlabel = { en = \"F\", fr = \"F\", es = \"F\", ar = \"F\", zh = \"F\", ru = \"F\" }\n\n[[theme]]\nid = \"lantern\"\nfamily = \"f\"\nlabel = { en = \"Lanterns\", fr = \"F\", es = \"F\", ar = \"F\", zh = \"F\", ru = \"F\" }\nforms = [\"lantern\"]\n";
    let toml = "name = \"a\"\n\n[[tag]]\npara = \"1\"\nterm = \"lantern\"\n\n[[tag]]\npara = \"7\"\nterm = \"lantern\"\n\n[[tag]]\npara = \"1\"\nterm = \"harbour\"\nnot = true\n";
    let text = "1. It is lit every evening.\n\n2. Nothing else is said.\n";
    let files = [
        ("c/documents/a/en.txt", text),
        ("c/documents/a/document.toml", toml),
        ("c/vocabulary/themes.toml", themes),
    ];
    super::write(&dir, &files);
    let checked = super::curate_in(&dir, &["check", "c"]);
    assert_eq!(checked.code, 1);
    for (line, cause) in [(8, "there is no paragraph `7`"), (12, "there is no term `harbour`")] {
        assert!(checked.err.contains(&format!("document.toml:{line}")), "{}", checked.err);
        assert!(checked.err.contains(cause), "{}", checked.err);
    }
    let shown = super::curate_in(&dir, &["show", "a", "--tags", "--corpus", "c"]);
    assert!(shown.out.contains("theme Lanterns, set by hand"), "{}", shown.out);
}

#[test]
fn what_is_not_where_it_belongs_is_told() {
    let dir = empty("misplaced");
    write(
        &dir,
        &[
            ("c/documents/a/en.txt", TEXT),
            ("c/documents/b/English text.txt", TEXT),
            ("c/documents/stray.txt", TEXT),
            ("c/documents/README.md", "How to.\n"),
            ("c/documents/.hidden", ""),
        ],
    );
    let folder = "c/documents/b: error: the folder holds no text\n    \
        put its text into it, called after its language: en.txt, fr.txt, ar.txt\n";
    let stray = "c/documents/stray.txt: warning: this is beside the folders of the documents, and is not read\n    \
        move it away, or make a document of it with `curate new`\n";
    let checked = curate_in(&dir, &["check", "c"]);
    assert_eq!((checked.code, checked.err), (1, [folder, stray].concat()));
    assert!(checked.out.contains("1 document,"), "{}", checked.out);
    // Whoever asks for what is not there is told what might be why.
    let shown = curate_in(&dir, &["show", "b", "--corpus", "c"]);
    assert_eq!(shown.code, 1);
    assert!(shown.err.starts_with("c: error: there is no document and no file `b`"), "{}", shown.err);
    assert!(shown.err.ends_with(folder), "{}", shown.err);
    let nowhere = curate_in(&dir, &["diff", "a", "b", "--corpus", "nowhere"]);
    assert_eq!(nowhere.code, 1);
    assert_eq!(
        nowhere.err.matches("nowhere: error: the directory cannot be read").count(),
        1,
        "{}",
        nowhere.err
    );
}

#[test]
fn lists_that_an_option_names_must_be_there() {
    for (arguments, cause) in [
        (["links", "--vocabulary", "nowhere"], "nowhere: error: the directory cannot be read"),
        (["links", "--vocabulary", "corpus"], "corpus: error: there is no .toml file here"),
        (["evaluate", "--gold", "nowhere"], "nowhere: error: the directory cannot be read"),
        (
            ["evaluate", "--gold", "corpus/gold/first-pass.toml"],
            "first-pass.toml: error: the directory cannot be",
        ),
    ] {
        let ended = curate(&arguments);
        assert!(ended.code == 1 && ended.out.is_empty() && ended.err.contains(cause), "{}", ended.err);
        assert!(ended.err.contains("\n    name the directory that holds the .toml files\n"), "{}", ended.err);
    }
}

#[test]
fn what_is_left_empty_is_told() {
    let editing = "short = \"B\"\n name =\"\"\ntitle = \" \"\nlanguage = \"\"\nreceived = \"\"\n";
    let files = [("documents/b/en.txt", TEXT), ("documents/b/document.toml", editing)];
    let faults = [
        ("documents/b/document.toml:2", "`name` is empty"),
        ("documents/b/document.toml:3", "`title` is empty"),
        ("documents/b/document.toml:4", "`language` is empty"),
        ("documents/b/document.toml:5", "`received` is empty"),
    ];
    check("blank", &files, &faults);
}
