//! The whole pipeline on one screen.

use crate::annotate::{Annotation, Matcher};
use crate::archive;
use crate::corpus::Compiled;
use crate::document::Document;
use crate::evaluate::{Accuracy, Measured, Pass, evaluate};
use crate::graph::{self, Adjacency, Edge, Named};
use crate::index::Index;
use crate::link::{Linker, Shown, Weights, backbone, by_score};
use crate::parse::parse;
use crate::problem::Problem;
use crate::source::Source;
use crate::tokens::{Analyzer, Token};
use crate::vocabulary::Vocabulary;

/// Sources and a vocabulary -> everything that the page needs.
///
/// `gold` holds judgements of them, if there are any; it measures and changes nothing.
/// The build, the curator's check and a visitor's own document all go through here.
/// It never fails: what is wrong is in the list of problems.
pub fn compile(sources: &[Source], vocabulary: Vocabulary, gold: &[Pass]) -> (Compiled, Vec<Problem>) {
    let mut problems = Vec::new();
    // Texts become documents, in the order in which a reader would shelve them.
    let mut documents: Vec<Document> = Vec::new();
    for source in sources {
        let (document, found) = parse(source);
        problems.extend(found);
        if documents.iter().any(|d| d.name == document.name) {
            let message = format!("another document is called `{}` too", document.name);
            let hint = "give one of them another `name` in its document.toml";
            problems.push(Problem::error(&source.path, None, message, hint));
        } else {
            documents.push(document);
        }
    }
    documents.sort_by(|a, b| (a.date(), &a.name).cmp(&(b.date(), &b.name)));
    // Paragraphs become words, and words show terms of the vocabulary.
    let analyzer = Analyzer::english();
    let by_document = documents.iter().map(|d| (Analyzer::of(&d.language), d));
    let tokens: Vec<Vec<Token>> =
        by_document.flat_map(|(of, d)| d.paragraphs.iter().map(move |p| of.tokens(&p.text))).collect();
    let matcher = Matcher::new(&vocabulary, &analyzer);
    let annotations: Vec<Annotation> = tokens.iter().map(|t| matcher.annotate(t)).collect();
    // What two paragraphs both show links them, and links decide where they stand on the map.
    let index = Index::new(&tokens);
    let linker = Linker::new(&vocabulary, &annotations, &analyzer, Weights::default());
    let texts = documents.iter().flat_map(|d| d.paragraphs.iter().map(|p| p.text.as_str()));
    let mut reader = linker.reader(&index);
    let shown: Vec<Shown> = texts
        .zip(tokens.iter().zip(&annotations))
        .map(|(text, (tokens, annotation))| reader.shown(text, tokens, annotation))
        .collect();
    let links = linker.links(&shown);
    drop(shown);
    let accuracy = if gold.is_empty() {
        Accuracy::default()
    } else {
        let (documents, annotations, index) = (&documents, &annotations, &index);
        let (vocabulary, tokens, links) = (&vocabulary, &tokens, &links);
        evaluate(&Measured { documents, vocabulary, tokens, annotations, index, links }, gold)
    };
    // What a picture draws decides where things stand in it.
    let all: Vec<usize> = (0..links.len()).collect();
    let drawn = backbone(&links, &by_score(&links), &all, tokens.len());
    let edges: Vec<Edge> = drawn
        .iter()
        .filter_map(|at| links.get(*at))
        .map(|l| Edge { a: l.from as usize, b: l.to as usize, weight: f64::from(l.score) })
        .collect();
    let places = graph::layout(tokens.len(), &edges).iter().map(|p| (p.x as f32, p.y as f32)).collect();
    // The same links make communities, which are named by what their passages show more often than others do.
    let groups = graph::communities(&Adjacency::new(tokens.len(), &edges), graph::RESOLUTION);
    let communities = Named {
        vocabulary: &vocabulary,
        annotations: &annotations,
        tokens: &tokens,
        index: &index,
        analyzer: &analyzer,
    }
    .name(groups);
    let mut compiled = Compiled {
        documents,
        vocabulary,
        annotations,
        links,
        communities,
        places,
        accuracy,
        fingerprint: String::new(),
    };
    match archive::fingerprint(&compiled) {
        Ok(fingerprint) => compiled.fingerprint = fingerprint,
        Err(fault) => {
            problems.push(Problem::error("corpus", None, fault.to_string(), "make the corpus smaller"))
        }
    }
    (compiled, problems)
}
