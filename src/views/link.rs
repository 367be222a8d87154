//! Two passages side by side: what they share, lit in both, and how much it weighs.

use crate::components::marked::Look;
use crate::components::marked::{Marks, marked, own_marks};
use crate::components::passage::reading;
use crate::components::reasons::{Reasons, lit_marks};
use crate::components::report::Report;
use crate::components::thread_overlay::ThreadOverlay;
use crate::components::worked::worked;
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
#[component]
pub fn LinkView() -> impl IntoView {
    let explorer = Explorer::expect();
    let open = Memo::new(move |_| explorer.selection.with(|s| s.open.clone()));
    let title = move || {
        let text = &explorer.language().text;
        open.with(|open| match open.as_ref().map(|o| (o.paragraph, o.against.as_ref())) {
            Some((here, Some(against))) => {
                let ends = [here, against.partner].map(library::short_citation);
                fill(text.link_title, &[("one", &ends[0]), ("other", &ends[1])])
            }
            _ => text.link_choose.to_owned(),
        })
    };
    view! {
        <div class="link-view">
            <h1 id="top" tabindex="-1" class="view-title">{title}</h1>
            {move || open.get().map(|open| sides(explorer, &open))}
            {move || open.with(|o| chooser(explorer, o.as_ref()))}
            <ThreadOverlay/>
        </div>
    }
}

fn sides(explorer: Explorer, open: &Open) -> AnyView {
    let here = open.paragraph;
    let Some(against) = &open.against else { return side(explorer, here, None, here, "end-from").into_any() };
    let arithmetic =
        (!against.comparison.reasons.is_empty()).then(|| worked(explorer, here, &against.comparison));
    view! {
        <div class="link-sides">
            {side(explorer, here, Some(against), here, "end-from")}
            {side(explorer, here, Some(against), against.partner, "end-to")}
        </div>
        <section class="link-reasons">
            <Reasons here against=against.clone()/>
            {arithmetic}
            <Report here against=against.clone()/>
        </section>
    }
    .into_any()
}

/// One of the two, with what it shares with the other.
fn side(
    explorer: Explorer,
    here: ParagraphIx,
    against: Option<&Against>,
    end: ParagraphIx,
    class: &'static str,
) -> impl IntoView + use<> {
    let language = explorer.language();
    let found = library::corpus().get(end)?;
    let (document, paragraph) = found;
    let mut marks: Marks =
        own_marks(paragraph).into_iter().filter(|(_, look)| !matches!(look, Look::Note(_))).collect();
    if let Some(against) = against {
        marks.extend(lit_marks(explorer, here, against, end));
    }
    let whole = Span::new(0..paragraph.text.len());
    let read = explorer.state.with(|s| explorer.href(&reading(&s.home(), end)));
    Some(view! {
        <article class=format!("link-side {class}") data-end=library::corpus().id(end)>
            <h2><bdi>{library::short_citation(end)}</bdi></h2>
            <p class="passage-words" lang=document.language.clone()>{marked(&paragraph.text, whole, &marks)}</p>
            <p class="fine"><a href=read>{language.text.passage_read}</a>" "<bdi>{library::citation(end)}</bdi></p>
        </article>
    })
}

/// A field that takes any citation or id, and holds the open passage against it.
fn chooser(explorer: Explorer, open: Option<&Open>) -> AnyView {
    let text = &explorer.language().text;
    let corpus = library::corpus();
    let here = open.map(|o| corpus.id(o.paragraph));
    let unknown = RwSignal::new(None::<String>);
    let typed = RwSignal::new(String::new());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let typed = typed.get_untracked();
        let found = corpus.find(typed.trim()).map(|ix| corpus.id(ix));
        match found.or_else(|| destination(&typed, corpus).and_then(|d| d.passage)) {
            Some(id) => {
                let next = explorer.state.with_untracked(|s| match &here {
                    Some(here) => s.with_link(here, &id),
                    None => s.at(Some(&id)),
                });
                explorer.go(next);
            }
            None => unknown.set(Some(typed)),
        }
    };
    let offered =
        corpus.indices().take(OFFERED).map(|ix| view! { <option value=library::citation(ix)></option> });
    let problem =
        move || unknown.get().map(|asked| fill(explorer.language().text.link_unknown, &[("asked", &asked)]));
    view! {
        <form class="link-chooser" on:submit=submit>
            <label for="other">{if open.is_some() { text.link_other } else { text.link_first }}</label>
            <input id="other" list="offered" autocomplete="off" maxlength="300" dir="auto" aria-describedby="other-problem"
                on:input=move |event| typed.set(event_target_value(&event))/>
            <datalist id="offered">{offered.collect_view()}</datalist>
            <button type="submit">{text.link_compare}</button>
            <p id="other-problem" role="status">{problem}</p>
        </form>
    }
    .into_any()
}
