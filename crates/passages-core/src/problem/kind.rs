//! What kind of problem whoever brings a document can be told of, in any language.

/// A kind of [`super::Problem`]; beside each stand the values that [`super::Problem::values`] has for it, in order.
///
/// What only a curator meets, as in the files of a vocabulary, has none, and is told in English.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// No paragraph was found.
    NoParagraph,
    /// A paragraph has a label and no text.
    BareLabel,
    /// Numbers are missing between two labels: the number, and that of the paragraph above.
    SkippedNumber,
    /// Something is said of a paragraph that is not there: its key.
    UnknownParagraph,
    /// Something is said of words that are not there: the paragraph's key, and the words.
    LostWords,
    /// A tag names no term of the vocabulary: the id.
    UnknownTerm,
    /// A tag names a way of speaking, which only words show: the id.
    SpokenTerm,
    /// A tag changes nothing: the paragraph's key.
    IdleTag,
    /// Bytes that are no text in the encoding: its name, and how many signs they are.
    LostLetters,
    /// NUL among the letters: how many.
    Nul,
    /// Navigation and forms of a web page are left out: how many.
    PartsLeftOut,
    /// Akoma Ntoso of another program.
    OtherProgram,
    /// Pictures and drawings are left out: how many.
    PicturesLeftOut,
    /// Pages without text: their numbers.
    PicturePages,
    /// Pages whose text a machine recognized: how many.
    RecognizedPages,
    /// Letters of which nobody says which they are: how many.
    NamelessLetters,
    /// The encoding is a guess: its name.
    GuessedEncoding,
}

impl ProblemKind {
    /// All of them.
    pub const ALL: [Self; 17] = [
        Self::NoParagraph,
        Self::BareLabel,
        Self::SkippedNumber,
        Self::UnknownParagraph,
        Self::LostWords,
        Self::UnknownTerm,
        Self::SpokenTerm,
        Self::IdleTag,
        Self::LostLetters,
        Self::Nul,
        Self::PartsLeftOut,
        Self::OtherProgram,
        Self::PicturesLeftOut,
        Self::PicturePages,
        Self::RecognizedPages,
        Self::NamelessLetters,
        Self::GuessedEncoding,
    ];
}
