//! Any text is a document: reading it never panics, never hangs, and loses no line.

use passages_core::annotate::Matcher;
use passages_core::compile;
use passages_core::document::{Document, LineRole};
use passages_core::index::Index;
use passages_core::link::{Linker, Weights};
use passages_core::parse::{Parsing, STEP_BYTES, parse};
use passages_core::problem::any_error;
use passages_core::source::{MAX_TEXT_BYTES, Source, decode};
use passages_core::tokens::Analyzer;
use passages_core::vocabulary::{Kind, Term, Vocabulary};
use proptest::collection::vec;
use proptest::prelude::*;
use std::borrow::Cow;

fn source(text: &str) -> Source {
    Source { path: "any.txt".to_owned(), text: text.to_owned(), ..Source::default() }
}

/// A theme, a name that hides it, one with a gap, a speaker and a rung.
fn vocabulary() -> Vocabulary {
    let term = |(kind, form): (Kind, &str)| Term {
        strength: 1,
        forms: vec![form.to_owned()],
        not: vec![format!("{form} optimum")],
        ..Term::new(kind, form)
    };
    let terms = [
        (Kind::Theme, "bank"),
        (Kind::Theme, "bank ... loan"),
        (Kind::Actor, "World Bank"),
        (Kind::Voice, "participants"),
        (Kind::Rung, "stressed"),
    ];
    Vocabulary { terms: terms.into_iter().map(term).collect(), ..Vocabulary::default() }
}

/// Every non-blank line is in exactly one run, and every span lies in its text.
fn check(document: &Document) -> Result<(), TestCaseError> {
    let mut runs = document.lines.iter().flat_map(|run| run.first..=run.last);
    for (line, number) in document.received.lines().zip(1_u32..) {
        if !line.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}').is_empty() {
            prop_assert_eq!(runs.next(), Some(number), "{:?}", document.lines);
        }
    }
    prop_assert_eq!(runs.next(), None);
    let mut keys: Vec<&str> = document.paragraphs.iter().map(|p| p.key.as_str()).collect();
    keys.sort_unstable();
    prop_assert!(keys.windows(2).all(|w| w[0] != w[1]), "{:?}", keys);
    for paragraph in &document.paragraphs {
        prop_assert!(usize::from(paragraph.part) < document.parts.len());
        for span in &paragraph.emphasis {
            prop_assert!(paragraph.text.get(span.start as usize..span.end as usize).is_some());
        }
    }
    Ok(())
}

fn letters<'a>(texts: impl IntoIterator<Item = &'a str>) -> Vec<char> {
    let mut letters: Vec<char> =
        texts.into_iter().flat_map(str::chars).filter(|c| c.is_alphanumeric()).collect();
    letters.sort_unstable();
    letters
}

/// The lines that pages repeat.
fn furniture(document: &Document) -> Vec<String> {
    let lines: Vec<&str> = document.received.lines().collect();
    let repeated = |role| {
        matches!(
            role,
            LineRole::RunningHead | LineRole::PageNumber | LineRole::JobNumber | LineRole::Contents
        )
    };
    let runs = document.lines.iter().filter(|run| repeated(run.role));
    runs.flat_map(|run| run.first..=run.last).map(|number| lines[number as usize - 1].to_owned()).collect()
}

/// Lines in which the marks of the format are frequent.
fn text() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "1. ",
        "a) ",
        "(ii) ",
        "12 ",
        "**",
        "*",
        "### ",
        "\\",
        "---",
        "- - -",
        "Annex",
        "Annex II",
        "\u{c}",
        "________",
        "90-12345",
        "2/3",
        "\n1\n",
        "The General Assembly,",
        "(Signed) ",
        "* ",
        "Distr.",
        "LIMITED",
        "A/1/2",
        "17 May 2001",
        "Item 3 of the list",
        "Conference",
        "The ",
        "bank ",
        "World Bank",
        "stressed ",
        "participants",
        ".",
        " ",
        "\n",
        "\n\n",
        "\n\n",
        "\r\n",
        "\u{feff}",
        "é",
        "\u{301}",
        "\u{2028}",
        "ß",
        "“",
        ")",
        "(",
        "\t",
        "中文",
        "العربية",
    ]);
    prop_oneof![vec(piece, 0..60).prop_map(|p| p.concat()), "(\\PC{0,20}\n{1,2}){0,8}", any::<String>()]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]
    #[test]
    fn no_line_of_any_text_is_lost(text in text()) {
        let (document, _) = parse(&source(&text));
        prop_assert_eq!(&document.received, &text);
        check(&document)?;
    }

    #[test]
    fn below_the_masthead_no_letter_is_lost_or_invented(text in text()) {
        let text = format!("1. First.\n\n{text}");
        let (document, _) = parse(&source(&text));
        // An annex has a masthead of its own, whose dates are understood rather than kept.
        prop_assume!(document.parts.len() == 1);
        let repeated = furniture(&document);
        let own = document.paragraphs.iter().flat_map(|p| [p.printed_label.as_deref().unwrap_or(""), &p.text]);
        let sections = document.sections.iter().flat_map(|s| [s.number.as_deref().unwrap_or(""), &s.heading]);
        let notes = document.footnotes.iter().map(|n| n.text.as_str());
        let marks = document.footnotes.iter().flat_map(|n| [n.mark.as_str(), if n.anchor.is_empty() { "" } else { &n.mark }]);
        let signature = document.signature.iter().map(String::as_str);
        let read = own.chain(sections).chain(notes).chain(marks).chain(signature).chain(repeated.iter().map(String::as_str));
        prop_assert_eq!(letters(read), letters([text.as_str()]));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    #[test]
    fn what_is_found_in_any_text_lies_in_it(text in text()) {
        let (compiled, _) = compile(&[source(&text)], vocabulary(), &[]);
        let texts = compiled.documents.iter().flat_map(|d| &d.paragraphs).map(|p| p.text.as_str());
        for (text, annotation) in texts.zip(&compiled.annotations) {
            let spoken = annotation.speech.iter().flat_map(|s| s.who.into_iter().chain([s.rung]));
            for tag in annotation.tags.iter().copied().chain(spoken) {
                prop_assert!(!tag.span.of(text).is_empty(), "{:?} in {:?}", tag, text);
            }
        }
    }

    #[test]
    fn any_bytes_are_a_text(bytes in vec(any::<u8>(), 0..200)) {
        let (text, problems) = decode("any.txt", &bytes);
        prop_assert!(!text.contains('\0'));
        prop_assert_eq!(any_error(&problems), std::str::from_utf8(&bytes).is_err());
    }
}

