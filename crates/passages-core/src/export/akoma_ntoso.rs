//! A document in Akoma Ntoso 3.0, the standard of parliaments and of the United Nations for legal documents.
//!
//! M. Palmirani, R. Sperberg, G. Vergottini and F. Vitali (eds.), "Akoma Ntoso Version 1.0. Part 2: Specifications",
//! OASIS Standard (2018).
//! A paragraph's `wId` is its permanent key; its `eId` is unique in the file.

mod frbr;
mod inline;

use super::inert::{Given, upright};
use super::source::Source;
use super::xml::Xml;
use crate::date::Date;
use crate::document::{Document, Meeting, Paragraph, Part};
use inline::Notes;

/// The document of a source; without one, a document that says nothing.
pub(super) fn write(source: &Source) -> String {
    let mut writer = Writer { xml: Xml::new(), ids: Given::default(), notes: Notes::default() };
    writer.xml.line("akomaNtoso xmlns=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\"", &[]);
    if let Some(document) = source.document() {
        writer.notes = Notes::new(document);
        writer.document(source, document);
    }
    writer.xml.finish()
}

struct Writer<'a> {
    xml: Xml,
    /// All `eId`s.
    ids: Given,
    /// Footnotes that wait for the words that carry them.
    notes: Notes<'a>,
}

impl<'a> Writer<'a> {
    fn document(&mut self, source: &Source<'a>, document: &'a Document) {
        let kind = document.masthead.kind.as_deref().map_or("document".to_owned(), upright);
        self.xml.line("doc contains=\"originalVersion\"", &[("name", &kind)]);
        self.xml.line("meta", &[]);
        frbr::identification(&mut self.xml, document, None);
        frbr::references(&mut self.xml, source, document);
        self.provenance(source, document);
        self.xml.end();
        self.preface(document);
        self.body(document, 0);
        self.signature(document);
        if document.parts.len() > 1 {
            self.xml.line("attachments", &[]);
            for (nth, part) in (1_u16..).zip(document.parts.iter().skip(1)) {
                self.attachment(document, part, nth);
            }
            self.xml.end();
        }
    }

    /// Which program and corpus made this, where it can be seen again, and what prevails.
    fn provenance(&mut self, source: &Source, document: &Document) {
        self.xml.line("proprietary source=\"#passages\"", &[]);
        self.about("program", &source.program());
        self.about("corpus", &source.fingerprint());
        self.about("view", &source.view());
        self.about("document", &source.url_of_document(document));
        self.about("caution", &upright(source.caution));
        if document.short != document.name {
            self.about("short", &upright(&document.short));
        }
        for (language, short) in &document.short_in {
            self.about(&upright(&["short-", language].concat()), &upright(short));
        }
        if document.printed_title != document.title {
            self.about("printed-title", &upright(&document.printed_title));
        }
        if let Some(provenance) = &document.provenance {
            self.about("provenance", &upright(provenance));
        }
        for (language, provenance) in &document.provenance_in {
            self.about(&upright(&["provenance-", language].concat()), &upright(provenance));
        }
        self.xml.end();
    }

    fn about(&mut self, class: &str, text: &str) {
        self.xml.leaf("p xmlns=\"http://www.w3.org/1999/xhtml\"", &[("class", class)], text);
    }

    /// What stands above the text, in the order in which it is printed.
    fn preface(&mut self, document: &'a Document) {
        let masthead = &document.masthead;
        self.xml.line("preface", &[]);
        for (element, class, value) in [
            ("docAuthority", "organ", &masthead.organ),
            ("inline", "distribution", &masthead.distribution),
            ("docNumber", "symbol", &masthead.symbol),
            ("inline", "original", &masthead.original),
            ("session", "session", &masthead.session),
            ("inline", "agenda-item", &masthead.agenda_item),
            ("inline", "agenda-title", &masthead.agenda_title),
            ("inline", "adoption", &masthead.adoption),
            ("docType", "kind", &masthead.kind),
            ("docProponent", "byline", &document.byline),
        ] {
            if let Some(value) = value {
                self.field(element, class, value);
            }
            if class == "symbol"
                && let Some(date) = masthead.date
            {
                self.xml.line("p class=\"date\"", &[]);
                self.day("docDate", date);
                self.xml.end();
            }
            if class == "agenda-title" {
                self.meeting(masthead.meeting.as_ref());
            }
            if class == "kind" {
                self.field("docTitle", "title", &document.title);
            }
        }
        self.homeless_notes();
        self.xml.end();
    }

    fn day(&mut self, element: &'static str, day: Date) {
        let day = day.to_string();
        self.xml.inline(element, &[("date", &day)]);
        self.xml.text(&day);
        self.xml.end();
    }

