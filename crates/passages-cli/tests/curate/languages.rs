//! Documents in other languages than English: each text is called after its language, on every way it takes.

use super::new::files;
use super::{curate_in, empty, write};
use std::fs;

const FRENCH: &str = "A/RES/90/8\n\nAssemblée générale\n\n11 décembre 2035\n\nLES PHARES DES ÎLES\n\n\
    1. Remercie les gardiens des phares de ce qu’ils ont fait dans le brouillard ;\n\n\
    2. Prie les États d’envoyer de l’huile aux phares des îles.\n";
const ARABIC: &str = "A/RES/90/9\n\nالجمعية العامة\n\nمنارات الجزر\n\n\
    ١ - تشكر حراس المنارات على ما قاموا به في الضباب؛\n\n\
    ٢ - تطلب إلى الدول أن ترسل الزيت إلى منارات الجزر.\n";

#[test]
fn a_text_is_called_after_its_language_and_comes_through_a_collection_as_it_was() {
    let dir = empty("languages");
    write(&dir, &[("fr", FRENCH), ("ar", ARABIC), ("corpus/README.md", "")]);
    for (file, folder) in [("fr", "A-RES-90-8"), ("ar", "A-RES-90-9")] {
        let made = curate_in(&dir, &["new", file]);
        assert_eq!((made.code, made.err.as_str()), (0, ""), "{file}");
        assert!(made.out.contains(&format!("\n  {file}.txt         the text, ")), "{}", made.out);
        let toml = fs::read_to_string(dir.join(format!("corpus/documents/{folder}/document.toml")));
        let language = format!("language = \"{file}\"");
        assert!(toml.expect("a file").contains(&language), "{file}");
    }
    assert_eq!(
        files(&dir.join("corpus/documents")),
        ["A-RES-90-8/document.toml", "A-RES-90-8/fr.txt", "A-RES-90-9/ar.txt", "A-RES-90-9/document.toml"]
    );
    // Beside it the document in another language, which is not taken for it.
    write(&dir, &[("corpus/documents/A-RES-90-8/en.txt", "1. Thanks the keepers;\n")]);
    let checked = curate_in(&dir, &["check"]);
    assert_eq!(checked.code, 0, "{}", checked.err);
    assert!(checked.out.contains("2 documents, 4 paragraphs"), "{}", checked.out);
    assert!(!checked.err.contains("is called"), "{}", checked.err);
    let shown = |what: &str, corpus: &str| {
        let ended = curate_in(&dir, &["show", what, "--corpus", corpus]);
        assert_eq!(ended.code, 0, "{}", ended.err);
        ended.out
    };
    for (name, words) in [("A/RES/90/8", "Remercie les gardiens"), ("A-RES-90-9", "تشكر حراس المنارات")]
    {
        assert!(shown(name, "corpus").contains(words), "{name}");
    }
    assert!(shown("corpus/documents/A-RES-90-9", "corpus").contains("تشكر حراس المنارات"));
    // Out as one file, and in again.
    let written = curate_in(&dir, &["export", "--passages", "ours.passages"]);
    assert_eq!(written.code, 0, "{}", written.err);
    let bytes = fs::read(dir.join("ours.passages")).expect("a file");
    let holds = |name: &str| bytes.windows(name.len()).any(|window| window == name.as_bytes());
    assert!(holds("documents/A-RES-90-8/fr.txt") && holds("documents/A-RES-90-9/ar.txt"));
    assert!(!holds("/en.txt"));
    for name in ["A/RES/90/8", "A/RES/90/9"] {
        assert_eq!(shown(name, "ours.passages"), shown(name, "corpus"));
    }
    let links = |corpus: &str| curate_in(&dir, &["links", "--json", "--corpus", corpus]).out;
    assert_eq!(links("ours.passages"), links("corpus"));
}

#[test]
fn where_name_and_language_differ_it_is_told_and_the_text_is_read() {
    let dir = empty("renamed");
    write(
        &dir,
        &[
            ("corpus/documents/quai/en.txt", FRENCH),
            ("corpus/documents/quai/document.toml", "name = \"quai\"\nlanguage = \"fr\"\n"),
            ("corpus/documents/port/ar.txt", ARABIC),
        ],
    );
    let checked = curate_in(&dir, &["check"]);
    assert_eq!(checked.code, 0, "{}", checked.err);
    assert!(checked.out.contains("2 documents, 4 paragraphs"), "{}", checked.out);
    assert!(checked.err.contains("the text is called en.txt, and is said to be in `fr`"), "{}", checked.err);
    assert!(checked.err.contains("rename it to fr.txt"), "{}", checked.err);
    // Where nothing is said of the language, the name says it.
    let entries = curate_in(&dir, &["export", "bibtex"]).out;
    assert!(entries.contains("{ar}") && entries.contains("{fr}"), "{entries}");
}
