//! The axis of time, and labels as close as they fit.

use super::{BAR, Drawing, STEPS};
use crate::number::Within;
use crate::scene::camera::{Camera, Viewport};
use crate::scene::label::{Labels, width};
use crate::scene::mark::{Anchor, Paint, Scene, Shape, Target, Tint};

impl Drawing<'_> {
    /// The axis and its labels; returns the months of a bar.
    pub(super) fn axis(&self, labels: &mut Labels, scene: &mut Scene) -> u32 {
        let (plan, dates, frame) = (&self.plan, self.dates, self.frame);
        let (from, to) = ((plan.left, plan.axis), (plan.right, plan.axis));
        scene.push(Shape::Line { from, to, width: 1.0 }, Paint::stroked(Tint::Hairline), Target::None);
        let zoom = frame.camera.zoom;
        let fits = |pixels: f64| STEPS.iter().copied().find(|s| f64::from(*s) * zoom >= pixels);
        let bar = fits(BAR).unwrap_or(STEPS[STEPS.len() - 1]);
        let size = 12.0;
        let tick = |month: u32, step: u32| {
            let part = if step < 12 { Some(month % 12 + 1) } else { None };
            (dates.tick)(month / 12, part)
        };
        let first = frame.camera.world_month(frame.viewport, plan.left);
        let last = frame.camera.world_month(frame.viewport, plan.right);
        // As many labels as fit by the width of the first; those that still collide are left out.
        let room = width(&tick(first, bar), size, frame.measure) + 14.0;
        let step = fits(room).unwrap_or(STEPS[STEPS.len() - 1]);
        let mut month = first.div_ceil(step) * step;
        let mut left = 2000;
        while month <= last && left > 0 {
            let x = frame.at((f64::from(month), 0.0)).0;
            let place = [(x, plan.axis + 14.0, Anchor::Middle)];
            if x >= plan.left && x <= plan.right {
                let (from, to) = ((x, plan.axis), (x, plan.axis + 4.0));
                scene.push(
                    Shape::Line { from, to, width: 1.0 },
                    Paint::stroked(Tint::Hairline),
                    Target::None,
                );
                let target = Target::Months { first: month, last: month + step };
                if let Some(text) = labels.place(&tick(month, step), size, &place) {
                    scene.push(Shape::Text(text), Paint::filled(Tint::Quiet), target);
                }
            }
            (month, left) = (month + step, left - 1);
        }
        bar
    }
}

impl Camera {
    /// The month at this x of the screen, before it is mirrored.
    pub(super) fn world_month(&self, viewport: Viewport, x: f64) -> u32 {
        self.mirrored(false).world_from_screen(viewport, (x, 0.0)).0.within(0.0, 60_000.0) as u32
    }
}
