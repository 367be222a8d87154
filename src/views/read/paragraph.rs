//! A paragraph: its label, its text with marks, the editor's notes, and the stubs of its threads.

use super::stubs::{Pointed, pointed_by, read_on, stubs};
use super::{beside_id, element_id};
use crate::components::marked::{Look, Marks, marked, own_marks};
use crate::components::passage_menu::passage_menu;
use crate::components::reasons::lit_marks;
use crate::dom::{Node, el, live, memo};
use crate::explorer::Explorer;
use crate::library;
use leptos::prelude::*;
use passages_core::document::{Document, Paragraph};
use passages_core::link::ParagraphIx;
use passages_core::select::Selection;
use passages_core::span::Span;

pub(super) fn paragraph_view(
    explorer: Explorer,
    pointed: Pointed,
    document: &Document,
    ix: ParagraphIx,
    paragraph: &Paragraph,
    beside: bool,
) -> Node {
    let language = explorer.language();
    let id = library::corpus().id(ix);
    let is_open =
        memo(move |_| explorer.selection.with(|s| s.open.as_ref().is_some_and(|o| o.paragraph == ix)));
    let is_partner = memo(move |_| {
        let against = |s: &Selection| s.open.as_ref()?.against.as_ref().map(|a| a.partner);
        explorer.selection.with(against) == Some(ix)
    });
    let pointed_here = pointed_by(explorer, pointed, ix);
    // Its part of the link that is open or pointed at, and what was found in it.
    let marks = memo(move |_| marks(explorer, ix, pointed_here.get()));
    let href = {
        let (name, id) = (document.name.clone(), id.clone());
        move || explorer.state.with(|s| explorer.href(&read_on(s, &name).at(Some(&id))))
    };
    let label = paragraph.printed_label.clone().unwrap_or_else(|| "¶".to_owned());
    // Whoever speaks what they see must be understood: "(a)" in a name is taken for an aside.
    let name = library::citation(language, ix);
    let name = if label.ends_with(')') { format!("{label} {name}") } else { name };
    let label = el("a")
        .class("label")
        .attr("id", format!("open-{ix}"))
        .live("href", href)
        .attr("aria-label", name)
        .live("aria-current", move || is_open.get().then_some("true"))
        .child(label);
    let words = move || {
        let corpus = library::corpus();
        let text = corpus.get(ix).map_or("", |(_, paragraph)| paragraph.text.as_str());
        marks.with(|marks| marked(text, Span::new(0..text.len()), marks))
    };
    let mut text = el("div").class("text").child(el("p").child(live(words)));
    for (nth, note) in paragraph.notes.iter().enumerate() {
        let (tag, words) = library::note_in(language, note);
        text = text.child(
            el("p")
                .class("editor-note")
                .attr("dir", library::direction(tag))
                .attr("lang", tag.to_owned())
                .child(el("sup").child((nth + 1).to_string()))
                .child(format!(" {} {words}", language.text.note_editor)),
        );
    }
    el("div")
        .live("class", move || match (is_open.get(), is_partner.get()) {
            (true, _) => "paragraph open",
            (false, true) => "paragraph partner-here",
            (false, false) => "paragraph",
        })
        .attr("id", if beside { beside_id(&paragraph.key) } else { element_id(&paragraph.key) })
        .attr("data-passage", id)
        .child(el("div").class("margin").child(label).child(passage_menu(explorer, ix, "margin")))
        .child(text)
        .child(stubs(explorer, pointed, ix, paragraph))
        .into()
}

fn marks(explorer: Explorer, ix: ParagraphIx, pointed: Option<(ParagraphIx, ParagraphIx)>) -> Marks {
    let corpus = library::corpus();
    let mut marks: Marks = corpus.get(ix).map(|(_, paragraph)| own_marks(paragraph)).unwrap_or_default();
    let narrowed = explorer.state.with(|s| !s.query.trim().is_empty());
    if let Some((here, other)) = pointed {
        marks.extend(lit_marks(explorer, here, &corpus.compare(here, other), ix));
        return marks;
    }
    explorer.selection.with(|selection| {
        let open = selection.open.as_ref().and_then(|o| Some((o.paragraph, o.against.as_ref()?)));
        if let Some((here, against)) = open.filter(|(here, a)| ix == *here || ix == a.partner) {
            marks.extend(lit_marks(explorer, here, &against.comparison, ix));
        }
        if narrowed && selection.row(ix).is_some() {
            let found = selection.marks(&corpus, ix);
            marks.extend(found.into_iter().map(|m| (m, Look::Found)));
        }
    });
    marks
}
