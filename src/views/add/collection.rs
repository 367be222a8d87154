//! All documents as one file, to be opened again or served beside the page.

use super::field;
use crate::browser::page;
use crate::desk::doing;
use crate::dom::{Element, el, live};
use crate::explorer::Explorer;
use crate::i18n::fill;
use crate::library;
use leptos::prelude::*;

pub(super) fn collection(explorer: Explorer) -> Element {
    let text = &explorer.language().text;
    let title = move || {
        explorer.edition.track();
        library::title()
    };
    let opened = move || {
        explorer.edition.track();
        library::is_opened().then(|| {
            let close = move |_| doing::close(explorer);
            el("p").child(fill(text.add_collection_open, &[("title", &library::title())])).child(" ").child(
                el("button").attr("type", "button").on("click", close).child(text.add_collection_close),
            )
        })
    };
    let name = el("input")
        .attr("type", "text")
        .attr("maxlength", "120")
        .attr("dir", "auto")
        .attr("autocomplete", "off")
        .live("value", title);
    let save = move |_| doing::save(explorer, page::value_of("collection-title").trim().to_owned());
    el("section")
        .child(el("h2").child(text.add_collection))
        .child(live(opened))
        .child(el("p").child(text.add_collection_lead))
        .child(field("collection-title".to_owned(), text.add_collection_title, name))
        .child(
            el("p")
                .class("actions")
                .child(el("button").attr("type", "button").on("click", save).child(text.add_collection_save)),
        )
}
