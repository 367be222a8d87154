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
use std::collections::BTreeMap;

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

/// A paragraph as the linker sees it.
struct Side {
    /// Numbers of its evidence, ascending, with where it is shown.
    shown: Vec<(usize, Vec<Span>)>,
    /// How much its words count: less in a long paragraph, which has many.
    word_factor: f64,
}

/// All evidence of a corpus.
struct Pool {
    /// By number.
    evidence: Vec<Evidence>,
    /// Weight of each, by number; 0 for what tells nothing.
    weights: Vec<f64>,
    /// Paragraphs that show each, by number, ascending.
    holders: Vec<Vec<usize>>,
    sides: Vec<Side>,
}

/// All links of a corpus, ordered by `from`, then `to`.
///
/// `tokens` and `annotations` are parallel, one each a paragraph.
pub fn links(tokens: &[Vec<Token>], annotations: &[Annotation], vocabulary: &Vocabulary) -> Vec<Link> {
    let pool = pool(tokens, annotations, vocabulary);
    let nearest = nearest(&pool);
    let among =
        |end: usize, other: usize| nearest.get(end).is_some_and(|n| n.iter().any(|(_, o)| *o == other));
    let mut links = Vec::new();
    for (from, near) in nearest.iter().enumerate() {
        let mut ends: Vec<usize> = near.iter().map(|(_, to)| *to).filter(|to| *to > from).collect();
        ends.sort_unstable();
        links.extend(ends.into_iter().filter(|to| among(*to, from)).filter_map(|to| link(&pool, from, to)));
    }
    links
}

fn pool(tokens: &[Vec<Token>], annotations: &[Annotation], vocabulary: &Vocabulary) -> Pool {
    let shown: Vec<Shown> = tokens
        .iter()
        .zip(annotations)
        .map(|(tokens, annotation)| evidence(tokens, annotation, vocabulary))
        .collect();
    let mut holders_of: BTreeMap<&Evidence, Vec<usize>> = BTreeMap::new();
    for (at, shown) in shown.iter().enumerate() {
        for piece in shown.keys() {
            holders_of.entry(piece).or_default().push(at);
        }
    }
    let total = shown.len() as f64;
    let tells = |held: usize| held >= 2 && held as f64 <= (total * MAX_FREQUENCY).max(2.0);
    let weights = holders_of.iter().map(|(piece, held)| {
        if tells(held.len()) { weight(piece, held.len() as f64, total, vocabulary) } else { 0.0 }
    });
    let weights: Vec<f64> = weights.collect();
    let numbers: BTreeMap<&Evidence, usize> = holders_of.keys().copied().zip(0..).collect();
    let sides = shown.iter().zip(tokens).map(|(shown, tokens)| {
        let length = tokens.len() as f64;
        let word_factor = if length > USUAL_WORDS { libm::sqrt(USUAL_WORDS / length) } else { 1.0 };
        let numbered = shown.iter().filter_map(|(piece, spans)| Some((*numbers.get(piece)?, spans.clone())));
        Side { shown: numbered.collect(), word_factor }
    });
    let sides = sides.collect();
    let evidence = holders_of.keys().map(|piece| (*piece).clone()).collect();
    Pool { evidence, weights, holders: holders_of.into_values().collect(), sides }
}

fn weight(piece: &Evidence, holders: f64, total: f64, vocabulary: &Vocabulary) -> f64 {
    let kind = match piece {
        Evidence::Term(ix) => vocabulary.term(*ix).map_or(0.0, |t| kind_weight(t.kind)),
        Evidence::Word(_) => WORD_WEIGHT,
    };
    kind * libm::log(total / holders) / libm::log(total)
}

/// For each paragraph the [`MAX_LINKS`] others with the best scores of at least [`MIN_SCORE`], best first.
///
/// Paragraph by paragraph, the weights of its evidence are added up over all others that hold it.
fn nearest(pool: &Pool) -> Vec<Vec<(f64, usize)>> {
    let count = pool.sides.len();
    let (mut terms, mut words) = (vec![0.0_f64; count], vec![0.0_f64; count]);
    let mut all = Vec::with_capacity(count);
    for (at, side) in pool.sides.iter().enumerate() {
        let mut touched = Vec::new();
        for (number, _) in &side.shown {
            let weight = pool.weights.get(*number).copied().unwrap_or(0.0);
            if weight == 0.0 {
                continue;
            }
            let is_word = matches!(pool.evidence.get(*number), Some(Evidence::Word(_)));
            let sums = if is_word { &mut words } else { &mut terms };
            for other in pool.holders.get(*number).into_iter().flatten().filter(|other| **other != at) {
                touched.push(*other);
                if let Some(sum) = sums.get_mut(*other) {
                    *sum += weight;
                }
            }
        }
        let mut near: Vec<(f64, usize)> = Vec::new();
        for other in touched {
            let (Some(of_terms), Some(of_words)) = (terms.get_mut(other), words.get_mut(other)) else {
                continue;
            };
            let factor = side.word_factor * pool.sides.get(other).map_or(0.0, |s| s.word_factor);
            let total = std::mem::take(of_terms) + (std::mem::take(of_words) * factor).min(WORDS_CEILING);
            // Rounded as it is shown, so that what looks equal is equal, whatever order it was added up in.
            let score = f64::from((total / (total + 1.0)) as f32);
            // Touched twice: taken the first time.
            if score >= f64::from(MIN_SCORE) {
                let place = near.partition_point(|(s, o)| *s > score || (*s == score && *o < other));
                near.insert(place, (score, other));
                near.truncate(MAX_LINKS);
            }
        }
        all.push(near);
    }
    all
}

/// The link between two paragraphs, with all its reasons.
fn link(pool: &Pool, from: usize, to: usize) -> Option<Link> {
    let (left, right) = (pool.sides.get(from)?, pool.sides.get(to)?);
    let mut weighed: Vec<(&Evidence, f64, &Vec<Span>, &Vec<Span>)> = Vec::new();
    for (number, from_spans) in &left.shown {
        let weight = pool.weights.get(*number).copied().filter(|w| *w > 0.0);
        let at = right.shown.binary_search_by_key(number, |(n, _)| *n).ok();
        if let (Some(weight), Some((_, to_spans))) = (weight, at.and_then(|at| right.shown.get(at))) {
            weighed.push((pool.evidence.get(*number)?, weight, from_spans, to_spans));
        }
    }
    let is_word = |evidence: &Evidence| matches!(evidence, Evidence::Word(_));
    let words: f64 = weighed.iter().filter(|w| is_word(w.0)).map(|w| w.1).sum();
    let counted = (words * left.word_factor * right.word_factor).min(WORDS_CEILING);
    for one in weighed.iter_mut().filter(|w| is_word(w.0)) {
        one.1 *= counted / words;
    }
    let total: f64 = weighed.iter().map(|w| w.1).sum();
    weighed.sort_by(|x, y| y.1.total_cmp(&x.1).then_with(|| x.0.cmp(y.0)));
    let reasons: Vec<Reason> = weighed
        .into_iter()
        .map(|(piece, weight, from_spans, to_spans)| Reason {
            evidence: piece.clone(),
            share: (weight / (total + 1.0)) as f32,
            from_spans: from_spans.clone(),
            to_spans: to_spans.clone(),
        })
        .collect();
    // The sum as the reader would add it up, so that the shares sum to the score to the bit.
    let score: f32 = reasons.iter().map(|r| r.share).sum();
    Some(Link {
        from: ParagraphIx::try_from(from).ok()?,
        to: ParagraphIx::try_from(to).ok()?,
        score,
        reasons,
    })
}
