//! `curate links`.

use crate::output;
use passages_core::compile;
use passages_core::corpus::Corpus;
use passages_core::export::records::LinkRecord;
use passages_core::problem::any_error;
use passages_files::{read_corpus, read_vocabulary};
use std::path::Path;
use std::process::ExitCode;

pub(crate) fn run(dir: &Path, vocabulary: Option<&Path>) -> ExitCode {
    let mut files = read_corpus(dir);
    if let Some(other) = vocabulary {
        let (read, found) = read_vocabulary(other);
        files.vocabulary = read;
        files.problems.extend(found);
    }
    let (compiled, found) = compile(&files.sources, files.vocabulary);
    files.problems.extend(found);
    let code = output::report(&files.problems);
    if any_error(&files.problems) {
        return code;
    }
    let corpus = Corpus::new(compiled);
    output::lines(corpus.links().iter().map(|link| LinkRecord::new(&corpus, link)))
}
