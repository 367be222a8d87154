//! A list of passages as quotations with their citations, in CommonMark.

use super::inert::upright;
use super::source::Source;

/// The passages, each a block quotation that ends with its citation, which leads to it.
pub(super) fn write(source: &Source) -> String {
    let mut out = ["# ", &plain(&source.heading()), "\n"].concat();
    for row in source.rows() {
        let Some((document, paragraph)) = source.corpus.get(row.paragraph) else { continue };
        let (text, citation) = (plain(paragraph.text.trim()), plain(&document.citation(paragraph)));
        let url = source.url_of(row.paragraph);
        for piece in ["\n> ", &text, "\n>\n> — [", &citation, "](<", &url, ">)\n"] {
            out.push_str(piece);
        }
    }
    for piece in ["\n---\n\n", &plain(&source.provenance()), "\n"] {
        out.push_str(piece);
    }
    out
}

/// A text as one line in which nothing is markup.
fn plain(text: &str) -> String {
    let text = upright(text);
    let mut out = String::with_capacity(text.len());
    // A list or a rule begins with these, a list also with a number and one of the last two.
    let mut at_start = true;
    for c in text.trim().chars() {
        let is_markup = matches!(
            c,
            '\\' | '`'
                | '*'
                | '_'
                | '{'
                | '}'
                | '['
                | ']'
                | '<'
                | '>'
                | '#'
                | '|'
                | '~'
                | '&'
                | '!'
                | '$'
                | '^'
        );
        let begins = at_start && matches!(c, '-' | '+' | '=' | ':' | '.' | ')');
        if is_markup || begins {
            out.push('\\');
        }
        out.push(c);
        at_start = at_start && c.is_ascii_digit();
    }
    out
}
