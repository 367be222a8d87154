//! A query -> the same over numbers: which stems and forms its words are in this index, which paragraphs its fields.

use super::forms::forms;
use super::query::{Atom, Query};
use crate::index::{Index, WordIx};
use std::borrow::Cow;

/// Paragraphs that have a value of a field, ascending: name, value.
pub type Fields<'a> = dyn Fn(&str, &str) -> Vec<u32> + 'a;

/// A query made ready for one index.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan(pub(super) Node);

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Node {
    Words(Vec<Leaf>),
    Near(Vec<Leaf>, Vec<Leaf>, u32),
    /// These paragraphs, ascending.
    Listed(Vec<u32>),
    And(Vec<Node>),
    Or(Vec<Node>),
    Not(Box<Node>),
}

/// What one word of a query stands for.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Leaf {
    /// All forms of a stem.
    Stem(u32),
    /// Some forms.
    Forms {
        /// Ascending.
        forms: Vec<WordIx>,
        /// Their stems, each once, ascending.
        stems: Vec<u32>,
        /// The paragraphs that have one of them, ascending, and how often.
        paragraphs: Vec<(u32, u32)>,
    },
}

impl Plan {
    /// Looks up the words and fields of a query.
    pub fn new(query: &Query, index: &Index, fields: &Fields<'_>) -> Self {
        Self(node(query, index, fields))
    }

    /// The numbers of the words of a paragraph by which the query finds it, ascending; `None` where it does not.
    pub fn locate(&self, index: &Index, paragraph: u32) -> Option<Vec<u32>> {
        locate(&self.0, index, paragraph)
    }
}

fn node(query: &Query, index: &Index, fields: &Fields<'_>) -> Node {
    let leaves = |words: &[Atom]| words.iter().map(|atom| leaf(atom, index)).collect::<Vec<Leaf>>();
    let nodes = |parts: &[Query]| parts.iter().map(|q| node(q, index, fields)).collect();
    match query {
        Query::Words(words) => Node::Words(leaves(words)),
        Query::Near(one, two, reach) => Node::Near(leaves(one), leaves(two), *reach),
        Query::Field(name, value) => Node::Listed(fields(name, value)),
        Query::And(parts) => Node::And(nodes(parts)),
        Query::Or(parts) => Node::Or(nodes(parts)),
        Query::Not(not) => Node::Not(Box::new(node(not, index, fields))),
    }
}

fn leaf(atom: &Atom, index: &Index) -> Leaf {
    if let Atom::Word { stem, .. } = atom {
        // What no text has is a stem beyond the last.
        return Leaf::Stem(index.stem(stem).unwrap_or(u32::MAX));
    }
    let forms = forms(atom, index);
    let mut stems: Vec<u32> = forms.iter().filter_map(|form| index.stem_of(*form)).collect();
    stems.sort_unstable();
    stems.dedup();
    let mut times = vec![0_u32; index.len()];
    for stem in &stems {
        let whole = index.words_of(*stem).iter().all(|form| is_one_of(&forms, Some(*form)));
        for (paragraph, positions) in index.postings_of(*stem).iter() {
            let is_wanted = |at: &&u32| whole || is_one_of(&forms, index.form(paragraph, **at));
            let count = positions.iter().filter(is_wanted).count();
            if let Some(times) = times.get_mut(paragraph as usize) {
                *times += u32::try_from(count).unwrap_or(u32::MAX);
            }
        }
    }
    let paragraphs = (0..).zip(times).filter(|(_, times)| *times > 0).collect();
    Leaf::Forms { forms, stems, paragraphs }
}

fn is_one_of(forms: &[WordIx], form: Option<WordIx>) -> bool {
    form.is_some_and(|form| forms.binary_search(&form).is_ok())
}

impl Leaf {
    /// In how many paragraphs it stands.
    pub(super) fn held(&self, index: &Index) -> usize {
        match self {
            Self::Stem(stem) => index.postings_of(*stem).len(),
            Self::Forms { paragraphs, .. } => paragraphs.len(),
        }
    }

