//! The field that is typed into.

use crate::explorer::Explorer;
use leptos::prelude::*;
use passages_core::state::View;

/// Searches while one types; from other views, once it is sent off.
#[component]
pub fn SearchBox(
    /// Whether the view lists what is found, so that every letter counts.
    live: bool,
) -> impl IntoView {
    let explorer = Explorer::expect();
    let typed = RwSignal::new(explorer.state.with_untracked(|s| s.query.clone()));
    // The address may change by other means than typing.
    let query = Memo::new(move |_| explorer.state.with(|s| s.query.clone()));
    Effect::new(move |_| {
        let query = query.get();
        if typed.get_untracked() != query {
            typed.set(query);
        }
    });
    let input = move |event| {
        typed.set(event_target_value(&event));
        if live {
            let next = explorer.state.with_untracked(|s| s.looking_for(&typed.get_untracked()));
            explorer.amend(next);
        }
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let next =
            explorer.state.with_untracked(|s| s.looking_for(&typed.get_untracked()).showing(View::Find));
        explorer.go(next);
    };
    let text = move || &explorer.language().text;
    view! {
        <form class="search" role="search" on:submit=submit>
            <label class="visually-hidden" for="search">{move || text().search_label}</label>
            <input
                id="search"
                type="search"
                autocomplete="off"
                spellcheck="false"
                enterkeyhint="search"
                maxlength="1000"
                dir="auto"
                aria-describedby=live.then_some("search-help")
                placeholder=move || text().search_label
                prop:value=move || typed.get()
                on:input=input
            />
            <button type="submit">{move || text().search_button}</button>
        </form>
    }
}
