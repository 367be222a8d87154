//! Footnotes' numbers in the prose: those that an extraction left there, and raised ones, which can be nothing else.

use crate::date::MONTHS;
use std::ops::Range;

/// A footnote's number left in the prose, as bytes of the text with the space before it.
///
/// "its resolution, 3 and" calls note 3, and so does "the Convention 3 and"; "paragraphs 2, 3 and 4" and "Goal 3" do not.
/// Of several that may call it, the likeliest does, and of these the first.
pub(super) fn call(text: &str, from: usize, mark: &str) -> Option<Range<usize>> {
    let places = text.match_indices(mark).map(|(at, _)| at).filter(|&at| at >= from);
    let likely = places.filter_map(|at| Some((likelihood(text, at, mark)?, at)));
    // The first of the likeliest.
    let (_, at) = likely.reduce(|best, other| if other.0 > best.0 { other } else { best })?;
    let before = text.get(..at)?.trim_end().len();
    Some(before..at + mark.len())
}

/// The next raised number, as bytes of the text, and as a note's mark has it: "12" of "¹²".
///
/// The square of a unit of length calls nothing: "40 km²".
pub(super) fn raised(text: &str, from: usize) -> Option<(Range<usize>, String)> {
    let mut from = from;
    loop {
        let start = from + text.get(from..)?.find(is_raised)?;
        let rest = text.get(start..)?;
        let end = rest.find(|c| !is_raised(c)).map_or(text.len(), |length| start + length);
        let unit = text.get(..start)?.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        if !matches!((unit, text.get(start..end)?), ("m" | "km" | "cm" | "mm", "²" | "³")) {
            let digits = rest.chars().map_while(|c| char::from_digit(value(c)?, 10));
            return Some((start..end, digits.collect()));
        }
        from = end;
    }
}

/// A raised digit.
pub(super) fn is_raised(c: char) -> bool {
    value(c).is_some()
}

fn value(raised: char) -> Option<u32> {
    match raised {
        '¹' => Some(1),
        '²' => Some(2),
        '³' => Some(3),
        '⁰' | '⁴'..='⁹' => Some(u32::from(raised) - u32::from('⁰')),
        _ => None,
    }
}

/// How likely a number calls a note.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
enum Likelihood {
    /// "States, 5 from": it may count.
    Counting,
    /// "the Convention 3 and".
    AfterWord,
    /// "its resolution, 3 and".
    AfterComma,
    /// "its work; 3", "“its work” 3".
    AfterStop,
    /// "its work; 3" where the text ends.
    AtEnd,
}

fn likelihood(text: &str, at: usize, mark: &str) -> Option<Likelihood> {
    let (before, after) = (text.get(..at)?, text.get(at + mark.len()..)?);
    let ends = after.chars().next().is_none_or(|c| c.is_whitespace() || matches!(c, ',' | ';' | '.' | ':'));
    let previous = before.trim_end();
    let word = previous.rsplit(char::is_whitespace).next().unwrap_or_default();
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
    let short_number = !bare.is_empty() && bare.len() <= 3 && bare.bytes().all(|b| b.is_ascii_digit());
    let next = after.trim_start_matches([',', ' ']).split(char::is_whitespace).next().unwrap_or_default();
    let next = next.trim_end_matches([',', ';', '.']);
    if !ends || previous.is_empty() || short_number || MONTHS.contains(&next) || ABBREVIATIONS.contains(&word)
    {
        return None;
    }
    let last = previous.chars().next_back()?;
    if matches!(last, ',' | ';' | ':' | '.' | '”' | '"' | '’' | ')') {
        return Some(match last {
            _ if after.is_empty() => Likelihood::AtEnd,
            ',' if next.starts_with(char::is_uppercase) || COUNTERS.contains(&next) => Likelihood::Counting,
            ',' => Likelihood::AfterComma,
            _ => Likelihood::AfterStop,
        });
    }
    let attached = previous.len() == before.len() && last.is_alphabetic();
    let counted = COUNTED.contains(&bare.trim_end_matches('s'));
    let listed = after.trim_start().starts_with(char::is_numeric);
    (attached || last.is_alphanumeric() && previous.len() < before.len() && !counted && !listed)
        .then_some(Likelihood::AfterWord)
}

