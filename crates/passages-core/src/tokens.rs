//! Text -> words: where they stand, how they fold, what they stem to.
//!
//! Stems are Snowball's (M. F. Porter, "Snowball: A language for stemming algorithms", 2001).
//! A word is a run of letters and digits; an apostrophe inside it is dropped, a possessive 's with it.
//! Hyphens, dashes and slashes separate, so "co-development" is two words that stand side by side.

use crate::span::Span;
use rust_stemmers::{Algorithm, Stemmer};

/// One word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands, a possessive 's left out.
    pub span: Span,
    /// Folded: case, diacritics, apostrophes.
    pub word: String,
    /// Snowball stem of `word`.
    pub stem: String,
    /// Zero-based sentence of the text.
    pub sentence: u16,
    /// Whether a colon or semicolon stands before it: no phrase runs across one.
    pub begins: bool,
    /// Printed in capitals ("IOM", "LDCs"): two letters or more, a plural s aside.
    pub capitals: bool,
}

/// Splits, folds and stems the words of one language.
pub struct Analyzer {
    stemmer: Stemmer,
}

impl Analyzer {
    /// The analyzer for English.
    pub fn english() -> Self {
        Self { stemmer: Stemmer::create(Algorithm::English) }
    }

    /// The stem of a folded word. Words with digits are their own stems.
    pub fn stem(&self, word: &str) -> String {
        if word.bytes().any(|b| b.is_ascii_digit()) {
            word.to_owned()
        } else {
            self.stemmer.stem(word).into_owned()
        }
    }

    /// The words of a text, in order.
    pub fn tokens(&self, text: &str) -> Vec<Token> {
        let mut sentence = 0_u16;
        let mut end_of_last = 0_usize;
        let mut tokens = Vec::new();
        for span in word_spans(text) {
            let printed = span.of(text);
            let between = text.get(end_of_last..span.start as usize).unwrap_or("");
            if !tokens.is_empty() && ends_sentence(tokens.last(), between, printed) {
                sentence = sentence.saturating_add(1);
            }
            end_of_last = span.end as usize;
            let begins = between.contains([':', ';']);
            let bare = printed.strip_suffix("'s").or_else(|| printed.strip_suffix("’s")).unwrap_or(printed);
            let start = span.start as usize;
            let word = fold(bare);
            tokens.push(Token {
                span: Span::new(start..start + bare.len()),
                stem: self.stem(&word),
                word,
                sentence,
                begins,
                capitals: is_capitals(bare),
            });
        }
        tokens
    }
}

/// Whether the text between two words ends a sentence: a stop, then white space, then no small letter.
fn ends_sentence(before: Option<&Token>, between: &str, next: &str) -> bool {
    let Some(stop) = between.find(['.', '!', '?', '…']) else { return false };
    let spaced = between.get(stop..).is_some_and(|rest| rest.contains(char::is_whitespace));
    let small = next.chars().next().is_some_and(char::is_lowercase);
    // "para. 4", "No. 3", "Mr. X": a stop that shortens a word.
    let shortened = before
        .is_some_and(|t| matches!(t.word.as_str(), "para" | "paras" | "no" | "art" | "mr" | "ms" | "dr"));
    spaced && !small && !shortened
}

/// Two capitals or more, and nothing else but digits and a plural s.
fn is_capitals(printed: &str) -> bool {
    let stem = printed.strip_suffix('s').unwrap_or(printed);
    stem.chars().filter(|c| c.is_uppercase()).count() >= 2
        && stem.chars().all(|c| c.is_uppercase() || c.is_ascii_digit())
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ')
}

/// Combining marks that belong to the letter before them.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}' | '\u{ad}')
}

