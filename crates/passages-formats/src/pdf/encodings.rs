//! Which letter a byte is in the encodings that PDF names, and which one a glyph's name means: ISO 32000-1, annex D, and
//! the Adobe Glyph List, as far as Latin texts need them.

/// An encoding that a font may start from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Base {
    Windows,
    Mac,
    Standard,
}

/// The upper half of `MacRomanEncoding`, from 0x80.
const MAC: &str = "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨\u{0}ÆØ\u{0}±\u{0}\u{0}¥µ\u{0}\u{0}\u{0}\u{0}\u{0}ªº\u{0}æø¿¡¬\u{0}ƒ\u{0}\u{0}«»… ÀÃÕŒœ–—“”‘’÷\u{0}ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\u{0}ÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ";
/// The upper half of `StandardEncoding`, from 0xA1.
const STANDARD: &str = "¡¢£⁄¥ƒ§¤'“«‹›ﬁﬂ\u{0}–†‡·\u{0}¶•‚„”»…‰\u{0}¿\u{0}`´ˆ˜¯˘˙¨\u{0}˚¸\u{0}˝˛ˇ—\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}Æ\u{0}ª\u{0}\u{0}\u{0}\u{0}ŁØŒº\u{0}\u{0}\u{0}\u{0}\u{0}æ\u{0}\u{0}\u{0}ı\u{0}\u{0}łøœß";

impl Base {
    /// By the name of its table.
    pub(super) fn called(name: &[u8]) -> Self {
        match name {
            b"MacRomanEncoding" => Self::Mac,
            b"WinAnsiEncoding" => Self::Windows,
            _ => Self::Standard,
        }
    }

    /// Where none is named.
    pub(super) fn usual(is_true_type: bool) -> Self {
        if is_true_type { Self::Windows } else { Self::Standard }
    }

    /// The letter of a byte.
    pub(super) fn letter(self, byte: u8) -> Option<char> {
        let upper = |table: &str, first: u8| {
            let at = usize::from(byte.checked_sub(first)?);
            table.chars().nth(at).filter(|c| *c != '\0')
        };
        match (self, byte) {
            (Self::Standard, b'\'') => Some('’'),
            (Self::Standard, b'`') => Some('‘'),
            (_, 0x20..=0x7e) => Some(char::from(byte)),
            (_, b'\t' | b'\n' | b'\r') => Some(' '),
            (Self::Windows, 0x80..) => upper(crate::encoding::WINDOWS_1252, 0x80),
            (Self::Mac, 0x80..) => upper(MAC, 0x80),
            (Self::Standard, 0xa1..) => upper(STANDARD, 0xa1),
            _ => None,
        }
    }
}

/// Names of glyphs that are not built from a letter and an accent.
const NAMES: [(&str, char); 96] = [
    ("space", ' '),
    ("exclam", '!'),
    ("quotedbl", '"'),
    ("numbersign", '#'),
    ("dollar", '$'),
    ("percent", '%'),
    ("ampersand", '&'),
    ("quotesingle", '\''),
    ("parenleft", '('),
    ("parenright", ')'),
    ("asterisk", '*'),
    ("plus", '+'),
    ("comma", ','),
    ("hyphen", '-'),
    ("period", '.'),
    ("slash", '/'),
    ("zero", '0'),
    ("one", '1'),
    ("two", '2'),
    ("three", '3'),
    ("four", '4'),
    ("five", '5'),
    ("six", '6'),
    ("seven", '7'),
    ("eight", '8'),
    ("nine", '9'),
    ("colon", ':'),
    ("semicolon", ';'),
    ("less", '<'),
    ("equal", '='),
    ("greater", '>'),
    ("question", '?'),
    ("at", '@'),
    ("bracketleft", '['),
    ("backslash", '\\'),
    ("bracketright", ']'),
    ("asciicircum", '^'),
    ("underscore", '_'),
    ("grave", '`'),
    ("braceleft", '{'),
    ("bar", '|'),
    ("braceright", '}'),
    ("asciitilde", '~'),
    ("quoteleft", '‘'),
    ("quoteright", '’'),
    ("quotedblleft", '“'),
    ("quotedblright", '”'),
    ("quotesinglbase", '‚'),
    ("quotedblbase", '„'),
    ("guilsinglleft", '‹'),
    ("guilsinglright", '›'),
    ("guillemotleft", '«'),
    ("guillemotright", '»'),
    ("endash", '–'),
    ("emdash", '—'),
    ("bullet", '•'),
    ("ellipsis", '…'),
    ("dagger", '†'),
    ("daggerdbl", '‡'),
    ("section", '§'),
    ("paragraph", '¶'),
    ("copyright", '©'),
    ("registered", '®'),
    ("trademark", '™'),
    ("degree", '°'),
    ("fi", 'ﬁ'),
    ("fl", 'ﬂ'),
    ("germandbls", 'ß'),
    ("ae", 'æ'),
    ("AE", 'Æ'),
    ("oe", 'œ'),
    ("OE", 'Œ'),
    ("oslash", 'ø'),
    ("Oslash", 'Ø'),
    ("eth", 'ð'),
    ("Eth", 'Ð'),
    ("thorn", 'þ'),
    ("Thorn", 'Þ'),
    ("dotlessi", 'ı'),
    ("lslash", 'ł'),
    ("Lslash", 'Ł'),
    ("Euro", '€'),
    ("sterling", '£'),
    ("yen", '¥'),
    ("cent", '¢'),
    ("currency", '¤'),
    ("florin", 'ƒ'),
    ("minus", '−'),
    ("multiply", '×'),
    ("divide", '÷'),
    ("plusminus", '±'),
    ("fraction", '⁄'),
    ("perthousand", '‰'),
    ("ordfeminine", 'ª'),
    ("ordmasculine", 'º'),
    ("nbspace", '\u{a0}'),
];

