//! Text below the last footnote of a text without pages: a note ends there, and the text goes on.

use crate::document::LineRole;
use crate::parse::heading::ends_sentence;
use crate::parse::lines::Line;
use crate::parse::{footnotes, inline, label, parts, wording};

/// The line with which the text goes on below the notes under the rule; how many lines there are, where it does not.
/// What has a role is none of either.
pub(super) fn end(lines: &[Line<'_>], roles: &[Option<LineRole>], rule: usize) -> usize {
    let is_text = |at: usize| roles.get(at).is_none_or(Option::is_none);
    let below: Vec<(usize, &Line<'_>)> =
        lines.iter().enumerate().skip(rule + 1).filter(|(at, _)| is_text(*at)).collect();
    let above = lines.get(..rule).unwrap_or_default();
    let next = above.iter().rev().find_map(|line| number(line)).map(|last| last + 1);
    let last_mark = below.iter().rposition(|(_, line)| footnotes::is_marked(line.text));
    // Marks and notes so far: where each note has its own above it, what has none is text.
    let (mut marks, mut notes) = (0, 0);
    let mut before: Option<&Line<'_>> = None;
    for (nth, (at, line)) in below.into_iter().enumerate() {
        let number_before = before.and_then(number);
        let follows = next.is_some() && number(line) == next && number_before.map(|n| n + 1) != next;
        let is_left_over = last_mark.is_some_and(|mark| nth > mark)
            && notes >= marks
            && before.is_some_and(|before| ends_sentence(before.text))
            && line.text.starts_with(char::is_uppercase);
        if notes > 0 && line.gap && (follows || begins_part(line) || is_left_over) {
            return at;
        }
        let is_mark = footnotes::is_mark(line.text);
        marks += usize::from(footnotes::is_marked(line.text));
        let continues = before.is_some_and(|before| {
            !footnotes::is_mark(before.text) && !line.gap && !ends_sentence(before.text)
        });
        notes += usize::from(!is_mark && !continues);
        before = Some(line);
    }
    lines.len()
}

/// The number by which a paragraph is labelled.
fn number(line: &Line<'_>) -> Option<u32> {
    label::take(line.text).filter(|labelled| !labelled.is_bare())?.number()
}

/// A heading that is marked, an annex, or what ends a document.
fn begins_part(line: &Line<'_>) -> bool {
    let text = line.text;
    text.starts_with('#')
        || inline::is_bold(text)
        || parts::is_annex_line(text)
        || wording::closes(text)
        || wording::signs(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::lines;

    /// The text below the notes.
    fn check(text: &str, below: &[&str]) {
        let lines = lines::read(text);
        let rule = lines.iter().position(|line| line.text.starts_with("____")).expect("a rule");
        let found: Vec<&str> =
            lines.get(end(&lines, &[], rule)..).unwrap_or_default().iter().map(|line| line.text).collect();
        assert_eq!(found, below, "{text}");
    }

    #[test]
    fn notes_end_where_the_text_goes_on() {
        check("1. Lamps. 1\n______\n1\nIbid.\n\n2. Oil.\n\nMore.\n", &["2. Oil.", "More."]);
        check("1. Lamps. 1\n______\n1\nIbid\n\nAnnex\n\nText.\n", &["Annex", "Text."]);
        check("Lamps. 1\n______\n1\nIbid.\n\nThey left.\n", &["They left."]);
        check(
            "Lamps.*\n______\n* Reissued.\n\n45th plenary meeting\n7 December 2035\n",
            &["45th plenary meeting", "7 December 2035"],
        );
    }

    #[test]
    fn notes_that_go_on_are_notes() {
        check("1. Lamps. 1\n______\n1\nIbid.\n\n2\nResolution 1/2,\n\nannex.\n", &[]);
        check("1. Lamps.\n______\n1. Ibid.\n\n2. Resolution 1/2.\n", &[]);
        check("Lamps.\n______\n\nResolution 1/2.\n\nSee annex.\n2\n3\n", &[]);
        check("Lamps.\n______\n1\n2\n\nResolution 1/2.\n\nOfficial Records.\n", &[]);
    }
}
