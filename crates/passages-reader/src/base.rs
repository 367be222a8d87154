//! The corpus in use: what the page embeds, or a collection that was opened.

use passages_core::annotate::Matcher;
use passages_core::archive;
use passages_core::corpus::Compiled;
use passages_core::intake::Trouble;
use passages_core::problem::Problem;
use passages_core::tokens::Analyzer;
use passages_core::vocabulary::Vocabulary;
use passages_formats::collection::{self, Collection, Entry};

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// A corpus upon which documents are put.
pub(crate) struct Base {
    /// Its documents as folders, its title, and what came of compiling it, where that is known.
    pub(crate) collection: Collection,
    /// Its vocabulary, with the forms that an archive leaves out.
    pub(crate) vocabulary: Vocabulary,
    pub(crate) matcher: Matcher,
}

impl Base {
    /// An archive of this build, or the file of a collection; told by the first bytes.
    pub(crate) fn open(bytes: &[u8]) -> Result<Self, Trouble> {
        if bytes.starts_with(b"PK") { Self::of_collection(bytes) } else { Self::of_archive(bytes) }
    }

    /// The vocabulary of the page, and no documents.
    pub(crate) fn without_documents() -> Self {
        let vocabulary = VOCABULARY.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned()));
        Self::new(Collection {
            title: String::new(),
            entries: Vec::new(),
            vocabulary: vocabulary.collect(),
            compiled: None,
            problems: Vec::new(),
        })
    }

    pub(crate) fn of_collection(bytes: &[u8]) -> Result<Self, Trouble> {
        collection::read(bytes).map(Self::new)
    }

    fn of_archive(bytes: &[u8]) -> Result<Self, Trouble> {
        let mut compiled = archive::decode(bytes).map_err(|_| Trouble::BadCorpus)?;
        let mut base = Self::without_documents();
        for document in &compiled.documents {
            let known = DOCUMENTS.iter().find(|(name, ..)| *name == document.name);
            let (folder, editing) = known.map_or(("", ""), |(_, folder, editing)| (*folder, *editing));
            let (entries, text) = (&mut base.collection.entries, document.received.clone());
            let called = if folder.is_empty() { &document.name } else { folder };
            let language = Some(document.language.as_str());
            let mut entry = Entry::new(called, language, text, editing.to_owned(), entries);
            if entry.folder != *called {
                entry.keep_name(&document.name);
            }
            entries.push(entry);
        }
        // The page leaves out what it does not show.
        compiled.vocabulary.clone_from(&base.vocabulary);
        base.collection.compiled = Some(compiled);
        Ok(base)
    }

    fn new(mut collection: Collection) -> Self {
        let (vocabulary, problems) = collection.vocabulary();
        collection.problems.extend(problems);
        let matcher = Matcher::new(&vocabulary, &Analyzer::english());
        Self { collection, vocabulary, matcher }
    }

    pub(crate) fn has_documents(&self) -> bool {
        !self.collection.entries.is_empty()
    }

    /// What came of compiling it, where that is known.
    pub(crate) fn compiled(&self) -> Option<&Compiled> {
        self.collection.compiled.as_ref()
    }

    /// What could not be read of it.
    pub(crate) fn problems(&self) -> &[Problem] {
        &self.collection.problems
    }
}
