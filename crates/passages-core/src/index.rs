//! Words -> where they stand: an inverted index with positions, in a few flat arrays.
//!
//! Every word of the texts has a number in the order of the alphabet, and so has every stem; postings are kept by
//! stem, and each place of a text knows its word, so that a word can be told from others of its stem.
//! Layout after J. Zobel and A. Moffat, "Inverted files for text search engines", ACM Computing Surveys 38 (2006),
//! doi:10.1145/1132956.1132959.

use crate::span::Span;
use crate::tokens::Token;
use std::collections::BTreeMap;

/// Number of a word in the alphabet of the index.
pub type WordIx = u32;

/// An inverted index with positions over the paragraphs of a corpus.
#[derive(Clone, Debug, Default)]
pub struct Index {
    /// Folded words, ascending.
    words: Vec<String>,
    /// Number of the stem of each word.
    stem_of: Vec<u32>,
    /// Stems, ascending.
    stems: Vec<String>,
    /// Words of each stem; those of stem `s` are `words_of[word_starts[s]..word_starts[s + 1]]`, ascending.
    words_of: Vec<WordIx>,
    word_starts: Vec<u32>,
    /// Where the postings of each stem begin; one more than there are stems.
    stem_starts: Vec<u32>,
    /// Paragraph of each posting, ascending for each stem, and where its positions begin; one more at the end.
    postings: Vec<(u32, u32)>,
    /// Zero-based numbers of words in their paragraphs, ascending for each posting.
    positions: Vec<u32>,
    /// Where the words of each paragraph begin; one more than there are paragraphs.
    starts: Vec<u32>,
    /// The word that stands at each place, paragraph after paragraph.
    forms: Vec<WordIx>,
    /// Where it stands in its paragraph's text.
    spans: Vec<Span>,
}

/// The places of one stem: paragraph by paragraph.
#[derive(Clone, Copy, Debug)]
pub struct Postings<'a> {
    /// One more than there are, so that each knows where its positions end.
    bounds: &'a [(u32, u32)],
    positions: &'a [u32],
}

impl<'a> Postings<'a> {
    /// Number of paragraphs.
    pub fn len(self) -> usize {
        self.bounds.len().saturating_sub(1)
    }

    /// Whether no paragraph has the stem.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// Paragraphs, ascending, each with the ascending numbers of its words.
    pub fn iter(self) -> impl Iterator<Item = (u32, &'a [u32])> {
        (0..self.len()).filter_map(move |nth| self.get(nth))
    }

    fn get(self, nth: usize) -> Option<(u32, &'a [u32])> {
        let (paragraph, from) = *self.bounds.get(nth)?;
        let (_, to) = *self.bounds.get(nth + 1)?;
        Some((paragraph, self.positions.get(from as usize..to as usize)?))
    }

    /// The places in one paragraph; empty where it has none.
    pub fn at(self, paragraph: u32) -> &'a [u32] {
        let held = self.bounds.get(..self.len()).unwrap_or(&[]);
        let found = held.binary_search_by_key(&paragraph, |(p, _)| *p).ok();
        found.and_then(|nth| self.get(nth)).map_or(&[], |(_, positions)| positions)
    }
}

