//! `curate search`.

use crate::output;
use passages_core::corpus::Corpus;
use passages_core::export::records::HitRecord;

use passages_core::select::select;
use passages_core::state::{View, ViewState};
use passages_files::compile_corpus;
use std::path::Path;
use std::process::ExitCode;

pub(crate) fn run(query: &str, dir: &Path) -> ExitCode {
    let (compiled, problems) = compile_corpus(dir);
    let refused = output::report(&problems);
    let corpus = Corpus::new(compiled);
    let state = ViewState { view: View::Find, ..ViewState::default() }.looking_for(query);
    let selection = select(&corpus, &state);
    let printed = output::lines(selection.rows.iter().map(|row| HitRecord::new(&corpus, &selection, row)));
    output::worse(printed, refused)
}
