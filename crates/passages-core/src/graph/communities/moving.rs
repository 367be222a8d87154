//! Nodes move to the neighbouring community that gains most, until none gains: the fast local move of Leiden.

use super::level::{Gather, Level};
use std::collections::VecDeque;

/// Moves nodes and renumbers their labels from 0; says how many communities there are.
///
/// Only nodes whose neighbourhood has changed are looked at again. Each move adds to the modularity, so that it ends;
/// the number of looks is limited all the same, since sums are rounded.
#[inline(never)]
pub(super) fn move_nodes(level: &Level, labels: &mut [u32], price: f64) -> usize {
    let nodes = level.len();
    let mut strength = vec![0.0_f64; nodes];
    let mut sizes = vec![0_u32; nodes];
    for (node, label) in labels.iter().enumerate() {
        strength[*label as usize] += level.strength[node];
        sizes[*label as usize] += 1;
    }
    let mut free: Vec<u32> = (0..).take(nodes).filter(|label| sizes[*label as usize] == 0).collect();
    let mut gather = Gather::new(nodes);
    let mut queue: VecDeque<u32> = level.order.iter().copied().collect();
    let mut waits = vec![true; nodes];
    let mut looks = nodes.saturating_mul(100);
    while let Some(node) = queue.pop_front() {
        let node = node as usize;
        waits[node] = false;
        looks = looks.saturating_sub(1);
        if looks == 0 {
            break;
        }
        let own = labels[node] as usize;
        let weight = level.strength[node];
        for (other, weight) in level.of(node) {
            gather.add(labels[other] as usize, weight);
        }
        // What the node brings to a community: its links to it, less what chance would give.
        let stays = gather.sum(own) - price * weight * (strength[own] - weight);
        let (mut best, mut gain) = (own, stays);
        for (label, links) in gather.drain() {
            let brings = links - price * weight * strength[label as usize];
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
            continue;
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
    super::level::number(labels)
}
