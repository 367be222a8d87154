//! Stems -> where they stand.

use crate::span::Span;
use crate::tokens::Token;
use std::collections::BTreeMap;

/// The places of one stem in one paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Posting {
    /// Index of the paragraph.
    pub paragraph: u32,
    /// Zero-based numbers of its words, ascending, never empty.
    pub positions: Vec<u32>,
}

/// An inverted index with positions over the paragraphs of a corpus.
#[derive(Clone, Debug, Default)]
pub struct Index {
    postings: BTreeMap<String, Vec<Posting>>,
    /// Span of each word, by paragraph.
    words: Vec<Vec<Span>>,
    mean_length: f64,
}

impl Index {
    /// Indexes the words of all paragraphs, in their order.
    pub fn new(paragraphs: &[Vec<Token>]) -> Self {
        let mut postings: BTreeMap<String, Vec<Posting>> = BTreeMap::new();
        for (paragraph, tokens) in (0_u32..).zip(paragraphs) {
            for (position, token) in (0_u32..).zip(tokens) {
                let list = postings.entry(token.stem.clone()).or_default();
                match list.last_mut() {
                    Some(last) if last.paragraph == paragraph => last.positions.push(position),
                    _ => list.push(Posting { paragraph, positions: vec![position] }),
                }
            }
        }
        let words: Vec<Vec<Span>> = paragraphs.iter().map(|t| t.iter().map(|t| t.span).collect()).collect();
        let total: usize = words.iter().map(Vec::len).sum();
        let mean_length = total as f64 / words.len().max(1) as f64;
        Self { postings, words, mean_length }
    }

    /// The postings of a stem, by paragraph; empty where no paragraph has it.
    pub fn postings(&self, stem: &str) -> &[Posting] {
        self.postings.get(stem).map_or(&[], Vec::as_slice)
    }

    /// Number of paragraphs.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether there is no paragraph.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Number of words of a paragraph.
    pub fn length(&self, paragraph: u32) -> usize {
        self.words.get(paragraph as usize).map_or(0, Vec::len)
    }

    /// Mean number of words.
    pub fn mean_length(&self) -> f64 {
        self.mean_length
    }

    /// Where a word of a paragraph stands in its text.
    pub fn span(&self, paragraph: u32, position: u32) -> Option<Span> {
        self.words.get(paragraph as usize)?.get(position as usize).copied()
    }
}