    fn meeting(&mut self, meeting: Option<&'a Meeting>) {
        let Some(meeting) = meeting else { return };
        self.field("inline", "meeting", &meeting.name);
        if let Some(place) = &meeting.place {
            self.field("inline", "meeting-place", place);
        }
        if let Some(days) = meeting.days {
            self.xml.line("p class=\"meeting-days\"", &[]);
            self.day("date", days.first);
            self.xml.text(" – ");
            self.day("date", days.last);
            self.xml.end();
        }
    }

    /// A line of the masthead.
    fn field(&mut self, element: &'static str, class: &str, value: &'a str) {
        self.xml.line("p", &[("class", class)]);
        // The element without a meaning of its own has to be given a name.
        let name = [("name", class)];
        self.xml.inline(element, if element == "inline" { &name } else { &[] });
        self.words(value, None);
        self.xml.end();
        self.xml.end();
    }

    /// The paragraphs of a part, under their sections.
    fn body(&mut self, document: &'a Document, part: u16) {
        self.xml.line("mainBody", &[]);
        let of_part = || document.paragraphs.iter().filter(|p| p.part == part);
        let is_bare = |at: u16| {
            let section = document.sections.get(usize::from(at)).filter(|section| section.part == part);
            section.is_some() && !of_part().any(|p| p.section == Some(at))
        };
        let last = u16::try_from(document.sections.len()).unwrap_or(u16::MAX);
        let (mut open, mut next): (Option<u16>, u16) = (None, 0);
        let mut is_empty = true;
        for paragraph in of_part() {
            is_empty = false;
            if paragraph.section != open {
                if open.is_some() {
                    self.xml.end();
                }
                open = paragraph.section;
                let at = open.unwrap_or(0);
                (next..at).filter(|at| is_bare(*at)).for_each(|at| self.bare_section(document, at));
                next = next.max(at);
                if let Some(at) = open {
                    self.section(document, at);
                }
            }
            self.paragraph(paragraph);
        }
        if open.is_some() {
            self.xml.end();
        }
        for at in (next..last).filter(|at| is_bare(*at)) {
            is_empty = false;
            self.bare_section(document, at);
        }
        if is_empty {
            // The schema wants something here.
            self.xml.empty("p", &[]);
        }
        self.xml.end();
    }

    /// Opens a section.
    fn section(&mut self, document: &'a Document, at: u16) {
        let id = self.ids.fresh(&["sec_", &(u32::from(at) + 1).to_string()].concat());
        self.xml.line("section", &[("eId", &id)]);
        if let Some(section) = document.sections.get(usize::from(at)) {
            if let Some(number) = &section.number {
                self.xml.leaf("num", &[], &upright(number));
            }
            self.xml.line("heading", &[]);
            self.words(&section.heading, None);
            self.xml.end();
        }
    }

    /// A heading right above another one: the schema wants something under it.
    fn bare_section(&mut self, document: &'a Document, at: u16) {
        self.section(document, at);
        self.xml.line("content", &[]);
        self.xml.empty("p", &[]);
        self.xml.end();
        self.xml.end();
    }

    fn paragraph(&mut self, paragraph: &'a Paragraph) {
        let key = upright(&paragraph.key).replace(char::is_whitespace, "_");
        let id = self.ids.fresh(&["para_", &key].concat());
        let key = if key.is_empty() { &id } else { &key };
        self.xml.line("paragraph", &[("eId", &id), ("wId", key)]);
        if let Some(label) = &paragraph.printed_label {
            self.xml.leaf("num", &[], &upright(label));
        }
        self.xml.line("content", &[]);
        self.xml.line("p", &[]);
        self.words(&paragraph.text, Some(paragraph));
        self.xml.end();
        self.xml.end();
        self.xml.end();
    }

    fn signature(&mut self, document: &Document) {
        if document.signature.is_empty() {
            return;
        }
        self.xml.line("conclusions", &[]);
        for line in &document.signature {
            self.xml.line("p", &[]);
            self.xml.inline("signature", &[]);
            self.xml.text(&upright(line));
            self.xml.end();
            self.xml.end();
        }
        self.xml.end();
    }

    fn attachment(&mut self, document: &'a Document, part: &'a Part, nth: u16) {
        let id = self.ids.fresh(&["att_", &nth.to_string()].concat());
        self.xml.line("attachment", &[("eId", &id)]);
        for (element, line) in [("heading", &part.heading), ("subheading", &part.title)] {
            if let Some(line) = line {
                self.xml.line(element, &[]);
                self.words(line, None);
                self.xml.end();
            }
        }
        let slug = upright(if part.slug.is_empty() { "annex" } else { &part.slug });
        self.xml.line("doc contains=\"originalVersion\"", &[("name", &slug)]);
        self.xml.line("meta", &[]);
        frbr::identification(&mut self.xml, document, Some(&slug));
        self.xml.end();
        if part.meeting.is_some() {
            self.xml.line("preface", &[]);
            self.meeting(part.meeting.as_ref());
            self.xml.end();
        }
        self.body(document, nth);
        self.xml.end();
        self.xml.end();
    }
}
