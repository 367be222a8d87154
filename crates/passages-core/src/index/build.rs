//! Texts -> an index, paragraph by paragraph, so that a page can do it between two frames.

use super::Index;
use super::bytes::push_number;
use super::postings::Postings;
use super::words::{Entry, Words};
use crate::interner::{Interner, hash};
use crate::order::sorted;
use crate::tokens::{Language, Token, bare, scan};
use std::cmp::Ordering;

/// An index that is being built.
#[derive(Clone, Debug, Default)]
pub struct IndexBuilder {
    /// Spellings, each with the tag of its language.
    spellings: Interner,
    /// The number of each word's spelling, seven bits a byte, the last one below 128.
    stream: Vec<u8>,
    /// Words of each paragraph.
    lengths: Vec<u32>,
}

impl IndexBuilder {
    /// With no paragraph.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds the next paragraph.
    pub fn push(&mut self, language: Language, text: &str) {
        let mut count = 0;
        scan(text, &mut |word| {
            let number = self.spellings.intern((word.spelling, language.tag()), hash(word.spelling));
            push_number(&mut self.stream, number);
            count += 1;
        });
        self.lengths.push(count);
    }

    /// Number of paragraphs so far.
    pub fn len(&self) -> usize {
        self.lengths.len()
    }

    /// Whether there is no paragraph yet.
    pub fn is_empty(&self) -> bool {
        self.lengths.is_empty()
    }

    /// The index of all paragraphs.
    pub fn finish(self) -> Index {
        self.assemble(&|spelling, language| (bare(spelling).into_owned(), language.stem(spelling)))
    }

    /// The index of paragraphs whose words have been read already.
    pub(super) fn of_tokens(paragraphs: &[Vec<Token>]) -> Index {
        let mut builder = Self::default();
        paragraphs.iter().for_each(|tokens| builder.push_tokens(tokens));
        builder.finish_tokens()
    }

    /// Adds the next paragraph, whose words have been read already; then all others must have been, too.
    pub(crate) fn push_tokens(&mut self, tokens: &[Token]) {
        let mut key = String::new();
        for token in tokens {
            key.clear();
            key.push_str(&token.word);
            key.push('\0');
            key.push_str(&token.stem);
            let number = self.spellings.intern((&key, token.language.tag()), hash(&key));
            push_number(&mut self.stream, number);
        }
        self.lengths.push(u32::try_from(tokens.len()).unwrap_or(u32::MAX));
    }

    /// The index of all paragraphs, whose words had been read already.
    pub(crate) fn finish_tokens(self) -> Index {
        self.assemble(&|key, _| {
            let (word, stem) = key.split_once('\0').unwrap_or((key, ""));
            (word.to_owned(), stem.to_owned())
        })
    }

    /// Sorts the words, each with its stem, and notes where they stand.
    fn assemble(self, split: &dyn Fn(&str, Language) -> (String, String)) -> Index {
        let Self { spellings, stream, lengths } = self;
        let count = u32::try_from(spellings.len()).unwrap_or(u32::MAX);
        let entry = |number: u32| {
            let (spelling, tag) = spellings.get(number);
            let language = Language::ALL.into_iter().find(|one| one.tag() == tag).unwrap_or_default();
            let (word, stem) = split(spelling, language);
            Entry { word, language, stem }
        };
        let entries: Vec<Entry> = (0..count).map(entry).collect();
        drop(spellings);
        let sorted = sorted(entries.len(), &|a, b| compare(&entries, a, b));
        // Spellings of one entry are all called by the first of them.
        let mut called = vec![0_u32; entries.len()];
        let mut order: Vec<u32> = Vec::new();
        let mut words = Words::default();
        for same in sorted.chunk_by(|a, b| entries.get(*a as usize) == entries.get(*b as usize)) {
            let Some(first) = same.first() else { continue };
            let Some(entry) = entries.get(*first as usize) else { continue };
            words.push(&entry.word, entry.language, &entry.stem);
            order.push(*first);
            for number in same {
                if let Some(slot) = called.get_mut(*number as usize) {
                    *slot = *first;
                }
            }
        }
        drop(entries);
        words.finish();
        let of = |number: u32| called.get(number as usize).copied().unwrap_or(u32::MAX);
        // All numbers are those of spellings, and the lengths count them, so there is always an answer.
        let sizes = Postings::sizes(numbers(&stream).map(of), &lengths, called.len()).unwrap_or_default();
        let text = numbers(&stream).map(of);
        let postings = Postings::invert(text, lengths, &order, &sizes).unwrap_or_default();
        Index { words, postings, ..Index::default() }
    }
}

/// By entry, and equal ones by number.
#[inline(never)]
fn compare(entries: &[Entry], one: u32, two: u32) -> Ordering {
    entries.get(one as usize).cmp(&entries.get(two as usize)).then(one.cmp(&two))
}

/// The numbers of a stream.
fn numbers(stream: &[u8]) -> impl Iterator<Item = u32> {
    let mut bytes = stream.iter();
    std::iter::from_fn(move || {
        let (mut number, mut shift) = (0, 0);
        loop {
            let byte = *bytes.next()?;
            number |= u32::from(byte & 127) << shift;
            if byte < 128 {
                return Some(number);
            }
            shift = (shift + 7) & 31;
        }
    })
}
