//! Search: words and filters at the start side, what they leave in the middle.

use crate::browser::page;
use crate::components::announced::announced;
use crate::components::facets::{chosen, filters};
use crate::components::family;
use crate::components::marked::{Look, Marks, marked};
use crate::components::passage::passage;
use crate::components::passage_menu::passage_menu;
use crate::components::quotation::quotation;
use crate::components::search_box::search_box;
use crate::components::take::{LISTS, take};
use crate::components::widening::{nothing_found, widening};
use crate::dom::{Element, Node, effect, el, live};
use crate::explorer::Explorer;
use crate::i18n::{Language, fill};
use crate::library;
use leptos::prelude::*;
use passages_core::annotate::Annotation;
use passages_core::number::fixed;
use passages_core::search::Bm25;
use passages_core::select::{Row, Selection};
use passages_core::span::Span;
use passages_core::state::{Order, ViewState};
use passages_core::vocabulary::{Kind, label};
use std::ops::Range;

/// Themes named under a row.
const ROW_THEMES: usize = 4;
/// Rows that are set with each step further.
const PAGE: usize = 60;
/// Rows that are set at first in a large collection: several screens, and each is paid for with every filter.
const FIRST: usize = 30;
/// Rows that are set with the answer, more than a screen holds; those below follow once its frame has been drawn.
const SEEN: usize = 10;

/// The view.
pub fn find(explorer: Explorer) -> Node {
    let text = move || &explorer.language().text;
    el("div")
        .class("columns")
        .child(filters(explorer))
        .child(
            el("div")
                .class("middle")
                .child(
                    el("h1")
                        .attr("id", "top")
                        .attr("tabindex", "-1")
                        // Whoever comes from another view hears at once how much was found.
                        .attr("aria-describedby", "tally")
                        .class("view-title")
                        .child(live(move || text().view_find)),
                )
                .child(search_box(explorer, true))
                .child(
                    el("details")
                        .class("help")
                        .child(el("summary").child(live(move || text().search_how)))
                        .child(
                            el("p")
                                .attr("id", "search-help")
                                .class("fine")
                                .child(live(move || text().search_help)),
                        ),
                )
                .child(chosen(explorer))
                .child(live(move || destination(explorer)))
                .child(quotation(explorer))
                .child(count(explorer))
                .child(live(move || reading(explorer)))
                .child(live(move || widening(explorer)))
                .child(live(move || arrangement(explorer)))
                .child(rows(explorer))
                .child(take(explorer, LISTS, heading)),
        )
        .child(el("div").class("end-side").child(passage(explorer, true)))
        .into()
}

/// What the list is called where it is taken to.
fn heading(explorer: Explorer) -> String {
    let text = &explorer.language().text;
    let query = explorer.state.with_untracked(|s| s.query.trim().to_owned());
    if query.is_empty() { text.view_find.to_owned() } else { format!("{}: {query}", text.view_find) }
}

/// The document or paragraph whose symbol or citation was typed.
fn destination(explorer: Explorer) -> Option<Element> {
    let destination = explorer.selection.with(|s| s.destination.clone())?;
    let corpus = library::corpus();
    let state =
        explorer.state.with(|s| s.home().reading(&destination.document).at(destination.passage.as_deref()));
    let place = match destination.passage.as_deref().and_then(|id| corpus.find(id)) {
        Some(ix) => library::citation(explorer.language(), ix),
        None => corpus.document(&destination.document).map(|d| d.title.clone()).unwrap_or_default(),
    };
    let words = fill(explorer.language().text.open_place, &[("place", &place)]);
    Some(el("p").child(el("a").class("destination").attr("href", explorer.href(&state)).child(words)))
}

/// How many passages are listed, said once it has changed.
fn count(explorer: Explorer) -> Node {
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
    let tally = el("p").class("tally").attr("id", "tally").live("data-count", move || listed().to_string());
    Node::from([tally.child(live(words)).into(), announced(explorer, words).into()])
}

/// How the words were read, where that is not plainly what was typed.
fn reading(explorer: Explorer) -> Option<Element> {
    let read = explorer.selection.with(|s| s.reading.clone())?;
    let words = fill(explorer.language().text.found_read_as, &[("query", &read)]);
    Some(el("p").class("quiet read-as").child(words))
}

