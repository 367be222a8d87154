//! CSV as in RFC 4180, for spreadsheets: UTF-8 with its mark, lines that end with CR LF.
//!
//! A cell that a spreadsheet would take for a formula gets an apostrophe before it, as the Open Worldwide Application
//! Security Project advises ("CSV Injection"). So does one that begins with apostrophes before such a character: with
//! the first of them taken away where one of [`DANGEROUS`] follows, every cell is what it was.

use super::inert;
use super::source::Source;
use super::table::{Cell, Table};

/// What makes a spreadsheet take a cell for a formula when it begins with it; the last four are what East Asian
/// keyboards type for the first.
const DANGEROUS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// The table, with where it comes from in a last column, so that a row that is copied keeps it.
pub(super) fn write(source: &Source, table: &Table) -> String {
    let mut out = String::from("\u{feff}");
    for name in table.columns {
        cell(&mut out, name);
        out.push(',');
    }
    cell(&mut out, "source");
    out.push_str("\r\n");
    let provenance = source.provenance();
    for row in &table.rows {
        for value in row {
            match value {
                Cell::Number(number) => out.push_str(number),
                value => cell(&mut out, &value.flat()),
            }
            out.push(',');
        }
        cell(&mut out, &provenance);
        out.push_str("\r\n");
    }
    out
}

fn cell(out: &mut String, text: &str) {
    let text = inert::text(text);
    let quoted = text.contains(['"', ',', '\r', '\n', '\'', ';', '\t']);
    out.push_str(if quoted { "\"" } else { "" });
    if text.trim_start_matches('\'').starts_with(DANGEROUS) {
        out.push('\'');
    }
    for c in text.chars() {
        out.push_str(if c == '"' { "\"" } else { "" });
        out.push(c);
    }
    out.push_str(if quoted { "\"" } else { "" });
}
