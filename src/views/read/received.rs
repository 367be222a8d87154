//! The text as received: every line, and what became of it.

use super::text_switch;
use crate::dom::{Element, el};
use crate::explorer::Explorer;
use crate::library;
use passages_core::document::{Document, LineRole};

pub(super) fn as_received(explorer: Explorer, document: &Document) -> Element {
    let language = explorer.language();
    let text = &language.text;
    let role = |number: u32| {
        let run = document.lines.iter().find(|r| (r.first..=r.last).contains(&number))?;
        Some(match run.role {
            LineRole::Masthead => text.role_masthead.to_owned(),
            LineRole::Title => text.role_title.to_owned(),
            LineRole::Heading => text.role_heading.to_owned(),
            LineRole::Paragraph(at) => {
                let paragraph = document.paragraphs.get(at as usize);
                paragraph.map_or_else(|| text.role_paragraph.to_owned(), |p| document.place_of(p))
            }
            LineRole::Signature => text.role_signature.to_owned(),
            LineRole::Footnote => text.role_footnote.to_owned(),
            LineRole::PageRule => text.role_page_rule.to_owned(),
            LineRole::EndMark => text.role_end_mark.to_owned(),
            LineRole::RunningHead => text.role_running_head.to_owned(),
            LineRole::PageNumber => text.role_page_number.to_owned(),
            LineRole::JobNumber => text.role_job_number.to_owned(),
            LineRole::Contents => text.role_contents.to_owned(),
        })
    };
    let mut rows = el("tbody");
    for (number, line) in (1_u32..).zip(document.received.lines()) {
        let raw = el("td").class("raw").attr("lang", document.language.clone()).attr("dir", "auto");
        rows = rows.child(
            el("tr")
                .child(el("td").class("number").child(number.to_string()))
                .child(raw.child(line.to_owned()))
                .child(el("td").class("role").child(role(number))),
        );
    }
    let head = |words: &'static str| el("th").attr("scope", "col").child(words);
    let heads = el("tr").child(head(text.line)).child(head(text.text_received)).child(head(text.line_role));
    let title = el("h1")
        .attr("id", "top")
        .attr("tabindex", "-1")
        .attr("lang", document.language.clone())
        .attr("dir", library::direction(&document.language));
    let how = document.provenance_for(language.tag).map(|(tag, how)| {
        let how = el("p").child(how.to_owned()).attr("lang", tag.to_owned());
        how.class("fine").attr("dir", library::direction(tag))
    });
    el("article")
        .class("received")
        .child(title.child(document.title.clone()))
        .child(text_switch(explorer))
        .child(el("p").child(text.text_received_lead))
        .child(how)
        .child(el("table").child(el("thead").child(heads)).child(rows))
}
