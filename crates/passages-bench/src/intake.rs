//! `intake`: how long a visitor's document takes until it is in the corpus; a document of so many pages, as Word and PDF.
//!
//! `[--pages N] [--rounds N] [--corpus DIR] [--to DIR]`. With `--to` the files, the questions and the corpus are written there
//! for `adapters/intake.mjs`, which asks the same of the program that ships.

#[path = "../../passages-formats/tests/formats/made.rs"]
#[allow(dead_code, reason = "files of other kinds are made for tests")]
mod made;

use passages_core::archive;
use passages_core::intake::{Intake, Taken};
use passages_files::compile_corpus;
use passages_reader::Reader;
use std::fmt::Write;
use std::path::Path;
use std::time::Instant;

/// Lines of a page, and paragraphs.
const LINES: usize = 40;
const PARAGRAPHS: usize = 5;

/// Medians in milliseconds, one line a format.
///
/// # Errors
/// When the corpus cannot be read, a file cannot be written, or a question has no answer.
pub(crate) fn run(options: &[String]) -> Result<String, String> {
    let option = |name: &str| options.iter().position(|o| o == name).and_then(|at| options.get(at + 1));
    let number =
        |name: &str, usual| option(name).map_or(Ok(usual), |n| n.parse().map_err(|_| name.to_owned()));
    let (pages, rounds) = (number("--pages", 100)?, number("--rounds", 5)?.max(1));
    let corpus = Path::new(option("--corpus").map_or("corpus", String::as_str));
    let archive = archive::encode(&compile_corpus(corpus).0).map_err(|fault| fault.to_string())?;
    let mut lines = Vec::new();
    for (format, bytes) in [("docx", word(pages)), ("pdf", printed(pages))] {
        let read = Intake::Read { file: format!("report.{format}"), bytes };
        let (mut reads, mut gathers, mut longest) = (Vec::new(), Vec::new(), 0.0);
        let mut told = String::new();
        for _ in 0..rounds {
            let mut reader = Reader::default();
            reader.supply(archive.clone());
            let (draft, spent, step) = asked(&mut reader, &read)?;
            let Ok(Taken::Draft(draft)) = draft else { return Err(format!("{format}: {draft:?}")) };
            reads.push(spent);
            longest = f64::max(longest, step);
            let gather = Intake::Gather(vec![draft.source.clone()]);
            let (corpus, spent, step) = asked(&mut reader, &gather)?;
            let Ok(Taken::Corpus(_)) = corpus else { return Err(format!("{format}: no corpus")) };
            gathers.push(spent);
            longest = f64::max(longest, step);
            told = format!("\"paragraphs\":{}", draft.document.paragraphs.len());
            if let Some(to) = option("--to") {
                let write = |name: String, bytes: &[u8]| {
                    std::fs::create_dir_all(to).and_then(|()| std::fs::write(Path::new(to).join(name), bytes))
                };
                let files = [
                    (format!("{format}.read"), read.encode()),
                    (format!("{format}.gather"), gather.encode()),
                    ("corpus.bin".to_owned(), archive.clone()),
                ];
                for (name, bytes) in files {
                    write(name, &bytes).map_err(|fault| format!("{to}: {fault}"))?;
                }
            }
        }
        let (read, gather) = (median(&mut reads), median(&mut gathers));
        lines.push(format!(
            "{{\"format\":\"{format}\",\"pages\":{pages},{told},\"read_millis\":{read:.1},\"gather_millis\":{gather:.1},\"longest_step_millis\":{longest:.1}}}"
        ));
    }
    Ok(lines.join("\n"))
}

/// The answer, how long it took, and how long its longest step did, in milliseconds.
fn asked(reader: &mut Reader, question: &Intake) -> Result<(Result<Taken, String>, f64, f64), String> {
    let millis = |since: Instant| since.elapsed().as_secs_f64() * 1000.0;
    let bytes = question.encode();
    let (start, mut longest) = (Instant::now(), 0.0);
    reader.begin(&bytes);
    loop {
        let step = Instant::now();
        let is_done = reader.step();
        longest = f64::max(longest, millis(step));
        if is_done {
            break;
        }
    }
    let spent = millis(start);
    let answer = Taken::decode(&reader.answer()).map_err(|trouble| trouble.code().to_owned());
    Ok((answer, spent, longest))
}

fn median(times: &mut [f64]) -> f64 {
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or(0.0)
}

const WORDS: [&str; 24] = [
    "remittances",
    "of",
    "migrants",
    "and",
    "the",
    "development",
    "countries",
    "origin",
    "diaspora",
    "banks",
    "families",
    "education",
    "women",
    "labour",
    "markets",
    "in",
    "Africa",
    "policies",
    "should",
    "Governments",
    "support",
    "cooperation",
    "between",
    "health",
];

/// The words of a line, always the same for the same number.
fn line(number: usize) -> String {
    let words = (0..12).map(|nth| WORDS[(number * 7 + nth * nth * 5 + nth * (number % 11)) % WORDS.len()]);
    words.collect::<Vec<_>>().join(" ")
}

fn word(pages: usize) -> Vec<u8> {
    let mut body = String::from("<w:p><w:r><w:t>A/SYN/1</w:t></w:r></w:p>");
    for paragraph in 0..pages * PARAGRAPHS {
        // Writing to a string does not fail.
        let _ = write!(body, "<w:p><w:r><w:t>{}. ", paragraph + 1);
        for nth in 0..LINES / PARAGRAPHS {
            let _ = write!(body, "{} ", line(paragraph * LINES + nth));
        }
        body.push_str("end.</w:t></w:r></w:p>");
    }
    made::docx(&body)
}

fn printed(pages: usize) -> Vec<u8> {
    let page = |page: usize| {
        let mut text = String::from("BT /F 11 Tf 14 TL 72 760 Td ");
        for nth in 0..LINES {
            let number = page * PARAGRAPHS + nth / (LINES / PARAGRAPHS) + 1;
            let is_first = nth % (LINES / PARAGRAPHS) == 0;
            let label = if is_first { format!("T* ({number}. ") } else { "(".to_owned() };
            let _ = write!(text, "{label}{}) Tj T* ", line(page * LINES + nth));
        }
        text + "ET"
    };
    let pages: Vec<String> = (0..pages).map(page).collect();
    made::pdf(&pages.iter().map(String::as_str).collect::<Vec<_>>())
}
