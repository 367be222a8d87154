//! What comes in: a text as received, and what its curator says about it.

mod file;

pub use file::{EDITING_FILE, choose_text, text_file, text_language};

use crate::problem::Problem;

/// The files of one document, read but not yet understood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// Path of the text, for messages.
    pub path: String,
    /// The text as received.
    pub text: String,
    /// What `document.toml` beside it says.
    pub editing: Editing,
}

/// The languages beside English in which `document.toml` can say a name or a sentence: "short_ar", "received_fr".
pub const OTHER_LANGUAGES: [&str; 5] = ["ar", "zh", "fr", "ru", "es"];

/// What the text does not say itself. Everything is optional.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Editing {
    /// Path of the file it was read from, for messages.
    pub path: String,
    /// The permanent name, where no symbol is printed or the printed one must not be the name.
    pub name: Option<String>,
    /// What narrow places call the document.
    pub short: Option<String>,
    /// The same in other languages, by their tags.
    pub short_in: Vec<(String, String)>,
    /// BCP 47 tag; English where absent.
    pub language: Option<String>,
    /// The title in sentence case.
    pub title: Option<String>,
    /// How the text came to the corpus.
    pub received: Option<String>,
    /// The same in other languages, by their tags.
    pub received_in: Vec<(String, String)>,
    /// Notes beside words of the text.
    pub notes: Vec<EditorNote>,
    /// Words in another language.
    pub foreign: Vec<ForeignWords>,
    /// Terms of the vocabulary, set or taken away by hand.
    pub tags: Vec<EditorTag>,
}

/// A note that the editor sets beside words of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditorNote {
    /// Key of the paragraph.
    pub para: String,
    /// Words of its clean text.
    pub at: String,
    /// The note in each language, English first.
    pub text: Vec<(String, String)>,
    /// One-based line in `document.toml`.
    pub line: u32,
}

/// Words of a paragraph that are in another language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForeignWords {
    /// Key of the paragraph.
    pub para: String,
    /// The words.
    pub text: String,
    /// BCP 47 tag.
    pub language: String,
    /// One-based line in `document.toml`.
    pub line: u32,
}

/// A term of the vocabulary that the editor sets for a paragraph, or takes away from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditorTag {
    /// Key of the paragraph.
    pub para: String,
    /// Id of the term.
    pub term: String,
    /// Whether it is taken away, though words of the paragraph show it.
    pub not: bool,
    /// One-based line in `document.toml`.
    pub line: u32,
}

/// Largest text that is read, in bytes.
pub const MAX_TEXT_BYTES: usize = 10 * 1024 * 1024;

/// Bytes as a text; what is not UTF-8 becomes U+FFFD and a problem.
///
/// A byte order mark is dropped. NUL is shown as U+FFFD.
/// A text over [`MAX_TEXT_BYTES`] is refused: the result is empty, with an error.
pub fn decode(path: &str, bytes: &[u8]) -> (String, Vec<Problem>) {
    if bytes.len() > MAX_TEXT_BYTES {
        let size =
            format!("the file has {} bytes, more than the {MAX_TEXT_BYTES} that are read", bytes.len());
        return (String::new(), vec![Problem::error(path, None, size, "split it into its documents")]);
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        let hint = "save it as UTF-8 and try again";
        return (String::new(), vec![Problem::error(path, None, "the file is UTF-16, not UTF-8", hint)]);
    }
    let mut problems = Vec::new();
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(fault) => {
            let before = bytes.get(..fault.valid_up_to()).unwrap_or(&[]);
            let line = before.iter().filter(|b| **b == b'\n').count() + 1;
            problems.push(Problem::error(
                path,
                u32::try_from(line).ok(),
                "the text is not UTF-8 here",
                "save the file as UTF-8; most often it was saved as Windows-1252",
            ));
            String::from_utf8_lossy(bytes).into_owned()
        }
    };
    (text.replace('\0', "\u{fffd}"), problems)
}

