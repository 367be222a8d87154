//! Text -> lines that are not blank, each with what stood around it on its page.

use super::characters::{is_blank, is_han};

/// A line that is not blank.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Line<'a> {
    /// One-based.
    pub(super) number: u32,
    /// White space and what cannot be seen dropped at both ends; where nothing is seen, white space alone.
    pub(super) text: &'a str,
    /// How many form feeds stand before it.
    pub(super) page: u32,
    /// Whether a blank line sets it apart from the one above, on the same page.
    pub(super) gap: bool,
    /// Whether a page ended between it and the text above.
    pub(super) cut: bool,
    /// Whether the rule above the footnotes of a page ran into it; its text is without it.
    pub(super) ruled: bool,
}

/// The lines of a text, in order. A form feed before a line begins its page.
pub(super) fn read(text: &str) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let (mut page, mut gap) = (0_u32, false);
    for (line, number) in text.lines().zip(1_u32..) {
        let bare = line.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        let feeds = u32::try_from(line.matches('\u{c}').count()).unwrap_or(u32::MAX);
        page = page.saturating_add(feeds);
        if bare.is_empty() {
            gap = true;
        } else {
            let seen = bare.trim_matches(is_blank);
            let bare = if seen.is_empty() { bare } else { seen };
            let text = bare.trim_end_matches('_').trim_end();
            let ruled = !text.is_empty() && bare.len() >= text.len() + MIN_RULE;
            let text = if ruled { text } else { bare };
            lines.push(Line { number, text, page, gap: gap && feeds == 0, cut: false, ruled });
            gap = false;
        }
        // What follows the feed is the first of its page.
        gap &= feeds == 0;
    }
    lines
}

/// How many words a text has; two Chinese characters count for one, since nothing parts them.
pub(super) fn words(text: &str) -> usize {
    let chinese = |word: &str| word.chars().filter(|c| is_han(*c)).count();
    text.split_whitespace().map(|word| chinese(word).div_ceil(2).max(1)).sum()
}

/// Underscores that make a rule.
pub(super) const MIN_RULE: usize = 6;

/// How many characters a full line holds; `None` where lines are not broken to a width.
///
/// Two of three characters stand on lines that are as long or shorter, so that the cells of a table count little.
pub(super) fn width(lines: &[Line<'_>]) -> Option<usize> {
    let mut lengths: Vec<usize> = lines.iter().map(|line| line.text.chars().count()).collect();
    lengths.sort_unstable();
    let all: usize = lengths.iter().sum();
    let mut shorter = 0;
    let width = lengths.into_iter().find(|length| {
        shorter += length;
        shorter * 3 >= all * 2
    })?;
    (MIN_WIDTH..=MAX_WIDTH).contains(&width).then_some(width)
}

/// Of thirty Chinese characters, or a narrow column.
const MIN_WIDTH: usize = 24;
/// Longer lines are whole paragraphs.
const MAX_WIDTH: usize = 140;

/// Whether a line ends so early that the first word of the next would have stood on it.
pub(super) fn ends_early(line: &str, next: &str, width: usize) -> bool {
    let word = next.split_whitespace().next().unwrap_or_default().chars().count().min(width / 4);
    (line.chars().count() + 1 + word) * 5 < width * 4
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gap_is_a_blank_line_inside_a_page() {
        let seen: Vec<(&str, u32, bool)> =
            read("\u{feff}One\ntwo\n\n three \n\n\u{c}four\n\nfive\n\u{c}\nsix")
                .iter()
                .map(|l| (l.text, l.page, l.gap))
                .collect();
        let expected = [
            ("One", 0, false),
            ("two", 0, false),
            ("three", 0, true),
            ("four", 1, false),
            ("five", 1, true),
            ("six", 2, false),
        ];
        assert_eq!(seen, expected);
    }

    #[test]
    fn marks_that_nobody_sees_are_no_part_of_a_line() {
        let seen = |text| read(text).iter().map(|line| line.text.to_owned()).collect::<Vec<_>>();
        assert_eq!(seen("\u{200f} \u{feff}1. a\u{200e}b \u{200f}\n\u{61c}2."), ["1. a\u{200e}b", "2."]);
        assert_eq!(seen("\u{feff}\n\u{200f}\n"), ["\u{200f}"]);
    }

    #[test]
    fn a_rule_that_ran_into_a_line_is_no_text() {
        let seen: Vec<(&str, bool)> =
            read("medium________\n________\na_").iter().map(|l| (l.text, l.ruled)).collect();
        assert_eq!(seen, [("medium", true), ("________", false), ("a_", false)]);
    }
}
