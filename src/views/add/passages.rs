//! What was read of a document: its passages, with labels and tags, to which tags are added and from which they are
//! taken.

use super::unfolding;
use crate::components::family;
use crate::desk::doing;
use crate::dom::{Element, Event, Node, el, live};
use crate::explorer::Explorer;
use crate::i18n::fill;
use crate::library;
use leptos::prelude::*;
use passages_core::annotate::Annotation;
use passages_core::document::{Document, Paragraph};
use passages_core::search::FacetKind;
use passages_core::vocabulary::{Kind, label};

/// Passages that are shown at first, and with each press more.
const SHOWN: usize = 40;
/// The kinds of terms that a passage is tagged with.
const KINDS: [Kind; 6] =
    [Kind::Theme, Kind::Actor, Kind::Place, Kind::Programme, Kind::Event, Kind::Instrument];

/// What these kinds are called.
const FACETS: [FacetKind; 6] = [
    FacetKind::Theme,
    FacetKind::Actor,
    FacetKind::Place,
    FacetKind::Programme,
    FacetKind::Event,
    FacetKind::Instrument,
];

pub(super) fn passages(explorer: Explorer, id: u32) -> Element {
    let text = &explorer.language().text;
    let (is_unfolded, folds) = unfolding(explorer, id, |unfolded| &mut unfolded.passages);
    let most = RwSignal::new(SHOWN);
    // The passage to which a tag is being added.
    let tagging = RwSignal::new(String::new());
    let list = move || {
        let draft = explorer.desk.with_item(id, |item| item.draft.clone()).flatten();
        let Some(draft) = draft.filter(|_| is_unfolded()) else { return Node::Nothing };
        let document = &draft.document;
        let mut list = el("ol").class("own-passages");
        let none = Annotation::default();
        for (at, paragraph) in document.paragraphs.iter().enumerate().take(most.get()) {
            let annotation = draft.annotations.get(at).unwrap_or(&none);
            list = list.child(passage(explorer, id, tagging, document, paragraph, annotation));
        }
        let more = (document.paragraphs.len() > most.get()).then(|| {
            let press = move |_| most.update(|most| *most += SHOWN);
            let button = el("button").attr("type", "button").on("click", press);
            el("p").child(button.child(explorer.language().text.add_more))
        });
        Node::from([list.into(), more.into()])
    };
    folds.child(el("summary").child(text.add_passages)).child(live(list))
}

fn passage(
    explorer: Explorer,
    id: u32,
    tagging: RwSignal<String>,
    document: &Document,
    paragraph: &Paragraph,
    annotation: &Annotation,
) -> Element {
    let language = explorer.language();
    let text = &language.text;
    let corpus = library::corpus();
    let place = document.place_of(paragraph);
    let mut tags = el("ul").class("chips");
    for ix in annotation.terms() {
        let Some(term) = corpus.vocabulary().term(ix).filter(|term| KINDS.contains(&term.kind)) else {
            continue;
        };
        let name = label(&term.labels, language.tag).to_owned();
        let (key, of) = (paragraph.key.clone(), term.id.clone());
        let untag = el("button")
            .attr("type", "button")
            .attr("aria-label", fill(text.add_untag, &[("tag", &name), ("place", &place)]))
            .on("click", move |_| doing::tag(explorer, id, &key, &of, false))
            .child(el("span").attr("aria-hidden", "true").child("×"));
        tags = tags.child(
            el("li")
                .class(format!("chip {}", family::class(term.family)))
                .child(el("span").attr("aria-hidden", "true").child(family::symbol(term.family)))
                .child(" ")
                .child(name)
                .child(" ")
                .child(untag),
        );
    }
    let key = paragraph.key.clone();
    let is_tagging = tagging.with(|tagging| *tagging == key);
    let press = {
        let key = key.clone();
        move |_| {
            tagging.update(|tagging| *tagging = if *tagging == key { String::new() } else { key.clone() })
        }
    };
    let tag = el("button")
        .attr("type", "button")
        .attr("aria-expanded", if is_tagging { "true" } else { "false" })
        .on("click", press)
        .child(fill(text.add_tag, &[("place", &place)]));
    let terms =
        is_tagging.then(|| terms(explorer, id, key, fill(text.add_tag, &[("place", &place)]), annotation));
    el("li")
        .child(
            el("p")
                .attr("lang", document.language.clone())
                .attr("dir", library::direction(&document.language))
                .child(paragraph.printed_label.clone().map(|printed| el("bdi").class("label").child(printed)))
                .child(" ")
                .child(paragraph.text.clone()),
        )
        .child(tags)
        .child(el("p").class("tagging").child(tag).child(" ").child(terms))
}

/// The terms that a passage has not, to choose from.
fn terms(explorer: Explorer, id: u32, para: String, name: String, annotation: &Annotation) -> Element {
    let language = explorer.language();
    let corpus = library::corpus();
    let has = annotation.terms();
    let mut choice = el("select")
        .attr("aria-label", name.clone())
        .on("change", move |event: Event| doing::tag(explorer, id, &para, &event.value(), true))
        .child(el("option").attr("value", "").child(name));
    for (kind, facet) in KINDS.into_iter().zip(FACETS) {
        let mut group = el("optgroup").attr("label", library::facet_name(language, facet));
        for (ix, term) in (0..).zip(&corpus.vocabulary().terms) {
            if term.kind == kind && !has.contains(&ix) {
                let name = label(&term.labels, language.tag).to_owned();
                group = group.child(el("option").attr("value", term.id.clone()).child(name));
            }
        }
        choice = choice.child(group);
    }
    choice
}
