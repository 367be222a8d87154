//! A pasted sentence, held against the documents: word for word, altered, or not here.

use crate::components::errand::Errand;
use crate::components::marked::{Look, Marks, marked};
use crate::dom::{Element, Node, el, live};
use crate::explorer::Explorer;
use crate::i18n::fill;
use crate::library;
use passages_core::compare::Edit;
use passages_core::job::{Answer, Job};
use passages_core::link::ParagraphIx;
use passages_core::number::fixed;
use passages_core::quote::{Altered, Finding, Quote};
use passages_core::span::Span;

/// Fewer words are a search, and not a quotation.
const LEAST_WORDS: usize = 6;
/// Places of a sentence that are named.
const PLACES: usize = 3;

/// What comes of the words that are looked for, where they are a sentence.
pub fn quotation(explorer: Explorer) -> Node {
    let errand = Errand::default();
    live(move || answered(explorer, errand))
}

/// The sentence that is looked for; `None` for what is a search.
fn sentence(explorer: Explorer) -> Option<String> {
    let state = explorer.state.get();
    let typed = state.query.trim();
    let is_query = typed.contains(['"', '(', ')', '*', '=', '~'])
        || [" OR ", " AND ", " NOT ", "NEAR/"].iter().any(|o| typed.contains(o));
    let is_none = is_query
        || typed.split_whitespace().count() < LEAST_WORDS
        || explorer.selection.with(|s| s.destination.is_some());
    (!is_none).then(|| typed.to_owned())
}

/// What the workshop has found. While it looks up what is being typed, the last answer stays as long as the one text
/// begins with the other.
fn answered(explorer: Explorer, errand: Errand) -> Node {
    let Some(typed) = sentence(explorer) else {
        errand.rest();
        return Node::Nothing;
    };
    let done = match errand.ask(Job::Quote(typed.clone())) {
        Ok(done) => done,
        Err(fault) => return errand.failed(explorer, fault),
    };
    match done.as_ref().map(|done| (&done.job, &done.answer)) {
        Some((Job::Quote(of), Answer::Quote(quote))) if of.starts_with(&typed) || typed.starts_with(of) => {
            found(explorer, of, quote).into()
        }
        _ => Errand::waiting(explorer),
    }
}

/// Each sentence of a text, and whether it is here.
fn found(explorer: Explorer, typed: &str, quote: &Quote) -> Option<Element> {
    let text = &explorer.language().text;
    if quote.pieces.iter().all(|piece| piece.finding == Finding::Short) {
        return None;
    }
    let (all, kept) = quote.kept();
    let values = [("kept", &*kept.to_string()), ("all", &all.to_string())];
    let mut pieces = el("ol").class("pieces");
    for piece in &quote.pieces {
        let words = el("span").class("piece").attr("dir", "auto").child(piece.span.of(typed).to_owned());
        let found = match &piece.finding {
            Finding::Verbatim(spots) => {
                let mut places = Vec::new();
                for spot in spots.iter().take(PLACES) {
                    places.push(told(explorer, text.quote_verbatim, &[], spot.passage).into());
                }
                el("p").class("quote-here").children::<Node>(places)
            }
            Finding::Altered(altered) => altered_piece(explorer, typed, altered),
            Finding::Absent => el("p").class("quote-absent").child(text.quote_absent),
            Finding::Short => el("p").class("quiet").child(text.quote_short),
        };
        let words = (!matches!(piece.finding, Finding::Altered(_))).then_some(words);
        pieces = pieces.child(el("li").child(words).child(found));
    }
    let cut = quote.cut.then(|| el("p").class("quiet").child(text.quote_cut));
    Some(
        el("section")
            .class("quotation")
            .child(el("h2").child(text.quote_title))
            .child(el("p").attr("role", "status").child(fill(text.quote_kept, &values)))
            .child(pieces)
            .child(cut),
    )
}

/// A wording with the place as a link to it.
fn told(explorer: Explorer, wording: &'static str, values: &[(&str, &str)], ix: ParagraphIx) -> Element {
    let href = explorer.state.with(|s| explorer.href(&s.at(Some(&library::corpus().id(ix)))));
    let place = library::citation(explorer.language(), ix);
    let values: Vec<(&str, &str)> = values.iter().copied().chain([("place", place.as_str())]).collect();
    el("a").class("quote-place").attr("href", href).child(fill(wording, &values))
}

/// The sentence as pasted, with what the document has instead.
fn altered_piece(explorer: Explorer, typed: &str, altered: &Altered) -> Element {
    let text = &explorer.language().text;
    let corpus = library::corpus();
    let passage = corpus.get(altered.spot.passage).map_or("", |(_, p)| p.text.as_str());
    let mut words = Vec::new();
    for run in &altered.diff.runs {
        let (look, source, span) = match run.edit {
            Edit::Kept => (None, typed, run.now),
            Edit::Deleted => (Some(Look::Deleted), passage, run.then),
            Edit::Inserted => (Some(Look::Inserted), typed, run.now),
        };
        let marks: Marks = look.into_iter().map(|look| (span, look)).collect();
        let whole = Span { start: span.start, end: span.end };
        words.push(marked(source, whole, &marks));
        words.push(" ".into());
    }
    let share = fill(text.percent, &[("n", &fixed(100.0 * altered.diff.share(), 0))]);
    el("div")
        .child(el("p").class("piece").attr("dir", "auto").child(Node::Several(words)))
        .child(el("p").child(told(explorer, text.quote_altered, &[("share", &share)], altered.spot.passage)))
        .child(el("p").class("fine").child(text.quote_altered_lead))
}
