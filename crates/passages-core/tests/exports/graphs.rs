//! GraphML and GEXF by their rules: what Gephi and networkx count on.

use super::made::{held, made, upright};
use passages_core::corpus::Corpus;
use passages_core::export::{Format, Source, write};
use proptest::prelude::*;
use roxmltree::{Document, Node};

fn named<'a, 'i>(node: Node<'a, 'i>, name: &'static str) -> impl Iterator<Item = Node<'a, 'i>> {
    node.children().filter(move |child| child.tag_name().name() == name)
}

fn only<'a, 'i>(node: Node<'a, 'i>, name: &'static str) -> Node<'a, 'i> {
    let mut found = named(node, name);
    let one = found.next().unwrap_or_else(|| panic!("<{name}> is missing"));
    assert!(found.next().is_none(), "more than one <{name}>");
    one
}

fn attribute<'a>(node: Node<'a, '_>, name: &str) -> &'a str {
    node.attribute(name).unwrap_or_else(|| panic!("{name} is missing"))
}

/// A node or an edge: its id, its ends, and its data by name.
struct Thing {
    id: String,
    ends: Option<(String, String)>,
    data: Vec<(String, String)>,
}

impl Thing {
    fn get(&self, name: &str) -> Option<&str> {
        self.data.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// Checks what both kinds of files have in common, and that they say what is listed.
fn check(corpus: &Corpus, source: &Source, nodes: &[Thing], edges: &[Thing]) -> Result<(), TestCaseError> {
    let rows = source.rows();
    prop_assert_eq!(nodes.len(), rows.len());
    for (node, row) in nodes.iter().zip(&rows) {
        let (document, paragraph) = corpus.get(row.paragraph).expect("a passage");
        prop_assert_eq!(node.get("text").unwrap_or_default(), held(&paragraph.text));
        prop_assert_eq!(node.get("passage").unwrap_or_default(), upright(&corpus.id(row.paragraph)));
        prop_assert_eq!(node.get("document").unwrap_or_default(), upright(&document.name));
        let date = document.date().map(|date| date.to_string());
        prop_assert_eq!(node.get("date"), date.as_deref());
    }
    let links = source.links();
    prop_assert_eq!(edges.len(), links.len());
    for (edge, link) in edges.iter().zip(&links) {
        let of = |ix: u32| rows.iter().position(|row| row.paragraph == ix).map(|at| nodes[at].id.clone());
        prop_assert_eq!(&edge.ends, &of(link.from).zip(of(link.to)));
        let score: f32 = edge.get("score").expect("a score").parse().expect("a number");
        prop_assert!((score - link.score).abs() < 1e-5);
    }
    for things in [nodes, edges] {
        let mut ids: Vec<&str> = things.iter().map(|thing| thing.id.as_str()).collect();
        ids.sort_unstable();
        ids.dedup();
        prop_assert_eq!(ids.len(), things.len());
    }
    Ok(())
}

/// Names of attributes, by class and id; each number is one.
struct Keys(Vec<(String, String, String, String)>);

impl Keys {
    fn read(&self, class: &str, id: &str, value: &str) -> (String, String) {
        let found = self.0.iter().find(|(of, known, ..)| of == class && known == id);
        let (_, _, name, kind) = found.unwrap_or_else(|| panic!("{id} of {class} is not declared"));
        assert!(kind == "string" || value.parse::<f64>().is_ok(), "{value} is no {kind}");
        (name.clone(), value.to_owned())
    }

    fn check(&self) {
        for (at, (class, id, name, kind)) in self.0.iter().enumerate() {
            assert!(["string", "double"].contains(&kind.as_str()));
            let alike = self.0.iter().position(|(c, i, n, _)| c == class && (i == id || n == name));
            assert_eq!(alike, Some(at), "{name} is declared twice");
            // Gephi has columns of these names.
            assert!(!["id", "source", "target", "interval"].contains(&name.to_lowercase().as_str()));
        }
    }
}

proptest! {
    #[test]
    fn graphml_reads_back_equal(made in made()) {
        made.show(|corpus, source| -> Result<(), TestCaseError> {
            let text = write(Format::Graphml, source);
            let tree = Document::parse(&text).expect("XML");
            let root = tree.root_element();
            prop_assert_eq!(root.tag_name().namespace(), Some("http://graphml.graphdrawing.org/xmlns"));
            let key = |n: Node| ["for", "id", "attr.name", "attr.type"].map(|a| attribute(n, a).to_owned());
            let keys = Keys(named(root, "key").map(key).map(|[a, b, c, d]| (a, b, c, d)).collect());
            keys.check();
            let graph = only(root, "graph");
            prop_assert_eq!(attribute(graph, "edgedefault"), "undirected");
            let after: Vec<Node> = graph.next_siblings().filter(|n| n.tag_name().name() == "key").collect();
            prop_assert!(after.is_empty());
            let data = |class: &str, n: Node| -> Vec<(String, String)> {
                named(n, "data").map(|d| keys.read(class, attribute(d, "key"), d.text().unwrap_or_default())).collect()
            };
            let about = data("graph", graph);
            prop_assert!(about.contains(&("corpus".to_owned(), "1a2b3c4d".to_owned())));
            let thing = |class: &str, n: Node| Thing {
                id: attribute(n, "id").to_owned(),
                ends: n.attribute("source").map(|from| (from.to_owned(), attribute(n, "target").to_owned())),
                data: data(class, n),
            };
            let nodes: Vec<Thing> = named(graph, "node").map(|n| thing("node", n)).collect();
            let edges: Vec<Thing> = named(graph, "edge").map(|n| thing("edge", n)).collect();
            prop_assert!(edges.iter().all(|edge| edge.get("weight") == edge.get("score")));
            check(corpus, source, &nodes, &edges)
        })?;
    }

    #[test]
    fn gexf_reads_back_equal(made in made()) {
        made.show(|corpus, source| -> Result<(), TestCaseError> {
            let text = write(Format::Gexf, source);
            let tree = Document::parse(&text).expect("XML");
            let root = tree.root_element();
            prop_assert_eq!(root.tag_name().namespace(), Some("http://gexf.net/1.3"));
            prop_assert_eq!(attribute(root, "version"), "1.3");
            let graph = only(root, "graph");
            let key = |class: Node| -> Vec<_> {
                let of = attribute(class, "class").to_owned();
                let one = |n: Node| (of.clone(), attribute(n, "id").to_owned(), attribute(n, "title").to_owned(), attribute(n, "type").to_owned());
                named(class, "attribute").map(one).collect()
            };
            let keys = Keys(named(graph, "attributes").flat_map(key).collect());
            keys.check();
            let thing = |class: &str, n: Node| Thing {
                id: attribute(n, "id").to_owned(),
                ends: n.attribute("source").map(|from| (from.to_owned(), attribute(n, "target").to_owned())),
                data: named(only(n, "attvalues"), "attvalue")
                    .map(|v| keys.read(class, attribute(v, "for"), attribute(v, "value")))
                    .collect(),
            };
            for edge in named(only(graph, "edges"), "edge") {
                let edge_data = thing("edge", edge);
                prop_assert_eq!(Some(attribute(edge, "weight")), edge_data.get("score"));
            }
            for node in named(only(graph, "nodes"), "node") {
                let place = only(node, "position");
                prop_assert_eq!((attribute(place, "x"), attribute(place, "y")), ("30.000", "45.000"));
                let node_data = thing("node", node);
                prop_assert_eq!(Some(attribute(node, "label")), node_data.get("citation"));
            }
            let nodes: Vec<Thing> = named(only(graph, "nodes"), "node").map(|n| thing("node", n)).collect();
            let edges: Vec<Thing> = named(only(graph, "edges"), "edge").map(|n| thing("edge", n)).collect();
            check(corpus, source, &nodes, &edges)
        })?;
    }
}
