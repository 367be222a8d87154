//! The threads between two documents that stand side by side; they follow the scrolling of either.

use crate::browser::measure::{Edges, Watch, edges, next_frame, window_height};
use crate::components::family;
use crate::dom::{Node, effect, live, svg};
use crate::explorer::Explorer;
use crate::library;
use leptos::prelude::*;
use passages_core::link::{Link, ParagraphIx};
use passages_core::number::fixed;
use passages_core::order::sort_by;
use passages_core::scene::{cubic, width_of};
use passages_core::span::Span;

/// Threads drawn at once, the strongest first.
const MOST_THREADS: usize = 150;

/// Draws the threads between what is seen of two documents. They say nothing that the stubs in the margins and the panel
/// do not, so they are hidden from those who do not see them. `pointed` is the link that is pointed at, which shines;
/// `element` names the element of a paragraph, if it is on the page.
pub fn threads_between(
    explorer: Explorer,
    pointed: RwSignal<Option<(ParagraphIx, ParagraphIx)>>,
    element: fn(Explorer, ParagraphIx) -> Option<String>,
) -> Node {
    let moved = RwSignal::new(0_u32);
    let draw = move || moved.update(|count| *count = count.wrapping_add(1));
    let mut watched = None;
    effect(move || {
        explorer.selection.track();
        watched.replace((Watch::new(draw), next_frame(draw)));
    });
    let drawn = move || {
        // The first time nothing has its place yet.
        if moved.get() == 0 { Vec::new() } else { threads(explorer, pointed.get(), element) }
    };
    svg("svg").class("thread-overlay between").attr("aria-hidden", "true").child(live(drawn)).into()
}

fn threads(
    explorer: Explorer,
    pointed: Option<(ParagraphIx, ParagraphIx)>,
    element: fn(Explorer, ParagraphIx) -> Option<String>,
) -> Vec<Node> {
    let corpus = library::corpus();
    let selection = explorer.selection.get_untracked();
    let height = window_height();
    let seen: Vec<(ParagraphIx, Edges)> = corpus
        .indices()
        .filter_map(|ix| Some((ix, edges(&element(explorer, ix)?)?)))
        .filter(|(_, edges)| edges.bottom > 0.0 && edges.top < height)
        .collect();
    let place = |ix: ParagraphIx| {
        let at = seen.binary_search_by_key(&ix, |(ix, _)| *ix).ok()?;
        seen.get(at).map(|(_, edges)| *edges)
    };
    let open = selection.open.as_ref().map(|o| (o.paragraph, o.against.as_ref().map(|a| a.partner)));
    let open = pointed.map(|(here, other)| (here, Some(other))).or(open);
    let mut links: Vec<&Link> = Vec::new();
    for (ix, _) in &seen {
        links.extend(
            corpus.links_of(*ix).filter(|link| {
                link.from == *ix && corpus.document_ix(link.from) != corpus.document_ix(link.to)
            }),
        );
    }
    sort_by(&mut links, |a, b| b.score.total_cmp(&a.score));
    let mut nodes = Vec::new();
    for link in links.into_iter().take(MOST_THREADS) {
        let Some((one, other)) = place(link.from).zip(place(link.to)) else { continue };
        let (mut one, mut other) = ((one, link.from, link.lead.0), (other, link.to, link.lead.1));
        if one.0.left > other.0.left {
            std::mem::swap(&mut one, &mut other);
        }
        let (start, end) = (one.0.right, other.0.left);
        if end <= start {
            continue;
        }
        let (from, to) = (sentence(one.0, one.1, one.2), sentence(other.0, other.1, other.2));
        if from < 0.0 || from > height || to < 0.0 || to > height {
            continue;
        }
        let lean = (end - start) * 0.5;
        let curve = cubic([(start, from), (start + lean, from), (end - lean, to), (end, to)]);
        let is_of = |ix: ParagraphIx| link.from == ix || link.to == ix;
        let state = match open {
            None => "",
            Some((here, partner)) if is_of(here) && partner.is_none_or(is_of) => " lit",
            Some(_) => " dim",
        };
        let thread = svg("path").class(format!("thread {}{state}", family::class(link.family)));
        nodes.push(thread.attr("d", curve).attr("stroke-width", fixed(width_of(link), 1)).into());
    }
    nodes
}

/// About the height at which a sentence begins: lines are filled evenly.
fn sentence(edges: Edges, ix: ParagraphIx, span: Span) -> f64 {
    let length = library::corpus().get(ix).map_or(1, |(_, p)| p.text.len().max(1));
    let share = f64::from(span.start) / length as f64;
    edges.top + 14.0 + share * (edges.bottom - edges.top - 20.0).max(0.0)
}
