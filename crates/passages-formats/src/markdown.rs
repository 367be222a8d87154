//! Markdown, as CommonMark 0.31 and the tables and footnotes of GitHub say it is read.
//!
//! The core reads headings, emphasis and escapes itself; a text with nothing else is left as it was received.

use crate::Reading;
use crate::blocks::{Blocks, Rank, Words, check_paragraphs, raised};
use crate::format::Format;
use crate::html;
use crate::limits::MARKDOWN_INDENT;
use crate::refusal::Refusal;
use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use std::collections::BTreeMap;
use std::ops::Range;

fn parser(text: &str) -> Parser<'_> {
    Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH)
}

/// What of a text is marked.
struct Marks {
    /// Anything that plain text has not.
    any: bool,
    /// Anything that the core does not read itself.
    foreign: bool,
}

fn marks(text: &str) -> Marks {
    let mut found = Marks { any: false, foreign: false };
    let mut breaks = false;
    for (event, range) in parser(text).into_offset_iter() {
        let source = text.get(range).unwrap_or_default();
        let foreign = match event {
            Event::Start(Tag::Link { .. }) => source.starts_with('['),
            Event::Start(Tag::Heading { .. }) => {
                found.any |= source.starts_with('#');
                false
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_))) => true,
            Event::Start(Tag::Image { .. } | Tag::Table(_) | Tag::FootnoteDefinition(_)) => true,
            Event::InlineHtml(html) => {
                breaks |= is_break(&html);
                false
            }
            _ => false,
        };
        found.foreign |= foreign;
    }
    found.any |= found.foreign;
    // In plain text it is what it says.
    found.foreign |= found.any && breaks;
    found
}

/// Whether a piece of HTML is `<br>`, as it must be written in a cell of a table, or `<br/>`.
fn is_break(html: &str) -> bool {
    let inside = html.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')).unwrap_or_default();
    inside.trim_end_matches('/').split_whitespace().next().is_some_and(|name| name.eq_ignore_ascii_case("br"))
}

/// Whether a text is Markdown rather than plain: it has headings, links, pictures, tables, fences or footnotes.
pub(crate) fn is_marked(text: &str) -> bool {
    // Cheaper than to parse what cannot be marked.
    text.contains(['#', '[', '`', '|', '~']) && !is_nested(text) && marks(text).any
}

/// Whether a line stands deeper in lists or quotations than people write: its own parser would take too long for it.
fn is_nested(text: &str) -> bool {
    text.lines().any(|line| {
        let words = line.trim_start_matches([' ', '\t', '>', '-', '+', '*']);
        line.len() - words.len() > MARKDOWN_INDENT && !words.is_empty()
    })
}

/// Reads a text.
///
/// # Errors
/// [`crate::Excess::Paragraphs`], [`Refusal::Empty`], and what [`html`] refuses of HTML inside.
pub(crate) fn read(text: String) -> Result<Reading, Refusal> {
    if !marks(&text).foreign {
        check_paragraphs(&text)?;
        return Ok(Reading::of(Format::Markdown, text));
    }
    let mut writer = Writer { text: &text, ..Writer::default() };
    for (event, range) in parser(&text).into_offset_iter() {
        writer.event(event, range)?;
    }
    writer.flush()?;
    let Writer { mut blocks, notes, .. } = writer;
    let mut notes: Vec<_> = (1..).map(Some).zip(notes).collect();
    notes.retain(|(_, words)| !words.is_blank());
    blocks.notes(&notes);
    Ok(Reading::of(Format::Markdown, blocks.finish()?))
}

#[derive(Default)]
struct Writer<'a> {
    text: &'a str,
    blocks: Blocks,
    words: Words,
    emphatic: usize,
    bold: usize,
    rank: Option<Rank>,
    /// The list that began last has one star.
    is_single: bool,
    /// The mark of an item that waits for its words: "4.".
    label: Option<String>,
    /// HTML that is open.
    html: Option<String>,
    /// The footnote that is open.
    note: Option<String>,
    /// Footnotes in the order in which they are called, and where the name of each leads.
    notes: Vec<Words>,
    numbers: BTreeMap<String, u32>,
    cells: usize,
}

