//! Nodes and weighted edges, and where to draw them.

mod layout;
mod quadtree;

pub use layout::layout;

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
