//! The body of a Word document -> blocks.

use super::KIND;
use super::numbering::Numbering;
use super::styles::{Style, Styles, is_on, rank_of_level};
use crate::blocks::{Blocks, Rank, Words, raised};
use crate::refusal::Refusal;
use crate::xml::{Element, Piece, Xml};
use std::collections::BTreeMap;

/// What an open paragraph has so far.
#[derive(Default)]
struct Open {
    words: Words,
    style: Style,
    list: (Option<i64>, Option<usize>),
    rank: Option<Rank>,
    /// Its end is deleted, moved away or hidden: what it counts is not printed.
    is_gone: bool,
}

/// The paragraphs of a row of a table, by cell.
type Row = Vec<Vec<Words>>;

/// Whether a note stands at the end of the text and not below its page, and its name among those.
type NoteId = (bool, String);

/// The body under construction.
pub(super) struct Body {
    styles: Styles,
    numbering: Numbering,
    blocks: Blocks,
    /// Paragraphs that are open: one inside the other, where a text box stands in one.
    open: Vec<Open>,
    /// Rows that are open.
    rows: Vec<Row>,
    /// Elements that are open.
    path: Vec<String>,
    /// How many of them hide what is in them.
    hidden: usize,
    /// The run that is open: italic, bold.
    run: (Option<bool>, Option<bool>),
    /// Notes in the order in which they are called, and the number, where the document prints no mark of its own.
    called: Vec<(NoteId, Option<u32>)>,
    /// How many have a number.
    numbered: u32,
    /// The note that is read.
    note: Option<NoteId>,
    notes: BTreeMap<NoteId, Vec<Words>>,
    pub(super) pictures: usize,
}

/// What is deleted, moved away, or said a second time for older programs.
const HIDING: [&str; 6] = ["del", "moveFrom", "Fallback", "instrText", "delText", "pPrChange"];

impl Body {
    pub(super) fn new(styles: Styles, numbering: Numbering) -> Self {
        Self {
            styles,
            numbering,
            blocks: Blocks::default(),
            open: Vec::new(),
            rows: Vec::new(),
            path: Vec::new(),
            hidden: 0,
            run: (None, None),
            called: Vec::new(),
            numbered: 0,
            note: None,
            notes: BTreeMap::new(),
            pictures: 0,
        }
    }

    /// Reads the main part, then those of the footnotes and of the endnotes, which [`Body::finish`] sets below the text.
    pub(super) fn read(&mut self, text: &str) -> Result<(), Refusal> {
        let mut xml = Xml::new(text, KIND);
        while let Some(piece) = xml.next()? {
            match piece {
                Piece::Start(element) => self.start(element),
                Piece::End => self.end()?,
                Piece::Text(text) if self.hidden == 0 && self.path.last().is_some_and(|name| name == "t") => {
                    self.push(&text);
                }
                Piece::Text(_) => {}
            }
        }
        Ok(())
    }

    /// Adds words to the paragraph that is open.
    fn push(&mut self, text: &str) {
        if let Some(open) = self.open.last_mut() {
            let (italic, bold) = self.run;
            open.words.push(
                text,
                italic.unwrap_or(open.style.is_italic()),
                bold.unwrap_or(open.style.is_bold()),
            );
        }
    }

    fn start(&mut self, element: Element) {
        let value = element.get("val");
        let in_run = self.path.iter().rev().nth(1).is_some_and(|name| name == "r");
        let of_mark = self.hidden == 0 && self.path.ends_with(&["pPr".to_owned(), "rPr".to_owned()]);
        match element.name.as_str() {
            "del" | "moveFrom" | "vanish" if of_mark => {
                self.hidden += usize::from(element.name != "vanish");
                if let Some(open) = self.open.last_mut() {
                    open.is_gone = element.name != "vanish" || is_on(&element);
                }
            }
            name if HIDING.contains(&name) => self.hidden += 1,
            "p" => self.open.push(Open::default()),
            "tr" if self.note.is_none() => self.rows.push(Row::new()),
            "tc" => {
                if let Some(row) = self.rows.last_mut() {
                    row.push(Vec::new());
                }
            }
            "pStyle" if self.hidden == 0 => {
                let style = self.styles.get(value.unwrap_or_default());
                if let Some(open) = self.open.last_mut() {
                    open.rank = open.rank.or(style.rank());
                    open.style = style;
                }
            }
            "outlineLvl" if self.hidden == 0 => {
                if let Some(open) = self.open.last_mut() {
                    open.rank = rank_of_level(value);
                }
            }
            "numId" if self.hidden == 0 => {
                if let Some(open) = self.open.last_mut() {
                    open.list.0 = value.and_then(|v| v.parse().ok());
                }
            }
            "ilvl" if self.hidden == 0 => {
                if let Some(open) = self.open.last_mut() {
                    open.list.1 = value.and_then(|v| v.parse().ok());
                }
            }
            "r" => self.run = (None, None),
            "i" if in_run => self.run.0 = Some(is_on(&element)),
            "b" if in_run => self.run.1 = Some(is_on(&element)),
            "tab" if self.hidden == 0 && self.path.last().is_some_and(|name| name == "r") => self.push("\t"),
            "br" | "cr" if self.hidden == 0 => self.push("\n"),
            "noBreakHyphen" if self.hidden == 0 => self.push("\u{2011}"),
            // An endnote is one more note of the text, where its pages are gone: both are counted in one row.
            name @ ("footnoteReference" | "endnoteReference") if self.hidden == 0 => {
                let own = element.get("customMarkFollows").is_some_and(|v| v != "0" && v != "false");
                self.numbered += u32::from(!own);
                let number = (!own).then_some(self.numbered);
                let id = element.get("id").unwrap_or_default().to_owned();
                self.called.push(((name == "endnoteReference", id), number));
                if let Some(number) = number {
                    self.push(&raised(number));
                }
            }
            name @ ("footnote" | "endnote") => {
                // Separators are notes of a type of their own, which nothing calls.
                let id =
                    element.get("id").filter(|_| element.get("type").is_none_or(|kind| kind == "normal"));
                self.note = Some((name == "endnote", id.unwrap_or_default().to_owned()));
            }
            "drawing" | "pict" | "object" if self.hidden == 0 => self.pictures += 1,
            "txbxContent" => self.pictures = self.pictures.saturating_sub(1),
            _ => {}
        }
        self.path.push(element.name);
    }

