//! A visitor's own file.

use crate::parse::check_lines;
use passages_core::parse::parse;
use passages_formats::{limits, read};

/// Before what becomes the body of a Word document.
const DOCX: &[u8] = b"docx\n";
/// Before what becomes what a page of a PDF file draws.
const PAGE: &[u8] = b"page\n";

/// A file is read or refused, the same each time: as a text within its limits, of which no line is lost, or in plain
/// words.
pub fn files(bytes: &[u8]) {
    let file = if let Some(body) = bytes.strip_prefix(DOCX) {
        docx(body)
    } else if let Some(drawing) = bytes.strip_prefix(PAGE) {
        pdf(drawing)
    } else {
        bytes.to_vec()
    };
    let first = read("any", &file);
    assert_eq!(first, read("any", &file));
    match first {
        Ok(reading) => {
            assert!(reading.text.len() <= limits::EXPANDED_BYTES, "{} bytes", reading.text.len());
            assert!(!reading.text.contains('\0') && reading.text.chars().any(char::is_alphanumeric));
            assert!(reading.problems.iter().all(|problem| problem.place.file == "any"));
            check_lines(&parse(&reading.source("any")).0);
        }
        Err(refusal) => {
            assert!(!refusal.code().is_empty());
            assert!(refusal.to_string().len() > 15 && refusal.remedy().len() > 15, "{refusal}");
        }
    }
}

const TYPES: &[u8] = br#"<Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;

/// A ZIP file of two parts, stored as they are.
fn docx(body: &[u8]) -> Vec<u8> {
    let head =
        b"<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>";
    let document = [head, body, b"</w:body></w:document>"].concat();
    let parts = [(&b"[Content_Types].xml"[..], TYPES), (b"word/document.xml", &document)];
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for (name, data) in parts {
        let at = word(out.len());
        // Version 2.0, no flags, stored, no time.
        let common = [
            &[20, 0, 0, 0, 0, 0, 0, 0, 0, 0][..],
            &crc32(data).to_le_bytes(),
            &word(data.len()),
            &word(data.len()),
            &word(name.len())[..2],
            &[0, 0],
        ]
        .concat();
        out.extend([b"PK\x03\x04", &common[..], name, data].concat());
        directory.extend([b"PK\x01\x02\x14\x00", &common[..], &[0; 10], &at, name].concat());
    }
    let (size, at) = (word(directory.len()), word(out.len()));
    [&out[..], &directory, b"PK\x05\x06\0\0\0\0\x02\0\x02\0", &size, &at, &[0, 0]].concat()
}

fn word(number: usize) -> [u8; 4] {
    u32::try_from(number).unwrap_or(u32::MAX).to_le_bytes()
}

fn crc32(data: &[u8]) -> u32 {
    let step = |crc: u32| if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 };
    !data.iter().fold(!0, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), |crc, _| step(crc)))
}

/// A PDF file of one page; its objects are found without a table of them.
fn pdf(drawing: &[u8]) -> Vec<u8> {
    let head = format!(
        "%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n\
        2 0 obj<</Type/Pages/Count 1/MediaBox[0 0 595 842]/Kids[3 0 R]/Resources<</Font<</F 4 0 R>>>>>>endobj\n\
        3 0 obj<</Type/Page/Parent 2 0 R/Contents 5 0 R>>endobj\n\
        4 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>endobj\n\
        5 0 obj<</Length {}>>stream\n",
        drawing.len()
    );
    [head.as_bytes(), drawing, b"\nendstream endobj\ntrailer<</Size 6/Root 1 0 R>>\n%%EOF\n"].concat()
}
