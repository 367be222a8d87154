//! One tick of all nodes of a level: everything pushes everything, links pull, far nodes keep their distance.
//!
//! The pull of a link grows with its length while it is short and no more when it is long, which keeps groups apart:
//! A. Noack, "Energy models for graph clustering", Journal of Graph Algorithms and Applications 11 (2007),
//! doi:10.7155/jgaa.00154; F. Zhong, M. Xue, J. Zhang et al., "Force-directed graph layouts revisited: a new force
//! based on the t-distribution", IEEE Transactions on Visualization and Computer Graphics 30 (2024),
//! doi:10.1109/TVCG.2023.3238821.
//! What changes slowly is worked out less often, as in M. Tuckerman, B. J. Berne and G. J. Martyna, "Reversible multiple
//! time scale molecular dynamics", Journal of Chemical Physics 97 (1992), doi:10.1063/1.463137.

use super::super::quadtree::{Bodies, Quadtree};
use super::pivots::Pivots;

/// Pull to the middle, by mass and distance, so that what is not linked does not drift away.
const GRAVITY: f32 = 0.2;
/// Weight of the distances from pivots, before it is divided by the square of the steps.
const STRESS: f32 = 14.0;
/// Length of the mean distance from a pivot, by the root of the number of bodies.
const LENGTH: f32 = 1.0;
/// Steps to what cannot be reached, by the mean of those to what can.
const APART: f32 = 1.5;
/// Pivots looked at in one tick, in turn.
const PIVOTS: usize = 8;
/// Share of the speed that a node keeps from tick to tick.
const INERTIA: f32 = 0.6;
/// No node moves farther in one tick.
const REACH: f32 = 5.0;
/// Ticks for which the squares of the plane are kept; a multiple of [`AFRESH`].
const KEEP: usize = 4;
/// Ticks for which the push of all is kept, since it changes little from one to the next.
const AFRESH: usize = 2;
/// Nearness below the root of this pushes no harder.
const SOFT: f32 = 0.01;

/// The nodes of a level on the move, in the forces' own unit.
#[derive(Clone, Default)]
pub(super) struct Motion {
    pub(super) x: Vec<f32>,
    pub(super) y: Vec<f32>,
    pub(super) mass: Vec<f32>,
    /// Where each stood before; NaN if nowhere. Empty if none did.
    pub(super) anchors: Vec<(f32, f32)>,
    /// None goes farther than this from where it stood.
    pub(super) bound: f32,
    /// Each link once, with its pull.
    links: Vec<(u32, u32, f32)>,
    pivots: Pivots,
    /// Weight and length of a distance, by its steps.
    distances: Vec<(f32, f32)>,
    speed_x: Vec<f32>,
    speed_y: Vec<f32>,
    push_x: Vec<f32>,
    push_y: Vec<f32>,
    force_x: Vec<f32>,
    force_y: Vec<f32>,
    /// How much the force changes with the place, which decides how far it moves a node.
    stiffness: Vec<f32>,
    tree: Quadtree,
    ticks: usize,
}

impl Motion {
    /// Nodes at rest. `bodies` is the sum of all masses; links and pivots are of nodes in range.
    pub(super) fn new(
        x: Vec<f32>,
        y: Vec<f32>,
        mass: Vec<f32>,
        anchors: Vec<(f32, f32)>,
        links: Vec<(u32, u32, f32)>,
        pivots: Pivots,
        bodies: f32,
    ) -> Self {
        let nodes = x.len();
        let (mean, each) = (pivots.mean(), PIVOTS.min(pivots.nodes.len()).max(1) as f32);
        let length = LENGTH * bodies.sqrt() / mean;
        let distance = |steps: f32| (STRESS / each / (steps * steps), length * steps);
        // The pivot itself keeps no distance; what cannot be reached keeps a little more than what can.
        let steps = (1_u8..255).map(|steps| distance(f32::from(steps)));
        let distances = [(0.0, 0.0)].into_iter().chain(steps).chain([distance(APART * mean)]).collect();
        let rest = vec![0.0; nodes];
        Self {
            x,
            y,
            mass,
            anchors,
            bound: f32::INFINITY,
            links,
            pivots,
            distances,
            speed_x: rest.clone(),
            speed_y: rest.clone(),
            push_x: rest.clone(),
            push_y: rest.clone(),
            force_x: rest.clone(),
            force_y: rest.clone(),
            stiffness: rest,
            tree: Quadtree::default(),
            ticks: 0,
        }
    }

