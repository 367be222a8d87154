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

/// The longest name of a folder, in bytes: file systems take 255, and it is written under a longer name first.
const FOLDER_BYTES: usize = 200;

/// The beginning of a name, in whole letters.
fn within(name: &str, bytes: usize) -> &str {
    let end = name.char_indices().map(|(at, c)| at + c.len_utf8()).take_while(|end| *end <= bytes).last();
    name.get(..end.unwrap_or(0)).unwrap_or_default()
}

/// What to say, and what to look at.
type Made = (Vec<String>, Vec<Problem>);

fn made(dir: &Path, file: &Path, name: Option<&str>, progress: Progress) -> Result<Made, Problem> {
    if let Some(problem) = unfit(dir) {
        return Err(problem);
    }
    // What breaks a line or moves the cursor would do so wherever the name is shown.
    if let Some(given) = name.filter(|given| given.chars().any(char::is_control)) {
        let message = format!(
            "`{}` cannot be a name: it holds a character that is none of writing",
            given.escape_debug()
        );
        return Err(Problem::error(&whole::shown(file), None, message, "give another name with --name"));
    }
    let name = name.map(str::trim);
    let reading = progress.during(&format!("reading {}", whole::shown(file)), || read_file(file))?;
    let base = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let stem = file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let mut source = reading.source(&base);
    let (document, mut problems) = parse(&source);
    let (editing, guesses) = guess::editing(&document, &reading, name, &base, &stem);
    let name = editing.name.clone().unwrap_or_default();
    let folder = within(&guess::folder(&name), FOLDER_BYTES).to_owned();
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

/// Why no folder can be made in this directory.
fn unfit(dir: &Path) -> Option<Problem> {
    let (message, hint) = if dir.is_file() {
        (
            "this is a file, and a folder is to be made in it",
            "unpack it, if it is a collection: that is a ZIP file of a corpus",
        )
    } else if !dir.is_dir() {
        ("there is no corpus here", "name it with --corpus DIR, or make the directory first")
    } else if !dir.join("documents").is_dir() && holds_texts(dir) {
        (
            "this is a directory of plain texts, which would no longer be read if documents/ were in it",
            "name another one with --corpus DIR, or make documents/ in it yourself, if that is meant",
        )
    } else {
        return None;
    };
    Some(Problem::error(&whole::shown(dir), None, message, hint))
}

/// Whether plain texts lie in a directory. What ends in .md need be none: a corpus may have a README.md.
fn holds_texts(dir: &Path) -> bool {
    read_corpus(dir).sources.iter().any(|source| source.path.ends_with(".txt"))
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
