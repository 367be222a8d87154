//! Passages against passages: a square of cells, each as large as its link is strong, ordered by group.
//!
//! The reorderable matrix of J. Bertin, "Sémiologie graphique", Gauthier-Villars (1967); that matrices outdo drawn
//! graphs where links are many is in M. Ghoniem, J.-D. Fekete and P. Castagliola, "On the readability of graphs using
//! node-link and matrix-based representations", Information Visualization 4 (2005), doi:10.1057/palgrave.ivs.9500092.

use super::camera::{Camera, Limits, Viewport};
use super::frame::Frame;
use super::ground::{ALONE, Ground};
use super::label::{Labels, shortened, width, written};
use super::mark::{Anchor, Bounds, LINE_HEIGHT, Mark, Paint, Scene, Shape, Target, Text, Tint};
use super::shown::Shown;
use crate::link::ParagraphIx;
use crate::number::Within;
use crate::order::sort_by;

/// Cells drawn at most, the strongest first.
pub const MAX_CELLS: usize = 6000;
/// Least pixels of a passage's row, where each has its own.
const ROW: f64 = 7.0;
/// Least pixels of a row that stands for several.
const BLOCK: f64 = 10.0;
/// Most rows and columns that are seen at once.
const MAX_ROWS: f64 = 200.0;

/// How rows and columns are ordered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrange {
    /// By document, then in reading order.
    Documents,
    /// By community, then in reading order; by document where there are no communities.
    Communities,
}

/// The order of rows and columns: the passages that a selection lists, by group.
#[derive(Clone, Debug, PartialEq)]
pub struct Matrix {
    arrange: Arrange,
    /// In their order.
    passages: Vec<ParagraphIx>,
    /// By passage, its place in the order; [`NOWHERE`] where it is not listed.
    places: Vec<u32>,
    /// Each group and where it begins; ascending.
    groups: Vec<(u32, u32)>,
}

const NOWHERE: u32 = u32::MAX;

impl Matrix {
    /// Orders what a selection lists.
    pub fn new(ground: &Ground, shown: &Shown, arrange: Arrange) -> Self {
        let arrange = if ground.communities { arrange } else { Arrange::Documents };
        let group = |ix: u32| match arrange {
            Arrange::Documents => ground.documents.get(ix as usize).copied().unwrap_or(ALONE),
            Arrange::Communities => ground.group(ix),
        };
        let listed = (0..ground.len() as u32).filter(|ix| shown.is_listed(*ix));
        let mut keys: Vec<u64> = listed.map(|ix| u64::from(group(ix)) << 32 | u64::from(ix)).collect();
        keys.sort_unstable();
        let passages: Vec<ParagraphIx> = keys.iter().map(|key| *key as u32).collect();
        let (mut places, mut groups) = (vec![NOWHERE; ground.len()], Vec::<(u32, u32)>::new());
        for (at, key) in (0..).zip(&keys) {
            let (group, ix) = ((key >> 32) as u32, *key as u32);
            if let Some(place) = places.get_mut(ix as usize) {
                *place = at;
            }
            if groups.last().is_none_or(|(last, _)| *last != group) {
                groups.push((group, at));
            }
        }
        Self { arrange, passages, places, groups }
    }

    /// The passages in the order of the rows: what the ranges of [`Target::Cell`] count.
    pub fn passages(&self) -> &[ParagraphIx] {
        &self.passages
    }

    fn size(&self) -> f64 {
        self.passages.len().max(1) as f64
    }

    /// Where the groups begin, and the end.
    fn borders(&self) -> impl Iterator<Item = (u32, u32, u32)> {
        let ends = self.groups.iter().skip(1).map(|(_, at)| *at).chain([self.passages.len() as u32]);
        self.groups.iter().zip(ends).map(|((group, start), end)| (*group, *start, end))
    }

    fn name(&self, ground: &Ground, frame: &Frame, group: u32) -> String {
        match self.arrange {
            _ if group == ALONE => String::new(),
            Arrange::Documents => (frame.document)(group),
            Arrange::Communities => ground.name(group).to_owned(),
        }
    }

