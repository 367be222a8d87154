//! A document as an editor would set it: masthead, parts, sections, paragraphs, footnotes, signature.

use crate::date::{Date, DateRange};
use crate::span::Span;
use serde::{Deserialize, Serialize};

/// One document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// Permanent readable name, unique in a corpus: the symbol where one is printed ("A/CONF.191/L.7").
    pub name: String,
    /// What narrow places call it ("Brussels 2001").
    pub short: String,
    /// BCP 47 tag of the text.
    pub language: String,
    /// The title as a reader should see it.
    pub title: String,
    /// The title as printed, line breaks resolved.
    pub printed_title: String,
    /// Who wrote or prepared it, as printed.
    pub byline: Option<String>,
    /// What stands above the title.
    pub masthead: Masthead,
    /// At least one; the first is the document itself, annexes follow.
    pub parts: Vec<Part>,
    /// All sections of all parts, in reading order.
    pub sections: Vec<Section>,
    /// All paragraphs of all parts, in reading order.
    pub paragraphs: Vec<Paragraph>,
    /// Name and function of who signed, a line each.
    pub signature: Vec<String>,
    /// Footnotes of the masthead and the text.
    pub footnotes: Vec<Footnote>,
    /// How the text came to the corpus, in a sentence.
    pub provenance: Option<String>,
    /// The text as received, to the byte.
    pub received: String,
    /// What became of each non-blank line of `received`, in order.
    pub lines: Vec<LineRun>,
}

/// The fields printed above the title; `None` means not printed in the source.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Masthead {
    /// "General Assembly".
    pub organ: Option<String>,
    /// "LIMITED", "General".
    pub distribution: Option<String>,
    /// "A/CONF.191/L.7".
    pub symbol: Option<String>,
    /// Day of distribution.
    pub date: Option<Date>,
    /// "English", the language of the original.
    pub original: Option<String>,
    /// "Sixty-first session".
    pub session: Option<String>,
    /// "Item 54 (b) of the preliminary list".
    pub agenda_item: Option<String>,
    /// "Globalization and interdependence: ...".
    pub agenda_title: Option<String>,
    /// The conference the document belongs to.
    pub meeting: Option<Meeting>,
    /// "Parallel event".
    pub kind: Option<String>,
}

/// A conference, its place and days.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Meeting {
    /// "Third United Nations Conference on the Least Developed Countries".
    pub name: String,
    /// "Brussels, Belgium".
    pub place: Option<String>,
    /// The days it lasted.
    pub days: Option<DateRange>,
}

/// The document proper, or one of its annexes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Part {
    /// "" for a document without annexes, else "letter", "annex", "annex-2".
    pub slug: String,
    /// Its heading as printed, line breaks resolved.
    pub heading: Option<String>,
    /// Its own title, under the heading.
    pub title: Option<String>,
    /// The meeting it reports on.
    pub meeting: Option<Meeting>,
}

/// A headed run of paragraphs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Section {
    /// Index into [`Document::parts`].
    pub part: u16,
    /// The printed number without its full stop.
    pub number: Option<String>,
    /// The heading without its number.
    pub heading: String,
}

/// What a paragraph is called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Naming {
    /// By the printed label ("4.", "a)").
    Label,
    /// Stands after the labelled paragraph and belongs to it; `nth` counts from 2.
    Subparagraph {
        /// Label of the paragraph it belongs to.
        of: String,
        /// 2 for the second subparagraph.
        nth: u16,
    },
    /// Carries no label; `nth` counts from 1 among those of its part.
    Unlabelled {
        /// One-based.
        nth: u16,
    },
}

/// A paragraph: the unit that is read, found, linked and cited.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Paragraph {
    /// Part and label in readable form, unique in the document: "4", "annex.f", "letter.l1".
    pub key: String,
    /// Index into [`Document::parts`].
    pub part: u16,
    /// Index into [`Document::sections`]; `None` before the first heading of its part.
    pub section: Option<u16>,
    /// How it is named.
    pub naming: Naming,
    /// The printed label without its closing dot or single bracket: "4", "f", "(a)".
    pub label: Option<String>,
    /// The label as printed: "4.", "f)".
    pub printed_label: Option<String>,
    /// The clean text.
    pub text: String,
    /// Genuine emphasis.
    pub emphasis: Vec<Span>,
    /// Words in another language, with its BCP 47 tag.
    pub foreign: Vec<(Span, String)>,
    /// What the editor says beside the text.
    pub notes: Vec<Note>,
    /// One-based first and last line in the text as received.
    pub lines: (u32, u32),
}

