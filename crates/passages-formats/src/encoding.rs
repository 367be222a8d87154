//! Bytes -> text: UTF-8, UTF-16 or Windows-1252, told apart by the bytes themselves.

use crate::refusal::Refusal;
use passages_core::problem::{Problem, ProblemKind};

/// How a text was written as bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// UTF-16, either way round.
    Utf16,
    /// Windows-1252, the usual encoding of Western texts before UTF-8.
    Windows1252,
}

impl Encoding {
    /// Its usual name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16 => "UTF-16",
            Self::Windows1252 => "Windows-1252",
        }
    }
}

/// The letters at 0x80 to 0x9F of Windows-1252; U+FFFD where there is none.
const WINDOWS_1252: [char; 32] = [
    '€', '\u{fffd}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{fffd}', 'Ž', '\u{fffd}',
    '\u{fffd}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{fffd}', 'ž', 'Ÿ',
];

/// A text may have some characters that no text has, and beyond these one out of so many.
const STRANGE: (usize, usize) = (4, 50);

/// The text, its encoding, and a warning for each kind of loss.
///
/// A byte order mark is dropped. What cannot be read, and NUL, is U+FFFD.
///
/// # Errors
/// [`Refusal::NotText`] where too much of it is no text.
pub(crate) fn decode(name: &str, bytes: &[u8]) -> Result<(String, Encoding, Vec<Problem>), Refusal> {
    let (text, encoding) = match utf16(bytes) {
        Some((rest, is_big)) => (from_utf16(rest, is_big), Encoding::Utf16),
        None => eight_bits(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)),
    };
    let is_control =
        |c: &char| c.is_control() && !matches!(c, '\t' | '\n' | '\u{b}' | '\u{c}' | '\r' | '\u{85}');
    let (mut all, mut lost, mut controls, mut nul, mut first_lost, mut line) = (0, 0, 0, 0, None, 1_u32);
    for c in text.chars() {
        all += 1;
        line = line.saturating_add(u32::from(c == '\n'));
        controls += usize::from(is_control(&c));
        nul += usize::from(c == '\0');
        if c == '\u{fffd}' {
            lost += 1;
            first_lost = first_lost.or(Some(line));
        }
    }
    if controls + lost > STRANGE.0 + all / STRANGE.1 {
        return Err(Refusal::NotText);
    }
    let mut problems = Vec::new();
    if lost > 0 && std::str::from_utf8(bytes).is_err() {
        let message = format!("the text is not {} here; {lost} signs are shown as U+FFFD", encoding.name());
        let problem = Problem::warning(name, first_lost, message, "ask for the text in UTF-8");
        problems.push(problem.of(ProblemKind::LostLetters, &[encoding.name(), &lost.to_string()]));
    }
    if nul > 0 {
        let message = format!("the text holds {nul} NUL, shown as U+FFFD");
        let problem = Problem::warning(name, None, message, "compare the text with the original");
        problems.push(problem.of(ProblemKind::Nul, &[&nul.to_string()]));
        return Ok((text.replace('\0', "\u{fffd}"), encoding, problems));
    }
    Ok((text, encoding, problems))
}

/// The bytes after the mark, and whether the greater byte stands first; without a mark, by the zeros beside ASCII.
fn utf16(bytes: &[u8]) -> Option<(&[u8], bool)> {
    if let Some(rest) = bytes.strip_prefix(b"\xff\xfe") {
        return Some((rest, false));
    }
    if let Some(rest) = bytes.strip_prefix(b"\xfe\xff") {
        return Some((rest, true));
    }
    let head = bytes.get(..bytes.len().min(1024)).unwrap_or_default();
    let (mut even, mut odd) = (0, 0);
    for pair in head.chunks_exact(2) {
        even += usize::from(pair.first() == Some(&0));
        odd += usize::from(pair.last() == Some(&0));
    }
    let half = head.len() / 2;
    // Half of the characters are ASCII, and zeros stand on one side only.
    let is_mostly = |some: usize, other: usize| half >= 4 && some * 2 > half && other * 20 < half;
    match (is_mostly(even, odd), is_mostly(odd, even)) {
        (true, _) => Some((bytes, true)),
        (_, true) => Some((bytes, false)),
        _ => None,
    }
}

fn from_utf16(bytes: &[u8], is_big: bool) -> String {
    let unit = |pair: &[u8]| {
        let pair = <[u8; 2]>::try_from(pair).unwrap_or([0xff, 0xfd]);
        if is_big { u16::from_be_bytes(pair) } else { u16::from_le_bytes(pair) }
    };
    char::decode_utf16(bytes.chunks(2).map(unit)).map(|c| c.unwrap_or('\u{fffd}')).collect()
}

/// UTF-8 where it is that, or more of it is than is not; else Windows-1252.
fn eight_bits(bytes: &[u8]) -> (String, Encoding) {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return (text.to_owned(), Encoding::Utf8);
    }
    let (mut sound, mut faults) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        sound += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        faults += usize::from(!chunk.invalid().is_empty());
    }
    if sound > faults {
        return (String::from_utf8_lossy(bytes).into_owned(), Encoding::Utf8);
    }
    let letter = |byte: &u8| match byte {
        0x80..=0x9f => WINDOWS_1252.get(usize::from(byte - 0x80)).copied().unwrap_or('\u{fffd}'),
        _ => char::from(*byte),
    };
    (bytes.iter().map(letter).collect(), Encoding::Windows1252)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], text: &str, encoding: Encoding) {
        let (read, told, _) = decode("a.txt", bytes).expect("a text");
        assert_eq!((read.as_str(), told), (text, encoding));
    }

    #[test]
    fn encodings_are_told_apart() {
        check(b"", "", Encoding::Utf8);
        check("Çeşme".as_bytes(), "Çeşme", Encoding::Utf8);
        check("\u{feff}a".as_bytes(), "a", Encoding::Utf8);
        check(b"the \x93right\x94 to food \x96 caf\xe9", "the “right” to food – café", Encoding::Windows1252);
        for is_big in [true, false] {
            let units = |text: &str| -> Vec<u8> {
                text.encode_utf16()
                    .flat_map(|u| if is_big { u.to_be_bytes() } else { u.to_le_bytes() })
                    .collect()
            };
            check(&units("\u{feff}Право на пищу"), "Право на пищу", Encoding::Utf16);
            check(&units("1. The right to food"), "1. The right to food", Encoding::Utf16);
        }
    }

    #[test]
    fn one_fault_does_not_make_another_encoding() {
        let bytes = [
            "“Всё” — это “Çeşme”.\n".as_bytes(),
            b"caf\xe9 and more of the words that a text of some length would have",
        ]
        .concat();
        let (text, encoding, problems) = decode("a.txt", &bytes).expect("a text");
        assert!(encoding == Encoding::Utf8 && text.contains("Çeşme") && text.contains("caf\u{fffd}"));
        assert_eq!(problems.first().and_then(|p| p.place.line), Some(2));
    }

    #[test]
    fn what_is_no_text_is_refused() {
        let noise: Vec<u8> = (0..4000_u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        assert_eq!(decode("a.txt", &noise), Err(Refusal::NotText));
        check(
            &[&b"a\0b"[..], &[b'c'; 200]].concat(),
            &format!("a\u{fffd}b{}", "c".repeat(200)),
            Encoding::Utf8,
        );
    }
}
