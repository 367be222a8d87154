//! The letter dated 13 April 2006 and its annex.

use super::{LETTER, document, paragraph};
use passages_core::document::{Meeting, Naming};
use sha2::{Digest, Sha256};

/// SHA-256 of the text as it came.
const RECEIVED: &str = "1ce27e308a27cad5a9c4a82cb7ece31c3cca06bcd3bfccea7ffdf18869e26f17";
const DATED: &str = "Letter dated 13 April 2006";

#[test]
fn the_text_is_kept_as_received() {
    let found = format!("{:x}", Sha256::digest(&document(LETTER).received));
    assert_eq!(found, RECEIVED);
}

#[test]
fn the_masthead_has_its_fields_and_no_symbol() {
    let of = document(LETTER);
    let m = &of.masthead;
    assert_eq!(m.organ.as_deref(), Some("General Assembly"));
    assert_eq!(m.distribution.as_deref(), Some("General"));
    assert_eq!(m.symbol, None);
    assert_eq!(m.date.map(|d| d.to_string()).as_deref(), Some("2006-04-25"));
    assert_eq!(m.original.as_deref(), Some("English"));
    assert_eq!(m.session.as_deref(), Some("Sixty-first session"));
    assert_eq!(m.agenda_item.as_deref(), Some("Item 54 (b) of the preliminary list"));
    let agenda = "Globalization and interdependence: international migration and development";
    assert_eq!(m.agenda_title.as_deref(), Some(agenda));
    assert_eq!((&m.meeting, &m.kind), (&None, &None));
    assert_eq!(of.year(), Some(2006));
}

#[test]
fn the_letter_gives_the_title() {
    let of = document(LETTER);
    let title = "Letter dated 13 April 2006 from the Chargé d'affaires a.i. of the Permanent Mission of Belgium \
        to the United Nations addressed to the Secretary-General";
    assert_eq!((of.title.as_str(), of.printed_title.as_str()), (title, title));
    assert_eq!(of.byline, None);
    assert_eq!(of.signature, ["(Signed) Alain Cools", "Chargé d'affaires a.i."]);
    let [note] = of.footnotes.as_slice() else { panic!("one footnote, not {:?}", of.footnotes) };
    assert_eq!((note.mark.as_str(), note.text.as_str()), ("*", "A/61/50 and Corr.1."));
    assert_eq!(note.anchor, "Item 54 (b) of the preliminary list");
}

fn days(meeting: &Meeting) -> String {
    meeting.days.map_or_else(String::new, |d| format!("{} to {}", d.first, d.last))
}

#[test]
fn the_annex_has_a_heading_a_conference_and_a_title() {
    let [letter, annex] = document(LETTER).parts.as_slice() else { panic!("a letter and one annex") };
    assert_eq!((letter.slug.as_str(), annex.slug.as_str()), ("letter", "annex"));
    assert_eq!((&letter.heading, &letter.title, &letter.meeting), (&None, &None, &None));
    let heading = "Annex to the letter dated 13 April 2006 from the Chargé d'affaires a.i. of the Permanent Mission \
        of Belgium to the United Nations addressed to the Secretary-General";
    assert_eq!(annex.heading.as_deref(), Some(heading));
    assert_eq!(annex.title.as_deref(), Some("Conference Conclusions"));
    let meeting = annex.meeting.as_ref().expect("a conference");
    assert_eq!(meeting.name, "Migration and Development Conference");
    assert_eq!(meeting.place.as_deref(), Some("Palais d'Egmont, Brussels"));
    assert_eq!(days(meeting), "2006-03-15 to 2006-03-16");
}

#[test]
fn five_numbered_sections_stand_in_the_annex() {
    let sections = document(LETTER).sections.iter();
    let numbered: Vec<String> =
        sections.map(|s| format!("{} {:?} {}", s.part, s.number.as_deref(), s.heading)).collect();
    assert_eq!(
        numbered,
        [
            "1 Some(\"1\") Migration and Development",
            "1 Some(\"2\") Migration Policies and Development: how to achieve greater coherence of migration and \
                development policies",
            "1 Some(\"3\") Partnership among Countries of Origin, Transit and Destination",
            "1 Some(\"4\") Migrant Communities and Development",
            "1 Some(\"5\") Promoting Migrants' Contribution to the Development of their Home Country",
        ]
    );
}

#[test]
fn three_two_and_twenty_paragraphs() {
    let of = document(LETTER);
    let sections: Vec<String> = of
        .paragraphs
        .iter()
        .map(|p| format!("{} {}", p.key, p.section.map_or("-".to_owned(), |s| (s + 1).to_string())))
        .collect();
    assert_eq!(
        sections.join(", "),
        "letter.l1 -, letter.l2 -, letter.l3 -, annex.i1 -, annex.i2 -, annex.a 1, annex.b 1, annex.c 1, annex.d 1, \
        annex.e 2, annex.f 2, annex.g 2, annex.h 2, annex.i 2, annex.j 3, annex.k 3, annex.l 4, annex.m 4, annex.n 4, \
        annex.o 4, annex.p 4, annex.q 5, annex.r 5, annex.s 5, annex.t 5"
    );
    for (nth, p) in of.paragraphs.iter().skip(5).enumerate() {
        let letter = char::from(b'a' + nth as u8).to_string();
        assert_eq!(p.label.as_ref(), Some(&letter));
        assert_eq!(p.printed_label.as_deref(), Some(format!("{letter})").as_str()));
        assert_eq!(p.naming, Naming::Label);
    }
    assert!(of.paragraphs.iter().take(5).all(|p| p.label.is_none() && p.printed_label.is_none()));
}

#[test]
fn paragraphs_are_cited_by_part_and_label() {
    let check = |key: &str, place: &str| {
        assert_eq!(document(LETTER).citation(paragraph(LETTER, key)), format!("{DATED}, {place}"));
    };
    check("letter.l1", "letter, first paragraph");
    check("annex.i2", "annex, second introductory paragraph");
    check("annex.f", "annex, para. (f)");
    check("annex.i", "annex, para. (i)");
}

#[test]
fn bold_that_the_scan_left_goes_and_genuine_emphasis_stays() {
    let of = document(LETTER);
    assert!(of.received.matches("**").count() > 120);
    assert!(of.paragraphs.iter().all(|p| !p.text.contains('*')));
    let emphasized: Vec<(&str, &str)> = of
        .paragraphs
        .iter()
        .flat_map(|p| p.emphasis.iter().map(|s| (p.key.as_str(), s.of(&p.text))))
        .collect();
    assert_eq!(emphasized, [("annex.o", "Global Economic Prospects 2006")]);
    assert!(paragraph(LETTER, "annex.m").text.contains("Respect for the human rights of migrants"));
}

#[test]
fn the_french_name_is_marked_as_french() {
    let q = paragraph(LETTER, "annex.q");
    let foreign: Vec<(&str, &str)> = q.foreign.iter().map(|(s, tag)| (s.of(&q.text), tag.as_str())).collect();
    assert_eq!(
        foreign,
        [("Forum des organisations de solidarite internationales issues des Migrations", "fr")]
    );
    assert!(document(LETTER).paragraphs.iter().filter(|p| p.key != "annex.q").all(|p| p.foreign.is_empty()));
}
