//! Elements as plain values, and how they are put into the page and kept true.
//!
//! A view hands over a tree of one type, [`Node`]. It is a leptos view like any other (`build.rs` implements leptos'
//! `Render` for it) and lives on leptos' signals, memos and effects; but where the types that the `view!` macro makes are
//! another one for every shape of tree, and so another copy of the code that builds, patches and drops it, this is
//! one. Attributes and text are always set as such, so nothing is ever read as markup.

mod build;
mod element;
mod event;
mod html;

pub use element::{Element, Node, Value, Words, el, live, svg};
pub use event::Event;

use leptos::prelude::Effect;

/// Does something that reaches outside the page's tree, now and whenever a signal that it reads changes.
pub fn effect(run: impl FnMut() + 'static) {
    boxed(Box::new(run));
}

/// One kind of effect, whatever it does.
fn boxed(mut run: Box<dyn FnMut()>) {
    Effect::new(move |_| run());
}
