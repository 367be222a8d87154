//! What only an exhibit has: the tour that plays while nobody is there, the question whether somebody still is, starting
//! over, controls within reach, a keyboard on the screen, and a panel for the technician.
//!
//! [`enter`] is the one way in. When something is due is decided by the machine of the core; here its actions are carried
//! out.

mod ask;
mod bar;
mod keyboard;
mod panel;
mod phone;
mod scene;
mod tour;

use crate::browser::exhibit::{self, Happening};
use crate::browser::{address, field, measure, page, wording};
use crate::dom::{Node, effect, live};
use crate::explorer::Explorer;
use crate::i18n::{HEADS, Head, learn};
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use passages_core::kiosk::corner::Corner;
use passages_core::kiosk::handoff;
use passages_core::kiosk::log::{Entry, Log};
use passages_core::kiosk::pin::Pin;
use passages_core::kiosk::{Action, Event, Hold, Machine, millis_until};
use passages_core::setting::Served;
use passages_core::setting::kiosk::{Ignored, Keyboard, Options};
use passages_core::setting::reach::reachable;
use passages_core::state::{View, ViewState};
use std::time::Duration;

/// How long the tour and the question take to go once nothing presses on them, in milliseconds; until then nothing behind
/// them can be touched, for browsers make a press of a touch up to 300 milliseconds after it has ended.
const LEAVING_MILLIS: u64 = 450;
/// The longest that a touch keeps them there, in milliseconds: what leans on the glass must not shut the exhibit.
const LONGEST_MILLIS: u64 = 10_000;
/// How long the keyboard on the screen stays once its field has been left, in milliseconds: a press beside it that takes
/// it away lands before anything moves into its place.
const SINKING_MILLIS: u64 = 250;
/// Between two signs of life, in milliseconds.
const BEAT_MILLIS: u64 = 5_000;
/// Side of the corner in which five taps open the panel, in CSS pixels.
const CORNER: f64 = 120.0;
/// Steps that "Back" knows at most.
const MOST_STEPS: usize = 50;

/// What stands before the explorer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Before {
    /// Nothing.
    Nothing,
    /// The tour, at a picture.
    Tour(u32),
    /// The tour, going.
    Leaving(u32),
    /// The question whether somebody is there, with the seconds that are left.
    Asking(u16),
    /// The question, answered and seen no more; it takes the rest of the touch that was the answer.
    Answered,
    /// Nothing any more: the visit is over, and this takes the rest of the touch that ended it.
    Over,
}

/// What lies over the explorer because somebody has asked for it.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Sheet {
    None,
    Languages,
    /// A code for a telephone: what is seen, or an address that leads away.
    Phone(Option<String>),
    Panel,
}

/// The exhibit.
#[derive(Clone, Copy)]
struct Kiosk {
    explorer: Explorer,
    options: StoredValue<Options>,
    ignored: StoredValue<Vec<Ignored>>,
    machine: StoredValue<Machine>,
    log: StoredValue<Log>,
    corner: StoredValue<Corner>,
    pin: StoredValue<Pin>,
    before: RwSignal<Before>,
    /// When what stands before the explorer, and is going, has gone.
    leaving: StoredValue<Option<TimeoutHandle>>,
    is_pressed: StoredValue<bool>,
    sheet: RwSignal<Sheet>,
    /// Whether the keyboard on the screen is up.
    typing: RwSignal<bool>,
    /// When it goes down, its field having been left.
    sinking: StoredValue<Option<TimeoutHandle>>,
    large: RwSignal<bool>,
    contrast: RwSignal<bool>,
    /// What "Back" leads to, the last step last.
    steps: RwSignal<Vec<ViewState>>,
    /// The next change of state is none of the visitor's steps.
    is_no_step: StoredValue<bool>,
    timer: StoredValue<Option<(f64, TimeoutHandle)>>,
    is_awake: StoredValue<bool>,
    /// What was last noted of that.
    noted_awake: StoredValue<Option<bool>>,
}

/// Makes the page an exhibit; called once.
pub fn enter(explorer: Explorer) {
    let (options, ignored) = Options::read(&page::file(), &address::query());
    address::keep_to_one_step();
    exhibit::mark("data-theme", Some(options.theme.id()));
    exhibit::mark("data-keyboard", (options.keyboard == Keyboard::None).then_some("none"));
    exhibit::style("--size", &passages_core::number::fixed(f64::from(options.size) / 100.0, 2));
    let Some(place) = exhibit::place("kiosk") else { return };
    leptos::mount::mount_to(place, move || Kiosk::new(explorer, options, ignored).open()).forget();
}

