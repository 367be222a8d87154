//! Where things stand on the screen.

use gloo::events::{EventListener, EventListenerOptions};
use gloo::render::{AnimationFrame, request_animation_frame};
use std::cell::RefCell;
use std::rc::Rc;

/// A box in pixels of the window.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// Left edge.
    pub left: f64,
    /// Right edge.
    pub right: f64,
    /// Middle between top and bottom.
    pub middle: f64,
}

/// The places of all elements that the selector finds, in the order of the page; those not shown are left out.
pub fn places(selector: &str) -> Vec<Place> {
    let document = web_sys::window().and_then(|w| w.document());
    let Some(list) = document.and_then(|d| d.query_selector_all(selector).ok()) else { return Vec::new() };
    (0..list.length())
        .filter_map(|i| list.item(i))
        .filter_map(|node| wasm_bindgen::JsCast::dyn_into::<web_sys::Element>(node).ok())
        .map(|element| element.get_bounding_client_rect())
        .filter(|rect| rect.width() > 0.0)
        .map(|rect| Place {
            left: rect.left(),
            right: rect.right(),
            middle: (rect.top() + rect.bottom()) / 2.0,
        })
        .collect()
}

/// Width and height of the element of this id; `None` while it is not shown.
pub fn room(id: &str) -> Option<(f64, f64)> {
    let rect = web_sys::window()?.document()?.get_element_by_id(id)?.get_bounding_client_rect();
    (rect.width() > 0.0).then(|| (rect.width(), rect.height()))
}

/// Height of the window in pixels; 0 where it cannot be read.
pub fn window_height() -> f64 {
    let height = web_sys::window().and_then(|w| w.inner_height().ok());
    height.and_then(|h| h.as_f64()).unwrap_or(0.0)
}

/// Milliseconds since the page was opened; 0 where there is no such clock.
pub fn millis() -> f64 {
    web_sys::window().and_then(|w| w.performance()).map_or(0.0, |p| p.now())
}

/// Calls back before the next frame, at most once a frame, whenever the window scrolls or changes its size.
pub struct Watch {
    _listeners: Vec<EventListener>,
}

impl Watch {
    /// Watches until it is dropped.
    pub fn new(callback: impl Fn() + 'static) -> Self {
        let callback = Rc::new(callback);
        let frame: Rc<RefCell<Option<AnimationFrame>>> = Rc::default();
        let listeners = web_sys::window().map(|window| {
            let listen = |event: &'static str| {
                let (callback, frame) = (callback.clone(), frame.clone());
                // Scrolling of a pane does not bubble, so it is caught on its way down.
                let options = EventListenerOptions::run_in_capture_phase();
                EventListener::new_with_options(&window, event, options, move |_| {
                    let callback = callback.clone();
                    *frame.borrow_mut() = Some(request_animation_frame(move |_| callback()));
                })
            };
            vec![listen("scroll"), listen("resize"), listen("toggle")]
        });
        Self { _listeners: listeners.unwrap_or_default() }
    }
}

/// Calls back once, before the next frame, when what was just changed has its place.
pub fn next_frame(callback: impl FnOnce() + 'static) -> Frame {
    Frame { _frame: request_animation_frame(move |_| callback()) }
}

/// A call that is due; dropping it calls it off.
pub struct Frame {
    _frame: AnimationFrame,
}
