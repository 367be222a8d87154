//! GEXF 1.3 for Gephi: passages as nodes where the map puts them, links as edges.
//!
//! GEXF Working Group, "GEXF 1.3 Primer" (2022), gexf.net.

use super::network::{edges, nodes};
use super::source::Source;
use super::table::{Cell, LINK, PASSAGE, SCORE};
use super::xml::Xml;
use crate::number::fixed;

const GEXF: &str = "gexf xmlns=\"http://gexf.net/1.3\" xmlns:viz=\"http://gexf.net/1.3/viz\" version=\"1.3\"";

/// Gephi draws nodes about ten units wide, the map about one.
const SCALE: f64 = 20.0;

/// The graph of a source.
pub(super) fn write(source: &Source) -> String {
    let mut xml = Xml::new();
    xml.line(GEXF, &[]);
    xml.line("meta", &[]);
    xml.leaf("creator", &[], &source.program());
    xml.leaf("description", &[], &source.provenance());
    xml.end();
    xml.line("graph defaultedgetype=\"undirected\" mode=\"static\"", &[]);
    attributes(&mut xml, "node", &PASSAGE);
    attributes(&mut xml, "edge", &LINK);
    xml.line("nodes", &[]);
    for node in nodes(source) {
        xml.line("node", &[("id", &node.id), ("label", &node.label)]);
        values(&mut xml, "node", &node.cells);
        if let Some(place) = source.corpus.place(node.paragraph) {
            // Downwards there, upwards here.
            let (x, y) = (fixed(place.x * SCALE, 3), fixed(-place.y * SCALE, 3));
            xml.empty("viz:position z=\"0.0\"", &[("x", &x), ("y", &y)]);
        }
        xml.end();
    }
    xml.end();
    xml.line("edges", &[]);
    for edge in edges(source) {
        xml.line(
            "edge",
            &[("id", &edge.id), ("source", &edge.from), ("target", &edge.to), ("weight", &edge.weight)],
        );
        values(&mut xml, "edge", &edge.cells);
        xml.end();
    }
    xml.finish()
}

fn attributes(xml: &mut Xml, class: &str, names: &[&str]) {
    xml.line("attributes", &[("class", class)]);
    for (at, name) in (0_u32..).zip(names) {
        let kind = if *name == SCORE { "double" } else { "string" };
        let id = [class, "-", &at.to_string()].concat();
        xml.empty("attribute", &[("id", &id), ("title", name), ("type", kind)]);
    }
    xml.end();
}

fn values(xml: &mut Xml, class: &str, cells: &[Cell]) {
    xml.line("attvalues", &[]);
    for (at, cell) in (0_u32..).zip(cells).filter(|(_, cell)| **cell != Cell::Nothing) {
        let of = [class, "-", &at.to_string()].concat();
        xml.empty("attvalue", &[("for", &of), ("value", &cell.flat())]);
    }
    xml.end();
}
