//! Query -> hits, best first.
//!
//! BM25 as in S. Robertson and H. Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond",
//! Foundations and Trends in Information Retrieval 3 (2009), doi:10.1561/1500000019.
//! All that a word of a query stands for counts as one word; a phrase scores as the sum of its words where it occurs.

use super::leaf::{Bits, Run, Stands, intersection, paragraph_of, seek};
use super::near::near;
use super::plan::{Node, Placed, Plan};
use crate::index::Index;
use crate::order::sort_by;
use std::borrow::Cow;
use std::cell::OnceCell;

/// The parameters of BM25.
///
/// The default suits passages, which are short: there, a word that is repeated tells little more than one that stands
/// once, and what has all words of a query should come before what has one of them often. Of 200 paragraphs out of
/// 10,000, sought by three of their words, it finds the right one at a mean reciprocal rank of 0.947; the usual
/// 1.2 and 0.75, which suit whole articles, at 0.913.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bm25 {
    /// How soon a repeated word stops counting; 0 (at once) and up; 0.4 by default.
    pub k1: f64,
    /// How much a long paragraph is held back; 0 (not) to 1 (in full); 0.85 by default.
    pub b: f64,
}

impl Default for Bm25 {
    fn default() -> Self {
        Self { k1: 0.4, b: 0.85 }
    }
}

/// A paragraph that a query finds; [`Plan::locate`] says where, and [`Plan::explain`] why.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit {
    /// Index of the paragraph.
    pub paragraph: u32,
    /// 0 and up; above 0 where words were looked for.
    pub score: f64,
}

/// All hits by descending score, equal ones in the order of the corpus.
pub fn search(plan: &Plan, index: &Index, parameters: Bm25) -> Vec<Hit> {
    let search = Search::of(plan, index, parameters);
    let found = search.part(&plan.root);
    let order = found.paragraphs().iter().enumerate();
    let mut ranked: Vec<(u64, u32)> = order.map(|(nth, p)| (key(search.score(&found, nth)), *p)).collect();
    sort_by(&mut ranked, Ord::cmp);
    ranked.into_iter().map(hit).collect()
}

/// The first `count` of all hits, for less than it takes to rank them all.
pub fn top(plan: &Plan, index: &Index, parameters: Bm25, count: usize) -> Vec<Hit> {
    let search = Search::of(plan, index, parameters);
    let found = search.part(&plan.root);
    if count == 0 {
        return Vec::new();
    }
    // The best so far in their order, and as many again that are better than the last of them was.
    let most = count.saturating_mul(2);
    let mut best: Vec<(u64, u32)> = Vec::with_capacity(most.min(found.paragraphs().len()));
    let mut last = u64::MAX;
    for (nth, paragraph) in found.paragraphs().iter().enumerate() {
        let key = key(search.score(&found, nth));
        // Of equal ones the first comes first, and they come in their order.
        if key < last || best.len() < count {
            best.push((key, *paragraph));
            if best.len() >= most {
                sort_by(&mut best, Ord::cmp);
                best.truncate(count);
                last = best.last().map_or(u64::MAX, |(key, _)| *key);
            }
        }
    }
    sort_by(&mut best, Ord::cmp);
    best.truncate(count);
    best.into_iter().map(hit).collect()
}

/// The paragraphs that a query finds, ascending, without their scores.
pub fn matching(plan: &Plan, index: &Index) -> Vec<u32> {
    Search::of(plan, index, Bm25::default()).part(&plan.root).paragraphs().to_vec()
}

/// Ascending where scores descend; they are 0 and up, so their bits are in their order.
fn key(score: f64) -> u64 {
    !score.to_bits()
}

fn hit((key, paragraph): (u64, u32)) -> Hit {
    Hit { paragraph, score: f64::from_bits(!key) }
}

/// One index and what BM25 needs of it.
pub(super) struct Search<'a> {
    index: &'a Index,
    /// `k1 + 1`, `k1 * (1 - b)`, `k1 * b / mean length`
    factors: (f64, f64, f64),
    /// What has been found by where words stand, by its number in the plan: looked for once, however often it is asked
    /// for.
    placed: Vec<OnceCell<Scored>>,
}

/// Paragraphs, ascending, and what each scores.
type Scored = (Vec<u32>, Vec<f64>);

