//! A document as an editor would set it, with the threads of its paragraphs in the margin.

mod contents;
mod masthead;
mod paragraph;
mod received;

use crate::components::passage::Passage;
use crate::components::thread_overlay::ThreadOverlay;
use crate::explorer::Explorer;
use crate::library;
use contents::contents;
use leptos::prelude::*;
use masthead::{document_head, part_head, signature};
use paragraph::paragraph_view;
use passages_core::document::Document;
use received::as_received;

/// The view.
#[component]
pub fn Read() -> impl IntoView {
    let explorer = Explorer::expect();
    let name = Memo::new(move |_| explorer.selection.with(|s| s.document.clone()));
    let received = Memo::new(move |_| explorer.state.with(|s| s.received));
    let document = move || {
        let name = name.get()?;
        let document = library::corpus().document(&name)?;
        Some(if received.get() { as_received(explorer, document) } else { clean(explorer, document) })
    };
    let contents = move || {
        let name = name.get()?;
        library::corpus().document(&name).map(|d| contents(explorer, d))
    };
    view! {
        <div class="columns reading">
            <div class="start-side">{contents}</div>
            <div class="middle">{document}</div>
            <div class="end-side"><Passage with_text=false/></div>
        </div>
        <ThreadOverlay/>
    }
}

/// The element that a paragraph is, for scrolling to it.
pub fn element_id(key: &str) -> String {
    format!("p-{key}")
}

fn numbered(number: Option<&str>, heading: &str) -> String {
    number.map_or_else(|| heading.to_owned(), |n| format!("{n}. {heading}"))
}

/// Clean or as received.
fn text_switch(explorer: Explorer) -> impl IntoView {
    let language = explorer.language();
    let state = explorer.state.get_untracked();
    let choice = |received: bool, words: &'static str| {
        let mut other = state.clone();
        other.received = received;
        let current = (state.received == received).then_some("true");
        view! { <a href=explorer.href(&other) aria-current=current>{words}</a> }
    };
    view! {
        <p class="switch">{choice(false, language.text.text_clean)}" "{choice(true, language.text.text_received)}</p>
    }
}

fn clean(explorer: Explorer, document: &'static Document) -> AnyView {
    let mut body = Vec::new();
    let (mut part, mut section) = (0, None);
    let first = library::corpus().paragraphs_of(&document.name).next().unwrap_or(0);
    for (ix, paragraph) in (first..).zip(&document.paragraphs) {
        if paragraph.part != part {
            body.extend(signature(document));
            part = paragraph.part;
            body.push(part_head(explorer, document, part));
        }
        if paragraph.section != section {
            section = paragraph.section;
            if let Some(of) = section.and_then(|s| document.sections.get(usize::from(s))) {
                let heading = numbered(of.number.as_deref(), &of.heading);
                // Under the title where there is one part, under the part's heading where there are several.
                body.push(if document.parts.len() > 1 {
                    view! { <h3 class="section-heading">{heading}</h3> }.into_any()
                } else {
                    view! { <h2 class="section-heading">{heading}</h2> }.into_any()
                });
            }
        }
        body.push(paragraph_view(explorer, document, ix, paragraph));
    }
    if document.parts.len() == 1 {
        body.extend(signature(document));
    }
    let footnotes = document.footnotes.iter().map(|n| view! { <p>{n.mark.clone()}" "{n.text.clone()}</p> });
    let footnotes = footnotes.collect_view();
    view! {
        <article class="document" lang=document.language.clone()>
            {document_head(explorer, document)}
            {body}
            <footer class="footnotes">{footnotes}</footer>
        </article>
    }
    .into_any()
}
