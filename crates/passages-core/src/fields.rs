//! "theme:remittances", "year:2001..2006" -> the paragraphs that are meant.

use crate::corpus::Corpus;
use crate::document::Document;
use crate::names::{Name, fold_symbol};
use crate::search::{FacetKind, Query, Years};
use crate::vocabulary::label;

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

/// A field of a query whose value no passage has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unmet {
    /// As it could be typed: `theme:remitances`.
    pub written: String,
    /// The same with the value that comes nearest, `theme:remittances`, and the query with it in the place of the other.
    pub instead: Option<(String, Query)>,
}

/// The first fields of a query whose values no passage has, `most` at most, in its order, each once; what is not wanted,
/// too, for then nothing is left out.
pub fn unmet(corpus: &Corpus, query: &Query, most: usize) -> Vec<Unmet> {
    let mut asked: Vec<&Query> = Vec::new();
    collect(query, &mut asked);
    let mut unmet = Vec::new();
    for field in asked {
        let Query::Field(name, value) = field else { continue };
        if unmet.len() == most {
            break;
        }
        if !paragraphs(corpus, name, value).is_empty() {
            continue;
        }
        let instead = nearest(corpus, name, value).map(|value| {
            let by = Query::Field(name.clone(), value);
            (by.to_string(), exchanged(query, field, &by))
        });
        unmet.push(Unmet { written: field.to_string(), instead });
    }
    unmet
}

fn collect<'a>(query: &'a Query, fields: &mut Vec<&'a Query>) {
    match query {
        Query::Field(..) if !fields.contains(&query) => fields.push(query),
        Query::Field(..) | Query::Words(_) | Query::Near(..) => {}
        Query::And(parts) | Query::Or(parts) => parts.iter().for_each(|part| collect(part, fields)),
        Query::Not(not) => collect(not, fields),
    }
}

fn exchanged(query: &Query, field: &Query, by: &Query) -> Query {
    let all = |parts: &[Query]| parts.iter().map(|part| exchanged(part, field, by)).collect();
    match query {
        Query::And(parts) => Query::And(all(parts)),
        Query::Or(parts) => Query::Or(all(parts)),
        Query::Not(not) => Query::Not(Box::new(exchanged(not, field, by))),
        other if other == field => by.clone(),
        other => other.clone(),
    }
}

/// The value of a field that comes nearest to what was typed, as it is called in the language in which it is called
/// like that.
fn nearest(corpus: &Corpus, name: &str, value: &str) -> Option<String> {
    let kind = if name == "symbol" { Some(FacetKind::Document) } else { FacetKind::from_id(name) }?;
    let Name { value: place, language, .. } = corpus.names().nearest(kind, value)?;
    let (place, table) = (place as usize, corpus.facet(kind)?);
    let tag = language.and_then(|at| corpus.names().languages().get(usize::from(at)));
    let labels = match kind {
        FacetKind::Objective => corpus.vocabulary().crosswalk.objectives.get(place).map(|o| &o.labels),
        _ => table.term(place).and_then(|ix| corpus.vocabulary().term(ix)).map(|term| &term.labels),
    };
    let called = labels.zip(tag).map(|(labels, tag)| label(labels, tag).to_owned());
    // Nothing is offered that no passage has either.
    let called = called.or_else(|| table.values.get(place).cloned());
    called.filter(|value| !paragraphs(corpus, name, value).is_empty())
}
