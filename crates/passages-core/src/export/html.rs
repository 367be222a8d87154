//! The corpus as plain HTML: what a browser shows that cannot run the explorer.
//!
//! Each paragraph's `id` is its address in the explorer, so the same link works with and without it.

use crate::corpus::Corpus;
use crate::document::{Document, Paragraph};
use crate::state::{View, ViewState};
use std::fmt::Write;

/// Documents are written in full up to so many bytes of HTML: beyond, a page would take longer to open than a reader
/// waits.
pub const MAX_DOCUMENTS_BYTES: usize = 400_000;

/// Every document as an `article`, in the order of the corpus; of those beyond [`MAX_DOCUMENTS_BYTES`], the titles.
pub fn documents(corpus: &Corpus) -> String {
    let mut html = String::new();
    let mut titles = String::new();
    for document in corpus.documents() {
        let before = html.len();
        // Writing to a string cannot fail.
        let _ = article(&mut html, document);
        // The first is there in any case.
        if !titles.is_empty() || (before > 0 && html.len() > MAX_DOCUMENTS_BYTES) {
            html.truncate(before);
            let (language, dir) = (escape(&document.language), direction(&document.language));
            let title = escape(&document.designation());
            let _ = write!(titles, "<li lang=\"{language}\" dir=\"{dir}\">{title}</li>");
        }
    }
    if !titles.is_empty() {
        let _ = write!(html, "<h2>Documents that need the explorer to be read</h2><ul>{titles}</ul>");
    }
    html
}

/// The address of a paragraph, without `#`.
pub fn address(document: &Document, paragraph: &Paragraph) -> String {
    let state = ViewState {
        view: View::Read,
        document: Some(document.name.clone()),
        passage: Some(format!("{}:{}", document.name, paragraph.key)),
        ..ViewState::default()
    };
    state.print()
}

fn article(html: &mut String, document: &Document) -> std::fmt::Result {
    let (language, dir) = (escape(&document.language), direction(&document.language));
    let title = escape(&document.title);
    write!(html, "<article lang=\"{language}\" dir=\"{dir}\"><h2>{title}</h2>")?;
    let masthead = &document.masthead;
    let date = masthead.date.map(|d| d.to_string());
    let meeting = masthead.meeting.as_ref().map(|m| m.name.clone());
    let fields =
        [&masthead.organ, &masthead.symbol, &masthead.session, &masthead.agenda_item, &meeting, &date];
    let fields: Vec<String> = fields.into_iter().flatten().map(|f| escape(f)).collect();
    write!(html, "<p>{}</p>", fields.join(" · "))?;
    for line in [&masthead.adoption, &document.byline].into_iter().flatten() {
        write!(html, "<p>{}</p>", escape(line))?;
    }
    let (mut part, mut section) = (0, None);
    // It stands at the end of what was signed, before what is attached.
    let mut is_signed = false;
    for paragraph in &document.paragraphs {
        if paragraph.part != part {
            part = paragraph.part;
            if !std::mem::replace(&mut is_signed, true) {
                sign(html, document)?;
            }
            if let Some(of) = document.parts.get(usize::from(part)) {
                let heading = [&of.heading, &of.title].into_iter().flatten();
                for line in heading {
                    write!(html, "<h3>{}</h3>", escape(line))?;
                }
            }
        }
        if paragraph.section != section {
            section = paragraph.section;
            if let Some(of) = section.and_then(|s| document.sections.get(usize::from(s))) {
                let number = of.number.as_ref().map(|n| format!("{n}. ")).unwrap_or_default();
                write!(html, "<h4>{number}{}</h4>", escape(&of.heading))?;
            }
        }
        let label = paragraph.printed_label.as_ref().map(|l| format!("{} ", escape(l))).unwrap_or_default();
        let id = escape(&address(document, paragraph));
        write!(html, "<p id=\"{id}\">{label}{}</p>", escape(&paragraph.text))?;
    }
    if !is_signed {
        sign(html, document)?;
    }
    for note in &document.footnotes {
        write!(html, "<p>{} {}</p>", escape(&note.mark), escape(&note.text))?;
    }
    html.push_str("</article>");
    Ok(())
}

fn sign(html: &mut String, document: &Document) -> std::fmt::Result {
    let lines: Vec<String> = document.signature.iter().map(|l| escape(l)).collect();
    if lines.is_empty() { Ok(()) } else { write!(html, "<p>{}</p>", lines.join("<br>")) }
}

/// The direction in which a language is written, by its BCP 47 tag: "ltr" or "rtl".
pub(super) fn direction(language: &str) -> &'static str {
    match language.split(['-', '_']).next().unwrap_or_default() {
        "ar" | "dv" | "fa" | "he" | "ku" | "ps" | "ug" | "ur" | "yi" => "rtl",
        _ => "ltr",
    }
}

/// Text as HTML: inert in element content and in quoted attributes.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::parse;
    use crate::source::Source;

    fn page(text: &str, language: &str) -> String {
        let mut source = Source { text: text.to_owned(), ..Source::default() };
        source.editing.language = Some(language.to_owned());
        let mut html = String::new();
        article(&mut html, &parse(&source).0).expect("writing to a string");
        html
    }

    #[test]
    fn a_document_is_written_in_the_direction_of_its_language() {
        let text = "A/60/1\n\n1. The first.\n\n2. The second.\n";
        assert!(page(text, "ar").starts_with("<article lang=\"ar\" dir=\"rtl\">"));
        assert!(page(text, "fr").starts_with("<article lang=\"fr\" dir=\"ltr\">"));
    }

    #[test]
    fn a_letter_is_signed_once_however_much_is_attached() {
        let letter = "Letter dated 1 May 2005 from the Minister addressed to the Secretary-General\n\n\
                      I have the honour to transmit the following.\n\n(Signed) A. Writer\nMinister\n\n";
        let annexes =
            ["", "Annex I\n\n1. One thing.\n\n", "Annex I\n\n1. One thing.\n\nAnnex II\n\n1. Another.\n\n"];
        for (count, annex) in annexes.iter().enumerate() {
            let html = page(&format!("{letter}{annex}"), "en");
            assert_eq!(html.matches("A. Writer").count(), 1, "{html}");
            assert_eq!(html.matches("<h3>Annex").count(), count, "{html}");
        }
    }
}
