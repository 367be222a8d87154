//! What every view is handed: the state, what it selects, and the one way to change it.

use crate::browser::address;
use crate::i18n::Language;
use crate::library;
use leptos::prelude::*;
use passages_core::select::{Selection, select};
use passages_core::state::{View, ViewState};
use std::sync::Arc;

/// A value that views follow: whoever reads it is told when it changes.
pub struct Followed<T: Send + Sync + 'static>(Memo<Arc<T>>);

impl<T: Send + Sync + 'static> Clone for Followed<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Followed<T> {}

// Reading is a function of its own, and not inlined, since the page does it in a hundred places.
impl<T: Send + Sync + 'static> Followed<T> {
    /// As it is now, and followed.
    #[inline(never)]
    pub fn get(self) -> Arc<T> {
        self.0.get()
    }

    /// As it is now.
    #[inline(never)]
    pub fn get_untracked(self) -> Arc<T> {
        self.0.get_untracked()
    }

    /// Follows it without reading.
    pub fn track(self) {
        self.0.track();
    }

    /// Reads it as it is now, and follows it.
    pub fn with<U>(self, read: impl FnOnce(&T) -> U) -> U {
        read(&self.get())
    }

    /// Reads it as it is now.
    pub fn with_untracked<U>(self, read: impl FnOnce(&T) -> U) -> U {
        read(&self.get_untracked())
    }
}

/// The explorer as a view sees it. State goes down, a new state comes up through [`Explorer::go`].
#[derive(Clone, Copy)]
pub struct Explorer {
    /// The state, which is the address.
    pub state: Followed<ViewState>,
    /// Everything on screen, computed from the state.
    pub selection: Followed<Selection>,
    set: RwSignal<Arc<ViewState>>,
    language: Memo<&'static str>,
}

impl Explorer {
    /// The explorer at a state, for visitors who prefer `preferred`.
    pub fn new(state: ViewState, preferred: Vec<String>) -> Self {
        let set = RwSignal::new(Arc::new(state));
        let state = Followed(Memo::new(move |_| set.get()));
        let selection = Followed(Memo::new(move |_| Arc::new(select(library::corpus(), &state.get()))));
        let language = Memo::new(move |_| {
            let asked = state.get().language.clone();
            Language::best(asked.iter().map(String::as_str).chain(preferred.iter().map(String::as_str))).tag
        });
        Self { state, selection, set, language }
    }

    /// The page's language.
    pub fn language(self) -> &'static Language {
        Language::best([self.language.get()])
    }

    /// The link that leads to a state.
    pub fn href(self, state: &ViewState) -> String {
        format!("#{}", stamped(state.clone()).print())
    }

    /// Goes to a state, as a step of the history.
    pub fn go(self, state: ViewState) {
        let state = stamped(state);
        address::push(&state);
        self.show(state);
    }

    /// Goes to a state in the place of the present step: every letter typed is none of its own.
    pub fn amend(self, state: ViewState) {
        let state = stamped(state);
        address::replace(&state);
        self.show(state);
    }

    /// Shows the state of an address that has changed already.
    pub fn show(self, state: ViewState) {
        if self.state.with_untracked(|now| *now != state) {
            self.set.set(Arc::new(state));
        }
    }
}

/// Views that list depend on what the corpus holds, so their addresses name it; a passage's address is permanent.
pub fn stamped(mut state: ViewState) -> ViewState {
    if matches!(state.view, View::Find | View::Map | View::Frameworks) && state.corpus.is_none() {
        state.corpus = Some(library::corpus().fingerprint().to_owned());
    }
    state
}
