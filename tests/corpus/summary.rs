//! The summary of the parallel event, 17 May 2001.

use super::{SUMMARY, document, paragraph};
use passages_core::document::Naming;
use sha2::{Digest, Sha256};

/// SHA-256 of the text as it came.
const RECEIVED: &str = "9732e912d2260aefef03c9db4ca60d7a00a8c8fccedcfa81b62869bdb475b416";

#[test]
fn the_text_is_kept_as_received() {
    let found = format!("{:x}", Sha256::digest(&document(SUMMARY).received));
    assert_eq!(found, RECEIVED);
}

#[test]
fn the_masthead_has_its_fields() {
    let of = document(SUMMARY);
    let m = &of.masthead;
    assert_eq!(m.organ.as_deref(), Some("General Assembly"));
    assert_eq!(m.distribution.as_deref(), Some("LIMITED"));
    assert_eq!(m.symbol.as_deref(), Some("A/CONF.191/L.7"));
    assert_eq!(m.date.map(|d| d.to_string()).as_deref(), Some("2001-05-17"));
    assert_eq!(m.original.as_deref(), Some("English"));
    assert_eq!(m.kind.as_deref(), Some("Parallel event"));
    assert_eq!((&m.session, &m.agenda_item, &m.agenda_title), (&None, &None, &None));
    let meeting = m.meeting.as_ref().expect("a conference");
    assert_eq!(meeting.name, "Third United Nations Conference on the Least Developed Countries");
    assert_eq!(meeting.place.as_deref(), Some("Brussels, Belgium"));
    let days = meeting.days.map(|d| (d.first.to_string(), d.last.to_string()));
    assert_eq!(days, Some(("2001-05-14".to_owned(), "2001-05-20".to_owned())));
    assert_eq!((of.name.as_str(), of.year()), (SUMMARY, Some(2001)));
}

#[test]
fn the_title_is_shown_in_sentence_case_and_kept_as_printed() {
    let of = document(SUMMARY);
    assert_eq!(
        of.title,
        "Harnessing development benefits from migration: the interface between migration, displacement and development"
    );
    assert_eq!(
        of.printed_title,
        "HARNESSING DEVELOPMENT BENEFITS FROM MIGRATION: THE INTERFACE BETWEEN MIGRATION, DISPLACEMENT AND DEVELOPMENT"
    );
    assert_eq!(of.byline.as_deref(), Some("Summary prepared by the Conference secretariat"));
    assert!(of.signature.is_empty() && of.footnotes.is_empty());
}

#[test]
fn twelve_paragraphs_stand_under_four_unnumbered_sections() {
    let of = document(SUMMARY);
    let headings: Vec<&str> = of.sections.iter().map(|s| s.heading.as_str()).collect();
    assert_eq!(
        headings,
        [
            "The main problems caused by migration trends",
            "A vision for migration as a catalytic development link",
            "Responses to migration issues at national levels",
            "International support to derive development benefits from migration",
        ]
    );
    assert!(of.sections.iter().all(|s| s.number.is_none()));
    assert!(of.parts.iter().map(|p| p.slug.as_str()).eq([""]));
    let places: Vec<String> = of
        .paragraphs
        .iter()
        .map(|p| format!("{} {}", p.key, p.section.map_or("-".to_owned(), |s| s.to_string())))
        .collect();
    assert_eq!(places.join(", "), "1 -, 2 -, 3 0, 4 1, 5 1, 6 1, 7 2, 7.2 2, 8 2, 9 3, 10 3, 11 3");
    for p in of.paragraphs.iter().filter(|p| p.key != "7.2") {
        assert_eq!(p.label.as_deref(), Some(p.key.as_str()));
        assert_eq!(p.printed_label.as_deref(), Some(format!("{}.", p.key).as_str()));
    }
}

#[test]
fn paragraphs_that_a_page_or_a_blank_line_parts() {
    let second = paragraph(SUMMARY, "2");
    assert!(
        second.text.contains(". Participants stressed the causal link between poverty"),
        "{}",
        second.text
    );
    assert!(second.text.ends_with("the presence of ministers from these two countries."));
    assert_eq!(second.lines, (31, 33));
    let continued = paragraph(SUMMARY, "7.2");
    assert!(continued.text.starts_with("Many participants called for efforts to sensitize"));
    assert_eq!(continued.naming, Naming::Subparagraph { of: "7".to_owned(), nth: 2 });
    assert_eq!((&continued.label, &continued.printed_label), (&None, &None));
    let listed = &paragraph(SUMMARY, "9").text;
    assert!(
        ["(i) a project", "(ii) a programme", "(iii) "].iter().all(|item| listed.contains(item)),
        "{listed}"
    );
}

#[test]
fn paragraphs_are_cited_as_the_united_nations_cites_them() {
    let check = |key: &str, citation: &str| {
        assert_eq!(document(SUMMARY).citation(paragraph(SUMMARY, key)), citation);
    };
    check("4", "A/CONF.191/L.7, para. 4");
    check("7", "A/CONF.191/L.7, para. 7");
    check("7.2", "A/CONF.191/L.7, para. 7, second subparagraph");
    check("11", "A/CONF.191/L.7, para. 11");
}

#[test]
fn the_slip_in_paragraph_10_is_kept_and_noted() {
    let tenth = paragraph(SUMMARY, "10");
    let [note] = tenth.notes.as_slice() else { panic!("one note, not {:?}", tenth.notes) };
    assert_eq!(note.span.of(&tenth.text), "benefits from tourism");
    assert!(note.text[0].0 == "en" && note.text[0].1.contains("migration"), "{:?}", note.text);
}

#[test]
fn quotation_marks_stay_as_they_are_printed() {
    assert!(paragraph(SUMMARY, "2").text.contains("“missing link”"));
    assert!(paragraph(SUMMARY, "5").text.contains("\"co-development\""));
    assert!(paragraph(SUMMARY, "8").text.contains("“co-development”"));
    assert!(paragraph(SUMMARY, "11").text.contains("refugee women’s"));
}
