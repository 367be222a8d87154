//! The graph of passages, whole and without level of detail, for a page that keeps every passage as an element.

use super::{Curve, width_of};
use crate::corpus::Corpus;
use crate::link::{ParagraphIx, backbone};
use crate::select::Selection;

/// A passage on the map.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Its index in the corpus.
    pub paragraph: ParagraphIx,
    /// Index of its document: decides the shape.
    pub document: usize,
    /// Centre.
    pub x: f64,
    /// Centre, downwards.
    pub y: f64,
    /// Radius: area grows with the number of links.
    pub radius: f64,
    /// Its key inside its part ("4", "f", "7.2"), short enough to stand inside.
    pub label: String,
    /// Number of links shown.
    pub links: usize,
    /// Passed over by the present words and filters.
    pub dimmed: bool,
    /// Open.
    pub open: bool,
}

/// The picture.
#[derive(Clone, Debug, PartialEq)]
pub struct MapScene {
    /// Left, top, width, height: everything lies inside.
    pub bounds: (f64, f64, f64, f64),
    /// One a paragraph of the corpus, in its order.
    pub nodes: Vec<Node>,
    /// The strongest links of the selection, and all of the passage that is open; by index.
    pub curves: Vec<Curve>,
}

/// Units of the picture for one unit of the layout.
const SCALE: f64 = 46.0;
/// Room around the outermost nodes.
const MARGIN: f64 = 12.0;

/// Draws all passages, those that the selection passes over dimmed, and the strongest of the selection's links.
pub fn map(corpus: &Corpus, selection: &Selection) -> MapScene {
    let mut degrees = vec![0_usize; corpus.len()];
    for link in selection.links.iter().filter_map(|i| corpus.links().get(*i)) {
        for end in [link.from, link.to] {
            if let Some(degree) = degrees.get_mut(end as usize) {
                *degree += 1;
            }
        }
    }
    let open = selection.open.as_ref().map(|o| o.paragraph);
    let nodes: Vec<Node> = corpus
        .indices()
        .zip(degrees)
        .filter_map(|(ix, links)| {
            let (place, (document, paragraph)) = (corpus.place(ix)?, corpus.get(ix)?);
            let slug = document.parts.get(usize::from(paragraph.part)).map_or("", |p| p.slug.as_str());
            let local = paragraph.key.strip_prefix(slug).unwrap_or_default().trim_start_matches('.');
            Some(Node {
                paragraph: ix,
                document: corpus.document_ix(ix)?,
                x: place.x * SCALE,
                y: place.y * SCALE,
                radius: 11.0 + 1.9 * (links as f64).sqrt(),
                label: local.to_owned(),
                links,
                dimmed: selection.row(ix).is_none(),
                open: open == Some(ix),
            })
        })
        .collect();
    let at = |ix: ParagraphIx| nodes.get(ix as usize).map(|n| (n.x, n.y));
    let lit = |a: ParagraphIx, b: ParagraphIx| open.is_some_and(|o| o == a || o == b);
    let strongest = backbone(corpus.links(), corpus.links_by_score(), &selection.links, corpus.len());
    let drawn = |i: &usize, from, to| strongest.binary_search(i).is_ok() || lit(from, to);
    let curves = selection
        .links
        .iter()
        .filter_map(|i| {
            let link = corpus.links().get(*i).filter(|l| drawn(i, l.from, l.to))?;
            let (from, to) = (at(link.from)?, at(link.to)?);
            // A slight bend tells crossing threads apart.
            let (dx, dy) = (to.0 - from.0, to.1 - from.1);
            let bend = |t: f64| (from.0 + dx * t - dy * 0.12, from.1 + dy * t + dx * 0.12);
            Some(Curve {
                link: *i,
                points: [from, bend(0.33), bend(0.67), to],
                width: width_of(link),
                family: link.family,
                lit: lit(link.from, link.to),
            })
        })
        .collect();
    MapScene { bounds: bounds(&nodes), nodes, curves }
}

fn bounds(nodes: &[Node]) -> (f64, f64, f64, f64) {
    let edge =
        |pick: fn(&Node) -> f64, far: fn(f64, f64) -> f64| nodes.iter().map(pick).reduce(far).unwrap_or(0.0);
    let left = edge(|n| n.x - n.radius, f64::min) - MARGIN;
    let right = edge(|n| n.x + n.radius, f64::max) + MARGIN;
    let top = edge(|n| n.y - n.radius, f64::min) - MARGIN;
    let bottom = edge(|n| n.y + n.radius, f64::max) + MARGIN;
    (left, top, right - left, bottom - top)
}
