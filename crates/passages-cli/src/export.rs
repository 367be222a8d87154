//! `curate export`.

use crate::arguments::{ALL, Asked};
use crate::collection;
use crate::corpus::compile_dir;
use crate::output;
use crate::progress::Progress;
use crate::whole;
use passages_core::corpus::Corpus;
use passages_core::export::{CAUTION, Format, Source, Subject, file_name, write};
use passages_core::problem::Problem;
use passages_core::select::{Notice, select};
use passages_core::state::{View, ViewState, Warning};
use passages_core::vocabulary::Vocabulary;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::ExitCode;

pub(crate) fn run(dir: &Path, names: &[String], asked: &Asked, progress: Progress) -> ExitCode {
    if let Some(to) = &asked.passages {
        let done = collect(dir, to, asked.title.as_deref(), progress);
        return if names.is_empty() {
            done
        } else {
            output::worse(done, formats(dir, names, asked, progress))
        };
    }
    formats(dir, names, asked, progress)
}

/// Writes the whole corpus as one file.
fn collect(dir: &Path, to: &Path, title: Option<&str>, progress: Progress) -> ExitCode {
    if dir.is_file() {
        let message = "a collection is written of a directory, and this is a file";
        let hint = "copy it as it is, or unpack it: it is a ZIP file of a corpus";
        return output::report(&[Problem::error(&whole::shown(dir), None, message, hint)]);
    }
    // Of "." too, which has no name of its own.
    let name = || {
        let whole = fs::canonicalize(dir).unwrap_or_else(|_| dir.to_owned());
        whole.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
    };
    match collection::written(dir, &title.map_or_else(name, str::to_owned), progress) {
        Ok((bytes, problems)) => output::worse(said(whole::file(to, &bytes), to), output::report(&problems)),
        Err(problems) => output::report(&problems),
    }
}

/// Writes what a view of the corpus shows.
fn formats(dir: &Path, names: &[String], asked: &Asked, progress: Progress) -> ExitCode {
    let is_all = names.iter().any(|name| name == ALL);
    let formats: Vec<Format> =
        Format::ALL.into_iter().filter(|f| is_all || names.iter().any(|name| name == f.id())).collect();
    let (compiled, problems) = compile_dir(dir, progress);
    let refused = output::report(&problems);
    let corpus = progress.during("opening the corpus", || Corpus::new(compiled));
    let (state, passed_over) = match (&asked.find, &asked.address) {
        (_, Some(address)) => ViewState::parse(address.trim_start_matches('#')),
        (query, None) => {
            let state = ViewState { view: View::Find, ..ViewState::default() };
            (state.looking_for(query.as_deref().unwrap_or_default()), Vec::new())
        }
    };
    let mut selection = select(&corpus, &state);
    output::report(&misread(&passed_over, &selection.notices));
    output::report(unspoken(corpus.vocabulary(), &asked.language).as_slice());
    output::read_as(&selection);
    if let Some(name) = &asked.document {
        let Some(document) = corpus.document(name) else {
            let message = format!("there is no document `{name}`");
            let hint = "name it as `curate stats` lists it";
            return output::report(&[Problem::error(&whole::shown(dir), None, message, hint)]);
        };
        selection.document = Some(document.name.clone());
    }
    let address = format!("{}#{}", asked.page.split('#').next().unwrap_or_default(), state.print());
    let source = Source {
        corpus: &corpus,
        selection: &selection,
        picked: &[],
        title: "Passages",
        address: &address,
        version: env!("CARGO_PKG_VERSION"),
        language: &asked.language,
        caution: CAUTION,
    };
    let written =
        |format: Format| progress.during(&format!("writing {}", format.id()), || write(format, &source));
    let done = match (formats.as_slice(), asked.to.as_deref()) {
        ([format], None) => output::whole(&written(*format)),
        (_, None) => {
            let hint = "name a directory for them with --to DIR";
            output::report(&[Problem::error(
                "curate export",
                None,
                "several files cannot be printed as one",
                hint,
            )])
        }
        ([format], Some(to)) if !is_folder(to) => said(whole::file(to, written(*format).as_bytes()), to),
        (_, Some(to)) => folder(&formats, &source, to, &asked.document, written),
    };
    output::worse(done, refused)
}

