//! Selection -> marks to draw, in plain numbers: one [`Scene`] for each picture, whoever paints it.
//!
//! A picture is made from what stays while one looks at it ([`Ground`]), from what the words and filters leave
//! ([`Shown`]), and from where one looks ([`Frame`]). Its marks are bounded in number whatever the corpus holds, and
//! stand in CSS pixels of the viewport; [`svg`] writes the same marks as a file.

mod arrange;
mod camera;
mod caught;
mod clusters;
mod frame;
mod ground;
mod hit;
mod label;
mod map;
mod mark;
mod matrix;
mod shown;
mod singly;
mod spacing;
mod subject;
mod summary;
mod svg;
mod themes;
mod threads;
mod timeline;
mod walk;

pub use arrange::{Arrangement, MAX_ARRANGED, MIN_OFFERED};
pub use camera::{Camera, Limits, Step, Viewport, wheeled};
pub use caught::{Drawn, caught};
pub use clusters::{MAX_BUNDLES, MAX_CLUSTERS};
pub use frame::Frame;
pub use ground::{Cluster, Ground, Groups, Kind};
pub use hit::{PointIndex, to_cubic};
pub use label::{Measure, estimated_width};
pub use map::{MAX_NODES, map_camera, map_camera_on, map_limits, map_picture};
pub use mark::{Anchor, BASELINE, Bounds, Mark, Paint, Scene, Shape, Target, Text, Tint, Tone};
pub use matrix::{Arrange, MAX_CELLS, Matrix, matrix_camera, matrix_limits, matrix_picture};
pub use shown::{Shown, Thread};
pub use singly::{MAX_CURVES, MAX_LABELS};
pub use summary::{Summary, summary};
pub use svg::{Palette, svg};
pub use themes::{MAX_UNITS, themes_picture};
pub use threads::{Bar, MAX_THREADS, ThreadScene, threads, threads_picture};
pub use timeline::{
    Dates, MAX_ARCS, MAX_DOCUMENTS, Timeline, timeline_camera, timeline_limits, timeline_picture,
};
pub use walk::{Direction, is_placed, linked, mark_of, neighbour, placed, stops};

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

/// Line width of a link in pixels, by its score: visible at the threshold, three times as wide near 1.
pub fn width_of(link: &Link) -> f64 {
    0.8 + 2.2 * f64::from(link.score)
}
