//! `curate search`.

use crate::corpus::compile_dir;
use crate::output;
use crate::progress::Progress;
use crate::terminal::{Style, width, wrapped};
use crate::whole;
use passages_core::corpus::Corpus;
use passages_core::export::records::HitRecord;
use passages_core::problem::Problem;
use passages_core::select::select;
use passages_core::state::{View, ViewState};
use std::path::Path;
use std::process::ExitCode;

/// Searches `dir`, or `corpus` where none is named behind the query.
pub(crate) fn run(
    query: &str,
    dir: Option<&Path>,
    corpus: &Path,
    json: bool,
    progress: Progress,
) -> ExitCode {
    if let Some(dir) = dir.filter(|dir| !dir.exists()) {
        // Most often it is a second word.
        let said = whole::shown(dir);
        let hint = format!("to search for several words, quote them: curate search '{query} {said}'");
        return output::report(&[Problem::error(
            &said,
            None,
            "there is no such directory or collection",
            hint,
        )]);
    }
    let dir = dir.unwrap_or(corpus);
    let (compiled, problems) = compile_dir(dir, progress);
    let refused = output::report(&problems);
    let corpus = progress.during("opening the corpus", || Corpus::new(compiled));
    let state = ViewState { view: View::Find, ..ViewState::default() }.looking_for(query);
    let selection = select(&corpus, &state);
    output::read_as(&selection);
    let records = selection.rows.iter().map(|row| HitRecord::new(&corpus, &selection, row));
    if json {
        return output::worse(output::lines(records), refused);
    }
    let style = Style::out();
    let found = output::count(selection.rows.len(), "passage");
    let set = records.flat_map(|hit| {
        let mut lines = vec![format!("{:>7.2}  {}", hit.score, style.bold(&hit.id))];
        lines.extend(wrapped("         ", &hit.snippet, width()));
        lines
    });
    output::worse(output::text(set.chain([found])), refused)
}
