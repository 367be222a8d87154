//! What an exhibit asks of its browser, and what it keeps the browser from doing. A browser that refuses is left alone.

use super::waiting;
use gloo::events::{EventListener, EventListenerOptions};
use js_sys::{Function, Promise, Reflect};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Something that happens on the screen, whatever element it happens to.
#[derive(Clone, Debug, PartialEq)]
pub enum Happening {
    /// The first finger or button goes down, so far from the left and from the top of the window, in CSS pixels.
    Down(f64, f64),
    /// The last one is lifted, or taken away by the browser.
    Up,
    /// A key.
    Key,
    /// Scrolling, a pointer that moves, typing.
    Motion,
    /// A word begins to be composed of several keys, or no longer is.
    Composing(bool),
    /// The page can be seen, or no longer.
    Shown(bool),
    /// The network is there, or is not.
    Online(bool),
    /// The page fills the screen, or does not.
    Fullscreen(bool),
    /// A link was pressed, with this `href`, or what stands for one that leads away, with its `data-outward`; the browser
    /// does not follow it.
    Link(String),
    /// The keyboard came to a field for text, or left it.
    Typing(bool),
    /// The browser tells of an error.
    Error,
}

/// Tells of all that happens, for as long as the page lasts, and keeps the browser from what it would do by itself: menus,
/// zooming, dragging, shortcuts, following links.
pub fn watch(tell: impl Fn(Happening) + 'static) {
    let Some(window) = web_sys::window() else { return };
    let tell: Rc<dyn Fn(Happening)> = Rc::new(tell);
    // On its way down, so that nobody can stop it.
    let on = |target: &web_sys::EventTarget, name: &'static str, act: Box<dyn Fn(&web_sys::Event)>| {
        let options = EventListenerOptions { passive: false, ..EventListenerOptions::run_in_capture_phase() };
        EventListener::new_with_options(target, name, options, move |event| act(event)).forget();
    };
    for name in ["contextmenu", "dragstart", "gesturestart", "auxclick", "beforeinstallprompt"] {
        on(&window, name, Box::new(|event| event.prevent_default()));
    }
    let told = tell.clone();
    on(
        &window,
        "wheel",
        Box::new(move |event| {
            if flag(event, "ctrlKey") {
                event.prevent_default();
            }
            told(Happening::Motion);
        }),
    );
    let told = tell.clone();
    on(
        &window,
        "keydown",
        Box::new(move |event| {
            if leads_out(event) {
                event.prevent_default();
            }
            told(Happening::Key);
        }),
    );
    pointers(&window, &on, &tell);
    for (name, happening) in [
        ("pointermove", Happening::Motion),
        ("scroll", Happening::Motion),
        ("input", Happening::Motion),
        ("compositionstart", Happening::Composing(true)),
        ("compositionend", Happening::Composing(false)),
        ("online", Happening::Online(true)),
        ("offline", Happening::Online(false)),
        ("error", Happening::Error),
        ("unhandledrejection", Happening::Error),
    ] {
        let told = tell.clone();
        on(&window, name, Box::new(move |_| told(happening.clone())));
    }
    let told = tell.clone();
    on(&window, "visibilitychange", Box::new(move |_| told(Happening::Shown(is_shown()))));
    let told = tell.clone();
    on(&window, "fullscreenchange", Box::new(move |_| told(Happening::Fullscreen(fills_the_screen()))));
    for (name, is_typing) in [("focusin", true), ("focusout", false)] {
        let told = tell.clone();
        on(
            &window,
            name,
            Box::new(move |event| {
                if event.target().is_some_and(|target| super::field::is_for_text(&target)) {
                    told(Happening::Typing(is_typing));
                }
            }),
        );
    }
    // Links last, so that those who have answered a press themselves are left alone.
    let follow = move |event: &web_sys::Event| {
        let target = event.target().and_then(|t| t.dyn_into::<web_sys::Element>().ok());
        let Some(link) = target.and_then(|e| e.closest("a[href], [data-outward]").ok().flatten()) else {
            return;
        };
        if !event.default_prevented() {
            event.prevent_default();
            let address = link.get_attribute("data-outward").or_else(|| link.get_attribute("href"));
            tell(Happening::Link(address.unwrap_or_default()));
        }
    };
    EventListener::new_with_options(&window, "click", EventListenerOptions::enable_prevent_default(), follow)
        .forget();
}

