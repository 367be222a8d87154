//! Links -> those that a picture draws.

use super::Link;

/// A picture draws at least this many links of each passage that has them.
pub const DRAWN_LINKS: usize = 3;

/// Of the `chosen` links (indices, ascending), those that are among the [`DRAWN_LINKS`] strongest of either end:
/// the nearest-neighbour graph, which keeps every passage's best links and has at most three times as many edges as
/// passages, however many there are. `by_score` holds the indices of all links, strongest first.
pub fn backbone(links: &[Link], by_score: &[usize], chosen: &[usize], paragraphs: usize) -> Vec<usize> {
    let mut stronger = vec![0_usize; paragraphs];
    let mut kept = vec![false; links.len()];
    for at in by_score.iter().filter(|at| chosen.binary_search(at).is_ok()) {
        for end in links.get(*at).into_iter().flat_map(|l| [l.from, l.to]) {
            if let (Some(count), Some(kept)) = (stronger.get_mut(end as usize), kept.get_mut(*at)) {
                *kept |= *count < DRAWN_LINKS;
                *count += 1;
            }
        }
    }
    chosen.iter().copied().filter(|at| kept.get(*at) == Some(&true)).collect()
}

/// Indices of links, strongest first; equal ones in their order.
pub fn by_score(links: &[Link]) -> Vec<usize> {
    // Scores are not negative, so their bits are in their order; turned round, the largest comes first.
    let pack = |(at, link): (u64, &Link)| u64::from(!link.score.to_bits()) << 32 | at;
    let mut order: Vec<u64> = (0..).zip(links).map(pack).collect();
    order.sort_unstable();
    order.into_iter().map(|packed| (packed & u64::from(u32::MAX)) as usize).collect()
}
