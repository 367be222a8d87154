//! What is here, and what lies inside: a uniform grid over points, and the nearest mark of a scene.
//!
//! The grid is that of J. L. Bentley and J. H. Friedman, "Data structures for range searching", ACM Computing Surveys
//! 11 (1979), doi:10.1145/356789.356797: points sorted by cell, and where each cell begins, in two flat arrays.

use super::mark::{Bounds, Mark, Scene, Shape, Target};
use crate::number::Within;

/// Points on a plane, to be found by place. Points that are not numbers are never found.
#[derive(Clone, Debug, PartialEq)]
pub struct PointIndex {
    points: Vec<(f64, f64)>,
    bounds: Bounds,
    /// Side of a cell; above 0.
    cell: f64,
    columns: usize,
    rows: usize,
    /// By cell, row by row, where its points begin in `order`; one more at the end.
    starts: Vec<u32>,
    /// Points by cell, ascending within one.
    order: Vec<u32>,
}

/// Points that share a cell, were they spread evenly.
const IN_CELL: f64 = 4.0;
/// Cells along a side at most.
const MAX_SIDE: f64 = 512.0;

impl PointIndex {
    /// Over these points.
    pub fn new(points: Vec<(f64, f64)>) -> Self {
        let is_finite = |p: &(f64, f64)| p.0.is_finite() && p.1.is_finite();
        let held = points.iter().copied().filter(is_finite);
        let none = Bounds { left: 0.0, top: 0.0, right: 0.0, bottom: 0.0 };
        let bounds = Bounds::around(held).unwrap_or(none);
        let (width, height) = (bounds.width(), bounds.height());
        let even = (width * height * IN_CELL / points.len().max(1) as f64).sqrt();
        let cell = even.max(width / MAX_SIDE).max(height / MAX_SIDE);
        let cell = if cell > 0.0 && cell.is_finite() { cell } else { 1.0 };
        let side = |length: f64| (length / cell).within(0.0, MAX_SIDE) as usize + 1;
        let (columns, rows) = (side(width), side(height));
        let mut index = Self { points, bounds, cell, columns, rows, starts: Vec::new(), order: Vec::new() };
        // A counting sort: how many in each cell, where each begins, then each to its place.
        let mut starts = vec![0_u32; columns * rows + 1];
        for point in index.points.iter().filter(|p| is_finite(p)) {
            let cell = index.cell_of(*point);
            if let Some(count) = starts.get_mut(cell + 1) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        let mut next = starts.clone();
        let mut order = vec![0_u32; sum as usize];
        for (at, point) in (0_u32..).zip(&index.points).filter(|(_, p)| is_finite(p)) {
            if let Some(slot) = next.get_mut(index.cell_of(*point)) {
                if let Some(place) = order.get_mut(*slot as usize) {
                    *place = at;
                }
                *slot += 1;
            }
        }
        (index.starts, index.order) = (starts, order);
        index
    }

    /// The points, as given.
    pub fn points(&self) -> &[(f64, f64)] {
        &self.points
    }

    /// Around all points that are numbers; a point at the origin without any.
    pub fn bounds(&self) -> Bounds {
        self.bounds
    }

    fn column(&self, x: f64) -> usize {
        (((x - self.bounds.left) / self.cell).max(0.0) as usize).min(self.columns - 1)
    }

    fn row(&self, y: f64) -> usize {
        (((y - self.bounds.top) / self.cell).max(0.0) as usize).min(self.rows - 1)
    }

    fn cell_of(&self, (x, y): (f64, f64)) -> usize {
        self.row(y) * self.columns + self.column(x)
    }

    /// The points of cells `x0..=x1` of a row.
    fn run(&self, row: usize, x0: usize, x1: usize) -> &[u32] {
        let start = self.starts.get(row * self.columns + x0).copied().unwrap_or(0) as usize;
        let end = self.starts.get(row * self.columns + x1 + 1).copied().unwrap_or(0) as usize;
        self.order.get(start..end).unwrap_or_default()
    }

    /// Hands every point inside or on the edge of the rectangle to `found`, cell by cell, until it returns `false`.
    pub fn visit(&self, room: &Bounds, mut found: impl FnMut(u32) -> bool) {
        if !(room.left <= room.right && room.top <= room.bottom) {
            return;
        }
        let (x0, x1) = (self.column(room.left), self.column(room.right));
        for row in self.row(room.top)..=self.row(room.bottom) {
            for at in self.run(row, x0, x1) {
                let inside = self.points.get(*at as usize).is_some_and(|p| room.holds(*p));
                if inside && !found(*at) {
                    return;
                }
            }
        }
    }

    /// The nearest point within `radius` of a place for which `wanted` holds; of equally near ones the first.
    pub fn nearest(&self, (x, y): (f64, f64), radius: f64, wanted: impl Fn(u32) -> bool) -> Option<u32> {
        if !(x.is_finite() && y.is_finite() && radius >= 0.0) {
            return None;
        }
        let mut best: Option<(f64, u32)> = None;
        let (column, row) = (self.column(x) as i64, self.row(y) as i64);
        let rings = self.columns.max(self.rows) as i64;
        // Ring by ring of cells around the place, until no nearer point can come.
        for ring in 0..=rings {
            // The place, or its projection into the grid, lies in the middle cell: what a ring holds is further away
            // than the rings within it are wide. A little less, for the rounding at the edges of cells.
            let reach = (ring - 1).max(0) as f64 * self.cell * (1.0 - 1e-9);
            let within = best.map_or(radius * radius, |(square, _)| square);
            if reach * reach > within {
                break;
            }
            for r in (row - ring).max(0)..=(row + ring).min(self.rows as i64 - 1) {
                let edge = (r - row).abs() == ring;
                let step = if edge || ring == 0 { 1 } else { 2 * ring };
                let mut c = column - ring;
                while c <= column + ring {
                    if (0..self.columns as i64).contains(&c) {
                        for at in self.run(r as usize, c as usize, c as usize) {
                            let Some((px, py)) = self.points.get(*at as usize) else { continue };
                            let (dx, dy) = (px - x, py - y);
                            let square = dx * dx + dy * dy;
                            let nearer = best.is_none_or(|b| (square, *at) < b);
                            if nearer && square <= radius * radius && wanted(*at) {
                                best = Some((square, *at));
                            }
                        }
                    }
                    c += step;
                }
            }
        }
        best.map(|(_, at)| at)
    }
}

/// Whether a ray to the right crosses the outline an odd number of times: M. Shimrat, "Algorithm 112: Position of
/// point relative to polygon", Communications of the ACM 5 (1962), doi:10.1145/368637.368653.
pub(super) fn encloses(polygon: &[(f64, f64)], (x, y): (f64, f64)) -> bool {
    let ends = polygon.iter().skip(1).chain(polygon.first());
    let crossings = polygon
        .iter()
        .zip(ends)
        .filter(|((ax, ay), (bx, by))| (*ay > y) != (*by > y) && x < (bx - ax) * (y - ay) / (by - ay) + ax);
    crossings.count() % 2 == 1
}

impl Scene {
    /// The mark at a place of the screen, or the nearest within `slack` pixels: of those that stand for something, a
    /// closed shape before a line, the nearer before the farther, and of equal ones the one that lies above.
    ///
    /// A scene has a bounded number of marks, so they are simply gone through.
    pub fn hit(&self, at: (f64, f64), slack: f64) -> Option<&Mark> {
        let near =
            |mark: &&Mark| mark.target != Target::None && mark.shape.bounds().grown(slack + 6.0).holds(at);
        let mut best: Option<(bool, f64, &Mark)> = None;
        for mark in self.marks.iter().filter(near) {
            let key = (mark.shape.is_line(), mark.shape.distance(at));
            let better = best.is_none_or(|(line, far, _)| (key.0, key.1) <= (line, far));
            if key.1 <= slack && better {
                best = Some((key.0, key.1, mark));
            }
        }
        best.map(|(_, _, mark)| mark)
    }
}

/// Straight pieces that stand for a curve where distances are measured.
const PIECES: u32 = 16;

impl Shape {
    pub(super) fn is_line(&self) -> bool {
        matches!(self, Self::Line { .. } | Self::Curve { .. })
    }

