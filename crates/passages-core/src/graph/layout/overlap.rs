//! Nothing covers anything else: what overlaps is pushed apart, as particles are in M. Müller, B. Heidelberger,
//! M. Hennix and J. Ratcliff, "Position based dynamics", Journal of Visual Communication and Image Representation 18
//! (2007), doi:10.1016/j.jvcir.2007.01.005; what overlaps even then goes to the nearest place found free.

use super::levels::arranged;
use super::{CLEARANCE, KEPT_WITHIN, Request, Room};
use crate::number::Within;

/// Sweeps over all nodes, at most.
pub(super) const SWEEPS: usize = 60;
/// Pairs are pushed this many times as far as they overlap, since most are in a crowd.
const PUSH: f32 = 1.4;
/// One pair in so many nodes is few.
const FEW: usize = 200;
/// Neighbours that a node meets in one sweep, at most.
const MEET: usize = 64;
/// No room is more than this many times the mean.
const LARGEST: f32 = 64.0;
/// No room is less than this share of the mean.
const LEAST: f32 = 1.0 / 16.0;
/// No room is larger, whatever the mean.
const BOUND: f64 = 1e4;
/// Area for each node where rooms are no larger than usual, and how much larger it is than what nodes cover.
const AREA: f32 = 4.5;
const AIRY: f32 = 3.0;
/// Overlaps of less than this share of the smaller radius are none, so that rounding makes no work.
const TOLERANCE: f32 = 1e-3;
/// Rooms are taken a little larger, so that not even those are left.
const SLACK: f32 = 1.001;
/// End of a chain.
const NONE: u32 = u32::MAX;

/// The disc and the label of a node.
#[derive(Clone, Copy)]
pub(super) struct Shape {
    radius: f32,
    label: Option<[f32; 4]>,
    /// Box around both: left, top, right, bottom.
    around: [f32; 4],
}

/// What each node covers, of sizes that can be worked with.
pub(super) fn rooms(request: &Request) -> Vec<Shape> {
    let size = |value: f64| if value.is_nan() { 0.0 } else { value.within(-BOUND, BOUND) as f32 };
    let usual = Room { radius: CLEARANCE / 2.0, label: None };
    let rooms = || (0..request.nodes).map(|node| request.rooms.get(node).copied().unwrap_or(usual));
    let sides =
        |room: Room| room.label.map(|(left, top, right, bottom)| [left, top, right, bottom].map(size));
    let extent = |room: Room| {
        sides(room).into_iter().flatten().fold(size(room.radius), |far, side| far.max(side.abs()))
    };
    let mean = (rooms().map(extent).sum::<f32>() / request.nodes.max(1) as f32).max(1e-3);
    let fit = |room: Room| {
        let radius = size(room.radius).clamp(mean * LEAST, mean * LARGEST) * SLACK;
        let label = sides(room).map(|sides| sides.map(|side| side.clamp(-mean * LARGEST, mean * LARGEST)));
        let label = label.filter(|[left, top, right, bottom]| left < right && top < bottom);
        // On all sides, wherever the label stands.
        let slack = radius * (SLACK - 1.0);
        let label = label
            .map(|[left, top, right, bottom]| [left - slack, top - slack, right + slack, bottom + slack]);
        let [left, top, right, bottom] = label.unwrap_or([0.0; 4]);
        let around = [left.min(-radius), top.min(-radius), right.max(radius), bottom.max(radius)];
        Shape { radius, label, around }
    };
    rooms().map(fit).collect()
}

/// How many times more apart than usual everything must be for these rooms.
pub(super) fn growth(rooms: &[Shape]) -> f32 {
    let area = |shape: &Shape| {
        let [left, top, right, bottom] = shape.around;
        (right - left) * (bottom - top)
    };
    let mean = rooms.iter().map(area).sum::<f32>() / rooms.len().max(1) as f32;
    (AIRY * mean / AREA).max(1.0).sqrt()
}

