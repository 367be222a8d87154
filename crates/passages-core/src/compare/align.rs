//! Which passages of the earlier documents are said again in the later ones, and how.
//!
//! A pair is a partner if it shares most of its words, or enough evidence of the linker; what is less is no pair. The
//! best pair is taken first, then the best of those that are left (greedy matching: D. Avis, "A survey of heuristics
//! for the weighted matching problem", Networks 13 (1983), doi:10.1002/net.3230130404). As a pair is worth the same to
//! both ends, that is the one matching in which no two passages would rather have each other (D. Gale and L. S.
//! Shapley, "College admissions and the stability of marriage", American Mathematical Monthly 69 (1962),
//! doi:10.1080/00029890.1962.11989827). The order of the texts plays no part. A passage whose partners are all taken
//! joins its best one, so that a passage that was split, or two that were joined, can be seen.

use super::Passage;
use super::diff::{Diff, diff, share};
use super::mention::{Mention, mentions};
use crate::corpus::Corpus;
use crate::link::{MIN_SCORE, ParagraphIx};

/// Two passages are aligned from this part of their words on, kept in one order, see [`Diff::share`]. Passages on one
/// subject that were written apart keep a quarter or so, most of it common words.
pub const ALIGNED_SHARE: f64 = 0.6;
/// Two passages with fewer words in common are reworded from this score of the linker on: their shared evidence weighs
/// one and a half times what would make a score of a half, so at least two telling themes. Of the pairs of both
/// documents that reach it, eleven of the twelve that were judged (`corpus/gold`) belong together; of those between
/// 0.5 and it, five of ten.
pub const REWORDED_SCORE: f32 = 0.6;
/// Up to so many pairs of passages are all compared. Where there are more, those that are linked, and word by word
/// those that share rare words; so two that are reworded may be missed where each has a dozen stronger links.
pub const EXACT_PAIRS: usize = 10_000;

/// A word in more of the earlier passages than this finds none.
const COMMON: usize = 64;
/// So many of the passages that share most rare words are compared.
const NEAREST: usize = 4;
/// With at least so many words in common.
const SHARED: u32 = 3;

/// How two passages say the same.
#[derive(Clone, Debug, PartialEq)]
pub enum Tie {
    /// In nearly the same words.
    Aligned(Diff),
    /// In other words, as far as the evidence of the linker goes; what both say and what one says alone.
    Reworded(Vec<Mention>),
}

/// A passage and what became of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    /// The earlier passage.
    pub then: ParagraphIx,
    /// The later one.
    pub now: ParagraphIx,
    /// The linker's score: [`Corpus::compare`] gives its reasons.
    pub score: f32,
    /// How they say the same.
    pub tie: Tie,
    /// Whether each is the other's best partner; else one of the two has a better one, and joins it here.
    pub is_best: bool,
}

/// A passage without partner.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lone {
    /// The passage.
    pub passage: ParagraphIx,
    /// The passage of the other side that comes nearest and its score, if a link would need no more: it is related,
    /// and no more than that.
    pub nearest: Option<(ParagraphIx, f32)>,
}

/// What became of the passages of the earlier documents, and where those of the later ones come from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Alignment {
    /// By the earlier passage; its best partner first, then in reading order.
    pub pairs: Vec<Pair>,
    /// Passages of the later documents without partner, in reading order.
    pub new: Vec<Lone>,
    /// Passages of the earlier documents without partner, in reading order.
    pub dropped: Vec<Lone>,
    /// Whether all pairs were compared; see [`EXACT_PAIRS`].
    pub is_exact: bool,
}

/// Two passages that may be partners, by place on each side.
struct Candidate {
    then: usize,
    now: usize,
    score: f32,
    /// Part of the words that may be kept; 0 where too few are.
    kept: f64,
}

impl Candidate {
    /// The nearest in words first, then the strongest; equal ones in reading order.
    fn order(&self, other: &Self) -> std::cmp::Ordering {
        let by_strength = other.kept.total_cmp(&self.kept).then(other.score.total_cmp(&self.score));
        by_strength.then((self.then, self.now).cmp(&(other.then, other.now)))
    }
}

