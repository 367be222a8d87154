//! All paragraphs -> the links that are shown, and what just misses.

use super::compare::neighbours;
use super::same::{Shingles, repeats};
use super::{Comparison, Evidence, Link, Linker, MAX_LINKS, MIN_SCORE, ParagraphIx, Shown};
use crate::span::Span;
use std::cmp::Reverse;

/// A pair below this score does not even just miss.
const LEAST: f32 = 0.05;
/// How many of the nearest are looked at for what just misses.
const NEAR: usize = 2 * MAX_LINKS;

/// Who shows what, by place of a piece's key among all keys.
struct Postings {
    /// All keys, ascending.
    keys: Vec<u32>,
    /// The paragraphs that show it, ascending.
    holders: Vec<Vec<u32>>,
    /// What it weighs at most.
    bounds: Vec<f64>,
}

impl Postings {
    fn place(&self, key: u32) -> Option<usize> {
        self.keys.binary_search(&key).ok()
    }
}

/// What the linker finds in a corpus; both lists by `from`, then `to`.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// The links that are shown.
    pub links: Vec<Link>,
    /// Pairs that just miss: one is among the other's nearest, but not the other way round, or the score is too low.
    pub near: Vec<Link>,
}

impl Linker {
    /// All links of a corpus, and what just misses. `shown` has one entry a paragraph.
    ///
    /// Linked are the pairs of at least [`MIN_SCORE`] in which each is among the other's [`MAX_LINKS`] nearest:
    /// mutual nearest neighbours, M. R. Brito et al., "Connectivity of the mutual k-nearest-neighbor graph in
    /// clustering and outlier detection", Statistics & Probability Letters 35 (1997),
    /// doi:10.1016/S0167-7152(96)00213-1. So a paragraph that says a little of everything does not become the hub
    /// of the map, and none has more links than a reader would follow.
    pub fn links(&self, shown: &[Shown]) -> Found {
        let nearest = self.nearest(shown);
        let among = |end: usize, other: usize| {
            nearest.get(end).is_some_and(|n| n.iter().take(MAX_LINKS).any(|(_, o)| *o == other))
        };
        let mut pairs: Vec<(usize, usize)> = Vec::new();
        for (at, near) in nearest.iter().enumerate() {
            pairs.extend(near.iter().map(|(_, other)| (at.min(*other), at.max(*other))));
        }
        pairs.sort_unstable();
        pairs.dedup();
        let mut found = Found::default();
        // A paragraph that many call near would have many of them.
        let mut misses = vec![0_usize; shown.len()];
        for (from, to) in pairs {
            let (Some(one), Some(two)) = (shown.get(from), shown.get(to)) else { continue };
            let link = self.link(from, to, &self.compare(one, two));
            if link.score >= MIN_SCORE && among(from, to) && among(to, from) {
                found.links.push(link);
            } else if [from, to].iter().all(|end| misses.get(*end).is_some_and(|n| *n < NEAR)) {
                for end in [from, to] {
                    if let Some(count) = misses.get_mut(end) {
                        *count += 1;
                    }
                }
                found.near.push(link);
            }
        }
        found
    }

    fn link(&self, from: usize, to: usize, comparison: &Comparison) -> Link {
        let family = comparison.reasons.iter().find_map(|r| match r.evidence {
            Evidence::Term(ix) => self.terms.get(usize::from(ix))?.family,
            _ => None,
        });
        let first = |spans: &[Span]| spans.first().copied().unwrap_or_default();
        let lead = comparison.reasons.first();
        let lead = lead.map_or_else(Default::default, |r| (first(&r.from_spans), first(&r.to_spans)));
        let ix = |end: usize| ParagraphIx::try_from(end).unwrap_or(ParagraphIx::MAX);
        Link { from: ix(from), to: ix(to), score: comparison.score, family, lead }
    }

