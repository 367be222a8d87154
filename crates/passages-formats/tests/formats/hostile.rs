//! F30: files as attackers, accidents and old programs make them: each is read or refused, in time and in plain words.

use super::attacks::{self, Outcome, Reader};
use passages_core::parse::parse;
use passages_formats::read;
use std::time::{Duration, Instant};

/// What a program that is not optimized may take, where the optimized one has two seconds.
const IN_TIME: Duration = Duration::from_secs(if cfg!(debug_assertions) { 30 } else { 2 });

fn in_time(name: &str, bytes: &[u8]) -> Outcome {
    let start = Instant::now();
    let read = read(name, bytes);
    let took = start.elapsed();
    println!("{name}: {} ms", took.as_millis());
    assert!(took < IN_TIME, "{name} took {took:?}");
    read.map(|reading| Some(parse(&reading.source(name)).0.paragraphs.len())).map_err(|refusal| {
        assert!(refusal.to_string().len() > 15 && refusal.remedy().len() > 15, "{name}: {refusal}");
        refusal.code()
    })
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
