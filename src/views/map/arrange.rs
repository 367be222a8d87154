//! What is found, laid out by itself in the workshop, and shown once it is settled: a picture does not swim.

use super::board::Board;
use crate::browser::workshop::{self, Task, Told};
use crate::components::fault;
use crate::dom::effect;
use crate::i18n::{Language, fill};
use crate::library;
use leptos::prelude::*;
use passages_core::graph::Point;
use passages_core::job::{Answer, Fault, Job};
use passages_core::scene::Arrangement;
use passages_core::state::View;
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

/// Follows what is found while the state wants it arranged.
pub(super) fn follow(board: Board) {
    let explorer = board.explorer;
    let say = move |words: String| board.arranging.set(words);
    // By passage: what stays begins next time where it stands.
    let stood: Rc<RefCell<Vec<Point>>> = Rc::default();
    let mut wanted: Option<Rc<Arrangement>> = None;
    let mut task: Option<Task> = None;
    effect(move || {
        let (is_wanted, is_seen) = explorer.state.with(|s| (s.arranged, s.view == View::Map));
        if !is_seen {
            // The board goes away, and whoever follows it must not be told any more.
            drop(task.take());
            return;
        }
        let selection = explorer.selection.get();
        let next =
            is_wanted.then(|| Arrangement::new(&library::corpus(), &selection, &stood.borrow())).flatten();
        let Some(next) = next else {
            if wanted.take().is_some() {
                drop(task.take());
                stood.borrow_mut().clear();
                board.arranged.set(None);
                say(String::new());
            }
            return;
        };
        // Another passage is open: nothing moves.
        if wanted.as_ref().is_some_and(|wanted| wanted.is_of_the_same(&next)) {
            return;
        }
        let language = explorer.language();
        let next = Rc::new(next);
        let (arrangement, stood) = (next.clone(), stood.clone());
        let tell = move |told| match told {
            Told::Progress(share) => say(progress(language, share)),
            Told::Answer(Ok(Answer::Places(points))) => {
                let places = arrangement.places(&points);
                board.arranged.set(Some(Arc::new(library::ground_at(language, Some(&places)))));
                stood.replace(places);
                say(String::new());
            }
            Told::Answer(answer) => {
                say(fault::words(language, answer.err().unwrap_or(Fault::Unread)).to_owned());
            }
        };
        // What is under way is for what was found before.
        drop(task.take());
        say(progress(language, 0.0));
        match workshop::work(&Job::Arrange(next.request.clone()), library::archive(), tell) {
            Ok(begun) => {
                task.replace(begun);
            }
            Err(fault) => say(fault::words(language, fault).to_owned()),
        }
        wanted = Some(next);
    });
}

/// How much is done, of 1, in words.
fn progress(language: &Language, share: f64) -> String {
    let percent = ((share * 100.0) as u8).to_string();
    fill(language.text.map_arranging, &[("percent", &percent)])
}
