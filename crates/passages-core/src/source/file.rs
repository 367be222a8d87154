//! What the files of a document are called: that of its text after the language of the text.

use super::Editing;

/// What the curator says about the document.
pub const EDITING_FILE: &str = "document.toml";
/// Where no language is said.
const USUAL: &str = "en";
/// The longest tag that names a file, in bytes; registered ones are much shorter.
const MAX_TAG_BYTES: usize = 35;

/// The name of the file of a text in this language, in the folder of its document: "fr.txt" for "fr", "en.txt" where
/// none is said. What is no BCP 47 tag names no file: such a text is in "und.txt", undetermined.
pub fn text_file(language: Option<&str>) -> String {
    let tag = language.unwrap_or(USUAL);
    [if is_tag(tag) { tag } else { "und" }, ".txt"].concat()
}

/// The language after which a file is named: "fr" of "fr.txt"; `None` where it is no text of a document.
pub fn text_language(file: &str) -> Option<&str> {
    file.strip_suffix(".txt").filter(|tag| is_tag(tag))
}

/// Which of the files of a folder is the text of its document: that of the language which its `document.toml` says,
/// else the English one, else the first by name. The others are the document in other languages.
pub fn choose_text<'a>(files: &[&'a str], language: Option<&str>) -> Option<&'a str> {
    let named = |name: &str| files.iter().copied().find(|file| file.eq_ignore_ascii_case(name));
    let said = named(&text_file(language)).or_else(|| named(&text_file(None)));
    said.or_else(|| files.iter().copied().filter(|file| text_language(file).is_some()).min())
}

impl Editing {
    /// Takes the language from the name of the text's file, where nobody says it.
    pub fn learn_language(&mut self, file: &str) {
        if self.language.is_none() {
            self.language = text_language(file).filter(|tag| *tag != USUAL).map(str::to_owned);
        }
    }
}

/// Whether a text is formed like a BCP 47 tag: two or three letters, then pieces of up to eight letters and digits.
fn is_tag(tag: &str) -> bool {
    let mut pieces = tag.split('-');
    let first = pieces.next().unwrap_or_default();
    (2..=3).contains(&first.len())
        && first.bytes().all(|b| b.is_ascii_alphabetic())
        && pieces
            .all(|piece| (1..=8).contains(&piece.len()) && piece.bytes().all(|b| b.is_ascii_alphanumeric()))
        && tag.len() <= MAX_TAG_BYTES
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_named_after_its_language() {
        for (language, file) in [
            (None, "en.txt"),
            (Some("fr"), "fr.txt"),
            (Some("zh-Hant"), "zh-Hant.txt"),
            (Some("ar"), "ar.txt"),
        ] {
            assert_eq!(text_file(language), file);
            assert_eq!(text_language(file), Some(language.unwrap_or("en")));
        }
        for strange in ["", "../x", "français", "English", "fr_BE", "e", "fr-"] {
            assert_eq!(text_file(Some(strange)), "und.txt", "{strange}");
        }
        for other in ["document.toml", "notes.txt", ".txt", "fr", "fr.txt.bak", "../fr.txt"] {
            assert_eq!(text_language(other), None, "{other}");
        }
    }

    #[test]
    fn of_several_texts_that_of_the_language_is_the_document() {
        let check = |files: &[&str], language: Option<&str>, chosen: Option<&str>| {
            assert_eq!(choose_text(files, language), chosen, "{files:?} {language:?}");
        };
        check(&["document.toml", "en.txt", "fr.txt"], Some("fr"), Some("fr.txt"));
        check(&["document.toml", "en.txt", "fr.txt"], None, Some("en.txt"));
        // As folders were made before texts were named after their language.
        check(&["document.toml", "en.txt"], Some("ar"), Some("en.txt"));
        check(&["es.txt", "ru.txt"], None, Some("es.txt"));
        check(&["document.toml", "notes.txt"], Some("fr"), None);
    }
}
