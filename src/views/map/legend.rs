//! What shapes and colours mean.

use crate::components::family;
use crate::dom::{Element, Node, el, live, svg};
use crate::explorer::Explorer;
use crate::library;
use passages_core::vocabulary::label;

/// Documents are told apart by shape; with more than these, shapes repeat and say little.
const SHAPED: usize = 12;

pub(super) fn legend(explorer: Explorer) -> Node {
    live(move || {
        let language = explorer.language();
        let mut documents = el("ul").attr("aria-label", language.text.map_legend_documents);
        for (at, document) in library::corpus().documents().iter().enumerate().take(SHAPED) {
            let picture = svg("svg").class("legend-shape").attr("viewBox", "-11 -11 22 22");
            let picture = picture.attr("aria-hidden", "true").child(shape(at));
            documents =
                documents.child(el("li").child(picture).child(" ").child(library::short(language, document)));
        }
        let mut families = el("ul").attr("aria-label", language.text.map_legend_families);
        for (at, of) in (0_u8..).zip(&library::corpus().vocabulary().families) {
            let class = format!("symbol {}", family::class(Some(at)));
            let symbol = el("span").class(class).attr("aria-hidden", "true").child(family::symbol(Some(at)));
            let name = label(&of.labels, language.tag).to_owned();
            families = families.child(el("li").child(symbol).child(" ").child(name));
        }
        el("div").class("legend").child(documents).child(families)
    })
}

/// Circle, square, diamond, then circles again.
fn shape(document: usize) -> Element {
    match document % 3 {
        1 => svg("rect")
            .attr("x", "-8")
            .attr("y", "-8")
            .attr("width", "16")
            .attr("height", "16")
            .attr("rx", "2"),
        2 => svg("path").attr("d", "M0 -10L10 0 0 10 -10 0Z"),
        _ => svg("circle").attr("r", "8"),
    }
}
