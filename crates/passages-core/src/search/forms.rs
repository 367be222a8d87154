//! A word of a query -> the words of the texts that it stands for.

use super::query::Atom;
use crate::index::{Index, WordIx};

/// Words that a pattern or a typing error may stand for at most: the nearest, then in the order of the alphabet.
const MAX_FORMS: usize = 200;

/// The words of the texts that an atom stands for, ascending.
pub(super) fn forms(atom: &Atom, index: &Index) -> Vec<WordIx> {
    match atom {
        Atom::Word { stem, .. } => {
            let postings = index.postings(stem);
            let first = postings.iter().next().and_then(|(p, at)| index.form(p, *at.first()?));
            first.and_then(|form| index.stem_of(form)).map_or(Vec::new(), |s| index.words_of(s).to_vec())
        }
        Atom::Exact(word) => index.word(word).into_iter().collect(),
        Atom::Pattern(pattern) => matching(pattern, index),
        Atom::Fuzzy(word, errors) => {
            let near = mistyped(word, usize::from(*errors), index);
            let by_distance =
                (0..=usize::from(*errors)).flat_map(|n| near.iter().filter(move |(d, _)| *d == n));
            let near = by_distance.take(MAX_FORMS).filter_map(|(_, form)| index.stem_of(*form));
            let mut found: Vec<WordIx> = near.flat_map(|stem| index.words_of(stem)).copied().collect();
            found.sort_unstable();
            found.dedup();
            found
        }
    }
}

/// Words that a pattern matches. What stands before its first `*` or `?` bounds the search.
fn matching(pattern: &str, index: &Index) -> Vec<WordIx> {
    let head = pattern.split(['*', '?']).next().unwrap_or("");
    let words = index.words();
    let from = words.partition_point(|word| word.as_str() < head);
    let letters: Vec<char> = pattern.chars().collect();
    let begins = words.iter().skip(from).take_while(|word| word.starts_with(head));
    let numbered = (0_u32..).skip(from).zip(begins);
    numbered.filter(|(_, word)| matches(&letters, word)).map(|(ix, _)| ix).take(MAX_FORMS).collect()
}

/// Whether a word is what the pattern says; goes back to the last `*` only, so it takes no more than n x m steps.
fn matches(pattern: &[char], word: &str) -> bool {
    let word: Vec<char> = word.chars().collect();
    let (mut at, mut in_word) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    while let Some(letter) = word.get(in_word) {
        match pattern.get(at) {
            Some('*') => {
                star = Some((at, in_word));
                at += 1;
            }
            Some(p) if *p == '?' || p == letter => {
                at += 1;
                in_word += 1;
            }
            _ => match star {
                Some((place, taken)) => {
                    star = Some((place, taken + 1));
                    at = place + 1;
                    in_word = taken + 1;
                }
                None => return false,
            },
        }
    }
    pattern.get(at..).unwrap_or(&[]).iter().all(|p| *p == '*')
}

/// Words at most this many typing errors away, with how many: a letter too many, too few or another, or two that have
/// changed places (optimal string alignment, after F. J. Damerau, "A technique for computer detection and correction
/// of spelling errors", Communications of the ACM 7 (1964), doi:10.1145/363958.363994).
///
/// The rows of the table are kept for the letters that a word has in common with the one before it, and once a
/// beginning is too far off, all words that begin so are passed over.
fn mistyped(wanted: &str, errors: usize, index: &Index) -> Vec<(usize, WordIx)> {
    let wanted: Vec<char> = wanted.chars().collect();
    let mut rows: Vec<Vec<usize>> = vec![(0..=wanted.len()).collect()];
    let mut last: Vec<char> = Vec::new();
    let mut found = Vec::new();
    let words = index.words();
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let letters: Vec<char> = word.chars().collect();
        let common = letters.iter().zip(&last).take_while(|(a, b)| a == b).count();
        rows.truncate(common + 1);
        at += 1;
        while rows.len() <= letters.len() {
            let row = next_row(&rows, &letters, rows.len(), &wanted);
            let too_far = |row: &Vec<usize>| row.iter().all(|n| *n > errors);
            // Two letters may have changed places, so one row is not enough to tell.
            let hopeless = too_far(&row) && rows.last().is_some_and(too_far);
            rows.push(row);
            if hopeless {
                let begins: String = letters.iter().take(rows.len() - 1).collect();
                let rest = words.get(at..).unwrap_or(&[]);
                at += rest.partition_point(|word| word.starts_with(&begins));
                break;
            }
        }
        let whole = rows.len() == letters.len() + 1;
        let distance = rows.last().and_then(|row| row.last()).filter(|n| whole && **n <= errors);
        found.extend(distance.map(|distance| (*distance, u32::try_from(at - 1).unwrap_or(u32::MAX))));
        last = letters;
        last.truncate(rows.len() - 1);
    }
    found
}

