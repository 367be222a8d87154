//! Real documents, in small: each oddity is a text in `tests/parse/` at the root, and beside it what is read from it.

use passages_core::document::{Document, LineRole, Naming};
use passages_core::parse::{Parsing, parse};
use passages_core::problem::Problem;
use passages_core::source::Source;
use proptest::collection::vec;
use proptest::prelude::*;
use std::borrow::Cow;
use std::fmt::Write;
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/parse")
}

/// The texts, by name.
fn texts() -> Vec<(String, String)> {
    let entries = std::fs::read_dir(folder()).expect("the folder of small texts");
    let paths = entries.map(|entry| entry.expect("a file").path());
    let mut texts: Vec<(String, String)> = paths
        .filter(|path| path.extension().is_some_and(|end| end == "txt"))
        .map(|path| {
            let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
            (name, std::fs::read_to_string(&path).expect("a text"))
        })
        .collect();
    texts.sort();
    assert!(texts.len() > 10, "the texts are in {}", folder().display());
    texts
}

fn read(text: &str) -> (Document, Vec<Problem>) {
    parse(&Source { path: "text.txt".to_owned(), text: text.to_owned(), ..Source::default() })
}

/// What is read, line by line: the masthead, the parts with their sections and paragraphs, the signature, the notes.
fn outline(document: &Document, problems: &[Problem]) -> String {
    let mut out = String::new();
    let mut line = |text: String| writeln!(out, "{}", text.trim_end()).expect("a string");
    let masthead = &document.masthead;
    for (name, value) in [
        ("organ", &masthead.organ),
        ("symbol", &masthead.symbol),
        ("date", &masthead.date.map(|date| date.to_string())),
        ("distribution", &masthead.distribution),
        ("original", &masthead.original),
        ("session", &masthead.session),
        ("item", &masthead.agenda_item),
        ("about", &masthead.agenda_title),
        ("adopted", &masthead.adoption),
        ("kind", &masthead.kind),
        ("title", &Some(document.title.clone())),
        ("by", &document.byline),
    ] {
        value.iter().for_each(|value| line(format!("{name}: {value}")));
    }
    let (mut part, mut section) = (0, None);
    for paragraph in &document.paragraphs {
        if paragraph.part != part {
            part = paragraph.part;
            let of = &document.parts[usize::from(part)];
            let title = of.title.as_deref().unwrap_or_default();
            line(format!("= {}: {} | {title}", of.slug, of.heading.as_deref().unwrap_or_default()));
        }
        for (at, of) in document.sections.iter().enumerate() {
            let between = section.is_none_or(|before| at > before)
                && paragraph.section.is_some_and(|own| at <= own.into());
            if between {
                line(format!("== {} {}", of.number.as_deref().unwrap_or("-"), of.heading));
                section = Some(at);
            }
        }
        line(format!("{} ({}) {}", paragraph.key, document.place_of(paragraph), paragraph.text));
    }
    document.signature.iter().for_each(|signed| line(format!("signed: {signed}")));
    for note in &document.footnotes {
        line(format!("note {} “{}”: {}", note.mark, note.anchor, note.text));
    }
    problems.iter().for_each(|problem| line(problem.to_string()));
    out
}

#[test]
fn each_text_is_read_as_it_says_beside_it() {
    for (name, text) in texts() {
        let (document, problems) = read(&text);
        let found = outline(&document, &problems);
        let beside = folder().join(format!("{name}.outline"));
        let expected = std::fs::read_to_string(&beside).unwrap_or_default();
        assert_eq!(
            found,
            expected,
            "{name}: if what was found is right, it belongs into {}\n{found}",
            beside.display()
        );
    }
}

/// Letters and digits, sorted: the words whatever their order and however they are parted.
fn letters<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    // A raised number calls the note of this number.
    let plain = |c: char| {
        "⁰¹²³⁴⁵⁶⁷⁸⁹"
            .chars()
            .position(|raised| raised == c)
            .map_or(c, |n| char::from_digit(n as u32, 10).expect("a digit"))
    };
    let mut letters: Vec<char> =
        texts.into_iter().flat_map(str::chars).filter(|c| c.is_alphanumeric()).map(plain).collect();
    letters.sort_unstable();
    letters.into_iter().collect()
}

