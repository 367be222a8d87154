//! The page as a whole: its title and language, where the reader stands in it, and the sign that the explorer runs.

use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, ScrollBehavior, ScrollIntoViewOptions, ScrollLogicalPosition, SvgElement};

fn document() -> Option<web_sys::Document> {
    web_sys::window()?.document()
}

/// Sets the title, the language and the writing direction.
pub fn describe(title: &str, language: &str, dir: &str) {
    let Some(document) = document() else { return };
    document.set_title(title);
    if let Some(root) = document.document_element() {
        // Both are plain attributes and cannot be refused.
        let _ = root.set_attribute("lang", language);
        let _ = root.set_attribute("dir", dir);
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

/// Whether there is room for three columns side by side.
#[cfg(target_arch = "wasm32")]
pub fn has_room() -> bool {
    let query = web_sys::window().and_then(|w| w.match_media("(min-width: 74.01rem)").ok().flatten());
    query.is_none_or(|q| q.matches())
}

/// Whether there is room for three columns side by side: unknown, so yes.
#[cfg(not(target_arch = "wasm32"))]
pub fn has_room() -> bool {
    true
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

/// What stands in a field; empty where there is none.
pub fn value_of(id: &str) -> String {
    let field = document().and_then(|d| d.get_element_by_id(id));
    let field = field.and_then(|e| e.dyn_into::<web_sys::HtmlInputElement>().ok());
    field.map(|field| field.value()).unwrap_or_default()
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

/// Scrolls to the top of the page.
pub fn scroll_to_top() {
    if let Some(window) = web_sys::window() {
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
}

/// Where an element should come to stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScrollTo {
    /// At the top of what is seen.
    Start,
    /// Wherever it is seen at all.
    Nearest,
}
