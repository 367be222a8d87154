//! Search: words and filters at the start side, what they leave in the middle.

use crate::components::facets::{chosen, filters};
use crate::components::family;
use crate::components::marked::{Look, Marks, marked};
use crate::components::passage::passage;
use crate::components::search_box::search_box;
use crate::dom::{Element, Node, el, live};
use crate::explorer::Explorer;
use crate::i18n::{Language, fill};
use crate::library;
use leptos::prelude::*;
use passages_core::annotate::Annotation;
use passages_core::number::fixed;
use passages_core::search::Bm25;
use passages_core::select::{Row, Selection};
use passages_core::state::ViewState;
use passages_core::vocabulary::{Kind, label};

/// Themes named under a row.
const ROW_THEMES: usize = 4;
/// Rows that are set at first, and with each step further.
const PAGE: usize = 60;

/// The view.
pub fn find(explorer: Explorer) -> Node {
    let text = move || &explorer.language().text;
    el("div")
        .class("columns")
        .child(el("div").class("start-side").child(filters(explorer)))
        .child(
            el("div")
                .class("middle")
                .child(
                    el("h1")
                        .attr("id", "top")
                        .attr("tabindex", "-1")
                        .class("view-title")
                        .child(live(move || text().view_find)),
                )
                .child(search_box(explorer, true))
                .child(
                    el("p").attr("id", "search-help").class("fine").child(live(move || text().search_help)),
                )
                .child(chosen(explorer))
                .child(live(move || destination(explorer)))
                .child(count(explorer))
                .child(live(move || reading(explorer)))
                .child(rows(explorer)),
        )
        .child(el("div").class("end-side").child(passage(explorer, true)))
        .into()
}

/// The document or paragraph whose symbol or citation was typed.
fn destination(explorer: Explorer) -> Option<Element> {
    let destination = explorer.selection.with(|s| s.destination.clone())?;
    let corpus = library::corpus();
    let state =
        explorer.state.with(|s| s.home().reading(&destination.document).at(destination.passage.as_deref()));
    let place = match destination.passage.as_deref().and_then(|id| corpus.find(id)) {
        Some(ix) => library::citation(ix),
        None => corpus.document(&destination.document).map(|d| d.title.clone()).unwrap_or_default(),
    };
    let words = fill(explorer.language().text.open_place, &[("place", &place)]);
    Some(el("p").child(el("a").class("destination").attr("href", explorer.href(&state)).child(words)))
}

/// How many passages are listed, said politely once it has changed.
fn count(explorer: Explorer) -> Element {
    let listed = move || explorer.selection.with(|s| s.rows.len());
    let words = move || {
        let language = explorer.language();
        let passages = language.count(language.plural.passages, listed());
        let query = explorer.state.with(|s| s.query.trim().to_owned());
        if query.is_empty() {
            passages
        } else {
            fill(language.text.found_for, &[("passages", &passages), ("query", &query)])
        }
    };
    el("p")
        .class("tally")
        .attr("role", "status")
        .live("data-count", move || listed().to_string())
        .child(live(words))
}

/// How the words were read, where that is not plainly what was typed.
fn reading(explorer: Explorer) -> Option<Element> {
    let read = explorer.selection.with(|s| s.reading.clone())?;
    let words = fill(explorer.language().text.found_read_as, &[("query", &read)]);
    Some(el("p").class("quiet read-as").child(words))
}

/// What decides the rows; what is open does not.
fn looked_for(state: &ViewState) -> String {
    ViewState { passage: None, partner: None, ..state.clone() }.print()
}

