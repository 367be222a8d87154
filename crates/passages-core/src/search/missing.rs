//! Why nothing was found: words that no text has, and what comes nearest to them.

use super::forms::forms;
use super::query::{Atom, Query};
use crate::index::Index;
use crate::order::sort_by;
use crate::tokens::{bare, is_stop_word};

/// Why a query finds nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Missing {
    /// Words that no text has, as they could be typed, each with a word of the texts that begins like it.
    pub words: Vec<(String, Option<String>)>,
    /// The words that the texts have, of which one is enough, without those that so many passages have that they tell
    /// nothing ([`COMMON`]), and of many the rarest; `None` where one alone was asked for, or none would be found.
    pub any: Option<Query>,
}

/// A word that this part of the passages has is not worth looking for by itself.
pub const COMMON: f64 = 1.0 / 3.0;
/// Words of which one is enough, at most: of a whole sentence the rarest.
const MOST_WORDS: usize = 6;
/// Letters that a nearest word must have in common, from the first.
const MIN_COMMON: usize = 3;

/// What is missing of a query. What it excludes is not.
pub fn missing(query: &Query, index: &Index) -> Missing {
    let (mut words, mut present) = (Vec::new(), Vec::new());
    collect(query, index, &mut words, &mut present);
    words.dedup();
    let asked = present.len() + words.len();
    let passages = |query: &Query| -> usize {
        let Query::Words(atoms) = query else { return usize::MAX };
        let words = atoms.first().map(|atom| forms(atom, index)).unwrap_or_default();
        words.into_iter().map(|word| index.list(word).paragraphs.len()).sum()
    };
    let is_stop = |query: &Query| match query {
        Query::Words(atoms) => atoms.iter().all(|atom| is_stop_word(&atom.to_string())),
        _ => false,
    };
    let is_telling =
        |query: &Query| (passages(query) as f64) < COMMON * index.len() as f64 && !is_stop(query);
    if present.iter().any(is_telling) {
        present.retain(is_telling);
    }
    if present.len() > MOST_WORDS {
        // The rarest tell most; of words that are equally rare, the first.
        let mut rarest: Vec<(usize, usize)> = present.iter().map(passages).zip(0..).collect();
        sort_by(&mut rarest, Ord::cmp);
        rarest.truncate(MOST_WORDS);
        let mut at = 0..;
        present.retain(|_| at.next().is_some_and(|at| rarest.iter().any(|(_, kept)| *kept == at)));
    }
    let any = match present.len() {
        0 => None,
        1 if asked == 1 => None,
        1 => present.pop(),
        _ => Some(Query::Or(present)),
    };
    Missing { words, any }
}

fn collect(
    query: &Query,
    index: &Index,
    absent: &mut Vec<(String, Option<String>)>,
    present: &mut Vec<Query>,
) {
    let mut add = |atoms: &[Atom]| {
        for atom in atoms {
            if forms(atom, index).is_empty() {
                absent.push((atom.to_string(), nearest(atom, index)));
            } else {
                let word = Query::Words(vec![atom.clone()]);
                if !present.contains(&word) {
                    present.push(word);
                }
            }
        }
    };
    match query {
        Query::Words(words) => add(words),
        Query::Near(one, two, _) => {
            add(one);
            add(two);
        }
        Query::And(parts) | Query::Or(parts) => {
            parts.iter().for_each(|part| collect(part, index, absent, present));
        }
        Query::Field(..) | Query::Not(_) => {}
    }
}

/// The first word of the alphabet that shares most letters from the beginning.
fn nearest(atom: &Atom, index: &Index) -> Option<String> {
    let (Atom::Word(word) | Atom::Exact(word) | Atom::Fuzzy { word, .. }) = atom else { return None };
    let word = bare(word);
    let mut ends: Vec<usize> = word.char_indices().map(|(at, c)| at + c.len_utf8()).collect();
    while ends.len() >= MIN_COMMON {
        let head = word.get(..ends.pop()?)?;
        if let Some(first) = index.beginning(head).next() {
            return Some(index.text(first).to_owned());
        }
    }
    None
}
