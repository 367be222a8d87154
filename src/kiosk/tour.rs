//! What is seen across a hall while nobody is there: the documents as columns, their threads, and before them sentence
//! after sentence that one has in common with the other.

use super::scene::scene;
use super::{Before, Kiosk};
use crate::components::family;
use crate::dom::{Element, Node, el, live, memo, svg};
use crate::library;
use leptos::prelude::*;
use passages_core::kiosk::drift::drift;
use passages_core::kiosk::tour::{stop, tour as stops};
use passages_core::number::fixed;
use passages_core::scene::threads;

/// The tour, while it is shown.
pub(super) fn tour(kiosk: Kiosk) -> Node {
    let is_shown = memo(move |_| matches!(kiosk.before.get(), Before::Tour(_) | Before::Leaving(_)));
    live(move || is_shown.get().then(|| picture(kiosk)))
}

fn picture(kiosk: Kiosk) -> Element {
    let stops = stops(&library::corpus());
    let number = memo(move |before: Option<&u32>| match kiosk.before.get() {
        Before::Tour(scene) | Before::Leaving(scene) => scene,
        _ => before.copied().unwrap_or(0),
    });
    let shown = move || {
        let number = number.get();
        let nth = number as usize % stops.len().max(1);
        let stop = stops.get(nth).and_then(|at| stop(&library::corpus(), *at));
        stop.map(|stop| scene(kiosk, &stop, number))
    };
    let class = move || match kiosk.before.get() {
        Before::Leaving(_) => "tour leaving",
        _ => "tour",
    };
    let place = move |of: fn((i32, i32)) -> i32| of(drift(number.get())).to_string();
    let text = move || &kiosk.explorer.language().text;
    let group = el("div").live("class", class).attr("role", "group").attr("data-theme", "dark");
    group.live("aria-label", move || text().kiosk_touch).child(
        el("div")
            .class("tour-drift")
            .live("data-across", move || place(|(across, _)| across))
            .live("data-down", move || place(|(_, down)| down))
            .child(ground(kiosk))
            .child(
                el("div")
                    .class("tour-head")
                    .child(el("p").class("tour-name").child(live(move || text().site_name)))
                    .child(
                        el("p")
                            .class("tour-sentence")
                            .child(live(move || library::sentence(kiosk.explorer.language()))),
                    ),
            )
            .child(live(shown))
            .child(live(move || invitation(kiosk))),
    )
}

/// "Touch the screen", in all languages of the exhibit that are known by now.
fn invitation(kiosk: Kiosk) -> Element {
    // A language more is known.
    let now = kiosk.explorer.language();
    kiosk.explorer.follow_fetched();
    let mut list = el("ul").class("tour-touch");
    for language in kiosk.languages().iter().filter_map(|head| head.known()) {
        list = list.child(
            el("li")
                .attr("lang", language.tag)
                .attr("dir", language.dir)
                .attr("aria-current", (language.tag == now.tag).then_some("true"))
                .child(language.text.kiosk_touch),
        );
    }
    list
}

/// The two documents that meet most closely, as columns of lines, and all threads between them.
fn ground(kiosk: Kiosk) -> Option<Element> {
    let (left, right) = library::corpus().closest_documents()?;
    let drawn = threads(&library::corpus(), &kiosk.explorer.selection.get_untracked(), (left, right), false);
    let (width, height) = drawn.size;
    let mut picture = svg("svg")
        .class("tour-ground")
        .attr("viewBox", format!("0 0 {} {}", fixed(width, 0), fixed(height, 0)))
        .attr("preserveAspectRatio", "none")
        .attr("aria-hidden", "true");
    for curve in &drawn.curves {
        picture = picture.child(svg("path").class(family::class(curve.family)).attr("d", curve.path()));
    }
    let mut lines = String::new();
    for (x, y, length) in drawn.bars.iter().flat_map(|bar| &bar.lines) {
        lines += &format!("M{} {}h{}", fixed(*x, 0), fixed(*y, 1), fixed(*length, 0));
    }
    Some(picture.child(svg("path").class("tour-lines").attr("d", lines)))
}
