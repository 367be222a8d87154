//! Objectives of later frameworks against documents: which passages bear on each, and where there is silence.

use crate::components::table::{Row, table};
use crate::explorer::Explorer;
use crate::i18n::{Language, fill};
use crate::library;
use leptos::prelude::*;
use passages_core::document::Document;
use passages_core::search::FacetKind;
use passages_core::state::View;
use passages_core::vocabulary::{Framework, Objective, label};

/// Passages named in a cell; the rest are counted, and a step away.
const NAMED: usize = 8;

/// The view.
#[component]
pub fn Frameworks() -> impl IntoView {
    let explorer = Explorer::expect();
    move || {
        let language = explorer.language();
        let text = &language.text;
        let frameworks = &library::corpus().vocabulary().crosswalk.frameworks;
        let all = (0_u8..).zip(frameworks).map(|(at, framework)| set(explorer, language, at, framework));
        view! {
            <div class="frameworks">
                <h1 id="top" tabindex="-1" class="view-title">{text.frameworks_title}</h1>
                <p>{text.frameworks_lead}</p>
                <p class="caution">{text.frameworks_caution}</p>
                {all.collect::<Vec<AnyView>>()}
            </div>
        }
        .into_any()
    }
}

/// A framework with its objectives.
fn set(explorer: Explorer, language: &'static Language, at: u8, framework: &'static Framework) -> AnyView {
    let corpus = library::corpus();
    let name = label(&framework.labels, language.tag);
    let mut heads = vec![language.text.frameworks_objective];
    heads.extend(corpus.documents().iter().map(|d| d.short.as_str()));
    let objectives = corpus.vocabulary().crosswalk.objectives.iter().enumerate();
    let rows = objectives.filter(|(_, o)| o.framework == at).map(|(place, objective)| Row {
        head: head(language, objective),
        cells: corpus.documents().iter().map(|d| cell(explorer, language, place, objective, d)).collect(),
    });
    view! {
        <section>
            <h2>{name}</h2>
            <p class="fine">{framework.source.clone()}</p>
            {table(name, &heads, rows.collect())}
        </section>
    }
    .into_any()
}

/// The objective, and the themes through which it is reached, each with its reason.
fn head(language: &'static Language, objective: &'static Objective) -> AnyView {
    let name = library::objective_name(language, objective);
    let themes: Vec<AnyView> = objective
        .through
        .iter()
        .map(|(theme, note)| {
            let name =
                library::corpus().vocabulary().term(*theme).map_or("", |t| label(&t.labels, language.tag));
            view! { <li>{format!("{name}: ")}<span lang="en">{note.clone()}</span></li> }.into_any()
        })
        .collect();
    let through = (!themes.is_empty()).then(|| {
        view! { <details><summary>{language.text.frameworks_through}</summary><ul>{themes}</ul></details> }
            .into_any()
    });
    (name, through).into_any()
}

/// The passages of a document that bear on an objective, or the silence.
fn cell(
    explorer: Explorer,
    language: &'static Language,
    place: usize,
    objective: &'static Objective,
    document: &'static Document,
) -> (&'static str, AnyView) {
    let corpus = library::corpus();
    let held = |ix: &u32| {
        let table = corpus.facet(FacetKind::Objective);
        table.and_then(|t| t.of_paragraph.get(*ix as usize)).is_some_and(|own| own.contains(&place))
    };
    let passages: Vec<u32> = corpus.paragraphs_of(&document.name).filter(held).collect();
    if passages.is_empty() {
        let silent = fill(language.text.frameworks_silent, &[("document", &document.short)]);
        return ("silent", silent.into_any());
    }
    let state = explorer.state.with(|s| s.home());
    let named = passages.iter().take(NAMED).filter_map(|ix| {
        let (_, paragraph) = corpus.get(*ix)?;
        let href = explorer.href(&state.reading(&document.name).at(Some(&corpus.id(*ix))));
        Some(view! { <a href=href><bdi>{document.place_of(paragraph)}</bdi></a>" " }.into_any())
    });
    let list = state.showing(View::Find).toggled(FacetKind::Objective, &objective.id);
    let list = explorer.href(&list.toggled(FacetKind::Document, &document.name));
    let count = language.count(language.plural.passages, passages.len());
    let named = named.collect::<Vec<AnyView>>();
    ("cell", view! { {named}<a class="fine" href=list>{count}</a> }.into_any())
}
