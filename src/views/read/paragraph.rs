//! A paragraph: its label, its text with marks, the editor's notes, and the stubs of its threads.

use super::element_id;
use crate::components::family;
use crate::components::marked::{Look, Marks, marked, own_marks};
use crate::components::reasons::lit_marks;
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
) -> AnyView {
    let language = explorer.language();
    let id = library::corpus().id(ix);
    let name = document.name.clone();
    let is_open =
        Memo::new(move |_| explorer.selection.with(|s| s.open.as_ref().is_some_and(|o| o.paragraph == ix)));
    // Its part of the open link, and what was found in it.
    let marks = Memo::new(move |_| {
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
    });
    let href = {
        let id = id.clone();
        move || explorer.state.with(|s| explorer.href(&s.reading(&name).at(Some(&id))))
    };
    let label = paragraph.printed_label.clone().unwrap_or_else(|| "¶".to_owned());
    let stubs: Vec<AnyView> = library::corpus().links_of(ix).map(|l| stub(explorer, ix, l)).collect();
    let notes = paragraph.notes.iter().enumerate().map(|(i, note)| {
        let words = note.text.iter().find(|(tag, _)| tag == language.tag).or_else(|| note.text.first());
        let (tag, words) = words.cloned().unwrap_or_default();
        view! { <p class="editor-note" lang=tag><sup>{i + 1}</sup>" "{language.text.note_editor}" "{words}</p> }
    });
    let notes = notes.collect_view();
    let whole = Span::new(0..paragraph.text.len());
    let labelled = library::citation(ix);
    view! {
        <div class="paragraph" class:open=move || is_open.get() id=element_id(&paragraph.key) data-passage=id>
            <a class="label" href=href aria-label=labelled aria-current=move || is_open.get().then_some("true")>{label}</a>
            <div class="text">
                <p>{move || marked(&paragraph.text, whole, &marks.get())}</p>
                {notes}
            </div>
            <ul class="stubs">{stubs}</ul>
        </div>
    }
    .into_any()
}

/// The stub of a thread in the margin.
fn stub(explorer: Explorer, here: ParagraphIx, link: &'static Link) -> AnyView {
    let corpus = library::corpus();
    let other = link.other(here).unwrap_or(here);
    let language = explorer.language();
    let place = library::short_citation(other);
    let words =
        fill(language.text.link_to, &[("place", &place), ("reasons", &library::reason_line(language, link))]);
    let document = corpus.get(here).map(|(d, _)| d.name.clone()).unwrap_or_default();
    let (here_id, other_id) = (corpus.id(here), corpus.id(other));
    let leads_out = corpus.document_ix(here) != corpus.document_ix(other);
    let href =
        move || explorer.state.with(|s| explorer.href(&s.reading(&document).with_link(&here_id, &other_id)));
    let is_open = Memo::new(move |_| {
        explorer.selection.with(|s| {
            s.open.as_ref().is_some_and(|o| {
                o.paragraph == here && o.against.as_ref().is_some_and(|a| a.partner == other)
            })
        })
    });
    let class = format!("stub {}", family::class(link.family));
    view! {
        <li>
            <a
                class=class
                class:out=leads_out
                class:open=move || is_open.get()
                href=href
                title=words.clone()
                aria-label=words
            ></a>
        </li>
    }
    .into_any()
}
