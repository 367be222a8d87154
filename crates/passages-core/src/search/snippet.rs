//! The stretch of a paragraph around what was found.

use crate::index::Index;
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
const WORDS: u32 = 36;
/// Words before the first mark.
const LEAD: u32 = 8;

/// The stretch with the most marks; the beginning of the text where there are none.
///
/// `positions` are ascending numbers of words, `length` is that of the text in bytes.
pub fn snippet(index: &Index, paragraph: u32, positions: &[u32], length: usize) -> Snippet {
    let words = u32::try_from(index.length(paragraph)).unwrap_or(u32::MAX);
    let inside = |start: u32| {
        positions.iter().filter(|p| (start..start.saturating_add(WORDS - LEAD)).contains(p)).count()
    };
    // The first of those that hold most.
    let best = positions.iter().rev().copied().max_by_key(|p| inside(*p)).unwrap_or(0);
    let first = best.saturating_sub(LEAD).min(words.saturating_sub(WORDS));
    let last = first.saturating_add(WORDS - 1).min(words.saturating_sub(1));
    let start = if first == 0 { 0 } else { index.span(paragraph, first).map_or(0, |s| s.start) };
    let whole = u32::try_from(length).unwrap_or(u32::MAX);
    let end = if last + 1 >= words { whole } else { index.span(paragraph, last).map_or(whole, |s| s.end) };
    let span = Span { start, end };
    let marks =
        positions.iter().filter_map(|p| index.span(paragraph, *p)).filter(|m| span.contains(*m)).collect();
    Snippet { span, marks }
}
