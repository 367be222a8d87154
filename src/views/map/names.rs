//! What passages, documents, times and families are called in a picture.

use crate::browser::locale;
use crate::i18n::Language;
use crate::library;
use passages_core::link::ParagraphIx;
use passages_core::vocabulary::label;

/// Rows of the timeline: one a family of themes.
pub(super) const FAMILY_ROWS: usize = 8;

/// The shortest name of a passage, to stand inside its mark: its key inside its part ("4", "f", "7.2").
pub(super) fn key(ix: ParagraphIx) -> String {
    let corpus = library::corpus();
    let Some((document, paragraph)) = corpus.get(ix) else { return String::new() };
    let slug = document.parts.get(usize::from(paragraph.part)).map_or("", |p| p.slug.as_str());
    paragraph.key.strip_prefix(slug).unwrap_or_default().trim_start_matches('.').to_owned()
}

/// The short name of a document.
pub(super) fn document(language: &Language, at: u32) -> String {
    library::corpus().documents().get(at as usize).map_or(String::new(), |d| library::short(language, d))
}

/// A number as the language writes it.
pub(super) fn number(language: &Language, n: usize) -> String {
    locale::number(language.tag, n)
}

/// A year, or a month of one.
pub(super) fn month(language: &Language, year: u32, month: Option<u32>) -> String {
    match month {
        Some(month) => language.month(year, month),
        None => year.to_string(),
    }
}

/// The families of themes.
pub(super) fn families(language: &Language) -> Vec<String> {
    let corpus = library::corpus();
    let families = &corpus.vocabulary().families;
    families.iter().map(|f| label(&f.labels, language.tag).to_owned()).collect()
}
