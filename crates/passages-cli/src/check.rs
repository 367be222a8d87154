//! `curate check`.

use crate::output;
use passages_core::problem::Severity;
use passages_files::compile_corpus;
use std::path::Path;
use std::process::ExitCode;

pub(crate) fn run(dir: &Path) -> ExitCode {
    let (compiled, problems) = compile_corpus(dir);
    let errors = problems.iter().filter(|p| p.severity == Severity::Error).count();
    let paragraphs: usize = compiled.documents.iter().map(|d| d.paragraphs.len()).sum();
    let counted = [
        count(compiled.documents.len(), "document"),
        count(paragraphs, "paragraph"),
        count(compiled.vocabulary.terms.len(), "term"),
        count(compiled.links.len(), "link"),
    ]
    .join(", ");
    let code = output::report(&problems);
    if errors == 0 {
        println!("The corpus is sound: {counted}, {}.", count(problems.len(), "warning"));
    } else {
        let warnings = count(problems.len() - errors, "warning");
        println!("The corpus has {} and {warnings} ({counted}).", count(errors, "error"));
    }
    code
}

fn count(n: usize, what: &str) -> String {
    format!("{n} {what}{}", if n == 1 { "" } else { "s" })
}
