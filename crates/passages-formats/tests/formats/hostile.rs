//! F30: files as attackers, accidents and old programs make them: each is read or refused, in time and in plain words.
//! They are kept with what became of them, for the browser that is given the same (tests/browser/hostile.test.mjs).

use super::attacks::{self, Outcome, Reader};
use passages_core::parse::parse;
use passages_formats::read;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// What a program that is not optimized may take, where the optimized one has two seconds.
const IN_TIME: Duration = Duration::from_secs(if cfg!(debug_assertions) { 30 } else { 2 });

fn in_time(name: &str, bytes: &[u8]) -> Outcome {
    let start = Instant::now();
    let read = read(name, bytes);
    let took = start.elapsed();
    println!("{name}: {} ms", took.as_millis());
    assert!(took < IN_TIME, "{name} took {took:?}");
    let outcome =
        read.map(|reading| Some(parse(&reading.source(name)).0.paragraphs.len())).map_err(|refusal| {
            assert!(refusal.to_string().len() > 15 && refusal.remedy().len() > 15, "{name}: {refusal}");
            refusal.code()
        });
    keep(name, bytes, outcome);
    outcome
}

/// Where the files are kept: all that a run of this test reads, and none of the run before.
static FOLDER: LazyLock<PathBuf> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("hostile");
    // There is none before the first run.
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder");
    folder
});
/// How many are kept.
static KEPT: AtomicUsize = AtomicUsize::new(0);

/// Writes a file, and beside it what it is called and what became of it.
fn keep(name: &str, bytes: &[u8], outcome: Outcome) {
    let nth = KEPT.fetch_add(1, Ordering::Relaxed);
    let became = match outcome {
        Ok(count) => format!("\"count\":{}", count.unwrap_or_default()),
        Err(code) => format!("\"code\":\"{code}\""),
    };
    let said = format!("{{\"name\":\"{name}\",{became}}}\n");
    fs::write(FOLDER.join(format!("{nth:03}")), bytes).expect("a file");
    fs::write(FOLDER.join(format!("{nth:03}.json")), said).expect("a file");
}

#[test]
fn f30_encodings() {
    attacks::encodings(Reader(in_time));
}

#[test]
fn f30_letters() {
    attacks::letters(Reader(in_time));
}

#[test]
fn f30_f32_sizes() {
    attacks::sizes(Reader(in_time));
}

#[test]
fn f30_what_would_be_markup_or_a_formula_elsewhere() {
    attacks::what_would_be_markup_or_a_formula_elsewhere(Reader(in_time));
}

#[test]
fn f30_word_documents() {
    attacks::word_documents(Reader(in_time));
}

#[test]
fn f30_web_pages_and_xml() {
    attacks::web_pages_and_xml(Reader(in_time));
}

#[test]
fn f30_pdf_files() {
    attacks::pdf_files(Reader(in_time));
}

#[test]
fn f30_pictures_and_programs() {
    attacks::pictures_and_programs(Reader(in_time));
}
