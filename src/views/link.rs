//! Two passages side by side: what they share, lit in both, and how much it weighs.

use crate::components::marked::{Look, Marks, marked, own_marks};
use crate::components::passage::reading;
use crate::components::reasons::{lit_marks, reasons};
use crate::components::report::report;
use crate::components::thread_overlay::thread_overlay;
use crate::components::worked::worked;
use crate::dom::{Event, Node, el, live};
use crate::explorer::Explorer;
use crate::i18n::fill;
use crate::library;
use leptos::prelude::*;
use passages_core::citation::destination;
use passages_core::link::ParagraphIx;
use passages_core::select::{Against, Open};
use passages_core::span::Span;

/// Passages offered by name where one is typed.
const OFFERED: usize = 400;

/// The view.
pub fn link_view(explorer: Explorer) -> Node {
    let typed = RwSignal::new(String::new());
    let title = move || {
        let language = explorer.language();
        let text = &language.text;
        let selection = explorer.selection.get();
        let open = selection.open.as_ref().and_then(|o| Some((o.paragraph, o.against.as_ref()?.partner)));
        let Some((here, partner)) = open else { return text.link_choose.into() };
        // Each citation by itself: a line that ended within one would mix it with the words around it.
        let whole = |ix| el("bdi").class("whole").child(library::short_citation(language, ix)).into();
        let words = fill(text.link_title, &[("one", "\u{1}1\u{1}"), ("other", "\u{1}2\u{1}")]);
        let parts = words.split('\u{1}').map(|part| match part {
            "1" => whole(here),
            "2" => whole(partner),
            words => Node::from(words.to_owned()),
        });
        Node::Several(parts.collect())
    };
    let sides = move || explorer.selection.get().open.as_ref().map(|open| sides(explorer, open));
    let chooser = move || chooser(explorer, explorer.selection.get().open.as_ref(), typed);
    el("div")
        .class("link-view")
        .child(el("h1").attr("id", "top").attr("tabindex", "-1").class("view-title").child(live(title)))
        .child(live(sides))
        .child(live(chooser))
        .child(thread_overlay(explorer))
        .into()
}

fn sides(explorer: Explorer, open: &Open) -> Node {
    let here = open.paragraph;
    let Some(against) = &open.against else { return side(explorer, here, None, here, "end-from") };
    let has_reasons = !against.comparison.reasons.is_empty();
    let both = el("div")
        .class("link-sides")
        .child(side(explorer, here, Some(against), here, "end-from"))
        .child(side(explorer, here, Some(against), against.partner, "end-to"));
    let why = el("section")
        .class("link-reasons")
        .child(reasons(explorer, here, against))
        .child(has_reasons.then(|| worked(explorer, here, &against.comparison)))
        .child(report(explorer, here, against));
    Node::from([both.into(), why.into()])
}

/// One of the two, with what it shares with the other.
fn side(
    explorer: Explorer,
    here: ParagraphIx,
    against: Option<&Against>,
    end: ParagraphIx,
    class: &'static str,
) -> Node {
    let language = explorer.language();
    let corpus = library::corpus();
    let Some((document, paragraph)) = corpus.get(end) else { return Node::Nothing };
    let mut marks: Marks = own_marks(paragraph);
    marks.retain(|(_, look)| !matches!(look, Look::Note(_)));
    if let Some(against) = against {
        marks.extend(lit_marks(explorer, here, &against.comparison, end));
    }
    let whole = Span::new(0..paragraph.text.len());
    let words = marked(&paragraph.text, whole, &marks);
    let read = explorer.href(&reading(&explorer.state.get().home(), end));
    let place = el("p")
        .class("fine")
        .child(el("a").attr("href", read).child(language.text.passage_read))
        .child(" ")
        .child(el("bdi").child(library::citation(language, end)));
    el("article")
        .class(format!("link-side {class}"))
        .attr("data-end", library::corpus().id(end))
        .child(el("h2").child(el("bdi").child(library::short_citation(language, end))))
        .child(
            el("p")
                .class("passage-words")
                .attr("lang", document.language.clone())
                .attr("dir", library::direction(&document.language))
                .child(words),
        )
        .child(place)
        .into()
}

/// A field that takes any citation or id, and holds the open passage against it. What is `typed` outlives a choice,
/// as the words in the field do.
fn chooser(explorer: Explorer, open: Option<&Open>, typed: RwSignal<String>) -> Node {
    let language = explorer.language();
    let text = &language.text;
    let corpus = library::corpus();
    let here = open.map(|o| corpus.id(o.paragraph));
    let problem = RwSignal::new(String::new());
    let submit = move |event: Event| {
        event.prevent_default();
        let typed = typed.get_untracked();
        let corpus = library::corpus();
        let found = corpus.find(typed.trim()).map(|ix| corpus.id(ix));
        match found.or_else(|| destination(&typed, &corpus).and_then(|d| d.passage)) {
            Some(id) => {
                let state = explorer.state.get_untracked();
                explorer.go(match &here {
                    Some(here) => state.with_link(here, &id),
                    None => state.at(Some(&id)),
                });
            }
            None => problem.set(fill(text.link_unknown, &[("asked", &typed)])),
        }
    };
    let mut offered = el("datalist").attr("id", "offered");
    for ix in corpus.indices().take(OFFERED) {
        offered = offered.child(el("option").attr("value", library::citation(language, ix)));
    }
    let label = if open.is_some() { text.link_other } else { text.link_first };
    let field = el("input")
        .attr("id", "other")
        .attr("type", "text")
        .attr("list", "offered")
        .attr("autocomplete", "off")
        .attr("maxlength", "300")
        .attr("dir", "auto")
        .attr("aria-describedby", "other-problem")
        .on("input", move |event| typed.set(event.value()));
    el("form")
        .class("link-chooser")
        .on("submit", submit)
        .child(el("label").attr("for", "other").child(label))
        .child(field)
        .child(offered)
        .child(el("button").attr("type", "submit").child(text.link_compare))
        .child(el("p").attr("id", "other-problem").attr("role", "status").child(live(move || problem.get())))
        .into()
}
