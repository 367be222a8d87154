//! Lists of contents: what stands in one stands again above the text that it leads to, with the numbers of pages that
//! are no more.
//!
//! An entry is known by the dots that lead from it to its page. Between entries stand titles of several lines and, as
//! some extractions write them, the numbers of another column.

use crate::document::LineRole;
use crate::parse::heading::ends_sentence;
use crate::parse::lines::{Line, words};
use crate::parse::wording::lists_contents;

/// So many dots lead somewhere; fewer leave something out.
const MIN_DOTS: usize = 5;
/// So many entries are a list where no heading says so.
const MIN_ENTRIES: usize = 3;
/// Lines without dots between two entries, at most.
const MAX_BETWEEN: usize = 6;
/// Lines between the heading and the first entry, at most: "Page", "Chapter", a title of several lines.
const MAX_HEAD: usize = 8;
/// A longer line is no part of a title.
const MAX_WORDS: usize = 20;

/// Marks the lists of contents. What has a role already stands between their lines and is none of them.
pub(super) fn find(lines: &[Line<'_>], roles: &mut [Option<LineRole>]) {
    let text: Vec<usize> =
        (0..lines.len()).filter(|at| roles.get(*at).is_some_and(Option::is_none)).collect();
    let line = |nth: usize| text.get(nth).and_then(|at| lines.get(*at)).map_or("", |line| line.text);
    let mut next = 0;
    while let Some(first) = (next..text.len()).find(|nth| is_entry(line(*nth))) {
        let (mut last, mut entries, mut paged) = (first, 1_usize, usize::from(has_page(line(first))));
        for nth in first + 1..text.len() {
            if is_entry(line(nth)) {
                (last, entries) = (nth, entries + 1);
                paged += usize::from(has_page(line(nth)));
            } else if nth - last > MAX_BETWEEN || !is_short(line(nth)) {
                break;
            }
        }
        let above = (first.saturating_sub(MAX_HEAD)..first).rev();
        let head = above
            .take_while(|nth| is_short(line(*nth)) && *nth >= next)
            .find(|nth| lists_contents(line(*nth).trim_matches(['#', '*', ' '])));
        // The numbers of a column that was read after the other.
        let column = (last + 1..text.len()).take_while(|nth| is_number(line(*nth))).last();
        let is_list = head.is_some() || entries >= MIN_ENTRIES && paged * 2 > entries;
        next = last + 1;
        if is_list {
            next = column.unwrap_or(last) + 1;
            for at in text.get(head.unwrap_or(first)..next).unwrap_or_default() {
                if let Some(role) = roles.get_mut(*at) {
                    *role = Some(LineRole::Contents);
                }
            }
        }
    }
}

/// "I. Introduction ......... 1–4 3", "Annexes . . . . . .", "……… 12".
fn is_entry(line: &str) -> bool {
    let lead = without_page(line);
    let dots = lead.chars().rev().take_while(|c| matches!(c, '.' | '…' | '·') || c.is_whitespace());
    let weigh = |c: char| match c {
        '.' | '·' => 1,
        '…' => 3,
        _ => 0,
    };
    dots.map(weigh).sum::<usize>() >= MIN_DOTS
}

fn has_page(line: &str) -> bool {
    without_page(line).len() < line.trim_end().len()
}

/// The line without the numbers at its end, of paragraphs and of a page.
fn without_page(line: &str) -> &str {
    let number = |c: char| c.is_numeric() || c.is_whitespace() || "–—-,".contains(c);
    let bare = line.trim_end_matches(number);
    // Pages before the first have Roman numbers.
    bare.trim_end_matches(|c| "ivxlc".contains(c)).trim_end()
}

/// "3", "1–4", "12-15 7", "iv".
fn is_number(line: &str) -> bool {
    without_page(line).is_empty() && !line.is_empty()
}

/// A piece of a title, and no sentence; "A." alone is one.
fn is_short(line: &str) -> bool {
    words(line) <= MAX_WORDS && (line.chars().count() <= 6 || !ends_sentence(line))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::lines;

    /// The lines that are of a list of contents.
    fn check(text: &str, expected: &[&str]) {
        let lines = lines::read(text);
        let mut roles = vec![None; lines.len()];
        find(&lines, &mut roles);
        let found: Vec<&str> = lines
            .iter()
            .zip(&roles)
            .filter(|(_, role)| **role == Some(LineRole::Contents))
            .map(|(line, _)| line.text)
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn entries_lead_to_their_pages_by_dots() {
        check(
            "Report on lamps\n\nContents\nPage\nI. Introduction ............ 1–4 3\nII. Lamps that burn in the night\n\
             and by day . . . . . . 5-9 4\n\nAnnexes\nA. Keepers …… iv\n\nI. Introduction\n\n1. Lamps burn.",
            &[
                "Contents",
                "Page",
                "I. Introduction ............ 1–4 3",
                "II. Lamps that burn in the night",
                "and by day . . . . . . 5-9 4",
                "Annexes",
                "A. Keepers …… iv",
            ],
        );
    }

    #[test]
    fn pages_may_stand_in_a_column_of_their_own() {
        check(
            "Содержание\n\nI.\n\nВведение . . . . . . . .\n\nII.\n\nМаяки . . . . . . . .\n\n1–4\n\n5–9\n\n3\n\n4\n\nI. Введение\n",
            &[
                "Содержание",
                "I.",
                "Введение . . . . . . . .",
                "II.",
                "Маяки . . . . . . . .",
                "1–4",
                "5–9",
                "3",
                "4",
            ],
        );
    }

    #[test]
    fn without_a_heading_there_are_more_and_most_have_a_page() {
        check(
            "A ......... 1\nB ......... 2\nC ......... 3\n",
            &["A ......... 1", "B ......... 2", "C ......... 3"],
        );
        check("A ......... 1\nB ......... 2\n", &[]);
        check("Name: ............\nSigned: ............\nDay: ............\n", &[]);
    }

    #[test]
    fn what_is_left_out_of_a_sentence_leads_nowhere() {
        check("Contents\n\n1. The keepers ... said no more than 3.\n\n2. They left...\n", &[]);
        check("Contents\n\n1. The lamps burn, and the keepers sleep by day.\n\nA ......... 1\n", &[]);
    }

    #[test]
    fn a_list_ends_with_its_last_entry() {
        check(
            "Contents\nA ......... 1\n\n1. Lamps burn.\n\nNot a title ......... 2\n",
            &["Contents", "A ......... 1"],
        );
    }
}
