//! Tables: what the extraction left of them is kept as one block.

use super::blocks::Block;
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

/// How many of the blocks after the first go on with the table that it begins; `None` where it begins none.
pub(super) fn run(first: &Block<'_>, after: &[Block<'_>]) -> Option<usize> {
    if !is_cell(first) {
        return None;
    }
    let (mut length, mut numbers, mut words) = (0, usize::from(is_numeric(first)), word_count(first));
    for block in after {
        if !is_cell(block) {
            break;
        }
        length += 1;
        numbers += usize::from(is_numeric(block));
        words += word_count(block);
        // A list of names is none, however long.
        if length == MAX_NAMES && numbers == 0 {
            return None;
        }
    }
    // Two in five: a table has names beside its numbers. In a long run of a few words each, one number is enough.
    let cells = length + 1;
    let many = cells >= MANY_CELLS && numbers > 0 && words <= cells * MEAN_CELL_WORDS;
    (many || cells >= MIN_CELLS && numbers * 5 >= cells * 2).then_some(length)
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
            blocks.split_first().and_then(|(first, after)| run(first, after))
        };
        assert_eq!(length("Lamps\n\n12\n\n(300)\n\nFog horns\n\n7\n\n1. The keepers."), Some(4));
        assert_eq!(length("Lamps\n\n12\n\n1. The keepers."), None);
        assert_eq!(length("Lamps\n\nFog horns\n\nBells\n\nBuoys"), None);
    }
}
