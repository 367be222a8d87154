//! Text -> [`Document`]. Parsing never fails: what is not understood is kept as text and reported.

mod block;
mod blocks;
mod body;
mod calls;
mod characters;
mod days;
mod footnotes;
mod furniture;
mod heading;
mod inline;
mod label;
mod lines;
mod masthead;
mod meeting;
mod naming;
mod order;
mod outline;
mod parts;
mod said;
mod steps;
mod tables;
mod wording;

pub use said::said;
pub use steps::{Parsing, STEP_BYTES};

use crate::document::{Document, Footnote, LineRole, LineRun, Masthead, Naming, Paragraph};
use crate::problem::{Problem, ProblemKind};
use crate::source::Source;
use block::Block;
use body::Place;
use lines::Line;
use std::collections::BTreeMap;

/// A document under construction, and what became of each block so far.
#[derive(Default)]
struct Draft {
    masthead: Masthead,
    title: String,
    byline: Option<String>,
    parts: Vec<crate::document::Part>,
    /// How many annexes there are, appendices, and so on.
    annexes: BTreeMap<&'static str, usize>,
    sections: Vec<crate::document::Section>,
    paragraphs: Vec<Paragraph>,
    signature: Vec<String>,
    /// Those below the rules of pages come first.
    footnotes: Vec<Footnote>,
    /// The pages of those below the rules of pages, ascending.
    note_pages: Vec<u32>,
    /// After the last of them that a raised number has called.
    next_note: usize,
    /// Words of the front matter that carry a footnote's mark, with the mark.
    anchors: Vec<(String, String)>,
    lines: Vec<LineRun>,
    problems: Vec<Problem>,
}

impl Draft {
    fn account(&mut self, block: &Block<'_>, role: LineRole) {
        block.lines.iter().for_each(|line| self.account_line(line.number, role));
    }

    fn account_line(&mut self, line: u32, role: LineRole) {
        match self.lines.last_mut() {
            Some(run) if run.role == role && run.last.checked_add(1) == Some(line) => run.last = line,
            _ => self.lines.push(LineRun { first: line, last: line, role }),
        }
    }
}

/// Reads one document.
///
/// Every non-blank line of the text is accounted for in [`Document::lines`].
pub fn parse(source: &Source) -> (Document, Vec<Problem>) {
    let (mut draft, flow) = flow(&source.text);
    // A block is one paragraph, one heading or one run of fields.
    let blocks = blocks::read(&flow);
    // An annex begins a part of its own: it numbers its paragraphs anew.
    for (nth, range) in parts::split(&blocks).into_iter().enumerate() {
        let part = blocks.get(range).unwrap_or_default();
        let (mut place, front) = open(&mut draft, nth, part);
        body::read(&mut draft, &mut place, part.get(front..).unwrap_or_default(), &source.path, usize::MAX);
    }
    finish(draft, source)
}

/// The lines of a text that are to be read, and a draft with those that are not.
fn flow(text: &str) -> (Draft, Vec<Line<'_>>) {
    let mut draft = Draft::default();
    let mut lines = lines::read(text);
    furniture::part_pages(&mut lines);
    // What pages repeat, and the notes at their feet, stand between the halves of paragraphs.
    let roles = furniture::roles(&lines);
    for (line, role) in lines.iter().zip(&roles) {
        role.iter().for_each(|role| draft.account_line(line.number, *role));
    }
    for note in footnotes::read(&lines, &furniture::pages(&lines), &roles) {
        draft.note_pages.push(note.page);
        draft.footnotes.push(Footnote { mark: note.mark, text: note.text, anchor: String::new() });
    }
    let mut flow = blocks::flow(&lines, &roles);
    order::mend(&mut flow);
    (draft, flow)
}

/// Opens a part: what stands before its first paragraph names it. Gives where it begins, and how many blocks name it;
/// the rest is headings and paragraphs.
fn open(draft: &mut Draft, nth: usize, part: &[Block<'_>]) -> (Place, usize) {
    let front = masthead::end(part);
    let front = end_at_contents(draft, part.get(..=front).unwrap_or(part)).unwrap_or(front);
    let head = part.get(..front).unwrap_or_default();
    if nth == 0 {
        masthead::read(draft, head)
    } else {
        parts::read(draft, head)
    }
    (Place::new(draft), front)
}

/// What stands below a list of contents is no front any more: how many blocks stand above the first list between them.
fn end_at_contents(draft: &Draft, front: &[Block<'_>]) -> Option<usize> {
    // As yet those of furniture alone, in the order of the text.
    let lists: Vec<&LineRun> = draft.lines.iter().filter(|run| run.role == LineRole::Contents).collect();
    let is_listed = |above: &Block<'_>, below: &Block<'_>| {
        let list = lists.get(lists.partition_point(|run| run.first <= above.last_line()));
        list.is_some_and(|run| run.first < below.first_line())
    };
    front.iter().zip(front.iter().skip(1)).position(|(above, below)| is_listed(above, below)).map(|at| at + 1)
}

/// Names what is nameless, and lays beside it what the curator says.
fn finish(mut draft: Draft, source: &Source) -> (Document, Vec<Problem>) {
    if let [first, _, ..] = draft.parts.as_mut_slice() {
        first.slug = parts::slug_of_title(&draft.title).to_owned();
    }
    naming::name_paragraphs(&mut draft);
    draft.lines.sort_by_key(|run| run.first);
    // The first words that carry a mark do.
    let anchors: BTreeMap<&str, &str> =
        draft.anchors.iter().rev().map(|(words, mark)| (mark.as_str(), words.as_str())).collect();
    for note in draft.footnotes.iter_mut().filter(|note| note.anchor.is_empty()) {
        note.anchor = anchors.get(note.mark.as_str()).copied().unwrap_or_default().to_owned();
    }
    let document = Document {
        name: String::new(),
        short: String::new(),
        short_in: Vec::new(),
        language: String::new(),
        title: String::new(),
        printed_title: draft.title,
        byline: draft.byline,
        masthead: draft.masthead,
        parts: draft.parts,
        sections: draft.sections,
        paragraphs: draft.paragraphs,
        signature: draft.signature,
        footnotes: draft.footnotes,
        provenance: None,
        provenance_in: Vec::new(),
        received: source.text.clone(),
        lines: draft.lines,
    };
    if document.paragraphs.is_empty() {
        let hint = "paragraphs are set apart by blank lines; is this the text of a document?";
        let problem = Problem::error(&source.path, None, "no paragraph was found", hint);
        draft.problems.push(problem.of(ProblemKind::NoParagraph, &[]));
    }
    let (document, found) = said(document, source);
    draft.problems.extend(found);
    (document, draft.problems)
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
