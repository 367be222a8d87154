//! What the core's exporter writes -> the document that it wrote.

use super::plain;
use super::tree::{At, Child, Tree};
use crate::limits::EXPANDED_BYTES;
use crate::refusal::{Excess, Refusal};
use passages_core::date::{Date, DateRange};
use passages_core::document::{
    Document, Footnote, Masthead, Meeting, Naming, Note, Paragraph, Part, Section, section_slug,
};
use passages_core::source::{Editing, EditorNote, ForeignWords, OTHER_LANGUAGES};
use passages_core::span::Span;
use passages_core::state::ViewState;
use std::collections::BTreeMap;
use std::rc::Rc;

/// Longest key of a paragraph that this program writes, in bytes, and longer than any.
const KEY: usize = 255;

/// The document, if this program wrote the file.
///
/// # Errors
/// [`Excess::Expanded`] where many notes stand on the same long words, or many paragraphs below the same long label:
/// each says them again.
pub(super) fn document(tree: &Tree) -> Result<Option<Document>, Refusal> {
    let doc = tree.root().child("doc");
    let own = doc.child("meta").child("proprietary");
    if own.get("source") != Some("#passages") {
        return Ok(None);
    }
    let about = |class: &str| Some(own.of_class(class)).filter(|at| at.is_there()).map(At::text);
    let preface = doc.child("preface");
    let mut reader = Reader::default();
    let field = |reader: &mut Reader, class: &str| reader.field(preface.of_class(class));
    let masthead = Masthead {
        organ: field(&mut reader, "organ"),
        distribution: field(&mut reader, "distribution"),
        symbol: field(&mut reader, "symbol"),
        date: day(preface.of_class("date").child("docDate")),
        original: field(&mut reader, "original"),
        session: field(&mut reader, "session"),
        agenda_item: field(&mut reader, "agenda-item"),
        agenda_title: field(&mut reader, "agenda-title"),
        meeting: reader.meeting(preface),
        adoption: field(&mut reader, "adoption"),
        kind: field(&mut reader, "kind"),
    };
    let title = field(&mut reader, "title").unwrap_or_default();
    let byline = field(&mut reader, "byline");
    // Notes whose words stand nowhere.
    reader.words(preface.of_class("footnotes"), None);
    reader.parts.push(Part { slug: String::new(), heading: None, title: None, meeting: None });
    reader.body(doc.child("mainBody"), 0);
    let signature = doc.child("conclusions").elements().map(At::text).collect();
    for (nth, attachment) in (1_u16..).zip(doc.child("attachments").elements()) {
        let inner = attachment.child("doc");
        let heading = reader.line(attachment.child("heading"));
        let title = reader.line(attachment.child("subheading"));
        let meeting = reader.meeting(inner.child("preface"));
        let slug = inner.get("name").unwrap_or_default().to_owned();
        reader.parts.push(Part { slug, heading, title, meeting });
        reader.body(inner.child("mainBody"), nth);
    }
    let view = about("document").unwrap_or_default();
    let fragment = view.split_once('#').map_or("", |(_, fragment)| fragment);
    let named = ViewState::parse(fragment).0.document;
    let name = named.or_else(|| masthead.symbol.clone()).unwrap_or_else(|| title.clone());
    if let [first, _, ..] = reader.parts.as_mut_slice() {
        let key = reader.paragraphs.iter().find(|p| p.part == 0).map(|p| p.key.as_str());
        let slug = key.and_then(|key| key.split_once('.')).map_or("", |(before, _)| before);
        // "letter.l1" is a paragraph of a part, "iii.2" a subparagraph.
        let is_word = slug.len() > 2 && slug.chars().any(|c| !matches!(c, 'i' | 'v' | 'x' | '0'..='9'));
        if is_word { slug } else { "" }.clone_into(&mut first.slug);
    }
    if reader.paragraphs.iter().any(|paragraph| paragraph.key.len() > KEY) {
        return Ok(None);
    }
    let slugs = slugs(&reader.sections);
    let mut before = BTreeMap::new();
    for paragraph in &mut reader.paragraphs {
        let own = paragraph.section.and_then(|at| slugs.get(usize::from(at))?.clone());
        reader.said += name_by_key(paragraph, &reader.parts, own.as_deref(), &before);
        before.extend(paragraph.label.clone().map(|label| (paragraph.key.clone(), label)));
        if reader.said > EXPANDED_BYTES {
            break;
        }
    }
    if reader.said > EXPANDED_BYTES {
        return Err(Refusal::TooMuch(Excess::Expanded));
    }
    reader.footnotes.sort_by_key(|(nth, _)| *nth);
    let footnotes = reader.footnotes.into_iter().map(|(_, note)| note).collect();
    let in_languages = |class: &str| {
        let said = |tag: &&str| Some(((*tag).to_owned(), about(&[class, tag].concat())?));
        OTHER_LANGUAGES.iter().filter_map(said).collect()
    };
    let mut document = Document {
        short: about("short").unwrap_or_else(|| name.clone()),
        short_in: in_languages("short-"),
        name,
        language: language(tree).unwrap_or_else(|| "en".to_owned()),
        printed_title: about("printed-title").unwrap_or_else(|| title.clone()),
        title,
        byline,
        masthead,
        parts: reader.parts,
        sections: reader.sections,
        paragraphs: reader.paragraphs,
        signature,
        footnotes,
        provenance: about("provenance"),
        provenance_in: in_languages("provenance-"),
        received: String::new(),
        lines: Vec::new(),
    };
    plain::set(&mut document);
    Ok(Some(document))
}

