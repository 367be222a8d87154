//! What stands above the text of a document and of its parts, and the signature below.

use super::text_switch;
use crate::browser::locale;
use crate::dom::{Element, Node, el};
use crate::explorer::Explorer;
use crate::i18n::Language;
use passages_core::document::{Document, Meeting};

pub(super) fn document_head(explorer: Explorer, document: &Document) -> Element {
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
    let mut list = el("dl").class("fields");
    for (name, value) in fields {
        if let Some(value) = value {
            let name = el("dt").attr("lang", language.tag).child(name);
            list = list.child(el("div").child(name).child(el("dd").child(el("bdi").child(value))));
        }
    }
    let printed = (document.printed_title != document.title).then(|| {
        let name = el("span").attr("lang", language.tag).child(text.printed_title);
        el("p").class("fine").child(name).child(" ").child(document.printed_title.clone())
    });
    let switch = el("div").attr("lang", language.tag).attr("dir", language.dir).child(text_switch(explorer));
    el("header")
        .class("masthead")
        .child(el("p").class("organ").child(m.organ.clone()))
        .child(el("h1").attr("id", "top").attr("tabindex", "-1").child(document.title.clone()))
        .child(el("p").class("byline").child(document.byline.clone()))
        .child(list)
        .child(printed)
        .child(switch)
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

pub(super) fn part_head(explorer: Explorer, document: &Document, part: u16) -> Node {
    let Some(part) = document.parts.get(usize::from(part)) else { return Node::Nothing };
    let meeting = part.meeting.as_ref().map(|m| meeting_line(explorer.language(), m));
    el("header")
        .class("part-head")
        .child(el("p").class("part-heading").child(part.heading.clone()))
        .child(el("p").class("fine").child(meeting))
        .child(el("h2").child(part.title.clone().or_else(|| part.heading.clone())))
        .into()
}

pub(super) fn signature(document: &Document) -> Node {
    if document.signature.is_empty() {
        return Node::Nothing;
    }
    let mut lines = el("p").class("signature");
    for line in &document.signature {
        lines = lines.child(el("span").child(line.clone())).child(el("br"));
    }
    lines.into()
}
