//! The opening page: one sentence, the documents, the threads between them, and a place to search.

use crate::components::link_card::link_card;
use crate::components::passage::reading;
use crate::components::search_box::search_box;
use crate::components::thread_picture::thread_picture;
use crate::dom::{Element, Node, el};
use crate::explorer::Explorer;
use crate::library;
use passages_core::document::Document;
use passages_core::state::View;

/// Links listed beside the picture.
const LISTED_LINKS: usize = 6;

/// The opening page.
pub fn home(explorer: Explorer) -> Node {
    let language = explorer.language();
    let text = &language.text;
    let corpus = library::corpus();
    let pair = library::corpus().closest_documents();
    let card = |at: usize| corpus.documents().get(at).map(|d| document_card(explorer, d));
    let picture = pair.map(|(left, right)| {
        el("figure")
            .class("threads")
            .child(el("div").class("thread-heads").child(card(left)).child(card(right)))
            .child(thread_picture(explorer, (left, right), false))
    });
    let mut others = Vec::new();
    for at in (0..corpus.documents().len()).filter(|i| pair.is_none_or(|(a, b)| *i != a && *i != b)) {
        others.push(el("li").child(card(at)));
    }
    let others = (!others.is_empty()).then(|| {
        Node::from([
            el("h2").child(text.home_documents).into(),
            el("ul").class("documents").children(others).into(),
        ])
    });
    let map = explorer.state.with_untracked(|s| s.home().showing(View::Map));
    let add = explorer.can_add().then(|| {
        let href = explorer.state.with_untracked(|s| explorer.href(&s.home().showing(View::Add)));
        el("p").child(el("a").attr("href", href).child(text.add_title)).child(" ").child(text.own_promise)
    });
    let comma = text.comma;
    let counted = format!(
        "{}{comma}{}{comma}{} · ",
        language.count(language.plural.documents, corpus.documents().len()),
        language.count(language.plural.passages, corpus.len()),
        language.count(language.plural.links, corpus.links().len()),
    );
    el("div")
        .class("home")
        .child(el("h1").attr("id", "top").attr("tabindex", "-1").child(library::sentence(language)))
        .child(el("p").class("lead").child(text.home_lead))
        .child(search_box(explorer, false))
        .child(picture)
        .child(pair.map(|pair| strongest(explorer, pair)))
        .child(others)
        .child(
            el("p")
                .class("quiet")
                .child(counted)
                .child(el("a").attr("href", explorer.href(&map)).child(text.home_all_links)),
        )
        .child(add.map(|add| add.class("quiet")))
        .into()
}

fn document_card(explorer: Explorer, document: &Document) -> Element {
    let language = explorer.language();
    let href = explorer.href(&explorer.state.with_untracked(|s| s.home().reading(&document.name)));
    let day = document.date().map(|d| language.day(d)).unwrap_or_default();
    let symbol = document.masthead.symbol.clone();
    let symbol = symbol.map(|s| Node::from([el("bdi").child(s).into(), language.text.comma.into()]));
    let foreign = document.language != language.tag;
    let day =
        if foreign { format!("{day} ({})", library::in_language(language, &document.language)) } else { day };
    el("div")
        .class("document-card")
        .child(el("p").class("document-short").child(library::short(language, document)))
        .child(
            el("a")
                .attr("href", href)
                .attr("lang", document.language.clone())
                .attr("hreflang", document.language.clone())
                .child(document.title.clone()),
        )
        .child(el("p").class("quiet").child(symbol).child(day))
}

fn strongest(explorer: Explorer, (left, right): (usize, usize)) -> Element {
    let language = explorer.language();
    let corpus = library::corpus();
    let mut items = Vec::new();
    for link in corpus.links_by_score().iter().filter_map(|i| corpus.links().get(*i)) {
        let ends = (corpus.document_ix(link.from), corpus.document_ix(link.to));
        if ends != (Some(left), Some(right)) && ends != (Some(right), Some(left)) {
            continue;
        }
        let state = explorer.state.with_untracked(|s| reading(&s.home(), link.from));
        let href = explorer.href(&state.with_link(&corpus.id(link.from), &corpus.id(link.to)));
        let place = el("span")
            .class("link-place")
            .child(el("bdi").child(library::short_citation(language, link.from)))
            .child(" – ")
            .child(el("bdi").child(library::short_citation(language, link.to)));
        items.push(el("li").child(link_card(language, href, link, place)));
        if items.len() == LISTED_LINKS {
            break;
        }
    }
    el("section")
        .child(el("h2").child(language.text.home_strongest))
        .child(el("ol").class("links strongest").children(items))
}
