//! What could be meant while one types: a list under the field that the arrow keys go through.

use crate::dom::{Element, Event, el, live, memo};
use crate::explorer::Explorer;
use crate::library;
use crate::parts::Part;
use leptos::prelude::*;
use passages_core::state::View;
use passages_core::suggest::{Suggested, Suggestion};

/// What is suggested, and where the keyboard stands in it.
#[derive(Clone, Copy)]
pub struct Suggesting {
    explorer: Explorer,
    typed: RwSignal<String>,
    /// Whether the view lists what is found; from others, a suggestion leads to one that does.
    is_live: bool,
    is_open: RwSignal<bool>,
    /// One-based; 0 is the field itself.
    at: RwSignal<usize>,
    list: Memo<Vec<Suggestion>>,
}

impl Suggesting {
    /// Nothing is suggested before anything is typed.
    pub fn new(explorer: Explorer, typed: RwSignal<String>, is_live: bool) -> Self {
        let is_open = RwSignal::new(false);
        let list = memo(move |_| {
            if !is_open.get() {
                return Vec::new();
            }
            let Some(suggest) = explorer.engine.get().and_then(|engine| engine.suggest) else {
                return Vec::new();
            };
            let (corpus, state) = (library::corpus(), explorer.state.get());
            suggest(&corpus, &state, &typed.get(), explorer.language().tag)
        });
        Self { explorer, typed, is_live, is_open, at: RwSignal::new(0), list }
    }

    /// Suggests anew, with the keyboard in the field.
    pub fn open(self) {
        self.at.set(0);
        self.is_open.set(!self.typed.get_untracked().is_empty());
    }

    /// Wants what suggests, which from here on is needed at any time, and what lists.
    pub fn prepare(self) {
        if self.explorer.engine.get_untracked().is_none_or(|engine| engine.suggest.is_none()) {
            self.explorer.asked.set(Some(Part::Views));
        }
    }

    /// Suggests nothing until more is typed.
    pub fn close(self) {
        self.at.set(0);
        self.is_open.set(false);
    }

    /// Whether there is nothing to suggest.
    pub fn is_empty(self) -> bool {
        self.list.with(Vec::is_empty)
    }

    /// The element that the keyboard stands on.
    pub fn active(self) -> Option<String> {
        let at = self.at.get();
        (at > 0).then(|| format!("suggestion-{at}"))
    }

    /// The arrow keys go through the list, Enter takes what one stands on, Escape puts the list away.
    pub fn key(self, event: &Event) {
        let count = self.list.with_untracked(Vec::len);
        if count == 0 {
            return;
        }
        let at = self.at.get_untracked();
        match event.key().as_str() {
            "ArrowDown" => self.at.set((at + 1) % (count + 1)),
            "ArrowUp" => self.at.set((at + count) % (count + 1)),
            "Escape" => self.close(),
            "Enter" if at > 0 => self.take(at),
            _ => return,
        }
        event.prevent_default();
    }

    fn take(self, at: usize) {
        let taken = self.list.with_untracked(|list| list.get(at.saturating_sub(1)).map(|s| s.state.clone()));
        self.close();
        if let Some(state) = taken {
            let stays = self.is_live || state.view == View::Read;
            self.explorer.go(if stays { state } else { state.showing(View::Find) });
        }
    }
}

/// The list; not there while there is nothing to suggest.
pub fn listed(suggesting: Suggesting) -> Element {
    let items = move || {
        let language = suggesting.explorer.language();
        let at = suggesting.at.get();
        suggesting.list.with(|list| {
            let mut items = Vec::new();
            for (nth, suggestion) in (1..).zip(list) {
                let kind = match suggestion.kind {
                    Suggested::Value(kind) => library::facet_name(language, kind),
                    Suggested::Document => language.text.facet_document,
                    Suggested::Word => language.text.kind_word,
                };
                let matched = suggestion.matched.as_ref().map(|matched| format!(" ({matched})"));
                let count = language.count(language.plural.passages, suggestion.count);
                let item = el("li")
                    .attr("id", format!("suggestion-{nth}"))
                    .attr("role", "option")
                    .attr("aria-selected", if nth == at { "true" } else { "false" })
                    // The field keeps the keyboard.
                    .on("pointerdown", |event| event.prevent_default())
                    .on("click", move |_| suggesting.take(nth));
                let name = el("span").class("suggestion-name").attr("dir", "auto");
                let name = name.child(suggestion.label.clone()).child(matched);
                let about = el("span").class("quiet").child(format!("{kind} · {count}"));
                items.push(item.child(name).child(about));
            }
            items
        })
    };
    el("ul")
        .attr("id", "suggestions")
        .class("suggestions")
        .attr("role", "listbox")
        .live("aria-label", move || suggesting.explorer.language().text.suggestions_label)
        .live("hidden", move || suggesting.is_empty())
        .child(live(items))
}
