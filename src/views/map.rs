//! The graph of passages and its other pictures, and the same as lists and a table.

mod arrange;
mod board;
mod chain;
mod controls;
mod hand;
mod legend;
mod lists;
mod marks;
mod names;
mod surface;
mod table;
mod targets;

use crate::components::announced::announced;
use crate::components::facets::{chosen, filters};
use crate::components::passage::passage;
use crate::components::search_box::search_box;
use crate::components::take::{GRAPHS, take};
use crate::dom::{Element, Node, el, live};
use crate::explorer::Explorer;
use crate::i18n::fill;
use crate::library;
use board::Board;
use leptos::prelude::*;
use passages_core::scene;
use passages_core::state::Picture;
use passages_core::vocabulary::label;

/// The view.
pub fn map(explorer: Explorer) -> Node {
    let board = Board::new(explorer);
    chain::follow(board);
    let text = move || &explorer.language().text;
    let title = el("h1").attr("id", "top").attr("tabindex", "-1").class("view-title");
    el("div")
        .class("columns")
        .child(filters(explorer))
        .child(
            el("div")
                .class("middle")
                .child(title.child(live(move || text().map_title)))
                .child(search_box(explorer, true))
                .child(chosen(explorer))
                .child(summary(board))
                .child(live(move || pictures(explorer)))
                .child(controls::controls(board))
                .child(surface::surface(board))
                .child(live(move || hand::held(board)))
                .child(legend::legend(explorer))
                .child(el("p").attr("id", "map-help").class("fine").child(live(move || text().map_help)))
                .child(live(move || chain::chain(board)))
                .child(table::table(explorer))
                .child(live(move || lists::lists(board)))
                .child(take(explorer, GRAPHS, |explorer| explorer.language().text.map_title.to_owned())),
        )
        .child(el("div").class("end-side").child(passage(explorer, true)))
        .into()
}

/// What the picture shows, in a sentence; how much of it there is, said once it has changed.
fn summary(board: Board) -> Node {
    let explorer = board.explorer;
    let counts = move || explorer.selection.with(|s| (s.rows.len(), s.links.len()));
    let numbers =
        move || board.shown.with(|shown| scene::summary(&board.ground(), shown, &library::corpus()));
    let amount = move || {
        let (language, numbers) = (explorer.language(), numbers());
        let passages = language.count(language.plural.passages, numbers.passages);
        let documents = language.count(language.plural.documents, numbers.documents);
        let links = language.count(language.plural.links, numbers.links);
        let values = [("passages", &*passages), ("documents", &documents), ("links", &links)];
        fill(language.text.map_summary, &values)
    };
    let words = move || {
        let (language, numbers) = (explorer.language(), numbers());
        let text = &language.text;
        let mut sentence = amount();
        if numbers.communities > 1 {
            let groups = language.count(language.plural.groups, numbers.communities);
            sentence = format!("{sentence} {}", fill(text.map_groups, &[("groups", &groups)]));
        }
        if let Some((theme, count)) = numbers.theme {
            let corpus = library::corpus();
            let name = corpus.vocabulary().term(theme);
            let name = name.map_or("", |term| label(&term.labels, language.tag));
            let passages = language.count(language.plural.passages, count);
            sentence = format!(
                "{sentence} {}",
                fill(text.map_strongest, &[("theme", name), ("passages", &passages)])
            );
        }
        sentence
    };
    let tally = el("p")
        .class("tally")
        .live("data-count", move || counts().0.to_string())
        .live("data-links", move || counts().1.to_string())
        .child(live(words));
    // What is opened stands far off in the page for those who do not see it; what filters leave is said all the same.
    let told = move || {
        let open = explorer.selection.with(|s| s.open.as_ref().map(|o| (o.paragraph, o.links.len())));
        let amount = amount();
        let Some((ix, links)) = open else { return amount };
        let language = explorer.language();
        let (place, links) =
            (library::short_citation(language, ix), language.count(language.plural.links, links));
        format!("{}. {amount}", fill(language.text.map_node, &[("place", &place), ("links", &links)]))
    };
    Node::from([tally.into(), announced(explorer, told).into()])
}

/// What each picture is called.
fn picture_name(explorer: Explorer, picture: Picture) -> &'static str {
    let text = &explorer.language().text;
    match picture {
        Picture::Graph => text.picture_graph,
        Picture::Themes => text.picture_themes,
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
        if picture == Picture::Threads && library::corpus().closest_documents().is_none() {
            continue;
        }
        let current = (state.picture == picture).then_some("true");
        let link = el("a").attr("href", explorer.href(&state.showing_picture(picture)));
        let link = link.attr("aria-current", current).child(picture_name(explorer, picture));
        list = list.child(el("li").child(link));
    }
    el("nav").attr("aria-label", explorer.language().text.pictures_label).child(list)
}
