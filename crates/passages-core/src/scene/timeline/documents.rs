//! A few documents: a mark each, by date, and arcs between those that are linked.

use super::{Drawing, MAX_ARCS, MAX_DOCUMENTS, Plan};
use crate::order::sort_by;
use crate::scene::label::{Labels, beside, shortened};
use crate::scene::mark::{Paint, Scene, Shape, Target, Tint, Tone};
use crate::scene::shown::Shown;

/// A document in view.
#[derive(Clone, Copy)]
pub(super) struct Seen {
    document: u32,
    /// Passages that count.
    count: u32,
    at: (f64, f64),
}

impl Seen {
    fn radius(&self) -> f64 {
        (3.0 + f64::from(self.count).sqrt()).min(12.0)
    }
}

impl Drawing<'_> {
    /// The documents in view, those of about the same date on top of each other; `None` where they are too many, or
    /// too high a pile.
    pub(super) fn stacked(&self, counts: &[u32]) -> Option<Vec<Seen>> {
        let (timeline, frame, plan) = (self.timeline, self.frame, &self.plan);
        let across = |month: f64| frame.at((month, 0.0)).0;
        let mut seen: Vec<Seen> = (0_u32..)
            .zip(counts)
            .filter(|(_, count)| **count > 0)
            .filter_map(|(document, count)| Some((document, *count, across(timeline.date(document)?))))
            .filter(|(_, _, x)| *x >= plan.left && *x <= plan.right)
            .map(|(document, count, x)| Seen { document, count, at: (x, plan.axis) })
            .collect();
        if seen.len() > MAX_DOCUMENTS {
            return None;
        }
        sort_by(&mut seen, |a, b| a.at.0.total_cmp(&b.at.0).then(a.document.cmp(&b.document)));
        for i in 0..seen.len() {
            let (before, rest) = seen.split_at_mut(i);
            let Some(own) = rest.first_mut() else { continue };
            let r = own.radius();
            let mut y = plan.axis - r - 4.0;
            let highest = (plan.axis * 0.4).min(plan.axis - r);
            // Upwards until nothing is in the way. A little less than touching is, so that each step leaves it.
            while y >= highest {
                let is_in_way = |other: &&Seen| {
                    let least = r + other.radius() + 2.0;
                    (own.at.0 - other.at.0).abs() < least && (y - other.at.1).abs() < least - 1e-6
                };
                let Some(other) = before.iter().find(is_in_way) else { break };
                y = other.at.1 - r - other.radius() - 2.0;
            }
            own.at.1 = y;
            if y < highest {
                return None;
            }
        }
        Some(seen)
    }

    /// Every document a mark, with arcs to those it is linked with, and its name where there is room.
    pub(super) fn marks(&self, documents: &[Seen], labels: &mut Labels, scene: &mut Scene) {
        let (ground, shown, frame, plan) = (self.ground, self.shown, self.frame, &self.plan);
        let none = u32::MAX;
        let most = documents.iter().map(|d| d.document).max().map_or(0, |d| d as usize + 1);
        let mut of = vec![none; most];
        for (at, document) in (0..).zip(documents) {
            if let Some(slot) = of.get_mut(document.document as usize) {
                *slot = at;
            }
        }
        let places: Vec<(f64, f64, u32)> = documents.iter().map(|d| (d.at.0, d.at.1, d.document)).collect();
        let side = |ix: u32| {
            let document = ground.documents.get(ix as usize).copied().unwrap_or(none);
            of.get(document as usize).copied().unwrap_or(none)
        };
        let target = |a: u32, b: u32, links| Target::Documents { a: a.min(b), b: a.max(b), links };
        arcs(shown, &places, &side, &target, plan, scene);
        let open = shown.open.and_then(|o| ground.documents.get(o as usize).copied());
        for seen in documents {
            let paint = match open == Some(seen.document) {
                true => Paint::outlined(Tint::Highlight, Tint::Highlight).toned(Tone::Lit),
                false => Paint::outlined(Tint::Paper, Tint::Ink),
            };
            let shape = Shape::of_document(seen.document as usize, seen.at, seen.radius());
            labels.take(shape.bounds());
            scene.push(shape, paint, Target::Document(seen.document));
        }
        // The largest are named first.
        let mut order: Vec<u64> =
            (0_u64..).zip(documents).map(|(at, d)| u64::from(!d.count) << 32 | at).collect();
        order.sort_unstable();
        for seen in order.into_iter().filter_map(|key| documents.get((key & u64::from(u32::MAX)) as usize)) {
            let size = 12.0;
            let Some(text) = shortened(&(frame.document)(seen.document), size, 150.0, frame.measure) else {
                continue;
            };
            let [right, left, below, above] = beside(seen.at, seen.radius(), size);
            // Arcs rise from a mark, so its name stands above it only where nothing else is left.
            if let Some(text) = labels.place(&text, size, &[right, left, below, above]) {
                scene.push(Shape::Text(text), Paint::filled(Tint::Ink), Target::Document(seen.document));
            }
        }
    }
}

/// Arcs between places (x, y and what they are called in a target), as wide as the links between them are strong.
pub(super) fn arcs(
    shown: &Shown,
    places: &[(f64, f64, u32)],
    side: &dyn Fn(u32) -> u32,
    target: &dyn Fn(u32, u32, u32) -> Target,
    plan: &Plan,
    scene: &mut Scene,
) {
    let count = places.len();
    let mut sums = vec![(0.0_f32, 0_u32, 0_u32); count * count];
    for (at, thread) in (0..).zip(&shown.threads) {
        let (a, b) = (side(thread.from) as usize, side(thread.to) as usize);
        if a == b || a >= count || b >= count {
            continue;
        }
        if let Some((sum, links, strongest)) = sums.get_mut(a.min(b) * count + a.max(b)) {
            *strongest = if *links == 0 { at } else { *strongest };
            (*sum, *links) = (*sum + thread.score, *links + 1);
        }
    }
    let filled = (0_u64..).zip(&sums).filter(|(_, s)| s.1 > 0);
    let mut keys: Vec<u64> = filled.map(|(pair, s)| u64::from(!s.0.to_bits()) << 32 | pair).collect();
    keys.sort_unstable();
    keys.truncate(MAX_ARCS);
    let largest = sums.iter().map(|s| s.0).fold(0.0_f32, f32::max).max(1.0);
    for key in keys.into_iter().rev().map(|key| (key & u64::from(u32::MAX)) as usize) {
        let (Some((sum, links, strongest)), Some(a), Some(b)) =
            (sums.get(key), places.get(key / count), places.get(key % count))
        else {
            continue;
        };
        // As high as its ends are apart, within the picture.
        let top = a.1.min(b.1);
        let rise = ((a.0 - b.0).abs() * 0.5 + 12.0).min((top - 6.0).max(0.0) * 1.3).min(plan.axis);
        let points = [(a.0, a.1), (a.0, top - rise), (b.0, top - rise), (b.0, b.1)];
        let width = ((0.5 + 4.0 * f64::from(*sum / largest)) * 4.0).round() / 4.0;
        let family = shown.threads.get(*strongest as usize).and_then(|t| t.family);
        let paint = Paint::stroked(Tint::of_family(family)).toned(Tone::Soft);
        scene.push_line(Shape::Curve { points, width }, paint, target(a.2, b.2, *links));
    }
}
