//! `curate stats`.

use crate::corpus::compile_dir;
use crate::output;
use crate::progress::Progress;
use passages_core::corpus::Corpus;
use passages_core::vocabulary::{Kind, label};
use serde::Serialize;
use std::path::Path;
use std::process::ExitCode;

/// What a document holds.
#[derive(Serialize)]
struct DocumentCount {
    name: String,
    date: Option<String>,
    language: String,
    paragraphs: usize,
    words: usize,
    /// Terms of the vocabulary, each time a paragraph shows one.
    tags: usize,
    /// Links that end in it, those inside counted once.
    links: usize,
    /// Paragraphs without a link.
    unlinked: usize,
}

/// How much of a kind of term is used.
#[derive(Serialize)]
struct KindCount {
    kind: &'static str,
    terms: usize,
    /// Terms that no paragraph shows, by their ids.
    unused: Vec<String>,
}

#[derive(Serialize)]
struct Stats {
    documents: Vec<DocumentCount>,
    paragraphs: usize,
    links: usize,
    communities: usize,
    vocabulary: Vec<KindCount>,
    fingerprint: String,
}

pub(crate) fn run(dir: &Path, json: bool, progress: Progress) -> ExitCode {
    let (compiled, problems) = compile_dir(dir, progress);
    let refused = output::report(&problems);
    let corpus = progress.during("opening the corpus", || Corpus::new(compiled));
    let stats = counted(&corpus);
    if json {
        return output::worse(output::lines(std::iter::once(stats)), refused);
    }
    output::worse(output::text(table(&stats, &corpus).into_iter()), refused)
}

fn counted(corpus: &Corpus) -> Stats {
    let document = |(at, document): (usize, &passages_core::document::Document)| {
        let own = || corpus.indices().filter(|ix| corpus.document_ix(*ix) == Some(at));
        let is_own = |ix| corpus.document_ix(ix) == Some(at);
        DocumentCount {
            name: document.name.clone(),
            date: document.date().map(|date| date.to_string()),
            language: document.language.clone(),
            paragraphs: document.paragraphs.len(),
            words: document.paragraphs.iter().map(|p| p.text.split_whitespace().count()).sum(),
            tags: own().filter_map(|ix| corpus.annotation(ix)).map(|a| a.terms().len()).sum(),
            links: corpus.links().iter().filter(|l| is_own(l.from) || is_own(l.to)).count(),
            unlinked: own().filter(|ix| corpus.links_of(*ix).next().is_none()).count(),
        }
    };
    let vocabulary = corpus.vocabulary();
    let mut used = vec![false; vocabulary.terms.len()];
    for ix in corpus.indices().filter_map(|ix| corpus.annotation(ix)).flat_map(|a| a.terms()) {
        if let Some(slot) = used.get_mut(usize::from(ix)) {
            *slot = true;
        }
    }
    let mut kinds: Vec<Kind> = Vec::new();
    vocabulary.terms.iter().for_each(|term| {
        if !kinds.contains(&term.kind) {
            kinds.push(term.kind);
        }
    });
    let kind = |kind: Kind| {
        let of_kind = || vocabulary.terms.iter().zip(&used).filter(move |(term, _)| term.kind == kind);
        let unused = of_kind().filter(|(_, used)| !**used).map(|(term, _)| term.id.clone()).collect();
        KindCount { kind: kind.id(), terms: of_kind().count(), unused }
    };
    Stats {
        documents: corpus.documents().iter().enumerate().map(document).collect(),
        paragraphs: corpus.len(),
        links: corpus.links().len(),
        communities: corpus.communities().len(),
        vocabulary: kinds.into_iter().map(kind).collect(),
        fingerprint: corpus.fingerprint().to_owned(),
    }
}

fn table(stats: &Stats, corpus: &Corpus) -> Vec<String> {
    let widest = stats.documents.iter().map(|d| d.name.chars().count()).max().unwrap_or(0).clamp(8, 40);
    let row = |cells: [&str; 7]| {
        let [name, date, paragraphs, words, tags, links, unlinked] = cells;
        format!("{name:<widest$}  {date:<10}{paragraphs:>12}{words:>10}{tags:>8}{links:>8}{unlinked:>10}")
    };
    let mut lines = vec![row(["document", "date", "paragraphs", "words", "tags", "links", "unlinked"])];
    for d in &stats.documents {
        let [paragraphs, words, tags, links, unlinked] =
            [d.paragraphs, d.words, d.tags, d.links, d.unlinked].map(|n| n.to_string());
        let date = d.date.as_deref().unwrap_or("-");
        lines.push(row([&d.name, date, &paragraphs, &words, &tags, &links, &unlinked]));
    }
    lines.push(String::new());
    lines.push(
        [
            output::count(stats.documents.len(), "document"),
            output::count(stats.paragraphs, "paragraph"),
            output::count(stats.links, "link"),
            format!("{} communities", stats.communities),
            format!("fingerprint {}", stats.fingerprint),
        ]
        .join(", "),
    );
    for kind in &stats.vocabulary {
        let unused =
            if kind.unused.is_empty() { String::new() } else { format!(", {} unused", kind.unused.len()) };
        lines.push(format!("{:<14}{:>5} terms{unused}", kind.kind, kind.terms));
        let names = kind.unused.iter().map(|id| {
            let term = corpus.vocabulary().terms.iter().find(|t| t.id == *id && t.kind.id() == kind.kind);
            term.map_or(id.as_str(), |term| label(&term.labels, "en")).to_owned()
        });
        let names: Vec<String> = names.collect();
        if !names.is_empty() {
            let head = " ".repeat(16);
            lines.extend(crate::terminal::wrapped(&head, &names.join("; "), crate::terminal::width()));
        }
    }
    lines
}
