//! From one passage to another: a chain of links, each with its reasons; and the passages that hold all together.

use super::board::Board;
use crate::browser::locale;
use crate::browser::workshop::{self, Task, Told};
use crate::components::link_card::link_card;
use crate::dom::{Element, Node, effect, el};
use crate::explorer::Explorer;
use crate::i18n::fill;
use crate::library;
use leptos::prelude::*;
use passages_core::graph::Request;
use passages_core::job::{Answer, Job};
use passages_core::link::Link;
use passages_core::state::View;

/// Passages that are named by each measure.
const BEST: usize = 8;

/// The chain from the open passage to the one that it is held against; else the passages that hold all together.
pub(super) fn chain(board: Board) -> Node {
    let explorer = board.explorer;
    let language = explorer.language();
    let text = &language.text;
    let corpus = library::corpus();
    let state = explorer.state.get();
    let ends = explorer.selection.with(|s| {
        let open = s.open.as_ref()?;
        Some((open.paragraph, open.against.as_ref()?.partner))
    });
    let Some((from, to)) = ends else { return foremost(board) };
    let names = [from, to].map(|ix| library::short_citation(language, ix));
    let title = fill(text.chain_title, &[("one", &names[0]), ("other", &names[1])]);
    let body = match corpus.chain(from, to, explorer.selection.with(|s| s.min_score)) {
        None => el("p").class("quiet").child(text.chain_none),
        Some(chain) => {
            let mut list = el("ol").class("links chain");
            let mut at = from;
            for link in chain {
                let next = link.other(at).unwrap_or(at);
                list = list.child(el("li").child(step(explorer, link, at, next)));
                at = next;
            }
            list
        }
    };
    let clear = explorer.href(&state.at(state.passage.as_deref()));
    let body = el("section").class("map-chain").child(el("h2").child(title)).child(body);
    body.child(el("p").child(el("a").attr("href", clear).child(text.link_back))).into()
}

fn step(explorer: Explorer, link: &Link, at: u32, next: u32) -> Element {
    let language = explorer.language();
    let corpus = library::corpus();
    let state = explorer.state.with(|s| s.with_link(&corpus.id(at), &corpus.id(next)));
    let place = el("span")
        .class("link-place")
        .child(el("bdi").child(library::short_citation(language, at)))
        .child(" – ")
        .child(el("bdi").child(library::short_citation(language, next)));
    link_card(language, explorer.href(&state), link, place)
}

/// Has the workshop find the passages that hold a large corpus together, once for each corpus.
pub(super) fn follow(board: Board) {
    let explorer = board.explorer;
    let mut task: Option<Task> = None;
    let mut asked_of = None;
    effect(move || {
        // What is under way is for the corpus that was in use before.
        let edition = explorer.edition.get();
        if asked_of.replace(edition) != Some(edition) {
            drop(task.take());
        }
        let is_seen = explorer.state.with(|s| s.view == View::Map);
        if !is_seen || library::central(BEST).is_some() {
            drop(task.take());
            return;
        }
        if task.is_some() {
            return;
        }
        let corpus = library::corpus();
        let request = Request { nodes: corpus.len(), edges: corpus.edges(), ..Request::default() };
        let tell = move |told| {
            // Without it the list is not there, and all else is.
            if let Told::Answer(Ok(Answer::Central(central))) = told {
                library::learn_central(&corpus, central);
                board.central.update(|known| *known = known.wrapping_add(1));
            }
        };
        task = workshop::work(&Job::Central(request, BEST), library::archive(), tell).ok();
    });
}

/// The passages through which most of the strongest chains between others run, and those to which most links lead.
fn foremost(board: Board) -> Node {
    board.central.track();
    let language = board.explorer.language();
    let text = &language.text;
    let Some(central) = library::central(BEST) else { return Node::Nothing };
    // Where links make nothing but pairs, no chain runs through any passage, and links lead to them all the same.
    let section = |title: &'static str, passages: &[usize]| {
        let section = || el("section").child(el("h2").child(title)).child(list(board.explorer, passages));
        (!passages.is_empty()).then(section)
    };
    let estimate = central.is_estimate().then(|| {
        let [n, of] = [central.pivots, central.linked].map(|n| locale::number(language.tag, n));
        el("p").class("fine").child(fill(text.map_estimate, &[("n", &n), ("of", &of)]))
    });
    let connecting = section(text.map_best, &central.connecting).map(|section| section.child(estimate));
    let visited = section(text.map_visited, &central.visited);
    Node::from([connecting.into(), visited.into()])
}

fn list(explorer: Explorer, passages: &[usize]) -> Element {
    let corpus = library::corpus();
    let language = explorer.language();
    let state = explorer.state.get();
    let mut list = el("ol").class("best-connected");
    for ix in passages.iter().filter_map(|ix| u32::try_from(*ix).ok()) {
        let href = explorer.href(&state.at(Some(&corpus.id(ix))));
        let link = el("a").attr("href", href).child(el("bdi").child(library::short_citation(language, ix)));
        list = list.child(el("li").child(link));
    }
    list
}