fn number(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

impl Index {
    /// Indexes the words of all paragraphs, in their order.
    pub fn new(paragraphs: &[Vec<Token>]) -> Self {
        let tokens = || paragraphs.iter().flatten();
        // Words are numbered as they are met, each with its stem, and then in the order of the alphabet.
        let mut met: BTreeMap<&str, u32> = BTreeMap::new();
        let mut stem_met: Vec<&str> = Vec::new();
        let mut forms: Vec<WordIx> = Vec::with_capacity(paragraphs.iter().map(Vec::len).sum());
        for token in tokens() {
            let next = number(stem_met.len());
            let word = *met.entry(&token.word).or_insert(next);
            if word == next {
                stem_met.push(&token.stem);
            }
            forms.push(word);
        }
        let mut stems = stem_met.clone();
        stems.sort_unstable();
        stems.dedup();
        let mut rank = vec![0; stem_met.len()];
        let mut stem_of: Vec<u32> = Vec::with_capacity(stem_met.len());
        for (place, met) in (0..).zip(met.values()) {
            if let (Some(slot), Some(stem)) = (rank.get_mut(*met as usize), stem_met.get(*met as usize)) {
                *slot = place;
                stem_of.push(number(stems.binary_search(stem).unwrap_or(0)));
            }
        }
        for form in &mut forms {
            *form = rank.get(*form as usize).copied().unwrap_or(0);
        }
        let words: Vec<&str> = met.into_keys().collect();
        let stem_at = |form: WordIx| stem_of.get(form as usize).copied().unwrap_or(0);
        let (words_of, word_starts) = grouped(&stem_of, stems.len());
        // All places, grouped by stem in the order of the texts; then cut where the paragraph changes.
        let mut starts = vec![0_u32];
        let mut places: Vec<(u32, u32)> = Vec::with_capacity(forms.len());
        for (paragraph, tokens) in (0_u32..).zip(paragraphs) {
            places.extend((0..number(tokens.len())).map(|position| (paragraph, position)));
            starts.push(number(places.len()));
        }
        let by_stem: Vec<u32> = forms.iter().map(|form| stem_at(*form)).collect();
        let (order, bounds) = grouped(&by_stem, stems.len());
        let (mut postings, mut positions, mut stem_starts) = (Vec::new(), Vec::new(), Vec::new());
        for pair in bounds.windows(2) {
            let &[from, to] = pair else { continue };
            stem_starts.push(number(postings.len()));
            let mut last = None;
            for at in order.get(from as usize..to as usize).unwrap_or(&[]) {
                let Some((paragraph, position)) = places.get(*at as usize) else { continue };
                if last != Some(*paragraph) {
                    postings.push((*paragraph, number(positions.len())));
                    last = Some(*paragraph);
                }
                positions.push(*position);
            }
        }
        stem_starts.push(number(postings.len()));
        postings.push((u32::MAX, number(positions.len())));
        Self {
            words: words.into_iter().map(str::to_owned).collect(),
            stem_of,
            stems: stems.into_iter().map(str::to_owned).collect(),
            words_of,
            word_starts,
            stem_starts,
            postings,
            positions,
            starts,
            forms,
            spans: tokens().map(|t| t.span).collect(),
        }
    }

    /// The number of a stem.
    pub fn stem(&self, stem: &str) -> Option<u32> {
        self.stems.binary_search_by(|known| known.as_str().cmp(stem)).ok().map(number)
    }

    /// The postings of a stem; empty where no paragraph has it.
    pub fn postings(&self, stem: &str) -> Postings<'_> {
        self.postings_of(self.stem(stem).unwrap_or(u32::MAX))
    }

    /// The postings of the stem of this number.
    pub fn postings_of(&self, stem: u32) -> Postings<'_> {
        let bound = |at: usize| self.stem_starts.get(at).map(|n| *n as usize);
        let at = stem as usize;
        let bounds = match (bound(at), bound(at.saturating_add(1))) {
            // One more: the beginning of the next posting is the end of the last one's positions.
            (Some(from), Some(to)) => self.postings.get(from..=to).unwrap_or(&[]),
            _ => &[],
        };
        Postings { bounds, positions: &self.positions }
    }

    /// All words, ascending; their numbers are their places.
    pub fn words(&self) -> &[String] {
        &self.words
    }

    /// The number of a folded word.
    pub fn word(&self, word: &str) -> Option<WordIx> {
        self.words.binary_search_by(|known| known.as_str().cmp(word)).ok().map(number)
    }

    /// The number of a word's stem.
    pub fn stem_of(&self, word: WordIx) -> Option<u32> {
        self.stem_of.get(word as usize).copied()
    }

    /// The words of a stem, by its number, ascending.
    pub fn words_of(&self, stem: u32) -> &[WordIx] {
        let bound = |at: u32| self.word_starts.get(at as usize).map(|n| *n as usize);
        match (bound(stem), bound(stem.saturating_add(1))) {
            (Some(from), Some(to)) => self.words_of.get(from..to).unwrap_or(&[]),
            _ => &[],
        }
    }

    /// Number of paragraphs.
    pub fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// Whether there is no paragraph.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Number of words of a paragraph.
    pub fn length(&self, paragraph: u32) -> usize {
        self.range(paragraph).len()
    }

    /// Mean number of words.
    pub fn mean_length(&self) -> f64 {
        self.forms.len() as f64 / self.len().max(1) as f64
    }

    /// Where a word of a paragraph stands in its text.
    pub fn span(&self, paragraph: u32, position: u32) -> Option<Span> {
        self.spans.get(self.place(paragraph, position)?).copied()
    }

    /// Which word stands at a place of a paragraph.
    pub fn form(&self, paragraph: u32, position: u32) -> Option<WordIx> {
        self.forms.get(self.place(paragraph, position)?).copied()
    }

    fn place(&self, paragraph: u32, position: u32) -> Option<usize> {
        self.range(paragraph).nth(position as usize)
    }

    /// The places of a paragraph's words.
    fn range(&self, paragraph: u32) -> std::ops::Range<usize> {
        let bound = |at: usize| self.starts.get(at).map(|n| *n as usize);
        let at = paragraph as usize;
        bound(at).zip(bound(at.saturating_add(1))).map_or(0..0, |(from, to)| from..to)
    }
}

/// The indices of `groups` by group, in their order, and where each group begins; one more bound than groups.
fn grouped(groups: &[u32], count: usize) -> (Vec<u32>, Vec<u32>) {
    let mut bounds = vec![0_u32; count + 1];
    for group in groups {
        if let Some(bound) = bounds.get_mut(*group as usize + 1) {
            *bound += 1;
        }
    }
    let mut sum = 0;
    for bound in &mut bounds {
        sum += *bound;
        *bound = sum;
    }
    let mut next = bounds.clone();
    let mut order = vec![0_u32; groups.len()];
    for (at, group) in (0_u32..).zip(groups) {
        if let Some(place) = next.get_mut(*group as usize) {
            if let Some(slot) = order.get_mut(*place as usize) {
                *slot = at;
            }
            *place += 1;
        }
    }
    (order, bounds)
}
