//! What is asked and answered <-> bytes: a letter for what it is, then values as the archive writes them. So the page
//! reads a document from the reader with the code by which it opens its own.

use super::{Draft, Field, Gathered, Guess, Intake, Taken, Trouble, Why};
use crate::archive::stored::{Reader, Stored, Writer, fields, one_of_all};
use crate::job::File;
use crate::problem::{Place, Problem, ProblemKind, Severity};
use crate::source::{Editing, EditorNote, EditorTag, ForeignWords, Source};

const READ: u8 = b'r';
const PARSE: u8 = b'p';
const GATHER: u8 = b'g';
const OPEN: u8 = b'o';
const SAVE: u8 = b's';
const FOLDER: u8 = b'f';
const DRAFT: u8 = b'd';
const CORPUS: u8 = b'c';
const FILE: u8 = b'z';
const REFUSED: u8 = b'?';
/// Followed by the number of the trouble.
const TROUBLE: u8 = b'!';

fields!(Source: path text editing);
fields!(Editing: path name short short_in language title received received_in notes foreign tags);
fields!(EditorNote: para at text line);
fields!(ForeignWords: para text language line);
fields!(EditorTag: para term not line);
fields!(Problem: severity message place hint kind values);
fields!(Place: file line);
fields!(Guess: field value why);
fields!(Draft: source format guesses problems document annotations);
one_of_all!(Field);
one_of_all!(Why);
one_of_all!(ProblemKind);

impl Stored for Severity {
    fn write(&self, to: &mut Writer) {
        to.number(u64::from(*self == Self::Error));
    }
    fn read<const WHOLE: bool>(from: &mut Reader<'_, WHOLE>) -> Self {
        if from.number(1) == 1 { Self::Error } else { Self::Warning }
    }
}

impl Intake {
    /// The question as bytes; [`Intake::decode`] reads them.
    pub fn encode(&self) -> Vec<u8> {
        let mut to = Writer::default();
        let head = match self {
            Self::Read { file, bytes } => {
                file.write(&mut to);
                to.bytes(bytes);
                READ
            }
            Self::Parse(source) => {
                source.write(&mut to);
                PARSE
            }
            Self::Gather(own) => {
                own.write(&mut to);
                GATHER
            }
            Self::Open(bytes) => {
                to.bytes(bytes);
                OPEN
            }
            Self::Save { title, own } => {
                title.write(&mut to);
                own.write(&mut to);
                SAVE
            }
            Self::Folder { source, guesses } => {
                source.write(&mut to);
                guesses.write(&mut to);
                FOLDER
            }
        };
        to.joined(&[head])
    }

    /// Reads what [`Intake::encode`] wrote.
    ///
    /// # Errors
    ///
    /// [`Trouble::Unread`]; no bytes make it panic.
    pub fn decode(bytes: &[u8]) -> Result<Self, Trouble> {
        let (head, rest) = bytes.split_first().ok_or(Trouble::Unread)?;
        let from = &mut Reader::open(rest);
        let asked = match *head {
            READ => Self::Read { file: Stored::read(from), bytes: from.bytes() },
            PARSE => Self::Parse(Stored::read(from)),
            GATHER => Self::Gather(Stored::read(from)),
            OPEN => Self::Open(from.bytes()),
            SAVE => Self::Save { title: Stored::read(from), own: Stored::read(from) },
            FOLDER => Self::Folder { source: Stored::read(from), guesses: Stored::read(from) },
            _ => return Err(Trouble::Unread),
        };
        if from.is_at_end() { Ok(asked) } else { Err(Trouble::Unread) }
    }
}

impl Taken {
    /// An answer, or why there is none, as bytes; [`Taken::decode`] reads them.
    pub fn encode(answer: &Result<Self, Trouble>) -> Vec<u8> {
        let mut to = Writer::default();
        let head = match answer {
            Ok(Self::Draft(draft)) => {
                draft.write(&mut to);
                DRAFT
            }
            Ok(Self::Corpus(Gathered { archive, own, title, problems })) => {
                own.write(&mut to);
                title.write(&mut to);
                problems.write(&mut to);
                to.bytes(archive);
                CORPUS
            }
            Ok(Self::File(File { name, media_type, bytes })) => {
                name.write(&mut to);
                media_type.write(&mut to);
                to.bytes(bytes);
                FILE
            }
            Err(Trouble::Refused { code, cause, remedy }) => {
                [code, cause, remedy].into_iter().for_each(|text| text.write(&mut to));
                REFUSED
            }
            Err(plain) => {
                let number = Trouble::PLAIN.iter().position(|known| known == plain).unwrap_or(0);
                to.number(number as u64);
                TROUBLE
            }
        };
        to.joined(&[head])
    }

    /// Reads what [`Taken::encode`] wrote.
    ///
    /// # Errors
    ///
    /// The trouble that was written, or [`Trouble::Unread`]; no bytes make it panic.
    pub fn decode(bytes: &[u8]) -> Result<Self, Trouble> {
        let (head, rest) = bytes.split_first().ok_or(Trouble::Unread)?;
        let from = &mut Reader::open(rest);
        let answer = match *head {
            DRAFT => Ok(Self::Draft(Box::new(Stored::read(from)))),
            CORPUS => {
                let (own, title, problems) = (Stored::read(from), Stored::read(from), Stored::read(from));
                Ok(Self::Corpus(Gathered { own, title, problems, archive: from.bytes() }))
            }
            FILE => {
                let (name, media_type) = (Stored::read(from), Stored::read(from));
                Ok(Self::File(File { name, media_type, bytes: from.bytes() }))
            }
            REFUSED => {
                let (code, cause, remedy) = (Stored::read(from), Stored::read(from), Stored::read(from));
                Err(Trouble::Refused { code, cause, remedy })
            }
            TROUBLE => {
                let number = from.number(u32::MAX) as usize;
                Err(Trouble::PLAIN.into_iter().nth(number).unwrap_or(Trouble::Unread))
            }
            _ => Err(Trouble::Unread),
        };
        if from.is_at_end() { answer } else { Err(Trouble::Unread) }
    }
}
