//! The page around this one: the conversation with it, the room it gives, and the windows that it lets us open.

use super::waiting;
use gloo::events::{EventListener, EventListenerOptions};
use js_sys::{JsString, Object, Reflect};
use passages_core::message::{APP, Field, MAX_JSON_BYTES, MAX_TEXT, Message, Side, VERSION};
use passages_core::number::fixed;
use std::cell::{Cell, RefCell};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement, MessageEvent, MessagePort, ResizeObserver, Window};

/// Fields of a message, and one more, by which it is known to be none.
const MOST_FIELDS: u32 = 5;

/// What came from the host.
pub enum Heard {
    /// The port: from now on there is somebody to talk to.
    Port,
    /// A message.
    Message(Message),
    /// Something that is no message.
    Nothing,
}

/// The one port of this visit, and what listens on it.
struct Line {
    port: MessagePort,
    _listener: EventListener,
}

thread_local! {
    static LINE: RefCell<Option<Line>> = const { RefCell::new(None) };
    static DROPPED: Cell<u32> = const { Cell::new(0) };
}

fn window() -> Option<Window> {
    web_sys::window()
}

fn root() -> Option<HtmlElement> {
    window()?.document()?.document_element()?.dyn_into().ok()
}

/// The page around this one; `None` where this is the whole.
fn parent() -> Option<Window> {
    let own = window()?;
    let parent = own.parent().ok()??;
    (!Object::is(&parent, &own)).then_some(parent)
}

/// Whether another page stands around this one: none does without a browser.
#[cfg(not(target_arch = "wasm32"))]
pub fn is_framed() -> bool {
    false
}

/// Whether another page stands around this one.
#[cfg(target_arch = "wasm32")]
pub fn is_framed() -> bool {
    parent().is_some()
}

/// Says hello to the host, with nothing in it but that, and tells whatever comes back. Lasts as long as the page.
///
/// `origin` is the only one that may answer; without it, whoever shows the page may. A port is taken from the page
/// around this one, once.
pub fn meet(origin: Option<String>, hear: impl Fn(Heard) + Clone + 'static) {
    let (Some(own), Some(host)) = (window(), parent()) else { return };
    let to = origin.clone().unwrap_or_else(|| "*".to_owned());
    let greet = {
        let host = host.clone();
        move || {
            let hello = object(&[("app", APP.into()), ("v", VERSION.into()), ("t", "hello".into())]);
            // A host of another origin than the wanted one does not get it.
            let _ = host.post_message(&hello, &to);
        }
    };
    let again = greet.clone();
    let listener = EventListener::new(&own, "message", move |event| {
        let Some(event) = event.dyn_ref::<MessageEvent>() else { return };
        let is_host = event.source().is_some_and(|source| Object::is(&source, &host))
            && origin.as_ref().is_none_or(|origin| event.origin() == *origin);
        // Whatever comes once there is a port is not even unpacked, which takes as long as the sender wants.
        if !is_host || LINE.with_borrow(Option::is_some) {
            return drop_one();
        }
        let data = event.data();
        let says = |name: &str, value: JsValue| plain(&data).is_some_and(|d| get(d, name) == value);
        let is_ours = says("app", APP.into()) && says("v", VERSION.into());
        let port = event.ports().get(0).dyn_into::<MessagePort>().ok();
        match port {
            // A host that has come late asks for it.
            None if is_ours && says("t", "hello".into()) => again(),
            Some(port) if is_ours && says("t", "port".into()) => {
                take(port, hear.clone());
                hear(Heard::Port);
            }
            // Others' messages come this way too, so nobody is told.
            _ => drop_one(),
        }
    });
    listener.forget();
    greet();
}

fn take(port: MessagePort, hear: impl Fn(Heard) + 'static) {
    let listener = EventListener::new(&port, "message", move |event| {
        let data = event.dyn_ref::<MessageEvent>().map(MessageEvent::data);
        match data.and_then(|data| read(&data)) {
            Some(message) => hear(Heard::Message(message)),
            None => {
                drop_one();
                hear(Heard::Nothing);
            }
        }
    });
    port.start();
    LINE.set(Some(Line { port, _listener: listener }));
}

/// Counts what was no message.
fn drop_one() {
    DROPPED.set(DROPPED.get().saturating_add(1));
}

/// How many messages were none.
pub fn dropped() -> u32 {
    DROPPED.get()
}

/// The object, if it is one without a class of its own: a list of millions is not looked through.
fn plain(data: &JsValue) -> Option<&Object> {
    let object = data.dyn_ref::<Object>()?;
    let of_all = Object::get_prototype_of(&Object::new());
    Object::is(&Object::get_prototype_of(object), &of_all).then_some(object)
}

/// What stands under a name; undefined where nothing does.
fn get(object: &Object, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap_or_default()
}

/// The message that came, if it is one.
fn read(data: &JsValue) -> Option<Message> {
    if let Some(text) = data.dyn_ref::<JsString>() {
        // What is too long is not taken over, for the program's memory would never be smaller again.
        let fits = text.length() as usize <= MAX_JSON_BYTES;
        return fits.then(|| Message::from_json(Side::Host, String::from(text).as_bytes())).flatten();
    }
    let object = plain(data)?;
    let names = Object::keys(object);
    if names.length() > MOST_FIELDS {
        return None;
    }
    let mut fields = Vec::new();
    for name in names.iter() {
        let value = Reflect::get(object, &name).ok()?;
        let field = match (value.dyn_ref::<JsString>(), value.as_f64()) {
            // Each character is one or two of its units.
            (Some(text), _) if text.length() as usize <= 2 * MAX_TEXT => Field::Text(text.into()),
            (_, Some(number)) => Field::Number(number),
            _ => Field::Other,
        };
        fields.push((name.as_string()?, field));
    }
    Message::decode(Side::Host, &fields)
}

