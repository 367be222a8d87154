//! Akoma Ntoso: what the exporter writes is read back as the same document.

use super::texts::{corpus, corpus_dir, document as parsed, paragraphs, read_as};
use passages_core::compile;
use passages_core::corpus::Corpus;
use passages_core::document::{Document, LineRole};
use passages_core::export::{CAUTION, Format as Export, Source as Exported, write};
use passages_core::parse::parse;
use passages_core::select::select;
use passages_core::source::Source;
use passages_core::state::ViewState;
use passages_core::vocabulary::Vocabulary;
use passages_formats::Format;
use proptest::prelude::*;

/// A document as the exporter writes it.
fn exported(corpus: &Corpus, name: &str) -> String {
    let selection = select(corpus, &ViewState::default().reading(name));
    let source = Exported {
        corpus,
        selection: &selection,
        picked: &[],
        title: "Passages",
        address: "https://example.org/#find=",
        version: "0.1.0",
        language: "en",
        caution: CAUTION,
    };
    write(Export::AkomaNtoso, &source)
}

/// A document without what belongs to the file that it was read from.
fn bare(document: &Document) -> Document {
    let mut document = document.clone();
    document.received = String::new();
    document.lines = Vec::new();
    document.paragraphs.iter_mut().for_each(|p| p.lines = (0, 0));
    document
}

fn there_and_back(sources: &[Source]) -> Vec<(Document, Document)> {
    let (compiled, _) = compile(sources, Vocabulary::default(), &[]);
    let corpus = Corpus::new(compiled);
    let read = |document: &Document| {
        let reading = read_as(exported(&corpus, &document.name).as_bytes(), Format::AkomaNtoso);
        let back = reading.document.clone().expect("a document of our own");
        // The lines that it is set in say what they are, and are all there.
        let lines: Vec<&str> = back.received.lines().collect();
        for run in &back.lines {
            let text = lines[run.first as usize - 1..run.last as usize].join(" ");
            assert!(!text.trim().is_empty());
            if let LineRole::Paragraph(at) = run.role {
                assert_eq!(back.paragraphs[at as usize].lines, (run.first, run.last));
            }
        }
        let told: usize = back.lines.iter().map(|run| (run.last - run.first) as usize + 1).sum();
        assert_eq!(told, lines.iter().filter(|line| !line.is_empty()).count());
        assert_eq!(reading.text, back.received);
        (document.clone(), back)
    };
    corpus.documents().iter().map(read).collect()
}

#[test]
fn the_corpus_is_read_back_to_the_letter() {
    let sources = corpus();
    for (document, back) in there_and_back(&sources) {
        assert_eq!(bare(&back), bare(&document));
    }
}

#[test]
fn its_text_is_read_as_the_same_document_by_the_parser() {
    let files = passages_files::read_corpus(&corpus_dir());
    let (compiled, _) = compile(&files.sources, files.vocabulary, &[]);
    let corpus = Corpus::new(compiled);
    for document in corpus.documents() {
        let reading = read_as(exported(&corpus, &document.name).as_bytes(), Format::AkomaNtoso);
        let (again, problems) = parse(&reading.source("a.xml"));
        assert!(problems.is_empty(), "{problems:?}");
        assert_eq!(bare(&again), bare(document));
    }
}

/// Words of a text: none ends a sentence by itself or begins with a capital.
fn words() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "forum",
        "quay",
        "of",
        "the",
        "*met*",
        "\\*",
        "<b>",
        "&amp;",
        "“quoted”",
        "é",
        "право",
        "#",
        "a|b",
        "'s",
    ]);
    prop::collection::vec(word, 1..9).prop_map(|words| words.join(" "))
}

fn text() -> impl Strategy<Value = String> {
    let block = (0_u8..9, words(), 1_u16..30).prop_map(|(kind, words, n)| match kind {
        0 => format!("### {n}. Heading {words}"),
        1 => format!("### Heading {words}"),
        2 => format!("({}) To {words}.", char::from(b'a' + (n % 26) as u8)),
        3 | 4 => format!("{n}. The {words}."),
        5 => "**Annex**".to_owned(),
        6 => format!("(Signed) {words}"),
        7 => format!("* {}", words.replace('*', "")),
        _ => format!("Then {words}."),
    });
    prop::collection::vec(block, 1..14).prop_map(|blocks| {
        let front = "A/CONF.9/7\n17 May 2001\n\nLetter dated 13 April 2006*\n\nBy a hand";
        format!("{front}\n\n1. The forum met.\n\n{}\n", blocks.join("\n\n"))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]
    #[test]
    fn any_document_is_read_back(text in text()) {
        let source = Source { path: "a.txt".to_owned(), text, ..Source::default() };
        for (document, back) in there_and_back(&[source]) {
            prop_assert_eq!(bare(&back), bare(&document));
        }
    }
}

#[test]
fn what_other_programs_write_is_read_as_blocks() {
    let file = r#"<an:akomaNtoso xmlns:an="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><an:statement name="resolution">
        <an:meta><an:identification source="x"><an:FRBRExpression><an:FRBRlanguage language="fra"/></an:FRBRExpression></an:identification></an:meta>
        <an:preface><an:p><an:docNumber>A/RES/1/1</an:docNumber></an:p><an:longTitle><an:p>On <an:i>food</an:i></an:p></an:longTitle></an:preface>
        <an:mainBody><an:section><an:num>I.</an:num><an:heading>Access</an:heading>
        <an:paragraph><an:num>1.</an:num><an:content><an:p>Decides<an:authorialNote><an:p>A note.</an:p></an:authorialNote> to eat;</an:p></an:content></an:paragraph>
        <an:paragraph><an:num>2.</an:num><an:list><an:intro><an:p>Requests:</an:p></an:intro><an:point><an:num>(a)</an:num><an:content><an:p>Bread;</an:p></an:content></an:point></an:list></an:paragraph>
        </an:section></an:mainBody></an:statement></an:akomaNtoso>"#;
    let reading = read_as(file.as_bytes(), Format::AkomaNtoso);
    assert_eq!(
        reading.text,
        "A/RES/1/1\n\nOn *food*\n\n## I. Access\n\n1. Decides to eat;\n\n2. Requests:\n\n(a) Bread;\n"
    );
    assert_eq!(reading.editing.language.as_deref(), Some("fr"));
    assert!(reading.document.is_none() && reading.problems.len() == 1);
    assert_eq!(paragraphs(&parsed(&reading)).len(), 3);
}
