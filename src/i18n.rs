//! The page's wording: a table made from `i18n/en.toml` when the explorer is built, and a text a language.
//!
//! The page holds the English text; those of other languages are files beside it, read when they are wanted.

use crate::browser::locale;
use passages_core::date::Date;
use std::str::Lines;
use std::sync::OnceLock;

/// A language of the page.
#[derive(Debug)]
pub struct Head {
    /// BCP 47 tag.
    pub tag: &'static str,
    /// What its speakers call it.
    pub name: &'static str,
    /// Writing direction: "ltr" or "rtl".
    pub dir: &'static str,
}

/// Wordings of one count, by plural category ("one", "other").
pub type Forms = &'static [(&'static str, &'static str)];

/// A language that the page can speak now.
#[derive(Debug)]
pub struct Language {
    /// BCP 47 tag.
    pub tag: &'static str,
    /// What its speakers call it.
    pub name: &'static str,
    /// Writing direction: "ltr" or "rtl".
    pub dir: &'static str,
    /// Fixed wordings.
    pub text: Text,
    /// Wordings that count.
    pub plural: Plurals,
    /// What all terms of the vocabulary are called.
    pub terms: Vec<&'static str>,
    /// What all frameworks, and then all objectives, of the crosswalk are called; of English, the vocabulary knows it.
    pub crosswalk: Vec<&'static str>,
}

include!(concat!(env!("OUT_DIR"), "/languages.rs"));

/// What the page holds: without a browser every language, since there is nothing to read it from.
#[cfg(target_arch = "wasm32")]
static HELD: [&str; 1] = [include_str!(concat!(env!("OUT_DIR"), "/en.txt"))];
#[cfg(not(target_arch = "wasm32"))]
static HELD: [&str; HEADS.len()] = include!(concat!(env!("OUT_DIR"), "/texts.rs"));

/// The languages that have been read.
static KNOWN: [OnceLock<Language>; HEADS.len()] = [const { OnceLock::new() }; HEADS.len()];

impl Head {
    /// The language of this tag; a tag with a region ("fr-BE") finds its language.
    pub fn find(tag: &str) -> Option<&'static Self> {
        let primary = tag.split('-').next().unwrap_or(tag).to_ascii_lowercase();
        HEADS.iter().find(|head| head.tag == primary)
    }

    /// The first of the tags that there is, else English.
    pub fn best<'a>(tags: impl IntoIterator<Item = &'a str>) -> &'static Self {
        let found = tags.into_iter().find_map(Self::find);
        found.or_else(|| Self::find("en")).unwrap_or(&HEADS[0])
    }

    /// The language, once its text has been read.
    pub fn known(&'static self) -> Option<&'static Language> {
        let at = HEADS.iter().position(|head| head.tag == self.tag)?;
        if KNOWN[at].get().is_none() {
            let held = HELD.iter().find(|text| tag_of(text) == Some(self.tag));
            let _ = held.and_then(|text| read(text));
        }
        KNOWN[at].get()
    }
}

/// The tag in the second line of a text.
fn tag_of(text: &str) -> Option<&str> {
    text.lines().nth(1)
}

/// Reads the text of a language, which is kept as long as the page. `None` if it is not one of this build.
pub fn learn(text: String) -> Option<&'static Language> {
    read(text.leak())
}

fn read(text: &'static str) -> Option<&'static Language> {
    let mut lines = text.lines();
    if lines.next() != Some(EDITION) || text.lines().count() < WORDINGS + 2 {
        return None;
    }
    let tag = lines.next()?;
    let at = HEADS.iter().position(|head| head.tag == tag)?;
    let Head { tag, name, dir } = HEADS[at];
    let mut language = Language { tag, name, dir, ..Language::EMPTY };
    let mut rest = Rest(lines);
    language.text.read(&mut rest);
    language.plural.read(&mut rest);
    language.terms = rest.0.by_ref().take_while(|name| !name.is_empty()).collect();
    language.crosswalk = rest.0.collect();
    Some(KNOWN[at].get_or_init(|| language))
}

/// The lines of a text that were not read yet.
struct Rest(Lines<'static>);

/// What a line of a text becomes.
trait Line {
    fn of(line: &'static str) -> Self;
}

impl Rest {
    /// Puts the next line where it belongs. Not inlined, since a language has hundreds of wordings.
    #[inline(never)]
    fn put<T: Line>(&mut self, place: &mut T) {
        *place = T::of(self.0.next().unwrap_or(""));
    }
}

impl Line for &'static str {
    fn of(line: &'static str) -> Self {
        line
    }
}

/// "one\t{n} link\tother\t{n} links".
impl Line for Forms {
    fn of(line: &'static str) -> Self {
        let mut parts = line.split('\t');
        let mut forms = Vec::new();
        while let (Some(category), Some(form)) = (parts.next(), parts.next()) {
            forms.push((category, form));
        }
        // Read once a language, and kept as long as the page.
        forms.leak()
    }
}

impl Language {
    /// One without any words.
    const EMPTY: Self = Self {
        tag: "en",
        name: "English",
        dir: "ltr",
        text: Text::EMPTY,
        plural: Plurals::EMPTY,
        terms: Vec::new(),
        crosswalk: Vec::new(),
    };

    /// The language in which the explorer is written, which the page always knows.
    pub fn english() -> &'static Self {
        static NONE: Language = Language::EMPTY;
        // It is part of the program, so it is there.
        Head::find("en").and_then(Head::known).unwrap_or(&NONE)
    }

    /// A count in words: "1 passage", "5 passages".
    pub fn count(&self, forms: Forms, n: usize) -> String {
        let category = locale::plural_category(self.tag, n);
        let form =
            forms.iter().find(|(c, _)| *c == category).or_else(|| forms.iter().find(|(c, _)| *c == "other"));
        fill(form.map_or("", |(_, words)| words), &[("n", &locale::number(self.tag, n))])
    }
}

/// One of twelve names, from 1.
fn month_of(names: &'static str, month: u32) -> &'static str {
    let at = usize::try_from(month).unwrap_or(0);
    names.split('|').nth(at.saturating_sub(1)).unwrap_or("")
}

impl Language {
    /// A day as documents of the United Nations print it: "17 May 2001".
    pub fn day(&self, date: Date) -> String {
        let day = if date.day == 1 { self.text.first_of_month.to_owned() } else { date.day.to_string() };
        let month = month_of(self.text.months, date.month.into());
        fill(self.text.date_day, &[("day", &day), ("month", month), ("year", &date.year.to_string())])
    }

    /// A month of a year in few letters: "May 2001".
    pub fn month(&self, year: u32, month: u32) -> String {
        let name = month_of(self.text.months_short, month);
        fill(self.text.date_month, &[("month", name), ("year", &year.to_string())])
    }
}

/// A wording with its `{names}` filled in.
pub fn fill(wording: &str, values: &[(&str, &str)]) -> String {
    values.iter().fold(wording.to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
}
