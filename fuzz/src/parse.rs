//! A text as received.

use passages_core::document::{Document, LineRole};
use passages_core::source::{Source, decode};

/// Any bytes are a text and any text is a document, the same each time: of which no line is lost, and below the masthead
/// no letter.
pub fn parse(bytes: &[u8]) {
    let (text, _) = decode("any.txt", bytes);
    assert!(!text.contains('\0'));
    let (document, problems) = parsed(&text);
    assert_eq!(parsed(&text), (document.clone(), problems));
    assert_eq!(document.received, text);
    check_lines(&document);
    check_letters(&format!("1. First.\n\n{text}"));
}

fn parsed(text: &str) -> (Document, Vec<passages_core::problem::Problem>) {
    let source = Source { path: "any.txt".to_owned(), text: text.to_owned(), ..Source::default() };
    passages_core::parse::parse(&source)
}

/// Every non-blank line is in exactly one run, every key names one paragraph, and every span lies in its text.
pub(crate) fn check_lines(document: &Document) {
    let mut runs = document.lines.iter().flat_map(|run| run.first..=run.last);
    for (line, number) in document.received.lines().zip(1_u32..) {
        if !line.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}').is_empty() {
            assert_eq!(runs.next(), Some(number), "{:?}", document.lines);
        }
    }
    assert_eq!(runs.next(), None);
    let mut keys: Vec<&str> = document.paragraphs.iter().map(|p| p.key.as_str()).collect();
    keys.sort_unstable();
    let twice = keys.windows(2).find(|pair| pair.first() == pair.last());
    assert_eq!(twice, None);
    for paragraph in &document.paragraphs {
        assert!(usize::from(paragraph.part) < document.parts.len());
        for span in &paragraph.emphasis {
            assert!(paragraph.text.get(span.start as usize..span.end as usize).is_some(), "{span:?}");
        }
    }
}

/// Whatever is a letter or a digit is read as one, in one place.
fn check_letters(text: &str) {
    let (document, _) = parsed(text);
    // An annex has a masthead of its own, whose dates are understood rather than kept.
    if document.parts.len() > 1 {
        return;
    }
    let lines: Vec<&str> = document.received.lines().collect();
    let repeated = |role| {
        matches!(
            role,
            LineRole::RunningHead | LineRole::PageNumber | LineRole::JobNumber | LineRole::Contents
        )
    };
    let runs = document.lines.iter().filter(|run| repeated(run.role));
    let furniture = runs
        .flat_map(|run| run.first..=run.last)
        .filter_map(|number| lines.get(number as usize - 1).copied());
    let own = document.paragraphs.iter().flat_map(|p| [p.printed_label.as_deref().unwrap_or(""), &p.text]);
    let sections = document.sections.iter().flat_map(|s| [s.number.as_deref().unwrap_or(""), &s.heading]);
    let anchored = |note: &passages_core::document::Footnote| !note.anchor.is_empty();
    let marks = document.footnotes.iter().map(|n| n.mark.as_str());
    let anchors = document.footnotes.iter().filter(|n| anchored(n)).map(|n| n.mark.as_str());
    let notes = document.footnotes.iter().map(|n| n.text.as_str());
    let signature = document.signature.iter().map(String::as_str);
    let read = own.chain(sections).chain(notes).chain(marks).chain(anchors).chain(signature).chain(furniture);
    assert_eq!(letters(read), letters([text]));
}

fn letters<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    let mut letters: Vec<char> =
        texts.into_iter().flat_map(str::chars).filter(|c| c.is_alphanumeric()).collect();
    letters.sort_unstable();
    letters.into_iter().collect()
}