impl Shape {
    /// How far, and which way, `other` at `(dx, dy)` from here must go so that the two do not overlap, if they do.
    fn apart(&self, other: &Self, dx: f32, dy: f32) -> Option<(f32, f32)> {
        let far = |(x, y): (f32, f32)| x * x + y * y;
        let mut apart = None;
        let (square, radii) = (dx * dx + dy * dy, self.radius + other.radius);
        if square < radii * radii {
            let distance = square.sqrt();
            let by = (radii - distance) / distance;
            apart = Some(if distance > 1e-6 { (dx * by, dy * by) } else { (0.6 * radii, 0.8 * radii) });
        }
        let disc = |shape: &Self| [-shape.radius, -shape.radius, shape.radius, shape.radius];
        let pairs =
            [(self.label, other.label), (self.label, Some(disc(other))), (Some(disc(self)), other.label)];
        for (one, other) in pairs {
            let (Some([left, top, right, bottom]), Some([l, t, r, b])) = (one, other) else { continue };
            // Ways out to the right, left, bottom and top.
            let (east, west) = (right - l - dx, left - r - dx);
            let (south, north) = (bottom - t - dy, top - b - dy);
            if east <= 0.0 || west >= 0.0 || south <= 0.0 || north >= 0.0 {
                continue;
            }
            let x = if east < -west { east } else { west };
            let y = if south < -north { south } else { north };
            let way = if x.abs() < y.abs() { (x, 0.0) } else { (0.0, y) };
            apart = apart.filter(|known| far(*known) >= far(way)).or(Some(way));
        }
        let least = TOLERANCE * self.radius.min(other.radius);
        apart.filter(|way| far(*way) > least * least)
    }
}

/// Makes room for all.
#[derive(Clone)]
pub(super) struct Overlap {
    shapes: Vec<Shape>,
    /// Side of a cell of the grid by which neighbours are found.
    side: f32,
    /// Direction of the place looked at last.
    turn: (f32, f32),
    /// First entry of each chain of cells.
    heads: Vec<u32>,
    /// Cell, node, next entry of the chain.
    entries: Vec<(i32, i32, u32, u32)>,
}

impl Overlap {
    pub(super) fn new(shapes: Vec<Shape>) -> Self {
        let width =
            |shape: &Shape| (shape.around[2] - shape.around[0]).max(shape.around[3] - shape.around[1]);
        let mean = shapes.iter().map(width).sum::<f32>() / shapes.len().max(1) as f32;
        // Even the largest is in no more cells than a thousand.
        let side = mean.max(shapes.iter().map(width).fold(1e-3, f32::max) / 32.0);
        let heads = vec![NONE; (2 * shapes.len()).next_power_of_two()];
        Self { shapes, side, turn: (1.0, 0.0), heads, entries: Vec::new() }
    }

    /// Takes the shapes in another order.
    pub(super) fn arrange(&mut self, order: &[u32]) {
        self.shapes = arranged(&self.shapes, order);
    }

    /// Pushes apart, pair by pair, what overlaps; whether more than a few did. Nodes with anchors stay within their bound
    /// and let others make way.
    pub(super) fn sweep(&mut self, x: &mut [f32], y: &mut [f32], anchors: &[(f32, f32)]) -> bool {
        self.clear();
        let mut pairs = 0;
        let anchored = |node: usize| anchors.get(node).is_some_and(|a| !a.0.is_nan());
        for node in 0..self.shapes.len() {
            let shape = self.shapes[node];
            let mut met = 0;
            for cell in self.cells(node, x[node], y[node]) {
                let mut at = self.heads[self.chain(cell)];
                while let Some((column, row, other, next)) = self.entries.get(at as usize).copied() {
                    at = next;
                    if met == MEET {
                        break;
                    }
                    if (column, row) != cell {
                        continue;
                    }
                    met += 1;
                    let other = other as usize;
                    let (dx, dy) = (x[other] - x[node], y[other] - y[node]);
                    let Some((dx, dy)) = shape.apart(&self.shapes[other], dx, dy) else { continue };
                    let (dx, dy) = (dx * PUSH, dy * PUSH);
                    pairs += 1;
                    let share = match (anchored(node), anchored(other)) {
                        (true, false) => 1.0,
                        (false, true) => 0.0,
                        _ => 0.5,
                    };
                    (x[other], y[other]) = (x[other] + dx * share, y[other] + dy * share);
                    (x[node], y[node]) = (x[node] - dx * (1.0 - share), y[node] - dy * (1.0 - share));
                }
            }
            if anchored(node) {
                hold(&mut x[node], &mut y[node], anchors[node]);
            }
            self.enter(node, x[node], y[node]);
        }
        pairs * FEW > self.shapes.len()
    }

    /// Puts every node that still overlaps one before it at the nearest place found free: where it stood before, or
    /// on a spiral around where it is. Nodes with anchors come first.
    pub(super) fn place(&mut self, x: &mut [f32], y: &mut [f32], anchors: &[(f32, f32)]) {
        let anchored = |node: &usize| anchors.get(*node).is_some_and(|a| !a.0.is_nan());
        self.clear();
        let mut all_near = true;
        for node in (0..self.shapes.len()).filter(anchored) {
            hold(&mut x[node], &mut y[node], anchors[node]);
            self.settle(node, x, y, Some(anchors[node]));
            all_near &= is_near((x[node], y[node]), anchors[node]);
        }
        if !all_near {
            // One has taken the old place of another, which then found none near. Their old places leave each other alone.
            self.clear();
            for node in (0..self.shapes.len()).filter(anchored) {
                (x[node], y[node]) = anchors[node];
                self.settle(node, x, y, None);
            }
        }
        for node in (0..self.shapes.len()).filter(|node| !anchored(node)) {
            self.settle(node, x, y, None);
        }
    }

