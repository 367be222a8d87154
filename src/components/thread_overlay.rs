//! The open link's threads, from its words in the document to its words in the panel.

use crate::browser::measure::{Place, Watch, next_frame, places, window_height};
use crate::components::family;
use crate::dom::{Node, effect, live, svg};
use crate::explorer::Explorer;
use crate::library;
use leptos::prelude::*;
use passages_core::number::fixed;
use passages_core::scene::cubic;
use passages_core::select::Open;

/// Threads drawn at once: a word that stands often would hide the others.
const MOST_THREADS: usize = 12;
/// From the foot of a line up to the line below marked words, in pixels.
const FOOT: f64 = 1.0;

/// Draws the threads over the page, and follows scrolling. It says nothing that the marks do not, so it is hidden
/// from those who do not see it.
pub fn thread_overlay(explorer: Explorer) -> Node {
    // Whether the marks have their places; set again whenever these change.
    let placed = RwSignal::new(false);
    let draw = move || placed.set(true);
    let mut watched = None;
    effect(move || {
        let open = &explorer.selection.get().open;
        let linked = open.as_ref().is_some_and(|o| o.against.is_some());
        explorer.state.track();
        // The marks get their places in the frame after this one.
        watched.replace((linked.then(|| Watch::new(draw)), next_frame(draw)));
    });
    let drawn = move || match placed.get() {
        true => threads(&classes(explorer.selection.get_untracked().open.as_ref())),
        false => Vec::new(),
    };
    svg("svg").class("thread-overlay").attr("aria-hidden", "true").child(live(drawn)).into()
}

/// The family's class of each reason.
fn classes(open: Option<&Open>) -> Vec<&'static str> {
    let reasons = open.and_then(|o| o.against.as_ref()).map_or(&[][..], |a| a.comparison.reasons.as_slice());
    reasons.iter().take(MOST_THREADS).map(|r| family::class(library::family_of_reason(r))).collect()
}

/// A curve for each reason, from its first lit words of the one passage to its first of the other.
fn threads(classes: &[&'static str]) -> Vec<Node> {
    let height = window_height();
    let within = |ends: [&str; 2], nth: usize| {
        let selector = ends.map(|e| format!("{e} mark[data-reason='{nth}']")).join(",");
        let is_seen = |foot: f64| foot > 0.0 && foot < height;
        places(&selector).into_iter().find(|p| is_seen(p.left.1) && is_seen(p.right.1))
    };
    let mut threads = Vec::new();
    for (nth, class) in classes.iter().enumerate() {
        let from = within([".document .paragraph.open", ".end-from"], nth);
        // In the document beside, where the other passage stands there; else in the panel.
        let to = within([".paragraph.partner-here", ".no-element"], nth)
            .or_else(|| within([".partner", ".end-to"], nth));
        if let (Some(from), Some(to)) = (from, to)
            && let Some(curve) = curve(from, to)
        {
            threads.push(svg("path").class(format!("thread lit {class}")).attr("d", curve).into());
        }
    }
    threads
}

/// From the side of the one that faces the other. Over the words beside it, a thread runs at the foot of the line, where
/// it strikes none of them through.
fn curve(from: Place, to: Place) -> Option<String> {
    let (from, edge, to_edge, to) = if to.block.0 >= from.block.1 {
        (from.right, from.block.1, to.block.0, to.left)
    } else if to.block.1 <= from.block.0 {
        (from.left, from.block.0, to.block.1, to.right)
    } else {
        // One above the other, as on a narrow screen: the marks say it well enough.
        return None;
    };
    let [start, end] = [from, to].map(|(x, foot)| (x, foot - FOOT));
    let lean = (to_edge - edge) * 0.5;
    let between = [(edge, start.1), (edge + lean, start.1), (to_edge - lean, end.1), (to_edge, end.1)];
    let [x, y, last] = [start.0, start.1, end.0].map(|number| fixed(number, 1));
    Some(format!("M{x} {y}H{}{}H{last}", fixed(edge, 1), cubic(between)))
}