    fn target(&self, group: u32) -> Target {
        match self.arrange {
            _ if group == ALONE => Target::None,
            Arrange::Documents => Target::Document(group),
            Arrange::Communities => Target::Community(group),
        }
    }

    /// Whether all rows and columns for which a mark stands are in a picture of this size: a block or a cell at its edge
    /// may go on beyond it. What is no mark of a matrix is whole.
    pub(super) fn is_whole(&self, mark: &Mark, camera: Camera, viewport: Viewport) -> bool {
        let (rows, columns) = match (mark.target, &mark.shape) {
            (Target::Cell { rows, columns, .. }, _) => (rows, columns),
            (target, Shape::Rect { .. }) => {
                let block = self.borders().find(|(group, _, _)| self.target(*group) == target);
                let Some((_, start, end)) = block else { return true };
                ((start, end), (start, end))
            }
            _ => return true,
        };
        let camera = camera.sane().mirrored(false);
        let at =
            |column: u32, row: u32| camera.screen_from_world(viewport, (f64::from(column), f64::from(row)));
        let (from, to) = (at(columns.0, rows.0), at(columns.1, rows.1));
        let all = Bounds { left: from.0, top: from.1, right: to.0, bottom: to.1 };
        // What fits exactly is beyond it by rounding at most.
        area(viewport).grown(1e-6).contains(&all)
    }
}

/// Room for labels at the left and at the top, in pixels.
fn gutter(viewport: Viewport) -> (f64, f64) {
    ((viewport.width * 0.2).within(16.0, 180.0), (viewport.height * 0.15).within(12.0, 110.0))
}

/// Room for the cells, in pixels.
fn area(viewport: Viewport) -> Bounds {
    let (left, top) = gutter(viewport);
    Bounds { left, top, right: viewport.width, bottom: viewport.height }
}

/// Shows all of a matrix. One unit of its world is a row.
pub fn matrix_camera(matrix: &Matrix, viewport: Viewport) -> Camera {
    let viewport = Viewport::new(viewport.width, viewport.height);
    let (left, top) = gutter(viewport);
    let room = (viewport.width - left).min(viewport.height - top) - 8.0;
    let zoom = (room.max(8.0) / matrix.size()).min(40.0);
    // In the middle of the room beside the labels, where there is more than it needs.
    let spare = |size: f64, gutter: f64| ((size - gutter - matrix.size() * zoom - 8.0) / 2.0).max(0.0);
    let (left, top) = (left + spare(viewport.width, left), top + spare(viewport.height, top) * 0.2);
    let (x, y) = ((viewport.width / 2.0 - left) / zoom, (viewport.height / 2.0 - top) / zoom);
    Camera { x, y, zoom, mirrored: false }
}

/// How far one may go in a matrix: from half of the whole to a few rows.
pub fn matrix_limits(matrix: &Matrix, viewport: Viewport) -> Limits {
    let fit = matrix_camera(matrix, viewport);
    let size = matrix.size();
    let world = Bounds { left: 0.0, top: 0.0, right: size.max(fit.x), bottom: size.max(fit.y) };
    Limits { world, min_zoom: fit.zoom * 0.5, max_zoom: fit.zoom.max(48.0) }
}

/// The matrix as seen from a camera: cells with their links' scores where rows are high enough, else blocks of rows
/// with the sums of them. At most [`MAX_CELLS`] cells.
pub fn matrix_picture(ground: &Ground, shown: &Shown, matrix: &Matrix, frame: &Frame) -> Scene {
    let frame = &frame.sane();
    let mut scene = Scene::empty(frame.viewport.width, frame.viewport.height);
    if matrix.passages.is_empty() {
        return scene;
    }
    let size = matrix.size();
    let (from, to) = (frame.at((0.0, 0.0)), frame.at((size, size)));
    let whole = Bounds { left: from.0, top: from.1, right: to.0, bottom: to.1 };
    if let Some(seen) = clipped(whole, &area(frame.viewport)) {
        scene.push(rect(seen), Paint::outlined(Tint::Paper, Tint::Hairline), Target::None);
        blocks(matrix, frame, &seen, &mut scene);
        crosshair(shown, matrix, frame, &seen, &mut scene);
        cells(shown, matrix, frame, &seen, &mut scene);
        names(ground, matrix, frame, &seen, &mut scene);
    } else {
        // Looked past it: which way it is.
        let (x, y) = ((from.0 + to.0) / 2.0, (from.1 + to.1) / 2.0);
        let (x, y) = (x.within(0.0, frame.viewport.width), y.within(0.0, frame.viewport.height));
        let target = Target::Cell { rows: (0, size as u32), columns: (0, size as u32), links: 0 };
        scene.push(Shape::Diamond { x, y, half: 7.0 }, Paint::filled(Tint::Highlight), target);
    }
    if frame.camera.mirrored { scene.mirrored() } else { scene }
}

