//! What a selection shows, laid out by itself, in steps that a caller spreads over frames.

use crate::corpus::Corpus;
use crate::graph::{Edge, Layout, Point, Request};
use crate::link::{ParagraphIx, backbone};
use crate::select::Selection;

/// More passages than this are left where they stand among all.
pub const MAX_ARRANGED: usize = 5000;

/// A layout of the listed passages alone, on its way.
pub struct Arrangement {
    layout: Layout,
    /// The passage that each node is.
    listed: Vec<ParagraphIx>,
    /// Number of passages of the corpus.
    passages: usize,
}

impl Arrangement {
    /// Whether a selection can be laid out by itself: something is left out, and not too much is left.
    pub fn is_possible(corpus: &Corpus, selection: &Selection) -> bool {
        let listed = selection.rows.len();
        listed > 0 && listed < corpus.len() && listed <= MAX_ARRANGED
    }

    /// Takes in what a selection shows: its passages, and the links of them that a picture draws. What stood somewhere
    /// `before`, by passage, stays about there. `None` where it cannot be.
    pub fn new(corpus: &Corpus, selection: &Selection, before: &[Point]) -> Option<Self> {
        if !Self::is_possible(corpus, selection) {
            return None;
        }
        let mut listed: Vec<ParagraphIx> = selection.rows.iter().map(|row| row.paragraph).collect();
        listed.sort_unstable();
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
        Some(Self { layout: Layout::new(&request), listed, passages: corpus.len() })
    }

    /// Goes on by one step; whether all is settled.
    pub fn step(&mut self) -> bool {
        self.layout.step()
    }

    /// Places by passage of the corpus; no numbers for those that are not shown.
    pub fn places(&self) -> Vec<Point> {
        let mut places = vec![Point { x: f64::NAN, y: f64::NAN }; self.passages];
        for (ix, point) in self.listed.iter().zip(self.layout.points()) {
            if let Some(place) = places.get_mut(*ix as usize) {
                *place = point;
            }
        }
        places
    }
}
