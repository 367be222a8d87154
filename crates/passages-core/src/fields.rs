//! "theme:remittances", "year:2001..2006" -> the paragraphs that are meant.

use crate::corpus::{Corpus, fold_symbol};
use crate::search::FacetKind;
use crate::tokens::fold;
use crate::vocabulary::Labels;

/// The paragraphs that have a value of a field, ascending; none where nothing has it.
///
/// A value is meant by its id or by a label in any language; where none is it to the letter, by how it begins.
pub fn paragraphs(corpus: &Corpus, name: &str, value: &str) -> Vec<u32> {
    let of_documents = |wanted: &dyn Fn(usize) -> bool| {
        corpus.indices().filter(|ix| corpus.document_ix(*ix).is_some_and(wanted)).collect::<Vec<u32>>()
    };
    match name {
        "year" => {
            let (from, to) = years(value);
            let year =
                |d: usize| corpus.documents().get(d).and_then(|d| d.date()).map(|date| i32::from(date.year));
            of_documents(&|d| year(d).is_some_and(|year| (from..=to).contains(&year)))
        }
        "symbol" => {
            let wanted = fold_symbol(value);
            let symbol =
                |d: usize| corpus.documents().get(d).map(|d| fold_symbol(&d.name)).unwrap_or_default();
            of_documents(&|d| !wanted.is_empty() && symbol(d).starts_with(&wanted))
        }
        name => FacetKind::from_id(name).map(|kind| of_facet(corpus, kind, value)).unwrap_or_default(),
    }
}

/// "2001", "2001..2006", "2001.." or "..2006"; an empty range where it is none of these.
fn years(value: &str) -> (i32, i32) {
    let year = |text: &str, open: i32| if text.is_empty() { Some(open) } else { text.trim().parse().ok() };
    let (from, to) = value.split_once("..").unwrap_or((value, value));
    match (year(from, i32::MIN), year(to, i32::MAX)) {
        (Some(from), Some(to)) if !value.is_empty() => (from, to),
        _ => (1, 0),
    }
}

fn of_facet(corpus: &Corpus, kind: FacetKind, value: &str) -> Vec<u32> {
    let Some(table) = corpus.facet(kind) else { return Vec::new() };
    let wanted = plain(value);
    let names: Vec<Vec<String>> = table.values.iter().map(|id| names(corpus, kind, id)).collect();
    let places = |is: &dyn Fn(&String) -> bool| -> Vec<usize> {
        names.iter().enumerate().filter(|(_, names)| names.iter().any(is)).map(|(place, _)| place).collect()
    };
    let exact = places(&|name| *name == wanted);
    let meant = if exact.is_empty() { places(&|name| name.starts_with(&wanted)) } else { exact };
    let holds = |ix: &u32| {
        let held = table.of_paragraph.get(*ix as usize);
        held.is_some_and(|held| held.iter().any(|place| meant.contains(place)))
    };
    corpus.indices().filter(holds).collect()
}

/// What a value of a facet is called: its id, and its labels in all languages.
fn names(corpus: &Corpus, kind: FacetKind, id: &str) -> Vec<String> {
    let vocabulary = corpus.vocabulary();
    let of = |labels: &Labels| labels.iter().map(|(_, label)| plain(label)).collect::<Vec<String>>();
    let mut names = match kind {
        FacetKind::Document => {
            corpus.document(id).map_or(Vec::new(), |d| vec![plain(&d.short), plain(&d.title)])
        }
        FacetKind::Objective => {
            let objectives = &vocabulary.crosswalk.objectives;
            objectives.iter().find(|o| o.id == id).map_or(Vec::new(), |o| of(&o.labels))
        }
        FacetKind::Section => Vec::new(),
        _ => vocabulary.terms.iter().find(|t| t.id == id).map_or(Vec::new(), |t| of(&t.labels)),
    };
    names.push(plain(id));
    names
}

/// Folded, with single spaces for hyphens and the like.
fn plain(name: &str) -> String {
    let folded = fold(name);
    folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ")
}
