//! Any bytes at all: a reading or a refusal, the same every time, and never a panic.

use super::made::{docx, pdf};
use passages_core::parse::parse;
use passages_formats::{Refusal, limits, read};
use proptest::collection::vec;
use proptest::prelude::*;

fn check(bytes: &[u8]) -> Result<(), TestCaseError> {
    let first = read("any", bytes);
    prop_assert_eq!(
        &first,
        &read("another", bytes).map(|mut reading| {
            reading.problems.iter_mut().for_each(|p| p.place.file = "any".to_owned());
            reading.editing.path = "any".to_owned();
            reading
        })
    );
    match first {
        Ok(reading) => {
            prop_assert!(reading.text.len() <= limits::EXPANDED_BYTES && !reading.text.contains('\0'));
            parse(&reading.source("any"));
        }
        Err(refusal) => {
            let problem = refusal.problem("any").to_string();
            prop_assert!(problem.starts_with("any: error: ") && !refusal.code().is_empty(), "{}", problem);
        }
    }
    Ok(())
}

/// Beginnings that lead into each reader.
const HEADS: [&[u8]; 12] = [
    b"",
    b"%PDF-1.7\n",
    b"PK\x03\x04",
    b"<?xml version=\"1.0\"?><akomaNtoso>",
    b"<!doctype html>",
    b"# H\n\n[a](b) ",
    b"\xff\xfe",
    b"\xfe\xff",
    b"\xef\xbb\xbf",
    b"<html><table><tr><td>",
    b"{\\rtf1",
    b"<akomaNtoso><doc><meta>",
];

/// Pieces that mean something to one reader or another.
const PIECES: [&[u8]; 40] = [
    b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n",
    b"2 0 obj<</Type/Pages/Kids[3 0 R 2 0 R]/Count 9>>endobj ",
    b"3 0 obj<</Type/Page/Parent 2 0 R/Contents 4 0 R>>endobj ",
    b"4 0 obj<</Length 9>>stream\nBT (a)Tj ET\nendstream endobj ",
    b"trailer<</Root 1 0 R/Size 9>>",
    b"startxref\n0\n%%EOF",
    b"/Filter/FlateDecode",
    b"stream\n",
    b"endstream",
    b"<<",
    b">>",
    b"[",
    b"]",
    b"(",
    b")",
    b"<p>",
    b"<table>",
    b"</table>",
    b"<b id=",
    b"<a href='x'>",
    b"</p>",
    b"<svg><desc>",
    b"<template>",
    b"<li>",
    b"<!--",
    b"-->",
    b"&amp;",
    b"&#x110000;",
    b"**",
    b"*",
    b"`",
    b"|---|\n",
    b"[^1]: ",
    b"\n\n",
    b"\n",
    b"> ",
    b"\\",
    b"\xc3\xa9",
    b"\x93",
    b"word ",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_bytes_are_read_or_refused(head in prop::sample::select(HEADS.to_vec()), rest in vec(any::<u8>(), 0..400)) {
        check(&[head, &rest].concat())?;
    }

    #[test]
    fn any_pieces_are_read_or_refused(
        head in prop::sample::select(HEADS.to_vec()),
        pieces in vec(prop::sample::select(PIECES.to_vec()), 0..60),
    ) {
        check(&[head, &pieces.concat()].concat())?;
    }

    #[test]
    fn a_damaged_file_is_read_or_refused(
        which in 0_usize..2,
        cut in any::<prop::sample::Index>(),
        flips in vec((any::<prop::sample::Index>(), any::<u8>()), 0..6),
        is_cut in any::<bool>(),
    ) {
        let mut file = [
            docx("<w:p><w:r><w:t>1. The right to food.</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"),
            pdf(&["BT /F 10 Tf 50 700 Td (1. The right to food.) Tj ET", "/P Do"]),
        ][which].clone();
        for (at, byte) in flips {
            let at = at.index(file.len());
            file[at] = byte;
        }
        if is_cut {
            file.truncate(cut.index(file.len()));
        }
        check(&file)?;
    }
}

#[test]
fn a_file_that_is_too_large_is_refused_before_it_is_looked_at() {
    let large = vec![b'a'; 104 * 1024 * 1024];
    let start = std::time::Instant::now();
    let refusal = read("large.txt", &large).expect_err("too large");
    assert!(start.elapsed().as_millis() < 100, "{:?}", start.elapsed());
    assert_eq!(refusal.code(), "too-many-bytes");
    assert_eq!(refusal.to_string(), "the file has 109051904 bytes, more than the 10485760 that are read");
    assert_eq!(read("empty.txt", b""), Err(Refusal::Empty));
}
