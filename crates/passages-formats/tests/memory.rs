//! F30: no file makes its reader take more memory than is said, whatever it holds. A test by itself, because what it counts
//! is all that the process takes.

#[path = "formats/attacks.rs"]
mod attacks;
#[path = "formats/made.rs"]
mod made;

use attacks::{Outcome, Reader};
use made::{docx, noise};
use passages_formats::read;
use peak_alloc::PeakAlloc;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// Most that a file's reading may take, besides the file itself, in bytes.
const MOST_BYTES: usize = 256 << 20;

/// Reads a file, and counts what that takes at most.
fn in_memory(name: &str, bytes: &[u8]) -> Outcome {
    let before = MEMORY.current_usage();
    MEMORY.reset_peak_usage();
    let read = read(name, bytes);
    let took = MEMORY.peak_usage().saturating_sub(before);
    println!("{name}: {} MB", took >> 20);
    assert!(took < MOST_BYTES, "{name} took {} MB", took >> 20);
    read.map(|_| None).map_err(|refusal| refusal.code())
}

/// Files that stay just within the limits, of the two kinds of which a reader keeps most.
fn as_much_as_is_read() {
    let page = format!("<p>1. A word.{}", "<b>x</b>".repeat(490_000));
    assert_eq!(in_memory("a page of nearly a million nodes", page.as_bytes()), Ok(None));
    // Each text twenty times, so that it is packed as well as texts are, and no better.
    let letters = noise(11, 64_000).iter().map(|byte| char::from(b'a' + byte % 26)).collect::<String>();
    let paragraph = |nth: usize| {
        let from = nth / 20 * 997 % 63_000;
        format!("<w:p><w:r><w:t>{nth}. {}</w:t></w:r></w:p>", &letters[from..from + 930])
    };
    let body: String = (0..45_000).map(paragraph).collect();
    assert_eq!(in_memory("a Word document of 43 megabytes", &docx(&body)), Ok(None));
}

#[test]
fn f30_no_file_takes_more_memory_than_is_said() {
    let reader = Reader(in_memory);
    attacks::encodings(reader);
    attacks::letters(reader);
    attacks::sizes(reader);
    attacks::what_would_be_markup_or_a_formula_elsewhere(reader);
    attacks::word_documents(reader);
    attacks::web_pages_and_xml(reader);
    attacks::pdf_files(reader);
    attacks::pictures_and_programs(reader);
    as_much_as_is_read();
}
