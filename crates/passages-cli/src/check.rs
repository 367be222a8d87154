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
    let counted = format!(
        "{} documents, {paragraphs} paragraphs, {} terms, {} links",
        compiled.documents.len(),
        compiled.vocabulary.terms.len(),
        compiled.links.len()
    );
    let code = output::report(&problems);
    if errors == 0 {
        println!("The corpus is sound: {counted}, {} warnings.", problems.len());
    } else {
        println!("The corpus has {errors} errors and {} warnings ({counted}).", problems.len() - errors);
    }
    code
}
