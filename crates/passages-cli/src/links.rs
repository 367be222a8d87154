//! `curate links`.

use crate::output;
use passages_core::compile;
use passages_core::corpus::Corpus;
use passages_core::export::records::LinkRecord;

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
    let refused = output::report(&files.problems);
    let corpus = Corpus::new(compiled);
    let printed = output::lines(corpus.links().iter().map(|link| LinkRecord::new(&corpus, link)));
    output::worse(printed, refused)
}