/// Words before which a number counts something: "5 from African States".
const COUNTERS: &[&str] =
    &["from", "of", "per", "members", "were", "are", "persons", "countries", "million", "years"];

/// "for its work, 12" without the number of the footnote.
pub(super) fn without_call(line: &str) -> &str {
    let words = line.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end();
    let punctuated = words.ends_with(|c: char| c.is_ascii_punctuation() || matches!(c, '”' | '’'));
    if words.len() + 4 >= line.len() && punctuated { words } else { line }
}

/// The words before a call that stand nowhere earlier in the text: at least three, where there are.
pub(super) fn anchor(text: &str, call: usize) -> &str {
    let before = text.get(..call).unwrap_or(text);
    let starts = before.char_indices().rev().filter(|(at, _)| {
        let above = before.get(..*at).and_then(|head| head.chars().next_back());
        above.is_none_or(char::is_whitespace)
    });
    let unique = starts
        .map(|(at, _)| at)
        .skip(2)
        .take(MAX_ANCHOR_WORDS)
        .find(|&at| before.get(at..).is_some_and(|words| text.find(words) == Some(at)));
    unique.and_then(|at| before.get(at..)).unwrap_or(before)
}

/// Longer anchors are the whole text.
const MAX_ANCHOR_WORDS: usize = 12;

const ABBREVIATIONS: &[&str] = &["No.", "Nos.", "vol.", "para.", "p."];

/// Words after which a number belongs to the text, a final s aside.
const COUNTED: &[&str] = &[
    "Goal",
    "Target",
    "target",
    "Article",
    "article",
    "Annex",
    "annex",
    "Chapter",
    "chapter",
    "Section",
    "section",
    "Paragraph",
    "paragraph",
    "subparagraph",
    "Part",
    "part",
    "Rule",
    "rule",
    "Regulation",
    "regulation",
    "Phase",
    "phase",
    "Protocol",
    "Pillar",
    "pillar",
    "Table",
    "table",
    "Panel",
    "panel",
    "item",
    "Item",
    "step",
    "option",
    "level",
    "category",
    "Category",
    "and",
    "or",
    "of",
    "on",
    "to",
    "from",
    "the",
    "by",
    "least",
    "than",
    "in",
    "at",
    "for",
    "every",
    "all",
    "Supplement",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn raised_numbers_call_notes_and_squares_do_not() {
        let all = |text: &str| {
            let (mut from, mut found) = (0, Vec::new());
            while let Some((range, mark)) = raised(text, from) {
                from = range.end;
                found.push((range.start, mark));
            }
            found
        };
        assert_eq!(
            all("it,¹ an area of 3 km² and¹⁰ a⁴"),
            [(3, "1".to_owned()), (27, "10".to_owned()), (34, "4".to_owned())]
        );
        assert_eq!(all("none"), []);
    }

    #[test]
    fn a_number_in_the_prose_calls_a_note_where_it_counts_nothing() {
        let called = |text: &str, mark: &str| {
            call(text, 0, mark).map(|range| {
                let mut rest = text.to_owned();
                rest.replace_range(range, "");
                rest
            })
        };
        for (text, mark, rest) in [
            ("the summit, 1 to review", "1", "the summit, to review"),
            ("the Convention 3 and", "3", "the Convention and"),
            ("of 2016, 2", "2", "of 2016,"),
            ("Organized Crime,3", "3", "Organized Crime,"),
            ("6 from Africa, 5 from Asia, as of 2024; 5", "5", "6 from Africa, 5 from Asia, as of 2024;"),
            ("Goal 3, of resolution 70/1, 3 and", "3", "Goal 3, of resolution 70/1, and"),
        ] {
            assert_eq!(called(text, mark).as_deref(), Some(rest), "{text}");
        }
        for (text, mark) in [
            ("Goal 3 and", "3"),
            ("paragraphs 1, 2 and 3", "2"),
            ("of 3 May", "3"),
            ("for 13 years", "3"),
            ("1.3", "3"),
            ("3", "3"),
        ] {
            assert_eq!(called(text, mark), None, "{text}");
        }
    }
}
