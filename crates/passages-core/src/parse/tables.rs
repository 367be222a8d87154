//! Tables: what the extraction left of them is kept as one block.

use super::block::Block;
use super::heading::ends_sentence;
use super::label;
use super::lines::words;

/// So many cells make a table.
const MIN_CELLS: usize = 4;
/// So many blocks of a few words are a table if one of them is a number.
const MANY_CELLS: usize = 8;
/// As many words they have at most, one with another.
const MEAN_CELL_WORDS: usize = 4;
/// Before so many, a number comes.
const MAX_NAMES: usize = 20;
/// A longer block is no cell.
const MAX_CELL_WORDS: usize = 14;

/// A run of cells, each counted once, however many of them are asked whether a table begins with them.
#[derive(Default)]
pub(super) struct Cells {
    /// How many blocks are left where the run begins.
    left: usize,
    /// How many numbers and words the first so many cells have; one entry more than there are cells.
    sums: Vec<(usize, usize)>,
}

impl Cells {
    /// How many of the blocks after the first go on with the table that it begins; `None` where it begins none.
    ///
    /// All calls are about the same blocks, of which those that are read are left out in front.
    pub(super) fn run(&mut self, blocks: &[Block<'_>]) -> Option<usize> {
        let mut at = self.left.saturating_sub(blocks.len());
        if at + 1 >= self.sums.len() {
            *self = Self::count(blocks);
            at = 0;
        }
        let cells = self.sums.len().checked_sub(at + 1).filter(|cells| *cells > 0)?;
        let sum = |cells: usize| -> Option<(usize, usize)> {
            let (before, with) = (self.sums.get(at)?, self.sums.get(at + cells)?);
            Some((with.0 - before.0, with.1 - before.1))
        };
        // A list of names is none, however long.
        if sum(MAX_NAMES + 1).is_some_and(|(numbers, _)| numbers == 0) {
            return None;
        }
        let (numbers, words) = sum(cells)?;
        // Two in five: a table has names beside its numbers. In a long run of a few words each, one number is enough.
        let many = cells >= MANY_CELLS && numbers > 0 && words <= cells * MEAN_CELL_WORDS;
        (many || cells >= MIN_CELLS && numbers * 5 >= cells * 2).then_some(cells - 1)
    }

    fn count(blocks: &[Block<'_>]) -> Self {
        let mut sums = vec![(0, 0)];
        let (mut numbers, mut words) = (0, 0);
        for cell in blocks.iter().take_while(|block| is_cell(block)) {
            numbers += usize::from(is_numeric(cell));
            words += word_count(cell);
            sums.push((numbers, words));
        }
        Self { left: blocks.len(), sums }
    }
}

fn word_count(block: &Block<'_>) -> usize {
    block.lines.iter().map(|line| words(line.text)).sum()
}

fn is_cell(block: &Block<'_>) -> bool {
    let text = block.joined();
    let labelled = label::take(&text).is_some_and(|l| !l.is_bare() && !l.printed.starts_with('('));
    let short = words(&text) <= MAX_CELL_WORDS;
    short && !labelled && !text.starts_with('#') && !ends_sentence(&text) || is_numeric(block)
}

/// "63 930 800", "(2 061 900)", "–", "12.5".
fn is_numeric(block: &Block<'_>) -> bool {
    let number = |c: char| c.is_numeric() || c.is_whitespace() || "()[].,–—-+%…".contains(c);
    block.lines.iter().all(|line| line.text.chars().all(number))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::{blocks, lines};

    #[test]
    fn cells_between_gaps_are_a_table() {
        let length = |text: &str| {
            let blocks = blocks::read(&lines::read(text));
            Cells::default().run(&blocks)
        };
        assert_eq!(length("Lamps\n\n12\n\n(300)\n\nFog horns\n\n7\n\n1. The keepers."), Some(4));
        assert_eq!(length("Lamps\n\n12\n\n1. The keepers."), None);
        assert_eq!(length("Lamps\n\nFog horns\n\nBells\n\nBuoys"), None);
    }

    #[test]
    fn what_was_counted_says_the_same_of_each_block() {
        // Some numbers among names of a few words and of many, parted by sentences.
        let text: String = (0..400_usize)
            .map(|i| match (i * i + i / 7) % 11 {
                0 | 1 => format!("{i}\n\n"),
                2 => "Names of six words or more\n\n".to_owned(),
                3 if i % 13 == 0 => "They left.\n\n".to_owned(),
                _ => "Lamps of the north\n\n".to_owned(),
            })
            .collect();
        let lines = lines::read(&text);
        let blocks = blocks::read(&lines);
        let mut cells = Cells::default();
        let counted: Vec<_> = (0..blocks.len()).map(|at| cells.run(&blocks[at..])).collect();
        let alone: Vec<_> = (0..blocks.len()).map(|at| Cells::default().run(&blocks[at..])).collect();
        assert_eq!(counted, alone);
        assert!(alone.contains(&None) && alone.iter().any(Option::is_some));
    }
}
