//! Files made for a test: ZIP, DOCX and PDF, sound or not.

use miniz_oxide::deflate::{compress_to_vec, compress_to_vec_zlib};

/// A ZIP file of these parts, deflated.
pub(crate) fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for (name, data) in parts {
        let packed = compress_to_vec(data, 6);
        let sizes = [packed.len(), data.len()].map(|n| u32::try_from(n).expect("a small part").to_le_bytes());
        let name_length = u16::try_from(name.len()).expect("a short name").to_le_bytes();
        let at = u32::try_from(out.len()).expect("a small file").to_le_bytes();
        let crc = crc32(data).to_le_bytes();
        // Version 2.0, no flags, deflated, no time.
        let common =
            [&[20, 0, 0, 0, 8, 0, 0, 0, 0, 0][..], &crc, &sizes[0], &sizes[1], &name_length, &[0, 0]]
                .concat();
        out.extend([b"PK\x03\x04", &common[..], name.as_bytes(), &packed].concat());
        directory.extend([b"PK\x01\x02\x14\x00", &common[..], &[0; 10], &at, name.as_bytes()].concat());
    }
    let count = u16::try_from(parts.len()).expect("few parts").to_le_bytes();
    let size = u32::try_from(directory.len()).expect("a small file").to_le_bytes();
    let at = u32::try_from(out.len()).expect("a small file").to_le_bytes();
    [&out[..], &directory, b"PK\x05\x06\0\0\0\0", &count, &count, &size, &at, &[0, 0]].concat()
}

fn crc32(data: &[u8]) -> u32 {
    let step = |crc: u32| if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 };
    !data.iter().fold(!0, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), |crc, _| step(crc)))
}

const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;

/// A Word document with this body and further parts.
pub(crate) fn docx_with(body: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let document = word("document", &format!("<w:body>{body}</w:body>"));
    let mut all = vec![("[Content_Types].xml", TYPES.as_bytes()), ("word/document.xml", document.as_bytes())];
    all.extend(parts.iter().map(|(name, text)| (*name, text.as_bytes())));
    zip(&all)
}

/// A Word document with this body.
pub(crate) fn docx(body: &str) -> Vec<u8> {
    docx_with(body, &[])
}

/// A part of a Word document with this root.
pub(crate) fn word(root: &str, inner: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:{root} xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{inner}</w:{root}>"#
    )
}

/// A PDF file of these objects, numbered from 1; the first is the catalog. Streams are written as they are given.
pub(crate) fn pdf_of(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut out = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n".to_vec();
    let mut places = Vec::new();
    for (number, object) in (1..).zip(objects) {
        places.push(out.len());
        out.extend([format!("{number} 0 obj\n").as_bytes(), object, b"\nendobj\n"].concat());
    }
    let at = out.len();
    out.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    places.iter().for_each(|place| out.extend(format!("{place:010} 00000 n \n").bytes()));
    out.extend(
        format!("trailer\n<</Size {}/Root 1 0 R>>\nstartxref\n{at}\n%%EOF\n", objects.len() + 1).bytes(),
    );
    out
}

/// A stream with this data, packed.
pub(crate) fn stream(entries: &str, data: &[u8]) -> Vec<u8> {
    let packed = compress_to_vec_zlib(data, 6);
    let head = format!("<<{entries}/Filter/FlateDecode/Length {}>>stream\n", packed.len());
    [head.as_bytes(), &packed, b"\nendstream"].concat()
}

/// A PDF file whose pages draw this, with a font /F and a picture /P.
pub(crate) fn pdf(pages: &[&str]) -> Vec<u8> {
    let kids: String = (0..pages.len()).map(|nth| format!("{} 0 R ", 5 + 2 * nth)).collect();
    let mut objects = vec![
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        format!(
            "<</Type/Pages/Count {}/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>/XObject<</P 4 0 R>>>>/Kids[{kids}]>>",
            pages.len()
        )
        .into_bytes(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_vec(),
        stream("/Type/XObject/Subtype/Image/Width 8/Height 8/ColorSpace/DeviceGray/BitsPerComponent 8", &[0; 64]),
    ];
    for (nth, page) in pages.iter().enumerate() {
        objects.push(format!("<</Type/Page/Parent 2 0 R/Contents {} 0 R>>", 6 + 2 * nth).into_bytes());
        objects.push(stream("", page.as_bytes()));
    }
    pdf_of(&objects)
}

/// Bytes that look random, the same on every machine: a linear congruential generator (Knuth, MMIX).
pub(crate) fn noise(seed: u64, length: usize) -> Vec<u8> {
    let mut state = seed;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        u8::try_from(state >> 56).expect("eight bits")
    };
    (0..length).map(|_| next()).collect()
}
