//! What every view is handed: the state, what it selects, and the one way to change it.

use crate::browser::{address, host};
use crate::desk::Desk;
use crate::i18n::{Head, Language};
use crate::library;
use crate::parts::{Part, Parts};
use leptos::prelude::*;
use passages_core::corpus::Corpus;
use passages_core::select::{Selection, select, unfiltered};
use passages_core::setting::Mode;
use passages_core::state::{View, ViewState};
use passages_core::suggest::{Suggestion, suggest};
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

/// What works on the whole corpus. It is called by its address, so that the first load need not carry it: only parts
/// of the program lead to these.
#[derive(Clone, Copy, Debug)]
pub struct Engine {
    /// The corpus and a state -> everything on screen.
    pub select: fn(&Corpus, &ViewState) -> Selection,
    /// The corpus, a state, what is typed and the page's language -> what could be meant.
    pub suggest: Option<Suggest>,
}

type Suggest = fn(&Corpus, &ViewState, &str, &str) -> Vec<Suggestion>;

impl Engine {
    /// What reads, where nothing is looked for.
    pub const READING: Self = Self { select: unfiltered, suggest: None };
    /// What reads and finds.
    pub const WHOLE: Self = Self { select, suggest: Some(suggest) };
}

/// What there is before any part has come: all, where the program is not in parts.
const AT_FIRST: Option<Engine> = if cfg!(split) { None } else { Some(Engine::WHOLE) };

/// The explorer as a view sees it. State goes down, a new state comes up through [`Explorer::go`].
#[derive(Clone, Copy)]
pub struct Explorer {
    /// The state, which is the address.
    pub state: Followed<ViewState>,
    /// What the page is: public, a part of another, an exhibit.
    pub mode: Mode,
    /// Whether another page stands around this one, as what it is or unasked.
    pub framed: bool,
    /// Everything on screen, computed from the state.
    pub selection: Followed<Selection>,
    /// What has come of the parts of the program that are loaded when they are wanted.
    pub parts: RwSignal<Parts>,
    /// What works on the whole corpus; `None` before a part has brought it.
    pub engine: RwSignal<Option<Engine>>,
    /// A part that is wanted soon, though the state does not need it.
    pub asked: RwSignal<Option<Part>>,
    /// Whether "Embed this view" is open.
    pub embedding: RwSignal<bool>,
    /// Whether the screen stays: a host has embedded it to be read only.
    pub held: RwSignal<bool>,
    /// The last address that was asked for beyond a screen that stays; empty where none was.
    pub beyond: RwSignal<String>,
    /// Counts the visitors of an exhibit: with each, the views begin anew.
    pub visit: RwSignal<u32>,
    /// Counts the corpora that have been in use: with each, the views begin anew.
    pub edition: RwSignal<u32>,
    /// What the visitor has brought.
    pub desk: Desk,
    set: RwSignal<Arc<ViewState>>,
    /// Tag of the language that is wanted.
    wanted: Memo<&'static str>,
    /// Tag of the language that the page speaks.
    language: Memo<&'static str>,
    /// What has come of the text of the wanted language.
    fetched: RwSignal<Fetched>,
}

/// What has come of the text of a language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fetched {
    /// Nothing was asked for, or it has come; counts up.
    Come(u32),
    /// It could not be had.
    Missing(&'static str),
}

