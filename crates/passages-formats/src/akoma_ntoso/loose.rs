//! Akoma Ntoso of other programs: what has a number, a heading or a text, in the order of the file.

use super::tree::{At, Child, Tree};
use crate::blocks::{Blocks, Rank, Words};
use crate::refusal::Refusal;

/// Elements that say something about the document and are no part of its text.
const UNSEEN: [&str; 5] = ["meta", "authorialNote", "remark", "img", "marker"];
/// Elements of which the text is one line.
const LINES: [&str; 16] = [
    "p",
    "heading",
    "subheading",
    "crossHeading",
    "num",
    "longTitle",
    "docTitle",
    "listIntroduction",
    "listWrapUp",
    "block",
    "docNumber",
    "docDate",
    "from",
    "formula",
    "span",
    "li",
];

/// The text of a file.
pub(super) fn text(tree: &Tree) -> Result<String, Refusal> {
    let mut writer = Writer { blocks: Blocks::default(), number: None };
    writer.walk(tree.root())?;
    writer.flush_number();
    writer.blocks.finish()
}

/// What the file calls its document.
pub(super) fn title(tree: &Tree) -> Option<String> {
    let all = tree.root().descendants();
    let title = all.iter().find(|at| at.name() == "docTitle").map(|at| at.text())?;
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    (!title.is_empty()).then_some(title)
}

struct Writer {
    blocks: Blocks,
    /// A number that waits for its words.
    number: Option<String>,
}

impl Writer {
    /// Goes through an element; no deeper than the reader of XML lets a file be.
    fn walk(&mut self, at: At<'_>) -> Result<(), Refusal> {
        let name = at.name();
        if UNSEEN.contains(&name) {
            return Ok(());
        }
        if name == "num" {
            self.flush_number();
            let number = at.text().split_whitespace().collect::<Vec<_>>().join(" ");
            self.number = Some(number).filter(|number| !number.is_empty());
            return Ok(());
        }
        if LINES.contains(&name) || self.has_text(at) {
            let mut words = Words::default();
            inline(at, &mut words, false, false);
            let is_heading = name.ends_with("eading");
            return self.put(words, is_heading);
        }
        at.elements().try_for_each(|inner| self.walk(inner))
    }

    /// Whether words stand directly in an element.
    fn has_text(&self, at: At<'_>) -> bool {
        at.children().any(|child| matches!(child, Child::Text(text) if !text.trim().is_empty()))
    }

    fn put(&mut self, mut words: Words, is_heading: bool) -> Result<(), Refusal> {
        if words.is_blank() {
            return Ok(());
        }
        if let Some(number) = self.number.take() {
            words.begin_with(&format!("{number} "));
        }
        if is_heading {
            // The title is told otherwise, by `docTitle`.
            self.blocks.heading(&words, Rank::Lower)
        } else {
            self.blocks.paragraph(&words)
        }
        self.blocks.check()
    }

    /// A number without words is a line of its own.
    fn flush_number(&mut self) {
        if let Some(number) = self.number.take() {
            let mut words = Words::default();
            words.push(&number, false, false);
            self.blocks.paragraph(&words);
        }
    }
}

/// The words of an element, notes left out.
fn inline(at: At<'_>, words: &mut Words, is_emphatic: bool, is_bold: bool) {
    for child in at.children() {
        match child {
            Child::Text(text) => words.push(&text.replace('\n', " "), is_emphatic, is_bold),
            Child::Element(inner) if UNSEEN.contains(&inner.name()) => {}
            Child::Element(inner) => match inner.name() {
                "br" | "eol" => words.push("\n", is_emphatic, is_bold),
                "i" => inline(inner, words, true, is_bold),
                "b" => inline(inner, words, is_emphatic, true),
                _ => inline(inner, words, is_emphatic, is_bold),
            },
        }
    }
}