/// The lines of a document that have the role.
fn lines_of(document: &Document, has: impl Fn(LineRole) -> bool) -> Vec<&str> {
    let lines: Vec<&str> = document.received.lines().collect();
    let runs = document.lines.iter().filter(|run| has(run.role));
    runs.flat_map(|run| {
        (run.first..=run.last).filter_map(|n| lines.get(n as usize - 1).copied()).collect::<Vec<_>>()
    })
    .collect()
}

/// Every line has a role, and the words of each paragraph, with the marks of the notes that it calls, are those of its
/// lines; so are those of headings, notes and signatures.
fn nothing_is_lost(document: &Document) -> Result<(), TestCaseError> {
    let accounted: Vec<u32> = document.lines.iter().flat_map(|run| run.first..=run.last).collect();
    let bare = |line: &str| line.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}').is_empty();
    let written: Vec<u32> =
        (1..).zip(document.received.lines()).filter(|(_, l)| !bare(l)).map(|(n, _)| n).collect();
    prop_assert_eq!(accounted, written);
    let paragraphs =
        document.paragraphs.iter().flat_map(|p| [p.printed_label.as_deref().unwrap_or_default(), &p.text]);
    let called =
        document.footnotes.iter().filter(|note| !note.anchor.is_empty()).map(|note| note.mark.as_str());
    prop_assert_eq!(
        letters(paragraphs.chain(called)),
        letters(lines_of(document, |role| matches!(role, LineRole::Paragraph(_)))),
        "paragraphs"
    );
    for (at, paragraph) in document.paragraphs.iter().enumerate() {
        let own = letters(lines_of(document, |role| role == LineRole::Paragraph(at as u32)));
        let read = letters([paragraph.printed_label.as_deref().unwrap_or_default(), &paragraph.text]);
        prop_assert!(read.len() <= own.len(), "{} has words of others", paragraph.key);
    }
    let notes = document.footnotes.iter().flat_map(|note| [note.mark.as_str(), &note.text]);
    prop_assert_eq!(letters(notes), letters(lines_of(document, |role| role == LineRole::Footnote)), "notes");
    let signature = document.signature.iter().map(String::as_str);
    prop_assert_eq!(
        letters(signature),
        letters(lines_of(document, |role| role == LineRole::Signature)),
        "signature"
    );
    Ok(())
}

#[test]
fn no_word_of_the_texts_is_lost_or_invented() {
    for (name, text) in texts() {
        let (document, _) = read(&text);
        nothing_is_lost(&document).unwrap_or_else(|fault| panic!("{name}: {fault}"));
        let sections =
            document.sections.iter().flat_map(|s| [s.number.as_deref().unwrap_or_default(), &s.heading]);
        let parts = document.parts.iter().filter_map(|part| part.heading.as_deref());
        let headings = lines_of(&document, |role| role == LineRole::Heading);
        assert_eq!(letters(sections.chain(parts)), letters(headings), "{name}");
    }
}

