//! Search: words and filters at the start side, what they leave in the middle.

use crate::components::facets::{Chosen, Filters};
use crate::components::family;
use crate::components::marked::{Look, marked};
use crate::components::passage::Passage;
use crate::components::search_box::SearchBox;
use crate::explorer::Explorer;
use crate::i18n::fill;
use crate::library;
use leptos::prelude::*;
use passages_core::annotate::Annotation;
use passages_core::select::Row;
use passages_core::vocabulary::{Kind, label};

/// Themes named under a row.
const ROW_THEMES: usize = 4;

/// The view.
#[component]
pub fn Find() -> impl IntoView {
    let explorer = Explorer::expect();
    let text = move || &explorer.language().text;
    view! {
        <div class="columns">
            <div class="start-side"><Filters/></div>
            <div class="middle">
                <h1 id="top" tabindex="-1" class="view-title">{move || text().view_find}</h1>
                <SearchBox live=true/>
                <p id="search-help" class="fine">{move || text().search_help}</p>
                <Chosen/>
                <Destination/>
                <Count/>
                <Reading/>
                <Rows/>
            </div>
            <div class="end-side"><Passage with_text=true/></div>
        </div>
    }
}

/// The document or paragraph whose symbol or citation was typed.
#[component]
fn Destination() -> impl IntoView {
    let explorer = Explorer::expect();
    move || {
        let destination = explorer.selection.with(|s| s.destination.clone())?;
        let corpus = library::corpus();
        let state = explorer
            .state
            .with(|s| s.home().reading(&destination.document).at(destination.passage.as_deref()));
        let place = match destination.passage.as_deref().and_then(|id| corpus.find(id)) {
            Some(ix) => library::citation(ix),
            None => corpus.document(&destination.document).map(|d| d.title.clone()).unwrap_or_default(),
        };
        let words = fill(explorer.language().text.open_place, &[("place", &place)]);
        Some(view! { <p><a class="destination" href=explorer.href(&state)>{words}</a></p> })
    }
}

/// How many passages are listed, said politely once it has changed.
#[component]
fn Count() -> impl IntoView {
    let explorer = Explorer::expect();
    let count = Memo::new(move |_| explorer.selection.with(|s| s.rows.len()));
    let words = move || {
        let language = explorer.language();
        let passages = language.count(language.plural.passages, count.get());
        let query = explorer.state.with(|s| s.query.trim().to_owned());
        if query.is_empty() {
            passages
        } else {
            fill(language.text.found_for, &[("passages", &passages), ("query", &query)])
        }
    };
    view! { <p class="tally" role="status" data-count=move || count.get().to_string()>{words}</p> }
}

/// How the words were read, where that is not plainly what was typed.
#[component]
fn Reading() -> impl IntoView {
    let explorer = Explorer::expect();
    move || {
        let read = explorer.selection.with(|s| s.reading.clone())?;
        let words = fill(explorer.language().text.found_read_as, &[("query", &read)]);
        Some(view! { <p class="quiet read-as">{words}</p> }.into_any())
    }
}

/// The passages that words and filters leave.
#[component]
fn Rows() -> impl IntoView {
    let explorer = Explorer::expect();
    // A passage that is opened changes the selection, but not the rows: they stay as they are.
    let rows = Memo::new(move |_| explorer.selection.with(|s| (s.rows.clone(), s.plan.clone())));
    let nothing = move || {
        let text = &explorer.language().text;
        let all = explorer.state.with(|s| explorer.href(&s.cleared()));
        rows.with(|(rows, _)| rows.is_empty()).then(|| {
            view! {
                <div class="nothing">
                    <p>{text.found_none}</p>
                    <p class="quiet">{text.found_none_help}</p>
                    <p><a class="button" href=all>{text.found_clear}</a></p>
                </div>
            }
        })
    };
    view! {
        {nothing}
        <ol class="rows">{move || rows.with(|(rows, _)| rows.iter().map(|r| row(explorer, r)).collect_view())}</ol>
    }
}

fn row(explorer: Explorer, row: &Row) -> impl IntoView + use<> {
    let language = explorer.language();
    let corpus = library::corpus();
    let (ix, id) = (row.paragraph, corpus.id(row.paragraph));
    let (text_language, text) =
        corpus.get(ix).map(|(d, p)| (d.language.clone(), p.text.clone())).unwrap_or_default();
    let is_open = {
        let id = id.clone();
        Memo::new(move |_| explorer.state.with(|s| s.passage.as_deref() == Some(id.as_str())))
    };
    let href = {
        let id = id.clone();
        move || explorer.state.with(|s| explorer.href(&s.at(Some(&id))))
    };
    let snippet = explorer.selection.with_untracked(|s| s.snippet(corpus, ix));
    let marks = snippet.marks.iter().map(|m| (*m, Look::Found)).collect();
    let span = snippet.span;
    let (cut_before, cut_after) = (span.start > 0, (span.end as usize) < text.len());
    let terms = corpus.annotation(ix).map(Annotation::terms).unwrap_or_default();
    let themes = terms.iter().filter_map(|t| corpus.vocabulary().term(*t)).filter(|t| t.kind == Kind::Theme);
    let themes = themes
        .take(ROW_THEMES)
        .map(|theme| {
            let class = format!("symbol {}", family::class(theme.family));
            let name = label(&theme.labels, language.tag).to_owned();
            view! {
                <li><span class=class aria-hidden="true">{family::symbol(theme.family)}</span>" "{name}</li>
            }
        })
        .collect_view();
    let links = language.count(language.plural.links, corpus.links_of(ix).count());
    view! {
        <li class="row" class:open=move || is_open.get() data-passage=id.clone()>
            <h2>
                <a href=href aria-current=move || is_open.get().then_some("true")><bdi>{library::short_citation(ix)}</bdi></a>
            </h2>
            <p class="snippet" lang=text_language>
                {cut_before.then_some("… ")}{marked(&text, span, &marks)}{cut_after.then_some(" …")}
            </p>
            <ul class="row-terms">{themes}<li class="quiet">{links}</li></ul>
        </li>
    }
}