/// For each section, its slug, or that of the last before it in its part that has one.
fn slugs(sections: &[Section]) -> Vec<Option<Rc<str>>> {
    let mut last: BTreeMap<u16, Rc<str>> = BTreeMap::new();
    let slug = |section: &Section| {
        last.extend(section_slug(section).map(|slug| (section.part, Rc::from(slug))));
        last.get(&section.part).cloned()
    };
    sections.iter().map(slug).collect()
}

/// What `document.toml` would have to say for the document's text to be read as this document.
pub(super) fn editing(document: &Document) -> Editing {
    let notes = document.paragraphs.iter().flat_map(|paragraph| {
        paragraph.notes.iter().map(|note| EditorNote {
            para: paragraph.key.clone(),
            at: note.span.of(&paragraph.text).to_owned(),
            text: note.text.clone(),
            line: 0,
        })
    });
    let foreign = document.paragraphs.iter().flat_map(|paragraph| {
        paragraph.foreign.iter().map(|(span, language)| ForeignWords {
            para: paragraph.key.clone(),
            text: span.of(&paragraph.text).to_owned(),
            language: language.clone(),
            line: 0,
        })
    });
    Editing {
        path: String::new(),
        name: Some(document.name.clone()),
        short: Some(document.short.clone()),
        short_in: document.short_in.clone(),
        language: Some(document.language.clone()),
        title: Some(document.title.clone()),
        received: document.provenance.clone(),
        received_in: document.provenance_in.clone(),
        notes: notes.collect(),
        foreign: foreign.collect(),
        tags: Vec::new(),
    }
}

/// The tag of BCP 47 for that of ISO 639-2 which the file names.
pub(super) fn language(tree: &Tree) -> Option<String> {
    let all = tree.root().descendants();
    let named = all.iter().find(|at| at.name() == "FRBRlanguage")?.get("language")?;
    let tag = match named {
        "ara" => "ar",
        "zho" | "chi" => "zh",
        "eng" => "en",
        "fra" | "fre" => "fr",
        "rus" => "ru",
        "spa" => "es",
        two if two.len() == 2 => two,
        _ => return None,
    };
    Some(tag.to_owned())
}

