//! The address bar and the history behind it: the only file that writes them.

use gloo::events::EventListener;
use passages_core::state::{ViewState, Warning};
use std::cell::RefCell;
use wasm_bindgen::JsValue;

/// The steps of this visit. Each carries its number in the history.
#[derive(Default)]
struct Visit {
    /// Number of the present step; zero before the first.
    now: usize,
    /// How far down the page was when each step was left, in pixels; `None` of those of an earlier visit.
    left: Vec<Option<f64>>,
    /// The same of the present step, where it was left before.
    stood: Option<f64>,
    /// There is only one step, which every state takes the place of.
    is_single: bool,
}

thread_local! {
    static VISIT: RefCell<Visit> = RefCell::default();
}

/// The present fragment, without `#`; empty where it cannot be read.
pub fn fragment() -> String {
    let hash = web_sys::window().and_then(|w| w.location().hash().ok()).unwrap_or_default();
    hash.strip_prefix('#').unwrap_or(&hash).to_owned()
}

/// What stands before the fragment: nothing, where there is no browser.
#[cfg(not(target_arch = "wasm32"))]
pub fn query() -> String {
    String::new()
}

/// What stands before the fragment, with its `?`; empty where there is none.
#[cfg(target_arch = "wasm32")]
pub fn query() -> String {
    web_sys::window().and_then(|w| w.location().search().ok()).unwrap_or_default()
}

/// The state that the address names, and what was wrong with it.
pub fn read() -> (ViewState, Vec<Warning>) {
    ViewState::parse(&fragment())
}

/// Goes to a state as a new step of the history.
pub fn push(state: &ViewState) {
    if VISIT.with_borrow(|visit| visit.is_single) {
        return replace(state);
    }
    step_to(None);
    write(state, |history, step, url| history.push_state_with_url(step, "", Some(url)));
}

/// Puts a state in the place of the present step, as typing does.
pub fn replace(state: &ViewState) {
    write(state, |history, step, url| history.replace_state_with_url(step, "", Some(url)));
}

/// From now on the history gets no further steps: whoever comes next finds nothing behind the page.
pub fn keep_to_one_step() {
    VISIT.with_borrow_mut(|visit| visit.is_single = true);
}

fn write(state: &ViewState, with: fn(&web_sys::History, &JsValue, &str) -> Result<(), JsValue>) {
    if cfg!(not(target_arch = "wasm32")) {
        // There is no address to write.
        return;
    }
    let Some(window) = web_sys::window() else { return };
    let printed = state.print();
    // An empty fragment, so that the opening page has no stray `#` where the browser allows it.
    let path =
        window.location().pathname().unwrap_or_default() + &window.location().search().unwrap_or_default();
    let url = if printed.is_empty() { path } else { format!("#{printed}") };
    let step = JsValue::from_f64(step() as f64);
    // Refused only when a page writes hundreds of times a second: the state holds all the same.
    let _ = window.history().and_then(|history| with(&history, &step, &url));
}

/// Number of the present step.
pub fn step() -> usize {
    VISIT.with_borrow(|visit| visit.now)
}

/// How far down the page was, in pixels, when the present step was left: said once to whoever comes back to it.
pub fn stood() -> Option<f64> {
    VISIT.with_borrow_mut(|visit| visit.stood.take())
}

/// Calls back whenever the visitor changes the address: links, Back, Forward, typing. Lasts as long as the page.
pub fn on_change(callback: impl Fn() + Clone + 'static) {
    let Some(window) = web_sys::window() else { return };
    arrive();
    for event in ["hashchange", "popstate"] {
        let callback = callback.clone();
        EventListener::new(&window, event, move |_| {
            arrive();
            callback();
        })
        .forget();
    }
}

/// Notes which step of the history has become the present one.
fn arrive() {
    let Some(history) = web_sys::window().and_then(|w| w.history().ok()) else { return };
    // By themselves, browsers scroll while the view that was left still stands.
    let _ = history.set_scroll_restoration(web_sys::ScrollRestoration::Manual);
    match history.state().ok().and_then(|step| step.as_f64()) {
        Some(step) => step_to(Some(step as usize)),
        None => {
            step_to(None);
            let _ = history.replace_state(&JsValue::from_f64(step() as f64), "");
        }
    }
}

/// Leaves the present step for another, or for a new one.
fn step_to(step: Option<usize>) {
    VISIT.with_borrow_mut(|visit| {
        // Whatever leads to it: an exhibit stands for weeks, and would remember a step of each visit.
        if visit.is_single {
            return;
        }
        let step = step.unwrap_or(visit.left.len().max(visit.now + 1));
        if step == visit.now {
            return;
        }
        let most = visit.left.len().max(visit.now + 1).max(step);
        visit.left.resize(most, None);
        // Only where a step is left: asked for its height while it starts, the page would be laid out twice.
        if visit.now > 0
            && let Some(left) = visit.left.get_mut(visit.now)
        {
            *left = Some(web_sys::window().and_then(|w| w.scroll_y().ok()).unwrap_or(0.0));
        }
        visit.stood = visit.left.get(step).copied().flatten();
        visit.now = step;
    });
}
