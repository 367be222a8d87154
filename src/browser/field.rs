//! The field that the keyboard is in, typed into by the page's own keys.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    EventTarget, HtmlInputElement, HtmlTextAreaElement, ScrollBehavior, ScrollIntoViewOptions,
    ScrollLogicalPosition,
};

/// Whether somebody could write words into it.
pub fn is_for_text(target: &EventTarget) -> bool {
    let Some(field) = target.dyn_ref::<HtmlInputElement>() else { return false };
    matches!(field.type_().as_str(), "text" | "search" | "number")
}

fn active() -> Option<HtmlInputElement> {
    let active = web_sys::window()?.document()?.active_element()?;
    active.dyn_into::<HtmlInputElement>().ok().filter(|field| is_for_text(field))
}

/// Keeps the system's own keyboard down while the page shows one.
pub fn keep_system_keyboard_down() {
    if let Some(field) = active() {
        // A plain attribute, which cannot be refused.
        let _ = field.set_attribute("inputmode", "none");
    }
}

/// Scrolls no further than needed to see the field.
pub fn bring_into_view() {
    let options = ScrollIntoViewOptions::new();
    options.set_behavior(ScrollBehavior::Auto);
    options.set_block(ScrollLogicalPosition::Nearest);
    if let Some(field) = active() {
        field.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

/// Writes where the caret is, over what is selected.
pub fn write(text: &str) {
    edit(|field, start, end| replace(field, text, start, end));
}

/// Takes away what is selected, or the character before the caret.
pub fn delete() {
    edit(|field, start, end| {
        let start = if start == end { before(&field.value(), start) } else { start };
        replace(field, "", start, end)
    });
}

/// Sends off the form that the field is in.
pub fn submit() {
    let form = active().and_then(|field| field.closest("form").ok().flatten());
    if let Some(form) = form {
        call(&form, "requestSubmit", &[]);
    }
    leave();
}

/// Takes the keyboard out of the field.
pub fn leave() {
    if let Some(field) = active() {
        // What the page's own keys wrote is no typing to a browser, so it tells nobody of it.
        say(&field, "change");
        // A field that keeps the keyboard keeps it.
        let _ = field.blur();
    }
}

/// Takes the keyboard to a line of a text area, counted from 1, and selects it.
pub fn put_caret_on_line(id: &str, line: u32) {
    let area = web_sys::window().and_then(|w| w.document()).and_then(|d| d.get_element_by_id(id));
    let Some(area) = area.and_then(|e| e.dyn_into::<HtmlTextAreaElement>().ok()) else { return };
    let text = area.value();
    let (mut start, mut length, mut count) = (0_u32, 0_u32, 0_u32);
    for (at, of) in (1_u32..).zip(text.split('\n')) {
        count = at;
        let units = of.encode_utf16().count() as u32;
        if at < line {
            start += units + 1;
        } else if at == line {
            length = units;
        }
    }
    // A place beyond the end is the end.
    let _ = area.focus();
    let _ = area.set_selection_range(start, start + length);
    let share = f64::from(line.saturating_sub(3)) / f64::from(count.max(1));
    area.set_scroll_top((share * f64::from(area.scroll_height())) as i32);
}

/// Changes the field between two places in its text, in UTF-16 units, and says so as typing does.
fn edit(change: impl FnOnce(&HtmlInputElement, u32, u32) -> Option<JsValue>) {
    let Some(field) = active() else { return };
    let length = field.value().encode_utf16().count() as u32;
    // Fields for numbers have no caret; what is typed goes to their end.
    let place = |place: Result<Option<u32>, JsValue>| place.ok().flatten().unwrap_or(length).min(length);
    let (start, end) = (place(field.selection_start()), place(field.selection_end()));
    change(&field, start, end);
    say(&field, "input");
}

/// Tells the page of an event of a field.
fn say(field: &HtmlInputElement, name: &str) {
    let made = web_sys::window().and_then(|w| w.document()).and_then(|d| d.create_event("Event").ok());
    if let Some(event) = made {
        event.init_event_with_bubbles_and_cancelable(name, true, false);
        // Nobody stops what is typed.
        let _ = field.dispatch_event(&event);
    }
}

/// The same way as typing: with the caret behind what was written.
fn replace(field: &HtmlInputElement, by: &str, start: u32, end: u32) -> Option<JsValue> {
    if field.type_() == "number" {
        // It has no caret; and whatever is no number empties it.
        let value = field.value();
        let kept = value.get(..start as usize)?;
        if by.chars().all(|c| c.is_ascii_digit()) {
            field.set_value(&[kept, by].concat());
        }
        return None;
    }
    call(field, "setRangeText", &[by.into(), start.into(), end.into(), "end".into()])
}

fn call(of: &JsValue, name: &str, arguments: &[JsValue]) -> Option<JsValue> {
    let method: js_sys::Function = js_sys::Reflect::get(of, &name.into()).ok()?.dyn_into().ok()?;
    let list: js_sys::Array = arguments.iter().collect();
    method.apply(of, &list).ok()
}

/// Where the character before a place begins, in UTF-16 units.
fn before(text: &str, place: u32) -> u32 {
    let mut at = 0_u32;
    for c in text.chars() {
        let next = at + c.len_utf16() as u32;
        if next >= place {
            break;
        }
        at = next;
    }
    at
}
