//! What happened on an element, as a view asks about it.

use wasm_bindgen::JsCast;

/// Something that happened.
pub struct Event(pub(super) web_sys::Event);

impl Event {
    /// Keeps the browser from doing what it would do by itself.
    pub fn prevent_default(&self) {
        self.0.prevent_default();
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

    /// Where it happened, in CSS pixels from the top left corner of the element that listens.
    pub fn place(&self) -> Option<(f64, f64)> {
        let element: web_sys::Element = self.0.current_target()?.dyn_into().ok()?;
        let bounds = element.get_bounding_client_rect();
        Some((self.number("clientX") - bounds.left(), self.number("clientY") - bounds.top()))
    }
}

impl Event {
    /// Sends what the pointer does next to the element that listens, wherever it goes.
    pub fn capture_pointer(&self) {
        if let Some(element) = self.0.current_target().and_then(|t| t.dyn_into::<web_sys::Element>().ok()) {
            // A pointer that is gone already cannot be captured, and need not be.
            let _ = element.set_pointer_capture(self.number("pointerId") as i32);
        }
    }
}
