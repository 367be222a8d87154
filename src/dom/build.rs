//! A tree -> the page, and the page kept true to the next tree.
//!
//! What is there already is patched where the next tree has an element of the same tag at its place, so that the
//! keyboard, the scrolling and what was typed stay where they are.

use super::element::{Element, Handler, Node, Parts, Setting, Value, Words};
use super::event::Event;
use gloo::events::{EventListener, EventListenerOptions};
use leptos::prelude::*;
use leptos::reactive::graph::{Subscriber, ToAnySubscriber};
use leptos::tachys::html::attribute::Attribute;
use leptos::tachys::html::attribute::any_attribute::AnyAttribute;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::view::add_attr::AddAnyAttr;
use leptos::tachys::view::{Mountable, Position, PositionState, Render, RenderHtml};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsValue;

const SVG: &str = "http://www.w3.org/2000/svg";

/// A node as it stands in the page.
enum Built {
    Nothing,
    Text(web_sys::Text, Words),
    Element(Box<BuiltElement>),
    Several(Vec<Built>),
    /// The content is the effect's value; it stands before the anchor.
    Live(web_sys::Text, Kept<Built>),
}

struct BuiltElement {
    tag: &'static str,
    key: u32,
    element: web_sys::Element,
    attributes: Vec<(&'static str, BuiltSetting)>,
    handlers: Vec<(&'static str, Rc<RefCell<Handler>>, EventListener)>,
    children: Vec<Built>,
}

enum BuiltSetting {
    Fixed(Value),
    Live(Kept<Value>),
}

/// An effect that keeps a part of the page true.
///
/// When it goes, it takes itself off the lists of what it has read: leptos leaves it there, and what lasts as long as the
/// page, such as its language, would list every part that there ever was.
struct Kept<T: 'static>(RenderEffect<T>);

impl<T: 'static> Drop for Kept<T> {
    fn drop(&mut self) {
        let effect = self.0.to_any_subscriber();
        effect.clear_sources(&effect);
    }
}

fn document() -> web_sys::Document {
    leptos::tachys::dom::document()
}

/// Puts a node before `next`, or at the end.
fn place(parent: &web_sys::Node, node: &web_sys::Node, next: Option<&web_sys::Node>) {
    // Fails only where the page was changed by somebody else; then there is nothing to be done about it.
    let _ = parent.insert_before(node, next);
}

/// Makes the page say what `node` says, in the place of `old` and before `next`.
fn patch(parent: &web_sys::Node, old: Built, node: Node, next: Option<&web_sys::Node>) -> Built {
    match (old, node) {
        (Built::Nothing, Node::Nothing) => Built::Nothing,
        (Built::Text(text, before), Node::Text(words)) => {
            if before != words {
                text.set_data(&words);
            }
            Built::Text(text, words)
        }
        (Built::Element(old), Node::Element(Element(new))) if old.tag == new.tag && old.key == new.key => {
            Built::Element(Box::new(patch_element(*old, *new)))
        }
        (Built::Several(old), Node::Several(new)) => Built::Several(patch_all(parent, old, new, next)),
        (Built::Live(anchor, effect), Node::Live(make)) => {
            let before = effect.0.take_value();
            drop(effect);
            keep(parent, anchor, make, before)
        }
        (old, new) => {
            // What is new first, so that the place is known.
            let before = first(&old).or_else(|| next.cloned());
            let built = build(parent, new, before.as_ref());
            remove(parent, old);
            built
        }
    }
}

/// From the last to the first, so that it is known what comes next.
fn patch_all(
    parent: &web_sys::Node,
    old: Vec<Built>,
    new: Vec<Node>,
    next: Option<&web_sys::Node>,
) -> Vec<Built> {
    let mut next = next.cloned();
    let mut old = old;
    let common = old.len().min(new.len());
    let gone = old.split_off(common);
    let mut built = Vec::with_capacity(new.len());
    for node in gone {
        remove(parent, node);
    }
    for (nth, node) in new.into_iter().enumerate().rev() {
        let one = match old.pop_if(|_| nth < common) {
            Some(before) => patch(parent, before, node, next.as_ref()),
            None => build(parent, node, next.as_ref()),
        };
        next = first(&one).or(next);
        built.push(one);
    }
    built.reverse();
    built
}

fn build(parent: &web_sys::Node, node: Node, next: Option<&web_sys::Node>) -> Built {
    match node {
        Node::Nothing => Built::Nothing,
        Node::Text(words) => {
            let text = document().create_text_node(&words);
            place(parent, &text, next);
            Built::Text(text, words)
        }
        Node::Element(Element(new)) => {
            let namespace = if new.svg { Some(SVG) } else { None };
            let made = match namespace {
                Some(_) => document().create_element_ns(namespace, new.tag),
                None => document().create_element(new.tag),
            };
            // The tags are written in the program, so they are all good ones.
            let Ok(element) = made else { return Built::Nothing };
            let bare = BuiltElement {
                tag: new.tag,
                key: new.key,
                element,
                attributes: Vec::new(),
                handlers: Vec::new(),
                children: Vec::new(),
            };
            let built = patch_element(bare, *new);
            // Whole before it is placed, so that the browser lays it out once.
            place(parent, &built.element, next);
            Built::Element(Box::new(built))
        }
        Node::Several(nodes) => {
            Built::Several(nodes.into_iter().map(|node| build(parent, node, next)).collect())
        }
        Node::Live(make) => {
            let anchor = document().create_text_node("");
            place(parent, &anchor, next);
            keep(parent, anchor, make, None)
        }
    }
}

/// Keeps what stands before the anchor true.
fn keep(
    parent: &web_sys::Node,
    anchor: web_sys::Text,
    make: Box<dyn Fn() -> Node + Send>,
    before: Option<Built>,
) -> Built {
    let (home, at) = (parent.clone(), anchor.clone());
    let maker = StoredValue::new(());
    let run = move |before: Option<Built>| {
        if is_gone(maker) {
            return before.unwrap_or(Built::Nothing);
        }
        patch(
            &at.parent_node().unwrap_or_else(|| home.clone()),
            before.unwrap_or(Built::Nothing),
            make(),
            Some(&at),
        )
    };
    Built::Live(anchor, Kept(RenderEffect::new_with_value(run, before)))
}

/// Whether whoever made a part of the page has gone. Effects end one after another, from the outside to the inside, so an
/// inner one may still be told of a change when the signals that it would read are no more.
fn is_gone(maker: StoredValue<()>) -> bool {
    maker.is_disposed()
}

fn patch_element(old: BuiltElement, new: Parts) -> BuiltElement {
    let BuiltElement { tag, key, element, attributes, handlers, children } = old;
    // Children first: a choice can only be made among the options that are there.
    let children = patch_all(&element, children, new.children, None);
    let attributes = patch_attributes(&element, attributes, new.attributes);
    let handlers = patch_handlers(&element, handlers, new.handlers);
    BuiltElement { tag, key, element, attributes, handlers, children }
}

fn patch_attributes(
    element: &web_sys::Element,
    mut old: Vec<(&'static str, BuiltSetting)>,
    new: Vec<(&'static str, Setting)>,
) -> Vec<(&'static str, BuiltSetting)> {
    let mut set = Vec::with_capacity(new.len());
    for (name, setting) in new {
        let before = old.iter().position(|(known, _)| *known == name).map(|at| old.swap_remove(at).1);
        let before = before.map(|setting| match setting {
            BuiltSetting::Fixed(value) => value,
            BuiltSetting::Live(effect) => effect.0.take_value().unwrap_or(Value::Absent),
        });
        let setting = match setting {
            Setting::Fixed(value) => {
                write(element, name, before.as_ref(), &value);
                BuiltSetting::Fixed(value)
            }
            Setting::Live(make) => {
                let element = element.clone();
                let maker = StoredValue::new(());
                let run = move |before: Option<Value>| {
                    if is_gone(maker) {
                        return before.unwrap_or(Value::Absent);
                    }
                    let value = make();
                    write(&element, name, before.as_ref(), &value);
                    value
                };
                BuiltSetting::Live(Kept(RenderEffect::new_with_value(run, before)))
            }
        };
        set.push((name, setting));
    }
    for (name, setting) in old {
        drop(setting);
        write(element, name, None, &Value::Absent);
    }
    set
}

fn write(element: &web_sys::Element, name: &'static str, before: Option<&Value>, value: &Value) {
    if before == Some(value) {
        return;
    }
    let property = match (name, value) {
        ("checked", value) => Some(JsValue::from_bool(*value != Value::Absent)),
        ("value", Value::Text(text)) => Some(JsValue::from_str(text)),
        _ => None,
    };
    let _ = match (property, value) {
        (Some(property), _) => js_sys::Reflect::set(element, &name.into(), &property).map(drop),
        (None, Value::Text(text)) => element.set_attribute(name, text),
        (None, Value::Absent) => element.remove_attribute(name),
    };
}

type Handlers = Vec<(&'static str, Rc<RefCell<Handler>>, EventListener)>;

/// The browser goes on calling the same function, which calls the handler of the latest tree.
fn patch_handlers(
    element: &web_sys::Element,
    mut old: Handlers,
    new: Vec<(&'static str, Handler)>,
) -> Handlers {
    let listen = |(name, handler): (&'static str, Handler)| {
        if let Some(at) = old.iter().position(|(known, ..)| *known == name) {
            let kept = old.swap_remove(at);
            // While the old handler runs nothing is patched: effects wait until it has ended.
            if let Ok(mut shared) = kept.1.try_borrow_mut() {
                *shared = handler;
            }
            return kept;
        }
        let shared = Rc::new(RefCell::new(handler));
        let called = Rc::clone(&shared);
        let call = move |event: &web_sys::Event| {
            // An event that arrives while its own handler runs is one that the handler has caused.
            if let Ok(mut handler) = called.try_borrow_mut() {
                handler(Event(event.clone()));
            }
        };
        let options = EventListenerOptions::enable_prevent_default();
        (name, shared, EventListener::new_with_options(element, name, options, call))
    };
    new.into_iter().map(listen).collect()
}

/// The first node of the page that belongs to it.
fn first(built: &Built) -> Option<web_sys::Node> {
    match built {
        Built::Nothing => None,
        Built::Text(text, _) => Some(text.clone().into()),
        Built::Element(built) => Some(built.element.clone().into()),
        Built::Several(all) => all.iter().find_map(first),
        Built::Live(anchor, effect) => {
            let inside = effect.0.with_value_mut(|built| first(built)).flatten();
            inside.or_else(|| Some(anchor.clone().into()))
        }
    }
}

fn remove(parent: &web_sys::Node, built: Built) {
    let node: web_sys::Node = match built {
        Built::Nothing => return,
        Built::Text(text, _) => text.into(),
        Built::Element(built) => built.element.clone().into(),
        Built::Several(all) => return all.into_iter().for_each(|one| remove(parent, one)),
        Built::Live(anchor, effect) => {
            if let Some(inside) = effect.0.take_value() {
                remove(parent, inside);
            }
            anchor.into()
        }
    };
    let _ = parent.remove_child(&node);
}

/// A tree that leptos has in its hands; built where it is mounted.
pub struct Mounted {
    tree: Option<Node>,
    built: Option<(web_sys::Node, Built)>,
}

impl Mountable for Mounted {
    fn unmount(&mut self) {
        if let Some((parent, built)) = self.built.take() {
            remove(&parent, built);
        }
    }

    fn mount(&mut self, parent: &web_sys::Element, marker: Option<&web_sys::Node>) {
        if let Some(tree) = self.tree.take() {
            self.built = Some((parent.clone().into(), build(parent, tree, marker)));
        }
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        let Some((parent, built)) = &self.built else { return false };
        let Some(here) = first(built) else { return false };
        child.mount(&web_sys::Element::from(JsValue::from(parent.clone())), Some(&here));
        true
    }

    fn elements(&self) -> Vec<web_sys::Element> {
        Vec::new()
    }
}

impl Render for Node {
    type State = Mounted;

    fn build(self) -> Self::State {
        Mounted { tree: Some(self), built: None }
    }

    fn rebuild(self, state: &mut Self::State) {
        match state.built.take() {
            Some((parent, built)) => {
                let built = patch(&parent, built, self, None);
                state.built = Some((parent, built));
            }
            None => state.tree = Some(self),
        }
    }
}

impl AddAnyAttr for Node {
    type Output<NewAttr: Attribute> = Self;

    /// Attributes are set where an element is made; none are added from outside.
    fn add_any_attr<NewAttr: Attribute>(self, _: NewAttr) -> Self::Output<NewAttr> {
        self
    }
}

impl RenderHtml for Node {
    type AsyncOutput = Self;
    type Owned = Self;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self::AsyncOutput {
        self
    }

    fn to_html_with_buf(self, html: &mut String, _: &mut Position, _: bool, _: bool, _: Vec<AnyAttribute>) {
        self.write_html(html);
    }

    /// Pages are never written by a server, so there is nothing to take over.
    fn hydrate<const FROM_SERVER: bool>(self, _: &Cursor, _: &PositionState) -> Self::State {
        self.build()
    }

    fn into_owned(self) -> Self::Owned {
        self
    }
}
