//! Headings: told from paragraphs by how they look, since both may be numbered.

use super::block::Block;
use super::calls::{is_raised, without_call};
use super::characters::is_han;
use super::inline;
use super::label;
use super::lines::words;
use super::outline::{Outline, Sequence};
use super::wording;
use crate::date::DateRange;

/// A section's heading.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Heading {
    pub(super) number: Option<String>,
    pub(super) text: String,
}

/// More words than this make a paragraph, not a heading.
const MAX_HEADING_WORDS: usize = 25;

/// Under a number of its own, a heading may be longer.
const MAX_NUMBERED_WORDS: usize = 50;

/// The heading that a block is, if it is one: marked as such, all bold, under a numeral, or numbered and without a full stop.
///
/// `text` are its words without their marks; `next` is the block below, which may show that a sentence goes on.
pub(super) fn read(block: &Block<'_>, text: &str, next: Option<&Block<'_>>) -> Option<Heading> {
    let raw = block.joined();
    let marked =
        raw.starts_with('#') || inline::is_bold(&raw) || (inline::is_emphatic(&raw) && is_title(text));
    let text = text.trim_start_matches('#').trim();
    if text.is_empty() || DateRange::parse(text).is_some() {
        return None;
    }
    if let Some(article) = article(block) {
        return Some(article);
    }
    if let Some((number, rest)) = numeral(text) {
        return Some(Heading { number: Some(number.to_owned()), text: rest.to_owned() });
    }
    if wording::leads(text) {
        return Some(Heading { number: None, text: text.to_owned() });
    }
    let labelled = label::take(text).filter(|labelled| !(labelled.is_bare() && labelled.rest.is_empty()));
    let numbered =
        labelled.as_ref().is_some_and(|l| (l.number().is_some() || l.is_outer_chinese()) && is_title(l.rest));
    let below = next.and_then(|next| next.lines.first()).map_or("", |line| line.text);
    // "a) Lamps" below begins with a small letter too, and is no sentence that goes on.
    let goes_on = below.starts_with(char::is_lowercase) && label::take(below).is_none();
    if !marked && (!numbered || goes_on) {
        return None;
    }
    let (number, text) = match labelled {
        Some(labelled) => {
            let printed = labelled.printed.trim_matches(|c: char| !c.is_alphanumeric());
            let number = if labelled.number().is_some() { printed } else { labelled.label.as_str() };
            (Some(number.to_owned()), labelled.rest.to_owned())
        }
        None => (None, text.to_owned()),
    };
    Some(Heading { number, text })
}

/// "Scope", and no shorter word, is a heading alone.
const MIN_HEADING_LETTERS: usize = 5;

/// The heading that an unmarked block is, by what follows it: a few words that are no sentence, above a paragraph.
pub(super) fn unmarked(text: &str, next: Option<&Block<'_>>) -> Option<Heading> {
    let numbered = next.is_some_and(|next| article(next).is_some());
    let next = next.map(|next| inline::clean(&next.joined()).text)?;
    let above_text = label::take(&next).is_some_and(|l| !l.is_bare())
        || numbered
        || numeral(&next).is_some()
        || wording::opens_recital(&next)
        || words(&next) > MIN_PARAGRAPH_WORDS;
    let pauses = without_call(text).ends_with([',', '،', '，']);
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    // "导言" is a heading; a word that stands alone may be anything, unless a numbered paragraph is below.
    let several =
        text.split_whitespace().nth(1).is_some() || text.chars().filter(|c| is_han(*c)).nth(1).is_some();
    let heads_number = letters >= MIN_HEADING_LETTERS
        && text.starts_with(char::is_uppercase)
        && label::take(&next).is_some_and(|l| l.number().is_some());
    let sound = letters * 2 > text.chars().count() && (several || heads_number);
    (above_text
        && sound
        && !wording::enacts(text)
        && !wording::opens_recital(text)
        && !pauses
        && is_title(text)
        && label::take(text).is_none())
    .then(|| Heading { number: None, text: text.to_owned() })
}

/// The heading under a Chinese numeral in brackets, which numbers items as well: "（一）灯油" above a paragraph that is
/// none of its kind. `outline` has the labels above.
pub(super) fn bracketed(text: &str, next: Option<&Block<'_>>, outline: &Outline) -> Option<Heading> {
    let labelled = label::take(text).filter(|labelled| labelled.chinese().is_some())?;
    let next = inline::clean(&next?.joined()).text;
    let above_text = match label::take(&next).filter(|next| !next.is_bare()) {
        Some(next) => next.number().is_some(),
        None => numeral(&next).is_some() || words(&next) > MIN_PARAGRAPH_WORDS,
    };
    let is_heading = above_text && is_title(labelled.rest) && outline.sequence(&labelled) != Sequence::Next;
    is_heading.then(|| Heading { number: Some(labelled.label), text: labelled.rest.to_owned() })
}

