//! What happened on an element, as a view asks about it.

use wasm_bindgen::JsCast;

/// Something that happened.
pub struct Event(pub(super) web_sys::Event);

impl Event {
    /// As the browser has it, for a door that asks it what views do not.
    pub fn raw(&self) -> &wasm_bindgen::JsValue {
        &self.0
    }

    /// Keeps the browser from doing what it would do by itself.
    pub fn prevent_default(&self) {
        self.0.prevent_default();
    }

    /// Whether somebody below has answered it.
    pub fn is_answered(&self) -> bool {
        self.0.default_prevented()
    }

    /// Moves the keyboard to what it happened to.
    pub fn focus(&self) {
        let element = self.0.current_target().and_then(|t| t.dyn_into::<web_sys::HtmlElement>().ok());
        // An element that cannot take the focus leaves it where it is.
        let _ = element.map(|element| element.focus());
    }

    /// What stands in the field that it happened to.
    pub fn value(&self) -> String {
        let field = self.0.target().and_then(|t| js_sys::Reflect::get(&t, &"value".into()).ok());
        field.and_then(|value| value.as_string()).unwrap_or_default()
    }

    /// The key that was pressed, as the standard names it; empty for what is no key.
    pub fn key(&self) -> String {
        self.0.dyn_ref::<web_sys::KeyboardEvent>().map(web_sys::KeyboardEvent::key).unwrap_or_default()
    }

    /// Whether a key was held that makes a shortcut of another: control, meta or alt.
    pub fn has_modifier(&self) -> bool {
        self.flag("ctrlKey") || self.flag("metaKey") || self.flag("altKey")
    }

    /// Whether the shift key was held.
    pub fn has_shift(&self) -> bool {
        self.flag("shiftKey")
    }

    /// Whether what it happened to can be unfolded, and is.
    pub fn is_open(&self) -> bool {
        let open = self.0.current_target().and_then(|t| js_sys::Reflect::get(&t, &"open".into()).ok());
        open.is_some_and(|open| open.is_truthy())
    }

    /// Whether the box that it happened to is ticked.
    pub fn is_checked(&self) -> bool {
        let checked = self.0.target().and_then(|t| js_sys::Reflect::get(&t, &"checked".into()).ok());
        checked.is_some_and(|checked| checked.is_truthy())
    }

    /// Whether its pointer can point at a thing without touching it.
    pub fn hovers(&self) -> bool {
        self.get("pointerType").and_then(|kind| kind.as_string()).is_some_and(|kind| kind != "touch")
    }

    /// Whether its pointer went down before any other of its kind that is down.
    pub fn is_first_pointer(&self) -> bool {
        self.flag("isPrimary")
    }

    /// A number that events of some kinds carry, 0 where they do not: `deltaY`, `pointerId`, `button`.
    pub fn number(&self, name: &'static str) -> f64 {
        self.get(name).and_then(|value| value.as_f64()).unwrap_or(0.0)
    }

    fn flag(&self, name: &'static str) -> bool {
        self.get(name).is_some_and(|value| value.is_truthy())
    }

    fn get(&self, name: &'static str) -> Option<wasm_bindgen::JsValue> {
        js_sys::Reflect::get(&self.0, &name.into()).ok()
    }

    /// Width of the element that listens, in CSS pixels.
    pub fn room(&self) -> Option<f64> {
        let element: web_sys::Element = self.0.current_target()?.dyn_into().ok()?;
        Some(element.get_bounding_client_rect().width()).filter(|width| *width > 0.0)
    }

    /// Where it happened, in CSS pixels from the top left corner of the element that listens.
    pub fn place(&self) -> Option<(f64, f64)> {
        let element: web_sys::Element = self.0.current_target()?.dyn_into().ok()?;
        let bounds = element.get_bounding_client_rect();
        Some((self.number("clientX") - bounds.left(), self.number("clientY") - bounds.top()))
    }
}

impl Event {
    /// Gives what is copied another text; the same as markup says nothing more, so that no program prefers it.
    pub fn carry(&self, plain: &str, html: &str) {
        let Some(data) = self.0.dyn_ref::<web_sys::ClipboardEvent>().and_then(|e| e.clipboard_data()) else {
            return;
        };
        if data.set_data("text/plain", plain).is_ok() && data.set_data("text/html", html).is_ok() {
            self.prevent_default();
        }
    }

    /// Sends what the pointer does next to the element that listens, wherever it goes.
    pub fn capture_pointer(&self) {
        if let Some(element) = self.0.current_target().and_then(|t| t.dyn_into::<web_sys::Element>().ok()) {
            // A pointer that is gone already cannot be captured, and need not be.
            let _ = element.set_pointer_capture(self.number("pointerId") as i32);
        }
    }
}
