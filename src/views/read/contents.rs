//! The documents, and the sections of the one that is read.

use super::numbered;
use crate::browser::page;
use crate::dom::{Element, el};
use crate::explorer::Explorer;
use crate::library;
use passages_core::document::Document;

pub(super) fn contents(explorer: Explorer, document: &Document) -> Element {
    let language = explorer.language();
    let state = explorer.state.get_untracked().home();
    let mut documents = el("ul").class("documents");
    for one in library::corpus().documents() {
        let current = (one.name == document.name).then_some("page");
        let link = el("a").attr("href", explorer.href(&state.reading(&one.name)));
        let link = link.attr("aria-current", current).child(library::short(language, one));
        documents = documents.child(el("li").child(link));
    }
    let mut sections = el("ol")
        .class("sections")
        .attr("lang", document.language.clone())
        .attr("dir", library::direction(&document.language));
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
        if let Some(heading) = heading {
            let id = format!("{}:{}", document.name, paragraph.key);
            let href = explorer.href(&state.reading(&document.name).at(Some(&id)));
            sections = sections.child(el("li").child(el("a").attr("href", href).child(heading)));
        }
    }
    // Folded away where they would push the text off the screen.
    let sections = el("details")
        .attr("open", page::has_room())
        .child(el("summary").child(language.text.contents))
        .child(sections);
    el("nav").class("contents").attr("aria-label", language.text.contents).child(documents).child(sections)
}
