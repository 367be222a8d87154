//! Lines -> blocks: what is one paragraph, one heading, one field or one run of fields.

mod breaks;

use super::heading;
use super::label;
use super::lines::{self, Line};
use super::outline::Outline;
use super::wording;
use crate::document::LineRole;
use breaks::Break;

/// Lines that belong together.
#[derive(Clone, Debug)]
pub(super) struct Block<'a> {
    /// In the order in which they are read; at least one.
    pub(super) lines: Vec<Line<'a>>,
    /// Whether its first words show that it is no second half of what stands above.
    pub(super) apart: bool,
}

impl<'a> Block<'a> {
    /// A block of some lines of another.
    pub(super) fn of(lines: &[Line<'a>]) -> Self {
        Self { lines: lines.to_vec(), apart: true }
    }

    /// One-based.
    pub(super) fn first_line(&self) -> u32 {
        self.lines.iter().map(|line| line.number).min().unwrap_or(1)
    }

    /// One-based.
    pub(super) fn last_line(&self) -> u32 {
        self.lines.iter().map(|line| line.number).max().unwrap_or(1)
    }

    /// The lines joined, marks and all: by spaces, but for Chinese and after a word that a hyphen parts.
    pub(super) fn joined(&self) -> String {
        let mut joined = String::new();
        for line in &self.lines {
            let last = joined.chars().next_back();
            let first = line.text.chars().next();
            let chinese = last.zip(first).is_some_and(|(last, first)| is_chinese(last) && is_chinese(first));
            let hyphen = last.is_some_and(|c| matches!(c, '-' | '\u{2010}' | '\u{2011}'))
                && joined.chars().rev().nth(1).is_some_and(char::is_alphabetic)
                && first.is_some_and(char::is_lowercase);
            if last.is_some() && !chinese && !hyphen {
                joined.push(' ');
            }
            joined.push_str(line.text);
        }
        joined
    }

    /// How the line begins that was read first, and the text of the one that was read last.
    fn ends(&self) -> (&'a str, &'a str) {
        (self.lines.first().map_or("", |l| head(l.text)), self.lines.last().map_or("", |l| l.text))
    }
}

/// What shows what a line is stands in its first bytes, however long it is: it is asked of each line below.
const MAX_HEAD_BYTES: usize = 800;

fn head(line: &str) -> &str {
    line.get(..line.floor_char_boundary(MAX_HEAD_BYTES)).unwrap_or(line)
}

fn is_chinese(c: char) -> bool {
    label::is_han(c) || ('\u{3000}'..='\u{303f}').contains(&c) || ('\u{ff00}'..='\u{ffef}').contains(&c)
}

/// What of a text is no furniture, with what stands above each line told anew.
pub(super) fn flow<'a>(lines: &[Line<'a>], roles: &[Option<LineRole>]) -> Vec<Line<'a>> {
    let mut flow: Vec<Line<'a>> = Vec::new();
    let (mut ruled, mut cut, mut noted, mut listed) = (false, false, false, false);
    for (line, role) in lines.iter().zip(roles) {
        noted = *role == Some(LineRole::Footnote) || noted && role.is_none();
        match role {
            Some(LineRole::PageRule | LineRole::EndMark) => ruled = true,
            // Nothing goes on below a list of contents.
            Some(LineRole::Contents) => listed = true,
            Some(_) => cut = true,
            None => {
                let page_above = flow.last().map(|above| above.page);
                // Notes that end on their page end there, and cut nothing.
                let is_below = noted && page_above == Some(line.page);
                let cut_here =
                    !listed && !is_below && (cut || page_above.is_some_and(|page| page != line.page));
                let gap = !cut_here && (line.gap || ruled || listed);
                flow.push(Line { gap, cut: cut_here, ..*line });
                (ruled, cut, noted, listed) = (false, false, false, false);
            }
        }
    }
    flow
}

/// The blocks of the lines, in order.
pub(super) fn read<'a>(lines: &[Line<'a>]) -> Vec<Block<'a>> {
    let mut blocks = Vec::new();
    Dividing::new(lines).go_on(lines, &mut blocks, usize::MAX);
    blocks
}

/// [`read`] on its way.
pub(super) struct Dividing {
    /// The line that comes next.
    at: usize,
    width: Option<usize>,
    outline: Outline,
    front: bool,
}

impl Dividing {
    /// Begins with these lines.
    pub(super) fn new(lines: &[Line<'_>]) -> Self {
        Self { at: 0, width: lines::width(lines), outline: Outline::default(), front: true }
    }

    /// Divides so many more of the lines, which are always the same; whether all are divided. Of the blocks so far only
    /// the last is looked at.
    pub(super) fn go_on<'a>(&mut self, lines: &[Line<'a>], blocks: &mut Vec<Block<'a>>, most: usize) -> bool {
        let end = self.at.saturating_add(most).min(lines.len());
        while self.at < end {
            let Some(line) = lines.get(self.at) else { break };
            self.at += 1;
            self.line(line, lines.get(self.at..).unwrap_or_default(), blocks);
        }
        self.at >= lines.len()
    }

    fn line<'a>(&mut self, line: &Line<'a>, rest: &[Line<'a>], blocks: &mut Vec<Block<'a>>) {
        let Self { width, outline, front, .. } = self;
        let begins = blocks.last().map_or(Break::Sure, |above| {
            breaks::before(&breaks::Seen { above, line, rest, width: *width, outline, front: *front })
        });
        // A long line that ends a sentence is no title.
        let sentence =
            heading::ends_sentence(line.text) && width.is_some_and(|w| line.text.chars().count() * 2 > w);
        *front &= !sentence;
        match blocks.last_mut() {
            Some(block) if begins == Break::None => block.lines.push(*line),
            _ => {
                if let Some(labelled) = label::take(line.text).filter(|labelled| !labelled.is_bare()) {
                    outline.enter(&labelled);
                    *front = false;
                } else if wording::after_annex(line.text).is_some() {
                    *outline = Outline::default();
                    *front = false;
                }
                *front &= !wording::enacts(line.text) && !wording::begins_letter(line.text);
                blocks.push(Block { lines: vec![*line], apart: begins == Break::Sure });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_joined_as_their_script_joins_them() {
        let check = |text: &str, expected: &str| {
            assert_eq!(Block::of(&lines::read(text)).joined(), expected);
        };
        check("One of\nthe most", "One of the most");
        check("the self-\ndetermination", "the self-determination");
        check("of 2001 -\n2006", "of 2001 - 2006");
        check("大会，回顾\n其决议", "大会，回顾其决议");
    }
}
