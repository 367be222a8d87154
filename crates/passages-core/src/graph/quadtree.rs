//! Far bodies as one: J. Barnes and P. Hut, "A hierarchical O(N log N) force-calculation algorithm",
//! Nature 324 (1986), doi:10.1038/324446a0.

use super::Point;

/// A square of the plane and the bodies in it.
struct Cell {
    /// Sum of the places of its bodies; their mean is the centre of mass.
    sum: Point,
    bodies: f64,
    side: f64,
    /// Indices of the four quarters; 0 is none, since the root is nobody's quarter.
    quarters: [usize; 4],
}

/// The bodies of a plane, by squares.
pub(super) struct Quadtree {
    cells: Vec<Cell>,
}

/// Squares are not divided deeper: bodies that share one of the finest squares count as one.
const MAX_DEPTH: u32 = 9;
/// A square seen under a smaller angle than this (side by distance) counts as one body.
const THETA: f64 = 0.8;

impl Quadtree {
    /// The tree of the given points.
    pub(super) fn new(points: &[Point]) -> Self {
        let bound = |pick: fn(&Point) -> f64| {
            let values = points.iter().map(pick);
            let low = values.clone().fold(f64::INFINITY, f64::min);
            (low, values.fold(f64::NEG_INFINITY, f64::max))
        };
        let ((left, right), (top, bottom)) = (bound(|p| p.x), bound(|p| p.y));
        let side = (right - left).max(bottom - top).max(1e-9) * 1.000_001;
        let mut tree = Self { cells: vec![Cell::new(side)] };
        for point in points {
            tree.insert(*point, Point { x: left, y: top });
        }
        tree
    }

    /// Adds a body to every square that holds it, down to the finest.
    fn insert(&mut self, point: Point, mut corner: Point) {
        let mut at = 0;
        for depth in 0..=MAX_DEPTH {
            let Some(cell) = self.cells.get_mut(at) else { return };
            cell.sum = Point { x: cell.sum.x + point.x, y: cell.sum.y + point.y };
            cell.bodies += 1.0;
            if depth == MAX_DEPTH {
                return;
            }
            let half = cell.side / 2.0;
            let (east, south) = (point.x >= corner.x + half, point.y >= corner.y + half);
            let quarter = usize::from(east) + 2 * usize::from(south);
            corner.x += if east { half } else { 0.0 };
            corner.y += if south { half } else { 0.0 };
            let known = cell.quarters.get(quarter).copied().unwrap_or(0);
            at = if known == 0 { self.divide(at, quarter, half) } else { known };
        }
    }

    fn divide(&mut self, at: usize, quarter: usize, side: f64) -> usize {
        let new = self.cells.len();
        self.cells.push(Cell::new(side));
        if let Some(slot) = self.cells.get_mut(at).and_then(|c| c.quarters.get_mut(quarter)) {
            *slot = new;
        }
        new
    }

    /// Sum over all bodies of the push away from them, of size `1 / distance` each.
    pub(super) fn push(&self, from: Point) -> Point {
        let mut push = Point { x: 0.0, y: 0.0 };
        let mut open = vec![0];
        while let Some(cell) = open.pop().and_then(|at| self.cells.get(at)) {
            let centre = Point { x: cell.sum.x / cell.bodies, y: cell.sum.y / cell.bodies };
            let (dx, dy) = (from.x - centre.x, from.y - centre.y);
            let square = dx * dx + dy * dy;
            let leaf = cell.quarters == [0; 4];
            if leaf || cell.side * cell.side < THETA * THETA * square {
                // The body itself lies at distance 0 and does not push.
                if square > 1e-12 {
                    push.x += cell.bodies * dx / square;
                    push.y += cell.bodies * dy / square;
                }
            } else {
                open.extend(cell.quarters.iter().copied().filter(|q| *q != 0));
            }
        }
        push
    }
}

impl Cell {
    fn new(side: f64) -> Self {
        Self { sum: Point { x: 0.0, y: 0.0 }, bodies: 0.0, side, quarters: [0; 4] }
    }
}
