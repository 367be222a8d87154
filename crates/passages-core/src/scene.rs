//! Selection -> marks to draw: circles and curves in plain numbers, whoever paints them.

mod map;
mod threads;

pub use map::{MapScene, Node, map};
pub use threads::{Bar, ThreadScene, threads};

use crate::link::Link;
use crate::number::fixed;

/// A thread between two marks: a cubic curve, and the link it stands for.
#[derive(Clone, Debug, PartialEq)]
pub struct Curve {
    /// Index into the corpus' links.
    pub link: usize,
    /// Start, two control points, end; x to the right, y downwards.
    pub points: [(f64, f64); 4],
    /// Width of the line.
    pub width: f64,
    /// Theme family of its strongest theme; `None` where no theme is shared.
    pub family: Option<u8>,
    /// Whether it belongs to what is open.
    pub lit: bool,
}

impl Curve {
    /// The curve as an SVG path, to a tenth of a unit.
    pub fn path(&self) -> String {
        cubic(self.points)
    }
}

/// A cubic curve as an SVG path: start, two control points, end.
pub fn cubic(points: [(f64, f64); 4]) -> String {
    let [start, one, two, end] = points.map(|(x, y)| format!("{} {}", fixed(x, 1), fixed(y, 1)));
    format!("M{start}C{one} {two} {end}")
}

/// Line width for a score: visible at the threshold, three times as wide near 1.
fn width_of(link: &Link) -> f64 {
    0.8 + 2.2 * f64::from(link.score)
}
