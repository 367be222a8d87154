//! What can be folded away, and is only worked out while it is seen.

use crate::dom::{Element, el};
use leptos::prelude::*;

/// Whether a `details` is unfolded, and all that it stands in.
///
/// What it holds is set while this is so: with each filter it would be set anew, and folded away it would cost as much
/// as what is seen.
#[derive(Clone, Copy)]
pub struct Unfolded {
    open: RwSignal<bool>,
    outer: Option<RwSignal<bool>>,
}

impl Unfolded {
    /// At first; `within` is what it stands in.
    pub fn new(open: bool, within: Option<Self>) -> Self {
        Self { open: RwSignal::new(open), outer: within.map(|outer| outer.open) }
    }

    /// Whether what it holds is seen; followed.
    pub fn is_seen(self) -> bool {
        // Both are asked, so that both are followed.
        let outer = self.outer.is_none_or(|outer| outer.get());
        self.open.get() && outer
    }

    /// The element of this class that is unfolded and folded.
    pub fn details(self, class: &'static str) -> Element {
        el("details").class(class).attr("open", self.open.get_untracked()).on("toggle", move |event| {
            // Said once more, it would have everything inside set anew.
            if self.open.get_untracked() != event.is_open() {
                self.open.set(event.is_open());
            }
        })
    }
}
