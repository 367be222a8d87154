//! The whole way of a visitor's document, as the page asks it: any file, into the corpus, out as a file, and in again.

#[path = "../../passages-formats/tests/formats/made.rs"]
#[allow(dead_code, reason = "files of other kinds are made for other tests")]
mod made;

use made::{docx, pdf, zip};
use passages_core::archive::{decode, encode};
use passages_core::compile;
use passages_core::corpus::{Compiled, Corpus};
use passages_core::intake::{Draft, Field, Gathered, Intake, Taken, Trouble, Why};
use passages_core::job::File;
use passages_core::source::{Editing, EditorTag, Source};
use passages_files::{Files, compile_corpus, read_corpus};
use passages_formats::collection;
use passages_reader::Reader;
use proptest::collection::vec;
use proptest::prelude::*;
use std::path::PathBuf;
use std::sync::OnceLock;

/// Where the corpus of the page is.
fn corpus() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../corpus")
}

/// What the page embeds, and its fingerprint: as `build.rs` makes it, with what the page does not show left out.
fn embedded() -> &'static (Vec<u8>, String) {
    static EMBEDDED: OnceLock<(Vec<u8>, String)> = OnceLock::new();
    EMBEDDED.get_or_init(|| {
        let (mut compiled, _) = compile_corpus(&corpus());
        compiled.vocabulary.keep_languages(&["en".to_owned(), "fr".to_owned()]);
        compiled.vocabulary.crosswalk.keep_english();
        (encode(&compiled).expect("an archive"), compiled.fingerprint)
    })
}

/// A reader with the page's corpus.
fn reader() -> Reader {
    let mut reader = Reader::default();
    reader.supply(embedded().0.clone());
    reader
}

fn ask(reader: &mut Reader, asked: &Intake) -> Result<Taken, Trouble> {
    reader.begin(&asked.encode());
    let mut progress = vec![reader.progress()];
    while !reader.step() {
        progress.push(reader.progress());
    }
    progress.push(reader.progress());
    assert!(progress.is_sorted() && progress.last() == Some(&1.0), "{progress:?}");
    Taken::decode(&reader.answer())
}

fn drafted(reader: &mut Reader, asked: &Intake) -> Draft {
    match ask(reader, asked) {
        Ok(Taken::Draft(draft)) => *draft,
        other => panic!("{other:?}"),
    }
}

fn draft(reader: &mut Reader, file: &str, bytes: &[u8]) -> Draft {
    drafted(reader, &Intake::Read { file: file.to_owned(), bytes: bytes.to_vec() })
}

fn gathered(reader: &mut Reader, asked: &Intake) -> (Gathered, Compiled) {
    match ask(reader, asked) {
        Ok(Taken::Corpus(gathered)) => {
            let compiled = decode(&gathered.archive).expect("an archive");
            (gathered, compiled)
        }
        other => panic!("{other:?}"),
    }
}

fn file(reader: &mut Reader, asked: &Intake) -> File {
    match ask(reader, asked) {
        Ok(Taken::File(file)) => file,
        other => panic!("{other:?}"),
    }
}

const RESOLUTION: &str = "A/RES/99/1\n\nGeneral Assembly\n\n17 May 2021\n\nREMITTANCES AND DEVELOPMENT\n\n1. Remittances of migrants help their families and the development of their countries of origin.\n\n2. The diaspora sends money home through banks.\n";

fn own() -> Source {
    Source { path: "own.txt".to_owned(), text: RESOLUTION.to_owned(), editing: Editing::default() }
}

#[test]
fn a_file_of_each_format_becomes_a_draft() {
    let html =
        b"<!doctype html><html lang=fr><title>Page</title><p>1. Les transferts de fonds.<p>2. La diaspora.";
    let word = docx(
        "<w:p><w:r><w:t>1. Of remittances.</w:t></w:r></w:p><w:p><w:r><w:t>2. Of money.</w:t></w:r></w:p>",
    );
    let akn = b"<akomaNtoso xmlns=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\"><doc name=\"a\"><mainBody><paragraph><num>1.</num><content><p>Of remittances.</p></content></paragraph></mainBody></doc></akomaNtoso>";
    let page = pdf(&["BT /F 12 Tf 72 700 Td (1. Of remittances.) Tj ET"]);
    let reader = &mut reader();
    for (name, bytes, format, paragraphs) in [
        (
            "note.md",
            b"# Title\n\n1. See [this](https://example.org) on remittances.".as_slice(),
            "Markdown",
            1,
        ),
        ("page.html", html.as_slice(), "HTML", 2),
        ("word.docx", &word, "Word", 2),
        ("printed.pdf", &page, "PDF", 1),
        ("laws.xml", akn.as_slice(), "Akoma Ntoso", 1),
        ("resolution.txt", RESOLUTION.as_bytes(), "plain text", 2),
    ] {
        let draft = draft(reader, name, bytes);
        assert_eq!((draft.format.as_str(), draft.document.paragraphs.len()), (format, paragraphs), "{name}");
        assert_eq!(draft.annotations.len(), draft.document.paragraphs.len(), "{name}");
        let tags: usize = draft.annotations.iter().map(|a| a.tags.len()).sum();
        assert!(tags > 0 || name == "page.html", "{name}");
        assert!(draft.guesses.iter().any(|guess| guess.field == Field::Name), "{name}");
        assert_eq!(draft.source.editing.name.as_ref(), Some(&draft.document.name), "{name}");
    }
}

