//! The whole pipeline on one screen, and the same step by step.

mod shelf;

use crate::annotate::{Matcher, lay};
use crate::archive;
use crate::corpus::Compiled;
use crate::evaluate::{Accuracy, Measured, Pass, evaluate};
use crate::graph::{self, Adjacency, Edge, Grouping, Layout, Named, Request};
use crate::index::{Index, IndexBuilder};
use crate::link::{Link, Linker, Memory, Search, Shown, Weights, backbone, by_score};
use crate::problem::Problem;
use crate::source::Source;
use crate::tokens::{Analyzer, Stems, Token};
use crate::vocabulary::Vocabulary;
use shelf::Shelf;
use std::borrow::Cow;

/// Sources and a vocabulary -> everything that the page needs.
///
/// `gold` holds judgements of them, if there are any; it measures and changes nothing.
/// The build, the curator's check and a visitor's own document all go through here.
/// It never fails: what is wrong is in the list of problems.
pub fn compile(sources: &[Source], vocabulary: Vocabulary, gold: &[Pass]) -> (Compiled, Vec<Problem>) {
    let mut compiling = Compiling::new(vocabulary);
    compiling.gold = Cow::Borrowed(gold);
    sources.iter().for_each(|source| compiling.shelf.add(Cow::Borrowed(source)));
    while !compiling.step() {}
    compiling.finish()
}

/// [`compile`] on its way: in steps, so that it can be given up between two of them.
///
/// How many steps are taken at a time makes no difference to the outcome.
pub struct Compiling<'a> {
    shelf: Shelf<'a>,
    gold: Cow<'a, [Pass]>,
    problems: Vec<Problem>,
    stage: Stage,
    // What is known so far, in this order.
    compiled: Compiled,
    tokens: Vec<Vec<Token>>,
    index: Index,
    linker: Linker,
    shown: Vec<Shown>,
    edges: Vec<Edge>,
}

/// What is being done.
enum Stage {
    Read,
    Words { document: usize, done: usize, reading: Box<Reading> },
    Show { memory: Box<Memory>, document: usize, done: usize },
    Compare(Box<Search>),
    Link(Vec<Vec<(f32, u32)>>),
    Draw,
    Arrange(Box<Layout>),
    Group(Box<Grouping>),
    Seal,
    Done,
}

/// What paragraphs become words with.
struct Reading {
    matcher: Matcher,
    stems: Stems,
    index: IndexBuilder,
}

/// Paragraphs that are compared with all others in a step.
const COMPARED: usize = 16;
/// The share of the work that is done when a stage begins, about, as measured on 2,000 paragraphs.
const SHARES: [f32; 9] = [0.0, 0.1, 0.25, 0.35, 0.6, 0.65, 0.7, 0.9, 0.97];

impl<'a> Compiling<'a> {
    /// Without any document yet.
    pub fn new(vocabulary: Vocabulary) -> Self {
        Self {
            shelf: Shelf::default(),
            gold: Cow::Borrowed(&[]),
            problems: Vec::new(),
            stage: Stage::Read,
            compiled: Compiled { vocabulary, ..Compiled::default() },
            tokens: Vec::new(),
            index: Index::default(),
            linker: Linker::default(),
            shown: Vec::new(),
            edges: Vec::new(),
        }
    }

    /// Begins with documents that have been compiled before, with the same vocabulary: they need not be read and tagged
    /// again. What was measured of them holds as long as nothing is added.
    pub fn with_base(mut self, base: Compiled) -> Self {
        let mut annotations = base.annotations.into_iter();
        for document in base.documents {
            let own = annotations.by_ref().take(document.paragraphs.len()).collect();
            self.shelf.known(document, own);
        }
        self.compiled.accuracy = base.accuracy;
        self
    }

    /// Adds a document.
    pub fn add(&mut self, source: Source) {
        self.shelf.add(Cow::Owned(source));
    }

    /// What the added documents are called, in the order in which they were added, as far as they have been read.
    pub fn names(&self) -> &[String] {
        &self.shelf.names
    }

