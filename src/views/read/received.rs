//! The text as received: every line, and what became of it.

use super::text_switch;
use crate::explorer::Explorer;
use leptos::prelude::*;
use passages_core::document::{Document, LineRole};

pub(super) fn as_received(explorer: Explorer, document: &Document) -> AnyView {
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
        })
    };
    let rows = (1_u32..).zip(document.received.lines()).map(|(number, line)| {
        view! {
            <tr>
                <td class="number">{number}</td>
                <td class="raw" lang=document.language.clone() dir="auto">{line.to_owned()}</td>
                <td class="role">{role(number)}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    view! {
        <article class="received">
            <h1 id="top" tabindex="-1" lang=document.language.clone()>{document.title.clone()}</h1>
            {text_switch(explorer)}
            <p>{text.text_received_lead}</p>
            <p class="fine" lang="en">{document.provenance.clone()}</p>
            <table>
                <thead><tr>
                    <th scope="col">{text.line}</th>
                    <th scope="col">{text.text_received}</th>
                    <th scope="col">{text.line_role}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </article>
    }
    .into_any()
}
