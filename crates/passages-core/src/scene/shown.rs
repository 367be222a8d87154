//! What the words and filters leave of a ground: which passages, which links, and what is open.

use super::ground::{Cluster, Ground, Kind};
use crate::corpus::Corpus;
use crate::link::{ParagraphIx, backbone};
use crate::select::Selection;

/// A link as a picture needs it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Thread {
    /// Index into the corpus' links.
    pub link: usize,
    /// One passage.
    pub from: ParagraphIx,
    /// The other.
    pub to: ParagraphIx,
    /// Above 0 and below 1.
    pub score: f32,
    /// Family of its strongest theme.
    pub family: Option<u8>,
    /// Whether a picture of single passages draws it.
    pub drawn: bool,
}

/// What a selection shows of a [`Ground`].
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    /// By passage, whether it is among the rows.
    pub(super) listed: Vec<bool>,
    /// How many are.
    pub(super) count: usize,
    /// The passage that is open.
    pub(super) open: Option<ParagraphIx>,
    /// Strongest first.
    pub(super) threads: Vec<Thread>,
    /// Number of links by passage.
    pub(super) degrees: Vec<u32>,
    /// By passage, where its threads begin in `ends`; one more at the end.
    starts: Vec<u32>,
    /// Threads by passage, strongest first.
    ends: Vec<u32>,
    /// Sums over the passages before each place of the ground's order: how many count, and of their places.
    sums: Vec<(u32, f64, f64)>,
    /// Radius in world units of the circle that stands for one passage.
    pub(super) scale: f64,
    /// Where the circles of groups stand once they do not overlap, by number of the cluster.
    moved: Vec<(u32, (f64, f64))>,
}

/// Circles cover this part of the room that the passages would have, were they spread evenly.
const COVER: f64 = 0.55;
/// Groups whose circles are moved apart at most; where there are more, they are gathered.
const MAX_MOVED: usize = super::MAX_CLUSTERS;
/// Rounds of moving apart.
const ROUNDS: usize = 40;

impl Shown {
    /// What a selection shows. Drawn are the strongest links of each passage, and all of the one that is open.
    pub fn of(ground: &Ground, corpus: &Corpus, selection: &Selection) -> Self {
        let mut listed = vec![false; corpus.len()];
        for row in &selection.rows {
            if let Some(slot) = listed.get_mut(row.paragraph as usize) {
                *slot = true;
            }
        }
        let mut state = vec![0_u8; corpus.links().len()];
        for at in &selection.links {
            if let Some(slot) = state.get_mut(*at) {
                *slot = 1;
            }
        }
        let open = selection.open.as_ref().map(|o| o.paragraph);
        for at in backbone(corpus.links(), corpus.links_by_score(), &selection.links, corpus.len()) {
            if let Some(slot) = state.get_mut(at) {
                *slot = 2;
            }
        }
        let thread = |at: &usize| {
            let (link, state) = (corpus.links().get(*at)?, state.get(*at).filter(|s| **s > 0)?);
            let drawn = *state == 2 || open.is_some_and(|o| o == link.from || o == link.to);
            let (from, to, score, family) = (link.from, link.to, link.score, link.family);
            Some(Thread { link: *at, from, to, score, family, drawn })
        };
        Self::new(ground, listed, open, corpus.links_by_score().iter().filter_map(thread).collect())
    }

    /// From plain values; `threads` are given strongest first. What names a passage that is not there is left out.
    pub fn new(
        ground: &Ground,
        mut listed: Vec<bool>,
        open: Option<ParagraphIx>,
        mut threads: Vec<Thread>,
    ) -> Self {
        listed.resize(ground.len(), false);
        let there = |ix: ParagraphIx| (ix as usize) < ground.len();
        threads.retain(|t| there(t.from) && there(t.to) && t.from != t.to);
        let mut degrees = vec![0_u32; ground.len()];
        for end in threads.iter().flat_map(|t| [t.from, t.to]) {
            if let Some(degree) = degrees.get_mut(end as usize) {
                *degree += 1;
            }
        }
        let mut starts = vec![0_u32];
        let mut sum = 0;
        for degree in &degrees {
            sum += degree;
            starts.push(sum);
        }
        let (mut next, mut ends) = (starts.clone(), vec![0_u32; sum as usize]);
        for (at, thread) in (0..).zip(&threads) {
            for end in [thread.from, thread.to] {
                if let Some(slot) = next.get_mut(end as usize) {
                    if let Some(place) = ends.get_mut(*slot as usize) {
                        *place = at;
                    }
                    *slot += 1;
                }
            }
        }
        let count = listed.iter().filter(|l| **l).count();
        let mut shown = Self {
            listed,
            count,
            open: open.filter(|o| there(*o)),
            threads,
            degrees,
            starts,
            ends,
            sums: Vec::new(),
            scale: 0.0,
            moved: Vec::new(),
        };
        let mut sums = vec![(0, 0.0, 0.0)];
        let (mut held, mut sx, mut sy) = (0, 0.0, 0.0);
        for ix in &ground.order {
            if shown.counts(*ix) {
                let (x, y) = ground.point(*ix);
                (held, sx, sy) = (held + 1, sx + x, sy + y);
            }
            sums.push((held, sx, sy));
        }
        shown.sums = sums;
        let world = ground.index.bounds();
        let spread =
            (world.width() * world.height() / f64::from(held.max(1))).sqrt().max(ground.spacing.unit * 0.5);
        shown.scale = (COVER / std::f64::consts::PI).sqrt() * spread;
        shown.moved = apart(ground, &shown);
        shown
    }