fn day(at: At<'_>) -> Option<Date> {
    let mut pieces = at.get("date")?.split('-');
    let mut next = || pieces.next()?.parse::<u16>().ok();
    let (year, month, day) = (next()?, next()?, next()?);
    Date::new(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
}

/// How a paragraph is named, as its key says it: after its part, and the section where that counts anew, come the
/// paragraphs that it belongs to. `before` has keys and labels of those that came before, `own` is the slug of its section.
/// Gives how many bytes of their labels it says again.
fn name_by_key(
    paragraph: &mut Paragraph,
    parts: &[Part],
    own: Option<&str>,
    before: &BTreeMap<String, String>,
) -> usize {
    let slug = parts.get(usize::from(paragraph.part)).map_or("", |part| part.slug.as_str());
    let key = paragraph.key.split('~').next().unwrap_or_default();
    let within = |key: &'_ str, piece: &str| {
        key.strip_prefix(piece).and_then(|rest| rest.strip_prefix('.')).map_or(key.len(), str::len)
    };
    let local = key.get(key.len() - within(key, slug)..).unwrap_or(key);
    let local = own.map_or(local, |own| local.get(local.len() - within(local, own)..).unwrap_or(local));
    let base = key.len() - local.len();
    // Labels of those above, from the outermost, each found by the key that this one begins with.
    let ends = local.char_indices().filter(|(_, c)| *c == '.').map(|(at, _)| base + at);
    let above: Vec<String> = ends
        .map(|end| {
            let above = key.get(..end).unwrap_or_default();
            before
                .get(above)
                .cloned()
                .unwrap_or_else(|| above.rsplit('.').next().unwrap_or_default().to_owned())
        })
        .collect();
    let said = above.iter().map(String::len).sum();
    let last = local.rsplit('.').next().unwrap_or_default();
    let digits = last.trim_start_matches(|c: char| !c.is_ascii_digit());
    paragraph.naming = match (&paragraph.label, above.last().cloned()) {
        (Some(_), None) => Naming::Label,
        (Some(_), Some(_)) => Naming::Item { of: above },
        (None, Some(of)) => Naming::Subparagraph { of, nth: last.parse().unwrap_or(2) },
        (None, None) => Naming::Unlabelled { nth: digits.parse().unwrap_or(1) },
    };
    said
}

/// What stands beside words: where it stands, the language, the note.
type Beside = (Span, String, String);

#[derive(Default)]
struct Reader {
    parts: Vec<Part>,
    sections: Vec<Section>,
    paragraphs: Vec<Paragraph>,
    /// Each with its place among the footnotes of the document.
    footnotes: Vec<(u32, Footnote)>,
    /// How many bytes are said again, besides where they stand.
    said: usize,
}

impl Reader {
    /// The words of a line of the masthead: inside the one element that says what they are.
    fn field(&mut self, at: At<'_>) -> Option<String> {
        let inner = at.elements().next()?;
        Some(self.words(inner, None))
    }

    fn line(&mut self, at: At<'_>) -> Option<String> {
        at.is_there().then(|| self.words(at, None))
    }

    fn meeting(&mut self, preface: At<'_>) -> Option<Meeting> {
        let name = self.field(preface.of_class("meeting"))?;
        let place = self.field(preface.of_class("meeting-place"));
        let mut days = preface.of_class("meeting-days").elements().filter_map(day);
        let days = days.next().zip(days.next()).map(|(first, last)| DateRange { first, last });
        Some(Meeting { name, place, days })
    }

    fn body(&mut self, body: At<'_>, part: u16) {
        for at in body.elements() {
            match at.name() {
                "section" => {
                    let number = Some(at.child("num")).filter(|num| num.is_there()).map(At::text);
                    let heading = self.line(at.child("heading")).unwrap_or_default();
                    let section = u16::try_from(self.sections.len()).ok();
                    self.sections.push(Section { part, number, heading });
                    for inner in at.elements().filter(|inner| inner.name() == "paragraph") {
                        self.paragraph(inner, part, section);
                    }
                }
                "paragraph" => self.paragraph(at, part, None),
                _ => {}
            }
        }
    }

