//! What the bytes from 0x80 stand for in the encodings of one byte a letter: the index of the WHATWG Encoding Standard,
//! where a control character of it is U+FFFD, since no text has one.

use super::Encoding;

/// What no byte stands for.
const NONE: char = '\u{fffd}';

/// The letters of the bytes from 0x80, in their order.
pub(super) type Table = [char; 128];

/// The table of an encoding; that of Windows-1252 where it has several bytes a letter.
pub(super) fn table(encoding: Encoding) -> Table {
    let letters = match encoding {
        Encoding::Windows1251 => WINDOWS_1251,
        Encoding::Windows1256 => WINDOWS_1256,
        Encoding::Koi8R => KOI8_R,
        Encoding::Ibm866 => IBM866,
        Encoding::Iso8859_5 => return counted(cyrillic),
        Encoding::Iso8859_6 => return counted(arabic),
        Encoding::Iso8859_15 => return counted(western),
        Encoding::Windows1252 | Encoding::Utf8 | Encoding::Utf16 => WINDOWS_1252,
    };
    let mut table = [NONE; 128];
    table.iter_mut().zip(letters.chars()).for_each(|(slot, letter)| *slot = letter);
    table
}

/// A table by a rule.
fn counted(rule: fn(u8) -> char) -> Table {
    let mut table = [NONE; 128];
    table.iter_mut().zip(0x80..=0xff_u8).for_each(|(slot, byte)| *slot = rule(byte));
    table
}

/// ISO 8859-5: the letters stand as in Unicode.
fn cyrillic(byte: u8) -> char {
    match byte {
        0x80..=0x9f => NONE,
        0xa0 | 0xad => char::from(byte),
        0xf0 => '№',
        0xfd => '§',
        _ => char::from_u32(0x400 + u32::from(byte - 0xa0)).unwrap_or(NONE),
    }
}

/// ISO 8859-6: the letters stand as in Unicode, and half of the places are free.
fn arabic(byte: u8) -> char {
    match byte {
        0xa0 | 0xa4 | 0xad => char::from(byte),
        0xac | 0xbb | 0xbf | 0xc1..=0xda | 0xe0..=0xf2 => {
            char::from_u32(0x600 + u32::from(byte - 0xa0)).unwrap_or(NONE)
        }
        _ => NONE,
    }
}

/// ISO 8859-15: ISO 8859-1 with the euro and the letters that French and Finnish lacked.
fn western(byte: u8) -> char {
    match byte {
        0x80..=0x9f => NONE,
        0xa4 => '€',
        0xa6 => 'Š',
        0xa8 => 'š',
        0xb4 => 'Ž',
        0xb8 => 'ž',
        0xbc => 'Œ',
        0xbd => 'œ',
        0xbe => 'Ÿ',
        _ => char::from(byte),
    }
}

/// Western letters, as Windows wrote them.
pub(crate) const WINDOWS_1252: &str = "\
    €\u{fffd}‚ƒ„…†‡ˆ‰Š‹Œ\u{fffd}Ž\u{fffd}\u{fffd}‘’“”•–—˜™š›œ\u{fffd}žŸ\
    \u{a0}¡¢£¤¥¦§¨©ª«¬\u{ad}®¯°±²³´µ¶·¸¹º»¼½¾¿\
    ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞß\
    àáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ";

/// Cyrillic, as Windows wrote it.
const WINDOWS_1251: &str = "\
    ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—\u{fffd}™љ›њќћџ\
    \u{a0}ЎўЈ¤Ґ¦§Ё©Є«¬\u{ad}®Ї°±Ііґµ¶·ё№є»јЅѕї\
    АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ\
    абвгдежзийклмнопрстуфхцчшщъыьэюя";

/// Russian, as Unix and mail wrote it.
const KOI8_R: &str = "\
    ─│┌┐└┘├┤┬┴┼▀▄█▌▐░▒▓⌠■∙√≈≤≥\u{a0}⌡°²·÷\
    ═║╒ё╓╔╕╖╗╘╙╚╛╜╝╞╟╠╡Ё╢╣╤╥╦╧╨╩╪╫╬©\
    юабцдефгхийклмнопярстужвьызшэщчъ\
    ЮАБЦДЕФГХИЙКЛМНОПЯРСТУЖВЬЫЗШЭЩЧЪ";

/// Cyrillic, as DOS wrote it.
const IBM866: &str = "\
    АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ\
    абвгдежзийклмноп░▒▓│┤╡╢╖╕╣║╗╝╜╛┐\
    └┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀\
    рстуфхцчшщъыьэюяЁёЄєЇїЎў°∙·√№¤■\u{a0}";

/// Arabic, as Windows wrote it.
const WINDOWS_1256: &str = "\
    €پ‚ƒ„…†‡ˆ‰ٹ‹Œچژڈگ‘’“”•–—ک™ڑ›œ\u{200c}\u{200d}ں\
    \u{a0}،¢£¤¥¦§¨©ھ«¬\u{ad}®¯°±²³´µ¶·¸¹؛»¼½¾؟\
    ہءآأؤإئابةتثجحخدذرزسشصض×طظعغـفقك\
    àلâمنهوçèéêëىيîï\u{64b}\u{64c}\u{64d}\u{64e}ô\u{64f}\u{650}÷\u{651}ù\u{652}ûü\u{200e}\u{200f}ے";
