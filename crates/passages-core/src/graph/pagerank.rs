//! How often a reader who follows links comes by: S. Brin and L. Page, "The anatomy of a large-scale hypertextual Web
//! search engine", Computer Networks and ISDN Systems 30 (1998), doi:10.1016/S0169-7552(98)00110-X.

use super::Adjacency;

/// How often the reader follows a link, rather than to open any passage: the value of the paper.
pub const DAMPING: f64 = 0.85;
/// Ends when all values together change by less than this.
const TOLERANCE: f64 = 1e-9;
/// Ends after so many steps in any case; 0.85 to this power is below the tolerance.
const STEPS: usize = 150;

/// The share of visits of each node; above 0, and together 1.
///
/// With [`DAMPING`] the reader follows a link, the stronger the likelier, and else opens any node, as does a reader
/// at a node without links. Computed by power iteration from equal shares.
pub fn pagerank(graph: &Adjacency) -> Vec<f64> {
    let nodes = graph.len() as f64;
    let strength: Vec<f64> = (0..graph.len()).map(|node| graph.strength(node)).collect();
    let mut rank = vec![1.0 / nodes; graph.len()];
    // What a node gives for each unit of an edge's weight.
    let mut given = vec![0.0; graph.len()];
    for _ in 0..STEPS {
        let mut stranded = 0.0;
        for (node, given) in given.iter_mut().enumerate() {
            if strength[node] > 0.0 {
                *given = rank[node] / strength[node];
            } else {
                stranded += rank[node];
            }
        }
        let anywhere = (1.0 - DAMPING + DAMPING * stranded) / nodes;
        let mut change = 0.0;
        for (node, rank) in rank.iter_mut().enumerate() {
            let received: f64 = graph.of(node).map(|(other, weight)| weight * given[other]).sum();
            let next = anywhere + DAMPING * received;
            change += (next - *rank).abs();
            *rank = next;
        }
        if change < TOLERANCE {
            break;
        }
    }
    rank
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::Edge;

    #[test]
    fn a_star_has_the_shares_that_can_be_worked_out_by_hand() {
        // Hub h, three leaves l, one alone a: a = t, l = t + d h / 3, h = t + 3 d l, with t = (1 - d + d a) / 5.
        let edges: Vec<Edge> = (1..4).map(|b| Edge { a: 0, b, weight: 0.5 }).collect();
        let rank = pagerank(&Adjacency::new(5, &edges));
        let d = DAMPING;
        let t = (1.0 - d) / (5.0 - d);
        let h = t * (1.0 + 3.0 * d) / (1.0 - d * d);
        let leaf = t + d * h / 3.0;
        for (got, wanted) in rank.iter().zip([h, leaf, leaf, leaf, t]) {
            assert!((got - wanted).abs() < 1e-8, "{rank:?}");
        }
    }
}
