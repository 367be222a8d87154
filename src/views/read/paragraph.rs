//! A paragraph: its label, its text with marks, the editor's notes, and the stubs of its threads.

use super::element_id;
use crate::components::family;
use crate::components::marked::{Look, Marks, marked, own_marks};
use crate::components::reasons::lit_marks;
use crate::dom::{Element, Node, el, live};
use crate::explorer::Explorer;
use crate::i18n::fill;
use crate::library;
use leptos::prelude::*;
use passages_core::document::{Document, Paragraph};
use passages_core::link::{Link, ParagraphIx};
use passages_core::span::Span;

pub(super) fn paragraph_view(
    explorer: Explorer,
    document: &Document,
    ix: ParagraphIx,
    paragraph: &'static Paragraph,
) -> Node {
    let language = explorer.language();
    let id = library::corpus().id(ix);
    let is_open =
        Memo::new(move |_| explorer.selection.with(|s| s.open.as_ref().is_some_and(|o| o.paragraph == ix)));
    // Its part of the open link, and what was found in it.
    let marks = Memo::new(move |_| marks(explorer, ix, paragraph));
    let href = {
        let (name, id) = (document.name.clone(), id.clone());
        move || explorer.state.with(|s| explorer.href(&s.reading(&name).at(Some(&id))))
    };
    let label = paragraph.printed_label.clone().unwrap_or_else(|| "¶".to_owned());
    let label = el("a")
        .class("label")
        .live("href", href)
        .attr("aria-label", library::citation(ix))
        .live("aria-current", move || is_open.get().then_some("true"))
        .child(label);
    let whole = Span::new(0..paragraph.text.len());
    let words = move || marks.with(|marks| marked(&paragraph.text, whole, marks));
    let mut text = el("div").class("text").child(el("p").child(live(words)));
    for (nth, note) in paragraph.notes.iter().enumerate() {
        let words = note.text.iter().find(|(tag, _)| tag == language.tag).or_else(|| note.text.first());
        let (tag, words) = words.cloned().unwrap_or_default();
        text = text.child(
            el("p")
                .class("editor-note")
                .attr("lang", tag)
                .child(el("sup").child((nth + 1).to_string()))
                .child(format!(" {} {words}", language.text.note_editor)),
        );
    }
    let mut stubs = el("ul").class("stubs");
    for link in library::corpus().links_of(ix) {
        stubs = stubs.child(stub(explorer, ix, link));
    }
    el("div")
        .live("class", move || if is_open.get() { "paragraph open" } else { "paragraph" })
        .attr("id", element_id(&paragraph.key))
        .attr("data-passage", id)
        .child(label)
        .child(text)
        .child(stubs)
        .into()
}

fn marks(explorer: Explorer, ix: ParagraphIx, paragraph: &Paragraph) -> Marks {
    let mut marks: Marks = own_marks(paragraph);
    let narrowed = explorer.state.with(|s| !s.query.trim().is_empty());
    explorer.selection.with(|selection| {
        let open = selection.open.as_ref().and_then(|o| Some((o.paragraph, o.against.as_ref()?)));
        if let Some((here, against)) = open.filter(|(here, a)| ix == *here || ix == a.partner) {
            marks.extend(lit_marks(explorer, here, against, ix));
        }
        if narrowed && selection.row(ix).is_some() {
            let found = selection.marks(library::corpus(), ix);
            marks.extend(found.into_iter().map(|m| (m, Look::Found)));
        }
    });
    marks
}

/// The stub of a thread in the margin.
fn stub(explorer: Explorer, here: ParagraphIx, link: &'static Link) -> Element {
    let corpus = library::corpus();
    let other = link.other(here).unwrap_or(here);
    let language = explorer.language();
    let place = library::short_citation(other);
    let words =
        fill(language.text.link_to, &[("place", &place), ("reasons", &library::reason_line(language, link))]);
    let document = corpus.get(here).map(|(d, _)| d.name.clone()).unwrap_or_default();
    let (here_id, other_id) = (corpus.id(here), corpus.id(other));
    let out = if corpus.document_ix(here) == corpus.document_ix(other) { "" } else { " out" };
    let href =
        move || explorer.state.with(|s| explorer.href(&s.reading(&document).with_link(&here_id, &other_id)));
    let class = move || {
        let is_open = explorer.selection.with(|s| {
            let open = s.open.as_ref().filter(|o| o.paragraph == here);
            open.is_some_and(|o| o.against.as_ref().is_some_and(|a| a.partner == other))
        });
        let open = if is_open { " open" } else { "" };
        format!("stub {}{out}{open}", family::class(link.family))
    };
    let link = el("a").live("class", class).live("href", href);
    el("li").child(link.attr("title", words.clone()).attr("aria-label", words))
}