    /// Enters a node where it is, or at the nearest place found free.
    fn settle(&mut self, node: usize, x: &mut [f32], y: &mut [f32], before: Option<(f32, f32)>) {
        if !self.free(node, x[node], y[node], x, y) {
            let before = before.filter(|(old_x, old_y)| self.free(node, *old_x, *old_y, x, y));
            (x[node], y[node]) = before.unwrap_or_else(|| self.search(node, x, y));
        }
        self.enter(node, x[node], y[node]);
    }

    /// The first free place on a spiral that widens as it goes, so that few places are tried even in a crowd.
    fn search(&mut self, node: usize, x: &[f32], y: &[f32]) -> (f32, f32) {
        let [left, top, right, bottom] = self.shapes[node].around;
        let mut radius = (right - left).min(bottom - top) / 4.0;
        // From where the last search ended, so that many at one place do not all look in the same places.
        let length = (self.turn.0 * self.turn.0 + self.turn.1 * self.turn.1).sqrt();
        let (mut cos, mut sin) = (self.turn.0 / length, self.turn.1 / length);
        loop {
            let (at_x, at_y) = (x[node] + radius * cos, y[node] + radius * sin);
            // Far outside everything is free, so this ends; the bound is for what no float can tell apart.
            if self.free(node, at_x, at_y, x, y) || radius > 1e9 {
                self.turn = (cos, sin);
                return (at_x, at_y);
            }
            let (c, s) = (-0.737_368_9, 0.675_490_3);
            (cos, sin) = (cos * c - sin * s, cos * s + sin * c);
            radius *= 1.03;
        }
    }

    /// Whether a node would overlap none of those entered, if it were here.
    fn free(&self, node: usize, at_x: f32, at_y: f32, x: &[f32], y: &[f32]) -> bool {
        self.cells(node, at_x, at_y).all(|cell| {
            let mut at = self.heads[self.chain(cell)];
            while let Some((column, row, other, next)) = self.entries.get(at as usize).copied() {
                at = next;
                let (other, here) = (other as usize, (column, row) == cell);
                let (dx, dy) = (x[other] - at_x, y[other] - at_y);
                if here && self.shapes[node].apart(&self.shapes[other], dx, dy).is_some() {
                    return false;
                }
            }
            true
        })
    }

    fn clear(&mut self) {
        self.heads.fill(NONE);
        self.entries.clear();
    }

    fn enter(&mut self, node: usize, x: f32, y: f32) {
        for cell in self.cells(node, x, y) {
            let chain = self.chain(cell);
            self.entries.push((cell.0, cell.1, node as u32, self.heads[chain]));
            self.heads[chain] = self.entries.len() as u32 - 1;
        }
    }

    /// Cells that a node covers.
    fn cells(&self, node: usize, x: f32, y: f32) -> impl Iterator<Item = (i32, i32)> + use<> {
        let [left, top, right, bottom] = self.shapes[node].around;
        let cell = |at: f32| libm::floorf(at / self.side) as i32;
        let (left, right) = (cell(x + left), cell(x + right));
        (cell(y + top)..=cell(y + bottom))
            .flat_map(move |row| (left..=right).map(move |column| (column, row)))
    }

    fn chain(&self, (column, row): (i32, i32)) -> usize {
        let hash = (column as u32).wrapping_mul(0x9e37_79b1) ^ (row as u32).wrapping_mul(0x85eb_ca77);
        (hash ^ hash >> 15) as usize & (self.heads.len() - 1)
    }
}

/// A little less than the bound, for the rounding of places far out.
const HELD_WITHIN: f32 = KEPT_WITHIN as f32 * 0.999;

/// Whether a node is within the bound around where it stood.
fn is_near(at: (f32, f32), anchor: (f32, f32)) -> bool {
    let (dx, dy) = (at.0 - anchor.0, at.1 - anchor.1);
    let bound = KEPT_WITHIN as f32 * 0.9995;
    dx * dx + dy * dy <= bound * bound
}

/// Takes a node back to its bound around where it stood.
fn hold(x: &mut f32, y: &mut f32, anchor: (f32, f32)) {
    let (dx, dy) = (*x - anchor.0, *y - anchor.1);
    let square = dx * dx + dy * dy;
    if square > HELD_WITHIN * HELD_WITHIN {
        let share = HELD_WITHIN / square.sqrt();
        (*x, *y) = (anchor.0 + dx * share, anchor.1 + dy * share);
    }
}
