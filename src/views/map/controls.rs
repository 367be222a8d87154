//! What can be done with a picture besides looking: nearer, further, all of it, drawing around, weaker links out, a file.

use super::board::Board;
use crate::browser::{file, page};
use crate::dom::{Element, Event, Node, effect, el, live};
use crate::i18n::{Text, fill};
use crate::library;
use leptos::prelude::*;
use passages_core::link::MIN_SCORE;
use passages_core::scene::{Arrangement, MAX_UNITS, Palette, Step, svg};
use passages_core::state::Picture;

/// The row of controls above the picture.
pub(super) fn controls(board: Board) -> Element {
    follow_start(board);
    el("div")
        .class("map-controls")
        .child(toolbar(board))
        .child(threshold(board))
        .child(live(move || around(board)))
        .child(alone(board))
        .child(
            el("span").class("arranging").attr("role", "status").child(live(move || board.arranging.get())),
        )
}

/// Buttons of the toolbar: how many of them move the picture, then draw in it, and at last save it.
const BUTTONS: usize = 6;
const MOVING: usize = 3;
const DRAWING: usize = 1;
const SAVING: usize = 2;

/// The buttons, one stop of the keyboard: the arrow keys go from one to the next.
fn toolbar(board: Board) -> Element {
    let at = RwSignal::new(0);
    let text = move || &board.explorer.language().text;
    // A fixed picture is not moved, and threads stand for no passages that could be drawn around.
    let first = move || match board.which() {
        Picture::Threads => MOVING + DRAWING,
        _ if board.is_fixed() => MOVING,
        _ => 0,
    };
    let end = if board.explorer.can_save() { BUTTONS } else { BUTTONS - SAVING };
    let key = move |event: Event| {
        let rtl = board.explorer.language().dir == "rtl";
        let (first, now) = (first(), at.get_untracked().max(first()));
        let next = match event.key().as_str() {
            "ArrowRight" if !rtl => now + 1,
            "ArrowLeft" if rtl => now + 1,
            "ArrowRight" | "ArrowLeft" => now.saturating_sub(1),
            "Home" => first,
            "End" => end - 1,
            _ => return,
        };
        event.prevent_default();
        page::focus(&control(next.max(first).min(end - 1)));
    };
    let buttons = [
        button(board, |t| t.map_nearer, "+", move |_| step(board, Step::In)),
        button(board, |t| t.map_further, "−", move |_| step(board, Step::Out)),
        button(board, |t| t.map_all, "⤢", move |_| board.look(None)),
        button(board, |t| t.map_draw, "✎", move |_| board.draws.update(|draws| *draws = !*draws))
            .live("aria-pressed", move || if board.draws.get() { "true" } else { "false" }),
        button(board, |t| t.map_save, "SVG", move |_| save(board, File::Svg)),
        button(board, |t| t.take_png, "PNG", move |_| save(board, File::Png)),
    ];
    let mut bar =
        el("div").attr("role", "toolbar").live("aria-label", move || text().map_title).on("keydown", key);
    bar = bar.live("hidden", move || first() >= end);
    for (nth, button) in buttons.into_iter().enumerate().take(end) {
        bar = bar.child(
            button
                .attr("id", control(nth))
                .live("hidden", move || nth < first())
                .live("tabindex", move || if at.get().max(first()) == nth { "0" } else { "-1" })
                .on("focus", move |_| at.set(nth)),
        );
    }
    bar
}

/// Name of a button of the toolbar.
fn control(nth: usize) -> String {
    format!("control-{nth}")
}

fn button(
    board: Board,
    words: fn(&Text) -> &'static str,
    sign: &'static str,
    press: impl FnMut(Event) + Send + 'static,
) -> Element {
    let name = move || words(&board.explorer.language().text);
    el("button")
        .attr("type", "button")
        .live("aria-label", name)
        .live("title", name)
        .on("click", press)
        .child(el("span").attr("aria-hidden", "true").child(sign))
}

fn step(board: Board, step: Step) {
    board.look(Some(board.camera().stepped(board.viewport(), &board.limits(), step)));
}

/// How a picture is saved.
enum File {
    Svg,
    Png,
}

