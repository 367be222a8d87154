//! Keyword in context: each place that was found on a line of its own, with the words around it.
//!
//! H. P. Luhn, "Key word-in-context index for technical literature", American Documentation 11(4), 1960.

use crate::span::Span;

/// Bytes of context on either side, at most; it begins and ends with whole words.
const CONTEXT: u32 = 90;
/// Lines of a passage, at most.
pub const MAX_LINES: usize = 50;

/// A place that was found, and what stands around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// Up to the words found.
    pub before: Span,
    /// The words found; those side by side are one.
    pub found: Span,
    /// After them.
    pub after: Span,
}

/// The lines of a passage: `words` are all its words in order, `positions` the numbers of those that were found,
/// ascending, and `length` the bytes of its text. [`MAX_LINES`] at most.
pub fn concordance(words: &[Span], positions: &[u32], length: usize) -> Vec<Line> {
    let end = u32::try_from(length).unwrap_or(u32::MAX);
    let mut lines = Vec::new();
    for run in positions.chunk_by(|a, b| b.saturating_sub(*a) <= 1) {
        let at =
            |position: Option<&u32>| position.and_then(|p| words.get(*p as usize).map(|w| (*p as usize, *w)));
        let (Some((first, from)), Some((last, to))) = (at(run.first()), at(run.last())) else { continue };
        if lines.len() == MAX_LINES {
            break;
        }
        let near = |word: &&Span| from.start.saturating_sub(word.start) <= CONTEXT;
        let start = words
            .get(..first)
            .unwrap_or(&[])
            .iter()
            .rev()
            .take_while(near)
            .last()
            .map_or(from.start, |w| w.start);
        let start = if words.first().is_some_and(|w| w.start == start) { 0 } else { start };
        let near = |word: &&Span| word.end.saturating_sub(to.end) <= CONTEXT;
        let stop =
            words.get(last + 1..).unwrap_or(&[]).iter().take_while(near).last().map_or(to.end, |w| w.end);
        let stop = if words.last().is_some_and(|w| w.end == stop) { end } else { stop };
        lines.push(Line {
            before: Span { start, end: from.start },
            found: Span { start: from.start, end: to.end },
            after: Span { start: to.end, end: stop },
        });
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokens::spans;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn lines_hold_every_place_found_with_whole_words_around(
            text in "([a-z]{1,12}[ ,.]{1,2}){1,80}",
            picks in proptest::collection::btree_set(0_u32..80, 0..12),
        ) {
            let words = spans(&text);
            let positions: Vec<u32> = picks.into_iter().filter(|p| (*p as usize) < words.len()).collect();
            let lines = concordance(&words, &positions, text.len());
            for position in &positions {
                let word = words[*position as usize];
                let held = lines.iter().filter(|l| l.found.start <= word.start && word.end <= l.found.end);
                prop_assert_eq!(held.count(), 1);
            }
            for line in &lines {
                prop_assert_eq!((line.before.end, line.found.end), (line.found.start, line.after.start));
                prop_assert!(line.before.end - line.before.start <= CONTEXT + 2);
                prop_assert!(line.after.end - line.after.start <= CONTEXT + 2);
                let cut = |at: u32| words.iter().any(|w| w.start < at && at < w.end);
                prop_assert!(!cut(line.before.start) && !cut(line.after.end));
            }
        }
    }
}
