//! Files -> sources: the one place where a corpus directory is read, for the build, `curate` and the tests.

use passages_core::compile;
use passages_core::corpus::Compiled;
use passages_core::evaluate::Pass;
use passages_core::problem::{Problem, any_error};
use passages_core::source::{
    EDITING_FILE, Editing, MAX_TEXT_BYTES, Source, choose_text, decode, text_file, text_language,
};
use passages_core::vocabulary::Vocabulary;
use std::path::{Path, PathBuf};
use std::{fs, io};

/// What a corpus directory holds.
#[derive(Debug, Default)]
pub struct Files {
    /// One a document, by path.
    pub sources: Vec<Source>,
    /// The vocabulary; empty where there is none.
    pub vocabulary: Vocabulary,
    /// Judgements of them: `gold/*.toml`, by path.
    pub gold: Vec<Pass>,
    /// What could not be read or understood.
    pub problems: Vec<Problem>,
}

/// Reads a corpus: `documents/NAME/LANG.txt` with `document.toml` beside it, `vocabulary/*.toml` and `gold/*.toml`.
///
/// A directory without `documents` is read as plain texts: every `.txt` and `.md` file is a document.
pub fn read_corpus(dir: &Path) -> Files {
    let mut files = Files::default();
    let documents = dir.join("documents");
    let is_text = |p: &PathBuf| p.extension().is_some_and(|e| e == "txt" || e == "md");
    let entries = if documents.is_dir() { list(&documents) } else { list(dir) };
    let texts: Vec<PathBuf> = match entries {
        Ok(paths) if documents.is_dir() => {
            paths.iter().filter_map(|path| document_at(path, &mut files.problems)).collect()
        }
        Ok(paths) => paths.into_iter().filter(is_text).collect(),
        Err(problem) => {
            files.problems.push(problem);
            return files;
        }
    };
    for text in &texts {
        let (source, problems) = read_source(text);
        files.problems.extend(problems);
        files.sources.extend(source);
    }
    // Of one that is there and cannot be read, it has been told why.
    if texts.is_empty() && !any_error(&files.problems) {
        let hint = "a corpus has documents/NAME/LANG.txt; a plain directory has .txt or .md files";
        files.problems.push(Problem::error(&shown(dir), None, "there is no document here", hint));
    }
    let (vocabulary, problems) = read_vocabulary(&dir.join("vocabulary"));
    files.vocabulary = vocabulary;
    files.problems.extend(problems);
    files.gold = read_gold(&dir.join("gold"), &mut files.problems);
    files
}

/// Reads every `.toml` file of judgements; a directory that is not there holds none.
pub fn read_gold(dir: &Path, problems: &mut Vec<Problem>) -> Vec<Pass> {
    let mut passes = Vec::new();
    for path in listed(dir, problems).iter().filter(|p| p.extension().is_some_and(|e| e == "toml")) {
        let Some(text) = read(path, problems) else { continue };
        match Pass::read(&shown(path), &text) {
            Ok((pass, found)) => {
                passes.push(pass);
                problems.extend(found);
            }
            Err(fault) => problems.push(fault),
        }
    }
    passes
}

/// Reads every `.toml` file of a vocabulary; a directory that is not there is an empty one.
pub fn read_vocabulary(dir: &Path) -> (Vocabulary, Vec<Problem>) {
    let mut problems = Vec::new();
    let mut texts = Vec::new();
    for path in listed(dir, &mut problems) {
        if path.extension().is_some_and(|e| e == "toml")
            && let Some(text) = read(&path, &mut problems)
        {
            texts.push((shown(&path), text));
        }
    }
    let (vocabulary, found) = Vocabulary::read(&texts);
    problems.extend(found);
    (vocabulary, problems)
}

/// The text of the document that is at this path of `documents`, where there is one.
fn document_at(path: &Path, problems: &mut Vec<Problem>) -> Option<PathBuf> {
    if !path.is_dir() {
        if name_of(path) != "README.md" {
            let message = "this is beside the folders of the documents, and is not read";
            let hint = "move it away, or make a document of it with `curate new`";
            problems.push(Problem::warning(&shown(path), None, message, hint));
        }
        return None;
    }
    let text = text_in(path);
    let is_missing = |fault: io::Error| fault.kind() == io::ErrorKind::NotFound;
    if fs::metadata(&text).is_err_and(is_missing) {
        let hint = "put its text into it, called after its language: en.txt, fr.txt, ar.txt";
        problems.push(Problem::error(&shown(path), None, "the folder holds no text", hint));
        return None;
    }
    Some(text)
}

/// The text of the document in this folder, by the language that its `document.toml` says; where there is none, the
/// path that it should have.
pub fn text_in(folder: &Path) -> PathBuf {
    let beside = folder.join(EDITING_FILE);
    // What is wrong with it is told when it is read.
    let toml = fs::read_to_string(&beside).unwrap_or_default();
    let language = Editing::read(&shown(&beside), &toml).0.language;
    let files = list(folder).unwrap_or_default();
    let names: Vec<String> = files.iter().map(|file| name_of(file)).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let chosen = choose_text(&names, language.as_deref()).map(str::to_owned);
    folder.join(chosen.unwrap_or_else(|| text_file(language.as_deref())))
}

