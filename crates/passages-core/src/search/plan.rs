//! A query -> the same over numbers: which words its words are in this index, which paragraphs its fields.

use super::here::Here;
use super::leaf::{Bits, Known, Run};
use super::query::Query;
use crate::index::Index;
use crate::order::sort_numbers;
use std::sync::Arc;

/// Paragraphs that have a value of a field, ascending: name, value.
pub type Fields<'a> = dyn Fn(&str, &str) -> Vec<u32> + 'a;

/// A query made ready for one index.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    pub(super) root: Node,
    /// How often each [`Placed`] is asked for, by its number.
    pub(super) placed: Vec<u32>,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Node {
    /// A word by itself, wherever it stands.
    Word(Run),
    /// Equal ones are one.
    Placed(Arc<Placed>),
    /// These paragraphs, ascending.
    Listed(Vec<u32>),
    And(Vec<Node>),
    Or(Vec<Node>),
    Not(Box<Node>),
}

/// What is found by where words stand; behind it its number in the plan, from 0, which is the same for what finds the
/// same.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Placed {
    /// Words side by side.
    Run(Run, usize),
    /// Two runs near each other.
    Near(Run, Run, u32, usize),
}

impl Placed {
    pub(super) fn number(&self) -> usize {
        match self {
            Self::Run(_, number) | Self::Near(_, _, _, number) => *number,
        }
    }
}

impl Plan {
    /// Looks up the words and fields of a query.
    pub fn new(query: &Query, index: &Index, fields: &Fields<'_>) -> Self {
        let known = Known::default();
        let mut planner = Planner { index, fields, known, placed: Vec::new(), asked: Vec::new() };
        let root = planner.node(query);
        Self { root, placed: planner.asked.into_iter().map(|(_, times)| times).collect() }
    }

    /// The numbers of the words of a paragraph by which the query finds it, ascending; `None` where it does not.
    /// `text` is that of the paragraph.
    pub fn locate(&self, index: &Index, paragraph: u32, text: &str) -> Option<Vec<u32>> {
        let mut located = locate(&self.root, &Here::new(index, paragraph, text))?;
        sort_numbers(&mut located);
        located.dedup();
        Some(located)
    }
}

struct Planner<'a> {
    index: &'a Index,
    fields: &'a Fields<'a>,
    known: Known,
    /// As they could be typed.
    placed: Vec<(String, Arc<Placed>)>,
    /// What each number finds, and how often it is asked for.
    asked: Vec<(String, u32)>,
}

impl Planner<'_> {
    fn node(&mut self, query: &Query) -> Node {
        match query {
            Query::Words(words) => {
                let run = Run::new(words, self.index, &mut self.known);
                if run.leaves.len() == 1 {
                    return Node::Word(run);
                }
                self.placed(query, |number| Placed::Run(run, number))
            }
            Query::Near(one, two, reach) => {
                let mut run = |words| Run::new(words, self.index, &mut self.known);
                let (one, two) = (run(one), run(two));
                self.placed(query, |number| Placed::Near(one, two, *reach, number))
            }
            Query::Field(name, value) => {
                // Whoever lists them may know of paragraphs that the index has not.
                let mut bits = Bits::new(self.index.len());
                let listed = (self.fields)(name, value).into_iter();
                listed.filter(|p| (*p as usize) < self.index.len()).for_each(|paragraph| bits.set(paragraph));
                Node::Listed(bits.all())
            }
            Query::And(parts) => Node::And(parts.iter().map(|part| self.node(part)).collect()),
            Query::Or(parts) => Node::Or(parts.iter().map(|part| self.node(part)).collect()),
            Query::Not(not) => Node::Not(Box::new(self.node(not))),
        }
    }

    fn placed(&mut self, query: &Query, new: impl FnOnce(usize) -> Placed) -> Node {
        let written = query.to_string();
        let finds = match query {
            // What is near is near both ways.
            Query::Near(one, two, reach) => {
                Query::Near(two.clone(), one.clone(), *reach).to_string().min(written.clone())
            }
            _ => written.clone(),
        };
        let number = self.asked.iter().position(|(known, _)| *known == finds).unwrap_or(self.asked.len());
        match self.asked.get_mut(number) {
            Some((_, times)) => *times += 1,
            None => self.asked.push((finds, 1)),
        }
        let known = self.placed.iter().find(|(known, _)| *known == written);
        Node::Placed(match known {
            Some((_, placed)) => placed.clone(),
            None => {
                let placed = Arc::new(new(number));
                self.placed.push((written, placed.clone()));
                placed
            }
        })
    }
}

fn locate(node: &Node, here: &Here<'_>) -> Option<Vec<u32>> {
    let covered = |run: &Run, starts: &[u32]| {
        starts.iter().flat_map(|start| *start..start.saturating_add(run.length)).collect::<Vec<u32>>()
    };
    let found = |places: Vec<u32>| Some(places).filter(|places| !places.is_empty());
    match node {
        Node::Word(run) => found(covered(run, &here.starts(run))),
        Node::Placed(placed) => match &**placed {
            Placed::Run(run, _) => found(covered(run, &here.starts(run))),
            Placed::Near(one, two, reach, _) => {
                let (ours, theirs) = here.near(one, two, *reach);
                found([covered(one, &ours), covered(two, &theirs)].concat())
            }
        },
        Node::Listed(paragraphs) => paragraphs.binary_search(&here.paragraph).ok().map(|_| Vec::new()),
        Node::Not(not) => locate(not, here).is_none().then(Vec::new),
        Node::And(parts) => {
            let mut all = Vec::new();
            for part in parts {
                all.extend(locate(part, here)?);
            }
            Some(all)
        }
        Node::Or(parts) => {
            let found = parts.iter().filter_map(|part| locate(part, here));
            found.reduce(|all, more| [all, more].concat())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::{matching, parse};
    use crate::tokens::Analyzer;

    #[test]
    fn equal_nears_and_phrases_are_looked_for_once() {
        let analyzer = Analyzer::english();
        let index = Index::new(&[analyzer.tokens("the cost of sending the money")]);
        let placed = |typed: &str| {
            let query = parse(typed, &analyzer).expect("a query with words");
            let plan = Plan::new(&query, &index, &|_: &str, _: &str| Vec::new());
            assert_eq!(matching(&plan, &index), [0], "{typed}");
            plan.placed
        };
        assert_eq!(placed("the NEAR of NEAR the NEAR of NEAR the NEAR of"), [5]);
        assert_eq!(placed("\"cost of\" (\"cost of\" OR the NEAR/9 of) of NEAR/9 the the NEAR of"), [2, 2, 1]);
        assert_eq!(placed("the of money"), [0; 0]);
    }
}
