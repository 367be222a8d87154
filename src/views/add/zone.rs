//! Where documents come in: chosen, dropped or pasted.

use super::field;
use crate::browser::{brought, page};
use crate::dom::{Element, Event, el};
use crate::explorer::Explorer;

/// What a chooser of files offers first.
const ACCEPTED: &str = ".txt,.md,.html,.htm,.docx,.pdf,.xml,.akn,.passages,text/*,application/pdf";

pub(super) fn zone(explorer: Explorer) -> Element {
    let text = &explorer.language().text;
    let choose = move |event: Event| {
        explorer.desk.lay(brought::files(event.raw()));
        // The same file can be chosen again.
        page::empty("add-files");
    };
    let chooser = el("input")
        .attr("id", "add-files")
        .attr("type", "file")
        .attr("multiple", true)
        .attr("accept", ACCEPTED)
        .on("change", choose);
    let paste = el("textarea").attr("rows", "4").attr("dir", "auto").attr("spellcheck", "false");
    let read = move |_| {
        let pasted = page::value_of("add-paste");
        if !pasted.trim().is_empty() {
            explorer.desk.lay_text(pasted);
            page::empty("add-paste");
        }
    };
    el("div")
        .class("zone")
        .child(
            el("p")
                // What a browser writes on such a field is in the browser's language, so it is not seen.
                .child(el("label").class("button chooser").child(text.add_choose).child(chooser))
                .child(" ")
                .child(text.add_drop),
        )
        .child(field("add-paste".to_owned(), text.add_paste, paste))
        .child(el("p").child(el("button").attr("type", "button").on("click", read).child(text.add_read)))
}
