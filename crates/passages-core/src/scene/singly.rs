//! Passages one by one: their marks and keys, the threads between them, their names and those of their communities.

use super::frame::Frame;
use super::ground::Ground;
use super::label::{Labels, beside, shortened, width};
use super::mark::{Anchor, Mark, Paint, Scene, Shape, Target, Tint, Tone};
use super::shown::Thread;
use super::spacing::share;
use super::subject::Subject;
use crate::link::ParagraphIx;
use crate::number::Within;
use crate::order::sort_by;

/// Threads drawn at most, the strongest first.
pub const MAX_CURVES: usize = 6000;
/// Labels placed at most.
pub const MAX_LABELS: usize = 400;

/// Every passage a mark.
pub(super) fn singly(of: Subject<'_>, passages: &[ParagraphIx], labels: &mut Labels, scene: &mut Scene) {
    let Subject { ground, shown, frame } = of;
    threads(of, passages, scene);
    for ix in passages {
        node(of, *ix, scene);
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
        kept += usize::from(key(of, *ix, labels, scene));
    }
    // Names go beside marks that are too small for a key, and beside what is open; they do not hide other marks.
    let small = radius(ground, frame, 12) < KEY_RADIUS;
    let named = if small { NAMED } else { usize::from(shown.open.is_some()) };
    if passages.len() <= 1000 {
        let shape =
            |m: &Mark| (!m.shape.is_line() && !matches!(m.shape, Shape::Text(_))).then(|| m.shape.bounds());
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
    regions(of, passages, labels, scene);
}

/// Marks of this radius have room for a key inside.
const KEY_RADIUS: f64 = 8.0;
/// Passages that are named where marks are too small for keys.
const NAMED: usize = 60;

/// The mark of a passage.
pub(super) fn node(of: Subject<'_>, ix: ParagraphIx, scene: &mut Scene) {
    let Subject { ground, shown, frame } = of;
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
fn key(of: Subject<'_>, ix: u32, labels: &mut Labels, scene: &mut Scene) -> bool {
    let Subject { ground, shown, frame } = of;
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
fn regions(of: Subject<'_>, passages: &[ParagraphIx], labels: &mut Labels, scene: &mut Scene) {
    let Subject { ground, shown, frame } = of;
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
fn threads(of: Subject<'_>, passages: &[ParagraphIx], scene: &mut Scene) {
    let Subject { ground, shown, frame } = of;
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
    let near = (ground.spacing.unit * frame.camera.zoom / 36.0).within(0.4, 1.0);
    ((0.8 + 2.2 * f64::from(score)) * near * 4.0).round().max(2.0) / 4.0
}

/// A slight bend tells crossing threads apart.
pub(super) fn bent(from: (f64, f64), to: (f64, f64)) -> [(f64, f64); 4] {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let bend = |t: f64| (from.0 + dx * t - dy * 0.12, from.1 + dy * t + dx * 0.12);
    [from, bend(0.33), bend(0.67), to]
}

/// Radius of a passage's mark in pixels: area grows with the number of links, and no mark covers another.
fn radius(ground: &Ground, frame: &Frame, degree: u32) -> f64 {
    (share(degree) * ground.spacing.of_marks * frame.camera.zoom).within(2.5, 24.0)
}
