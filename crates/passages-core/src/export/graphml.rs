//! GraphML, as in U. Brandes, M. Eiglsperger, I. Herman et al., "GraphML progress report", Graph Drawing 2001,
//! doi:10.1007/3-540-45848-4_59: passages as nodes, links as edges, and the columns of both as data.

use super::network::{edges, nodes};
use super::source::Source;
use super::table::{Cell, LINK, PASSAGE, SCORE};
use super::xml::Xml;

const GRAPHML: &str = "graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\" \
    xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
    xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\"";

/// What the graph says of itself, beside the caution.
const ABOUT: [&str; 3] = ["program", "corpus", "view"];

/// The graph of a source.
pub(super) fn write(source: &Source) -> String {
    let mut xml = Xml::new();
    xml.line(GRAPHML, &[]);
    for (of, names, weight) in
        [("graph", &ABOUT[..], "caution"), ("node", &PASSAGE, "label"), ("edge", &LINK, "weight")]
    {
        for name in names.iter().chain([&weight]) {
            let id = [of, "-", name].concat();
            let kind = if [SCORE, "weight"].contains(name) { "double" } else { "string" };
            xml.empty("key", &[("id", &id), ("for", of), ("attr.name", name), ("attr.type", kind)]);
        }
    }
    xml.line("graph id=\"passages\" edgedefault=\"undirected\"", &[]);
    for (name, value) in ABOUT.iter().zip([source.program(), source.fingerprint(), source.view()]) {
        data(&mut xml, "graph", name, &value);
    }
    data(&mut xml, "graph", "caution", source.caution);
    for node in nodes(source) {
        xml.line("node", &[("id", &node.id)]);
        data(&mut xml, "node", "label", &node.label);
        all(&mut xml, "node", &PASSAGE, &node.cells);
        xml.end();
    }
    for edge in edges(source) {
        xml.line("edge", &[("id", &edge.id), ("source", &edge.from), ("target", &edge.to)]);
        data(&mut xml, "edge", "weight", &edge.weight);
        all(&mut xml, "edge", &LINK, &edge.cells);
        xml.end();
    }
    xml.finish()
}

fn data(xml: &mut Xml, of: &str, name: &str, value: &str) {
    xml.leaf("data", &[("key", &[of, "-", name].concat())], value);
}

fn all(xml: &mut Xml, of: &str, names: &[&str], cells: &[Cell]) {
    for (name, cell) in names.iter().zip(cells).filter(|(_, cell)| **cell != Cell::Nothing) {
        data(xml, of, name, &cell.flat());
    }
}
