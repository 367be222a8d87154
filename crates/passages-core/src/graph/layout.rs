//! Where the nodes go: T. M. J. Fruchterman and E. M. Reingold, "Graph drawing by force-directed placement",
//! Software: Practice and Experience 21 (1991), doi:10.1002/spe.4380211102, repulsion after Barnes and Hut,
//! then overlaps pushed apart. No chance in it: the start is a sunflower, and only + - * / and the square root
//! are used, so every machine draws the same picture to the bit.

use super::quadtree::Quadtree;
use super::{Edge, Point};

/// Steps of a small graph; large ones take fewer, so that the whole stays bounded.
const STEPS: usize = 400;
/// No two nodes end nearer than this.
const CLEARANCE: f64 = 0.8;
/// Pull to the middle, so that what is not linked does not drift away.
const GRAVITY: f64 = 0.55;
/// Pull of a link of full weight, at the distance that linked nodes like to keep.
const PULL: f64 = 0.4;

/// Settled places of `nodes` nodes, centred on the origin.
pub fn layout(nodes: usize, edges: &[Edge]) -> Vec<Point> {
    let mut points = sunflower(nodes);
    let steps = STEPS.min(1_000_000 / nodes.max(1)).max(20);
    for step in 0..steps {
        let heat = 1.0 - step as f64 / steps as f64;
        let forces = forces(&points, edges);
        for (point, force) in points.iter_mut().zip(forces) {
            let size = (force.x * force.x + force.y * force.y).sqrt();
            let reach = 0.02 + 0.5 * heat * heat;
            let scale = if size > reach { reach / size } else { 1.0 };
            point.x += force.x * scale;
            point.y += force.y * scale;
        }
    }
    separate(&mut points);
    centre(&mut points);
    points
}

/// Evenly spread from the middle outwards, by turns of the golden angle.
fn sunflower(nodes: usize) -> Vec<Point> {
    // cos and sin of the golden angle; the turn is repeated, not computed, to keep to exact operations.
    let (cos, sin) = (-0.737_368_878_078_319_9, 0.675_490_294_261_523_7);
    let (mut x, mut y) = (1.0, 0.0);
    (0..nodes)
        .map(|i| {
            (x, y) = (x * cos - y * sin, x * sin + y * cos);
            let radius = 0.7 * (i as f64 + 0.5).sqrt();
            Point { x: x * radius, y: y * radius }
        })
        .collect()
}

fn forces(points: &[Point], edges: &[Edge]) -> Vec<Point> {
    let tree = Quadtree::new(points);
    let mut forces: Vec<Point> = points
        .iter()
        .map(|p| {
            let push = tree.push(*p);
            Point { x: push.x - GRAVITY * p.x, y: push.y - GRAVITY * p.y }
        })
        .collect();
    for edge in edges {
        let (Some(a), Some(b)) = (points.get(edge.a), points.get(edge.b)) else { continue };
        let (dx, dy) = (b.x - a.x, b.y - a.y);
        let pull = PULL * edge.weight * (dx * dx + dy * dy).sqrt();
        if let Some(force) = forces.get_mut(edge.a) {
            *force = Point { x: force.x + dx * pull, y: force.y + dy * pull };
        }
        if let Some(force) = forces.get_mut(edge.b) {
            *force = Point { x: force.x - dx * pull, y: force.y - dy * pull };
        }
    }
    forces
}

/// Pushes apart, pair by pair, what is nearer than the clearance; a sweep along x keeps it short.
fn separate(points: &mut [Point]) {
    let mut order: Vec<usize> = (0..points.len()).collect();
    for _ in 0..100 {
        let x = |points: &[Point], i: usize| points.get(i).map_or(0.0, |p| p.x);
        order.sort_by(|a, b| x(points, *a).total_cmp(&x(points, *b)).then(a.cmp(b)));
        let mut moved = false;
        for (n, &i) in order.iter().enumerate() {
            for &j in order.iter().skip(n + 1) {
                let (Some(&a), Some(&b)) = (points.get(i), points.get(j)) else { continue };
                if b.x - a.x >= CLEARANCE {
                    break;
                }
                let (dx, dy) = (b.x - a.x, b.y - a.y);
                let distance = (dx * dx + dy * dy).sqrt();
                if distance >= CLEARANCE {
                    continue;
                }
                moved = true;
                let (ux, uy) = if distance > 1e-9 { (dx / distance, dy / distance) } else { (0.6, 0.8) };
                let push = (CLEARANCE - distance) / 2.0 + 1e-6;
                if let Some(a) = points.get_mut(i) {
                    *a = Point { x: a.x - ux * push, y: a.y - uy * push };
                }
                if let Some(b) = points.get_mut(j) {
                    *b = Point { x: b.x + ux * push, y: b.y + uy * push };
                }
            }
        }
        if !moved {
            return;
        }
    }
}

fn centre(points: &mut [Point]) {
    let count = points.len().max(1) as f64;
    let sum = points.iter().fold((0.0, 0.0), |s, p| (s.0 + p.x, s.1 + p.y));
    for point in points {
        point.x -= sum.0 / count;
        point.y -= sum.1 / count;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn distance(a: Point, b: Point) -> f64 {
        ((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y)).sqrt()
    }

    #[test]
    fn linked_nodes_stand_nearer_than_others_and_none_overlap() {
        // Two rings of ten, joined by one edge.
        let ring = |from: usize| (0..10).map(move |i| (from + i, from + (i + 1) % 10));
        let edges: Vec<Edge> =
            ring(0).chain(ring(10)).chain([(0, 10)]).map(|(a, b)| Edge { a, b, weight: 1.0 }).collect();
        let points = layout(20, &edges);
        let linked: f64 =
            edges.iter().map(|e| distance(points[e.a], points[e.b])).sum::<f64>() / edges.len() as f64;
        let (mut all, mut pairs) = (0.0, 0.0);
        for i in 0..20 {
            for j in 0..i {
                all += distance(points[i], points[j]);
                pairs += 1.0;
                assert!(distance(points[i], points[j]) > CLEARANCE * 0.99, "{i} and {j} overlap");
            }
        }
        assert!(linked < 0.6 * all / pairs, "linked {linked}, all {}", all / pairs);
    }

    #[test]
    fn any_size_and_any_edges_have_finite_places() {
        assert!(layout(0, &[]).is_empty());
        let loose = [Edge { a: 0, b: 0, weight: 1.0 }, Edge { a: 7, b: 1, weight: 1.0 }];
        for nodes in [1, 2, 300] {
            assert!(layout(nodes, &loose).iter().all(|p| p.x.is_finite() && p.y.is_finite()));
        }
    }
}
