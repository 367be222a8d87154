//! A word of a query -> the words of the texts that it stands for.

use super::query::Atom;
use crate::index::{Index, WordIx, signature};
use crate::order::sort_numbers;
use crate::tokens::bare;

/// The words of the texts that an atom stands for, ascending.
pub(super) fn forms(atom: &Atom, index: &Index) -> Vec<WordIx> {
    match atom {
        Atom::Word(spelling) => stemmed(spelling, index),
        Atom::Exact(word) => index.find(word).collect(),
        Atom::Run(run) if run.chars().nth(1).is_some() => index.find(run).collect(),
        Atom::Run(run) => index.beginning(run).collect(),
        Atom::Pattern(pattern) => matching(pattern, index),
        Atom::Fuzzy { word, errors, exact } => {
            let near = mistyped(word, usize::from(*errors), index);
            if *exact { near } else { of_same_stems(&near, index) }
        }
    }
}

/// All forms of a word, in each language by its own stems.
///
/// Where the texts have the word itself, its stem is theirs: somebody who types "migree" means "migrée", whose stem
/// is another.
fn stemmed(spelling: &str, index: &Index) -> Vec<WordIx> {
    let same: Vec<WordIx> = index.find(&bare(spelling)).collect();
    let mut found = of_same_stems(&same, index);
    for language in index.languages() {
        let stem = index.stem(&language.stem(spelling));
        let words = stem.map_or(&[][..], |stem| index.words_of(stem));
        found.extend(words.iter().filter(|word| index.language(**word) == Some(*language)));
    }
    sorted(found)
}

/// These words and all that have their stem in the same language.
fn of_same_stems(words: &[WordIx], index: &Index) -> Vec<WordIx> {
    let forms = |word: &WordIx| {
        let language = index.language(*word);
        let all = index.stem_of(*word).map_or(&[][..], |stem| index.words_of(stem));
        all.iter().copied().filter(move |other| index.language(*other) == language)
    };
    sorted(words.iter().flat_map(forms).collect())
}

fn sorted(mut words: Vec<WordIx>) -> Vec<WordIx> {
    sort_numbers(&mut words);
    words.dedup();
    words
}

/// Words that a pattern matches, ascending. What stands before its first `*` or `?` bounds the search; else the
/// letters that it asks for must be there.
fn matching(pattern: &str, index: &Index) -> Vec<WordIx> {
    let is_letter = |c: &char| !matches!(c, '*' | '?');
    let head: String = pattern.chars().take_while(is_letter).collect();
    let begins = index.beginning(&head);
    if pattern.strip_prefix(&head) == Some("*") {
        return begins.collect();
    }
    let letters: Vec<char> = pattern.chars().collect();
    let mut word_letters = Vec::new();
    let mut fits = |word: &WordIx| {
        spell(index.text(*word), &mut word_letters);
        matches(&letters, &word_letters)
    };
    if !head.is_empty() {
        return begins.filter(fits).collect();
    }
    let asked = signature(pattern.chars().filter(is_letter));
    let (words, have) = index.of_lengths(pattern.chars().filter(|c| *c != '*').count(), usize::MAX);
    let may = words.iter().zip(have).filter(|(_, has)| asked & !**has == 0);
    sorted(may.map(|(word, _)| *word).filter(|word| fits(word)).collect())
}

fn spell(word: &str, letters: &mut Vec<char>) {
    letters.clear();
    letters.extend(word.chars());
}

