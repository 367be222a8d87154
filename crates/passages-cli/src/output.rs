//! Values to standard output, problems to standard error: the one place where anything is printed.
//!
//! `println!` and `eprintln!` end the program with a panic where nobody reads on; nothing here does.

use crate::place;
use crate::terminal::{Style, printable, styled};
use passages_core::problem::{Problem, any_error};
use passages_core::select::Selection;
use serde::Serialize;
use std::collections::BTreeSet;
use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

/// Prints one JSON object a line. A reader that hangs up ends it quietly.
pub(crate) fn lines<T: Serialize>(records: impl Iterator<Item = T>) -> ExitCode {
    let mut out = BufWriter::new(io::stdout().lock());
    for record in records {
        let written = serde_json::to_writer(&mut out, &record).map_err(io::Error::from);
        if let Err(fault) = written.and_then(|()| out.write_all(b"\n")) {
            return hung_up(&fault);
        }
    }
    out.flush().map_or_else(|fault| hung_up(&fault), |()| ExitCode::SUCCESS)
}

/// Prints lines, in which nothing commands the terminal but our own styles. A reader that hangs up ends it quietly.
pub(crate) fn text(lines: impl Iterator<Item = String>) -> ExitCode {
    let mut out = BufWriter::new(io::stdout().lock());
    for line in lines {
        if let Err(fault) = writeln!(out, "{}", styled(&line)) {
            return hung_up(&fault);
        }
    }
    out.flush().map_or_else(|fault| hung_up(&fault), |()| ExitCode::SUCCESS)
}

/// Prints a text as it is. A reader that hangs up ends it quietly.
pub(crate) fn whole(text: &str) -> ExitCode {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())
        .and_then(|()| out.flush())
        .map_or_else(|f| hung_up(&f), |()| ExitCode::SUCCESS)
}

fn hung_up(fault: &io::Error) -> ExitCode {
    if fault.kind() == io::ErrorKind::BrokenPipe {
        return ExitCode::SUCCESS;
    }
    tell(&format!("the output cannot be written: {fault}\n"));
    ExitCode::FAILURE
}

/// Says something on standard error, as it is. Where that is shut, there is nobody to tell, and the exit status tells.
pub(crate) fn tell(words: &str) {
    let mut err = io::stderr().lock();
    let _ = err.write_all(words.as_bytes()).and_then(|()| err.flush());
}

/// Says how the words of a search were read, where that is not plainly what was typed.
pub(crate) fn read_as(selection: &Selection) {
    if let Some(reading) = &selection.reading {
        tell(&format!("Read as: {}\n", printable(reading)));
    }
}

/// Prints the problems, each once with its line and the place under it; fails if one of them is an error.
pub(crate) fn report(problems: &[Problem]) -> ExitCode {
    let mut files = place::Files::default();
    let style = Style::err();
    let mut told = BTreeSet::new();
    for problem in problems {
        // A file that was read twice has its problems twice.
        if !told.insert((&problem.place, &problem.message)) {
            continue;
        }
        tell(&(place::shown(problem, &mut files, style) + "\n"));
    }
    code(problems)
}

/// The exit status that problems ask for.
pub(crate) fn code(problems: &[Problem]) -> ExitCode {
    if any_error(problems) { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

/// The failure of the two, if there is one: what could be read is printed, and what was refused is not forgotten.
pub(crate) fn worse(printed: ExitCode, refused: ExitCode) -> ExitCode {
    if printed == ExitCode::SUCCESS { refused } else { printed }
}

/// "1 document", "2 documents".
pub(crate) fn count(n: usize, what: &str) -> String {
    format!("{n} {what}{}", if n == 1 { "" } else { "s" })
}
