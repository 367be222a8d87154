//! Query -> hits, best first.
//!
//! BM25 as in S. Robertson and H. Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond",
//! Foundations and Trends in Information Retrieval 3 (2009), doi:10.1561/1500000019.
//! A phrase scores as the sum of its words where it occurs.

use super::query::Query;
use crate::index::Index;
use std::cmp::Ordering;

/// The parameters of BM25.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bm25 {
    /// How soon a repeated word stops counting; 0 and up, usually 1.2.
    pub k1: f64,
    /// How much a long paragraph is held back; 0 (not) to 1 (in full), usually 0.75.
    pub b: f64,
}

impl Default for Bm25 {
    fn default() -> Self {
        Self { k1: 1.2, b: 0.75 }
    }
}

/// A paragraph that a query finds.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// Index of the paragraph.
    pub paragraph: u32,
    /// Above 0.
    pub score: f64,
    /// Zero-based numbers of the words that were found, ascending.
    pub positions: Vec<u32>,
}

/// Hits by ascending paragraph.
type Matches = Vec<Hit>;

/// Hits by descending score, equal ones in the order of the corpus.
pub fn search(query: &Query, index: &Index, parameters: Bm25) -> Vec<Hit> {
    let mut hits = matches(query, index, parameters);
    hits.sort_unstable_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.paragraph.cmp(&b.paragraph)));
    hits
}

fn matches(query: &Query, index: &Index, parameters: Bm25) -> Matches {
    match query {
        Query::Word(stem) => phrase(std::slice::from_ref(stem), index, parameters),
        Query::Phrase(stems) => phrase(stems, index, parameters),
        Query::Or(any) => any
            .iter()
            .fold(Matches::new(), |found, q| merge(found, matches(q, index, parameters), Keep::Either)),
        Query::And(all) => {
            let mut found: Option<Matches> = None;
            for query in all.iter().filter(|q| !matches!(q, Query::Not(_))) {
                let next = matches(query, index, parameters);
                found = Some(match found {
                    None => next,
                    Some(found) => merge(found, next, Keep::Both),
                });
            }
            // Words that must not occur, and none that must: everything else is found.
            let mut found = found.unwrap_or_else(|| everything(index));
            for query in all {
                if let Query::Not(unwanted) = query {
                    found = merge(found, matches(unwanted, index, parameters), Keep::OnlyFirst);
                }
            }
            found
        }
        Query::Not(unwanted) => {
            merge(everything(index), matches(unwanted, index, parameters), Keep::OnlyFirst)
        }
    }
}

fn everything(index: &Index) -> Matches {
    (0..).take(index.len()).map(|paragraph| Hit { paragraph, score: 0.0, positions: Vec::new() }).collect()
}

/// Which paragraphs of two lists remain.
#[derive(Clone, Copy, PartialEq)]
enum Keep {
    /// Those in one or both.
    Either,
    /// Those in both.
    Both,
    /// Those in the first and not in the second.
    OnlyFirst,
}

/// Walks two lists side by side; where a paragraph is in both, scores add up and positions join.
fn merge(first: Matches, second: Matches, keep: Keep) -> Matches {
    let mut merged = Matches::new();
    let (mut first, mut second) = (first.into_iter().peekable(), second.into_iter().peekable());
    loop {
        let order = match (first.peek(), second.peek()) {
            (Some(a), Some(b)) => a.paragraph.cmp(&b.paragraph),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => return merged,
        };
        let a = if order == Ordering::Greater { None } else { first.next() };
        let b = if order == Ordering::Less { None } else { second.next() };
        match (a, b) {
            (Some(mut a), Some(b)) if keep != Keep::OnlyFirst => {
                a.score += b.score;
                a.positions.extend(b.positions);
                a.positions.sort_unstable();
                a.positions.dedup();
                merged.push(a);
            }
            (Some(one), None) if keep != Keep::Both => merged.push(one),
            (None, Some(one)) if keep == Keep::Either => merged.push(one),
            _ => {}
        }
    }
}

/// Paragraphs in which the stems stand side by side; one stem is a phrase of one.
fn phrase(stems: &[String], index: &Index, parameters: Bm25) -> Matches {
    let Some((first, rest)) = stems.split_first() else { return Matches::new() };
    let mut found = Matches::new();
    for posting in index.postings(first) {
        let follows = |start: &&u32| {
            (1_u32..).zip(rest).all(|(offset, stem)| {
                at(index, stem, posting.paragraph)
                    .is_some_and(|p| p.binary_search(&(**start + offset)).is_ok())
            })
        };
        let starts: Vec<u32> = posting.positions.iter().filter(follows).copied().collect();
        if starts.is_empty() {
            continue;
        }
        let score =
            stems.iter().map(|stem| bm25(stem, starts.len(), posting.paragraph, index, parameters)).sum();
        let words = u32::try_from(stems.len()).unwrap_or(u32::MAX);
        let mut positions: Vec<u32> =
            starts.iter().flat_map(|start| *start..start.saturating_add(words)).collect();
        positions.sort_unstable();
        positions.dedup();
        found.push(Hit { paragraph: posting.paragraph, score, positions });
    }
    found
}

fn at<'a>(index: &'a Index, stem: &str, paragraph: u32) -> Option<&'a [u32]> {
    let postings = index.postings(stem);
    let found = postings.binary_search_by_key(&paragraph, |p| p.paragraph).ok()?;
    postings.get(found).map(|p| p.positions.as_slice())
}

/// What a stem that stands `times` times in a paragraph adds to its score.
pub fn bm25(stem: &str, times: usize, paragraph: u32, index: &Index, Bm25 { k1, b }: Bm25) -> f64 {
    let (total, holders) = (index.len() as f64, index.postings(stem).len() as f64);
    let idf = libm::log(1.0 + (total - holders + 0.5) / (holders + 0.5));
    let (times, length) = (times as f64, index.length(paragraph) as f64 / index.mean_length().max(1.0));
    idf * times * (k1 + 1.0) / (times + k1 * (1.0 - b + b * length))
}