fn rect(b: Bounds) -> Shape {
    Shape::Rect { x: b.left, y: b.top, width: b.width(), height: b.height() }
}

/// What both share, if that is more than a line.
fn clipped(a: Bounds, b: &Bounds) -> Option<Bounds> {
    let (left, right) = (a.left.max(b.left), a.right.min(b.right));
    let (top, bottom) = (a.top.max(b.top), a.bottom.min(b.bottom));
    (left < right && top < bottom).then_some(Bounds { left, top, right, bottom })
}

/// Row and column of what is open.
fn crosshair(shown: &Shown, matrix: &Matrix, frame: &Frame, seen: &Bounds, scene: &mut Scene) {
    let place = shown.open.and_then(|o| matrix.places.get(o as usize).copied()).filter(|p| *p != NOWHERE);
    let (Some(place), Some(open)) = (place.map(f64::from), shown.open) else { return };
    let (start, end) = (frame.at((place, place)), frame.at((place + 1.0, place + 1.0)));
    let row = Bounds { top: start.1, bottom: end.1.max(start.1 + 1.0), ..*seen };
    let column = Bounds { left: start.0, right: end.0.max(start.0 + 1.0), ..*seen };
    for band in [row, column].into_iter().filter_map(|band| clipped(band, seen)) {
        scene.push(rect(band), Paint::filled(Tint::HighlightSoft), Target::Passage(open));
    }
}

/// The square of each group on the diagonal.
fn blocks(matrix: &Matrix, frame: &Frame, seen: &Bounds, scene: &mut Scene) {
    for (group, start, end) in matrix.borders() {
        let from = frame.at((f64::from(start), f64::from(start)));
        let to = frame.at((f64::from(end), f64::from(end)));
        let square = Bounds { left: from.0, top: from.1, right: to.0, bottom: to.1 };
        if square.width() >= BLOCK
            && let Some(square) = clipped(square, seen)
        {
            scene.push(rect(square), Paint::outlined(Tint::Deep, Tint::Hairline), matrix.target(group));
        }
    }
}

/// Rows `first..last` that share a cell's side.
#[derive(Clone, Copy)]
struct Side {
    first: u32,
    last: u32,
}

/// Cuts the order into sides that are high enough: single rows, parts of a group, or whole small groups together.
fn sides(matrix: &Matrix, frame: &Frame) -> Vec<Side> {
    let zoom = frame.camera.zoom;
    let count = matrix.passages.len() as u32;
    if zoom >= ROW {
        return (0..count).map(|row| Side { first: row, last: row + 1 }).collect();
    }
    let screen = frame.viewport.width.max(frame.viewport.height);
    let rows = (BLOCK.max(screen / MAX_ROWS) / zoom).ceil().max(1.0) as u32;
    let mut sides: Vec<Side> = Vec::new();
    let mut first = 0;
    for (_, start, end) in matrix.borders() {
        if end - first < rows && end < count {
            continue;
        }
        // Small groups before a large one keep to themselves, where they are high enough.
        if start - first >= rows {
            sides.push(Side { first, last: start });
            first = start;
        }
        let parts = ((end - first) / rows).max(1);
        let at = |part: u32| first + (u64::from(end - first) * u64::from(part) / u64::from(parts)) as u32;
        sides.extend((0..parts).map(|part| Side { first: at(part), last: at(part + 1) }));
        first = end;
    }
    sides
}

