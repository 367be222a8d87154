//! The field that is typed into, and what could be meant while one types.

use crate::components::suggestions::{Suggesting, listed};
use crate::dom::{Event, Node, el, live};
use crate::explorer::Explorer;
use leptos::prelude::*;
use passages_core::state::{MAX_QUERY_CHARS, View};

/// Searches while one types, where the view lists what is found (`is_live`), so that every letter counts; from other
/// views, once it is sent off.
pub fn search_box(explorer: Explorer, is_live: bool) -> Node {
    let query = RwSignal::new(explorer.state.get_untracked().query.clone());
    let typed = RwSignal::new(query.get_untracked());
    let suggesting = Suggesting::new(explorer, typed, is_live);
    // The address may change by other means than typing.
    let value = move || {
        let now = explorer.state.get().query.clone();
        if query.get_untracked() != now {
            query.set(now.clone());
            typed.set(now.clone());
        }
        now
    };
    let looking = move || explorer.state.get_untracked().looking_for(&typed.get_untracked());
    let input = move |event: Event| {
        typed.set(event.value());
        suggesting.open();
        if is_live {
            explorer.amend(looking());
        }
    };
    let submit = move |event: Event| {
        event.prevent_default();
        suggesting.close();
        explorer.go(looking().showing(View::Find));
    };
    let label = move || explorer.language().text.search_label;
    let field = el("input")
        .attr("id", "search")
        // A field that suggests is one of text: no other may have the role.
        .attr("type", "text")
        .attr("inputmode", "search")
        .attr("autocomplete", "off")
        .attr("spellcheck", "false")
        .attr("enterkeyhint", "search")
        .attr("maxlength", MAX_QUERY_CHARS.to_string())
        .attr("dir", "auto")
        .attr("role", "combobox")
        .attr("aria-autocomplete", "list")
        .attr("aria-controls", "suggestions")
        .live("aria-expanded", move || if suggesting.is_empty() { "false" } else { "true" })
        .live("aria-activedescendant", move || suggesting.active())
        // How to search stands where what is found is listed.
        .live("aria-describedby", move || {
            explorer.state.with(|s| (s.view == View::Find).then_some("search-help"))
        })
        .live("placeholder", label)
        .live("value", value)
        .on("focus", move |_| suggesting.prepare())
        .on("input", input)
        .on("keydown", move |event| suggesting.key(&event))
        .on("blur", move |_| suggesting.close());
    let button = el("button").attr("type", "submit");
    el("form")
        .class("search")
        .attr("role", "search")
        .on("submit", submit)
        .child(el("label").class("visually-hidden").attr("for", "search").child(live(label)))
        .child(field)
        .child(button.child(live(move || explorer.language().text.search_button)))
        .child(listed(suggesting))
        .into()
}
