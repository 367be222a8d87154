//! Runs of words that stand near each other.

use super::leaf::{Run, pack, paragraph_of, place_of};

/// Those of the starts of two runs that stand near each other: of the one, of the other, ascending.
pub(super) fn near(one: &Run, two: &Run, reach: u32, left: &[u64], right: &[u64]) -> (Vec<u64>, Vec<u64>) {
    (beside(one, two, reach, left, right), beside(two, one, reach, right, left))
}

/// The starts of a run that have one of the other run near them. Both lists ascend, so each is walked through once.
fn beside(run: &Run, other: &Run, reach: u32, starts: &[u64], others: &[u64]) -> Vec<u64> {
    // The first of the others that does not stand before what is asked for; what is asked for ascends.
    let ahead = |from: &mut usize, wanted: u64| {
        while others.get(*from).is_some_and(|other| *other < wanted) {
            *from += 1;
        }
        others.get(*from).copied()
    };
    let (mut behind, mut beyond) = (0, 0);
    let is_near = |start: &&u64| {
        let (paragraph, place) = (paragraph_of(**start), place_of(**start));
        // Runs that overlap are not two.
        let after = place.saturating_add(run.length);
        let next = ahead(&mut beyond, pack(paragraph, after));
        let last = pack(paragraph, after.saturating_add(reach));
        next.is_some_and(|next| next <= last)
            || place.checked_sub(other.length).is_some_and(|to| {
                let first = ahead(&mut behind, pack(paragraph, to.saturating_sub(reach)));
                first.is_some_and(|first| first <= pack(paragraph, to))
            })
    };
    starts.iter().filter(is_near).copied().collect()
}
