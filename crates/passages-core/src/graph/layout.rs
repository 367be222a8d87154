//! Where the nodes go, in steps that a caller spreads over frames.
//!
//! From few nodes to many, after C. Walshaw, "A multilevel algorithm for force-directed graph-drawing", Journal of
//! Graph Algorithms and Applications 7 (2003), doi:10.7155/jgaa.00070: groups of closely linked nodes are laid out as
//! one node each, then their members around them (`coarsen`, `levels`). On every level all nodes push each other
//! apart (`quadtree`), links pull, and a few nodes keep all others as far away as the steps between them (`motion`,
//! `pivots`). At last nothing covers anything else (`overlap`).
//! No chance in it, and only + - * / and the square root, so every machine draws the same picture to the bit.

mod coarsen;
mod levels;
mod motion;
mod network;
mod overlap;
mod pivots;

use self::levels::Levels;
use self::motion::Motion;
use self::overlap::Overlap;
use self::pivots::Pivots;
use super::{Edge, Point};

/// No two nodes end nearer than this, unless the request gives each its own room.
pub const CLEARANCE: f64 = 0.8;
/// A node that had a place stays within this distance of it, as long as no two of those places lie on each other.
pub const KEPT_WITHIN: f64 = 1.0;
/// Units of a [`Point`] for one of the forces' own, where rooms are no larger than usual.
const SCALE: f32 = 0.8;
/// Ticks of the finest level, the one above and those above that; and where nodes have places already.
const TICKS: [usize; 3] = [150, 80, 120];
const TICKS_KEPT: [usize; 3] = [60, 60, 60];
/// Heat of the first tick on these levels; it falls with the square of the ticks left.
const HEAT: [f32; 3] = [0.5, 0.7, 1.0];
/// Heat of the last tick.
const COOL: f32 = 0.01;
/// Shares of the work that are done when nodes begin to move, and when they have moved.
const STARTED: f32 = 0.1;
const MOVED: f32 = 0.9;
/// Nodes from which distances are measured.
const PIVOTS: usize = 64;

/// All that decides a layout. Equal requests have layouts that are equal to the bit.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Request {
    /// Number of nodes; below 2³².
    pub nodes: usize,
    /// What pulls. Loops, ends out of range and weights that are not above 0 are passed over.
    pub edges: Vec<Edge>,
    /// Community of each node, which is kept together and apart from others; if there is not one a node, groups of
    /// closely linked nodes are found and take their part.
    pub communities: Vec<u32>,
    /// Where each node stood before, if it did; may be shorter than the nodes.
    pub start: Vec<Option<Point>>,
    /// What each node covers; where there is none, a disc of half [`CLEARANCE`].
    pub rooms: Vec<Room>,
}

/// What a node covers of the plane, in units of [`Point`]; sizes that are no numbers or below 0 count as 0, and none
/// counts as more than 64 times the mean.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Room {
    /// Of the disc around its place.
    pub radius: f64,
    /// Its label: left, top, right and bottom, seen from its place.
    pub label: Option<(f64, f64, f64, f64)>,
}

/// A layout on its way.
#[derive(Clone)]
pub struct Layout {
    levels: Levels,
    pivots: Pivots,
    motion: Motion,
    overlap: Overlap,
    /// Which node of the request each of ours is.
    order: Vec<u32>,
    stage: Stage,
    /// Units of a [`Point`] for one of the forces' own.
    scale: f32,
    /// Some nodes had places.
    kept: bool,
}

#[derive(Clone, Copy, PartialEq)]
enum Stage {
    Coarsen,
    Measure,
    Move { level: usize, tick: usize },
    Separate { sweep: usize },
    Settled,
}

impl Layout {
    /// Takes the request in; nothing moves yet.
    pub fn new(request: &Request) -> Self {
        let rooms = overlap::rooms(request);
        let scale = SCALE * overlap::growth(&rooms);
        let levels = Levels::new(request, scale);
        let kept = levels.kept();
        Self {
            levels,
            pivots: Pivots::default(),
            motion: Motion::default(),
            overlap: Overlap::new(rooms),
            order: (0..request.nodes as u32).collect(),
            stage: if request.nodes == 0 { Stage::Settled } else { Stage::Coarsen },
            scale,
            kept,
        }
    }

