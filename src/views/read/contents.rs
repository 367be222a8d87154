//! The documents, and the sections of the one that is read.

use super::numbered;
use crate::explorer::Explorer;
use crate::library;
use leptos::prelude::*;
use passages_core::document::Document;

pub(super) fn contents(explorer: Explorer, document: &Document) -> impl IntoView + use<> {
    let language = explorer.language();
    let state = explorer.state.get_untracked().home();
    let documents = library::corpus().documents().iter().map(|d| {
        let current = (d.name == document.name).then_some("page");
        view! { <li><a href=explorer.href(&state.reading(&d.name)) aria-current=current>{d.short.clone()}</a></li> }
    });
    let mut sections = Vec::new();
    let mut seen = None;
    for paragraph in &document.paragraphs {
        let place = (paragraph.part, paragraph.section);
        if seen == Some(place) {
            continue;
        }
        let heading = match paragraph.section.and_then(|s| document.sections.get(usize::from(s))) {
            Some(section) => Some(numbered(section.number.as_deref(), &section.heading)),
            None if seen.is_none_or(|(part, _)| part != paragraph.part) => {
                let part = document.parts.get(usize::from(paragraph.part));
                part.and_then(|p| p.title.clone().or_else(|| p.heading.clone()))
            }
            None => None,
        };
        seen = Some(place);
        let id = format!("{}:{}", document.name, paragraph.key);
        let href = explorer.href(&state.reading(&document.name).at(Some(&id)));
        sections.extend(heading.map(|heading| view! { <li><a href=href>{heading}</a></li> }));
    }
    view! {
        <nav class="contents" aria-label=language.text.contents>
            <ul class="documents">{documents.collect_view()}</ul>
            <ol class="sections" lang=document.language.clone()>{sections}</ol>
        </nav>
    }
}
