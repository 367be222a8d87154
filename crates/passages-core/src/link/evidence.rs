//! What one paragraph shows, as the linker sees it.

use super::same::Shingles;
use super::{Evidence, Linker};
use crate::annotate::{Annotation, Tag};
use crate::index::Index;
use crate::span::Span;
use crate::tokens::{Token, is_stop_word};

/// The evidence of one paragraph.
#[derive(Clone, Debug, Default)]
pub struct Shown {
    /// What tells something, by ascending key: terms, then words.
    pub(super) pieces: Vec<Piece>,
    /// Its runs of words, for finding the same ones elsewhere.
    pub(super) shingles: Shingles,
    /// Factor for its words: 1, and less in a long paragraph, which has many.
    pub(super) length: f64,
}

/// A piece of evidence in one paragraph.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    /// The same in all paragraphs: the index of a term, or the number of a stem with the highest bit set.
    pub(super) key: u32,
    pub(super) evidence: Evidence,
    /// What its kind weighs at its rarest.
    pub(super) kind: f64,
    /// From 0 to 1.
    pub(super) rarity: f64,
    /// In how many paragraphs it stands.
    pub(super) held: usize,
    /// Where it stands; never empty, ascending.
    pub(super) spans: Vec<Span>,
    /// Its sentences, a bit each; those beyond the last bit share it.
    pub(super) sentences: u64,
    /// Whether it stands in brackets, everywhere.
    pub(super) aside: bool,
}

/// Marks the keys of words.
const WORD: u32 = 1 << 31;

impl Piece {
    pub(super) fn is_word(&self) -> bool {
        self.key & WORD != 0
    }
}

impl Linker {
    /// What a paragraph shows, from its text, its words and its tags.
    pub fn shown(&self, text: &str, tokens: &[Token], annotation: &Annotation, index: &Index) -> Shown {
        // Everything that stands somewhere, in the order of the text.
        let mut stand: Vec<(Evidence, u32, Span, u16)> = Vec::new();
        let counts = |tag: &&Tag| self.kind(&Evidence::Term(tag.term)) > 0.0;
        for tag in annotation.tags.iter().filter(counts) {
            stand.push((Evidence::Term(tag.term), u32::from(tag.term), tag.span, tag.sentence));
        }
        // A word inside a term's words has been counted with it, where terms count.
        let mut tags = annotation.tags.iter().filter(counts).peekable();
        let mut tagged_to = 0;
        for token in tokens {
            while let Some(tag) = tags.next_if(|t| t.span.start < token.span.end) {
                tagged_to = tagged_to.max(tag.span.end);
            }
            let tells = token.word.chars().count() > 3
                && !is_stop_word(&token.word)
                && !self.general.contains(&token.stem)
                && !token.word.bytes().any(|b| b.is_ascii_digit());
            if self.weights.word > 0.0
                && tells
                && token.span.start >= tagged_to
                && let Some(stem) = index.stem(&token.stem)
            {
                let key = WORD | stem;
                stand.push((Evidence::Word(token.stem.clone()), key, token.span, token.sentence));
            }
        }
        // By key, and for each key by place.
        let pack = |(nth, (_, key, ..)): (u64, &(_, u32, _, _))| u64::from(*key) << 32 | nth;
        let mut order: Vec<u64> = (0..).zip(&stand).map(pack).collect();
        order.sort_unstable();
        let brackets = brackets(text);
        let mut pieces: Vec<Piece> = Vec::new();
        for of_key in order.chunk_by(|a, b| a >> 32 == b >> 32) {
            let nth = |packed: &u64| stand.get((packed & u64::from(u32::MAX)) as usize);
            let mut stands = of_key.iter().filter_map(nth).peekable();
            let Some((evidence, key, ..)) = stands.peek() else { continue };
            let mut piece = self.piece(evidence, *key, index);
            // What one paragraph alone shows can be a neighbour, if it is a term; a word can be nothing.
            if piece.kind * piece.rarity == 0.0 || (piece.held < 2 && piece.is_word()) {
                continue;
            }
            for (_, _, span, sentence) in stands {
                let after = brackets.partition_point(|b| b.start <= span.start);
                let bracket = after.checked_sub(1).and_then(|i| brackets.get(i));
                piece.aside &= bracket.is_some_and(|b| b.contains(*span));
                piece.sentences |= 1 << sentence.min(&63);
                piece.spans.push(*span);
            }
            pieces.push(piece);
        }
        let shingles = if self.weights.same > 0.0 { Shingles::new(tokens) } else { Shingles::default() };
        let length = libm::sqrt((self.weights.usual_words / tokens.len().max(1) as f64).min(1.0));
        Shown { pieces, shingles, length }
    }
}

impl Linker {
    /// A piece of evidence that stands nowhere yet.
    fn piece(&self, evidence: &Evidence, key: u32, index: &Index) -> Piece {
        let held = self.frequency(evidence, index);
        let (kind, rarity) = (self.kind(evidence), self.rarity(held, self.is_theme(evidence)));
        let evidence = evidence.clone();
        Piece { key, evidence, kind, rarity, held, spans: Vec::new(), sentences: 0, aside: true }
    }
}

/// The stretches between brackets, outermost, ascending; a bracket that is never closed is none.
fn brackets(text: &str) -> Vec<Span> {
    let mut open = Vec::new();
    let mut outermost: Vec<Span> = Vec::new();
    for (at, c) in text.char_indices() {
        if c == '(' {
            open.push(at);
        } else if c == ')'
            && let Some(from) = open.pop()
        {
            let whole = Span::new(from..at);
            while outermost.pop_if(|inner| whole.contains(*inner)).is_some() {}
            outermost.push(whole);
        }
    }
    outermost
}
