//! Bytes of any file -> a text as the core reads it, or a refusal in plain words.
//!
//! What a file is, is told from its content and never from its name.
//! Every format is read by a library that is kept by others, under the limits of [`limits`]; nothing here opens files,
//! follows an address or asks the time, so the page can do the same to a visitor's own document.

#![deny(clippy::indexing_slicing, clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![cfg_attr(
    test,
    allow(clippy::indexing_slicing, clippy::expect_used, clippy::panic, reason = "a test may fail")
)]

pub mod akoma_ntoso;
mod blocks;
pub mod collection;
mod docx;
mod encoding;
mod format;
pub mod guess;
mod html;
pub mod limits;
mod markdown;
mod pdf;
mod refusal;
mod sniff;
mod xml;
mod zip;

pub use encoding::Encoding;
pub use format::Format;
pub use refusal::{Excess, Refusal};

use passages_core::document::Document;
use passages_core::problem::Problem;
use passages_core::source::{Editing, Source};

/// What was read of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// What the file is.
    pub format: Format,
    /// How its text is written as bytes.
    pub encoding: Encoding,
    /// Its text, as the core's parser wants it: a paragraph a block, `#` before headings, stars around emphasis.
    /// A plain text, and a Markdown text without anything else in it, is as it was received.
    pub text: String,
    /// What its properties call it, which is often not its title.
    pub title: Option<String>,
    /// What the file says of itself and can be trusted: the language of a page, all of Akoma Ntoso that this program
    /// wrote.
    pub editing: Editing,
    /// The document itself, where the file tells it and no guess is needed: Akoma Ntoso that this program wrote.
    pub document: Option<Document>,
    /// What was lost on the way, as warnings.
    pub problems: Vec<Problem>,
}

impl Reading {
    /// As the core wants it.
    pub fn source(&self, path: &str) -> Source {
        Source { path: path.to_owned(), text: self.text.clone(), editing: self.editing.clone() }
    }
}

/// Reads a file; `name` is for messages alone.
///
/// The same bytes give the same reading on every machine, and any bytes give a reading or a refusal.
///
/// # Errors
/// A [`Refusal`] says why the file is not read and what to do about it. A file over [`limits::FILE_BYTES`] is refused
/// before anything of it is looked at.
///
/// ```
/// let read = passages_formats::read("a", b"<!doctype html><title>T</title><p>1. The right to food.").unwrap();
/// assert_eq!(read.text, "1. The right to food.\n");
/// assert_eq!(read.title.as_deref(), Some("T"));
/// assert!(passages_formats::read("b", b"\x89PNG\r\n\x1a\n").is_err());
/// ```
pub fn read(name: &str, bytes: &[u8]) -> Result<Reading, Refusal> {
    let mut opened = Opened::new(name, bytes)?;
    while !opened.step()? {}
    opened.finish()
}

/// A file that is being read, in as many steps as it has pages that take some time.
pub struct Opened {
    name: String,
    kind: Kind,
}

enum Kind {
    /// Read by now.
    Whole(Box<Reading>),
    Pdf(Box<pdf::Pages>),
}

impl Opened {
    /// Opens a file; one without pages is read then. `name` is for messages alone.
    ///
    /// # Errors
    /// As [`read`].
    pub fn new(name: &str, bytes: &[u8]) -> Result<Self, Refusal> {
        if bytes.len() > limits::FILE_BYTES {
            return Err(Refusal::TooMuch(Excess::Bytes(bytes.len())));
        }
        let kind = match sniff::container(bytes)? {
            Some(Format::Pdf) => Kind::Pdf(Box::new(pdf::Pages::open(bytes)?)),
            container => Kind::Whole(Box::new(whole(name, bytes, container)?)),
        };
        Ok(Self { name: name.to_owned(), kind })
    }

    /// The share of it that is read, from 0 to 1.
    pub fn progress(&self) -> f32 {
        match &self.kind {
            Kind::Whole(_) => 1.0,
            Kind::Pdf(pages) => pages.progress(),
        }
    }

    /// Reads on; whether all is read.
    ///
    /// # Errors
    /// As [`read`].
    pub fn step(&mut self) -> Result<bool, Refusal> {
        match &mut self.kind {
            Kind::Whole(_) => Ok(true),
            Kind::Pdf(pages) => pages.step(),
        }
    }

    /// What was read, once all is.
    ///
    /// # Errors
    /// As [`read`].
    pub fn finish(self) -> Result<Reading, Refusal> {
        let mut reading = match self.kind {
            Kind::Whole(reading) => *reading,
            Kind::Pdf(pages) => pages.finish(&self.name)?,
        };
        if !reading.text.chars().any(char::is_alphanumeric) {
            return Err(Refusal::Empty);
        }
        reading.editing.path = self.name;
        Ok(reading)
    }
}

/// Reads a file that has no pages.
fn whole(name: &str, bytes: &[u8], container: Option<Format>) -> Result<Reading, Refusal> {
    Ok(match container {
        Some(_) => docx::read(name, bytes)?,
        None => {
            let (text, encoding, problems) = encoding::decode(name, bytes)?;
            let mut reading = match sniff::text(&text)? {
                Format::AkomaNtoso => akoma_ntoso::read(name, &text)?,
                Format::Html => html::read(name, &text)?,
                Format::Markdown => markdown::read(text)?,
                _ => {
                    blocks::check_paragraphs(&text)?;
                    Reading::of(Format::PlainText, text)
                }
            };
            reading.encoding = encoding;
            reading.problems.splice(0..0, problems);
            reading
        }
    })
}

impl Reading {
    /// A text and nothing else.
    pub(crate) fn of(format: Format, text: String) -> Self {
        Self {
            format,
            encoding: Encoding::Utf8,
            text,
            title: None,
            editing: Editing::default(),
            document: None,
            problems: Vec::new(),
        }
    }
}