impl Explorer {
    /// The explorer at a state, for visitors who prefer `preferred`.
    pub fn new(state: ViewState, mode: Mode, preferred: Vec<String>) -> Self {
        let set = RwSignal::new(Arc::new(state));
        let state = Followed(Memo::new(move |_| set.get()));
        let edition = RwSignal::new(0);
        let engine = RwSignal::new(AT_FIRST);
        let selection = Followed(Memo::new(move |_| {
            edition.track();
            let selected = engine.get().map(|engine| (engine.select)(&library::corpus(), &state.get()));
            // The opening page lists nothing.
            Arc::new(selected.unwrap_or_default())
        }));
        let wanted = Memo::new(move |_| wanted(&state.get(), &preferred).tag);
        let fetched = RwSignal::new(Fetched::Come(0));
        // Until the wanted language is known, the page goes on speaking the one before.
        let language = Memo::new(move |before: Option<&&'static str>| {
            fetched.track();
            let wanted = Head::best([wanted.get()]);
            wanted.known().map_or_else(|| before.copied().unwrap_or("en"), |known| known.tag)
        });
        let (parts, asked) = (RwSignal::new(Parts::default()), RwSignal::new(None));
        let (embedding, held, beyond) =
            (RwSignal::new(false), RwSignal::new(false), RwSignal::new(String::new()));
        let visit = RwSignal::new(0);
        let desk = Desk::new();
        Self {
            state,
            mode,
            framed: host::is_framed(),
            selection,
            parts,
            engine,
            asked,
            embedding,
            held,
            beyond,
            visit,
            edition,
            desk,
            set,
            wanted,
            language,
            fetched,
        }
    }

    /// The page's language.
    pub fn language(self) -> &'static Language {
        Head::best([self.language.get()]).known().unwrap_or_else(Language::english)
    }

    /// The language that is wanted, where the page does not know it yet.
    pub fn unknown_language(self) -> Option<&'static Head> {
        let wanted = Head::best([self.wanted.get()]);
        wanted.known().is_none().then_some(wanted)
    }

    /// The language whose text could not be had, if it is still wanted.
    pub fn missing_language(self) -> Option<&'static Head> {
        match self.fetched.get() {
            Fetched::Missing(tag) => self.unknown_language().filter(|wanted| wanted.tag == tag),
            Fetched::Come(_) => None,
        }
    }

    /// Follows what comes of the texts of languages, whether they are spoken now or not.
    pub fn follow_fetched(self) {
        self.fetched.track();
    }

    /// Says what has come of the text of a language.
    pub fn tell_fetched(self, tag: &'static str, is_known: bool) {
        self.fetched.update(|fetched| {
            *fetched = match (is_known, *fetched) {
                (false, _) => Fetched::Missing(tag),
                (true, Fetched::Come(count)) => Fetched::Come(count.wrapping_add(1)),
                (true, Fetched::Missing(_)) => Fetched::Come(0),
            };
        });
    }

    /// The link that leads to a state.
    pub fn href(self, state: &ViewState) -> String {
        format!("#{}", stamped(state.clone()).print())
    }

    /// Goes to a state, as a step of the history. From a screen that stays, what is another is asked for elsewhere.
    pub fn go(self, state: ViewState) {
        let state = stamped(state);
        if self.leaves(&state) {
            return self.beyond.set(self.href(&state));
        }
        address::push(&state);
        self.show(state);
    }

    /// Goes to a state in the place of the present step: every letter typed is none of its own.
    pub fn amend(self, state: ViewState) {
        let state = stamped(state);
        if !self.leaves(&state) {
            address::replace(&state);
            self.show(state);
        }
    }

    /// Shows a state that the host has asked for, in the place of the present step.
    pub fn turn(self, state: ViewState) {
        let state = stamped(state);
        address::replace(&state);
        self.show(state);
    }

    /// Whether a state is on another screen than this one, which stays.
    pub fn leaves(self, state: &ViewState) -> bool {
        self.held.get_untracked() && self.state.with_untracked(|now| !now.is_same_screen(state))
    }

    /// Goes to a state as if nobody had been here before: nothing of the last visit is left in the views.
    pub fn start_over(self, state: ViewState) {
        self.amend(state);
        self.visit.update(|visit| *visit = visit.wrapping_add(1));
    }

    /// Goes on with the corpus that is in use now, after another was: what is shown is of this one.
    pub fn renew(self) {
        self.edition.update(|edition| *edition = edition.wrapping_add(1));
        let mut state = (*self.state.get_untracked()).clone();
        state.corpus = None;
        self.turn(state);
    }

    /// Whether what is shown can be saved, printed or copied: an exhibit has nowhere to put it.
    pub fn can_save(self) -> bool {
        self.mode != Mode::Kiosk
    }

    /// Whether the visitor can bring documents of their own: not to somebody else's page, nor to an exhibit.
    pub fn can_add(self) -> bool {
        self.mode == Mode::Public
    }

    /// Shows the state of an address that has changed already.
    pub fn show(self, state: ViewState) {
        if self.state.with_untracked(|now| *now != state) {
            self.set.set(Arc::new(state));
        }
    }
}

/// The language of a state for visitors who prefer `preferred`.
pub fn wanted(state: &ViewState, preferred: &[String]) -> &'static Head {
    Head::best(state.language.iter().chain(preferred).map(String::as_str))
}

/// Views that list depend on what the corpus holds, so their addresses name it; a passage's address is permanent.
pub fn stamped(mut state: ViewState) -> ViewState {
    if matches!(state.view, View::Find | View::Map | View::Frameworks) && state.corpus.is_none() {
        state.corpus = Some(library::corpus().fingerprint().to_owned());
    }
    state
}
