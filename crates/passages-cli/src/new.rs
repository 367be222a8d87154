//! `curate new`.

use crate::corpus::read_file;
use crate::output::{self, count};
use crate::progress::Progress;
use crate::whole;
use passages_core::parse::parse;
use passages_core::problem::Problem;
use passages_core::source::{EDITING_FILE, Source, text_file};
use passages_files::read_corpus;
use passages_formats::guess;
use std::path::Path;
use std::process::ExitCode;

pub(crate) fn run(dir: &Path, file: &Path, name: Option<&str>, progress: Progress) -> ExitCode {
    match made(dir, file, name, progress) {
        Ok((told, problems)) => output::worse(output::text(told.into_iter()), output::report(&problems)),
        Err(problem) => output::report(&[problem]),
    }
}

/// What to say, and what to look at.
type Made = (Vec<String>, Vec<Problem>);

fn made(dir: &Path, file: &Path, name: Option<&str>, progress: Progress) -> Result<Made, Problem> {
    if !dir.is_dir() {
        let hint = "name it with --corpus DIR, or make the directory first";
        return Err(Problem::error(&whole::shown(dir), None, "there is no corpus here", hint));
    }
    let reading = progress.during(&format!("reading {}", whole::shown(file)), || read_file(file))?;
    let base = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let stem = file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let mut source = reading.source(&base);
    let (document, mut problems) = parse(&source);
    let (editing, guesses) = guess::editing(&document, &reading, name, &base, &stem);
    let name = editing.name.clone().unwrap_or_default();
    let folder = guess::folder(&name);
    if folder.is_empty() {
        let message = format!("`{name}` cannot be the name of a folder");
        return Err(Problem::error(&whole::shown(file), None, message, "give another name with --name"));
    }
    known(dir, &name)?;
    let place = dir.join("documents").join(&folder);
    let toml = guess::document_toml(&editing, &guesses, &document.printed_title);
    let text = text_file(editing.language.as_deref());
    whole::directory(&place, &[(&text, &reading.text), (EDITING_FILE, &toml)])?;
    source.path = whole::shown(&place.join(&text));
    problems.iter_mut().for_each(|problem| problem.place.file.clone_from(&source.path));
    let told = vec![
        format!(
            "{}: {}, {} of {}.",
            whole::shown(&place),
            name,
            count(document.paragraphs.len(), "paragraph"),
            reading.format.name()
        ),
        format!("  {text:<13}  the text, {}", count(reading.text.lines().count(), "line")),
        format!(
            "  document.toml  what it does not say itself, with {} to look at",
            count(guesses.len(), "guess").replace("guesss", "guesses")
        ),
        format!(
            "Look at the document with `curate show {folder}`, correct document.toml, then run `curate check`."
        ),
    ];
    Ok((told, [reading.problems, problems].concat()))
}

/// Whether a document of this name is there already, whatever its folder is called.
fn known(dir: &Path, name: &str) -> Result<(), Problem> {
    let sources: Vec<Source> =
        if dir.join("documents").is_dir() { read_corpus(dir).sources } else { Vec::new() };
    let fold = |name: &str| name.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
    let same = sources.iter().find(|source| fold(&parse(source).0.name) == fold(name));
    same.map_or(Ok(()), |source| {
        let message = format!("a document is called `{name}` already, and nothing is overwritten");
        let hint = "see what the new file changes with `curate diff`; for another document, give another name with --name";
        Err(Problem::error(&source.path, None, message, hint))
    })
}
