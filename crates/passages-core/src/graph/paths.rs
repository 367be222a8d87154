//! The strongest chain of edges between two nodes: E. W. Dijkstra, "A note on two problems in connexion with graphs",
//! Numerische Mathematik 1 (1959), doi:10.1007/BF01386390, with the buckets of R. B. Dial, "Algorithm 360:
//! Shortest-path forest with topological ordering", Communications of the ACM 12 (1969), doi:10.1145/363269.363610.
//!
//! A chain is as strong as the product of its edges' weights, so an edge costs `-ln(weight)`: a strong detour is
//! nearer than a weak edge, and each further edge costs something. Costs are whole numbers, so that lengths are exact
//! and equal ones are known as equal.

use super::Adjacency;

/// Units of cost by which a chain becomes weaker by a factor of e: one unit is 0.4 %.
const UNITS: f64 = 256.0;
/// No edge costs more: it has a ten millionth of full weight, or less.
const MOST: u32 = 4095;

/// What an edge costs: at least 1.
fn cost(weight: f64) -> u32 {
    // A float beyond the bounds becomes the nearest bound.
    ((-libm::log(weight) * UNITS + 0.5) as u32).clamp(1, MOST)
}

/// Distances from one node at a time, in the order in which they grow.
pub(super) struct Distances<'a> {
    graph: &'a Adjacency,
    /// By place in the rows of the graph.
    costs: Vec<u32>,
    /// By node; `u64::MAX` where it has not been reached.
    distance: Vec<u64>,
    /// Nodes by distance, modulo the number of buckets: no more are open at a time.
    buckets: Vec<Vec<u32>>,
    /// The nodes to which the distance is known, the nearest first.
    order: Vec<u32>,
}

impl<'a> Distances<'a> {
    pub(super) fn new(graph: &'a Adjacency) -> Self {
        let costs: Vec<u32> = graph.weights().iter().map(|weight| cost(*weight)).collect();
        let dearest = costs.iter().copied().max().unwrap_or(0);
        Self {
            graph,
            costs,
            distance: vec![u64::MAX; graph.len()],
            buckets: vec![Vec::new(); dearest as usize + 1],
            order: Vec::with_capacity(graph.len()),
        }
    }

    /// Measures from a node to all others, or until `to` is reached.
    pub(super) fn measure(&mut self, from: usize, to: Option<usize>) {
        self.order.clear();
        self.distance.fill(u64::MAX);
        for bucket in &mut self.buckets {
            bucket.clear();
        }
        let count = self.buckets.len();
        let (mut now, mut at, mut open) = (0_u64, 0, 1_usize);
        self.distance[from] = 0;
        self.buckets[0].push(from as u32);
        while open > 0 {
            // No edge costs nothing, so a bucket does not grow while it is emptied.
            let mut bucket = std::mem::take(&mut self.buckets[at]);
            open -= bucket.len();
            for node in bucket.drain(..) {
                // It may have been put here by a longer way, before a shorter one was found.
                if self.distance[node as usize] != now {
                    continue;
                }
                self.order.push(node);
                for place in self.graph.row(node as usize) {
                    let other = self.graph.neighbour(place);
                    let cost = self.costs[place];
                    let far = now + u64::from(cost);
                    if far < self.distance[other] {
                        self.distance[other] = far;
                        let ahead = at + cost as usize;
                        self.buckets[if ahead < count { ahead } else { ahead - count }].push(other as u32);
                        open += 1;
                    }
                }
            }
            self.buckets[at] = bucket;
            if to.is_some_and(|to| self.distance[to] <= now) {
                break;
            }
            now += 1;
            at = if at + 1 < count { at + 1 } else { 0 };
        }
    }

    /// The nodes that were reached, the nearest first.
    pub(super) fn order(&self) -> &[u32] {
        &self.order
    }

    /// How far a node that was reached is.
    pub(super) fn to(&self, node: usize) -> f64 {
        self.distance[node] as f64
    }

    /// The places in a node's row of the edges by which the shortest ways come to it, by neighbour.
    pub(super) fn before(&self, node: usize) -> impl Iterator<Item = usize> {
        self.graph.row(node).filter(move |place| {
            let before = self.distance[self.graph.neighbour(*place)];
            // What has not been reached is farther than anything.
            before < self.distance[node] && before + u64::from(self.costs[*place]) == self.distance[node]
        })
    }
}

/// The edges of the strongest chain from one node to another, by their index, in order; `None` where there is none.
///
/// Of equally strong chains it is the one that, seen from the larger node, goes to the smallest next node at each
/// step; so it is the same from either end.
pub fn strongest_chain(graph: &Adjacency, from: usize, to: usize) -> Option<Vec<usize>> {
    if from.max(to) >= graph.len() {
        return None;
    }
    let (first, last) = (from.min(to), from.max(to));
    let mut distances = Distances::new(graph);
    distances.measure(first, Some(last));
    let (mut chain, mut at) = (Vec::new(), last);
    while at != first {
        let place = distances.before(at).next()?;
        chain.push(graph.edge(place));
        at = graph.neighbour(place);
    }
    if from == first {
        chain.reverse();
    }
    Some(chain)
}