    fn end(&mut self) -> Result<(), Refusal> {
        match self.path.pop().as_deref().unwrap_or_default() {
            name if HIDING.contains(&name) => self.hidden = self.hidden.saturating_sub(1),
            "p" => self.paragraph()?,
            "tr" => {
                if let Some(row) = self.rows.pop() {
                    self.row(row);
                }
            }
            "r" => self.run = (None, None),
            "footnote" | "endnote" => self.note = None,
            _ => {}
        }
        Ok(())
    }

    fn paragraph(&mut self) -> Result<(), Refusal> {
        let Some(mut open) = self.open.pop() else { return Ok(()) };
        if open.words.is_blank() && open.is_gone {
            return Ok(());
        }
        let by_style = open.style.list();
        let list = open.list.0.or(by_style.map(|(list, _)| list));
        let level = open.list.1.or(by_style.map(|(_, level)| level)).unwrap_or(0);
        // One without words counts, too; its number is worth a line only in a table, where it may be all of a cell.
        let label = list.filter(|list| *list != 0).and_then(|list| self.numbering.next(list, level));
        let is_blank = open.words.is_blank();
        if let Some(label) = label.filter(|_| !is_blank || self.is_in_cell()) {
            open.words.begin_with(&format!("{label} "));
        }
        if open.words.is_blank() {
            return Ok(());
        }
        if open.style.is_contents() {
            open.words.lead_to_page();
        }
        if let Some(id) = &self.note {
            self.notes.entry(id.clone()).or_default().push(open.words);
        } else if let Some(cell) = self.rows.last_mut().and_then(|row| row.last_mut()) {
            cell.push(open.words);
        } else if let Some(rank) = open.rank {
            self.blocks.heading(&open.words, rank);
        } else {
            self.blocks.paragraph(&open.words);
        }
        self.blocks.check()
    }

    fn is_in_cell(&self) -> bool {
        self.note.is_none() && self.rows.last().is_some_and(|row| !row.is_empty())
    }

    /// A row of a table: a block with a line for each cell, so that what belongs together stays together; where a cell
    /// has several paragraphs, the table only lays out the page, and each is a block.
    fn row(&mut self, row: Row) {
        let cells = row.into_iter().filter(|cell| !cell.is_empty()).collect::<Vec<_>>();
        if cells.iter().any(|cell| cell.len() > 1) {
            cells.iter().flatten().for_each(|words| self.put(words));
            return;
        }
        let mut whole = Words::default();
        for (nth, words) in cells.iter().flatten().enumerate() {
            if nth > 0 {
                whole.push("\n", false, false);
            }
            whole.append(words);
        }
        self.put(&whole);
    }

    /// A block, in the cell that is open if there is one.
    fn put(&mut self, words: &Words) {
        match self.rows.last_mut().and_then(|row| row.last_mut()) {
            Some(cell) => cell.push(words.clone()),
            None => self.blocks.paragraph(words),
        }
    }

    /// All blocks, the notes below the text with the numbers by which they are called.
    pub(super) fn finish(mut self) -> Blocks {
        let mut notes = Vec::new();
        for (id, number) in &self.called {
            // Each once, however often it is called: copies of a long one would fill the memory.
            let Some(all) = self.notes.remove(id) else { continue };
            let mut whole = Words::default();
            whole.push(&all.iter().map(Words::plain).collect::<Vec<_>>().join(" "), false, false);
            notes.push((*number, whole));
        }
        self.blocks.notes(&notes);
        self.blocks
    }
}
