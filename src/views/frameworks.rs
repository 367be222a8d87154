//! Objectives of later frameworks against documents: which passages bear on each, and where there is silence.

use crate::components::table::{Row, table};
use crate::components::take::{VOCABULARY, take};
use crate::dom::{Node, el, live};
use crate::explorer::Explorer;
use crate::i18n::{Language, fill};
use crate::library;
use passages_core::document::Document;
use passages_core::search::FacetKind;
use passages_core::state::{View, ViewState};
use passages_core::vocabulary::{Framework, Objective, label};

/// Passages named in a cell; the rest are counted, and a step away.
const NAMED: usize = 8;

/// The view.
pub fn frameworks(explorer: Explorer) -> Node {
    live(move || {
        let language = explorer.language();
        let text = &language.text;
        let mut page = el("div")
            .class("frameworks")
            .child(
                el("h1")
                    .attr("id", "top")
                    .attr("tabindex", "-1")
                    .class("view-title")
                    .child(text.frameworks_title),
            )
            .child(el("p").child(text.frameworks_lead))
            .child(el("p").class("caution").child(text.frameworks_caution));
        for (at, framework) in (0_u8..).zip(&library::corpus().vocabulary().crosswalk.frameworks) {
            page = page.child(set(explorer, language, at, framework));
        }
        page.child(take(explorer, VOCABULARY, |explorer| {
            explorer.language().text.frameworks_title.to_owned()
        }))
    })
}

/// A framework with its objectives.
fn set(explorer: Explorer, language: &'static Language, at: u8, framework: &Framework) -> Node {
    let corpus = library::corpus();
    let name = library::framework_name(language, at.into());
    let names: Vec<String> = corpus.documents().iter().map(|d| library::short(language, d)).collect();
    let mut heads = vec![language.text.frameworks_objective];
    heads.extend(names.iter().map(String::as_str));
    let home = explorer.state.get().home();
    let mut rows = Vec::new();
    for (place, objective) in corpus.vocabulary().crosswalk.objectives.iter().enumerate() {
        if objective.framework == at {
            let mut cells = Vec::new();
            for document in corpus.documents() {
                cells.push(cell(explorer, language, &home, place, objective, document));
            }
            rows.push(Row { head: head(language, place, objective), cells });
        }
    }
    el("section")
        .child(el("h2").child(name.clone()))
        .child(el("p").class("fine").child(framework.source.clone()))
        .child(table(&name, &heads, rows))
        .into()
}

/// The objective, and the themes through which it is reached, each with its reason.
fn head(language: &'static Language, place: usize, objective: &Objective) -> Node {
    let mut through = el("ul");
    for (theme, note) in &objective.through {
        let corpus = library::corpus();
        let theme = corpus.vocabulary().term(*theme);
        let name = theme.map_or("", |t| label(&t.labels, language.tag));
        let note = el("span").attr("lang", "en").child(note.clone());
        through = through.child(el("li").child(format!("{name}: ")).child(note));
    }
    let through = (!objective.through.is_empty())
        .then(|| el("details").child(el("summary").child(language.text.frameworks_through)).child(through));
    Node::from([library::objective_name(language, place).into(), through.into()])
}

/// The passages of a document that bear on an objective, or the silence.
fn cell(
    explorer: Explorer,
    language: &'static Language,
    home: &ViewState,
    place: usize,
    objective: &Objective,
    document: &Document,
) -> (&'static str, Node) {
    let corpus = library::corpus();
    let bears = |ix: u32| corpus.facets().of(FacetKind::Objective, ix).any(|own| own == place);
    let mut count = 0;
    let mut nodes = Vec::new();
    for ix in corpus.paragraphs_of(&document.name).filter(|ix| bears(*ix)) {
        count += 1;
        if count <= NAMED
            && let Some((_, paragraph)) = corpus.get(ix)
        {
            let href = explorer.href(&home.reading(&document.name).at(Some(&corpus.id(ix))));
            let name = el("bdi").child(document.place_of(paragraph));
            nodes.extend([el("a").attr("href", href).child(name).into(), " ".into()]);
        }
    }
    if count == 0 {
        let silent =
            fill(language.text.frameworks_silent, &[("document", &library::short(language, document))]);
        return ("silent", silent.into());
    }
    let list = home.showing(View::Find).toggled(FacetKind::Objective, &objective.id);
    let list = explorer.href(&list.toggled(FacetKind::Document, &document.name));
    let words = language.count(language.plural.passages, count);
    nodes.push(el("a").class("fine").attr("href", list).child(words).into());
    ("cell", Node::Several(nodes))
}
