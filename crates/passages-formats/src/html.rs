//! Web pages: the blocks that a reader sees, without the page's own navigation and forms.

mod page;
mod tree;
mod width;

use crate::Reading;
use crate::blocks::Blocks;
use crate::format::Format;
use crate::refusal::Refusal;
use page::Page;
use passages_core::problem::{Problem, ProblemKind};

/// Reads a page, or a piece of one.
///
/// # Errors
/// [`crate::Excess::Depth`], [`crate::Excess::Nodes`], [`crate::Excess::Attributes`], [`crate::Excess::Paragraphs`] and [`Refusal::Empty`].
pub(crate) fn read(name: &str, text: &str) -> Result<Reading, Refusal> {
    let mut page = blocks(text)?;
    let blocks = std::mem::take(&mut page.blocks);
    let mut reading = Reading::of(Format::Html, blocks.finish()?);
    reading.title = page.title;
    reading.editing.language = page.language;
    if page.left_out > 0 {
        let message =
            format!("{} parts of the page are left out: its navigation and its forms", page.left_out);
        let hint = "compare the text with the page as a browser shows it";
        let problem = Problem::warning(name, None, message, hint);
        reading.problems.push(problem.of(ProblemKind::PartsLeftOut, &[&page.left_out.to_string()]));
    }
    Ok(reading)
}

/// The blocks of a piece of HTML that stands in another text.
///
/// # Errors
/// As [`read`], except that it may be empty.
pub(crate) fn piece(text: &str, into: &mut Blocks) -> Result<(), Refusal> {
    let mut page = blocks(text)?;
    into.append(std::mem::take(&mut page.blocks));
    Ok(())
}

fn blocks(text: &str) -> Result<Page, Refusal> {
    width::check(text)?;
    let tree = tree::read(text)?;
    let mut page = Page::default();
    page.read(&tree)?;
    Ok(page)
}