/// The cells with links, as large as they are strong.
fn cells(shown: &Shown, matrix: &Matrix, frame: &Frame, seen: &Bounds, scene: &mut Scene) {
    let sides = sides(matrix, frame);
    let across = |s: &Side| (frame.at((f64::from(s.first), 0.0)).0, frame.at((f64::from(s.last), 0.0)).0);
    let down = |s: &Side| (frame.at((0.0, f64::from(s.first))).1, frame.at((0.0, f64::from(s.last))).1);
    let is_column = |s: &Side| across(s).1 > seen.left && across(s).0 < seen.right;
    let is_row = |s: &Side| down(s).1 > seen.top && down(s).0 < seen.bottom;
    let columns: Vec<Side> = sides.iter().copied().filter(is_column).collect();
    let rows: Vec<Side> = sides.iter().copied().filter(is_row).collect();
    let none = u32::MAX;
    // By place in the order, which column and which row on the screen it falls into.
    let number = |list: &[Side]| {
        let mut of = vec![none; matrix.passages.len()];
        for (at, side) in (0..).zip(list) {
            of.get_mut(side.first as usize..side.last as usize)
                .into_iter()
                .flatten()
                .for_each(|slot| *slot = at);
        }
        of
    };
    let (column_of, row_of) = (number(&columns), number(&rows));
    let mut sums = vec![(0.0_f32, 0_u32, 0_u32); columns.len() * rows.len()];
    for (at, thread) in (0..).zip(&shown.threads) {
        let place = |ix: u32| matrix.places.get(ix as usize).copied().unwrap_or(NOWHERE);
        let ends = (place(thread.from), place(thread.to));
        if ends.0 == NOWHERE || ends.1 == NOWHERE {
            continue;
        }
        for (row, column) in [ends, (ends.1, ends.0)] {
            let row = row_of.get(row as usize).copied().unwrap_or(none);
            let column = column_of.get(column as usize).copied().unwrap_or(none);
            if row == none || column == none {
                continue;
            }
            if let Some((sum, links, strongest)) =
                sums.get_mut(row as usize * columns.len() + column as usize)
            {
                *strongest = if *links == 0 { at } else { *strongest };
                (*sum, *links) = (*sum + thread.score, *links + 1);
            }
        }
    }
    let filled = (0_u64..).zip(&sums).filter(|(_, s)| s.1 > 0);
    let mut keys: Vec<u64> = filled.map(|(cell, s)| u64::from(!s.0.to_bits()) << 32 | cell).collect();
    keys.sort_unstable();
    keys.truncate(MAX_CELLS);
    let largest = sums.iter().map(|s| s.0).fold(0.0_f32, f32::max);
    let single = frame.camera.zoom >= ROW;
    let full = if single { 1.0 } else { f64::from(largest) };
    for key in keys.into_iter().map(|key| (key & u64::from(u32::MAX)) as usize) {
        let (Some((sum, links, strongest)), Some(row), Some(column)) =
            (sums.get(key), rows.get(key / columns.len()), columns.get(key % columns.len()))
        else {
            continue;
        };
        let ((x0, x1), (y0, y1)) = (across(column), down(row));
        // Its area is its part of the strongest; never so small that it is not seen.
        let side = (f64::from(*sum) / full).sqrt().within(0.25, 1.0);
        let (w, h) = ((x1 - x0) * side * 0.92, (y1 - y0) * side * 0.92);
        let (x, y) = ((x0 + x1) / 2.0, (y0 + y1) / 2.0);
        let cell = Bounds { left: x - w / 2.0, top: y - h / 2.0, right: x + w / 2.0, bottom: y + h / 2.0 };
        let Some(cell) = clipped(cell, seen) else { continue };
        let thread = shown.threads.get(*strongest as usize);
        let target = match thread {
            Some(thread) if single => Target::Link(thread.link),
            _ => {
                let (rows, columns) = ((row.first, row.last), (column.first, column.last));
                Target::Cell { rows, columns, links: *links }
            }
        };
        scene.push(rect(cell), Paint::filled(Tint::of_family(thread.and_then(|t| t.family))), target);
    }
}

/// Groups whose names are tried at most.
const MAX_NAMES: usize = 2000;

