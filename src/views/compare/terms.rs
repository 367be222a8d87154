//! Words that come, go and change, each counted and linked to its passages.

use super::passages::section;
use super::shortened;
use crate::components::family;
use crate::components::table::{Row, table};
use crate::dom::{Element, Node, el};
use crate::explorer::Explorer;
use crate::i18n::fill;
use crate::library;
use passages_core::compare::{BEYOND_CHANCE, Change, Contrast, Form, Place, TermChange, Use};
use passages_core::link::ParagraphIx;
use passages_core::number::fixed;

/// Wordings and terms that are shown at first.
const FIRST: usize = 12;

/// Themes that are written in other words.
pub(super) fn wordings(explorer: Explorer, contrast: &Contrast) -> Node {
    let language = explorer.language();
    let text = &language.text;
    if contrast.wordings.is_empty() {
        return Node::Nothing;
    }
    let then = side_name(explorer, &contrast.sides.then, text.compare_then);
    let now = side_name(explorer, &contrast.sides.now, text.compare_now);
    let mut items = Vec::new();
    for change in &contrast.wordings {
        let of = library::family_of_term(change.theme);
        let symbol = el("span")
            .class(format!("symbol {}", family::class(of)))
            .attr("aria-hidden", "true")
            .child(family::symbol(of));
        let item = el("li")
            .class("wording")
            .child(el("h3").child(symbol).child(" ").child(library::term_name(language, change.theme)))
            .child(forms(explorer, then.clone(), &change.then))
            .child(el("span").class("arrow").attr("aria-hidden", "true").child(if language.dir == "rtl" {
                "←"
            } else {
                "→"
            }))
            .child(forms(explorer, now.clone(), &change.now));
        items.push(item.into());
    }
    section(text.compare_wordings, text.compare_wordings_lead, shortened(explorer, FIRST, items, "wordings"))
}

/// What a side is called: its document, where it is one.
fn side_name(explorer: Explorer, side: &[usize], many: &str) -> String {
    let corpus = library::corpus();
    match side {
        [only] => {
            corpus.documents().get(*only).map(|d| library::short(explorer.language(), d)).unwrap_or_default()
        }
        _ => many.to_owned(),
    }
}

/// Words of the documents, in the language of the passages where they stand.
fn words(words: &str, places: &[Place]) -> Element {
    let corpus = library::corpus();
    let language =
        places.first().and_then(|place| corpus.get(place.passage)).map(|(d, _)| d.language.clone());
    el("span")
        .class("term")
        .attr("dir", language.as_deref().map(library::direction))
        .attr("lang", language)
        .child(words.to_owned())
}

/// The forms of one side, each with its passages.
fn forms(explorer: Explorer, side: String, forms: &[Form]) -> Element {
    let mut list = el("ul").class("forms").attr("aria-label", side.clone());
    for form in forms {
        let words = words(&form.words, &form.places);
        list = list.child(el("li").child(words).child(" ").child(places(explorer, form.times, &form.places)));
    }
    let name = el("p").class("side-name fine").attr("aria-hidden", "true").child(el("bdi").child(side));
    el("div").child(name).child(list)
}

/// How often, and the passages where.
fn places(explorer: Explorer, times: u32, places: &[Place]) -> Node {
    let language = explorer.language();
    if places.is_empty() {
        return el("span").class("quiet").child("0").into();
    }
    let state = explorer.state.get();
    let mut list = el("ul").class("places");
    for place in places {
        let ix: ParagraphIx = place.passage;
        let href = explorer.href(&state.at(Some(&library::corpus().id(ix))));
        list =
            list.child(el("li").child(
                el("a").attr("href", href).child(el("bdi").child(library::short_citation(language, ix))),
            ));
    }
    el("details").class("in-place").child(el("summary").child(times.to_string())).child(list).into()
}

/// Words and phrases by what became of them.
pub(super) fn terms(explorer: Explorer, contrast: &Contrast) -> Node {
    let text = &explorer.language().text;
    let mut nodes = Vec::new();
    for (change, title, lead) in [
        (Change::New, text.compare_terms_new, text.compare_terms_new_lead),
        (Change::Gone, text.compare_terms_gone, text.compare_terms_gone_lead),
        (Change::More, text.compare_terms_more, text.compare_terms_more_lead),
        (Change::Less, text.compare_terms_less, text.compare_terms_less_lead),
    ] {
        let of: Vec<&TermChange> = contrast.terms.iter().filter(|term| term.change == change).collect();
        if of.is_empty() {
            continue;
        }
        let mut body = vec![rows(explorer, title, of.iter().take(FIRST).copied())];
        if of.len() > FIRST {
            let words = fill(text.compare_more, &[("n", &(of.len() - FIRST).to_string())]);
            let rest = rows(explorer, title, of.iter().skip(FIRST).copied());
            body.push(el("details").class("rest").child(el("summary").child(words)).child(rest).into());
        }
        if nodes.is_empty() {
            body.insert(0, el("p").class("fine").child(text.compare_forms).into());
        }
        nodes.push(section(title, lead, Node::Several(body)));
    }
    Node::Several(nodes)
}

fn rows<'a>(explorer: Explorer, label: &str, terms: impl Iterator<Item = &'a TermChange>) -> Node {
    let text = &explorer.language().text;
    let mut rows = Vec::new();
    for term in terms {
        let used = |of: &Use| {
            let often = fill(text.compare_per_thousand, &[("n", &fixed(of.per_thousand, 2))]);
            Node::from([
                places(explorer, of.times, &of.places),
                el("span").class("fine").child(" ").child(often).into(),
            ])
        };
        let chance = if term.g2 < BEYOND_CHANCE { text.compare_chance } else { "" };
        rows.push(Row {
            head: words(
                &term.words,
                if term.now.places.is_empty() { &term.then.places } else { &term.now.places },
            )
            .into(),
            cells: vec![
                ("", used(&term.then)),
                ("", used(&term.now)),
                (
                    "number",
                    Node::from([
                        fixed(term.g2, 1).into(),
                        el("span").class("fine").child(" ").child(chance).into(),
                    ]),
                ),
            ],
        });
    }
    let heads = [text.compare_term, text.compare_then, text.compare_now, text.compare_likelihood];
    table(label, &heads, rows)
}