    /// From a place to the nearest point of the shape; 0 inside.
    pub fn distance(&self, (px, py): (f64, f64)) -> f64 {
        let root = |x: f64, y: f64| (x * x + y * y).sqrt();
        match self {
            Self::Circle { x, y, radius } => (root(px - x, py - y) - radius).max(0.0),
            // To the sides of the diamond: as far as |dx| + |dy| exceeds the half, over the root of two.
            Self::Diamond { x, y, half } => {
                (((px - x).abs() + (py - y).abs() - half) * std::f64::consts::FRAC_1_SQRT_2).max(0.0)
            }
            Self::Line { from, to, width } => (to_segment((px, py), *from, *to) - width / 2.0).max(0.0),
            Self::Curve { points, width } => (to_cubic((px, py), points) - width / 2.0).max(0.0),
            Self::Square { .. } | Self::Rect { .. } | Self::Text(_) => {
                let b = self.bounds();
                root((b.left - px).max(px - b.right).max(0.0), (b.top - py).max(py - b.bottom).max(0.0))
            }
        }
    }
}

/// From a place to the nearest point of a cubic curve: start, two control points, end.
pub fn to_cubic(at: (f64, f64), points: &[(f64, f64); 4]) -> f64 {
    let mut last = points[0];
    let mut least = f64::INFINITY;
    for piece in 1..=PIECES {
        let next = on_cubic(points, f64::from(piece) / f64::from(PIECES));
        least = least.min(to_segment(at, last, next));
        last = next;
    }
    least
}

/// A point of a cubic curve, at `t` from 0 to 1.
fn on_cubic([a, b, c, d]: &[(f64, f64); 4], t: f64) -> (f64, f64) {
    let s = 1.0 - t;
    let weights = [s * s * s, 3.0 * s * s * t, 3.0 * s * t * t, t * t * t];
    let sum = |p: [f64; 4]| p[0] * weights[0] + p[1] * weights[1] + p[2] * weights[2] + p[3] * weights[3];
    (sum([a.0, b.0, c.0, d.0]), sum([a.1, b.1, c.1, d.1]))
}

fn to_segment((px, py): (f64, f64), (ax, ay): (f64, f64), (bx, by): (f64, f64)) -> f64 {
    let (dx, dy) = (bx - ax, by - ay);
    let square = dx * dx + dy * dy;
    let t = if square > 0.0 { (((px - ax) * dx + (py - ay) * dy) / square).within(0.0, 1.0) } else { 0.0 };
    let (x, y) = (ax + t * dx - px, ay + t * dy - py);
    (x * x + y * y).sqrt()
}
