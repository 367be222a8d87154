//! What one paragraph shows, as the linker sees it.

use super::same::Shingles;
use super::{Evidence, Linker};
use crate::annotate::{Annotation, Tag};
use crate::index::Index;
use crate::interner::{Interner, hash};
use crate::span::Span;
use crate::tokens::{Token, is_stop_word};
use crate::vocabulary::TermIx;

/// The evidence of one paragraph, in flat lists.
#[derive(Clone, Debug, Default)]
pub struct Shown {
    /// What tells something, ascending: indices of terms, then numbers of stems with the highest bit set. The same
    /// thing has the same key in all paragraphs.
    pub(super) keys: Vec<u32>,
    /// One a key.
    pub(super) pieces: Vec<Piece>,
    /// Where the pieces stand, piece after piece.
    spans: Vec<Span>,
    /// The stems of the words among the pieces, one after the other.
    stems: String,
    /// Its runs of words, for finding the same ones elsewhere.
    pub(super) shingles: Shingles,
    /// Factor for its words: 1, and less in a long paragraph, which has many.
    pub(super) length: f64,
}

/// A piece of evidence in one paragraph.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    /// From 0 to 1.
    pub(super) rarity: f64,
    /// Its sentences, a bit each; those beyond the last bit share it.
    pub(super) sentences: u64,
    /// In how many paragraphs it stands.
    pub(super) held: u32,
    /// Where its spans and its stem end; they begin where those of the last piece end.
    ends: (u32, u32),
    /// Whether it stands in brackets, everywhere.
    pub(super) aside: bool,
}

/// Marks the keys of words.
const WORD: u32 = 1 << 31;

/// Whether it is the key of a word.
pub(super) fn is_word(key: u32) -> bool {
    key & WORD != 0
}

/// The term of a key.
pub(super) fn term_of(key: u32) -> Option<TermIx> {
    TermIx::try_from(key).ok().filter(|_| !is_word(key))
}

/// The number of a word's stem.
pub(super) fn stem_of(key: u32) -> u32 {
    key & !WORD
}

impl Shown {
    /// How many of its keys are terms; these come first.
    pub(super) fn terms(&self) -> usize {
        self.keys.partition_point(|key| !is_word(*key))
    }

    fn ends(&self, at: usize) -> (usize, usize) {
        self.pieces.get(at).map_or((0, 0), |p| (p.ends.0 as usize, p.ends.1 as usize))
    }

    /// Where a piece stands; never empty, ascending.
    pub(super) fn spans(&self, at: usize) -> &[Span] {
        let from = at.checked_sub(1).map_or((0, 0), |before| self.ends(before));
        self.spans.get(from.0..self.ends(at).0).unwrap_or(&[])
    }

    /// What a piece is.
    pub(super) fn evidence(&self, at: usize) -> Evidence {
        match self.keys.get(at).and_then(|key| term_of(*key)) {
            Some(term) => Evidence::Term(term),
            None => {
                let from = at.checked_sub(1).map_or((0, 0), |before| self.ends(before));
                Evidence::Word(self.stems.get(from.1..self.ends(at).1).unwrap_or("").to_owned())
            }
        }
    }
}

/// Reads what paragraphs show, one after the other; what it knows of a word it works out once.
pub struct Reader<'a> {
    linker: &'a Linker,
    index: &'a Index,
    memory: Memory,
}

/// What a [`Reader`] knows, which it can be parted from: all of one linker and one index.
#[derive(Default)]
pub(crate) struct Memory {
    /// Words with their stems.
    words: Interner,
    known: Vec<Known>,
    /// For the paragraph that is being read: key and place of everything that stands somewhere.
    order: Vec<u64>,
    stand: Vec<Stand>,
}

/// Something that stands somewhere.
struct Stand {
    span: Span,
    /// A bit; none where it stands in no sentence of its own.
    sentence: u64,
    /// For a word: its place among those of the paragraph, and its number.
    token: (u32, u32),
}

/// What is known of a word.
#[derive(Clone, Copy)]
struct Known {
    /// 0 if it tells nothing.
    key: u32,
    held: u32,
    rarity: f64,
    hash: u64,
}

impl Linker {
    /// Reads paragraphs of the corpus of this index.
    pub fn reader<'a>(&'a self, index: &'a Index) -> Reader<'a> {
        Reader { linker: self, index, memory: Memory::default() }
    }

    /// What a paragraph shows, from its text, its words and its tags. For many, see [`Linker::reader`].
    pub fn shown(&self, text: &str, tokens: &[Token], annotation: &Annotation, index: &Index) -> Shown {
        self.reader(index).shown(text, tokens, annotation)
    }
}

impl Reader<'_> {
    /// What a paragraph shows, from its text, its words and its tags.
    pub fn shown(&mut self, text: &str, tokens: &[Token], annotation: &Annotation) -> Shown {
        self.memory.shown((self.linker, self.index), text, tokens, annotation)
    }
}