    /// How much of the work is done, about: from 0 to 1, never less than before.
    pub fn progress(&self) -> f32 {
        let of = |part: usize, all: usize| part as f32 / all.max(1) as f32;
        let documents = self.compiled.documents.len();
        let (stage, part) = match &self.stage {
            Stage::Read => (0, self.shelf.progress()),
            Stage::Words { document, done, .. } | Stage::Show { document, done, .. } => {
                let here = self.compiled.documents.get(*document).map_or(0, |d| d.paragraphs.len());
                let stage = if matches!(self.stage, Stage::Words { .. }) { 1 } else { 2 };
                (stage, (*document as f32 + of(*done, here)) / documents.max(1) as f32)
            }
            Stage::Compare(search) => (3, search.progress()),
            Stage::Link(_) => (4, 0.0),
            Stage::Draw => (5, 0.0),
            Stage::Arrange(layout) => (6, layout.progress()),
            Stage::Group(_) => (7, 0.0),
            Stage::Seal => (8, 0.0),
            Stage::Done => return 1.0,
        };
        let from = SHARES.get(stage).copied().unwrap_or(1.0);
        from + part * (SHARES.get(stage + 1).copied().unwrap_or(1.0) - from)
    }

    /// Goes on by one step, which takes some milliseconds where paragraphs are of a usual length; whether all is done.
    pub fn step(&mut self) -> bool {
        self.stage = match std::mem::replace(&mut self.stage, Stage::Done) {
            Stage::Read => self.read(),
            Stage::Words { document, done, reading } => self.words((document, done), reading),
            Stage::Show { memory, document, done } => self.show(memory, (document, done)),
            Stage::Compare(search) => self.compare(search),
            Stage::Link(nearest) => {
                self.compiled.links = self.linker.mutual(&self.shown, &nearest);
                let texts: Vec<&str> = self
                    .compiled
                    .documents
                    .iter()
                    .flat_map(|d| d.paragraphs.iter().map(|p| p.text.as_str()))
                    .collect();
                self.compiled.told = self.linker.told(&self.compiled.links, &self.shown, &texts);
                Stage::Draw
            }
            Stage::Draw => self.draw(),
            Stage::Arrange(layout) => self.arrange(layout),
            Stage::Group(grouping) => self.group(grouping),
            Stage::Seal => self.seal(),
            Stage::Done => Stage::Done,
        };
        matches!(self.stage, Stage::Done)
    }

    /// What came of it, once all is done.
    pub fn finish(self) -> (Compiled, Vec<Problem>) {
        (self.compiled, self.problems)
    }

    /// Texts become documents, in the order in which a reader would shelve them.
    fn read(&mut self) -> Stage {
        if !self.shelf.read_on(&mut self.problems) {
            return Stage::Read;
        }
        self.compiled.documents = self.shelf.in_order();
        let matcher = Matcher::new(&self.compiled.vocabulary, &Analyzer::english());
        let reading = Reading { matcher, stems: Stems::default(), index: IndexBuilder::new() };
        Stage::Words { document: 0, done: 0, reading: Box::new(reading) }
    }

    /// Paragraphs become words, and words show terms of the vocabulary; some paragraphs of a document at a time.
    fn words(&mut self, at: (usize, usize), mut reading: Box<Reading>) -> Stage {
        let compiled = &mut self.compiled;
        let (document, done) = at;
        let Some(of) = compiled.documents.get(document) else {
            // What two paragraphs both show links them.
            self.index = reading.index.finish_tokens();
            let analyzer = Analyzer::english();
            let weights = Weights::default();
            self.linker = Linker::new(&compiled.vocabulary, &compiled.annotations, &analyzer, weights);
            return Stage::Show { memory: Box::default(), document: 0, done: 0 };
        };
        let analyzer = Analyzer::of(&of.language);
        let is_known = self.shelf.is_known(document);
        let some = of.some_paragraphs(done);
        for paragraph in some {
            let tokens = analyzer.tokens_with(&paragraph.text, &mut reading.stems);
            reading.index.push_tokens(&tokens);
            if !is_known {
                compiled.annotations.push(reading.matcher.annotate(&tokens));
            }
            self.tokens.push(tokens);
        }
        let done = done + some.len();
        if done < of.paragraphs.len() {
            return Stage::Words { document, done, reading };
        }
        match self.shelf.take(document) {
            Ok(known) => compiled.annotations.extend(known),
            Err(editing) => {
                let last = |all: usize| all.saturating_sub(done)..;
                let tokens = self.tokens.get(last(self.tokens.len())).unwrap_or_default();
                let own = last(compiled.annotations.len());
                let own = compiled.annotations.get_mut(own).unwrap_or_default();
                self.problems.extend(lay(&editing, of, &compiled.vocabulary, tokens, own));
            }
        }
        Stage::Words { document: document + 1, done: 0, reading }
    }

