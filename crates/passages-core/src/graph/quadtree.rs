//! What far bodies do to each other, in linear time: the squares of J. Barnes and P. Hut, "A hierarchical O(N log N)
//! force-calculation algorithm", Nature 324 (1986), doi:10.1038/324446a0, met square by square instead of body by
//! square, as in W. Dehnen, "A hierarchical O(N) force calculation algorithm", Journal of Computational Physics 179
//! (2002), doi:10.1006/jcph.2002.7026, with the complex series for the push `1 / distance` of L. Greengard and
//! V. Rokhlin, "A fast algorithm for particle simulations", Journal of Computational Physics 73 (1987),
//! doi:10.1016/0021-9991(87)90140-9.

use std::ops::Range;

/// Two squares meet as wholes if their radii together are at most this share of the distance between them.
const OPENING: f32 = 0.9;
/// A square with no more bodies than this is not divided.
const LEAF: usize = 8;
/// Bodies that no division tells apart meet at most this many of their like, and anything else as one body.
const CROWD: usize = 32;
/// Squares are divided at most this often: two bits a level of a 32-bit Morton code.
const DEPTH: u32 = 16;

/// The bodies of a square: a complex series about their centre of mass for what they do to far squares, and one for
/// what far squares do to them.
#[derive(Clone, Copy, Default)]
struct Cell {
    /// Bodies `first..last` of the tree's order.
    first: u32,
    last: u32,
    /// Cells `child..child + children`; a leaf has none. Always behind the cell itself.
    child: u32,
    children: u32,
    mass: f32,
    x: f32,
    y: f32,
    /// No body is farther from the centre of mass.
    radius: f32,
    /// Second moment: sum of mass times the square of the complex offset.
    moment: [f32; 2],
    /// Zeroth, first and second coefficient of the far field.
    field: [f32; 6],
}

/// A tree of squares over bodies, used again from tick to tick: it allocates only when there are more bodies.
#[derive(Clone, Default)]
pub(super) struct Quadtree {
    cells: Vec<Cell>,
    /// Body at each place of the tree's order, which is Morton's.
    order: Vec<u32>,
    keys: Vec<u64>,
    spare: Vec<u64>,
    x: Vec<f32>,
    y: Vec<f32>,
    mass: Vec<f32>,
    push_x: Vec<f32>,
    push_y: Vec<f32>,
    open: Vec<(u32, u32)>,
}

impl Quadtree {
    /// Divides the plane anew. Until the next call, [`Quadtree::push`] keeps the squares and refits them to where the
    /// bodies have gone, which is exact as long as it is called and quick as long as they have not gone far.
    pub(super) fn divide(&mut self, x: &[f32], y: &[f32]) {
        let bodies = x.len();
        let bound = |values: &[f32]| {
            values
                .iter()
                .fold((f32::INFINITY, f32::NEG_INFINITY), |(low, high), v| (low.min(*v), high.max(*v)))
        };
        let ((left, right), (top, bottom)) = (bound(x), bound(y));
        let scale = 65_535.0 / (right - left).max(bottom - top).max(1e-9);
        self.keys.clear();
        self.keys.extend((0..bodies).map(|i| {
            let (column, row) = (((x[i] - left) * scale) as u32, ((y[i] - top) * scale) as u32);
            u64::from(spread(column) | spread(row) << 1) << 32 | i as u64
        }));
        sort_by_code(&mut self.keys, &mut self.spare);
        self.order.clear();
        self.order.extend(self.keys.iter().map(|key| *key as u32));
        for values in [&mut self.x, &mut self.y, &mut self.mass, &mut self.push_x, &mut self.push_y] {
            values.resize(bodies, 0.0);
        }
        self.cells.clear();
        self.cells.push(Cell { last: bodies as u32, ..Cell::default() });
        self.open.clear();
        self.open.push((0, 0));
        while let Some((at, depth)) = self.open.pop() {
            let (mut first, last) = (self.cells[at as usize].first, self.cells[at as usize].last);
            if (last - first) as usize <= LEAF || depth == DEPTH {
                continue;
            }
            let child = self.cells.len() as u32;
            let quarter = |key: u64| key >> (62 - 2 * depth) & 3;
            while first < last {
                let in_cell = &self.keys[first as usize..last as usize];
                let same = quarter(in_cell[0]);
                let next = first + in_cell.partition_point(|key| quarter(*key) == same) as u32;
                self.open.push((self.cells.len() as u32, depth + 1));
                self.cells.push(Cell { first, last: next, ..Cell::default() });
                first = next;
            }
            let children = self.cells.len() as u32 - child;
            let cell = &mut self.cells[at as usize];
            (cell.child, cell.children) = (child, children);
        }
    }

