//! What the visitor must be told, in plain sentences.

use crate::desk::{Collection, Lacking, OWN};
use crate::dom::{Node, el, live};
use crate::explorer::Explorer;
use crate::i18n::{Text, fill};
use leptos::prelude::*;
use passages_core::intake::Trouble;
use passages_core::select::Notice;

/// The notices of the present state, and one for an address that was not understood in full: `cut` says that a part
/// of it was left out.
pub fn notices(explorer: Explorer, cut: RwSignal<bool>) -> Node {
    let sentences = move || {
        let text = &explorer.language().text;
        let mut sentences = Vec::new();
        for notice in &explorer.selection.get().notices {
            sentences.push(match notice {
                Notice::UnknownPassage { asked }
                | Notice::UnknownDocument { asked }
                | Notice::UnknownValue { asked }
                    if asked.starts_with(OWN) =>
                {
                    text.notice_own.to_owned()
                }
                Notice::UnknownPassage { asked } => fill(text.notice_unknown_passage, &[("asked", asked)]),
                Notice::UnknownDocument { asked } => fill(text.notice_unknown_document, &[("asked", asked)]),
                Notice::UnknownValue { asked } => fill(text.notice_unknown_value, &[("asked", asked)]),
                Notice::CorpusChanged => text.notice_corpus_changed.to_owned(),
            });
        }
        if let Collection::Lacking(lacking) = explorer.desk.served.get() {
            sentences.push(served(text, &lacking));
        }
        if let Some(language) = explorer.missing_language() {
            sentences.push(fill(text.notice_language, &[("language", language.name)]));
        }
        if cut.get() {
            sentences.push(text.notice_address.to_owned());
        }
        Node::Several(sentences.into_iter().map(|s| el("p").class("notice").child(s).into()).collect())
    };
    el("div").class("notices").attr("role", "status").child(live(sentences)).into()
}

/// Why the collection that the address asks for is not shown.
fn served(text: &Text, lacking: &Lacking) -> String {
    let why = match lacking {
        Lacking::NoName => text.served_no_name,
        Lacking::Missing | Lacking::Trouble(Trouble::Missing) => text.served_missing,
        Lacking::OnDisk => text.served_on_disk,
        Lacking::Trouble(Trouble::LaterVersion) => text.trouble_later_version,
        Lacking::Trouble(_) => text.trouble_damaged,
    };
    format!("{} {why}", text.served_lacking)
}
