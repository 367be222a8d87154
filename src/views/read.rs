//! A document as an editor would set it, with the threads of its paragraphs in the margin.

mod beside;
mod contents;
mod masthead;
mod paragraph;
mod received;
mod stubs;

use crate::components::passage::passage;
use crate::components::take::{DOCUMENT, take};
use crate::components::thread_overlay::thread_overlay;
use crate::dom::{Element, Node, el, live, memo};
use crate::explorer::Explorer;
use crate::library;
pub use beside::element;
use beside::{beside_id, side_by_side};
use contents::contents;
use leptos::prelude::*;
use masthead::{document_head, part_head, signature};
use paragraph::paragraph_view;
use passages_core::document::Document;
use received::as_received;
use stubs::Pointed;

/// The view.
pub fn read(explorer: Explorer) -> Node {
    let name = memo(move |_| explorer.selection.with(|s| s.document.clone().unwrap_or_default()));
    let received = memo(move |_| explorer.state.with(|s| s.received));
    let beside = memo(move |_| explorer.selection.with(|s| s.beside.clone()));
    let document = move || -> Node {
        let pointed: Pointed = RwSignal::new(None);
        let corpus = library::corpus();
        let Some(document) = corpus.document(&name.get()) else { return Node::Nothing };
        let other = beside.get().and_then(|name| corpus.document(&name));
        match other {
            _ if received.get() => as_received(explorer, document).into(),
            Some(other) => side_by_side(explorer, pointed, document, other),
            None => clean(explorer, pointed, document, false).into(),
        }
    };
    let class = move || match beside.get() {
        Some(_) if !received.get() => "columns reading two",
        _ => "columns reading",
    };
    let contents = move || library::corpus().document(&name.get()).map(|d| contents(explorer, d));
    Node::from([
        el("div")
            .live("class", class)
            .child(el("div").class("start-side").child(live(contents)))
            .child(el("div").class("middle").child(live(document)))
            .child(el("div").class("end-side").child(passage(explorer, false)))
            .into(),
        thread_overlay(explorer),
    ])
}

/// The element that a paragraph of the document that is read is.
fn element_id(key: &str) -> String {
    format!("p-{key}")
}

fn numbered(number: Option<&str>, heading: &str) -> String {
    number.map_or_else(|| heading.to_owned(), |n| format!("{n}. {heading}"))
}

/// Clean or as received.
fn text_switch(explorer: Explorer) -> Element {
    let language = explorer.language();
    let state = explorer.state.get_untracked();
    let choice = |received: bool, words: &'static str| {
        let mut other = (*state).clone();
        other.received = received;
        let current = (state.received == received).then_some("true");
        el("a").attr("href", explorer.href(&other)).attr("aria-current", current).child(words)
    };
    el("p")
        .class("switch")
        .child(choice(false, language.text.text_clean))
        .child(" ")
        .child(choice(true, language.text.text_received))
}

/// The document as an editor would set it; `beside` another it has no title of the page.
fn clean(explorer: Explorer, pointed: Pointed, document: &Document, beside: bool) -> Element {
    let mut body = Vec::new();
    let (mut part, mut section) = (0, None);
    let first = library::corpus().paragraphs_of(&document.name).next().unwrap_or(0);
    for (ix, paragraph) in (first..).zip(&document.paragraphs) {
        if paragraph.part != part {
            body.push(signature(document));
            part = paragraph.part;
            body.push(part_head(explorer, document, part));
        }
        if paragraph.section != section {
            section = paragraph.section;
            if let Some(of) = section.and_then(|s| document.sections.get(usize::from(s))) {
                // Under the title where there is one part, under the part's heading where there are several.
                let tag = if document.parts.len() > 1 { "h3" } else { "h2" };
                let heading = numbered(of.number.as_deref(), &of.heading);
                body.push(el(tag).class("section-heading").child(heading).into());
            }
        }
        body.push(paragraph_view(explorer, pointed, document, ix, paragraph, beside));
    }
    if document.parts.len() == 1 {
        body.push(signature(document));
    }
    let mut footnotes = el("footer").class("footnotes");
    for note in &document.footnotes {
        footnotes = footnotes.child(el("p").child(format!("{} {}", note.mark, note.text)));
    }
    el("article")
        .class("document")
        .attr("lang", document.language.clone())
        .attr("dir", library::direction(&document.language))
        .child(document_head(explorer, document, beside))
        .children(body)
        .child(footnotes)
        .child((!beside).then(|| {
            let language = explorer.language();
            let title = |explorer: Explorer| explorer.language().text.view_read.to_owned();
            el("footer")
                .attr("lang", language.tag)
                .attr("dir", language.dir)
                .child(take(explorer, DOCUMENT, title))
        }))
}
