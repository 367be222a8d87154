//! Far nodes should stand as far apart as the steps between them, measured from a few of them: M. Ortmann, M. Klimenta
//! and U. Brandes, "A sparse stress model", Journal of Graph Algorithms and Applications 21 (2017),
//! doi:10.7155/jgaa.00440.

use super::network::Network;

/// No path.
const NONE: u8 = u8::MAX;

/// Steps from a few nodes to all.
#[derive(Clone, Default)]
pub(super) struct Pivots {
    /// The nodes measured from.
    pub(super) nodes: Vec<u32>,
    /// For each pivot the steps to every node, at most 254; 255 is no path.
    pub(super) steps: Vec<Vec<u8>>,
    queue: Vec<u32>,
}

impl Pivots {
    /// Measures from one more of `count` pivots, evenly taken from the order of the nodes; whether one was left.
    pub(super) fn measure(&mut self, network: &Network, count: usize) -> bool {
        let (nodes, done) = (network.len(), self.nodes.len());
        if done >= count.min(nodes) {
            return false;
        }
        let pivot = (2 * done + 1) * nodes / (2 * count.min(nodes));
        let mut steps = vec![NONE; nodes];
        self.queue.clear();
        self.queue.push(pivot as u32);
        steps[pivot] = 0;
        let mut at = 0;
        while let Some(node) = self.queue.get(at).map(|n| *n as usize) {
            at += 1;
            let next = steps[node].saturating_add(1).min(NONE - 1);
            for end in &network.ends[network.row(node)] {
                if steps[*end as usize] == NONE {
                    steps[*end as usize] = next;
                    self.queue.push(*end);
                }
            }
        }
        self.nodes.push(pivot as u32);
        self.steps.push(steps);
        true
    }

    /// The same for nodes that stand for several: which one each of those belongs to, and which of those speaks for it.
    pub(super) fn seen_from(&self, ancestors: &[u32], heads: &[u32]) -> Self {
        let of_heads = |steps: &Vec<u8>| heads.iter().map(|head| steps[*head as usize]).collect();
        Self {
            nodes: self.nodes.iter().map(|node| ancestors[*node as usize]).collect(),
            steps: self.steps.iter().map(of_heads).collect(),
            queue: Vec::new(),
        }
    }

    /// Mean of the steps to what can be reached.
    pub(super) fn mean(&self) -> f32 {
        let (mut sum, mut count) = (0_u64, 0_u64);
        for steps in self.steps.iter().flatten().filter(|s| **s != NONE) {
            (sum, count) = (sum + u64::from(*steps), count + 1);
        }
        if sum == 0 { 1.0 } else { sum as f32 / count as f32 }
    }
}