/// A paragraph under an unmarked heading is longer than this.
const MIN_PARAGRAPH_WORDS: usize = 12;

/// "Rule 40" or "IV", and below it "Fog signals".
pub(super) fn article(block: &Block<'_>) -> Option<Heading> {
    let (first, below) = block.lines.split_first()?;
    let text = inline::clean(&Block::of(below).joined()).text;
    let numbered =
        wording::is_article(first.text) || numeral(first.text).is_some_and(|(_, rest)| rest.is_empty());
    let titled = numbered && (text.is_empty() || is_title_of(&text, MAX_NUMBERED_WORDS));
    titled.then(|| Heading { number: Some(first.text.trim_end_matches('.').to_owned()), text })
}

/// "II. Lamps" as "II" and "Lamps", "A." and "IV" alone: a roman numeral or a capital, and a title or nothing.
pub(super) fn numeral(text: &str) -> Option<(&str, &str)> {
    let (first, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let rest = rest.trim_start();
    let dotted = first.strip_suffix('.');
    let name = dotted.unwrap_or(first);
    let roman = (1..=7).contains(&name.len()) && name.bytes().all(|b| matches!(b, b'I' | b'V' | b'X' | b'L'));
    let capital = matches!(name.as_bytes(), [b'A'..=b'Z']);
    let titled = if rest.is_empty() { true } else { dotted.is_some() && is_title(rest) };
    ((roman || capital) && titled).then_some((name, rest))
}

/// Begins with a capital and does not end like a sentence.
fn is_title(text: &str) -> bool {
    is_title_of(text, MAX_HEADING_WORDS)
}

fn is_title_of(text: &str, max_words: usize) -> bool {
    words(text) <= max_words
        && text.chars().next().is_some_and(|c| c.is_alphabetic() && !c.is_lowercase())
        && !ends_sentence(without_call(text))
        && !holds_sentence(text)
}

/// Whether a sentence ends inside the text: "The Chair opened it. Statements".
fn holds_sentence(text: &str) -> bool {
    if text.contains(['。', '；']) {
        return true;
    }
    let mut words = text.split_whitespace().peekable();
    while let Some(word) = words.next() {
        let next_begins = words.peek().is_some_and(|next| next.starts_with(char::is_uppercase));
        let no_abbreviation = word.chars().count() > MAX_ABBREVIATION || word.starts_with(char::is_lowercase);
        if word.ends_with(';') && words.peek().is_some()
            || no_abbreviation && next_begins && word.ends_with('.')
        {
            return true;
        }
    }
    false
}

/// "Nos.", "Corr.", "Add." and the like stand before capitals inside a title.
const MAX_ABBREVIATION: usize = 5;

/// Whether the text stops at a full stop, a semicolon or the like, quotes and brackets aside.
pub(super) fn ends_sentence(text: &str) -> bool {
    let bare = text.trim_end_matches(is_raised).trim_end_matches(['"', '”', '’', '\'', ')', ']', '»', ' ']);
    bare.ends_with(['.', '!', '?', ';', ':', '…', '。', '；', '：', '！', '？', '؛', '؟'])
}

/// Whether the text ends with a full stop that ends nothing but sentences, as the Chinese one does.
pub(super) fn ends_surely(text: &str) -> bool {
    text.trim_end_matches(is_raised).trim_end_matches(['”', '’', '」', '）', ')', ' ']).ends_with('。')
}

/// "HARNESSING DEVELOPMENT BENEFITS" as "Harnessing development benefits"; what is not all capitals stays.
pub(super) fn sentence_case(title: &str) -> String {
    if title.chars().any(char::is_lowercase) {
        return title.to_owned();
    }
    let lower = title.to_lowercase();
    let mut chars = lower.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals_and_capitals_number_headings() {
        assert_eq!(numeral("II. The keeping of lamps"), Some(("II", "The keeping of lamps")));
        assert_eq!(numeral("A. Lamps"), Some(("A", "Lamps")));
        assert_eq!(numeral("IV"), Some(("IV", "")));
        for none in ["I have the pleasure", "A. Keeper signed it.", "Lamps", "a. lamps", "5. Lamps"] {
            assert_eq!(numeral(none), None, "{none}");
        }
    }
}
