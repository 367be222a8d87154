//! The address bar: the only file that writes it.

use gloo::events::EventListener;
use passages_core::state::{ViewState, Warning};

/// The present fragment, without `#`; empty where it cannot be read.
pub fn fragment() -> String {
    let hash = web_sys::window().and_then(|w| w.location().hash().ok()).unwrap_or_default();
    hash.strip_prefix('#').unwrap_or(&hash).to_owned()
}

/// The state that the address names, and what was wrong with it.
pub fn read() -> (ViewState, Vec<Warning>) {
    ViewState::parse(&fragment())
}

/// Goes to a state as a new step of the history.
pub fn push(state: &ViewState) {
    write(state, |history, url| history.push_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(url)));
}

/// Puts a state in the place of the present step, as typing does.
pub fn replace(state: &ViewState) {
    write(state, |history, url| history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(url)));
}

fn write(state: &ViewState, with: fn(&web_sys::History, &str) -> Result<(), wasm_bindgen::JsValue>) {
    let Some(window) = web_sys::window() else { return };
    let printed = state.print();
    // An empty fragment, so that the opening page has no stray `#` where the browser allows it.
    let path =
        window.location().pathname().unwrap_or_default() + &window.location().search().unwrap_or_default();
    let url = if printed.is_empty() { path } else { format!("#{printed}") };
    // Refused only when a page writes hundreds of times a second: the state holds all the same.
    let _ = window.history().and_then(|history| with(&history, &url));
}

/// Calls back whenever the visitor changes the address: links, Back, Forward, typing. Lasts as long as the page.
pub fn on_change(callback: impl Fn() + Clone + 'static) {
    let Some(window) = web_sys::window() else { return };
    for event in ["hashchange", "popstate"] {
        let callback = callback.clone();
        EventListener::new(&window, event, move |_| callback()).forget();
    }
}
