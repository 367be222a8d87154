//! The same words over whole stretches: near-verbatim repeats.
//!
//! Resemblance of the sets of three-word shingles, after A. Z. Broder, "On the resemblance and containment of
//! documents", Compression and Complexity of Sequences (1997), doi:10.1109/SEQUEN.1997.666900. Candidates are found
//! by their rarest shingles: S. Chaudhuri, V. Ganti and R. Kaushik, "A primitive operator for similarity joins in
//! data cleaning", ICDE 2006, doi:10.1109/ICDE.2006.9. None is missed but for formulas, see `FORMULA`.

use crate::interner::mix;
use crate::span::Span;
use crate::tokens::Token;
use std::cmp::Ordering;

/// Words of a shingle.
const WORDS: usize = 3;
/// Two paragraphs say almost the same from this resemblance on: about one word in ten differs.
pub(super) const ALMOST: f64 = 0.5;

/// A run of words in more paragraphs than this is a formula: each is compared with the [`NEXT`] after it alone, so
/// that ten thousand equal paragraphs are not a hundred million pairs. Of equals the nearest are linked anyway.
const FORMULA: usize = 200;
/// See [`FORMULA`].
const NEXT: usize = 2 * super::MAX_LINKS;

/// The shingles of a paragraph: a hash of three words that follow each other, and where they stand.
#[derive(Clone, Debug, Default)]
pub(super) struct Shingles {
    /// Ascending, each once.
    hashes: Vec<u64>,
    /// In the order of the text.
    stand: Vec<(u64, Span)>,
}

impl Shingles {
    /// Of words with these hashes.
    pub(super) fn new(tokens: &[Token], words: &[u64]) -> Self {
        let span = |window: &[Token]| match (window.first(), window.last()) {
            (Some(first), Some(last)) => Span { start: first.span.start, end: last.span.end },
            _ => Span::default(),
        };
        let hash = |window: &[u64]| window.iter().fold(0, |hash, word| mix(hash ^ *word));
        let stand: Vec<(u64, Span)> =
            words.windows(WORDS).map(hash).zip(tokens.windows(WORDS).map(span)).collect();
        let mut hashes: Vec<u64> = stand.iter().map(|(hash, _)| *hash).collect();
        hashes.sort_unstable();
        hashes.dedup();
        Self { hashes, stand }
    }

    /// The part of the shingles of both that each has, from 0 to 1.
    pub(super) fn resemblance(&self, other: &Self) -> f64 {
        let (mut ours, mut theirs) = (self.hashes.as_slice(), other.hashes.as_slice());
        let all = ours.len() + theirs.len();
        // Sets of very different sizes cannot resemble each other enough to matter.
        if (ours.len().min(theirs.len()) as f64) < ALMOST * ours.len().max(theirs.len()) as f64 || all == 0 {
            return 0.0;
        }
        let mut common = 0_usize;
        while let (Some((a, ours_on)), Some((b, theirs_on))) = (ours.split_first(), theirs.split_first()) {
            let order = a.cmp(b);
            common += usize::from(order == Ordering::Equal);
            ours = if order == Ordering::Greater { ours } else { ours_on };
            theirs = if order == Ordering::Less { theirs } else { theirs_on };
        }
        common as f64 / (all - common) as f64
    }

    /// The stretches of this paragraph that the other has too, ascending.
    pub(super) fn common(&self, other: &Self) -> Vec<Span> {
        let mut joined: Vec<Span> = Vec::new();
        for (_, span) in self.stand.iter().filter(|(hash, _)| other.hashes.binary_search(hash).is_ok()) {
            match joined.last_mut() {
                Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
                _ => joined.push(*span),
            }
        }
        joined
    }
}