impl Memory {
    /// As [`Reader::shown`].
    pub(crate) fn shown(
        &mut self,
        of: (&Linker, &Index),
        text: &str,
        tokens: &[Token],
        annotation: &Annotation,
    ) -> Shown {
        let linker = of.0;
        self.order.clear();
        self.stand.clear();
        // Everything that stands somewhere, in the order of the text.
        let counts = |tag: &&Tag| linker.terms.get(usize::from(tag.term)).is_some_and(|t| t.weight > 0.0);
        let tags = || annotation.tags.iter().filter(counts);
        let by_hand = |tag: &Tag| annotation.is_by_hand(tag.term);
        for tag in tags() {
            let rare = linker.terms.get(usize::from(tag.term)).is_some_and(|t| t.rarity > 0.0);
            if rare {
                // What an editor set stands for the whole, and in no sentence with anything else.
                let sentence = if by_hand(tag) { 0 } else { bit(tag.sentence) };
                let (span, token) = (tag.span, (u32::MAX, u32::MAX));
                self.put(u32::from(tag.term), Stand { span, sentence, token });
            }
        }
        // A word inside a term's words has been counted with it, where terms count.
        let mut tags = tags().filter(|tag| !by_hand(tag)).peekable();
        let mut tagged_to = 0;
        let mut hashes = Vec::with_capacity(tokens.len());
        for (nth, token) in (0..).zip(tokens) {
            while let Some(tag) = tags.next_if(|t| t.span.start < token.span.end) {
                tagged_to = tagged_to.max(tag.span.end);
            }
            let (number, known) = self.known(of, token);
            hashes.push(known.hash);
            if known.key != 0 && token.span.start >= tagged_to {
                let (span, sentence, token) = (token.span, bit(token.sentence), (nth, number));
                self.put(known.key, Stand { span, sentence, token });
            }
        }
        // By key, and for each key by place.
        self.order.sort_unstable();
        let brackets = brackets(text);
        let mut shown = Shown::default();
        for of_key in self.order.chunk_by(|a, b| a >> 32 == b >> 32) {
            let Some(key) = of_key.first().map(|packed| (packed >> 32) as u32) else { continue };
            let mut piece = Piece { rarity: 0.0, sentences: 0, held: 0, ends: (0, 0), aside: true };
            let mut last = (u32::MAX, u32::MAX);
            for packed in of_key {
                let at = (packed & u64::from(u32::MAX)) as usize;
                let Some(Stand { span, sentence, token }) = self.stand.get(at) else { continue };
                if piece.aside {
                    let after = brackets.partition_point(|b| b.start <= span.start);
                    let bracket = after.checked_sub(1).and_then(|i| brackets.get(i));
                    piece.aside = bracket.is_some_and(|b| b.contains(*span));
                }
                piece.sentences |= sentence;
                shown.spans.push(*span);
                last = *token;
            }
            if let Some(facts) = term_of(key).and_then(|ix| linker.terms.get(usize::from(ix))) {
                (piece.held, piece.rarity) = (count(facts.frequency), facts.rarity);
            } else if let Some(known) = self.known.get(last.1 as usize) {
                (piece.held, piece.rarity) = (known.held, known.rarity);
                shown.stems.push_str(tokens.get(last.0 as usize).map_or("", |token| &token.stem));
            }
            piece.ends = (count(shown.spans.len()), count(shown.stems.len()));
            shown.keys.push(key);
            shown.pieces.push(piece);
        }
        if linker.weights.same > 0.0 {
            shown.shingles = Shingles::new(tokens, &hashes);
        }
        shown.length = libm::sqrt((linker.weights.usual_words / tokens.len().max(1) as f64).min(1.0));
        shown
    }

    fn put(&mut self, key: u32, stand: Stand) {
        self.order.push(u64::from(key) << 32 | self.stand.len() as u64);
        self.stand.push(stand);
    }

    /// The number of a word, and what is known of it.
    fn known(&mut self, (linker, index): (&Linker, &Index), token: &Token) -> (u32, Known) {
        let hash = hash(&token.word);
        let number = self.words.intern((&token.word, &token.stem), hash);
        if let Some(known) = self.known.get(number as usize) {
            return (number, *known);
        }
        let mut known = Known { key: 0, held: 0, rarity: 0.0, hash };
        let tells = linker.weights.word > 0.0
            && token.word.chars().count() > 3
            && !is_stop_word(&token.word)
            && !linker.general.contains(&token.stem)
            && !token.word.bytes().any(|b| b.is_ascii_digit());
        if tells && let Some(stem) = index.stem(&token.stem) {
            let held = index.frequency(stem);
            let rarity = linker.rarity(held, false);
            // What one paragraph alone shows can be a neighbour, if it is a term; a word can be nothing.
            if rarity > 0.0 && held > 1 {
                known = Known { key: WORD | stem, held: count(held), rarity, hash };
            }
        }
        self.known.push(known);
        (number, known)
    }
}

/// The bit of a sentence; those beyond the last share it.
fn bit(sentence: u16) -> u64 {
    1 << sentence.min(63)
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// The stretches between brackets, outermost, ascending; a bracket that is never closed is none.
fn brackets(text: &str) -> Vec<Span> {
    let mut open = Vec::new();
    let mut outermost: Vec<Span> = Vec::new();
    for (at, c) in text.bytes().enumerate() {
        if c == b'(' {
            open.push(at);
        } else if c == b')'
            && let Some(from) = open.pop()
        {
            let whole = Span::new(from..at);
            while outermost.pop_if(|inner| whole.contains(*inner)).is_some() {}
            outermost.push(whole);
        }
    }
    outermost
}