impl Writer<'_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) -> Result<(), Refusal> {
        match event {
            Event::Start(tag) => return self.start(tag, range),
            Event::End(tag) => return self.end(tag),
            Event::Text(text) | Event::Code(text) => self.push(&text),
            Event::Html(html) | Event::InlineHtml(html) if self.html.is_some() => {
                self.html.get_or_insert_default().push_str(&html);
            }
            Event::InlineHtml(html) if is_break(&html) => self.push("\n"),
            Event::Html(_) | Event::InlineHtml(_) => {}
            // The lines of a block stay lines: in a masthead each is a field.
            Event::SoftBreak | Event::HardBreak => self.push("\n"),
            Event::FootnoteReference(name) => {
                let number = self.number_of(&name);
                self.push(&raised(number));
            }
            Event::Rule => {
                self.flush()?;
                self.blocks.rule();
            }
            _ => {}
        }
        Ok(())
    }

    /// The number of the footnote of this name, counted as they are called.
    fn number_of(&mut self, name: &str) -> u32 {
        if let Some(number) = self.numbers.get(name) {
            return *number;
        }
        self.notes.push(Words::default());
        let number = u32::try_from(self.notes.len()).unwrap_or(u32::MAX);
        self.numbers.insert(name.to_owned(), number);
        number
    }

    fn push(&mut self, text: &str) {
        self.words.push(text, self.emphatic > 0, self.bold > 0);
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) -> Result<(), Refusal> {
        match tag {
            Tag::Emphasis => self.emphatic += 1,
            Tag::Strong => self.bold += 1,
            Tag::TableCell => {
                if self.cells > 0 && !self.words.is_blank() {
                    self.push("\n");
                }
                self.cells += 1;
            }
            Tag::Link { .. } | Tag::Image { .. } | Tag::Strikethrough => {}
            other => {
                self.flush()?;
                match other {
                    Tag::Heading { level: HeadingLevel::H1, .. } => self.rank = Some(Rank::First),
                    Tag::Heading { .. } => self.rank = Some(Rank::Lower),
                    Tag::HtmlBlock => self.html = Some(String::new()),
                    Tag::List(_) => self.is_single = self.has_one_star(range),
                    Tag::Item => self.label = self.mark(range.start),
                    Tag::FootnoteDefinition(name) => self.note = Some(name.to_string()),
                    Tag::TableHead | Tag::TableRow => self.cells = 0,
                    _ => {}
                }
            }
        }
        Ok(())
    }

    /// Whether a list has a single star: a footnote's, not a bullet.
    fn has_one_star(&self, range: Range<usize>) -> bool {
        let lines = self.text.get(range).unwrap_or_default().lines();
        lines.filter(|line| line.trim_start().starts_with("* ")).take(2).count() == 1
    }

    /// The number before an item, as it is typed, or the star of a footnote; bullets say nothing.
    fn mark(&self, start: usize) -> Option<String> {
        let line = self.text.get(start..)?.trim_start();
        let mark = line.split(char::is_whitespace).next()?;
        let tells = mark.starts_with(|c: char| c.is_ascii_digit()) || (mark == "*" && self.is_single);
        tells.then(|| mark.to_owned())
    }

    fn end(&mut self, tag: TagEnd) -> Result<(), Refusal> {
        match tag {
            TagEnd::Emphasis => self.emphatic = self.emphatic.saturating_sub(1),
            TagEnd::Strong => self.bold = self.bold.saturating_sub(1),
            TagEnd::TableCell | TagEnd::Link | TagEnd::Image | TagEnd::Strikethrough => {}
            TagEnd::HtmlBlock => {
                let html = self.html.take().unwrap_or_default();
                html::piece(&html, &mut self.blocks)?;
                self.blocks.check()?;
            }
            other => {
                self.flush()?;
                match other {
                    TagEnd::FootnoteDefinition => self.note = None,
                    TagEnd::Item => self.label = None,
                    _ => {}
                }
            }
        }
        Ok(())
    }

    /// Ends the block that is open.
    fn flush(&mut self) -> Result<(), Refusal> {
        let rank = self.rank.take();
        let mut words = std::mem::take(&mut self.words);
        if words.is_blank() {
            return Ok(());
        }
        if let Some(name) = self.note.clone() {
            let at = self.number_of(&name) as usize - 1;
            if let Some(note) = self.notes.get_mut(at) {
                note.push(" ", false, false);
                note.append(&words);
            }
            return Ok(());
        }
        if let Some(label) = self.label.take() {
            words.begin_with(&format!("{label} "));
        }
        if let Some(rank) = rank {
            self.blocks.heading(&words, rank);
        } else {
            self.blocks.paragraph(&words);
        }
        self.blocks.check()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, read_as: &str) {
        let found = read(text.to_owned()).map(|reading| reading.text);
        assert_eq!(found.as_deref(), Ok(read_as), "{text}");
    }

    #[test]
    fn what_the_core_reads_itself_stays_as_it_was_received() {
        for text in
            ["# A\n\n1. One *two*\n\n(a) **Three**\n* note\n", "A\n=\n\n* b &amp; c\n", "<b>x</b> [y]\n"]
        {
            check(text, text);
        }
        assert!(is_marked("# A\n") && !is_marked("A\n=\n\n* b\n") && !is_marked("Nos. [1] and #2 | 3"));
    }

    #[test]
    fn links_tables_fences_and_footnotes_become_their_words() {
        check("See [the *report*](https://e.org) &amp; more.\n", "See the *report* & more.\n");
        check("Title\n=====\n\n[a](b)\n", "# Title\n\na\n");
        check("4. Decides [x](y)\n5. Requests\n   1. inner\n", "4. Decides x\n\n5. Requests\n\n1. inner\n");
        check("a [b](c)\n\n| A | B |\n|---|---|\n| 1 | 2 |\n", "a b\n\nA\nB\n\n1\n2\n");
        for mark in ["<br>", "<br/>", "<BR />", "<br class=x>"] {
            check(&format!("| A | B |\n|---|---|\n| 1{mark}2 | *x*{mark} y |\n"), "A\nB\n\n1\n2\n*x*\ny\n");
            check(&format!("# H\n\nOne{mark}two <b>three</b>.\n"), "# H\n\nOne\ntwo three.\n");
            assert!(!is_marked(&format!("One{mark}two and #3.\n")));
        }
        check("```\nfenced *as it is*\n```\n", "fenced \\*as it is\\*\n");
        check(
            "Text.[^n]\n\n[^n]: Resolution 70/1.\n",
            "Text.¹\n\n__________________\n\n1\nResolution 70/1.\n",
        );
        check("## [a](b)\n\nText.\n", "## a\n\nText.\n");
        // Notes are numbered as they are called, with all their paragraphs; what follows the last is text.
        check(
            "One[^b] two[^a].\n\n[^a]: First.\n\n[^b]: Second.\n\n    And more.\n\nThe end.\n",
            "One¹ two².\n\nThe end.\n\n__________________\n\n1\nSecond. And more.\n\n2\nFirst.\n",
        );
        check("[a](b)\n\n<div>An <i>old</i> page</div>\n", "a\n\nAn *old* page\n");
    }
}
