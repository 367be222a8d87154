//! Two documents side by side.

use super::stubs::Pointed;
use super::{clean, element_id};
use crate::components::threads_between::threads_between;
use crate::dom::{Element, Node, el};
use crate::explorer::Explorer;
use crate::i18n::fill;
use crate::library;
use passages_core::document::Document;
use passages_core::link::ParagraphIx;

/// Documents offered to stand beside the one that is read.
const OFFERED: usize = 8;

/// The element of a paragraph of the document beside, which may have the keys of the other.
pub(super) fn beside_id(key: &str) -> String {
    format!("b-{key}")
}

/// The element that a paragraph of the documents that are read is.
pub fn element(explorer: Explorer, ix: ParagraphIx) -> Option<String> {
    let corpus = library::corpus();
    let (document, paragraph) = corpus.get(ix)?;
    let selection = explorer.selection.get_untracked();
    if selection.document.as_deref() == Some(document.name.as_str()) {
        Some(element_id(&paragraph.key))
    } else if selection.beside.as_deref() == Some(document.name.as_str()) {
        Some(beside_id(&paragraph.key))
    } else {
        None
    }
}

/// The document that is read and the one beside it, each scrolled by itself.
pub(super) fn side_by_side(explorer: Explorer, pointed: Pointed, left: &Document, right: &Document) -> Node {
    let language = explorer.language();
    let text = &language.text;
    let close = explorer.state.with_untracked(|s| explorer.href(&s.with_beside(None)));
    let column = |document: &Document, beside: bool| {
        el("section")
            .class("beside-column")
            .attr("tabindex", "0")
            .attr("aria-label", library::short(language, document))
            .child(clean(explorer, pointed, document, beside))
    };
    let both = el("div").class("beside-columns").child(column(left, false)).child(column(right, true));
    let back = el("p").class("switch").child(el("a").attr("href", close).child(text.beside_close));
    Node::from([back.into(), both.into(), threads_between(explorer, pointed, element)])
}

/// The documents that have most links with this one, each to be set beside it.
pub(super) fn offers(explorer: Explorer, document: &Document) -> Option<Element> {
    let corpus = library::corpus();
    let at = corpus.document_named(&document.name)?;
    let near = corpus.linked_documents(at, OFFERED);
    if near.is_empty() {
        return None;
    }
    let language = explorer.language();
    let text = &language.text;
    let state = explorer.state.get_untracked();
    let mut list = el("p").class("switch").child(text.beside_with);
    for other in near {
        let Some(other) = corpus.documents().get(other) else { continue };
        let name = fill(text.beside_document, &[("document", &library::short(language, other))]);
        let href = explorer.href(&state.with_beside(Some(&other.name)));
        list = list.child(" ").child(
            el("a").attr("href", href).attr("aria-label", name).child(library::short(language, other)),
        );
    }
    Some(list)
}
