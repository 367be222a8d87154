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
use leptos::prelude::{ArcMemo, Memo, on_cleanup};
use leptos::reactive::graph::{Subscriber, ToAnySubscriber};

/// A value that is worked out anew when a signal that it reads changes; for parts of the page, which come and go.
///
/// As the parts of the tree do (`build.rs`), it takes itself off the lists of what it has read when it goes.
pub fn memo<T: PartialEq + Send + Sync + 'static>(
    work_out: impl Fn(Option<&T>) -> T + Send + Sync + 'static,
) -> Memo<T> {
    let memo = ArcMemo::new(work_out);
    let reader = memo.to_any_subscriber();
    on_cleanup(move || reader.clear_sources(&reader));
    memo.into()
}

/// Does something that reaches outside the page's tree, now and whenever a signal that it reads changes.
pub fn effect(run: impl FnMut() + 'static) {
    boxed(Box::new(run));
}

/// One kind of effect, whatever it does.
#[cfg(target_arch = "wasm32")]
fn boxed(mut run: Box<dyn FnMut()>) {
    let effect = Effect::new(move |_| run()).to_any_subscriber();
    // As the parts of the tree do: see `build.rs`.
    on_cleanup(move || effect.clear_sources(&effect));
}

/// One kind of effect, whatever it does; without a browser none is ever run.
#[cfg(not(target_arch = "wasm32"))]
fn boxed(mut run: Box<dyn FnMut()>) {
    Effect::new(move |_| run());
}
