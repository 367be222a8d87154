//! Lines that belong together.

use super::characters::is_han;
use super::lines::Line;

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
    pub(super) fn ends(&self) -> (&'a str, &'a str) {
        (self.lines.first().map_or("", |l| head(l.text)), self.lines.last().map_or("", |l| l.text))
    }
}

/// What shows what a line is stands in its first bytes, however long it is: it is asked of each line below.
const MAX_HEAD_BYTES: usize = 800;

fn head(line: &str) -> &str {
    line.get(..line.floor_char_boundary(MAX_HEAD_BYTES)).unwrap_or(line)
}

fn is_chinese(c: char) -> bool {
    is_han(c) || ('\u{3000}'..='\u{303f}').contains(&c) || ('\u{ff00}'..='\u{ffef}').contains(&c)
}
