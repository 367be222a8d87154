//! Which encoding of one byte a letter a text has that does not say so: the one in which its words look like words.
//!
//! Each letter beyond ASCII is weighed in its word: how often the language has it, in bits against a letter drawn by
//! lot, and whether a word may have it where it stands: no word mixes alphabets, and no capital follows a small letter.

use super::Encoding;
use super::tables::{Table, table};

/// The encodings that are tried; of equals, the first.
const TRIED: [Encoding; 7] = [
    Encoding::Windows1252,
    Encoding::Windows1251,
    Encoding::Koi8R,
    Encoding::Windows1256,
    Encoding::Iso8859_5,
    Encoding::Iso8859_6,
    Encoding::Ibm866,
];

/// So many bytes beyond ASCII are enough to tell.
const ENOUGH: usize = 20_000;
/// What stands where no word has it, in bits.
const WRONG: f32 = -3.0;
/// A capital in a word of capitals, which are rarer than others, in bits.
const CAPITALS: f32 = -0.5;
/// An encoding must be so much better than the next, in bits a letter.
const CLEARLY: f32 = 0.25;
/// So many strange signs in a text of Western letters are let be.
const STRAY: usize = 4;

/// What the bytes of a text look like.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Guess {
    /// Like words in this encoding.
    Clear(Encoding),
    /// Like a Western text with a few signs that no such text has.
    Stray,
    /// Like pairs of bytes, as the encodings of Chinese, Japanese and Korean write their letters.
    Pairs,
    /// Like no words, or like words in two encodings.
    Unclear,
}

/// Weighs a text that is not UTF-8.
pub(super) fn guess(bytes: &[u8]) -> Guess {
    let used = used(bytes);
    let weighed = TRIED.map(|encoding| {
        let table = table(encoding);
        (encoding, weigh(bytes, &table), used.map(|byte| table.get(usize::from(byte)).copied()))
    });
    let [western, ..] = &weighed;
    let mut best = western;
    // "§ 5" and "£ 5" with a space that does not break are words in other encodings, and so they do not tell by themselves.
    let is_western = bytes.iter().any(u8::is_ascii_alphabetic);
    for one in weighed.iter().filter(|one| one.1.is_firm || !is_western) {
        if one.1.mean() > best.1.mean() + if best.0 == Encoding::Windows1252 { CLEARLY } else { 0.0 } {
            best = one;
        }
    }
    let (encoding, weight, letters) = best;
    let rival = weighed.iter().any(|(other, rival, read)| {
        other != encoding && read != letters && rival.mean() > weight.mean() - CLEARLY
    });
    // Signs between words may stand in a Western text, but hardly more of them than letters, and all in pairs.
    let beyond = bytes.iter().filter(|byte| !byte.is_ascii()).take(ENOUGH).count();
    let is_bare = *encoding == Encoding::Windows1252 && weight.letters * 2 < beyond;
    if is_bare && is_pairs(bytes) {
        Guess::Pairs
    } else if weight.mean() >= 0.0 && (!rival || *encoding == Encoding::Windows1252) {
        Guess::Clear(*encoding)
    } else if western.1.wrong <= STRAY && bytes.iter().filter(|b| b.is_ascii_alphabetic()).count() > 50 {
        Guess::Stray
    } else if is_pairs(bytes) {
        Guess::Pairs
    } else {
        Guess::Unclear
    }
}

/// The bytes beyond ASCII that a text has, less 0x80; 0 stands for the others as well.
fn used(bytes: &[u8]) -> [u8; 128] {
    let mut used = [0; 128];
    for byte in bytes {
        if let Some(slot) = byte.checked_sub(0x80).and_then(|at| used.get_mut(usize::from(at))) {
            *slot = byte - 0x80;
        }
    }
    used
}

/// Whether what is beyond ASCII comes in pairs, as in GBK and Big5, and is no small part of the text.
fn is_pairs(bytes: &[u8]) -> bool {
    let (mut pairs, mut odd, mut ascii) = (0, 0, 0);
    let mut rest = bytes;
    while let Some((first, after)) = rest.split_first() {
        rest = after;
        if first.is_ascii() {
            ascii += usize::from(first.is_ascii_alphabetic());
            continue;
        }
        let is_pair =
            (0x81..=0xfe).contains(first) && matches!(after.first(), Some(0x40..=0x7e | 0x80..=0xfe));
        if is_pair {
            pairs += 1;
            rest = after.get(1..).unwrap_or_default();
        } else {
            odd += 1;
        }
    }
    pairs >= 4 && odd * 50 <= pairs && ascii <= 20 * pairs
}

/// How plausible letters are, together.
#[derive(Clone, Copy, Debug, Default)]
struct Weight {
    bits: f32,
    letters: usize,
    /// Those that stand where none can.
    wrong: usize,
    /// Whether some stand in a word that is more than signs in a Western text.
    is_firm: bool,
}

impl Weight {
    /// Bits a letter; 0 where nothing tells.
    fn mean(&self) -> f32 {
        if self.letters == 0 { 0.0 } else { self.bits / self.letters as f32 }
    }

    fn add(&mut self, bits: f32) {
        self.bits += bits;
        self.letters += 1;
        self.wrong += usize::from(bits <= WRONG);
    }
}

