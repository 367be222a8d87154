//! A problem as compilers show it: where it is, the line, the place under it, and what to do.

use crate::terminal::{Style, printable};
use passages_core::problem::{Problem, Severity};
use serde::Serialize;
use std::fs;
use std::ops::Range;

/// Files that were looked at, each read once.
#[derive(Default)]
pub(crate) struct Files(Vec<(String, Vec<String>)>);

impl Files {
    /// A line of a file, counted from 1; `None` where it cannot be read.
    fn line(&mut self, file: &str, number: u32) -> Option<&str> {
        let known = self.0.iter().position(|(name, _)| name == file);
        let at = known.unwrap_or_else(|| {
            let bytes = fs::read(file).unwrap_or_default();
            let lines = String::from_utf8_lossy(&bytes).lines().map(str::to_owned).collect();
            self.0.push((file.to_owned(), lines));
            self.0.len() - 1
        });
        let (_, lines) = self.0.get(at)?;
        lines.get(usize::try_from(number).ok()?.checked_sub(1)?).map(String::as_str)
    }
}

/// Longest stretch of a line that is shown, in characters.
const SHOWN: usize = 96;

/// The problem with its line, where there is one; the first line is "FILE:LINE:COLUMN: error: MESSAGE".
pub(crate) fn shown(problem: &Problem, files: &mut Files, style: Style) -> String {
    let place = &problem.place;
    let text = place.line.and_then(|number| files.line(&place.file, number));
    let columns = text.map(|line| columns(line, &problem.message));
    let mut head = printable(&place.file);
    if let Some(number) = place.line {
        head.push_str(&format!(":{number}"));
        if let Some(columns) = &columns {
            head.push_str(&format!(":{}", columns.start + 1));
        }
    }
    let severity = style.bold(severity(problem));
    let mut out = format!("{head}: {severity}: {}\n", style.bold(&printable(&problem.message)));
    if let (Some(number), Some(line), Some(columns)) = (place.line, text, columns) {
        let margin = " ".repeat(number.to_string().len());
        let (line, columns) = window(line, columns);
        out.push_str(&format!("{} {line}\n", style.dim(&format!("{number} |"))));
        let under: String =
            line.chars().take(columns.start).map(|c| if c == '\t' { c } else { ' ' }).collect();
        let mark = "^".repeat(columns.len().max(1));
        out.push_str(&format!("{} {under}{}\n", style.dim(&format!("{margin} |")), style.bold(&mark)));
    }
    out.push_str(&format!("    {}", printable(&problem.hint)));
    out
}

fn severity(problem: &Problem) -> &'static str {
    match problem.severity {
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

/// The characters of a line that a message speaks of: those that it quotes, else all but the white space around.
fn columns(line: &str, message: &str) -> Range<usize> {
    let quoted = [('`', '`'), ('“', '”'), ('"', '"')].iter().flat_map(|(open, close)| {
        let mut pieces = Vec::new();
        let mut rest = message;
        while let Some((_, after)) = rest.split_once(*open) {
            let Some((piece, more)) = after.split_once(*close) else { break };
            pieces.push(piece);
            rest = more;
        }
        pieces
    });
    let found =
        quoted.filter(|piece| !piece.is_empty()).find_map(|piece| Some((line.find(piece)?, piece.len())));
    let (start, length) = found.unwrap_or_else(|| {
        let start = line.len() - line.trim_start().len();
        (start, line.trim().len())
    });
    let count = |to: usize| line.get(..to).map_or(0, |before| before.chars().count());
    count(start)..count(start + length)
}

/// A long line cut to a stretch around the place.
fn window(line: &str, columns: Range<usize>) -> (String, Range<usize>) {
    let all: Vec<char> = printable(line).chars().collect();
    if all.len() <= SHOWN {
        return (all.iter().collect(), columns);
    }
    let first = columns.start.saturating_sub(SHOWN / 4);
    let last = (first + SHOWN).min(all.len());
    let mut shown: String = all.iter().skip(first).take(last - first).collect();
    if last < all.len() {
        shown.push('…');
    }
    if first > 0 {
        shown.insert(0, '…');
    }
    let shift = |column: usize| column.clamp(first, last) - first + usize::from(first > 0);
    (shown, shift(columns.start)..shift(columns.end))
}

/// A problem for programs.
#[derive(Serialize)]
pub(crate) struct ProblemRecord {
    severity: &'static str,
    file: String,
    /// One-based; null where the problem is that of a whole file.
    line: Option<u32>,
    /// The first character and that after the last, counted from 1; null where there is no line.
    columns: Option<(usize, usize)>,
    message: String,
    remedy: String,
}

impl ProblemRecord {
    pub(crate) fn new(problem: &Problem, files: &mut Files) -> Self {
        let place = &problem.place;
        let text = place.line.and_then(|number| files.line(&place.file, number));
        Self {
            severity: severity(problem),
            file: place.file.clone(),
            line: place.line,
            columns: text.map(|line| columns(line, &problem.message)).map(|c| (c.start + 1, c.end + 1)),
            message: problem.message.clone(),
            remedy: problem.hint.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_place_is_what_the_message_quotes() {
        assert_eq!(columns("para = \"3\"", "there is no paragraph `3`"), 8..9);
        assert_eq!(columns("  à = “x y”", "contains “x y”"), 7..10);
        assert_eq!(columns("  all of it ", "is wrong"), 2..11);
        let long = format!("{}here{}", "a ".repeat(200), " b".repeat(200));
        let (shown, at) = window(&long, columns(&long, "`here`"));
        assert_eq!(shown.chars().skip(at.start).take(at.len()).collect::<String>(), "here");
        assert!(shown.chars().count() <= SHOWN + 2);
    }
}
