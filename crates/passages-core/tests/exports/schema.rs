//! A small reader of XML Schema, enough to hold a file against the schema of Akoma Ntoso: which elements stand where,
//! where text may stand, which attributes there are, must be and may say, and that no `eId` is given twice.

use roxmltree::{Document, Node};
use std::collections::BTreeSet;

/// The schema of the standard, as its committee publishes it.
const SCHEMA: &str = include_str!("../../../../tests/schemas/akomantoso30.xsd");

/// The faults of a file, in the order of its elements.
pub(crate) fn faults(xml: &Document) -> Vec<String> {
    let schema = Document::parse(SCHEMA).expect("the schema is XML");
    let schema = Schema { root: schema.root_element() };
    let root = xml.root_element();
    let namespace = schema.root.attribute("targetNamespace");
    let mut faults = Vec::new();
    let (mut ids, all) = (BTreeSet::new(), root.descendants().filter(Node::is_element));
    for element in all.filter(|n| n.tag_name().namespace() == namespace) {
        faults.extend(schema.fault(element).map(|fault| format!("<{}>: {fault}", element.tag_name().name())));
        faults.extend(
            element.attribute("eId").filter(|id| !ids.insert(*id)).map(|id| format!("{id} is twice")),
        );
    }
    faults
}

struct Schema<'a, 'i> {
    root: Node<'a, 'i>,
}

/// Children that are elements of the schema, notes aside.
fn parts<'a, 'i>(node: Node<'a, 'i>) -> impl Iterator<Item = Node<'a, 'i>> {
    node.children().filter(|n| n.is_element() && !n.has_tag_name_local("annotation"))
}

trait Local {
    fn has_tag_name_local(&self, name: &str) -> bool;
}

impl Local for Node<'_, '_> {
    fn has_tag_name_local(&self, name: &str) -> bool {
        self.tag_name().name() == name
    }
}

impl<'a, 'i> Schema<'a, 'i> {
    /// What is declared under a name.
    fn named(&self, kind: &str, name: &str) -> Option<Node<'a, 'i>> {
        parts(self.root).find(|n| n.has_tag_name_local(kind) && n.attribute("name") == Some(name))
    }

    /// The complex type of an element; `None` where it is not declared.
    fn type_of(&self, element: &str) -> Option<Node<'a, 'i>> {
        let declared = self.named("element", element)?;
        match declared.attribute("type") {
            Some(name) => self.named("complexType", name),
            None => parts(declared).find(|n| n.has_tag_name_local("complexType")),
        }
    }

    /// The type itself, the type that it extends, and so on.
    fn bases(&self, of: Node<'a, 'i>) -> Vec<Node<'a, 'i>> {
        let mut all = Vec::new();
        let mut next = Some(of);
        while let Some(one) = next {
            all.push(one);
            let extension = one.descendants().find(|n| n.has_tag_name_local("extension"));
            next = extension.and_then(|n| self.named("complexType", n.attribute("base")?));
        }
        all
    }

    fn fault(&self, element: Node) -> Option<String> {
        let Some(of) = self.type_of(element.tag_name().name()) else { return Some("unknown".to_owned()) };
        let bases = self.bases(of);
        let names: Vec<Option<&str>> = element
            .children()
            .filter(Node::is_element)
            .map(|n| {
                (n.tag_name().namespace() == element.tag_name().namespace()).then(|| n.tag_name().name())
            })
            .collect();
        // What is extended comes first.
        let mut ends = BTreeSet::from([0]);
        for base in bases.iter().rev() {
            let extension = base.descendants().find(|n| n.has_tag_name_local("extension"));
            ends = self.sequence(extension.unwrap_or(*base), &names, ends);
        }
        if !ends.contains(&names.len()) {
            return Some(format!("{names:?} may not stand in it"));
        }
        let mixed = |n: &Node| n.attribute("mixed") == Some("true");
        let is_mixed = bases.iter().any(|base| base.descendants().any(|n| mixed(&n)));
        let mut texts = element.children().filter(Node::is_text).filter_map(|n| n.text());
        if let Some(text) = texts.find(|text| !is_mixed && !text.trim().is_empty()) {
            return Some(format!("{text:?} may not stand in it"));
        }
        self.attribute_fault(element, &bases)
    }

    /// Where one may be after the particles of a node, one after the other, from each of these places.
    fn sequence(&self, of: Node<'a, 'i>, names: &[Option<&str>], from: BTreeSet<usize>) -> BTreeSet<usize> {
        parts(of).fold(from, |ends, particle| self.repeated(particle, names, &ends))
    }

    fn repeated(
        &self,
        particle: Node<'a, 'i>,
        names: &[Option<&str>],
        from: &BTreeSet<usize>,
    ) -> BTreeSet<usize> {
        if !["element", "any", "group", "sequence", "choice"].contains(&particle.tag_name().name()) {
            return from.clone();
        }
        let times = |name: &str| match particle.attribute(name) {
            Some("unbounded") => usize::MAX,
            Some(number) => number.parse().expect("a number"),
            None => 1,
        };
        let (least, most) = (times("minOccurs"), times("maxOccurs"));
        let mut ends = if least == 0 { from.clone() } else { BTreeSet::new() };
        let mut now = from.clone();
        let mut time = 0;
        while time < most && !now.is_empty() {
            let before = ends.len();
            now = self.once(particle, names, &now);
            time += 1;
            if time >= least {
                ends.extend(&now);
                if ends.len() == before {
                    break;
                }
            }
        }
        ends
    }

