//! What has changed, said once to those who do not see it.

use crate::dom::{Element, effect, el, live};
use crate::explorer::Explorer;
use leptos::prelude::*;
use std::time::Duration;

/// Words that have stood still for so long are said: whoever types on hears nothing in between.
const QUIET: Duration = Duration::from_millis(600);

/// The region of the page that says `words` each time that they have become others; how they began is not said.
pub fn announced(explorer: Explorer, words: impl Fn() -> String + 'static) -> Element {
    let said = RwSignal::new(String::new());
    let known = StoredValue::new(None::<String>);
    let mut say = debounce(QUIET, move |words: String| {
        if known.with_value(|known| known.as_ref() != Some(&words)) {
            known.set_value(Some(words.clone()));
            said.set(words);
        }
    });
    effect(move || {
        // A letter that changes nothing is typed all the same.
        explorer.state.track();
        let now = words();
        match known.with_value(Option::is_none) {
            true => known.set_value(Some(now)),
            false => say(now),
        }
    });
    el("p").class("visually-hidden").attr("role", "status").child(live(move || said.get()))
}