/// The row of the table after `depth` letters of the word.
fn next_row(rows: &[Vec<usize>], letters: &[char], depth: usize, wanted: &[char]) -> Vec<usize> {
    let at = |row: usize, column: usize| {
        rows.get(row).and_then(|r| r.get(column)).copied().unwrap_or(usize::MAX / 2)
    };
    let letter = letters.get(depth - 1);
    let mut row = vec![depth];
    for column in 1..=wanted.len() {
        let same = usize::from(wanted.get(column - 1) != letter);
        let left = row.last().copied().unwrap_or(usize::MAX / 2);
        let mut best = (at(depth - 1, column) + 1).min(left + 1).min(at(depth - 1, column - 1) + same);
        let turned = depth > 1
            && column > 1
            && wanted.get(column - 2) == letter
            && wanted.get(column - 1) == letters.get(depth - 2);
        if turned {
            best = best.min(at(depth - 2, column - 2) + 1);
        }
        row.push(best);
    }
    row
}

/// How many typing errors are let pass in a word that no text has: none in a short one, two in a long one.
pub(super) fn allowed_errors(word: &str) -> u8 {
    match word.chars().count() {
        0..4 => 0,
        4..8 => 1,
        _ => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokens::Analyzer;
    use proptest::prelude::*;

    /// The distance by its definition.
    fn distance(a: &[char], b: &[char]) -> usize {
        let (Some((x, a_rest)), Some((y, b_rest))) = (a.split_first(), b.split_first()) else {
            return a.len() + b.len();
        };
        if x == y {
            return distance(a_rest, b_rest);
        }
        let mut best = 1 + distance(a_rest, b).min(distance(a, b_rest)).min(distance(a_rest, b_rest));
        if let (Some(x2), Some(y2)) = (a_rest.first(), b_rest.first())
            && x == y2
            && y == x2
        {
            best = best.min(1 + distance(&a_rest[1..], &b_rest[1..]));
        }
        best
    }

    /// A pattern by its definition.
    fn fits(pattern: &[char], word: &[char]) -> bool {
        match pattern.split_first() {
            None => word.is_empty(),
            Some(('*', rest)) => (0..=word.len()).any(|n| fits(rest, &word[n..])),
            Some((p, rest)) => {
                word.split_first().is_some_and(|(w, after)| (*p == '?' || p == w) && fits(rest, after))
            }
        }
    }

    proptest! {
        #[test]
        fn as_defined(words in proptest::collection::vec("[abcé]{1,6}", 1..12), wanted in "[abcé]{1,6}", pattern in "[abc*?]{1,5}") {
            let index = Index::new(&[Analyzer::english().tokens(&words.join(" "))]);
            let letters = |w: &str| w.chars().collect::<Vec<char>>();
            for errors in 1..=2 {
                let wide: Vec<WordIx> = (0..).zip(index.words())
                    .filter(|(_, w)| distance(&letters(w), &letters(&wanted)) <= errors)
                    .map(|(ix, _)| ix)
                    .collect();
                let found: Vec<WordIx> = mistyped(&wanted, errors, &index).into_iter().map(|(_, ix)| ix).collect();
                prop_assert_eq!(found, wide, "{} {} {:?}", wanted, errors, index.words());
            }
            let wide: Vec<WordIx> = (0..).zip(index.words())
                .filter(|(_, w)| fits(&letters(&pattern), &letters(w)))
                .map(|(ix, _)| ix)
                .collect();
            prop_assert_eq!(matching(&pattern, &index), wide, "{} {:?}", pattern, index.words());
        }
    }
}
