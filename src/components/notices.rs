//! What the visitor must be told, in plain sentences.

use crate::explorer::Explorer;
use crate::i18n::fill;
use leptos::prelude::*;
use passages_core::select::Notice;

/// The notices of the present state, and one for an address that was not understood in full.
#[component]
pub fn Notices(
    /// Whether a part of the address was left out.
    #[prop(into)]
    address_cut: Signal<bool>,
) -> impl IntoView {
    let explorer = Explorer::expect();
    let sentences = move || {
        let text = &explorer.language().text;
        let mut sentences: Vec<String> = explorer.selection.with(|selection| {
            let say = |notice: &Notice| match notice {
                Notice::UnknownPassage { asked } => fill(text.notice_unknown_passage, &[("asked", asked)]),
                Notice::UnknownDocument { asked } => fill(text.notice_unknown_document, &[("asked", asked)]),
                Notice::UnknownValue { asked } => fill(text.notice_unknown_value, &[("asked", asked)]),
                Notice::CorpusChanged => text.notice_corpus_changed.to_owned(),
            };
            selection.notices.iter().map(say).collect()
        });
        if address_cut.get() {
            sentences.push(text.notice_address.to_owned());
        }
        sentences
    };
    view! {
        <div class="notices" role="status">
            {move || sentences().into_iter().map(|s| view! { <p class="notice">{s}</p> }).collect_view()}
        </div>
    }
}
