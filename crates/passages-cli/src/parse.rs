//! `curate parse`.

use crate::output;
use passages_core::export::records::DocumentRecord;
use passages_core::parse::parse;
use passages_core::problem::{Problem, Severity};
use passages_files::read_source;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

pub(crate) fn run(files: &[PathBuf]) -> ExitCode {
    let mut refused: Vec<Problem> = Vec::new();
    let records = files.iter().filter_map(|path| {
        let (source, mut problems) = read_source(path);
        let Some(source) = source else {
            refused.extend(problems);
            return None;
        };
        let (document, found) = parse(&source);
        problems.extend(found);
        refused.extend(problems.iter().filter(|p| p.severity == Severity::Error).cloned());
        Some(DocumentRecord::new(&base_name(path), &document, &problems))
    });
    let printed = output::lines(records);
    output::worse(printed, output::report(&refused))
}

fn base_name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}
