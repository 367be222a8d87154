//! Figures -> a table in Markdown, with ratios and growth.

use anyhow::{Context, Result};
use std::fmt::Write;
use std::fs;
use std::path::Path;

/// One figure.
pub(super) struct Row {
    /// What was measured.
    pub(super) what: String,
    /// Paragraphs or nodes, where it was measured at several.
    pub(super) size: Option<u64>,
    /// Ours.
    pub(super) ours: f64,
    /// The best peer's name and figure.
    pub(super) peer: Option<(String, f64)>,
}

/// Three figures that tell something.
fn figure(value: f64) -> String {
    match value.abs() {
        size if size >= 100.0 => format!("{value:.0}"),
        size if size >= 1.0 => format!("{value:.2}"),
        _ => format!("{value:.4}"),
    }
}

/// The table, and below it how what was measured at several sizes grows.
pub(super) fn markdown(rows: &[Row]) -> String {
    let mut text =
        String::from("| what | size | Passages | best peer | ratio |\n|---|---:|---:|---:|---:|\n");
    for row in rows {
        let size = row.size.map_or(String::new(), |size| size.to_string());
        let (peer, ratio) = match &row.peer {
            // Nothing is no measure of anything.
            Some((name, theirs)) if *theirs == 0.0 => (format!("0 ({name})"), String::new()),
            Some((name, theirs)) => (format!("{} ({name})", figure(*theirs)), figure(row.ours / theirs)),
            None => (String::new(), String::new()),
        };
        // Writing to a string does not fail.
        let _ = writeln!(text, "| {} | {size} | {} | {peer} | {ratio} |", row.what, figure(row.ours));
    }
    let growth = growth(rows);
    if !growth.is_empty() {
        text.push_str("\n| growth with size, as an exponent | |\n|---|---:|\n");
        for (what, exponent) in growth {
            let _ = writeln!(text, "| {what} | {exponent:.2} |");
        }
    }
    text
}

/// Between the smallest and the largest size of each figure: 1 is linear.
fn growth(rows: &[Row]) -> Vec<(String, f64)> {
    let mut names: Vec<&String> = rows.iter().filter(|row| row.size.is_some()).map(|row| &row.what).collect();
    names.dedup();
    let mut found = Vec::new();
    for name in names {
        let mut of: Vec<(f64, f64)> = rows
            .iter()
            .filter(|row| row.what == *name && row.ours > 0.0)
            .filter_map(|row| Some((row.size? as f64, row.ours)))
            .collect();
        of.sort_by(|a, b| a.0.total_cmp(&b.0));
        if let (Some(first), Some(last)) = (of.first(), of.last())
            && last.0 > first.0
            && found.iter().all(|(known, _)| known != name)
        {
            found.push((name.clone(), (last.1 / first.1).ln() / (last.0 / first.0).ln()));
        }
    }
    found
}

const BEGIN: &str = "<!-- table -->";
const END: &str = "<!-- end of table -->";

/// Puts the table between its two marks.
///
/// # Errors
/// When the file cannot be read or written, or has no marks.
pub(super) fn write(path: &Path, table: &str) -> Result<()> {
    let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let marks = || format!("{} lacks the marks {BEGIN} and {END}", path.display());
    let (before, rest) = text.split_once(BEGIN).with_context(marks)?;
    let (_, after) = rest.split_once(END).with_context(marks)?;
    fs::write(path, format!("{before}{BEGIN}\n{table}{END}{after}"))
        .with_context(|| format!("cannot write {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(what: &str, size: u64, ours: f64, theirs: f64) -> Row {
        Row { what: what.to_owned(), size: Some(size), ours, peer: Some(("peer".to_owned(), theirs)) }
    }

    #[test]
    fn a_ratio_is_ours_by_theirs_and_growth_is_between_the_ends() {
        let text = markdown(&[row("query", 1_000, 0.5, 1.0), row("query", 10_000, 50.0, 100.0)]);
        assert!(text.contains("| query | 1000 | 0.5000 | 1.00 (peer) | 0.5000 |"), "{text}");
        assert!(text.contains("| query | 2.00 |"), "{text}");
    }
}
