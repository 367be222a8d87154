//! A document as an editor would set it: masthead, parts, sections, paragraphs, footnotes, signature.

use crate::case::lowercase;
use crate::date::{Date, DateRange};
use crate::span::Span;

/// One document.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// Permanent readable name, unique in a corpus: the symbol where one is printed ("A/CONF.191/L.7").
    pub name: String,
    /// What narrow places call it ("Brussels 2001").
    pub short: String,
    /// The same in other languages, by their tags.
    pub short_in: Vec<(String, String)>,
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
    /// Name and function of who signed, or the meeting and the day of adoption; a line each.
    pub signature: Vec<String>,
    /// Footnotes of the masthead and the text.
    pub footnotes: Vec<Footnote>,
    /// How the text came to the corpus, in a sentence.
    pub provenance: Option<String>,
    /// The same in other languages, by their tags.
    pub provenance_in: Vec<(String, String)>,
    /// The text as received, to the byte.
    pub received: String,
    /// What became of each non-blank line of `received`, in order.
    pub lines: Vec<LineRun>,
}

/// The fields printed above the title; `None` means not printed in the source.
#[derive(Clone, Debug, Default, PartialEq)]
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
    /// "Resolution adopted by the General Assembly on 7 December 2023", and on whose report.
    pub adoption: Option<String>,
    /// "Parallel event".
    pub kind: Option<String>,
}

/// A conference, its place and days.
#[derive(Clone, Debug, PartialEq)]
pub struct Meeting {
    /// "Third United Nations Conference on the Least Developed Countries".
    pub name: String,
    /// "Brussels, Belgium".
    pub place: Option<String>,
    /// The days it lasted.
    pub days: Option<DateRange>,
}

/// The document proper, or one of its annexes.
#[derive(Clone, Debug, PartialEq)]
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
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// Index into [`Document::parts`].
    pub part: u16,
    /// The printed number without its full stop.
    pub number: Option<String>,
    /// The heading without its number.
    pub heading: String,
}

/// What a paragraph is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Naming {
    /// By the printed label ("4.", "a)").
    Label,
    /// By the printed label, as an item of a labelled paragraph: "(a)" of "3", "(ii)" of "3" and "(a)".
    Item {
        /// Labels of the paragraphs that it is an item of, from the outermost; at least one.
        of: Vec<String>,
    },
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
#[derive(Clone, Debug, PartialEq)]
pub struct Paragraph {
    /// Part and label in readable form, unique in the document: "4", "4.a", "annex.f", "letter.l1".
    pub key: String,
    /// Index into [`Document::parts`].
    pub part: u16,
    /// Index into [`Document::sections`]; `None` before the first heading of its part.
    pub section: Option<u16>,
    /// How it is named.
    pub naming: Naming,
    /// The printed label without its closing dot, dash or single bracket, digits as in English: "4", "f", "(a)".
    pub label: Option<String>,
    /// The label as printed: "4.", "f)", "٤ -".
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
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    /// The words it stands beside.
    pub span: Span,
    /// The note, by language; English first.
    pub text: Vec<(String, String)>,
}

/// A footnote and the mark that calls it.
#[derive(Clone, Debug, PartialEq)]
pub struct Footnote {
    /// "*".
    pub mark: String,
    /// Its text.
    pub text: String,
    /// The words that carry the mark; empty when none was found.
    pub anchor: String,
}

/// What became of a run of lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineRole {
    /// A field above the title, or under an annex' heading.
    Masthead,
    /// The title or the byline.
    Title,
    /// The heading of a part or a section.
    Heading,
    /// Text of the paragraph with this index.
    Paragraph(u32),
    /// Name and function of who signed, or the meeting and the day of adoption.
    Signature,
    /// A footnote.
    Footnote,
    /// A rule across the page.
    PageRule,
    /// The symbol and the short title that stand above each page.
    RunningHead,
    /// The number of a page.
    PageNumber,
    /// Job number, bar code or day of printing.
    JobNumber,
    /// The mark that ends a document.
    EndMark,
    /// A line of the list of contents.
    Contents,
}

/// Consecutive lines of the text as received that share a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineRun {
    /// One-based.
    pub first: u32,
    /// One-based, included.
    pub last: u32,
    /// What they are.
    pub role: LineRole,
}

/// Paragraphs of a step have about so many bytes: their words are found and tagged in a few milliseconds.
const STEP_BYTES: usize = 8 * 1024;

impl Document {
    /// The heading of a section, by its index; `None` for what comes before the first.
    pub fn heading(&self, section: Option<u16>) -> Option<&str> {
        self.sections.get(usize::from(section?)).map(|section| section.heading.as_str())
    }

    /// What narrow places call it in a language, else as anywhere.
    pub fn short_for(&self, language: &str) -> &str {
        let own = self.short_in.iter().find(|(tag, _)| tag == language);
        own.map_or(&self.short, |(_, short)| short)
    }

