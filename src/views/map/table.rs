//! The same links as a table: strongest first, or in reading order.

use crate::browser::page;
use crate::dom::{Element, Node, el, live};
use crate::explorer::Explorer;
use crate::i18n::fill;
use crate::library;
use leptos::prelude::*;
use passages_core::number::fixed;

/// Rows that are set at first, and with each step further.
const PAGE: usize = 200;

pub(super) fn table(explorer: Explorer) -> Element {
    let most = RwSignal::new(PAGE);
    let printing = page::before_print(move || most.update(|most| *most = page::PRINTED.max(*most)));
    StoredValue::new_local(printing);
    // Whether they stand in reading order.
    let by_place = RwSignal::new(false);
    let text = move || &explorer.language().text;
    let count = move || explorer.selection.with(|s| s.links.len());
    let head = |words: fn(&crate::i18n::Text) -> &'static str| {
        el("th").attr("scope", "col").child(live(move || words(text())))
    };
    // A column by which they can be sorted, and whether they are.
    let sorting = |words: fn(&crate::i18n::Text) -> &'static str, place: bool, way: &'static str| {
        let is_so = move || by_place.get() == place;
        let button =
            el("button").attr("type", "button").class("sorting").on("click", move |_| by_place.set(place));
        el("th")
            .attr("scope", "col")
            .live("aria-sort", move || if is_so() { way } else { "none" })
            .child(button.child(live(move || words(text()))).child(live(move || is_so().then_some(" ▾"))))
    };
    let heads = el("tr")
        .child(sorting(|t| t.map_list_from, true, "ascending"))
        .child(head(|t| t.map_list_to))
        .child(head(|t| t.map_list_why))
        .child(sorting(|t| t.link_score, false, "descending"));
    let more = move || {
        let left = count().saturating_sub(most.get());
        (left > 0).then(|| {
            let language = explorer.language();
            let links = language.count(language.plural.links, left.min(PAGE));
            let words = fill(language.text.found_more, &[("passages", &links)]);
            let button = el("button").class("more").attr("type", "button");
            // With the last of them the button goes, and the keyboard to the first of them.
            let further = move |_| {
                if left <= PAGE {
                    page::follow([row_id(most.get_untracked())]);
                }
                most.update(|most| *most += PAGE);
            };
            el("p").child(button.on("click", further).child(words))
        })
    };
    el("section")
        .class("map-table")
        .child(el("h2").child(live(move || text().map_list)))
        .child(
            el("p")
                .class("quiet")
                .live("hidden", move || count() > 0)
                .child(live(move || text().map_no_links)),
        )
        .child(
            el("table")
                .live("hidden", move || count() == 0)
                .child(el("thead").child(heads))
                .child(el("tbody").child(live(move || rows(explorer, most.get(), by_place.get())))),
        )
        .child(live(more))
}

/// Name of the first link of a row.
fn row_id(at: usize) -> String {
    format!("linked-{at}")
}

fn rows(explorer: Explorer, most: usize, by_place: bool) -> Vec<Node> {
    let language = explorer.language();
    let corpus = library::corpus();
    let state = explorer.state.get();
    explorer.selection.with(|selection| {
        let mut rows = Vec::new();
        // The links of a corpus stand in reading order.
        let order = if by_place { &selection.links } else { corpus.links_by_score() };
        for at in order {
            if rows.len() == most {
                break;
            }
            let Some(link) = corpus.links().get(*at).filter(|_| selection.links.binary_search(at).is_ok())
            else {
                continue;
            };
            let (from, to) = (corpus.id(link.from), corpus.id(link.to));
            let end = |id: &str, ix| {
                let place = el("bdi").child(library::short_citation(language, ix));
                el("a").attr("href", explorer.href(&state.at(Some(id)))).child(place)
            };
            let why = el("a")
                .attr("href", explorer.href(&state.with_link(&from, &to)))
                .child(library::reason_line(language, link));
            let row = el("tr")
                .child(el("td").child(end(&from, link.from).attr("id", row_id(rows.len()))))
                .child(el("td").child(end(&to, link.to)))
                .child(el("td").attr("dir", "auto").child(why))
                .child(el("td").class("number").child(fixed(link.score.into(), 2)));
            rows.push(row.into());
        }
        rows
    })
}
