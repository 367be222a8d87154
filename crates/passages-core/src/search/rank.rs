//! Query -> hits, best first.
//!
//! BM25 as in S. Robertson and H. Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond",
//! Foundations and Trends in Information Retrieval 3 (2009), doi:10.1561/1500000019.
//! A phrase scores as the sum of its words where it occurs.

use super::index::Index;
use super::query::Query;
use std::collections::{BTreeMap, BTreeSet};

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

#[derive(Clone, Default)]
struct Match {
    score: f64,
    positions: BTreeSet<u32>,
}

type Matches = BTreeMap<u32, Match>;

/// Hits by descending score, equal ones in the order of the corpus.
pub fn search(query: &Query, index: &Index, parameters: Bm25) -> Vec<Hit> {
    let mut hits: Vec<Hit> = matches(query, index, parameters)
        .into_iter()
        .map(|(paragraph, m)| Hit { paragraph, score: m.score, positions: m.positions.into_iter().collect() })
        .collect();
    hits.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.paragraph.cmp(&b.paragraph)));
    hits
}

fn matches(query: &Query, index: &Index, parameters: Bm25) -> Matches {
    match query {
        Query::Word(stem) => phrase(std::slice::from_ref(stem), index, parameters),
        Query::Phrase(stems) => phrase(stems, index, parameters),
        Query::Or(any) => any.iter().map(|q| matches(q, index, parameters)).fold(Matches::new(), add),
        Query::And(all) => {
            let (not, wanted): (Vec<&Query>, Vec<&Query>) =
                all.iter().partition(|q| matches!(q, Query::Not(_)));
            let mut found: Option<Matches> = None;
            for query in wanted {
                let next = matches(query, index, parameters);
                found = Some(match found {
                    None => next,
                    Some(mut found) => {
                        found.retain(|paragraph, _| next.contains_key(paragraph));
                        let kept =
                            next.into_iter().filter(|(paragraph, _)| found.contains_key(paragraph)).collect();
                        add(found, kept)
                    }
                });
            }
            // Words that must not occur, and none that must: everything else is found.
            let mut found = found.unwrap_or_else(|| everything(index));
            for query in not {
                if let Query::Not(inner) = query {
                    let unwanted = matches(inner, index, parameters);
                    found.retain(|paragraph, _| !unwanted.contains_key(paragraph));
                }
            }
            found
        }
        Query::Not(inner) => {
            let unwanted = matches(inner, index, parameters);
            let mut found = everything(index);
            found.retain(|paragraph, _| !unwanted.contains_key(paragraph));
            found
        }
    }
}

fn everything(index: &Index) -> Matches {
    (0_u32..).take(index.len()).map(|paragraph| (paragraph, Match::default())).collect()
}

fn add(mut into: Matches, more: Matches) -> Matches {
    for (paragraph, m) in more {
        let sum = into.entry(paragraph).or_default();
        sum.score += m.score;
        sum.positions.extend(m.positions);
    }
    into
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
        let positions = starts.iter().flat_map(|start| *start..start.saturating_add(words)).collect();
        found.insert(posting.paragraph, Match { score, positions });
    }
    found
}

fn at<'a>(index: &'a Index, stem: &str, paragraph: u32) -> Option<&'a [u32]> {
    let postings = index.postings(stem);
    let found = postings.binary_search_by_key(&paragraph, |p| p.paragraph).ok()?;
    postings.get(found).map(|p| p.positions.as_slice())
}

fn bm25(stem: &str, times: usize, paragraph: u32, index: &Index, Bm25 { k1, b }: Bm25) -> f64 {
    let (total, holders) = (index.len() as f64, index.postings(stem).len() as f64);
    let idf = libm::log(1.0 + (total - holders + 0.5) / (holders + 0.5));
    let (times, length) = (times as f64, index.length(paragraph) as f64 / index.mean_length().max(1.0));
    idf * times * (k1 + 1.0) / (times + k1 * (1.0 - b + b * length))
}
