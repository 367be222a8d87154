//! The nodes that hold a graph together, by two measures: those through which chains run, and those to which links lead.

use super::{Adjacency, betweenness, pagerank};

/// The foremost nodes of a graph, and how they were found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Central {
    /// Those through which most of the strongest chains between others run ([`betweenness`]), the most first; equal ones
    /// by number. None through which no chain runs.
    pub connecting: Vec<usize>,
    /// Those at which a reader who follows links is most often ([`pagerank`]), the most often first; equal ones by
    /// number. None without links.
    pub visited: Vec<usize>,
    /// The number of nodes from which chains were counted.
    pub pivots: usize,
    /// The number of nodes that have links.
    pub linked: usize,
}

impl Central {
    /// Whether only a part of the chains was counted.
    pub fn is_estimate(&self) -> bool {
        self.pivots < self.linked
    }
}

/// The foremost nodes of a graph, at most `most` by each measure.
pub fn central(graph: &Adjacency, most: usize) -> Central {
    let between = betweenness(graph);
    let visits = pagerank(graph);
    let is_linked = |node: usize| graph.degree(node) > 0;
    Central {
        connecting: foremost(&between.values, most, |node| between.values[node] > 0.0),
        visited: foremost(&visits, most, is_linked),
        pivots: between.pivots,
        linked: between.linked,
    }
}

/// The nodes with the largest values, none of them negative, of those that may be.
fn foremost(values: &[f64], most: usize, may_be: impl Fn(usize) -> bool) -> Vec<usize> {
    // Not negative, so their bits are in their order; turned round, the largest comes first. With fewer digits, so that
    // what differs by rounding alone is equal.
    let pack = |(node, value): (usize, &f64)| u64::from(!(*value as f32).to_bits()) << 32 | node as u64;
    let mut order: Vec<u64> = values.iter().enumerate().filter(|(node, _)| may_be(*node)).map(pack).collect();
    order.sort_unstable();
    order.into_iter().take(most).map(|packed| packed as u32 as usize).collect()
}
