//! The picture in the page, and the room that it has there.

use super::board::Board;
use super::{hand, marks, targets};
use crate::browser::{canvas, measure};
use crate::components::thread_picture::thread_picture;
use crate::dom::{Element, effect, el, live};
use leptos::prelude::*;
use passages_core::number::Within;
use passages_core::scene::mark_of;
use passages_core::state::Picture;

/// The picture, what is named below it, and the room that they keep.
pub(super) fn surface(board: Board) -> Element {
    follow_size(board);
    super::arrange::follow(board);
    hand::keeping(board);
    effect(move || {
        if !board.is_sharp() {
            let (scene, outline) = (board.scene.get(), board.outline.get());
            let focus = board.has_focus.get().then(|| board.walk.get().at);
            canvas::paint("board", &scene, focus.and_then(|at| mark_of(&scene, at)), &outline);
        }
    });
    let picture = move || match board.which() {
        Picture::Threads => {
            let compared = board.explorer.selection.with(|s| s.compared.clone());
            let [left, right, ..] = compared.as_slice() else { return None };
            Some(el("figure").class("threads").child(thread_picture(board.explorer, (*left, *right), true)))
        }
        _ => Some(drawn(board)),
    };
    // An element that has the keyboard says its name by itself; what is painted is said here.
    let pointed = el("p")
        .class("pointed")
        .live("aria-hidden", move || board.is_sharp().then_some("true"))
        .live("role", move || (!board.is_sharp()).then_some("status"));
    el("div")
        .class("board-frame")
        .attr("id", "board-frame")
        .child(live(picture))
        .child(pointed.child(live(move || board.pointed.get())))
}

/// The room of the picture changes with the window.
fn follow_size(board: Board) {
    let read = move || {
        if let Some(room) = measure::room("board-frame") {
            // Time runs one way: what stands below its axis is to be seen with it.
            let share = if untrack(|| board.which()) == Picture::Timeline { 0.5 } else { 0.72 };
            let height = (room.0 * share).min(measure::window_height() * 0.72).within(240.0, 1400.0);
            let size = (room.0.round().max(200.0), height.round());
            if board.size.get_untracked() != size {
                board.size.set(size);
            }
        }
    };
    let mut watched = None;
    effect(move || {
        board.explorer.state.track();
        watched.replace((measure::Watch::new(read), measure::next_frame(read)));
    });
}

/// Where the picture is drawn, and where the hand is followed.
fn drawn(board: Board) -> Element {
    let label = move || {
        let text = &board.explorer.language().text;
        format!("{}: {}", text.map_title, super::picture_name(board.explorer, board.which()))
    };
    let surface = if board.is_sharp() {
        marks::surface(board)
    } else {
        el("canvas")
            .class("map canvas")
            .attr("tabindex", "0")
            .on("focus", move |_| {
                board.has_focus.set(true);
                board.pointed.set(targets::name(board, board.walk.get_untracked().at));
            })
            .on("blur", move |_| board.has_focus.set(false))
    };
    let surface = surface
        .attr("id", "board")
        .attr("role", "group")
        .live("data-whole", move || board.is_whole())
        .live("aria-label", label)
        .attr("aria-describedby", "map-help");
    hand::followed(board, surface)
}
