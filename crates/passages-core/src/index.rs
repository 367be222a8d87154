//! Words -> where they stand: an inverted index with positions, in a few flat arrays.
//!
//! Every word of the texts has a number in the order of the alphabet and a list of paragraphs of its own, so that a
//! word can be told from others of its stem; what is looked up by stem is looked up in the lists of all its words.
//! Where a word stands in the text is not kept: [`crate::tokens::spans`] of the paragraph that is shown tells.

mod build;
mod bytes;
mod postings;
mod words;

pub use build::IndexBuilder;
pub use bytes::Unsound;
pub(crate) use postings::{List, Reader};
pub(crate) use words::signature;

use crate::order::sort_numbers;
use crate::tokens::{Language, Token};
use postings::Postings;
use std::ops::Range;
use std::sync::OnceLock;
use words::Words;

/// Number of a word in the alphabet of the index.
pub type WordIx = u32;

/// An inverted index with positions over the paragraphs of a corpus.
#[derive(Clone, Debug, Default)]
pub struct Index {
    words: Words,
    postings: Postings,
    /// In how many paragraphs each stem stands; counted when it is first asked for.
    frequencies: OnceLock<Vec<u32>>,
}

impl Index {
    /// Indexes the words of all paragraphs, in their order.
    pub fn new(paragraphs: &[Vec<Token>]) -> Self {
        IndexBuilder::of_tokens(paragraphs)
    }

    /// The number of a stem.
    pub fn stem(&self, stem: &str) -> Option<u32> {
        self.words.stem(stem)
    }

    /// In how many paragraphs a stem stands, by its number.
    pub fn frequency(&self, stem: u32) -> usize {
        let all = self.frequencies.get_or_init(|| self.count_frequencies());
        all.get(stem as usize).map_or(0, |count| *count as usize)
    }

    fn count_frequencies(&self) -> Vec<u32> {
        // The last stem that was met in each paragraph, counted from 1.
        let mut met = vec![0_u32; self.len()];
        let mut count = |stem: u32| match self.words.words_of(stem) {
            [only] => self.list(*only).paragraphs.len(),
            several => {
                let all = several.iter().flat_map(|word| self.list(*word).paragraphs);
                let is_new = |paragraph: &&u32| {
                    met.get_mut(**paragraph as usize)
                        .is_some_and(|last| std::mem::replace(last, stem + 1) != stem + 1)
                };
                all.filter(is_new).count()
            }
        };
        (0..).take(self.words.stems()).map(|stem| u32::try_from(count(stem)).unwrap_or(u32::MAX)).collect()
    }

    /// Words that begin so, with how many paragraphs have them in any form: the most frequent first, equal ones by the
    /// alphabet.
    ///
    /// `prefix` is folded; at most `limit` words are given.
    pub fn words_with_prefix(&self, prefix: &str, limit: usize) -> Vec<(&str, u32)> {
        let mut ranked: Vec<u64> = Vec::new();
        let mut words = self.words.beginning(prefix).peekable();
        while let Some(first) = words.next() {
            let mut end = first + 1;
            while words.next_if(|next| self.text(*next) == self.text(first)).is_some() {
                end += 1;
            }
            // What several languages write alike, or has several stems, is one word here; and whoever looks for it
            // finds all forms of these stems.
            let held = match self.stem_of(first) {
                Some(stem) if end == first + 1 => self.frequency(stem),
                _ => {
                    let forms = (first..end).filter_map(|w| self.stem_of(w)).flat_map(|s| self.words_of(s));
                    let mut all: Vec<u32> = forms.flat_map(|w| self.list(*w).paragraphs).copied().collect();
                    sort_numbers(&mut all);
                    all.dedup();
                    all.len()
                }
            };
            let held = u32::try_from(held).unwrap_or(u32::MAX);
            ranked.push(u64::from(!held) << 32 | u64::from(first));
        }
        ranked.sort_unstable();
        let unpacked = ranked.into_iter().take(limit);
        unpacked.map(|packed| (self.text(packed as u32), !((packed >> 32) as u32))).collect()
    }

    /// Number of words.
    pub fn words(&self) -> usize {
        self.words.len()
    }

    /// A word by its number, folded; empty where there is none.
    pub fn text(&self, word: WordIx) -> &str {
        self.words.get(word)
    }

    /// The language in which a word stands.
    pub fn language(&self, word: WordIx) -> Option<Language> {
        self.words.language(word)
    }

    /// The languages that occur, ascending.
    pub fn languages(&self) -> &[Language] {
        self.words.spoken()
    }

    /// All words that are written so when folded: one for each language and stem.
    pub fn find(&self, word: &str) -> Range<WordIx> {
        self.words.find(word)
    }

    /// All words that begin so.
    pub(crate) fn beginning(&self, prefix: &str) -> Range<WordIx> {
        self.words.beginning(prefix)
    }

    /// The words of these numbers of letters, each with which letters it has ([`signature`]); long words may be
    /// longer.
    pub(crate) fn of_lengths(&self, from: usize, to: usize) -> (&[WordIx], &[u32]) {
        self.words.of_lengths(from, to)
    }

    /// The number of a word's stem.
    pub fn stem_of(&self, word: WordIx) -> Option<u32> {
        self.words.stem_of(word)
    }

    /// The words of a stem, by its number, ascending.
    pub fn words_of(&self, stem: u32) -> &[WordIx] {
        self.words.words_of(stem)
    }

    /// The paragraphs of a word.
    pub(crate) fn list(&self, word: WordIx) -> List<'_> {
        self.postings.list(word)
    }

    /// The paragraphs of a word, ascending, each with the places where it stands, ascending.
    pub fn places(&self, word: WordIx) -> Vec<(u32, Vec<u32>)> {
        let list = self.list(word);
        let at = |nth: usize| {
            let mut places = Vec::new();
            list.places(nth, &mut |place| places.push(place));
            places
        };
        list.paragraphs.iter().enumerate().map(|(nth, paragraph)| (*paragraph, at(nth))).collect()
    }

    /// Number of paragraphs.
    pub fn len(&self) -> usize {
        self.postings.lengths().len()
    }

    /// Whether there is no paragraph.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Number of words of a paragraph.
    pub fn length(&self, paragraph: u32) -> usize {
        self.postings.lengths().get(paragraph as usize).map_or(0, |length| *length as usize)
    }

    /// Number of words of each paragraph.
    pub(crate) fn lengths(&self) -> &[u32] {
        self.postings.lengths()
    }

    /// Mean number of words.
    pub fn mean_length(&self) -> f64 {
        self.postings.total() as f64 / self.len().max(1) as f64
    }
}
