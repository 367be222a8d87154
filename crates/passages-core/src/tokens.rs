//! Text -> words: where they stand, how they fold, what they stem to.
//!
//! A word is a run of letters and digits; an apostrophe inside it is dropped, a possessive 's with it, and what French
//! elides before one is a word of its own. Hyphens, dashes and slashes separate, so "co-development" is two words that
//! stand side by side. What a word is does not depend on the language; what it stems to does.

mod language;
mod letters;
mod scan;
mod stems;

pub use language::Language;
pub(crate) use scan::scan;
pub use stems::Stems;

use crate::span::Span;
use language::without_diacritics;
use scan::Kind;

/// One word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands, a possessive 's left out.
    pub span: Span,
    /// Folded: case, diacritics, apostrophes. A character of a script without spaces is given with the next one.
    pub word: String,
    /// Snowball stem of the word in its language.
    pub stem: String,
    /// Zero-based sentence of the text.
    pub sentence: u16,
    /// Whether a colon or semicolon stands before it: no phrase runs across one.
    pub begins: bool,
    /// Printed in capitals ("IOM", "LDCs"): two letters or more, a plural s aside.
    pub capitals: bool,
    /// The language of the text.
    pub language: Language,
}

/// Splits, folds and stems the words of one language.
#[derive(Clone, Copy, Debug)]
pub struct Analyzer {
    language: Language,
}

impl Analyzer {
    /// The analyzer for English.
    pub fn english() -> Self {
        Self { language: Language::English }
    }

    /// The analyzer for the language of a BCP 47 tag: "fr", "fr-CA". Languages without stems have one too.
    pub fn of(tag: &str) -> Self {
        Self { language: Language::of(tag) }
    }

    /// Its language.
    pub fn language(&self) -> Language {
        self.language
    }

    /// The stem of a word in small letters. Words with digits are their own stems.
    pub fn stem(&self, word: &str) -> String {
        self.language.stem(word)
    }

    /// The words of a text, in order.
    pub fn tokens(&self, text: &str) -> Vec<Token> {
        self.tokens_by(text, &mut |spelling| self.stem(spelling))
    }

    /// The same, of one text of many: stems that are known are not worked out again.
    pub fn tokens_with(&self, text: &str, stems: &mut Stems) -> Vec<Token> {
        self.tokens_by(text, &mut |spelling| stems.of(spelling, self.language).to_owned())
    }

    fn tokens_by(&self, text: &str, stem: &mut dyn FnMut(&str) -> String) -> Vec<Token> {
        let mut sentence = 0_u16;
        let mut end_of_last = 0_usize;
        let mut tokens: Vec<Token> = Vec::new();
        scan(text, &mut |found| {
            let printed = text.get(found.start..found.end).unwrap_or("");
            let between = text.get(end_of_last..found.start).unwrap_or("");
            if !tokens.is_empty() && ends_sentence(tokens.last(), between, printed) {
                sentence = sentence.saturating_add(1);
            }
            end_of_last = found.end;
            tokens.push(Token {
                span: Span::new(found.start..found.end),
                word: without_diacritics(found.spelling).into_owned(),
                stem: stem(found.spelling),
                sentence,
                begins: between.contains([':', ';']),
                capitals: is_capitals(printed),
                language: self.language,
            });
        });
        tokens
    }
}

/// A word of a query, as it was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Typed {
    /// A spelling: folded but for what stems need.
    Word(String),
    /// What stood before an apostrophe: the l of "l'eau".
    Elided(String),
    /// Characters of a script without spaces.
    Run(String),
}

/// The words of a query.
pub(crate) fn typed(text: &str) -> Vec<Typed> {
    let mut words = Vec::new();
    let mut run = String::new();
    scan(text, &mut |word| {
        let spelling = word.spelling.to_owned();
        match word.kind {
            Kind::Word => words.push(Typed::Word(spelling)),
            Kind::Elided => words.push(Typed::Elided(spelling)),
            Kind::Joined => run.extend(spelling.chars().next()),
            Kind::Last => {
                run.push_str(&spelling);
                words.push(Typed::Run(std::mem::take(&mut run)));
            }
        }
    });
    words
}

/// Where the words of a text stand, in order: those of its tokens, whatever the language.
pub fn spans(text: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    scan(text, &mut |found| spans.push(Span::new(found.start..found.end)));
    spans
}

/// Whether the text between two words ends a sentence: a stop, then white space, then no small letter.
fn ends_sentence(before: Option<&Token>, between: &str, next: &str) -> bool {
    // Where no spaces are printed, the stop alone tells.
    if between.contains(['。', '！', '？']) {
        return true;
    }
    let Some(stop) = between.find(['.', '!', '?', '…', '؟', '۔']) else { return false };
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

/// A word as search compares it: small letters, no diacritics, no apostrophes, ligatures resolved.
pub fn fold(word: &str) -> String {
    without_diacritics(&spelled(word)).into_owned()
}

/// A word as stemmers want it: folded, with the diacritics of Latin letters and the endings of Arabic words.
pub(crate) fn spelled(word: &str) -> String {
    let mut spelling = String::with_capacity(word.len());
    for c in word.chars() {
        letters::push(&mut spelling, c);
    }
    spelling
}

/// A spelling as search compares it.
pub(crate) fn bare(spelling: &str) -> std::borrow::Cow<'_, str> {
    without_diacritics(spelling)
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
    let is_space = |at: Option<usize>| at.is_some_and(|at| STOP.as_bytes().get(at) == Some(&b' '));
    // Between two spaces, and without one.
    !word.contains(' ')
        && STOP.match_indices(word).any(|(at, found)| {
            !found.is_empty() && is_space(at.checked_sub(1)) && is_space(Some(at + found.len()))
        })
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
        assert_eq!(words("Chargé d’affaires a.i."), ["charge", "d", "affaires", "a", "i"]);
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
