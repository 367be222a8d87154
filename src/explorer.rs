//! What every view is handed: the state, what it selects, and the one way to change it.

use crate::browser::address;
use crate::i18n::Language;
use crate::library;
use leptos::prelude::*;
use passages_core::select::{Selection, select};
use passages_core::state::{View, ViewState};
use std::sync::Arc;

/// The explorer as a view sees it. State goes down, a new state comes up through [`Explorer::go`].
#[derive(Clone, Copy)]
pub struct Explorer {
    /// The state, which is the address.
    pub state: Signal<ViewState>,
    /// Everything on screen, computed from the state.
    pub selection: Memo<Arc<Selection>>,
    set: WriteSignal<ViewState>,
    language: Memo<&'static str>,
}

impl Explorer {
    /// The explorer at a state, for visitors who prefer `preferred`.
    pub fn new(state: ViewState, preferred: Vec<String>) -> Self {
        let (state, set) = signal(state);
        let selection = Memo::new(move |_| Arc::new(state.with(|state| select(library::corpus(), state))));
        let language = Memo::new(move |_| {
            let asked = state.with(|s| s.language.clone());
            Language::best(asked.iter().map(String::as_str).chain(preferred.iter().map(String::as_str))).tag
        });
        Self { state: state.into(), selection, set, language }
    }

    /// The explorer of the page that a component stands in.
    pub fn expect() -> Self {
        expect_context()
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
            self.set.set(state);
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
