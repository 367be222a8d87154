//! Running heads: the symbol and the short title that stand above every page but the first.

use crate::document::LineRole;
use crate::parse::label;
use crate::parse::lines::Line;
use crate::parse::masthead::is_symbol;
use crate::parse::wording::after_annex;
use std::ops::Range;

/// Bytes of its letters.
const MAX_HEAD_LETTERS: usize = 600;
/// More lines than this are no head.
const MAX_HEAD_LINES: usize = 9;

/// Marks the heads of the pages after the first.
pub(super) fn find(lines: &[Line<'_>], pages: &[Range<usize>], roles: &mut [Option<LineRole>]) {
    let Some((first, others)) = pages.split_first() else { return };
    let front = lines.get(first.clone()).unwrap_or_default();
    let mut front = squeezed(front.iter().take(FRONT_LINES));
    front.truncate(front.char_indices().nth(MAX_FRONT).map_or(front.len(), |(at, _)| at));
    // The run of lines at the top of a page, and the run after it.
    let tops: Vec<(Range<usize>, Range<usize>)> = others
        .iter()
        .map(|page| {
            let upper = run(lines, page.start, page.end);
            let lower = run(lines, upper.end, page.end);
            (upper, lower)
        })
        .collect();
    let text = |range: &Range<usize>| squeezed(lines.get(range.clone()).unwrap_or_default().iter());
    let mut seen: Vec<String> = tops.iter().flat_map(|(upper, lower)| [text(upper), text(lower)]).collect();
    seen.sort_unstable();
    let symbol = |range: &Range<usize>| {
        range.len() == 1 && lines.get(range.start).is_some_and(|line| is_symbol_line(line.text))
    };
    for (upper, lower) in tops {
        // Numbered paragraphs may begin with the same words on two pages.
        let labelled = |range: &Range<usize>| {
            let first = lines.get(range.start).and_then(|line| label::take(line.text));
            first.is_some_and(|label| !label.is_bare())
        };
        let head = |range: &Range<usize>| {
            let own = text(range);
            let again = seen.partition_point(|s| *s <= own) - seen.partition_point(|s| *s < own) > 1;
            (1..=MAX_HEAD_LINES).contains(&range.len())
                && (1..=MAX_HEAD_LETTERS).contains(&own.len())
                && !labelled(range)
                && (again || front.contains(&own))
        };
        let annex =
            |range: &Range<usize>| lines.get(range.start).is_some_and(|l| after_annex(l.text).is_some());
        let shortened = |range: &Range<usize>| {
            range.len() <= MAX_HEAD_LINES
                && !annex(range)
                && text(range).len() <= MAX_FRONT
                && is_of_title(lines, range, &front)
        };
        // Inside the first lines of a page, the symbol alone is nothing else.
        for at in (upper.start..upper.end.max(lower.end + 2)).take(MAX_HEAD_LINES + 3) {
            if symbol(&(at..at + 1))
                && let Some(role) = roles.get_mut(at)
            {
                *role = Some(LineRole::RunningHead);
            }
        }
        let (whole, part) = (upper.start..lower.end, upper.clone());
        let marked = match (symbol(&upper), symbol(&lower)) {
            (true, false) if head(&lower) || shortened(&lower) => whole,
            (true, _) => part,
            (false, true) if upper.len() <= MAX_HEAD_LINES => whole,
            _ if head(&upper) => part,
            _ => continue,
        };
        for role in roles.get_mut(marked).unwrap_or_default() {
            *role = Some(LineRole::RunningHead);
        }
    }
}

/// More letters than this are no front, and a head has fewer still.
const MAX_FRONT: usize = 4000;

/// The title stands among the first lines of the first page.
const FRONT_LINES: usize = 25;

/// The lines from `start` that no gap parts.
fn run(lines: &[Line<'_>], start: usize, end: usize) -> Range<usize> {
    let rest = lines.get(start + 1..end).unwrap_or_default();
    let length = rest.iter().position(|line| line.gap).unwrap_or(rest.len());
    start..(start + 1 + length).min(end)
}

/// "A/RES/78/18", once or twice over.
fn is_symbol_line(text: &str) -> bool {
    let half = text.get(..text.len() / 2).unwrap_or_default();
    is_symbol(text) || (is_symbol(half) && text == half.repeat(2))
}

fn squeezed<'a>(lines: impl Iterator<Item = &'a Line<'a>>) -> String {
    lines.flat_map(|line| line.text.chars()).filter(|c| c.is_alphanumeric()).collect()
}

/// Whether most words of a run stand in the front of the document: a title in its shortened form.
fn is_of_title(lines: &[Line<'_>], range: &Range<usize>, front: &str) -> bool {
    let run = lines.get(range.clone()).unwrap_or_default();
    let words = run.iter().flat_map(|line| line.text.split_whitespace());
    let (mut known, mut all) = (0, 0);
    for word in words {
        let letters: String = word.chars().filter(|c| c.is_alphanumeric()).collect();
        all += 1;
        known += usize::from(front.contains(&letters));
    }
    let last = run.last().map_or("", |line| line.text);
    all > 1 && known * 4 >= all * 3 && !last.ends_with(['.', ';', ':'])
}
