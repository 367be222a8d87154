//! Collections: a corpus in one file, read as a directory would be, and written of one.

use crate::progress::Progress;
use crate::whole::shown;
use passages_core::compile;
use passages_core::intake::Trouble;
use passages_core::parse::parse;
use passages_core::problem::{Problem, any_error};
use passages_files::{Files, read_corpus};
use passages_formats::collection::{self, Collection, Entry};
use passages_formats::limits;
use std::fs;
use std::path::Path;

/// Reads the file of a collection; what it holds is compiled anew, as a directory is.
pub(crate) fn read(path: &Path) -> Files {
    let name = shown(path);
    let size = fs::metadata(path).map_or(0, |about| about.len());
    let found = if size > limits::COLLECTION_BYTES as u64 {
        Err(problem(&name, &Trouble::TooLarge))
    } else {
        fs::read(path)
            .map_err(|fault| unread(&name, &fault))
            .and_then(|bytes| collection::read(&bytes).map_err(|trouble| problem(&name, &trouble)))
    };
    let collection = match found {
        Ok(collection) => collection,
        Err(problem) => return Files { problems: vec![problem], ..Files::default() },
    };
    let (vocabulary, mut problems) = collection.vocabulary();
    let mut sources = Vec::new();
    for entry in &collection.entries {
        let (mut source, found) = entry.source();
        source.path = inside(&name, &source.path);
        source.editing.path = inside(&name, &source.editing.path);
        sources.push(source);
        problems.extend(found);
    }
    let mut problems = [collection.problems, problems].concat();
    problems.iter_mut().for_each(|problem| problem.place.file = inside(&name, &problem.place.file));
    Files { sources, vocabulary, gold: Vec::new(), problems }
}

/// The path of a file in a collection, which is not that of a file beside it.
fn inside(collection: &str, path: &str) -> String {
    if path.is_empty() { String::new() } else { format!("{collection}/{path}") }
}

/// The file of the corpus in a directory, and what is wrong with it; nothing is written of an unsound one.
pub(crate) fn written(
    dir: &Path,
    title: &str,
    progress: Progress,
) -> Result<(Vec<u8>, Vec<Problem>), Vec<Problem>> {
    let Files { mut sources, vocabulary, mut problems, .. } =
        progress.during(&format!("reading {}", shown(dir)), || read_corpus(dir));
    let mut entries: Vec<Entry> = Vec::new();
    for source in &mut sources {
        let editing = &source.editing.path;
        let toml = if editing.is_empty() { Ok(String::new()) } else { fs::read_to_string(editing) };
        let toml = toml.map_err(|fault| vec![unread(editing, &fault)])?;
        let toml = toml.trim_start_matches('\u{feff}').to_owned();
        // Of a plain directory each text has its own name; of a corpus its folder's.
        let path = Path::new(&source.path);
        let folder = path.parent().filter(|folder| folder.parent() == Some(&dir.join("documents")));
        let called = folder.map_or_else(|| path.file_stem(), Path::file_name);
        let called = called.map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let language = source.editing.language.as_deref();
        let mut entry = Entry::new(&called, language, source.text.clone(), toml, &entries);
        // What is compiled here is what is read there.
        let name = parse(source).0.name;
        if entry.keep_name(&name) {
            source.editing.name = Some(name);
        }
        entries.push(entry);
    }
    let (compiled, found) = progress.during("compiling", || compile(&sources, vocabulary, &[]));
    problems.extend(found);
    if any_error(&problems) {
        return Err(problems);
    }
    let vocabulary = lists(&dir.join("vocabulary")).map_err(|problem| vec![problem])?;
    let title = title.to_owned();
    let collection =
        Collection { title, entries, vocabulary, compiled: Some(compiled), problems: Vec::new() };
    let bytes = collection.write().map_err(|trouble| vec![problem(&shown(dir), &trouble)])?;
    Ok((bytes, problems))
}

/// The files of a vocabulary, by name; a directory that is not there holds none.
fn lists(dir: &Path) -> Result<Vec<(String, String)>, Problem> {
    let entries = fs::read_dir(dir).into_iter().flatten().filter_map(Result::ok);
    let mut lists = Vec::new();
    for path in entries.map(|entry| entry.path()) {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if name.ends_with(".toml") && !name.starts_with('.') {
            let text = fs::read_to_string(&path).map_err(|fault| unread(&shown(&path), &fault))?;
            lists.push((name, text));
        }
    }
    lists.sort();
    Ok(lists)
}

fn unread(name: &str, fault: &std::io::Error) -> Problem {
    let message = format!("the file cannot be read: {fault}");
    Problem::error(name, None, message, "check its name and its permissions")
}

/// Why a collection cannot be read or written, in plain words.
fn problem(name: &str, trouble: &Trouble) -> Problem {
    let (message, hint) = match trouble {
        Trouble::NoCollection => (
            "this is no collection",
            "a corpus is a directory, or a file that `curate export --passages` wrote",
        ),
        Trouble::LaterVersion => (
            "the collection was written by a later version, which this one does not know",
            "take a later `curate`",
        ),
        Trouble::TooLarge => {
            ("the collection is larger than what is read, or expands to more", "make two of it")
        }
        Trouble::Empty => (
            "the collection holds no document",
            "put a text into documents/NAME/en.txt, or the name of its language",
        ),
        _ => (
            "the collection is damaged, or was changed by hand",
            "copy it again; whoever changed it leaves out `digest` and `compiled` in its passages.toml",
        ),
    };
    Problem::error(name, None, message, hint)
}
