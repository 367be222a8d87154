//! A picture of the tour: two sentences, the words that they share, and the thread between them.

use super::Kiosk;
use crate::browser::measure::{Edges, Watch, edges_of, next_frame};
use crate::components::family;
use crate::components::marked::{Look, Marks, marked};
use crate::dom::{Element, Node, effect, el, live, svg};
use crate::i18n::Language;
use crate::library;
use leptos::prelude::*;
use passages_core::kiosk::tour::{End, Stop};
use passages_core::number::fixed;
use passages_core::scene::cubic;

/// The picture; it is made anew for each stop, so that it appears as the first one did.
pub(super) fn scene(kiosk: Kiosk, stop: &Stop, number: u32) -> Element {
    let language = kiosk.explorer.language();
    let of = library::family_of_reason(&stop.reason);
    let shared = library::evidence_name(language, stop.from.paragraph, &stop.reason);
    let theme = el("p")
        .class("tour-theme")
        .attr("dir", language.dir)
        .child(el("span").attr("aria-hidden", "true").class("symbol").child(family::symbol(of)))
        .child(el("span").attr("dir", "auto").child(shared));
    let sides = if number.is_multiple_of(2) { "falling" } else { "rising" };
    el("div")
        .class(format!("tour-scene {sides} {}", family::class(of)))
        .key(number.wrapping_add(1))
        .child(end(language, &stop.from, "from", of))
        .child(theme)
        .child(end(language, &stop.to, "to", of))
        .child(thread())
}

fn end(language: &Language, end: &End, side: &'static str, of: Option<u8>) -> Option<Element> {
    let corpus = library::corpus();
    let (document, paragraph) = corpus.get(end.paragraph)?;
    let marks: Marks =
        end.lit.iter().enumerate().map(|(nth, span)| (*span, Look::Lit(of, String::new(), nth))).collect();
    let cut = |is_cut: bool| if is_cut { "…" } else { "" };
    let year = document.year().map(|year| year.to_string());
    let words = el("blockquote")
        .attr("lang", document.language.clone())
        .attr("dir", library::direction(&document.language))
        .child(cut(end.is_cut_before))
        .child(marked(&paragraph.text, end.span, &marks))
        .child(cut(end.is_cut_after));
    let source = el("figcaption")
        .child(year.map(|year| el("span").class("tour-year").child(year)))
        .child(el("bdi").child(library::short_citation(language, end.paragraph)));
    Some(el("figure").class(format!("tour-end {side}")).child(words).child(source))
}

/// The thread, once it is known where the words stand.
fn thread() -> Element {
    let drawn = RwSignal::new(None::<Drawn>);
    let draw = move || drawn.set(Drawn::measured());
    let mut watched = None;
    effect(move || {
        // Once everything has its place, and anew where the screen is turned.
        watched.replace((Watch::new(draw), next_frame(draw)));
    });
    let parts = move || {
        drawn.get().map(|drawn| {
            let dot = |(x, y): (f64, f64), class: &'static str| {
                svg("circle").class(class).attr("cx", fixed(x, 1)).attr("cy", fixed(y, 1)).attr("r", "1")
            };
            Node::from([
                svg("path").class("tour-line").attr("pathLength", "1").attr("d", cubic(drawn.points)).into(),
                dot(drawn.points[0], "tour-dot first").into(),
                dot(drawn.points[3], "tour-dot second").into(),
            ])
        })
    };
    svg("svg").class("tour-thread").attr("aria-hidden", "true").child(live(parts))
}

/// Start, two control points and end, in pixels from the corner of the picture.
#[derive(Clone, Copy, PartialEq)]
struct Drawn {
    points: [(f64, f64); 4],
}

impl Drawn {
    /// From the height of the words in one sentence to that of the words in the other: across what lies between them
    /// where they stand side by side, and around the outside where one stands above the other.
    fn measured() -> Option<Self> {
        let picture = edges_of(".tour-scene")?;
        let side = |name: &str| -> Option<(Edges, f64)> {
            let block = edges_of(&format!(".tour-end.{name} blockquote"))?;
            let words = edges_of(&format!(".tour-end.{name} mark.lit"))?;
            Some((block, (words.top + words.bottom) / 2.0))
        };
        let ((from, high), (to, low)) = (side("from")?, side("to")?);
        let at = |x: f64, y: f64| (x - picture.left, y - picture.top);
        let room = (picture.right - picture.left) / 100.0;
        let are_beside = from.right < to.left || to.right < from.left;
        let is_mirrored = to.right < from.left;
        let (start, end, lean) = match (are_beside, is_mirrored) {
            (true, false) => (from.right + room, to.left - room, (to.left - from.right) * 0.55),
            (true, true) => (from.left - room, to.right + room, (to.right - from.left) * 0.55),
            (false, _) => {
                let (start, end) = (from.right + room, to.right + room);
                let out = picture.right - room.max(4.0) * 0.5;
                let points = [
                    at(start, high),
                    at(out + (out - start), high),
                    at(out + (out - end), low),
                    at(end, low),
                ];
                return Some(Self { points });
            }
        };
        Some(Self { points: [at(start, high), at(start + lean, high), at(end - lean, low), at(end, low)] })
    }
}
