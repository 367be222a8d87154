//! Letters as search compares them: one spelling for all the ways in which the same letter is printed.
//!
//! What is folded in Arabic is what L. S. Larkey, L. Ballesteros and M. E. Connell fold in "Light stemming for Arabic
//! information retrieval", Arabic Computational Morphology (2007), doi:10.1007/978-1-4020-6046-5_12.

use crate::case::lower;

/// Appends a character as words are spelled: small, of usual width, ligatures resolved, Arabic letters and digits in
/// one form each, apostrophes and vowel marks left out. What stemmers tell apart stays: the diacritics of
/// Latin letters, composed, and how Arabic words end.
pub(super) fn push(spelling: &mut String, c: char) {
    if c.is_ascii() {
        if c != '\'' {
            spelling.push(c.to_ascii_lowercase());
        }
        return;
    }
    let (first, second) = lower(c);
    push_small(spelling, first);
    if let Some(second) = second {
        push_small(spelling, second);
    }
}

fn push_small(spelling: &mut String, c: char) {
    match c {
        c if is_apostrophe(c) || is_unprinted(c) => {}
        '\u{300}'..='\u{36f}' => {
            if let Some(letter) = spelling.pop() {
                spelling.push(composed(letter, c));
            }
        }
        'æ' => spelling.push_str("ae"),
        'œ' => spelling.push_str("oe"),
        'ß' => spelling.push_str("ss"),
        'ﬀ' => spelling.push_str("ff"),
        'ﬁ' => spelling.push_str("fi"),
        'ﬂ' => spelling.push_str("fl"),
        'ﬃ' => spelling.push_str("ffi"),
        'ﬄ' => spelling.push_str("ffl"),
        'ﬅ' | 'ﬆ' => spelling.push_str("st"),
        '‐' | '‑' => spelling.push('-'),
        'ё' => spelling.push('е'),
        'آ' | 'أ' | 'إ' | 'ٱ' => spelling.push('ا'),
        'ی' => spelling.push('ي'),
        'ک' => spelling.push('ك'),
        '\u{660}'..='\u{669}' => push_digit(spelling, c, 0x660),
        '\u{6f0}'..='\u{6f9}' => push_digit(spelling, c, 0x6f0),
        // Full-width forms stand in the order of ASCII.
        '\u{ff01}'..='\u{ff5e}' => {
            let narrow = char::from_u32(c as u32 - 0xfee0).unwrap_or(c);
            spelling.push(narrow.to_ascii_lowercase());
        }
        '\u{fe80}'..='\u{fefc}' => push_presented(spelling, c),
        c => spelling.push(c),
    }
}

fn push_digit(spelling: &mut String, c: char, zero: u32) {
    spelling.extend(char::from_digit((c as u32).wrapping_sub(zero), 10));
}

/// Arabic letters as they are printed at the beginning, in the middle and at the end of words (U+FE80 to U+FEFC).
fn push_presented(spelling: &mut String, c: char) {
    /// Letters in the order of their forms; four of each, or less where it joins on one side only.
    const FORMS: [(&str, u32); 37] = [
        ("ء", 1),
        ("ا", 2),
        ("ا", 2),
        ("ؤ", 2),
        ("ا", 2),
        ("ئ", 4),
        ("ا", 2),
        ("ب", 4),
        ("ة", 2),
        ("ت", 4),
        ("ث", 4),
        ("ج", 4),
        ("ح", 4),
        ("خ", 4),
        ("د", 2),
        ("ذ", 2),
        ("ر", 2),
        ("ز", 2),
        ("س", 4),
        ("ش", 4),
        ("ص", 4),
        ("ض", 4),
        ("ط", 4),
        ("ظ", 4),
        ("ع", 4),
        ("غ", 4),
        ("ف", 4),
        ("ق", 4),
        ("ك", 4),
        ("ل", 4),
        ("م", 4),
        ("ن", 4),
        ("ه", 4),
        ("و", 2),
        ("ى", 2),
        ("ي", 4),
        ("لا", 8),
    ];
    let mut past = c as u32 - 0xfe80;
    for (letters, forms) in FORMS {
        if past < forms {
            spelling.push_str(letters);
            return;
        }
        past -= forms;
    }
}

