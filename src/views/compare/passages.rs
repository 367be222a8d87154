//! Which passages are said again, in the same words or in others, and which are not.

use super::shortened;
use crate::components::marked::{Look, Marks, marked, own_marks};
use crate::dom::{Element, Node, el};
use crate::explorer::Explorer;
use crate::i18n::{Text, fill};
use crate::library;
use passages_core::compare::{Contrast, Edit, Lone, Pair, Tie, What};
use passages_core::link::ParagraphIx;
use passages_core::number::fixed;
use passages_core::order::sort_by;
use passages_core::span::Span;

/// Pairs and passages that are shown at first.
const FIRST: usize = 6;
/// Bytes of a passage without partner that are shown.
const BEGINNING: usize = 220;

pub(super) fn passages(explorer: Explorer, contrast: &Contrast) -> Node {
    let text = &explorer.language().text;
    let alignment = &contrast.alignment;
    let mut nodes = Vec::new();
    for (title, lead, is_aligned) in [
        (text.compare_aligned, text.compare_aligned_lead, true),
        (text.compare_reworded, text.compare_reworded_lead, false),
    ] {
        let is_it = |pair: &&Pair| pair.is_best && matches!(pair.tie, Tie::Aligned(_)) == is_aligned;
        let mut pairs: Vec<&Pair> = alignment.pairs.iter().filter(is_it).collect();
        sort_by(&mut pairs, |a, b| b.score.total_cmp(&a.score));
        if !pairs.is_empty() {
            let items = pairs.into_iter().map(|one| el("li").child(pair(explorer, one)).into()).collect();
            nodes.push(section(title, lead, shortened(explorer, FIRST, items, "pairs")));
        }
    }
    let mut items = Vec::new();
    for one in alignment.pairs.iter().filter(|pair| !pair.is_best) {
        items.push(el("li").child(pair(explorer, one)).into());
    }
    if !items.is_empty() {
        let close = shortened(explorer, FIRST, items, "pairs");
        nodes.push(section(text.compare_close, text.compare_close_lead, close));
    }
    for (title, lead, list) in [
        (text.compare_new, text.compare_new_lead, &alignment.new),
        (text.compare_dropped, text.compare_dropped_lead, &alignment.dropped),
    ] {
        if !list.is_empty() {
            let items = list.iter().map(|one| el("li").child(lone(explorer, one)).into()).collect();
            nodes.push(section(title, lead, shortened(explorer, FIRST, items, "lone")));
        }
    }
    Node::Several(nodes)
}

pub(super) fn section(title: &'static str, lead: &'static str, body: Node) -> Node {
    el("section").child(el("h2").child(title)).child(el("p").class("quiet").child(lead)).child(body).into()
}

fn place(explorer: Explorer, ix: ParagraphIx) -> Element {
    let href = explorer.state.with(|s| explorer.href(&s.at(Some(&library::corpus().id(ix)))));
    el("a").attr("href", href).child(el("bdi").child(library::short_citation(explorer.language(), ix)))
}

/// Two passages, with what only one of them says.
fn pair(explorer: Explorer, pair: &Pair) -> Element {
    let language = explorer.language();
    let (mut then, mut now) = (Marks::new(), Marks::new());
    let share = match &pair.tie {
        Tie::Aligned(diff) => {
            for run in &diff.runs {
                match run.edit {
                    Edit::Kept => {}
                    Edit::Deleted => then.push((run.then, Look::Deleted)),
                    Edit::Inserted => now.push((run.now, Look::Inserted)),
                }
            }
            fill(language.text.compare_kept, &[("share", &percent(&language.text, diff.share()))])
        }
        Tie::Reworded(mentions) => {
            for (nth, mention) in mentions.iter().enumerate() {
                let (name, family) = match &mention.what {
                    What::Term(ix) => {
                        (library::term_name(language, *ix).to_owned(), library::family_of_term(*ix))
                    }
                    What::Word(word) => (word.clone(), None),
                };
                let both = !mention.then.is_empty() && !mention.now.is_empty();
                let look = |alone: Look| if both { Look::Lit(family, name.clone(), nth) } else { alone };
                // What both say is lit; a term that only one says is marked, single words would be too many.
                if both || matches!(mention.what, What::Term(_)) {
                    then.extend(mention.then.iter().map(|span| (*span, look(Look::Deleted))));
                    now.extend(mention.now.iter().map(|span| (*span, look(Look::Inserted))));
                }
            }
            fill(language.text.compare_score, &[("score", &fixed(pair.score.into(), 2))])
        }
    };
    let href = explorer.state.with(|s| {
        let corpus = library::corpus();
        let state = s.with_link(&corpus.id(pair.then), &corpus.id(pair.now));
        explorer.href(&state.showing(passages_core::state::View::Link))
    });
    el("article")
        .class("pair")
        .child(side(explorer, pair.then, &then))
        .child(side(explorer, pair.now, &now))
        .child(
            el("p")
                .class("fine")
                .child(share)
                .child(" ")
                .child(el("a").attr("href", href).child(language.text.link_side_by_side)),
        )
}

pub(super) fn percent(text: &Text, share: f64) -> String {
    fill(text.percent, &[("n", &fixed(100.0 * share, 0))])
}

fn side(explorer: Explorer, ix: ParagraphIx, marks: &Marks) -> Element {
    let side = el("div").class("pair-side").attr("data-passage", library::corpus().id(ix));
    let corpus = library::corpus();
    let Some((document, paragraph)) = corpus.get(ix) else { return side };
    let mut all: Marks = own_marks(paragraph);
    all.retain(|(_, look)| !matches!(look, Look::Note(_)));
    all.extend(marks.iter().cloned());
    let whole = Span::new(0..paragraph.text.len());
    side.child(el("h3").child(place(explorer, ix))).child(
        el("div").class("passage-text").child(
            el("p")
                .attr("lang", document.language.clone())
                .attr("dir", library::direction(&document.language))
                .child(marked(&paragraph.text, whole, &all)),
        ),
    )
}

/// A passage without partner, and what comes nearest.
fn lone(explorer: Explorer, lone: &Lone) -> Element {
    let text = &explorer.language().text;
    let ix = lone.passage;
    let item = el("article").class("lone-passage").attr("data-passage", library::corpus().id(ix));
    let corpus = library::corpus();
    let Some((document, paragraph)) = corpus.get(ix) else { return item };
    let mut end = BEGINNING.min(paragraph.text.len());
    while !paragraph.text.is_char_boundary(end) {
        end -= 1;
    }
    let cut = if end < paragraph.text.len() { " …" } else { "" };
    let beginning = paragraph.text.get(..end).unwrap_or("").to_owned() + cut;
    let nearest = lone.nearest.map(|(other, score)| {
        let href = explorer.state.with(|s| {
            let corpus = library::corpus();
            explorer.href(&s.with_link(&corpus.id(ix), &corpus.id(other)))
        });
        let words = fill(
            text.compare_nearest,
            &[
                ("place", &library::short_citation(explorer.language(), other)),
                ("score", &fixed(score.into(), 2)),
            ],
        );
        el("p").class("fine").child(el("a").attr("href", href).child(words))
    });
    item.child(el("h3").child(place(explorer, ix)))
        .child(
            el("p")
                .class("snippet")
                .attr("lang", document.language.clone())
                .attr("dir", library::direction(&document.language))
                .child(beginning),
        )
        .child(nearest)
}
