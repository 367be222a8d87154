//! PDF: the letters of each page and where they stand (ISO 32000-1, section 9) -> lines in reading order.
//!
//! Lines are set apart as on the page: a blank line where there is more than the usual distance, a form feed between
//! pages. Running heads, page numbers and footnotes stay; the core's parser knows them.

mod budget;
mod content;
mod direction;
mod encodings;
mod font;
mod forms;
mod inflate;
mod layout;
mod weight;

use crate::Reading;
use crate::format::Format;
use crate::limits::PAGES;
use crate::refusal::{Excess, Refusal};
use budget::Budget;
use content::Letters;
use direction::{Drawn, Evidence};
use hayro_syntax::{LoadPdfError, Pdf};
use passages_core::problem::{Problem, ProblemKind};
use std::ops::Range;
use std::sync::Arc;

/// What the file is called in a refusal.
const KIND: &str = "PDF";
/// A page with fewer letters than this has no text to speak of.
const FEW: usize = 8;
/// Out of this many letters, one may be nameless.
const NAMELESS: usize = 10;

/// Pages of a step: each takes some milliseconds.
const STEP_PAGES: usize = 3;

/// A file that is being read.
pub(crate) struct Pages {
    pdf: Pdf,
    letters: Letters,
    text: String,
    /// Pages that have been read.
    read: usize,
    /// Numbers of those that are pictures.
    pictures: Vec<usize>,
    /// How many a machine has read before us.
    recognized: usize,
    /// What all of them tell about the order in which letters are drawn.
    evidence: Evidence,
    /// Pages that tell nothing about it: where they stand in the text, and what they are if their letters are drawn in the
    /// order of reading.
    unclear: Vec<(Range<usize>, String)>,
}

impl Pages {
    /// Opens a file.
    ///
    /// # Errors
    /// [`Refusal::Locked`], [`Refusal::Broken`], [`Excess::Expanded`] and [`Excess::Pages`].
    pub(crate) fn open(bytes: &[u8]) -> Result<Self, Refusal> {
        weight::check(bytes, &mut Budget::default())?;
        let pdf = Pdf::new(Arc::new(bytes.to_vec())).map_err(|fault| match fault {
            LoadPdfError::Decryption(_) => Refusal::Locked,
            LoadPdfError::Invalid => Refusal::Broken(KIND),
        })?;
        if pdf.pages().len() > PAGES {
            return Err(Refusal::TooMuch(Excess::Pages));
        }
        Ok(Self {
            pdf,
            letters: Letters::new(),
            text: String::new(),
            read: 0,
            pictures: Vec::new(),
            recognized: 0,
            evidence: Evidence::default(),
            unclear: Vec::new(),
        })
    }

    /// The share of the pages that have been read, from 0 to 1.
    pub(crate) fn progress(&self) -> f32 {
        self.read as f32 / self.pdf.pages().len().max(1) as f32
    }

    /// Reads some pages more; whether all have been read.
    ///
    /// # Errors
    /// [`Excess::Expanded`] and [`Excess::Drawing`].
    pub(crate) fn step(&mut self) -> Result<bool, Refusal> {
        let pages = self.pdf.pages();
        for page in pages.iter().skip(self.read).take(STEP_PAGES) {
            self.read += 1;
            let drawn = self.letters.page(page)?;
            if drawn.pictures > 0 && drawn.letters < FEW {
                self.pictures.push(self.read);
            }
            self.recognized += usize::from(drawn.pictures > 0 && drawn.hidden > drawn.letters / 2);
            if self.read > 1 {
                self.text.push('\u{c}');
            }
            let evidence = Evidence::of(drawn.pieces.iter().map(|piece| piece.text.as_str()));
            let start = self.text.len();
            self.text.push_str(&layout::text(&drawn.pieces, evidence.drawn()));
            if !evidence.is_clear() {
                let as_read = layout::text(&drawn.pieces, Drawn::AsRead);
                self.unclear.push((start..self.text.len(), as_read));
            }
            self.evidence = self.evidence.and(evidence);
        }
        Ok(self.read >= pages.len())
    }

    /// What was read, once all pages have been; `name` is for messages.
    ///
    /// # Errors
    /// [`Refusal::Scanned`] where the pages are pictures, [`Refusal::Unnamed`], [`Refusal::Empty`] and
    /// [`Refusal::Broken`].
    pub(crate) fn finish(self, name: &str) -> Result<Reading, Refusal> {
        let Self { pdf, letters, mut text, read, pictures, recognized, evidence, unclear } = self;
        if read == 0 {
            return Err(Refusal::Broken(KIND));
        }
        if letters.nameless * NAMELESS > letters.named + letters.nameless {
            return Err(Refusal::Unnamed);
        }
        if letters.named < FEW {
            return Err(if pictures.is_empty() {
                Refusal::Empty
            } else {
                Refusal::Scanned { pages: pictures.len() }
            });
        }
        // A page that tells nothing is drawn as the others are.
        if evidence.drawn() == Drawn::AsRead && !unclear.is_empty() {
            let (mut told, mut at) = (String::with_capacity(text.len()), 0);
            for (place, as_read) in unclear {
                told.push_str(text.get(at..place.start).unwrap_or_default());
                told.push_str(&as_read);
                at = place.end;
            }
            told.push_str(text.get(at..).unwrap_or_default());
            text = told;
        }
        let mut reading = Reading::of(Format::Pdf, text);
        let mut warn = |kind: ProblemKind, value: &str, message: String, hint: &str| {
            reading.problems.push(Problem::warning(name, None, message, hint).of(kind, &[value]));
        };
        if !pictures.is_empty() {
            let numbers: Vec<String> = pictures.iter().take(12).map(ToString::to_string).collect();
            let more = if pictures.len() > numbers.len() { ", …" } else { "" };
            let numbers = numbers.join(", ") + more;
            let message = format!("{} pages are pictures without text: {numbers}", pictures.len());
            let hint = "have their text recognized (OCR), or type it where it belongs";
            warn(ProblemKind::PicturePages, &numbers, message, hint);
        }
        if recognized > 0 {
            let message = format!("the text of {recognized} pages was recognized by a machine");
            let hint = "proofread it beside the pages: such texts have wrong letters";
            warn(ProblemKind::RecognizedPages, &recognized.to_string(), message, hint);
        }
        if letters.nameless > 0 {
            let message = format!(
                "{} letters are drawn without saying which they are, shown as U+FFFD",
                letters.nameless
            );
            let count = letters.nameless.to_string();
            warn(ProblemKind::NamelessLetters, &count, message, "compare the text with the pages");
        }
        let title = pdf.metadata().title.as_ref().map(|title| metadata(title));
        reading.title = title.filter(|title| !title.trim().is_empty());
        Ok(reading)
    }
}

/// A text of the document's information: UTF-16 or UTF-8 with a mark, else like Windows-1252 for our purposes.
fn metadata(bytes: &[u8]) -> String {
    crate::encoding::decode("", bytes).map_or(String::new(), |(text, _, _)| text)
}