    /// How the text came to the corpus, in a language where it is said in it, with the tag of the language it is said in.
    pub fn provenance_for<'a>(&'a self, language: &'a str) -> Option<(&'a str, &'a str)> {
        let own = self.provenance_in.iter().find(|(tag, _)| tag == language);
        let own = own.map(|(tag, words)| (tag.as_str(), words.as_str()));
        own.or(self.provenance.as_deref().map(|words| ("en", words)))
    }

    /// The year that a reader would cite: of distribution, else of the meeting.
    pub fn year(&self) -> Option<u16> {
        self.date().map(|d| d.year)
    }

    /// Day of distribution, else the last day of the meeting.
    pub fn date(&self) -> Option<Date> {
        let days = self.masthead.meeting.as_ref().and_then(|m| m.days);
        self.masthead.date.or(days.map(|d| d.last))
    }

    /// As many paragraphs from this one on as one step of work takes: at least one, unless there is none.
    pub(crate) fn some_paragraphs(&self, from: usize) -> &[Paragraph] {
        let rest = self.paragraphs.get(from..).unwrap_or_default();
        let mut bytes = 0;
        let few = rest.iter().take_while(|paragraph| {
            let is_room = bytes < STEP_BYTES;
            bytes += paragraph.text.len();
            is_room
        });
        rest.get(..few.count()).unwrap_or_default()
    }

    /// The place of the paragraph with this key.
    ///
    /// # Errors
    /// Says that there is none, and which there are.
    pub(crate) fn place(&self, key: &str) -> Result<usize, (String, String)> {
        self.paragraphs.iter().position(|p| p.key == key).ok_or_else(|| {
            let known: Vec<&str> = self.paragraphs.iter().map(|p| p.key.as_str()).collect();
            (format!("there is no paragraph `{key}`"), format!("the paragraphs are {}", known.join(", ")))
        })
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

    /// The same as it is taken along, where nothing else names the document: without a symbol its whole title is said,
    /// "Letter dated 13 April 2006 from the Chargé d'affaires ..., annex, para. (f)".
    pub fn whole_citation(&self, paragraph: &Paragraph) -> String {
        let name = self.masthead.symbol.as_ref().unwrap_or(&self.title);
        format!("{name}, {}", self.place_of(paragraph))
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
            (Naming::Item { of, .. }, label) => {
                let labels = of.iter().chain(label).map(|label| bracketed(label)).collect::<Vec<_>>();
                format!("para. {}", labels.join(" "))
            }
        };
        let section = self.counting_section(paragraph, slug).map(|number| match number.split_once(' ') {
            // "Rule 40" says itself what it is.
            Some(_) => lowercase(number),
            None => format!("section {number}"),
        });
        let part = Some(slug.replace('-', " ")).filter(|part| !part.is_empty());
        part.into_iter().chain(section).chain([within]).collect::<Vec<_>>().join(", ")
    }

    /// The number of the section that belongs to the address of a paragraph, since paragraphs are counted anew in it.
    fn counting_section(&self, paragraph: &Paragraph, slug: &str) -> Option<&str> {
        let sections = self.sections.get(..=usize::from(paragraph.section?))?;
        let section =
            sections.iter().rev().find(|s| s.part == paragraph.part && section_slug(s).is_some())?;
        let local = paragraph.key.strip_prefix(slug)?.trim_start_matches('.');
        local.strip_prefix(&section_slug(section)?)?.starts_with('.').then_some(section.number.as_deref()?)
    }

    /// Whether any paragraph of the part carries a printed label.
    pub fn has_labels(&self, part: u16) -> bool {
        self.paragraphs.iter().any(|p| p.part == part && p.label.is_some())
    }
}

/// The number of a section as keys have it, where it tells a section from a paragraph: "xiv" of "XIV", "rule-40".
/// `None` where the section has no number, or one of digits.
pub fn section_slug(section: &Section) -> Option<String> {
    let number = section.number.as_deref().filter(|number| number.contains(|c: char| !c.is_ascii_digit()))?;
    Some(lowercase(number).replace(char::is_whitespace, "-"))
}

/// Letters are cited in brackets, numbers bare.
fn bracketed(label: &str) -> String {
    if label.chars().all(char::is_alphabetic) { format!("({label})") } else { label.to_owned() }
}

/// "first" to "twelfth", then "13th", "21st".
fn ordinal(nth: u16) -> String {
    const WORDS: [&str; 12] = [
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
        "eleventh", "twelfth",
    ];
    let word = usize::from(nth).checked_sub(1).and_then(|i| WORDS.get(i));
    let ending = match (nth % 100, nth % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    word.map_or_else(|| format!("{nth}{ending}"), |w| (*w).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinals_are_words_then_numbers_with_the_ending_of_their_last_word() {
        let said: Vec<String> =
            [1, 12, 13, 20, 21, 22, 23, 24, 41, 100, 101, 111, 112, 113, 122].map(ordinal).into();
        let expected = "first twelfth 13th 20th 21st 22nd 23rd 24th 41st 100th 101st 111th 112th 113th 122nd";
        assert_eq!(said.join(" "), expected);
    }
}
