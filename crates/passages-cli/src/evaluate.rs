//! `curate evaluate`.

use crate::corpus::{compiled, lacking, read};
use crate::output;
use crate::progress::Progress;
use passages_core::evaluate::{Accuracy, Method};
use passages_core::export::records::AccuracyRecord;
use passages_core::problem::{Problem, any_error};
use passages_core::vocabulary::{Vocabulary, label};
use passages_files::read_gold;
use std::path::Path;
use std::process::ExitCode;

pub(crate) fn run(dir: &Path, gold: Option<&Path>, json: bool, progress: Progress) -> ExitCode {
    if let Some(problem) = gold.and_then(lacking) {
        return output::report(&[problem]);
    }
    let mut files = read(dir, progress);
    if let Some(other) = gold {
        files.gold = read_gold(other, &mut files.problems);
    }
    let (compiled, found) = compiled(&files.sources, files.vocabulary, &files.gold, progress);
    files.problems.extend(found);
    let accuracy = &compiled.accuracy;
    if accuracy.pairs == 0 && accuracy.paragraphs == 0 {
        // Where something could not be read, that may be why.
        if any_error(&files.problems) {
            return output::report(&files.problems);
        }
        let hint =
            "put judgements in gold/*.toml, as gold/GUIDELINE.md says, or name their folder with --gold";
        let of = gold.unwrap_or(dir).display().to_string();
        files.problems.push(Problem::error(&of, None, "nothing in this corpus has been judged", hint));
        return output::report(&files.problems);
    }
    let refused = output::report(&files.problems);
    if json {
        let record = AccuracyRecord::new(accuracy, &compiled.vocabulary);
        return output::worse(output::lines(std::iter::once(record)), refused);
    }
    output::worse(output::text(table(accuracy, &compiled.vocabulary).into_iter()), refused)
}

fn name(method: Method) -> &'static str {
    match method {
        Method::TfIdf => "TF-IDF cosine over stems",
        Method::Bm25 => "BM25, both ways",
        Method::Words => "words only",
        Method::Vocabulary => "vocabulary only",
        Method::All => "all together",
        Method::Shown => "as shown (links only)",
    }
}

fn table(accuracy: &Accuracy, vocabulary: &Vocabulary) -> Vec<String> {
    let mut lines = vec![format!(
        "Links: {} judged pairs, {} of them belong together; the judges agree with kappa {:.2}.",
        accuracy.pairs, accuracy.together, accuracy.kappa_pairs
    )];
    lines.push(format!("{:<26}{:>8}{:>20}", "method", "nDCG@5", "average precision"));
    let row = |m: &passages_core::evaluate::MethodAccuracy| {
        format!("{:<26}{:>8.3}{:>20.3}", name(m.method), m.ndcg, m.average_precision)
    };
    lines.extend(accuracy.methods.iter().map(row));
    lines.push(format!(
        "Of {} links shown between judged paragraphs, {} have a mean grade of 1 or more.",
        accuracy.links, accuracy.links_right
    ));
    lines.push(String::new());
    lines.push(format!(
        "Themes: {} judged paragraphs; the judges agree with kappa {:.2}.",
        accuracy.paragraphs, accuracy.kappa_themes
    ));
    lines.push(format!("{:<42}{:>10}{:>10}", "theme", "precision", "recall"));
    let part = |n: u16, of: u16| if of == 0 { "-".to_owned() } else { format!("{n}/{of}") };
    for theme in &accuracy.themes {
        let term = vocabulary.term(theme.theme).map_or("", |t| label(&t.labels, "en"));
        lines.push(format!(
            "{term:<42}{:>10}{:>10}",
            part(theme.right, theme.tagged),
            part(theme.found, theme.wanted)
        ));
    }
    let sum = |f: fn(&passages_core::evaluate::ThemeAccuracy) -> u16| -> u16 {
        accuracy.themes.iter().map(f).sum()
    };
    let all = (part(sum(|t| t.right), sum(|t| t.tagged)), part(sum(|t| t.found), sum(|t| t.wanted)));
    lines.push(format!("{:<42}{:>10}{:>10}", "all themes", all.0, all.1));
    lines
}
