//! Languages and their stems.
//!
//! Stems are Snowball's (M. F. Porter, "Snowball: A language for stemming algorithms", 2001).

use super::letters::bare;
use rust_stemmers::{Algorithm, Stemmer};
use std::borrow::Cow;

/// A language whose words are stemmed, or any other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Language {
    /// `en`
    #[default]
    English,
    /// `fr`
    French,
    /// `es`
    Spanish,
    /// `ru`
    Russian,
    /// `ar`
    Arabic,
    /// Words are their own stems, as in Chinese.
    Other,
}

/// Longer words are their own stems.
const MAX_BYTES: usize = 96;

impl Language {
    /// All of them, in a fixed order.
    pub const ALL: [Self; 6] =
        [Self::English, Self::French, Self::Spanish, Self::Russian, Self::Arabic, Self::Other];

    /// Its BCP 47 tag; empty for any other.
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::French => "fr",
            Self::Spanish => "es",
            Self::Russian => "ru",
            Self::Arabic => "ar",
            Self::Other => "",
        }
    }

    /// The language of a BCP 47 tag: "fr", "fr-CA".
    pub fn of(tag: &str) -> Self {
        let primary = tag.split(['-', '_']).next().unwrap_or("").to_ascii_lowercase();
        match primary.as_str() {
            "en" => Self::English,
            "fr" => Self::French,
            "es" => Self::Spanish,
            "ru" => Self::Russian,
            "ar" => Self::Arabic,
            _ => Self::Other,
        }
    }

    /// The stem of a word by its spelling, without diacritics. What is not in the script of the language, or has
    /// digits, is its own stem.
    pub fn stem(self, spelling: &str) -> String {
        let own = |c: char| match self {
            Self::English | Self::French | Self::Spanish => c.is_ascii_lowercase() || is_latin(c),
            Self::Russian => matches!(c, 'а'..='я'),
            Self::Arabic => matches!(c, 'ء'..='ي'),
            Self::Other => false,
        };
        if spelling.len() > MAX_BYTES || !spelling.chars().all(own) {
            return without_diacritics(spelling).into_owned();
        }
        match self {
            Self::English => {
                let word = without_diacritics(spelling);
                // "ldcs": Porter's stems keep the s of what has no vowel before it.
                let short = word.strip_suffix('s').filter(|short| is_letters_only(short));
                short.map_or_else(
                    || Stemmer::create(Algorithm::English).stem(&word).into_owned(),
                    str::to_owned,
                )
            }
            Self::French => {
                without_diacritics(&Stemmer::create(Algorithm::French).stem(spelling)).into_owned()
            }
            Self::Spanish => {
                without_diacritics(&Stemmer::create(Algorithm::Spanish).stem(spelling)).into_owned()
            }
            Self::Russian => Stemmer::create(Algorithm::Russian).stem(spelling).into_owned(),
            Self::Arabic => Stemmer::create(Algorithm::Arabic).stem(spelling).into_owned(),
            Self::Other => spelling.to_owned(),
        }
    }
}

/// Whether it is said letter by letter, as it has no vowel: "ldc".
fn is_letters_only(word: &str) -> bool {
    word.len() > 1 && !word.contains(['a', 'e', 'i', 'o', 'u', 'y'])
}

fn is_latin(c: char) -> bool {
    !c.is_ascii() && bare(c).is_ascii()
}

/// A spelling as search compares it.
pub(super) fn without_diacritics(spelling: &str) -> Cow<'_, str> {
    if spelling.is_ascii() { Cow::Borrowed(spelling) } else { spelling.chars().map(bare).collect() }
}