#[test]
fn guesses_say_why_and_a_correction_is_read_at_once() {
    let reader = &mut reader();
    let mut first = draft(reader, "resolution.txt", RESOLUTION.as_bytes());
    let why =
        |field: Field| first.guesses.iter().find(|g| g.field == field).map(|g| (g.value.as_str(), g.why));
    assert_eq!(why(Field::Name), Some(("A/RES/99/1", Why::Symbol)));
    assert_eq!(why(Field::Title), Some(("Remittances and development", Why::Capitals)));
    assert_eq!(why(Field::Language), Some(("en", Why::SmallWords)));
    first.source.editing.title = Some("Remittances, and development".to_owned());
    first.source.text.push_str("\n3. Third.\n");
    let tag = |para: &str, line| EditorTag {
        para: para.to_owned(),
        term: "remittances".to_owned(),
        not: false,
        line,
    };
    first.source.editing.tags = vec![tag("3", 1), tag("9", 2)];
    let second = drafted(reader, &Intake::Parse(first.source));
    assert_eq!(second.document.title, "Remittances, and development");
    assert_eq!(second.document.paragraphs.len(), 3);
    assert_eq!(second.annotations[2].by_hand.len(), 1);
    assert_eq!(second.problems.len(), 1);
    assert_eq!((second.problems[0].place.line, second.format.as_str()), (Some(2), ""));
}

#[test]
fn what_is_not_read_is_told_and_the_reader_goes_on() {
    let reader = &mut reader();
    let picture = Intake::Read { file: "a.png".to_owned(), bytes: b"\x89PNG\r\n\x1a\n".to_vec() };
    let Err(Trouble::Refused { code, cause, remedy }) = ask(reader, &picture) else { panic!("a refusal") };
    assert_eq!(code, "scanned");
    assert!(cause.contains("picture") && remedy.contains("OCR"));
    reader.begin(b"nonsense");
    assert!(reader.step());
    assert_eq!(Taken::decode(&reader.answer()), Err(Trouble::Unread));
    assert_eq!(ask(reader, &Intake::Open(b"PK\x03\x04".to_vec())), Err(Trouble::Damaged));
    assert_eq!(draft(reader, "a.txt", RESOLUTION.as_bytes()).document.paragraphs.len(), 2);
    // Stopped in the middle.
    reader.begin(&Intake::Gather(vec![own()]).encode());
    reader.step();
    assert_eq!(Taken::decode(&reader.answer()), Err(Trouble::Stopped));
    let mut other = Reader::default();
    assert_eq!(ask(&mut other, &Intake::Gather(Vec::new())), Err(Trouble::NoCorpus));
    assert!(ask(&mut other, &Intake::Parse(own())).is_ok());
    other.supply(b"PASSAGE1 of another build".to_vec());
    assert_eq!(ask(&mut other, &Intake::Gather(Vec::new())), Err(Trouble::BadCorpus));
}

#[test]
fn the_corpus_with_a_document_is_that_of_all_sources_and_without_it_what_it_was() {
    let reader = &mut reader();
    let draft = draft(reader, "resolution.txt", RESOLUTION.as_bytes());
    let (told, with) = gathered(reader, &Intake::Gather(vec![draft.source.clone()]));
    assert_eq!(told.own, ["A/RES/99/1"]);
    let Files { mut sources, vocabulary, .. } = read_corpus(&corpus());
    sources.push(draft.source);
    let (all, _) = compile(&sources, vocabulary, &[]);
    assert_eq!(with.fingerprint, all.fingerprint);
    let with = Corpus::new(with);
    let found = with.document("A/RES/99/1").expect("the document");
    let first = with
        .documents()
        .iter()
        .take_while(|d| d.name != found.name)
        .map(|d| d.paragraphs.len())
        .sum::<usize>();
    assert!(with.links_of(first as u32).next().is_some(), "it is linked with the corpus");
    // Forgotten again.
    let (told, without) = gathered(reader, &Intake::Gather(Vec::new()));
    assert_eq!((told.own.len(), without.fingerprint.as_str()), (0, embedded().1.as_str()));
}

#[test]
fn a_name_that_is_taken_gets_a_number_and_a_problem() {
    let mut own = own();
    own.editing.name = Some("A/CONF.191/L.7".to_owned());
    let (told, with) = gathered(&mut reader(), &Intake::Gather(vec![own.clone(), own]));
    assert_eq!(told.own, ["A/CONF.191/L.7-2", "A/CONF.191/L.7-3"]);
    assert_eq!(told.problems.iter().filter(|p| p.message.contains("called `A/CONF.191/L.7` too")).count(), 2);
    assert_eq!(with.documents.len(), 4);
}

