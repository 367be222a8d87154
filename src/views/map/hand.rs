//! The hand on the board: pointer, fingers and keyboard.

use super::board::{Board, LISTED, Walk};
use super::targets;
use crate::browser::{measure, page};
use crate::components::passage::HEADING;
use crate::dom::{Element, Event, Node, effect, el, live};
use crate::i18n::fill;
use crate::library;
use leptos::prelude::*;
use passages_core::link::ParagraphIx;
use passages_core::scene::{
    Camera, Direction, Drawn, Step, Target, caught, is_placed, linked, map_camera_on, mark_of, neighbour,
    placed, stops, wheeled,
};
use passages_core::search::{FacetKind, Years};
use passages_core::state::Picture;

/// A press that moves no further than this many pixels is a press, and not a drag.
const STILL: f64 = 4.0;
/// What lies within so many pixels of the pointer is meant; of a finger, twice as far.
const SLACK: f64 = 6.0;
/// For so long after something was done the keyboard is kept where it was.
const KEPT_MILLIS: f64 = 1000.0;

/// The pointers that are down: their ids, and where they are.
#[derive(Clone, Default)]
struct Hand {
    down: Vec<(f64, (f64, f64))>,
    /// How far it has gone since it was pressed.
    gone: f64,
    /// Whether there was more than one.
    several: bool,
}

/// The element, followed by pointer and keyboard.
pub(super) fn followed(board: Board, surface: Element) -> Element {
    let hand = StoredValue::new(Hand::default());
    let before = StoredValue::new(Vec::<Walk>::new());
    surface
        .on("pointerdown", move |event| pressed(board, hand, &event))
        .on("pointermove", move |event| moved(board, hand, &event))
        .on("pointerup", move |event| released(board, hand, &event, true))
        .on("pointercancel", move |event| released(board, hand, &event, false))
        .on("pointerleave", move |_| board.pointed.set(String::new()))
        .on("wheel", move |event| turned(board, &event))
        .on("keydown", move |event| key(board, before, &event))
}

fn pressed(board: Board, hand: StoredValue<Hand>, event: &Event) {
    let Some(place) = event.place() else { return };
    if event.number("button") != 0.0 {
        return;
    }
    event.capture_pointer();
    hand.update_value(|hand| {
        // Where a first one goes down there are no others, whatever was told of them.
        if hand.down.is_empty() || event.is_first_pointer() {
            hand.down.clear();
            (hand.gone, hand.several) = (0.0, false);
        }
        hand.down.retain(|(id, _)| *id != event.number("pointerId"));
        hand.down.push((event.number("pointerId"), place));
        hand.several |= hand.down.len() > 1;
    });
    if board.draws.get_untracked() {
        board.outline.set(vec![place]);
    }
}

fn moved(board: Board, hand: StoredValue<Hand>, event: &Event) {
    let Some(place) = event.place() else { return };
    let id = event.number("pointerId");
    // What moves without being pressed was let go of where nobody told of it.
    if event.number("buttons") == 0.0 && hand.with_value(|hand| !hand.down.is_empty()) {
        hand.update_value(|hand| hand.down.clear());
        board.outline.set(Vec::new());
    }
    let before = hand.with_value(|hand| hand.down.clone());
    if before.is_empty() {
        let name = hit(board, place, SLACK).map(|target| targets::name(board, target)).unwrap_or_default();
        if board.pointed.get_untracked() != name {
            board.pointed.set(name);
        }
        return;
    }
    let mut after = before.clone();
    for one in after.iter_mut().filter(|(known, _)| *known == id) {
        one.1 = place;
    }
    let camera = board.camera();
    match (before.as_slice(), after.as_slice()) {
        ([(_, from)], [(_, to)]) => {
            let (dx, dy) = (to.0 - from.0, to.1 - from.1);
            hand.update_value(|hand| hand.gone += dx.abs() + dy.abs());
            if board.draws.get_untracked() {
                board.outline.update(|line| line.push(*to));
            } else if hand.with_value(|hand| hand.gone > STILL) {
                board.look(Some(camera.panned(dx, dy).clamped(&board.limits())));
            }
        }
        ([(_, a), (_, b), ..], [(_, c), (_, d), ..]) => {
            let next = camera.pinched(board.viewport(), &board.limits(), [*a, *b], [*c, *d]);
            board.look(Some(next.clamped(&board.limits())));
        }
        _ => {}
    }
    hand.update_value(|hand| hand.down = after);
}

