//! A query -> the same over numbers: which words its words are in this index, which paragraphs its fields.

use super::leaf::{Bits, Known, Run, pack, paragraph_of, place_of};
use super::query::Query;
use crate::index::Index;
use crate::order::sort_numbers;

/// Paragraphs that have a value of a field, ascending: name, value.
pub type Fields<'a> = dyn Fn(&str, &str) -> Vec<u32> + 'a;

/// A query made ready for one index.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan(pub(super) Node);

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Node {
    Words(Run),
    Near(Run, Run, u32),
    /// These paragraphs, ascending.
    Listed(Vec<u32>),
    And(Vec<Node>),
    Or(Vec<Node>),
    Not(Box<Node>),
}

impl Plan {
    /// Looks up the words and fields of a query.
    pub fn new(query: &Query, index: &Index, fields: &Fields<'_>) -> Self {
        Self(node(query, index, fields, &mut Known::default()))
    }

    /// The numbers of the words of a paragraph by which the query finds it, ascending; `None` where it does not.
    pub fn locate(&self, index: &Index, paragraph: u32) -> Option<Vec<u32>> {
        let mut located = locate(&self.0, index, paragraph)?;
        sort_numbers(&mut located);
        located.dedup();
        Some(located)
    }
}

fn node(query: &Query, index: &Index, fields: &Fields<'_>, known: &mut Known) -> Node {
    let mut nodes = |parts: &[Query]| parts.iter().map(|q| node(q, index, fields, known)).collect();
    match query {
        Query::Words(words) => Node::Words(Run::new(words, index, known)),
        Query::Near(one, two, reach) => {
            Node::Near(Run::new(one, index, known), Run::new(two, index, known), *reach)
        }
        Query::Field(name, value) => {
            // Whoever lists them may know of paragraphs that the index has not.
            let mut bits = Bits::new(index.len());
            let known = fields(name, value).into_iter().filter(|p| (*p as usize) < index.len());
            known.for_each(|paragraph| bits.set(paragraph));
            Node::Listed(bits.all())
        }
        Query::And(parts) => Node::And(nodes(parts)),
        Query::Or(parts) => Node::Or(nodes(parts)),
        Query::Not(not) => Node::Not(Box::new(node(not, index, fields, known))),
    }
}

/// Those of the starts of two runs that stand near each other: of the one, of the other, ascending.
pub(super) fn near(one: &Run, two: &Run, reach: u32, left: &[u64], right: &[u64]) -> (Vec<u64>, Vec<u64>) {
    (beside(one, two, reach, left, right), beside(two, one, reach, right, left))
}

/// The starts of a run that have one of the other run near them.
fn beside(run: &Run, other: &Run, reach: u32, starts: &[u64], others: &[u64]) -> Vec<u64> {
    let is_near = |start: &&u64| {
        let (paragraph, place) = (paragraph_of(**start), place_of(**start));
        let any = |from: u32, to: u32| {
            let at = others.partition_point(|o| *o < pack(paragraph, from));
            others.get(at).is_some_and(|o| *o <= pack(paragraph, to))
        };
        // Runs that overlap are not two.
        let after = place.saturating_add(run.length);
        let before = place.checked_sub(other.length);
        any(after, after.saturating_add(reach)) || before.is_some_and(|to| any(to.saturating_sub(reach), to))
    };
    starts.iter().filter(is_near).copied().collect()
}

fn locate(node: &Node, index: &Index, paragraph: u32) -> Option<Vec<u32>> {
    let starts = |run: &Run| run.starts(index, &[paragraph]);
    let covered = |run: &Run, starts: &[u64]| {
        let places = starts.iter().map(|start| place_of(*start));
        places.flat_map(|start| start..start.saturating_add(run.length)).collect::<Vec<u32>>()
    };
    match node {
        Node::Words(run) => Some(covered(run, &starts(run))).filter(|found| !found.is_empty()),
        Node::Near(one, two, reach) => {
            let (ours, theirs) = near(one, two, *reach, &starts(one), &starts(two));
            let both = [covered(one, &ours), covered(two, &theirs)].concat();
            (!both.is_empty()).then_some(both)
        }
        Node::Listed(paragraphs) => paragraphs.binary_search(&paragraph).ok().map(|_| Vec::new()),
        Node::Not(not) => locate(not, index, paragraph).is_none().then(Vec::new),
        Node::And(parts) => {
            let mut all = Vec::new();
            for part in parts {
                all.extend(locate(part, index, paragraph)?);
            }
            Some(all)
        }
        Node::Or(parts) => {
            let found = parts.iter().filter_map(|part| locate(part, index, paragraph));
            found.reduce(|all, more| [all, more].concat())
        }
    }
}
