//! The open link's threads, from its words in the document to its words in the panel.

use crate::browser::measure::{Place, Watch, next_frame, places, window_height};
use crate::components::family;
use crate::explorer::Explorer;
use crate::library;
use leptos::prelude::*;
use passages_core::scene::cubic;
use passages_core::select::Open;

/// Threads drawn at once: a word that stands often would hide the others.
const MOST_THREADS: usize = 12;

/// Draws the threads over the page, and follows scrolling. It says nothing that the marks do not, so it is hidden
/// from those who do not see it.
#[component]
pub fn ThreadOverlay() -> impl IntoView {
    let explorer = Explorer::expect();
    let paths = RwSignal::new(Vec::<(String, &'static str)>::new());
    let draw = move || {
        let classes = explorer.selection.with_untracked(|s| classes(s.open.as_ref()));
        paths.set(threads(&classes));
    };
    Effect::new(move |_: Option<(Option<Watch>, _)>| {
        let linked = explorer.selection.with(|s| s.open.as_ref().is_some_and(|o| o.against.is_some()));
        explorer.state.track();
        // The marks get their places in the frame after this one.
        (linked.then(|| Watch::new(draw)), next_frame(draw))
    });
    view! {
        <svg class="thread-overlay" aria-hidden="true">
            {move || paths.get().into_iter().map(|(d, class)| view! { <path class=format!("thread lit {class}") d=d></path> }).collect_view()}
        </svg>
    }
}

/// The family's class of each reason.
fn classes(open: Option<&Open>) -> Vec<&'static str> {
    let reasons = open.and_then(|o| o.against.as_ref()).map_or(&[][..], |a| a.comparison.reasons.as_slice());
    reasons.iter().take(MOST_THREADS).map(|r| family::class(library::family_of_reason(r))).collect()
}

/// A curve for each reason, from its first lit words of the one passage to its first of the other.
fn threads(classes: &[&'static str]) -> Vec<(String, &'static str)> {
    let height = window_height();
    let first_seen =
        |selector: String| places(&selector).into_iter().find(|p| p.middle > 0.0 && p.middle < height);
    let within = |ends: [&str; 2], nth: usize| {
        first_seen(ends.map(|e| format!("{e} mark[data-reason='{nth}']")).join(","))
    };
    let curve_of = |(nth, class): (usize, &&'static str)| {
        let from = within([".document .paragraph.open", ".end-from"], nth)?;
        Some((curve(from, within([".partner", ".end-to"], nth)?)?, *class))
    };
    classes.iter().enumerate().filter_map(curve_of).collect()
}

/// From the side of the one that faces the other.
fn curve(from: Place, to: Place) -> Option<String> {
    let (start, end) = if to.left >= from.right {
        (from.right, to.left)
    } else if to.right <= from.left {
        (from.left, to.right)
    } else {
        // One above the other, as on a narrow screen: the marks say it well enough.
        return None;
    };
    let lean = (end - start) * 0.5;
    Some(cubic([
        (start, from.middle),
        (start + lean, from.middle),
        (end - lean, to.middle),
        (end, to.middle),
    ]))
}
