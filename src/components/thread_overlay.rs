//! The open link's threads, from its words in the document to its words in the panel.

use crate::browser::measure::{Place, Watch, next_frame, places, window_height};
use crate::explorer::Explorer;
use leptos::prelude::*;
use passages_core::scene::cubic;

/// Threads drawn at once: a word that stands often would hide the others.
const MOST_THREADS: usize = 12;

/// Draws the threads over the page, and follows scrolling. It says nothing that the marks do not, so it is hidden
/// from those who do not see it.
#[component]
pub fn ThreadOverlay() -> impl IntoView {
    let explorer = Explorer::expect();
    let paths = RwSignal::new(Vec::<String>::new());
    let draw = move || paths.set(threads());
    Effect::new(move |_: Option<(Option<Watch>, _)>| {
        let linked = explorer.selection.with(|s| s.open.as_ref().is_some_and(|o| o.link.is_some()));
        explorer.state.track();
        // The marks get their places in the frame after this one.
        (linked.then(|| Watch::new(draw)), next_frame(draw))
    });
    view! {
        <svg class="thread-overlay" aria-hidden="true">
            {move || paths.get().into_iter().map(|d| view! { <path class="thread lit" d=d></path> }).collect_view()}
        </svg>
    }
}

/// A curve for each reason, from its first lit words in the document to its first in the panel.
fn threads() -> Vec<String> {
    let height = window_height();
    let first_seen =
        |selector: String| places(&selector).into_iter().find(|p| p.middle > 0.0 && p.middle < height);
    let curve_of = |nth: usize| {
        let from = first_seen(format!(".document .paragraph.open mark[data-reason='{nth}']"))?;
        curve(from, first_seen(format!(".partner mark[data-reason='{nth}']"))?)
    };
    (0..MOST_THREADS).filter_map(curve_of).collect()
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
