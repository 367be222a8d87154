//! A graph in which a node may stand for a whole community.

use crate::graph::Adjacency;

/// Nodes and edges in compressed sparse rows, loops left out; their weight is in the nodes' strength.
#[derive(Clone, Debug)]
pub(super) struct Level {
    starts: Vec<u32>,
    neighbours: Vec<u32>,
    weights: Vec<f64>,
    /// By node: the weights of all edges of all that it stands for.
    pub(super) strength: Vec<f64>,
    /// In which nodes are visited.
    pub(super) order: Vec<u32>,
    seed: u64,
}

impl Level {
    /// The graph itself; `seed` chooses the order in which nodes are visited.
    pub(super) fn new(graph: &Adjacency, seed: u64) -> Self {
        let mut level = Self::empty(graph.len(), seed);
        for node in 0..graph.len() {
            level.push_row(graph.of(node).map(|(other, weight)| (other as u32, weight)));
            level.strength.push(graph.strength(node));
        }
        level
    }

    fn empty(nodes: usize, seed: u64) -> Self {
        Self {
            starts: vec![0],
            neighbours: Vec::new(),
            weights: Vec::new(),
            strength: Vec::with_capacity(nodes),
            order: shuffled(nodes, seed),
            seed,
        }
    }

    fn push_row(&mut self, row: impl Iterator<Item = (u32, f64)>) {
        for (other, weight) in row {
            self.neighbours.push(other);
            self.weights.push(weight);
        }
        self.starts.push(self.neighbours.len() as u32);
    }

    /// Number of nodes.
    pub(super) fn len(&self) -> usize {
        self.strength.len()
    }

    /// The neighbours of a node and the weights of the edges to them.
    pub(super) fn of(&self, node: usize) -> impl Iterator<Item = (usize, f64)> {
        let row = self.starts[node] as usize..self.starts[node + 1] as usize;
        let neighbours = self.neighbours[row.clone()].iter().map(|n| *n as usize);
        neighbours.zip(self.weights[row].iter().copied())
    }

    /// What it costs that two nodes are in one community, for each unit of both strengths: `resolution / 2m`.
    pub(super) fn price(&self, resolution: f64) -> f64 {
        let twice: f64 = self.strength.iter().sum();
        if twice > 0.0 { resolution / twice } else { 0.0 }
    }

    /// The graph of communities: `labels` are below `count`, and each stands for a node of the new level.
    #[inline(never)]
    pub(super) fn aggregate(&self, labels: &[u32], count: usize) -> Self {
        let mut level = Self::empty(count, self.seed);
        level.strength.resize(count, 0.0);
        let (members, starts) = grouped(labels, count);
        let mut gather = Gather::new(count);
        for label in 0..count {
            for node in &members[starts[label] as usize..starts[label + 1] as usize] {
                let node = *node as usize;
                level.strength[label] += self.strength[node];
                for (other, weight) in self.of(node) {
                    if labels[other] as usize != label {
                        gather.add(labels[other] as usize, weight);
                    }
                }
            }
            level.push_row(gather.drain());
        }
        level
    }
}

/// Sums by label, of which few are met at a time.
pub(super) struct Gather {
    sums: Vec<f64>,
    met: Vec<u32>,
}

impl Gather {
    pub(super) fn new(labels: usize) -> Self {
        Self { sums: vec![0.0; labels], met: Vec::new() }
    }

    /// Adds a weight above 0.
    pub(super) fn add(&mut self, label: usize, weight: f64) {
        if self.sums[label] == 0.0 {
            self.met.push(label as u32);
        }
        self.sums[label] += weight;
    }

    /// The sum of a label.
    pub(super) fn sum(&self, label: usize) -> f64 {
        self.sums[label]
    }

    /// All labels that were met, in the order in which they were, with their sums; forgets them.
    pub(super) fn drain(&mut self) -> impl Iterator<Item = (u32, f64)> {
        let Self { sums, met } = self;
        met.drain(..).map(|label| (label, std::mem::take(&mut sums[label as usize])))
    }
}

/// The places of `labels`, which are below `count`, by label; and where those of each begin, one more at the end.
pub(super) fn grouped(labels: &[u32], count: usize) -> (Vec<u32>, Vec<u32>) {
    let mut starts = vec![0_u32; count + 1];
    for label in labels {
        starts[*label as usize + 1] += 1;
    }
    for label in 0..count {
        starts[label + 1] += starts[label];
    }
    let mut next = starts.clone();
    let mut order = vec![0_u32; labels.len()];
    for (at, label) in (0..).zip(labels) {
        let slot = &mut next[*label as usize];
        order[*slot as usize] = at;
        *slot += 1;
    }
    (order, starts)
}

/// Renumbers labels, each below their number, from 0 in the order in which they are met; says how many there are.
pub(super) fn number(labels: &mut [u32]) -> usize {
    let mut new = vec![u32::MAX; labels.len()];
    let mut count = 0;
    for label in labels {
        let known = &mut new[*label as usize];
        if *known == u32::MAX {
            *known = count;
            count += 1;
        }
        *label = *known;
    }
    count as usize
}

/// The numbers below `count` in an order that follows no pattern of the graph, the same for the same seed: after
/// R. Durstenfeld, "Algorithm 235: Random permutation", Communications of the ACM 7 (1964),
/// doi:10.1145/364520.364540, by the linear congruential generator of D. E. Knuth's MMIX.
fn shuffled(count: usize, seed: u64) -> Vec<u32> {
    let mut order: Vec<u32> = (0..).take(count).collect();
    let mut state = seed;
    for last in (1..count).rev() {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        // The upper bits are the good ones; count is below 2^32, so the product has room.
        let other = ((state >> 32) * (last as u64 + 1)) >> 32;
        order.swap(last, other as usize);
    }
    order
}
