//! Takes a visitor's own documents in, beside the page: reads any file, puts documents into the corpus in use, opens and
//! saves collections. What is asked and answered is in `passages_core::intake`; here it is done, in steps.
//!
//! Nothing leaves it but the answer, and it keeps nothing but the corpus in use.

mod base;
mod draft;
mod gather;

use base::Base;
use draft::Drafting;
use gather::Gathering;
use passages_core::intake::{Guess, Intake, Taken, Trouble};
use passages_core::job::File;
use passages_core::parse::parse;
use passages_core::source::Source;
use passages_formats::collection::{Entry, folder_of};
use passages_formats::guess::document_toml;

/// A reader with the corpus in use, and what it is at.
#[derive(Default)]
pub struct Reader {
    shelf: Shelf,
    bench: Bench,
}

/// The corpus in use, as far as it is at hand. It is opened when it is first needed.
#[derive(Default)]
enum Shelf {
    #[default]
    Empty,
    Given(Vec<u8>),
    Open(Box<Base>),
}

/// What was asked, and how far it is done.
enum Bench {
    Asked(Box<Intake>),
    Draft(Box<Drafting>),
    Gather(Box<Gathering>),
    Done(Result<Taken, Trouble>),
}

impl Default for Bench {
    /// Nothing was asked.
    fn default() -> Self {
        Self::Done(Err(Trouble::Unread))
    }
}

impl Reader {
    /// Hands over the corpus in use: an archive of this build, or the file of a collection.
    pub fn supply(&mut self, corpus: Vec<u8>) {
        self.shelf = Shelf::Given(corpus);
    }

    /// Takes a question in, as [`Intake::encode`] wrote it; what was done before is put away.
    pub fn begin(&mut self, asked: &[u8]) {
        self.bench = match Intake::decode(asked) {
            Ok(asked) => Bench::Asked(Box::new(asked)),
            Err(trouble) => Bench::Done(Err(trouble)),
        };
    }

    /// Goes on by one step; whether all is done.
    pub fn step(&mut self) -> bool {
        self.bench = match std::mem::take(&mut self.bench) {
            Bench::Asked(asked) => self.enter(*asked).unwrap_or_else(|trouble| Bench::Done(Err(trouble))),
            Bench::Draft(drafting) => match &self.shelf {
                Shelf::Open(base) => drafting.step(base),
                Shelf::Empty | Shelf::Given(_) => Bench::Done(Err(Trouble::NoCorpus)),
            },
            Bench::Gather(gathering) => gathering.step(),
            Bench::Done(answer) => Bench::Done(answer),
        };
        matches!(self.bench, Bench::Done(_))
    }

    /// How much of it is done, about: from 0 to 1.
    pub fn progress(&self) -> f32 {
        match &self.bench {
            Bench::Asked(_) => 0.0,
            Bench::Draft(drafting) => drafting.progress(),
            Bench::Gather(gathering) => gathering.progress(),
            Bench::Done(_) => 1.0,
        }
    }

    /// Hands over what came of it, as [`Taken::encode`] writes it. Before all is done it is a trouble.
    pub fn answer(&mut self) -> Vec<u8> {
        match std::mem::take(&mut self.bench) {
            Bench::Done(answer) => Taken::encode(&answer),
            Bench::Asked(_) | Bench::Draft(_) | Bench::Gather(_) => Taken::encode(&Err(Trouble::Stopped)),
        }
    }

    /// What a question needs is opened, and it is begun.
    fn enter(&mut self, asked: Intake) -> Result<Bench, Trouble> {
        match asked {
            Intake::Read { file, bytes } => {
                self.open(true)?;
                Ok(Bench::Draft(Box::new(Drafting::of_file(file, bytes))))
            }
            Intake::Parse(source) => {
                self.open(true)?;
                Ok(Bench::Draft(Box::new(Drafting::of_text(source))))
            }
            Intake::Gather(own) => Ok(Bench::Gather(Box::new(Gathering::new(self.open(false)?, own, None)))),
            Intake::Save { title, own } => {
                Ok(Bench::Gather(Box::new(Gathering::new(self.open(false)?, own, Some(title)))))
            }
            Intake::Open(bytes) => {
                let base = Base::of_collection(&bytes)?;
                Ok(Bench::Gather(Box::new(Gathering::new(&base, Vec::new(), None))))
            }
            Intake::Folder { source, guesses } => Ok(Bench::Done(Ok(Taken::File(packed(&source, &guesses))))),
        }
    }

    /// The corpus in use, opened; where there is none, and that is `enough`, the vocabulary of the page alone.
    fn open(&mut self, enough: bool) -> Result<&Base, Trouble> {
        match &self.shelf {
            Shelf::Open(_) => {}
            Shelf::Given(bytes) => self.shelf = Shelf::Open(Box::new(Base::open(bytes)?)),
            Shelf::Empty if enough => self.shelf = Shelf::Open(Box::new(Base::without_documents())),
            Shelf::Empty => return Err(Trouble::NoCorpus),
        }
        match &self.shelf {
            Shelf::Open(base) if enough || base.has_documents() => Ok(base),
            _ => Err(Trouble::NoCorpus),
        }
    }
}

/// The folder of a document, as a curator takes it.
fn packed(source: &Source, guesses: &[Guess]) -> File {
    let document = parse(source).0;
    let mut editing = source.editing.clone();
    editing.name.get_or_insert_with(|| document.name.clone());
    let toml = document_toml(&editing, guesses, &document.printed_title);
    let language = source.editing.language.as_deref();
    let entry = Entry::new(&document.name, language, source.text.clone(), toml, &[]);
    let name = format!("{}.zip", entry.folder);
    File { name, media_type: "application/zip".to_owned(), bytes: folder_of(&entry) }
}
