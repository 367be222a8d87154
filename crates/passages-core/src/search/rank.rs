//! Query -> hits, best first.
//!
//! BM25 as in S. Robertson and H. Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond",
//! Foundations and Trends in Information Retrieval 3 (2009), doi:10.1561/1500000019.
//! All that a word of a query stands for counts as one word; a phrase scores as the sum of its words where it occurs.

use super::forms::{allowed_errors, forms};
use super::plan::{Leaf, Node, Plan, near, starts};
use super::query::{Atom, Query};
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

/// A paragraph that a query finds; [`Plan::locate`] says where.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit {
    /// Index of the paragraph.
    pub paragraph: u32,
    /// 0 and up; above 0 where words were looked for.
    pub score: f64,
}

/// Hits by ascending paragraph.
type Matches = Vec<Hit>;

/// The query with each word that no text has let one typing error pass, or two if it is long; `None` if there is none
/// such, or nothing comes near it.
pub fn corrected(query: &Query, index: &Index) -> Option<Query> {
    let mut changed = false;
    let query = correct(query, index, &mut changed);
    changed.then_some(query)
}

fn correct(query: &Query, index: &Index, changed: &mut bool) -> Query {
    let mut all = |parts: &[Query]| parts.iter().map(|q| correct(q, index, changed)).collect();
    match query {
        Query::And(parts) => Query::And(all(parts)),
        Query::Or(parts) => Query::Or(all(parts)),
        Query::Words(words) => Query::Words(correct_words(words, index, changed)),
        Query::Near(one, two, reach) => {
            let one = correct_words(one, index, changed);
            Query::Near(one, correct_words(two, index, changed), *reach)
        }
        // What is not wanted is not looked for either.
        Query::Not(_) | Query::Field(..) => query.clone(),
    }
}

fn correct_words(words: &[Atom], index: &Index, changed: &mut bool) -> Vec<Atom> {
    let near = |word: &str, stem: &str| {
        let errors = allowed_errors(word);
        let fuzzy = |errors| Atom::Fuzzy(word.to_owned(), errors);
        let absent = index.postings(stem).is_empty();
        (1..=errors).filter(|_| absent).map(fuzzy).find(|atom| !forms(atom, index).is_empty())
    };
    let one = |atom: &Atom| match atom {
        Atom::Word { word, stem } => near(word, stem).map_or_else(
            || atom.clone(),
            |fuzzy| {
                *changed = true;
                fuzzy
            },
        ),
        other => other.clone(),
    };
    words.iter().map(one).collect()
}

/// Hits by descending score, equal ones in the order of the corpus.
pub fn search(plan: &Plan, index: &Index, parameters: Bm25) -> Vec<Hit> {
    let mut hits = Search { index, parameters }.matches(&plan.0);
    hits.sort_unstable_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.paragraph.cmp(&b.paragraph)));
    hits
}

struct Search<'a> {
    index: &'a Index,
    parameters: Bm25,
}

impl Search<'_> {
    fn matches(&self, node: &Node) -> Matches {
        match node {
            Node::Words(words) => self.words(words),
            Node::Near(one, two, reach) => self.near(one, two, *reach),
            Node::Listed(paragraphs) => paragraphs.iter().copied().map(bare).collect(),
            Node::Or(any) => {
                any.iter().fold(Matches::new(), |found, q| merge(found, self.matches(q), Keep::Either))
            }
            Node::And(all) => {
                let wanted = all.iter().filter(|q| !matches!(q, Node::Not(_)));
                let found =
                    wanted.map(|q| self.matches(q)).reduce(|found, next| merge(found, next, Keep::Both));
                // Words that must not occur, and none that must: everything else is found.
                let mut found = found.unwrap_or_else(|| self.everything());
                for query in all {
                    if let Node::Not(unwanted) = query {
                        found = merge(found, self.matches(unwanted), Keep::OnlyFirst);
                    }
                }
                found
            }
            Node::Not(unwanted) => merge(self.everything(), self.matches(unwanted), Keep::OnlyFirst),
        }
    }

    fn everything(&self) -> Matches {
        (0..).take(self.index.len()).map(bare).collect()
    }

    fn words(&self, words: &[Leaf]) -> Matches {
        let weight: f64 = words.iter().map(|word| rarity(word.held(self.index), self.index)).sum();
        let hit = |paragraph: u32, times: usize| Hit {
            paragraph,
            score: weight * self.saturated(times, paragraph),
        };
        match words {
            [Leaf::Stem(stem)] => {
                return self.index.postings_of(*stem).iter().map(|(p, at)| hit(p, at.len())).collect();
            }
            [Leaf::Forms { paragraphs, .. }] => {
                return paragraphs.iter().map(|(p, times)| hit(*p, *times as usize)).collect();
            }
            _ => {}
        }
        let times = |p: &u32| starts(words, self.index, *p).len();
        let found = self.candidates(words).into_iter().map(|p| (p, times(&p)));
        found.filter(|(_, times)| *times > 0).map(|(p, times)| hit(p, times)).collect()
    }

    fn near(&self, one: &[Leaf], two: &[Leaf], reach: u32) -> Matches {
        let weight =
            |words: &[Leaf]| -> f64 { words.iter().map(|w| rarity(w.held(self.index), self.index)).sum() };
        let (left, right) = (weight(one), weight(two));
        let both: Vec<Leaf> = one.iter().chain(two).cloned().collect();
        let hit = |paragraph: u32| {
            let (ours, theirs) = near(one, two, reach, self.index, paragraph);
            let score = left * self.saturated(ours.len(), paragraph)
                + right * self.saturated(theirs.len(), paragraph);
            (!ours.is_empty()).then_some(Hit { paragraph, score })
        };
        self.candidates(&both).into_iter().filter_map(hit).collect()
    }

    /// The paragraphs that may have all of the words: those of the rarest that have the others too, ascending.
    fn candidates(&self, words: &[Leaf]) -> Vec<u32> {
        let rarest = words.iter().min_by_key(|word| word.held(self.index));
        let mut found = rarest.map_or(Vec::new(), |word| word.paragraphs(self.index));
        for word in words.iter().filter(|word| Some(*word) != rarest) {
            let held = word.paragraphs(self.index);
            found.retain(|paragraph| held.binary_search(paragraph).is_ok());
        }
        found
    }

    fn saturated(&self, times: usize, paragraph: u32) -> f64 {
        saturated(times, paragraph, self.index, self.parameters)
    }
}

fn bare(paragraph: u32) -> Hit {
    Hit { paragraph, score: 0.0 }
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

/// Walks two lists side by side; where a paragraph is in both, scores add up.
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
                merged.push(a);
            }
            (Some(one), None) if keep != Keep::Both => merged.push(one),
            (None, Some(one)) if keep == Keep::Either => merged.push(one),
            _ => {}
        }
    }
}

fn rarity(held: usize, index: &Index) -> f64 {
    let (total, held) = (index.len() as f64, held as f64);
    libm::log(1.0 + (total - held + 0.5) / (held + 0.5))
}

fn saturated(times: usize, paragraph: u32, index: &Index, Bm25 { k1, b }: Bm25) -> f64 {
    let (times, length) = (times as f64, index.length(paragraph) as f64 / index.mean_length().max(1.0));
    times * (k1 + 1.0) / (times + k1 * (1.0 - b + b * length))
}

/// What a stem that stands `times` times in a paragraph adds to its score.
pub fn bm25(stem: &str, times: usize, paragraph: u32, index: &Index, parameters: Bm25) -> f64 {
    rarity(index.postings(stem).len(), index) * saturated(times, paragraph, index, parameters)
}
