//! Paragraph to paragraph: links that carry their reasons.
//!
//! A pair is scored by the evidence that both paragraphs show: terms of the vocabulary and telling words.
//! A piece of evidence that occurs in `n` of `N` paragraphs weighs `kind * ln(N / n) / ln(N)`, the inverse
//! document frequency of K. Spärck Jones, "A statistical interpretation of term specificity and its application
//! in retrieval", Journal of Documentation 28 (1972), doi:10.1108/eb026526, scaled to [0, 1].
//! The weights add up to `W`, and the score is `W / (W + 1)`, so it stays below 1 and each reason's share of
//! the score is its share of `W`. Words count after their paragraph's length (they are many in a long one).
//!
//! Shown are the pairs in which each is among the other's nearest (mutual k nearest neighbours: M. R. Brito et al.,
//! "Connectivity of the mutual k-nearest-neighbor graph in clustering and outlier detection", Statistics &
//! Probability Letters 35 (1997), doi:10.1016/S0167-7152(96)00213-1), so no paragraph has more than `k`.

use crate::annotate::Annotation;
use crate::span::Span;
use crate::tokens::{Token, is_stop_word};
use crate::vocabulary::{Kind, TermIx, Vocabulary};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Index into the paragraphs of a corpus.
pub type ParagraphIx = u32;

/// What two paragraphs share.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Evidence {
    /// A term of the vocabulary.
    Term(TermIx),
    /// A telling word, as its stem.
    Word(String),
}

/// One reason of a link.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reason {
    /// What is shared.
    pub evidence: Evidence,
    /// Its part of the link's score; the shares of a link sum to its score.
    pub share: f32,
    /// Where the `from` paragraph shows it; never empty.
    pub from_spans: Vec<Span>,
    /// Where the `to` paragraph shows it; never empty.
    pub to_spans: Vec<Span>,
}

/// Two paragraphs that say something about the same.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Link {
    /// The earlier paragraph of the corpus.
    pub from: ParagraphIx,
    /// The later one; never the same.
    pub to: ParagraphIx,
    /// Above 0 and below 1.
    pub score: f32,
    /// The largest share first.
    pub reasons: Vec<Reason>,
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
pub const MAX_LINKS: usize = 8;
/// A pair below this score is not linked: one rare theme alone reaches it, one rare word alone does not.
pub const MIN_SCORE: f32 = 0.3;
/// Evidence in more than this share of the paragraphs tells nothing.
const MAX_FREQUENCY: f64 = 0.34;
/// Words of a pair weigh together at most this much, so that they support a link but do not make one.
const WORDS_CEILING: f64 = 0.5;
/// A paragraph of this many words has its words counted in full.
const USUAL_WORDS: f64 = 60.0;

/// The weight of a kind of evidence at its rarest.
fn kind_weight(kind: Kind) -> f64 {
    match kind {
        Kind::Theme => 1.0,
        Kind::Programme | Kind::Instrument => 0.9,
        Kind::Event => 0.5,
        Kind::Actor => 0.45,
        Kind::Place => 0.3,
        Kind::Voice | Kind::Rung => 0.0,
    }
}
/// The weight of a word at its rarest.
const WORD_WEIGHT: f64 = 0.18;

/// Words of the general subject: they stand everywhere and link nothing.
const GENERAL: [&str; 22] = [
    "migrat", "migrant", "develop", "countri", "emigr", "immigr", "origin", "destin", "intern", "confer",
    "particip", "programm", "program", "econom", "polici", "nation", "govern", "home", "host", "import",
    "support", "approach",
];

/// Where a paragraph shows each piece of evidence.
type Shown = BTreeMap<Evidence, Vec<Span>>;

fn evidence(tokens: &[Token], annotation: &Annotation, vocabulary: &Vocabulary) -> Shown {
    let mut shown = Shown::new();
    for tag in &annotation.tags {
        let counts = vocabulary.term(tag.term).is_some_and(|t| kind_weight(t.kind) > 0.0);
        if counts {
            shown.entry(Evidence::Term(tag.term)).or_default().push(tag.span);
        }
    }
    // Both are in the order of the text.
    let mut tags = annotation.tags.iter().peekable();
    let mut tagged_to = 0;
    for token in tokens {
        while let Some(tag) = tags.next_if(|t| t.span.start < token.span.end) {
            tagged_to = tagged_to.max(tag.span.end);
        }
        let tagged = token.span.start < tagged_to;
        let tells = token.word.chars().count() > 3
            && !is_stop_word(&token.word)
            && !GENERAL.contains(&token.stem.as_str())
            && !token.word.bytes().any(|b| b.is_ascii_digit());
        if tells && !tagged {
            shown.entry(Evidence::Word(token.stem.clone())).or_default().push(token.span);
        }
    }
    shown
}

/// One side of a comparison: the evidence of a paragraph and how much its words count.
struct Side {
    shown: Shown,
    word_factor: f64,
}

