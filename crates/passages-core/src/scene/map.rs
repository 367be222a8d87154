//! The graph of passages at any size: single passages where they can be told apart, clusters of them where not.

use super::camera::{Camera, Limits, Viewport};
use super::clusters::clusters;
use super::ground::Ground;
use super::label::{Labels, Measure, beside, shortened, width, written};
use super::mark::{Anchor, Paint, Scene, Shape, Target, Tint, Tone};
use super::shown::{Shown, Thread};
use crate::link::ParagraphIx;
use crate::number::Within;
use crate::order::{sort_by, sort_numbers};

/// Passages drawn one by one at most; with more in view, clusters stand for them.
pub const MAX_NODES: usize = 3000;
/// Threads drawn at most, the strongest first.
pub const MAX_CURVES: usize = 6000;
/// Labels placed at most.
pub const MAX_LABELS: usize = 400;
/// Pixels that a passage has to itself each way, at least, where passages are drawn one by one.
const ROOM: f64 = 8.0;
/// So many can be told apart however small the picture is.
const FEW: usize = 60;
/// Room around what is in view, so that nothing pops up at the edges.
pub(super) const MARGIN: f64 = 24.0;
/// Room around the whole where it is fitted to the screen.
const PADDING: f64 = 32.0;
/// Pixels for the distance that neighbours keep, at most, when the whole is fitted.
const FIT_UNIT: f64 = 56.0;

/// Where a picture is looked at from, and the words in it.
#[derive(Clone, Copy)]
pub struct Frame<'a> {
    /// Where one looks from; see [`map_camera`].
    pub camera: Camera,
    /// The room on the screen.
    pub viewport: Viewport,
    /// How wide a text is. It is asked often: a painter keeps what it has measured, or hands over
    /// [`super::estimated_width`].
    pub measure: Measure<'a>,
    /// The shortest name of a passage, to stand inside its mark: "4".
    pub key: &'a dyn Fn(ParagraphIx) -> String,
    /// The short name of a passage, to stand beside its mark: "Brussels 2001, para. 4".
    pub name: &'a dyn Fn(ParagraphIx) -> String,
    /// The short name of a document, by its index: "Brussels 2001".
    pub document: &'a dyn Fn(u32) -> String,
    /// A number as the visitor's language writes it.
    pub number: &'a dyn Fn(usize) -> String,
}

impl Frame<'_> {
    /// The place of the world on the screen, before the scene is mirrored.
    pub(super) fn at(&self, place: (f64, f64)) -> (f64, f64) {
        self.camera.mirrored(false).screen_from_world(self.viewport, place)
    }

    /// The same with sizes and places that are numbers.
    pub(super) fn sane(self) -> Self {
        let viewport = Viewport::new(self.viewport.width, self.viewport.height);
        Self { camera: self.camera.sane(), viewport, ..self }
    }
}

/// How near and how far one may go on a map: from half of the whole to a few passages.
pub fn map_limits(ground: &Ground, viewport: Viewport) -> Limits {
    let fit = map_camera(ground, viewport).zoom;
    Limits {
        world: ground.index.bounds(),
        min_zoom: fit * 0.5,
        max_zoom: (160.0 / ground.unit).max(fit * 2.0),
    }
}

/// Shows all of a map.
pub fn map_camera(ground: &Ground, viewport: Viewport) -> Camera {
    Camera::fit(&ground.index.bounds(), viewport, PADDING, FIT_UNIT / ground.unit)
}

/// Shows the passages for which a target stands: a cluster opens by this.
pub fn map_camera_on(ground: &Ground, viewport: Viewport, target: Target) -> Option<Camera> {
    let bounds = ground.bounds_of(target)?;
    Some(Camera::fit(&bounds, viewport, PADDING * 1.5, FIT_UNIT / ground.unit))
}

/// Radius of a passage's mark in pixels: area grows with the number of links, and neighbours do not touch.
pub(super) fn radius(ground: &Ground, frame: &Frame, degree: u32) -> f64 {
    let share = 0.3 + 0.05 * f64::from(degree.min(12)).sqrt();
    (share * ground.unit * frame.camera.zoom).within(2.5, 24.0)
}

