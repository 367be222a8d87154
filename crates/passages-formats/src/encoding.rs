//! Bytes -> text: by what a page or an XML file says of its encoding, else by the bytes themselves.
//!
//! UTF-8, UTF-16 and the encodings of one byte a letter in which texts in the languages of the United Nations were
//! written are read. Those of Chinese need tables that outweigh the program: they are refused by name.

mod declared;
mod plausible;
mod tables;

use crate::refusal::Refusal;
use declared::Declared;
use passages_core::problem::{Problem, ProblemKind};
use plausible::Guess;
pub(crate) use tables::WINDOWS_1252;

/// How a text was written as bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// UTF-16, either way round.
    Utf16,
    /// Windows-1252, the usual encoding of Western texts before UTF-8; ISO 8859-1 is read as this, as browsers do.
    Windows1252,
    /// Windows-1251, the usual encoding of Cyrillic texts before UTF-8.
    Windows1251,
    /// Windows-1256, the usual encoding of Arabic texts before UTF-8.
    Windows1256,
    /// KOI8-R, of Russian mail.
    Koi8R,
    /// IBM code page 866, of Cyrillic texts of DOS.
    Ibm866,
    /// ISO 8859-5, Cyrillic.
    Iso8859_5,
    /// ISO 8859-6, Arabic.
    Iso8859_6,
    /// ISO 8859-15, Western with the euro.
    Iso8859_15,
}

impl Encoding {
    /// Its usual name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16 => "UTF-16",
            Self::Windows1252 => "Windows-1252",
            Self::Windows1251 => "Windows-1251",
            Self::Windows1256 => "Windows-1256",
            Self::Koi8R => "KOI8-R",
            Self::Ibm866 => "IBM866",
            Self::Iso8859_5 => "ISO 8859-5",
            Self::Iso8859_6 => "ISO 8859-6",
            Self::Iso8859_15 => "ISO 8859-15",
        }
    }
}

/// A text may have some characters that no text has, and beyond these one out of so many.
const STRANGE: (usize, usize) = (4, 50);

/// The text, its encoding, and a warning for each kind of loss.
///
/// A byte order mark is dropped. What cannot be read, and NUL, is U+FFFD.
///
/// # Errors
/// [`Refusal::NotText`] where too much of it is no text, or the bytes alone do not tell its encoding;
/// [`Refusal::Encoding`] where it is in one that is not read.
pub(crate) fn decode(name: &str, bytes: &[u8]) -> Result<(String, Encoding, Vec<Problem>), Refusal> {
    let (text, encoding, doubt) = match utf16(bytes) {
        Some((rest, is_big)) => (from_utf16(rest, is_big), Encoding::Utf16, false),
        None => eight_bits(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes))?,
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
    if doubt {
        let message =
            format!("the file does not say how its letters are written; it was read as {}", encoding.name());
        let hint = "compare the text with the original; if letters are wrong, save the file as UTF-8";
        let problem = Problem::warning(name, None, message, hint);
        problems.push(problem.of(ProblemKind::GuessedEncoding, &[encoding.name()]));
    }
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

/// The text, its encoding, and whether that was guessed and somebody should look.
type Decoded = (String, Encoding, bool);

/// UTF-8 where it is that, or more of it is than is not; else what the file says, else what its words look like.
fn eight_bits(bytes: &[u8]) -> Result<Decoded, Refusal> {
    let declared = declared::declared(bytes);
    if let Ok(text) = std::str::from_utf8(bytes) {
        return match declared {
            // These write other letters as ASCII, and shift in and out.
            Some(Declared::Other(name)) if is_shifted(bytes, name) => Err(Refusal::Encoding(name)),
            _ => Ok((text.to_owned(), Encoding::Utf8, false)),
        };
    }
    match declared {
        Some(Declared::Other(name)) => return Err(Refusal::Encoding(name)),
        Some(Declared::Known(encoding)) if encoding != Encoding::Utf8 => {
            return Ok((from_table(bytes, encoding), encoding, false));
        }
        _ => {}
    }
    let (mut sound, mut faults) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        sound += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        faults += usize::from(!chunk.invalid().is_empty());
    }
    // Several bytes that are a letter of UTF-8 are hardly ever so by accident.
    let is_said = declared == Some(Declared::Known(Encoding::Utf8)) && sound > 0;
    if is_said || (sound >= faults && sound > 0) {
        return Ok((String::from_utf8_lossy(bytes).into_owned(), Encoding::Utf8, false));
    }
    let (encoding, doubt) = match plausible::guess(bytes) {
        // What is "ð" and "þ" in this encoding may be "ğ" and "ş" in that of Turkish.
        Guess::Clear(Encoding::Windows1252) => {
            (Encoding::Windows1252, bytes.iter().any(|byte| matches!(byte, 0xf0 | 0xfe)))
        }
        Guess::Clear(encoding) => (encoding, true),
        Guess::Stray => (Encoding::Windows1252, true),
        Guess::Pairs => {
            return Err(Refusal::Encoding("an encoding of two bytes a letter, such as GB18030 or Big5"));
        }
        Guess::Unclear => return Err(Refusal::NotText),
    };
    Ok((from_table(bytes, encoding), encoding, doubt))
}

