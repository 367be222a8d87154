//! What stands inside a line: emphasis, words in another language, editor's notes and footnotes.

use super::Writer;
use crate::annotate::insert;
use crate::document::{Document, Footnote, Paragraph};
use crate::export::inert;
use crate::span::Span;

/// A footnote and its place among those of the document, from 1.
type Numbered<'a> = (u32, &'a Footnote);

/// Footnotes, of which each is set once, after the first words that carry it.
#[derive(Default)]
pub(super) struct Notes<'a> {
    waiting: Vec<Numbered<'a>>,
    /// Those whose words stand nowhere.
    homeless: Vec<Numbered<'a>>,
    /// How many notes of editors were set.
    set: u32,
    /// How many stretches of words were marked because a note is based on them.
    bases: u32,
}

impl<'a> Notes<'a> {
    pub(super) fn new(document: &'a Document) -> Self {
        let masthead = &document.masthead;
        let lines = [
            Some(&document.title),
            document.byline.as_ref(),
            masthead.organ.as_ref(),
            masthead.agenda_item.as_ref(),
            masthead.agenda_title.as_ref(),
        ];
        let texts = document.paragraphs.iter().map(|p| &p.text);
        let texts: Vec<&String> = lines.into_iter().flatten().chain(texts).collect();
        let has_home = |(_, note): &Numbered| {
            !note.anchor.is_empty() && texts.iter().any(|text| text.contains(&note.anchor))
        };
        let (waiting, homeless) = (1..).zip(&document.footnotes).partition(has_home);
        Self { waiting, homeless, ..Self::default() }
    }

    /// Where those stand that a text carries; they wait no longer.
    fn carried_by(&mut self, text: &str) -> Vec<(Span, Numbered<'a>)> {
        let mut carried = Vec::new();
        self.waiting.retain(|numbered| {
            let at = text.find(&numbered.1.anchor).map(|at| Span::new(at..at + numbered.1.anchor.len()));
            carried.extend(at.map(|at| (at, *numbered)));
            at.is_none()
        });
        carried
    }
}

impl<'a> Writer<'a> {
    /// A text, and what a paragraph knows of it.
    pub(super) fn words(&mut self, text: &str, paragraph: Option<&Paragraph>) {
        let footnotes = self.notes.carried_by(text);
        let (emphasis, foreign, notes) = paragraph
            .map_or((&[][..], &[][..], &[][..]), |p| (&p.emphasis[..], &p.foreign[..], &p.notes[..]));
        let mut bounds: Vec<usize> = Vec::new();
        let mut bound = |at: usize| {
            if text.is_char_boundary(at) {
                insert(&mut bounds, at);
            }
        };
        let spans = emphasis.iter().chain(foreign.iter().map(|(span, _)| span));
        for span in spans.chain(notes.iter().map(|note| &note.span)) {
            bound(span.start as usize);
            bound(span.end as usize);
        }
        for (span, _) in &footnotes {
            bound(span.start as usize);
            bound(span.end as usize);
        }
        bound(text.len());
        // A note stands behind its words, and names the element with which they begin.
        let mut bases: Vec<(u32, String)> = Vec::new();
        let mut start = 0;
        for end in bounds {
            let piece = text.get(start..end).unwrap_or_default();
            let own = Span::new(start..end);
            let covers = |span: &Span| !own.is_empty() && span.contains(own);
            let emphatic = emphasis.iter().any(covers);
            let language = foreign.iter().find(|(span, _)| covers(span)).map(|(_, language)| language);
            let begins = |span: Span| span.start == own.start && !own.is_empty() && !span.is_empty();
            let is_base =
                notes.iter().any(|n| begins(n.span)) || footnotes.iter().any(|(span, _)| begins(*span));
            if is_base {
                self.notes.bases += 1;
                let id = ["noted_", &self.notes.bases.to_string()].concat();
                self.xml.inline("inline name=\"noted\"", &[("eId", &id)]);
                bases.push((own.start, id));
            }
            if emphatic {
                self.xml.inline("i", &[]);
            }
            if let Some(language) = language {
                self.xml.inline("span", &[("xml:lang", &inert::upright(language))]);
            }
            // Only the text itself stays as it is, to the character.
            self.xml.text(&if paragraph.is_some() { piece.to_owned() } else { inert::upright(piece) });
            for _ in 0..usize::from(emphatic) + usize::from(language.is_some()) + usize::from(is_base) {
                self.xml.end();
            }
            let base =
                |span: Span| bases.iter().find(|(start, _)| *start == span.start).map(|(_, id)| id.as_str());
            for (span, note) in footnotes.iter().filter(|(span, _)| span.end as usize == end) {
                self.footnote(*note, base(*span));
            }
            for note in notes.iter().filter(|note| note.span.end as usize == end) {
                for (language, words) in &note.text {
                    self.notes.set += 1;
                    let id = ["note_", &self.notes.set.to_string()].concat();
                    self.note(("editor", &id), None, base(note.span), Some(language), words);
                }
            }
            start = end;
        }
    }

    /// The footnotes whose words stand nowhere, in a line of their own.
    pub(super) fn homeless_notes(&mut self) {
        let notes = std::mem::take(&mut self.notes.homeless);
        if notes.is_empty() {
            return;
        }
        self.xml.line("p class=\"footnotes\"", &[]);
        notes.into_iter().for_each(|note| self.footnote(note, None));
        self.xml.end();
    }

    fn footnote(&mut self, (nth, note): Numbered, base: Option<&str>) {
        let id = ["fn_", &nth.to_string()].concat();
        self.note(("footnote", &id), Some(&note.mark), base, None, &note.text);
    }

    fn note(
        &mut self,
        (class, id): (&str, &str),
        mark: Option<&str>,
        base: Option<&str>,
        language: Option<&str>,
        words: &str,
    ) {
        let (mark, language) = (mark.map(inert::upright), language.map(inert::upright));
        let base = base.map(|id| ["#", id].concat());
        let placement = if mark.is_some() { "bottom" } else { "side" };
        let mut attributes = vec![("class", class), ("eId", id), ("placement", placement)];
        attributes.extend(base.as_deref().map(|base| ("placementBase", base)));
        attributes.extend(mark.as_deref().map(|mark| ("marker", mark)));
        attributes.extend(language.as_deref().map(|language| ("xml:lang", language)));
        self.xml.inline("authorialNote", &attributes);
        self.xml.inline("p", &[]);
        self.xml.text(words);
        self.xml.end();
        self.xml.end();
    }
}