/// The order of what is found, and how it is shown.
fn arrangement(explorer: Explorer) -> Option<Element> {
    let text = &explorer.language().text;
    let state = explorer.state.get();
    let (found, searched) = explorer.selection.with(|s| (s.rows.len(), s.query.is_some()));
    let choice = |words: &'static str, next: ViewState, is_so: bool| {
        let link = el("a").attr("href", explorer.href(&next));
        link.attr("aria-current", is_so.then_some("true")).child(words)
    };
    let mut orders = el("p").class("switch").attr("role", "group").attr("aria-label", text.sort_label);
    for order in Order::ALL {
        let words = match order {
            Order::Relevance if !searched => continue,
            Order::Relevance => text.sort_relevance,
            Order::Document => text.sort_document,
            Order::Date => text.sort_date,
        };
        // Without words, relevance is the order of the documents.
        let is_so = state.order == order
            || (!searched && order == Order::Document && state.order == Order::Relevance);
        orders = orders.child(choice(words, state.ordered(order), is_so)).child(" ");
    }
    let shapes = searched.then(|| {
        el("p")
            .class("switch")
            .attr("role", "group")
            .attr("aria-label", text.show_label)
            .child(choice(text.show_passages, state.with_context(false), !state.in_context))
            .child(" ")
            .child(choice(text.show_lines, state.with_context(true), state.in_context))
    });
    (found > 1).then(|| el("div").class("arrangement").child(orders).child(shapes))
}

/// Each place that was found, with the words around it, the places one below the other.
fn lines(selection: &Selection, ix: u32) -> Node {
    let corpus = library::corpus();
    let Some((document, paragraph)) = corpus.get(ix) else { return Node::Nothing };
    let lines = selection.lines(&corpus, ix);
    if lines.is_empty() {
        return snippet(selection, ix).into();
    }
    let part = |class: &'static str, span: Span| {
        // By itself, so that what is cut off at its beginning turns nothing round.
        el("span").class(class).child(el("bdi").child(span.of(&paragraph.text).to_owned()))
    };
    let mut list = el("ul")
        .class("concordance snippet")
        .attr("lang", document.language.clone())
        .attr("dir", library::direction(&document.language));
    for line in lines {
        list = list.child(
            el("li")
                .child(part("before", line.before))
                .child(el("mark").class("found").child(line.found.of(&paragraph.text).to_owned()))
                .child(part("after", line.after)),
        );
    }
    list.into()
}

/// What decides the rows; what is open does not.
fn looked_for(state: &ViewState) -> String {
    ViewState { passage: None, partner: None, ..state.clone() }.print()
}

/// The passages that words and filters leave, the first of them set and the others on demand.
fn rows(explorer: Explorer) -> Node {
    let first = if library::is_small() { PAGE } else { FIRST };
    // How many are set, and for which address: another search begins anew.
    let set = RwSignal::new((first, String::new()));
    let most = move || {
        let key = explorer.state.with(looked_for);
        let most = set.with(|(most, of)| if *of == key { *most } else { first });
        (most, key)
    };
    let printing =
        page::before_print(move || set.set((page::PRINTED, explorer.state.with_untracked(looked_for))));
    StoredValue::new_local(printing);
    let nothing = move || explorer.selection.with(|s| s.rows.is_empty()).then(|| nothing_found(explorer));
    let list = move |part: Range<usize>| {
        let language = explorer.language();
        let state = explorer.state.get();
        let (most, _) = most();
        // In a large collection only paper has them: a text that nobody sees costs as much as one that is read.
        let has_whole = library::is_small() || most == page::PRINTED;
        explorer.selection.with(|selection| {
            let mut rows = Vec::new();
            for one in selection.rows.iter().take(most.min(part.end)).skip(part.start) {
                rows.push(row(explorer, language, &state, selection, one, has_whole));
            }
            rows
        })
    };
    // Counts what the rows below the screen have followed.
    let followed = RwSignal::new(0_u32);
    let mut is_new = true;
    effect(move || {
        explorer.state.track();
        explorer.language();
        let (most, _) = most();
        let found = explorer.selection.with(|s| s.rows.len());
        // By then the view may have gone, and nothing is left to follow.
        let follow = move || {
            let _ = followed.try_update(|count| *count = count.wrapping_add(1));
        };
        match std::mem::replace(&mut is_new, false) {
            // A view that opens has all of them, so that the page is as high as it was left.
            true => {}
            // What has gone from a list that is seen whole is gone at once.
            false if library::is_small() || most != first || found <= SEEN => follow(),
            false => page::after_frame(follow),
        }
    });
    let below = move || {
        followed.track();
        untrack(|| list(SEEN..usize::MAX))
    };
    let more = move || {
        let language = explorer.language();
        let (most, key) = most();
        let left = explorer.selection.with(|s| s.rows.len()).saturating_sub(most);
        // With the last of them the button goes, and the keyboard to the first of them.
        let next = explorer.selection.with(|s| s.rows.get(most).map(|row| format!("open-{}", row.paragraph)));
        let further = move |_| {
            set.set((most + PAGE, key.clone()));
            if left <= PAGE {
                page::follow(next.clone());
            }
        };
        (left > 0).then(|| {
            let passages = language.count(language.plural.passages, left.min(PAGE));
            let words = fill(language.text.found_more, &[("passages", &passages)]);
            el("p").child(el("button").class("more").attr("type", "button").on("click", further).child(words))
        })
    };
    let rows = el("ol").class(if library::is_small() { "rows" } else { "rows many" });
    Node::from([live(nothing), rows.child(live(move || list(0..SEEN))).child(live(below)).into(), live(more)])
}