/// Whether a word is what the pattern says; goes back to the last `*` only, so it takes no more than n x m steps.
fn matches(pattern: &[char], word: &[char]) -> bool {
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

/// Words at most this many typing errors away, ascending: a letter too many, too few or another, or two that have
/// changed places (optimal string alignment, after F. J. Damerau, "A technique for computer detection and correction
/// of spelling errors", Communications of the ACM 7 (1964), doi:10.1145/363958.363994).
///
/// Words with too many other letters are passed over by their signatures, without being read.
fn mistyped(wanted: &str, errors: usize, index: &Index) -> Vec<WordIx> {
    let wanted: Vec<char> = wanted.chars().collect();
    let asked = signature(wanted.iter().copied());
    let apart = 2 * u32::try_from(errors).unwrap_or(2);
    let (mut letters, mut rows) = (Vec::new(), Rows::default());
    let mut found = Vec::new();
    let (words, have) = index.of_lengths(wanted.len().saturating_sub(errors), wanted.len() + errors);
    for (word, has) in words.iter().zip(have) {
        if (asked ^ has).count_ones() > apart {
            continue;
        }
        spell(index.text(*word), &mut letters);
        if is_within(&wanted, &letters, errors, &mut rows) {
            found.push(*word);
        }
    }
    sorted(found)
}

/// The last three rows of the table of distances.
#[derive(Default)]
struct Rows {
    before: Vec<usize>,
    last: Vec<usize>,
    next: Vec<usize>,
}

/// Whether two words are at most `errors` apart. Only the cells that near the diagonal are worked out (E. Ukkonen,
/// "Algorithms for approximate string matching", Information and Control 64 (1985),
/// doi:10.1016/S0019-9958(85)80046-2).
fn is_within(one: &[char], two: &[char], errors: usize, rows: &mut Rows) -> bool {
    let same = one.iter().zip(two).take_while(|(a, b)| a == b).count();
    let (one, two) = (one.get(same..).unwrap_or(&[]), two.get(same..).unwrap_or(&[]));
    let same = one.iter().rev().zip(two.iter().rev()).take_while(|(a, b)| a == b).count();
    let one = one.get(..one.len() - same).unwrap_or(&[]);
    let two = two.get(..two.len() - same).unwrap_or(&[]);
    if one.len().abs_diff(two.len()) > errors {
        return false;
    }
    match (one, two) {
        ([], rest) | (rest, []) => return rest.len() <= errors,
        ([_], [_]) => return errors > 0,
        ([a, b], [c, d]) if a == d && b == c => return errors > 0,
        _ if errors < 2 => return false,
        _ => {}
    }
    let far = errors + 1;
    for row in [&mut rows.before, &mut rows.last, &mut rows.next] {
        row.clear();
        row.resize(two.len() + 2, far);
    }
    for (column, cell) in rows.last.iter_mut().enumerate().take(far) {
        *cell = column;
    }
    for (row, a) in one.iter().enumerate() {
        let (from, to) = ((row + 1).saturating_sub(errors), two.len().min(row + 1 + errors));
        let before = |rows: &Vec<usize>, column: usize| rows.get(column).copied().unwrap_or(far);
        for column in from..=to {
            let best = if column == 0 {
                row + 1
            } else {
                let b = two.get(column - 1);
                let other = before(&rows.last, column - 1) + usize::from(b != Some(a));
                let left = if column > from { before(&rows.next, column - 1) } else { far };
                let best = other.min(before(&rows.last, column) + 1).min(left + 1);
                let turned = row > 0 && column > 1 && one.get(row - 1) == b && two.get(column - 2) == Some(a);
                if turned { best.min(before(&rows.before, column - 2) + 1) } else { best }
            };
            if let Some(cell) = rows.next.get_mut(column) {
                *cell = best.min(far);
            }
        }
        // The cell beyond the diagonals is read by the next row.
        for beyond in [from.checked_sub(1), Some(to + 1)].into_iter().flatten() {
            if let Some(cell) = rows.next.get_mut(beyond) {
                *cell = far;
            }
        }
        std::mem::swap(&mut rows.before, &mut rows.last);
        std::mem::swap(&mut rows.last, &mut rows.next);
    }
    rows.last.get(two.len()).is_some_and(|distance| *distance <= errors)
}

/// Whether one text comes of another by at most so many typing errors, as they are counted of words.
pub(crate) fn are_near(one: &str, two: &str, errors: usize) -> bool {
    // An error makes no text longer or shorter by more than a letter, which takes four bytes at most.
    if one.len().abs_diff(two.len()) > 4 * errors {
        return false;
    }
    let letters = |text: &str| text.chars().collect::<Vec<char>>();
    is_within(&letters(one), &letters(two), errors, &mut Rows::default())
}

/// How many typing errors are let pass in a word that no text has: none in a short one, two in a long one.
pub(crate) fn allowed_errors(word: &str) -> u8 {
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
            let all = (0_u32..).take(index.words());
            for errors in 1..=2 {
                let wide: Vec<WordIx> = all.clone()
                    .filter(|ix| distance(&letters(index.text(*ix)), &letters(&wanted)) <= errors)
                    .collect();
                let found = mistyped(&wanted, errors, &index);
                prop_assert_eq!(found, wide, "{} {} {:?}", wanted, errors, words);
            }
            let wide: Vec<WordIx> = all
                .filter(|ix| fits(&letters(&pattern), &letters(index.text(*ix))))
                .collect();
            prop_assert_eq!(matching(&pattern, &index), wide, "{} {:?}", pattern, words);
        }
    }
}