/// Whether a text of ASCII alone has the signs by which this encoding leaves it.
fn is_shifted(bytes: &[u8], name: &str) -> bool {
    let has = |sign: &[u8]| bytes.windows(sign.len()).any(|window| window == sign);
    bytes.is_ascii() && (name == "HZ" && has(b"~{") || name == "ISO-2022" && has(b"\x1b"))
}

/// A byte a letter.
fn from_table(bytes: &[u8], encoding: Encoding) -> String {
    let table = tables::table(encoding);
    let letter = |byte: &u8| match byte.checked_sub(0x80) {
        Some(at) => table.get(usize::from(at)).copied().unwrap_or('\u{fffd}'),
        None => char::from(*byte),
    };
    bytes.iter().map(letter).collect()
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
    fn a_fault_does_not_make_another_encoding_of_it() {
        let words = "The right of everyone to take part in cultural life, and so on and on, as it was ";
        let bytes = [words.as_bytes(), "naïve".as_bytes(), b"ly said\x92"].concat();
        check(&bytes, &format!("{words}naïvely said\u{fffd}"), Encoding::Utf8);
        // What is left by "~{" in HZ is a sign in any other text.
        let page = b"<meta charset=gb2312><p>a~{b}";
        check(page, std::str::from_utf8(page).expect("ASCII"), Encoding::Utf8);
        assert!(decode("a.html", b"<meta charset=hz-gb-2312><p>~{<:Ky2;~}").is_err());
    }

    /// "Право на питание", "الحق في الغذاء الكافي" as other programs write them.
    const RUSSIAN: [(&[u8], Encoding); 4] = [
        (b"\xcf\xf0\xe0\xe2\xee \xed\xe0 \xef\xe8\xf2\xe0\xed\xe8\xe5", Encoding::Windows1251),
        (b"\xf0\xd2\xc1\xd7\xcf \xce\xc1 \xd0\xc9\xd4\xc1\xce\xc9\xc5", Encoding::Koi8R),
        (b"\xbf\xe0\xd0\xd2\xde \xdd\xd0 \xdf\xd8\xe2\xd0\xdd\xd8\xd5", Encoding::Iso8859_5),
        (b"\x8f\xe0\xa0\xa2\xae \xad\xa0 \xaf\xa8\xe2\xa0\xad\xa8\xa5", Encoding::Ibm866),
    ];
    const ARABIC: [(&[u8], Encoding); 2] = [
        (
            b"\xc7\xe1\xcd\xde \xdd\xed \xc7\xe1\xdb\xd0\xc7\xc1 \xc7\xe1\xdf\xc7\xdd\xed",
            Encoding::Windows1256,
        ),
        (b"\xc7\xe4\xcd\xe2 \xe1\xea \xc7\xe4\xda\xd0\xc7\xc1 \xc7\xe4\xe3\xc7\xe1\xea", Encoding::Iso8859_6),
    ];

    #[test]
    fn what_says_nothing_is_read_as_the_words_that_it_looks_like() {
        let both = [(&RUSSIAN[..], "Право на питание"), (&ARABIC[..], "الحق في الغذاء الكافي")];
        for (samples, text) in both {
            for (bytes, encoding) in samples {
                check(bytes, text, *encoding);
                let among = [b"1. The right, in words: ", *bytes, b" (A/RES/78/198)."].concat();
                check(&among, &format!("1. The right, in words: {text} (A/RES/78/198)."), *encoding);
                let (.., problems) = decode("a.txt", bytes).expect("a text");
                assert!(problems.iter().any(|p| p.message.contains(encoding.name())), "{problems:?}");
            }
        }
        for (bytes, text) in [
            (&b"Le droit \xe0 l\x92alimentation"[..], "Le droit à l’alimentation"),
            (b"\xc9galit\xe9 des \xe9t\xe9s", "Égalité des étés"),
            (b"Art. 3, n.\xba 2, 4\xb0, \xa7 5: \xabwords\xbb\x85", "Art. 3, n.º 2, 4°, § 5: «words»…"),
            (b"La ni\xf1ez y la poblaci\xf3n, \xbfqu\xe9?", "La niñez y la población, ¿qué?"),
            // Signs and spaces that do not break are letters elsewhere.
            (b"See Act \xa7\xa05, and \xa7\xa012 of the law.", "See Act §\u{a0}5, and §\u{a0}12 of the law."),
            (b"cost \xa3\xa05 million", "cost £\u{a0}5 million"),
            (
                b"1.\xa0\xa0 Rights\n\xa0\xa0\n2.\xa0\xa0 A",
                "1.\u{a0}\u{a0} Rights\n\u{a0}\u{a0}\n2.\u{a0}\u{a0} A",
            ),
            (b"ISO 9001\xae\xa0 and \x93so\x94\xa0\x97 on", "ISO 9001®\u{a0} and “so”\u{a0}— on"),
        ] {
            check(bytes, text, Encoding::Windows1252);
            assert!(decode("a.txt", bytes).expect("a text").2.is_empty());
        }
    }

    #[test]
    fn what_a_file_says_of_its_encoding_holds() {
        for (samples, text) in [(&RUSSIAN[..], "Право на питание"), (&ARABIC[..], "الحق في الغذاء الكافي")]
        {
            for (bytes, encoding) in samples {
                let name = encoding.name().replace("ISO ", "iso-");
                let page = [b"<!doctype html><meta charset='", name.as_bytes(), b"'><p>", bytes].concat();
                check(&page, &format!("<!doctype html><meta charset='{name}'><p>{text}"), *encoding);
            }
        }
        // A word that could be one of several encodings.
        check(b"<meta charset=koi8-r>\xe4\xe1", "<meta charset=koi8-r>ДА", Encoding::Koi8R);
        check(
            b"<?xml version='1.0' encoding='iso-8859-15'?><a>\xa4 5</a>",
            "<?xml version='1.0' encoding='iso-8859-15'?><a>€ 5</a>",
            Encoding::Iso8859_15,
        );
        // A page that was saved as UTF-8 and still says what it was.
        let saved = "<meta charset=windows-1251><p>Право";
        check(saved.as_bytes(), saved, Encoding::Utf8);
    }

    #[test]
    fn what_is_not_read_is_refused_by_name() {
        // "人人有权享有食物", "人人有權享有食物".
        let chinese: [&[u8]; 2] = [
            b"\xc8\xcb\xc8\xcb\xd3\xd0\xc8\xa8\xcf\xed\xd3\xd0\xca\xb3\xce\xef",
            b"\xa4H\xa4H\xa6\xb3\xc5v\xa8\xc9\xa6\xb3\xad\xb9\xaa\xab",
        ];
        for (bytes, name) in chinese.iter().zip(["GB18030", "Big5"]) {
            let refused = |bytes: &[u8]| decode("a.txt", bytes).expect_err("refused");
            assert!(refused(bytes).to_string().contains(name), "{}", refused(bytes));
            let page = [b"<meta charset=", name.as_bytes(), b"><p>", bytes].concat();
            assert_eq!(
                refused(&page).to_string(),
                format!("the text is written in {name}, which is not read")
            );
            assert!(refused(&page).remedy().contains("UTF-8"));
        }
        // Polish of Windows-1250 says nothing, and is not taken for a Western text.
        assert_eq!(decode("a.txt", b"wp\xb3yw, mo\xbfna, si\xb3y, r\xb3"), Err(Refusal::NotText));
        assert!(decode("a", b"<meta charset=hz-gb-2312><p>~{VPND~}").is_err());
    }

    #[test]
    fn a_few_stray_signs_make_no_other_text() {
        let text =
            b"The co\xb7operation of States, and of all that is said of it in words of English\x8dtext.";
        let (read, encoding, problems) = decode("a.txt", text).expect("a text");
        assert_eq!(
            (encoding, read.contains("co·operation"), problems.is_empty()),
            (Encoding::Windows1252, true, false)
        );
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
