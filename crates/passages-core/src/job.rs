//! What is asked of the workshop, which works away from the page, and what it answers; both travel as bytes.
//!
//! A new kind of work is a variant of [`Job`], its bytes, and an arm of [`Workshop::begin`] or [`Workshop::step`]; one
//! that ends in something new has a variant of [`Answer`] too. The bytes (`bytes.rs`) are private to a build, as those
//! of the archive are: page and workshop ship together.

mod bytes;
mod central;
mod code;
mod contrast;
mod quotation;
mod wire;
mod workshop;

pub use workshop::Workshop;

use crate::compare::Contrast;
use crate::graph::{Central, Point, Request};
use crate::quote::Quote;

/// Something to be worked out.
#[derive(Clone, Debug, PartialEq)]
pub enum Job {
    /// Where nodes go; answered by [`Answer::Places`].
    Arrange(Request),
    /// Which nodes of a graph are foremost, at most so many by each measure; of the request the nodes and edges count.
    /// Answered by [`Answer::Central`].
    Central(Request, usize),
    /// A file of what an address shows; answered by [`Answer::File`]. Needs the corpus.
    Export(Export),
    /// A text as a QR code; answered by [`Answer::Code`].
    Code(String),
    /// Documents held against each other, as indices into [`crate::corpus::Corpus::documents`]; on which side each
    /// stands is [`crate::compare::Sides::by_date`]'s to say. Answered by [`Answer::Contrast`]. Needs the corpus.
    Contrast(Vec<usize>),
    /// A pasted text, looked up; answered by [`Answer::Quote`]. Needs the corpus.
    Quote(String),
}

/// A file that is wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Export {
    /// Id of the format, one of [`crate::export::Format`]'s.
    pub format: String,
    /// The state, as [`crate::state::ViewState::print`] writes it. Of a collection, what is picked is written.
    pub address: String,
    /// The address of the page, up to its `#`.
    pub base: String,
    /// What readers call what is written.
    pub title: String,
    /// BCP 47 tag of the language in which terms are named.
    pub language: String,
    /// What the file says of itself, in that language; see [`crate::export::CAUTION`].
    pub caution: String,
}

/// A QR code: a square of modules, dark or light.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    /// Modules on each side, 21 to 177; the margin of four light ones is not among them.
    pub side: usize,
    /// Whether each is dark, row by row from the top, each from the left.
    pub dark: Vec<bool>,
}

/// More nodes are not laid out: what so few bytes ask for must not take all the memory there is.
pub const MAX_NODES: usize = 1 << 20;

/// What was worked out.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// One place a node, in the order of the request.
    Places(Vec<Point>),
    /// The foremost nodes of a graph.
    Central(Central),
    /// A file to take away.
    File(File),
    /// A QR code.
    Code(Code),
    /// Documents held against each other.
    Contrast(Box<Contrast>),
    /// A pasted text, held against the corpus.
    Quote(Quote),
}

/// A file to take away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// What it is called, with its ending.
    pub name: String,
    /// Its media type.
    pub media_type: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The bytes are no job, or no answer.
    Unread,
    /// It asks for more than [`MAX_NODES`] nodes.
    TooLarge,
    /// The job needs the corpus, and none was handed over.
    NoCorpus,
    /// The bytes that were handed over are no corpus.
    Damaged,
    /// No file is made in this format.
    UnknownFormat,
    /// A QR code does not hold so much.
    TooLong,
    /// The workshop could not be reached: a part of it did not arrive, or arrived damaged. Said by the page.
    Missing,
    /// The workshop stopped in the middle of it. Said by the page.
    Stopped,
}

impl Fault {
    /// All, in the order of their numbers among bytes.
    const ALL: [Self; 8] = [
        Self::Unread,
        Self::TooLarge,
        Self::NoCorpus,
        Self::Damaged,
        Self::UnknownFormat,
        Self::TooLong,
        Self::Missing,
        Self::Stopped,
    ];
}

impl Job {
    /// Whether the workshop must have the corpus for it.
    pub fn needs_corpus(&self) -> bool {
        match self {
            Self::Arrange(_) | Self::Central(..) | Self::Code(_) => false,
            Self::Export(_) | Self::Contrast(_) | Self::Quote(_) => true,
        }
    }
}
