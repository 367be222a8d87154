//! What a selection shows, laid out by itself: what to ask of the layout, and what its answer means.

use crate::corpus::Corpus;
use crate::graph::{Edge, Point, Request};
use crate::link::{ParagraphIx, backbone};
use crate::order::sort_numbers;
use crate::select::Selection;

/// More passages than this are left where they stand among all.
pub const MAX_ARRANGED: usize = 5000;
/// Fewer passages than this are not far from each other anyway, so that it is not worth offering.
pub const MIN_OFFERED: usize = 12;

/// A layout of the listed passages alone, to be worked out.
#[derive(Clone, Debug, PartialEq)]
pub struct Arrangement {
    /// What decides it: one node a listed passage, in the order of the corpus.
    pub request: Request,
    /// The passage that each node is.
    listed: Vec<ParagraphIx>,
    /// Number of passages of the corpus.
    passages: usize,
}

impl Arrangement {
    /// Whether it is worth offering: something is left out, and neither too much nor too little is left.
    pub fn is_offered(corpus: &Corpus, selection: &Selection) -> bool {
        selection.rows.len() >= MIN_OFFERED && is_possible(corpus, selection)
    }

    /// Takes in what a selection shows: its passages, and the links of them that a picture draws. What stood somewhere
    /// `before`, by passage, stays about there. `None` where nothing is left out or too much is left.
    pub fn new(corpus: &Corpus, selection: &Selection, before: &[Point]) -> Option<Self> {
        if !is_possible(corpus, selection) {
            return None;
        }
        let mut listed: Vec<ParagraphIx> = selection.rows.iter().map(|row| row.paragraph).collect();
        sort_numbers(&mut listed);
        let node = |ix: ParagraphIx| listed.binary_search(&ix).ok();
        let drawn = backbone(corpus.links(), corpus.links_by_score(), &selection.links, corpus.len());
        let mut edges = Vec::with_capacity(drawn.len());
        for link in drawn.iter().filter_map(|at| corpus.links().get(*at)) {
            if let (Some(a), Some(b)) = (node(link.from), node(link.to)) {
                edges.push(Edge { a, b, weight: f64::from(link.score) });
            }
        }
        // Those in no community are each one of their own.
        let alone = corpus.communities().len();
        let community = |(nth, ix): (usize, &ParagraphIx)| corpus.community_of(*ix).unwrap_or(alone + nth);
        let communities = listed.iter().enumerate().map(|one| community(one) as u32).collect();
        let stood = |ix: &ParagraphIx| before.get(*ix as usize).copied().filter(|p| p.x.is_finite());
        let start = listed.iter().map(stood).collect();
        let request = Request { nodes: listed.len(), edges, communities, start, rooms: Vec::new() };
        Some(Self { request, listed, passages: corpus.len() })
    }

    /// Whether the same passages are joined by the same links, wherever they stood.
    pub fn is_of_the_same(&self, other: &Self) -> bool {
        self.listed == other.listed && self.request.edges == other.request.edges
    }

    /// What was worked out, one point a node, as places by passage of the corpus; no numbers for those that are not
    /// shown.
    pub fn places(&self, points: &[Point]) -> Vec<Point> {
        let mut places = vec![Point { x: f64::NAN, y: f64::NAN }; self.passages];
        for (ix, point) in self.listed.iter().zip(points) {
            if let Some(place) = places.get_mut(*ix as usize) {
                *place = *point;
            }
        }
        places
    }
}

fn is_possible(corpus: &Corpus, selection: &Selection) -> bool {
    let listed = selection.rows.len();
    listed > 0 && listed < corpus.len() && listed <= MAX_ARRANGED
}