impl Kiosk {
    fn new(explorer: Explorer, options: Options, ignored: Vec<Ignored>) -> Self {
        let now = measure::millis();
        let home = start(&options);
        // Whoever comes back after a fault finds the place; everybody else begins at the beginning.
        let is_visit =
            explorer.state.with_untracked(|state| *state != ViewState::default() && *state != home);
        let reload = options.reload.map(|minute| now + millis_until(exhibit::time_of_day(), minute));
        let mut log = Log::default();
        log.note(now, Entry::Start(u16::try_from(ignored.len()).unwrap_or(u16::MAX)));
        if !is_visit {
            explorer.amend(home);
        }
        Self {
            explorer,
            machine: StoredValue::new(Machine::new(&options, now, is_visit, reload)),
            pin: StoredValue::new(Pin::new(&options.pin)),
            options: StoredValue::new(options),
            ignored: StoredValue::new(ignored),
            log: StoredValue::new(log),
            corner: StoredValue::new(Corner::default()),
            before: RwSignal::new(Before::Nothing),
            leaving: StoredValue::new(None),
            is_pressed: StoredValue::new(false),
            sheet: RwSignal::new(Sheet::None),
            typing: RwSignal::new(false),
            sinking: StoredValue::new(None),
            large: RwSignal::new(false),
            contrast: RwSignal::new(false),
            steps: RwSignal::new(Vec::new()),
            is_no_step: StoredValue::new(false),
            timer: StoredValue::new(None),
            is_awake: StoredValue::new(false),
            noted_awake: StoredValue::new(None),
        }
    }

    /// Puts up what belongs to the exhibit, and begins to listen.
    fn open(self) -> Node {
        learn_languages(self);
        remember_steps(self);
        note_views(self);
        effect(move || exhibit::mark("data-typing", self.typing.get().then_some("")));
        effect(move || exhibit::mark("data-text", self.large.get().then_some("large")));
        effect(move || exhibit::mark("data-contrast", self.contrast.get().then_some("high")));
        effect(move || {
            let is_barred = !matches!(self.before.get(), Before::Nothing);
            exhibit::bar_explorer(is_barred);
        });
        effect(move || {
            exhibit::watch(move |happening| self.happened(happening));
            exhibit::beat();
            // Lasts as long as the page; an exhibit without a clock has no watcher either.
            let _ = set_interval_with_handle(exhibit::beat, Duration::from_millis(BEAT_MILLIS));
            self.keep_awake();
            self.feed(Event::Time);
        });
        Node::from([
            bar::bar(self).into(),
            keyboard::keyboard(self),
            live(move || match self.sheet.get() {
                Sheet::None => Node::Nothing,
                Sheet::Languages => bar::languages(self).into(),
                Sheet::Phone(address) => phone::phone(self, address).into(),
                Sheet::Panel => panel::panel(self).into(),
            }),
            ask::ask(self),
            tour::tour(self),
        ])
    }

    fn note(self, entry: Entry) {
        self.log.update_value(|log| log.note(measure::millis(), entry));
    }

    /// The state in which every visit begins.
    fn home(self) -> ViewState {
        self.options.with_value(start)
    }

