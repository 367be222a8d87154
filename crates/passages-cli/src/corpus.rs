//! The corpus that a command works on, read with progress; and what it is asked for by name.

use crate::collection;
use crate::progress::Progress;
use crate::whole::shown;
use passages_core::compile;
use passages_core::corpus::Compiled;
use passages_core::document::Document;
use passages_core::evaluate::Pass;
use passages_core::parse::parse;
use passages_core::problem::{Problem, Severity};
use passages_core::source::{EDITING_FILE, Source};
use passages_core::vocabulary::Vocabulary;
use passages_files::{Files, read_corpus, read_source, text_in};
use passages_formats::{Excess, Reading, Refusal, limits};
use std::path::Path;
use std::{fs, io};

/// Reads a directory, or a collection.
pub(crate) fn read(dir: &Path, progress: Progress) -> Files {
    progress.during(&format!("reading {}", shown(dir)), || files(dir))
}

/// The same without progress.
pub(crate) fn files(dir: &Path) -> Files {
    if dir.is_file() { collection::read(dir) } else { read_corpus(dir) }
}

/// A directory of lists that an option names: what is wrong with it, where none can be read of it.
///
/// Without this a slip in its name would be an empty list, and every figure wrong.
pub(crate) fn lacking(lists: &Path) -> Option<Problem> {
    let is_list = |path: &Path| path.extension().is_some_and(|ending| ending == "toml");
    let has_list = |mut entries: fs::ReadDir| entries.any(|entry| entry.is_ok_and(|e| is_list(&e.path())));
    let message = match fs::read_dir(lists).map(has_list) {
        Ok(true) => return None,
        Ok(false) => "there is no .toml file here".to_owned(),
        Err(fault) => format!("the directory cannot be read: {fault}"),
    };
    let hint = "name the directory that holds the .toml files";
    Some(Problem::error(&shown(lists), None, message, hint))
}

/// Reads texts, tags and links them.
pub(crate) fn compiled(
    sources: &[Source],
    vocabulary: Vocabulary,
    gold: &[Pass],
    progress: Progress,
) -> (Compiled, Vec<Problem>) {
    let what = crate::output::count(sources.len(), "document");
    progress.during(&format!("reading, tagging and linking {what}"), || compile(sources, vocabulary, gold))
}

/// Reads a directory and all that is in it.
pub(crate) fn compile_dir(dir: &Path, progress: Progress) -> (Compiled, Vec<Problem>) {
    let files = read(dir, progress);
    let (compiled, found) = compiled(&files.sources, files.vocabulary, &files.gold, progress);
    (compiled, files.problems.into_iter().chain(found).collect())
}

/// Reads any file.
pub(crate) fn read_file(path: &Path) -> Result<Reading, Problem> {
    let name = shown(path);
    if path.file_name().is_some_and(|file| file == EDITING_FILE) {
        let message = "this says what a text does not say itself, and is no text";
        return Err(Problem::error(&name, None, message, "name the text beside it"));
    }
    let unread = |fault: io::Error| {
        let message = format!("the file cannot be read: {fault}");
        let hint = match fault.kind() {
            io::ErrorKind::IsADirectory => "name a file in it",
            _ => "check its name and its permissions",
        };
        Problem::error(&name, None, message, hint)
    };
    // The size first: a file too large is refused before it fills the memory.
    let size = usize::try_from(fs::metadata(path).map_err(unread)?.len()).unwrap_or(usize::MAX);
    if size > limits::FILE_BYTES {
        return Err(Refusal::TooMuch(Excess::Bytes(size)).problem(&name));
    }
    let bytes = fs::read(path).map_err(unread)?;
    passages_formats::read(&name, &bytes).map_err(|refusal| refusal.problem(&name))
}

/// A document that was asked for.
pub(crate) struct Asked {
    pub(crate) source: Source,
    pub(crate) document: Document,
    /// What is wrong with it.
    pub(crate) problems: Vec<Problem>,
}

/// The document of the corpus with this name or folder, else the file with this path.
///
/// A text beside a `document.toml` is read with it.
///
/// # Errors
/// Why it cannot be read; where nothing is called so, also what of the corpus could not be read.
pub(crate) fn asked(dir: &Path, what: &str) -> Result<Asked, Vec<Problem>> {
    let folder = dir.join("documents").join(what.replace('/', "-"));
    let path = Path::new(what);
    let folders = [folder.as_path(), path].into_iter().filter(|folder| folder.is_dir());
    if let Some(text) = folders.map(text_in).find(|text| text.is_file()) {
        return from_text(&text);
    }
    if path.is_file() {
        if path.with_file_name(EDITING_FILE).is_file() {
            return from_text(path);
        }
        return read_file(path).map(from_reading).map_err(|problem| vec![problem]);
    }
    let fold = |name: &str| name.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
    let Files { sources, problems, .. } = files(dir);
    let mut read = sources.into_iter().map(|source| (parse(&source), source)).collect::<Vec<_>>();
    // To the letter before in any spelling: two names may differ in their signs alone.
    let to_the_letter = read.iter().position(|((document, _), _)| document.name == what);
    let spelled = || read.iter().position(|((document, _), _)| fold(&document.name) == fold(what));
    if let Some(at) = to_the_letter.or_else(spelled) {
        let ((document, found), source) = read.swap_remove(at);
        let is_own = |p: &&Problem| [&source.path, &source.editing.path].contains(&&p.place.file);
        let problems = problems.iter().filter(is_own).cloned().chain(found).collect();
        return Ok(Asked { source, document, problems });
    }
    let message = format!("there is no document and no file `{what}`");
    let hint = "name a document as `curate stats` lists it, a folder of documents/, or a file";
    let unread = problems.into_iter().filter(|problem| problem.severity == Severity::Error);
    Err(std::iter::once(Problem::error(&shown(dir), None, message, hint)).chain(unread).collect())
}

fn from_text(path: &Path) -> Result<Asked, Vec<Problem>> {
    let (source, mut problems) = read_source(path);
    let Some(source) = source else { return Err(problems) };
    let (document, found) = parse(&source);
    problems.extend(found);
    Ok(Asked { source, document, problems })
}

fn from_reading(reading: Reading) -> Asked {
    let source = reading.source(&reading.editing.path);
    let (parsed, found) = parse(&source);
    // A file that tells its document exactly needs no reading of its text.
    match reading.document {
        Some(document) => Asked { source, document, problems: reading.problems },
        None => Asked { source, document: parsed, problems: [reading.problems, found].concat() },
    }
}