/// Reads one text and the `document.toml` beside it, where there is one. Where that says no language, the name of the
/// text does; where they differ, there is a warning.
pub fn read_source(path: &Path) -> (Option<Source>, Vec<Problem>) {
    if name_of(path) == EDITING_FILE {
        let message = "this says what a text does not say itself, and is no text";
        return (None, vec![Problem::error(&shown(path), None, message, "name the text beside it")]);
    }
    let mut problems = Vec::new();
    let Some(text) = read(path, &mut problems) else { return (None, problems) };
    let (beside, name) = (path.with_file_name(EDITING_FILE), name_of(path));
    let documents = path.parent().and_then(Path::parent).and_then(Path::file_name);
    let mut editing = Editing::default();
    if beside.is_file()
        && let Some(toml) = read(&beside, &mut problems)
    {
        let (read, found) = Editing::read(&shown(&beside), &toml);
        editing = read;
        problems.extend(found);
        problems.extend(empty(&editing, &toml));
        if let Some(language) = &editing.language
            && text_language(&name).is_some()
            && !name.eq_ignore_ascii_case(&text_file(Some(language)))
        {
            let message = format!("the text is called {name}, and is said to be in `{language}`");
            let hint = format!("rename it to {}, or correct `language`", text_file(Some(language)));
            problems.push(Problem::warning(&shown(path), None, message, hint));
        }
    }
    // Elsewhere a short name is no language's.
    if beside.is_file() || documents.is_some_and(|name| name == "documents") {
        editing.learn_language(&name);
    }
    (Some(Source { path: shown(path), text, editing }), problems)
}

/// What `document.toml` says by an empty text, which would be shown as it is: a document without a name or a title.
fn empty(editing: &Editing, toml: &str) -> Vec<Problem> {
    let Editing { name, short, language, title, received, .. } = editing;
    let fields =
        [("name", name), ("short", short), ("language", language), ("title", title), ("received", received)];
    let is_empty = |value: &Option<String>| value.as_ref().is_some_and(|value| value.trim().is_empty());
    let problem = |field: &str| {
        let says = |line: &str| {
            line.trim_start().strip_prefix(field).is_some_and(|rest| rest.trim_start().starts_with('='))
        };
        let line = (1..).zip(toml.lines()).find(|(_, line)| says(line)).map(|(number, _)| number);
        let hint = "fill it in, or leave the line out";
        Problem::error(&editing.path, line, format!("`{field}` is empty"), hint)
    };
    fields.into_iter().filter(|(_, value)| is_empty(value)).map(|(field, _)| problem(field)).collect()
}

/// Reads and compiles a corpus directory.
pub fn compile_corpus(dir: &Path) -> (Compiled, Vec<Problem>) {
    let files = read_corpus(dir);
    let (compiled, found) = compile(&files.sources, files.vocabulary, &files.gold);
    (compiled, files.problems.into_iter().chain(found).collect())
}

fn read(path: &Path, problems: &mut Vec<Problem>) -> Option<String> {
    // The size first: a file too large is refused before it fills the memory.
    let size = fs::metadata(path).map_or(0, |m| m.len());
    if size > MAX_TEXT_BYTES as u64 {
        let message = format!("the file has {size} bytes, more than the {MAX_TEXT_BYTES} that are read");
        problems.push(Problem::error(&shown(path), None, message, "split it into its documents"));
        return None;
    }
    match fs::read(path) {
        Ok(bytes) => {
            let (text, found) = decode(&shown(path), &bytes);
            problems.extend(found);
            Some(text)
        }
        Err(fault) => {
            let message = format!("the file cannot be read: {fault}");
            let hint = match fault.kind() {
                io::ErrorKind::IsADirectory => "name a file in it",
                _ => "check its name and its permissions",
            };
            problems.push(Problem::error(&shown(path), None, message, hint));
            None
        }
    }
}

/// What a directory holds, by name, hidden files left out.
fn list(dir: &Path) -> Result<Vec<PathBuf>, Problem> {
    let entries = fs::read_dir(dir).map_err(|fault| {
        let message = format!("the directory cannot be read: {fault}");
        let hint = "check its name, the directory that you are in, and its permissions";
        Problem::error(&shown(dir), None, message, hint)
    })?;
    let paths = entries.filter_map(Result::ok).map(|e| e.path());
    let hidden = |p: &PathBuf| p.file_name().is_some_and(|n| n.to_string_lossy().starts_with('.'));
    let mut paths: Vec<PathBuf> = paths.filter(|p| !hidden(p)).collect();
    paths.sort();
    Ok(paths)
}

/// The same of a directory that need not be there.
fn listed(dir: &Path, problems: &mut Vec<Problem>) -> Vec<PathBuf> {
    if !dir.is_dir() {
        return Vec::new();
    }
    list(dir).unwrap_or_else(|problem| {
        problems.push(problem);
        Vec::new()
    })
}

/// The last piece of a path.
fn name_of(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

fn shown(path: &Path) -> String {
    path.display().to_string().replace('\\', "/")
}