fn released(board: Board, hand: StoredValue<Hand>, event: &Event, counts: bool) {
    let id = event.number("pointerId");
    let was_pressed = hand.with_value(|hand| {
        hand.down.iter().any(|(known, _)| *known == id) && hand.gone <= STILL && !hand.several
    });
    hand.update_value(|hand| hand.down.retain(|(known, _)| *known != id));
    let outline = board.outline.get_untracked();
    if !outline.is_empty() {
        board.outline.set(Vec::new());
        if counts && outline.len() > 2 {
            catch(board, &outline);
            return;
        }
    }
    let Some(place) = event.place().filter(|_| counts && was_pressed) else { return };
    // The pointer was captured, so that no element is pressed itself.
    if let Some(target) = hit(board, place, 2.0 * SLACK) {
        press(board, target);
    }
}

fn turned(board: Board, event: &Event) {
    let Some(place) = event.place() else { return };
    // A page that scrolls goes on scrolling: the wheel zooms with a key held, as pinching a trackpad does.
    if !event.has_modifier() {
        return;
    }
    event.prevent_default();
    let factor = wheeled(event.number("deltaY"), event.number("deltaMode"));
    let camera = board.camera().zoomed(board.viewport(), &board.limits(), place, factor);
    board.look(Some(camera.clamped(&board.limits())));
}

fn hit(board: Board, place: (f64, f64), slack: f64) -> Option<Target> {
    board.scene.with_untracked(|scene| scene.hit(place, slack).map(|mark| mark.target))
}

/// What a press on a mark does: a passage and a link open, what stands for several comes nearer.
pub(super) fn press(board: Board, target: Target) {
    let explorer = board.explorer;
    let corpus = library::corpus();
    board.walk.set(Walk::at(target));
    keep(board);
    let state = explorer.state.get_untracked();
    match target {
        Target::Passage(ix) => {
            let id = corpus.id(ix);
            let start = state.passage.as_deref().filter(|open| board.chains.get_untracked() && *open != id);
            explorer.go(start.map_or_else(|| state.at(Some(&id)), |open| state.with_link(open, &id)));
            board.chains.set(false);
        }
        Target::Link(at) => {
            if let Some(link) = corpus.links().get(at) {
                explorer.go(state.with_link(&corpus.id(link.from), &corpus.id(link.to)));
            }
        }
        Target::Theme(ix) => {
            if let Some(term) = corpus.vocabulary().term(ix) {
                explorer.go(state.toggled(FacetKind::Theme, &term.id));
            }
        }
        Target::Document(at) if board.is_fixed() => {
            if let Some(document) = corpus.documents().get(at as usize) {
                explorer.go(state.toggled(FacetKind::Document, &document.name));
            }
        }
        Target::Months { first, .. } if board.is_fixed() => {
            let year = u16::try_from(first / 12).ok();
            explorer.go(state.with_years(Years::new(year, year)));
        }
        _ if board.which() == Picture::Graph => {
            let near = map_camera_on(&board.ground(), board.viewport(), target);
            if near.is_some() {
                board.look(near);
            }
        }
        target => {
            let nearer = board.scene.with_untracked(|scene| {
                let place = mark_of(scene, target)?.shape.bounds().centre();
                Some(board.camera().zoomed(board.viewport(), &board.limits(), place, 2.5))
            });
            if nearer.is_some() {
                board.look(nearer);
            }
        }
    }
}

/// The passages inside the line that was drawn.
fn catch(board: Board, line: &[(f64, f64)]) {
    let caught = board.shown.with_untracked(|shown| {
        let (corpus, ground) = (library::corpus(), board.ground());
        let (matrix, timeline) = (board.matrix.get_untracked(), library::timeline());
        let drawn = Drawn {
            corpus: &corpus,
            ground: &ground,
            shown,
            matrix: &matrix,
            timeline: &timeline,
            camera: board.camera(),
        };
        board.scene.with_untracked(|scene| caught(scene, line, &drawn))
    });
    board.named.set(LISTED);
    board.caught.set(Some(caught));
}

/// What was drawn around, as a list; of what is filtered away since then nothing is left in it.
pub(super) fn held(board: Board) -> Option<Element> {
    let mut caught = board.caught.get()?;
    board.shown.with(|shown| caught.retain(|ix| shown.is_listed(*ix)));
    let explorer = board.explorer;
    let language = explorer.language();
    let state = explorer.state.get();
    let passages = language.count(language.plural.passages, caught.len());
    let words = fill(language.text.map_caught, &[("passages", &passages)]);
    let close = el("button").attr("type", "button").on("click", move |_| board.caught.set(None));
    let head = el("p").attr("role", "status").child(words).child(" ");
    let most = board.named;
    let list = move || {
        let mut list = el("ul").class("caught");
        for ix in caught.iter().take(most.get()) {
            let href = explorer.href(&state.at(Some(&library::corpus().id(*ix))));
            let place = el("bdi").child(library::short_citation(language, *ix));
            let link = el("a").attr("id", format!("caught-{ix}")).attr("href", href).child(place);
            list = list.child(el("li").child(link));
        }
        // The keyboard goes on to the first of those that were not there.
        let next = caught.get(most.get()).map(|ix| format!("caught-{ix}"));
        let left = caught.len().saturating_sub(most.get());
        let further = move |_| {
            most.update(|most| *most += LISTED);
            page::follow(next.clone());
        };
        let more = (left > 0).then(|| {
            let passages = language.count(language.plural.passages, left.min(LISTED));
            let words = fill(language.text.found_more, &[("passages", &passages)]);
            el("p").child(el("button").class("more").attr("type", "button").on("click", further).child(words))
        });
        Node::from([list.into(), more.into()])
    };
    Some(
        el("section")
            .class("map-caught")
            .child(head.child(close.child(language.text.map_caught_close)))
            .child(live(list)),
    )
}

