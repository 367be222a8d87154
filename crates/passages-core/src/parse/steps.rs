//! [`super::parse`] in steps, so that a long text holds nobody up.

use super::block::Block;
use super::blocks::Dividing;
use super::body::{self, Place};
use super::lines::{self, Line};
use super::{Draft, finish, flow, open, parts};
use crate::document::Document;
use crate::problem::Problem;
use crate::source::Source;
use std::borrow::Cow;
use std::ops::Range;

/// Bytes that are read in some milliseconds.
pub const STEP_BYTES: usize = 48 * 1024;
/// Lines that are told apart in some milliseconds.
const STEP_LINES: usize = 500;
/// Of a long text a step reads more, so that there are about so many of them at most.
const MOST_STEPS: usize = 24;

/// A document that is being read. How it is read makes no difference to what is read.
pub struct Parsing<'a> {
    source: Cow<'a, Source>,
    draft: Draft,
    stage: Stage,
    /// As far as they are told.
    blocks: Vec<Kept>,
    parts: Vec<Range<usize>>,
    /// The part that is being read, and where in it, once it is open.
    part: usize,
    place: Option<(usize, Place)>,
}

/// What is being done.
enum Stage {
    /// The lines that are read are told from the others.
    Flow,
    /// Where one block ends and another begins is told, in these lines.
    Divide(Dividing, Vec<KeptLine>),
    /// The blocks are read.
    Read,
}

/// A block without its words, which stay in the text.
struct Kept {
    lines: Vec<KeptLine>,
    apart: bool,
}

/// A line by its number, and what stands around it.
struct KeptLine {
    number: u32,
    page: u32,
    gap: bool,
    cut: bool,
    ruled: bool,
}

impl<'a> Parsing<'a> {
    /// Begins with a text.
    pub fn new(source: Cow<'a, Source>) -> Self {
        Self {
            source,
            draft: Draft::default(),
            stage: Stage::Flow,
            blocks: Vec::new(),
            parts: Vec::new(),
            part: 0,
            place: None,
        }
    }

    /// The share of it that is read, from 0 to 1, never less than before.
    pub fn progress(&self) -> f32 {
        if !matches!(self.stage, Stage::Read) {
            return 0.0;
        }
        let all = self.blocks.len();
        let read = match (&self.place, self.parts.get(self.part)) {
            (Some((at, _)), _) => *at,
            (None, Some(part)) => part.start,
            (None, None) => all,
        };
        read as f32 / all.max(1) as f32
    }

    /// Reads on, by about so many bytes; whether all is read. The first steps find the blocks of the text.
    pub fn step(&mut self, bytes: usize) -> bool {
        match std::mem::replace(&mut self.stage, Stage::Read) {
            Stage::Flow => {
                let (draft, flow) = flow(&self.source.text);
                self.draft = draft;
                self.stage = Stage::Divide(Dividing::new(&flow), flow.iter().map(KeptLine::of).collect());
                return false;
            }
            Stage::Divide(dividing, flow) => {
                self.divide(dividing, flow);
                return false;
            }
            Stage::Read => {}
        }
        if self.part >= self.parts.len() {
            return true;
        }
        let source = &*self.source;
        let lines = lines::read(&source.text);
        let words = |blocks: Range<usize>| -> Vec<Block<'_>> {
            let kept = self.blocks.get(blocks).unwrap_or_default();
            kept.iter().map(|block| block.with_words(&lines)).collect()
        };
        let mut left = bytes.max(source.text.len() / MOST_STEPS);
        // Small parts are read several at a time.
        while let Some(range) = self.parts.get(self.part) {
            let first = self.place.as_ref().map_or(range.start, |(at, _)| *at);
            let (at, mut place) = self.place.take().unwrap_or_else(|| {
                let (place, front) = open(&mut self.draft, self.part, &words(range.clone()));
                (range.start + front, place)
            });
            let rest = words(at..range.end);
            let read = body::read(&mut self.draft, &mut place, &rest, &source.path, left);
            if at + read < range.end {
                self.place = Some((at + read, place));
                return false;
            }
            self.part += 1;
            let done = self.blocks.get(first..range.end).unwrap_or_default();
            let size = |block: &Kept| {
                block.lines.iter().map(|line| line.with_words(&lines).text.len()).sum::<usize>()
            };
            left = left.saturating_sub(done.iter().map(size).sum());
            if left == 0 {
                break;
            }
        }
        self.part >= self.parts.len()
    }

    /// Tells of some lines which of them belong together.
    fn divide(&mut self, mut dividing: Dividing, flow: Vec<KeptLine>) {
        let lines = lines::read(&self.source.text);
        let with_words: Vec<Line<'_>> = flow.iter().map(|line| line.with_words(&lines)).collect();
        let mut blocks: Vec<Block<'_>> =
            self.blocks.pop().iter().map(|last| last.with_words(&lines)).collect();
        let is_done = dividing.go_on(&with_words, &mut blocks, STEP_LINES.max(flow.len() / MOST_STEPS));
        self.blocks.extend(blocks.iter().map(Kept::of));
        if is_done {
            let blocks: Vec<Block<'_>> = self.blocks.iter().map(|block| block.with_words(&lines)).collect();
            self.parts = parts::split(&blocks);
        } else {
            self.stage = Stage::Divide(dividing, flow);
        }
    }

    /// What was read, once all is.
    pub fn finish(self) -> (Document, Vec<Problem>, Cow<'a, Source>) {
        let (document, problems) = finish(self.draft, &self.source);
        (document, problems, self.source)
    }
}

impl Kept {
    fn of(block: &Block<'_>) -> Self {
        Self { lines: block.lines.iter().map(KeptLine::of).collect(), apart: block.apart }
    }

    /// The block again; `lines` are those of the text.
    fn with_words<'t>(&self, lines: &[Line<'t>]) -> Block<'t> {
        Block { lines: self.lines.iter().map(|line| line.with_words(lines)).collect(), apart: self.apart }
    }
}

impl KeptLine {
    fn of(line: &Line<'_>) -> Self {
        Self { number: line.number, page: line.page, gap: line.gap, cut: line.cut, ruled: line.ruled }
    }

    /// The line again; `lines` are those of the text.
    fn with_words<'t>(&self, lines: &[Line<'t>]) -> Line<'t> {
        let Self { number, page, gap, cut, ruled } = *self;
        let at = lines.binary_search_by_key(&number, |line| line.number).ok();
        let text = at.and_then(|at| lines.get(at)).map_or("", |line| line.text);
        Line { number, text, page, gap, cut, ruled }
    }
}
