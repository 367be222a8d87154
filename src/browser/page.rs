//! The page as a whole: its title and language, where the reader stands in it, and the sign that the explorer runs.

use super::measure::edges_of_element;
use gloo::events::EventListener;
use leptos::prelude::{request_animation_frame, set_timeout};
#[cfg(target_arch = "wasm32")]
use passages_core::setting::Served;
use std::time::Duration;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, ScrollBehavior, ScrollIntoViewOptions, ScrollLogicalPosition, SvgElement};

fn document() -> Option<web_sys::Document> {
    web_sys::window()?.document()
}

/// Sets the title, the language and the writing direction.
pub fn describe(title: &str, language: &str, dir: &str) {
    let Some(document) = document() else { return };
    if document.title() != title {
        document.set_title(title);
    }
    let Some(root) = document.document_element() else { return };
    for (attribute, value) in [("lang", language), ("dir", dir)] {
        // Written once more, even the same value has the browser style all of the page anew.
        if root.get_attribute(attribute).as_deref() != Some(value) {
            // A plain attribute, which cannot be refused.
            let _ = root.set_attribute(attribute, value);
        }
    }
}

/// Says what the page is, for the style sheets.
pub fn describe_mode(mode: &str) {
    if let Some(root) = document().and_then(|d| d.document_element()) {
        // A plain attribute, which cannot be refused.
        let _ = root.set_attribute("data-mode", mode);
    }
}

/// Says that the explorer runs, so that the plain text in the page can go.
pub fn announce_ready() {
    let root = document().and_then(|d| d.document_element());
    if let Some(root) = root.and_then(|r| r.dyn_into::<HtmlElement>().ok()) {
        let _ = root.dataset().set("ready", "true");
    }
}

/// The element that the explorer lives in.
pub fn mount_point() -> Option<HtmlElement> {
    document()?.get_element_by_id("app")?.dyn_into().ok()
}

/// What `kiosk.json` beside the page says, as the pairs of a query; `public/boot.js` has read it.
pub fn file() -> String {
    let said = mount_point().and_then(|app| js_sys::Reflect::get(&app, &"kiosk".into()).ok());
    said.and_then(|said| said.as_string()).unwrap_or_default()
}

/// Whether there is room for three columns side by side.
#[cfg(target_arch = "wasm32")]
pub fn has_room() -> bool {
    // An exhibit's type grows with the screen, which the units of such a query know nothing of.
    let root = document().and_then(|d| d.document_element());
    let is_exhibit = root.is_some_and(|r| r.get_attribute("data-mode").as_deref() == Some("kiosk"));
    let wide = if is_exhibit { "(orientation: landscape)" } else { "(min-width: 74.01rem)" };
    let query = web_sys::window().and_then(|w| w.match_media(wide).ok().flatten());
    query.is_none_or(|q| q.matches())
}

/// Whether there is room for three columns side by side: unknown, so yes.
#[cfg(not(target_arch = "wasm32"))]
pub fn has_room() -> bool {
    true
}

/// Opens what the browser has for printing.
pub fn print() {
    if let Some(window) = web_sys::window() {
        // Where it prints nothing, nothing happens.
        let _ = window.print();
    }
}

/// Rows of a list that are printed at most: paper has no button for more.
pub const PRINTED: usize = 5000;

