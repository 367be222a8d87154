//! Why a file is not read, in plain words: the cause, and what to do about it.

use crate::limits;
use passages_core::problem::Problem;
use std::fmt;

/// What a file has too much of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Excess {
    /// Bytes: more than [`limits::FILE_BYTES`].
    Bytes(usize),
    /// Bytes after expansion: more than [`limits::EXPANDED_BYTES`], or than [`limits::RATIO`] times the compressed ones.
    Expanded,
    /// Files in a ZIP file: more than [`limits::ZIP_ENTRIES`].
    Entries,
    /// Elements inside each other: more than [`limits::XML_DEPTH`] or [`limits::HTML_DEPTH`].
    Depth,
    /// Elements or texts: more than [`limits::HTML_NODES`].
    Nodes,
    /// Attributes of an element: more than [`limits::ATTRIBUTES`].
    Attributes,
    /// Paragraphs: more than [`limits::PARAGRAPHS`].
    Paragraphs,
    /// Pages: more than [`limits::PAGES`].
    Pages,
    /// Letters or operators of a PDF file: more than [`limits::GLYPHS`] or [`limits::OPERATORS`].
    Drawing,
}

/// Why a file cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// There is not a letter in it.
    Empty,
    /// It has more of something than is read.
    TooMuch(Excess),
    /// It is no text in any encoding that is known.
    NotText,
    /// It is written in an encoding that is not read, by its name or its kind: "GB18030".
    Encoding(&'static str),
    /// It is of a kind that is not read, which is named: "a spreadsheet".
    Kind(&'static str),
    /// It is a picture, or its pages are.
    Scanned {
        /// Pages without letters; 0 where it is a picture itself.
        pages: usize,
    },
    /// It asks for a password, or is locked against copying.
    Locked,
    /// Its letters are drawn and not named: no reader can tell what they are.
    Unnamed,
    /// It begins like a file of its kind and is broken further on; the kind is named: "Word".
    Broken(&'static str),
    /// It declares entities or names outside files, which no document of ours needs.
    Declares,
    /// A name in it leads out of it, as the names of an attack do.
    Escapes,
}

impl Refusal {
    /// Its permanent name, for programs and translations: "too-many-bytes".
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooMuch(excess) => match excess {
                Excess::Bytes(_) => "too-many-bytes",
                Excess::Expanded => "expands-too-much",
                Excess::Entries => "too-many-entries",
                Excess::Depth => "too-deep",
                Excess::Nodes => "too-many-elements",
                Excess::Attributes => "too-many-attributes",
                Excess::Paragraphs => "too-many-paragraphs",
                Excess::Pages => "too-many-pages",
                Excess::Drawing => "too-much-drawing",
            },
            Self::NotText | Self::Encoding(_) => "no-text",
            Self::Kind(_) => "other-kind",
            Self::Scanned { .. } => "scanned",
            Self::Locked => "locked",
            Self::Unnamed => "unnamed-letters",
            Self::Broken(_) => "broken",
            Self::Declares => "declares-entities",
            Self::Escapes => "leads-outside",
        }
    }

    /// What to do about it, as a sentence without its full stop.
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::Empty => "check that it is the right file",
            Self::TooMuch(Excess::Bytes(_) | Excess::Paragraphs | Excess::Pages) => {
                "split it into its documents"
            }
            Self::TooMuch(_) => "open it in the program that made it, and save its text as a new file",
            Self::NotText => "save it as plain text in UTF-8, or as a Word or PDF file",
            Self::Encoding(_) => {
                "open it in a browser or in the program that made it, and save it as plain text in UTF-8"
            }
            Self::Kind(_) => "save the document as a Word (.docx), PDF, HTML or plain text file",
            Self::Scanned { .. } => "have its text recognized (OCR) and proofread, then try again",
            Self::Locked => "open it with its password, and print or save it as a new file without one",
            Self::Unnamed => {
                "ask for the file from which the PDF was made, or have its text recognized (OCR)"
            }
            Self::Broken(_) => {
                "download or copy it again; if that does not help, open it and save it as a new file"
            }
            Self::Declares => "remove its DOCTYPE, or save it anew with a program that you trust",
            Self::Escapes => "do not open it elsewhere; ask whoever sent it for the document as a PDF",
        }
    }

    /// As a problem of the file of this name.
    pub fn problem(&self, file: &str) -> Problem {
        Problem::error(file, None, self.to_string(), self.remedy())
    }
}

/// The cause, as a sentence without its full stop.
impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => write!(f, "the file has no text"),
            Self::TooMuch(excess) => match excess {
                Excess::Bytes(bytes) => {
                    write!(
                        f,
                        "the file has {bytes} bytes, more than the {} that are read",
                        limits::FILE_BYTES
                    )
                }
                Excess::Expanded => write!(
                    f,
                    "the file expands to more than {} MB, or to more than {} times its size",
                    limits::EXPANDED_BYTES / (1024 * 1024),
                    limits::RATIO
                ),
                Excess::Entries => {
                    write!(f, "the file holds more than {} other files", limits::ZIP_ENTRIES)
                }
                Excess::Depth => write!(f, "its elements are nested too deep for a document"),
                Excess::Nodes => write!(f, "it has more than {} elements", limits::HTML_NODES),
                Excess::Attributes => {
                    write!(f, "an element has more than {} attributes", limits::ATTRIBUTES)
                }
                Excess::Paragraphs => write!(f, "it has more than {} paragraphs", limits::PARAGRAPHS),
                Excess::Pages => write!(f, "it has more than {} pages", limits::PAGES),
                Excess::Drawing => write!(f, "its pages are drawn in more steps than are followed"),
            },
            Self::NotText => write!(f, "the file is no text in an encoding that is known"),
            Self::Encoding(name) => write!(f, "the text is written in {name}, which is not read"),
            Self::Kind(kind) => write!(f, "the file is {kind}, which is not read"),
            Self::Scanned { pages: 0 } => write!(f, "the file is a picture: there is no text in it"),
            Self::Scanned { pages: 1 } => write!(f, "its page is a picture: there is no text in it"),
            Self::Scanned { pages } => write!(f, "its {pages} pages are pictures: there is no text in them"),
            Self::Locked => write!(f, "the file is locked with a password or against copying"),
            Self::Unnamed => write!(f, "the letters of the PDF are drawn without saying which they are"),
            Self::Broken(kind) => write!(f, "the {kind} file is broken or incomplete"),
            Self::Declares => write!(f, "the XML file declares entities of its own or names outside files"),
            Self::Escapes => write!(f, "the file holds a name that leads outside of it"),
        }
    }
}

impl std::error::Error for Refusal {}
