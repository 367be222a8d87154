//! Where passages lie and how they stand together: what stays the same while one pans, zooms and filters.
//!
//! A tree of clusters over all passages: communities (or documents) split by place, by turns at the median of the
//! longer side, as in J. L. Bentley, "Multidimensional binary search trees used for associative searching",
//! Communications of the ACM 18 (1975), doi:10.1145/361002.361007; above them, groups are gathered in the same way.
//! So at any size there is a cut through the tree with few enough clusters to be seen.

use super::hit::PointIndex;
use super::mark::{Bounds, Target};
use super::spacing::Spacing;
use crate::corpus::Corpus;
use crate::graph::Point;
use crate::link::ParagraphIx;
use crate::number::Within;
use crate::order;

/// Communities of passages, as found elsewhere.
#[derive(Clone, Copy, Debug)]
pub struct Groups<'a> {
    /// By passage, its community; `None` stands alone.
    pub of: &'a [Option<u32>],
    /// By community, its telling name; those that are missing have none.
    pub names: &'a [String],
}

/// What a cluster is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Several groups that lie together.
    Gathered,
    /// A community or a document.
    Group,
    /// A part of a group.
    Part,
}

/// Passages that stand together.
#[derive(Clone, Debug, PartialEq)]
pub struct Cluster {
    /// What it is.
    pub kind: Kind,
    /// The group that it is, or is a part of; of gathered ones, the largest.
    pub group: u32,
    /// How many groups.
    pub groups: u32,
    /// Where its passages begin in the order of the ground.
    pub(super) start: u32,
    /// And end.
    pub(super) end: u32,
    /// Indices of its two halves; 0 where it has none.
    pub(super) halves: [u32; 2],
    /// Around its passages, in world units.
    pub bounds: Bounds,
}

/// Passages on the plane, and the tree of their clusters.
#[derive(Clone, Debug, PartialEq)]
pub struct Ground {
    /// Places by passage.
    pub(super) index: PointIndex,
    /// Index of its document, by passage.
    pub(super) documents: Vec<u32>,
    /// By group; empty where it has no name.
    names: Vec<String>,
    /// Whether groups are communities; else they are documents.
    pub(super) communities: bool,
    /// By passage, its group, or [`ALONE`].
    groups: Vec<u32>,
    /// All passages, so that each cluster is a run of them.
    pub(super) order: Vec<ParagraphIx>,
    /// The root first; empty without passages.
    pub(super) clusters: Vec<Cluster>,
    /// How far apart they stand.
    pub(super) spacing: Spacing,
}

/// A cluster of at most so many passages is not split further.
const LEAF: u32 = 8;

impl Ground {
    /// The corpus where its layout put it, or at other places; grouped by communities, or by documents without any.
    pub fn of(corpus: &Corpus, places: Option<&[Point]>, groups: Option<Groups>) -> Self {
        let place = |ix: ParagraphIx| {
            let own = places.and_then(|p| p.get(ix as usize).copied()).or_else(|| corpus.place(ix));
            own.map_or((0.0, 0.0), |p| (p.x, p.y))
        };
        let document =
            |ix: ParagraphIx| corpus.document_ix(ix).and_then(|d| u32::try_from(d).ok()).unwrap_or(0);
        let points = corpus.indices().map(place).collect();
        let documents: Vec<u32> = corpus.indices().map(document).collect();
        match groups {
            Some(groups) => Self::new(points, documents, groups.of, groups.names.to_vec(), true),
            None => {
                let of: Vec<Option<u32>> = documents.iter().map(|d| Some(*d)).collect();
                let names = corpus.documents().iter().map(|d| d.short.clone()).collect();
                Self::new(points, documents, &of, names, false)
            }
        }
    }

    /// From plain values: places, documents and groups by passage. A passage whose place is no number is nowhere and
    /// not drawn, and passages beyond the length of `groups` stand alone.
    pub fn new(
        points: Vec<(f64, f64)>,
        documents: Vec<u32>,
        groups: &[Option<u32>],
        names: Vec<String>,
        communities: bool,
    ) -> Self {
        let sane = |(x, y): (f64, f64)| {
            let there = x.is_finite() && y.is_finite();
            if there { (x.within(-1e8, 1e8), y.within(-1e8, 1e8)) } else { (f64::NAN, f64::NAN) }
        };
        let index = PointIndex::new(points.into_iter().map(sane).collect());
        let count = index.points().len() as u32;
        // Groups by number, then those who stand alone, as a list of runs.
        let key = |ix: u32| match groups.get(ix as usize).copied().flatten() {
            Some(group) if group < ALONE => group,
            _ => ALONE,
        };
        let mut packed: Vec<u64> = (0..count).map(|ix| u64::from(key(ix)) << 32 | u64::from(ix)).collect();
        packed.sort_unstable();
        let order: Vec<ParagraphIx> = packed.iter().map(|p| *p as u32).collect();
        let mut runs: Vec<Run> = Vec::new();
        for (at, ix) in (0..).zip(&order) {
            let group = key(*ix);
            match runs.last_mut() {
                Some(last) if last.group == group && group != ALONE => last.end = at + 1,
                _ => runs.push(Run { group, start: at, end: at + 1, centre: (0.0, 0.0) }),
            }
        }
        let spacing = Spacing::new(&index, &documents);
        let groups = (0..count).map(key).collect();
        let mut ground =
            Self { index, documents, names, communities, groups, order, clusters: Vec::new(), spacing };
        for run in &mut runs {
            run.centre = ground.bounds(run.start, run.end).centre();
        }
        ground.grow(&runs);
        ground
    }