/// All links of a corpus, ordered by `from`, then `to`.
///
/// `tokens` and `annotations` are parallel, one each a paragraph.
pub fn links(tokens: &[Vec<Token>], annotations: &[Annotation], vocabulary: &Vocabulary) -> Vec<Link> {
    let sides: Vec<Side> = tokens
        .iter()
        .zip(annotations)
        .map(|(tokens, annotation)| {
            let length = tokens.len() as f64;
            let word_factor = if length > USUAL_WORDS { libm::sqrt(USUAL_WORDS / length) } else { 1.0 };
            Side { shown: evidence(tokens, annotation, vocabulary), word_factor }
        })
        .collect();
    let mut holders: BTreeMap<&Evidence, Vec<usize>> = BTreeMap::new();
    for (at, side) in sides.iter().enumerate() {
        for piece in side.shown.keys() {
            holders.entry(piece).or_default().push(at);
        }
    }
    let total = sides.len() as f64;
    let telling: BTreeMap<&Evidence, f64> = holders
        .iter()
        .filter(|(_, held)| held.len() >= 2 && held.len() as f64 <= (total * MAX_FREQUENCY).max(2.0))
        .map(|(piece, held)| (*piece, weight(piece, held.len() as f64, total, vocabulary)))
        .collect();
    let mut pairs: BTreeSet<(usize, usize)> = BTreeSet::new();
    for (piece, held) in &holders {
        if !telling.contains_key(*piece) {
            continue;
        }
        for (i, a) in held.iter().enumerate() {
            pairs.extend(held.iter().skip(i + 1).map(|b| (*a, *b)));
        }
    }
    let scored: Vec<Link> = pairs.into_iter().filter_map(|(a, b)| score(a, b, &sides, &telling)).collect();
    mutual_nearest(scored)
}

fn weight(piece: &Evidence, holders: f64, total: f64, vocabulary: &Vocabulary) -> f64 {
    let kind = match piece {
        Evidence::Term(ix) => vocabulary.term(*ix).map_or(0.0, |t| kind_weight(t.kind)),
        Evidence::Word(_) => WORD_WEIGHT,
    };
    kind * libm::log(total / holders) / libm::log(total)
}

fn score(a: usize, b: usize, sides: &[Side], telling: &BTreeMap<&Evidence, f64>) -> Option<Link> {
    let (left, right) = (sides.get(a)?, sides.get(b)?);
    let shared = left
        .shown
        .iter()
        .filter_map(|(piece, spans)| Some((piece, *telling.get(piece)?, spans, right.shown.get(piece)?)));
    let mut weighed: Vec<(&Evidence, f64, &Vec<Span>, &Vec<Span>)> = shared
        .map(|(piece, weight, from, to)| match piece {
            Evidence::Word(_) => (piece, weight * left.word_factor * right.word_factor, from, to),
            Evidence::Term(_) => (piece, weight, from, to),
        })
        .collect();
    let words: f64 = weighed.iter().filter(|w| matches!(w.0, Evidence::Word(_))).map(|w| w.1).sum();
    if words > WORDS_CEILING {
        for one in weighed.iter_mut().filter(|w| matches!(w.0, Evidence::Word(_))) {
            one.1 *= WORDS_CEILING / words;
        }
    }
    let total: f64 = weighed.iter().map(|w| w.1).sum();
    weighed.sort_by(|x, y| y.1.total_cmp(&x.1).then_with(|| x.0.cmp(y.0)));
    let reasons: Vec<Reason> = weighed
        .into_iter()
        .map(|(piece, weight, from, to)| Reason {
            evidence: piece.clone(),
            share: (weight / (total + 1.0)) as f32,
            from_spans: from.clone(),
            to_spans: to.clone(),
        })
        .collect();
    // The sum as the reader would add it up, so that the shares sum to the score to the bit.
    let score: f32 = reasons.iter().map(|r| r.share).sum();
    (score >= MIN_SCORE).then(|| Link { from: index(a), to: index(b), score, reasons })
}

fn index(at: usize) -> ParagraphIx {
    ParagraphIx::try_from(at).unwrap_or(ParagraphIx::MAX)
}

/// The links in which each end is among the [`MAX_LINKS`] nearest of the other.
fn mutual_nearest(links: Vec<Link>) -> Vec<Link> {
    let mut by_end: BTreeMap<ParagraphIx, Vec<(f32, ParagraphIx)>> = BTreeMap::new();
    for link in &links {
        by_end.entry(link.from).or_default().push((link.score, link.to));
        by_end.entry(link.to).or_default().push((link.score, link.from));
    }
    let nearest: BTreeMap<ParagraphIx, BTreeSet<ParagraphIx>> = by_end
        .into_iter()
        .map(|(end, mut others)| {
            others.sort_by(|x, y| y.0.total_cmp(&x.0).then_with(|| x.1.cmp(&y.1)));
            (end, others.into_iter().take(MAX_LINKS).map(|(_, other)| other).collect())
        })
        .collect();
    let among =
        |end: ParagraphIx, other: ParagraphIx| nearest.get(&end).is_some_and(|set| set.contains(&other));
    links.into_iter().filter(|l| among(l.from, l.to) && among(l.to, l.from)).collect()
}