fn key(board: Board, before: StoredValue<Vec<Walk>>, event: &Event) {
    if event.has_modifier() {
        return;
    }
    let name = event.key();
    if let Some(step) = step(&name, event.has_shift()) {
        event.prevent_default();
        let next = board.camera().stepped(board.viewport(), &board.limits(), step);
        board.look(Some(next));
        return keep(board);
    }
    if name == "0" {
        event.prevent_default();
        board.look(None);
        return keep(board);
    }
    let Walk { hub, at } = board.walk.get_untracked();
    let rtl = board.explorer.language().dir == "rtl";
    let (onward, back) = if rtl { ("ArrowLeft", "ArrowRight") } else { ("ArrowRight", "ArrowLeft") };
    let next = match (at, name.as_str()) {
        (_, "Enter" | " ") => {
            event.prevent_default();
            let open = board.explorer.selection.with_untracked(|s| s.open.as_ref().map(|o| o.paragraph));
            // What is open already: on to its text and links.
            return match at {
                Target::Passage(ix) if open == Some(ix) => page::focus(HEADING),
                _ => press(board, at),
            };
        }
        (_, "Escape") => return leave(board, event),
        (_, "Home") => first(board, false).map(Walk::at),
        (_, "End") => first(board, true).map(Walk::at),
        (Target::Passage(ix), "PageDown") => beside(board, ix, true).map(Walk::at),
        (Target::Passage(ix), "PageUp") => beside(board, ix, false).map(Walk::at),
        (Target::Passage(_), "ArrowDown") => {
            before.update_value(|b| b.push(Walk::at(hub)));
            Some(Walk::at(at))
        }
        (Target::Passage(_), "ArrowUp") => back_to(board, before),
        (Target::Passage(ix), name) if name == onward || name == back => {
            let hub = if let Target::Passage(hub) = hub { hub } else { ix };
            let mut around = board.shown.with_untracked(|shown| linked(shown, hub));
            around.retain(|ix| is_there(board, *ix));
            let place = around.iter().position(|n| *n == ix);
            let count = around.len().max(1);
            let next = match place {
                _ if name == onward => place.map_or(0, |p| (p + 1) % count),
                place => (place.unwrap_or(0) + count - 1) % count,
            };
            around.get(next).map(|next| Walk { hub: Target::Passage(hub), at: Target::Passage(*next) })
        }
        (_, name) => {
            let direction = match name {
                "ArrowLeft" => Direction::Left,
                "ArrowRight" => Direction::Right,
                "ArrowUp" => Direction::Up,
                "ArrowDown" => Direction::Down,
                _ => return,
            };
            board.scene.with_untracked(|scene| neighbour(scene, at, direction)).map(Walk::at)
        }
    };
    event.prevent_default();
    if let Some(next) = next {
        stand(board, next);
    }
}

/// A key that moves the picture.
fn step(key: &str, shift: bool) -> Option<Step> {
    match key {
        "+" | "=" => Some(Step::In),
        "-" => Some(Step::Out),
        "ArrowLeft" if shift => Some(Step::Left),
        "ArrowRight" if shift => Some(Step::Right),
        "ArrowUp" if shift => Some(Step::Up),
        "ArrowDown" if shift => Some(Step::Down),
        _ => None,
    }
}

/// Ends what is going on: what is drawn around, then what is open; then the keyboard leaves the picture.
fn leave(board: Board, event: &Event) {
    event.prevent_default();
    let state = board.explorer.state.get_untracked();
    if !board.outline.get_untracked().is_empty() || board.caught.get_untracked().is_some() {
        board.outline.set(Vec::new());
        board.caught.set(None);
    } else if state.passage.is_some() {
        board.explorer.go(state.at(None));
        keep(board);
    } else {
        page::focus("top");
    }
}

