//! Passages, or what they stand together in, against the themes that they have: a graph of two layers.
//!
//! The themes stand in the order of the mean places of what they are joined to, the barycenter heuristic of K. Sugiyama,
//! S. Tagawa and M. Toda, "Methods for visual understanding of hierarchical system structures", IEEE Transactions on
//! Systems, Man, and Cybernetics 11 (1981), doi:10.1109/TSMC.1981.4308636: few lines cross.

use super::frame::Frame;
use super::ground::Ground;
use super::label::{shortened, width, written};
use super::mark::{Anchor, Paint, Scene, Shape, Target, Tint, Tone};
use super::shown::Shown;
use crate::corpus::Corpus;
use crate::link::ParagraphIx;
use crate::order::sort_by;
use crate::vocabulary::{Kind, TermIx};

/// Units of a layer at most: with more passages their documents stand for them, with more documents their years.
pub const MAX_UNITS: usize = 120;
/// Least height of a unit, in pixels: its name can be read.
const ROW: f64 = 15.0;
const TEXT: f64 = 12.0;

/// What stands on the side of the passages.
struct Unit {
    target: Target,
    name: String,
    /// Passages in it that are listed.
    count: u32,
    is_open: bool,
}

/// A theme and what it is joined to.
struct Theme {
    ix: TermIx,
    family: Option<u8>,
    /// Listed passages that have it.
    count: u32,
    /// Units, ascending, and how many of their passages have it.
    joined: Vec<(usize, u32)>,
}

/// The picture, as wide as the viewport and as high as it must be, at least the viewport's height. `name` tells what a
/// theme is called.
pub fn themes_picture(
    ground: &Ground,
    shown: &Shown,
    corpus: &Corpus,
    name: &dyn Fn(TermIx) -> String,
    frame: &Frame,
) -> Scene {
    let frame = &frame.sane();
    let (units, unit_of) = units(ground, shown, corpus, frame);
    let themes = ordered(themes(shown, corpus, &unit_of));
    let rows = units.len().max(themes.len()) as f64;
    let (wide, high) = (frame.viewport.width, frame.viewport.height.max(rows * ROW + 16.0));
    let mut scene = Scene::empty(wide, high);
    // A third of the room for the names of either side, and the middle for the lines.
    let side = (wide * 0.34).min(320.0);
    let (left, right) = (side, wide - side);
    let at = |nth: usize, of: usize| 8.0 + (nth as f64 + 0.5) * (high - 16.0) / of.max(1) as f64;
    let any_open = units.iter().any(|unit| unit.is_open);
    // What is open is painted last.
    for pass in [false, true] {
        for (nth, theme) in themes.iter().enumerate() {
            for (unit, count) in &theme.joined {
                let is_open = units.get(*unit).is_some_and(|unit| unit.is_open);
                if is_open != pass {
                    continue;
                }
                let (from, to) = ((left, at(*unit, units.len())), (right, at(nth, themes.len())));
                let lean = (right - left) * 0.45;
                let points = [from, (from.0 + lean, from.1), (to.0 - lean, to.1), to];
                let tone = if is_open {
                    Tone::Lit
                } else if any_open {
                    Tone::Dimmed
                } else {
                    Tone::Soft
                };
                let line = 0.75 + f64::from((*count).min(12)) * 0.25;
                let paint = Paint::stroked(Tint::of_family(theme.family)).toned(tone);
                scene.push(Shape::Curve { points, width: line }, paint, Target::None);
            }
        }
    }
    for (nth, unit) in units.iter().enumerate() {
        let y = at(nth, units.len());
        let (fill, tone) = if unit.is_open { (Tint::Highlight, Tone::Lit) } else { (Tint::Ink, Tone::Plain) };
        let half = radius(unit.count).min(ROW / 2.0 - 1.0);
        scene.push(Shape::Square { x: left, y, half }, Paint::filled(fill).toned(tone), unit.target);
        let room = left - 13.0;
        let name = nearest_part(&unit.name, room, frame);
        words(name, (left - 9.0, y), Anchor::Right, room, unit.target, frame, &mut scene);
    }
    for (nth, theme) in themes.iter().enumerate() {
        let (y, target) = (at(nth, themes.len()), Target::Theme(theme.ix));
        let radius = radius(theme.count).min(ROW / 2.0 - 1.0);
        scene.push(
            Shape::Circle { x: right, y, radius },
            Paint::filled(Tint::of_family(theme.family)),
            target,
        );
        let words_of = format!("{} ({})", name(theme.ix), (frame.number)(theme.count as usize));
        words(&words_of, (right + 9.0, y), Anchor::Left, wide - right - 13.0, target, frame, &mut scene);
    }
    if frame.camera.mirrored { scene.mirrored() } else { scene }
}