    fn paragraph(&mut self, at: At<'_>, part: u16, section: Option<u16>) {
        let printed_label = Some(at.child("num")).filter(|num| num.is_there()).map(At::text);
        let bare = |printed: &String| match printed.strip_prefix('(') {
            Some(_) => printed.clone(),
            None => printed.strip_suffix(['.', ')']).unwrap_or(printed).to_owned(),
        };
        let mut paragraph = Paragraph {
            key: at.get("wId").unwrap_or_default().to_owned(),
            part,
            section,
            naming: Naming::Label,
            label: printed_label.as_ref().map(bare),
            printed_label,
            text: String::new(),
            emphasis: Vec::new(),
            foreign: Vec::new(),
            notes: Vec::new(),
            lines: (0, 0),
        };
        let words = at.child("content").child("p");
        paragraph.text = self.words(words, Some(&mut paragraph));
        self.paragraphs.push(paragraph);
    }

    /// The words of an element; what stands beside them goes to the paragraph and to the footnotes.
    fn words(&mut self, at: At<'_>, mut paragraph: Option<&mut Paragraph>) -> String {
        let mut text = String::new();
        // Notes of one place follow each other, one for each language.
        let mut notes: Vec<Beside> = Vec::new();
        let mut bases = BTreeMap::new();
        self.inside(at, &mut text, &mut notes, &mut bases, &mut paragraph);
        if let Some(paragraph) = paragraph {
            for (span, language, words) in notes {
                let here = paragraph.notes.last_mut().filter(|note| note.span == span);
                match here.filter(|note| note.text.iter().all(|(known, _)| *known != language)) {
                    Some(note) => note.text.push((language, words)),
                    None => paragraph.notes.push(Note { span, text: vec![(language, words)] }),
                }
            }
        }
        text
    }

    fn inside<'t>(
        &mut self,
        at: At<'t>,
        text: &mut String,
        notes: &mut Vec<Beside>,
        bases: &mut BTreeMap<&'t str, usize>,
        paragraph: &mut Option<&mut Paragraph>,
    ) {
        for child in at.children() {
            let inner = match child {
                Child::Text(words) => {
                    text.push_str(words);
                    continue;
                }
                Child::Element(inner) => inner,
            };
            let end = text.len();
            // The words on which a note is based begin where the element does that it names.
            let base = inner.get("placementBase").map(|id| id.trim_start_matches('#'));
            let begins = base.and_then(|base| bases.get(base)).copied();
            match (inner.name(), inner.get("class")) {
                ("authorialNote", Some("editor")) => {
                    let language = inner.get("xml:lang").unwrap_or("en").to_owned();
                    notes.push((Span::new(begins.unwrap_or(end)..end), language, inner.text()));
                }
                ("authorialNote", _) => {
                    let nth = inner.get("eId").and_then(|id| id.rsplit('_').next()?.parse().ok());
                    let anchor = text.get(begins.unwrap_or(end)..end).unwrap_or_default();
                    self.said += anchor.len();
                    // Past the limit the file is refused: until then no more is kept of it.
                    let anchor = if self.said > EXPANDED_BYTES { "" } else { anchor }.to_owned();
                    let mark = inner.get("marker").unwrap_or_default().to_owned();
                    self.footnotes
                        .push((nth.unwrap_or(u32::MAX), Footnote { mark, text: inner.text(), anchor }));
                }
                (name, _) => {
                    if let Some(id) = inner.get("eId") {
                        bases.entry(id).or_insert(end);
                    }
                    self.inside(inner, text, notes, bases, paragraph);
                    let span = Span::new(end..text.len());
                    let Some(paragraph) = paragraph.as_deref_mut() else { continue };
                    if name == "i" {
                        match paragraph.emphasis.last_mut().filter(|last| last.end == span.start) {
                            Some(last) => last.end = span.end,
                            None => paragraph.emphasis.push(span),
                        }
                    } else if name == "span"
                        && let Some(language) = inner.get("xml:lang")
                    {
                        match paragraph
                            .foreign
                            .last_mut()
                            .filter(|(last, known)| last.end == span.start && known == language)
                        {
                            Some((last, _)) => last.end = span.end,
                            None => paragraph.foreign.push((span, language.to_owned())),
                        }
                    }
                }
            }
        }
    }
}
