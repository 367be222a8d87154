//! Text -> where its words stand and how they are spelled: the one place that says what a word is.
//!
//! The words of scripts without spaces are not told apart; there, each character is a word that is looked up together
//! with the next one (overlapping bigrams: J.-Y. Nie, J. Gao, J. Zhang and M. Zhou, "On the use of words and n-grams
//! for Chinese information retrieval", IRAL (2000), doi:10.1145/355214.355235).

use super::letters::{is_apostrophe, is_mark, push, runs_on};

/// What a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A run of letters and digits.
    Word,
    /// An article or the like before an apostrophe: the l of "l'eau".
    Elided,
    /// A character that is spelled with the next one.
    Joined,
    /// The last character of a run.
    Last,
}

/// A word of a text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word<'a> {
    /// Zero-based UTF-8 offset.
    pub start: usize,
    /// Offset after the last byte; a possessive 's is left out.
    pub end: usize,
    /// Folded, but for the diacritics of Latin letters and the endings of Arabic words. Never empty.
    pub spelling: &'a str,
    pub kind: Kind,
}

/// What French and its neighbours shorten before a vowel.
const ELIDED: [&str; 15] =
    ["l", "d", "j", "m", "t", "s", "c", "n", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "quelqu", "presqu"];

/// Hands over the words of a text in their order.
pub(crate) fn scan(text: &str, found: &mut dyn FnMut(Word<'_>)) {
    let bytes = text.as_bytes();
    let mut spelling = String::new();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        if byte.is_ascii() {
            if byte.is_ascii_alphanumeric() {
                at = word(text, at, &mut spelling, found);
            } else {
                at += 1;
            }
            continue;
        }
        let Some(c) = char_at(text, at) else { return };
        if runs_on(c) {
            at = run(text, at, &mut spelling, found);
        } else if c.is_alphanumeric() && !is_apostrophe(c) {
            at = word(text, at, &mut spelling, found);
        } else {
            at += c.len_utf8();
        }
    }
}

fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// Reads the word that begins at `start`, and says where to go on.
fn word(text: &str, start: usize, spelling: &mut String, found: &mut dyn FnMut(Word<'_>)) -> usize {
    let bytes = text.as_bytes();
    spelling.clear();
    let mut at = start;
    let mut told = |end: usize, kind: Kind, spelling: &str| {
        if !spelling.is_empty() {
            found(Word { start, end, spelling, kind });
        }
    };
    while let Some(byte) = bytes.get(at) {
        if byte.is_ascii_alphanumeric() {
            spelling.push(char::from(byte.to_ascii_lowercase()));
            at += 1;
            continue;
        }
        if byte.is_ascii() && *byte != b'\'' {
            break;
        }
        let Some(c) = char_at(text, at) else { break };
        let after = at + c.len_utf8();
        if is_apostrophe(c) {
            let Some(next) = char_at(text, after).filter(|n| n.is_alphabetic() && !runs_on(*n)) else {
                break;
            };
            let ends =
                char_at(text, after + next.len_utf8()).is_none_or(|c| !c.is_alphanumeric() || runs_on(c));
            if matches!(next, 's' | 'S') && ends {
                told(at, Kind::Word, spelling);
                return after + 1;
            }
            if ELIDED.contains(&spelling.as_str()) {
                told(at, Kind::Elided, spelling);
                return after;
            }
        } else if is_mark(c) || (c.is_alphanumeric() && !runs_on(c)) {
            push(spelling, c);
        } else {
            break;
        }
        at = after;
    }
    told(at, Kind::Word, spelling);
    at
}

/// Reads the run of characters without spaces that begins at `start`, and says where to go on.
fn run(text: &str, start: usize, spelling: &mut String, found: &mut dyn FnMut(Word<'_>)) -> usize {
    let rest = text.get(start..).unwrap_or("");
    let mut chars = rest.char_indices().take_while(|(_, c)| runs_on(*c)).peekable();
    let mut end = start;
    while let Some((at, c)) = chars.next() {
        let at = start + at;
        end = at + c.len_utf8();
        spelling.clear();
        spelling.push(c);
        spelling.extend(chars.peek().map(|(_, next)| *next));
        let kind = if chars.peek().is_some() { Kind::Joined } else { Kind::Last };
        found(Word { start: at, end, spelling, kind });
    }
    end
}