/// The shingles that more than one paragraph may have, with those that have them. Of the others, which are most, a
/// few are among them too: those that fall on the same bit of a table as another (B. H. Bloom, "Space/time trade-offs
/// in hash coding with allowable errors", Communications of the ACM 13 (1970), doi:10.1145/362686.362692).
fn repeated(all: &[&Shingles]) -> Vec<(u64, u32)> {
    let hashes = || (0_u32..).zip(all).flat_map(|(at, s)| s.hashes.iter().map(move |hash| (*hash, at)));
    let bits = (8 * hashes().count()).next_power_of_two().max(64);
    let (mut once, mut again) = (vec![0_u64; bits / 64], vec![0_u64; bits / 64]);
    let place = |hash: u64| (hash as usize & (bits - 1)) / 64;
    let bit = |hash: u64| 1 << (hash & 63);
    for (hash, _) in hashes() {
        if let (Some(once), Some(again)) = (once.get_mut(place(hash)), again.get_mut(place(hash))) {
            *again |= *once & bit(hash);
            *once |= bit(hash);
        }
    }
    hashes()
        .filter(|(hash, _)| again.get(place(*hash)).is_some_and(|again| again & bit(*hash) != 0))
        .collect()
}

/// The pairs of paragraphs that may say almost the same, ascending, each once.
fn pairs(all: &[&Shingles]) -> Vec<(usize, usize)> {
    let mut held = repeated(all);
    held.sort_unstable();
    // Two sets that resemble each other share one of the rarest of each: as many as may be missing, and one.
    // What no other paragraph has is the rarest and finds nobody.
    let mut common: Vec<(u32, u32, u64)> = Vec::new();
    for group in held.chunk_by(|a, b| a.0 == b.0).filter(|group| group.len() > 1) {
        let frequency = u32::try_from(group.len()).unwrap_or(u32::MAX);
        common.extend(group.iter().map(|(hash, at)| (*at, frequency, *hash)));
    }
    common.sort_unstable();
    let mut rarest: Vec<(u64, usize)> = Vec::new();
    for own in common.chunk_by(|a, b| a.0 == b.0) {
        let at = own.first().map_or(0, |(at, ..)| *at as usize);
        let all = all.get(at).map_or(0, |s| s.hashes.len());
        let kept = libm::ceil(ALMOST * all as f64) as usize;
        let prefix = all - kept.min(all) + 1;
        let alone = all - own.len().min(all);
        let rare = own.iter().take(prefix.saturating_sub(alone));
        rarest.extend(rare.map(|(_, _, hash)| (*hash, at)));
    }
    rarest.sort_unstable();
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    let mut most = 1_usize << 20;
    for group in rarest.chunk_by(|a, b| a.0 == b.0) {
        let reach = if group.len() > FORMULA { NEXT } else { group.len() };
        for (nth, (_, one)) in group.iter().enumerate() {
            pairs.extend(group.iter().skip(nth + 1).take(reach).map(|(_, two)| (*one, *two)));
        }
        // The same pair comes back with each shingle that it shares.
        if pairs.len() > most {
            pairs.sort_unstable();
            pairs.dedup();
            most = most.max(2 * pairs.len());
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// Those that say almost the same, on the way to be found.
pub(super) struct Repeats {
    pairs: Vec<(usize, usize)>,
    /// The pair that comes next.
    at: usize,
    /// By paragraph, ascending, with their resemblance; whole once all pairs have been compared.
    pub(super) found: Vec<Vec<(usize, f64)>>,
}

impl Repeats {
    /// Begins with the shingles of all paragraphs.
    pub(super) fn new(all: &[&Shingles]) -> Self {
        Self { pairs: pairs(all), at: 0, found: vec![Vec::new(); all.len()] }
    }

    /// Whether all pairs have been compared.
    pub(super) fn is_done(&self) -> bool {
        self.at >= self.pairs.len()
    }

    /// Compares so many more pairs. `shingles` are those of a paragraph.
    pub(super) fn go_on<'s>(&mut self, shingles: impl Fn(usize) -> Option<&'s Shingles>, most: usize) {
        let end = self.at.saturating_add(most).min(self.pairs.len());
        for (one, two) in self.pairs.get(self.at..end).unwrap_or_default() {
            let (Some(a), Some(b)) = (shingles(*one), shingles(*two)) else { continue };
            let resemblance = a.resemblance(b);
            if resemblance >= ALMOST {
                for (own, other) in [(*one, *two), (*two, *one)] {
                    if let Some(list) = self.found.get_mut(own) {
                        list.push((other, resemblance));
                    }
                }
            }
        }
        self.at = end;
        if self.is_done() {
            (self.pairs, self.at) = (Vec::new(), 0);
            self.found.iter_mut().for_each(|list| list.sort_unstable_by_key(|(other, _)| *other));
        }
    }
}
