//! One document, from a file or from its text, with everything that can be said of it before it is among others.

use crate::Bench;
use crate::base::Base;
use passages_core::annotate::Tagging;
use passages_core::document::Document;
use passages_core::intake::{Draft, Guess, Taken, Trouble};
use passages_core::parse::{Parsing, STEP_BYTES, said};
use passages_core::problem::Problem;
use passages_core::source::Source;
use passages_formats::{Opened, Reading, Refusal, guess};
use std::borrow::Cow;

/// A document on its way.
pub(crate) struct Drafting {
    stage: Stage,
    told: Told,
}

/// What has been found out about it so far.
#[derive(Default)]
struct Told {
    format: String,
    guesses: Vec<Guess>,
    problems: Vec<Problem>,
}

enum Stage {
    File {
        name: String,
        bytes: Vec<u8>,
    },
    Opened {
        name: String,
        opened: Opened,
    },
    /// With the file that the text is from, of which more can be guessed once it is parsed.
    Text {
        file: Option<(String, Box<Reading>)>,
        parsing: Box<Parsing<'static>>,
    },
    Parsed {
        source: Box<Source>,
        document: Box<Document>,
        tagging: Tagging,
    },
}

impl Drafting {
    /// From a file of this name.
    pub(crate) fn of_file(name: String, bytes: Vec<u8>) -> Self {
        Self::at(Stage::File { name, bytes })
    }

    /// From a text, of which somebody has said what there is to say.
    pub(crate) fn of_text(source: Source) -> Self {
        Self::at(Stage::text(None, source))
    }

    fn at(stage: Stage) -> Self {
        Self { stage, told: Told::default() }
    }

    /// How much of it is done, about.
    pub(crate) fn progress(&self) -> f32 {
        match &self.stage {
            Stage::File { .. } => 0.0,
            Stage::Opened { opened, .. } => 0.1 + 0.3 * opened.progress(),
            Stage::Text { parsing, .. } => 0.4 + 0.3 * parsing.progress(),
            Stage::Parsed { document, tagging, .. } => 0.7 + 0.3 * tagging.progress(document),
        }
    }

    pub(crate) fn step(self, base: &Base) -> Bench {
        let Self { stage, mut told } = self;
        let stage = match stage {
            Stage::File { name, bytes } => match Opened::new(&name, &bytes) {
                Ok(opened) => Stage::Opened { name, opened },
                Err(refusal) => return Bench::Done(Err(refused(&refusal))),
            },
            Stage::Opened { name, mut opened } => match opened.step() {
                Ok(false) => Stage::Opened { name, opened },
                done => match done.and_then(|_| opened.finish()) {
                    Ok(reading) => {
                        let source = reading.source(&name);
                        Stage::text(Some((name, Box::new(reading))), source)
                    }
                    Err(refusal) => return Bench::Done(Err(refused(&refusal))),
                },
            },
            Stage::Text { file, mut parsing } => {
                if parsing.step(STEP_BYTES) {
                    let (document, found, source) = parsing.finish();
                    told.parsed(file, document, found, source.into_owned())
                } else {
                    Stage::Text { file, parsing }
                }
            }
            Stage::Parsed { source, document, mut tagging } => {
                if tagging.step(&document, &base.matcher) {
                    let (annotations, found) = tagging.finish(&document, &source.editing, &base.vocabulary);
                    let Told { format, guesses, mut problems } = told;
                    problems.extend(found);
                    problems.sort_by_key(|problem| problem.place.line);
                    let (source, document) = (*source, *document);
                    let draft = Draft { source, format, guesses, problems, document, annotations };
                    return Bench::Done(Ok(Taken::Draft(Box::new(draft))));
                }
                Stage::Parsed { source, document, tagging }
            }
        };
        Bench::Draft(Box::new(Self { stage, told }))
    }
}

impl Told {
    /// Of a file, what it does not say is guessed from what was read.
    fn parsed(
        &mut self,
        file: Option<(String, Box<Reading>)>,
        mut document: Document,
        found: Vec<Problem>,
        mut source: Source,
    ) -> Stage {
        if let Some((name, reading)) = file {
            let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
            (source.editing, self.guesses) = guess::editing(&document, &reading, None, &name, stem);
            self.format = reading.format.name().to_owned();
            self.problems = reading.problems;
            // What is guessed changes what it is called; what is wrong with its notes has been found.
            document = said(document, &source).0;
        }
        self.problems.extend(found);
        let (source, document) = (Box::new(source), Box::new(document));
        Stage::Parsed { source, document, tagging: Tagging::default() }
    }
}

impl Stage {
    fn text(file: Option<(String, Box<Reading>)>, source: Source) -> Self {
        Self::Text { file, parsing: Box::new(Parsing::new(Cow::Owned(source))) }
    }
}

fn refused(refusal: &Refusal) -> Trouble {
    Trouble::Refused {
        code: refusal.code().to_owned(),
        cause: refusal.to_string(),
        remedy: refusal.remedy().to_owned(),
    }
}
