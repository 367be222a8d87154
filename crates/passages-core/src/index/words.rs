//! The words of an index, in the order of the alphabet, with what finds those that are written nearly alike.

use super::WordIx;
use super::postings::grouped;
use crate::interner::{Interner, hash};
use crate::tokens::Language;
use std::ops::Range;

/// A word as it is told apart from others.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Entry {
    pub(super) word: String,
    pub(super) language: Language,
    pub(super) stem: String,
}

/// Words, ascending. One that several languages have, or that has several stems, is there several times.
#[derive(Clone, Debug, Default)]
pub(super) struct Words {
    letters: String,
    /// Where each word ends; it begins where the last one ends.
    ends: Vec<u32>,
    languages: Vec<Language>,
    /// Words by how many letters they have; those of `n` letters are `by_length[length_starts[n]..]`, ascending.
    by_length: Vec<WordIx>,
    length_starts: Vec<u32>,
    /// Which letters each of `by_length` has, see [`signature`].
    signatures: Vec<u32>,
    stem_of: Vec<u32>,
    stems: Interner,
    /// Words of each stem; those of stem `s` are `words_of[word_starts[s]..word_starts[s + 1]]`, ascending.
    words_of: Vec<WordIx>,
    word_starts: Vec<u32>,
    /// The languages that occur, ascending.
    spoken: Vec<Language>,
}

impl Words {
    /// Adds a word that comes after all others.
    pub(super) fn push(&mut self, word: &str, language: Language, stem: &str) {
        self.letters.push_str(word);
        self.ends.push(u32::try_from(self.letters.len()).unwrap_or(u32::MAX));
        self.languages.push(language);
        self.stem_of.push(self.stems.intern((stem, ""), hash(stem)));
        if let Err(at) = self.spoken.binary_search(&language) {
            self.spoken.insert(at, language);
        }
    }

    /// With room for so many words and letters.
    pub(super) fn with_capacity(words: usize, letters: usize) -> Self {
        Self {
            letters: String::with_capacity(letters),
            ends: Vec::with_capacity(words),
            languages: Vec::with_capacity(words),
            stem_of: Vec::with_capacity(words),
            // Fewer than there are words.
            stems: Interner::with_capacity(words / 2),
            ..Self::default()
        }
    }

    /// To be called once all words are there.
    pub(super) fn finish(&mut self) {
        (self.words_of, self.word_starts) = grouped(&self.stem_of, self.stems.len());
        let count = u32::try_from(self.len()).unwrap_or(u32::MAX);
        let lengths: Vec<u32> = (0..count).map(|word| length(self.get(word).chars().count())).collect();
        (self.by_length, self.length_starts) = grouped(&lengths, MAX_LETTERS + 1);
        drop(lengths);
        self.signatures = self.by_length.iter().map(|word| signature(self.get(*word).chars())).collect();
        self.letters.shrink_to_fit();
        self.ends.shrink_to_fit();
        self.stem_of.shrink_to_fit();
    }

    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The word of a number; empty where there is none.
    pub(super) fn get(&self, word: WordIx) -> &str {
        let at = word as usize;
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |end| *end as usize);
        self.ends.get(at).and_then(|end| self.letters.get(start..*end as usize)).unwrap_or("")
    }

    pub(super) fn language(&self, word: WordIx) -> Option<Language> {
        self.languages.get(word as usize).copied()
    }

    pub(super) fn spoken(&self) -> &[Language] {
        &self.spoken
    }

    /// The words of these numbers of letters, with which letters they have; the longest count as equally long.
    pub(super) fn of_lengths(&self, from: usize, to: usize) -> (&[WordIx], &[u32]) {
        let bound = |letters: u32| self.length_starts.get(letters as usize).map_or(0, |at| *at as usize);
        let range = bound(length(from))..bound(length(to) + 1);
        let words = self.by_length.get(range.clone()).unwrap_or(&[]);
        (words, self.signatures.get(range).unwrap_or(&[]))
    }

    /// The number of the first word of which `is_before` does not hold; it must hold of all words up to some place.
    pub(super) fn partition_point(&self, is_before: &dyn Fn(&str) -> bool) -> WordIx {
        let (mut from, mut to) = (0, u32::try_from(self.len()).unwrap_or(u32::MAX));
        while from < to {
            let middle = from + (to - from) / 2;
            if is_before(self.get(middle)) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        from
    }

    /// The words that begin so.
    pub(super) fn beginning(&self, prefix: &str) -> Range<WordIx> {
        let from = self.partition_point(&|word| word < prefix);
        from..self.partition_point(&|word| word < prefix || word.starts_with(prefix))
    }

    /// All that are written so.
    pub(super) fn find(&self, word: &str) -> Range<WordIx> {
        let from = self.partition_point(&|known| known < word);
        let mut to = from;
        while (to as usize) < self.len() && self.get(to) == word {
            to += 1;
        }
        from..to
    }

    pub(super) fn stem(&self, stem: &str) -> Option<u32> {
        self.stems.find((stem, ""), hash(stem))
    }

    pub(super) fn stem_text(&self, stem: u32) -> &str {
        self.stems.get(stem).0
    }

    pub(super) fn stems(&self) -> usize {
        self.stems.len()
    }

    pub(super) fn stem_of(&self, word: WordIx) -> Option<u32> {
        self.stem_of.get(word as usize).copied()
    }

    pub(super) fn words_of(&self, stem: u32) -> &[WordIx] {
        let bound = |at: u32| self.word_starts.get(at as usize).map(|n| *n as usize);
        match (bound(stem), bound(stem.saturating_add(1))) {
            (Some(from), Some(to)) => self.words_of.get(from..to).unwrap_or(&[]),
            _ => &[],
        }
    }
}

/// Words of more letters are not told apart by their lengths.
const MAX_LETTERS: usize = 40;

fn length(letters: usize) -> u32 {
    letters.min(MAX_LETTERS) as u32
}

/// Which letters a word has, a bit each; letters beyond a to z share bits. A typing error changes two bits at most
/// (signature hashing: L. Boytsov, "Indexing methods for approximate dictionary searching", ACM Journal of
/// Experimental Algorithmics 16 (2011), doi:10.1145/1963190.1963191).
pub(crate) fn signature(letters: impl Iterator<Item = char>) -> u32 {
    letters.fold(0, |bits, c| bits | 1 << (c as u32 & 31))
}
