//! What is asked of the reader, which reads a visitor's own documents beside the page, and what it answers; both travel
//! as bytes.
//!
//! Only what is said stands here, so that the page need not carry how it is done; that is in `passages-reader`, and
//! `compile` stays the one way to a corpus.
//! What is supplied to the reader is the corpus in use: the archive that the page embeds, or the bytes of a collection
//! that was opened. Nothing supplied means a reader with the vocabulary of the page and no documents.
//! The bytes (`bytes.rs`) are private to a build, as those of the archive are: page and reader ship together.

mod bytes;
mod guess;
mod trouble;

pub use guess::{Field, Guess, Why};
pub use trouble::Trouble;

use crate::annotate::Annotation;
use crate::document::Document;
use crate::job::File;
use crate::problem::Problem;
use crate::source::Source;

/// Something that is asked of the reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Intake {
    /// Any file as a document; answered by [`Taken::Draft`].
    Read {
        /// What the file is called, with its ending; for messages, and for a name where there is no better.
        file: String,
        /// What is in it.
        bytes: Vec<u8>,
    },
    /// A document from its text and from what is said of it; answered by [`Taken::Draft`].
    Parse(Source),
    /// The corpus in use with these documents in it, in whatever order; answered by [`Taken::Corpus`]. With none, it is
    /// the corpus in use itself.
    Gather(Vec<Source>),
    /// A collection, from the bytes of its file; answered by [`Taken::Corpus`].
    /// Afterwards it is the corpus in use if these bytes are supplied.
    Open(Vec<u8>),
    /// The corpus in use with these documents in it, as the file of a collection; answered by [`Taken::File`].
    Save {
        /// What the collection is called; its file is named after it.
        title: String,
        /// The documents to put in.
        own: Vec<Source>,
    },
    /// A document as the folder that a curator puts into `corpus/documents/`, in a ZIP file; answered by [`Taken::File`].
    Folder {
        /// The document.
        source: Source,
        /// What was guessed of it. What still stands as guessed is marked in the folder's `document.toml`.
        guesses: Vec<Guess>,
    },
}

impl Intake {
    /// Whether the reader should have the corpus in use for it.
    pub fn needs_corpus(&self) -> bool {
        match self {
            Self::Open(_) | Self::Folder { .. } => false,
            // For its vocabulary, too.
            Self::Read { .. } | Self::Parse(_) | Self::Gather(_) | Self::Save { .. } => true,
        }
    }
}

/// What came of it.
#[derive(Clone, Debug, PartialEq)]
pub enum Taken {
    /// A document that was read.
    Draft(Box<Draft>),
    /// A corpus to show.
    Corpus(Gathered),
    /// A file to take away.
    File(File),
}

/// A document that was read, and everything that can be said of it before it is among others.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// Its text and what is said of it, the guesses among it.
    pub source: Source,
    /// What the file is, as a reader knows it: "Word". Empty where it was no file.
    pub format: String,
    /// What was guessed, at most one a field; none where it was no file.
    pub guesses: Vec<Guess>,
    /// What should be looked at, in the order of the text.
    pub problems: Vec<Problem>,
    /// What was read.
    pub document: Document,
    /// What the vocabulary finds in each paragraph, and what was tagged by hand.
    pub annotations: Vec<Annotation>,
}

/// A corpus that was put together or opened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gathered {
    /// Bytes for [`crate::archive::decode`].
    pub archive: Vec<u8>,
    /// Permanent names of the documents that were put in, in the order given. One whose name was taken has another.
    pub own: Vec<String>,
    /// What a collection is called; empty for the corpus of the page.
    pub title: String,
    /// What should be looked at.
    pub problems: Vec<Problem>,
}
