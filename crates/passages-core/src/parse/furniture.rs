//! What every page repeats and no reader reads: rules, running heads, page numbers, job numbers, bar codes; and lists of
//! contents, whose pages are gone.

mod after;
mod contents;
mod feet;
mod heads;
mod marks;

use super::lines::{Line, MIN_RULE};
use crate::document::LineRole;
use std::ops::Range;

/// What each line is that is no text of the document: one entry a line, `None` where it is text.
///
/// What stands below the rule of a page is its footnotes.
pub(super) fn roles(lines: &[Line<'_>]) -> Vec<Option<LineRole>> {
    let mut roles = vec![None; lines.len()];
    let pages = pages(lines);
    for page in &pages {
        marks::find(lines, page.clone(), &mut roles);
        footnotes(lines, page.clone(), &mut roles);
    }
    marks::find_numbers(lines, &mut roles);
    heads::find(lines, &pages, &mut roles);
    contents::find(lines, &mut roles);
    roles
}

/// Tells the pages of a text that came without form feeds by what stands at their feet.
pub(super) fn part_pages(lines: &mut [Line<'_>]) {
    if lines.iter().all(|line| line.page == 0) {
        feet::part_pages(lines);
    }
}

/// The lines of each page, in order.
pub(super) fn pages(lines: &[Line<'_>]) -> Vec<Range<usize>> {
    let mut pages: Vec<Range<usize>> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        match pages.last_mut() {
            Some(page) if lines.get(page.start).is_some_and(|first| first.page == line.page) => {
                page.end = at + 1
            }
            _ => pages.push(at..at + 1),
        }
    }
    pages
}

/// A solid line of underscores parts the notes from the text, down to the end of the page; or, in a text that has no
/// pages, down to where the text goes on.
fn footnotes(lines: &[Line<'_>], page: Range<usize>, roles: &mut [Option<LineRole>]) {
    let is_note_rule =
        |line: &Line<'_>| line.ruled || (line.text.len() >= MIN_RULE && line.text.bytes().all(|b| b == b'_'));
    let Some(rule) = page.clone().rev().find(|&at| lines.get(at).is_some_and(is_note_rule)) else {
        return;
    };
    let is_unpaged = page.len() == lines.len();
    let end = if is_unpaged { after::end(lines, roles, rule) } else { page.end };
    for role in roles.get_mut(rule + 1..end).unwrap_or_default() {
        role.get_or_insert(LineRole::Footnote);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::lines;

    /// The lines of a text that are furniture, and what they are.
    fn check(text: &str, expected: &[(&str, LineRole)]) {
        let lines = lines::read(text);
        let roles = roles(&lines);
        let found: Vec<(&str, LineRole)> =
            lines.iter().zip(&roles).filter_map(|(line, role)| Some((line.text, (*role)?))).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn the_foot_of_a_page_and_the_head_of_the_next() {
        let text = "A/RES/90/7\n\n90/7.\n\nLighthouses and the people who keep them\n\
            1. Thanks the keepers, 1 and asks that\n__________________\n1\n\n90-12345 (E)\n\nResolution 12/3.\n\n010190\n\n*9012345*\n\
            \u{c}Lighthouses and the people who keep them\n\nA/RES/90/7\n\nthey go on.\n\n90-12345\n\n2/2\n";
        check(
            text,
            &[
                ("__________________", LineRole::PageRule),
                ("1", LineRole::Footnote),
                ("90-12345 (E)", LineRole::JobNumber),
                ("Resolution 12/3.", LineRole::Footnote),
                ("010190", LineRole::JobNumber),
                ("*9012345*", LineRole::JobNumber),
                ("Lighthouses and the people who keep them", LineRole::RunningHead),
                ("A/RES/90/7", LineRole::RunningHead),
                ("90-12345", LineRole::JobNumber),
                ("2/2", LineRole::PageNumber),
            ],
        );
    }

    #[test]
    fn pages_without_form_feeds_end_at_their_feet() {
        let text = "90/7. Lamps\n\n1. Thanks the\n____________\n1\n\n90-12345 (E)\n\nIbid.\n\n010190\n\n*9012345*\n\n\
            A/RES/90/7\n\nLamps\n\nkeepers;\n\n2/3\n\n90-12345\n\nLamps\n\nA/RES/90/7\n\n2. Asks them\n\n90-12345\n\n3/3\n";
        let mut lines = lines::read(text);
        part_pages(&mut lines);
        let first: Vec<&str> = pages(&lines).iter().map(|page| lines[page.start].text).collect();
        assert_eq!(first, ["90/7. Lamps", "A/RES/90/7", "Lamps"]);
        let roles = roles(&lines);
        let left: Vec<&str> =
            lines.iter().zip(&roles).filter(|(_, r)| r.is_none()).map(|(l, _)| l.text).collect();
        assert_eq!(left, ["90/7. Lamps", "1. Thanks the", "keepers;", "2. Asks them"]);
    }

    #[test]
    fn fractions_and_codes_inside_a_text_are_text() {
        check("Votes:\n2/3\n\n123456\n\n90/7\n\nwere cast.\n", &[]);
    }
}