/// The passages that the keyboard can go to, in order: on the graph those that have a place, in that of the collection;
/// elsewhere those that have a mark, in that of the page.
fn passages(board: Board) -> Vec<ParagraphIx> {
    if board.which() == Picture::Graph {
        let ground = board.ground();
        return board.shown.with_untracked(|shown| placed(&ground, shown).collect());
    }
    let of = |target| if let Target::Passage(ix) = target { Some(ix) } else { None };
    in_order(board).into_iter().filter_map(of).collect()
}

/// Whether it is one of them, without a list of them all.
fn is_there(board: Board, ix: ParagraphIx) -> bool {
    if board.which() == Picture::Graph {
        let ground = board.ground();
        return board.shown.with_untracked(|shown| is_placed(&ground, shown, ix));
    }
    board.scene.with_untracked(|scene| mark_of(scene, Target::Passage(ix)).is_some())
}

/// The next of these passages, or the one before.
fn beside(board: Board, ix: ParagraphIx, onward: bool) -> Option<Target> {
    let passages = passages(board);
    let next = match passages.iter().position(|p| *p == ix) {
        Some(at) => {
            if onward { at.checked_add(1) } else { at.checked_sub(1) }.and_then(|at| passages.get(at))
        }
        // It has just been filtered away: on from where it would be in the collection, or from an end.
        None if onward => passages.iter().find(|p| **p > ix).or(passages.first()),
        None => passages.iter().rfind(|p| **p < ix).or(passages.last()),
    };
    next.map(|ix| Target::Passage(*ix))
}

/// Where the keyboard came from, as far as that is still there.
fn back_to(board: Board, before: StoredValue<Vec<Walk>>) -> Option<Walk> {
    let is_left = |walk: &Walk| match walk.at {
        Target::Passage(ix) => is_there(board, ix),
        target => board.scene.with_untracked(|scene| mark_of(scene, target).is_some()),
    };
    before.try_update_value(|before| std::iter::from_fn(|| before.pop()).find(is_left)).flatten()
}

/// The marks of the picture in the order of the page.
fn in_order(board: Board) -> Vec<Target> {
    let mirrored = board.explorer.language().dir == "rtl";
    board.scene.with_untracked(|scene| stops(scene, mirrored))
}

/// The first passage of a graph, or the last; where passages are not drawn one by one, the first mark of the page.
fn first(board: Board, last: bool) -> Option<Target> {
    let stops = in_order(board);
    if board.which() == Picture::Graph && stops.iter().any(|target| matches!(target, Target::Passage(_))) {
        let passages = passages(board);
        return if last { passages.last() } else { passages.first() }.map(|ix| Target::Passage(*ix));
    }
    if last { stops.last() } else { stops.first() }.copied()
}

/// Puts the keyboard somewhere else, and that into view.
pub(super) fn stand(board: Board, walk: Walk) {
    bring(board, walk.at);
    board.walk.set(walk);
    board.pointed.set(targets::name(board, walk.at));
    if board.is_sharp() {
        let id = board.scene.with_untracked(|scene| targets::id(scene, walk.at));
        page::focus(&id);
    }
}

/// What is done to the picture has it drawn anew, and once more when it has found its room. Meanwhile the keyboard
/// stays on the mark that it is on.
fn keep(board: Board) {
    board.kept.set_value(measure::millis() + KEPT_MILLIS);
}

/// Follows the picture, and puts the keyboard back where it was taken from.
pub(super) fn keeping(board: Board) {
    // Called off with the view: by then its signals may have gone.
    let mut due = None;
    effect(move || {
        board.scene.track();
        let back = move || {
            // The mark that it was on may stand at another place among the elements now.
            let at = board.walk.get_untracked().at;
            page::focus(&board.scene.with_untracked(|scene| targets::id(scene, at)));
        };
        let is_kept = board.is_sharp() && measure::millis() < board.kept.get_value();
        due.replace(is_kept.then(|| measure::next_frame(back)));
    });
}

/// What the keyboard stands on is seen.
fn bring(board: Board, target: Target) {
    let seen = board.scene.with_untracked(|scene| {
        let mark = mark_of(scene, target)?;
        let (x, y) = mark.shape.bounds().centre();
        Some((0.0..=scene.width).contains(&x) && (0.0..=scene.height).contains(&y))
    });
    let Target::Passage(ix) = target else { return };
    if seen == Some(true) || board.which() != Picture::Graph {
        return;
    }
    if let Some((x, y)) = board.ground().index().points().get(ix as usize).copied() {
        let near = map_camera_on(&board.ground(), board.viewport(), target).map_or(0.0, |c| c.zoom);
        let now = board.camera();
        let zoom = if seen.is_some() { now.zoom } else { now.zoom.max(near * 0.5) };
        board.look(Some(Camera { x, y, zoom, ..now }.clamped(&board.limits())));
    }
}