    /// The paragraphs in which it stands, ascending.
    pub(super) fn paragraphs(&self, index: &Index) -> Vec<u32> {
        match self {
            Self::Stem(stem) => index.postings_of(*stem).iter().map(|(paragraph, _)| paragraph).collect(),
            Self::Forms { paragraphs, .. } => paragraphs.iter().map(|(paragraph, _)| *paragraph).collect(),
        }
    }

    /// The numbers of its words in a paragraph, ascending.
    fn positions<'a>(&self, index: &'a Index, paragraph: u32) -> Cow<'a, [u32]> {
        match self {
            Self::Stem(stem) => Cow::Borrowed(index.postings_of(*stem).at(paragraph)),
            Self::Forms { forms, stems, .. } => {
                let all = stems.iter().flat_map(|stem| index.postings_of(*stem).at(paragraph));
                let kept = all.filter(|at| is_one_of(forms, index.form(paragraph, **at)));
                let mut positions: Vec<u32> = kept.copied().collect();
                positions.sort_unstable();
                Cow::Owned(positions)
            }
        }
    }
}

/// Where a run of words begins in a paragraph, ascending.
pub(super) fn starts(words: &[Leaf], index: &Index, paragraph: u32) -> Vec<u32> {
    let Some((first, rest)) = words.split_first() else { return Vec::new() };
    let mut starts = first.positions(index, paragraph).into_owned();
    for (offset, word) in (1..).zip(rest) {
        if starts.is_empty() {
            break;
        }
        let positions = word.positions(index, paragraph);
        starts.retain(|start| positions.binary_search(&(start + offset)).is_ok());
    }
    starts
}

pub(super) fn length(words: &[Leaf]) -> u32 {
    u32::try_from(words.len()).unwrap_or(u32::MAX)
}

/// Where two runs of words begin that stand near each other in a paragraph: those of the one, those of the other,
/// ascending, each once.
pub(super) fn near(
    one: &[Leaf],
    two: &[Leaf],
    reach: u32,
    index: &Index,
    paragraph: u32,
) -> (Vec<u32>, Vec<u32>) {
    let (left, right) = (starts(one, index, paragraph), starts(two, index, paragraph));
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for a in &left {
        // Only what begins near enough can be near enough.
        let from = right.partition_point(|b| b.saturating_add(length(two)).saturating_add(reach) < *a);
        let to = right.partition_point(|b| *b <= a.saturating_add(length(one)).saturating_add(reach));
        for b in right.get(from..to).unwrap_or(&[]) {
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
    (ours, theirs)
}

fn locate(node: &Node, index: &Index, paragraph: u32) -> Option<Vec<u32>> {
    let covered = |runs: &mut dyn Iterator<Item = (u32, u32)>| {
        let mut positions: Vec<u32> =
            runs.flat_map(|(start, length)| start..start.saturating_add(length)).collect();
        positions.sort_unstable();
        positions.dedup();
        (!positions.is_empty()).then_some(positions)
    };
    match node {
        Node::Words(words) => {
            let starts = starts(words, index, paragraph);
            covered(&mut starts.iter().map(|start| (*start, length(words))))
        }
        Node::Near(one, two, reach) => {
            let (ours, theirs) = near(one, two, *reach, index, paragraph);
            let ours = ours.iter().map(|start| (*start, length(one)));
            covered(&mut ours.chain(theirs.iter().map(|start| (*start, length(two)))))
        }
        Node::Listed(paragraphs) => paragraphs.binary_search(&paragraph).ok().map(|_| Vec::new()),
        Node::Not(not) => locate(not, index, paragraph).is_none().then(Vec::new),
        Node::And(parts) => {
            let mut all = Vec::new();
            for part in parts {
                all.extend(locate(part, index, paragraph)?);
            }
            all.sort_unstable();
            all.dedup();
            Some(all)
        }
        Node::Or(parts) => {
            let found = parts.iter().filter_map(|part| locate(part, index, paragraph));
            found.reduce(|mut all, more| {
                all.extend(more);
                all.sort_unstable();
                all.dedup();
                all
            })
        }
    }
}
