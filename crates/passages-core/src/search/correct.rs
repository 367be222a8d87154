//! A query with words that no text has -> what may have been meant.

use super::forms::{allowed_errors, forms};
use super::query::{Atom, Query};
use crate::index::Index;
use crate::tokens::bare;

/// The query with each word that no text has let one typing error pass, or two if it is long; `None` if there is none
/// such, or nothing comes near it.
pub fn corrected(query: &Query, index: &Index) -> Option<Query> {
    let mut changed = false;
    let query = correct(query, index, &mut changed);
    changed.then_some(query)
}

fn correct(query: &Query, index: &Index, changed: &mut bool) -> Query {
    let mut all = |parts: &[Query]| parts.iter().map(|q| correct(q, index, changed)).collect();
    match query {
        Query::And(parts) => Query::And(all(parts)),
        Query::Or(parts) => Query::Or(all(parts)),
        Query::Words(words) => Query::Words(correct_words(words, index, changed)),
        Query::Near(one, two, reach) => {
            let one = correct_words(one, index, changed);
            Query::Near(one, correct_words(two, index, changed), *reach)
        }
        // What is not wanted is not looked for either.
        Query::Not(_) | Query::Field(..) => query.clone(),
    }
}

fn correct_words(words: &[Atom], index: &Index, changed: &mut bool) -> Vec<Atom> {
    let mut one = |atom: &Atom| match atom {
        Atom::Word(spelling) if forms(atom, index).is_empty() => {
            let word = bare(spelling).into_owned();
            let mut fuzzy = (1..=allowed_errors(&word)).map(|errors| Atom::Fuzzy {
                word: word.clone(),
                errors,
                exact: false,
            });
            let near = fuzzy.find(|atom| !forms(atom, index).is_empty());
            *changed |= near.is_some();
            near.unwrap_or_else(|| atom.clone())
        }
        other => other.clone(),
    };
    words.iter().map(&mut one).collect()
}