#[test]
fn encodings_are_told() {
    let check = |bytes: &[u8], text: &str, says: &str| {
        let (read, problems) = decode("a.txt", bytes);
        assert_eq!(read, text);
        let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
        assert!(told.join("\n").contains(says) && told.is_empty() == says.is_empty(), "{told:?}");
    };
    check(b"", "", "");
    check("\u{feff}1. Ça".as_bytes(), "1. Ça", "");
    check(b"a\0b", "a\u{fffd}b", "");
    check(b"\xff\xfe1\0.\0", "", "UTF-16");
    check(b"\xfe\xff\x001", "", "UTF-16");
    check(
        b"one\ntwo \x93quoted\x94",
        "one\ntwo \u{fffd}quoted\u{fffd}",
        "a.txt:2: error: the text is not UTF-8",
    );
}

#[test]
fn ten_megabytes_are_read_and_a_byte_more_is_refused() {
    let (text, problems) = decode("a.txt", &vec![b'a'; MAX_TEXT_BYTES]);
    assert_eq!((text.len(), problems.len()), (MAX_TEXT_BYTES, 0));
    let (text, problems) = decode("a.txt", &vec![b'a'; MAX_TEXT_BYTES + 1]);
    assert!(text.is_empty() && any_error(&problems));
    assert!(problems[0].to_string().contains("10485761 bytes"), "{}", problems[0]);
}

/// Reads, tags and links a large text, soundly; gives the number of paragraphs. What is quadratic takes minutes.
fn check_large(what: &str, text: &str) -> usize {
    let (document, _) = parse(&source(text));
    let (vocabulary, analyzer) = (vocabulary(), Analyzer::english());
    let matcher = Matcher::new(&vocabulary, &analyzer);
    let tokens: Vec<_> = document.paragraphs.iter().map(|p| analyzer.tokens(&p.text)).collect();
    let annotations: Vec<_> = tokens.iter().map(|t| matcher.annotate(t)).collect();
    let index = Index::new(&tokens);
    let linker = Linker::new(&vocabulary, &annotations, &analyzer, Weights::default());
    let texts = document.paragraphs.iter().zip(tokens.iter().zip(&annotations));
    let shown: Vec<_> = texts.map(|(p, (t, a))| linker.shown(&p.text, t, a, &index)).collect();
    linker.links(&shown);
    check(&document).unwrap_or_else(|fault| panic!("{what}: {fault}"));
    document.paragraphs.len()
}

#[test]
fn f30_long_lines_are_read_soundly() {
    for (what, piece, times) in [
        ("200,000 combining marks", "\u{301}", 200_000),
        ("200,000 stars", "*", 200_000),
        ("spaced stars", "* a ", 100_000),
        ("brackets", "(", 200_000),
        ("closed brackets", "(bank) ", 60_000),
        ("backslashes", "\\", 200_000),
        ("half a megabyte in a line", "lantern ", 60_000),
        ("one theme over and over", "bank ", 60_000),
        ("one name over and over", "World Bank stressed ", 30_000),
    ] {
        check_large(what, &format!("1. {}", piece.repeat(times)));
    }
}

