//! Where words stand in this order, and which passages have most of the rare ones: both from the index alone.

use crate::index::{Index, WordIx};
use crate::link::ParagraphIx;
use std::ops::Range;

/// The words of the index that are written as a pasted word is: one for each language and stem; none where the corpus
/// has not got it.
pub(super) type Wanted = Range<WordIx>;

/// So many passages of a word are looked at: of the rarest word of a sentence, and of all words together when it is
/// sought what is near it.
const MAX_POSTINGS: usize = 20_000;
/// So many places of a sentence are found.
const MAX_RUNS: usize = 64;
/// So many passages are held against a sentence, those that share most.
const NEAREST: usize = 6;

/// In how many passages a word stands, more or less.
fn frequency(index: &Index, wanted: &Wanted) -> usize {
    wanted.clone().map(|word| index.list(word).paragraphs.len()).sum()
}

/// The passages in which the words stand in this order, side by side, each with the number of the first word: in
/// reading order, up to [`MAX_RUNS`].
pub(super) fn runs(index: &Index, wanted: &[Wanted]) -> Vec<(ParagraphIx, usize)> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    // The rarest first: they leave the least to look at.
    order.sort_by_key(|at| wanted.get(*at).map_or(0, |w| frequency(index, w)));
    let Some(rarest) = order.first().and_then(|at| wanted.get(*at)) else { return Vec::new() };
    let mut passages: Vec<u32> =
        rarest.clone().flat_map(|word| index.list(word).paragraphs).copied().collect();
    passages.sort_unstable();
    passages.dedup();
    passages.truncate(MAX_POSTINGS);
    let mut found = Vec::new();
    let mut places: Vec<u32> = Vec::new();
    for passage in passages {
        // Where the run may begin, as far as the words so far tell.
        let mut starts: Option<Vec<u32>> = None;
        for at in &order {
            places.clear();
            for word in wanted.get(*at).cloned().into_iter().flatten() {
                let list = index.list(word);
                if let Ok(nth) = list.paragraphs.binary_search(&passage) {
                    list.places(nth, &mut |place| places.extend(place.checked_sub(*at as u32)));
                }
            }
            match &mut starts {
                None => {
                    places.sort_unstable();
                    starts = Some(places.clone());
                }
                Some(starts) => starts.retain(|start| places.contains(start)),
            }
            if starts.as_ref().is_none_or(Vec::is_empty) {
                break;
            }
        }
        found.extend(starts.into_iter().flatten().map(|start| (passage, start as usize)));
        if found.len() >= MAX_RUNS {
            found.truncate(MAX_RUNS);
            break;
        }
    }
    found
}

/// The passages that share most of the words, the rarer ones counting more; equal ones in reading order.
pub(super) fn candidates(index: &Index, wanted: &[Wanted]) -> Vec<ParagraphIx> {
    let mut words: Vec<(usize, WordIx)> =
        wanted.iter().cloned().flatten().map(|w| (index.list(w).paragraphs.len(), w)).collect();
    words.sort_unstable();
    words.dedup();
    let mut votes: Vec<(u32, u32)> = Vec::new();
    for (held, word) in words {
        // The rarest word is looked at however frequent it is.
        if !votes.is_empty() && votes.len() + held > MAX_POSTINGS {
            break;
        }
        // Whole numbers add up to the same in any order.
        let weight = (1024.0 * libm::log((index.len() + 1) as f64 / held.max(1) as f64)) as u32;
        votes.extend(index.list(word).paragraphs.iter().take(MAX_POSTINGS).map(|passage| (*passage, weight)));
    }
    votes.sort_unstable();
    let sum = |of: &[(u32, u32)]| {
        Some((of.iter().map(|(_, weight)| u64::from(*weight)).sum::<u64>(), of.first()?.0))
    };
    let mut best: Vec<(u64, u32)> = votes.chunk_by(|a, b| a.0 == b.0).filter_map(sum).collect();
    best.sort_unstable_by_key(|(weight, passage)| (u64::MAX - *weight, *passage));
    best.into_iter().take(NEAREST).map(|(_, passage)| passage).collect()
}