    /// Goes on by one step, which takes a time in proportion to nodes and edges (about 10 ms for 60,000 nodes with
    /// three edges each); whether all is settled, and further steps change nothing.
    ///
    /// How many steps are taken at a time makes no difference to the outcome.
    pub fn step(&mut self) -> bool {
        match self.stage {
            Stage::Coarsen => {
                if self.levels.coarsen() {
                    self.order = self.levels.arrange();
                    self.overlap.arrange(&self.order);
                    self.stage = Stage::Measure;
                }
            }
            Stage::Measure => {
                if !self.pivots.measure(self.levels.network(), PIVOTS) {
                    self.enter(self.levels.top());
                }
            }
            Stage::Move { level, tick } => {
                let ticks = self.ticks(level);
                let left = 1.0 - tick as f32 / ticks as f32;
                self.motion.tick(HEAT[level.min(2)] * left * left + COOL);
                if tick + 1 < ticks {
                    self.stage = Stage::Move { level, tick: tick + 1 };
                } else if level > 0 {
                    self.enter(level - 1);
                } else {
                    self.motion.finish(self.scale, !self.kept);
                    self.stage = Stage::Separate { sweep: 0 };
                }
            }
            Stage::Separate { sweep } => {
                let Motion { x, y, anchors, .. } = &mut self.motion;
                if sweep < overlap::SWEEPS && self.overlap.sweep(x, y, anchors) {
                    self.stage = Stage::Separate { sweep: sweep + 1 };
                } else {
                    self.overlap.place(x, y, anchors);
                    self.stage = Stage::Settled;
                }
            }
            Stage::Settled => {}
        }
        self.stage == Stage::Settled
    }

    /// How much of the work is done, about: from 0 to 1, never less than before.
    pub fn progress(&self) -> f32 {
        match self.stage {
            Stage::Coarsen => 0.0,
            Stage::Measure => STARTED / 2.0,
            Stage::Move { level, tick } => {
                // Each level has about half the nodes of the one below.
                let (mut whole, mut done, mut size) = (0.0, 0.0, 1.0);
                for nth in 0..=self.levels.top() {
                    let ticks = self.ticks(nth) as f32;
                    whole += ticks * size;
                    done += size
                        * if nth > level {
                            ticks
                        } else if nth == level {
                            tick as f32
                        } else {
                            0.0
                        };
                    size /= 2.0;
                }
                STARTED + (MOVED - STARTED) * done / whole
            }
            Stage::Separate { sweep } => MOVED + (1.0 - MOVED) * sweep as f32 / overlap::SWEEPS as f32,
            Stage::Settled => 1.0,
        }
    }

    /// Ticks of a level.
    fn ticks(&self, level: usize) -> usize {
        let ticks = if self.kept { TICKS_KEPT } else { TICKS };
        ticks[level.min(2)]
    }

    /// Where the nodes are now: one place a node. While groups are still laid out as one, all their members have the
    /// place of the group.
    pub fn points(&self) -> Vec<Point> {
        let mut points = vec![Point { x: 0.0, y: 0.0 }; self.order.len()];
        let (level, scale) = match self.stage {
            Stage::Coarsen | Stage::Measure => (None, self.scale),
            Stage::Move { level, .. } => (Some(level), self.scale),
            Stage::Separate { .. } | Stage::Settled => (Some(0), 1.0),
        };
        let ancestors = self.levels.ancestors(level.unwrap_or(0));
        for (node, ancestor) in self.order.iter().zip(ancestors) {
            let ancestor = ancestor as usize;
            let (x, y) = match level {
                Some(_) => (self.motion.x[ancestor], self.motion.y[ancestor]),
                None => self.levels.start(ancestor),
            };
            points[*node as usize] = Point { x: f64::from(x * scale), y: f64::from(y * scale) };
        }
        points
    }