/// The picture as a file, with what it shows and where it comes from.
fn save(board: Board, as_what: File) {
    let explorer = board.explorer;
    let text = &explorer.language().text;
    let title = format!("{}: {}", text.map_title, super::picture_name(explorer, board.which()));
    let address = format!("{}{}", page::base(), explorer.href(&explorer.state.get_untracked()));
    let corpus = fill(text.footer_corpus, &[("fingerprint", library::corpus().fingerprint())]);
    let about = format!("{corpus} {address} {}", text.footer_about);
    let (written, size) = board
        .scene
        .with_untracked(|scene| (svg(scene, &Palette::PRINT, &title, &about), (scene.width, scene.height)));
    match as_what {
        // Where the browser saves nothing, nothing has happened, and the picture is still there.
        File::Svg => drop(file::save("passages.svg", "image/svg+xml", &written)),
        File::Png => file::save_png("passages.png", &written, size),
    }
}

/// Weaker links are left out of picture, list and count alike.
fn threshold(board: Board) -> Element {
    let explorer = board.explorer;
    // The weakest link there can be.
    let least = (MIN_SCORE * 100.0) as u8;
    let now = move || explorer.state.with(|s| s.min).unwrap_or(least).max(least);
    let change = move |event: Event| {
        let min = event.value().parse::<u8>().ok().filter(|min| *min > least);
        explorer.amend(explorer.state.with_untracked(|s| s.with_min(min)));
    };
    let words = move || {
        let score = format!("0.{:02}", now());
        fill(explorer.language().text.map_min, &[("score", &score)])
    };
    el("label").class("threshold").child(live(words)).child(
        el("input")
            .attr("type", "range")
            .attr("min", least.to_string())
            .attr("max", "95")
            .attr("step", "1")
            .live("value", move || now().to_string())
            .on("input", change),
    )
}

/// What is found laid out by itself, where something is left out and neither too much nor too little is left.
fn alone(board: Board) -> Node {
    live(move || {
        let explorer = board.explorer;
        let state = explorer.state.get();
        let offered = explorer.selection.with(|s| Arrangement::is_offered(&library::corpus(), s));
        (state.picture == Picture::Graph && (offered || state.arranged)).then(|| {
            el("a")
                .class("switch-alone")
                .attr("href", explorer.href(&state.with_arranged(!state.arranged)))
                .attr("aria-current", state.arranged.then_some("true"))
                .child(explorer.language().text.map_alone)
        })
    })
}

/// How far from the open passage the map goes, and the chain from it to another.
fn around(board: Board) -> Node {
    const STEPS: [u8; 3] = [1, 2, 3];
    let explorer = board.explorer;
    let state = explorer.state.get();
    if state.passage.is_none() {
        return Node::Nothing;
    }
    let text = &explorer.language().text;
    let mut list = el("span").class("switch").child(text.map_around);
    for links in STEPS {
        let link = el("a").attr("href", explorer.href(&state.with_around(Some(links))));
        let current = (state.around == Some(links)).then_some("true");
        list = list.child(" ").child(link.attr("aria-current", current).child(links.to_string()));
    }
    let all = el("a").attr("href", explorer.href(&state.with_around(None)));
    let current = state.around.is_none().then_some("true");
    let list = list.child(" ").child(all.attr("aria-current", current).child(text.map_around_all));
    Node::from([list.into(), chaining(board)])
}

/// The button that asks for a chain, and what is to be pressed then.
fn chaining(board: Board) -> Node {
    if start(board).is_none() {
        return Node::Nothing;
    }
    let text = &board.explorer.language().text;
    let is_chaining = board.chains.get();
    let button = el("button")
        .attr("type", "button")
        .class("in-words")
        .attr("aria-pressed", if is_chaining { "true" } else { "false" })
        .on("click", move |_| board.chains.update(|chains| *chains = !*chains))
        .child(text.map_chain);
    let how = el("span").attr("role", "status").child(is_chaining.then_some(text.map_chain_how));
    Node::from([button.into(), " ".into(), how.into()])
}

/// Where a chain that is asked for now would begin: the open passage, in a picture in which another can be pressed.
fn start(board: Board) -> Option<(Picture, String)> {
    let state = board.explorer.state.get();
    let has_passages = match state.picture {
        Picture::Graph => true,
        // With more of them, documents stand for them.
        Picture::Themes => board.explorer.selection.with(|s| s.rows.len() <= MAX_UNITS),
        Picture::Matrix | Picture::Timeline | Picture::Threads => false,
    };
    let passage = state.passage.clone().filter(|_| has_passages)?;
    Some((state.picture, passage))
}

/// A chain begins where it was asked for: once that is another passage or another picture, it is asked for no more.
fn follow_start(board: Board) {
    let mut begun: Option<(Picture, String)> = None;
    effect(move || {
        let start = start(board);
        if begun != start {
            board.chains.set(false);
            begun = start;
        }
    });
}
