//! `curate links`.

use crate::corpus::{compiled, lacking, read};
use crate::output;
use crate::progress::Progress;
use passages_core::corpus::{Corpus, Verdict};
use passages_core::export::records::LinkRecord;
use passages_core::link::{Evidence, MAX_LINKS, MIN_SCORE, ParagraphIx, Reason};
use passages_core::problem::Problem;
use passages_core::span::Span;
use passages_core::vocabulary::label;
use passages_files::read_vocabulary;
use std::path::Path;
use std::process::ExitCode;

pub(crate) fn run(
    dir: &Path,
    vocabulary: Option<&Path>,
    explain: Option<&[String]>,
    json: bool,
    progress: Progress,
) -> ExitCode {
    if let Some(problem) = vocabulary.and_then(lacking) {
        return output::report(&[problem]);
    }
    let mut files = read(dir, progress);
    if let Some(other) = vocabulary {
        let (read, found) = read_vocabulary(other);
        files.vocabulary = read;
        files.problems.extend(found);
    }
    let (compiled, found) = compiled(&files.sources, files.vocabulary, &[], progress);
    files.problems.extend(found);
    let corpus = progress.during("opening the corpus", || Corpus::new(compiled));
    if let Some([one, two]) = explain {
        let mut ends = Vec::new();
        for id in [one, two] {
            match find(&corpus, id) {
                Some(ix) => ends.push(ix),
                None => {
                    let hint =
                        "an id is a document's name, a colon and the paragraph's key: A/CONF.191/L.7:4";
                    let message = format!("there is no paragraph `{id}`");
                    files.problems.push(Problem::error(&dir.display().to_string(), None, message, hint));
                }
            }
        }
        let refused = output::report(&files.problems);
        let &[one, two] = ends.as_slice() else { return refused };
        if json {
            let record = LinkRecord::new(&corpus, one, two);
            return output::worse(output::lines(std::iter::once(record)), refused);
        }
        return output::worse(output::text(explanation(&corpus, one, two).into_iter()), refused);
    }
    let refused = output::report(&files.problems);
    let near_misses = progress.during("looking for pairs that just miss", || corpus.near_misses());
    let pairs = corpus.links().iter().chain(&near_misses);
    let records = pairs.map(|l| LinkRecord::new(&corpus, l.from, l.to));
    if json {
        return output::worse(output::lines(records), refused);
    }
    let lines = records.map(|r| {
        let names = r.reasons.iter().take(4).map(|reason| format!("{} {}", reason.kind, reason.what));
        format!(
            "{:.2}  {:<9}{}  {}  {}",
            r.score,
            r.verdict,
            r.from,
            r.to,
            names.collect::<Vec<_>>().join("; ")
        )
    });
    output::worse(output::text(lines), refused)
}

/// The paragraph of an id; the document may be spelled in any way.
fn find(corpus: &Corpus, id: &str) -> Option<ParagraphIx> {
    let (document, key) = id.rsplit_once(':')?;
    corpus.find_in(&corpus.document(document)?.name, key)
}

fn explanation(corpus: &Corpus, one: ParagraphIx, two: ParagraphIx) -> Vec<String> {
    let comparison = corpus.compare(one, two);
    let mut lines = vec![format!("{}  and  {}", corpus.id(one), corpus.id(two))];
    lines.push(match corpus.verdict(one, two, comparison.score) {
        Verdict::Linked => format!("Linked, with a score of {:.3}.", comparison.score),
        Verdict::TooWeak(lacks) => format!(
            "Not linked: the score is {:.3} and lacks {lacks:.3} to the threshold of {MIN_SCORE}.",
            comparison.score
        ),
        Verdict::Crowded => format!(
            "Not linked: the score of {:.3} would do, but at least one of the two has {MAX_LINKS} nearer neighbours.",
            comparison.score
        ),
    });
    if comparison.reasons.is_empty() {
        lines.push("They share nothing that tells more than the general subject.".to_owned());
    } else {
        lines.push(format!(
            "{:>6} {:>7} = {:>5} x {:>6} x {:<6} in n of {} paragraphs",
            "share",
            "weight",
            "kind",
            "rarity",
            "circ.",
            corpus.len()
        ));
    }
    let texts = [one, two].map(|ix| corpus.get(ix).map_or("", |(_, p)| p.text.as_str()));
    for reason in &comparison.reasons {
        let circumstances = reason.weight / (reason.kind * reason.rarity);
        lines.push(format!(
            "{:>6.3} {:>7.3} = {:>5.2} x {:>6.3} x {circumstances:<6.3} {:>3}  {}",
            reason.share,
            reason.weight,
            reason.kind,
            reason.rarity,
            reason.paragraphs,
            name(corpus, reason)
        ));
        let words = |spans: &[Span], text: &str| {
            spans.iter().map(|s| format!("“{}”", s.of(text))).collect::<Vec<_>>().join(", ")
        };
        lines.push(format!(
            "{:>46}{} / {}",
            "",
            words(&reason.from_spans, texts[0]),
            words(&reason.to_spans, texts[1])
        ));
    }
    if !comparison.reasons.is_empty() {
        let total: f32 = comparison.reasons.iter().map(|r| r.weight).sum();
        lines.push(format!(
            "The weights add up to W = {total:.3}; the score is W / (W + 1) = {:.3}.",
            comparison.score
        ));
    }
    lines
}

fn name(corpus: &Corpus, reason: &Reason) -> String {
    let term = |ix| corpus.vocabulary().term(ix).map_or("", |t| label(&t.labels, "en"));
    let kind = |ix| corpus.vocabulary().term(ix).map_or("", |t| t.kind.id());
    let what = match &reason.evidence {
        Evidence::Same => "almost the same words".to_owned(),
        Evidence::Word(stem) => format!("word {stem}"),
        Evidence::Term(ix) => format!("{} {}", kind(*ix), term(*ix)),
        Evidence::Related(a, b) => format!("neighbours {} ~ {}", term(*a), term(*b)),
    };
    let close = if reason.same_sentence { ", in one sentence with other evidence" } else { "" };
    let aside = if reason.aside { ", in brackets only" } else { "" };
    format!("{what}{close}{aside}")
}