    /// Whether the next step moves every node on its own, as a tick of a plain force layout does.
    pub fn moves_nodes(&self) -> bool {
        matches!(self.stage, Stage::Move { level: 0, .. })
    }

    /// Begins to move the nodes of a level, from where the level above has settled.
    fn enter(&mut self, level: usize) {
        let pivots = if level == 0 {
            std::mem::take(&mut self.pivots)
        } else {
            self.pivots.seen_from(&self.levels.ancestors(level), &self.levels.heads(level))
        };
        self.motion = self.levels.enter(level, &self.motion, pivots);
        // The other half is for making room.
        self.motion.bound = KEPT_WITHIN as f32 / 2.0 / self.scale;
        self.stage = Stage::Move { level, tick: 0 };
    }
}

/// Settled places of `nodes` nodes, centred on the origin.
pub fn layout(nodes: usize, edges: &[Edge]) -> Vec<Point> {
    let request = Request { nodes, edges: edges.to_vec(), ..Request::default() };
    let mut layout = Layout::new(&request);
    while !layout.step() {}
    layout.points()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn distance(a: Point, b: Point) -> f64 {
        ((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y)).sqrt()
    }

    fn settled(request: &Request) -> Vec<Point> {
        let mut layout = Layout::new(request);
        while !layout.step() {}
        layout.points()
    }

    fn edge((a, b): (usize, usize)) -> Edge {
        Edge { a, b, weight: 1.0 }
    }

    /// Rings of this many nodes each, every node with a chord, and one edge from each ring to the next.
    fn rings(count: usize, size: usize) -> Request {
        let ring = |r: usize| (0..size).map(move |i| (r * size + i, r * size + (i + 1) % size));
        let chords = |r: usize| (0..size).map(move |i| (r * size + i, r * size + (i + size / 3) % size));
        let between = (1..count).map(|r| ((r - 1) * size, r * size + 1));
        let edges = (0..count).flat_map(|r| ring(r).chain(chords(r))).chain(between).map(edge).collect();
        Request { nodes: count * size, edges, ..Request::default() }
    }

    /// Share of nodes whose nearest five are all of their own ring.
    fn together(points: &[Point], size: usize) -> f64 {
        let own = |i: usize| {
            let mut others: Vec<usize> = (0..points.len()).filter(|j| *j != i).collect();
            others
                .sort_by(|a, b| distance(points[i], points[*a]).total_cmp(&distance(points[i], points[*b])));
            others.iter().take(5).all(|j| j / size == i / size)
        };
        (0..points.len()).filter(|i| own(*i)).count() as f64 / points.len() as f64
    }

    #[test]
    fn linked_nodes_stand_nearer_than_others_and_none_overlap() {
        let request = rings(2, 10);
        let points = settled(&request);
        let linked = request.edges.iter().map(|e| distance(points[e.a], points[e.b])).sum::<f64>()
            / request.edges.len() as f64;
        let (mut all, mut pairs) = (0.0, 0.0);
        for i in 0..20 {
            for j in 0..i {
                all += distance(points[i], points[j]);
                pairs += 1.0;
                assert!(distance(points[i], points[j]) >= CLEARANCE, "{i} and {j} overlap");
            }
        }
        assert!(linked < 0.6 * all / pairs, "linked {linked}, all {}", all / pairs);
    }

    #[test]
    fn groups_stand_apart_and_the_middle_is_the_origin() {
        let points = settled(&rings(8, 12));
        assert!(together(&points, 12) > 0.8, "{}", together(&points, 12));
        let middle = points.iter().fold((0.0, 0.0), |sum, p| (sum.0 + p.x, sum.1 + p.y));
        assert!(middle.0.abs() < 5.0 && middle.1.abs() < 5.0, "{middle:?}");
    }

    #[test]
    fn a_node_linked_with_two_communities_stands_by_its_own() {
        // Two cliques of eight, and a node linked with three of each.
        let clique = |from: usize| (0..8).flat_map(move |i| (0..i).map(move |j| (from + i, from + j)));
        let between = (0..3).flat_map(|i| [(16, i), (16, 8 + i)]);
        let edges: Vec<Edge> = clique(0).chain(clique(8)).chain(between).map(edge).collect();
        for own in [0, 1] {
            let communities = (0..16).map(|i| i / 8).chain([own]).collect();
            let points =
                settled(&Request { nodes: 17, edges: edges.clone(), communities, ..Request::default() });
            let to = |from: usize| (from..from + 8).map(|i| distance(points[16], points[i])).sum::<f64>();
            assert_eq!(to(0) < to(8), own == 0, "{} and {}", to(0), to(8));
        }
    }

    #[test]
    fn what_stays_stays_when_nodes_come_and_go() {
        let before = rings(5, 12);
        let old = settled(&before);
        // The last ring goes, and ten nodes come, linked with the first ring or with nothing.
        let mut after = before.clone();
        after.nodes = 58;
        after.edges.retain(|e| e.a < 48 && e.b < 48);
        after.edges.extend((48..53).map(|i| edge((i, i - 48))));
        after.start = old[..48].iter().copied().map(Some).collect();
        let new = settled(&after);
        for i in 0..48 {
            assert!(distance(old[i], new[i]) <= KEPT_WITHIN, "{i} went {}", distance(old[i], new[i]));
        }
        for i in 0..58 {
            assert!((0..i).all(|j| distance(new[i], new[j]) >= CLEARANCE), "{i} overlaps");
        }
        for i in 48..53 {
            assert!(
                distance(new[i], new[i - 48]) < 8.0,
                "{i} is {} from its link",
                distance(new[i], new[i - 48])
            );
        }
        // At no time on the way is anything that stays farther from where it stood.
        let mut layout = Layout::new(&after);
        while !layout.step() {
            if layout.moves_nodes() {
                let points = layout.points();
                assert!((0..48).all(|i| distance(old[i], points[i]) <= KEPT_WITHIN));
            }
        }
    }

    #[test]
    fn loops_and_edges_to_nowhere_change_nothing_and_twice_an_edge_is_one_of_twice_the_weight() {
        let plain = rings(3, 9);
        let mut loose = plain.clone();
        loose.edges.extend([(4, 4), (3, 99), (usize::MAX, 0)].map(edge));
        loose.edges.extend([f64::NAN, f64::INFINITY, 0.0, -1.0].map(|weight| Edge { a: 0, b: 20, weight }));
        assert_eq!(settled(&plain), settled(&loose));
    }

    #[test]
    fn any_request_has_finite_places() {
        let of = |nodes: usize, pairs: Vec<(usize, usize)>| Request {
            nodes,
            edges: pairs.into_iter().map(edge).collect(),
            ..Request::default()
        };
        let all = (0..40).flat_map(|i| (0..i).map(move |j| (i, j))).collect();
        let one_place = |x: f64| vec![Some(Point { x, y: x }); 700];
        let far = Room { radius: f64::INFINITY, label: Some((f64::NAN, -1e300, 1e300, f64::NAN)) };
        let requests = [
            of(0, vec![(0, 1)]),
            of(1, vec![(0, 0), (0, 1)]),
            of(2, vec![]),
            of(2, vec![(0, 1), (1, 0), (0, 1)]),
            of(300, vec![]),
            of(40, all),
            of(700, (1..700).map(|i| (0, i)).collect()),
            of(700, (1..700).map(|i| (i - 1, i)).collect()),
            Request { start: one_place(3.0), ..of(700, (1..700).map(|i| (0, i)).collect()) },
            Request { start: one_place(f64::NAN), ..of(700, vec![]) },
            Request { start: one_place(1e300), communities: vec![7], ..of(10, vec![(1, 2)]) },
            Request { rooms: vec![far; 3], communities: vec![u32::MAX; 50], ..of(50, vec![(1, 2)]) },
            Request { rooms: vec![Room { radius: 0.0, label: None }; 50], ..of(50, vec![(1, 2)]) },
        ];
        for request in requests {
            let points = settled(&request);
            assert_eq!(points.len(), request.nodes);
            assert!(points.iter().all(|p| p.x.is_finite() && p.y.is_finite()), "{} nodes", request.nodes);
        }
    }
}
