//! The elements of a file, in one row of nodes.

use super::KIND;
use crate::limits::HTML_NODES;
use crate::refusal::{Excess, Refusal};
use crate::xml::{Element, Piece, Xml};

#[derive(Debug)]
enum Node {
    Element(Element, Vec<usize>),
    Text(String),
}

/// A file; its root is node 0.
#[derive(Debug, Default)]
pub(super) struct Tree(Vec<Node>);

/// An element of a file, or nothing: what is asked of nothing is nothing.
#[derive(Clone, Copy, Debug)]
pub(super) struct At<'t> {
    tree: &'t Tree,
    at: Option<usize>,
}

impl Tree {
    pub(super) fn read(text: &str) -> Result<Self, Refusal> {
        let mut xml = Xml::new(text, KIND);
        let mut nodes: Vec<Node> = Vec::new();
        let mut open: Vec<usize> = Vec::new();
        while let Some(piece) = xml.next()? {
            let node = match piece {
                Piece::End => {
                    open.pop();
                    continue;
                }
                Piece::Start(element) => Node::Element(element, Vec::new()),
                Piece::Text(text) => Node::Text(text),
            };
            let at = nodes.len();
            if at >= HTML_NODES {
                return Err(Refusal::TooMuch(Excess::Nodes));
            }
            if let Some(Node::Element(_, children)) = open.last().and_then(|at| nodes.get_mut(*at)) {
                children.push(at);
            }
            if matches!(node, Node::Element(..)) {
                open.push(at);
            }
            nodes.push(node);
        }
        Ok(Self(nodes))
    }

    pub(super) fn root(&self) -> At<'_> {
        At { tree: self, at: Some(0) }
    }
}

/// A child of an element.
pub(super) enum Child<'t> {
    Element(At<'t>),
    Text(&'t str),
}

impl<'t> At<'t> {
    fn element(self) -> Option<(&'t Element, &'t [usize])> {
        match self.tree.0.get(self.at?)? {
            Node::Element(element, children) => Some((element, children)),
            Node::Text(_) => None,
        }
    }

    pub(super) fn is_there(self) -> bool {
        self.at.is_some()
    }

    pub(super) fn name(self) -> &'t str {
        self.element().map_or("", |(element, _)| element.name.as_str())
    }

    pub(super) fn get(self, attribute: &str) -> Option<&'t str> {
        self.element()?.0.get(attribute)
    }

    pub(super) fn children(self) -> impl Iterator<Item = Child<'t>> {
        let all = self.element().map_or(&[][..], |(_, children)| children);
        all.iter().filter_map(move |at| match self.tree.0.get(*at)? {
            Node::Element(..) => Some(Child::Element(Self { tree: self.tree, at: Some(*at) })),
            Node::Text(text) => Some(Child::Text(text)),
        })
    }

    pub(super) fn elements(self) -> impl Iterator<Item = Self> {
        self.children().filter_map(|child| match child {
            Child::Element(at) => Some(at),
            Child::Text(_) => None,
        })
    }

    /// The first child of this name.
    pub(super) fn child(self, name: &str) -> Self {
        let nothing = Self { tree: self.tree, at: None };
        self.elements().find(|at| at.name() == name).unwrap_or(nothing)
    }

    /// The first child of these attributes.
    pub(super) fn of_class(self, class: &str) -> Self {
        let nothing = Self { tree: self.tree, at: None };
        self.elements().find(|at| at.get("class") == Some(class)).unwrap_or(nothing)
    }

    /// All text inside, in order.
    pub(super) fn text(self) -> String {
        let mut out = String::new();
        let mut open: Vec<Child<'t>> = vec![Child::Element(self)];
        while let Some(next) = open.pop() {
            match next {
                Child::Text(text) => out.push_str(text),
                Child::Element(at) => {
                    let children: Vec<Child<'t>> = at.children().collect();
                    open.extend(children.into_iter().rev());
                }
            }
        }
        out
    }

    /// All elements inside, itself first, in order.
    pub(super) fn descendants(self) -> Vec<Self> {
        let mut found = Vec::new();
        let mut open = vec![self];
        while let Some(at) = open.pop() {
            found.push(at);
            let children: Vec<Self> = at.elements().collect();
            open.extend(children.into_iter().rev());
        }
        found
    }
}
