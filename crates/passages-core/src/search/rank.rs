//! Query -> hits, best first.
//!
//! BM25 as in S. Robertson and H. Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond",
//! Foundations and Trends in Information Retrieval 3 (2009), doi:10.1561/1500000019.
//! All that a word of a query stands for counts as one word; a phrase scores as the sum of its words where it occurs.

use super::forms::{allowed_errors, forms};
use super::query::{Atom, Query};
use crate::index::{Index, WordIx};
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
    /// 0 and up; above 0 where words were looked for.
    pub score: f64,
    /// Zero-based numbers of the words that were found, ascending.
    pub positions: Vec<u32>,
}

/// Hits by ascending paragraph.
type Matches = Vec<Hit>;

/// Paragraphs that have a value of a field, ascending: name, value.
pub type Fields<'a> = dyn Fn(&str, &str) -> Vec<u32> + 'a;

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
pub fn search(query: &Query, index: &Index, fields: &Fields<'_>, parameters: Bm25) -> Vec<Hit> {
    let mut hits = Search { index, fields, parameters }.matches(query);
    hits.sort_unstable_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.paragraph.cmp(&b.paragraph)));
    hits
}

struct Search<'a> {
    index: &'a Index,
    fields: &'a Fields<'a>,
    parameters: Bm25,
}

/// Where a run of words begins: paragraph by paragraph, ascending.
type Starts = Vec<(u32, Vec<u32>)>;