#[test]
fn f30_f32_many_paragraphs_are_read_soundly() {
    // Each with the number of paragraphs that it makes of `n`.
    type Piece = (&'static str, fn(usize) -> String, usize, fn(usize) -> usize);
    let pieces: [Piece; 10] = [
        ("words", |i| format!("W{}.", letters_of(i)), 50_000, |n| n),
        ("a sentence cut again and again", letters_of, 30_000, |_| 1),
        (
            "the same words",
            |_| "2. The same ten words in each of ten thousand paragraphs here.".to_owned(),
            10_000,
            |n| n,
        ),
        ("words in brackets", |i| format!("{}. ({}) (bank) (loan).", i, letters_of(i)), 5_000, |n| n),
        ("labels", |i| format!("{}. Same words.", i % 1000), 10_000, |n| n),
        ("headings", |i| format!("# H{i}\n\nWord."), 10_000, |n| n),
        (
            "pages",
            |i| {
                let foot = "________\n1\nNote.\n\n2/3\n\n90-12345\n\u{c}Head\n\nA/1/2";
                format!("{}. Same words, 1 {}.\n{foot}", i % 1000, letters_of(i))
            },
            10_000,
            |n| n,
        ),
        (
            "sections that count anew",
            |i| format!("{}.\n\nTitle\n\n1. Word.\n\n(a) Word;\n\n(i) Word;\n\n", ["I", "V", "X"][i % 3]),
            5_000,
            |n| 3 * n,
        ),
        (
            "cells of which few are numbers",
            |i| if i % 20 == 0 { "63 930 800" } else { "Lamps of the lighthouses of the north" }.to_owned(),
            12_000,
            |n| n,
        ),
        ("annexes", |_| "# Annex\n\n1. Word.\n\nWord.".to_owned(), 10_000, |n| 2 * n),
    ];
    for (what, piece, times, paragraphs) in pieces {
        let text: String = (0..times).map(|i| piece(i) + "\n\n").collect();
        assert_eq!(check_large(what, &format!("1. First.\n\n{text}")), 1 + paragraphs(times), "{what}");
    }
}

/// Reads a large text at once and in steps, which comes to the same. What is quadratic takes minutes.
fn check_reading(what: &str, text: &str) {
    let (document, problems) = parse(&source(text));
    check(&document).unwrap_or_else(|fault| panic!("{what}: {fault}"));
    let mut parsing = Parsing::new(Cow::Owned(source(text)));
    while !parsing.step(STEP_BYTES) {}
    let (stepped, found, _) = parsing.finish();
    assert!((document, problems) == (stepped, found), "{what}: in steps it is another");
}

#[test]
fn what_repeats_by_the_thousand_is_read_soundly() {
    let calls = format!("1. {}.\n________\n{}", "a¹ ".repeat(6_000), "1\nNote.\n".repeat(6_000));
    for (what, text) in [
        ("a long line above short ones", "a".repeat(200_000) + &"\na".repeat(7_000)),
        (
            "a long numbered line above short ones",
            "1. ".to_owned() + &"灯".repeat(60_000) + &"\na".repeat(7_000),
        ),
        ("annexes without a word", "1. Word.\n\n".to_owned() + &"Annex\n\n".repeat(60_000)),
        ("the title of an annex", "1. Word.\n\nAnnex\n\n".to_owned() + &"Lamp\n\n".repeat(7_000)),
        ("raised calls", calls),
        (
            "words with a mark, and notes with another",
            "Lamp¹\n\n".repeat(40_000) + "1. Word.\n\n" + &"* Note\n\n".repeat(40_000) + "______\n1\nNote",
        ),
    ] {
        check_reading(what, &text);
    }
}

#[test]
fn lists_of_names_by_the_thousand_are_read_soundly() {
    let names = |times: usize| format!("1. The participants – {}stressed it.", "World Bank, ".repeat(times));
    assert_eq!(check_large("names", &names(60_000)), 1);
    // A list of all members tells who the voice is; a longer one is none.
    let (vocabulary, analyzer) = (vocabulary(), Analyzer::english());
    let matcher = Matcher::new(&vocabulary, &analyzer);
    let who = |times: usize| {
        let found = matcher.annotate(&analyzer.tokens(&names(times)));
        found.speech[0].who.map(|who| vocabulary.terms[usize::from(who.term)].id.clone())
    };
    assert_eq!(who(1).as_deref(), Some("participants"));
    assert_eq!(who(200).as_deref(), Some("participants"));
    assert_eq!(who(60_000).as_deref(), Some("World Bank"));
}

#[test]
fn notes_by_the_thousand_are_read_soundly() {
    let notes: String = (0..30_000).map(|i| format!("{i}\nNote {i} of the page.\n")).collect();
    let prose = "words, 1 and 2 and others, 12 and more; 7 ".repeat(200);
    assert_eq!(check_large("notes", &format!("1. First {prose}.\n________\n{notes}")), 1);
    let pages = format!("1. First {prose}.\n________\n1\nNote.\n\u{c}").repeat(60);
    assert_eq!(check_large("prose", &pages), 60);
}

fn letters_of(n: usize) -> String {
    n.to_string().bytes().map(|b| char::from(b - b'0' + b'a')).collect()
}
