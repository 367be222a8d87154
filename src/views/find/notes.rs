//! What is said of a search before its rows: how it was read, and what of it means nothing here.

use crate::dom::{Element, Node, el};
use crate::explorer::Explorer;
use crate::i18n::fill;
use crate::library;
use passages_core::fields::unmet;
use passages_core::search::{FIELDS, unknown_fields};
use passages_core::state::MAX_QUERY_CHARS;

/// Fields of which something is said, at most.
const MOST_FIELDS: usize = 4;

/// The notes, of which a search that is plain has none.
pub(super) fn notes(explorer: Explorer) -> Node {
    let text = &explorer.language().text;
    let (state, selection) = (explorer.state.get(), explorer.selection.get());
    let note = |words: String| el("p").class("quiet note").attr("dir", "auto").child(words);
    let mut notes: Vec<Element> = Vec::new();
    if state.is_query_full() {
        notes.push(note(fill(text.search_full, &[("most", &MAX_QUERY_CHARS.to_string())])));
    }
    let typed = state.query.trim();
    // A place that is cited is what was meant, whatever else its letters could be.
    if typed.is_empty() || selection.destination.is_some() {
        return notes.into();
    }
    let Some(query) = &selection.query else {
        notes.push(note(fill(text.found_no_word, &[("query", typed)])));
        return notes.into();
    };
    if let Some(read) = &selection.reading {
        let words = fill(text.found_read_as, &[("query", read)]);
        notes.push(el("p").class("quiet read-as").child(words));
    }
    for field in unknown_fields(typed).into_iter().take(MOST_FIELDS) {
        let fields = FIELDS.map(|field| format!("{field}:")).join(", ");
        notes.push(note(fill(text.found_no_field, &[("field", field), ("fields", &fields)])));
    }
    for field in unmet(&library::corpus(), query, MOST_FIELDS) {
        let mut line = note(fill(text.found_no_value, &[("value", &field.written)]));
        if let Some((written, instead)) = field.instead {
            let href = explorer.href(&state.looking_for(&instead.to_string()));
            let words = fill(text.found_nearest, &[("word", &written)]);
            line = line.child(" ").child(el("a").attr("href", href).child(words));
        }
        notes.push(line);
    }
    notes.into()
}
