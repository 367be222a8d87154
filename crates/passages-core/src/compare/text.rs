//! Paragraphs as words that can be counted and compared: each word once in a lexicon, and its number from then on.

use crate::interner::{Interner, hash};
use crate::span::Span;
use crate::tokens::{Analyzer, Language, Token, is_stop_word};

/// A word of a text, by number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Word {
    pub(crate) span: Span,
    /// The same for the same spelling, folded.
    pub(crate) word: u32,
    /// The same for the same stem.
    pub(crate) stem: u32,
    /// Zero-based sentence of the text.
    pub(crate) sentence: u16,
    /// Whether it may be a term: no common word, and with a letter.
    pub(crate) tells: bool,
    /// Whether nothing but a space, a hyphen or a slash stands between it and the word before it.
    pub(crate) follows: bool,
}

/// The words that were met so far.
#[derive(Default)]
pub(crate) struct Lexicon {
    /// With their stems and languages.
    words: Interner,
    /// By word: number of its spelling, number of its stem, whether it tells.
    known: Vec<(u32, u32, bool)>,
    spellings: Interner,
    /// The stem that is looked up, and its language.
    stem: String,
}

impl Lexicon {
    /// The words of a text.
    pub(crate) fn read(&mut self, analyzer: Analyzer, text: &str) -> Vec<Word> {
        let tokens = analyzer.tokens(text);
        let mut words: Vec<Word> = Vec::with_capacity(tokens.len());
        for token in &tokens {
            let printed = token.span.of(text);
            let (word, stem, tells) = self.known(token, printed);
            let between = words
                .last()
                .and_then(|last: &Word| text.get(last.span.end as usize..token.span.start as usize));
            let joins = |between: &str| {
                between.chars().all(|c| c.is_whitespace() || matches!(c, '-' | '‐' | '‑' | '/'))
            };
            // A possessive 's is left out of the span of its word.
            let follows = between
                .map(|b| b.trim_start_matches(['\'', '’']).trim_start_matches(['s', 'S']))
                .is_some_and(joins);
            words.push(Word { span: token.span, word, stem, sentence: token.sentence, tells, follows });
        }
        words
    }

    /// The number of a folded word, as [`Word::word`] has it.
    pub(crate) fn number(&mut self, word: &str) -> u32 {
        self.spellings.intern((word, ""), hash(word))
    }

    fn known(&mut self, token: &Token, printed: &str) -> (u32, u32, bool) {
        // A stemmer takes the s of "LDCs", a word without vowels, for a part of it.
        let several = token.capitals && printed.ends_with('s');
        let stem = if several { token.word.strip_suffix('s') } else { None }.unwrap_or(&token.stem);
        self.stem.clear();
        self.stem.push_str(stem);
        self.stem.push(char::from(b'0' + token.language as u8));
        let hash_of_word = hash(&token.word);
        let number = self.words.intern((&token.word, &self.stem), hash_of_word);
        if let Some(known) = self.known.get(number as usize) {
            return *known;
        }
        let spelling = self.number(&token.word);
        let stem = self.spellings.intern((&self.stem, "stem"), hash(&self.stem));
        let tells = token.word.chars().any(char::is_alphabetic) && !is_common(token);
        self.known.push((spelling, stem, tells));
        (spelling, stem, tells)
    }
}

/// Whether a word carries no subject: a stop word, and where these are not known, what is as short as most of them.
fn is_common(token: &Token) -> bool {
    let letters = || token.word.chars().count();
    match token.language {
        Language::English => is_stop_word(&token.word) || (letters() < 2 && !token.capitals),
        Language::Other => false,
        _ => letters() < 4 && !token.capitals,
    }
}
