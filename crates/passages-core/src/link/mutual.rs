//! Nearest neighbours -> the links that are shown, and what just misses.

use super::compare::{score, spans};
use super::evidence::term_of;
use super::{Link, Linker, MAX_LINKS, MIN_SCORE, ParagraphIx, Shown};
use crate::span::Span;

/// A pair below this score does not even just miss.
const LEAST: f32 = 0.05;
/// How many of the nearest are looked at for what just misses.
const NEAR: usize = 2 * MAX_LINKS;

impl Linker {
    /// All links of a corpus, by `from`, then `to`. `shown` has one entry a paragraph.
    ///
    /// Linked are the pairs of at least [`MIN_SCORE`] in which each is among the other's [`MAX_LINKS`] nearest:
    /// mutual nearest neighbours, M. R. Brito et al., "Connectivity of the mutual k-nearest-neighbor graph in
    /// clustering and outlier detection", Statistics & Probability Letters 35 (1997),
    /// doi:10.1016/S0167-7152(96)00213-1. So a paragraph that says a little of everything does not become the hub
    /// of the map, and none has more links than a reader would follow.
    pub fn links(&self, shown: &[Shown]) -> Vec<Link> {
        self.mutual(shown, &self.nearest(shown, MAX_LINKS, MIN_SCORE))
    }

    /// The links of a corpus, whose nearest paragraphs are known: [`Linker::nearest`], no more than [`MAX_LINKS`] of
    /// each.
    pub fn mutual(&self, shown: &[Shown], nearest: &[Vec<(f32, ParagraphIx)>]) -> Vec<Link> {
        let mut links = Vec::new();
        for (from, near) in (0_u32..).zip(nearest) {
            let mut later: Vec<u32> = near.iter().map(|(_, to)| *to).filter(|to| from < *to).collect();
            later.sort_unstable();
            let mutual =
                |to: &u32| nearest.get(*to as usize).is_some_and(|n| n.iter().any(|(_, o)| *o == from));
            links.extend(later.into_iter().filter(mutual).filter_map(|to| self.link(from, to, shown)));
        }
        links.retain(|link| link.score >= MIN_SCORE);
        links
    }

    /// The pairs that just miss being links, by `from`, then `to`: one is among the other's nearest, but not the
    /// other way round, or the score is too low. A paragraph that many call near has the first of them only.
    pub fn near_misses(&self, shown: &[Shown], links: &[Link]) -> Vec<Link> {
        let nearest = self.nearest(shown, NEAR, LEAST);
        let mut pairs: Vec<(u32, u32)> = Vec::new();
        for (at, near) in (0_u32..).zip(&nearest) {
            pairs.extend(near.iter().map(|(_, other)| (at.min(*other), at.max(*other))));
        }
        pairs.sort_unstable();
        pairs.dedup();
        pairs.retain(|pair| links.binary_search_by_key(pair, |l| (l.from, l.to)).is_err());
        let mut misses = vec![0_usize; shown.len()];
        let mut found = Vec::new();
        for (from, to) in pairs {
            let ends = [from, to].map(|end| end as usize);
            if ends.iter().all(|end| misses.get(*end).is_some_and(|n| *n < NEAR)) {
                for end in ends {
                    if let Some(count) = misses.get_mut(end) {
                        *count += 1;
                    }
                }
                found.extend(self.link(from, to, shown));
            }
        }
        found
    }

    fn link(&self, from: ParagraphIx, to: ParagraphIx, shown: &[Shown]) -> Option<Link> {
        let (one, two) = (shown.get(from as usize)?, shown.get(to as usize)?);
        let mut weighed = self.weighed(one, two);
        let score = score(&mut weighed);
        let family = weighed.iter().find_map(|w| self.terms.get(usize::from(term_of(w.shared()?)?))?.family);
        let first = |spans: Vec<Span>| spans.first().copied().unwrap_or_default();
        let lead = weighed
            .first()
            .map(|w| spans(w, one, two))
            .map_or_else(Default::default, |(a, b)| (first(a), first(b)));
        Some(Link { from, to, score, family, lead })
    }
}
