//! Each community is built anew from its nodes, so that what only hung together by chance falls apart: the refinement
//! of Leiden, by which every community becomes connected.

use super::level::{Gather, Level, number};

/// Which part of its community each node is in, numbered from 0, and how many parts there are.
#[inline(never)]
pub(super) fn refine(level: &Level, labels: &[u32], price: f64) -> (Vec<u32>, usize) {
    let mut refining = Refining::new(level, labels, price);
    for node in &level.order {
        refining.place(*node as usize);
    }
    let mut parts = refining.parts;
    let count = number(&mut parts);
    (parts, count)
}

/// Parts being formed, each numbered as the node that it began with; at first every node is one.
struct Refining<'a> {
    level: &'a Level,
    labels: &'a [u32],
    price: f64,
    /// Strength of each community.
    whole: Vec<f64>,
    /// Part of each node.
    parts: Vec<u32>,
    /// Strength of each part.
    strength: Vec<f64>,
    /// Whether a part is one node.
    alone: Vec<bool>,
    /// Weight of the links from each part to the rest of its community.
    outward: Vec<f64>,
    gather: Gather,
}

impl<'a> Refining<'a> {
    #[inline(never)]
    fn new(level: &'a Level, labels: &'a [u32], price: f64) -> Self {
        let nodes = level.len();
        let mut whole = vec![0.0_f64; nodes];
        for (node, label) in labels.iter().enumerate() {
            whole[*label as usize] += level.strength[node];
        }
        let outward = (0..nodes).map(|node| inside(level, labels, node).map(|(_, w)| w).sum()).collect();
        Self {
            level,
            labels,
            price,
            whole,
            parts: (0..).take(nodes).collect(),
            strength: level.strength.clone(),
            alone: vec![true; nodes],
            outward,
            gather: Gather::new(nodes),
        }
    }

    /// Puts a node that is still alone into the part of its community that gains most by it, if any does.
    #[inline(never)]
    fn place(&mut self, node: usize) {
        let Self { level, labels, price, whole, parts, strength, alone, outward, gather } = self;
        let whole = whole[labels[node] as usize];
        // Well connected: more links to the rest of the community than chance would give.
        let connected = |part: usize| outward[part] >= *price * strength[part] * (whole - strength[part]);
        // A part keeps the number of the node that it began with, so a node that is alone is its own part.
        if !alone[node] || !connected(node) {
            return;
        }
        for (other, weight) in inside(level, labels, node) {
            gather.add(parts[other] as usize, weight);
        }
        let (mut best, mut gain, mut shared) = (node, 0.0, 0.0);
        for (part, links) in gather.drain() {
            let part = part as usize;
            let brings = links - *price * level.strength[node] * strength[part];
            if brings > gain && connected(part) {
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
}

/// The neighbours of a node in its community, and the weights of the edges to them.
fn inside<'a>(level: &'a Level, labels: &'a [u32], node: usize) -> impl Iterator<Item = (usize, f64)> + 'a {
    level.of(node).filter(move |(other, _)| labels[*other] == labels[node])
}
