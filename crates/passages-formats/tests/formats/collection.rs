//! Collections: what is saved is read again, and whatever else comes as one is told in time and in plain words.

use super::made::{noise, zip};
use passages_core::compile;
use passages_core::intake::Trouble;
use passages_core::parse::parse;
use passages_core::source::Source;
use passages_formats::collection::{Collection, Entry, read};
use proptest::prelude::*;
use std::sync::OnceLock;

const THEMES: &str = "[[family]]\nid = \"f\"\nlabel = { en = \"F\" }\n\n[[theme]]\nid = \"lantern\"\nfamily = \"f\"\nlabel = { en = \"Lanterns\" }\nforms = [\"lantern\"]\n";

/// Two documents and a vocabulary, compiled.
fn collection() -> Collection {
    static MADE: OnceLock<Collection> = OnceLock::new();
    MADE.get_or_init(made).clone()
}

fn made() -> Collection {
    let mut entries = Vec::new();
    for (name, text) in
        [("A/1", "1. The lantern is lit.\n\n2. It burns."), ("Ä 2", "1. A lantern by the sea.")]
    {
        let editing = format!("name = \"{name}\"\n");
        let entry = Entry::new(name, None, text.to_owned(), editing, &entries);
        entries.push(entry);
    }
    let vocabulary = vec![("themes.toml".to_owned(), THEMES.to_owned())];
    let title = "Lanterns \"and\" more".to_owned();
    let mut collection = Collection { title, entries, vocabulary, compiled: None, problems: Vec::new() };
    collection.compiled = Some(compile(&sources(&collection), collection.vocabulary().0, &[]).0);
    collection
}

fn sources(collection: &Collection) -> Vec<Source> {
    collection.entries.iter().map(|entry| entry.source().0).collect()
}

fn saved() -> &'static [u8] {
    static SAVED: OnceLock<Vec<u8>> = OnceLock::new();
    SAVED.get_or_init(|| collection().write().expect("a file"))
}

fn trouble(bytes: &[u8]) -> Trouble {
    read(bytes).map(|collection| collection.entries.len()).expect_err("trouble")
}

const EN: &str = "documents/a/en.txt";

/// A collection made by hand.
fn by_hand(manifest: &str, more: &[(&str, &[u8])]) -> Vec<u8> {
    zip(&[&[("passages.toml", manifest.as_bytes()), (EN, b"1. A word.".as_slice())], more].concat())
}

#[test]
fn what_was_saved_is_read_again_and_need_not_be_compiled() {
    let (before, after) = (collection(), read(saved()).expect("a collection"));
    assert_eq!(after.title, before.title);
    assert_eq!(after.entries, before.entries);
    assert_eq!(after.vocabulary, before.vocabulary);
    let fingerprint = |c: &Collection| c.compiled.as_ref().map(|c| c.fingerprint.clone());
    assert!(fingerprint(&after).is_some());
    assert_eq!(fingerprint(&after), fingerprint(&before));
    // What the texts make is the same.
    let anew = compile(&sources(&after), after.vocabulary().0, &[]).0;
    assert_eq!(Some(anew.fingerprint), fingerprint(&after));
    assert_eq!(before.write(), Ok(saved().to_vec()));
    assert_eq!(before.entries[1].folder, "Ä-2");
}

#[test]
fn what_is_made_by_hand_is_read_too_and_so_is_a_folder_in_it() {
    let plain = read(&by_hand("format = 1", &[])).expect("a collection");
    assert_eq!((plain.entries.len(), plain.compiled.is_none(), plain.title.as_str()), (1, true, ""));
    let packed = zip(&[
        ("mine/passages.toml", b"format = 1\ntitle = \"Mine\""),
        ("mine/documents/a/en.txt", b"1. A word."),
        ("__MACOSX/mine/._en.txt", b"\0\0"),
        ("mine/documents/a/original.pdf", b"%PDF-"),
        ("mine/vocabulary/themes.toml", THEMES.as_bytes()),
    ]);
    let packed = read(&packed).expect("a collection");
    assert_eq!((packed.entries.len(), packed.vocabulary.len(), packed.title.as_str()), (1, 1, "Mine"));
}

#[test]
fn of_several_texts_in_a_folder_that_of_the_language_is_the_document() {
    let (fr, ar) = ("1. La lanterne.".as_bytes(), "1. الفانوس".as_bytes());
    let chosen = |more: &[(&str, &[u8])]| {
        let read = read(&by_hand("format = 1", more)).expect("a collection");
        let (source, _) = read.entries[0].source();
        (source.path, source.editing.language, read.entries.len())
    };
    let toml = ("documents/a/document.toml", b"language = \"fr\"".as_slice());
    let both = [("documents/a/fr.txt", fr), ("documents/a/ar.txt", ar)];
    assert_eq!(chosen(&both), (EN.to_owned(), None, 1));
    let said = ("documents/a/fr.txt".to_owned(), Some("fr".to_owned()), 1);
    assert_eq!(chosen(&[both.as_slice(), &[toml]].concat()), said);
    // As collections were written before texts were called after their language.
    assert_eq!(chosen(&[toml]), (EN.to_owned(), Some("fr".to_owned()), 1));
    let alone = zip(&[("passages.toml", b"format = 1"), ("documents/a/ar.txt", ar)]);
    let (source, _) = read(&alone).expect("a collection").entries[0].source();
    assert_eq!((source.text.as_bytes(), source.editing.language.as_deref()), (ar, Some("ar")));
}

