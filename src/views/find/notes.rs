//! What is said of a search before its rows: how it was read, and whether a word was.

use crate::dom::{Element, Node, el};
use crate::explorer::Explorer;
use crate::i18n::fill;

/// The notes, of which a search that is plain has none.
pub(super) fn notes(explorer: Explorer) -> Node {
    let text = &explorer.language().text;
    let (state, selection) = (explorer.state.get(), explorer.selection.get());
    let note = |words: String| el("p").class("quiet note").attr("dir", "auto").child(words);
    let mut notes: Vec<Element> = Vec::new();
    let typed = state.query.trim();
    // A place that is cited is what was meant, whatever else its letters could be.
    if typed.is_empty() || selection.destination.is_some() {
        return notes.into();
    }
    if selection.query.is_none() {
        notes.push(note(fill(text.found_no_word, &[("query", typed)])));
        return notes.into();
    }
    if let Some(read) = &selection.reading {
        let words = fill(text.found_read_as, &[("query", read)]);
        notes.push(el("p").class("quiet read-as").child(words));
    }
    notes.into()
}