impl Search<'_> {
    fn matches(&self, query: &Query) -> Matches {
        match query {
            Query::Words(words) => {
                let length = u32::try_from(words.len()).unwrap_or(u32::MAX);
                let (found, weights) = self.run(words);
                let hit = |(paragraph, starts): (u32, Vec<u32>)| Hit {
                    paragraph,
                    score: self.score(&weights, starts.len(), paragraph),
                    positions: covered(starts.iter().map(|start| (*start, length))),
                };
                found.into_iter().map(hit).collect()
            }
            Query::Near(one, two, reach) => self.near(one, two, *reach),
            Query::Field(name, value) => (self.fields)(name, value).into_iter().map(bare).collect(),
            Query::Or(any) => {
                any.iter().fold(Matches::new(), |found, q| merge(found, self.matches(q), Keep::Either))
            }
            Query::And(all) => {
                let mut found: Option<Matches> = None;
                for query in all.iter().filter(|q| !matches!(q, Query::Not(_))) {
                    let next = self.matches(query);
                    found = Some(match found {
                        None => next,
                        Some(found) => merge(found, next, Keep::Both),
                    });
                }
                // Words that must not occur, and none that must: everything else is found.
                let mut found = found.unwrap_or_else(|| self.everything());
                for query in all {
                    if let Query::Not(unwanted) = query {
                        found = merge(found, self.matches(unwanted), Keep::OnlyFirst);
                    }
                }
                found
            }
            Query::Not(unwanted) => merge(self.everything(), self.matches(unwanted), Keep::OnlyFirst),
        }
    }

    fn everything(&self) -> Matches {
        (0..).take(self.index.len()).map(bare).collect()
    }

    /// Where a run of words stands, and what each of its words weighs by its rarity.
    fn run(&self, words: &[Atom]) -> (Starts, Vec<f64>) {
        let mut found: Option<Starts> = None;
        let mut weights = Vec::new();
        for (offset, word) in (0_u32..).zip(words) {
            let places = self.places(word);
            weights.push(self.rarity(places.len()));
            found = Some(match found {
                None => places,
                Some(found) => follow(found, &places, offset),
            });
        }
        (found.unwrap_or_default(), weights)
    }

    /// Where the words that an atom stands for are.
    fn places(&self, atom: &Atom) -> Starts {
        let index = self.index;
        if let Atom::Word { stem, .. } = atom {
            return index.postings(stem).iter().map(|(p, at)| (p, at.to_vec())).collect();
        }
        let wanted = forms(atom, index);
        let mut stems: Vec<u32> = wanted.iter().filter_map(|form| index.stem_of(*form)).collect();
        stems.sort_unstable();
        stems.dedup();
        let is_wanted = |form: Option<WordIx>| form.is_some_and(|form| wanted.binary_search(&form).is_ok());
        // Paragraph and position in one number, for one sort.
        let mut all: Vec<u64> = Vec::new();
        for stem in stems {
            let whole = index.words_of(stem).iter().all(|form| is_wanted(Some(*form)));
            for (paragraph, positions) in index.postings_of(stem).iter() {
                let kept = positions.iter().filter(|p| whole || is_wanted(index.form(paragraph, **p)));
                all.extend(kept.map(|position| u64::from(paragraph) << 32 | u64::from(*position)));
            }
        }
        all.sort_unstable();
        let half = |packed: u64| u32::try_from(packed & u64::from(u32::MAX)).unwrap_or(u32::MAX);
        let groups = all.chunk_by(|a, b| a >> 32 == b >> 32);
        let starts =
            groups.filter_map(|g| Some((half(g.first()? >> 32), g.iter().map(|at| half(*at)).collect())));
        starts.collect()
    }

    fn near(&self, one: &[Atom], two: &[Atom], reach: u32) -> Matches {
        let length = |words: &[Atom]| u32::try_from(words.len()).unwrap_or(u32::MAX);
        let ((left, left_weights), (right, right_weights)) = (self.run(one), self.run(two));
        let mut right = right.into_iter().peekable();
        let mut found = Matches::new();
        for (paragraph, starts) in left {
            while right.next_if(|(p, _)| *p < paragraph).is_some() {}
            let Some((_, others)) = right.next_if(|(p, _)| *p == paragraph) else { continue };
            let (mut ours, mut theirs) = (Vec::new(), Vec::new());
            for a in &starts {
                // Only what begins near enough can be near enough.
                let from =
                    others.partition_point(|b| b.saturating_add(length(two)).saturating_add(reach) < *a);
                let to =
                    others.partition_point(|b| *b <= a.saturating_add(length(one)).saturating_add(reach));
                for b in others.get(from..to).unwrap_or(&[]) {
                    let (first, after) = if a <= b { (a + length(one), *b) } else { (b + length(two), *a) };
                    // Runs that overlap are not two.
                    if first <= after && after - first <= reach {
                        ours.push(*a);
                        theirs.push(*b);
                    }
                }
            }
            ours.dedup();
            theirs.sort_unstable();
            theirs.dedup();
            if !ours.is_empty() {
                let spans =
                    ours.iter().map(|a| (*a, length(one))).chain(theirs.iter().map(|b| (*b, length(two))));
                let score = self.score(&left_weights, ours.len(), paragraph)
                    + self.score(&right_weights, theirs.len(), paragraph);
                found.push(Hit { paragraph, score, positions: covered(spans) });
            }
        }
        found
    }

    /// The rarity of what stands in `held` paragraphs.
    fn rarity(&self, held: usize) -> f64 {
        rarity(held, self.index)
    }

    /// What words of these rarities that stand `times` times in a paragraph add to its score.
    fn score(&self, rarities: &[f64], times: usize, paragraph: u32) -> f64 {
        let saturated = saturated(times, paragraph, self.index, self.parameters);
        rarities.iter().map(|rarity| rarity * saturated).sum()
    }
}

fn bare(paragraph: u32) -> Hit {
    Hit { paragraph, score: 0.0, positions: Vec::new() }
}

/// The numbers of the words that runs cover, ascending, each once: where each begins, and how many words it has.
fn covered(runs: impl Iterator<Item = (u32, u32)>) -> Vec<u32> {
    let mut positions: Vec<u32> =
        runs.flat_map(|(start, length)| start..start.saturating_add(length)).collect();
    positions.sort_unstable();
    positions.dedup();
    positions
}

/// Those runs that the next word follows, `offset` words after their beginning.
fn follow(found: Starts, next: &Starts, offset: u32) -> Starts {
    let mut next = next.iter().peekable();
    let mut kept = Starts::new();
    for (paragraph, mut starts) in found {
        while next.next_if(|(p, _)| *p < paragraph).is_some() {}
        let Some((_, positions)) = next.next_if(|(p, _)| *p == paragraph) else { continue };
        starts.retain(|start| positions.binary_search(&(start + offset)).is_ok());
        if !starts.is_empty() {
            kept.push((paragraph, starts));
        }
    }
    kept
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