/// Accents in the names of glyphs, and the letters that bear them, pair by pair.
const ACCENTED: [(&str, &str); 11] = [
    ("acute", "aáeéiíoóuúyýAÁEÉIÍOÓUÚYÝcćnńsśzźCĆNŃSŚZŹ"),
    ("grave", "aàeèiìoòuùAÀEÈIÌOÒUÙ"),
    ("circumflex", "aâeêiîoôuûAÂEÊIÎOÔUÛ"),
    ("dieresis", "aäeëiïoöuüyÿAÄEËIÏOÖUÜYŸ"),
    ("tilde", "aãnñoõAÃNÑOÕ"),
    ("ring", "aåuůAÅUŮ"),
    ("cedilla", "cçsşCÇSŞ"),
    ("caron", "cčeěnňrřsšzžCČEĚNŇRŘSŠZŽ"),
    ("ogonek", "aąeęAĄEĘ"),
    ("breve", "aăgğAĂGĞ"),
    ("dotaccent", "IİzżZŻ"),
];

/// The letters that a glyph's name means: "eacute", "uni00E9", "f_i", "a.sc". `None` where it means none.
pub(super) fn letter_of(name: &str) -> Option<String> {
    let name = name.split('.').next().filter(|name| !name.is_empty())?;
    if name.contains('_') {
        return name.split('_').map(letter_of).collect();
    }
    let mut chars = name.chars();
    if let (Some(c), None) = (chars.next(), chars.next()) {
        return c.is_ascii_alphabetic().then(|| c.into());
    }
    if let Some((_, c)) = NAMES.iter().find(|(known, _)| *known == name) {
        return Some((*c).into());
    }
    let mut rest = name.chars();
    let letter = rest.next()?;
    if let Some((_, pairs)) = ACCENTED.iter().find(|(accent, _)| *accent == rest.as_str()) {
        let letters: Vec<char> = pairs.chars().collect();
        let pair = letters.chunks_exact(2).find(|pair| pair.first() == Some(&letter))?;
        return pair.last().map(|c| (*c).into());
    }
    let hex = |digits: &str| u32::from_str_radix(digits, 16).ok().and_then(char::from_u32);
    if let Some(digits) = name.strip_prefix("uni").filter(|d| d.len() >= 4 && d.len().is_multiple_of(4)) {
        let groups = digits.as_bytes().chunks(4);
        return groups.map(|group| std::str::from_utf8(group).ok().and_then(hex)).collect();
    }
    name.strip_prefix('u').filter(|d| (4..=6).contains(&d.len())).and_then(hex).map(String::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_and_names_are_letters() {
        let check = |base: Base, byte, letter| assert_eq!(base.letter(byte), letter, "{base:?} {byte}");
        check(Base::Windows, 0x93, Some('“'));
        check(Base::Windows, 0xe9, Some('é'));
        check(Base::Mac, 0x8e, Some('é'));
        check(Base::Mac, 0xd2, Some('“'));
        check(Base::Mac, 0xff, Some('ˇ'));
        check(Base::Standard, 0xa1, Some('¡'));
        check(Base::Standard, 0xb1, Some('–'));
        check(Base::Standard, 0xd0, Some('—'));
        check(Base::Standard, 0xfb, Some('ß'));
        check(Base::Standard, b'\'', Some('’'));
        check(Base::Standard, 0x80, None);
        for (name, letters) in [
            ("A", "A"),
            ("eacute", "é"),
            ("Scaron", "Š"),
            ("quoteright", "’"),
            ("uni00E9", "é"),
            ("uni00660069", "fi"),
            ("u1F600", "😀"),
            ("f_i", "fi"),
            ("a.sc", "a"),
            ("nine.oldstyle", "9"),
        ] {
            assert_eq!(letter_of(name).as_deref(), Some(letters), "{name}");
        }
        assert!(["g23", "cid:7", ".notdef", ""].iter().all(|name| letter_of(name).is_none()));
    }
}
