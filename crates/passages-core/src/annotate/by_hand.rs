//! Tags that an editor set or took away, laid over those that words show.
//!
//! A term that was set has no words of its own: it stands for the first sentence, hides no words from the linker, is in
//! no sentence with other evidence, and [`Annotation::by_hand`] says whose it is.

use super::{Annotation, Matcher, Tag, insert};
use crate::document::Document;
use crate::problem::{Problem, ProblemKind};
use crate::source::{Editing, EditorTag};
use crate::span::Span;
use crate::tokens::{Analyzer, Token};
use crate::vocabulary::{Kind, TermIx, Vocabulary};

/// The annotations of one document, one a paragraph: what its words show, and what `editing` says of it.
/// `matcher` is one of the vocabulary. What cannot be done is a problem.
pub fn tagged(
    document: &Document,
    editing: &Editing,
    vocabulary: &Vocabulary,
    matcher: &Matcher,
) -> (Vec<Annotation>, Vec<Problem>) {
    let mut tagging = Tagging::default();
    while !tagging.step(document, matcher) {}
    tagging.finish(document, editing, vocabulary)
}

/// [`tagged`] on its way: in steps, all of the same document.
#[derive(Default)]
pub struct Tagging {
    tokens: Vec<Vec<Token>>,
    annotations: Vec<Annotation>,
}

impl Tagging {
    /// Tags some paragraphs more, which takes some milliseconds where they are of a usual length; whether all are.
    pub fn step(&mut self, document: &Document, matcher: &Matcher) -> bool {
        let analyzer = Analyzer::of(&document.language);
        for paragraph in document.some_paragraphs(self.tokens.len()) {
            let tokens = analyzer.tokens(&paragraph.text);
            self.annotations.push(matcher.annotate(&tokens));
            self.tokens.push(tokens);
        }
        self.tokens.len() >= document.paragraphs.len()
    }

    /// The share of the paragraphs that are tagged, from 0 to 1.
    pub fn progress(&self, document: &Document) -> f32 {
        self.tokens.len() as f32 / document.paragraphs.len().max(1) as f32
    }

    /// What came of it, with what `editing` says.
    pub fn finish(
        mut self,
        document: &Document,
        editing: &Editing,
        vocabulary: &Vocabulary,
    ) -> (Vec<Annotation>, Vec<Problem>) {
        let problems = lay(editing, document, vocabulary, &self.tokens, &mut self.annotations);
        (self.annotations, problems)
    }
}

/// Lays the tags of `editing` over the annotations of its document; `tokens` and `annotations` have one entry a
/// paragraph. What cannot be done is a problem.
pub(crate) fn lay(
    editing: &Editing,
    document: &Document,
    vocabulary: &Vocabulary,
    tokens: &[Vec<Token>],
    annotations: &mut [Annotation],
) -> Vec<Problem> {
    let mut problems = Vec::new();
    for wanted in &editing.tags {
        let (path, line) = (&editing.path, Some(wanted.line));
        let place = document.place(&wanted.para).map_err(|(message, hint)| {
            let problem = Problem::error(path, line, message, hint);
            problem.of(ProblemKind::UnknownParagraph, &[&wanted.para])
        });
        let (at, term) = match place.and_then(|at| Ok((at, find(wanted, vocabulary, path)?))) {
            Ok(found) => found,
            Err(problem) => {
                problems.push(problem);
                continue;
            }
        };
        let (Some(tokens), Some(annotation)) = (tokens.get(at), annotations.get_mut(at)) else { continue };
        let idle = if wanted.not {
            !take_away(annotation, term)
        } else {
            !set(annotation, term, tokens, vocabulary)
        };
        if idle {
            let why = if wanted.not { "does not show it anyway" } else { "has no word" };
            let message = format!("paragraph `{}` is tagged for nothing: it {why}", wanted.para);
            let problem = Problem::warning(path, line, message, "leave the entry out");
            problems.push(problem.of(ProblemKind::IdleTag, &[&wanted.para]));
        }
    }
    problems
}

/// The term that is meant; what is wrong and what to do where there is none.
fn find(wanted: &EditorTag, vocabulary: &Vocabulary, path: &str) -> Result<TermIx, Problem> {
    let line = Some(wanted.line);
    let Some((ix, term)) = vocabulary.indexed().find(|(_, term)| term.id == wanted.term) else {
        let message = format!("there is no term `{}`", wanted.term);
        let hint = "name it by its `id` in one of the files of vocabulary/";
        let problem = Problem::error(path, line, message, hint);
        return Err(problem.of(ProblemKind::UnknownTerm, &[&wanted.term]));
    };
    if matches!(term.kind, Kind::Voice | Kind::Rung) {
        let message = format!("`{}` is a way of speaking, which only words show", wanted.term);
        let problem = Problem::error(path, line, message, "tag a theme or a name");
        return Err(problem.of(ProblemKind::SpokenTerm, &[&wanted.term]));
    }
    Ok(ix)
}

/// Sets a term, and for a state its place, as its words would; false where there is no word.
fn set(annotation: &mut Annotation, term: TermIx, tokens: &[Token], vocabulary: &Vocabulary) -> bool {
    let Some(first) = tokens.first() else { return false };
    let sentence = tokens.iter().take_while(|token| token.sentence == first.sentence);
    let end = sentence.last().map_or(first.span.end, |token| token.span.end);
    let span = Span { start: first.span.start, end };
    let place = vocabulary.term(term).and_then(|term| term.place);
    for term in [Some(term), place].into_iter().flatten() {
        if annotation.tags.iter().all(|tag| tag.term != term) {
            insert(&mut annotation.tags, Tag { span, term, sentence: first.sentence });
            insert(&mut annotation.by_hand, term);
        }
    }
    true
}

/// Takes a term away, and its part in what is said; whether there was anything to take.
fn take_away(annotation: &mut Annotation, term: TermIx) -> bool {
    let before = annotation.tags.len();
    annotation.tags.retain(|tag| tag.term != term);
    annotation.by_hand.retain(|own| *own != term);
    for speech in &mut annotation.speech {
        speech.who = speech.who.filter(|who| who.term != term);
    }
    annotation.tags.len() < before
}