    /// Adds to `push_x` and `push_y`, for each body, its mass times the sum over all others of their mass times the
    /// push away from them, of size `1 / distance`, softened below the root of `soft`.
    ///
    /// All four hold as many bodies as the last [`Quadtree::divide`] saw.
    pub(super) fn push(&mut self, bodies: Bodies<'_>, soft: f32, push_x: &mut [f32], push_y: &mut [f32]) {
        if self.order.len() < 2 {
            return;
        }
        for (place, body) in self.order.iter().enumerate() {
            let body = *body as usize;
            (self.x[place], self.y[place], self.mass[place]) =
                (bodies.x[body], bodies.y[body], bodies.mass[body]);
        }
        self.push_x.fill(0.0);
        self.push_y.fill(0.0);
        self.gather();
        self.meet(soft);
        self.spread();
        for (place, body) in self.order.iter().enumerate() {
            push_x[*body as usize] += self.push_x[place] * self.mass[place];
            push_y[*body as usize] += self.push_y[place] * self.mass[place];
        }
    }

    /// From the leaves up: mass, centre, radius and moment of every cell.
    fn gather(&mut self) {
        for at in (0..self.cells.len()).rev() {
            let mut cell = Cell { field: [0.0; 6], ..self.cells[at] };
            let (mut mass, mut x, mut y) = (0.0, 0.0, 0.0);
            let (mut radius, mut moment) = (0.0_f32, [0.0, 0.0]);
            if cell.children == 0 {
                let bodies = cell.first as usize..cell.last as usize;
                for i in bodies.clone() {
                    mass += self.mass[i];
                    x += self.mass[i] * self.x[i];
                    y += self.mass[i] * self.y[i];
                }
                (x, y) = (x / mass, y / mass);
                for i in bodies {
                    let (dx, dy) = (self.x[i] - x, self.y[i] - y);
                    radius = radius.max(dx * dx + dy * dy);
                    moment[0] += self.mass[i] * (dx * dx - dy * dy);
                    moment[1] += self.mass[i] * 2.0 * dx * dy;
                }
                radius = radius.sqrt();
            } else {
                let parts = &self.cells[cell.child as usize..(cell.child + cell.children) as usize];
                for part in parts {
                    mass += part.mass;
                    x += part.mass * part.x;
                    y += part.mass * part.y;
                }
                (x, y) = (x / mass, y / mass);
                for part in parts {
                    let (dx, dy) = (part.x - x, part.y - y);
                    radius = radius.max((dx * dx + dy * dy).sqrt() + part.radius);
                    moment[0] += part.moment[0] + part.mass * (dx * dx - dy * dy);
                    moment[1] += part.moment[1] + part.mass * 2.0 * dx * dy;
                }
            }
            (cell.mass, cell.x, cell.y, cell.radius, cell.moment) = (mass, x, y, radius, moment);
            self.cells[at] = cell;
        }
    }