/// The passages that words and filters leave, the first of them set and the others on demand.
fn rows(explorer: Explorer) -> Node {
    // How many are set, and for which address: another search begins anew.
    let set = RwSignal::new((PAGE, String::new()));
    let most = move || {
        let key = explorer.state.with(looked_for);
        let most = set.with(|(most, of)| if *of == key { *most } else { PAGE });
        (most, key)
    };
    let nothing = move || {
        let text = &explorer.language().text;
        let all = explorer.state.with(|s| explorer.href(&s.cleared()));
        explorer.selection.with(|s| s.rows.is_empty()).then(|| {
            el("div")
                .class("nothing")
                .child(el("p").child(text.found_none))
                .child(el("p").class("quiet").child(text.found_none_help))
                .child(el("p").child(el("a").class("button").attr("href", all).child(text.found_clear)))
        })
    };
    let list = move || {
        let language = explorer.language();
        let state = explorer.state.get();
        let (most, _) = most();
        explorer.selection.with(|selection| {
            let mut rows = Vec::new();
            for one in selection.rows.iter().take(most) {
                rows.push(row(explorer, language, &state, selection, one));
            }
            rows
        })
    };
    let more = move || {
        let language = explorer.language();
        let (most, key) = most();
        let left = explorer.selection.with(|s| s.rows.len()).saturating_sub(most);
        let further = move |_| set.set((most + PAGE, key.clone()));
        (left > 0).then(|| {
            let passages = language.count(language.plural.passages, left.min(PAGE));
            let words = fill(language.text.found_more, &[("passages", &passages)]);
            el("p").child(el("button").class("more").attr("type", "button").on("click", further).child(words))
        })
    };
    Node::from([live(nothing), el("ol").class("rows").child(live(list)).into(), live(more)])
}

fn row(
    explorer: Explorer,
    language: &Language,
    state: &ViewState,
    selection: &Selection,
    row: &Row,
) -> Element {
    let corpus = library::corpus();
    let (ix, id) = (row.paragraph, corpus.id(row.paragraph));
    let is_open = state.passage.as_deref() == Some(id.as_str());
    let place = el("a")
        .attr("href", explorer.href(&state.at(Some(&id))))
        .attr("aria-current", is_open.then_some("true"))
        .child(el("bdi").child(library::short_citation(ix)));
    let mut terms = el("ul").class("row-terms");
    let tagged = corpus.annotation(ix).map(Annotation::terms).unwrap_or_default();
    let themes = tagged.iter().filter_map(|t| corpus.vocabulary().term(*t)).filter(|t| t.kind == Kind::Theme);
    for theme in themes.take(ROW_THEMES) {
        let class = format!("symbol {}", family::class(theme.family));
        let symbol = el("span").class(class).attr("aria-hidden", "true").child(family::symbol(theme.family));
        let name = label(&theme.labels, language.tag).to_owned();
        terms = terms.child(el("li").child(symbol).child(" ").child(name));
    }
    let links = language.count(language.plural.links, selection.links_of(corpus, ix).count());
    el("li")
        .class(if is_open { "row open" } else { "row" })
        .attr("data-passage", id)
        .child(el("h2").child(place))
        .child(snippet(selection, ix))
        .child(why(language, selection, ix))
        .child(terms.child(el("li").class("quiet").child(links)))
}

/// Which forms of the words were found, and what each adds to the score.
fn why(language: &Language, selection: &Selection, ix: u32) -> Option<Element> {
    let explanation = selection.plan.as_ref()?.explain(library::corpus().index(), ix, Bm25::default())?;
    let mut parts = Vec::new();
    for part in &explanation.parts {
        let mut forms = Vec::new();
        for (form, times) in &part.forms {
            forms.push(if *times == 1 { form.clone() } else { format!("{form} ×{times}") });
        }
        parts.push(format!("{}: {} = {}", part.written, forms.join(", "), fixed(part.score, 2)));
    }
    let (parts, score) = (parts.join("; "), fixed(explanation.score, 2));
    let words = fill(language.text.found_why, &[("parts", &parts), ("score", &score)]);
    Some(el("p").class("why-found fine").attr("dir", "auto").child(words))
}

/// The stretch around what was found.
fn snippet(selection: &Selection, ix: u32) -> Option<Element> {
    let corpus = library::corpus();
    let (document, paragraph) = corpus.get(ix)?;
    let snippet = selection.snippet(corpus, ix);
    let marks: Marks = snippet.marks.iter().map(|m| (*m, Look::Found)).collect();
    let span = snippet.span;
    let is_cut = (span.end as usize) < paragraph.text.len();
    Some(
        el("p")
            .class("snippet")
            .attr("lang", document.language.clone())
            .child((span.start > 0).then_some("… "))
            .child(marked(&paragraph.text, span, &marks))
            .child(is_cut.then_some(" …")),
    )
}
