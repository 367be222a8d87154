//! Where jobs are done: one at a time, in steps, so that whoever drives it can tell how far it is, and stop.

use super::code::code;
use super::{Answer, Export, Fault, File, Job};
use crate::archive;
use crate::compare::{Sides, contrast};
use crate::corpus::Corpus;
use crate::export::{self, Format};
use crate::graph::{Adjacency, Layout, Request, central};
use crate::quote::quote;
use crate::select::select;
use crate::state::{View, ViewState};

/// A workshop with what it has at hand, and the job that it is at.
#[derive(Default)]
pub struct Workshop {
    shelf: Shelf,
    bench: Bench,
}

/// The corpus, as far as it is at hand. It is opened when a job first needs it.
#[derive(Default)]
enum Shelf {
    #[default]
    Empty,
    Archive(Vec<u8>),
    Open(Box<Corpus>),
}

/// The job.
enum Bench {
    Layout(Box<Layout>),
    /// A graph whose foremost nodes are wanted, in one step.
    Graph(Request, usize),
    /// One that needs the corpus, and takes one step once that is open.
    Reading(Job),
    Done(Result<Answer, Fault>),
}

impl Default for Bench {
    /// Nothing was asked.
    fn default() -> Self {
        Self::Done(Err(Fault::Unread))
    }
}

impl Workshop {
    /// Hands over the corpus, as the bytes of its archive.
    pub fn supply(&mut self, archive: Vec<u8>) {
        self.shelf = Shelf::Archive(archive);
    }

    /// Takes a job in, as [`Job::encode`] wrote it; what was done before is put away.
    pub fn begin(&mut self, job: &[u8]) {
        self.bench = match Job::decode(job) {
            Ok(Job::Arrange(request)) => Bench::Layout(Box::new(Layout::new(&request))),
            Ok(Job::Central(request, most)) => Bench::Graph(request, most),
            Ok(Job::Code(text)) => Bench::Done(code(&text).map(Answer::Code)),
            Ok(job) => Bench::Reading(job),
            Err(fault) => Bench::Done(Err(fault)),
        };
    }

    /// Goes on by one step; whether all is done.
    ///
    /// Opening the corpus is one step, and takes the longest: about 1 ms for 40 passages.
    pub fn step(&mut self) -> bool {
        let answer = match &mut self.bench {
            Bench::Layout(layout) => layout.step().then(|| Ok(Answer::Places(layout.points()))),
            Bench::Graph(request, most) => {
                let graph = Adjacency::new(request.nodes, &request.edges);
                Some(Ok(Answer::Central(central(&graph, *most))))
            }
            Bench::Reading(job) => match &self.shelf {
                Shelf::Empty => Some(Err(Fault::NoCorpus)),
                Shelf::Archive(bytes) => match archive::decode(bytes) {
                    Ok(compiled) => {
                        self.shelf = Shelf::Open(Box::new(Corpus::new(compiled)));
                        None
                    }
                    Err(_) => Some(Err(Fault::Damaged)),
                },
                Shelf::Open(corpus) => Some(of_corpus(corpus, job)),
            },
            Bench::Done(_) => return true,
        };
        let is_done = answer.is_some();
        if let Some(answer) = answer {
            self.bench = Bench::Done(answer);
        }
        is_done
    }

    /// How much of the job is done, about: from 0 to 1.
    pub fn progress(&self) -> f32 {
        match &self.bench {
            Bench::Layout(layout) => layout.progress(),
            Bench::Graph(..) => 0.0,
            Bench::Reading(_) => {
                if matches!(self.shelf, Shelf::Open(_)) {
                    0.5
                } else {
                    0.0
                }
            }
            Bench::Done(_) => 1.0,
        }
    }

    /// Hands over what was worked out, as [`Answer::encode`] writes it; the bench is empty then. Before all is done it
    /// is a fault.
    pub fn answer(&mut self) -> Vec<u8> {
        match std::mem::take(&mut self.bench) {
            Bench::Done(answer) => Answer::encode(&answer),
            Bench::Layout(_) | Bench::Graph(..) | Bench::Reading(_) => Answer::encode(&Err(Fault::Stopped)),
        }
    }
}

/// What is worked out of the corpus in one go.
fn of_corpus(corpus: &Corpus, job: &Job) -> Result<Answer, Fault> {
    match job {
        Job::Export(wanted) => file(corpus, wanted).map(Answer::File),
        Job::Contrast(documents) => {
            let sides = Sides::by_date(corpus, documents);
            Ok(Answer::Contrast(Box::new(contrast(corpus, &sides))))
        }
        Job::Quote(text) => Ok(Answer::Quote(quote(corpus, text))),
        Job::Arrange(_) | Job::Central(..) | Job::Code(_) => Err(Fault::Unread),
    }
}

/// A file of what an address shows.
fn file(corpus: &Corpus, wanted: &Export) -> Result<File, Fault> {
    let format = Format::from_id(&wanted.format).ok_or(Fault::UnknownFormat)?;
    let state = ViewState::parse(&wanted.address).0;
    let selection = select(corpus, &state);
    let address = format!("{}#{}", wanted.base, wanted.address);
    let source = export::Source {
        corpus,
        selection: &selection,
        picked: if state.view == View::Collection { &selection.picked } else { &[] },
        title: &wanted.title,
        address: &address,
        version: env!("CARGO_PKG_VERSION"),
        language: &wanted.language,
        caution: &wanted.caution,
    };
    Ok(File {
        name: export::file_name(format, &source),
        media_type: format.media_type().to_owned(),
        bytes: export::write(format, &source).into_bytes(),
    })
}
