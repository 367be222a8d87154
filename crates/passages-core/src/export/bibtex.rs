//! BibTeX: an entry for each document, which names the places that are quoted and quotes them.
//!
//! Entries and fields are those of O. Patashnik, "BibTeXing" (1988).

use super::bibliography::{Entry, entries};
use super::inert::{Given, token, upright};
use super::source::Source;

/// Abbreviations that every style knows.
const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// The documents of the passages.
pub(super) fn write(source: &Source) -> String {
    // What stands outside of entries is a comment, but for this sign.
    let mut out = ["% ", &source.provenance().replace('@', "%40"), "\n"].concat();
    let mut keys = Given::default();
    for entry in entries(source) {
        write_entry(&mut out, &keys.fresh(&token(&entry.document.name)), &entry);
    }
    out
}

fn write_entry(out: &mut String, key: &str, entry: &Entry) {
    let document = entry.document;
    for piece in ["\n@techreport{", key, ",\n"] {
        out.push_str(piece);
    }
    let mut field = |name: &str, open: &str, value: &str, close: &str| {
        for piece in ["  ", name, " = ", open, value, close, ",\n"] {
            out.push_str(piece);
        }
    };
    // A second pair of braces keeps capitals as they are, and a name in one piece.
    if let Some(organ) = &document.masthead.organ {
        field("author", "{{", &escape(organ), "}}");
    }
    field("title", "{{", &escape(&document.title), "}}");
    if let Some(publisher) = entry.publisher() {
        field("institution", "{", publisher, "}");
    }
    if let Some(symbol) = &document.masthead.symbol {
        field("number", "{", &escape(symbol), "}");
    }
    if let Some(date) = document.date() {
        let month = usize::from(date.month).checked_sub(1).and_then(|at| MONTHS.get(at));
        field("month", "", month.unwrap_or(&"{}"), "");
        field("year", "{", &date.year.to_string(), "}");
    }
    field("language", "{", &escape(&document.language), "}");
    // As it is, since styles set it letter by letter; it has no braces.
    field("url", "{", &entry.url, "}");
    field("keywords", "{", &escape(&entry.themes.join("; ")), "}");
    field("note", "{", &escape(&entry.places.join("; ")), "}");
    let mut quotations = String::new();
    for quotation in &entry.quotations {
        quotations.push_str(if quotations.is_empty() { "" } else { "\\par " });
        quotations.push_str(&escape(quotation));
    }
    field("annote", "{", &quotations, "}");
    out.push_str("}\n");
}

/// A text in which nothing is a command, and no two characters are set as another one.
fn escape(text: &str) -> String {
    let text = upright(text);
    let mut out = String::with_capacity(text.len());
    let mut before = ' ';
    for c in text.trim().chars() {
        match c {
            '\\' => out.push_str("\\textbackslash{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '`' => out.push_str("\\textasciigrave{}"),
            // Two of them would be a dash or a quotation mark.
            '-' | '\'' if c == before => out.extend(['{', '}', c]),
            '{' | '}' | '$' | '&' | '#' | '%' | '_' => out.extend(['\\', c]),
            c => out.push(c),
        }
        before = c;
    }
    out
}
