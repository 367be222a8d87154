//! Text -> blocks: runs of non-blank lines, and rules.

use super::label;

/// A run of non-blank lines.
#[derive(Clone, Debug)]
pub(super) struct Block<'a> {
    first: u32,
    /// The lines, white space at both ends dropped.
    pub(super) lines: Vec<&'a str>,
}

impl Block<'_> {
    /// One-based.
    pub(super) fn first_line(&self) -> u32 {
        self.first
    }

    /// One-based.
    pub(super) fn last_line(&self) -> u32 {
        self.first + u32::try_from(self.lines.len()).unwrap_or(1).saturating_sub(1)
    }

    /// The lines joined by spaces, marks and all.
    pub(super) fn joined(&self) -> String {
        self.lines.join(" ")
    }

    /// A line of nothing but dashes, underscores or stars.
    pub(super) fn is_rule(&self) -> bool {
        matches!(self.lines.as_slice(), [line] if is_rule(line))
    }

    /// Dashes with spaces between them end a document; a solid rule ends a page.
    pub(super) fn is_end_mark(&self) -> bool {
        self.is_rule() && self.lines.iter().all(|l| l.contains(' '))
    }
}

fn is_rule(line: &str) -> bool {
    let marks = line.chars().filter(|c| !c.is_whitespace());
    marks.clone().count() >= 3 && marks.clone().all(|c| matches!(c, '-' | '_' | '*' | '–' | '—' | '='))
}

/// "4.", "4. One of", "(a) To consider": where text is extracted without blank lines, a label begins a block.
fn is_labelled(line: &str) -> bool {
    let alone = format!("{line} -");
    let labelled = label::take(line).or_else(|| label::take(&alone));
    labelled.is_some_and(|l| !l.is_bare())
}

/// The blocks of a text, in order. A rule is a block of its own even where no blank line sets it apart.
pub(super) fn blocks(text: &str) -> Vec<Block<'_>> {
    let mut blocks: Vec<Block<'_>> = Vec::new();
    let mut open = false;
    for (line, number) in text.lines().zip(1_u32..) {
        let line = line.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        let rule = is_rule(line);
        match blocks.last_mut() {
            _ if line.is_empty() => {}
            Some(block) if open && !rule && !is_labelled(line) => block.lines.push(line),
            _ => blocks.push(Block { first: number, lines: vec![line] }),
        }
        open = !line.is_empty() && !rule;
    }
    blocks
}
