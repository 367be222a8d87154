//! Why the reader has no answer.

/// Why there is no answer. Each has a code by which the page finds its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The bytes are no question, or no answer.
    Unread,
    /// The file is not read.
    Refused {
        /// The permanent name of the reason: "too-many-bytes".
        code: String,
        /// The reason in English, as a sentence without its full stop.
        cause: String,
        /// What to do about it in English, as a sentence without its full stop.
        remedy: String,
    },
    /// It needs the corpus in use, and none was supplied.
    NoCorpus,
    /// What was supplied is neither an archive of this build nor a collection.
    BadCorpus,
    /// The file is no collection.
    NoCollection,
    /// The collection is of a later version of the program, which this one does not know.
    LaterVersion,
    /// The collection is damaged: it cannot be read to the end, or is not as it was when it was saved.
    Damaged,
    /// The collection is larger than what is read, or expands to more.
    TooLarge,
    /// The collection holds no document that can be read.
    Empty,
    /// The reader could not be reached: a part of it did not arrive, or arrived damaged. Said by the page.
    Missing,
    /// The reader stopped in the middle of it. Said by the page.
    Stopped,
}

impl Trouble {
    /// Those that carry nothing, in the order of their numbers among bytes.
    pub(super) const PLAIN: [Self; 10] = [
        Self::Unread,
        Self::NoCorpus,
        Self::BadCorpus,
        Self::NoCollection,
        Self::LaterVersion,
        Self::Damaged,
        Self::TooLarge,
        Self::Empty,
        Self::Missing,
        Self::Stopped,
    ];

    /// Its permanent name, for translations: "no-collection", and for a file that is not read that of its refusal.
    pub fn code(&self) -> &str {
        match self {
            Self::Unread => "unread",
            Self::Refused { code, .. } => code,
            Self::NoCorpus => "no-corpus",
            Self::BadCorpus => "bad-corpus",
            Self::NoCollection => "no-collection",
            Self::LaterVersion => "later-version",
            Self::Damaged => "damaged-collection",
            Self::TooLarge => "large-collection",
            Self::Empty => "empty-collection",
            Self::Missing => "missing",
            Self::Stopped => "stopped",
        }
    }
}
