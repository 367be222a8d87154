//! Where things stand on the screen.

use gloo::events::{EventListener, EventListenerOptions};
use gloo::render::{AnimationFrame, request_animation_frame};
use std::cell::RefCell;
use std::rc::Rc;

/// Where words stand that may run over several lines, in pixels of the window.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// How far they reach to the left, and the foot of the line that does.
    pub left: (f64, f64),
    /// How far they reach to the right, and the foot of the line that does.
    pub right: (f64, f64),
    /// Left and right edge of the paragraph that they stand in.
    pub block: (f64, f64),
}

/// The places of all elements that the selector finds, in the order of the page; those not shown are left out.
pub fn places(selector: &str) -> Vec<Place> {
    let document = web_sys::window().and_then(|w| w.document());
    let Some(list) = document.and_then(|d| d.query_selector_all(selector).ok()) else { return Vec::new() };
    (0..list.length())
        .filter_map(|i| list.item(i))
        .filter_map(|node| wasm_bindgen::JsCast::dyn_into::<web_sys::Element>(node).ok())
        .filter_map(|element| place(&element))
        .collect()
}

fn place(element: &web_sys::Element) -> Option<Place> {
    let lines = element.get_client_rects();
    let lines = (0..lines.length()).filter_map(|i| lines.get(i)).filter(|line| line.width() > 0.0);
    let mut reach: Option<((f64, f64), (f64, f64))> = None;
    for line in lines {
        let (left, right) = ((line.left(), line.bottom()), (line.right(), line.bottom()));
        reach = Some(match reach {
            Some((l, r)) => (if left.0 < l.0 { left } else { l }, if right.0 > r.0 { right } else { r }),
            None => (left, right),
        });
    }
    let (left, right) = reach?;
    let block = element.closest("p").ok().flatten().map(|block| block.get_bounding_client_rect());
    let block =
        block.map_or((left.0, right.0), |block| (block.left().min(left.0), block.right().max(right.0)));
    Some(Place { left, right, block })
}

/// The edges of an element, in pixels of the window.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Edges {
    /// Left edge.
    pub left: f64,
    /// Right edge.
    pub right: f64,
    /// Upper edge.
    pub top: f64,
    /// Lower edge.
    pub bottom: f64,
}

/// Where the element of this id is; `None` while it is not shown.
pub fn edges(id: &str) -> Option<Edges> {
    shown(&web_sys::window()?.document()?.get_element_by_id(id)?)
}

/// The edges of the first element that the selector finds; `None` while it is not shown.
pub fn edges_of(selector: &str) -> Option<Edges> {
    shown(&web_sys::window()?.document()?.query_selector(selector).ok()??)
}

fn shown(element: &web_sys::Element) -> Option<Edges> {
    Some(edges_of_element(element)).filter(|edges| edges.right > edges.left)
}

/// Where the element is in the window.
pub fn edges_of_element(element: &web_sys::Element) -> Edges {
    let rect = element.get_bounding_client_rect();
    Edges { left: rect.left(), right: rect.right(), top: rect.top(), bottom: rect.bottom() }
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
