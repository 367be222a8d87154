//! Each community is built anew from its nodes, so that what only hung together by chance falls apart: the refinement
//! of Leiden, by which every community becomes connected.

use super::level::{Gather, Level, number};

/// Which part of its community each node is in, numbered from 0, and how many parts there are.
#[inline(never)]
pub(super) fn refine(level: &Level, labels: &[u32], price: f64) -> (Vec<u32>, usize) {
    let nodes = level.len();
    let mut whole = vec![0.0_f64; nodes];
    for (node, label) in labels.iter().enumerate() {
        whole[*label as usize] += level.strength[node];
    }
    // By part, which begins as a node of its own: strength, size, and weight of links to the rest of the community.
    let mut parts: Vec<u32> = (0..).take(nodes).collect();
    let mut strength = level.strength.clone();
    let mut alone = vec![true; nodes];
    let inside = |node: usize| level.of(node).filter(move |(other, _)| labels[*other] == labels[node]);
    let mut outward: Vec<f64> = (0..nodes).map(|node| inside(node).map(|(_, w)| w).sum()).collect();
    let mut gather = Gather::new(nodes);
    for node in level.order.iter().map(|node| *node as usize) {
        let whole = whole[labels[node] as usize];
        // Well connected: more links to the rest of the community than chance would give.
        let connected = |part: usize, outward: &[f64], strength: &[f64]| {
            outward[part] >= price * strength[part] * (whole - strength[part])
        };
        // A part keeps the number of the node that it began with, so a node that is alone is its own part.
        if !alone[node] || !connected(node, &outward, &strength) {
            continue;
        }
        for (other, weight) in inside(node) {
            gather.add(parts[other] as usize, weight);
        }
        let (mut best, mut gain, mut shared) = (node, 0.0, 0.0);
        for (part, links) in gather.drain() {
            let part = part as usize;
            let brings = links - price * level.strength[node] * strength[part];
            if brings > gain && connected(part, &outward, &strength) {
                (best, gain, shared) = (part, brings, links);
            }
        }
        if best != node {
            parts[node] = best as u32;
            alone[best] = false;
            strength[best] += level.strength[node];
            outward[best] += outward[node] - 2.0 * shared;
        }
    }
    let count = number(&mut parts);
    (parts, count)
}