/// The map as seen from a camera.
///
/// At most [`MAX_NODES`] passages or [`super::MAX_CLUSTERS`] clusters, [`MAX_CURVES`] threads and [`MAX_LABELS`]
/// labels, whatever there is; never nothing, where there is a passage.
pub fn map_picture(ground: &Ground, shown: &Shown, frame: &Frame) -> Scene {
    let frame = &frame.sane();
    let mut scene = Scene::empty(frame.viewport.width, frame.viewport.height);
    if ground.is_empty() {
        return scene;
    }
    let mut labels = Labels::new(frame.viewport.bounds(), frame.measure);
    match in_view(ground, shown, frame) {
        Some(passages) if passages.is_empty() => pointer(ground, shown, frame, &mut labels, &mut scene),
        Some(passages) => singly(ground, shown, frame, &passages, &mut labels, &mut scene),
        None => clusters(ground, shown, frame, &mut labels, &mut scene),
    }
    let view = frame.viewport.bounds();
    let is_there = |m: &super::Mark| {
        matches!(m.shape, Shape::Circle { .. } | Shape::Square { .. } | Shape::Diamond { .. })
            && view.holds(m.shape.bounds().centre())
    };
    if !scene.marks.iter().any(is_there) {
        pointer(ground, shown, frame, &mut labels, &mut scene);
    }
    if frame.camera.mirrored { scene.mirrored() } else { scene }
}

/// The passages in view, ascending; those passed over only where there is room for them. `None` where there are too
/// many to be told apart.
fn in_view(ground: &Ground, shown: &Shown, frame: &Frame) -> Option<Vec<ParagraphIx>> {
    let seen = frame.camera.seen(frame.viewport).grown(MARGIN / frame.camera.zoom);
    let (mut counted, mut others) = (Vec::new(), Vec::new());
    ground.index.visit(&seen, |ix| {
        if shown.counts(ix) {
            counted.push(ix);
        } else if others.len() <= MAX_NODES {
            others.push(ix);
        }
        counted.len() <= MAX_NODES
    });
    let held = ground.index.bounds().grown(ground.unit / 2.0);
    let across = (held.right.min(seen.right) - held.left.max(seen.left)).max(0.0) * frame.camera.zoom;
    let down = (held.bottom.min(seen.bottom) - held.top.max(seen.top)).max(0.0) * frame.camera.zoom;
    let told_apart =
        |count: usize| count <= MAX_NODES && (count <= FEW || across * down >= count as f64 * ROOM * ROOM);
    if !told_apart(counted.len()) {
        return None;
    }
    if told_apart(counted.len() + others.len()) {
        counted.append(&mut others);
    }
    // What is open is always there.
    if let Some(open) = shown.open.filter(|o| seen.holds(ground.point(*o))) {
        counted.push(open);
    }
    sort_numbers(&mut counted);
    counted.dedup();
    Some(counted)
}

/// Every passage a mark.
fn singly(
    ground: &Ground,
    shown: &Shown,
    frame: &Frame,
    passages: &[ParagraphIx],
    labels: &mut Labels,
    scene: &mut Scene,
) {
    threads(ground, shown, frame, passages, scene);
    for ix in passages {
        node(ground, shown, frame, *ix, scene);
    }
    // The most important first: what is open, then those with most links.
    let weight = |ix: u32| if shown.open == Some(ix) { u32::MAX } else { shown.degree(ix).min(u32::MAX - 1) };
    let listed = passages.iter().filter(|ix| shown.counts(**ix) || shown.open == Some(**ix));
    let mut order: Vec<u64> = listed.map(|ix| u64::from(!weight(*ix)) << 32 | u64::from(*ix)).collect();
    order.sort_unstable();
    let order: Vec<u32> = order.into_iter().map(|packed| packed as u32).collect();
    let mut kept = 0;
    for ix in &order {
        if kept >= MAX_LABELS {
            break;
        }
        kept += usize::from(key(ground, shown, frame, *ix, labels, scene));
    }
    // Names go beside marks that are too small for a key, and beside what is open; they do not hide other marks.
    let small = radius(ground, frame, 12) < KEY_RADIUS;
    let named = if small { NAMED } else { usize::from(shown.open.is_some()) };
    if passages.len() <= 1000 {
        let shape = |m: &super::Mark| {
            (!m.shape.is_line() && !matches!(m.shape, Shape::Text(_))).then(|| m.shape.bounds())
        };
        for room in scene.marks.iter().filter_map(shape) {
            labels.take(room);
        }
    }
    for ix in order.iter().take(named).filter(|ix| small || shown.open == Some(**ix)) {
        let place = frame.at(ground.point(*ix));
        let size = 12.0;
        let Some(text) = shortened(&(frame.name)(*ix), size, 180.0, labels.measure()) else { continue };
        let places = beside(place, radius(ground, frame, shown.degree(*ix)), size);
        if let Some(text) = labels.place(&text, size, &places) {
            let tint = if shown.open == Some(*ix) { Tint::Highlight } else { Tint::Ink };
            scene.push(Shape::Text(text), Paint::filled(tint), Target::Passage(*ix));
        }
    }
    regions(ground, shown, frame, passages, labels, scene);
}

