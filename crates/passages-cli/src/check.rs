//! `curate check`.

use crate::corpus::compile_dir;
use crate::output::{self, count};
use crate::place::{Files, ProblemRecord};
use crate::progress::Progress;
use crate::whole;
use passages_core::problem::{Problem, Severity};
use passages_formats::guess;
use std::fs;
use std::path::Path;
use std::process::ExitCode;

pub(crate) fn run(dir: &Path, json: bool, progress: Progress) -> ExitCode {
    let (compiled, mut problems) = compile_dir(dir, progress);
    problems.extend(guesses(dir));
    if json {
        let mut files = Files::default();
        let records: Vec<ProblemRecord> =
            problems.iter().map(|p| ProblemRecord::new(p, &mut files)).collect();
        return output::worse(output::lines(records.iter()), output::code(&problems));
    }
    let errors = problems.iter().filter(|p| p.severity == Severity::Error).count();
    let paragraphs: usize = compiled.documents.iter().map(|d| d.paragraphs.len()).sum();
    let counted = [
        count(compiled.documents.len(), "document"),
        count(paragraphs, "paragraph"),
        count(compiled.vocabulary.terms.len(), "term"),
        count(compiled.links.len(), "link"),
    ]
    .join(", ");
    let refused = output::report(&problems);
    let told = if errors == 0 {
        format!("The corpus is sound: {counted}, {}.", count(problems.len(), "warning"))
    } else {
        let warnings = count(problems.len() - errors, "warning");
        format!("The corpus has {} and {warnings} ({counted}).", count(errors, "error"))
    };
    output::worse(output::text(std::iter::once(told)), refused)
}

/// The guesses of `curate new` that nobody has confirmed.
fn guesses(dir: &Path) -> Vec<Problem> {
    let mut folders: Vec<_> = fs::read_dir(dir.join("documents"))
        .into_iter()
        .flatten()
        .filter_map(Result::ok)
        // Hidden is what `new` left when it was interrupted.
        .filter(|e| !e.file_name().to_string_lossy().starts_with('.'))
        .map(|e| e.path())
        .collect();
    folders.sort();
    let mut found = Vec::new();
    for path in folders.iter().map(|folder| folder.join("document.toml")) {
        let text = fs::read_to_string(&path).unwrap_or_default();
        for (line, _) in (1..).zip(text.lines()).filter(|(_, line)| line.contains(guess::MARK)) {
            let message =
                format!("this was guessed (`{}`), and nobody has said that it is right", guess::MARK);
            let hint = format!("correct it if it is wrong, then delete the words from `{}` on", guess::MARK);
            found.push(Problem::warning(&whole::shown(&path), Some(line), message, hint));
        }
    }
    found
}
