//! The same nodes in ever fewer groups, and where the members of a group begin.

use super::Request;
use super::coarsen::{Groups, contract};
use super::motion::Motion;
use super::network::Network;
use super::pivots::Pivots;

/// How much stronger a link pulls inside a group than between groups.
const INSIDE: f32 = 2.0;
/// Links pull by the root of the bodies for each of these, since the push of all grows so.
const BODIES: f32 = 1000.0;
/// Below this share of them, no less than there.
const LEAST: f32 = 0.5;
/// A graph with no more nodes than this has no groups.
const FEW: usize = 8;
/// Passes over the nodes to form the groups of a level.
const PASSES: usize = 12;
/// How far apart the members of a group begin, by how far they could be.
const SPREAD: f32 = 0.5;
/// Starts farther out than this are no places.
const FAR: f64 = 1e6;

/// One level.
#[derive(Clone)]
struct Level {
    network: Network,
    /// Nodes of the finest level in each of this one.
    mass: Vec<f32>,
    /// Community of each; empty if that makes no difference.
    labels: Vec<u32>,
    /// Node of the next level that each belongs to; empty on the last.
    of: Vec<u32>,
    /// Where each stood before; NaN if nowhere. Empty if none did.
    anchors: Vec<(f32, f32)>,
}

/// From the finest level to the coarsest; there is always at least one.
#[derive(Clone)]
pub(super) struct Levels {
    all: Vec<Level>,
    groups: Option<Groups>,
    passes: usize,
}

impl Levels {
    /// The finest level alone. `scale` is units of the request for one of the forces'.
    pub(super) fn new(request: &Request, scale: f32) -> Self {
        let nodes = request.nodes;
        let place = |at: usize| match request.start.get(at) {
            Some(Some(p)) if p.x.abs() < FAR && p.y.abs() < FAR => (p.x as f32 / scale, p.y as f32 / scale),
            _ => (f32::NAN, f32::NAN),
        };
        let mut anchors: Vec<(f32, f32)> = (0..nodes).map(place).collect();
        if anchors.iter().all(|a| a.0.is_nan()) {
            anchors.clear();
        }
        let labels =
            if request.communities.len() == nodes { request.communities.clone() } else { Vec::new() };
        let network = Network::new(nodes, &request.edges);
        let level = Level { network, mass: vec![1.0; nodes], labels, of: Vec::new(), anchors };
        Self { all: vec![level], groups: None, passes: 0 }
    }

    /// Whether any node had a place.
    pub(super) fn kept(&self) -> bool {
        !self.all[0].anchors.is_empty()
    }

    /// The finest network.
    pub(super) fn network(&self) -> &Network {
        &self.all[0].network
    }

    /// The coarsest level.
    pub(super) fn top(&self) -> usize {
        self.all.len() - 1
    }

    /// One pass towards one level more; whether there is nothing left to gain.
    pub(super) fn coarsen(&mut self) -> bool {
        let Some(level) = self.all.last_mut() else { return true };
        let nodes = level.network.len();
        if nodes <= FEW {
            return true;
        }
        let groups = self.groups.get_or_insert_with(|| Groups::new(&level.network));
        self.passes += 1;
        let moved = groups.pass(&level.network, &level.labels);
        if moved * 50 > nodes && self.passes < PASSES {
            return false;
        }
        self.passes = 0;
        let Some(mut groups) = self.groups.take() else { return true };
        let count = groups.number();
        if count * 10 > nodes * 9 {
            // Whole communities may still be joined.
            let done = level.labels.is_empty() || self.all.len() == 1;
            self.all.iter_mut().skip(1).for_each(|level| level.labels.clear());
            return done;
        }
        let network = contract(&level.network, &groups.of, count);
        let mut mass = vec![0.0; count];
        let mut labels = vec![0; if level.labels.is_empty() { 0 } else { count }];
        let mut sums = vec![(0.0, 0.0, 0.0); if level.anchors.is_empty() { 0 } else { count }];
        for (node, group) in groups.of.iter().map(|g| *g as usize).enumerate() {
            mass[group] += level.mass[node];
            if let Some(label) = labels.get_mut(group) {
                *label = level.labels[node];
            }
            if let (Some((x, y, weight)), true) =
                (sums.get_mut(group), level.anchors.get(node).is_some_and(|a| !a.0.is_nan()))
            {
                let ((ax, ay), mass) = (level.anchors[node], level.mass[node]);
                (*x, *y, *weight) = (*x + ax * mass, *y + ay * mass, *weight + mass);
            }
        }
        // A group stands where those of its members stood that had a place; without any it is 0 / 0, no number.
        let anchors = sums.iter().map(|(x, y, weight)| (x / weight, y / weight)).collect();
        level.of = groups.of;
        self.all.push(Level { network, mass, labels, of: Vec::new(), anchors });
        false
    }

