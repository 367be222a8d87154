//! The open passage and its links: what stands at the end side of every view.

use crate::components::family;
use crate::components::marked::{Look, Marks, marked, own_marks};
use crate::components::reasons::{Reasons, lit_marks};
use crate::explorer::Explorer;
use crate::i18n::{Language, fill};
use crate::library;
use leptos::prelude::*;
use passages_core::annotate::{Annotation, Tag};
use passages_core::link::{Link, ParagraphIx};
use passages_core::number::fixed;
use passages_core::search::FacetKind;
use passages_core::select::{Against, Open};
use passages_core::span::Span;
use passages_core::state::{View, ViewState};
use passages_core::vocabulary::{Kind, Term, TermIx, label};

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
                marks.extend(s.row(ix).into_iter().flat_map(|r| r.marks.iter().map(|m| (*m, Look::Found))));
            }),
        }
        let whole = Span::new(0..paragraph.text.len());
        view! { <p lang=language>{marked(&paragraph.text, whole, &marks)}</p> }
    })
}

/// Themes and names of a passage, each a way to all passages that have it.
fn terms(explorer: Explorer, ix: ParagraphIx) -> impl IntoView + use<> {
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
fn speech(explorer: Explorer, ix: ParagraphIx) -> Option<AnyView> {
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
