//! Headings: told from paragraphs by how they look, since both may be numbered.

use super::inline;
use super::label::{self, Labelled};
use super::lines::Block;
use crate::date::DateRange;

/// A section's heading.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Heading {
    pub(super) number: Option<String>,
    pub(super) text: String,
}

/// More words than this make a paragraph, not a heading.
const MAX_HEADING_WORDS: usize = 25;

/// The heading that a block is, if it is one: marked as such, all bold, or numbered and without a full stop.
pub(super) fn read(block: &Block<'_>) -> Option<Heading> {
    let raw = block.joined();
    let unhashed = raw.trim_start_matches('#').trim();
    let marked = unhashed.len() < raw.len() || inline::is_bold(&raw);
    let text = inline::clean(unhashed).text;
    let labelled = label::take(&text);
    let numbered = labelled.is_some_and(|l| l.label.bytes().all(|b| b.is_ascii_digit()) && is_title(l.rest));
    if !(marked || numbered) || text.is_empty() || DateRange::parse(&text).is_some() {
        return None;
    }
    let (number, text) = match labelled {
        Some(Labelled { label, rest, .. }) => (Some(label.to_owned()), rest.to_owned()),
        None => (None, text),
    };
    Some(Heading { number, text })
}

/// Begins with a capital and does not end like a sentence.
fn is_title(text: &str) -> bool {
    text.split_whitespace().count() <= MAX_HEADING_WORDS
        && text.chars().next().is_some_and(char::is_uppercase)
        && !ends_sentence(text)
}

/// Whether the text stops at a full stop, a semicolon or the like, quotes and brackets aside.
pub(super) fn ends_sentence(text: &str) -> bool {
    let bare = text.trim_end_matches(['"', '”', '’', '\'', ')', ']', ' ']);
    bare.ends_with(['.', '!', '?', ';', ':', '…'])
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