/// The name from the first part on with which it fits: what tells passages apart stands last in it ("annex, para. (l)").
fn nearest_part<'a>(name: &'a str, room: f64, frame: &Frame) -> &'a str {
    let mut part = name;
    while width(part, TEXT, frame.measure) > room {
        let Some((_, rest)) = part.split_once(", ") else { break };
        part = rest;
    }
    part
}

/// As many pixels as can be seen, and more for more passages.
fn radius(count: u32) -> f64 {
    3.0 + f64::from(count.min(64)).sqrt() * 0.5
}

fn words(
    text: &str,
    place: (f64, f64),
    anchor: Anchor,
    room: f64,
    target: Target,
    frame: &Frame,
    scene: &mut Scene,
) {
    let Some(text) = shortened(text, TEXT, room, frame.measure) else { return };
    let wide = width(&text, TEXT, frame.measure);
    scene.push(Shape::Text(written(&text, TEXT, wide, place, anchor)), Paint::filled(Tint::Ink), target);
}

/// What stands on the side of the passages, and the unit of each passage that is listed.
fn units(ground: &Ground, shown: &Shown, corpus: &Corpus, frame: &Frame) -> (Vec<Unit>, Vec<Option<usize>>) {
    let listed: Vec<ParagraphIx> = corpus.indices().filter(|ix| shown.is_listed(*ix)).collect();
    let document = |ix: ParagraphIx| ground.documents.get(ix as usize).copied().unwrap_or(0);
    let mut documents: Vec<u32> = listed.iter().map(|ix| document(*ix)).collect();
    documents.dedup();
    let year = |at: u32| corpus.documents().get(at as usize).and_then(|d| d.year());
    // Passages in reading order, documents by date: what belongs to one unit follows each other.
    let key = |ix: ParagraphIx| {
        if listed.len() <= MAX_UNITS {
            Target::Passage(ix)
        } else if documents.len() <= MAX_UNITS {
            Target::Document(document(ix))
        } else {
            year(document(ix)).map_or(Target::Undated, |year| {
                let first = u32::from(year) * 12;
                Target::Months { first, last: first + 12 }
            })
        }
    };
    let (mut units, mut unit_of): (Vec<Unit>, _) = (Vec::new(), vec![None; corpus.len()]);
    for ix in listed.iter().copied() {
        let target = key(ix);
        let known = units.iter().rposition(|unit| unit.target == target);
        let at = known.unwrap_or_else(|| {
            let name = match target {
                Target::Passage(ix) => (frame.name)(ix),
                Target::Document(at) => (frame.document)(at),
                Target::Months { first, .. } => (first / 12).to_string(),
                _ => "–".to_owned(),
            };
            units.push(Unit { target, name, count: 0, is_open: false });
            units.len() - 1
        });
        if let Some(unit) = units.get_mut(at) {
            unit.count += 1;
            unit.is_open |= shown.open == Some(ix);
        }
        if let Some(slot) = unit_of.get_mut(ix as usize) {
            *slot = Some(at);
        }
    }
    (units, unit_of)
}

/// The themes that are there, in the order of the vocabulary.
fn themes(shown: &Shown, corpus: &Corpus, unit_of: &[Option<usize>]) -> Vec<Theme> {
    let theme = |(ix, term): (TermIx, &crate::vocabulary::Term)| Theme {
        ix,
        family: term.family,
        count: 0,
        joined: Vec::new(),
    };
    let mut themes: Vec<Theme> =
        corpus.vocabulary().indexed().filter(|(_, term)| term.kind == Kind::Theme).map(theme).collect();
    for ix in corpus.indices().filter(|ix| shown.is_listed(*ix)) {
        let Some(unit) = unit_of.get(ix as usize).copied().flatten() else { continue };
        for term in corpus.annotation(ix).map(|a| a.terms()).unwrap_or_default() {
            let Ok(at) = themes.binary_search_by_key(&term, |theme| theme.ix) else { continue };
            let Some(theme) = themes.get_mut(at) else { continue };
            theme.count += 1;
            match theme.joined.last_mut().filter(|(last, _)| *last == unit) {
                Some((_, count)) => *count += 1,
                None => theme.joined.push((unit, 1)),
            }
        }
    }
    themes.retain(|theme| theme.count > 0);
    themes
}

/// By the mean place of what they are joined to; equal ones as they stand in the vocabulary.
fn ordered(mut themes: Vec<Theme>) -> Vec<Theme> {
    let mean = |theme: &Theme| {
        let weights = theme.joined.iter().map(|(_, count)| f64::from(*count));
        let places = theme.joined.iter().map(|(unit, count)| *unit as f64 * f64::from(*count));
        let (places, weights) = (places.fold(0.0, |a, b| a + b), weights.fold(0.0, |a, b| a + b));
        places / weights.max(1.0)
    };
    sort_by(&mut themes, |a, b| mean(a).total_cmp(&mean(b)).then(a.ix.cmp(&b.ix)));
    themes
}