    /// Moves all nodes once; `heat`, above 0 and at most 1, scales the step.
    pub(super) fn tick(&mut self, heat: f32) {
        if self.ticks.is_multiple_of(KEEP) {
            self.tree.divide(&self.x, &self.y);
        }
        if self.ticks.is_multiple_of(AFRESH) {
            self.push_x.fill(0.0);
            self.push_y.fill(0.0);
            let bodies = Bodies { x: &self.x, y: &self.y, mass: &self.mass };
            self.tree.push(bodies, SOFT, &mut self.push_x, &mut self.push_y);
        }
        self.force_x.copy_from_slice(&self.push_x);
        self.force_y.copy_from_slice(&self.push_y);
        self.stiffness.fill(0.0);
        self.pull();
        self.keep_distances();
        self.advance(heat);
        self.hold();
        self.ticks += 1;
    }

    /// Ends in units of a point, `scale` for one of the forces', around the origin if `centred`.
    pub(super) fn finish(&mut self, scale: f32, centred: bool) {
        for values in [&mut self.x, &mut self.y] {
            let middle = if centred { values.iter().sum::<f32>() / values.len() as f32 } else { 0.0 };
            values.iter_mut().for_each(|value| *value = (*value - middle) * scale);
        }
        self.anchors.iter_mut().for_each(|(x, y)| (*x, *y) = (*x * scale, *y * scale));
    }

    fn pull(&mut self) {
        for (a, b, weight) in &self.links {
            let (a, b) = (*a as usize, *b as usize);
            let (dx, dy) = (self.x[b] - self.x[a], self.y[b] - self.y[a]);
            let pull = weight / (1.0 + (dx * dx + dy * dy).sqrt());
            let (x, y) = (dx * pull, dy * pull);
            self.force_x[a] += x;
            self.force_y[a] += y;
            self.stiffness[a] += pull;
            self.force_x[b] -= x;
            self.force_y[b] -= y;
            self.stiffness[b] += pull;
        }
    }

    fn keep_distances(&mut self) {
        let (count, nodes) = (self.pivots.nodes.len(), self.x.len());
        // Slices of one length, so that the loop below checks no bounds.
        let (x, y, mass) = (&self.x[..nodes], &self.y[..nodes], &self.mass[..nodes]);
        let (force_x, force_y) = (&mut self.force_x[..nodes], &mut self.force_y[..nodes]);
        let stiffness = &mut self.stiffness[..nodes];
        let each = PIVOTS.min(count);
        for n in 0..each {
            let pivot = (self.ticks * each + n) % count;
            let (steps, pivot) = (&self.pivots.steps[pivot][..nodes], self.pivots.nodes[pivot] as usize);
            let (at_x, at_y) = (x[pivot], y[pivot]);
            for i in 0..nodes {
                let (weight, length) = self.distances[usize::from(steps[i])];
                let weight = weight * mass[i];
                let (dx, dy) = (x[i] - at_x, y[i] - at_y);
                let pull = weight * (length / (dx * dx + dy * dy + 1e-6).sqrt() - 1.0);
                force_x[i] += dx * pull;
                force_y[i] += dy * pull;
                stiffness[i] += weight;
            }
        }
    }

    fn advance(&mut self, heat: f32) {
        for i in 0..self.x.len() {
            let gravity = GRAVITY * self.mass[i];
            let step = (1.0 - INERTIA) * heat / (self.stiffness[i] + gravity);
            let mut dx = self.speed_x[i] * INERTIA + step * (self.force_x[i] - gravity * self.x[i]);
            let mut dy = self.speed_y[i] * INERTIA + step * (self.force_y[i] - gravity * self.y[i]);
            let square = dx * dx + dy * dy;
            if square > REACH * REACH {
                let share = REACH / square.sqrt();
                (dx, dy) = (dx * share, dy * share);
            }
            (self.speed_x[i], self.speed_y[i]) = (dx, dy);
            self.x[i] += dx;
            self.y[i] += dy;
        }
    }

    /// Takes back to its bound what has moved too far from where it stood.
    fn hold(&mut self) {
        let bound = self.bound;
        for (i, (x, y)) in self.anchors.iter().enumerate() {
            let (dx, dy) = (self.x[i] - x, self.y[i] - y);
            let square = dx * dx + dy * dy;
            // Never for what stood nowhere, since that is no number.
            if square > bound * bound {
                let share = bound / square.sqrt();
                (self.x[i], self.y[i]) = (x + dx * share, y + dy * share);
                (self.speed_x[i], self.speed_y[i]) = (0.0, 0.0);
            }
        }
    }
}
