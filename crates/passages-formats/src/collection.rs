//! A collection: a corpus in one file, `NAME.passages`, described in `docs/formats/passages.md`.
//!
//! It is a ZIP file of a corpus directory, so that a curator can unpack it, with `passages.toml`, which says what it is,
//! and `compiled.bin`, which saves compiling it again. The latter is believed only if it was written by the same
//! version, belongs to these texts, and fits together; otherwise it is passed over, and so a collection outlives the
//! versions of the program.

mod manifest;
mod read;

pub use read::read;

use crate::guess::{document_toml, folder};
use crate::limits;
use crate::zip::pack;
use manifest::Manifest;
use passages_core::archive;
use passages_core::corpus::Compiled;
use passages_core::intake::Trouble;
use passages_core::parse::parse;
use passages_core::problem::Problem;
use passages_core::source::{EDITING_FILE, Editing, Source, text_file};
use passages_core::vocabulary::Vocabulary;

/// The version of the format. What reads a later one would not know what it has not read.
pub const FORMAT: u32 = 1;
/// Ending of the name of its file.
pub const ENDING: &str = ".passages";
/// What it is served as.
pub const MEDIA_TYPE: &str = "application/zip";

/// A collection that was opened.
#[derive(Clone, Debug)]
pub struct Collection {
    /// What it is called.
    pub title: String,
    /// Its documents, by the names of their folders.
    pub entries: Vec<Entry>,
    /// The files of its vocabulary, name and TOML, by name.
    pub vocabulary: Vec<(String, String)>,
    /// What came of compiling it, if that can be believed.
    pub compiled: Option<Compiled>,
    /// What could not be read.
    pub problems: Vec<Problem>,
}

/// A document's folder in a collection.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// The name of its folder.
    pub folder: String,
    /// What the file of its text is called: "fr.txt", after the language of the text.
    pub file: String,
    /// The text as received.
    pub text: String,
    /// What `document.toml` says; empty where there is none.
    pub editing: String,
}

impl Entry {
    /// The document, as the core wants it, and what is wrong with its `document.toml`.
    pub fn source(&self) -> (Source, Vec<Problem>) {
        let path = |file: &str| format!("documents/{}/{file}", self.folder);
        let (mut editing, problems) = Editing::read(&path(EDITING_FILE), &self.editing);
        editing.learn_language(&self.file);
        (Source { path: path(&self.file), text: self.text.clone(), editing }, problems)
    }

    /// The entry of a document that is called so, of which the text is in this language, English where none is said;
    /// `taken` are folders that are in use.
    pub fn new(name: &str, language: Option<&str>, text: String, editing: String, taken: &[Self]) -> Self {
        let plain = Some(folder(name)).filter(|folder| !folder.is_empty());
        let plain = plain.unwrap_or_else(|| "document".to_owned());
        let is_free = |name: &String| taken.iter().all(|entry| !entry.folder.eq_ignore_ascii_case(name));
        let numbered = (2_u32..).map(|nth| format!("{plain}-{nth}"));
        let folder = std::iter::once(plain.clone()).chain(numbered).find(is_free).unwrap_or(plain);
        Self { folder, file: text_file(language), text, editing }
    }

    /// Says in `document.toml` that the document is called so, where it would be called otherwise after its folder, which
    /// has a plain name here: its ids stay what they are. Whether that had to be said.
    pub fn keep_name(&mut self, name: &str) -> bool {
        if parse(&self.source().0).0.name == name {
            return false;
        }
        let alone = Editing { name: Some(name.to_owned()), ..Editing::default() };
        let said = document_toml(&alone, &[], "");
        self.editing = if self.editing.trim().is_empty() {
            said
        } else {
            let line = said.lines().find(|line| line.starts_with("name = ")).unwrap_or_default();
            format!("{line}\n{}", self.editing)
        };
        true
    }
}

impl Collection {
    /// The vocabulary, and what is wrong with its files.
    pub fn vocabulary(&self) -> (Vocabulary, Vec<Problem>) {
        let files: Vec<(String, String)> =
            self.vocabulary.iter().map(|(name, text)| (format!("vocabulary/{name}"), text.clone())).collect();
        Vocabulary::read(&files)
    }

    /// The bytes of its file, always the same for the same collection.
    ///
    /// # Errors
    /// [`Trouble::TooLarge`] where it would not be read again, [`Trouble::Empty`] where there is no document.
    pub fn write(&self) -> Result<Vec<u8>, Trouble> {
        if self.entries.is_empty() {
            return Err(Trouble::Empty);
        }
        let mut files: Vec<(String, Vec<u8>)> = Vec::new();
        for Entry { folder, file, text, editing } in &self.entries {
            files.push((format!("documents/{folder}/{EDITING_FILE}"), editing.clone().into_bytes()));
            files.push((format!("documents/{folder}/{file}"), text.clone().into_bytes()));
        }
        let vocabulary = self.vocabulary.iter();
        files
            .extend(vocabulary.map(|(name, text)| (format!("vocabulary/{name}"), text.clone().into_bytes())));
        files.sort();
        // Before anything is worked out of what would not be read again.
        let size = |files: &[(String, Vec<u8>)]| files.iter().map(|(_, bytes)| bytes.len()).sum::<usize>();
        if size(&files) > limits::EXPANDED_BYTES {
            return Err(Trouble::TooLarge);
        }
        let digest = manifest::digest(&files);
        let compiled = self.compiled.as_ref().and_then(|compiled| archive::encode(compiled).ok());
        let manifest = Manifest {
            format: FORMAT,
            program: Some(env!("CARGO_PKG_VERSION").to_owned()),
            title: self.title.clone(),
            digest: Some(digest),
            compiled: compiled.as_ref().map(|bytes| manifest::digest_of(bytes)),
        };
        files.extend(compiled.map(|bytes| ("compiled.bin".to_owned(), bytes)));
        files.insert(0, ("passages.toml".to_owned(), manifest.print().into_bytes()));
        if size(&files) > limits::EXPANDED_BYTES || files.len() > limits::ZIP_ENTRIES {
            return Err(Trouble::TooLarge);
        }
        let bytes = pack(&files);
        if bytes.len() > limits::COLLECTION_BYTES { Err(Trouble::TooLarge) } else { Ok(bytes) }
    }
}

/// The folder of one document, as a ZIP file; without `compiled.bin` and all else.
pub fn folder_of(entry: &Entry) -> Vec<u8> {
    let file = |name: &str, text: &str| (format!("{}/{name}", entry.folder), text.as_bytes().to_vec());
    pack(&[file(EDITING_FILE, &entry.editing), file(&entry.file, &entry.text)])
}
