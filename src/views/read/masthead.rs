//! What stands above the text of a document and of its parts, and the signature below.

use super::text_switch;
use crate::browser::locale;
use crate::explorer::Explorer;
use crate::i18n::Language;
use leptos::prelude::*;
use passages_core::document::{Document, Meeting};

pub(super) fn document_head(explorer: Explorer, document: &Document) -> impl IntoView + use<> {
    let language = explorer.language();
    let text = &language.text;
    let m = &document.masthead;
    let mark = document.footnotes.first().filter(|n| !n.anchor.is_empty()).map(|n| n.mark.clone());
    let item = m.agenda_item.as_ref().map(|item| {
        let anchored = document.footnotes.iter().any(|n| n.anchor == *item);
        format!("{item}{}", mark.filter(|_| anchored).unwrap_or_default())
    });
    let fields = [
        (text.symbol, m.symbol.clone().or_else(|| Some(text.not_printed.to_owned()))),
        (
            text.date,
            m.date.map(|d| locale::day(language.tag, d)).or_else(|| Some(text.not_printed.to_owned())),
        ),
        (text.distribution, m.distribution.clone()),
        (text.original, m.original.clone()),
        (text.session, m.session.clone()),
        (text.agenda_item, item.map(|i| m.agenda_title.as_ref().map_or(i.clone(), |t| format!("{i}: {t}")))),
        (text.meeting, m.meeting.as_ref().map(|meeting| meeting_line(language, meeting))),
        (text.kind, m.kind.clone()),
    ];
    let fields = fields.into_iter().filter_map(|(name, value)| {
        value.map(|value| view! { <div><dt lang=language.tag>{name}</dt><dd><bdi>{value}</bdi></dd></div> })
    });
    let printed = (document.printed_title != document.title).then(|| {
        view! { <p class="fine"><span lang=language.tag>{text.printed_title}</span>" "{document.printed_title.clone()}</p> }
    });
    view! {
        <header class="masthead">
            <p class="organ">{m.organ.clone()}</p>
            <h1 id="top" tabindex="-1">{document.title.clone()}</h1>
            <p class="byline">{document.byline.clone()}</p>
            <dl class="fields">{fields.collect_view()}</dl>
            {printed}
            <div lang=language.tag dir=language.dir>{text_switch(explorer)}</div>
        </header>
    }
}

fn meeting_line(language: &Language, meeting: &Meeting) -> String {
    let days = meeting.days.map(|d| {
        let (first, last) = (locale::day(language.tag, d.first), locale::day(language.tag, d.last));
        if d.first == d.last { first } else { format!("{first} – {last}") }
    });
    [Some(meeting.name.clone()), meeting.place.clone(), days]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(", ")
}

pub(super) fn part_head(explorer: Explorer, document: &Document, part: u16) -> AnyView {
    let Some(part) = document.parts.get(usize::from(part)) else { return ().into_any() };
    let meeting = part.meeting.as_ref().map(|m| meeting_line(explorer.language(), m));
    view! {
        <header class="part-head">
            <p class="part-heading">{part.heading.clone()}</p>
            <p class="fine">{meeting}</p>
            <h2>{part.title.clone().or_else(|| part.heading.clone())}</h2>
        </header>
    }
    .into_any()
}

pub(super) fn signature(document: &Document) -> Option<AnyView> {
    let lines = document.signature.iter().map(|l| view! { <span>{l.clone()}</span><br/> }).collect_view();
    (!document.signature.is_empty()).then(|| view! { <p class="signature">{lines}</p> }.into_any())
}
