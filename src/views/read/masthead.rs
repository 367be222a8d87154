//! What stands above the text of a document and of its parts, and the signature below.

use super::beside::offers;
use super::text_switch;
use crate::dom::{Element, Node, el};
use crate::explorer::Explorer;
use crate::i18n::Language;
use crate::library;
use passages_core::document::{Document, Meeting};

/// The head of a document; one that stands `beside` another is headed below the title of the page.
pub(super) fn document_head(explorer: Explorer, document: &Document, beside: bool) -> Element {
    let language = explorer.language();
    let text = &language.text;
    let m = &document.masthead;
    let mark = document.footnotes.first().filter(|n| !n.anchor.is_empty()).map(|n| n.mark.clone());
    let item = m.agenda_item.as_ref().map(|item| {
        let anchored = document.footnotes.iter().any(|n| n.anchor == *item);
        format!("{item}{}", mark.filter(|_| anchored).unwrap_or_default())
    });
    let item = item.map(|i| m.agenda_title.as_ref().map_or(i.clone(), |t| format!("{i}: {t}")));
    let fields = [
        (text.symbol, m.symbol.clone().or_else(|| Some(text.not_printed.to_owned())).map(Node::from)),
        (
            text.date,
            m.date.map(|d| language.day(d)).or_else(|| Some(text.not_printed.to_owned())).map(Node::from),
        ),
        (text.distribution, m.distribution.clone().map(Node::from)),
        (text.original, m.original.clone().map(Node::from)),
        (text.session, m.session.clone().map(Node::from)),
        (text.agenda_item, item.map(Node::from)),
        (text.meeting, m.meeting.as_ref().map(|meeting| meeting_line(language, meeting))),
        (text.kind, m.kind.clone().map(Node::from)),
    ];
    // In the visitor's language, and so in its direction.
    let mut list = el("dl").class("fields").attr("dir", language.dir);
    for (name, value) in fields {
        if let Some(value) = value {
            let name = el("dt").attr("lang", language.tag).child(name);
            list = list.child(el("div").child(name).child(el("dd").child(el("bdi").child(value))));
        }
    }
    let printed = (document.printed_title != document.title).then(|| {
        let title = el("bdi").attr("lang", document.language.clone()).child(document.printed_title.clone());
        el("p")
            .class("fine")
            .attr("lang", language.tag)
            .attr("dir", language.dir)
            .child(text.printed_title)
            .child(" ")
            .child(title)
    });
    let offered =
        explorer.selection.with_untracked(|s| s.beside.is_none()).then(|| offers(explorer, document));
    let switch = (!beside).then(|| {
        // Said in words, since not everybody sees it.
        let foreign = document.language != language.tag;
        let foreign =
            foreign.then(|| el("p").class("quiet").child(library::in_language(language, &document.language)));
        el("div")
            .attr("lang", language.tag)
            .attr("dir", language.dir)
            .child(foreign)
            .child(text_switch(explorer))
            .child(offered.flatten())
    });
    let own = library::is_own(&document.name).then(|| {
        let words = format!("{} {}", text.own_masthead, text.own_promise);
        el("p").class("own").attr("lang", language.tag).attr("dir", language.dir).child(words)
    });
    let title = if beside { el("h2") } else { el("h1").attr("id", "top").attr("tabindex", "-1") };
    el("header")
        .class("masthead")
        .child(own)
        .child(el("p").class("organ").child(m.organ.clone()))
        .child(title.class("title").child(document.title.clone()))
        .child(el("p").class("byline").child(document.byline.clone()))
        .child(m.adoption.clone().map(|adopted| el("p").class("byline").child(adopted)))
        .child(list)
        .child(printed)
        .child(switch)
}

/// The name, the place and the days, the last in the visitor's language and so perhaps in the other direction.
fn meeting_line(language: &Language, meeting: &Meeting) -> Node {
    let days = meeting.days.map(|d| {
        let (first, last) = (language.day(d.first), language.day(d.last));
        if d.first == d.last { first } else { format!("{first} – {last}") }
    });
    let place = meeting.place.as_ref().map(|place| format!(", {place}"));
    let days = days.map(|days| Node::from([", ".into(), el("bdi").child(days).into()]));
    Node::from([meeting.name.clone().into(), place.into(), days.into()])
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