/// Somebody who listens, for as long as this is kept.
pub struct Listening(#[expect(dead_code, reason = "ends with it")] Option<EventListener>);

/// Calls back before the page is printed: never, without a browser.
#[cfg(not(target_arch = "wasm32"))]
pub fn before_print(_: impl Fn() + 'static) -> Listening {
    Listening(None)
}

/// Calls back before the page is printed, in whatever way it was asked for.
#[cfg(target_arch = "wasm32")]
pub fn before_print(callback: impl Fn() + 'static) -> Listening {
    Listening(web_sys::window().map(|window| EventListener::new(&window, "beforeprint", move |_| callback())))
}

/// The address of the page without query and fragment: none where there is no browser.
#[cfg(not(target_arch = "wasm32"))]
pub fn base() -> String {
    String::new()
}

/// The address of the page without fragment; empty where it cannot be read. What the page is set up as, by its query, is
/// no part of what is cited or sent, but for the collection that it shows, and that it is no exhibit where a file beside
/// it would make it one.
#[cfg(target_arch = "wasm32")]
pub fn base() -> String {
    let href = web_sys::window().and_then(|w| w.location().href().ok()).unwrap_or_default();
    let base = href.split(['?', '#']).next().unwrap_or_default();
    base.to_owned() + &Served::of(&super::address::query()).query_beside(&file())
}

/// The title of the page: none where there is no browser.
#[cfg(not(target_arch = "wasm32"))]
pub fn title() -> String {
    String::new()
}

/// The title of the page.
#[cfg(target_arch = "wasm32")]
pub fn title() -> String {
    document().map(|d| d.title()).unwrap_or_default()
}

/// Opens the dialog of this id above the page, which waits.
pub fn show_dialog(id: &str) {
    let dialog = document().and_then(|d| d.get_element_by_id(id));
    if let Some(dialog) = dialog.and_then(|e| e.dyn_into::<web_sys::HtmlDialogElement>().ok()) {
        // One that is open already stays so.
        let _ = dialog.show_modal();
    }
}

/// Closes the dialog of this id.
pub fn close_dialog(id: &str) {
    let dialog = document().and_then(|d| d.get_element_by_id(id));
    if let Some(dialog) = dialog.and_then(|e| e.dyn_into::<web_sys::HtmlDialogElement>().ok()) {
        dialog.close();
    }
}

/// Moves the keyboard to an element, which the browser brings into view.
pub fn focus(id: &str) {
    let Some(element) = document().and_then(|d| d.get_element_by_id(id)) else { return };
    // An element that cannot take the focus leaves it where it is.
    let _ = match element.dyn_into::<HtmlElement>() {
        Ok(element) => element.focus(),
        Err(element) => element.dyn_into::<SvgElement>().map_or(Ok(()), |element| element.focus()),
    };
}

/// Moves the keyboard to the first of these elements that the next frame has.
pub fn follow(ids: impl IntoIterator<Item = String> + 'static) {
    request_animation_frame(move || {
        let is_there = |id: &String| document().is_some_and(|d| d.get_element_by_id(id).is_some());
        if let Some(id) = ids.into_iter().find(is_there) {
            focus(&id);
        }
    });
}

/// Calls back when the next frame has been drawn, for what can wait until then.
pub fn after_frame(callback: impl FnOnce() + 'static) {
    request_animation_frame(move || set_timeout(callback, Duration::ZERO));
}

/// What stands in a field; empty where there is none.
pub fn value_of(id: &str) -> String {
    let field = document().and_then(|d| d.get_element_by_id(id));
    let value = field.and_then(|field| js_sys::Reflect::get(&field, &"value".into()).ok());
    value.and_then(|value| value.as_string()).unwrap_or_default()
}

/// Takes out what stands in a field, or is chosen in it.
pub fn empty(id: &str) {
    if let Some(field) = document().and_then(|d| d.get_element_by_id(id)) {
        // Any field can be emptied.
        let _ = js_sys::Reflect::set(&field, &"value".into(), &"".into());
    }
}

/// Puts the text of a text area on the clipboard, and selects it, should the clipboard be closed to us.
pub fn copy_text(id: &str) {
    let area = document().and_then(|d| d.get_element_by_id(id));
    if let Some(area) = area.and_then(|e| e.dyn_into::<web_sys::HtmlTextAreaElement>().ok()) {
        area.select();
        // Whether it may be written is the browser's to say; what is selected can be copied by hand.
        if let Some(window) = web_sys::window().filter(|w| w.is_secure_context()) {
            let _ = window.navigator().clipboard().write_text(&area.value());
        }
    }
}

/// Brings an element into view, no further than needed.
pub fn scroll_to(id: &str, block: ScrollTo) {
    let options = ScrollIntoViewOptions::new();
    options.set_behavior(ScrollBehavior::Auto);
    options.set_block(match block {
        ScrollTo::Start => ScrollLogicalPosition::Start,
        ScrollTo::Nearest => ScrollLogicalPosition::Nearest,
    });
    if let Some(element) = document().and_then(|d| d.get_element_by_id(id)) {
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

/// Scrolls to so many pixels from the top of the page.
pub fn scroll_to_height(pixels: f64) {
    if let Some(window) = web_sys::window() {
        window.scroll_to_with_x_and_y(0.0, pixels);
    }
}

/// Whether the keyboard is on nothing in particular: what it was on has gone.
pub fn has_lost_focus() -> bool {
    document().is_some_and(|d| d.active_element().is_none_or(|e| e.tag_name() == "BODY"))
}

/// Whether the keyboard is at the element of this id.
pub fn has_focus(id: &str) -> bool {
    document().and_then(|d| d.active_element()).is_some_and(|element| element.id() == id)
}

/// Scrolls the panel in which the element of this id stands back to its beginning.
pub fn rewind(id: &str) {
    let panel =
        document().and_then(|d| d.get_element_by_id(id)).and_then(|e| e.closest("aside").ok().flatten());
    if let Some(panel) = panel {
        panel.set_scroll_top(0);
    }
}

/// Scrolls a row of links that goes on beyond a narrow screen to the one that is current in it.
pub fn reveal(row: &str) {
    /// CSS pixels in which a row fades out at its end.
    const FADE: f64 = 28.0;
    let current = format!("{row} [aria-current]");
    let item = document().and_then(|d| d.query_selector(&current).ok().flatten());
    let Some((item, row)) = item.and_then(|item| Some((edges_of_element(&item), item.closest("nav").ok()??)))
    else {
        return;
    };
    let seen = edges_of_element(&row);
    let by = (item.right - seen.right + FADE).max(0.0) + (item.left - seen.left - FADE).min(0.0);
    row.scroll_by_with_x_and_y(by, 0.0);
}

/// Where an element should come to stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScrollTo {
    /// At the top of what is seen.
    Start,
    /// Wherever it is seen at all.
    Nearest,
}
