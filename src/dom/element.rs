//! The tree that a view hands over.

use super::event::Event;
use std::borrow::Cow;

/// Text that is either part of the program or made up.
pub type Words = Cow<'static, str>;

/// A piece of the page.
#[derive(Default)]
pub enum Node {
    /// Nothing to see.
    #[default]
    Nothing,
    /// Words.
    Text(Words),
    /// An element.
    Element(Element),
    /// One after the other.
    Several(Vec<Node>),
    /// A part that is made anew whenever a signal that it reads changes; what stays the same is left alone.
    Live(Box<dyn Fn() -> Node + Send>),
}

/// The value of an attribute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// The element does not have the attribute.
    Absent,
    /// It does; empty for one that says all by being there.
    Text(Words),
}

/// The value of an attribute, or what works it out anew whenever a signal that it reads changes.
pub(super) enum Setting {
    Fixed(Value),
    Live(Box<dyn Fn() -> Value + Send>),
}

/// What is done when something happens.
pub(super) type Handler = Box<dyn FnMut(Event) + Send>;

/// An element: its tag, attributes, handlers and children.
///
/// Behind a pointer, so that handing it on while it is being built is one word; and whatever adds to it is a function
/// of its own and not inlined, since a page is thousands of such calls.
pub struct Element(pub(super) Box<Parts>);

