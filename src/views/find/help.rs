//! How to search: each sign that a query may have, by an example, and what it does; and the fields.

use crate::dom::{Element, Node, el};
use crate::explorer::Explorer;
use crate::i18n::{Language, Text};
use crate::library;
use passages_core::search::{FIELDS, FacetKind};

/// What is said of a sign.
type Says = fn(&Text) -> &'static str;

/// Examples, and what is said of them.
const SIGNS: [(&[&str], Says); 9] = [
    (&["\"human rights\""], |text| text.help_phrase),
    (&["=migrants", "\"=human rights\""], |text| text.help_exact),
    (&["migra*", "wom?n"], |text| text.help_pattern),
    (&["remitances~", "remitances~2"], |text| text.help_fuzzy),
    (&["mali OR france"], |text| text.help_or),
    (&["mali AND france"], |text| text.help_and),
    (&["NOT tourism", "-tourism"], |text| text.help_not),
    (&["(mali OR france) banks"], |text| text.help_group),
    (&["return NEAR/5 skills"], |text| text.help_near),
];
/// Fields, with a value each.
const VALUES: [&str; 4] = ["theme:remittances", "actor:IOM", "year:2001..2006", "symbol:A/CONF.191/L.7"];

/// The help, one line an example.
pub(super) fn help(explorer: Explorer) -> Node {
    let language = explorer.language();
    let text = &language.text;
    let mut list = el("dl").class("signs");
    for (examples, says) in SIGNS {
        list = list.child(line(examples, says(text).into()));
    }
    let mut fields = el("ul").class("field-names");
    for field in FIELDS {
        let name = el("li").child(code(&format!("{field}:"))).child(" ").child(field_name(language, field));
        fields = fields.child(name);
    }
    list = list.child(line(&VALUES, Node::from([text.help_field.into(), fields.into()])));
    Node::from([el("p").attr("id", "search-help").class("fine").child(text.search_help).into(), list.into()])
}

fn line(examples: &[&str], says: Node) -> Element {
    let mut signs = el("dt");
    for example in examples {
        signs = signs.child(code(example)).child(" ");
    }
    el("div").child(signs).child(el("dd").child(says))
}

/// What is typed is written from left to right in every language.
fn code(example: &str) -> Element {
    el("code").attr("dir", "ltr").child(example.to_owned())
}

/// What a field is called in the filters, or beside a document.
fn field_name(language: &Language, field: &str) -> &'static str {
    match (FacetKind::from_id(field), field) {
        (Some(kind), _) => library::facet_name(language, kind),
        (None, "year") => language.text.facet_year,
        (None, _) => language.text.symbol,
    }
}
