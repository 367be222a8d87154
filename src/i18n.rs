//! The page's wording: one table a language, made from `i18n/TAG.toml` when the explorer is built.

use crate::browser::locale;

/// Wordings of one count, by plural category ("one", "other").
pub type Forms = &'static [(&'static str, &'static str)];

/// One language of the page.
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
}

include!(concat!(env!("OUT_DIR"), "/languages.rs"));

impl Language {
    /// The language of this tag; a tag with a region ("fr-BE") finds its language.
    pub fn find(tag: &str) -> Option<&'static Self> {
        let primary = tag.split('-').next().unwrap_or(tag).to_ascii_lowercase();
        LANGUAGES.iter().find(|l| l.tag == primary)
    }

    /// The first of the tags that there is, else English.
    pub fn best<'a>(tags: impl IntoIterator<Item = &'a str>) -> &'static Self {
        let found = tags.into_iter().find_map(Self::find);
        found.or_else(|| Self::find("en")).unwrap_or(&LANGUAGES[0])
    }

    /// A count in words: "1 passage", "5 passages".
    pub fn count(&self, forms: Forms, n: usize) -> String {
        let category = locale::plural_category(self.tag, n);
        let form =
            forms.iter().find(|(c, _)| *c == category).or_else(|| forms.iter().find(|(c, _)| *c == "other"));
        fill(form.map_or("", |(_, words)| words), &[("n", &locale::number(self.tag, n))])
    }
}

/// A wording with its `{names}` filled in.
pub fn fill(wording: &str, values: &[(&str, &str)]) -> String {
    values.iter().fold(wording.to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
}
