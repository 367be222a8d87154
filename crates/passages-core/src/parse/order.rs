//! Lines that the extraction put in the wrong order.
//!
//! A line whose words are set wide apart to fill it is taken for columns: what follows it comes before the rest of it.

use super::heading::{ends_sentence, numeral};
use super::label;
use super::lines::Line;

/// Puts lines back in the order in which they are read.
pub(super) fn mend(lines: &mut [Line<'_>]) {
    for at in 0..lines.len() {
        labels_below(lines, at);
    }
    for at in 0..lines.len().saturating_sub(2) {
        let Some([first, tail, rest @ ..]) = lines.get(at..) else { return };
        if is_label_alone(first.text) && is_numeral_above(tail, rest) {
            if let Some([_, tail, head, ..]) = lines.get_mut(at..) {
                std::mem::swap(tail, head);
                (tail.gap, head.gap) = (false, true);
            }
            continue;
        }
        let parted = match is_label_alone(first.text) {
            true => usize::from(rest.first().is_some_and(|head| is_parted_head(tail, head))),
            false => parted_words(first, tail, rest),
        };
        if parted == 0 {
            continue;
        }
        let moved = lines.get_mut(at + 1..at + 2 + parted).unwrap_or_default();
        moved.rotate_left(1);
        moved.iter_mut().for_each(|line| line.gap = false);
    }
}

/// A label that is set a little lower than its line comes after it:
///
/// ```text
/// Thanks the keepers of all lighthouses for
/// 1.
/// what they do;
/// ```
fn labels_below(lines: &mut [Line<'_>], at: usize) {
    let above = at.checked_sub(1).and_then(|above| lines.get(above)).copied();
    let Some([first, label, below @ ..]) = lines.get_mut(at..) else { return };
    // What stands above has ended, and is no label that this line belongs to.
    let begins = above.is_none_or(|above| ends(above.text) && !is_label_alone(above.text));
    let capital = first.text.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase());
    let goes_on =
        !ends(first.text) && below.first().is_some_and(|l| l.text.starts_with(char::is_lowercase) && !l.gap);
    let whole = ends_sentence(first.text) && below.first().is_some_and(|l| is_labelled(l.text));
    let alone = is_label_alone(label.text) && label::take(label.text).is_some_and(|l| l.number().is_some());
    if begins && capital && alone && !is_labelled(first.text) && (goes_on || whole && !label.gap) {
        std::mem::swap(first, label);
        (first.gap, label.gap) = (label.gap, false);
    }
}

fn ends(text: &str) -> bool {
    ends_sentence(text) || text.ends_with([',', '،', '，'])
}

fn is_label_alone(line: &str) -> bool {
    label::take(line).is_some_and(|l| l.rest.is_empty() && !l.is_bare())
}

fn is_labelled(line: &str) -> bool {
    label::take(line).is_some_and(|l| !l.is_bare())
}

/// The number of the next heading comes before the text of a short paragraph:
///
/// ```text
/// (d)
/// VI.
///
/// Decide on the lamps.
/// ```
fn is_numeral_above(tail: &Line<'_>, rest: &[Line<'_>]) -> bool {
    let numeral = numeral(tail.text).is_some_and(|(_, rest)| rest.is_empty());
    numeral && !tail.gap && rest.first().is_some_and(|head| head.gap && !is_labelled(head.text))
}

/// Below a label alone, the short last line comes before the first:
///
/// ```text
/// 29.
/// dollars;
///
/// Decides to reduce resources by 1,889,900 United States
/// ```
fn is_parted_head(tail: &Line<'_>, head: &Line<'_>) -> bool {
    let short = tail.text.chars().count() < head.text.chars().count() && !tail.gap;
    let ends = tail.text.ends_with([';', '.', ',', ':']) && !is_labelled(tail.text);
    let begins = (head.gap || head.cut) && head.text.chars().next().is_some_and(|c| !c.is_lowercase());
    short && ends && begins && !head.text.ends_with([';', '.', ':']) && !is_labelled(head.text)
}

/// More letters than these do not stand on one line.
const MAX_PARTED_LETTERS: usize = 90;

/// How many lines after the last are words of the first:
///
/// ```text
/// Expresses concern about the lack
/// lamps in lighthouses;
///
/// of
///
/// oil for
/// ```
fn parted_words(first: &Line<'_>, tail: &Line<'_>, rest: &[Line<'_>]) -> usize {
    let open = first.text.ends_with(char::is_alphanumeric);
    let small = |line: &Line<'_>| line.text.starts_with(char::is_lowercase);
    let ends = !tail.gap && !tail.cut && tail.text.ends_with([';', '.', ',', ':']) && !is_labelled(tail.text);
    if !open || !ends || !rest.first().is_some_and(small) {
        return 0;
    }
    let mut letters = 0;
    let word = |line: &&Line<'_>| {
        letters += line.text.chars().count();
        let part = line.gap && letters <= MAX_PARTED_LETTERS && !ends_sentence(line.text);
        part && !is_labelled(line.text) && line.text.starts_with(char::is_alphanumeric)
    };
    rest.iter().take_while(word).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::lines;

    fn check(text: &str, expected: &[&str]) {
        let mut lines = lines::read(text);
        mend(&mut lines);
        let found: Vec<&str> = lines.iter().map(|line| line.text).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn the_first_line_comes_before_the_last() {
        check(
            "29.\ndollars;\n\nDecides to give a million\n\n30. Asks",
            &["29.", "Decides to give a million", "dollars;", "30. Asks"],
        );
        check("29.\nDecides so;\n\n30. Asks for more", &["29.", "Decides so;", "30. Asks for more"]);
        check("(d)\nVI.\n\nDecide on lamps.\n\nFog", &["(d)", "Decide on lamps.", "VI.", "Fog"]);
        check("29.\n\nDecides;\n\nA heading of its own", &["29.", "Decides;", "A heading of its own"]);
    }

    #[test]
    fn a_label_comes_before_its_line() {
        check(
            "Aware,\nThanks them for\n1.\nall;\n2.\nAsks;",
            &["Aware,", "1.", "Thanks them for", "all;", "2.", "Asks;"],
        );
        check("1. Thanks;\nAsks;\n2.\n3. Ends.", &["1. Thanks;", "2.", "Asks;", "3. Ends."]);
        check("Aware,\n1.\nThanks them;\n2.\nAsks;", &["Aware,", "1.", "Thanks them;", "2.", "Asks;"]);
        check("учитывая туман,\n1.\nблагодарит;", &["учитывая туман,", "1.", "благодарит;"]);
    }

    #[test]
    fn words_of_a_line_come_before_the_next() {
        check(
            "1. Notes the lack\nlamps in lighthouses;\n\nof\n\noil for\n\n2. Asks",
            &["1. Notes the lack", "of", "oil for", "lamps in lighthouses;", "2. Asks"],
        );
        check("1. Notes the\nlamps;\n\n2. Asks", &["1. Notes the", "lamps;", "2. Asks"]);
    }
}