#[cfg(feature = "sources")]
mod reading {
    use super::{Editing, EditorNote, EditorTag, ForeignWords, OTHER_LANGUAGES};
    use crate::problem::Problem;
    use serde::Deserialize;
    use std::collections::BTreeMap;
    use toml::Spanned;

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct File {
        name: Option<String>,
        short: Option<String>,
        short_ar: Option<String>,
        short_zh: Option<String>,
        short_fr: Option<String>,
        short_ru: Option<String>,
        short_es: Option<String>,
        language: Option<String>,
        title: Option<String>,
        received: Option<String>,
        received_ar: Option<String>,
        received_zh: Option<String>,
        received_fr: Option<String>,
        received_ru: Option<String>,
        received_es: Option<String>,
        #[serde(default)]
        note: Vec<NoteEntry>,
        #[serde(default)]
        foreign: Vec<ForeignEntry>,
        #[serde(default)]
        tag: Vec<TagEntry>,
    }

    #[derive(Deserialize)]
    struct NoteEntry {
        para: Spanned<String>,
        at: String,
        text: String,
        #[serde(flatten)]
        translations: BTreeMap<String, String>,
    }

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct ForeignEntry {
        para: Spanned<String>,
        text: String,
        language: String,
    }

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct TagEntry {
        para: Spanned<String>,
        term: String,
        #[serde(default)]
        not: bool,
    }

    /// One-based line of a byte offset.
    pub(crate) fn line_of(text: &str, offset: usize) -> u32 {
        let before = text.as_bytes().get(..offset).unwrap_or(text.as_bytes());
        u32::try_from(before.iter().filter(|b| **b == b'\n').count() + 1).unwrap_or(u32::MAX)
    }

    /// A TOML fault as a problem.
    pub(crate) fn toml_problem(path: &str, text: &str, fault: &toml::de::Error) -> Problem {
        let line = fault.span().map(|s| line_of(text, s.start));
        let message = fault.message().lines().next().unwrap_or("not TOML").to_owned();
        Problem::error(path, line, message, "compare the entry with its neighbours, or see corpus/README.md")
    }

    impl Editing {
        /// Reads a `document.toml`. What cannot be understood is a problem, never a panic.
        pub fn read(path: &str, text: &str) -> (Self, Vec<Problem>) {
            let file: File = match toml::from_str(text) {
                Ok(file) => file,
                Err(fault) => {
                    let editing = Self { path: path.to_owned(), ..Self::default() };
                    return (editing, vec![toml_problem(path, text, &fault)]);
                }
            };
            let mut problems = Vec::new();
            let mut notes = Vec::new();
            for entry in file.note {
                let line = line_of(text, entry.para.span().start);
                let mut by_language = vec![("en".to_owned(), entry.text)];
                for (key, value) in entry.translations {
                    match key.strip_prefix("text_") {
                        Some(language) => by_language.push((language.to_owned(), value)),
                        None => problems.push(Problem::error(
                            path,
                            Some(line),
                            format!("a note has no field `{key}`"),
                            "its fields are para, at, text and text_fr, text_ar ... for translations",
                        )),
                    }
                }
                notes.push(EditorNote {
                    para: entry.para.into_inner(),
                    at: entry.at,
                    text: by_language,
                    line,
                });
            }
            let foreign = file
                .foreign
                .into_iter()
                .map(|entry| ForeignWords {
                    line: line_of(text, entry.para.span().start),
                    para: entry.para.into_inner(),
                    text: entry.text,
                    language: entry.language,
                })
                .collect();
            let said = |words: [Option<String>; OTHER_LANGUAGES.len()]| {
                let tagged = OTHER_LANGUAGES.into_iter().zip(words);
                tagged.filter_map(|(tag, words)| Some((tag.to_owned(), words?))).collect()
            };
            let short_in = said([file.short_ar, file.short_zh, file.short_fr, file.short_ru, file.short_es]);
            let received_in = said([
                file.received_ar,
                file.received_zh,
                file.received_fr,
                file.received_ru,
                file.received_es,
            ]);
            let tags = file
                .tag
                .into_iter()
                .map(|entry| EditorTag {
                    line: line_of(text, entry.para.span().start),
                    para: entry.para.into_inner(),
                    term: entry.term,
                    not: entry.not,
                })
                .collect();
            let editing = Self {
                path: path.to_owned(),
                name: file.name,
                short: file.short,
                short_in,
                language: file.language,
                title: file.title,
                received: file.received,
                received_in,
                notes,
                foreign,
                tags,
            };
            (editing, problems)
        }
    }
}

#[cfg(feature = "sources")]
pub(crate) use reading::{line_of, toml_problem};