/// Where the words stand; apostrophes inside words belong to them.
fn word_spans(text: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut start: Option<usize> = None;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let inside = c.is_alphanumeric()
            || (start.is_some()
                && (is_mark(c)
                    || (is_apostrophe(c) && chars.peek().is_some_and(|(_, n)| n.is_alphabetic()))));
        match start {
            None if inside => start = Some(at),
            Some(from) if !inside => {
                spans.push(Span::new(from..at));
                start = None;
            }
            _ => {}
        }
    }
    if let Some(from) = start {
        spans.push(Span::new(from..text.len()));
    }
    spans
}

/// A word as search compares it: small letters, no diacritics, no apostrophes, ligatures resolved.
pub fn fold(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    for c in word.chars().flat_map(char::to_lowercase) {
        match c {
            c if is_apostrophe(c) || is_mark(c) => {}
            c if c.is_ascii() => folded.push(c),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'ß' => folded.push_str("ss"),
            'ﬁ' => folded.push_str("fi"),
            'ﬂ' => folded.push_str("fl"),
            'ﬀ' => folded.push_str("ff"),
            c => folded.push(bare_letter(c)),
        }
    }
    folded
}

/// A Latin letter without its diacritic, rows of Latin-1 and Latin Extended-A; others as they are.
fn bare_letter(c: char) -> char {
    const ROWS: [(&str, char); 20] = [
        ("àáâãäåāăą", 'a'),
        ("çćĉċč", 'c'),
        ("ďđð", 'd'),
        ("èéêëēĕėęě", 'e'),
        ("ĝğġģ", 'g'),
        ("ĥħ", 'h'),
        ("ìíîïĩīĭįı", 'i'),
        ("ĵ", 'j'),
        ("ķ", 'k'),
        ("ĺļľŀł", 'l'),
        ("ñńņň", 'n'),
        ("òóôõöøōŏő", 'o'),
        ("ŕŗř", 'r'),
        ("śŝşšș", 's'),
        ("ţťŧț", 't'),
        ("ùúûüũūŭůűų", 'u'),
        ("ŵ", 'w'),
        ("ýÿŷ", 'y'),
        ("źżž", 'z'),
        ("‐‑", '-'),
    ];
    ROWS.iter().find(|(row, _)| row.contains(c)).map_or(c, |(_, bare)| *bare)
}

/// Words that carry no subject. Kept in the index, so that phrases work; left out of links.
pub fn is_stop_word(word: &str) -> bool {
    const STOP: &str = " a about above across after all also although among an and any are as at be because been before \
        being between both but by can cannot could did do does during each either etc for from further had has have having \
        he her his how however i if in including indeed insofar into is it its itself just may might more most much must \
        nevertheless no nonetheless nor not of on one only or other others our out over own per rather same shall she should \
        since so some such than that the their them themselves then there therefore these they this those though through thus \
        to today too towards under until up upon us use used very was way we well were what when where whether which while who \
        whom whose why will with within without would yet you your ";
    let framed = format!(" {word} ");
    STOP.contains(&framed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_fold_and_stem() {
        let words = |text: &str| -> Vec<String> {
            Analyzer::english().tokens(text).into_iter().map(|t| t.word).collect()
        };
        assert_eq!(words("France's “co-development”"), ["france", "co", "development"]);
        assert_eq!(words("Chargé d’affaires a.i."), ["charge", "daffaires", "a", "i"]);
        assert_eq!(words("LDCs’ cafe\u{301} ŒUVRE İ"), ["ldcs", "cafe", "oeuvre", "i"]);
        let tokens = Analyzer::english().tokens("The IOM's remittances");
        assert!(tokens[1].capitals && tokens[1].span.of("The IOM's remittances") == "IOM");
        assert_eq!(tokens[2].stem, "remitt");
    }

    #[test]
    fn sentences_end_at_stops_that_end_them() {
        let count = |text: &str| Analyzer::english().tokens(text).last().map(|t| t.sentence + 1);
        assert_eq!(count("One. Two! “Three” and e.g. four; see para. 4 of it."), Some(3));
        assert_eq!(count("Chargé d'affaires a.i. of the mission"), Some(1));
    }
}
