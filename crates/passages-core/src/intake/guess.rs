//! What is guessed about a document that does not say it: a field, a value, and why.

/// A field of what is said about a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The permanent name.
    Name,
    /// What narrow places call it.
    Short,
    /// BCP 47 tag of its text.
    Language,
    /// The title in sentence case.
    Title,
    /// How the text came to the corpus.
    Received,
}

impl Field {
    /// All, in the order of `document.toml`.
    pub const ALL: [Self; 5] = [Self::Name, Self::Short, Self::Language, Self::Title, Self::Received];

    /// As `document.toml` calls it.
    pub fn id(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Short => "short",
            Self::Language => "language",
            Self::Title => "title",
            Self::Received => "received",
        }
    }
}

/// From what something was guessed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// The name: a symbol is printed.
    Symbol,
    /// The name: the title begins with a kind and has a date.
    KindAndDate,
    /// The name: there is a title, and no symbol.
    FirstWords,
    /// The name: there is neither.
    FileName,
    /// What narrow places call it.
    PlaceAndYear,
    /// The language, which the file names.
    FileSays,
    /// The language, by the script.
    Letters,
    /// The language, by frequent words.
    SmallWords,
    /// The title is printed in capitals.
    Capitals,
    /// The title is the first heading: nothing else says what the document is called.
    FirstHeading,
    /// There is no title, and the file's properties have one.
    Properties,
    /// How the text came.
    Origin,
}

impl Why {
    /// All of them.
    pub const ALL: [Self; 12] = [
        Self::Symbol,
        Self::KindAndDate,
        Self::FirstWords,
        Self::FileName,
        Self::PlaceAndYear,
        Self::FileSays,
        Self::Letters,
        Self::SmallWords,
        Self::Capitals,
        Self::FirstHeading,
        Self::Properties,
        Self::Origin,
    ];

    /// Its permanent name, for translations.
    pub fn code(self) -> &'static str {
        match self {
            Self::Symbol => "symbol",
            Self::KindAndDate => "kind-and-date",
            Self::FirstWords => "first-words",
            Self::FileName => "file-name",
            Self::PlaceAndYear => "place-and-year",
            Self::FileSays => "file-says",
            Self::Letters => "letters",
            Self::SmallWords => "small-words",
            Self::Capitals => "capitals",
            Self::FirstHeading => "first-heading",
            Self::Properties => "properties",
            Self::Origin => "origin",
        }
    }
}

/// A guess.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guess {
    /// Of what.
    pub field: Field,
    /// What was guessed.
    pub value: String,
    /// From what.
    pub why: Why,
}