/// Pieces of which pages are made, and what tears them.
fn torn() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "1.\n",
        "2. ",
        "\n3.\n",
        "(a)\n",
        "(b) ",
        "(i) ",
        "4 - ",
        "٤ - ",
        "(أ) ",
        "\u{200f}٥ -\u{200f} ",
        "\u{200f}\n",
        "(\u{200e}c\u{200e}) ",
        "４、",
        "十一、",
        "一、灯\n",
        "（二）灯\n\n",
        "㈡ ",
        "第三条\n",
        "а) ",
        "\u{c}",
        "\n\n",
        "\n",
        "A/RES/90/7\n",
        "90/7.\n\n",
        "__________________\n",
        "words________\n",
        "1\n",
        "2\n",
        "12\n",
        "*\n",
        "* Ibid.\n",
        "Ibid.\n",
        "90-12345 (E)\n",
        "90-12345\n",
        "*9012345*\n",
        "010190\n",
        "2/3\n",
        "3/3\n",
        "The General Assembly,\n",
        "Recalling its resolution 1/2,\n",
        "Thanks the keepers of the lamps of all lighthouses, 1 and asks them to go on\n",
        "to burn the lamps all night; 12\n",
        "in the fog.\n",
        "Lamps\n",
        "II.\n",
        "III. Oil\n",
        "Rule 4\n",
        "Annex\n",
        "Annex to the letter dated\n",
        "45th plenary meeting\n",
        "7 December 2035\n",
        "63 930 800\n\n",
        "(2 061 900)\n\n",
        "–\n\n",
        "COVID -19 ",
        "non- governmental ",
        "大会，\n",
        "回顾其决议，\n",
        "Letter dated 3 May 2035\n",
        "I have the honour\n",
        "(Signed) A. Keeper\n",
        "*word* ",
        "**",
        "# Lamps\n",
        "dollars;\n",
        "for\n\n",
    ]);
    prop_oneof![4 => vec(piece, 0..80).prop_map(|pieces| pieces.concat()), 1 => any::<String>()]
}

/// The same in steps of about so many bytes, and how many steps it takes.
fn read_in_steps(text: &str, bytes: usize) -> (Document, Vec<Problem>, usize) {
    let source = Source { path: "text.txt".to_owned(), text: text.to_owned(), ..Source::default() };
    let mut parsing = Parsing::new(Cow::Owned(source));
    let mut progress = vec![parsing.progress()];
    while !parsing.step(bytes) {
        progress.push(parsing.progress());
    }
    progress.push(parsing.progress());
    assert!(progress.is_sorted() && progress.iter().all(|share| (0.0..=1.0).contains(share)), "{progress:?}");
    let (document, problems, _) = parsing.finish();
    (document, problems, progress.len() - 1)
}

#[test]
fn each_text_is_read_the_same_in_steps() {
    for (name, text) in texts() {
        let (document, problems) = read(&text);
        let (stepped, found, steps) = read_in_steps(&text, 100);
        assert_eq!((document, problems), (stepped, found), "{name}");
        assert!(steps > text.len() / 4000 + 2, "{name}: {steps} steps");
    }
}

proptest! {
    /// Marks that nobody sees, around the lines of a text and between them, change none of its labels and words.
    #[test]
    fn marks_that_nobody_sees_change_nothing(
        nth in 0_usize..100,
        marks in vec(prop::sample::select(vec!['\u{200e}', '\u{200f}', '\u{61c}', '\u{200b}', '\u{2067}', '\u{feff}']), 1..4),
    ) {
        let texts = texts();
        let (_, text) = &texts[nth % texts.len()];
        let marks: String = marks.into_iter().collect();
        let marked: String = text
            .lines()
            .map(|line| if line.trim().is_empty() { "\n".to_owned() } else { format!("{marks}{line}{marks}\n") })
            .collect();
        let read = |text: &str| {
            let (mut document, problems) = read(text);
            document.received.clear();
            (document, problems)
        };
        prop_assert_eq!(read(&marked), read(text));
    }

    #[test]
    fn any_text_is_read_the_same_in_steps(text in torn(), bytes in 0_usize..400) {
        let (document, problems) = read(&text);
        let (stepped, found, _) = read_in_steps(&text, bytes);
        prop_assert_eq!(document, stepped);
        prop_assert_eq!(problems, found);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]
    #[test]
    fn no_word_of_torn_pages_is_lost_or_invented(text in torn()) {
        let (document, _) = read(&text);
        nothing_is_lost(&document)?;
        for paragraph in &document.paragraphs {
            if let Naming::Item { of } = &paragraph.naming {
                prop_assert!(!of.is_empty());
            }
        }
    }

    /// A text cut anywhere into pages is read like the whole.
    #[test]
    fn a_page_break_inside_a_paragraph_changes_nothing(at in 0_usize..7) {
        let lines = [
            "1. Thanks the keepers of the lamps of all lighthouses of the world, who have burnt oil",
            "in the fog of all the nights of the year and of the years before it, and asks them all",
            "to go on with it for the good of those who sail, of those who wait for them, of their",
            "friends and of all who look out to sea at night, whatever the weather of the night may",
            "be, and to write down what they have seen in the books that the Committee has sent for",
            "the purpose;",
            "2. Asks the Committee to report to the Assembly on what the keepers have written down.",
        ];
        let whole = lines.join("\n");
        let foot = "\n\n2/9\n\n90-12345\n\n\u{c}Lamps\n\nA/RES/90/7\n\n";
        let mut cut = String::new();
        for (n, line) in lines.iter().enumerate() {
            cut.push_str(line);
            cut.push_str(if n == at && n + 1 < lines.len() { foot } else { "\n" });
        }
        let texts = |text: &str| read(text).0.paragraphs.into_iter().map(|p| (p.key, p.text)).collect::<Vec<_>>();
        prop_assert_eq!(texts(&cut), texts(&whole));
    }
}