#[test]
fn a_collection_that_was_saved_opens_as_the_same_corpus_and_can_be_added_to() {
    let mut own = own();
    own.editing.tags =
        vec![EditorTag { para: "2".to_owned(), term: "remittances".to_owned(), not: false, line: 1 }];
    own.editing.title = Some("Of \"remittances\"\nand banks".to_owned());
    let reader = &mut reader();
    let (_, before) = gathered(reader, &Intake::Gather(vec![own.clone()]));
    let saved = file(reader, &Intake::Save { title: "Money at home".to_owned(), own: vec![own.clone()] });
    assert_eq!(saved.name, "Money-at-home.passages");
    let (told, opened) = gathered(reader, &Intake::Open(saved.bytes.clone()));
    assert_eq!((told.title.as_str(), &told.own), ("Money at home", &Vec::new()));
    assert_eq!(opened.fingerprint, before.fingerprint);
    assert_eq!(encode(&opened), encode(&before));
    // Without what saves compiling it, it is the same.
    let mut plain = collection::read(&saved.bytes).expect("a collection");
    assert!(plain.compiled.take().is_some());
    let (_, anew) = gathered(reader, &Intake::Open(plain.write().expect("a file")));
    assert_eq!(anew.fingerprint, before.fingerprint);
    // The corpus in use now.
    reader.supply(saved.bytes);
    let (told, more) = gathered(reader, &Intake::Gather(vec![own]));
    assert_eq!((told.own.as_slice(), more.documents.len()), (["A/RES/99/1-2".to_owned()].as_slice(), 4));
}

#[test]
fn the_folder_of_a_document_is_what_a_curator_takes() {
    let reader = &mut reader();
    let draft = draft(reader, "resolution.txt", RESOLUTION.as_bytes());
    let mut source = draft.source.clone();
    source.editing.short = Some("New York 2021".to_owned());
    let packed = file(reader, &Intake::Folder { source: source.clone(), guesses: draft.guesses });
    assert_eq!(packed.name, "A-RES-99-1.zip");
    // Of what was guessed, what still stands is marked; the text and all else is read back.
    let text = String::from_utf8_lossy(&packed.bytes).into_owned();
    assert!(text.contains("A-RES-99-1/en.txt") && text.contains("A-RES-99-1/document.toml"));
}

#[test]
fn a_text_in_another_language_goes_out_under_the_name_of_its_language() {
    let french = "LES PHARES\n\n1. Les gardiens des phares et le brouillard dans les îles.\n";
    let arabic = "منارات الجزر\n\n١ - تشكر حراس المنارات على ما قاموا به في الضباب.\n";
    for (tag, text) in [("fr", french), ("ar", arabic)] {
        let reader = &mut reader();
        let draft = draft(reader, "note.txt", text.as_bytes());
        assert_eq!(draft.document.language, tag);
        let holds = |bytes: &[u8], name: &str| bytes.windows(name.len()).any(|part| part == name.as_bytes());
        let own = vec![draft.source.clone()];
        let packed = file(reader, &Intake::Folder { source: draft.source, guesses: draft.guesses }).bytes;
        assert!(holds(&packed, &format!("/{tag}.txt")) && !holds(&packed, "/en.txt"));
        let (_, before) = gathered(reader, &Intake::Gather(own.clone()));
        let saved = file(reader, &Intake::Save { title: String::new(), own }).bytes;
        assert!(holds(&saved, &format!("/{tag}.txt")) && holds(&saved, "A-CONF.191-L.7/en.txt"));
        let (_, opened) = gathered(reader, &Intake::Open(saved));
        assert_eq!(encode(&opened), encode(&before));
    }
}

#[test]
fn a_collection_of_its_own_vocabulary_is_read_with_that() {
    let themes = b"[[family]]\nid = \"f\"\nlabel = { en = \"F\" }\n\n[[theme]]\nid = \"lantern\"\nfamily = \"f\"\nlabel = { en = \"Lanterns\" }\nforms = [\"lantern\"]\n";
    let bytes = zip(&[
        ("passages.toml", b"format = 1"),
        ("documents/a/en.txt", b"1. A lantern."),
        ("vocabulary/themes.toml", themes),
    ]);
    let mut reader = Reader::default();
    reader.supply(bytes);
    let draft = draft(&mut reader, "a.txt", b"1. Lanterns, and remittances.");
    assert_eq!(draft.annotations[0].terms(), [0]);
    let (_, compiled) = gathered(&mut reader, &Intake::Gather(vec![draft.source]));
    assert_eq!((compiled.documents.len(), compiled.vocabulary.terms.len()), (2, 1));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_bytes_are_answered(head in "[rpgosf]?", asked in vec(any::<u8>(), 0..60), given in vec(any::<u8>(), 0..60)) {
        let mut reader = Reader::default();
        reader.supply(given);
        reader.begin(&[head.as_bytes(), &asked].concat());
        while !reader.step() {}
        let _ = Taken::decode(&reader.answer());
    }
}
