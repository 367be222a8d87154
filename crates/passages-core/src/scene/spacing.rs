//! How far apart passages stand, and how large their marks may be so that none covers another.
//!
//! Two convex forms are apart where some line lies between them (the separating axis: S. Gottschalk, M. C. Lin and
//! D. Manocha, "OBBTree", SIGGRAPH 1996, doi:10.1145/237170.237244); of circles, squares and diamonds of one orientation
//! it is enough to look along the axes, the diagonals and the line between the centres.

use super::hit::PointIndex;
use super::mark::{Bounds, Shape};
use crate::number::Within;
use std::f64::consts::FRAC_1_SQRT_2;

/// Distances in world units, both above 0.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Spacing {
    /// What neighbours keep.
    pub(super) unit: f64,
    /// What the sizes of marks are shares of: the unit, or less where marks would cover each other.
    pub(super) of_marks: f64,
}

/// Passages whose nearest neighbour is looked for, to learn how near neighbours are.
const SAMPLE: usize = 500;
/// Passages whose mark is held against those around it; of more, some.
const HELD: usize = 3000;
/// Links from which on a mark grows no more.
const MANY: u32 = 12;
/// What is left between two marks, for their outlines.
const GAP: f64 = 0.97;
/// Marks are made no smaller than by this, since some may lie on each other.
const LEAST: f64 = 0.5;

/// Radius of the mark of a passage with so many links, as a share of [`Spacing::of_marks`].
pub(super) fn share(degree: u32) -> f64 {
    0.3 + 0.05 * f64::from(degree.min(MANY)).sqrt()
}

impl Spacing {
    /// Of these places; by place, the document.
    pub(super) fn new(index: &PointIndex, documents: &[u32]) -> Self {
        let unit = unit(index);
        let document = |ix: u32| documents.get(ix as usize).copied().unwrap_or(0) as usize;
        // Two diamonds reach furthest.
        let far = unit * 2.0 * share(MANY) * Shape::reach(2, (1.0, 0.0));
        let (least, mut fits) = (LEAST * unit, unit);
        let step = (index.points().len() / HELD).max(1);
        for (ix, (x, y)) in (0_u32..).zip(index.points()).step_by(step) {
            // However many lie on each other, that is enough.
            if fits <= least {
                break;
            }
            let around = Bounds { left: x - far, top: y - far, right: x + far, bottom: y + far };
            index.visit(&around, |other| {
                if let Some((ox, oy)) = index.points().get(other as usize).filter(|_| other != ix) {
                    let radius = touching(document(ix), document(other), (ox - x, oy - y));
                    fits = fits.min(GAP * radius / share(MANY));
                }
                fits > least
            });
        }
        Self { unit, of_marks: fits.within(least, unit) }
    }
}

/// The radius at which the marks of two documents touch, so far apart.
fn touching(a: usize, b: usize, (dx, dy): (f64, f64)) -> f64 {
    let distance = (dx * dx + dy * dy).sqrt().max(1e-12);
    let axes = [
        (1.0, 0.0),
        (0.0, 1.0),
        (FRAC_1_SQRT_2, FRAC_1_SQRT_2),
        (FRAC_1_SQRT_2, -FRAC_1_SQRT_2),
        (dx / distance, dy / distance),
    ];
    let apart = |(nx, ny): (f64, f64)| {
        (dx * nx + dy * ny).abs() / (Shape::reach(a, (nx, ny)) + Shape::reach(b, (nx, ny)))
    };
    axes.into_iter().map(apart).fold(0.0, f64::max)
}

/// What a tenth of the passages have as distance to their nearest neighbour, or less; where that tells nothing, as if
/// they were spread evenly.
fn unit(index: &PointIndex) -> f64 {
    let points: Vec<(f64, f64)> = index.points().iter().copied().filter(|p| !p.0.is_nan()).collect();
    let step = (points.len() / SAMPLE).max(1);
    let diagonal = index.bounds().width() + index.bounds().height();
    // Not negative, so their bits are in their order.
    let mut apart: Vec<u64> = (0_u32..)
        .zip(index.points())
        .filter(|(_, p)| !p.0.is_nan())
        .step_by(step)
        .filter_map(|(ix, (x, y))| {
            let near = index.nearest((*x, *y), diagonal, |other| other != ix)?;
            let (nx, ny) = *index.points().get(near as usize)?;
            Some(((nx - x) * (nx - x) + (ny - y) * (ny - y)).sqrt().to_bits())
        })
        .collect();
    apart.sort_unstable();
    let even = (index.bounds().width() * index.bounds().height() / points.len().max(1) as f64).sqrt();
    let told = apart.get(apart.len() / 10).copied().map(f64::from_bits).filter(|d| *d > 1e-6);
    told.unwrap_or(if even > 1e-6 { even } else { 1.0 })
}
