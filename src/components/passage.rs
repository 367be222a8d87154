//! The open passage and its links: what stands at the end side of every view.

use crate::components::chips::{speech, terms};
use crate::components::family;
use crate::components::marked::{Look, Marks, marked, own_marks};
use crate::components::reasons::{Reasons, lit_marks};
use crate::explorer::Explorer;
use crate::library;
use leptos::prelude::*;
use passages_core::link::{Link, ParagraphIx};
use passages_core::number::fixed;
use passages_core::select::{Against, Open};
use passages_core::span::Span;
use passages_core::state::{View, ViewState};

/// The panel. In Read the passage itself stands in the document, so the panel leaves it out.
#[component]
pub fn Passage(
    /// Whether the passage's own text is shown.
    with_text: bool,
) -> impl IntoView {
    let explorer = Explorer::expect();
    let open = Memo::new(move |_| explorer.selection.with(|s| s.open.clone()));
    let content = move || {
        let language = explorer.language();
        match open.get() {
            None => view! { <p class="quiet">{language.text.passage_none}</p> }.into_any(),
            Some(open) => panel(explorer, &open, with_text),
        }
    };
    view! {
        <aside
            class="panel"
            class:has-passage=move || open.with(Option::is_some)
            aria-label=move || explorer.language().text.passage_links
        >
            {content}
        </aside>
    }
}

fn panel(explorer: Explorer, open: &Open, with_text: bool) -> AnyView {
    let language = explorer.language();
    let state = explorer.state.get();
    let id = library::corpus().id(open.paragraph);
    let text = with_text.then(|| {
        view! { <div class="passage-text">{passage_text(explorer, open.paragraph, open.against.as_ref(), open.paragraph)}</div> }
    });
    let read = with_text.then(|| {
        let href = explorer.href(&reading(&state, open.paragraph));
        view! { <p><a class="button" href=href>{language.text.passage_read}</a></p> }
    });
    let below = match &open.against {
        Some(against) => opened_link(explorer, &state, open.paragraph, against),
        None => all_links(explorer, &state, open),
    };
    view! {
        <header class="panel-head">
            <h2 id="passage" tabindex="-1"><bdi>{library::short_citation(open.paragraph)}</bdi></h2>
            <a class="close" href=explorer.href(&state.at(None)) aria-label=language.text.passage_close>"×"</a>
        </header>
        <div class="panel-body" data-passage=id>
            {text}
            {read}
            {below}
            {terms(explorer, open.paragraph)}
            {speech(explorer, open.paragraph)}
        </div>
    }
    .into_any()
}

/// The state in which a passage is read in its document.
pub fn reading(state: &ViewState, ix: ParagraphIx) -> ViewState {
    let corpus = library::corpus();
    let document = corpus.get(ix).map(|(d, _)| d.name.clone()).unwrap_or_default();
    state.reading(&document).at(Some(&corpus.id(ix)))
}

fn passage_text(
    explorer: Explorer,
    here: ParagraphIx,
    against: Option<&Against>,
    ix: ParagraphIx,
) -> impl IntoView + use<> {
    let paragraph = library::corpus().get(ix).map(|(d, p)| (d.language.clone(), p.clone()));
    paragraph.map(|(language, paragraph)| {
        let mut marks: Marks =
            own_marks(&paragraph).into_iter().filter(|(_, l)| !matches!(l, Look::Note(_))).collect();
        match against {
            Some(against) => marks.extend(lit_marks(explorer, here, against, ix)),
            None => explorer.selection.with(|s| {
                let found = s.row(ix).map(|_| s.marks(library::corpus(), ix)).unwrap_or_default();
                marks.extend(found.into_iter().map(|m| (m, Look::Found)));
            }),
        }
        let whole = Span::new(0..paragraph.text.len());
        view! { <p lang=language>{marked(&paragraph.text, whole, &marks)}</p> }
    })
}

fn all_links(explorer: Explorer, state: &ViewState, open: &Open) -> AnyView {
    let language = explorer.language();
    let here = library::corpus().id(open.paragraph);
    let item = |link: &Link| {
        let other = link.other(open.paragraph).unwrap_or(open.paragraph);
        let href = explorer.href(&state.with_link(&here, &library::corpus().id(other)));
        let of = link.family;
        view! {
            <li>
                <a class="link-card" href=href>
                    <span class=format!("symbol {}", family::class(of)) aria-hidden="true">{family::symbol(of)}</span>
                    <bdi class="link-place">{library::short_citation(other)}</bdi>
                    <span class="score" title=language.text.link_score>{fixed(link.score.into(), 2)}</span>
                    <span class="why" dir="auto">{library::reason_line(language, link)}</span>
                </a>
            </li>
        }
    };
    let list = if open.links.is_empty() {
        view! { <p class="quiet">{language.text.passage_no_links}</p> }.into_any()
    } else {
        view! { <ol class="links">{open.links.iter().map(item).collect_view()}</ol> }.into_any()
    };
    let compare = explorer.href(&state.showing(View::Link));
    view! {
        <h3>{language.count(language.plural.links, open.links.len())}</h3>
        {list}
        <p><a href=compare>{language.text.link_why_not}</a></p>
    }
    .into_any()
}

fn opened_link(explorer: Explorer, state: &ViewState, here: ParagraphIx, against: &Against) -> AnyView {
    let language = explorer.language();
    let other = against.partner;
    let id = library::corpus().id(other);
    let side_by_side = explorer.href(&state.showing(View::Link));
    let back = explorer.href(&state.at(Some(&library::corpus().id(here))));
    let turn = if state.view == View::Read { reading(state, other) } else { state.at(Some(&id)) };
    view! {
        <article class="partner" data-partner=id>
            <h3><bdi>{library::short_citation(other)}</bdi></h3>
            <div class="passage-text">{passage_text(explorer, here, Some(against), other)}</div>
            <p class="actions">
                <a class="button" href=explorer.href(&turn)>{language.text.link_open}</a>" "
                <a href=side_by_side>{language.text.link_side_by_side}</a>" "
                <a href=back>{language.text.link_back}</a>
            </p>
        </article>
        <Reasons here against=against.clone()/>
    }
    .into_any()
}
