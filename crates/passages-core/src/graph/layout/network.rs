//! Who is linked with whom, as the layout walks through it.

use super::super::Edge;

/// An undirected graph in rows of neighbours: no loops, and at most one link a pair.
#[derive(Clone, Default)]
pub(super) struct Network {
    /// Row of node `i` is `offsets[i]..offsets[i + 1]`.
    pub(super) offsets: Vec<u32>,
    /// Neighbours.
    pub(super) ends: Vec<u32>,
    /// Weight of the link to each neighbour; 1 on average at the finest level.
    pub(super) weights: Vec<f32>,
}

impl Network {
    /// Leaves out loops, ends out of range and weights that are not above 0; adds up what is there twice.
    pub(super) fn new(nodes: usize, edges: &[Edge]) -> Self {
        let sound = |e: &&Edge| {
            e.a != e.b && e.a < nodes && e.b < nodes && e.weight > 0.0 && e.weight < f64::INFINITY
        };
        let (mut sum, mut count) = (0.0, 0.0);
        for edge in edges.iter().filter(sound) {
            (sum, count) = (sum + edge.weight.min(1.0), count + 1.0);
        }
        let scale = if sum > 0.0 { count / sum } else { 1.0 };
        let links =
            edges.iter().filter(sound).map(|e| (e.a as u32, e.b as u32, (e.weight.min(1.0) * scale) as f32));
        Self::of_links(nodes, links)
    }

    /// Of links between different nodes in range, each given once or more.
    pub(super) fn of_links(nodes: usize, links: impl Iterator<Item = (u32, u32, f32)> + Clone) -> Self {
        let mut offsets = vec![0_u32; nodes + 1];
        for (a, b, _) in links.clone() {
            offsets[a as usize + 1] += 1;
            offsets[b as usize + 1] += 1;
        }
        for i in 0..nodes {
            offsets[i + 1] += offsets[i];
        }
        let mut fill = offsets.clone();
        let mut ends = vec![0_u32; offsets[nodes] as usize];
        let mut weights = vec![0.0_f32; ends.len()];
        for (a, b, weight) in links {
            for (from, to) in [(a, b), (b, a)] {
                let at = &mut fill[from as usize];
                (ends[*at as usize], weights[*at as usize]) = (to, weight);
                *at += 1;
            }
        }
        let mut network = Self { offsets, ends, weights };
        network.merge();
        network
    }

    /// Makes one link of several between the same nodes.
    fn merge(&mut self) {
        let nodes = self.len();
        let mut place = vec![u32::MAX; nodes];
        let (mut start, mut kept) = (0, 0);
        for i in 0..nodes {
            let (row, first) = (start as usize..self.offsets[i + 1] as usize, kept);
            for at in row.clone() {
                let end = self.ends[at] as usize;
                let known = place[end];
                if known != u32::MAX && known as usize >= first {
                    self.weights[known as usize] += self.weights[at];
                } else {
                    place[end] = kept as u32;
                    (self.ends[kept], self.weights[kept]) = (self.ends[at], self.weights[at]);
                    kept += 1;
                }
            }
            start = self.offsets[i + 1];
            self.offsets[i + 1] = kept as u32;
        }
        self.ends.truncate(kept);
        self.weights.truncate(kept);
    }

    /// The same with its nodes in another order; `rank` is where each goes.
    pub(super) fn arranged(&self, order: &[u32], rank: &[u32]) -> Self {
        let mut arranged = Self { offsets: vec![0], ..Self::default() };
        for node in order {
            let row = self.row(*node as usize);
            arranged.ends.extend(self.ends[row.clone()].iter().map(|end| rank[*end as usize]));
            arranged.weights.extend_from_slice(&self.weights[row]);
            arranged.offsets.push(arranged.ends.len() as u32);
        }
        arranged
    }

    /// Number of nodes.
    pub(super) fn len(&self) -> usize {
        self.offsets.len().saturating_sub(1)
    }

    /// Places of `node`'s links in `ends` and `weights`.
    pub(super) fn row(&self, node: usize) -> std::ops::Range<usize> {
        self.offsets[node] as usize..self.offsets[node + 1] as usize
    }
}
