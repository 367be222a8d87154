//! The stretch of a paragraph around what was found.

use crate::span::Span;

/// A stretch of a paragraph's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snippet {
    /// The stretch; begins and ends at words.
    pub span: Span,
    /// What was found inside it.
    pub marks: Vec<Span>,
}

/// Words of a snippet.
const WORDS: usize = 36;
/// Words before the first mark.
const LEAD: usize = 8;

/// The stretch with the most marks; the beginning of the text where there are none.
///
/// `words` is where the words of the text stand ([`crate::tokens::spans`]), `positions` are ascending numbers of
/// words, `length` is that of the text in bytes.
pub fn snippet(words: &[Span], positions: &[u32], length: usize) -> Snippet {
    let inside = |start: u32| {
        let end = start.saturating_add((WORDS - LEAD) as u32);
        positions.partition_point(|p| *p < end) - positions.partition_point(|p| *p < start)
    };
    // The first of those that hold most.
    let best = positions.iter().rev().copied().max_by_key(|p| inside(*p)).unwrap_or(0) as usize;
    let first = best.saturating_sub(LEAD).min(words.len().saturating_sub(WORDS));
    let last = first + WORDS - 1;
    let start = if first == 0 { 0 } else { words.get(first).map_or(0, |s| s.start) };
    let whole = u32::try_from(length).unwrap_or(u32::MAX);
    let end = if last + 1 >= words.len() { whole } else { words.get(last).map_or(whole, |s| s.end) };
    let span = Span { start, end };
    let marks = positions.iter().filter_map(|p| words.get(*p as usize)).copied();
    Snippet { span, marks: marks.filter(|mark| span.contains(*mark)).collect() }
}
