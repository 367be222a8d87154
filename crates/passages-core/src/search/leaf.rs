//! What one word of a query stands for in an index, and which paragraphs have all words of a run.

use super::forms::forms;
use super::query::Atom;
use crate::index::{Index, List, WordIx};
use crate::order::sort_by;
use std::sync::Arc;

/// A word of a query, looked up.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Leaf {
    /// As it could be typed.
    pub(super) written: String,
    /// The words of the texts that it stands for, ascending.
    pub(super) forms: Vec<WordIx>,
    /// The lists of several forms as one.
    union: Option<Union>,
}

/// Paragraphs, ascending, and how often one of the forms stands in each.
#[derive(Clone, Debug, Default, PartialEq)]
struct Union {
    paragraphs: Vec<u32>,
    times: Vec<u32>,
}

impl Leaf {
    fn new(atom: &Atom, index: &Index) -> Self {
        let forms = forms(atom, index);
        let union = (forms.len() > 1).then(|| Union::new(&forms, index));
        Self { written: atom.to_string(), forms, union }
    }

    /// The paragraphs in which it stands.
    pub(super) fn stands<'a>(&'a self, index: &'a Index) -> Stands<'a> {
        match (&self.union, self.forms.first()) {
            (Some(union), _) => Stands::Union(&union.paragraphs, &union.times),
            (None, Some(form)) => Stands::List(index.list(*form)),
            (None, None) => Stands::Union(&[], &[]),
        }
    }
}

impl Union {
    fn new(forms: &[WordIx], index: &Index) -> Self {
        let mut met = Bits::new(index.len());
        let mut sums = vec![0_u32; index.len()];
        for form in forms {
            let list = index.list(*form);
            for (nth, paragraph) in list.paragraphs.iter().enumerate() {
                // Lists hold paragraphs of this index alone.
                sums[*paragraph as usize] += list.times(nth);
                met.set(*paragraph);
            }
        }
        let paragraphs = met.all();
        let times = paragraphs.iter().map(|paragraph| sums[*paragraph as usize]).collect();
        Self { paragraphs, times }
    }
}

/// Paragraphs, ascending, with how often something stands there.
#[derive(Clone, Copy)]
pub(super) enum Stands<'a> {
    List(List<'a>),
    Union(&'a [u32], &'a [u32]),
}

impl<'a> Stands<'a> {
    pub(super) fn paragraphs(&self) -> &'a [u32] {
        match self {
            Self::List(list) => list.paragraphs,
            Self::Union(paragraphs, _) => paragraphs,
        }
    }

    /// How often in the nth of them.
    #[inline]
    pub(super) fn times(&self, nth: usize) -> u32 {
        match self {
            Self::List(list) => list.times(nth),
            Self::Union(_, times) => times.get(nth).copied().unwrap_or(0),
        }
    }
}

/// The words of a query that have been looked up; what is asked a thousand times is looked up and kept once.
#[derive(Default)]
pub(super) struct Known(Vec<Arc<Leaf>>);

impl Known {
    fn leaf(&mut self, atom: &Atom, index: &Index) -> Arc<Leaf> {
        let written = atom.to_string();
        match self.0.binary_search_by(|leaf| leaf.written.cmp(&written)) {
            Ok(at) => self.0[at].clone(),
            Err(at) => {
                let leaf = Arc::new(Leaf::new(atom, index));
                self.0.insert(at, leaf.clone());
                leaf
            }
        }
    }
}

/// Words that stand side by side.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Run {
    /// Each with how many places it stands after the first.
    pub(super) leaves: Vec<(u32, Arc<Leaf>)>,
    /// Places that they cover.
    pub(super) length: u32,
}

impl Run {
    pub(super) fn new(atoms: &[Atom], index: &Index, known: &mut Known) -> Self {
        let mut leaves = Vec::new();
        let mut length = 0;
        for atom in atoms {
            match atom {
                // Each character is kept with the next one; what the last one is, the pair before it has said.
                Atom::Run(run) if run.chars().nth(1).is_some() => {
                    for (one, next) in run.chars().zip(run.chars().skip(1)) {
                        leaves.push((length, known.leaf(&Atom::Run([one, next].iter().collect()), index)));
                        length += 1;
                    }
                }
                atom => leaves.push((length, known.leaf(atom, index))),
            }
            length += 1;
        }
        Self { leaves, length }
    }

    /// The paragraphs that have all of the words, ascending: candidates for having them side by side.
    pub(super) fn candidates(&self, index: &Index) -> Vec<u32> {
        let mut leaves: Vec<&Arc<Leaf>> = self.leaves.iter().map(|(_, leaf)| leaf).collect();
        // A word that is said a thousand times is asked once.
        sort_by(&mut leaves, |a, b| a.written.cmp(&b.written));
        leaves.dedup_by(|a, b| a.written == b.written);
        let lists: Vec<&[u32]> = leaves.iter().map(|leaf| leaf.stands(index).paragraphs()).collect();
        intersection(&lists, index)
    }
}