/// Marks of this radius have room for a key inside.
const KEY_RADIUS: f64 = 8.0;
/// Passages that are named where marks are too small for keys.
const NAMED: usize = 60;

/// The mark of a passage.
pub(super) fn node(ground: &Ground, shown: &Shown, frame: &Frame, ix: ParagraphIx, scene: &mut Scene) {
    let document = ground.documents.get(ix as usize).copied().unwrap_or(0) as usize;
    let place = frame.at(ground.point(ix));
    let radius = radius(ground, frame, shown.degree(ix));
    let paint = if shown.open == Some(ix) {
        Paint::outlined(Tint::Highlight, Tint::Highlight).toned(Tone::Lit)
    } else if shown.is_listed(ix) {
        Paint::outlined(Tint::Paper, Tint::Ink)
    } else {
        Paint::outlined(Tint::Paper, Tint::Ink).toned(Tone::Dimmed)
    };
    scene.push(Shape::of_document(document, place, radius), paint, Target::Passage(ix));
}

/// Its key inside it, where there is room.
fn key(
    ground: &Ground,
    shown: &Shown,
    frame: &Frame,
    ix: u32,
    labels: &mut Labels,
    scene: &mut Scene,
) -> bool {
    let radius = radius(ground, frame, shown.degree(ix));
    if radius < KEY_RADIUS {
        return false;
    }
    let text = (frame.key)(ix);
    let size = (radius * 0.95).min(14.0);
    let (x, y) = frame.at(ground.point(ix));
    if text.is_empty() || width(&text, size, labels.measure()) > radius * 1.75 {
        return false;
    }
    let Some(text) = labels.place(&text, size, &[(x, y, Anchor::Middle)]) else { return false };
    let tint = if shown.open == Some(ix) { Tint::Paper } else { Tint::Ink };
    scene.push(Shape::Text(text), Paint::filled(tint), Target::Passage(ix));
    true
}

