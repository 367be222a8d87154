//! Two documents as columns of lines, and the threads between them.

use crate::components::family;
use crate::components::passage::reading;
use crate::dom::{Event, Node, live, svg};
use crate::explorer::Explorer;
use crate::i18n::fill;
use crate::library;
use leptos::prelude::*;
use passages_core::link::ParagraphIx;
use passages_core::number::fixed;
use passages_core::scene::{Bar, Curve, threads, to_cubic};

/// How far from a thread it can be met, in CSS pixels.
const REACH: f64 = 10.0;

/// What the pointer is on: a passage, or a link as its two ends.
type Touched = RwSignal<Option<(ParagraphIx, Option<ParagraphIx>)>>;

/// The picture of the documents with these indices, with the links that are listed or with all. What it shows stands beside it as a list, so it is one image to
/// those who do not see it.
pub fn thread_picture(explorer: Explorer, (left, right): (usize, usize), only_listed: bool) -> Node {
    let selection = explorer.selection.get_untracked();
    let scene = threads(&library::corpus(), &selection, (left, right), only_listed);
    let touched: Touched = RwSignal::new(None);
    let (width, height) = scene.size;
    let count = scene.links;
    let summary = move || {
        let language = explorer.language();
        let corpus = library::corpus();
        let name =
            |i: usize| corpus.documents().get(i).map(|d| library::short(language, d)).unwrap_or_default();
        let links = language.count(language.plural.links, count);
        fill(
            language.text.home_threads_summary,
            &[("left", &*name(left)), ("right", &name(right)), ("links", &links)],
        )
    };
    let class = move || match touched.get() {
        Some((_, Some(_))) => "thread-picture touched met",
        Some(_) => "thread-picture touched",
        None => "thread-picture",
    };
    let name = move || {
        let Some((one, Some(other))) = touched.get() else { return Node::Nothing };
        let [one, other] = [one, other].map(|ix| library::short_citation(explorer.language(), ix));
        svg("title").child(format!("{one} – {other}")).into()
    };
    let ends = {
        let (curves, mirrored) = (scene.curves.clone(), explorer.language().dir == "rtl");
        move |event: &Event| {
            let link = met(event, width, mirrored, &curves)?;
            library::corpus().links().get(link).map(|link| (link.from, link.to))
        }
    };
    let point = {
        let ends = ends.clone();
        move |event: Event| {
            // A passage says of itself that it is touched.
            let now = touched.get_untracked();
            let next = ends(&event).map(|(one, other)| (one, Some(other)));
            if now != next && !matches!(now, Some((_, None))) {
                touched.set(next);
            }
        }
    };
    let press = move |event: Event| {
        let Some((one, other)) = ends(&event).filter(|_| !event.is_answered()) else { return };
        let corpus = library::corpus();
        let state = reading(&explorer.state.get_untracked(), one);
        explorer.go(state.with_link(&corpus.id(one), &corpus.id(other)));
    };
    let mut picture = svg("svg")
        .live("class", class)
        .on("pointermove", point)
        .on("pointerleave", move |_| touched.set(None))
        .on("click", press)
        .attr("viewBox", format!("0 0 {} {}", fixed(width, 0), fixed(height, 0)))
        .attr("role", "img")
        .live("aria-label", summary);
    for curve in scene.curves {
        picture = picture.child(curve_view(&curve, touched));
    }
    for bar in scene.bars {
        picture = picture.child(bar_view(explorer, &bar, touched));
    }
    picture.child(live(name)).into()
}

/// A thread, which stands out while it or one of its ends is touched and steps back while another is.
fn curve_view(curve: &Curve, touched: Touched) -> Node {
    let corpus = library::corpus();
    let Some(link) = corpus.links().get(curve.link) else { return Node::Nothing };
    let ends = (link.from, link.to);
    let own = family::class(curve.family);
    let class = move || {
        let state = match touched.get() {
            None => "",
            Some((a, None)) if a == ends.0 || a == ends.1 => " lit",
            Some((a, Some(b))) if (a, b) == ends => " lit",
            Some(_) => " dim",
        };
        format!("thread {own}{state}")
    };
    svg("path")
        .live("class", class)
        .attr("d", curve.path())
        .attr("stroke-width", fixed(curve.width, 1))
        .into()
}

/// The link whose thread is nearest to where something happened in a picture of this width, if it is near enough: a line
/// is too thin to be met.
fn met(event: &Event, width: f64, mirrored: bool, curves: &[Curve]) -> Option<usize> {
    let ((x, y), scale) = (event.place()?, width / event.room()?);
    let at = (if mirrored { width - x * scale } else { x * scale }, y * scale);
    let mut nearest: Option<(f64, usize)> = None;
    for curve in curves {
        let distance = to_cubic(at, &curve.points);
        if distance < REACH * scale && nearest.is_none_or(|(least, _)| distance < least) {
            nearest = Some((distance, curve.link));
        }
    }
    nearest.map(|(_, link)| link)
}

/// A passage, which is read when it is pressed.
fn bar_view(explorer: Explorer, bar: &Bar, touched: Touched) -> Node {
    let ix = bar.paragraph;
    let mut lines = String::new();
    for (x, y, w) in &bar.lines {
        lines += &format!("M{} {}h{}", fixed(*x, 1), fixed(*y, 1), fixed(*w, 1));
    }
    let ground = svg("rect")
        .attr("x", fixed(bar.x, 1))
        .attr("y", fixed(bar.y - 2.0, 1))
        .attr("width", fixed(bar.width, 1))
        .attr("height", fixed(bar.height + 4.0, 1));
    svg("g")
        .live(
            "class",
            move || if touched.get() == Some((ix, None)) { "passage-bar lit" } else { "passage-bar" },
        )
        .on("pointerenter", move |_| touched.set(Some((ix, None))))
        .on("pointerleave", move |_| touched.set(None))
        .on("click", move |event| {
            // No thread is meant that ends here.
            event.prevent_default();
            explorer.go(reading(&explorer.state.get_untracked(), ix));
        })
        .child(svg("title").child(library::short_citation(explorer.language(), ix)))
        .child(ground)
        .child(svg("path").attr("d", lines))
        .into()
}
