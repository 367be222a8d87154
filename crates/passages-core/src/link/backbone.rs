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
    let score = |at: &usize| links.get(*at).map_or(0.0, |l| l.score);
    let mut order: Vec<usize> = (0..links.len()).collect();
    order.sort_unstable_by(|a, b| score(b).total_cmp(&score(a)).then(a.cmp(b)));
    order
}