    /// Tags of the languages that are offered.
    fn languages(self) -> Vec<&'static Head> {
        self.options.with_value(offered)
    }

    fn happened(self, happening: Happening) {
        match happening {
            Happening::Down(x, y) => {
                self.press(true);
                let is_inside = x < CORNER && y < CORNER;
                let now = measure::millis();
                if self.corner.try_update_value(|corner| corner.tap(now, is_inside)) == Some(true) {
                    self.note(Entry::Panel);
                    self.sheet.set(Sheet::Panel);
                }
                let is_asked = matches!(self.before.get_untracked(), Before::Asking(_));
                let is_over = is_asked
                    && measure::edges(ask::OVER)
                        .is_some_and(|e| e.left <= x && x <= e.right && e.top <= y && y <= e.bottom);
                self.feed(if is_over { Event::StartOver } else { Event::Hold(Hold::Pointer) });
            }
            Happening::Up => {
                self.press(false);
                self.feed(Event::Release(Hold::Pointer));
                // A touch that has ended is what browsers ask for.
                if self.options.with_value(|o| o.fullscreen) {
                    exhibit::fill_the_screen();
                }
                self.keep_awake();
            }
            Happening::Key => self.feed(Event::Touch),
            Happening::Motion => self.feed(Event::Motion),
            Happening::Composing(true) => self.feed(Event::Hold(Hold::Composition)),
            Happening::Composing(false) => self.feed(Event::Release(Hold::Composition)),
            Happening::Shown(is_shown) => {
                self.note(Entry::Shown(is_shown));
                self.keep_awake();
                self.feed(if is_shown { Event::Show } else { Event::Hide });
            }
            Happening::Online(is_online) => self.note(Entry::Online(is_online)),
            Happening::Fullscreen(is_full) => self.note(Entry::Fullscreen(is_full)),
            Happening::Link(href) => self.follow(&href),
            Happening::Typing(is_typing) => {
                if self.options.with_value(|o| o.keyboard == Keyboard::Own) {
                    self.raise_keyboard(is_typing);
                }
            }
            Happening::Error => self.note(Entry::Error),
        }
    }

    /// Raises the keyboard on the screen, or lets it go down a moment later unless it is wanted again.
    fn raise_keyboard(self, is_typing: bool) {
        if let Some(earlier) = self.sinking.get_value() {
            earlier.clear();
        }
        if is_typing {
            field::keep_system_keyboard_down();
            self.typing.set(true);
            self.sinking.set_value(None);
            return;
        }
        let sink = move || {
            self.sinking.set_value(None);
            self.typing.set(false);
        };
        self.sinking.set_value(set_timeout_with_handle(sink, Duration::from_millis(SINKING_MILLIS)).ok());
    }

    /// Follows a link within the page; one that leads away is handed over as a code.
    fn follow(self, href: &str) {
        match href.strip_prefix('#') {
            Some(fragment) => self.explorer.go(ViewState::parse(fragment).0),
            None => self.sheet.set(Sheet::Phone(Some(href.to_owned()))),
        }
    }

    fn keep_awake(self) {
        if !self.options.with_value(|o| o.wake) || self.is_awake.get_value() || !exhibit::is_shown() {
            return;
        }
        self.is_awake.set_value(true);
        exhibit::keep_awake(move |is_awake| {
            self.is_awake.set_value(is_awake);
            // Where it cannot be had, each touch asks for it in vain, which would leave room for nothing else.
            if self.noted_awake.get_value() != Some(is_awake) {
                self.noted_awake.set_value(Some(is_awake));
                self.note(Entry::Awake(is_awake));
            }
        });
    }

    /// Tells the machine what has happened, does what it says, and comes back when it is due.
    fn feed(self, event: Event) {
        let now = measure::millis();
        let actions = self.machine.try_update_value(|machine| machine.step(now, event));
        for action in actions.unwrap_or_default() {
            self.act(action);
        }
        // A new version of the page may take over while nobody is there, with a tour or without: public/offline.js.
        let is_alone = self.machine.with_value(Machine::is_alone);
        exhibit::mark("data-alone", is_alone.then_some(""));
        self.wait();
    }

    fn act(self, action: Action) {
        match action {
            Action::Begin => {
                self.note(Entry::Begin);
                if let Before::Tour(scene) = self.before.get_untracked() {
                    self.leave(Before::Leaving(scene));
                }
            }
            Action::Ask(seconds) => {
                self.note(Entry::Ask);
                self.before.set(Before::Asking(seconds));
            }
            Action::Count(seconds) => self.before.set(Before::Asking(seconds)),
            Action::Answered => {
                self.note(Entry::Answered);
                self.leave(Before::Answered);
            }
            Action::Reset => self.forget(),
            Action::Scene(scene) => self.before.set(Before::Tour(scene)),
            Action::Reload => {
                self.note(Entry::Reload);
                exhibit::reload();
            }
        }
    }

    /// Lets what stands before the explorer go.
    fn leave(self, before: Before) {
        self.before.set(before);
        self.wait_to_leave();
    }

    /// A finger or a button goes down, or the last one is lifted.
    fn press(self, is_pressed: bool) {
        self.is_pressed.set_value(is_pressed);
        if self.is_leaving() {
            self.wait_to_leave();
        }
    }

    fn is_leaving(self) -> bool {
        matches!(self.before.get_untracked(), Before::Leaving(_) | Before::Answered | Before::Over)
    }

    /// What is going has gone a while after it was last pressed.
    fn wait_to_leave(self) {
        if let Some(earlier) = self.leaving.get_value() {
            earlier.clear();
        }
        let gone = move || {
            self.leaving.set_value(None);
            if self.is_leaving() {
                self.before.set(Before::Nothing);
            }
        };
        let millis = if self.is_pressed.get_value() { LONGEST_MILLIS } else { LEAVING_MILLIS };
        self.leaving.set_value(set_timeout_with_handle(gone, Duration::from_millis(millis)).ok());
    }

    /// Forgets the visit.
    fn forget(self) {
        self.note(Entry::Reset);
        exhibit::forget();
        self.typing.set(false);
        self.sheet.set(Sheet::None);
        self.large.set(false);
        self.contrast.set(false);
        // Where no tour comes that takes the rest of the touch.
        self.leave(Before::Over);
        let home = self.home();
        self.leave_no_step(&home);
        self.explorer.start_over(home);
        self.steps.update(Vec::clear);
    }

    /// What leads to a state now is no step of the visitor's.
    fn leave_no_step(self, state: &ViewState) {
        self.is_no_step.set_value(self.explorer.state.with_untracked(|now| now != state));
    }

    /// Sees to it that the machine hears of the time when it is next due; an earlier call does no harm.
    fn wait(self) {
        let Some(due) = self.machine.with_value(Machine::due) else { return };
        if let Some((at, timer)) = self.timer.get_value() {
            if at <= due {
                return;
            }
            timer.clear();
        }
        // Whole milliseconds, for timers know no parts of one and would come too early.
        let millis = (due - measure::millis()).max(0.0).ceil();
        let come = move || {
            self.timer.set_value(None);
            self.feed(Event::Time);
        };
        let timer = set_timeout_with_handle(come, Duration::from_millis(millis as u64));
        self.timer.set_value(timer.ok().map(|timer| (due, timer)));
    }

    /// Goes back a step.
    fn back(self) {
        if let Some(state) = self.steps.try_update(Vec::pop).flatten() {
            self.leave_no_step(&state);
            self.explorer.amend(state);
        }
    }

    /// The address of a state as a telephone can reach it.
    fn public(self, state: &ViewState) -> Option<String> {
        let given = self.options.with_value(|o| o.public_url.clone());
        let base = if given.is_empty() { reachable(&page::base())? } else { given };
        // What is shown here is shown there; neither base has a query of its own.
        let query = Served::of(&address::query()).query_beside(&page::file());
        Some(handoff::address(&format!("{base}{query}"), state))
    }
}

