//! Nodes and weighted edges: where to draw them, which belong together, which connect the others, and by what chain.
//!
//! What is marked `inline(never)` here is a function of its own in the program, too. The optimizer would put all of them
//! into one, and WebKitGTK 2.50 goes wrong now and then where it takes faster code for such a function in the midst of
//! its loops: it counts wrongly, traps, or never ends. Of 300 fresh starts with 200 nodes, betweenness failed in 13 as
//! one function; as two, in none of 600.

mod adjacency;
mod betweenness;
mod central;
mod communities;
mod layout;
mod naming;
mod pagerank;
mod paths;
mod quadtree;

pub use adjacency::Adjacency;
pub use betweenness::{Betweenness, EXACT_NODES, PIVOTS, betweenness, betweenness_from};
pub use central::{Central, central};
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
