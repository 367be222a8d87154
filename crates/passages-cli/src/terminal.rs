//! How text is laid out for a terminal.

use std::io::{self, IsTerminal};

/// Whether letters may be bold or dim.
#[derive(Clone, Copy)]
pub(crate) struct Style {
    on: bool,
}

impl Style {
    /// For standard output: where that is a terminal, and nobody asks for none (<https://no-color.org>).
    pub(crate) fn out() -> Self {
        Self { on: io::stdout().is_terminal() && wanted() }
    }

    /// For standard error.
    pub(crate) fn err() -> Self {
        Self { on: io::stderr().is_terminal() && wanted() }
    }

    pub(crate) fn bold(self, text: &str) -> String {
        self.set("1", text)
    }

    pub(crate) fn dim(self, text: &str) -> String {
        self.set("2", text)
    }

    fn set(self, code: &str, text: &str) -> String {
        if self.on && !text.is_empty() { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_owned() }
    }
}

fn wanted() -> bool {
    std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

/// How wide a line may be: what the shell says, else 100.
pub(crate) fn width() -> usize {
    let said = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    said.filter(|columns| (40..=400).contains(columns)).unwrap_or(100)
}

/// Breaks a text into lines, the first behind `head`, the others set in as far as it is wide.
pub(crate) fn wrapped(head: &str, text: &str, width: usize) -> Vec<String> {
    let indent = head.chars().count();
    let room = width.saturating_sub(indent).max(20);
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut length = 0;
    for word in printable(text).split_whitespace() {
        let letters = word.chars().count();
        if length > 0 && length + 1 + letters > room {
            lines.push(std::mem::take(&mut line));
            length = 0;
        }
        if length > 0 {
            line.push(' ');
            length += 1;
        }
        line.push_str(word);
        length += letters;
    }
    lines.push(line);
    let begin = |nth: usize| if nth == 0 { head.to_owned() } else { " ".repeat(indent) };
    lines
        .iter()
        .enumerate()
        .map(|(nth, line)| format!("{}{line}", begin(nth)).trim_end().to_owned())
        .collect()
}

/// A text that cannot command the terminal or turn its writing direction.
pub(crate) fn printable(text: &str) -> String {
    let commands = |c: char| {
        (c.is_control() && !matches!(c, '\n' | '\t'))
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.chars().map(|c| if commands(c) { '\u{fffd}' } else { c }).collect()
}

/// The same of a line that we have styled ourselves. A style that the text itself has begun ends with its line.
pub(crate) fn styled(line: &str) -> String {
    const PLAIN: &str = "[0m";
    let own = ["[1m", "[2m", PLAIN];
    let mut pieces = line.split('\x1b');
    let mut out = printable(pieces.next().unwrap_or_default());
    let mut last = PLAIN;
    for piece in pieces {
        let code = own.into_iter().find(|code| piece.starts_with(code));
        out.push(if code.is_some() { '\x1b' } else { '\u{fffd}' });
        out.push_str(&printable(piece));
        last = code.unwrap_or(last);
    }
    if last != PLAIN {
        out.push('\x1b');
        out.push_str(PLAIN);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_hang_behind_their_head() {
        assert_eq!(
            wrapped("4.  ", "one two three four five six seven", 24),
            ["4.  one two three four", "    five six seven"]
        );
        assert_eq!(wrapped("", "", 80), [""]);
        assert_eq!(printable("a\x1b[31m\u{202e}b"), "a\u{fffd}[31m\u{fffd}b");
        let bold = Style { on: true }.bold("a\x1b[2J\u{7}b");
        assert_eq!(styled(&bold), "\x1b[1ma\u{fffd}[2J\u{fffd}b\x1b[0m");
        assert_eq!(styled("a \x1b[2mtitle"), "a \x1b[2mtitle\x1b[0m");
    }
}
