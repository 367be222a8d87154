//! Documents by their dates: a mark each or a histogram, the links between them as arcs, and how families of themes
//! grow and fade below. Documents without a date have a place of their own.
//!
//! Arcs over a line are the layout of M. Wattenberg, "Arc diagrams: visualizing structure in strings", IEEE Symposium
//! on Information Visualization (2002), doi:10.1109/INFVIS.2002.1173155.

mod axis;
mod documents;
mod families;
mod periods;

use super::camera::{Camera, Limits, Viewport};
use super::frame::Frame;
use super::ground::Ground;
use super::label::Labels;
use super::mark::{Bounds, Scene};
use super::shown::Shown;
use crate::corpus::Corpus;
use crate::date::Date;
use crate::link::ParagraphIx;
use crate::number::Within;

/// Documents drawn one by one at most; with more in view, bars stand for them.
pub const MAX_DOCUMENTS: usize = 300;
/// Arcs drawn at most, the strongest first.
pub const MAX_ARCS: usize = 300;
/// Families that have a colour, and so a row.
const FAMILIES: usize = 8;
/// Months in a bar or between two labels: what people count in.
const STEPS: [u32; 11] = [1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400];
/// Least pixels of a bar.
const BAR: f64 = 14.0;

/// When documents are from, and which families of themes their passages have.
#[derive(Clone, Debug, PartialEq)]
pub struct Timeline {
    /// By document: months since the year 0, with days as parts of a month.
    dates: Vec<Option<f64>>,
    /// By passage: a bit a family.
    families: Vec<u8>,
    /// First and last month there is.
    span: (f64, f64),
}

/// The words of a timeline.
#[derive(Clone, Copy)]
pub struct Dates<'a> {
    /// A year, or a month of it (1 to 12), as the visitor's language writes it.
    pub tick: &'a dyn Fn(u32, Option<u32>) -> String,
    /// What the place of documents without a date is called.
    pub undated: &'a str,
    /// Names of the families of themes.
    pub families: &'a [String],
}

impl Timeline {
    /// Of a corpus.
    pub fn of(corpus: &Corpus) -> Self {
        let terms = &corpus.vocabulary().terms;
        let family = |ix| {
            let own = corpus.annotation(ix).map(|a| a.terms()).unwrap_or_default();
            let families = own.into_iter().filter_map(|t| terms.get(usize::from(t))?.family);
            families.fold(0_u8, |bits, f| bits | 1_u8.checked_shl(u32::from(f)).unwrap_or(0))
        };
        let dates = corpus.documents().iter().map(|d| d.date()).collect();
        Self::new(dates, corpus.indices().map(family).collect())
    }

    /// From plain values: the date of each document, and a bit a family for each passage.
    pub fn new(dates: Vec<Option<Date>>, families: Vec<u8>) -> Self {
        let months = |d: Date| {
            f64::from(d.year) * 12.0 + f64::from(d.month.max(1) - 1) + f64::from(d.day.max(1) - 1) / 31.0
        };
        let dates: Vec<Option<f64>> = dates.into_iter().map(|d| d.map(months)).collect();
        let held = || dates.iter().flatten().copied();
        let first = held().reduce(f64::min).unwrap_or(24_000.0);
        let last = held().reduce(f64::max).unwrap_or(first);
        // Whole years, so that the axis begins and ends with one.
        let span = ((first / 12.0).floor() * 12.0, ((last / 12.0).floor() + 1.0) * 12.0);
        Self { dates, families, span }
    }

    /// The date of a document, in months since the year 0.
    pub(super) fn date(&self, document: u32) -> Option<f64> {
        self.dates.get(document as usize).copied().flatten()
    }

    /// Whether a passage has a theme of a family.
    pub(super) fn has_family(&self, ix: ParagraphIx, family: u8) -> bool {
        self.families
            .get(ix as usize)
            .is_some_and(|bits| bits.checked_shr(u32::from(family)).unwrap_or(0) & 1 == 1)
    }

    fn has_undated(&self) -> bool {
        self.dates.iter().any(Option::is_none)
    }
}

