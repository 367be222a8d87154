//! The documents on their way to be compiled: those that were compiled before, and those still to be read.

use crate::annotate::Annotation;
use crate::document::Document;
use crate::parse::{Parsing, STEP_BYTES};
use crate::problem::Problem;
use crate::source::{Editing, Source};
use std::borrow::Cow;

/// Documents, and what comes with each until it is tagged.
#[derive(Default)]
pub(super) struct Shelf<'a> {
    waiting: Vec<Cow<'a, Source>>,
    read: usize,
    /// The one that is being read.
    open: Option<Parsing<'a>>,
    books: Vec<(Document, Book)>,
    /// One a document, once all are in order.
    ordered: Vec<Book>,
    /// What was given those that were added, in the order in which they were.
    pub(super) names: Vec<String>,
}

/// What comes with a document.
enum Book {
    /// One that was compiled before.
    Known(Vec<Annotation>),
    /// One that was read, with what is said of it.
    Read(Box<Editing>),
}

impl<'a> Shelf<'a> {
    /// A document that was compiled before.
    pub(super) fn known(&mut self, document: Document, annotations: Vec<Annotation>) {
        self.books.push((document, Book::Known(annotations)));
    }

    /// A document that is still to be read.
    pub(super) fn add(&mut self, source: Cow<'a, Source>) {
        self.waiting.push(source);
    }

    /// The share of the documents that have been read.
    pub(super) fn progress(&self) -> f32 {
        let open = self.open.as_ref().map_or(0.0, Parsing::progress);
        (self.read as f32 + open) / self.waiting.len().max(1) as f32
    }

    /// Reads on in the next document; whether all have been read.
    pub(super) fn read_on(&mut self, problems: &mut Vec<Problem>) -> bool {
        let mut parsing = match self.open.take() {
            Some(open) => open,
            None => match self.waiting.get_mut(self.read).map(std::mem::take) {
                Some(source) => Parsing::new(source),
                None => return true,
            },
        };
        if !parsing.step(STEP_BYTES) {
            self.open = Some(parsing);
            return false;
        }
        self.read += 1;
        let (mut document, found, source) = parsing.finish();
        problems.extend(found);
        let free = self.free(&document.name);
        if free != document.name {
            let message =
                format!("another document is called `{}` too, so it is `{free}` here", document.name);
            let hint = "give one of them another `name` in its document.toml";
            problems.push(Problem::error(&source.path, None, message, hint));
            if document.short == document.name {
                document.short.clone_from(&free);
            }
            document.name.clone_from(&free);
        }
        self.names.push(free);
        let editing = match source {
            Cow::Owned(source) => source.editing,
            Cow::Borrowed(source) => source.editing.clone(),
        };
        self.books.push((document, Book::Read(Box::new(editing))));
        self.read >= self.waiting.len()
    }

    /// The name, with a number behind it where a document has it already.
    fn free(&self, name: &str) -> String {
        let is_free = |name: &str| self.books.iter().all(|(document, _)| document.name != name);
        let numbered = (2_u32..).map(|nth| format!("{name}-{nth}"));
        let mut names = std::iter::once(name.to_owned()).chain(numbered);
        names.find(|name| is_free(name)).unwrap_or_default()
    }

    /// Puts all by date, then by name, and hands the documents over.
    pub(super) fn in_order(&mut self) -> Vec<Document> {
        let mut books = std::mem::take(&mut self.books);
        books.sort_by(|(a, _), (b, _)| (a.date(), &a.name).cmp(&(b.date(), &b.name)));
        let documents;
        (documents, self.ordered) = books.into_iter().unzip();
        documents
    }

    /// Whether a document was compiled before.
    pub(super) fn is_known(&self, at: usize) -> bool {
        matches!(self.ordered.get(at), Some(Book::Known(_)))
    }

    /// The annotations of a document that was compiled before; else what is said of it.
    pub(super) fn take(&mut self, at: usize) -> Result<Vec<Annotation>, Box<Editing>> {
        match self.ordered.get_mut(at) {
            Some(Book::Known(annotations)) => Ok(std::mem::take(annotations)),
            Some(Book::Read(editing)) => Err(std::mem::take(editing)),
            None => Err(Box::default()),
        }
    }
}
