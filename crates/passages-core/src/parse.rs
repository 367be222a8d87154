//! Text -> [`Document`]. Parsing never fails: what is not understood is kept as text and reported.

mod body;
mod heading;
mod inline;
mod label;
mod lines;
mod masthead;
mod parts;

use crate::document::{Document, Footnote, LineRole, LineRun, Masthead, Naming, Note, Paragraph};
use crate::problem::Problem;
use crate::source::Source;
use crate::span::Span;
use lines::Block;

/// A document under construction, and what became of each block so far.
#[derive(Default)]
struct Draft {
    masthead: Masthead,
    title: String,
    byline: Option<String>,
    parts: Vec<crate::document::Part>,
    sections: Vec<crate::document::Section>,
    paragraphs: Vec<Paragraph>,
    signature: Vec<String>,
    footnotes: Vec<Footnote>,
    /// Words of the front matter that carry a footnote's mark, with the mark.
    anchors: Vec<(String, String)>,
    lines: Vec<LineRun>,
    problems: Vec<Problem>,
}

impl Draft {
    fn account(&mut self, block: &Block<'_>, role: LineRole) {
        self.lines.push(LineRun { first: block.first_line(), last: block.last_line(), role });
    }
}

/// Reads one document.
///
/// Every non-blank line of the text is accounted for in [`Document::lines`].
pub fn parse(source: &Source) -> (Document, Vec<Problem>) {
    let mut draft = Draft::default();
    // Runs of non-blank lines are what a typist set apart; rules and end marks are no content.
    let blocks = lines::blocks(&source.text);
    // An annex begins a part of its own: it numbers its paragraphs anew.
    for (nth, range) in parts::split(&blocks).into_iter().enumerate() {
        let part = blocks.get(range).unwrap_or_default();
        // What stands before the first paragraph names the part; the rest is headings and paragraphs.
        let front = masthead::end(part);
        let (head, rest) = part.split_at(front);
        if nth == 0 {
            masthead::read(&mut draft, head)
        } else {
            parts::read(&mut draft, head, nth)
        }
        body::read(&mut draft, rest, source);
    }
    finish(draft, source)
}

/// The file's name without its ending; of "documents/NAME/en.txt", which is named by its language, the folder's.
fn name_from_path(path: &str) -> String {
    let mut pieces = path.rsplit(['/', '\\']);
    let file = pieces.next().unwrap_or_default();
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let folder = pieces.next().filter(|_| stem.len() == 2);
    folder.unwrap_or(stem).to_owned()
}

/// Names what is nameless, and lays the curator's notes beside their words.
fn finish(mut draft: Draft, source: &Source) -> (Document, Vec<Problem>) {
    let editing = &source.editing;
    if let [first, _, ..] = draft.parts.as_mut_slice() {
        first.slug = parts::slug_of_title(&draft.title).to_owned();
    }
    body::name_paragraphs(&mut draft);
    draft.lines.sort_by_key(|run| run.first);
    let symbol = draft.masthead.symbol.clone();
    let name = editing.name.clone().or(symbol).unwrap_or_else(|| name_from_path(&source.path));
    for note in &mut draft.footnotes {
        let anchor = draft.anchors.iter().find(|(_, mark)| *mark == note.mark);
        note.anchor = anchor.map(|(words, _)| words.clone()).unwrap_or_default();
    }
    let mut document = Document {
        short: editing.short.clone().unwrap_or_else(|| name.clone()),
        name,
        language: editing.language.clone().unwrap_or_else(|| "en".to_owned()),
        title: editing.title.clone().unwrap_or_else(|| heading::sentence_case(&draft.title)),
        printed_title: draft.title,
        byline: draft.byline,
        masthead: draft.masthead,
        parts: draft.parts,
        sections: draft.sections,
        paragraphs: draft.paragraphs,
        signature: draft.signature,
        footnotes: draft.footnotes,
        provenance: editing.received.clone(),
        received: source.text.clone(),
        lines: draft.lines,
    };
    lay_notes(&mut document, source, &mut draft.problems);
    if document.paragraphs.is_empty() {
        let hint = "paragraphs are set apart by blank lines; is this the text of a document?";
        draft.problems.push(Problem::error(&source.path, None, "no paragraph was found", hint));
    }
    (document, draft.problems)
}

fn lay_notes(document: &mut Document, source: &Source, problems: &mut Vec<Problem>) {
    let path = &source.editing.path;
    let mut find = |document: &Document, para: &str, words: &str, line: u32| -> Option<(usize, Span)> {
        let Some(at) = document.paragraphs.iter().position(|p| p.key == para) else {
            let known: Vec<&str> = document.paragraphs.iter().map(|p| p.key.as_str()).collect();
            let hint = format!("the paragraphs are {}", known.join(", "));
            problems.push(Problem::error(path, Some(line), format!("there is no paragraph `{para}`"), hint));
            return None;
        };
        let found = document.paragraphs.get(at).and_then(|p| p.text.find(words));
        if found.is_none() {
            let message = format!("paragraph `{para}` does not contain the words “{words}”");
            problems.push(Problem::error(
                path,
                Some(line),
                message,
                "copy them from the clean text, to the letter",
            ));
        }
        found.map(|start| (at, Span::new(start..start + words.len())))
    };
    for note in &source.editing.notes {
        if let Some((at, span)) = find(document, &note.para, &note.at, note.line)
            && let Some(paragraph) = document.paragraphs.get_mut(at)
        {
            paragraph.notes.push(Note { span, text: note.text.clone() });
        }
    }
    for words in &source.editing.foreign {
        if let Some((at, span)) = find(document, &words.para, &words.text, words.line)
            && let Some(paragraph) = document.paragraphs.get_mut(at)
        {
            paragraph.foreign.push((span, words.language.clone()));
        }
    }
}

/// A paragraph before it has its key.
fn nameless(
    part: u16,
    section: Option<u16>,
    naming: Naming,
    text: inline::Clean,
    lines: (u32, u32),
) -> Paragraph {
    Paragraph {
        key: String::new(),
        part,
        section,
        naming,
        label: None,
        printed_label: None,
        text: text.text,
        emphasis: text.emphasis,
        foreign: Vec::new(),
        notes: Vec::new(),
        lines,
    }
}