fn object(fields: &[(&str, JsValue)]) -> Object {
    let object = Object::new();
    for (name, value) in fields {
        // A new object takes any field.
        let _ = Reflect::set(&object, &(*name).into(), value);
    }
    object
}

/// Whether the host has given us a port.
pub fn is_heard() -> bool {
    LINE.with_borrow(Option::is_some)
}

/// Tells the host; nothing happens where there is none.
pub fn tell(message: &Message) {
    LINE.with_borrow(|line| {
        let Some(line) = line else { return };
        let mut fields = vec![("v", JsValue::from(VERSION))];
        for (name, field) in message.encode() {
            fields.push((
                name,
                match field {
                    Field::Text(text) => text.into(),
                    Field::Number(number) => number.into(),
                    Field::Other => JsValue::NULL,
                },
            ));
        }
        // A port that the host has closed takes nothing, and says nothing.
        let _ = line.port.post_message(&object(&fields));
    });
}

/// Calls back once, so many milliseconds later.
pub fn after(millis: i32, then: impl FnOnce() + 'static) {
    waiting::begin(async move {
        waiting::pause(millis).await;
        then();
    });
}

/// Calls back when what the explorer fills has become higher or lower. Lasts as long as the page.
pub fn on_resize(then: impl Fn() + 'static) {
    let observed = Closure::<dyn Fn()>::new(then);
    let app = window().and_then(|w| w.document()).and_then(|d| d.get_element_by_id("app"));
    if let (Some(app), Ok(observer)) = (app, ResizeObserver::new(observed.as_ref().unchecked_ref())) {
        observer.observe(&app);
        observed.forget();
    }
}

/// Calls back when somebody touches, moves, types or scrolls. Lasts as long as the page.
pub fn on_activity(then: impl Fn() + Clone + 'static) {
    let Some(window) = window() else { return };
    // The page scrolls by itself, too; whoever scrolls it by hand does one of these.
    for event in ["pointerdown", "pointermove", "touchmove", "keydown", "wheel"] {
        let then = then.clone();
        let options = EventListenerOptions::run_in_capture_phase();
        EventListener::new_with_options(&window, event, options, move |_| then()).forget();
    }
}

/// Asks about each link within the page that is followed, by what stands after its `#`: where the answer is yes, the
/// page stays. Lasts as long as the page.
pub fn on_links(keeps: impl Fn(&str) -> bool + 'static) {
    let Some(window) = window() else { return };
    let options = EventListenerOptions { phase: gloo::events::EventListenerPhase::Capture, passive: false };
    let listener = EventListener::new_with_options(&window, "click", options, move |event| {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let link = target.and_then(|target| target.closest("a[href^='#']").ok().flatten());
        let href = link.and_then(|link| link.get_attribute("href"));
        // The skip link is no state; nothing at all after the sign is the opening page.
        if href.is_some_and(|href| href != "#top" && keeps(&href)) {
            event.prevent_default();
            event.stop_propagation();
        }
    });
    listener.forget();
}

/// Opens an address in a window of its own, which cannot reach back. `false` where the host forbids it.
pub fn open(address: &str) -> bool {
    let opened = window().and_then(|w| w.open_with_url_and_target(address, "_blank").ok().flatten());
    if let Some(opened) = &opened {
        // It is another's already only where it cannot reach back anyway.
        let _ = opened.set_opener(&JsValue::NULL);
    }
    opened.is_some()
}

/// Says on the page's root what the style sheets must know; without a value, takes it away.
pub fn mark(name: &str, value: Option<&str>) {
    let Some(root) = root() else { return };
    // Plain attributes cannot be refused.
    let _ = match value {
        Some(value) => root.set_attribute(name, value),
        None => root.remove_attribute(name),
    };
}

/// Sets a variable of the style sheets.
pub fn set_variable(name: &str, value: &str) {
    if let Some(root) = root() {
        let _ = root.style().set_property(name, value);
    }
}

/// Says to the style sheets where the passage that is open begins, in pixels from the top of its columns, and where it
/// ends, from the top of the page: what belongs to it goes there.
pub fn mark_open_passage() {
    let place = |selector: &str| {
        let found = window()?.document()?.query_selector(selector).ok()??;
        Some(found.get_bounding_client_rect())
    };
    let open = place(".paragraph.open, .row.open");
    mark("data-open", open.as_ref().map(|_| ""));
    if let (Some(open), Some(columns)) = (open, place(".columns")) {
        let scrolled = window().and_then(|w| w.scroll_y().ok()).unwrap_or(0.0);
        let set = |name: &str, pixels: f64| set_variable(name, &(fixed(pixels, 0) + "px"));
        set("--open-start", (open.top() - columns.top()).max(0.0));
        set("--open-end", open.bottom() + scrolled);
    }
}

/// How high the page would be if it had all the room it wants, in whole pixels.
pub fn wanted_height() -> Option<u32> {
    let document = window()?.document()?;
    let scrolled = window()?.scroll_y().ok()?;
    let mut bottom = 0.0_f64;
    let all = document.query_selector_all("#app, .panel.has-passage, dialog[open]").ok()?;
    for node in (0..all.length()).filter_map(|at| all.item(at)) {
        if let Some(element) = node.dyn_ref::<Element>() {
            bottom = bottom.max(element.get_bounding_client_rect().bottom() + scrolled);
        }
    }
    Some(bottom.ceil() as u32)
}