/// The first place from `from` on whose paragraph is not below `wanted`: in steps that double, then by halves
/// (J. L. Bentley and A. C.-C. Yao, "An almost optimal algorithm for unbounded searching", Information Processing
/// Letters 5 (1976), doi:10.1016/0020-0190(76)90071-5).
#[inline]
pub(super) fn seek(list: &[u32], from: usize, wanted: u32) -> usize {
    let (mut low, mut step) = (from, 1);
    while list.get(low + step - 1).is_some_and(|held| *held < wanted) {
        low += step;
        step *= 2;
    }
    let within = list.get(low..list.len().min(low + step - 1)).unwrap_or(&[]);
    low + within.partition_point(|held| *held < wanted)
}

/// What is in all lists of paragraphs of an index, which ascend.
pub(super) fn intersection(lists: &[&[u32]], index: &Index) -> Vec<u32> {
    let shortest = lists.iter().map(|list| list.len()).min().unwrap_or(0);
    if lists.len() > 1 && shortest > index.len() / DENSE {
        return dense_intersection(lists, index);
    }
    let mut order: Vec<u64> =
        (0_u64..).zip(lists).map(|(nth, list)| (list.len() as u64) << 32 | nth).collect();
    order.sort_unstable();
    let mut order = order.iter().filter_map(|packed| lists.get(*packed as u32 as usize));
    // From the shortest on.
    let mut found = order.next().map_or(Vec::new(), |list| list.to_vec());
    for list in order {
        let mut at = 0;
        found.retain(|paragraph| {
            at = seek(list, at, *paragraph);
            list.get(at) == Some(paragraph)
        });
    }
    found
}

/// One in so many paragraphs: where lists hold more, a bit for each paragraph takes less than comparing them, since of the
/// comparisons a processor guesses many wrong.
const DENSE: usize = 32;

fn dense_intersection(lists: &[&[u32]], index: &Index) -> Vec<u32> {
    let of = |list: &[u32]| {
        let mut bits = Bits::new(index.len());
        list.iter().for_each(|paragraph| bits.set(*paragraph));
        bits
    };
    let all = lists.iter().map(|list| of(list)).reduce(|mut all, more| {
        all.keep(&more);
        all
    });
    all.map_or(Vec::new(), |all| all.all())
}

/// A set of paragraphs, a bit each.
pub(super) struct Bits(Vec<u64>);

impl Bits {
    /// None of so many paragraphs.
    pub(super) fn new(paragraphs: usize) -> Self {
        Self(vec![0; paragraphs.div_ceil(64)])
    }

    #[inline]
    pub(super) fn set(&mut self, paragraph: u32) {
        if let Some(bits) = self.0.get_mut(paragraph as usize / 64) {
            *bits |= 1 << (paragraph % 64);
        }
    }

    /// Keeps what is in both.
    fn keep(&mut self, others: &Self) {
        self.0.iter_mut().zip(&others.0).for_each(|(bits, others)| *bits &= others);
    }

    pub(super) fn has(&self, paragraph: u32) -> bool {
        self.0.get(paragraph as usize / 64).is_some_and(|bits| bits >> (paragraph % 64) & 1 == 1)
    }

    /// All, ascending.
    pub(super) fn all(&self) -> Vec<u32> {
        let mut all = Vec::with_capacity(self.0.iter().map(|bits| bits.count_ones() as usize).sum());
        for (first, bits) in (0_u32..).step_by(64).zip(&self.0) {
            let mut left = *bits;
            while left != 0 {
                all.push(first + left.trailing_zeros());
                left &= left - 1;
            }
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokens::Analyzer;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn frequent_and_rare_words_meet_where_all_of_them_stand(
            shares in proptest::collection::vec(prop_oneof![Just(0.02), Just(0.5), Just(0.95)], 1..4),
            seed in any::<u64>(),
        ) {
            const LENGTH: u32 = 300;
            let analyzer = Analyzer::english();
            let index = Index::new(&vec![analyzer.tokens("a"); LENGTH as usize]);
            let mut chance = seed;
            let mut draw = |share: f64| {
                chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                ((chance >> 33) as f64) < share * f64::from(1_u32 << 31)
            };
            let lists: Vec<Vec<u32>> =
                shares.iter().map(|share| (0..LENGTH).filter(|_| draw(*share)).collect()).collect();
            let sets = lists.iter().map(|list| list.iter().copied().collect::<BTreeSet<u32>>());
            let common = sets.reduce(|all, more| &all & &more).unwrap_or_default();
            let lists: Vec<&[u32]> = lists.iter().map(Vec::as_slice).collect();
            prop_assert_eq!(intersection(&lists, &index), common.into_iter().collect::<Vec<_>>());
        }
    }
}
