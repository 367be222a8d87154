//! What became of each paragraph between two editions: its words, its tags, its links.

use passages_core::compare::{Edit, Sides, Tie, contrast};
use passages_core::corpus::Corpus;
use passages_core::link::ParagraphIx;
use passages_core::vocabulary::label;
use serde::Serialize;

/// An edition among the other documents of its corpus.
pub(super) struct Edition<'a> {
    pub(super) corpus: &'a Corpus,
    pub(super) name: &'a str,
}

/// What is there on one side alone.
#[derive(Debug, Default, Serialize)]
pub(super) struct Difference {
    pub(super) removed: Vec<String>,
    pub(super) added: Vec<String>,
}

/// What became of a paragraph.
#[derive(Debug, Serialize)]
pub(super) struct Change {
    /// "same", "renamed", "edited", "reworded", "new" or "dropped".
    pub(super) change: &'static str,
    /// Its key in the old edition.
    pub(super) then: Option<String>,
    /// Its key in the new one.
    pub(super) now: Option<String>,
    /// The part of the words of both that both have, from 0 to 1.
    pub(super) kept: Option<f64>,
    /// Both texts as one, or the text that is new or dropped.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) words: String,
    pub(super) tags: Difference,
    /// Ids of paragraphs of other documents, and keys of this one.
    pub(super) links: Difference,
}

impl Change {
    /// Whether there is anything to say about it.
    pub(super) fn tells(&self) -> bool {
        let is_silent = |d: &Difference| d.removed.is_empty() && d.added.is_empty();
        self.change != "same" || !is_silent(&self.tags) || !is_silent(&self.links)
    }
}

/// All paragraphs of both editions, in the order of the new one; what was dropped stands last.
pub(super) fn changes(both: &Corpus, before: &Edition<'_>, after: &Edition<'_>) -> Vec<Change> {
    let at = |name: &str| both.document_named(name);
    let (Some(old), Some(new)) = (at(before.name), at(after.name)) else { return Vec::new() };
    let alignment = contrast(both, &Sides { then: vec![old], now: vec![new] }).alignment;
    let key = |ix: ParagraphIx| both.get(ix).map_or(String::new(), |(_, p)| p.key.clone());
    let text = |ix: ParagraphIx| both.get(ix).map_or("", |(_, p)| p.text.as_str());
    // A key of the old edition as the new one has it.
    let partners: Vec<(String, String)> = alignment
        .pairs
        .iter()
        .filter(|pair| pair.is_best)
        .map(|pair| (key(pair.then), key(pair.now)))
        .collect();
    let renamed = |old: &str| partners.iter().find(|(then, _)| then == old).map(|(_, now)| now.clone());
    let mut found: Vec<(ParagraphIx, Change)> = Vec::new();
    for pair in alignment.pairs.iter().filter(|pair| pair.is_best) {
        let (then, now) = (key(pair.then), key(pair.now));
        let (kind, kept, words) = match &pair.tie {
            Tie::Aligned(diff) if diff.runs.iter().all(|run| run.edit == Edit::Kept) => {
                let kind = if text(pair.then) != text(pair.now) {
                    "edited"
                } else if then == now {
                    "same"
                } else {
                    "renamed"
                };
                let words = if kind == "edited" {
                    punctuation(text(pair.then), text(pair.now))
                } else {
                    String::new()
                };
                (kind, Some(1.0), words)
            }
            Tie::Aligned(diff) => {
                let words = super::marked(&diff.runs, text(pair.then), text(pair.now));
                ("edited", Some(diff.share()), words)
            }
            Tie::Reworded(_) => ("reworded", None, text(pair.now).to_owned()),
        };
        let tags = difference(&tags(before, &then), &tags(after, &now));
        let links =
            difference(&links(before, &then, &renamed), &links(after, &now, &|key| Some(key.to_owned())));
        let change = Change { change: kind, then: Some(then), now: Some(now), kept, words, tags, links };
        found.push((pair.now, change));
    }
    let none = |_: &str| None;
    // What joins the partner of another is said again in it, and has no place of its own.
    let joins = |ix: ParagraphIx, is_old: bool| {
        let mut pairs = alignment.pairs.iter().filter(|pair| !pair.is_best);
        pairs.any(|pair| if is_old { pair.then == ix } else { pair.now == ix })
            && !alignment
                .pairs
                .iter()
                .any(|pair| pair.is_best && (if is_old { pair.then } else { pair.now }) == ix)
    };
    let lone = |all: &[passages_core::compare::Lone], document: usize, is_old: bool| -> Vec<ParagraphIx> {
        let joined =
            both.indices().filter(|ix| both.document_ix(*ix) == Some(document) && joins(*ix, is_old));
        let mut all: Vec<ParagraphIx> = all.iter().map(|lone| lone.passage).chain(joined).collect();
        all.sort_unstable();
        all
    };
    for ix in lone(&alignment.new, new, false) {
        let now = key(ix);
        let tags = Difference { added: tags(after, &now), ..Difference::default() };
        let links =
            Difference { added: links(after, &now, &|key| Some(key.to_owned())), ..Difference::default() };
        let words = text(ix).to_owned();
        found
            .push((ix, Change { change: "new", then: None, now: Some(now), kept: None, words, tags, links }));
    }
    found.sort_by_key(|(ix, _)| *ix);
    let mut changes: Vec<Change> = found.into_iter().map(|(_, change)| change).collect();
    for ix in lone(&alignment.dropped, old, true) {
        let then = key(ix);
        let tags = Difference { removed: tags(before, &then), ..Difference::default() };
        let links = Difference { removed: links(before, &then, &none), ..Difference::default() };
        let words = text(ix).to_owned();
        changes.push(Change {
            change: "dropped",
            then: Some(then),
            now: None,
            kept: None,
            words,
            tags,
            links,
        });
    }
    changes
}

