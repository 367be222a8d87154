//! The open passage and its links: what stands at the end side of every view.

use crate::components::chips::{speech, terms};
use crate::components::family;
use crate::components::marked::{Look, Marks, marked, own_marks};
use crate::components::passage_menu::passage_menu;
use crate::components::reasons::{lit_marks, reasons};
use crate::dom::{Event, Node, el, live};
use crate::explorer::Explorer;
use crate::library;
use passages_core::link::ParagraphIx;
use passages_core::number::fixed;
use passages_core::select::{Against, Open};
use passages_core::span::Span;
use passages_core::state::{View, ViewState};

/// The id of the panel's heading.
pub const HEADING: &str = "passage";

/// The panel. In Read the passage itself stands in the document, so the panel leaves its text out.
pub fn passage(explorer: Explorer, with_text: bool) -> Node {
    let content = move || match &explorer.selection.get().open {
        None => el("p").class("quiet").child(explorer.language().text.passage_none).into(),
        Some(open) => panel(explorer, open, with_text),
    };
    let class = move || if explorer.selection.get().open.is_some() { "panel has-passage" } else { "panel" };
    // What lies over it, as a menu does, is put away first.
    let key = move |event: Event| {
        if event.key() == "Escape"
            && !event.is_answered()
            && explorer.selection.with_untracked(|s| s.open.is_some())
        {
            event.prevent_default();
            explorer.go(explorer.state.with_untracked(|s| s.at(None)));
        }
    };
    el("aside")
        .on("keydown", key)
        .live("class", class)
        .live("aria-label", move || explorer.language().text.passage_links)
        .child(live(content))
        .into()
}

fn panel(explorer: Explorer, open: &Open, with_text: bool) -> Node {
    let text = &explorer.language().text;
    let state = explorer.state.get();
    let here = open.paragraph;
    let whole = with_text.then(|| {
        let href = explorer.href(&reading(&state, here));
        let words = passage_text(explorer, here, open.against.as_ref(), here);
        Node::from([
            el("div").class("passage-text").child(words).into(),
            el("p").child(el("a").class("button").attr("href", href).child(text.passage_read)).into(),
        ])
    });
    let below = match &open.against {
        Some(against) => opened_link(explorer, &state, here, against),
        None => all_links(explorer, &state, open),
    };
    let title = el("bdi").child(library::short_citation(explorer.language(), here));
    let close = el("a")
        .class("close")
        .attr("href", explorer.href(&state.at(None)))
        .attr("aria-label", text.passage_close)
        .child("×");
    let head = el("header")
        .class("panel-head")
        .child(el("h2").attr("id", HEADING).attr("tabindex", "-1").child(title))
        // In Read it stands beside the paragraph itself.
        .child(with_text.then(|| passage_menu(explorer, here, "panel")))
        .child(close);
    let body = el("div")
        .class("panel-body")
        .attr("data-passage", library::corpus().id(here))
        .child(whole)
        .child(below)
        .child(terms(explorer, here))
        .child(speech(explorer, here));
    Node::from([head.into(), body.into()])
}

/// The state in which a passage is read in its document.
pub fn reading(state: &ViewState, ix: ParagraphIx) -> ViewState {
    let corpus = library::corpus();
    let document = corpus.get(ix).map_or("", |(d, _)| d.name.as_str());
    state.reading(document).at(Some(&corpus.id(ix)))
}

/// The text of a passage: the open one is `here`, and `ix` is it or what it is held against.
pub fn passage_text(
    explorer: Explorer,
    here: ParagraphIx,
    against: Option<&Against>,
    ix: ParagraphIx,
) -> Node {
    let corpus = library::corpus();
    let Some((document, paragraph)) = corpus.get(ix) else { return Node::Nothing };
    let mut marks: Marks = own_marks(paragraph);
    marks.retain(|(_, look)| !matches!(look, Look::Note(_)));
    if let Some(against) = against {
        marks.extend(lit_marks(explorer, here, &against.comparison, ix));
    } else {
        let selection = explorer.selection.get();
        if selection.row(ix).is_some() {
            let found = selection.marks(&library::corpus(), ix);
            marks.extend(found.into_iter().map(|m| (m, Look::Found)));
        }
    }
    let whole = Span::new(0..paragraph.text.len());
    let words = marked(&paragraph.text, whole, &marks);
    el("p")
        .attr("lang", document.language.clone())
        .attr("dir", library::direction(&document.language))
        .child(words)
        .into()
}

fn all_links(explorer: Explorer, state: &ViewState, open: &Open) -> Node {
    let language = explorer.language();
    let text = &language.text;
    let here = library::corpus().id(open.paragraph);
    let mut cards = Vec::new();
    for link in &open.links {
        let other = link.other(open.paragraph).unwrap_or(open.paragraph);
        let class = format!("symbol {}", family::class(link.family));
        let symbol = family::symbol(link.family);
        let score = fixed(link.score.into(), 2);
        let card = el("a")
            .class("link-card")
            .attr("href", explorer.href(&state.with_link(&here, &library::corpus().id(other))))
            .child(el("span").class(class).attr("aria-hidden", "true").child(symbol))
            .child(el("bdi").class("link-place").child(library::short_citation(language, other)))
            .child(el("span").class("score").attr("title", text.link_score).child(score))
            .child(el("span").class("why").attr("dir", "auto").child(library::reason_line(language, link)));
        cards.push(el("li").child(card).into());
    }
    let list = if cards.is_empty() {
        el("p").class("quiet").child(text.passage_no_links)
    } else {
        el("ol").class("links").children::<Node>(cards)
    };
    let compare = explorer.href(&state.showing(View::Link));
    Node::from([
        el("h3").child(language.count(language.plural.links, open.links.len())).into(),
        list.into(),
        el("p").child(el("a").attr("href", compare).child(text.link_why_not)).into(),
    ])
}

fn opened_link(explorer: Explorer, state: &ViewState, here: ParagraphIx, against: &Against) -> Node {
    let text = &explorer.language().text;
    let other = against.partner;
    let id = library::corpus().id(other);
    let side_by_side = explorer.href(&state.showing(View::Link));
    let back = explorer.href(&state.at(Some(&library::corpus().id(here))));
    let turn = if state.view == View::Read { reading(state, other) } else { state.at(Some(&id)) };
    let actions = el("p")
        .class("actions")
        .child(el("a").class("button").attr("href", explorer.href(&turn)).child(text.link_open))
        .child(" ")
        .child(el("a").attr("href", side_by_side).child(text.link_side_by_side))
        .child(" ")
        .child(el("a").attr("href", back).child(text.link_back));
    // In the document beside it stands already.
    let corpus = library::corpus();
    let document = corpus.get(other).map(|(document, _)| &document.name);
    let is_beside = explorer.selection.with(|s| s.beside.is_some() && s.beside.as_ref() == document);
    let words = (!is_beside)
        .then(|| el("div").class("passage-text").child(passage_text(explorer, here, Some(against), other)));
    let partner = el("article")
        .class("partner")
        .attr("data-partner", id)
        .child(el("h3").child(el("bdi").child(library::short_citation(explorer.language(), other))))
        .child(words)
        .child(actions);
    Node::from([partner.into(), reasons(explorer, here, against)])
}
