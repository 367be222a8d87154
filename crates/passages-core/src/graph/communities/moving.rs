//! Nodes move to the neighbouring community that gains most, until none gains: the fast local move of Leiden.

use super::level::{Gather, Level};
use std::collections::VecDeque;

/// Moves nodes and renumbers their labels from 0; says how many communities there are.
///
/// Only nodes whose neighbourhood has changed are looked at again. Each move adds to the modularity, so that it ends;
/// the number of looks is limited all the same, since sums are rounded.
#[inline(never)]
pub(super) fn move_nodes(level: &Level, labels: &mut [u32], price: f64) -> usize {
    let mut moving = Moving::new(level, labels, price);
    let mut looks = level.len().saturating_mul(100);
    while let Some(node) = moving.queue.pop_front() {
        looks = looks.saturating_sub(1);
        if looks == 0 {
            break;
        }
        moving.look(node as usize);
    }
    super::level::number(labels)
}

/// Nodes on the move.
struct Moving<'a> {
    level: &'a Level,
    labels: &'a mut [u32],
    price: f64,
    /// Strength of each community.
    strength: Vec<f64>,
    /// Number of nodes in each community.
    sizes: Vec<u32>,
    /// Communities without nodes.
    free: Vec<u32>,
    gather: Gather,
    /// Nodes to be looked at, and whether each is among them.
    queue: VecDeque<u32>,
    waits: Vec<bool>,
}

impl<'a> Moving<'a> {
    #[inline(never)]
    fn new(level: &'a Level, labels: &'a mut [u32], price: f64) -> Self {
        let nodes = level.len();
        let mut strength = vec![0.0_f64; nodes];
        let mut sizes = vec![0_u32; nodes];
        for (node, label) in labels.iter().enumerate() {
            strength[*label as usize] += level.strength[node];
            sizes[*label as usize] += 1;
        }
        let free = (0..).take(nodes).filter(|label| sizes[*label as usize] == 0).collect();
        let queue = level.order.iter().copied().collect();
        let (gather, waits) = (Gather::new(nodes), vec![true; nodes]);
        Self { level, labels, price, strength, sizes, free, gather, queue, waits }
    }

    /// Moves a node to where it gains most, and has its neighbours looked at again if it goes.
    #[inline(never)]
    fn look(&mut self, node: usize) {
        let Self { level, labels, price, strength, sizes, free, gather, queue, waits } = self;
        waits[node] = false;
        let own = labels[node] as usize;
        let weight = level.strength[node];
        for (other, weight) in level.of(node) {
            gather.add(labels[other] as usize, weight);
        }
        // What the node brings to a community: its links to it, less what chance would give.
        let stays = gather.sum(own) - *price * weight * (strength[own] - weight);
        let (mut best, mut gain) = (own, stays);
        for (label, links) in gather.drain() {
            let brings = links - *price * weight * strength[label as usize];
            if label as usize != own && brings > gain {
                (best, gain) = (label as usize, brings);
            }
        }
        if gain < 0.0
            && sizes[own] > 1
            && let Some(alone) = free.last()
        {
            (best, gain) = (*alone as usize, 0.0);
        }
        // Less than this is rounding.
        if best == own || gain - stays <= 1e-12 * weight {
            return;
        }
        if sizes[best] == 0 {
            free.pop();
        }
        sizes[own] -= 1;
        strength[own] -= weight;
        sizes[best] += 1;
        strength[best] += weight;
        labels[node] = best as u32;
        if sizes[own] == 0 {
            strength[own] = 0.0;
            free.push(own as u32);
        }
        for (other, _) in level.of(node) {
            if labels[other] as usize != best && !waits[other] {
                waits[other] = true;
                queue.push_back(other as u32);
            }
        }
    }
}
