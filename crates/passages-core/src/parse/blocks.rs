//! Lines -> blocks: what is one paragraph, one heading, one field or one run of fields.

mod breaks;

use super::block::Block;
use super::heading;
use super::label;
use super::lines::{self, Line};
use super::outline::Outline;
use super::wording;
use crate::document::LineRole;
use breaks::Break;

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
