//! The same words over whole stretches: near-verbatim repeats.
//!
//! Resemblance of the sets of three-word shingles, after A. Z. Broder, "On the resemblance and containment of
//! documents", Compression and Complexity of Sequences (1997), doi:10.1109/SEQUEN.1997.666900. Candidates are found
//! by their rarest shingles: S. Chaudhuri, V. Ganti and R. Kaushik, "A primitive operator for similarity joins in
//! data cleaning", ICDE 2006, doi:10.1109/ICDE.2006.9. None is missed but for formulas, see `FORMULA`.

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

/// FNV-1a (G. Fowler, L. C. Noll, K.-P. Vo, 1991).
pub(super) fn fnv(bytes: impl Iterator<Item = u8>) -> u64 {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    bytes.fold(0xcbf2_9ce4_8422_2325, step)
}

/// The shingles of a paragraph: a hash of three words that follow each other, and where they stand.
#[derive(Clone, Debug, Default)]
pub(super) struct Shingles {
    /// Ascending, each once.
    hashes: Vec<u64>,
    /// In the order of the text.
    stand: Vec<(u64, Span)>,
}

impl Shingles {
    pub(super) fn new(tokens: &[Token]) -> Self {
        // Each word is closed by a byte that no word holds.
        let hash = |window: &[Token]| fnv(window.iter().flat_map(|t| t.word.bytes().chain([0xff])));
        let span = |window: &[Token]| match (window.first(), window.last()) {
            (Some(first), Some(last)) => Span { start: first.span.start, end: last.span.end },
            _ => Span::default(),
        };
        let stand: Vec<(u64, Span)> = tokens.windows(WORDS).map(|w| (hash(w), span(w))).collect();
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

/// For each paragraph those that say almost the same, ascending, with their resemblance.
pub(super) fn repeats(all: &[&Shingles]) -> Vec<Vec<(usize, f64)>> {
    let mut seen: Vec<u64> = all.iter().flat_map(|s| s.hashes.iter().copied()).collect();
    seen.sort_unstable();
    let frequency = |hash: u64| {
        let from = seen.partition_point(|h| *h < hash);
        seen.get(from..).map_or(0, |rest| rest.partition_point(|h| *h == hash))
    };
    // Two sets that resemble each other share one of the rarest of each: as many as may be missing, and one.
    let mut rarest: Vec<(u64, usize)> = Vec::new();
    for (at, shingles) in all.iter().enumerate() {
        let mut by_frequency: Vec<(usize, u64)> =
            shingles.hashes.iter().map(|hash| (frequency(*hash), *hash)).collect();
        by_frequency.sort_unstable();
        let kept = libm::ceil(ALMOST * by_frequency.len() as f64) as usize;
        let prefix = by_frequency.len() - kept.min(by_frequency.len()) + 1;
        rarest.extend(by_frequency.iter().take(prefix).filter(|(n, _)| *n > 1).map(|(_, hash)| (*hash, at)));
    }
    rarest.sort_unstable();
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for group in rarest.chunk_by(|a, b| a.0 == b.0) {
        let reach = if group.len() > FORMULA { NEXT } else { group.len() };
        for (nth, (_, one)) in group.iter().enumerate() {
            pairs.extend(group.iter().skip(nth + 1).take(reach).map(|(_, two)| (*one, *two)));
        }
        // The same pair comes back with each shingle that it shares.
        if pairs.len() > 1 << 20 {
            pairs.sort_unstable();
            pairs.dedup();
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    let mut found = vec![Vec::new(); all.len()];
    for (one, two) in pairs {
        let (Some(a), Some(b)) = (all.get(one), all.get(two)) else { continue };
        let resemblance = a.resemblance(b);
        if resemblance >= ALMOST {
            for (own, other) in [(one, two), (two, one)] {
                if let Some(list) = found.get_mut(own) {
                    list.push((other, resemblance));
                }
            }
        }
    }
    for list in &mut found {
        list.sort_unstable_by_key(|(other, _)| *other);
    }
    found
}
