//! Filters with their counts.

use crate::browser::page;
use crate::components::family;
use crate::explorer::Explorer;
use crate::library;
use leptos::prelude::*;
use passages_core::search::FacetKind;

/// Values shown before a facet's rest is folded away.
const SHOWN_VALUES: usize = 8;

/// The filters, folded away where they would push what is found off the screen.
#[component]
pub fn Filters() -> impl IntoView {
    let explorer = Explorer::expect();
    view! {
        <details class="filters" open=page::has_room()>
            <summary>{move || explorer.language().text.filters}</summary>
            <Facets/>
        </details>
    }
}

/// All facets. Every value of the corpus has its place from the start, and is hidden while it would leave nothing,
/// so that the keyboard never loses what it stands on.
#[component]
fn Facets() -> impl IntoView {
    FacetKind::ALL.into_iter().map(|kind| view! { <FacetGroup kind/> }).collect_view()
}

#[component]
fn FacetGroup(
    /// Which facet.
    kind: FacetKind,
) -> impl IntoView {
    let explorer = Explorer::expect();
    let values: Vec<String> = library::corpus().facet(kind).map(|t| t.values.clone()).unwrap_or_default();
    // Counts of all values, so that a change of one count touches one number on the page.
    let counts = Memo::new(move |_| {
        explorer.selection.with(|s| s.facets.iter().find(|f| f.kind == kind).map(|f| f.values.clone()))
    });
    let find = move |id: &str| {
        counts.with(|c| {
            c.as_ref().and_then(|values| values.iter().find(|v| v.id == id)).map(|v| (v.count, v.chosen))
        })
    };
    let is_empty = move || counts.with(|c| c.as_ref().is_none_or(Vec::is_empty));
    let any_chosen = counts.with_untracked(|c| c.iter().flatten().any(|v| v.chosen));
    let open = any_chosen || matches!(kind, FacetKind::Document | FacetKind::Theme);
    let value = move |id: String| {
        let name = {
            let id = id.clone();
            move || library::value_name(explorer.language(), kind, &id)
        };
        let found = {
            let id = id.clone();
            Memo::new(move |_| find(&id))
        };
        let toggle = {
            let id = id.clone();
            move |_| explorer.go(explorer.state.with_untracked(|s| s.toggled(kind, &id)))
        };
        let symbol = (kind == FacetKind::Theme).then(|| {
            let of = library::family_of(&id);
            view! { <span class=format!("symbol {}", family::class(of)) aria-hidden="true">{family::symbol(of)}</span> }
        });
        view! {
            <li hidden=move || found.get().is_none()>
                <label class="facet-value">
                    <input
                        type="checkbox"
                        name=kind.id()
                        value=id.clone()
                        prop:checked=move || found.get().is_some_and(|(_, chosen)| chosen)
                        on:change=toggle
                    />
                    {symbol}
                    <span class="facet-name" dir="auto">{name}</span>
                    <span class="count">{move || found.get().map_or(0, |(count, _)| count)}</span>
                </label>
            </li>
        }
    };
    let many = values.len() > SHOWN_VALUES;
    view! {
        <details class="facet" class:many=many open=open hidden=is_empty data-facet=kind.id()>
            <summary>{move || library::facet_name(explorer.language(), kind)}</summary>
            <div role="group" aria-label=move || library::facet_name(explorer.language(), kind)>
                <ul>{values.into_iter().map(value).collect_view()}</ul>
            </div>
        </details>
    }
}

/// The chosen values as chips that take themselves away.
#[component]
pub fn Chosen() -> impl IntoView {
    let explorer = Explorer::expect();
    move || {
        let language = explorer.language();
        let state = explorer.state.get();
        let count = state.filters.len();
        let chip = |(kind, id): (FacetKind, String)| {
            let name = library::value_name(language, kind, &id);
            let label = crate::i18n::fill(language.text.filter_remove, &[("filter", &name)]);
            let href = explorer.href(&state.toggled(kind, &id));
            view! { <li><a class="chip" href=href aria-label=label>{name}" "<span aria-hidden="true">"×"</span></a></li> }
        };
        let chips = state.filters.iter().cloned().map(chip).collect_view();
        let mut cleared = state.clone();
        cleared.filters.clear();
        let clear = (count > 1).then(|| {
            view! { <li><a class="chip quiet" href=explorer.href(&cleared)>{language.text.filters_clear}</a></li> }
        });
        (count > 0).then(|| view! { <ul class="chips">{chips}{clear}</ul> })
    }
}
