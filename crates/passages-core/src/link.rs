//! Paragraph to paragraph: links that carry their reasons.
//!
//! Two paragraphs are compared by the evidence that both show: themes and names of the vocabulary, neighbouring
//! themes, telling words, and the same words over whole stretches. A piece of evidence weighs
//!
//! > kind x rarity x circumstances
//!
//! where the weight of the kind is in [`Weights`], rarity is the inverse document frequency of K. Spärck Jones,
//! "A statistical interpretation of term specificity and its application in retrieval", Journal of Documentation 28
//! (1972), doi:10.1108/eb026526, scaled to \[0, 1\]: `ln(N / n) / ln(N)` where `n` of `N` paragraphs show it; and
//! circumstances raise what stands in one sentence with other evidence in both paragraphs, and lower what is only
//! mentioned in brackets. The weights add up to `W`; the score is `W / (W + 1)`, and each reason's share of the score
//! is its share of `W`. Every factor is in the [`Reason`], so that the score can be worked out by hand.
//!
//! Which pairs become links is another question; see [`Linker::links`].

mod backbone;
mod compare;
mod evidence;
mod mutual;
mod nearest;
mod same;
mod weights;

pub use backbone::{DRAWN_LINKS, backbone, by_score};
pub use compare::{Comparison, Reason};
pub(crate) use evidence::Memory;
pub use evidence::{Reader, Shown};
pub(crate) use nearest::Search;
pub use nearest::{EXACT_PARAGRAPHS, MOST_COMPARED};
pub use weights::Weights;

use crate::annotate::Annotation;
use crate::span::Span;
use crate::tokens::Analyzer;
use crate::vocabulary::{Kind, TermIx, Vocabulary};

/// Index into the paragraphs of a corpus.
pub type ParagraphIx = u32;

/// What two paragraphs share.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Evidence {
    /// The same words, over most of both.
    Same,
    /// A term of the vocabulary.
    Term(TermIx),
    /// A term of the first and a term of the second that the vocabulary calls neighbours.
    Related(TermIx, TermIx),
    /// A telling word, as its stem.
    Word(String),
}

impl Evidence {
    /// The term that stands for it; the first paragraph's where there are two.
    pub fn term(&self) -> Option<TermIx> {
        match self {
            Self::Term(ix) | Self::Related(ix, _) => Some(*ix),
            Self::Same | Self::Word(_) => None,
        }
    }
}

/// Two paragraphs that say something about the same. [`Linker::compare`] gives the reasons.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Link {
    /// The earlier paragraph of the corpus.
    pub from: ParagraphIx,
    /// The later one; never the same.
    pub to: ParagraphIx,
    /// Above 0 and below 1.
    pub score: f32,
    /// Theme family of its weightiest theme; `None` where no theme is shared.
    pub family: Option<u8>,
    /// Where the weightiest reason stands, in `from` and in `to`.
    pub lead: (Span, Span),
}

impl Link {
    /// The other end, if `end` is one.
    pub fn other(&self, end: ParagraphIx) -> Option<ParagraphIx> {
        match end {
            e if e == self.from => Some(self.to),
            e if e == self.to => Some(self.from),
            _ => None,
        }
    }
}

/// A paragraph has at most this many links.
pub const MAX_LINKS: usize = 12;
/// A pair below this score is not linked: a theme of a few paragraphs reaches it by itself, a word never does.
pub const MIN_SCORE: f32 = 0.25;

/// What is known of a whole corpus when two of its paragraphs are compared.
#[derive(Clone, Debug, Default)]
pub struct Linker {
    /// Number of paragraphs.
    total: usize,
    /// By term.
    terms: Vec<TermFacts>,
    /// Stems of the general subject.
    general: Vec<String>,
    weights: Weights,
}

/// What is known of a term.
#[derive(Clone, Debug)]
struct TermFacts {
    /// What its kind weighs at its rarest.
    weight: f64,
    /// From 0 to 1.
    rarity: f64,
    family: Option<u8>,
    /// For an actor: the place for which it acts.
    place: Option<TermIx>,
    /// In how many paragraphs it stands.
    frequency: usize,
    /// Its neighbours, with the part of a term's weight that each counts.
    neighbours: Vec<(TermIx, f64)>,
}

impl Linker {
    /// Counts what the paragraphs of a corpus show.
    pub fn new(
        vocabulary: &Vocabulary,
        annotations: &[Annotation],
        analyzer: &Analyzer,
        weights: Weights,
    ) -> Self {
        let mut frequency = vec![0_usize; vocabulary.terms.len()];
        for term in annotations.iter().flat_map(Annotation::terms) {
            if let Some(count) = frequency.get_mut(usize::from(term)) {
                *count += 1;
            }
        }
        let mut linker = Self { total: annotations.len(), terms: Vec::new(), general: Vec::new(), weights };
        let weights = &linker.weights;
        let facts = |((_, term), frequency)| {
            let term: &crate::vocabulary::Term = term;
            let (weight, family, place) = (weights.term(term.kind), term.family, term.place);
            let rarity = linker.rarity(frequency, term.kind == Kind::Theme);
            TermFacts { weight, rarity, family, place, frequency, neighbours: Vec::new() }
        };
        let mut terms: Vec<TermFacts> = vocabulary.indexed().zip(frequency).map(facts).collect();
        // Both ways, whoever named the other; broader before merely related.
        for (ix, term) in vocabulary.indexed() {
            let broader = term.broader.iter().map(|other| (*other, weights.broader));
            let related = term.related.iter().map(|other| (*other, weights.related));
            for (other, weight) in broader.chain(related) {
                for (one, two) in [(ix, other), (other, ix)] {
                    if let Some(facts) = terms.get_mut(usize::from(one))
                        && facts.neighbours.iter().all(|(known, _)| *known != two)
                    {
                        facts.neighbours.push((two, weight));
                    }
                }
            }
        }
        linker.terms = terms;
        linker.general = vocabulary.general.iter().map(|word| analyzer.stem(word)).collect();
        linker
    }

    /// What the evidence of a key weighs at its rarest.
    fn kind(&self, key: u32) -> f64 {
        match evidence::term_of(key) {
            Some(ix) => self.terms.get(usize::from(ix)).map_or(0.0, |t| t.weight),
            None => self.weights.word,
        }
    }

    /// `ln(N / n) / ln(N)` for what `n` of `N` paragraphs show; 0 for what so many show that it tells nothing.
    fn rarity(&self, held: usize, is_theme: bool) -> f64 {
        let total = self.total as f64;
        let common = if is_theme { self.weights.common_theme } else { self.weights.common };
        let told = held as f64 > (total * common).max(self.weights.few);
        if held == 0 || told || total < 2.0 { 0.0 } else { libm::log(total / held as f64) / libm::log(total) }
    }
}