/// What an address asks for that is passed over, or not there.
fn misread(passed_over: &[Warning], notices: &[Notice]) -> Vec<Problem> {
    let warning = |message: String, hint: &str| Problem::warning("--address", None, message, hint);
    let known = "see in the page what it may be";
    let passed_over = passed_over.iter().map(|reason| match reason {
        Warning::TooLong => {
            warning("the address is too long, and its end is left out".to_owned(), "shorten it")
        }
        Warning::Unknown(name) => {
            warning(format!("`{name}` means nothing in an address, and is left out"), known)
        }
        Warning::Malformed(name) => {
            warning(format!("a value of `{name}` means nothing, and is left out"), known)
        }
        Warning::Newer => {
            warning("the address was made by a later version".to_owned(), "take a later `curate`")
        }
    });
    let notices = notices.iter().map(|notice| match notice {
        Notice::UnknownPassage { asked } => warning(format!("there is no passage `{asked}`"), known),
        Notice::UnknownDocument { asked } => warning(format!("there is no document `{asked}`"), known),
        Notice::UnknownValue { asked } => {
            warning(format!("no document has `{asked}`, so nothing can match"), known)
        }
        Notice::CorpusChanged => warning(
            "the address was made with another corpus; what it lists may differ".to_owned(),
            "look it over",
        ),
    });
    passed_over.chain(notices).collect()
}

/// What is to be said where no term has a name in a language.
fn unspoken(vocabulary: &Vocabulary, language: &str) -> Option<Problem> {
    let labels = || vocabulary.terms.iter().flat_map(|term| term.labels.iter().map(|(tag, _)| tag.as_str()));
    if vocabulary.terms.is_empty() || labels().any(|tag| tag == language) {
        return None;
    }
    let known: BTreeSet<&str> = labels().collect();
    let message = format!("no term has a name in `{language}`, and English is written instead");
    let hint = format!("the languages are {}", known.into_iter().collect::<Vec<_>>().join(", "));
    Some(Problem::warning("--language", None, message, hint))
}

/// Whether a path is that of a directory, or can be no other.
fn is_folder(path: &Path) -> bool {
    path.is_dir() || path.as_os_str().to_string_lossy().ends_with('/')
}

/// Writes each format into a directory; a format of documents once for each of them, unless one was asked for.
fn folder(
    formats: &[Format],
    source: &Source,
    to: &Path,
    document: &Option<String>,
    written: impl Fn(Format) -> String,
) -> ExitCode {
    if let Err(fault) = fs::create_dir_all(to) {
        let message = format!("the directory cannot be made: {fault}");
        return output::report(&[Problem::error(
            &whole::shown(to),
            None,
            message,
            "check the path and its permissions",
        )]);
    }
    let mut code = ExitCode::SUCCESS;
    for format in formats {
        if format.subject() == Subject::Document && document.is_none() {
            for document in source.corpus.documents() {
                let mut selection = source.selection.clone();
                selection.document = Some(document.name.clone());
                let own = Source { selection: &selection, ..*source };
                let path = to.join(file_name(*format, &own));
                code = output::worse(code, said(whole::file(&path, write(*format, &own).as_bytes()), &path));
            }
        } else {
            let path = to.join(file_name(*format, source));
            code = output::worse(code, said(whole::file(&path, written(*format).as_bytes()), &path));
        }
    }
    code
}

/// Names a file that was written, or says why it was not.
fn said(written: Result<(), Problem>, path: &Path) -> ExitCode {
    match written {
        Ok(()) => output::text(std::iter::once(whole::shown(path))),
        Err(problem) => output::report(&[problem]),
    }
}