/// An editor's note.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Note {
    /// The words it stands beside.
    pub span: Span,
    /// The note, by language; English first.
    pub text: Vec<(String, String)>,
}

/// A footnote and the mark that calls it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Footnote {
    /// "*".
    pub mark: String,
    /// Its text.
    pub text: String,
    /// The words that carry the mark; empty when none was found.
    pub anchor: String,
}

/// What became of a run of lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LineRole {
    /// A field above the title, or under an annex' heading.
    Masthead,
    /// The title or the byline.
    Title,
    /// The heading of a part or a section.
    Heading,
    /// Text of the paragraph with this index.
    Paragraph(u32),
    /// Name and function of who signed.
    Signature,
    /// A footnote.
    Footnote,
    /// A rule across the page.
    PageRule,
    /// The mark that ends a document.
    EndMark,
}

/// Consecutive lines of the text as received that share a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineRun {
    /// One-based.
    pub first: u32,
    /// One-based, included.
    pub last: u32,
    /// What they are.
    pub role: LineRole,
}

impl Document {
    /// The year that a reader would cite: of distribution, else of the meeting.
    pub fn year(&self) -> Option<u16> {
        self.date().map(|d| d.year)
    }

    /// Day of distribution, else the last day of the meeting.
    pub fn date(&self) -> Option<Date> {
        let days = self.masthead.meeting.as_ref().and_then(|m| m.days);
        self.masthead.date.or(days.map(|d| d.last))
    }

    /// How a citation begins: the symbol, else the title up to its date.
    pub fn designation(&self) -> String {
        if let Some(symbol) = &self.masthead.symbol {
            return symbol.clone();
        }
        match self.title.split_once(" from ") {
            Some((dated, _)) if dated.starts_with("Letter dated") => dated.to_owned(),
            _ => self.title.clone(),
        }
    }

    /// "A/CONF.191/L.7, para. 4".
    pub fn citation(&self, paragraph: &Paragraph) -> String {
        format!("{}, {}", self.designation(), self.place_of(paragraph))
    }

    /// The place inside the document as a citation names it: "para. 4", "annex, para. (f)", "letter, first paragraph".
    pub fn place_of(&self, paragraph: &Paragraph) -> String {
        let slug = self.parts.get(usize::from(paragraph.part)).map_or("", |p| p.slug.as_str());
        let within = match (&paragraph.naming, &paragraph.label) {
            (Naming::Subparagraph { of, nth }, _) => {
                format!("para. {}, {} subparagraph", bracketed(of), ordinal(*nth))
            }
            (Naming::Unlabelled { nth }, _) if self.has_labels(paragraph.part) => {
                format!("{} introductory paragraph", ordinal(*nth))
            }
            (Naming::Unlabelled { nth }, _) => format!("{} paragraph", ordinal(*nth)),
            (Naming::Label, label) => format!("para. {}", bracketed(label.as_deref().unwrap_or_default())),
        };
        if slug.is_empty() { within } else { format!("{}, {within}", slug.replace('-', " ")) }
    }

    /// Whether any paragraph of the part carries a printed label.
    pub fn has_labels(&self, part: u16) -> bool {
        self.paragraphs.iter().any(|p| p.part == part && p.label.is_some())
    }
}

/// Letters are cited in brackets, numbers bare.
fn bracketed(label: &str) -> String {
    if label.chars().all(char::is_alphabetic) { format!("({label})") } else { label.to_owned() }
}

/// "first" to "twelfth", then "13th".
fn ordinal(nth: u16) -> String {
    const WORDS: [&str; 12] = [
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
        "eleventh", "twelfth",
    ];
    let word = usize::from(nth).checked_sub(1).and_then(|i| WORDS.get(i));
    word.map_or_else(|| format!("{nth}th"), |w| (*w).to_owned())
}
