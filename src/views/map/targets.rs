//! What marks stand for: what they are called, and the elements that they are.

use super::board::Board;
use super::names::{document, families, key, month};
use crate::i18n::{Language, fill};
use crate::library;
use leptos::prelude::*;
use passages_core::corpus::Corpus;
use passages_core::link::ParagraphIx;
use passages_core::scene::{Mark, Scene, Shape, Target};
use passages_core::select::Selection;
use passages_core::vocabulary::{Kind, Term, label};

fn passages(language: &Language, count: usize) -> String {
    language.count(language.plural.passages, count)
}

fn links(language: &Language, count: usize) -> String {
    language.count(language.plural.links, count)
}

/// How many of the passages that a mark stands for are listed.
fn listed(board: Board, target: Target) -> usize {
    let ground = board.ground();
    board.shown.with(|shown| ground.members(target).iter().filter(|ix| shown.is_listed(**ix)).count())
}

/// What is said of a mark.
pub(super) fn name(board: Board, target: Target) -> String {
    let language = board.explorer.language();
    let ground = board.ground();
    let pair = |one: &str, other: &str| fill(language.text.link_title, &[("one", one), ("other", other)]);
    let counted = |name: String, count: usize| format!("{name}, {}", passages(language, count));
    match target {
        Target::None => String::new(),
        Target::Passage(ix) => {
            let degree = board.shown.with(|shown| shown.degree(ix)) as usize;
            let mut place = library::citation(language, ix);
            // Whoever speaks what they see must be understood: the name holds the words on the mark.
            let key = key(ix);
            if !place.contains(&key) {
                place = format!("{place}, {key}");
            }
            if let Some(theme) = main_theme(&library::corpus(), ix) {
                place = format!("{place}: {}", label(&theme.labels, language.tag));
            }
            fill(language.text.map_node, &[("place", &place), ("links", &links(language, degree))])
        }
        Target::Link(at) => library::corpus().links().get(at).map_or(String::new(), |link| {
            let ends = [link.from, link.to].map(|ix| library::short_citation(language, ix));
            format!("{}: {}", pair(&ends[0], &ends[1]), library::reason_line(language, link))
        }),
        Target::Theme(ix) => {
            let corpus = library::corpus();
            let term = corpus.vocabulary().term(ix);
            let name = term.map_or("", |t| label(&t.labels, language.tag));
            let has = |at: u32| corpus.annotation(at).is_some_and(|a| a.terms().contains(&ix));
            let rows = |s: &Selection| s.rows.iter().filter(|row| has(row.paragraph)).count();
            let count = board.explorer.selection.with(rows);
            counted(name.to_owned(), count)
        }
        Target::Community(group) => counted(ground.name(group).to_owned(), listed(board, target)),
        Target::Document(at) => {
            let corpus = library::corpus();
            let is_of = |ix: u32| corpus.document_ix(ix) == Some(at as usize);
            let rows = |s: &Selection| s.rows.iter().filter(|row| is_of(row.paragraph)).count();
            counted(document(language, at), board.explorer.selection.with(rows))
        }
        Target::Cluster(number) => {
            let group = ground.cluster(number).map_or(0, |cluster| cluster.group);
            counted(ground.name(group).to_owned(), listed(board, target))
        }
        Target::Run { first, last } => {
            let ends = [first, last.saturating_sub(1)].map(|ix| library::short_citation(language, ix));
            counted(format!("{} – {}", ends[0], ends[1]), (last - first) as usize)
        }
        Target::Between { a, b, links: count } => {
            let name = |cluster| ground.cluster(cluster).map_or("", |c| ground.name(c.group)).to_owned();
            format!("{}: {}", pair(&name(a), &name(b)), links(language, count as usize))
        }
        Target::Documents { a, b, links: count } => {
            format!(
                "{}: {}",
                pair(&document(language, a), &document(language, b)),
                links(language, count as usize)
            )
        }
        Target::Cell { rows, columns, links: count } => board.matrix.with(|matrix| {
            let name = |(from, to): (u32, u32)| {
                let ends = [from, to.saturating_sub(1)].map(|at| {
                    matrix
                        .passages()
                        .get(at as usize)
                        .map_or(String::new(), |ix| library::short_citation(language, *ix))
                });
                if to - from > 1 { format!("{} – {}", ends[0], ends[1]) } else { ends[0].clone() }
            };
            format!("{}: {}", pair(&name(rows), &name(columns)), links(language, count as usize))
        }),
        Target::Months { first, last } => period(language, first, last),
        Target::Periods { a, b, links: count } => {
            let name = |at: u32| month(language, at / 12, Some(at % 12 + 1));
            format!("{}: {}", pair(&name(a), &name(b)), links(language, count as usize))
        }
        Target::Undated => language.text.timeline_undated.to_owned(),
        Target::Family { family, first, last } => {
            let name = families(language).get(usize::from(family)).cloned().unwrap_or_default();
            format!("{name}, {}", period(language, first, last))
        }
    }
}

/// The theme that a passage names most often; of equal ones the first of the vocabulary.
fn main_theme(corpus: &Corpus, ix: ParagraphIx) -> Option<&Term> {
    let annotation = corpus.annotation(ix)?;
    let mut main = None;
    let mut most = 0;
    for at in annotation.terms() {
        let times = annotation.tags.iter().filter(|tag| tag.term == at).count();
        let term = corpus.vocabulary().term(at)?;
        if term.kind == Kind::Theme && times > most {
            (main, most) = (Some(term), times);
        }
    }
    main
}

fn period(language: &Language, first: u32, last: u32) -> String {
    let name = |at: u32| month(language, at / 12, Some(at % 12 + 1));
    if last - first <= 1 {
        name(first)
    } else if first.is_multiple_of(12) && last - first == 12 {
        (first / 12).to_string()
    } else {
        format!("{} – {}", name(first), name(last - 1))
    }
}

/// Name of the element that stands for a target: by its place among the marks, where it is no passage.
pub(super) fn id(scene: &Scene, target: Target) -> String {
    match target {
        Target::Passage(ix) => format!("node-{ix}"),
        other => {
            let at = scene.marks.iter().position(|m| m.target == other && is_closed(m)).unwrap_or(0);
            format!("mark-{at}")
        }
    }
}

/// Whether a mark is a shape, and not a line or words.
pub(super) fn is_closed(mark: &Mark) -> bool {
    !matches!(mark.shape, Shape::Line { .. } | Shape::Curve { .. } | Shape::Text(_))
}
