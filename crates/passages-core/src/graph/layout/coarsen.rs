//! The same network with fewer nodes: each group of closely linked nodes becomes one, found by moving node after node
//! to where modularity gains most, as the first phase of V. D. Blondel, J.-L. Guillaume, R. Lambiotte and E. Lefebvre,
//! "Fast unfolding of communities in large networks", Journal of Statistical Mechanics (2008),
//! doi:10.1088/1742-5468/2008/10/P10008.

use super::network::Network;

/// Groups being formed.
#[derive(Clone, Default)]
pub(super) struct Groups {
    /// Group of each node.
    pub(super) of: Vec<u32>,
    /// Sum of the weights at the nodes of each group.
    total: Vec<f32>,
    /// Sum of the weights at each node.
    strength: Vec<f32>,
    all: f32,
    /// Weight from the present node to each group.
    to: Vec<f32>,
    met: Vec<u32>,
}

impl Groups {
    /// Each node on its own.
    pub(super) fn new(network: &Network) -> Self {
        let strength: Vec<f32> =
            (0..network.len()).map(|i| network.weights[network.row(i)].iter().sum()).collect();
        Self {
            of: (0..network.len() as u32).collect(),
            total: strength.clone(),
            all: strength.iter().sum::<f32>().max(1e-9),
            to: vec![0.0; network.len()],
            met: Vec::new(),
            strength,
        }
    }

    /// Moves each node once, to the neighbouring group where modularity gains most, never to one of another label
    /// if there are labels; how many moved.
    pub(super) fn pass(&mut self, network: &Network, labels: &[u32]) -> usize {
        let mut moved = 0;
        for node in 0..network.len() {
            let own = self.of[node];
            self.met.clear();
            for at in network.row(node) {
                let end = network.ends[at] as usize;
                if !labels.is_empty() && labels[end] != labels[node] {
                    continue;
                }
                let group = self.of[end];
                if self.to[group as usize] == 0.0 {
                    self.met.push(group);
                }
                self.to[group as usize] += network.weights[at];
            }
            self.total[own as usize] -= self.strength[node];
            let expected = self.strength[node] / self.all;
            let mut best = (self.to[own as usize] - expected * self.total[own as usize], own);
            for group in &self.met {
                let gain = self.to[*group as usize] - expected * self.total[*group as usize];
                // A little more than nothing, so that rounding cannot move a node to and fro.
                if gain > best.0 + 1e-5 {
                    best = (gain, *group);
                }
            }
            for group in self.met.drain(..) {
                self.to[group as usize] = 0.0;
            }
            self.of[node] = best.1;
            self.total[best.1 as usize] += self.strength[node];
            moved += usize::from(best.1 != own);
        }
        moved
    }

    /// Numbers the groups from 0 in the order of their first nodes; how many there are.
    pub(super) fn number(&mut self) -> usize {
        let mut numbers = vec![u32::MAX; self.of.len()];
        let mut count = 0;
        for group in &mut self.of {
            let number = &mut numbers[*group as usize];
            if *number == u32::MAX {
                *number = count;
                count += 1;
            }
            *group = *number;
        }
        count as usize
    }
}

/// One node for each of the `count` groups, and between two the sum of the links between their nodes.
pub(super) fn contract(network: &Network, of: &[u32], count: usize) -> Network {
    let links = (0..network.len()).flat_map(|i| {
        network.row(i).filter_map(move |at| {
            let (a, b) = (of[i], of[network.ends[at] as usize]);
            // Each link stands in two rows; it is taken from the lower node's.
            (a != b && i < network.ends[at] as usize).then_some((a, b, network.weights[at]))
        })
    });
    Network::of_links(count, links)
}
