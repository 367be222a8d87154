//! Edges -> who is linked with whom: compressed sparse rows.

use super::Edge;

/// An undirected weighted graph without loops or parallel edges; each node's neighbours stand together, ascending.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Adjacency {
    /// The row of node `v` is `starts[v]..starts[v + 1]`; one more than there are nodes.
    starts: Vec<u32>,
    /// By row, ascending.
    neighbours: Vec<u32>,
    /// As `neighbours`; finite and above 0.
    weights: Vec<f64>,
    /// As `neighbours`: which of the edges given it is.
    edges: Vec<u32>,
}

impl Adjacency {
    /// The graph of these edges, in whatever order they are given.
    ///
    /// What joins a node to itself or to none, and what has no weight above 0, is left out; of parallel edges the
    /// weightiest stays, the first of equal ones. There can be `u32::MAX` nodes and half as many edges; more are
    /// left out.
    pub fn new(nodes: usize, edges: &[Edge]) -> Self {
        let nodes = nodes.min(u32::MAX as usize);
        let numbered = || (0..u32::MAX / 2).zip(edges).filter(|(_, edge)| counts(edge, nodes));
        let mut starts = vec![0_u32; nodes + 1];
        for (_, edge) in numbered() {
            starts[edge.a + 1] += 1;
            starts[edge.b + 1] += 1;
        }
        for node in 0..nodes {
            starts[node + 1] += starts[node];
        }
        // A row holds the neighbour and the edge in one number, so that it sorts by both.
        let mut rows = vec![0_u64; starts[nodes] as usize];
        let mut next = starts.clone();
        for (nth, edge) in numbered() {
            for (node, other) in [(edge.a, edge.b), (edge.b, edge.a)] {
                rows[next[node] as usize] = (other as u64) << 32 | u64::from(nth);
                next[node] += 1;
            }
        }
        let mut graph = Self { starts: vec![0], ..Self::default() };
        for node in 0..nodes {
            let row = &mut rows[starts[node] as usize..starts[node + 1] as usize];
            row.sort_unstable();
            for packed in row {
                let (neighbour, edge) = ((*packed >> 32) as u32, *packed as u32);
                let weight = edges[edge as usize].weight;
                let first = graph.starts[node] as usize;
                let at = graph.neighbours.len();
                if at > first && graph.neighbours[at - 1] == neighbour {
                    if weight > graph.weights[at - 1] {
                        graph.weights[at - 1] = weight;
                        graph.edges[at - 1] = edge;
                    }
                } else {
                    graph.neighbours.push(neighbour);
                    graph.weights.push(weight);
                    graph.edges.push(edge);
                }
            }
            // At most twice as many as edges, which have numbers of 31 bits.
            graph.starts.push(graph.neighbours.len() as u32);
        }
        graph
    }

    /// Number of nodes.
    pub fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// Whether there is no node.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The neighbours of a node, ascending, each with the weight of its edge; none for what is no node.
    pub fn of(&self, node: usize) -> impl Iterator<Item = (usize, f64)> {
        let row = self.row(node);
        let neighbours = self.neighbours[row.clone()].iter().map(|n| *n as usize);
        neighbours.zip(self.weights[row].iter().copied())
    }

    /// How many neighbours a node has.
    pub fn degree(&self, node: usize) -> usize {
        self.row(node).len()
    }

    /// The weights of a node's edges, added up.
    pub fn strength(&self, node: usize) -> f64 {
        self.of(node).map(|(_, weight)| weight).sum()
    }

    /// The place in `neighbours`, `weights` and `edges` of all that a node has.
    pub(super) fn row(&self, node: usize) -> std::ops::Range<usize> {
        match (self.starts.get(node), self.starts.get(node.saturating_add(1))) {
            (Some(from), Some(to)) => *from as usize..*to as usize,
            _ => 0..0,
        }
    }

    /// The neighbour at a place of a row.
    pub(super) fn neighbour(&self, place: usize) -> usize {
        self.neighbours[place] as usize
    }

    /// The weights at all places of all rows.
    pub(super) fn weights(&self) -> &[f64] {
        &self.weights
    }

    /// The index of the edge at a place of a row.
    pub(super) fn edge(&self, place: usize) -> usize {
        self.edges[place] as usize
    }
}

fn counts(edge: &Edge, nodes: usize) -> bool {
    edge.a < nodes && edge.b < nodes && edge.a != edge.b && edge.weight > 0.0 && edge.weight.is_finite()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_edge_is_left_out_and_the_weightiest_of_parallel_ones_stays() {
        let edge = |a, b, weight| Edge { a, b, weight };
        let edges = [
            edge(2, 0, 0.25),
            edge(1, 1, 0.5),
            edge(0, 2, 0.75),
            edge(0, 7, 0.5),
            edge(usize::MAX, 0, 0.5),
            edge(0, 1, f64::NAN),
            edge(0, 1, -1.0),
            edge(2, 1, 0.5),
        ];
        let graph = Adjacency::new(3, &edges);
        let rows: Vec<Vec<(usize, f64)>> = (0..4).map(|v| graph.of(v).collect()).collect();
        assert_eq!(rows, [vec![(2, 0.75)], vec![(2, 0.5)], vec![(0, 0.75), (1, 0.5)], vec![]]);
        assert_eq!(graph.row(0).map(|place| graph.edge(place)).collect::<Vec<_>>(), [2]);
        assert!(Adjacency::new(0, &edges).is_empty());
    }
}
