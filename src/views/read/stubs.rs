//! The stubs of a paragraph's threads in the margin: one a link, the strongest first. One that is pointed at, or reached
//! by the keyboard, lights the words that made the link, wherever these are on the page.

use crate::components::family;
use crate::dom::{Element, el, memo};
use crate::explorer::Explorer;
use crate::i18n::fill;
use crate::library;
use leptos::prelude::*;
use passages_core::document::Paragraph;
use passages_core::link::{Link, ParagraphIx};
use passages_core::state::ViewState;

/// The link whose stub is pointed at: the passage whose stub it is, and the other. No part of the state, as where the
/// pointer stands is none.
pub(super) type Pointed = RwSignal<Option<(ParagraphIx, ParagraphIx)>>;

/// Letters of a line on a page of common width; where lines are longer, the stubs stand out by one or two of them at most.
const LINE: usize = 52;
/// Stubs for which there is room beside the shortest paragraph, whose menu is as high.
const LEAST_ROOM: usize = 3;

/// The link that is pointed at, if it is one of a passage and not the one that is open anyway.
pub(super) fn pointed_by(
    explorer: Explorer,
    pointed: Pointed,
    ix: ParagraphIx,
) -> Memo<Option<(ParagraphIx, ParagraphIx)>> {
    memo(move |_| {
        let link = pointed.get().filter(|(here, other)| ix == *here || ix == *other)?;
        (!is_open(explorer, link)).then_some(link)
    })
}

/// The state in which one goes on reading a document: where another stands beside it, both.
pub(super) fn read_on(state: &ViewState, document: &str) -> ViewState {
    if state.beside.is_some() { state.clone() } else { state.reading(document) }
}

/// The stubs of a paragraph; a stub is about as high as a line, and what goes beyond its lines is one stub that counts.
pub(super) fn stubs(explorer: Explorer, pointed: Pointed, ix: ParagraphIx, paragraph: &Paragraph) -> Element {
    let corpus = library::corpus();
    let links: Vec<&Link> = corpus.links_of(ix).collect();
    let room = (paragraph.text.chars().count() / LINE + 1).max(LEAST_ROOM);
    let shown = if links.len() > room { room - 1 } else { links.len() };
    let (shown, folded) = links.split_at(shown);
    let mut list = el("ul").class("stubs");
    for link in shown {
        list = list.child(stub(explorer, pointed, ix, link));
    }
    if !folded.is_empty() {
        let others = folded.iter().filter_map(|link| link.other(ix)).collect();
        list = list.child(folded_stub(explorer, ix, others));
    }
    list
}

fn is_open(explorer: Explorer, (here, other): (ParagraphIx, ParagraphIx)) -> bool {
    explorer.selection.with(|s| {
        let open = s.open.as_ref().filter(|o| o.paragraph == here);
        open.is_some_and(|o| o.against.as_ref().is_some_and(|a| a.partner == other))
    })
}

/// The stub of a thread.
fn stub(explorer: Explorer, pointed: Pointed, here: ParagraphIx, link: &Link) -> Element {
    let corpus = library::corpus();
    let other = link.other(here).unwrap_or(here);
    let language = explorer.language();
    let place = library::short_citation(language, other);
    let words =
        fill(language.text.link_to, &[("place", &place), ("reasons", &library::reason_line(language, link))]);
    let document = corpus.get(here).map(|(d, _)| d.name.clone()).unwrap_or_default();
    let (here_id, other_id) = (corpus.id(here), corpus.id(other));
    let out = if corpus.document_ix(here) == corpus.document_ix(other) { "" } else { " out" };
    let href =
        move || explorer.state.with(|s| explorer.href(&read_on(s, &document).with_link(&here_id, &other_id)));
    let family = link.family;
    let class = move || {
        let open = if is_open(explorer, (here, other)) { " open" } else { "" };
        format!("stub {}{out}{open}", family::class(family))
    };
    let point = move || {
        if pointed.get_untracked() != Some((here, other)) {
            pointed.set(Some((here, other)));
        }
    };
    let link = el("a")
        .live("class", class)
        .live("href", href)
        .attr("title", words.clone())
        .attr("aria-label", words)
        // A finger opens it at once; and what is scrolled below a pointer that rests is not pointed at.
        .on("pointermove", move |event| {
            if event.hovers() {
                point();
            }
        })
        .on("pointerleave", move |_| pointed.set(None))
        .on("focus", move |_| point())
        .on("blur", move |_| pointed.set(None));
    el("li").child(link)
}

/// The stub that stands for those for which there is no room: it opens the passage, which lists its links.
fn folded_stub(explorer: Explorer, here: ParagraphIx, others: Vec<ParagraphIx>) -> Element {
    let corpus = library::corpus();
    let (name, id) = (corpus.get(here).map(|(d, _)| d.name.clone()).unwrap_or_default(), corpus.id(here));
    let href = move || explorer.state.with(|s| explorer.href(&read_on(s, &name).at(Some(&id))));
    let count = format!("+{}", others.len());
    let words = format!("{count} · {}", explorer.language().text.link_back);
    let class = move || {
        let is_open = others.iter().any(|other| is_open(explorer, (here, *other)));
        if is_open { "stub folded open" } else { "stub folded" }
    };
    let link = el("a")
        .live("class", class)
        .live("href", href)
        .attr("title", words.clone())
        .attr("aria-label", words)
        .child(el("bdi").child(count));
    el("li").child(link)
}