    /// Number of passages.
    pub fn len(&self) -> usize {
        self.order.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    /// Places of the passages in world units, to be found by place.
    pub fn index(&self) -> &PointIndex {
        &self.index
    }

    /// The name of a group; empty where it has none.
    pub fn name(&self, group: u32) -> &str {
        self.names.get(group as usize).map_or("", String::as_str)
    }

    /// The group of a passage; [`ALONE`] without one.
    pub(super) fn group(&self, ix: ParagraphIx) -> u32 {
        self.groups.get(ix as usize).copied().unwrap_or(ALONE)
    }

    /// A cluster by its number in [`Target::Cluster`] and [`Target::Between`].
    pub fn cluster(&self, number: u32) -> Option<&Cluster> {
        self.clusters.get(number as usize)
    }

    /// What a cluster is to those who point at it.
    pub(super) fn target(&self, number: u32) -> Target {
        match self.cluster(number) {
            Some(c) if c.kind == Kind::Group && c.group < ALONE && self.communities => {
                Target::Community(c.group)
            }
            Some(c) if c.kind == Kind::Group && c.group < ALONE => Target::Document(c.group),
            _ => Target::Cluster(number),
        }
    }

    /// The document of a passage, by its index in the corpus.
    pub(super) fn document(&self, ix: ParagraphIx) -> Option<u32> {
        self.documents.get(ix as usize).copied()
    }

    /// The passages for which a target of the map stands, in no particular order.
    pub fn members(&self, target: Target) -> &[ParagraphIx] {
        let group = |group: u32| self.clusters.iter().find(|c| c.kind == Kind::Group && c.group == group);
        let cluster = match target {
            Target::Community(g) if self.communities => group(g),
            Target::Document(g) if !self.communities => group(g),
            Target::Cluster(number) => self.cluster(number),
            _ => None,
        };
        cluster.map_or(&[], |c| self.passages(c))
    }

    /// Around the passages for which a target of the map stands: what to fit the camera to when it opens.
    pub fn bounds_of(&self, target: Target) -> Option<Bounds> {
        let at = |ix: &ParagraphIx| self.index.points().get(*ix as usize).copied().filter(|p| !p.0.is_nan());
        match target {
            Target::Passage(ix) => Bounds::around(at(&ix)),
            _ => Bounds::around(self.members(target).iter().filter_map(at)),
        }
    }

    pub(super) fn passages(&self, cluster: &Cluster) -> &[ParagraphIx] {
        self.order.get(cluster.start as usize..cluster.end as usize).unwrap_or_default()
    }

    pub(super) fn point(&self, ix: ParagraphIx) -> (f64, f64) {
        self.index.points().get(ix as usize).copied().filter(|p| !p.0.is_nan()).unwrap_or((0.0, 0.0))
    }

    fn bounds(&self, start: u32, end: u32) -> Bounds {
        let run = self.order.get(start as usize..end as usize).unwrap_or_default();
        let none = Bounds { left: 0.0, top: 0.0, right: 0.0, bottom: 0.0 };
        Bounds::around(run.iter().map(|ix| self.point(*ix))).unwrap_or(none)
    }

    /// Builds the tree: gathers groups from the root down, then splits each of them.
    fn grow(&mut self, runs: &[Run]) {
        if runs.is_empty() {
            return;
        }
        let mut order = Vec::with_capacity(self.order.len());
        let mut places: Vec<u32> = (0..runs.len() as u32).collect();
        let centre = |at: u32| runs.get(at as usize).map_or((0.0, 0.0), |r| r.centre);
        let mut open = vec![Open { parent: None, from: 0, to: runs.len() }];
        // First the groups, so that those that lie together follow each other.
        let mut groups = Vec::new();
        while let Some(Open { parent, from, to }) = open.pop() {
            let number = self.clusters.len() as u32;
            self.adopt(parent, number);
            let slice = places.get_mut(from..to).unwrap_or_default();
            let gathered = || slice.iter().filter_map(|at| runs.get(*at as usize));
            let start = order.len() as u32;
            let length = |r: &Run| r.end - r.start;
            let end = start + gathered().map(length).sum::<u32>();
            let kind = if slice.len() > 1 { Kind::Gathered } else { Kind::Group };
            let bounds = Bounds::around(gathered().map(|r| r.centre));
            // The largest gives its name; of equal ones the first.
            let largest = gathered().map(|r| (u32::MAX - length(r), r.group)).min();
            let alone = gathered().next();
            if slice.len() > 1 {
                let middle = halve(slice, bounds, &centre);
                open.push(Open { parent: Some((number, 1)), from: from + middle, to });
                open.push(Open { parent: Some((number, 0)), from, to: from + middle });
            } else if let Some(run) = alone {
                order.extend_from_slice(
                    self.order.get(run.start as usize..run.end as usize).unwrap_or_default(),
                );
                groups.push(number);
            }
            self.clusters.push(Cluster {
                kind,
                group: largest.map_or(ALONE, |(_, group)| group),
                groups: (to - from) as u32,
                start,
                end,
                halves: [0, 0],
                bounds: Bounds { left: 0.0, top: 0.0, right: 0.0, bottom: 0.0 },
            });
        }
        self.order = order;
        for number in groups {
            self.split(number);
        }
        // Children have higher numbers than their parents.
        for at in (0..self.clusters.len()).rev() {
            let bounds = self.clusters.get(at).map(|c| match c.kind {
                Kind::Gathered => self.around(c.halves),
                _ => self.bounds(c.start, c.end),
            });
            if let (Some(cluster), Some(bounds)) = (self.clusters.get_mut(at), bounds) {
                cluster.bounds = bounds;
            }
        }
    }

    fn adopt(&mut self, parent: Option<(u32, usize)>, number: u32) {
        if let Some((parent, side)) = parent
            && let Some(half) = self.clusters.get_mut(parent as usize).and_then(|c| c.halves.get_mut(side))
        {
            *half = number;
        }
    }

    fn around(&self, halves: [u32; 2]) -> Bounds {
        let corners = |b: Bounds| [(b.left, b.top), (b.right, b.bottom)];
        let held = halves.iter().filter_map(|h| self.cluster(*h)).flat_map(|c| corners(c.bounds));
        let none = Bounds { left: 0.0, top: 0.0, right: 0.0, bottom: 0.0 };
        Bounds::around(held).unwrap_or(none)
    }

    fn split(&mut self, number: u32) {
        let mut open = vec![number];
        while let Some(number) = open.pop() {
            let Some((start, end, group)) = self.cluster(number).map(|c| (c.start, c.end, c.group)) else {
                continue;
            };
            if end - start <= LEAF {
                continue;
            }
            let bounds = self.bounds(start, end);
            let points = self.index.points();
            let place = |ix: u32| points.get(ix as usize).copied().unwrap_or((0.0, 0.0));
            let slice = self.order.get_mut(start as usize..end as usize).unwrap_or_default();
            let middle = start + halve(slice, Some(bounds), &place) as u32;
            for (side, (from, to)) in [(start, middle), (middle, end)].into_iter().enumerate() {
                let child = self.clusters.len() as u32;
                self.adopt(Some((number, side)), child);
                let none = Bounds { left: 0.0, top: 0.0, right: 0.0, bottom: 0.0 };
                let (kind, groups, halves) = (Kind::Part, 1, [0, 0]);
                self.clusters.push(Cluster {
                    kind,
                    group,
                    groups,
                    start: from,
                    end: to,
                    halves,
                    bounds: none,
                });
                open.push(child);
            }
        }
    }
}

/// The group of those who belong to none.
pub(super) const ALONE: u32 = u32::MAX;

/// A group as a run of passages.
struct Run {
    group: u32,
    start: u32,
    end: u32,
    centre: (f64, f64),
}

/// Groups `from..to` wait to become a half of their parent.
struct Open {
    parent: Option<(u32, usize)>,
    from: usize,
    to: usize,
}

/// Sorts a slice around its median along the longer side of its bounds, and tells where the second half begins.
fn halve(slice: &mut [u32], bounds: Option<Bounds>, place: &dyn Fn(u32) -> (f64, f64)) -> usize {
    let tall = bounds.is_some_and(|b| b.height() > b.width());
    let middle = slice.len() / 2;
    let along = |item: u32| if tall { place(item).1 } else { place(item).0 };
    order::halve(slice, middle, &|a, b| along(a).total_cmp(&along(b)).then(a.cmp(&b)).is_lt());
    middle
}
