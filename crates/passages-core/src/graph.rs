//! Nodes and weighted edges: where to draw them, which belong together, which connect the others, and by what chain.

mod adjacency;
mod betweenness;
mod communities;
mod layout;
mod naming;
mod pagerank;
mod paths;
mod quadtree;

pub use adjacency::Adjacency;
pub use betweenness::{Betweenness, EXACT_NODES, PIVOTS, betweenness, betweenness_from};
pub use communities::{Grouping, RESOLUTION, communities, modularity};
pub use layout::{CLEARANCE, KEPT_WITHIN, Layout, Request, Room, layout};
pub use naming::{Community, MAX_TERMS, Named};
pub use pagerank::{DAMPING, pagerank};
pub use paths::strongest_chain;

/// An undirected edge between two nodes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Edge {
    /// Zero-based node.
    pub a: usize,
    /// Zero-based node.
    pub b: usize,
    /// Above 0, at most 1: how strongly it pulls.
    pub weight: f64,
}

/// A place on the plane; one unit is the distance that linked nodes like to keep.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// To the right.
    pub x: f64,
    /// Downwards.
    pub y: f64,
}
