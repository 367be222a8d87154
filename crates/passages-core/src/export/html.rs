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
            let language = escape(&document.language);
            let _ = write!(titles, "<li lang=\"{language}\">{}</li>", escape(&document.designation()));
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
    let language = escape(&document.language);
    write!(html, "<article lang=\"{language}\"><h2>{}</h2>", escape(&document.title))?;
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
    for paragraph in &document.paragraphs {
        if paragraph.part != part {
            part = paragraph.part;
            sign(html, document)?;
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
    if document.parts.len() == 1 {
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