#[test]
fn the_fields_above_the_title_are_read_in_every_language() {
    let samples = [
        ("Ninetieth session", "Agenda item 20 (c)", "Lanterns", "English", "Original: French", "French"),
        (
            "Quatre-vingt-dixième session",
            "Point 20 c) de l’ordre du jour",
            "Les lanternes",
            "Français",
            "Original\u{a0}: anglais",
            "anglais",
        ),
        (
            "Nonagésimo período de sesiones",
            "Tema 20 c) del programa",
            "Los faroles",
            "Español",
            "Original: inglés",
            "inglés",
        ),
        (
            "Девяностая сессия",
            "Пункт 20 c) повестки дня",
            "Фонари",
            "Russian",
            "Original: English",
            "English",
        ),
        ("第九十届会议", "议程项目20(c)", "灯塔", "Chinese", "Original: English", "English"),
        (
            "الدورة التسعون",
            "البند ٢٠ (ج) من جدول الأعمال",
            "المنارات",
            "Arabic",
            "Original: English",
            "English",
        ),
    ];
    for (session, item, about, language, line, original) in samples {
        let text = format!(
            "Distr.: General\n11 December 2035\n{language}\n{line}\n\n{session}\n\n{item}\n\n{about}\n\n1. {}",
            "Lanterns are lit. ".repeat(9)
        );
        let (document, _) = read(&text);
        let masthead = &document.masthead;
        assert_eq!(masthead.session.as_deref(), Some(session), "{text}");
        assert_eq!(masthead.agenda_item.as_deref(), Some(item), "{text}");
        assert_eq!(masthead.agenda_title.as_deref(), Some(about), "{text}");
        assert_eq!(masthead.original.as_deref(), Some(original), "{text}");
        assert_eq!(masthead.distribution.as_deref(), Some("General"), "{text}");
        assert_eq!(document.title, "", "{text}");
    }
}

#[test]
fn the_text_of_an_article_is_no_part_of_its_heading() {
    let text = "1. 各国点亮灯塔。\n\n第一条\n各国应当在夜间点亮灯塔，并向邻国通报其位置以及开放时间。\n第二条\n灯油\n各国应当送油，\n并且应当送书。";
    let (document, _) = read(text);
    let headings: Vec<_> =
        document.sections.iter().map(|s| (s.number.as_deref(), s.heading.as_str())).collect();
    assert_eq!(headings, [(Some("第一条"), ""), (Some("第二条"), "灯油")], "{document:?}");
    assert!(document.paragraphs.iter().any(|p| p.text.starts_with("各国应当在夜间")));
}

#[test]
fn a_summary_above_the_first_paragraph_is_a_section_and_no_part_of_the_title() {
    for (title, summary) in
        [("Right to lanterns", "Summary"), ("Droit aux lanternes", "Résumé"), ("灯塔权", "摘要")]
    {
        let text = format!("{title}\n\n{summary}\n\n{}\n\n1. Lanterns.", "Lanterns are lit. ".repeat(9));
        let (document, _) = read(&text);
        assert_eq!(document.title, title);
        assert_eq!(document.sections.iter().map(|s| s.heading.as_str()).collect::<Vec<_>>(), [summary]);
        assert_eq!(document.paragraphs.len(), 2);
    }
}