    /// Every pair of cells once: as wholes where they are far enough apart, else by their parts.
    fn meet(&mut self, soft: f32) {
        self.open.clear();
        self.open.push((0, 0));
        while let Some((one, other)) = self.open.pop() {
            let (a, b) = (&self.cells[one as usize], &self.cells[other as usize]);
            let (of_a, of_b) = (a.child..a.child + a.children, b.child..b.child + b.children);
            if one == other {
                for i in of_a.clone() {
                    self.open.extend((i..of_a.end).map(|j| (i, j)));
                }
                if of_a.is_empty() {
                    self.meet_within(a.first as usize..a.last as usize, soft);
                }
                continue;
            }
            let (dx, dy) = (b.x - a.x, b.y - a.y);
            let (square, radii) = (dx * dx + dy * dy, a.radius + b.radius);
            // The series knows nothing of softness, so what is near enough to feel it is met singly.
            if radii * radii < OPENING * OPENING * square && square > 64.0 * soft {
                let (to_a, to_b) = series(a, b, dx, dy);
                add(&mut self.cells[one as usize].field, to_a);
                add(&mut self.cells[other as usize].field, to_b);
            } else if of_a.is_empty() && of_b.is_empty() {
                let (first, second) = (a.first as usize..a.last as usize, b.first as usize..b.last as usize);
                if first.len().max(second.len()) > CROWD {
                    let near = 1.0 / (square + soft);
                    let (x, y, of_a, of_b) = (dx * near, dy * near, a.mass, b.mass);
                    add(&mut self.cells[one as usize].field, [-x * of_b, y * of_b, 0.0, 0.0, 0.0, 0.0]);
                    add(&mut self.cells[other as usize].field, [x * of_a, -y * of_a, 0.0, 0.0, 0.0, 0.0]);
                } else {
                    self.meet_singly(first, second, soft);
                }
            } else if of_b.is_empty() || (!of_a.is_empty() && a.radius >= b.radius) {
                self.open.extend(of_a.map(|i| (i, other)));
            } else {
                self.open.extend(of_b.map(|i| (one, i)));
            }
        }
    }

    /// Every body of a leaf with every one of another.
    fn meet_singly(&mut self, these: Range<usize>, those: Range<usize>, soft: f32) {
        let count = those.len();
        for i in these {
            let (at_x, at_y, weight) = (self.x[i], self.y[i], self.mass[i]);
            // Slices of one length, so that the loop checks no bounds.
            let (x, y) = (&self.x[those.clone()][..count], &self.y[those.clone()][..count]);
            let mass = &self.mass[those.clone()][..count];
            let push_x = &mut self.push_x[those.clone()][..count];
            let push_y = &mut self.push_y[those.clone()][..count];
            let (mut sum_x, mut sum_y) = (0.0, 0.0);
            for j in 0..count {
                let (dx, dy) = (x[j] - at_x, y[j] - at_y);
                let near = 1.0 / (dx * dx + dy * dy + soft);
                let (out, back) = (weight * near, mass[j] * near);
                push_x[j] += dx * out;
                push_y[j] += dy * out;
                sum_x += dx * back;
                sum_y += dy * back;
            }
            self.push_x[i] -= sum_x;
            self.push_y[i] -= sum_y;
        }
    }

    /// Every pair of bodies of one leaf.
    fn meet_within(&mut self, bodies: Range<usize>, soft: f32) {
        let last = bodies.end;
        for i in bodies {
            let (x, y, mass) = (self.x[i], self.y[i], self.mass[i]);
            let (mut sum_x, mut sum_y) = (0.0, 0.0);
            for j in i + 1..last.min(i + CROWD) {
                let (dx, dy) = (self.x[j] - x, self.y[j] - y);
                let near = 1.0 / (dx * dx + dy * dy + soft);
                self.push_x[j] += dx * mass * near;
                self.push_y[j] += dy * mass * near;
                sum_x += dx * self.mass[j] * near;
                sum_y += dy * self.mass[j] * near;
            }
            self.push_x[i] -= sum_x;
            self.push_y[i] -= sum_y;
        }
    }