/// The apostrophes, typed and printed.
pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '‛' | '＇')
}

/// What stands inside a word and is not told apart by readers: vowel marks, the stretch of Arabic letters, soft
/// hyphens, and marks that only say how letters join or which way they run.
fn is_unprinted(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{610}'..='\u{61a}' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6dc}'
        | '\u{6df}'..='\u{6e4}' | '\u{6e7}' | '\u{6e8}' | '\u{6ea}'..='\u{6ed}' | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

/// Whether a character belongs to the letter before it.
pub(super) fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}') || is_unprinted(c)
}

/// Whether words of this script stand side by side without spaces: Chinese characters, kana, Thai, Lao, Khmer, Burmese.
pub(super) fn runs_on(c: char) -> bool {
    matches!(c,
        '\u{e01}'..='\u{e3a}' | '\u{e40}'..='\u{e4e}' | '\u{e81}'..='\u{ecd}' | '\u{1000}'..='\u{103f}'
        | '\u{1780}'..='\u{17d3}' | '\u{3005}'..='\u{3007}' | '\u{3041}'..='\u{309f}' | '\u{30a1}'..='\u{30fa}'
        | '\u{30fc}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
}

/// Rows of a mark, and letters with it after the letters that take it; only those that some stemmer tells apart.
const COMPOSED: [(char, &str); 7] = [
    ('\u{300}', "aàeèuù"),
    ('\u{301}', "aáeéiíoóuú"),
    ('\u{302}', "aâeêiîoôuû"),
    ('\u{303}', "nñ"),
    ('\u{306}', "ий"),
    ('\u{308}', "eëiïuüее"),
    ('\u{327}', "cç"),
];

/// A letter and the mark that follows it, as one; the letter alone where nobody tells them apart.
fn composed(letter: char, mark: char) -> char {
    let row = COMPOSED.iter().find(|(m, _)| *m == mark).map_or("", |(_, row)| row);
    let mut pairs = row.chars();
    while let (Some(plain), Some(with)) = (pairs.next(), pairs.next()) {
        if plain == letter {
            return with;
        }
    }
    letter
}

/// A Latin letter without its diacritic, an Arabic one as it is written in haste; others as they are.
pub(super) fn bare(c: char) -> char {
    const ROWS: [(&str, char); 23] = [
        ("àáâãäåāăąǎạảấầẩẫậắằẳẵặḁ", 'a'),
        ("ḃḅḇ", 'b'),
        ("çćĉċčḉ", 'c'),
        ("ďđðḋḍḏḑḓ", 'd'),
        ("èéêëēĕėęěẹẻẽếềểễệḕḗḙḛḝ", 'e'),
        ("ĝğġģǧḡ", 'g'),
        ("ĥħḣḥḧḩḫẖ", 'h'),
        ("ìíîïĩīĭįıǐỉịḭḯ", 'i'),
        ("ĵǰ", 'j'),
        ("ķǩḱḳḵ", 'k'),
        ("ĺļľŀłḷḹḻḽ", 'l'),
        ("ḿṁṃ", 'm'),
        ("ñńņňṅṇṉṋ", 'n'),
        ("òóôõöøōŏőơǒọỏốồổỗộớờởỡợṍṏṑṓ", 'o'),
        ("ŕŗřṙṛṝṟ", 'r'),
        ("śŝşšșṡṣṥṧṩ", 's'),
        ("ţťŧțṫṭṯṱẗ", 't'),
        ("ùúûüũūŭůűųưǔụủứừửữựṳṵṷṹṻ", 'u'),
        ("ṽṿ", 'v'),
        ("ŵẁẃẅẇẉ", 'w'),
        ("ẋẍ", 'x'),
        ("ýÿŷẏẙỳỵỷỹ", 'y'),
        ("źżžẑẓẕ", 'z'),
    ];
    match c {
        'ة' => 'ه',
        'ى' => 'ي',
        'à'..='ɏ' | 'ḁ'..='ỹ' => {
            ROWS.iter().find(|(row, _)| row.contains(c)).map_or(c, |(_, bare)| *bare)
        }
        c => c,
    }
}
