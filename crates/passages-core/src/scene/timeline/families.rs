//! How families of themes grow and fade over time.

use super::periods::{stretch_of, stretches};
use super::{Drawing, FAMILIES, STEPS};
use crate::scene::label::{Labels, shortened};
use crate::scene::mark::{Anchor, Paint, Scene, Shape, Target, Tint};

impl Drawing<'_> {
    /// Below the axis, a row a family: discs as large as the passages of a stretch that have one of its themes are many.
    pub(super) fn families(&self, step: u32, labels: &mut Labels, scene: &mut Scene) {
        let (ground, shown, timeline, dates, frame, plan) =
            (self.ground, self.shown, self.timeline, self.dates, self.frame, &self.plan);
        if plan.row <= 0.0 {
            return;
        }
        // Discs want more room than bars.
        let step = STEPS
            .iter()
            .copied()
            .find(|s| *s >= step && f64::from(*s) * frame.camera.zoom >= 18.0)
            .unwrap_or(step);
        let stretches = stretches(frame, plan, step);
        let mut sums = vec![[0_u32; FAMILIES]; stretches.len()];
        for ix in (0..ground.len() as u32).filter(|ix| shown.is_listed(*ix)) {
            let document = ground.documents.get(ix as usize).copied().unwrap_or(u32::MAX);
            let at = timeline.date(document).and_then(|month| stretch_of(&stretches, step, month));
            let bits = timeline.families.get(ix as usize).copied().unwrap_or(0);
            if let Some(sums) = at.and_then(|at| sums.get_mut(at)) {
                for (family, sum) in sums.iter_mut().enumerate() {
                    *sum += u32::from(bits >> family & 1);
                }
            }
        }
        let largest = f64::from(sums.iter().flatten().copied().max().unwrap_or(1).max(1));
        let rows = (0_u8..).zip(dates.families).take(FAMILIES);
        for (family, name) in rows {
            let y = plan.axis + 30.0 + plan.row * (f64::from(family) + 0.5);
            let tint = Tint::Family(family);
            if let Some(text) = shortened(name, 12.0, plan.left - 12.0, frame.measure)
                && let Some(text) = labels.place(&text, 12.0, &[(plan.left - 8.0, y, Anchor::Right)])
            {
                scene.push(Shape::Text(text), Paint::filled(tint), Target::None);
            }
            let (from, to) = ((plan.left, y), (plan.right, y));
            scene.push(Shape::Line { from, to, width: 0.5 }, Paint::stroked(Tint::Hairline), Target::None);
            for ((month, from, to), sums) in stretches.iter().zip(&sums) {
                let count = sums.get(usize::from(family)).copied().unwrap_or(0);
                if count == 0 {
                    continue;
                }
                let room = (plan.row / 2.0 - 1.0).min(f64::from(step) * frame.camera.zoom / 2.0);
                let radius = (room * (f64::from(count) / largest).sqrt()).max(1.5);
                let target = Target::Family { family, first: *month, last: month + step };
                scene.push(Shape::Circle { x: (from + to) / 2.0, y, radius }, Paint::filled(tint), target);
            }
        }
    }
}