    /// From the root down: the far field of every cell becomes that of its parts, and of its bodies at last.
    fn spread(&mut self) {
        for at in 0..self.cells.len() {
            let cell = self.cells[at];
            let [a, b, c, d, e, f] = cell.field;
            for part in cell.child..cell.child + cell.children {
                let part = &mut self.cells[part as usize];
                let (x, y) = (part.x - cell.x, part.y - cell.y);
                let (ex, ey) = (e * x - f * y, e * y + f * x);
                let (cx, cy) = (c + ex, d + ey);
                let moved = [a + cx * x - cy * y, b + cx * y + cy * x, cx + ex, cy + ey, e, f];
                add(&mut part.field, moved);
            }
            if cell.children == 0 {
                for i in cell.first as usize..cell.last as usize {
                    let (x, y) = (self.x[i] - cell.x, self.y[i] - cell.y);
                    let (cx, cy) = (c + e * x - f * y, d + e * y + f * x);
                    self.push_x[i] += a + cx * x - cy * y;
                    // The push is the conjugate of the series.
                    self.push_y[i] -= b + cx * y + cy * x;
                }
            }
        }
    }
}

/// Where bodies are and what they weigh; as many of each.
#[derive(Clone, Copy)]
pub(super) struct Bodies<'a> {
    pub(super) x: &'a [f32],
    pub(super) y: &'a [f32],
    /// Above 0.
    pub(super) mass: &'a [f32],
}

/// What two cells do to each other, the second `(dx, dy)` away from the first: with `t = dx + i dy`, mass M and moment
/// Q, the push at `t + w` is the conjugate of `M/t + Q/t³ - (M/t² + 3Q/t⁴) w + M/t³ w²`.
fn series(a: &Cell, b: &Cell, dx: f32, dy: f32) -> ([f32; 6], [f32; 6]) {
    let near = 1.0 / (dx * dx + dy * dy);
    let (x, y) = (dx * near, -dy * near);
    let (x2, y2) = (x * x - y * y, 2.0 * x * y);
    let (x3, y3) = (x2 * x - y2 * y, x2 * y + y2 * x);
    // `sign` turns t: odd powers change theirs.
    let around = |from: &Cell, sign: f32| {
        let (mass, [p, q]) = (from.mass, from.moment);
        let (turned_x, turned_y) = (p * x2 - q * y2, p * y2 + q * x2);
        [
            sign * (mass * x + turned_x * x - turned_y * y),
            sign * (mass * y + turned_x * y + turned_y * x),
            -mass * x2 - 3.0 * (turned_x * x2 - turned_y * y2),
            -mass * y2 - 3.0 * (turned_x * y2 + turned_y * x2),
            sign * mass * x3,
            sign * mass * y3,
        ]
    };
    (around(b, -1.0), around(a, 1.0))
}

fn add(field: &mut [f32; 6], terms: [f32; 6]) {
    for (sum, term) in field.iter_mut().zip(terms) {
        *sum += term;
    }
}

/// The lower 16 bits with a gap after each.
fn spread(bits: u32) -> u32 {
    let bits = (bits | bits << 8) & 0x00ff_00ff;
    let bits = (bits | bits << 4) & 0x0f0f_0f0f;
    let bits = (bits | bits << 2) & 0x3333_3333;
    (bits | bits << 1) & 0x5555_5555
}

