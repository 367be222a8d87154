//! Read: a document as an editor would set it.

use super::html::{all, text, texts, values};
use super::{corpus, english, page, page_for};
use passages::i18n::fill;

#[test]
fn every_paragraph_is_there_in_order_with_its_text_and_address() {
    for (name, count) in [("A/CONF.191/L.7", 12), ("letter-2006-04-13", 25)] {
        let html = page(&format!("read={name}"));
        let document = corpus().document(name).expect("a document");
        let ids: Vec<String> = document.paragraphs.iter().map(|p| format!("{name}:{}", p.key)).collect();
        assert_eq!(ids.len(), count);
        assert_eq!(values(&html, "data-passage"), ids);
        for (shown, paragraph) in all(&html, "div.text").iter().zip(&document.paragraphs) {
            // The number of a note stands inside the text.
            let unnumbered =
                all(shown.inner(), "sup.note-mark").iter().fold(shown.inner().to_owned(), |html, mark| {
                    html.replace(&format!("{}</sup>", mark.inner()), "</sup>")
                });
            let shown = texts(&unnumbered, "p");
            assert_eq!(shown[0], paragraph.text, "{name} {}", paragraph.key);
        }
    }
}

#[test]
fn headings_signature_footnote_and_masthead_are_shown() {
    let html = page("read=letter-2006-04-13");
    let shown = text(&html);
    for words in [
        "Item 54 (b) of the preliminary list*: Globalization and interdependence",
        "* A/61/50 and Corr.1.",
        "Conference Conclusions",
        "Palais d'Egmont, Brussels",
    ] {
        assert!(shown.contains(words), "{words}");
    }
    let sections = texts(&html, "h3.section-heading");
    assert_eq!(sections.len(), 5);
    assert_eq!(sections[2], "3. Partnership among Countries of Origin, Transit and Destination");
    // The letter is signed before its annex begins.
    let place = |selector: &str| html.find(all(&html, selector)[0].inner()).expect("it is in the page");
    assert!(texts(&html, "p.signature")[0].contains("Alain Cools"));
    assert!(place("p.signature") < place("header.part-head"));
}

#[test]
fn a_symbol_is_shown_where_one_is_printed() {
    let symbol = |name: &str| texts(&page(&format!("read={name}")), "dd")[0].clone();
    assert_eq!(symbol("A/CONF.191/L.7"), "A/CONF.191/L.7");
    assert_eq!(symbol("letter-2006-04-13"), english().not_printed);
}

#[test]
fn the_text_as_received_shows_every_line() {
    let html = page("read=letter-2006-04-13&text=received");
    let document = corpus().document("letter-2006-04-13").expect("a document");
    let lines: Vec<&str> = document.received.lines().collect();
    // An empty text is rendered as one space.
    let raw: Vec<String> = texts(&html, "td.raw").iter().map(|l| l.trim_start().to_owned()).collect();
    assert_eq!(raw, lines);
    let roles = texts(&html, "td.role");
    assert_eq!(roles.iter().filter(|r| *r == "annex, para. (m)").count(), 1);
}

#[test]
fn emphasis_french_words_and_notes_are_marked() {
    let html = page("read=letter-2006-04-13");
    assert_eq!(texts(&html, "em"), ["Global Economic Prospects 2006"]);
    let french = all(&html, "span").into_iter().filter(|s| s.get("lang") == Some("fr")).map(|s| s.text());
    assert_eq!(
        french.collect::<Vec<_>>().concat(),
        "Forum des organisations de solidarite internationales issues des Migrations"
    );
    for (tag, words) in [("en", "slip for “migration”"), ("fr", "erreur pour «\u{a0}migration\u{a0}»")]
    {
        let html = page_for("read=A/CONF.191/L.7", &[tag]);
        let note = &all(&html, "p.editor-note")[0];
        assert_eq!(note.get("lang"), Some(tag));
        assert!(
            note.text().contains(super::known(tag).text.note_editor) && note.text().contains(words),
            "{}",
            note.text()
        );
    }
}

#[test]
fn a_text_in_english_says_so_on_a_french_page() {
    let html = page_for("read=A/CONF.191/L.7", &["fr"]);
    assert_eq!(all(&html, "article.document")[0].get("lang"), Some("en"));
    assert_eq!(all(&html, "dt")[0].get("lang"), Some("fr"));
}

#[test]
fn what_is_not_there_is_told_and_the_nearest_place_shown() {
    let check = |address: &str, notices: &[String], passages: usize| {
        let html = page(address);
        assert_eq!(texts(&html, "p.notice"), notices, "{address}");
        assert_eq!(values(&html, "data-passage").len(), passages, "{address}");
    };
    let t = english();
    let asked = |wording: &str, what: &str| vec![fill(wording, &[("asked", what)])];
    check("read=A/CONF.191/L.7&para=99", &asked(t.notice_unknown_passage, "A/CONF.191/L.7:99"), 12);
    check("read=letter-2006-04-13&para=99", &asked(t.notice_unknown_passage, "letter-2006-04-13:99"), 25);
    check("read=A/1/1", &asked(t.notice_unknown_document, "A/1/1"), 12);
    check("read=A/CONF.191/L.7&nonsense=1", &[t.notice_address.to_owned()], 12);
    check("find=mali&corpus=00000000", &[t.notice_corpus_changed.to_owned()], 2);
    check("find=mali&theme=tourism", &asked(t.notice_unknown_value, "tourism"), 0);
    check("read=A/CONF.191/L.7", &[], 12);
}

#[test]
fn every_link_has_a_stub_or_is_counted_where_there_is_no_room() {
    let mut folded = 0;
    for name in ["A/CONF.191/L.7", "letter-2006-04-13"] {
        let html = page(&format!("read={name}"));
        let document = corpus().document(name).expect("a document");
        let margins = all(&html, "ul.stubs");
        assert_eq!(margins.len(), document.paragraphs.len());
        for ((ix, paragraph), margin) in corpus().paragraphs_of(name).zip(&document.paragraphs).zip(&margins)
        {
            let stubs = all(margin.inner(), "a.stub");
            let counted: usize =
                stubs.iter().filter_map(|s| s.text().strip_prefix('+')?.parse::<usize>().ok()).sum();
            let single = stubs.len() - usize::from(counted > 0);
            assert_eq!(single + counted, corpus().links_of(ix).count(), "{}", paragraph.key);
            // Two lines have room for three.
            assert!(paragraph.text.len() > 110 || stubs.len() <= 3, "{}", paragraph.key);
            assert_ne!(counted, 1, "one more stub takes no more room than its count");
            folded += counted;
        }
    }
    assert!(folded > 0);
}

#[test]
fn a_copied_text_carries_what_an_editor_has_noted() {
    let ix = corpus().find("A/CONF.191/L.7:10").expect("a passage");
    let quoted = passages::library::quotation(passages::i18n::Language::english(), ix);
    let (_, paragraph) = corpus().get(ix).expect("a passage");
    assert!(quoted.starts_with(&format!("“{}” (A/CONF.191/L.7, para. 10) [", paragraph.text)), "{quoted}");
    assert!(quoted.contains(english().note_editor) && quoted.contains("“migration”"), "{quoted}");
    let plain = passages::library::quotation(passages::i18n::Language::english(), ix - 1);
    assert!(plain.ends_with("para. 9)"), "{plain}");
}
