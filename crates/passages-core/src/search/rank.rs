//! Query -> hits, best first.
//!
//! BM25 as in S. Robertson and H. Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond",
//! Foundations and Trends in Information Retrieval 3 (2009), doi:10.1561/1500000019.
//! All that a word of a query stands for counts as one word; a phrase scores as the sum of its words where it occurs.

use super::leaf::{Bits, Run, Stands, intersection, seek};
use super::near::Near;
use super::places::Places;
use super::plan::{Node, Placed, Plan};
use super::walk::Walk;
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
    /// What is found by where words stand and asked for more than once, by its number in the plan: looked for once.
    placed: Vec<Option<OnceCell<Scored>>>,
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
        let placed = plan.placed.iter().map(|times| (*times > 1).then(OnceCell::new)).collect();
        Self { placed, ..Self::new(index, parameters) }
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
            Node::Placed(placed) => {
                let all = || self.placed(placed, &self.candidates(placed));
                Part::Scored(match self.kept(placed) {
                    Some(cell) => Cow::Borrowed(cell.get_or_init(all)),
                    None => Cow::Owned(all()),
                })
            }
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

    /// Where what is asked for more than once is kept.
    fn kept(&self, placed: &Placed) -> Option<&OnceCell<Scored>> {
        self.placed.get(placed.number())?.as_ref()
    }

    /// The paragraphs that have all of its words, ascending.
    fn candidates(&self, placed: &Placed) -> Vec<u32> {
        match placed {
            Placed::Run(run, _) => run.candidates(self.index),
            Placed::Near(one, two, _, _) => {
                intersection(&[&one.candidates(self.index), &two.candidates(self.index)], self.index)
            }
        }
    }

    /// What it finds among these of its candidates, which ascend.
    fn placed(&self, placed: &Placed, candidates: &[u32]) -> Scored {
        match placed {
            Placed::Run(run, _) => self.run(run, candidates),
            Placed::Near(one, two, reach, _) => self.near(one, two, *reach, candidates),
        }
    }

    fn run(&self, run: &Run, candidates: &[u32]) -> Scored {
        let (mut walk, mut starts) = (Walk::new(run, self.index, candidates), Places::default());
        let weight = self.weight(run);
        let score = |paragraph| {
            walk.starts(paragraph, &mut starts);
            let times = starts.count();
            (times > 0).then(|| weight * self.saturated(times, paragraph))
        };
        scored(candidates, score)
    }

    fn near(&self, one: &Run, two: &Run, reach: u32, candidates: &[u32]) -> Scored {
        let walk = |run: &Run| Walk::new(run, self.index, candidates);
        let (mut left, mut right, mut near) = (walk(one), walk(two), Near::new(one, two, reach));
        let (mut ours, mut theirs, mut found) = <(Places, Places, Places)>::default();
        let weights = (self.weight(one), self.weight(two));
        let score = |paragraph: u32| {
            left.starts(paragraph, &mut ours);
            if ours.is_empty() {
                return None;
            }
            right.starts(paragraph, &mut theirs);
            near.ours(&ours, &theirs, &mut found);
            // What is near is near both ways.
            let times = Some(found.count()).filter(|times| *times > 0)?;
            near.theirs(&ours, &theirs, &mut found);
            let score = |weight: f64, times| weight * self.saturated(times, paragraph);
            Some(score(weights.0, times) + score(weights.1, found.count()))
        };
        scored(candidates, score)
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
        let unwanted: Vec<&Node> = parts(true)
            .filter_map(|node| if let Node::Not(not) = node { Some(&**not) } else { None })
            .collect();
        // What takes a look at places comes last, and is looked for only where all else is found, as by the
        // `TwoPhaseIterator` of Apache Lucene.
        let late = |node: &'b Node| match node {
            Node::Placed(placed) if self.kept(placed).is_none() => Some(&**placed),
            _ => None,
        };
        let early = |node| if late(node).is_none() { Some(self.part(node)) } else { None };
        let mut wanted: Vec<(&Node, Option<Part<'_>>)> =
            parts(false).map(|node| (node, early(node))).collect();
        // Words that must not occur, and none that must: everything else is found.
        if wanted.is_empty() {
            return Part::Bare(Cow::Owned(self.all_but(&unwanted)));
        }
        let lists: Vec<&[u32]> =
            wanted.iter().filter_map(|(_, part)| Some(part.as_ref()?.paragraphs())).collect();
        let found = (!lists.is_empty()).then(|| intersection(&lists, self.index));
        let candidates = wanted.iter().filter_map(|(node, _)| Some(self.candidates(late(node)?)));
        let both = |all: Vec<u32>, more: Vec<u32>| intersection(&[&all, &more], self.index);
        let mut paragraphs = found.into_iter().chain(candidates).reduce(both).unwrap_or_default();
        if !unwanted.is_empty() {
            let unwanted = self.any(&unwanted);
            paragraphs.retain(|paragraph| !unwanted.has(*paragraph));
        }
        for (node, part) in &mut wanted {
            if let Some(placed) = late(node) {
                let scored = self.placed(placed, &paragraphs);
                paragraphs.clone_from(&scored.0);
                *part = Some(Part::Scored(Cow::Owned(scored)));
            }
        }
        // In the order of the query, so that the sum does not depend on which list is the shortest.
        let mut scores = vec![0.0; paragraphs.len()];
        for part in wanted.iter().filter_map(|(_, part)| part.as_ref()) {
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

/// Those of the candidates that have a score, and what each scores.
fn scored(candidates: &[u32], mut score: impl FnMut(u32) -> Option<f64>) -> Scored {
    let room = candidates.len();
    let (mut paragraphs, mut scores) = (Vec::with_capacity(room), Vec::with_capacity(room));
    for paragraph in candidates {
        if let Some(score) = score(*paragraph) {
            paragraphs.push(*paragraph);
            scores.push(score);
        }
    }
    (paragraphs, scores)
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
