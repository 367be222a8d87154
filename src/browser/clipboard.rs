//! What the visitor takes along by copying.

use super::waiting;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, HtmlTextAreaElement, Node};

/// Puts a text on the clipboard and says whether it is there.
pub fn copy(text: String, then: impl FnOnce(bool) + 'static) {
    waiting::begin(async move {
        let written = match web_sys::window().filter(web_sys::Window::is_secure_context) {
            Some(window) => JsFuture::from(window.navigator().clipboard().write_text(&text)).await.is_ok(),
            None => false,
        };
        // A page from a disk, or in a frame that may not, has only the old way.
        then(written || by_selecting(&text).is_some());
    });
}

/// Selects the text in a field of its own and has the browser copy what is selected.
fn by_selecting(text: &str) -> Option<()> {
    let document = web_sys::window()?.document()?;
    let before = document.active_element().and_then(|e| e.dyn_into::<web_sys::HtmlElement>().ok());
    let area: HtmlTextAreaElement = document.create_element("textarea").ok()?.dyn_into().ok()?;
    area.set_value(text);
    area.set_class_name("visually-hidden");
    // Inside an open dialog, so that it can be selected there too.
    let home =
        document.query_selector("dialog[open]").ok().flatten().or_else(|| document.body().map(Into::into))?;
    home.append_child(&area).ok()?;
    area.select();
    let document: web_sys::HtmlDocument = document.dyn_into().ok()?;
    let copied = document.exec_command("copy").unwrap_or(false);
    area.remove();
    if let Some(before) = before {
        let _ = before.focus();
    }
    copied.then_some(())
}

/// A text that is selected, and the passages in which it begins and ends.
pub struct Selected {
    /// The words, line breaks included.
    pub text: String,
    /// Id of the passage in which it begins.
    pub first: String,
    /// Id of the passage in which it ends.
    pub last: String,
}

/// What is selected, if it is text of passages; what stands around them is not theirs.
pub fn selected() -> Option<Selected> {
    let selection = web_sys::window()?.get_selection().ok()??;
    let range = selection.get_range_at(0).ok()?;
    let text = String::from(selection.to_string());
    let first = passage(&range.start_container().ok()?)?;
    let last = passage(&range.end_container().ok()?).unwrap_or_else(|| first.clone());
    (!text.trim().is_empty()).then_some(Selected { text, first, last })
}

/// Id of the passage whose text a node belongs to.
fn passage(node: &Node) -> Option<String> {
    let element = node.dyn_ref::<Element>().cloned().or_else(|| node.parent_element())?;
    let text = element.closest(".text, .passage-text, .snippet").ok()??;
    let partner = text.closest("[data-partner]").ok().flatten();
    match partner {
        Some(partner) => partner.get_attribute("data-partner"),
        None => text.closest("[data-passage]").ok()??.get_attribute("data-passage"),
    }
}
