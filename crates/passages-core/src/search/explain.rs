//! A hit -> why it was found: which forms stand where, and what each word of the query adds to the score.

use super::here::Here;
use super::leaf::{Leaf, Run};
use super::plan::{Node, Placed, Plan};
use super::rank::{Bm25, Search};
use crate::index::Index;

/// Why a query finds a paragraph, and what it scores.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// That of the hit.
    pub score: f64,
    /// In the order of the query; their scores add up to the whole. What is asked by fields or must not stand there
    /// is not among them.
    pub parts: Vec<Found>,
}

/// What a word of the query finds in a paragraph. The score is `idf * saturation`.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The word as it could be typed.
    pub written: String,
    /// Words of the paragraph that it stands for, folded, in the order of the alphabet, and how often each counts.
    /// In a phrase or near another word, only those count that stand so.
    pub forms: Vec<(String, u32)>,
    /// How much it tells that the word stands in a paragraph; above 0.
    pub idf: f64,
    /// How much it counts how often it stands there, from 0 to `k1 + 1`.
    pub saturation: f64,
    /// What it adds.
    pub score: f64,
}

impl Plan {
    /// Why the query finds a paragraph, of which this is the text; `None` where it does not.
    pub fn explain(
        &self,
        index: &Index,
        paragraph: u32,
        text: &str,
        parameters: Bm25,
    ) -> Option<Explanation> {
        let here = Here::new(index, paragraph, text);
        let mut explain = Explain { search: Search::new(index, parameters), here, parts: Vec::new() };
        let score = explain.node(&self.root)?;
        Some(Explanation { score, parts: explain.parts })
    }
}

struct Explain<'a> {
    search: Search<'a>,
    here: Here<'a>,
    parts: Vec<Found>,
}

impl Explain<'_> {
    /// The score, added up as the hit's is.
    fn node(&mut self, node: &Node) -> Option<f64> {
        match node {
            Node::Word(run) => self.run(run, &self.here.starts(run)),
            Node::Placed(placed) => match &**placed {
                Placed::Run(run, _) => self.run(run, &self.here.starts(run)),
                Placed::Near(one, two, reach, _) => {
                    let (ours, theirs) = self.here.near(one, two, *reach);
                    let left = self.run(one, &ours)?;
                    Some(left + self.run(two, &theirs)?)
                }
            },
            Node::Listed(paragraphs) => paragraphs.binary_search(&self.here.paragraph).ok().map(|_| 0.0),
            Node::Not(not) => {
                let told = self.parts.len();
                let found = self.node(not);
                self.parts.truncate(told);
                found.is_none().then_some(0.0)
            }
            Node::And(all) => {
                let told = self.parts.len();
                let mut sum = 0.0;
                for node in all {
                    let Some(score) = self.node(node) else {
                        self.parts.truncate(told);
                        return None;
                    };
                    sum += score;
                }
                Some(sum)
            }
            Node::Or(any) => {
                let mut sum = None;
                for node in any {
                    sum = self.node(node).map(|score| sum.unwrap_or(0.0) + score).or(sum);
                }
                sum
            }
        }
    }

    /// `starts` are those that count.
    fn run(&mut self, run: &Run, starts: &[u32]) -> Option<f64> {
        let times = u32::try_from(starts.len()).unwrap_or(u32::MAX);
        if times == 0 {
            return None;
        }
        let saturation = self.search.saturated(times, self.here.paragraph);
        let mut weight = 0.0;
        for (offset, leaf) in &run.leaves {
            let idf = self.search.rarity(leaf);
            weight += idf;
            let forms = self.forms(leaf, *offset, starts);
            let written = leaf.written.clone();
            self.parts.push(Found { written, forms, idf, saturation, score: idf * saturation });
        }
        Some(weight * saturation)
    }

    fn forms(&self, leaf: &Leaf, offset: u32, starts: &[u32]) -> Vec<(String, u32)> {
        let mut forms: Vec<(String, u32)> = Vec::new();
        for form in self.here.forms(leaf).iter() {
            let places = self.here.places(*form);
            let begun = places.iter().filter_map(|place| place.checked_sub(offset));
            let times = begun.filter(|start| starts.binary_search(start).is_ok()).count();
            let times = u32::try_from(times).unwrap_or(u32::MAX);
            let text = self.here.index.text(*form);
            match forms.last_mut() {
                _ if times == 0 => {}
                // Written alike, and told apart by stem alone.
                Some((last, sum)) if last == text => *sum += times,
                _ => forms.push((text.to_owned(), times)),
            }
        }
        forms
    }
}
