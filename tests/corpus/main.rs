//! The real corpus: read as its editors decided, and true wherever it is counted, found or linked.

mod accuracy;
mod addresses;
mod annex;
mod archive;
mod compare;
mod exports;
mod jobs;
mod lines;
mod scenes;
mod selections;
mod summary;
mod tour;
mod truths;
mod vocabulary;
mod widening;

use passages_core::corpus::{Compiled, Corpus};
use passages_core::document::{Document, Paragraph};
use passages_core::problem::Problem;
use passages_files::compile_corpus;
use std::path::Path;
use std::sync::OnceLock;

/// Name of the summary of 2001.
const SUMMARY: &str = "A/CONF.191/L.7";
/// Name of the letter of 2006.
const LETTER: &str = "letter-2006-04-13";

fn compiled() -> (Compiled, Vec<Problem>) {
    compile_corpus(&Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus"))
}

/// The corpus directory, compiled once.
fn corpus() -> &'static Corpus {
    static CORPUS: OnceLock<Corpus> = OnceLock::new();
    CORPUS.get_or_init(|| Corpus::new(compiled().0))
}

fn document(name: &str) -> &'static Document {
    corpus().document(name).expect("a document of the corpus")
}

fn paragraph(name: &str, key: &str) -> &'static Paragraph {
    document(name).paragraphs.iter().find(|p| p.key == key).expect("a paragraph of the document")
}

/// Ids as people say them: "5" is of the summary, "l" of the annex.
fn id(short: &str) -> String {
    match short.starts_with(|c: char| c.is_ascii_digit()) {
        true => format!("{SUMMARY}:{short}"),
        false if short.len() == 1 => format!("{LETTER}:annex.{short}"),
        false => format!("{LETTER}:{short}"),
    }
}

fn ids(shorts: &str) -> Vec<String> {
    shorts.split_whitespace().map(id).collect()
}

fn index(short: &str) -> u32 {
    corpus().find(&id(short)).expect("a passage of the corpus")
}
