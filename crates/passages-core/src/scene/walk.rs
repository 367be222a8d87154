//! Through a picture by keyboard: along links by their strength, or to the nearest mark in a direction.

use super::ground::Ground;
use super::mark::{Mark, Scene, Shape, Target};
use super::shown::Shown;
use crate::link::ParagraphIx;
use crate::number::Within;
use crate::order::sort_by;

/// An arrow key, as it points on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// To the left of the screen.
    Left,
    /// To the right of the screen.
    Right,
    /// Up.
    Up,
    /// Down.
    Down,
}

/// The passages that a passage is linked with, strongest first, by links of the selection.
pub fn linked(shown: &Shown, hub: ParagraphIx) -> Vec<ParagraphIx> {
    shown.threads_of(hub).map(|(_, t)| if t.from == hub { t.to } else { t.from }).collect()
}

/// Whether a passage can be gone to on the map: it is listed, or none is, or it is open. What was passed over when the
/// listed ones were arranged by themselves has no place there.
pub fn is_placed(ground: &Ground, shown: &Shown, ix: ParagraphIx) -> bool {
    let place = ground.index().points().get(ix as usize);
    place.is_some_and(|(x, y)| x.is_finite() && y.is_finite()) && (shown.counts(ix) || shown.open == Some(ix))
}

/// The passages that can be gone to on the map, in the order of the collection.
pub fn placed<'a>(ground: &'a Ground, shown: &'a Shown) -> impl Iterator<Item = ParagraphIx> + 'a {
    (0..ground.len() as ParagraphIx).filter(|ix| is_placed(ground, shown, *ix))
}

/// Where the keyboard can stand in a scene: each target that has a closed shape, in the order of a page: by lines from
/// the top (or, mirrored or not, as the page is read: `mirrored` begins at the right).
pub fn stops(scene: &Scene, mirrored: bool) -> Vec<Target> {
    /// Height of a line, in pixels.
    const LINE: f64 = 40.0;
    let place = |mark: &Mark| {
        let (x, y) = mark.shape.bounds().centre();
        let x = if mirrored { scene.width - x } else { x };
        // Both within a million, and so exact in 32 bits when turned into quarters of a pixel.
        let whole = |n: f64| (n.within(-100_000.0, 100_000.0) * 4.0 + 400_000.0) as u64;
        ((y.within(-100_000.0, 100_000.0) / LINE + 4000.0) as u64) << 32 | whole(x)
    };
    let mut order: Vec<(u64, Target)> = marks(scene).map(|m| (place(m), m.target)).collect();
    sort_by(&mut order, Ord::cmp);
    order.dedup_by_key(|(_, target)| *target);
    order.into_iter().map(|(_, target)| target).collect()
}

/// The nearest mark from `from` in a direction: within the quarter of the plane around it, what lies aside counting
/// twice as far. `None` at the edge, where the picture is to be moved.
///
/// Directions are those of the screen, and so is the scene: on a mirrored page nothing is to be turned round.
pub fn neighbour(scene: &Scene, from: Target, direction: Direction) -> Option<Target> {
    let (x, y) = marks(scene).find(|m| m.target == from)?.shape.bounds().centre();
    let mut best: Option<(f64, Target)> = None;
    for mark in marks(scene).filter(|m| m.target != from) {
        let (px, py) = mark.shape.bounds().centre();
        let (ahead, aside) = match direction {
            Direction::Left => (x - px, py - y),
            Direction::Right => (px - x, py - y),
            Direction::Up => (y - py, px - x),
            Direction::Down => (py - y, px - x),
        };
        let far = ahead * ahead + 4.0 * aside * aside;
        if ahead > 0.0 && aside.abs() <= ahead && best.is_none_or(|b| (far, mark.target) < b) {
            best = Some((far, mark.target));
        }
    }
    best.map(|(_, target)| target)
}

/// The mark of a target: where focus is to be shown.
pub fn mark_of(scene: &Scene, target: Target) -> Option<&Mark> {
    marks(scene).find(|m| m.target == target).or_else(|| scene.marks.iter().find(|m| m.target == target))
}

/// Closed shapes that stand for something.
pub(super) fn marks(scene: &Scene) -> impl Iterator<Item = &Mark> {
    let is_closed = |m: &&Mark| !matches!(m.shape, Shape::Line { .. } | Shape::Curve { .. } | Shape::Text(_));
    scene.marks.iter().filter(|m| m.target != Target::None).filter(is_closed)
}
