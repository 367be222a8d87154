//! What is found, laid out by itself, a few milliseconds a frame, and shown once it is settled: a picture does not swim.

use super::board::Board;
use crate::browser::measure::{Frame, millis, next_frame};
use crate::dom::effect;
use crate::library;
use leptos::prelude::*;
use passages_core::graph::Point;
use passages_core::scene::Arrangement;
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

/// Part of a frame that is worked in, so that the page answers meanwhile.
const SLICE_MILLIS: f64 = 8.0;

/// Follows what is found while the state wants it arranged.
pub(super) fn follow(board: Board) {
    let explorer = board.explorer;
    let work: Rc<RefCell<Option<Arrangement>>> = Rc::default();
    // Raised when the next slice is due.
    let turn = RwSignal::new(0_u32);
    // By passage: what stays begins next time where it stands.
    let stood: Rc<RefCell<Vec<Point>>> = Rc::default();
    let (begun, before) = (work.clone(), stood.clone());
    effect(move || {
        let wanted = explorer.state.with(|s| s.arranged);
        let selection = explorer.selection.get();
        let next =
            wanted.then(|| Arrangement::new(library::corpus(), &selection, &before.borrow())).flatten();
        if next.is_none() && board.arranged.with_untracked(Option::is_some) {
            board.arranged.set(None);
            before.borrow_mut().clear();
        }
        let goes_on = next.is_some();
        begun.replace(next);
        if goes_on {
            turn.update(|turn| *turn = turn.wrapping_add(1));
        }
    });
    let mut due: Option<Frame> = None;
    effect(move || {
        turn.track();
        let (work, stood) = (work.clone(), stood.clone());
        due.replace(next_frame(move || slice(board, &work, &stood, turn)));
    });
}

/// Works for a part of a frame; shows what is settled.
fn slice(
    board: Board,
    work: &RefCell<Option<Arrangement>>,
    stood: &RefCell<Vec<Point>>,
    turn: RwSignal<u32>,
) {
    let mut slot = work.borrow_mut();
    let Some(arrangement) = slot.as_mut() else { return };
    let began = millis();
    let settled = loop {
        if arrangement.step() {
            break true;
        }
        if millis() - began > SLICE_MILLIS {
            break false;
        }
    };
    if settled {
        let places = arrangement.places();
        let ground = library::ground_at(board.explorer.language(), Some(&places));
        *slot = None;
        stood.replace(places);
        board.arranged.set(Some(Arc::new(ground)));
    } else {
        turn.update(|turn| *turn = turn.wrapping_add(1));
    }
}