fn row(
    explorer: Explorer,
    language: &Language,
    state: &ViewState,
    selection: &Selection,
    row: &Row,
    has_whole: bool,
) -> Element {
    let corpus = library::corpus();
    let (ix, id) = (row.paragraph, corpus.id(row.paragraph));
    let is_open = state.passage.as_deref() == Some(id.as_str());
    let place = el("a")
        .attr("id", format!("open-{ix}"))
        .attr("href", explorer.href(&state.at(Some(&id))))
        .attr("aria-current", is_open.then_some("true"))
        .child(el("bdi").child(library::short_citation(language, ix)));
    let mut terms = el("ul").class("row-terms");
    let tagged = corpus.annotation(ix).map(Annotation::terms).unwrap_or_default();
    let themes = tagged.iter().filter_map(|t| corpus.vocabulary().term(*t)).filter(|t| t.kind == Kind::Theme);
    for theme in themes.take(ROW_THEMES) {
        let class = format!("symbol {}", family::class(theme.family));
        let symbol = el("span").class(class).attr("aria-hidden", "true").child(family::symbol(theme.family));
        let name = label(&theme.labels, language.tag).to_owned();
        terms = terms.child(el("li").child(symbol).child(" ").child(name));
    }
    let links = language.count(language.plural.links, selection.links_of(&corpus, ix).count());
    // What is printed is the whole paragraph, and where it stands in full.
    let whole = corpus.get(ix).filter(|_| has_whole).map(|(document, paragraph)| {
        el("p")
            .class("on-paper")
            .attr("lang", document.language.clone())
            .attr("dir", library::direction(&document.language))
            .child(format!("{} ({})", paragraph.text, library::citation(language, ix)))
    });
    el("li")
        .class(if is_open { "row open" } else { "row" })
        .attr("data-passage", id)
        .child(
            el("div").class("row-head").child(el("h2").child(place)).child(passage_menu(explorer, ix, "row")),
        )
        .child(if state.in_context { lines(selection, ix) } else { snippet(selection, ix).into() })
        .child(whole)
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
    // What was looked for by fields alone has no words that could be weighed.
    if parts.is_empty() {
        return None;
    }
    let (parts, score) = (parts.join("; "), fixed(explanation.score, 2));
    let words = fill(language.text.found_why, &[("parts", &parts), ("score", &score)]);
    Some(el("p").class("why-found fine").attr("dir", "auto").child(words))
}

/// The stretch around what was found.
fn snippet(selection: &Selection, ix: u32) -> Option<Element> {
    let corpus = library::corpus();
    let (document, paragraph) = corpus.get(ix)?;
    let snippet = selection.snippet(&corpus, ix);
    let marks: Marks = snippet.marks.iter().map(|m| (*m, Look::Found)).collect();
    let span = snippet.span;
    let is_cut = (span.end as usize) < paragraph.text.len();
    Some(
        el("p")
            .class("snippet")
            .attr("lang", document.language.clone())
            .attr("dir", library::direction(&document.language))
            .child((span.start > 0).then_some("… "))
            .child(marked(&paragraph.text, span, &marks))
            .child(is_cut.then_some(" …")),
    )
}
