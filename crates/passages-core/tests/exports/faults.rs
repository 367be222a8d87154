//! F33 and F34: texts that turn the writing direction, hold NUL or look like markup, from the file to what is taken away.

use passages_core::compile;
use passages_core::corpus::Corpus;
use passages_core::export::{CAUTION, Format, Source as Taken, file_name, write};
use passages_core::job::{Answer, Job, Workshop};
use passages_core::select::select;
use passages_core::source::{Editing, Source, decode};
use passages_core::state::{View, ViewState};
use passages_core::vocabulary::{Kind, Term, Vocabulary};

/// Signs that turn the direction of all that follows in their line.
const TURNING: [char; 9] = [
    '\u{202a}', '\u{202b}', '\u{202c}', '\u{202d}', '\u{202e}', '\u{2066}', '\u{2067}', '\u{2068}',
    '\u{2069}',
];

/// A document of these bytes under this name, as the page would open it, and every file that is taken away of it.
fn taken(bytes: &[u8], name: &str, title: &str, theme: &str) -> (Corpus, Vec<(Format, String, String)>) {
    let (text, _) = decode("any.txt", bytes);
    let editing =
        Editing { name: Some(name.to_owned()), title: Some(title.to_owned()), ..Editing::default() };
    let term = Term {
        labels: vec![("en".to_owned(), theme.to_owned())],
        forms: vec!["word".to_owned()],
        ..Term::new(Kind::Theme, theme)
    };
    let vocabulary = Vocabulary { terms: vec![term], ..Vocabulary::default() };
    let corpus =
        Corpus::new(compile(&[Source { path: "any.txt".to_owned(), text, editing }], vocabulary, &[]).0);
    let state = ViewState::default().showing(View::Find).looking_for(title);
    let mut selection = select(&corpus, &state.looking_for(""));
    selection.document = corpus.documents().first().map(|document| document.name.clone());
    let address = format!("https://example.org/#{}", state.print());
    let files = {
        let source = Taken {
            corpus: &corpus,
            selection: &selection,
            picked: &[],
            title,
            address: &address,
            version: "0.1.0",
            language: "en",
            caution: CAUTION,
        };
        Format::ALL.map(|format| (format, file_name(format, &source), write(format, &source))).to_vec()
    };
    (corpus, files)
}

#[test]
fn f33_what_turns_the_direction_stays_in_its_text_and_nul_is_shown_as_a_sign() {
    let text = "1. A \u{202e}drow\0 word.\n\n2. الحق في\u{2067} الغذاء word.\n";
    let (corpus, files) = taken(text.as_bytes(), "a\u{202e}b", "T\u{202e}itle\0 \u{2066}x", "theme");
    let texts: String = corpus.documents()[0].paragraphs.iter().map(|p| p.text.as_str()).collect();
    assert!(texts.contains("drow\u{fffd} word") && !texts.contains('\0'), "{texts:?}");
    for (format, name, file) in &files {
        let format = format.id();
        assert!(name.is_ascii() && !file.contains('\0'), "{format}");
        // What stands beside the text of a passage: what it is called, where it comes from, whose address it has.
        for line in file.lines().filter(|line| !line.contains("drow") && !line.contains("الحق")) {
            assert!(!line.contains(TURNING), "{format}: {line:?}");
        }
    }
    // An address and its code hold none of it.
    let (state, _) = ViewState::parse("read=a%E2%80%AEb&q=%00%E2%81%A6x");
    let address = state.print();
    assert!(address.is_ascii() && !address.contains("%E2%80%AE") && !address.contains("%00"), "{address}");
    let mut workshop = Workshop::default();
    workshop.begin(&Job::Code(format!("https://example.org/#{address}")).encode());
    while !workshop.step() {}
    assert!(matches!(Answer::decode(&workshop.answer()), Ok(Answer::Code(_))));
    // A search finds the words whatever stands in them.
    for typed in ["الغذاء", "\u{202e}word", "wo\u{2066}rd"] {
        let state = ViewState::default().showing(View::Find).looking_for(typed);
        assert!(!select(&corpus, &ViewState::parse(&state.print()).0).rows.is_empty(), "{typed:?}");
    }
}

#[test]
fn f34_markup_is_a_text_in_every_file_and_a_formula_in_none() {
    const MARKUP: &str = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>]]>--><svg onload=x>";
    let text = format!("1. =cmd|' /C calc'!A0 word.\n\n2. {MARKUP} word.\n\n3. @SUM(A1) word.\n");
    let (_, files) = taken(text.as_bytes(), MARKUP, &format!("={MARKUP}"), MARKUP);
    for (format, name, file) in &files {
        let id = format.id();
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.');
        assert!(name.chars().all(plain), "{name}");
        let media_type = format.media_type();
        if media_type.contains("html") || media_type.contains("xml") || file.trim_start().starts_with('<') {
            for live in ["<script", "<img", "<svg onload", "onerror=\"", "]]>"] {
                assert!(!file.contains(live), "{id} holds {live}");
            }
            let page = file.trim_start_matches('\u{feff}').trim_start_matches("<!DOCTYPE html>");
            let tree = roxmltree::Document::parse(page).expect("well-formed");
            let words = tree
                .descendants()
                .filter(|n| n.is_text())
                .any(|n| n.text().is_some_and(|t| t.contains("<script>")));
            let attributes =
                tree.descendants().flat_map(|n| n.attributes()).any(|a| a.value().contains("<script>"));
            assert!(words || attributes, "{id} has lost the text");
        }
        if media_type.contains("json") {
            assert!(!file.contains('<'), "{id}");
        }
        if media_type.contains("csv") {
            for cell in file.trim_start_matches('\u{feff}').split(['\n', ',']) {
                assert!(!cell.trim_start_matches('"').starts_with(['=', '@']), "{id}: {cell}");
            }
        }
    }
}
