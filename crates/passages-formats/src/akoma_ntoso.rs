//! Akoma Ntoso 3.0 (OASIS Standard, 2018): what this program writes is read back as the same document; what others
//! write is read as headings, numbers and paragraphs.

mod exact;
mod loose;
mod plain;
mod tree;

use crate::Reading;
use crate::format::Format;
use crate::refusal::Refusal;
use passages_core::document::Document;
use passages_core::problem::{Problem, ProblemKind};
use tree::Tree;

/// What the file is called in a refusal.
const KIND: &str = "Akoma Ntoso";

/// Reads a file.
///
/// # Errors
/// What [`crate::Refusal`] says of XML, [`Refusal::Empty`], [`crate::Excess::Paragraphs`] and [`crate::Excess::Expanded`].
pub(crate) fn read(name: &str, text: &str) -> Result<Reading, Refusal> {
    let tree = Tree::read(text)?;
    if let Some(document) = exact::document(&tree)? {
        crate::blocks::check_paragraphs(&document.received)?;
        let mut reading = Reading::of(Format::AkomaNtoso, document.received.clone());
        reading.title = Some(document.title.clone()).filter(|title| !title.is_empty());
        reading.editing = exact::editing(&document);
        reading.document = Some(document);
        return Ok(reading);
    }
    let mut reading = Reading::of(Format::AkomaNtoso, loose::text(&tree)?);
    reading.title = loose::title(&tree);
    reading.editing.language = exact::language(&tree);
    let message = "the file was written by another program; its numbers, headings and texts are kept";
    let hint = "compare it with the original where it has tables or amendments";
    let problem = Problem::warning(name, None, message, hint);
    reading.problems.push(problem.of(ProblemKind::OtherProgram, &[]));
    Ok(reading)
}

/// A document as lines of text, as the core's parser reads them, with what became of each line; these are
/// [`Document::received`] and [`Document::lines`] of what is read from Akoma Ntoso.
pub fn set_as_text(document: &mut Document) {
    plain::set(document);
}
