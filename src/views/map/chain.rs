//! From one passage to another: a chain of links, each with its reasons; and the passages that connect most.

use crate::components::link_card::link_card;
use crate::dom::{Node, el};
use crate::explorer::Explorer;
use crate::i18n::fill;
use crate::library;
use passages_core::link::Link;

/// Best-connecting passages that are named.
const BEST: usize = 8;

/// The chain from the open passage to the one that it is held against; else the passages that connect most.
pub(super) fn chain(explorer: Explorer) -> Node {
    let language = explorer.language();
    let text = &language.text;
    let corpus = library::corpus();
    let state = explorer.state.get();
    let ends = explorer.selection.with(|s| {
        let open = s.open.as_ref()?;
        Some((open.paragraph, open.against.as_ref()?.partner))
    });
    let Some((from, to)) = ends else { return best(explorer) };
    let names = [from, to].map(|ix| library::short_citation(language, ix));
    let title = fill(text.chain_title, &[("one", &names[0]), ("other", &names[1])]);
    let body = match corpus.chain(from, to) {
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

fn step(explorer: Explorer, link: &Link, at: u32, next: u32) -> crate::dom::Element {
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

/// The passages through which most of the strongest chains between others run.
fn best(explorer: Explorer) -> Node {
    let corpus = library::corpus();
    let language = explorer.language();
    let text = &language.text;
    let best = corpus.best_connected(BEST);
    if best.is_empty() {
        return Node::Nothing;
    }
    let state = explorer.state.get();
    let mut list = el("ol").class("best-connected");
    for ix in best {
        let href = explorer.href(&state.at(Some(&corpus.id(ix))));
        let link = el("a").attr("href", href).child(el("bdi").child(library::short_citation(language, ix)));
        list = list.child(el("li").child(link));
    }
    el("section").child(el("h2").child(text.map_best)).child(list).into()
}
