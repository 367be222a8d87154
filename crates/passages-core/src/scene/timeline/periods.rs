//! Many documents: a bar for each stretch of time, as high as its passages are many, and those without a date.

use super::documents::arcs;
use super::{Drawing, Plan};
use crate::scene::frame::Frame;
use crate::scene::label::{Labels, shortened};
use crate::scene::mark::{Anchor, Paint, Scene, Shape, Target, Tint, Tone};

impl Drawing<'_> {
    /// Many documents: how many passages each stretch of time has, and arcs between stretches.
    pub(super) fn bars(&self, counts: &[u32], step: u32, scene: &mut Scene) {
        let (ground, shown, timeline, frame, plan) =
            (self.ground, self.shown, self.timeline, self.frame, &self.plan);
        let stretches = stretches(frame, plan, step);
        let mut sums = vec![0_u32; stretches.len()];
        let of = |document: u32| stretch_of(&stretches, step, timeline.date(document)?);
        for (document, count) in (0..).zip(counts) {
            if let Some(sum) = of(document).and_then(|at| sums.get_mut(at)) {
                *sum += count;
            }
        }
        let highest = f64::from(sums.iter().copied().max().unwrap_or(1).max(1));
        let room = plan.axis * 0.45;
        let bar = |at: usize| {
            let ((month, from, to), sum) = (stretches.get(at)?, sums.get(at).filter(|s| **s > 0)?);
            Some((
                *month,
                from + 1.0,
                (to - from - 2.0).max(0.5),
                (f64::from(*sum) / highest * room).max(2.0),
            ))
        };
        let places: Vec<(f64, f64, u32)> = (0..stretches.len())
            .map(|at| {
                bar(at).map_or((0.0, plan.axis, 0), |(month, x, w, h)| (x + w / 2.0, plan.axis - h, month))
            })
            .collect();
        let side = |ix: u32| {
            let document = ground.documents.get(ix as usize).copied().unwrap_or(u32::MAX);
            of(document).and_then(|at| u32::try_from(at).ok()).unwrap_or(u32::MAX)
        };
        let target = |a: u32, b: u32, links| Target::Periods { a: a.min(b), b: a.max(b), links };
        // At most as many stretches as bars fit on the screen: the pairs stay few.
        arcs(shown, &places, &side, &target, plan, scene);
        for (month, x, width, height) in (0..stretches.len()).filter_map(bar) {
            let target = Target::Months { first: month, last: month + step };
            let shape = Shape::Rect { x, y: plan.axis - height, width, height };
            scene.push(shape, Paint::outlined(Tint::Deep, Tint::Quiet), target);
        }
    }

    /// The documents without a date, as a bar at the end.
    pub(super) fn undated(&self, counts: &[u32], labels: &mut Labels, scene: &mut Scene) {
        let (timeline, dates, frame, plan) = (self.timeline, self.dates, self.frame, &self.plan);
        if plan.undated <= 0.0 {
            return;
        }
        let held =
            (0..).zip(counts).filter(|(document, _)| timeline.date(*document).is_none()).map(|(_, c)| *c);
        let (count, all) =
            (held.fold(0_u32, u32::saturating_add), counts.iter().fold(0_u32, |s, c| s.saturating_add(*c)));
        let x = plan.right + 8.0 + plan.undated * 0.15;
        let width = plan.undated * 0.5;
        let height = (f64::from(count) / f64::from(all.max(1)) * plan.axis * 0.45).max(2.0).min(plan.axis);
        let tone = if count == 0 { Tone::Dimmed } else { Tone::Plain };
        let paint = Paint::outlined(Tint::Deep, Tint::Quiet).toned(tone);
        scene.push(Shape::Rect { x, y: plan.axis - height, width, height }, paint, Target::Undated);
        let middle = x + width / 2.0;
        let size = 11.0;
        for (text, y) in [
            ((frame.number)(count as usize), plan.axis - height - 9.0),
            (dates.undated.to_owned(), plan.axis + 14.0),
        ] {
            if let Some(text) = shortened(&text, size, plan.undated, frame.measure)
                && let Some(text) = labels.place(&text, size, &[(middle, y, Anchor::Middle)])
            {
                scene.push(Shape::Text(text), Paint::filled(Tint::Quiet), Target::Undated);
            }
        }
    }
}

/// Stretches of time in view: first month, left and right edge.
pub(super) fn stretches(frame: &Frame, plan: &Plan, step: u32) -> Vec<(u32, f64, f64)> {
    let first = frame.camera.world_month(frame.viewport, plan.left) / step * step;
    let last = frame.camera.world_month(frame.viewport, plan.right);
    let edge = |month: u32| frame.at((f64::from(month), 0.0)).0.max(plan.left).min(plan.right);
    let all = (first..=last).step_by(step as usize).take(2000);
    all.map(|month| (month, edge(month), edge(month + step)))
        .filter(|(_, from, to)| to - from > 0.5)
        .collect()
}

/// The stretch of a date, by its place among those in view.
pub(super) fn stretch_of(stretches: &[(u32, f64, f64)], step: u32, month: f64) -> Option<usize> {
    let first = stretches.first()?.0;
    let at = (month - f64::from(first)) / f64::from(step);
    (at >= 0.0 && at < stretches.len() as f64).then_some(at as usize)
}
