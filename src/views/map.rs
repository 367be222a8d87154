//! The graph of passages and its other pictures, and the same as lists and a table.

#[cfg(feature = "collection")]
mod arrange;
mod board;
mod chain;
mod controls;
mod hand;
mod legend;
mod marks;
mod names;
mod surface;
mod table;
mod targets;

use crate::components::facets::{chosen, filters};
use crate::components::passage::passage;
use crate::components::search_box::search_box;
use crate::dom::{Element, Node, el, live};
use crate::explorer::Explorer;
use crate::i18n::fill;
use crate::library;
use board::Board;
use passages_core::state::Picture;

/// The view.
pub fn map(explorer: Explorer) -> Node {
    let board = Board::new(explorer);
    let text = move || &explorer.language().text;
    let title = el("h1").attr("id", "top").attr("tabindex", "-1").class("view-title");
    el("div")
        .class("columns")
        .child(el("div").class("start-side").child(filters(explorer)))
        .child(
            el("div")
                .class("middle")
                .child(title.child(live(move || text().map_title)))
                .child(search_box(explorer, true))
                .child(chosen(explorer))
                .child(summary(explorer))
                .child(live(move || pictures(explorer)))
                .child(controls::controls(board))
                .child(surface::surface(board))
                .child(live(move || hand::caught(board)))
                .child(legend::legend(explorer))
                .child(el("p").attr("id", "map-help").class("fine").child(live(move || text().map_help)))
                .child(live(move || chain::chain(explorer)))
                .child(table::table(explorer)),
        )
        .child(el("div").class("end-side").child(passage(explorer, true)))
        .into()
}

/// What the picture shows, in a sentence.
fn summary(explorer: Explorer) -> Element {
    let counts = move || explorer.selection.with(|s| (s.rows.len(), s.links.len()));
    let words = move || {
        let language = explorer.language();
        let (passages, links) = counts();
        let passages = language.count(language.plural.passages, passages);
        let links = language.count(language.plural.links, links);
        fill(language.text.map_summary, &[("passages", &passages), ("links", &links)])
    };
    el("p")
        .class("tally")
        .attr("role", "status")
        .live("data-count", move || counts().0.to_string())
        .live("data-links", move || counts().1.to_string())
        .child(live(words))
}

/// What each picture is called.
fn picture_name(explorer: Explorer, picture: Picture) -> &'static str {
    let text = &explorer.language().text;
    match picture {
        Picture::Graph => text.picture_graph,
        Picture::Matrix => text.picture_matrix,
        Picture::Timeline => text.picture_timeline,
        Picture::Threads => text.picture_threads,
    }
}

/// The ways to the pictures. One document alone has no threads.
fn pictures(explorer: Explorer) -> Element {
    let state = explorer.state.get();
    let mut list = el("ul").class("tabs pictures");
    for picture in Picture::ALL {
        if picture == Picture::Threads && library::closest_documents().is_none() {
            continue;
        }
        let current = (state.picture == picture).then_some("true");
        let link = el("a").attr("href", explorer.href(&state.showing_picture(picture)));
        let link = link.attr("aria-current", current).child(picture_name(explorer, picture));
        list = list.child(el("li").child(link));
    }
    el("nav").attr("aria-label", explorer.language().text.pictures_label).child(list)
}