    /// Where the circle of a group stands, if it was moved.
    pub(super) fn moved(&self, cluster: u32) -> Option<(f64, f64)> {
        let at = self.moved.binary_search_by_key(&cluster, |(number, _)| *number).ok()?;
        self.moved.get(at).map(|(_, place)| *place)
    }

    /// Whether a passage is among the rows.
    pub fn is_listed(&self, ix: ParagraphIx) -> bool {
        self.listed.get(ix as usize) == Some(&true)
    }

    /// Whether a passage counts where clusters are sized: those listed, or all where none is.
    pub(super) fn counts(&self, ix: ParagraphIx) -> bool {
        self.count == 0 || self.is_listed(ix)
    }

    /// How many of the passages of a stretch of the ground's order count, and the middle of their places.
    pub(super) fn weigh(&self, start: u32, end: u32) -> (u32, (f64, f64)) {
        let (Some(a), Some(b)) = (self.sums.get(start as usize), self.sums.get(end as usize)) else {
            return (0, (0.0, 0.0));
        };
        let count = b.0 - a.0;
        let share = 1.0 / f64::from(count.max(1));
        (count, ((b.1 - a.1) * share, (b.2 - a.2) * share))
    }

    /// The links of a passage, strongest first.
    pub fn threads_of(&self, ix: ParagraphIx) -> impl Iterator<Item = (u32, &Thread)> {
        let at = |i: usize| self.starts.get(i).map_or(0, |s| *s as usize);
        let ends = self.ends.get(at(ix as usize)..at(ix as usize + 1)).unwrap_or_default();
        ends.iter().filter_map(|at| Some((*at, self.threads.get(*at as usize)?)))
    }

    /// Number of links of a passage.
    pub fn degree(&self, ix: ParagraphIx) -> u32 {
        self.degrees.get(ix as usize).copied().unwrap_or(0)
    }
}

/// Moves the circles of groups that overlap apart, the smaller the further; in world units, so that they stay where
/// they are while one pans and zooms.
fn apart(ground: &Ground, shown: &Shown) -> Vec<(u32, (f64, f64))> {
    let group = |(number, cluster): (u32, &Cluster)| {
        let (count, middle) = shown.weigh(cluster.start, cluster.end);
        (cluster.kind == Kind::Group && count > 1).then_some((
            number,
            middle,
            shown.scale * f64::from(count).sqrt(),
        ))
    };
    let mut circles: Vec<(u32, (f64, f64), f64)> = (0..).zip(&ground.clusters).filter_map(group).collect();
    if circles.len() > MAX_MOVED {
        return Vec::new();
    }
    for _ in 0..ROUNDS {
        let mut moved = false;
        for i in 1..circles.len() {
            let (before, rest) = circles.split_at_mut(i);
            let Some((_, own, r)) = rest.first_mut() else { continue };
            for (_, other, s) in before {
                let (dx, dy) = (own.0 - other.0, own.1 - other.1);
                let (least, square) = ((*r + *s) * 1.04, dx * dx + dy * dy);
                if square >= least * least {
                    continue;
                }
                let distance = square.sqrt();
                // Those at one place leave it downwards.
                let (ux, uy) = if distance > 1e-9 { (dx / distance, dy / distance) } else { (0.0, 1.0) };
                let (push, share) = (least - distance, *s * *s / (*r * *r + *s * *s));
                *own = (own.0 + ux * push * share, own.1 + uy * push * share);
                *other = (other.0 - ux * push * (1.0 - share), other.1 - uy * push * (1.0 - share));
                moved = true;
            }
        }
        if !moved {
            break;
        }
    }
    circles.into_iter().map(|(number, place, _)| (number, place)).collect()
}
