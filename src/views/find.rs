//! Search: words and filters at the start side, what they leave in the middle.

mod help;
mod list;
mod notes;
mod row;

use crate::components::announced::announced;
use crate::components::facets::{chosen, filters};
use crate::components::passage::passage;
use crate::components::quotation::quotation;
use crate::components::search_box::search_box;
use crate::components::take::{LISTS, take};
use crate::components::widening::widening;
use crate::dom::{Element, Node, el, live};
use crate::explorer::Explorer;
use crate::i18n::fill;
use crate::library;
use help::help;
use leptos::prelude::untrack;
use list::rows;
use notes::notes;
use passages_core::state::{Order, ViewState};

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
                        .child(live(move || help(explorer))),
                )
                .child(chosen(explorer))
                .child(live(move || destination(explorer)))
                .child(quotation(explorer))
                .child(count(explorer))
                .child(live(move || notes(explorer)))
                .child(live(move || widening(explorer)))
                .child(live(move || arrangement(explorer)))
                .child(rows(explorer))
                .child(take(explorer, LISTS, heading)),
        )
        .child(el("div").class("end-side").child(passage(explorer, true)))
        .into()
}

/// What was typed, as far as there is a word in it: else nothing is looked for, and everything is listed.
fn looked_for(explorer: Explorer) -> String {
    let is_read = explorer.selection.with(|s| s.query.is_some());
    if is_read { explorer.state.with(|s| s.query.trim().to_owned()) } else { String::new() }
}

/// What the list is called where it is taken to.
fn heading(explorer: Explorer) -> String {
    let text = &explorer.language().text;
    let query = untrack(|| looked_for(explorer));
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
        let query = looked_for(explorer);
        if query.is_empty() {
            passages
        } else {
            fill(language.text.found_for, &[("passages", &passages), ("query", &query)])
        }
    };
    let tally = el("p").class("tally").attr("id", "tally").live("data-count", move || listed().to_string());
    Node::from([tally.child(live(words)).into(), announced(explorer, words).into()])
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
