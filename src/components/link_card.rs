//! A link as an item of a list: where it leads, how strong it is, and why in a line.

use crate::components::family;
use crate::dom::{Element, el};
use crate::i18n::Language;
use crate::library;
use passages_core::link::Link;
use passages_core::number::fixed;

/// The card; `place` names the other end, or both.
pub fn link_card(language: &Language, href: String, link: &Link, place: Element) -> Element {
    let class = format!("symbol {}", family::class(link.family));
    el("a")
        .class("link-card")
        .attr("href", href)
        .child(el("span").class(class).attr("aria-hidden", "true").child(family::symbol(link.family)))
        .child(place)
        .child(
            el("span")
                .class("score")
                .attr("title", language.text.link_score)
                .child(fixed(link.score.into(), 2)),
        )
        .child(el("span").class("why").attr("dir", "auto").child(library::reason_line(language, link)))
}
