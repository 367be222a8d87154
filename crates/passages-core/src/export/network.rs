//! Passages as nodes and links as edges: what GraphML and GEXF have in common.

use super::inert::upright;
use super::source::Source;
use super::table::{self, Cell};
use crate::link::{Link, ParagraphIx};

/// A passage.
pub(super) struct Node {
    /// "n12": ids of nodes are XML names, which those of passages are not.
    pub(super) id: String,
    pub(super) paragraph: ParagraphIx,
    /// Its citation.
    pub(super) label: String,
    /// In the order of [`table::PASSAGE`].
    pub(super) cells: Vec<Cell>,
}

/// A link.
pub(super) struct Edge {
    /// "e12".
    pub(super) id: String,
    /// Ids of the nodes.
    pub(super) from: String,
    pub(super) to: String,
    /// Its score.
    pub(super) weight: String,
    /// In the order of [`table::LINK`].
    pub(super) cells: Vec<Cell>,
}

fn id(letter: &str, number: u32) -> String {
    [letter, &number.to_string()].concat()
}

/// The passages of a source.
pub(super) fn nodes(source: &Source) -> Vec<Node> {
    let node = |row: &crate::select::Row| {
        let (document, paragraph) = source.corpus.get(row.paragraph)?;
        Some(Node {
            id: id("n", row.paragraph),
            paragraph: row.paragraph,
            label: upright(&document.citation(paragraph)),
            cells: table::passage(source, row)?,
        })
    };
    source.rows().iter().filter_map(node).collect()
}

/// The links between them.
pub(super) fn edges(source: &Source) -> Vec<Edge> {
    let edge = |(at, link): (u32, &Link)| {
        let cells = table::link(source, link, &source.corpus.compare(link.from, link.to));
        let weight =
            cells.iter().find(|cell| matches!(cell, Cell::Number(_))).map_or(String::new(), Cell::flat);
        Edge { id: id("e", at), from: id("n", link.from), to: id("n", link.to), weight, cells }
    };
    (0..).zip(source.links()).map(edge).collect()
}