pub(super) struct Parts {
    pub(super) tag: &'static str,
    /// Whether it is one of SVG's.
    pub(super) svg: bool,
    /// Elements of different keys are never patched into one another.
    pub(super) key: u32,
    pub(super) attributes: Vec<(&'static str, Setting)>,
    pub(super) handlers: Vec<(&'static str, Handler)>,
    pub(super) children: Vec<Node>,
}

/// An element of HTML.
#[inline(never)]
pub fn el(tag: &'static str) -> Element {
    let (attributes, handlers, children) = (Vec::new(), Vec::new(), Vec::new());
    Element(Box::new(Parts { tag, svg: false, key: 0, attributes, handlers, children }))
}

/// An element of SVG.
#[inline(never)]
pub fn svg(tag: &'static str) -> Element {
    let mut element = el(tag);
    element.0.svg = true;
    element
}

/// A part that is made anew whenever a signal that it reads changes.
pub fn live<N: Into<Node>>(make: impl Fn() -> N + Send + 'static) -> Node {
    Node::Live(Box::new(move || make().into()))
}

/// What an attribute can be set to.
pub trait Attribute {
    /// Sets it on an element.
    fn set(self, element: Element, name: &'static str) -> Element;
}

/// What can stand in an element.
pub trait Child {
    /// Adds it to an element.
    fn add(self, element: Element) -> Element;
}

impl Element {
    /// Tells the element from others at its place: where the key changes, it is made anew.
    pub fn key(mut self, key: u32) -> Self {
        self.0.key = key;
        self
    }

    /// Sets an attribute; `value` and `checked` are set as what the visitor sees.
    #[inline(always)]
    pub fn attr(self, name: &'static str, value: impl Attribute) -> Self {
        value.set(self, name)
    }

    #[inline(never)]
    fn set(mut self, name: &'static str, value: Value) -> Self {
        self.0.attributes.push((name, Setting::Fixed(value)));
        self
    }

    #[inline(never)]
    fn set_static(self, name: &'static str, text: &'static str) -> Self {
        self.set(name, Value::Text(Cow::Borrowed(text)))
    }

    #[inline(never)]
    fn set_owned(self, name: &'static str, text: String) -> Self {
        self.set(name, Value::Text(Cow::Owned(text)))
    }

    /// Sets an attribute and keeps it true.
    pub fn live<V: Into<Value>>(self, name: &'static str, value: impl Fn() -> V + Send + 'static) -> Self {
        self.set_live(name, Box::new(move || value().into()))
    }

    #[inline(never)]
    fn set_live(mut self, name: &'static str, value: Box<dyn Fn() -> Value + Send>) -> Self {
        self.0.attributes.push((name, Setting::Live(value)));
        self
    }

    /// Sets the class.
    #[inline(always)]
    pub fn class(self, class: impl Attribute) -> Self {
        class.set(self, "class")
    }

    /// Does something when an event of this name arrives.
    pub fn on(self, event: &'static str, handler: impl FnMut(Event) + Send + 'static) -> Self {
        self.handled(event, Box::new(handler))
    }

    #[inline(never)]
    fn handled(mut self, event: &'static str, handler: Handler) -> Self {
        self.0.handlers.push((event, handler));
        self
    }

    /// Adds a child.
    #[inline(always)]
    pub fn child(self, child: impl Child) -> Self {
        child.add(self)
    }

    #[inline(never)]
    fn with(mut self, child: Node) -> Self {
        self.0.children.push(child);
        self
    }

    #[inline(never)]
    fn with_static(self, words: &'static str) -> Self {
        self.with(Node::Text(Cow::Borrowed(words)))
    }

    #[inline(never)]
    fn with_owned(self, words: String) -> Self {
        self.with(Node::Text(Cow::Owned(words)))
    }

    #[inline(never)]
    fn with_element(self, child: Element) -> Self {
        self.with(Node::Element(child))
    }

    /// Adds children.
    pub fn children<N: Child>(mut self, children: impl IntoIterator<Item = N>) -> Self {
        for child in children {
            self = child.add(self);
        }
        self
    }
}

impl Attribute for Value {
    fn set(self, element: Element, name: &'static str) -> Element {
        element.set(name, self)
    }
}

impl Attribute for &'static str {
    #[inline(always)]
    fn set(self, element: Element, name: &'static str) -> Element {
        element.set_static(name, self)
    }
}

impl Attribute for String {
    #[inline(always)]
    fn set(self, element: Element, name: &'static str) -> Element {
        element.set_owned(name, self)
    }
}

impl Attribute for bool {
    #[inline(never)]
    fn set(self, element: Element, name: &'static str) -> Element {
        element.set(name, self.into())
    }
}

impl<A: Attribute> Attribute for Option<A> {
    fn set(self, element: Element, name: &'static str) -> Element {
        match self {
            Some(value) => value.set(element, name),
            None => element,
        }
    }
}

impl Child for Element {
    #[inline(always)]
    fn add(self, element: Element) -> Element {
        element.with_element(self)
    }
}

impl Child for &'static str {
    #[inline(always)]
    fn add(self, element: Element) -> Element {
        element.with_static(self)
    }
}

impl Child for String {
    #[inline(always)]
    fn add(self, element: Element) -> Element {
        element.with_owned(self)
    }
}

impl Child for Node {
    #[inline(always)]
    fn add(self, element: Element) -> Element {
        element.with(self)
    }
}

/// What is not there holds its place, so that what follows is patched into its own.
impl<C: Child> Child for Option<C> {
    fn add(self, element: Element) -> Element {
        match self {
            Some(child) => child.add(element),
            None => element.with(Node::Nothing),
        }
    }
}

impl<C: Into<Node>> Child for Vec<C> {
    fn add(self, element: Element) -> Element {
        element.with(self.into())
    }
}

impl<const MANY: usize> Child for [Node; MANY] {
    fn add(self, element: Element) -> Element {
        element.with(self.into())
    }
}

impl From<Element> for Node {
    fn from(element: Element) -> Self {
        Self::Element(element)
    }
}

impl From<&'static str> for Node {
    fn from(words: &'static str) -> Self {
        Self::Text(Cow::Borrowed(words))
    }
}

impl From<String> for Node {
    fn from(words: String) -> Self {
        Self::Text(Cow::Owned(words))
    }
}

impl From<Words> for Node {
    fn from(words: Words) -> Self {
        Self::Text(words)
    }
}

impl<N: Into<Node>> From<Option<N>> for Node {
    fn from(node: Option<N>) -> Self {
        node.map_or(Self::Nothing, Into::into)
    }
}

impl<N: Into<Node>> From<Vec<N>> for Node {
    fn from(nodes: Vec<N>) -> Self {
        Self::Several(nodes.into_iter().map(Into::into).collect())
    }
}

impl<const MANY: usize> From<[Node; MANY]> for Node {
    fn from(nodes: [Node; MANY]) -> Self {
        Self::Several(nodes.into())
    }
}

impl From<&'static str> for Value {
    fn from(text: &'static str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl From<bool> for Value {
    fn from(present: bool) -> Self {
        if present { Self::Text(Cow::Borrowed("")) } else { Self::Absent }
    }
}

impl<V: Into<Value>> From<Option<V>> for Value {
    fn from(value: Option<V>) -> Self {
        value.map_or(Self::Absent, Into::into)
    }
}
