//! What can be done with a picture besides looking: nearer, further, all of it, drawing around, weaker links out, a file.

use super::board::Board;
use crate::browser::file;
use crate::dom::{Element, Event, Node, el, live};
use crate::i18n::{Text, fill};
use crate::library;
use leptos::prelude::*;
use passages_core::link::MIN_SCORE;
#[cfg(feature = "collection")]
use passages_core::scene::Arrangement;
use passages_core::scene::{Palette, Step, svg};
use passages_core::state::Picture;

/// The row of controls above the picture.
pub(super) fn controls(board: Board) -> Element {
    el("div")
        .class("map-controls")
        .live("hidden", move || board.which() == Picture::Threads)
        .child(button(board, |t| t.map_nearer, "+", move |_| step(board, Step::In)))
        .child(button(board, |t| t.map_further, "−", move |_| step(board, Step::Out)))
        .child(button(board, |t| t.map_all, "⤢", move |_| board.look(None)))
        .child(
            button(board, |t| t.map_draw, "✎", move |_| board.draws.update(|draws| *draws = !*draws))
                .live("aria-pressed", move || if board.draws.get() { "true" } else { "false" }),
        )
        .child(button(board, |t| t.map_save, "⤓", move |_| save(board)))
        .child(threshold(board))
        .child(live(move || around(board)))
        .child(alone(board))
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

/// The picture as a file, with what it shows and where it comes from.
fn save(board: Board) {
    let explorer = board.explorer;
    let text = &explorer.language().text;
    let title = format!("{}: {}", text.map_title, super::picture_name(explorer, board.which()));
    let address = explorer.href(&explorer.state.get_untracked());
    let corpus = fill(text.footer_corpus, &[("fingerprint", library::corpus().fingerprint())]);
    let written = board
        .scene
        .with_untracked(|scene| svg(scene, &Palette::PRINT, &title, &format!("{corpus} {address}")));
    // Where the browser saves nothing, nothing has happened, and the picture is still there.
    let _ = file::save("passages.svg", "image/svg+xml", &written);
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

/// What is found laid out by itself, where something is left out and not too much is left.
#[cfg(feature = "collection")]
fn alone(board: Board) -> Node {
    live(move || {
        let explorer = board.explorer;
        let state = explorer.state.get();
        let possible = explorer.selection.with(|s| Arrangement::is_possible(library::corpus(), s));
        (state.picture == Picture::Graph && (possible || state.arranged)).then(|| {
            el("a")
                .class("switch-alone")
                .attr("href", explorer.href(&state.with_arranged(!state.arranged)))
                .attr("aria-current", state.arranged.then_some("true"))
                .child(explorer.language().text.map_alone)
        })
    })
}

/// Among a few passages nothing is far from anything.
#[cfg(not(feature = "collection"))]
fn alone(_: Board) -> Node {
    Node::Nothing
}

/// How far from the open passage the map goes.
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
    list.child(" ").child(all.attr("aria-current", current).child(text.map_around_all)).into()
}
