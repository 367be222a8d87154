//! Which forms the words of a query stand for, and the query without one of them.

use super::forms::forms;
use super::query::{Atom, Query};
use crate::index::Index;

/// A word that stands for several forms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Widened {
    /// As it could be typed.
    pub written: String,
    /// The words of the texts that it stands for, folded, in the order of the alphabet; at least two.
    pub forms: Vec<String>,
}

/// Forms told of a word, at most.
pub const MAX_FORMS: usize = 24;
/// Forms written in the place of a word, at most.
const MAX_SPELLED: usize = 100;

/// The single words of a query that stand for more than themselves, each once, in the order of the query. Words of a
/// phrase or near another are left alone, and so is what is not wanted.
pub fn widened(query: &Query, index: &Index) -> Vec<Widened> {
    let mut all: Vec<Widened> = Vec::new();
    each_word(query, &mut |atom| {
        let written = atom.to_string();
        let forms = spelled(atom, index, MAX_FORMS);
        if forms.len() > 1 && !all.iter().any(|known| known.written == written) {
            all.push(Widened { written, forms });
        }
    });
    all
}

/// The query in which the word `written` no longer stands for one of its forms; `None` where it does not stand for it,
/// or for nothing else.
pub fn without_form(query: &Query, index: &Index, written: &str, form: &str) -> Option<Query> {
    let mut changed = false;
    let query = replaced(query, &mut |atom| {
        // All of them, for what is shown may be a part; so many that no address holds them are left as they are.
        let held = spelled(atom, index, MAX_SPELLED + 1);
        if atom.to_string() != written
            || held.len() > MAX_SPELLED
            || held.len() < 2
            || !held.iter().any(|known| known == form)
        {
            return None;
        }
        changed = true;
        let kept = held.into_iter().filter(|known| known != form);
        let mut kept: Vec<Query> = kept.map(|form| Query::Words(vec![Atom::Exact(form)])).collect();
        Some(if kept.len() == 1 { kept.swap_remove(0) } else { Query::Or(kept) })
    });
    changed.then_some(query)
}

/// The forms of a word as they are spelled, each once: languages and stems make no difference.
fn spelled(atom: &Atom, index: &Index, most: usize) -> Vec<String> {
    if matches!(atom, Atom::Exact(_) | Atom::Run(_)) {
        return Vec::new();
    }
    // In the order of the alphabet, so that equal ones follow each other.
    let mut spelled: Vec<String> = Vec::new();
    for word in forms(atom, index) {
        let text = index.text(word);
        if spelled.last().is_none_or(|last| last != text) {
            spelled.push(text.to_owned());
        }
        if spelled.len() == most {
            break;
        }
    }
    spelled
}

fn each_word(query: &Query, tell: &mut dyn FnMut(&Atom)) {
    match query {
        Query::Words(words) => {
            if let [only] = words.as_slice() {
                tell(only);
            }
        }
        Query::And(parts) | Query::Or(parts) => parts.iter().for_each(|part| each_word(part, tell)),
        Query::Near(..) | Query::Field(..) | Query::Not(_) => {}
    }
}

fn replaced(query: &Query, by: &mut dyn FnMut(&Atom) -> Option<Query>) -> Query {
    match query {
        Query::Words(words) => match words.as_slice() {
            [only] => by(only).unwrap_or_else(|| query.clone()),
            _ => query.clone(),
        },
        Query::And(parts) => Query::And(parts.iter().map(|part| replaced(part, by)).collect()),
        Query::Or(parts) => {
            let mut any = Vec::new();
            for part in parts {
                // Alternatives among alternatives are of one rank.
                match replaced(part, by) {
                    Query::Or(inner) if !matches!(part, Query::Or(_)) => any.extend(inner),
                    other => any.push(other),
                }
            }
            Query::Or(any)
        }
        Query::Near(..) | Query::Field(..) | Query::Not(_) => query.clone(),
    }
}
