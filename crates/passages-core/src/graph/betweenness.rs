//! How many of the strongest chains run through a node: U. Brandes, "A faster algorithm for betweenness centrality",
//! Journal of Mathematical Sociology 25 (2001), doi:10.1080/0022250X.2001.9990249; in large graphs estimated from
//! some nodes, as in U. Brandes and C. Pich, "Centrality estimation in large networks", International Journal of
//! Bifurcation and Chaos 17 (2007), doi:10.1142/S0218127407018403, with the linear scaling of R. Geisberger, P. Sanders
//! and D. Schultes, "Better approximation of betweenness centrality", ALENEX (2008), doi:10.1137/1.9781611972887.9:
//! a chain counts for a node by how far along it stands, seen from the pivot, so that what is near a pivot by chance
//! is not taken for a bridge. Seen from both ends the parts add up to one, so with all nodes as pivots it is exact.

use super::Adjacency;
use super::paths::Distances;

/// Graphs of no more linked nodes than this are measured in full.
pub const EXACT_NODES: usize = 1000;
/// In larger ones the chains from so many nodes are counted; from fewer, down to half, where the graph has many edges.
pub const PIVOTS: usize = 256;
/// How many edges are visited, all pivots together.
const EDGES: usize = 10_000_000;

/// Betweenness of all nodes, and how it was found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Betweenness {
    /// By node, from 0 to 1: the share of the strongest chains between any two others that run through it. Where two
    /// have several equally strong chains, each counts its part. An estimate may be a little above 1.
    pub values: Vec<f64>,
    /// The number of nodes from which chains were counted.
    pub pivots: usize,
    /// The number of nodes that have links; where it is more than `pivots`, the values are estimates.
    pub linked: usize,
}

/// Betweenness from the chains of [`strongest_chain`](super::strongest_chain): in full up to [`EXACT_NODES`] linked
/// nodes, else from [`PIVOTS`] of them or fewer.
pub fn betweenness(graph: &Adjacency) -> Betweenness {
    let linked = (0..graph.len()).filter(|node| graph.degree(*node) > 0).count();
    // Each edge stands in two rows.
    let edges = graph.weights().len() / 2;
    let pivots =
        if linked <= EXACT_NODES { linked } else { (EDGES / edges.max(1)).clamp(PIVOTS / 2, PIVOTS) };
    betweenness_from(graph, pivots)
}

/// Betweenness from the chains that begin at `pivots` of the linked nodes; from all if there are no more.
///
/// The pivots stand at equal distances in the order of the nodes: every document has its part of them (a systematic
/// sample), and they are the same on every machine.
pub fn betweenness_from(graph: &Adjacency, pivots: usize) -> Betweenness {
    let linked: Vec<usize> = (0..graph.len()).filter(|node| graph.degree(*node) > 0).collect();
    let pivots = pivots.min(linked.len());
    let mut counting = Counting {
        graph,
        distances: Distances::new(graph),
        chains: vec![Chains::NONE; graph.len()],
        depends: vec![0.0; graph.len()],
        values: vec![0.0; graph.len()],
    };
    for nth in 0..pivots {
        // In the middle of its stretch; the product is beyond 32 bits.
        let pivot = linked[((2 * nth as u64 + 1) * linked.len() as u64 / (2 * pivots as u64)) as usize];
        counting.count_from(pivot);
    }
    let mut values = counting.values;
    // Pairs of others, and what one pivot stands for.
    let others = graph.len().saturating_sub(1) as f64 * graph.len().saturating_sub(2) as f64 / 2.0;
    let scale = linked.len() as f64 / pivots.max(1) as f64 / others.max(1.0);
    for value in &mut values {
        *value *= scale;
    }
    Betweenness { values, pivots, linked: linked.len() }
}

/// What is known while chains are counted from one pivot after the other.
struct Counting<'a> {
    graph: &'a Adjacency,
    distances: Distances<'a>,
    /// By node: how many of the strongest chains lead there from the pivot.
    chains: Vec<Chains>,
    /// By node: the part of the chains from the pivot that runs through it, each by how far along it stands.
    depends: Vec<f64>,
    /// By node: the sum over the pivots so far.
    values: Vec<f64>,
}

impl Counting<'_> {
    /// Adds the chains that begin at a pivot.
    #[inline(never)]
    fn count_from(&mut self, pivot: usize) {
        let Self { graph, distances, chains, depends, values } = self;
        distances.measure(pivot, None);
        for node in distances.order().iter().map(|node| *node as usize) {
            let mut sum = if node == pivot { Chains::ONE } else { Chains::NONE };
            for place in distances.before(node) {
                sum.add(chains[graph.neighbour(place)]);
            }
            chains[node] = sum;
            depends[node] = 0.0;
        }
        for node in distances.order().iter().rev().map(|node| *node as usize) {
            // Nothing but the pivot has no distance, and nothing comes before it.
            let share = 1.0 / distances.to(node) + depends[node];
            for place in distances.before(node) {
                let before = graph.neighbour(place);
                depends[before] += chains[before].part_of(chains[node]) * share;
            }
            if node != pivot {
                values[node] += depends[node] * distances.to(node);
            }
        }
    }
}

/// A number of chains, `mantissa * 2^(512 * rank)`: it can double at every other node, which no float holds.
#[derive(Clone, Copy)]
struct Chains {
    mantissa: f64,
    rank: u32,
}

/// 2^512.
const STEP: f64 = f64::from_bits((1023 + 512) << 52);

impl Chains {
    const NONE: Self = Self { mantissa: 0.0, rank: 0 };
    const ONE: Self = Self { mantissa: 1.0, rank: 0 };

    fn add(&mut self, other: Self) {
        // What is of a lower rank is seen only by its upper bits, or not at all.
        if other.rank > self.rank {
            let own = std::mem::replace(self, other);
            self.mantissa += own.lowered(self.rank);
        } else {
            self.mantissa += other.lowered(self.rank);
        }
        if self.mantissa >= STEP {
            *self = Self { mantissa: self.mantissa / STEP, rank: self.rank + 1 };
        }
    }

    /// The mantissa that it would have in a rank that is not lower.
    fn lowered(self, rank: u32) -> f64 {
        match rank - self.rank {
            0 => self.mantissa,
            1 => self.mantissa / STEP,
            _ => 0.0,
        }
    }

    /// Which part of the others it is; there are no fewer of them.
    fn part_of(self, others: Self) -> f64 {
        self.lowered(others.rank) / others.mantissa
    }
}
