//! Two documents as columns of lines, and the threads between them.

use crate::components::family;
use crate::components::passage::reading;
use crate::dom::{Node, svg};
use crate::explorer::Explorer;
use crate::i18n::fill;
use crate::library;
use leptos::prelude::*;
use passages_core::link::ParagraphIx;
use passages_core::number::fixed;
use passages_core::scene::{Bar, Curve, threads};

/// The picture of the documents with these indices. What it shows stands beside it as a list, so it is one image to
/// those who do not see it.
pub fn thread_picture(explorer: Explorer, left: usize, right: usize) -> Node {
    let scene = threads(library::corpus(), &explorer.selection.get_untracked(), left, right);
    let touched = RwSignal::new(None::<ParagraphIx>);
    let (width, height) = scene.size;
    let count = scene.curves.len();
    let summary = move || {
        let language = explorer.language();
        let name = |i: usize| library::corpus().documents().get(i).map_or("", |d| d.short.as_str());
        let links = language.count(language.plural.links, count);
        fill(
            language.text.home_threads_summary,
            &[("left", name(left)), ("right", name(right)), ("links", &links)],
        )
    };
    let class = move || if touched.get().is_some() { "thread-picture touched" } else { "thread-picture" };
    let mut picture = svg("svg")
        .live("class", class)
        .attr("viewBox", format!("0 0 {} {}", fixed(width, 0), fixed(height, 0)))
        .attr("role", "img")
        .live("aria-label", summary);
    for curve in scene.curves {
        picture = picture.child(curve_view(&curve, touched));
    }
    for bar in scene.bars {
        picture = picture.child(bar_view(explorer, &bar, touched));
    }
    picture.into()
}

/// A thread, which stands out while one of its ends is touched and steps back while another passage is.
fn curve_view(curve: &Curve, touched: RwSignal<Option<ParagraphIx>>) -> Node {
    let ends = library::corpus().links().get(curve.link).map(|l| (l.from, l.to));
    let own = family::class(curve.family);
    let class = move || {
        let state = match (touched.get(), ends) {
            (None, _) => "",
            (Some(touched), Some((a, b))) if a == touched || b == touched => " lit",
            (Some(_), _) => " dim",
        };
        format!("thread {own}{state}")
    };
    svg("path")
        .live("class", class)
        .attr("d", curve.path())
        .attr("stroke-width", fixed(curve.width, 1))
        .into()
}

/// A passage, which is read when it is pressed.
fn bar_view(explorer: Explorer, bar: &Bar, touched: RwSignal<Option<ParagraphIx>>) -> Node {
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
        .live("class", move || if touched.get() == Some(ix) { "passage-bar lit" } else { "passage-bar" })
        .on("pointerenter", move |_| touched.set(Some(ix)))
        .on("pointerleave", move |_| touched.set(None))
        .on("click", move |_| explorer.go(reading(&explorer.state.get_untracked(), ix)))
        .child(svg("title").child(library::short_citation(ix)))
        .child(ground)
        .child(svg("path").attr("d", lines))
        .into()
}
