//! The parser's tree, in one row of nodes: nothing recursive, so that no page is too deep for the machine.

use crate::limits::{ATTRIBUTES, HTML_DEPTH, HTML_NODES};
use crate::refusal::{Excess, Refusal};
use html5ever::interface::{ElemName, ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{Attribute, LocalName, Namespace, ParseOpts, QualName, local_name, ns, parse_document};
use std::borrow::Cow;
use std::cell::RefCell;

/// What a node is.
#[derive(Debug)]
pub(super) enum Kind {
    /// The page, a comment, what is inside a template: nothing to see.
    Other,
    Element {
        name: QualName,
        attributes: Vec<Attribute>,
    },
    Text(String),
}

#[derive(Debug)]
pub(super) struct Node {
    pub(super) kind: Kind,
    parent: Option<usize>,
    pub(super) children: Vec<usize>,
    depth: usize,
}

/// A page; its root is node 0.
#[derive(Debug, Default)]
pub(super) struct Tree {
    nodes: Vec<Node>,
    excess: Option<Excess>,
}

impl Tree {
    pub(super) fn get(&self, at: usize) -> Option<&Node> {
        self.nodes.get(at)
    }

    fn add(&mut self, kind: Kind) -> usize {
        self.nodes.push(Node { kind, parent: None, children: Vec::new(), depth: 0 });
        if self.nodes.len() > HTML_NODES {
            self.excess = Some(Excess::Nodes);
        }
        self.nodes.len() - 1
    }

    /// Takes a node from where it is, and gives its place among its siblings.
    fn detach(&mut self, at: usize) {
        let Some(parent) = self.nodes.get_mut(at).and_then(|node| node.parent.take()) else { return };
        if let Some(node) = self.nodes.get_mut(parent) {
            // What is moved was most often added a moment ago.
            if let Some(place) = node.children.iter().rposition(|child| *child == at) {
                node.children.remove(place);
            }
        }
    }

    /// Puts a node or a text into a parent, at a place or at the end.
    fn insert(&mut self, parent: usize, place: Option<usize>, child: NodeOrText<usize>) {
        let siblings = self.nodes.get(parent).map_or(0, |node| node.children.len());
        let place = place.unwrap_or(siblings).min(siblings);
        let at = match child {
            NodeOrText::AppendNode(at) => {
                self.detach(at);
                at
            }
            NodeOrText::AppendText(text) => {
                let before =
                    place.checked_sub(1).and_then(|p| self.nodes.get(parent)?.children.get(p).copied());
                if let Some(Node { kind: Kind::Text(known), .. }) =
                    before.and_then(|at| self.nodes.get_mut(at))
                {
                    known.push_str(&text);
                    return;
                }
                self.add(Kind::Text(text.to_string()))
            }
        };
        let depth = self.nodes.get(parent).map_or(0, |node| node.depth) + 1;
        if depth > HTML_DEPTH {
            self.excess = Some(Excess::Depth);
        }
        if let Some(node) = self.nodes.get_mut(at) {
            (node.parent, node.depth) = (Some(parent), depth);
        }
        if let Some(node) = self.nodes.get_mut(parent) {
            let place = place.min(node.children.len());
            node.children.insert(place, at);
        }
    }

    fn place_of(&self, at: usize) -> Option<(usize, usize)> {
        let parent = self.nodes.get(at)?.parent?;
        let place = self.nodes.get(parent)?.children.iter().rposition(|child| *child == at)?;
        Some((parent, place))
    }
}

/// The text is handed over in pieces of this many bytes, and the limits are looked at between them.
const PIECE: usize = 4096;

/// Parses a page.
pub(super) fn read(text: &str) -> Result<Tree, Refusal> {
    let sink = Sink(RefCell::new(Tree::default()));
    sink.0.borrow_mut().add(Kind::Other);
    // What stands in `noscript` is seen here, where no script runs.
    let tree_builder = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    let mut parser = parse_document(sink, ParseOpts { tree_builder, ..ParseOpts::default() });
    let mut rest = text;
    while !rest.is_empty() {
        let mut end = rest.len().min(PIECE);
        while !rest.is_char_boundary(end) {
            end += 1;
        }
        let (piece, after) = rest.split_at(end);
        parser.process(StrTendril::from(piece));
        if let Some(excess) = parser.tokenizer.sink.sink.0.borrow().excess {
            return Err(Refusal::TooMuch(excess));
        }
        rest = after;
    }
    let tree = parser.finish();
    tree.excess.map_or(Ok(tree), |excess| Err(Refusal::TooMuch(excess)))
}

struct Sink(RefCell<Tree>);

/// The name of an element, by itself: the tree may change while it is looked at.
#[derive(Debug)]
struct Name(QualName);

impl ElemName for Name {
    fn ns(&self) -> &Namespace {
        &self.0.ns
    }

    fn local_name(&self) -> &LocalName {
        &self.0.local
    }
}

impl TreeSink for Sink {
    type Handle = usize;
    type Output = Tree;
    type ElemName<'a> = Name;

    fn finish(self) -> Tree {
        self.0.into_inner()
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> usize {
        0
    }

    fn elem_name(&self, at: &usize) -> Name {
        match self.0.borrow().get(*at) {
            Some(Node { kind: Kind::Element { name, .. }, .. }) => Name(name.clone()),
            _ => Name(QualName::new(None, ns!(), local_name!(""))),
        }
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _: ElementFlags) -> usize {
        self.0.borrow_mut().add(Kind::Element { name, attributes })
    }

    fn create_comment(&self, _: StrTendril) -> usize {
        self.0.borrow_mut().add(Kind::Other)
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> usize {
        self.0.borrow_mut().add(Kind::Other)
    }

    fn append(&self, parent: &usize, child: NodeOrText<usize>) {
        self.0.borrow_mut().insert(*parent, None, child);
    }

    fn append_before_sibling(&self, sibling: &usize, child: NodeOrText<usize>) {
        let mut tree = self.0.borrow_mut();
        if let Some((parent, place)) = tree.place_of(*sibling) {
            tree.insert(parent, Some(place), child);
        }
    }

    fn append_based_on_parent_node(&self, element: &usize, before: &usize, child: NodeOrText<usize>) {
        let has_parent = self.0.borrow().place_of(*element).is_some();
        if has_parent {
            self.append_before_sibling(element, child);
        } else {
            self.append(before, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, template: &usize) -> usize {
        // Nobody sees a template, so it can hold its contents itself.
        *template
    }

    fn same_node(&self, one: &usize, other: &usize) -> bool {
        one == other
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn add_attrs_if_missing(&self, at: &usize, more: Vec<Attribute>) {
        let mut tree = self.0.borrow_mut();
        if let Some(Node { kind: Kind::Element { attributes, .. }, .. }) = tree.nodes.get_mut(*at) {
            for attribute in more {
                if attributes.len() < ATTRIBUTES
                    && attributes.iter().all(|known| known.name != attribute.name)
                {
                    attributes.push(attribute);
                }
            }
        }
    }

    fn remove_from_parent(&self, at: &usize) {
        self.0.borrow_mut().detach(*at);
    }

    fn reparent_children(&self, from: &usize, to: &usize) {
        let mut tree = self.0.borrow_mut();
        let children =
            tree.nodes.get_mut(*from).map(|node| std::mem::take(&mut node.children)).unwrap_or_default();
        let depth = tree.nodes.get(*to).map_or(0, |node| node.depth) + 1;
        for child in &children {
            if let Some(node) = tree.nodes.get_mut(*child) {
                (node.parent, node.depth) = (Some(*to), depth);
            }
        }
        if let Some(node) = tree.nodes.get_mut(*to) {
            node.children.extend(children);
        }
    }
}
