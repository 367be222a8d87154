//! What a file is, told from its content.

use crate::format::Format;
use crate::markdown;
use crate::refusal::Refusal;

/// First bytes of files that are often taken for documents, and what they are called.
const OTHERS: [(&[u8], &str); 12] = [
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a file of Word before 2007, or one locked with a password"),
    (b"{\\rtf", "Rich Text (RTF)"),
    (b"\x1f\x8b", "an archive"),
    (b"BZh", "an archive"),
    (b"7z\xbc\xaf\x27\x1c", "an archive"),
    (b"Rar!\x1a\x07", "an archive"),
    (b"\xfd7zXZ\0", "an archive"),
    (b"%!PS", "PostScript"),
    (b"\xffWPC", "WordPerfect"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3\0", "a database"),
];

/// First bytes of pictures.
const PICTURES: [&[u8]; 7] =
    [b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"RIFF", b"\0\0\x01\0"];

/// A PDF file begins within this many bytes.
const PDF_WITHIN: usize = 1024;

/// The format of what is no text; `None` where it may be one.
///
/// # Errors
/// [`Refusal::Kind`] and [`Refusal::Scanned`] for what is known and not read, [`Refusal::Empty`].
pub(crate) fn container(bytes: &[u8]) -> Result<Option<Format>, Refusal> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Refusal::Empty);
    }
    if let Some((_, kind)) = OTHERS.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Err(Refusal::Kind(kind));
    }
    if PICTURES.iter().any(|magic| bytes.starts_with(magic)) {
        return Err(Refusal::Scanned { pages: 0 });
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Ok(Some(Format::Docx));
    }
    let head = bytes.get(..bytes.len().min(PDF_WITHIN)).unwrap_or_default();
    let is_pdf = head.windows(5).any(|w| w == b"%PDF-");
    // A text may speak of PDF files; what stands before the mark in one is no text of its own.
    Ok((is_pdf && (bytes.starts_with(b"%PDF-") || std::str::from_utf8(bytes).is_err()))
        .then_some(Format::Pdf))
}

/// Elements with which a piece of a web page may begin.
const ELEMENTS: [&str; 20] = [
    "html", "head", "body", "title", "meta", "link", "style", "script", "div", "p", "h1", "h2", "h3",
    "table", "section", "article", "main", "ul", "ol", "span",
];

/// The format of a text.
///
/// # Errors
/// [`Refusal::Kind`] for XML of another kind.
pub(crate) fn text(text: &str) -> Result<Format, Refusal> {
    let start = text.trim_start();
    let name = first_element(start);
    let local = name.rsplit(':').next().unwrap_or_default();
    if local == "akomaNtoso" {
        return Ok(Format::AkomaNtoso);
    }
    let doctype = start.get(..14).is_some_and(|head| head.eq_ignore_ascii_case("<!doctype html"));
    if doctype || ELEMENTS.iter().any(|element| name.eq_ignore_ascii_case(element)) {
        return Ok(Format::Html);
    }
    if start.starts_with("<?xml") || start.starts_with("<!DOCTYPE") {
        return Err(Refusal::Kind("XML of another kind"));
    }
    Ok(if markdown::is_marked(text) { Format::Markdown } else { Format::PlainText })
}

/// Longest prologue that is looked at, in bytes.
const PROLOGUE: usize = 64 * 1024;

/// The name of the first element, where nothing but declarations, comments and instructions stands before it; else "".
fn first_element(text: &str) -> &str {
    let mut rest = text;
    while text.len() - rest.len() < PROLOGUE {
        rest = rest.trim_start();
        let close = if rest.starts_with("<!--") {
            "-->"
        } else if rest.starts_with("<?") {
            "?>"
        } else if rest.starts_with("<!") {
            // An internal subset has brackets, and `>` inside them.
            let end = rest.find('>').unwrap_or(rest.len());
            if rest.get(..end).is_some_and(|d| d.contains('[')) { "]>" } else { ">" }
        } else {
            let name = rest.strip_prefix('<').unwrap_or_default();
            let end = name.find(|c: char| !(c.is_alphanumeric() || matches!(c, ':' | '_' | '-' | '.')));
            return name.get(..end.unwrap_or(name.len())).unwrap_or_default();
        };
        match rest.split_once(close) {
            Some((_, after)) => rest = after,
            None => return "",
        }
    }
    ""
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_told_by_what_they_hold() {
        for (sample, format) in [
            ("1. The right to food.", Format::PlainText),
            ("The <b>word</b> in a text.", Format::PlainText),
            ("A/RES/78/198\n\n*2326038*\n", Format::PlainText),
            ("See the [report](https://example.org).", Format::Markdown),
            ("# Heading\n\nText.", Format::Markdown),
            ("<!DOCTYPE html>\n<p>Text", Format::Html),
            ("\u{feff}\n <div class=x>Text", Format::Html),
            ("<?xml version='1.0'?><!-- c --><html xmlns='x'/>", Format::Html),
            ("<?xml version='1.0'?>\n<akomaNtoso xmlns='x'>", Format::AkomaNtoso),
            ("<an:akomaNtoso xmlns:an='x'>", Format::AkomaNtoso),
            ("<!DOCTYPE x [<!ENTITY a \"b>\">]><akomaNtoso/>", Format::AkomaNtoso),
        ] {
            assert_eq!(text(sample.trim_start_matches('\u{feff}')), Ok(format), "{sample}");
        }
        assert!(matches!(text("<?xml version='1.0'?><rss/>"), Err(Refusal::Kind(_))));
    }
}