/// Finds the partners of all passages.
pub(super) fn align(corpus: &Corpus, then: &[Passage<'_>], now: &[Passage<'_>]) -> Alignment {
    let is_exact = then.len().saturating_mul(now.len()) <= EXACT_PAIRS;
    let pairs = if is_exact {
        (0..then.len()).flat_map(|a| (0..now.len()).map(move |b| (a, b))).collect()
    } else {
        let mut found = linked(corpus, then, now);
        found.extend(sharing(then, now));
        found.sort_unstable();
        found.dedup();
        found
    };
    let sorted = |passage: &Passage<'_>| {
        let mut numbers: Vec<u32> = passage.words.iter().map(|w| w.word).collect();
        numbers.sort_unstable();
        numbers
    };
    let bags: [Vec<Vec<u32>>; 2] = [then, now].map(|side| side.iter().map(sorted).collect());
    let mut nearest = [vec![None; then.len()], vec![None; now.len()]];
    let mut candidates: Vec<Candidate> = Vec::new();
    for (a, b) in pairs {
        let (Some(earlier), Some(later)) = (then.get(a), now.get(b)) else { continue };
        let [ours, theirs] = &bags;
        let may_keep = match (ours.get(a), theirs.get(b)) {
            (Some(one), Some(two)) => share(in_both(one, two), one.len(), two.len()),
            _ => 0.0,
        };
        let mut kept = 0.0;
        // No order of the words can keep more than both have.
        if may_keep >= ALIGNED_SHARE {
            kept = diff(&earlier.words, &later.words).share();
        }
        // Of many pairs, those that are not linked have words in common and nothing else that could matter.
        let score = if is_exact || kept >= ALIGNED_SHARE {
            corpus.compare(earlier.ix, later.ix).score
        } else {
            corpus.link_between(earlier.ix, later.ix).map_or(0.0, |l| l.score)
        };
        let [from, to] = &mut nearest;
        note(from.get_mut(a), later.ix, score);
        note(to.get_mut(b), earlier.ix, score);
        if kept >= ALIGNED_SHARE || score >= REWORDED_SCORE {
            candidates.push(Candidate {
                then: a,
                now: b,
                score,
                kept: if kept >= ALIGNED_SHARE { kept } else { 0.0 },
            });
        }
    }
    candidates.sort_unstable_by(Candidate::order);
    let mut taken = [vec![false; then.len()], vec![false; now.len()]];
    let chosen = choose(&candidates, &mut taken);
    let mut pairs: Vec<Pair> = Vec::new();
    for (candidate, is_best) in candidates.iter().zip(chosen).filter_map(|(c, how)| Some((c, how?))) {
        let (Some(earlier), Some(later)) = (then.get(candidate.then), now.get(candidate.now)) else {
            continue;
        };
        let tie = if candidate.kept > 0.0 {
            Tie::Aligned(diff(&earlier.words, &later.words))
        } else {
            Tie::Reworded(mentions(corpus.vocabulary(), earlier, later))
        };
        pairs.push(Pair { then: earlier.ix, now: later.ix, score: candidate.score, tie, is_best });
    }
    pairs.sort_by_key(|p| (p.then, !p.is_best, p.now));
    let lone = |side: &[Passage<'_>], taken: &[bool], nearest: &[Option<(ParagraphIx, f32)>]| -> Vec<Lone> {
        let all = side.iter().zip(taken).zip(nearest).filter(|((_, taken), _)| !**taken);
        all.map(|((p, _), nearest)| Lone { passage: p.ix, nearest: *nearest }).collect()
    };
    let ([left, right], [from, to]) = (&taken, &nearest);
    Alignment { pairs, new: lone(now, right, to), dropped: lone(then, left, from), is_exact }
}

/// Which candidates are pairs, and whether each is the best of both: the matching, then who joins.
fn choose(candidates: &[Candidate], taken: &mut [Vec<bool>; 2]) -> Vec<Option<bool>> {
    let mut chosen: Vec<Option<bool>> = vec![None; candidates.len()];
    let [left, right] = taken;
    for is_best in [true, false] {
        for (candidate, how) in candidates.iter().zip(&mut chosen) {
            let (Some(a), Some(b)) = (left.get_mut(candidate.then), right.get_mut(candidate.now)) else {
                continue;
            };
            // At first both must be free. What is then free has taken partners only: it joins the best of them.
            if if is_best { !*a && !*b } else { !*a || !*b } {
                (*a, *b) = (true, true);
                *how = Some(is_best);
            }
        }
    }
    chosen
}

/// Keeps the strongest that would be a link; of equal ones the first in reading order.
fn note(best: Option<&mut Option<(ParagraphIx, f32)>>, other: ParagraphIx, score: f32) {
    if let Some(best) = best
        && score >= MIN_SCORE
        && best.is_none_or(|(known, strength)| score > strength || (score == strength && other < known))
    {
        *best = Some((other, score));
    }
}

/// How many words two ascending lists have in common, each as often as both have it.
fn in_both(one: &[u32], two: &[u32]) -> usize {
    let mut others = two.iter().peekable();
    let mut count = 0;
    for word in one {
        while others.next_if(|other| *other < word).is_some() {}
        count += usize::from(others.next_if_eq(&word).is_some());
    }
    count
}

/// The pairs that are linked, by place.
fn linked(corpus: &Corpus, then: &[Passage<'_>], now: &[Passage<'_>]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    for (a, passage) in then.iter().enumerate() {
        for other in corpus.links_of(passage.ix).filter_map(|l| l.other(passage.ix)) {
            found.extend(now.binary_search_by_key(&other, |p| p.ix).ok().map(|b| (a, b)));
        }
    }
    found
}

/// For each later passage, the earlier ones that share most of its rare words, by place.
fn sharing(then: &[Passage<'_>], now: &[Passage<'_>]) -> Vec<(usize, usize)> {
    let mut stands: Vec<(u32, u32)> =
        (0..).zip(then).flat_map(|(at, p)| p.words.iter().map(move |w| (w.word, at))).collect();
    stands.sort_unstable();
    stands.dedup();
    let mut found = Vec::new();
    let mut votes: Vec<u32> = Vec::new();
    for (b, passage) in now.iter().enumerate() {
        let mut words: Vec<u32> = passage.words.iter().map(|w| w.word).collect();
        words.sort_unstable();
        words.dedup();
        votes.clear();
        for word in words {
            let from = stands.partition_point(|(known, _)| *known < word);
            let of_word = stands.iter().skip(from).take_while(|(known, _)| *known == word);
            if of_word.clone().nth(COMMON).is_none() {
                votes.extend(of_word.map(|(_, at)| *at));
            }
        }
        votes.sort_unstable();
        let count = |of: &[u32]| Some((u32::try_from(of.len()).ok()?, *of.first()?));
        let mut best: Vec<(u32, u32)> = votes.chunk_by(|a, b| a == b).filter_map(count).collect();
        best.retain(|(shared, _)| *shared >= SHARED);
        best.sort_unstable_by_key(|(shared, at)| (u32::MAX - *shared, *at));
        found.extend(best.iter().take(NEAREST).map(|(_, at)| (*at as usize, b)));
    }
    found
}