    /// Puts the members of a group one after the other on every level, so that what is near on the plane is near in
    /// memory; the order in which the nodes of the finest level were before.
    pub(super) fn arrange(&mut self) -> Vec<u32> {
        // Where each node of the level above has gone.
        let mut rank: Vec<u32> = Vec::new();
        let mut order: Vec<u32> = Vec::new();
        for level in self.all.iter_mut().rev() {
            let nodes = level.network.len();
            let of: Vec<u32> = level.of.iter().map(|group| rank[*group as usize]).collect();
            let mut starts = vec![0_u32; rank.len() + 1];
            for group in &of {
                starts[*group as usize + 1] += 1;
            }
            for group in 0..rank.len() {
                starts[group + 1] += starts[group];
            }
            rank = match of.is_empty() {
                true => (0..nodes as u32).collect(),
                false => of
                    .iter()
                    .map(|group| {
                        starts[*group as usize] += 1;
                        starts[*group as usize] - 1
                    })
                    .collect(),
            };
            order = vec![0; nodes];
            for (node, to) in (0..).zip(&rank) {
                order[*to as usize] = node;
            }
            level.network = level.network.arranged(&order, &rank);
            level.mass = arranged(&level.mass, &order);
            level.labels = arranged(&level.labels, &order);
            level.anchors = arranged(&level.anchors, &order);
            level.of = arranged(&of, &order);
        }
        order
    }

    /// For each node of the finest level the node of `level` that it belongs to.
    pub(super) fn ancestors(&self, level: usize) -> Vec<u32> {
        let mut ancestors: Vec<u32> = (0..self.network().len() as u32).collect();
        for level in &self.all[..level] {
            for ancestor in &mut ancestors {
                *ancestor = level.of[*ancestor as usize];
            }
        }
        ancestors
    }

    /// For each node of `level` the node of the finest level that has most links of those that belong to it.
    pub(super) fn heads(&self, level: usize) -> Vec<u32> {
        let degree = |node: u32| self.network().row(node as usize).len();
        let mut heads = vec![u32::MAX; self.all[level].network.len()];
        for (node, ancestor) in (0_u32..).zip(self.ancestors(level)) {
            let head = &mut heads[ancestor as usize];
            if *head == u32::MAX || degree(node) > degree(*head) {
                *head = node;
            }
        }
        heads
    }

    /// Where a node of the finest level stood before, or else the origin.
    pub(super) fn start(&self, node: usize) -> (f32, f32) {
        self.all[0].anchors.get(node).copied().filter(|(x, _)| !x.is_nan()).unwrap_or_default()
    }

    /// The nodes of a level, ready to move: where they stood, or else around their group in the level above, which
    /// has settled.
    pub(super) fn enter(&self, at: usize, above: &Motion, pivots: Pivots) -> Motion {
        let (level, nodes, bodies) = (&self.all[at], self.all[at].network.len(), self.network().len() as f32);
        // How far a body is from its neighbour, if those above spread evenly.
        let spacing = if level.of.is_empty() {
            1.0
        } else {
            let square = |i: usize| above.mass[i] * (above.x[i] * above.x[i] + above.y[i] * above.y[i]);
            let spread = (2.0 * (0..above.x.len()).map(square).sum::<f32>()).sqrt() / bodies;
            // One group alone has come to rest at the origin.
            (SPREAD * spread).max(0.1)
        };
        let groups = if level.of.is_empty() { 1 } else { above.x.len() };
        let mut spirals = vec![Spiral { cos: 1.0, sin: 0.0, mass: 0.0 }; groups];
        let (mut x, mut y) = (Vec::with_capacity(nodes), Vec::with_capacity(nodes));
        for node in 0..nodes {
            let group = level.of.get(node).map_or(0, |g| *g as usize);
            let (dx, dy) = spirals[group].next(level.mass[node]);
            let centre = if level.of.is_empty() { (0.0, 0.0) } else { (above.x[group], above.y[group]) };
            match level.anchors.get(node) {
                Some((at_x, at_y)) if !at_x.is_nan() => (x.push(*at_x), y.push(*at_y)).1,
                _ => (x.push(centre.0 + spacing * dx), y.push(centre.1 + spacing * dy)).1,
            }
        }
        let anchors = level.anchors.clone();
        Motion::new(x, y, level.mass.clone(), anchors, self.pulls(at), pivots, bodies)
    }

    /// Each link of a level once, with its pull.
    fn pulls(&self, at: usize) -> Vec<(u32, u32, f32)> {
        let level = &self.all[at];
        let groups = if level.labels.is_empty() { &level.of } else { &level.labels };
        let pull = (self.network().len() as f32 / BODIES).max(LEAST).sqrt();
        let mut links = Vec::with_capacity(level.network.ends.len() / 2);
        for a in 0..level.network.len() {
            for link in level.network.row(a) {
                let b = level.network.ends[link] as usize;
                if a < b {
                    let inside = !groups.is_empty() && groups[a] == groups[b];
                    let weight = level.network.weights[link] * pull * if inside { INSIDE } else { 1.0 };
                    links.push((a as u32, b as u32, weight));
                }
            }
        }
        links
    }
}

/// Places around a middle, evenly spread by turns of the golden angle.
#[derive(Clone, Copy)]
struct Spiral {
    cos: f32,
    sin: f32,
    mass: f32,
}

impl Spiral {
    /// The next place, for a node of this mass; a mass of 1 takes an area of π.
    fn next(&mut self, mass: f32) -> (f32, f32) {
        // Cosine and sine of the golden angle; the turn is repeated, not computed, to keep to exact operations.
        let (cos, sin) = (-0.737_368_9, 0.675_490_3);
        (self.cos, self.sin) = (self.cos * cos - self.sin * sin, self.cos * sin + self.sin * cos);
        let radius = (self.mass + mass / 2.0).sqrt();
        self.mass += mass;
        (self.cos * radius, self.sin * radius)
    }
}

/// The values in this order; none if there are none.
pub(super) fn arranged<T: Copy>(values: &[T], order: &[u32]) -> Vec<T> {
    order.iter().filter_map(|at| values.get(*at as usize).copied()).collect()
}
