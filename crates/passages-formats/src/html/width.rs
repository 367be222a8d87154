//! How many attributes a tag could have: looked at first, because the parser compares each with all before it.

use crate::limits::ATTRIBUTES;
use crate::refusal::{Excess, Refusal};

/// Elements of which the content is no markup.
const RAW: [&str; 2] = ["script", "style"];

/// Counts what could separate attributes in each tag, quoted values aside.
pub(super) fn check(text: &str) -> Result<(), Refusal> {
    let mut rest = text;
    while let Some((_, after)) = rest.split_once('<') {
        rest = after;
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
        } else if rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            rest = tag(rest)?;
            if let Some(name) = RAW.iter().find(|name| begins(after, name)) {
                rest = content(rest, name);
            }
        }
    }
    Ok(())
}

fn begins(text: &str, name: &str) -> bool {
    text.get(..name.len()).is_some_and(|head| head.eq_ignore_ascii_case(name))
}

/// What follows the content of a raw element.
fn content<'a>(text: &'a str, name: &str) -> &'a str {
    let mut rest = text;
    while let Some((_, after)) = rest.split_once("</") {
        if begins(after, name) {
            return after;
        }
        rest = after;
    }
    ""
}

/// What follows a tag.
fn tag(text: &str) -> Result<&str, Refusal> {
    let mut separators = 0;
    let mut quote = None;
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        match quote {
            Some(open) if c == open => quote = None,
            Some(_) => {}
            None if c == '>' => return Ok(text.get(at + 1..).unwrap_or_default()),
            // A quote opens a value only after a sign of equality.
            None if matches!(c, '"' | '\'') && before == '=' => quote = Some(c),
            None if c == '=' || c == '/' || (c.is_ascii_whitespace() && !before.is_ascii_whitespace()) => {
                separators += 1;
                if separators > 2 * ATTRIBUTES {
                    return Err(Refusal::TooMuch(Excess::Attributes));
                }
            }
            None => {}
        }
        if !(before == '=' && c.is_ascii_whitespace()) {
            before = c;
        }
    }
    Ok("")
}
