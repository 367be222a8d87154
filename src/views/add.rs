//! A document of the visitor's own: brought, looked through, corrected, put beside the others, taken away, forgotten.

mod collection;
mod details;
mod item;
mod passages;
pub mod problems;
mod text;
mod zone;

use crate::components::{embed, trouble};
use crate::desk::{Said, Unfolding, doing};
use crate::dom::{Element, Event, Node, effect, el, live, memo};
use crate::explorer::Explorer;
use crate::i18n::fill;
use crate::library;
use collection::collection;
use item::item;
use leptos::prelude::*;
use zone::zone;

/// The view.
pub fn add(explorer: Explorer) -> Node {
    if explorer.framed {
        return elsewhere(explorer).into();
    }
    let desk = explorer.desk;
    effect(move || {
        // Whatever is laid on the desk from now on, too.
        desk.with(|_| ());
        untrack(|| doing::go_on(explorer));
    });
    let text = &explorer.language().text;
    titled(explorer)
        .child(el("p").class("lead").child(text.add_lead))
        .child(el("p").class("caution").child(text.own_promise).child(" ").child(text.add_policy))
        .child(zone(explorer))
        .child(el("p").class("add-said").attr("role", "status").child(live(move || said(explorer))))
        .child(documents(explorer))
        .child(collection(explorer))
        .into()
}

/// What is under the title of the view.
fn titled(explorer: Explorer) -> Element {
    let title = el("h1").attr("id", "top").attr("tabindex", "-1").class("view-title");
    el("div").class("add").child(title.child(explorer.language().text.add_title))
}

/// In a page around this one nothing is asked of the visitor's own device: that page could lie above this, or tell what
/// to bring. It is said where documents are added.
fn elsewhere(explorer: Explorer) -> Element {
    titled(explorer)
        .child(el("p").class("lead").child(explorer.language().text.add_framed))
        .child(embed::open_in_full(explorer))
}

/// What has come of what was last done: the one line of the view that is read aloud.
fn said(explorer: Explorer) -> Node {
    let language = explorer.language();
    let text = &language.text;
    let (said, is_busy) =
        explorer.desk.with(|kept| (kept.said.clone(), kept.share.is_some() || kept.is_saving));
    if is_busy {
        return text.take_working.into();
    }
    match said {
        Said::Nothing => Node::Nothing,
        Said::Gathered => text.add_gathered.into(),
        Said::Forgotten => text.add_forgotten.into(),
        Said::Opened => text.add_opened.into(),
        Said::Closed => text.add_closed.into(),
        Said::Saved(file) => fill(text.take_done, &[("file", &file)]).into(),
        Said::Failed(trouble) => trouble::words(language, &trouble).into(),
    }
}

/// The documents that were brought.
fn documents(explorer: Explorer) -> Element {
    let desk = explorer.desk;
    // What is in a document changes by itself; here it counts only which there are, and whether they were read.
    let there = memo(move |_| {
        desk.with(|kept| kept.items.iter().map(|item| (item.id, item.draft.is_some())).collect::<Vec<_>>())
    });
    let list = move || -> Node {
        let text = &explorer.language().text;
        let there = there.get();
        if there.is_empty() {
            return el("p").class("quiet").child(text.add_none).into();
        }
        let mut list = el("ol").class("own-documents");
        for (id, is_read) in &there {
            list = list.child(untrack(|| item(explorer, *id, *is_read)));
        }
        let all = (there.len() > 1).then(|| {
            el("p").child(sure(explorer, text.add_forget_all, text.add_forget_all.to_owned(), None))
        });
        Node::from([list.into(), all.into()])
    };
    el("section")
        .child(el("h2").attr("id", "own").attr("tabindex", "-1").child(explorer.language().text.add_list))
        .child(live(list))
}

/// A button that forgets, when it is pressed twice: nothing brings back what is forgotten.
fn sure(explorer: Explorer, words: &'static str, name: String, id: Option<u32>) -> Element {
    let asks = RwSignal::new(false);
    let press = move |_| {
        if asks.get_untracked() {
            doing::forget(explorer, id);
            crate::browser::page::focus("own");
        } else {
            asks.set(true);
        }
    };
    let text = &explorer.language().text;
    el("button")
        .attr("type", "button")
        .class("forget")
        .live(
            "aria-label",
            move || {
                if asks.get() { format!("{name}: {}", text.add_sure) } else { name.clone() }
            },
        )
        .on("click", press)
        .on("blur", move |_| asks.set(false))
        .child(live(move || if asks.get() { text.add_sure } else { words }))
}

/// A label with a field below it. A browser keeps what is typed among the steps of its history, to the disk, and of a long
/// text with every step anew: what is the visitor's own is to stay here.
fn field(id: String, words: &'static str, input: Element) -> Element {
    let input = input.attr("id", id.clone()).attr("autocomplete", "off");
    el("p").class("field").child(el("label").attr("for", id).child(words)).child(input)
}

/// Whether a part of a document is unfolded, which is followed, and the element that unfolds it. It stays so whatever else
/// comes on the desk.
fn unfolding(
    explorer: Explorer,
    id: u32,
    part: fn(&mut Unfolding) -> &mut bool,
) -> (impl Fn() -> bool + Copy + Send + Sync + 'static, Element) {
    let is_unfolded = move || {
        let mut unfolded = explorer.desk.with_item(id, |item| item.unfolded).unwrap_or_default();
        *part(&mut unfolded)
    };
    let toggle = move |event: Event| {
        let is_open = event.is_open();
        if untrack(is_unfolded) != is_open {
            explorer.desk.change_item(id, |item| *part(&mut item.unfolded) = is_open);
        }
    };
    (is_unfolded, el("details").attr("open", untrack(is_unfolded)).on("toggle", toggle))
}

/// How much of something is done.
fn progress(share: f64, words: &str) -> Element {
    el("progress")
        .attr("max", "1")
        .attr("value", passages_core::number::fixed(share, 2))
        .attr("aria-label", words.to_owned())
}

/// The document of the visitor's own of this name, as the corpus in use has it.
fn counted(explorer: Explorer, name: &str) -> Option<usize> {
    explorer.edition.track();
    library::corpus().document_named(name)
}
