//! Which forms the words of a query stand for, and the query without one of them.

use super::forms::forms;
use super::query::{Atom, Query};
use crate::index::Index;

/// A word that stands for several forms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Widened {
    /// As it could be typed.
    pub written: String,
    /// The words of the texts that it stands for, folded, in the order of the alphabet, each once: languages and stems
    /// make no difference. At least two; where there are more than [`MAX_SPELLED`], one more than that.
    spelled: Vec<String>,
}

/// Forms told of a word, at most.
pub const MAX_FORMS: usize = 24;
/// Forms written in the place of a word, at most.
const MAX_SPELLED: usize = 100;

/// The single words of a query that stand for more than themselves, each once, in the order of the query. Words of a
/// phrase or near another are left alone, and so is what is not wanted.
pub fn widened(query: &Query, index: &Index) -> Vec<Widened> {
    let mut asked: Vec<String> = Vec::new();
    let mut all: Vec<Widened> = Vec::new();
    each_word(query, &mut |atom| {
        let written = atom.to_string();
        // What is asked a hundred times is looked up once: for a pattern, the whole vocabulary is gone through.
        if asked.contains(&written) {
            return;
        }
        let spelled = spelled(atom, index);
        asked.push(written.clone());
        if spelled.len() > 1 {
            all.push(Widened { written, spelled });
        }
    });
    all
}

impl Widened {
    /// The first of the forms, [`MAX_FORMS`] at most.
    pub fn forms(&self) -> &[String] {
        self.spelled.get(..MAX_FORMS).unwrap_or(&self.spelled)
    }

    /// The query, in which the word was found, where the word no longer stands for one of its forms; `None` where it
    /// does not stand for it, or for so many that no address holds the others.
    pub fn without(&self, query: &Query, form: &str) -> Option<Query> {
        let is_held = self.spelled.iter().any(|known| known == form);
        if self.spelled.len() > MAX_SPELLED || !is_held {
            return None;
        }
        let mut changed = false;
        let query = replaced(query, &mut |atom| {
            if atom.to_string() != self.written {
                return None;
            }
            changed = true;
            let kept = self.spelled.iter().filter(|known| *known != form);
            let mut kept: Vec<Query> =
                kept.map(|form| Query::Words(vec![Atom::Exact(form.clone())])).collect();
            Some(if kept.len() == 1 { kept.swap_remove(0) } else { Query::Or(kept) })
        });
        changed.then_some(query)
    }
}

fn spelled(atom: &Atom, index: &Index) -> Vec<String> {
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
        // All of them, for what is told may be a part; beyond so many it makes no difference which.
        if spelled.len() > MAX_SPELLED {
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
