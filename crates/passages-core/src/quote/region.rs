//! The stretch of a passage that a sentence is nearest to: all of the sentence against any part of the passage.
//!
//! P. H. Sellers, "The theory and computation of evolutionary distances: pattern recognition", Journal of Algorithms
//! 1 (1980), doi:10.1016/0196-6774(80)90016-4, on words: each that one of the two alone has costs 1. Where the
//! stretch begins is carried along, so that one row of the table is kept, and what is between is left to the diff.

use crate::compare::Word;

/// Words of a passage beyond this are not looked at.
const MAX_WORDS: usize = 4_000;

/// The first word of the stretch and the one behind its last: of equal costs, the longest stretch, which keeps most;
/// of these, the first.
pub(super) fn region(passage: &[Word], sentence: &[Word]) -> (usize, usize) {
    // For each word of the passage: what it costs to end behind it, and where that begins.
    let width = passage.len().min(MAX_WORDS) + 1;
    let mut row: Vec<(u32, u32)> = (0_u32..).take(width).map(|start| (0, start)).collect();
    for typed in sentence {
        let mut diagonal = (0, 0);
        let mut left: Option<(u32, u32)> = None;
        for (at, slot) in row.iter_mut().enumerate() {
            let above = *slot;
            let mut best = (above.0 + 1, above.1);
            if let Some((cost, start)) = left {
                best = best.min((cost + 1, start));
            }
            let is_same =
                at.checked_sub(1).and_then(|at| passage.get(at)).is_some_and(|w| w.word == typed.word);
            if is_same {
                best = best.min(diagonal);
            }
            *slot = best;
            (diagonal, left) = (above, Some(best));
        }
    }
    let length = |end: u32, start: u32| u32::MAX - end.saturating_sub(start);
    let ends = (0_u32..).zip(&row).min_by_key(|(end, (cost, start))| (*cost, length(*end, *start)));
    ends.map_or((0, 0), |(end, (_, start))| (*start as usize, end as usize))
}
