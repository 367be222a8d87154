//! The explorer as a part of another page: what its host asked for, what the two tell each other, and the way out.

use crate::browser::host::{self, Heard};
use crate::browser::{address, measure, page};
use crate::dom::{Element, Event, Node, effect, el, live};
use crate::explorer::Explorer;
use crate::i18n::Head;
use leptos::prelude::*;
use passages_core::message::{Code, HEIGHTS, MAX_TEXT, Message};
use passages_core::setting::{Colour, DARK, Embed, LIGHT, Theme};
use passages_core::state::ViewState;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// What has happened is told and done together, so many milliseconds after its first part.
const PAUSE_MILLIS: i32 = 100;
/// Activity, and what was no message, is told once in so many milliseconds.
const QUIET_MILLIS: f64 = 1000.0;
/// A height that differs by less, in pixels, is the same.
const LEAST_DIFFERENCE: u32 = 2;

/// What a query asks for. Without a browser there is nobody to ask.
pub fn asked() -> Embed {
    Embed::parse(&address::query()).0
}

/// Gives the page the colours and the features that its host asked for, before anything is seen of it.
pub fn dress(embed: &Embed) {
    host::mark("data-features", Some(&embed.features.ids(" ")));
    host::mark("data-readonly", embed.read_only.then_some(""));
    take_theme(embed.theme);
    if let Some(accent) = embed.accent {
        host::mark("data-accent", Some(""));
        for (ground, act, soft) in
            [(LIGHT, "--accent-light", "--accent-light-soft"), (DARK, "--accent-dark", "--accent-dark-soft")]
        {
            let shades = accent.shades(ground);
            let set = |name: &str, colour: Colour| host::set_variable(name, &format!("#{}", colour.hex()));
            set(act, shades.act);
            set(soft, shades.soft);
        }
    }
}

fn take_theme(theme: Theme) {
    host::mark("data-theme", (theme != Theme::Auto).then(|| theme.id()));
}

/// Begins the conversation with the host.
pub fn enter(explorer: Explorer) {
    let mut talk = None::<Rc<Talk>>;
    effect(move || {
        explorer.state.track();
        explorer.language();
        if let Some(talk) = &talk {
            return talk.due();
        }
        let (embed, malformed) = Embed::parse(&address::query());
        explorer.held.set(embed.read_only);
        let begun = Rc::new(Talk::new(explorer, malformed));
        begun.begin(embed.host);
        talk = Some(begun);
    });
}

/// What the host has sent and is not done yet; of each kind, the last counts.
#[derive(Default)]
struct Pending {
    state: Option<String>,
    theme: Option<Theme>,
    language: Option<String>,
    focus: bool,
}

/// The conversation so far.
struct Talk {
    explorer: Explorer,
    /// Options of the address that mean nothing.
    malformed: Vec<&'static str>,
    pending: RefCell<Pending>,
    is_due: Cell<bool>,
    height: Cell<u32>,
    state: RefCell<Option<String>>,
    acted: Cell<f64>,
    complained: Cell<f64>,
}

impl Talk {
    fn new(explorer: Explorer, malformed: Vec<&'static str>) -> Self {
        Self {
            explorer,
            malformed,
            pending: RefCell::default(),
            is_due: Cell::new(false),
            height: Cell::new(0),
            state: RefCell::default(),
            acted: Cell::new(-QUIET_MILLIS),
            complained: Cell::new(-QUIET_MILLIS),
        }
    }

    fn begin(self: &Rc<Self>, origin: Option<String>) {
        let talk = Rc::clone(self);
        host::meet(origin, move |heard| talk.hear(heard));
        let talk = Rc::clone(self);
        host::on_resize(move || talk.due());
        let talk = Rc::clone(self);
        host::on_activity(move || {
            if is_over(&talk.acted) {
                host::tell(&Message::Activity);
            }
        });
        let explorer = self.explorer;
        host::on_links(move |href| {
            let state = ViewState::parse(href).0;
            let leaves = explorer.leaves(&state);
            if leaves {
                explorer.go(state);
            }
            leaves
        });
    }