/// Sorts by the upper 32 bits; equal ones keep their order.
fn sort_by_code(keys: &mut Vec<u64>, spare: &mut Vec<u64>) {
    spare.clear();
    spare.resize(keys.len(), 0);
    for shift in [32, 43, 54] {
        let mut starts = [0_u32; 2048];
        let digit = |key: u64| (key >> shift) as usize & 2047;
        for key in keys.iter() {
            starts[digit(*key)] += 1;
        }
        let mut sum = 0;
        for start in &mut starts {
            (*start, sum) = (sum, sum + *start);
        }
        for key in keys.iter() {
            let start = &mut starts[digit(*key)];
            spare[*start as usize] = *key;
            *start += 1;
        }
        std::mem::swap(keys, spare);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SOFT: f32 = 0.01;

    /// The definition, every pair: x and y of the push on each body, and the sizes that add up to it.
    fn exact(bodies: Bodies<'_>) -> [Vec<f64>; 3] {
        let n = bodies.x.len();
        let [mut x, mut y, mut sizes] = [0.0, 0.0, 0.0].map(|zero| vec![zero; n]);
        for i in 0..n {
            for j in (0..n).filter(|j| *j != i) {
                let dx = f64::from(bodies.x[i]) - f64::from(bodies.x[j]);
                let dy = f64::from(bodies.y[i]) - f64::from(bodies.y[j]);
                let size = f64::from(bodies.mass[i] * bodies.mass[j]) / (dx * dx + dy * dy + f64::from(SOFT));
                x[i] += dx * size;
                y[i] += dy * size;
                sizes[i] += (dx * dx + dy * dy).sqrt() * size;
            }
        }
        [x, y, sizes]
    }

    /// Root mean square of the difference between tree and definition, by that of the sizes pushed with.
    fn error(tree: &mut Quadtree, bodies: Bodies<'_>) -> f64 {
        let n = bodies.x.len();
        let (mut x, mut y) = (vec![0.0; n], vec![0.0; n]);
        tree.push(bodies, SOFT, &mut x, &mut y);
        let [exact_x, exact_y, sizes] = exact(bodies);
        let square = |x: f64, y: f64| x * x + y * y;
        let mean = sizes.iter().map(|size| size * size).sum::<f64>() / n as f64;
        let off = |i: usize| square(f64::from(x[i]) - exact_x[i], f64::from(y[i]) - exact_y[i]);
        ((0..n).map(off).sum::<f64>() / n as f64 / mean.max(1e-12)).sqrt()
    }

    proptest! {
        #[test]
        fn the_push_of_squares_is_that_of_their_bodies(
            places in prop::collection::vec((-1.0_f32..1.0, -1.0_f32..1.0, 1.0_f32..4.0), 2..400),
            spread in 4.0_f32..100.0,
            power in 1..3,
        ) {
            // Higher powers draw most bodies to the middle, as groups do.
            let at = |v: f32| (0..power).fold(spread, |product, _| product * v);
            let x: Vec<f32> = places.iter().map(|p| at(p.0)).collect();
            let y: Vec<f32> = places.iter().map(|p| at(p.1)).collect();
            let mass: Vec<f32> = places.iter().map(|p| p.2).collect();
            let mut tree = Quadtree::default();
            tree.divide(&x, &y);
            let bodies = Bodies { x: &x, y: &y, mass: &mass };
            // Of a handful of bodies, some of them in one place, a single square is a large part of the whole.
            let most = if places.len() < 50 { 0.25 } else { 0.1 };
            let off = error(&mut tree, bodies);
            prop_assert!(off < most, "{off}");
            // The same squares serve while the bodies move.
            let moved: Vec<f32> = x.iter().zip(&y).map(|(x, y)| x + 0.2 * y).collect();
            let bodies = Bodies { x: &moved, y: &y, mass: &mass };
            let off = error(&mut tree, bodies);
            prop_assert!(off < most, "{off}");
        }
    }

    #[test]
    fn bodies_that_cannot_be_told_apart_push_each_other_nowhere_and_take_no_time() {
        let n = 40_000;
        let (mut x, y, mass) = (vec![5.0; n], vec![5.0; n], vec![1.0; n]);
        x[0] = -1e6;
        let mut tree = Quadtree::default();
        tree.divide(&x, &y);
        let (mut push_x, mut push_y) = (vec![0.0; n], vec![0.0; n]);
        tree.push(Bodies { x: &x, y: &y, mass: &mass }, SOFT, &mut push_x, &mut push_y);
        assert!(push_x.iter().chain(&push_y).all(|v| v.is_finite()));
        // Those at one place, 40,000 of them, push the lonely one away.
        assert!((push_x[0] + (n as f32 - 1.0) / 1e6).abs() < 1e-3, "{}", push_x[0]);
    }
}