    /// For each paragraph the [`NEAR`] others with the best scores of at least [`LEAST`], best first.
    ///
    /// What two paragraphs weigh together at most is added up over those that hold the same evidence; in the order
    /// of these bounds pairs are compared in full, until no bound reaches the last of the best.
    fn nearest(&self, shown: &[Shown]) -> Vec<Vec<(f32, usize)>> {
        let postings = self.postings(shown);
        let repeats = repeats(&shown.iter().map(|s| &s.shingles).collect::<Vec<&Shingles>>());
        let mut terms = vec![0.0_f64; shown.len()];
        let mut words = vec![0.0_f64; shown.len()];
        let mut touched: Vec<usize> = Vec::new();
        let mut all = Vec::with_capacity(shown.len());
        for ((at, own), same) in shown.iter().enumerate().zip(&repeats) {
            let mut add = |sums: &mut Vec<f64>, place: usize, weight: f64| {
                for other in postings.holders.get(place).into_iter().flatten() {
                    if let Some(sum) = sums.get_mut(*other as usize) {
                        if *sum == 0.0 {
                            touched.push(*other as usize);
                        }
                        *sum += weight;
                    }
                }
            };
            for piece in &own.pieces {
                let Some(place) = postings.place(piece.key) else { continue };
                let bound = postings.bounds.get(place).copied().unwrap_or(0.0);
                add(if piece.is_word() { &mut words } else { &mut terms }, place, bound);
                for (neighbour, part) in neighbours(self, piece) {
                    if let Some(place) = postings.place(u32::from(neighbour)) {
                        let theirs = postings.bounds.get(place).copied().unwrap_or(0.0);
                        add(&mut terms, place, part * bound.max(theirs));
                    }
                }
            }
            touched.extend(same.iter().map(|(other, _)| *other));
            touched.sort_unstable();
            touched.dedup();
            let resemblance = |other: usize| {
                let found = same.binary_search_by_key(&other, |(o, _)| *o).ok();
                found.and_then(|i| same.get(i)).map_or(0.0, |(_, resemblance)| *resemblance)
            };
            let mut bounds: Vec<(f64, usize)> = Vec::new();
            for other in touched.drain(..) {
                let (Some(of_terms), Some(of_words), Some(their)) =
                    (terms.get_mut(other), words.get_mut(other), shown.get(other))
                else {
                    continue;
                };
                let of_words = std::mem::take(of_words) * own.length * their.length;
                let together = std::mem::take(of_terms)
                    + of_words.min(self.weights.words_ceiling)
                    + self.weights.same * resemblance(other);
                // A little more than it can be, for sums added up in another order.
                let bound = together / (together + 1.0) + 1e-6;
                if other != at && bound >= f64::from(LEAST) {
                    bounds.push((bound, other));
                }
            }
            bounds.sort_unstable_by(|x, y| y.0.total_cmp(&x.0).then(x.1.cmp(&y.1)));
            all.push(self.best(at, own, shown, &bounds, resemblance));
        }
        all
    }

    /// The best of the candidates, which come with the most that they can score, best first.
    fn best(
        &self,
        at: usize,
        own: &Shown,
        shown: &[Shown],
        bounds: &[(f64, usize)],
        resemblance: impl Fn(usize) -> f64,
    ) -> Vec<(f32, usize)> {
        // Of equals the one that stands nearer comes first, so that equals find each other.
        let key = |score: f32, other: usize| (score, Reverse((other.abs_diff(at), other)));
        let mut near: Vec<(f32, usize)> = Vec::new();
        for (bound, other) in bounds {
            let last = near.last().filter(|_| near.len() == NEAR);
            if last.is_some_and(|(score, _)| *bound < f64::from(*score)) {
                break;
            }
            let Some(their) = shown.get(*other) else { continue };
            // One way round, so that both ends work out the same score to the bit.
            let (one, two) = if at < *other { (own, their) } else { (their, own) };
            let score = self.score(one, two, resemblance(*other));
            if score >= LEAST {
                let place = near.partition_point(|(s, o)| key(*s, *o) > key(score, *other));
                near.insert(place, (score, *other));
                near.truncate(NEAR);
            }
        }
        near
    }

    fn postings(&self, shown: &[Shown]) -> Postings {
        let mut held: Vec<(u32, u32)> = Vec::new();
        for (at, one) in (0..).zip(shown) {
            held.extend(one.pieces.iter().map(|p| (p.key, at)));
        }
        held.sort_unstable();
        let groups: Vec<&[(u32, u32)]> = held.chunk_by(|a, b| a.0 == b.0).collect();
        let keys: Vec<u32> = groups.iter().filter_map(|g| g.first()).map(|(key, _)| *key).collect();
        let holders = groups.iter().map(|g| g.iter().map(|(_, at)| *at).collect()).collect();
        let mut bounds = vec![0.0; keys.len()];
        for piece in shown.iter().flat_map(|s| &s.pieces) {
            if let Some(bound) = keys.binary_search(&piece.key).ok().and_then(|place| bounds.get_mut(place)) {
                *bound = piece.kind * piece.rarity * self.weights.same_sentence.max(1.0);
            }
        }
        Postings { keys, holders, bounds }
    }
}
