//! What stands before the cursor, as far as suggestions need to know.

use crate::case::lowercase;
use crate::search::FacetKind;
use crate::tokens::fold;

/// A name is looked for by as many of the last words.
const MAX_TYPED_WORDS: usize = 4;
/// Nothing so long is a name.
const MAX_TYPED_BYTES: usize = 100;

/// Where the words stand that are being typed.
pub(super) struct Typing<'a> {
    /// The facet before a colon, and what follows.
    pub(super) field: Option<(FacetKind, &'a str)>,
    /// Whether only words are wanted.
    pub(super) words_only: bool,
    /// Where the last word begins with all that is joined to it, then the last two, and so on.
    pub(super) starts: Vec<usize>,
    pub(super) last: usize,
    /// Where the letters begin at which one types.
    pub(super) word: usize,
    typed: &'a str,
}

impl<'a> Typing<'a> {
    /// `None` where no word is begun, or one with wildcards.
    pub(super) fn read(typed: &'a str) -> Option<Self> {
        let begin = |end: usize| {
            let head = typed.get(..end).unwrap_or("");
            head.char_indices().rev().find(|(_, c)| c.is_whitespace()).map_or(0, |(at, c)| at + c.len_utf8())
        };
        let last = begin(typed.len());
        let chunk = typed.get(last..).filter(|chunk| !chunk.is_empty() && chunk.len() <= MAX_TYPED_BYTES)?;
        if chunk.contains(['*', '?', '~']) {
            return None;
        }
        // An accent may be typed as a character of its own.
        let is_letter = |c: char| {
            c.is_alphanumeric() || matches!(c, '\'' | '’' | '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}')
        };
        let letters = chunk.char_indices().rev().take_while(|(_, c)| is_letter(*c)).last();
        let word = last + letters.map_or(chunk.len(), |(at, _)| at);
        let field = chunk.split_once(':');
        let field = field.and_then(|(name, value)| Some((FacetKind::from_id(&lowercase(name))?, value)));
        let quotes = typed.chars().filter(|c| QUOTES.contains(c)).count();
        let (mut starts, mut before) = (vec![last], None);
        while let Some(end) = starts.last().filter(|at| **at > 0 && starts.len() < MAX_TYPED_WORDS) {
            let head = typed.get(..*end).unwrap_or("").trim_end();
            let from = begin(head.len());
            let chunk = head.get(from..).unwrap_or("");
            before = before.or(Some(chunk));
            let marks = |c: char| QUOTES.contains(&c) || matches!(c, '(' | ')' | ':' | '*' | '?' | '~' | '=');
            let operator = matches!(chunk, "" | "OR" | "AND" | "NOT") || chunk.starts_with("NEAR");
            if operator
                || chunk.starts_with('-')
                || chunk.contains(marks)
                || typed.len() - from > MAX_TYPED_BYTES
            {
                break;
            }
            starts.push(from);
        }
        let words_only = quotes % 2 == 1 || chunk.starts_with(['-', '=']) || before == Some("NOT");
        Some(Self { field, words_only, starts, last, word, typed })
    }

    /// The letters that are typed, folded.
    pub(super) fn prefix(&self) -> String {
        fold(self.typed.get(self.word..).unwrap_or(""))
    }
}

const QUOTES: [char; 6] = ['"', '“', '”', '„', '«', '»'];
