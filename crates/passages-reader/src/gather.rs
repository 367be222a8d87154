//! The corpus in use with a visitor's documents in it, to be shown or to be saved.

use crate::Bench;
use crate::base::Base;
use passages_core::archive;
use passages_core::corpus::Compiled;
use passages_core::evaluate::Accuracy;
use passages_core::intake::{Gathered, Taken, Trouble};
use passages_core::job::File;
use passages_core::problem::Problem;
use passages_core::source::Source;
use passages_core::{Compiling, parse::parse};
use passages_formats::collection::{Collection, ENDING, Entry, MEDIA_TYPE};
use passages_formats::guess::{document_toml, folder};

/// A corpus on its way.
pub(crate) struct Gathering {
    compiling: Compiling<'static>,
    /// How many of the documents that are read belong to the base.
    before: usize,
    title: String,
    problems: Vec<Problem>,
    /// What is to be saved: the base, and the documents that are put upon it.
    saving: Option<(Collection, Vec<Source>)>,
}

impl Gathering {
    /// Begins to put `own` upon the base; with a title it is saved under that.
    pub(crate) fn new(base: &Base, own: Vec<Source>, title: Option<String>) -> Self {
        let mut compiling = Compiling::new(base.vocabulary.clone());
        let mut problems = base.problems().to_vec();
        let mut before = 0;
        match base.compiled() {
            Some(compiled) => {
                let mut compiled = compiled.clone();
                if title.is_some() {
                    // A collection is what its texts make, and the judgements do not travel with it.
                    compiled.accuracy = Accuracy::default();
                }
                compiling = compiling.with_base(compiled);
            }
            None => {
                for entry in &base.collection.entries {
                    let (source, found) = entry.source();
                    problems.extend(found);
                    compiling.add(source);
                    before += 1;
                }
            }
        }
        let saving = title.as_ref().map(|title| {
            let collection = Collection { title: title.clone(), compiled: None, ..base.collection.clone() };
            (collection, own.clone())
        });
        own.into_iter().for_each(|source| compiling.add(source));
        let title = title.unwrap_or_else(|| base.collection.title.clone());
        Self { compiling, before, title, problems, saving }
    }

    /// How much of it is done, about.
    pub(crate) fn progress(&self) -> f32 {
        self.compiling.progress()
    }

    pub(crate) fn step(mut self: Box<Self>) -> Bench {
        if !self.compiling.step() {
            return Bench::Gather(self);
        }
        let Self { compiling, before, title, mut problems, saving } = *self;
        let own = compiling.names().get(before..).unwrap_or(&[]).to_vec();
        let (compiled, found) = compiling.finish();
        problems.extend(found);
        Bench::Done(match saving {
            Some((collection, sources)) => saved(collection, sources, &own, compiled).map(Taken::File),
            None => match archive::encode(&compiled) {
                Ok(archive) => Ok(Taken::Corpus(Gathered { archive, own, title, problems })),
                Err(_) => Err(Trouble::TooLarge),
            },
        })
    }
}

/// The file of a collection with these documents upon its own, by the names that they have been given.
fn saved(
    mut collection: Collection,
    sources: Vec<Source>,
    names: &[String],
    compiled: Compiled,
) -> Result<File, Trouble> {
    for (mut source, name) in sources.into_iter().zip(names) {
        source.editing.name = Some(name.clone());
        let printed = parse(&source).0.printed_title;
        let toml = document_toml(&source.editing, &[], &printed);
        let language = source.editing.language.as_deref();
        let entry = Entry::new(name, language, source.text, toml, &collection.entries);
        collection.entries.push(entry);
    }
    collection.compiled = Some(compiled);
    let called = Some(folder(&collection.title)).filter(|name| !name.is_empty());
    let name = called.unwrap_or_else(|| "collection".to_owned()) + ENDING;
    Ok(File { name, media_type: MEDIA_TYPE.to_owned(), bytes: collection.write()? })
}