/// Two texts of the same words that differ in their signs alone.
fn punctuation(then: &str, now: &str) -> String {
    let differs = then.split_whitespace().zip(now.split_whitespace()).find(|(one, other)| one != other);
    differs.map_or_else(String::new, |(one, other)| format!("[-{one}-] {{+{other}+}} …"))
}

fn difference(then: &[String], now: &[String]) -> Difference {
    let only =
        |one: &[String], other: &[String]| one.iter().filter(|x| !other.contains(x)).cloned().collect();
    Difference { removed: only(then, now), added: only(now, then) }
}

/// The terms that a paragraph shows: "theme Remittances".
fn tags(edition: &Edition<'_>, key: &str) -> Vec<String> {
    let corpus = edition.corpus;
    let Some(annotation) = corpus.find_in(edition.name, key).and_then(|ix| corpus.annotation(ix)) else {
        return Vec::new();
    };
    let name = |ix| {
        corpus.vocabulary().term(ix).map(|term| format!("{} {}", term.kind.id(), label(&term.labels, "en")))
    };
    annotation.terms().into_iter().filter_map(name).collect()
}

/// The other ends of its links: ids, and inside the document keys as the new edition has them; what has none is left
/// out, since it goes with its paragraph.
fn links(edition: &Edition<'_>, key: &str, renamed: &dyn Fn(&str) -> Option<String>) -> Vec<String> {
    let corpus = edition.corpus;
    let Some(ix) = corpus.find_in(edition.name, key) else { return Vec::new() };
    let mut ends: Vec<String> = corpus
        .links_of(ix)
        .filter_map(|link| link.other(ix))
        .filter_map(|end| {
            let (document, paragraph) = corpus.get(end)?;
            if document.name == edition.name { renamed(&paragraph.key) } else { Some(corpus.id(end)) }
        })
        .collect();
    ends.sort();
    ends.dedup();
    ends
}
