//! The graph of passages at any size: single passages where they can be told apart, clusters of them where not.

use super::camera::{Camera, Limits, Viewport};
use super::clusters::clusters;
use super::frame::{Frame, MARGIN};
use super::ground::Ground;
use super::label::{Labels, beside, shortened};
use super::mark::{Mark, Paint, Scene, Shape, Target, Tint};
use super::shown::Shown;
use super::singly::singly;
use super::subject::Subject;
use crate::link::ParagraphIx;
use crate::number::Within;
use crate::order::sort_numbers;

/// Passages drawn one by one at most; with more in view, clusters stand for them.
pub const MAX_NODES: usize = 3000;
/// Pixels that a passage has to itself each way, at least, where passages are drawn one by one.
const ROOM: f64 = 8.0;
/// So many can be told apart however small the picture is.
const FEW: usize = 60;
/// Room around the whole where it is fitted to the screen.
const PADDING: f64 = 32.0;
/// Pixels for the distance that neighbours keep, at most, when the whole is fitted.
const FIT_UNIT: f64 = 56.0;

/// How near and how far one may go on a map: from half of the whole to a few passages.
pub fn map_limits(ground: &Ground, viewport: Viewport) -> Limits {
    let fit = map_camera(ground, viewport).zoom;
    Limits {
        world: ground.index.bounds(),
        min_zoom: fit * 0.5,
        max_zoom: (160.0 / ground.spacing.unit).max(fit * 2.0),
    }
}

/// Shows all of a map.
pub fn map_camera(ground: &Ground, viewport: Viewport) -> Camera {
    Camera::fit(&ground.index.bounds(), viewport, PADDING, FIT_UNIT / ground.spacing.unit)
}

/// Shows the passages for which a target stands: a cluster opens by this.
pub fn map_camera_on(ground: &Ground, viewport: Viewport, target: Target) -> Option<Camera> {
    let bounds = ground.bounds_of(target)?;
    Some(Camera::fit(&bounds, viewport, PADDING * 1.5, FIT_UNIT / ground.spacing.unit))
}

/// The map as seen from a camera.
///
/// At most [`MAX_NODES`] passages or [`super::MAX_CLUSTERS`] clusters, [`super::MAX_CURVES`] threads and
/// [`super::MAX_LABELS`] labels, whatever there is; never nothing, where there is a passage.
pub fn map_picture(ground: &Ground, shown: &Shown, frame: &Frame) -> Scene {
    let frame = &frame.sane();
    let mut scene = Scene::empty(frame.viewport.width, frame.viewport.height);
    if ground.is_empty() {
        return scene;
    }
    let mut labels = Labels::new(frame.viewport.bounds(), frame.measure);
    let of = Subject { ground, shown, frame };
    match in_view(of) {
        Some(passages) if passages.is_empty() => pointer(of, &mut labels, &mut scene),
        Some(passages) => singly(of, &passages, &mut labels, &mut scene),
        None => clusters(of, &mut labels, &mut scene),
    }
    let view = frame.viewport.bounds();
    let is_there = |m: &Mark| {
        matches!(m.shape, Shape::Circle { .. } | Shape::Square { .. } | Shape::Diamond { .. })
            && view.holds(m.shape.bounds().centre())
    };
    if !scene.marks.iter().any(is_there) {
        pointer(of, &mut labels, &mut scene);
    }
    if frame.camera.mirrored { scene.mirrored() } else { scene }
}

/// The passages in view, ascending; those passed over only where there is room for them. `None` where there are too
/// many to be told apart.
fn in_view(of: Subject<'_>) -> Option<Vec<ParagraphIx>> {
    let Subject { ground, shown, frame } = of;
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
    let held = ground.index.bounds().grown(ground.spacing.unit / 2.0);
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

/// Nothing is in view: a mark at the edge shows where the nearest passage is.
fn pointer(of: Subject<'_>, labels: &mut Labels, scene: &mut Scene) {
    let Subject { ground, shown, frame } = of;
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