fn weigh(bytes: &[u8], table: &Table) -> Weight {
    let mut weight = Weight::default();
    let mut seen = 0;
    let letter = |byte: &u8| match byte.checked_sub(0x80) {
        Some(at) => table.get(usize::from(at)).copied().unwrap_or('\u{fffd}'),
        None => char::from(*byte),
    };
    let runs = bytes.split(|byte| byte.is_ascii() && !byte.is_ascii_alphabetic());
    for run in runs.flat_map(|run| run.chunks(ENOUGH)) {
        let beyond = run.iter().filter(|byte| !byte.is_ascii()).count();
        if beyond == 0 {
            continue;
        }
        let is_letter = |byte: &u8| !byte.is_ascii() && is_western_letter(*byte);
        weight.is_firm |= run.iter().any(is_letter);
        let run: Vec<char> = run.iter().map(letter).collect();
        for word in run.split(|c| !c.is_alphabetic()) {
            weigh_word(word, &mut weight);
        }
        for (at, c) in run.iter().enumerate().filter(|(_, c)| !c.is_alphabetic()) {
            let beside = |at: Option<usize>| at.and_then(|at| run.get(at)).is_some_and(|c| c.is_alphabetic());
            let is_inside = beside(at.checked_sub(1)) && beside(at.checked_add(1));
            if matches!(c, '\u{fffd}' | '\u{2500}'..='\u{25ff}') || (is_inside && !is_joint(*c)) {
                weight.add(WRONG);
            }
        }
        seen += beyond;
        if seen > ENOUGH {
            break;
        }
    }
    weight
}

/// Whether a byte beyond ASCII is a letter in Windows-1252; "ª", "º" and "µ" stand beside numbers.
fn is_western_letter(byte: u8) -> bool {
    matches!(byte, 0x8a | 0x8c | 0x8e | 0x9a | 0x9c | 0x9e | 0x9f | 0xc0..=0xd6 | 0xd8..=0xf6 | 0xf8..)
}

/// Whether a sign may stand between two letters.
fn is_joint(c: char) -> bool {
    matches!(c, '\u{a0}' | '\u{ad}' | '«' | '»' | '·' | '،' | '\u{200b}'..='\u{2026}')
}

/// How often a language has a letter, in thousandths, and how many letters it has.
fn frequency(c: char) -> f32 {
    const RUSSIAN: [(char, f32); 33] = [
        ('о', 110.0),
        ('е', 85.0),
        ('а', 80.0),
        ('и', 74.0),
        ('н', 67.0),
        ('т', 63.0),
        ('с', 55.0),
        ('р', 47.0),
        ('в', 45.0),
        ('л', 44.0),
        ('к', 35.0),
        ('м', 32.0),
        ('д', 30.0),
        ('п', 28.0),
        ('у', 26.0),
        ('я', 20.0),
        ('ы', 19.0),
        ('ь', 17.0),
        ('г', 17.0),
        ('з', 16.0),
        ('б', 16.0),
        ('ч', 14.0),
        ('й', 12.0),
        ('х', 10.0),
        ('ж', 9.0),
        ('ш', 7.0),
        ('ю', 6.0),
        ('ц', 5.0),
        ('щ', 4.0),
        ('э', 3.0),
        ('ф', 3.0),
        ('ё', 4.0),
        ('і', 4.0),
    ];
    const ARABIC: [(char, f32); 36] = [
        ('ا', 135.0),
        ('ل', 115.0),
        ('ي', 75.0),
        ('م', 60.0),
        ('و', 60.0),
        ('ن', 60.0),
        ('ت', 50.0),
        ('ر', 45.0),
        ('ب', 35.0),
        ('ة', 35.0),
        ('ع', 35.0),
        ('د', 30.0),
        ('ه', 30.0),
        ('ف', 28.0),
        ('س', 27.0),
        ('ق', 25.0),
        ('أ', 25.0),
        ('ح', 22.0),
        ('ك', 22.0),
        ('ج', 15.0),
        ('ش', 10.0),
        ('ص', 10.0),
        ('إ', 10.0),
        ('ط', 10.0),
        ('ى', 8.0),
        ('خ', 8.0),
        ('ذ', 8.0),
        ('ض', 8.0),
        ('ث', 6.0),
        ('ء', 5.0),
        ('ئ', 5.0),
        ('ز', 5.0),
        ('غ', 5.0),
        ('ظ', 3.0),
        ('آ', 2.0),
        ('ؤ', 2.0),
    ];
    let of = |letters: &[(char, f32)]| letters.iter().find(|(known, _)| *known == c).map(|(_, often)| *often);
    of(&RUSSIAN).or_else(|| of(&ARABIC)).unwrap_or(0.0)
}

/// What a letter tells of its language, in bits: nothing where its frequency is that of one drawn by lot.
fn bits(c: char) -> f32 {
    /// Of either alphabet, in thousandths.
    const BY_LOT: f32 = 30.0;
    (frequency(c) / BY_LOT).max(0.125).log2()
}

/// Weighs the letters of a word that are beyond ASCII. A word of one tells nothing.
fn weigh_word(word: &[char], weight: &mut Weight) {
    if word.len() < 2 || word.iter().all(char::is_ascii) {
        return;
    }
    let is_arabic = |c: &char| matches!(c, '\u{600}'..='\u{6ff}');
    let is_cyrillic = |c: &char| matches!(c, '\u{400}'..='\u{4ff}');
    let is_one = word.iter().all(is_arabic) || word.iter().all(is_cyrillic);
    let is_western = !word.iter().any(|c| is_arabic(c) || is_cyrillic(c)) && word.iter().any(char::is_ascii);
    let is_capital = word.iter().all(|c| !c.is_lowercase()) && word.iter().any(|c| c.is_uppercase());
    let mut before = ' ';
    for c in word {
        if !c.is_ascii() {
            let is_odd = c.is_uppercase() && before.is_lowercase();
            let small = c.to_lowercase().next().unwrap_or(*c);
            weight.add(match () {
                () if is_odd => WRONG,
                () if is_western => 1.0,
                () if !is_one => WRONG,
                () if is_capital => bits(small) + CAPITALS,
                () => bits(small).max(WRONG + 0.1),
            });
        }
        before = *c;
    }
}
