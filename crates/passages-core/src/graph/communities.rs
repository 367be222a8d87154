//! Groups of nodes with more links inside than chance would give: V. A. Traag, L. Waltman and N. J. van Eck, "From
//! Louvain to Leiden: guaranteeing well-connected communities", Scientific Reports 9 (2019),
//! doi:10.1038/s41598-019-41695-z.
//!
//! What is maximised is the modularity of M. E. J. Newman and M. Girvan, "Finding and evaluating community structure
//! in networks", Physical Review E 69 (2004), doi:10.1103/PhysRevE.69.026113, with the resolution of J. Reichardt and
//! S. Bornholdt, "Statistical mechanics of community detection", Physical Review E 74 (2006),
//! doi:10.1103/PhysRevE.74.016110. Nodes are visited in an order that is shuffled by a generator of our own, and
//! refinement takes the best merger (the limit of no randomness in the paper), so every machine finds the same.

mod level;
mod moving;
mod refining;

use super::Adjacency;
use level::Level;

/// The resolution at which a community must have more links inside than chance would give, and no more is asked.
pub const RESOLUTION: f64 = 1.0;
/// Passes over the whole; what one leaves, the next begins with. Most graphs are settled after three or four.
const PASSES: usize = 10;
/// A pass that adds less modularity than this is the last.
const LEAST_GAIN: f64 = 1e-4;
/// A small graph is begun anew in other orders, as often as its edges are contained in this number, and the best is
/// kept: one order can miss a good part of the modularity where a few moves decide.
const EDGES: usize = 30_000;
/// But no more often than this.
const STARTS: usize = 40;

/// The communities of a graph: the largest first, equal ones by their first member; members ascending.
///
/// Each is connected, and has two members or more: a node without links is in none. `resolution` is above 0: at more
/// than [`RESOLUTION`] communities are smaller and more numerous, at less larger and fewer; what is no such number
/// counts as [`RESOLUTION`].
pub fn communities(graph: &Adjacency, resolution: f64) -> Vec<Vec<u32>> {
    let mut grouping = Grouping::new(graph.clone(), resolution);
    while !grouping.step() {}
    grouping.found()
}

/// A search for communities on its way.
pub struct Grouping {
    graph: Adjacency,
    resolution: f64,
    /// How often it has been begun, and how often it is to be.
    starts: (usize, usize),
    /// The best modularity so far, and a label a node.
    best: (f64, Vec<u32>),
}

impl Grouping {
    /// Takes the graph in; `resolution` as for [`communities`].
    pub fn new(graph: Adjacency, resolution: f64) -> Self {
        let resolution = if resolution > 0.0 && resolution.is_finite() { resolution } else { RESOLUTION };
        // Each edge stands in two rows.
        let starts = (2 * EDGES / graph.weights().len().max(1)).clamp(1, STARTS);
        Self { graph, resolution, starts: (0, starts), best: (f64::NEG_INFINITY, Vec::new()) }
    }

    /// Goes on by one start; whether that was the last.
    pub fn step(&mut self) -> bool {
        let (start, starts) = self.starts;
        if start < starts {
            let tried = settle(&self.graph, self.resolution, start as u64);
            // The first of equal ones.
            if tried.0 > self.best.0 {
                self.best = tried;
            }
            self.starts.0 += 1;
        }
        self.starts.0 >= starts
    }

    /// What was found, in the order of [`communities`].
    pub fn found(self) -> Vec<Vec<u32>> {
        let mut found = connected(&self.graph, &self.best.1);
        // Found by first member; the larger before the smaller, and equal ones as they were found.
        found.sort_by_key(|members| std::cmp::Reverse(members.len()));
        found
    }
}

/// Passes over the graph until one adds next to nothing; the modularity that is reached, and a label a node.
#[inline(never)]
fn settle(graph: &Adjacency, resolution: f64, start: u64) -> (f64, Vec<u32>) {
    let base = Level::new(graph, start);
    let mut labels: Vec<u32> = (0..).take(graph.len()).collect();
    let mut reached = modularity(graph, &labels, resolution);
    for _ in 0..PASSES {
        let next = pass(&base, &labels, base.price(resolution));
        let now = modularity(graph, &next, resolution);
        if now <= reached {
            break;
        }
        labels = next;
        let gained = now - reached;
        reached = now;
        if gained < LEAST_GAIN {
            break;
        }
    }
    (reached, labels)
}

/// The modularity of a partition, `labels` being one a node: from below 0, worse than chance, to below 1.
///
/// > sum over communities of `inside / 2m - resolution * (strength / 2m)^2`
///
/// with the weights of all edges inside counted from both ends, and `2m` those of the whole graph.
#[inline(never)]
pub fn modularity(graph: &Adjacency, labels: &[u32], resolution: f64) -> f64 {
    let label = |node: usize| labels.get(node).copied().unwrap_or(u32::MAX);
    let mut order: Vec<u64> = (0..graph.len()).map(|v| u64::from(label(v)) << 32 | v as u64).collect();
    order.sort_unstable();
    let twice: f64 = graph.weights().iter().sum();
    let mut sum = 0.0;
    for members in order.chunk_by(|a, b| a >> 32 == b >> 32) {
        let (mut inside, mut strength) = (0.0, 0.0);
        for node in members.iter().map(|packed| *packed as u32 as usize) {
            for (other, weight) in graph.of(node) {
                strength += weight;
                inside += if label(other) == label(node) { weight } else { 0.0 };
            }
        }
        sum += if twice > 0.0 {
            inside / twice - resolution * (strength / twice) * (strength / twice)
        } else {
            0.0
        };
    }
    sum
}

/// Moves, refines and aggregates until each community is one node of the last level.
#[inline(never)]
fn pass(base: &Level, labels: &[u32], price: f64) -> Vec<u32> {
    let mut level = base.clone();
    let mut labels = labels.to_vec();
    // Which node of the level stands for each node of the graph.
    let mut stands: Vec<u32> = (0..).take(base.len()).collect();
    loop {
        let communities = moving::move_nodes(&level, &mut labels, price);
        if communities == level.len() {
            break;
        }
        let (refined, count) = refining::refine(&level, &labels, price);
        if count == level.len() {
            break;
        }
        let mut coarse = vec![0; count];
        for (node, new) in refined.iter().enumerate() {
            coarse[*new as usize] = labels[node];
        }
        for stand in &mut stands {
            *stand = refined[*stand as usize];
        }
        level = level.aggregate(&refined, count);
        labels = coarse;
        level::number(&mut labels);
    }
    stands.iter().map(|stand| labels[*stand as usize]).collect()
}

/// The connected parts of each community with two members or more, by first member.
fn connected(graph: &Adjacency, labels: &[u32]) -> Vec<Vec<u32>> {
    let mut met = vec![false; graph.len()];
    let mut found = Vec::new();
    for first in (0..).take(graph.len()) {
        let mut members: Vec<u32> = Vec::new();
        let mut open = vec![first];
        while let Some(node) = open.pop() {
            if std::mem::replace(&mut met[node as usize], true) {
                continue;
            }
            members.push(node);
            let near = graph.of(node as usize).map(|(other, _)| other);
            let near = near.filter(|other| !met[*other] && labels[*other] == labels[node as usize]);
            open.extend(near.map(|other| other as u32));
        }
        if members.len() > 1 {
            members.sort_unstable();
            found.push(members);
        }
    }
    found
}