/// The parts of the picture, in pixels.
struct Plan {
    /// Where the time runs.
    left: f64,
    right: f64,
    /// Height of the axis.
    axis: f64,
    /// Height of a family's row; 0 where there is no room for them.
    row: f64,
    /// Width of the place of documents without a date; 0 without any.
    undated: f64,
}

impl Plan {
    fn new(timeline: &Timeline, viewport: Viewport, families: usize) -> Self {
        let (w, h) = (viewport.width, viewport.height);
        let undated = if timeline.has_undated() { (w * 0.12).within(12.0, 90.0) } else { 0.0 };
        let rows = families.min(FAMILIES) as f64;
        let row = if rows > 0.0 { ((h * 0.5 - 34.0) / rows).min(30.0) } else { 0.0 };
        let row = if row >= 12.0 { row } else { 0.0 };
        let left = if row > 0.0 { (w * 0.26).max(110.0_f64.min(w * 0.35)).min(240.0) } else { 8.0 };
        let axis = if row > 0.0 { h - row * rows - 34.0 } else { (h - 26.0).max(h / 2.0) };
        Self { left, right: (w - undated - 8.0).max(left + 1.0), axis, row, undated }
    }
}

/// Shows the whole time. One unit of its world is a month; only x matters.
pub fn timeline_camera(timeline: &Timeline, viewport: Viewport, families: usize) -> Camera {
    let viewport = Viewport::new(viewport.width, viewport.height);
    let plan = Plan::new(timeline, viewport, families);
    let zoom = (plan.right - plan.left) / (timeline.span.1 - timeline.span.0).max(1.0);
    let x = timeline.span.0 + (viewport.width / 2.0 - plan.left) / zoom;
    Camera { x, y: 0.0, zoom, mirrored: false }
}

/// How far one may go: from all of the time to some months.
pub fn timeline_limits(timeline: &Timeline, viewport: Viewport, families: usize) -> Limits {
    let fit = timeline_camera(timeline, viewport, families);
    let (left, right) = (timeline.span.0.min(fit.x), timeline.span.1.max(fit.x));
    let world = Bounds { left, top: 0.0, right, bottom: 0.0 };
    Limits { world, min_zoom: fit.zoom * 0.8, max_zoom: fit.zoom.max(120.0) }
}

/// The timeline as seen from a camera. At most [`MAX_DOCUMENTS`] documents, or as many bars as fit, and [`MAX_ARCS`]
/// arcs.
pub fn timeline_picture(
    ground: &Ground,
    shown: &Shown,
    timeline: &Timeline,
    dates: &Dates,
    frame: &Frame,
) -> Scene {
    let frame = &frame.sane();
    let mut scene = Scene::empty(frame.viewport.width, frame.viewport.height);
    if ground.is_empty() {
        return scene;
    }
    let plan = Plan::new(timeline, frame.viewport, dates.families.len());
    let drawing = Drawing { ground, shown, timeline, dates, frame, plan };
    let mut labels = Labels::new(frame.viewport.bounds(), frame.measure);
    let step = drawing.axis(&mut labels, &mut scene);
    let counts = drawing.counts();
    match drawing.stacked(&counts) {
        Some(documents) => drawing.marks(&documents, &mut labels, &mut scene),
        None => drawing.bars(&counts, step, &mut scene),
    }
    drawing.undated(&counts, &mut labels, &mut scene);
    drawing.families(step, &mut labels, &mut scene);
    if frame.camera.mirrored { scene.mirrored() } else { scene }
}

/// What all parts of a picture are drawn from.
struct Drawing<'a> {
    ground: &'a Ground,
    shown: &'a Shown,
    timeline: &'a Timeline,
    dates: &'a Dates<'a>,
    frame: &'a Frame<'a>,
    plan: Plan,
}

impl Drawing<'_> {
    /// Listed passages by document.
    fn counts(&self) -> Vec<u32> {
        let mut counts = vec![0_u32; self.timeline.dates.len()];
        for ix in (0..self.ground.len() as u32).filter(|ix| self.shown.is_listed(*ix)) {
            let document = self.ground.documents.get(ix as usize).copied().unwrap_or(u32::MAX);
            if let Some(count) = counts.get_mut(document as usize) {
                *count += 1;
            }
        }
        counts
    }
}