    fn once(
        &self,
        particle: Node<'a, 'i>,
        names: &[Option<&str>],
        from: &BTreeSet<usize>,
    ) -> BTreeSet<usize> {
        let kind = particle.tag_name().name();
        match kind {
            "element" | "any" => {
                let wanted = particle.attribute("ref").or(particle.attribute("name"));
                let fits = |at: &&usize| match names.get(**at) {
                    Some(name) => {
                        if kind == "any" {
                            name.is_none()
                        } else {
                            name.is_some() && *name == wanted
                        }
                    }
                    None => false,
                };
                from.iter().filter(fits).map(|at| at + 1).collect()
            }
            "choice" => parts(particle).flat_map(|one| self.repeated(one, names, from)).collect(),
            "group" => {
                let group = particle.attribute("ref").and_then(|name| self.named("group", name));
                self.sequence(group.expect("a group"), names, from.clone())
            }
            _ => self.sequence(particle, names, from.clone()),
        }
    }

    fn attribute_fault(&self, element: Node, bases: &[Node<'a, 'i>]) -> Option<String> {
        let mut declared: Vec<Node> = Vec::new();
        let mut open: Vec<Node> = bases.to_vec();
        while let Some(one) = open.pop() {
            for node in one.descendants() {
                match node.tag_name().name() {
                    "attribute" => declared.push(node),
                    "attributeGroup" if node.attribute("ref").is_some() => {
                        open.extend(
                            node.attribute("ref").and_then(|name| self.named("attributeGroup", name)),
                        );
                    }
                    _ => {}
                }
            }
        }
        for node in &declared {
            let name = node.attribute("name").unwrap_or_default();
            if node.attribute("use") == Some("required") && element.attribute(name).is_none() {
                return Some(format!("{name} is missing"));
            }
        }
        for attribute in element.attributes().filter(|a| a.namespace().is_none()) {
            let (name, value) = (attribute.name(), attribute.value());
            let Some(node) = declared.iter().find(|n| n.attribute("name") == Some(name)) else {
                return Some(format!("{name} is no attribute of it"));
            };
            if !self.allows(*node, value) {
                return Some(format!("{name} may not be {value:?}"));
            }
        }
        None
    }

    /// Whether an attribute may have a value: by the words that are listed, without white space, or as a date.
    fn allows(&self, attribute: Node<'a, 'i>, value: &str) -> bool {
        let named = attribute.attribute("type").and_then(|name| self.named("simpleType", name));
        let of = named.unwrap_or(attribute);
        let listed: Vec<&str> = of
            .descendants()
            .filter(|n| n.has_tag_name_local("enumeration"))
            .filter_map(|n| n.attribute("value"))
            .collect();
        let pattern =
            of.descendants().find(|n| n.has_tag_name_local("pattern")).and_then(|n| n.attribute("value"));
        let is_date = of.descendants().any(|n| n.attribute("memberTypes").is_some());
        let by_pattern = match pattern {
            Some("[^\\s]+") => !value.is_empty() && !value.contains([' ', '\t', '\r', '\n']),
            Some(other) => panic!("{other} is a pattern that nobody has met"),
            None => true,
        };
        let digits = |range: std::ops::Range<usize>| value.as_bytes()[range].iter().all(u8::is_ascii_digit);
        let as_date = || value.len() == 10 && digits(0..4) && digits(5..7) && digits(8..10);
        (listed.is_empty() || listed.contains(&value)) && by_pattern && (!is_date || as_date())
    }
}

#[test]
fn faults_are_found() {
    let namespace = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0";
    let found = |body: &str| {
        let text = format!("<akomaNtoso xmlns=\"{namespace}\">{body}</akomaNtoso>");
        faults(&Document::parse(&text).expect("XML"))
    };
    assert_eq!(found("<nothing/>").len(), 2);
    assert!(found("<doc name=\"x\"><mainBody><p>x</p></mainBody></doc>")[0].contains("<doc>"));
    let meta = "<meta><identification source=\"#x\"/></meta>";
    let identification = "<identification>: [] may not stand in it";
    let sound = format!("<doc name=\"x\">{meta}<mainBody><p eId=\"a\">x</p></mainBody></doc>");
    assert_eq!(found(&sound), [identification]);
    let [no_name, text, twice, white, unknown] = [
        sound.replace("name=\"x\"", ""),
        sound.replace("<p eId", "words<p eId"),
        sound.replace("<mainBody>", "<mainBody eId=\"a\">"),
        sound.replace("eId=\"a\"", "eId=\"a b\""),
        sound.replace("eId=", "colour="),
    ];
    for (wrong, fault) in [
        (no_name, "name is missing"),
        (text, "\"words\" may not"),
        (twice, "a is twice"),
        (white, "eId may not be"),
        (unknown, "colour is no attribute"),
    ] {
        assert!(found(&wrong).iter().any(|f| f.contains(fault)), "{fault}: {:?}", found(&wrong));
    }
}