#[test]
fn what_is_no_collection_is_told() {
    assert_eq!(trouble(b""), Trouble::NoCollection);
    assert_eq!(trouble(b"%PDF-1.7"), Trouble::NoCollection);
    assert_eq!(trouble(&noise(3, 4000)), Trouble::NoCollection);
    assert_eq!(trouble(&zip(&[("word/document.xml", b"<w/>")])), Trouble::NoCollection);
    assert_eq!(trouble(&zip(&[("a/b/passages.toml", b"format = 1")])), Trouble::NoCollection);
    assert_eq!(trouble(&by_hand("format = 2", &[])), Trouble::LaterVersion);
    assert_eq!(trouble(&by_hand("format = ", &[])), Trouble::Damaged);
    assert_eq!(trouble(&by_hand("format = 1\ndigest = \"sha256:00\"", &[])), Trouble::Damaged);
    assert_eq!(trouble(&zip(&[("passages.toml", b"format = 1")])), Trouble::Empty);
    assert_eq!(trouble(&zip(&[("passages.toml", b"format = 1"), (EN, b" . ")])), Trouble::Empty);
    assert_eq!(
        trouble(&by_hand("format = 1", &[("documents/A/en.txt", b"1. Two.")])).code(),
        "damaged-collection"
    );
    assert_eq!(trouble(&by_hand("format = 1", &[("../../etc/passwd", b"x")])), Trouble::Damaged);
    let bomb = vec![b'a'; 9_000_000];
    assert_eq!(trouble(&by_hand("format = 1", &[("vocabulary/a.toml", &bomb)])), Trouble::TooLarge);
    assert_eq!(trouble(&vec![b'P'; 51 * 1024 * 1024]), Trouble::TooLarge);
}

#[test]
fn a_cache_that_does_not_belong_to_the_texts_is_passed_over() {
    let mut forged = collection();
    // Of one document less, and then of the same texts with a link to nowhere.
    let other = compile(&sources(&forged)[..1], forged.vocabulary().0, &[]).0;
    forged.compiled = Some(other);
    assert!(read(&forged.write().expect("a file")).expect("a collection").compiled.is_none());
    let mut forged = collection();
    for place in forged.compiled.iter_mut().flat_map(|c| &mut c.places) {
        place.0 = f32::NAN;
    }
    assert!(read(&forged.write().expect("a file")).expect("a collection").compiled.is_none());
}

#[test]
fn a_document_keeps_its_name_where_its_folder_cannot_have_it() {
    let name = |entry: &Entry| parse(&entry.source().0).0.name;
    for said in ["", "# Ours.\nshort = \"Letter\"\n"] {
        let mut entry = Entry::new("my letter", None, "1. A lantern.".to_owned(), said.to_owned(), &[]);
        assert_eq!((entry.folder.as_str(), name(&entry).as_str()), ("my-letter", "my-letter"));
        assert!(entry.keep_name("my letter"));
        assert_eq!(name(&entry), "my letter");
        assert!(entry.editing.ends_with(said), "what was said is kept: {}", entry.editing);
        assert!(!entry.keep_name("my letter"), "it is said once");
    }
}

#[test]
fn what_would_not_be_read_again_is_not_saved() {
    let mut large = collection();
    large.compiled = None;
    // It compresses to next to nothing, and is read again all the same.
    large.entries[0].text = format!("1. {}", "lantern ".repeat(600_000));
    let again = read(&large.write().expect("a file")).expect("a collection");
    assert_eq!(again.entries, large.entries);
    large.entries[0].text = "lantern ".repeat(7_000_000);
    assert_eq!(large.write(), Err(Trouble::TooLarge));
    large.entries.clear();
    assert_eq!(large.write(), Err(Trouble::Empty));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_damaged_collection_is_told_or_as_it_was(at in any::<prop::sample::Index>(), bits in 1_u8.., cut in any::<prop::sample::Index>()) {
        let whole = collection();
        let mut bytes = saved().to_vec();
        prop_assert!(read(&bytes[..cut.index(bytes.len())]).is_err());
        bytes[at.index(saved().len())] ^= bits;
        // What says when or how it was packed is of no concern.
        if let Ok(read) = read(&bytes) {
            prop_assert_eq!(read.entries, whole.entries);
            prop_assert_eq!(read.vocabulary, whole.vocabulary);
        }
    }

    #[test]
    fn any_bytes_in_any_part_have_an_answer(
        manifest in prop_oneof![Just("format = 1".to_owned()), ".{0,60}"],
        names in proptest::collection::vec("(documents|vocabulary|compiled.bin|x)(/[a-z.]{0,3}){0,2}(/en.txt|/fr.txt|/document.toml|.toml)?", 0..5),
        data in proptest::collection::vec(any::<u8>(), 0..80),
    ) {
        let parts: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), data.as_slice())).collect();
        if let Ok(collection) = read(&by_hand(&manifest, &parts)) {
            let _ = compile(&sources(&collection), collection.vocabulary().0, &[]);
        }
    }
}
