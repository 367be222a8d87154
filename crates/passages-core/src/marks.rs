//! Spans that may overlap -> segments that do not, ready to be set one after the other.

use crate::order::sort_numbers;
use crate::span::Span;

/// A stretch of text over which the same marks hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// The stretch; never empty.
    pub span: Span,
    /// Indices of the marks that cover it, ascending.
    pub marks: Vec<usize>,
}

/// Cuts `within` at the edges of the marks. The segments follow each other without gap.
pub fn segments(within: Span, marks: &[Span]) -> Vec<Segment> {
    let inside = |edge: &u32| (within.start..=within.end).contains(edge);
    let mut edges: Vec<u32> = marks.iter().flat_map(|m| [m.start, m.end]).filter(inside).collect();
    edges.extend([within.start, within.end]);
    sort_numbers(&mut edges);
    edges.dedup();
    let pairs = edges.iter().zip(edges.iter().skip(1));
    pairs
        .map(|(start, end)| {
            let span = Span { start: *start, end: *end };
            let covering = marks.iter().enumerate().filter(|(_, m)| m.contains(span)).map(|(i, _)| i);
            Segment { span, marks: covering.collect() }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn segments_cover_the_stretch_once_and_know_their_marks(
            end in 0_u32..60,
            marks in proptest::collection::vec((0_u32..70, 0_u32..20), 0..8),
        ) {
            let marks: Vec<Span> = marks.into_iter().map(|(start, n)| Span { start, end: start + n }).collect();
            let whole = Span { start: 0, end };
            let cut = segments(whole, &marks);
            prop_assert_eq!(cut.iter().map(|s| s.span.len()).sum::<u32>(), end);
            for at in 0..end {
                let byte = Span { start: at, end: at + 1 };
                let of: Vec<&Segment> = cut.iter().filter(|s| s.span.contains(byte)).collect();
                prop_assert_eq!(of.len(), 1);
                let expected: Vec<usize> = (0..marks.len()).filter(|i| marks[*i].contains(byte)).collect();
                prop_assert_eq!(&of[0].marks, &expected);
            }
        }
    }
}
