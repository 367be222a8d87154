//! Plain text, Markdown and HTML, with the real corpus beside small texts.

use passages_core::document::{Document, Paragraph};
use passages_core::parse::parse;
use passages_core::source::{Editing, Source};
use passages_formats::{Format, Reading, read};
use std::path::{Path, PathBuf};

/// The documents of the corpus: path and text.
pub(crate) fn corpus() -> Vec<Source> {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus");
    let sources = passages_files::read_corpus(&dir).sources;
    assert_eq!(sources.len(), 2);
    sources
}

pub(crate) fn corpus_dir() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus")
}

pub(crate) fn read_as(bytes: &[u8], format: Format) -> Reading {
    let reading = read("a file", bytes).unwrap_or_else(|refusal| panic!("{refusal}: {}", refusal.remedy()));
    assert_eq!(reading.format, format);
    reading
}

/// What the core makes of a reading.
pub(crate) fn document(reading: &Reading) -> Document {
    let source = Source { text: reading.text.clone(), ..Source::default() };
    parse(&source).0
}

/// Label and text of each paragraph.
pub(crate) fn paragraphs(document: &Document) -> Vec<(String, String)> {
    let label = |p: &Paragraph| p.printed_label.clone().unwrap_or_default();
    document.paragraphs.iter().map(|p| (label(p), p.text.clone())).collect()
}

#[test]
fn a_text_as_received_stays_as_it_is() {
    for source in corpus() {
        let reading = read("en.txt", source.text.as_bytes()).expect("a text");
        assert_eq!(reading.text, source.text);
        assert!(reading.problems.is_empty(), "{:?}", reading.problems);
    }
}

#[test]
fn markdown_says_what_the_same_text_says() {
    for source in corpus() {
        // A link makes it a text that the core does not read by itself.
        let (before, after) = source.text.split_once("migration").expect("its subject");
        let marked = format!("{before}[migration](https://example.org/a){after}");
        let reading = read_as(marked.as_bytes(), Format::Markdown);
        let (plain, _) = parse(&Source { editing: Editing::default(), ..source });
        let found = document(&reading);
        let all = paragraphs(&found);
        assert_eq!(all, paragraphs(&plain));
        assert_eq!((&found.title, &found.masthead), (&plain.title, &plain.masthead));
        let headings = |d: &Document| d.sections.iter().map(|s| s.heading.clone()).collect::<Vec<_>>();
        assert_eq!(headings(&found), headings(&plain));
    }
}

#[test]
fn a_web_page_says_what_a_browser_shows() {
    let page =
        "<!DOCTYPE html><html lang=en><head><title>Record &mdash; site</title><style>p{}</style></head>
        <body><nav><ul><li><a href=/>Home</a></ul></nav><main>
        <h1>Report of the Forum</h1><h2>I. Participation</h2>
        <ol><li>The Forum <em>met</em> on the quay.<li>It was resumed:
        <ol type=i><li>in spring;<li>in autumn.</ol></ol>
        <p>3.&nbsp;A label that is typed &amp; kept &lt;as it is&gt;.
        <script>document.write('<p>4. No.')</script></main></body></html>";
    let reading = read_as(page.as_bytes(), Format::Html);
    let found = document(&reading);
    let expected = [
        ("1.", "The Forum met on the quay."),
        ("2.", "It was resumed:"),
        ("i.", "in spring;"),
        ("ii.", "in autumn."),
        ("3.", "A label that is typed & kept <as it is>."),
    ];
    assert_eq!(paragraphs(&found), expected.map(|(a, b)| (a.to_owned(), b.to_owned())));
    assert_eq!(found.title, "Report of the Forum");
    assert_eq!(found.sections[0].heading, "Participation");
    assert_eq!(reading.title.as_deref(), Some("Record — site"));
    assert_eq!(reading.editing.language.as_deref(), Some("en"));
}

#[test]
fn the_format_is_told_from_the_content_and_never_from_the_name() {
    let check = |name: &str, bytes: &[u8], format: Format| {
        assert_eq!(read(name, bytes).map(|reading| reading.format), Ok(format), "{name}");
    };
    check("a.pdf", b"1. The right to food.", Format::PlainText);
    check("a.txt", b"<!doctype html><p>1. The right to food.", Format::Html);
    check("a.txt", &super::made::docx("<w:p><w:r><w:t>1. Food</w:t></w:r></w:p>"), Format::Docx);
    check("a.docx", &super::made::pdf(&["BT /F 12 Tf 50 700 Td (1. The right to food.) Tj ET"]), Format::Pdf);
    check("a", "\u{feff}# Food\n\n1. The right.".as_bytes(), Format::Markdown);
}