/// What a part of a query finds: paragraphs, ascending, and what they score by it.
enum Part<'a> {
    /// Where a word stands, and what it weighs.
    Word(Stands<'a>, f64),
    Scored(Cow<'a, Scored>),
    /// What is not looked for by words scores nothing.
    Bare(Cow<'a, [u32]>),
}

impl Part<'_> {
    fn paragraphs(&self) -> &[u32] {
        match self {
            Self::Word(stands, _) => stands.paragraphs(),
            Self::Scored(scored) => &scored.0,
            Self::Bare(paragraphs) => paragraphs,
        }
    }
}

impl<'a> Search<'a> {
    pub(super) fn new(index: &'a Index, Bm25 { k1, b }: Bm25) -> Self {
        let factors = (k1 + 1.0, k1 * (1.0 - b), k1 * b / index.mean_length().max(1.0));
        Self { index, factors, placed: Vec::new() }
    }

    /// For the nodes of a plan.
    fn of(plan: &Plan, index: &'a Index, parameters: Bm25) -> Self {
        Self { placed: vec![OnceCell::new(); plan.placed], ..Self::new(index, parameters) }
    }

    #[inline]
    fn score(&self, part: &Part<'_>, nth: usize) -> f64 {
        match part {
            Part::Word(stands, weight) => {
                let paragraph = stands.paragraphs().get(nth).copied().unwrap_or(0);
                weight * self.saturated(stands.times(nth), paragraph)
            }
            Part::Scored(scored) => scored.1.get(nth).copied().unwrap_or(0.0),
            Part::Bare(_) => 0.0,
        }
    }

    fn part<'b>(&'b self, node: &'b Node) -> Part<'b> {
        match node {
            Node::Word(run) => self.word(run),
            Node::Placed(placed) => match self.placed.get(placed.number()) {
                Some(cell) => Part::Scored(Cow::Borrowed(cell.get_or_init(|| self.placed(placed)))),
                None => Part::Scored(Cow::Owned(self.placed(placed))),
            },
            Node::Listed(paragraphs) => Part::Bare(Cow::Borrowed(paragraphs)),
            Node::Or(any) => self.either(any),
            Node::And(all) => self.all(all),
            Node::Not(unwanted) => Part::Bare(Cow::Owned(self.all_but(&[unwanted]))),
        }
    }

    fn word<'b>(&'b self, run: &'b Run) -> Part<'b> {
        let Some((_, only)) = run.leaves.first() else { return Part::Bare(Cow::Borrowed(&[])) };
        let stands = only.stands(self.index);
        Part::Word(stands, rarity(stands.paragraphs().len(), self.index))
    }

    fn placed(&self, placed: &Placed) -> Scored {
        match placed {
            Placed::Run(run, _) => self.run(run),
            Placed::Near(one, two, reach, _) => self.near(one, two, *reach),
        }
    }

    fn run(&self, run: &Run) -> Scored {
        let starts = run.starts(self.index, &run.candidates(self.index));
        let (mut paragraphs, mut scores) = (Vec::new(), Vec::new());
        let weight = self.weight(run);
        for of_one in starts.chunk_by(|a, b| paragraph_of(*a) == paragraph_of(*b)) {
            let paragraph = of_one.first().map_or(0, |start| paragraph_of(*start));
            paragraphs.push(paragraph);
            scores.push(weight * self.saturated(count(of_one), paragraph));
        }
        (paragraphs, scores)
    }

    fn near(&self, one: &Run, two: &Run, reach: u32) -> Scored {
        let both = intersection(&[&one.candidates(self.index), &two.candidates(self.index)]);
        let starts = |run: &Run| run.starts(self.index, &both);
        let (ours, theirs) = near(one, two, reach, &starts(one), &starts(two));
        let (left, right) = (self.weight(one), self.weight(two));
        let (mut paragraphs, mut scores) = (Vec::new(), Vec::new());
        let by_paragraph = |a: &u64, b: &u64| paragraph_of(*a) == paragraph_of(*b);
        // What is near is near both ways, so both have the same paragraphs.
        for (ours, theirs) in ours.chunk_by(by_paragraph).zip(theirs.chunk_by(by_paragraph)) {
            let paragraph = ours.first().map_or(0, |start| paragraph_of(*start));
            paragraphs.push(paragraph);
            let score = left * self.saturated(count(ours), paragraph)
                + right * self.saturated(count(theirs), paragraph);
            scores.push(score);
        }
        (paragraphs, scores)
    }

    /// Sums over all paragraphs at once.
    fn either<'b>(&'b self, any: &'b [Node]) -> Part<'b> {
        let mut met = Bits::new(self.index.len());
        let mut sums = vec![0.0_f64; self.index.len()];
        for node in any {
            let part = self.part(node);
            for (nth, paragraph) in part.paragraphs().iter().enumerate() {
                met.set(*paragraph);
                // Whatever finds paragraphs finds those of this index.
                sums[*paragraph as usize] += self.score(&part, nth);
            }
        }
        let paragraphs = met.all();
        let scores = paragraphs.iter().map(|paragraph| sums[*paragraph as usize]).collect();
        Part::Scored(Cow::Owned((paragraphs, scores)))
    }

    fn all<'b>(&'b self, all: &'b [Node]) -> Part<'b> {
        let parts = |not: bool| all.iter().filter(move |node| matches!(node, Node::Not(_)) == not);
        let wanted: Vec<Part<'_>> = parts(false).map(|node| self.part(node)).collect();
        let unwanted: Vec<&Node> = parts(true)
            .filter_map(|node| if let Node::Not(not) = node { Some(&**not) } else { None })
            .collect();
        let lists: Vec<&[u32]> = wanted.iter().map(Part::paragraphs).collect();
        let mut paragraphs = match lists.as_slice() {
            // Words that must not occur, and none that must: everything else is found.
            [] => return Part::Bare(Cow::Owned(self.all_but(&unwanted))),
            lists => intersection(lists),
        };
        if !unwanted.is_empty() {
            let unwanted = self.any(&unwanted);
            paragraphs.retain(|paragraph| !unwanted.has(*paragraph));
        }
        // In the order of the query, so that the sum does not depend on which list is the shortest.
        let mut scores = vec![0.0; paragraphs.len()];
        for part in &wanted {
            let mut at = 0;
            for (sum, paragraph) in scores.iter_mut().zip(&paragraphs) {
                at = seek(part.paragraphs(), at, *paragraph);
                *sum += self.score(part, at);
            }
        }
        Part::Scored(Cow::Owned((paragraphs, scores)))
    }

    /// The paragraphs that one of these finds.
    fn any(&self, nodes: &[&Node]) -> Bits {
        let mut found = Bits::new(self.index.len());
        for node in nodes {
            self.part(node).paragraphs().iter().for_each(|paragraph| found.set(*paragraph));
        }
        found
    }

    fn all_but(&self, unwanted: &[&Node]) -> Vec<u32> {
        let unwanted = self.any(unwanted);
        (0..).take(self.index.len()).filter(|paragraph| !unwanted.has(*paragraph)).collect()
    }

    fn weight(&self, run: &Run) -> f64 {
        let rarity = |leaf: &super::leaf::Leaf| self.rarity(leaf);
        run.leaves.iter().map(|(_, leaf)| rarity(leaf)).sum()
    }

    /// What a word of a query weighs.
    pub(super) fn rarity(&self, leaf: &super::leaf::Leaf) -> f64 {
        rarity(leaf.stands(self.index).paragraphs().len(), self.index)
    }

    /// From 0 to `k1 + 1`: how much it counts that a word stands so often in a paragraph.
    #[inline]
    pub(super) fn saturated(&self, times: u32, paragraph: u32) -> f64 {
        let (scale, flat, slope) = self.factors;
        let length = self.index.lengths().get(paragraph as usize).map_or(0.0, |length| f64::from(*length));
        let times = f64::from(times);
        times * scale / (times + flat + slope * length)
    }
}

fn count(starts: &[u64]) -> u32 {
    u32::try_from(starts.len()).unwrap_or(u32::MAX)
}

/// How much it tells that a paragraph has what `held` paragraphs have; above 0.
fn rarity(held: usize, index: &Index) -> f64 {
    let (total, held) = (index.len() as f64, held as f64);
    libm::log(1.0 + (total - held + 0.5) / (held + 0.5))
}

/// What a stem that stands `times` times in a paragraph adds to its score.
pub fn bm25(stem: &str, times: usize, paragraph: u32, index: &Index, parameters: Bm25) -> f64 {
    let held = index.stem(stem).map_or(0, |stem| index.frequency(stem));
    let times = u32::try_from(times).unwrap_or(u32::MAX);
    rarity(held, index) * Search::new(index, parameters).saturated(times, paragraph)
}