/// The state in which every visit begins.
fn start(options: &Options) -> ViewState {
    let mut state = ViewState::parse(&options.start).0;
    let offered = offered(options);
    let is_offered = |tag: &str| offered.iter().any(|head| head.tag == tag);
    if !options.language.is_empty() {
        state.language = Some(options.language.clone());
    } else if !is_offered(crate::explorer::wanted(&state, &crate::browser::locale::preferred()).tag) {
        state.language = offered.first().map(|head| head.tag.to_owned());
    }
    crate::explorer::stamped(state)
}

fn offered(options: &Options) -> Vec<&'static Head> {
    match options.languages.as_slice() {
        [] => HEADS.iter().collect(),
        tags => tags.iter().filter_map(|tag| Head::find(tag)).collect(),
    }
}

/// Reads the texts of all languages that are offered, so that a change of language waits for nothing, and the tour can
/// invite in each of them.
fn learn_languages(kiosk: Kiosk) {
    effect(move || {
        for head in kiosk.languages() {
            if head.known().is_none() {
                wording::fetch(head.tag, move |text| {
                    let is_known = text.is_some_and(|text| learn(text).is_some());
                    if is_known {
                        kiosk.explorer.tell_fetched(head.tag, true);
                    }
                });
            }
        }
    });
}

/// Remembers where the visitor comes from; what is typed letter by letter is one step.
fn remember_steps(kiosk: Kiosk) {
    let mut last: Option<ViewState> = None;
    effect(move || {
        let now = kiosk.explorer.state.with(ViewState::clone);
        let Some(before) = last.replace(now.clone()) else { return };
        let is_no_step = kiosk.is_no_step.try_update_value(std::mem::take).unwrap_or(false);
        let is_typing = before.view == View::Find && before.looking_for("") == now.looking_for("");
        if is_no_step || is_typing {
            return;
        }
        kiosk.steps.update(|steps| {
            if steps.len() >= MOST_STEPS {
                steps.remove(0);
            }
            steps.push(before);
        });
    });
}

/// Notes which views are opened and which languages are chosen, for the technician.
fn note_views(kiosk: Kiosk) {
    let seen = Memo::new(move |_| kiosk.explorer.state.with(|s| s.view));
    effect(move || kiosk.note(Entry::View(seen.get())));
    let spoken = Memo::new(move |_| kiosk.explorer.language().tag);
    effect(move || {
        let tag = spoken.get();
        let at = HEADS.iter().position(|head| head.tag == tag).unwrap_or(0);
        kiosk.note(Entry::Language(u8::try_from(at).unwrap_or(0)));
    });
}