    /// What each paragraph shows; some paragraphs of a document at a time.
    fn show(&mut self, mut memory: Box<Memory>, at: (usize, usize)) -> Stage {
        let Compiled { documents, annotations, .. } = &self.compiled;
        let (document, done) = at;
        let Some(of) = documents.get(document) else {
            return Stage::Compare(Box::new(self.linker.search(&self.shown)));
        };
        let rest = self.tokens.iter().zip(annotations).skip(self.shown.len());
        let tools = (&self.linker, &self.index);
        let some = of.some_paragraphs(done);
        let shown = some.iter().zip(rest);
        let shown: Vec<Shown> =
            shown.map(|(p, (tokens, annotation))| memory.shown(tools, &p.text, tokens, annotation)).collect();
        self.shown.extend(shown);
        let done = done + some.len();
        let next = if done < of.paragraphs.len() { (document, done) } else { (document + 1, 0) };
        Stage::Show { memory, document: next.0, done: next.1 }
    }

    /// Which are the nearest of each.
    fn compare(&mut self, mut search: Box<Search>) -> Stage {
        if search.go_on(&self.linker, &self.shown, COMPARED) {
            Stage::Link(search.found())
        } else {
            Stage::Compare(search)
        }
    }

    /// What a picture draws decides where things stand in it.
    fn draw(&mut self) -> Stage {
        self.shown = Vec::new();
        if !self.shelf.names.is_empty() {
            self.compiled.accuracy = Accuracy::default();
        }
        if !self.gold.is_empty() {
            let Compiled { documents, vocabulary, annotations, links, .. } = &self.compiled;
            let (tokens, index) = (&self.tokens, &self.index);
            let measured = Measured { documents, vocabulary, tokens, annotations, index, links };
            self.compiled.accuracy = evaluate(&measured, &self.gold);
        }
        let links = &self.compiled.links;
        let all: Vec<usize> = (0..links.len()).collect();
        let drawn = backbone(links, &by_score(links), &all, self.tokens.len());
        let edge = |l: &Link| Edge { a: l.from as usize, b: l.to as usize, weight: f64::from(l.score) };
        self.edges = drawn.iter().filter_map(|at| links.get(*at)).map(edge).collect();
        let (nodes, edges) = (self.tokens.len(), self.edges.clone());
        Stage::Arrange(Box::new(Layout::new(&Request { nodes, edges, ..Request::default() })))
    }

    fn arrange(&mut self, mut layout: Box<Layout>) -> Stage {
        if !layout.step() {
            return Stage::Arrange(layout);
        }
        self.compiled.places = layout.points().iter().map(|p| (p.x as f32, p.y as f32)).collect();
        let graph = Adjacency::new(self.tokens.len(), &self.edges);
        Stage::Group(Box::new(Grouping::new(graph, graph::RESOLUTION)))
    }

    /// The same links make communities, which are named by what their passages show more often than others do.
    fn group(&mut self, mut grouping: Box<Grouping>) -> Stage {
        if !grouping.step() {
            return Stage::Group(grouping);
        }
        let named = Named {
            vocabulary: &self.compiled.vocabulary,
            annotations: &self.compiled.annotations,
            tokens: &self.tokens,
            index: &self.index,
            analyzer: &Analyzer::english(),
        };
        self.compiled.communities = named.name(grouping.found());
        Stage::Seal
    }

    fn seal(&mut self) -> Stage {
        match archive::fingerprint(&self.compiled) {
            Ok(fingerprint) => self.compiled.fingerprint = fingerprint,
            Err(fault) => {
                let hint = "make the corpus smaller";
                self.problems.push(Problem::error("corpus", None, fault.to_string(), hint));
            }
        }
        Stage::Done
    }
}
