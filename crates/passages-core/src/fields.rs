//! "theme:remittances", "year:2001..2006" -> the paragraphs that are meant.

use crate::corpus::Corpus;
use crate::document::Document;
use crate::names::fold_symbol;
use crate::search::{FacetKind, Years};

/// The paragraphs that have a value of a field, ascending; none where nothing has it.
///
/// A value is meant by its id or by a label in any language; where none is it to the letter, by how it begins.
pub fn paragraphs(corpus: &Corpus, name: &str, value: &str) -> Vec<u32> {
    match name {
        "year" => {
            let years = Years::parse(value);
            let is_wanted =
                |d: &Document| years.zip(d.year()).is_some_and(|(years, year)| years.contains(year));
            of_documents(corpus, &corpus.documents().iter().map(is_wanted).collect::<Vec<bool>>())
        }
        "symbol" => {
            let (symbol, mut wanted) = (fold_symbol(value), vec![false; corpus.documents().len()]);
            let names =
                corpus.names().with_symbol(&symbol).filter(|(_, is_name)| *is_name && !symbol.is_empty());
            let names: Vec<usize> = names.map(|(document, _)| document).collect();
            let is_it =
                |at: &usize| corpus.documents().get(*at).is_some_and(|d| fold_symbol(&d.name) == symbol);
            // To the letter, if there is one; else what begins so.
            let exact = names.iter().copied().filter(is_it).collect::<Vec<usize>>();
            for document in if exact.is_empty() { names } else { exact } {
                if let Some(slot) = wanted.get_mut(document) {
                    *slot = true;
                }
            }
            of_documents(corpus, &wanted)
        }
        name => FacetKind::from_id(name)
            .map_or(Vec::new(), |kind| corpus.facets().paragraphs(kind, &corpus.names().meant(kind, value))),
    }
}

/// The paragraphs of those documents, by index, that are wanted.
fn of_documents(corpus: &Corpus, wanted: &[bool]) -> Vec<u32> {
    let is_wanted = |ix: &u32| corpus.document_ix(*ix).and_then(|d| wanted.get(d)) == Some(&true);
    corpus.indices().filter(is_wanted).collect()
}
