//! One document on the desk.

use super::details::details;
use super::passages::passages;
use super::text::correction;
use super::{counted, progress, sure};
use crate::components::trouble;
use crate::desk::{Stage, doing};
use crate::dom::{Element, Node, el, live};
use crate::explorer::Explorer;
use crate::i18n::fill;
use passages_core::state::View;

/// A document; once it has been read, with everything that can be said of it and done with it.
pub(super) fn item(explorer: Explorer, id: u32, is_read: bool) -> Element {
    let text = &explorer.language().text;
    let name = explorer.desk.with_item(id, |item| item.file.clone()).unwrap_or_default();
    let name = if name.is_empty() { text.add_pasted.to_owned() } else { name };
    let drop_name = format!("{}: {name}", text.add_forget);
    let forget = sure(explorer, text.add_forget, drop_name, Some(id));
    let parts = is_read.then(|| {
        Node::from([
            details(explorer, id).into(),
            correction(explorer, id).into(),
            passages(explorer, id).into(),
        ])
    });
    el("li")
        .key(id * 2 + u32::from(is_read))
        .class("own-document")
        .child(el("h3").child(el("bdi").child(name.clone())))
        .child(live(move || stage(explorer, id, &name)))
        .child(parts)
        .child(
            is_read
                .then(|| el("p").class("actions").child(live(move || actions(explorer, id))).child(forget)),
        )
}

/// How far it is.
fn stage(explorer: Explorer, id: u32, name: &str) -> Node {
    let language = explorer.language();
    let text = &language.text;
    let Some((stage, format)) = explorer.desk.with_item(id, |item| (item.stage.clone(), item.format.clone()))
    else {
        return Node::Nothing;
    };
    // What has not been read is forgotten at once.
    let cancel = |words: &'static str| {
        el("button")
            .attr("type", "button")
            .attr("aria-label", format!("{words}: {name}"))
            .on("click", move |_| {
                doing::forget(explorer, Some(id));
                crate::browser::page::focus("own");
            })
            .child(words)
    };
    let line = |class: &'static str| el("p").class(class);
    match stage {
        Stage::Waiting => {
            line("quiet").child(text.add_waiting).child(" ").child(cancel(text.add_cancel)).into()
        }
        Stage::Reading(share) => line("working")
            .child(text.add_reading)
            .child(" ")
            .child(progress(share, text.add_reading))
            .child(" ")
            .child(cancel(text.add_cancel))
            .into(),
        Stage::Refused(trouble) => line("refused")
            .attr("role", "alert")
            .child(trouble::words(language, &trouble))
            .child(" ")
            .child(cancel(text.add_forget))
            .into(),
        Stage::Read => {
            let count = explorer.desk.with_item(id, |item| item.document().map_or(0, |d| d.paragraphs.len()));
            let passages = language.count(language.plural.passages, count.unwrap_or(0));
            let values = [("format", &*format), ("passages", &passages)];
            let told = if format.is_empty() { passages.clone() } else { fill(text.add_recognized, &values) };
            Node::from([line("quiet").child(told).into(), standing(explorer, id)])
        }
    }
}

/// Whether it stands beside the others, and the ways to it there.
fn standing(explorer: Explorer, id: u32) -> Node {
    let text = &explorer.language().text;
    let Some((name, changed)) = explorer.desk.with_item(id, |item| (item.name.clone(), item.changed)) else {
        return Node::Nothing;
    };
    let Some(name) = name.filter(|name| counted(explorer, name).is_some()) else {
        return el("p").child(text.add_not_here).into();
    };
    let home = explorer.state.with(|s| s.home());
    let way = |words: &'static str, href: String| el("a").attr("href", href).child(words);
    let read = way(text.view_read, explorer.href(&home.reading(&name)));
    let map = way(text.view_map, explorer.href(&home.showing(View::Map)));
    // With the document that it is most closely joined to, or the first of the others.
    let corpus = crate::library::corpus();
    let near = corpus.document_named(&name).and_then(|at| {
        let near = corpus.linked_documents(at, 1).first().copied();
        near.or_else(|| (0..corpus.documents().len()).find(|other| *other != at))
    });
    let near = near.and_then(|at| corpus.documents().get(at)).map(|d| d.name.clone());
    let compare = near.map(|near| {
        let both = home.comparing([near.as_str(), name.as_str()]);
        way(text.view_compare, explorer.href(&both))
    });
    el("p")
        .class("ways")
        .child(if changed { text.add_changed } else { text.add_here })
        .child(" ")
        .child(read)
        .child(" ")
        .child(map)
        .child(" ")
        .child(compare)
        .into()
}

/// What can be done with it.
fn actions(explorer: Explorer, id: u32) -> Node {
    let text = &explorer.language().text;
    let Some((is_there, changed)) = explorer.desk.with_item(id, |item| (item.name.is_some(), item.changed))
    else {
        return Node::Nothing;
    };
    let button = |words: &'static str| el("button").attr("type", "button").child(words);
    let mut actions = Vec::new();
    if !is_there || changed {
        let words = if is_there { text.add_update } else { text.add_gather };
        actions.push(button(words).on("click", move |_| doing::want(explorer, id, true)).into());
        actions.push(" ".into());
    }
    if is_there {
        actions.push(button(text.add_take_out).on("click", move |_| doing::want(explorer, id, false)).into());
        actions.push(" ".into());
    }
    actions.push(button(text.add_folder).on("click", move |_| doing::folder(explorer, id)).into());
    actions.push(" ".into());
    Node::Several(actions)
}
