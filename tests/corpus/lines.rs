//! Nothing of the texts is lost, and nothing is invented.

use super::{compiled, corpus};
use passages_core::date::{Date, DateRange};
use passages_core::document::{Document, LineRole, Meeting};
use passages_core::problem::Problem;

#[test]
fn the_corpus_is_sound() {
    assert_eq!(compiled().1, Vec::<Problem>::new());
}

#[test]
fn every_line_that_is_not_blank_is_accounted_for_once() {
    for document in corpus().documents() {
        let accounted: Vec<u32> = document.lines.iter().flat_map(|run| run.first..=run.last).collect();
        let lines = (1_u32..).zip(document.received.lines());
        let written: Vec<u32> = lines.filter(|(_, l)| !l.trim().is_empty()).map(|(n, _)| n).collect();
        assert_eq!(accounted, written, "{}", document.name);
    }
}

/// Runs of letters and digits.
fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect()
}

/// The words of the lines that have the role.
fn received(document: &Document, has: fn(LineRole) -> bool) -> Vec<String> {
    let numbers = document.lines.iter().filter(|run| has(run.role)).flat_map(|run| run.first..=run.last);
    let line = |number: u32| document.received.lines().nth(number as usize - 1).unwrap_or_default();
    // Bold may begin inside a word; without its stars the word is whole.
    numbers.flat_map(|number| words(&line(number).replace('*', ""))).collect()
}

fn check(what: &str, mut shown: Vec<String>, mut printed: Vec<String>, in_order: bool) {
    if !in_order {
        shown.sort_unstable();
        printed.sort_unstable();
    }
    assert_eq!(shown, printed, "{what}");
}

#[test]
fn the_words_of_paragraphs_headings_and_notes_are_those_received() {
    for document in corpus().documents() {
        let label = |l: &Option<String>| l.clone().unwrap_or_default();
        let paragraphs =
            document.paragraphs.iter().flat_map(|p| words(&(label(&p.printed_label) + " " + &p.text)));
        check(
            "paragraphs",
            paragraphs.collect(),
            received(document, |r| matches!(r, LineRole::Paragraph(_))),
            true,
        );
        let parts = document.parts.iter().flat_map(|p| words(p.heading.as_deref().unwrap_or_default()));
        let sections = document.sections.iter().flat_map(|s| words(&(label(&s.number) + " " + &s.heading)));
        check(
            "headings",
            parts.chain(sections).collect(),
            received(document, |r| r == LineRole::Heading),
            true,
        );
        let signature = document.signature.iter().flat_map(|l| words(l)).collect();
        check("signature", signature, received(document, |r| r == LineRole::Signature), true);
        let notes = document.footnotes.iter().flat_map(|n| words(&n.text)).collect();
        check("footnotes", notes, received(document, |r| r == LineRole::Footnote), true);
        let titles = document.parts.iter().filter_map(|p| p.title.as_deref());
        let titles =
            [document.printed_title.as_str()].into_iter().chain(document.byline.as_deref()).chain(titles);
        check("titles", titles.flat_map(words).collect(), received(document, |r| r == LineRole::Title), true);
    }
}

/// "17 May 2001" for a day, as it is printed.
fn printed(date: Date) -> String {
    const MONTHS: [&str; 4] = ["March", "April", "May", "June"];
    format!("{} {} {}", date.day, MONTHS[usize::from(date.month) - 3], date.year)
}

fn meeting(of: &Meeting) -> Vec<String> {
    let days = |d: DateRange| format!("{} {}", d.first.day, printed(d.last));
    let fields = [Some(of.name.clone()), of.place.clone(), of.days.map(days)];
    fields.into_iter().flatten().flat_map(|f| words(&f)).collect()
}

#[test]
fn the_words_of_the_masthead_are_those_received() {
    for document in corpus().documents() {
        let m = &document.masthead;
        let fields = [
            m.organ.clone(),
            m.distribution.clone(),
            m.symbol.clone(),
            m.date.map(printed),
            m.original.clone(),
            m.session.clone(),
            m.agenda_item.clone(),
            m.agenda_title.clone(),
            m.kind.clone(),
        ];
        let mut shown: Vec<String> = fields.into_iter().flatten().flat_map(|f| words(&f)).collect();
        shown.extend(
            m.meeting
                .iter()
                .chain(document.parts.iter().filter_map(|p| p.meeting.as_ref()))
                .flat_map(meeting),
        );
        // The names of the two fields that are printed with one.
        shown.extend(words("Distr. Original"));
        let mut lines = received(document, |r| r == LineRole::Masthead);
        lines.retain(|w| w != "and");
        shown.retain(|w| w != "and");
        check(&document.name, shown, lines, false);
    }
}
