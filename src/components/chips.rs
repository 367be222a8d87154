//! Themes, names and ways of speaking of a passage, as chips that lead to all passages of which the same is true.

use crate::components::family;
use crate::explorer::Explorer;
use crate::i18n::{Language, fill};
use crate::library;
use leptos::prelude::*;
use passages_core::annotate::{Annotation, Tag};
use passages_core::link::ParagraphIx;
use passages_core::search::FacetKind;
use passages_core::state::{View, ViewState};
use passages_core::vocabulary::{Kind, Term, TermIx, label};

/// Themes and names of a passage, each a way to all passages that have it.
pub fn terms(explorer: Explorer, ix: ParagraphIx) -> impl IntoView + use<> {
    let language = explorer.language();
    let corpus = library::corpus();
    let facets = [
        (Kind::Theme, FacetKind::Theme),
        (Kind::Actor, FacetKind::Actor),
        (Kind::Place, FacetKind::Place),
        (Kind::Programme, FacetKind::Programme),
        (Kind::Event, FacetKind::Event),
        (Kind::Instrument, FacetKind::Instrument),
    ];
    let tagged = corpus.annotation(ix).map(Annotation::terms).unwrap_or_default();
    let found: Vec<_> = tagged
        .into_iter()
        .filter_map(|t| corpus.vocabulary().term(t))
        .filter_map(|term| {
            let (_, facet) = facets.iter().find(|(kind, _)| *kind == term.kind)?;
            let home = explorer.state.with(ViewState::home).showing(View::Find);
            let href = explorer.href(&home.toggled(*facet, &term.id));
            let (class, symbol) = (family::class(term.family), family::symbol(term.family));
            let name = label(&term.labels, language.tag).to_owned();
            Some(view! {
                <li>
                    <a class=format!("chip {class}") href=href title=term.note.clone() dir="auto">
                        <span class="symbol" aria-hidden="true">{symbol}</span>" "{name}{judged(language, term)}
                    </a>
                </li>
            })
        })
        .collect();
    (!found.is_empty())
        .then(|| view! { <ul class="chips terms" aria-label=language.text.passage_themes>{found}</ul> })
}

/// How many of a theme's tags were found right, where somebody judged them.
fn judged(language: &Language, term: &Term) -> Option<AnyView> {
    let corpus = library::corpus();
    let measured = corpus.accuracy().themes.iter().find(|t| {
        t.tagged > 0 && corpus.vocabulary().term(t.theme).is_some_and(|known| known.id == term.id)
    })?;
    let values = [("n", measured.right.to_string()), ("of", measured.tagged.to_string())];
    let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
    let words = format!(" {}", fill(language.text.passage_judged, &values));
    Some(view! { <small class="judged">{words}</small> }.into_any())
}

/// Who speaks in a passage and how strongly, each a way to all passages of which the same is true.
pub fn speech(explorer: Explorer, ix: ParagraphIx) -> Option<AnyView> {
    let language = explorer.language();
    let corpus = library::corpus();
    let chip = |facet: FacetKind, tag: Tag| {
        let term = corpus.vocabulary().term(tag.term)?;
        let home = explorer.state.with(ViewState::home).showing(View::Find);
        let href = explorer.href(&home.toggled(facet, &term.id));
        let name = label(&term.labels, language.tag).to_owned();
        Some(view! { <a class="chip" href=href dir="auto">{name}</a> })
    };
    let mut told: Vec<(Option<TermIx>, TermIx)> = Vec::new();
    let mut items = Vec::new();
    for speech in corpus.annotation(ix).map_or(&[][..], |a| &a.speech) {
        let key = (speech.who.map(|w| w.term), speech.rung.term);
        if !told.contains(&key) {
            told.push(key);
            let who = speech.who.and_then(|who| chip(FacetKind::Speaker, who));
            items.push(view! { <li>{who}" "{chip(FacetKind::Strength, speech.rung)}</li> });
        }
    }
    (!items.is_empty()).then(|| {
        view! {
            <h3>{language.text.passage_speech}</h3>
            <ul class="chips speech">{items}</ul>
        }
        .into_any()
    })
}
