//! Which of the passages that were found are set, and when.

use super::row::row;
use crate::browser::page;
use crate::components::following::following;
use crate::components::widening::nothing_found;
use crate::dom::{Node, el, live};
use crate::explorer::Explorer;
use crate::i18n::fill;
use crate::library;
use leptos::prelude::*;
use passages_core::state::ViewState;
use std::cell::RefCell;
use std::ops::Range;

/// Rows that are set with each step further.
const PAGE: usize = 60;
/// Rows that are set at first in a large collection: several screens, and each is paid for with every filter.
const FIRST: usize = 30;
/// Rows that are set with the answer, more than a screen holds; those below follow once its frame has been drawn.
const SEEN: usize = 10;

/// What decides the rows; what is open or picked does not.
fn looked_for(state: &ViewState) -> String {
    state.looked_for().print()
}

/// The passages that words and filters leave, the first of them set and the others on demand.
pub(super) fn rows(explorer: Explorer) -> Node {
    let first = if library::is_small() { PAGE } else { FIRST };
    // How many are set, and for which address: another search begins anew.
    let set = RwSignal::new((first, String::new()));
    let most = move || {
        let key = explorer.state.with(looked_for);
        let most = set.with(|(most, of)| if *of == key { *most } else { first });
        (most, key)
    };
    let printing =
        page::before_print(move || set.set((page::PRINTED, explorer.state.with_untracked(looked_for))));
    StoredValue::new_local(printing);
    let nothing = move || explorer.selection.with(|s| s.rows.is_empty()).then(|| nothing_found(explorer));
    let list = move |part: Range<usize>| {
        let language = explorer.language();
        let state = explorer.state.get();
        let (most, _) = most();
        // In a large collection only paper has them: a text that nobody sees costs as much as one that is read.
        let has_whole = library::is_small() || most == page::PRINTED;
        explorer.selection.with(|selection| {
            let mut rows = Vec::new();
            for one in selection.rows.iter().take(most.min(part.end)).skip(part.start) {
                rows.push(row(explorer, language, &state, selection, one, has_whole));
            }
            rows
        })
    };
    let before = RefCell::new(String::new());
    let followed = following(move || {
        explorer.state.track();
        explorer.language();
        let (most, key) = most();
        // Where something is only opened or picked, the keyboard may be in any of them.
        let is_same = before.replace(key.clone()) == key;
        let found = explorer.selection.with(|s| s.rows.len());
        // What has gone from a list that is seen whole is gone at once.
        library::is_small() || is_same || most != first || found <= SEEN
    });
    let below = move || {
        followed.track();
        untrack(|| list(SEEN..usize::MAX))
    };
    let more = move || {
        let language = explorer.language();
        let (most, key) = most();
        let left = explorer.selection.with(|s| s.rows.len()).saturating_sub(most);
        // With the last of them the button goes, and the keyboard to the first of them.
        let next = explorer.selection.with(|s| s.rows.get(most).map(|row| format!("open-{}", row.paragraph)));
        let further = move |_| {
            set.set((most + PAGE, key.clone()));
            if left <= PAGE {
                page::follow(next.clone());
            }
        };
        (left > 0).then(|| {
            let passages = language.count(language.plural.passages, left.min(PAGE));
            let words = fill(language.text.found_more, &[("passages", &passages)]);
            el("p").child(el("button").class("more").attr("type", "button").on("click", further).child(words))
        })
    };
    let rows = el("ol").class(if library::is_small() { "rows" } else { "rows many" });
    Node::from([live(nothing), rows.child(live(move || list(0..SEEN))).child(live(below)).into(), live(more)])
}