type Listen<'a> = &'a dyn Fn(&web_sys::EventTarget, &'static str, Box<dyn Fn(&web_sys::Event)>);

/// Of many fingers, the first that goes down and the last that is lifted.
fn pointers(window: &web_sys::Window, on: Listen<'_>, tell: &Rc<dyn Fn(Happening)>) {
    let down: Rc<RefCell<Vec<i32>>> = Rc::default();
    let (told, held) = (tell.clone(), down.clone());
    on(
        window,
        "pointerdown",
        Box::new(move |event| {
            // Where a first one goes down there are no others, whatever was told of them.
            if flag(event, "isPrimary") {
                held.borrow_mut().clear();
            }
            held.borrow_mut().push(number(event, "pointerId") as i32);
            told(Happening::Down(number(event, "clientX"), number(event, "clientY")));
        }),
    );
    for name in ["pointerup", "pointercancel"] {
        let (told, held) = (tell.clone(), down.clone());
        on(
            window,
            name,
            Box::new(move |event| {
                let id = number(event, "pointerId") as i32;
                held.borrow_mut().retain(|one| *one != id);
                if held.borrow().is_empty() {
                    told(Happening::Up);
                }
            }),
        );
    }
}

/// Whether a key leads out of the page, or to something of the browser's own.
fn leads_out(event: &web_sys::Event) -> bool {
    let key = get(event, "key").and_then(|key| key.as_string()).unwrap_or_default();
    let is_function =
        key.len() > 1 && key.starts_with('F') && key.bytes().skip(1).all(|b| b.is_ascii_digit());
    let is_letter_beside = flag(event, "ctrlKey") || flag(event, "metaKey") || flag(event, "altKey");
    // What types a sign on some keyboards is no shortcut.
    let types = flag(event, "ctrlKey") && flag(event, "altKey") && key.chars().count() == 1;
    is_function
        || (is_letter_beside && !types)
        || matches!(key.as_str(), "ContextMenu" | "BrowserBack" | "BrowserHome")
}

fn get(of: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(of, &name.into()).ok().filter(|value| !value.is_undefined() && !value.is_null())
}

fn flag(event: &web_sys::Event, name: &str) -> bool {
    get(event, name).is_some_and(|value| value.is_truthy())
}

fn number(event: &web_sys::Event, name: &str) -> f64 {
    get(event, name).and_then(|value| value.as_f64()).unwrap_or(0.0)
}

/// Calls a method by its name, where there is one.
fn call(of: &JsValue, name: &str, argument: &JsValue) -> Option<JsValue> {
    let method: Function = get(of, name)?.dyn_into().ok()?;
    method.call1(of, argument).ok()
}

fn document() -> Option<web_sys::Document> {
    web_sys::window()?.document()
}

/// Whether the page can be seen.
pub fn is_shown() -> bool {
    document().and_then(|d| get(&d, "hidden")).is_none_or(|hidden| !hidden.is_truthy())
}

/// Whether the page fills the screen.
pub fn fills_the_screen() -> bool {
    document().and_then(|d| get(&d, "fullscreenElement")).is_some()
}

/// Fills the screen, which a browser allows only in answer to a touch.
pub fn fill_the_screen() {
    if fills_the_screen() {
        return;
    }
    let root = document().and_then(|d| d.document_element());
    let options = js_sys::Object::new();
    // A plain object takes any property.
    let _ = Reflect::set(&options, &"navigationUI".into(), &"hide".into());
    let asked = root.and_then(|root| call(&root, "requestFullscreen", &options));
    // Refused: then the technician's own way has to do.
    settle(asked, |_| {});
}

/// Keeps the screen on for as long as the page is seen; `then` is told whether it is, and again when it no longer is.
pub fn keep_awake(then: impl Fn(bool) + Clone + 'static) {
    let lock = web_sys::window().and_then(|w| get(&w.navigator(), "wakeLock"));
    let asked = lock.and_then(|lock| call(&lock, "request", &"screen".into()));
    settle(asked, move |sentinel| {
        then(sentinel.is_some());
        if let Some(target) = sentinel.and_then(|s| s.dyn_into::<web_sys::EventTarget>().ok()) {
            let lost = then.clone();
            EventListener::once(&target, "release", move |_| lost(false)).forget();
        }
    });
}

/// Waits for a promise, if it is one.
fn settle(asked: Option<JsValue>, then: impl FnOnce(Option<JsValue>) + 'static) {
    let promise = asked.and_then(|asked| asked.dyn_into::<Promise>().ok());
    waiting::begin(async move {
        match promise {
            Some(promise) => then(JsFuture::from(promise).await.ok()),
            None => then(None),
        }
    });
}

/// Says to whoever watches from outside that the page lives: the time, in `window.__passages_beat`.
pub fn beat() {
    if let Some(window) = web_sys::window() {
        // A plain property, which cannot be refused.
        let _ = Reflect::set(&window, &"__passages_beat".into(), &js_sys::Date::now().into());
    }
}

/// Milliseconds since midnight where the exhibit stands.
pub fn time_of_day() -> f64 {
    let now = js_sys::Date::new_0();
    let minutes = f64::from(now.get_hours() * 60 + now.get_minutes());
    minutes * 60_000.0 + f64::from(now.get_seconds()) * 1000.0 + f64::from(now.get_milliseconds())
}

/// Forgets what the browser may have kept of a visit: what is selected, where the keyboard is, how far was scrolled,
/// what was stored.
pub fn forget() {
    let Some(window) = web_sys::window() else { return };
    if let Some(selection) = window.get_selection().ok().flatten() {
        // There is always a range to remove, or none to be removed.
        let _ = selection.remove_all_ranges();
    }
    if let Some(active) = document().and_then(|d| d.active_element()) {
        call(&active, "blur", &JsValue::UNDEFINED);
    }
    window.scroll_to_with_x_and_y(0.0, 0.0);
    // Where storage is forbidden even asking for it throws, and there is nothing to forget.
    for name in ["localStorage", "sessionStorage"] {
        if let Some(storage) = get(&window, name) {
            call(&storage, "clear", &JsValue::UNDEFINED);
        }
    }
}

/// What the keyboard was at.
pub struct Held(web_sys::Element);

impl Held {
    /// What it is at now; `None` where that is nothing in particular.
    pub fn now() -> Option<Self> {
        let active = document()?.active_element()?;
        (active.tag_name() != "BODY").then_some(Self(active))
    }

    /// Moves the keyboard back there, without scrolling.
    pub fn give_back(&self) {
        let options = js_sys::Object::new();
        // A plain object takes any property.
        let _ = Reflect::set(&options, &"preventScroll".into(), &true.into());
        // What has gone meanwhile does not take it.
        call(&self.0, "focus", &options);
    }
}

/// Loads the page anew.
pub fn reload() {
    if let Some(window) = web_sys::window() {
        // What a browser in a frame refuses, it refuses for good.
        let _ = window.location().reload();
    }
}

/// A place for the exhibit's own controls, behind the explorer.
pub fn place(id: &str) -> Option<web_sys::HtmlElement> {
    let document = document()?;
    let place: web_sys::HtmlElement = document.create_element("div").ok()?.dyn_into().ok()?;
    place.set_id(id);
    document.body()?.append_child(&place).ok()?;
    Some(place)
}

/// Sets an attribute of the whole page for the style sheets, or takes it away.
pub fn mark(name: &str, value: Option<&str>) {
    let Some(root) = document().and_then(|d| d.document_element()) else { return };
    // Plain attributes, which cannot be refused.
    let _ = match value {
        Some(value) => root.set_attribute(name, value),
        None => root.remove_attribute(name),
    };
}

/// Sets a property of the style sheets for the whole page.
pub fn style(name: &str, value: &str) {
    let root =
        document().and_then(|d| d.document_element()).and_then(|r| r.dyn_into::<web_sys::HtmlElement>().ok());
    if let Some(root) = root {
        // A property of our own takes any value.
        let _ = root.style().set_property(name, value);
    }
}

/// Whether the explorer can be touched, while something else stands before it.
pub fn bar_explorer(is_barred: bool) {
    if let Some(app) = super::page::mount_point() {
        // A plain attribute, which cannot be refused.
        let _ = app.toggle_attribute_with_force("inert", is_barred);
    }
}

/// Bytes of memory that the program has.
pub fn memory() -> f64 {
    let buffer = get(&wasm_bindgen::memory(), "buffer");
    buffer.and_then(|buffer| get(&buffer, "byteLength")).and_then(|bytes| bytes.as_f64()).unwrap_or(0.0)
}

/// What the browser calls itself, and the size of the window in CSS pixels with the pixels of each.
pub fn browser() -> String {
    let Some(window) = web_sys::window() else { return String::new() };
    let side = |value: Result<JsValue, JsValue>| value.ok().and_then(|v| v.as_f64()).unwrap_or(0.0) as u32;
    let (width, height) = (side(window.inner_width()), side(window.inner_height()));
    let ratio = passages_core::number::fixed(window.device_pixel_ratio(), 2);
    format!("{} · {width}×{height} @{ratio}", window.navigator().user_agent().unwrap_or_default())
}