/// The names of rows and columns: keys of passages where they fit, and of groups beside them.
fn names(ground: &Ground, matrix: &Matrix, frame: &Frame, seen: &Bounds, scene: &mut Scene) {
    let mut labels = Labels::new(frame.viewport.bounds(), frame.measure);
    labels.take(*seen);
    let zoom = frame.camera.zoom;
    let size = (zoom / 1.3).within(9.0, 12.0);
    let keys = if zoom >= 12.0 { 30.0_f64.min(seen.left / 2.0).min(seen.top / 2.0) } else { 0.0 };
    if keys > 0.0 {
        for (at, ix) in (0_u32..).zip(&matrix.passages) {
            let (x, y) = frame.at((f64::from(at) + 0.5, f64::from(at) + 0.5));
            let (down, across) = (y > seen.top && y < seen.bottom, x > seen.left && x < seen.right);
            if !down && !across {
                continue;
            }
            let Some(key) = shortened(&(frame.key)(*ix), size, keys, frame.measure) else { continue };
            let row =
                down.then(|| labels.place(&key, size, &[(seen.left - 3.0, y, Anchor::Right)])).flatten();
            let column = across.then(|| labels.put(turned(&key, size, (x, seen.top - 3.0), frame))).flatten();
            for text in [row, column].into_iter().flatten() {
                scene.push(Shape::Text(text), Paint::filled(Tint::Quiet), Target::Passage(*ix));
            }
        }
    }
    // The largest groups first; where groups are small, as many as there is room for.
    let size = 12.0;
    let mut groups: Vec<(u32, u32, u32)> =
        matrix.borders().map(|(g, start, end)| (u32::MAX - (end - start), start, g)).collect();
    sort_by(&mut groups, Ord::cmp);
    for (rest, start, group) in groups.into_iter().take(MAX_NAMES) {
        let end = start + (u32::MAX - rest);
        let (from, to) =
            (frame.at((f64::from(start), f64::from(start))), frame.at((f64::from(end), f64::from(end))));
        let part = |from: f64, to: f64, low: f64, high: f64| (from.max(low), to.min(high));
        let (y0, y1) = part(from.1, to.1, seen.top, seen.bottom);
        let (x0, x1) = part(from.0, to.0, seen.left, seen.right);
        // Before a name is written and measured: whether there is room for any.
        let (x, y) = (seen.left - keys - 5.0, (y0 + y1) / 2.0);
        let half = size * LINE_HEIGHT / 2.0;
        let row =
            y1 > y0 && labels.is_free(&Bounds { left: x - 1.0, right: x, top: y - half, bottom: y + half });
        let (x, y) = ((x0 + x1) / 2.0, seen.top - keys - 5.0);
        let column =
            x1 > x0 && labels.is_free(&Bounds { left: x - half, right: x + half, top: y - 1.0, bottom: y });
        if !row && !column {
            continue;
        }
        let name = matrix.name(ground, frame, group);
        let (target, paint) = (matrix.target(group), Paint::filled(Tint::Ink));
        if row
            && let Some(name) = shortened(&name, size, seen.left - keys - 8.0, frame.measure)
            && let Some(text) =
                labels.place(&name, size, &[(seen.left - keys - 5.0, (y0 + y1) / 2.0, Anchor::Right)])
        {
            scene.push(Shape::Text(text), paint, target);
        }
        if !column {
            continue;
        }
        // Across where the group is wide enough, else upwards.
        let place = (x, seen.top - keys - 5.0);
        let level = [(place.0, place.1 - half, Anchor::Middle)];
        let text = if width(&name, size, frame.measure) <= x1 - x0 {
            (!name.is_empty()).then(|| labels.place(&name, size, &level)).flatten()
        } else {
            let short = shortened(&name, size, seen.top - keys - 8.0, frame.measure);
            short.and_then(|name| labels.put(turned(&name, size, place, frame)))
        };
        if let Some(text) = text {
            scene.push(Shape::Text(text), paint, target);
        }
    }
}

/// A text that reads upwards from its place.
fn turned(text: &str, size: f64, place: (f64, f64), frame: &Frame) -> Text {
    Text { turned: true, ..written(text, size, width(text, size, frame.measure), place, Anchor::Left) }
}