/// The names of the communities in view, over their passages.
fn regions(
    ground: &Ground,
    shown: &Shown,
    frame: &Frame,
    passages: &[ParagraphIx],
    labels: &mut Labels,
    scene: &mut Scene,
) {
    if !ground.communities {
        return;
    }
    let grouped = passages.iter().filter(|ix| shown.counts(**ix));
    let mut keys: Vec<u64> = grouped.map(|ix| u64::from(ground.group(*ix)) << 32 | u64::from(*ix)).collect();
    keys.sort_unstable();
    // Count, group, and the sums of its places.
    let mut sums: Vec<(u32, u32, f64, f64)> = Vec::new();
    for key in keys {
        let (group, (x, y)) = ((key >> 32) as u32, frame.at(ground.point(key as u32)));
        match sums.last_mut() {
            Some(last) if last.1 == group => *last = (last.0 + 1, group, last.2 + x, last.3 + y),
            _ => sums.push((1, group, x, y)),
        }
    }
    sums.retain(|(count, group, ..)| *count >= 4 && !ground.name(*group).is_empty());
    sort_by(&mut sums, |a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    for (count, group, x, y) in sums.into_iter().take(40) {
        let (x, y) = (x / f64::from(count), y / f64::from(count));
        let size = 14.0;
        let Some(text) = shortened(ground.name(group), size, 200.0, labels.measure()) else { continue };
        let step = 22.0;
        let places = [0.0, -1.0, 1.0, -2.0, 2.0].map(|n| (x, y + n * step, Anchor::Middle));
        if let Some(text) = labels.place(&text, size, &places) {
            scene.push(Shape::Text(text), Paint::filled(Tint::Quiet), Target::Community(group));
        }
    }
}

/// The strongest threads with an end in view; those of what is open above the others.
fn threads(ground: &Ground, shown: &Shown, frame: &Frame, passages: &[ParagraphIx], scene: &mut Scene) {
    let mut chosen: Vec<u32> = Vec::new();
    for ix in passages {
        let own = shown.threads_of(*ix).filter(|(_, t)| t.drawn);
        chosen.extend(own.map(|(at, _)| at));
    }
    let is_lit = |t: &Thread| shown.open.is_some_and(|o| t.from == o || t.to == o);
    let lit = |at: u32| shown.threads.get(at as usize).is_some_and(is_lit);
    // Strongest first is how they are numbered; what is open comes before.
    let mut keys: Vec<u64> = chosen.into_iter().map(|at| u64::from(!lit(at)) << 32 | u64::from(at)).collect();
    keys.sort_unstable();
    keys.dedup();
    keys.truncate(MAX_CURVES);
    let many = if keys.len() > MANY { Tone::Soft } else { Tone::Plain };
    // The weakest are painted first.
    for at in keys.into_iter().rev().map(|key| key as u32) {
        let Some(thread) = shown.threads.get(at as usize) else { continue };
        let (from, to) = (frame.at(ground.point(thread.from)), frame.at(ground.point(thread.to)));
        let tone = match shown.open {
            Some(_) if is_lit(thread) => Tone::Lit,
            Some(_) => Tone::Dimmed,
            None => many,
        };
        let paint = Paint::stroked(Tint::of_family(thread.family)).toned(tone);
        let width = thread_width(thread.score, ground, frame);
        scene.push_line(Shape::Curve { points: bent(from, to), width }, paint, Target::Link(thread.link));
    }
}

/// More threads than this are painted softly.
const MANY: usize = 300;

/// Thin where marks are small; in steps of a quarter of a pixel, so that a painter can join those of one width.
fn thread_width(score: f32, ground: &Ground, frame: &Frame) -> f64 {
    let near = (ground.unit * frame.camera.zoom / 36.0).within(0.4, 1.0);
    ((0.8 + 2.2 * f64::from(score)) * near * 4.0).round().max(2.0) / 4.0
}

/// A slight bend tells crossing threads apart.
pub(super) fn bent(from: (f64, f64), to: (f64, f64)) -> [(f64, f64); 4] {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let bend = |t: f64| (from.0 + dx * t - dy * 0.12, from.1 + dy * t + dx * 0.12);
    [from, bend(0.33), bend(0.67), to]
}

/// Nothing is in view: a mark at the edge shows where the nearest passage is.
fn pointer(ground: &Ground, shown: &Shown, frame: &Frame, labels: &mut Labels, scene: &mut Scene) {
    let middle = (frame.camera.x, frame.camera.y);
    let Some(ix) = ground.index.nearest(middle, 1e10, |ix| shown.counts(ix)) else { return };
    let (x, y) = frame.at(ground.point(ix));
    let inset = |at: f64, size: f64| at.within(12.0_f64.min(size / 2.0), (size - 12.0).max(size / 2.0));
    let (x, y) = (inset(x, frame.viewport.width), inset(y, frame.viewport.height));
    let half = 7.0_f64.min(frame.viewport.width / 2.0).min(frame.viewport.height / 2.0);
    let paint = Paint::outlined(Tint::Highlight, Tint::Highlight);
    scene.push(Shape::Diamond { x, y, half }, paint, Target::Passage(ix));
    let size = 12.0;
    if let Some(text) = shortened(&(frame.name)(ix), size, frame.viewport.width / 2.0, labels.measure())
        && let Some(text) = labels.place(&text, size, &beside((x, y), half, size))
    {
        scene.push(Shape::Text(text), Paint::filled(Tint::Highlight), Target::Passage(ix));
    }
}

/// A text where it belongs, whatever else is there; for those that are placed by other rules.
pub(super) fn fixed_text(
    text: &str,
    size: f64,
    place: (f64, f64),
    anchor: Anchor,
    measure: Measure,
) -> super::Text {
    written(text, size, width(text, size, measure), place, anchor)
}
