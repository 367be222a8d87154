//! Two documents as columns of lines, and the threads between them.

use crate::components::family;
use crate::components::passage::reading;
use crate::explorer::Explorer;
use crate::i18n::fill;
use crate::library;
use leptos::prelude::*;
use passages_core::link::ParagraphIx;
use passages_core::number::fixed;
use passages_core::scene::{Bar, Curve, threads};

/// The picture. What it shows stands beside it as a list, so it is one image to those who do not see it.
#[component]
pub fn ThreadPicture(
    /// Index of the document at the left.
    left: usize,
    /// Index of the document at the right.
    right: usize,
) -> impl IntoView {
    let explorer = Explorer::expect();
    let scene = explorer.selection.with_untracked(|s| threads(library::corpus(), s, left, right));
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
    let curve = move |curve: Curve| {
        let ends = library::corpus().links().get(curve.link).map(|l| (l.from, l.to));
        let touches = move || touched.get().is_some_and(|t| ends.is_some_and(|(a, b)| a == t || b == t));
        let class = format!("thread {}", family::class(curve.family));
        view! {
            <path
                class=class
                class:lit=touches
                class:dim=move || touched.get().is_some() && !touches()
                d=curve.path()
                stroke-width=fixed(curve.width, 1)
            ></path>
        }
    };
    let bar = move |bar: Bar| {
        let ix = bar.paragraph;
        let lines: String = bar
            .lines
            .iter()
            .map(|(x, y, w)| format!("M{} {}h{}", fixed(*x, 1), fixed(*y, 1), fixed(*w, 1)))
            .collect();
        let open = move |_| explorer.go(explorer.state.with_untracked(|s| reading(s, ix)));
        let (x, y) = (fixed(bar.x, 1), fixed(bar.y - 2.0, 1));
        view! {
            <g
                class="passage-bar"
                class:lit=move || touched.get() == Some(ix)
                on:pointerenter=move |_| touched.set(Some(ix))
                on:pointerleave=move |_| touched.set(None)
                on:click=open
            >
                <title>{library::short_citation(ix)}</title>
                <rect x=x y=y width=fixed(bar.width, 1) height=fixed(bar.height + 4.0, 1)></rect>
                <path d=lines></path>
            </g>
        }
    };
    view! {
        <svg
            class="thread-picture"
            viewBox=format!("0 0 {} {}", fixed(width, 0), fixed(height, 0))
            role="img"
            aria-label=summary
            class:touched=move || touched.get().is_some()
        >
            {scene.curves.into_iter().map(curve).collect_view()}
            {scene.bars.into_iter().map(bar).collect_view()}
        </svg>
    }
}