    fn hear(self: &Rc<Self>, heard: Heard) {
        let mut pending = self.pending.borrow_mut();
        match heard {
            Heard::Port => {
                // The host gives the frame its height: nothing in it may be as high as the frame.
                host::mark("data-sized", Some(""));
                host::tell(&Message::Ready);
                // What happened before there was anybody to tell is no reason to be quiet now.
                self.acted.set(-QUIET_MILLIS);
                for _ in &self.malformed {
                    host::tell(&Message::Error(Code::Option));
                }
            }
            Heard::Message(Message::SetState(state)) => pending.state = Some(state),
            Heard::Message(Message::SetTheme(theme)) => pending.theme = Some(theme),
            Heard::Message(Message::SetLang(tag)) => pending.language = Some(tag),
            Heard::Message(Message::Focus) => pending.focus = true,
            // What a page tells is no message of a host's.
            Heard::Message(_) | Heard::Nothing => {
                host::mark("data-dropped", Some(&host::dropped().to_string()));
                if is_over(&self.complained) {
                    host::tell(&Message::Error(Code::Message));
                }
                return;
            }
        }
        self.due();
    }

    /// Soon, once, whatever happens until then.
    fn due(self: &Rc<Self>) {
        if !self.is_due.replace(true) {
            let talk = Rc::clone(self);
            host::after(PAUSE_MILLIS, move || {
                talk.is_due.set(false);
                talk.act();
                talk.report();
            });
        }
    }

    /// Does what the host has asked for.
    fn act(&self) {
        let Pending { state, theme, language, focus } = self.pending.take();
        if let Some(theme) = theme {
            take_theme(theme);
        }
        if let Some(address) = state {
            match ViewState::parse(&address) {
                (state, warnings) if warnings.is_empty() => self.explorer.turn(state),
                _ => host::tell(&Message::Error(Code::State)),
            }
        }
        if let Some(tag) = language {
            match Head::find(&tag) {
                Some(head) => {
                    let mut state = (*self.explorer.state.get_untracked()).clone();
                    state.language = Some(head.tag.to_owned());
                    self.explorer.turn(state);
                }
                None => host::tell(&Message::Error(Code::Language)),
            }
        }
        if focus {
            page::focus("top");
        }
    }

    /// Tells what has changed.
    fn report(&self) {
        if !host::is_heard() {
            return;
        }
        host::mark_open_passage();
        if let Some(height) = host::wanted_height() {
            let height = height.clamp(HEIGHTS.0, HEIGHTS.1);
            if height.abs_diff(self.height.get()) >= LEAST_DIFFERENCE {
                self.height.set(height);
                host::tell(&Message::Size(height));
            }
        }
        let state = self.explorer.state.with_untracked(ViewState::print);
        let mut told = self.state.borrow_mut();
        if told.as_ref() != Some(&state) {
            let is_long = state.chars().nth(MAX_TEXT).is_some();
            host::tell(&if is_long { Message::Error(Code::Long) } else { Message::State(state.clone()) });
            *told = Some(state);
        }
    }
}

/// Whether it has been quiet for long enough since the time, which then is now.
fn is_over(time: &Cell<f64>) -> bool {
    let now = measure::millis();
    let is_over = now - time.get() >= QUIET_MILLIS;
    if is_over {
        time.set(now);
    }
    is_over
}

/// Address of the whole explorer at a state, in the language that the page speaks.
fn whole(explorer: Explorer, state: &ViewState) -> String {
    let mut state = state.clone();
    state.language.get_or_insert_with(|| explorer.language().tag.to_owned());
    page::base() + &explorer.href(&state)
}

/// "Open in full": the whole explorer at the same place, in a window of its own. Where the host lets nothing be
/// opened, its address is said.
pub fn open_in_full(explorer: Explorer) -> Element {
    let said = RwSignal::new(String::new());
    let open = move |address: String| said.set(if host::open(&address) { String::new() } else { address });
    effect(move || {
        let beyond = explorer.beyond.get();
        if !beyond.is_empty() {
            open(untrack(|| whole(explorer, &ViewState::parse(&beyond).0)));
        }
    });
    let here = move || explorer.state.with(|state| whole(explorer, state));
    let press = move |event: Event| {
        if !event.has_modifier() {
            event.prevent_default();
            open(untrack(here));
        }
    };
    let words = move || -> Node {
        let address = said.get();
        if address.is_empty() {
            return Node::Nothing;
        }
        let words = explorer.language().text.full_address;
        Node::from([words.into(), " ".into(), el("bdi").attr("dir", "ltr").child(address).into()])
    };
    el("div")
        .class("open-full")
        .child(
            el("a")
                .live("href", here)
                .attr("target", "_blank")
                .attr("rel", "noopener")
                .on("click", press)
                .child(live(move || explorer.language().text.full_open)),
        )
        .child(el("p").attr("role", "status").child(live(words)))
}
