//! What curators write: what a text does not say itself, the vocabulary, and judgements.

use crate::small;
use passages_core::compile;
use passages_core::evaluate::Pass;
use passages_core::problem::{Problem, any_error};
use passages_core::source::{Editing, Source};
use passages_core::vocabulary::{MAX_FAMILIES, TermIx, Vocabulary};

/// Any text is read as each of the three, every fault has its place in it, and what has none is sound: nothing points to
/// what is not there, and a corpus can be made with it.
pub fn toml(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let (editing, problems) = Editing::read("document.toml", &text);
    check_problems(&problems, "document.toml", &text);
    if let Ok((_, problems)) = Pass::read("gold.toml", &text) {
        check_problems(&problems, "gold.toml", &text);
    }
    let (vocabulary, problems) = Vocabulary::read(&[("terms.toml".to_owned(), text.clone())]);
    check_problems(&problems, "terms.toml", &text);
    if !any_error(&problems) {
        check_vocabulary(&vocabulary);
    }
    let source = Source { editing, ..small::source() };
    let (compiled, problems) = compile(&[source], vocabulary, &[]);
    assert_eq!(
        compiled.annotations.len(),
        compiled.documents.iter().map(|d| d.paragraphs.len()).sum::<usize>()
    );
    assert!(problems.iter().all(|problem| !problem.message.is_empty() && !problem.hint.is_empty()));
}

fn check_problems(problems: &[Problem], path: &str, text: &str) {
    let lines = text.bytes().filter(|byte| *byte == b'\n').count() + 1;
    for problem in problems {
        assert_eq!(problem.place.file, path);
        let line = problem.place.line.map(|line| line as usize);
        assert!(line.is_none_or(|line| (1..=lines).contains(&line)), "{problem} of {lines} lines");
        assert!(!problem.message.is_empty() && !problem.hint.is_empty(), "{problem}");
    }
}

fn check_vocabulary(vocabulary: &Vocabulary) {
    assert!(vocabulary.families.len() <= MAX_FAMILIES && vocabulary.terms.is_sorted_by_key(|term| term.kind));
    let is_of = |ix: TermIx, kind| vocabulary.term(ix).is_some_and(|term| term.kind == kind);
    let mut ids: Vec<&str> = vocabulary.terms.iter().map(|term| term.id.as_str()).collect();
    ids.sort_unstable();
    assert_eq!(ids.windows(2).find(|pair| pair.first() == pair.last()), None);
    for term in &vocabulary.terms {
        assert!(term.related.iter().chain(&term.broader).all(|ix| is_of(*ix, term.kind)), "{term:?}");
        assert!(term.family.is_none_or(|ix| usize::from(ix) < vocabulary.families.len()), "{term:?}");
        let mut above = term.broader;
        for _ in 0..vocabulary.terms.len() {
            above = above.and_then(|ix| vocabulary.term(ix)).and_then(|term| term.broader);
        }
        assert_eq!(above, None, "{} is above itself", term.id);
    }
    for objective in &vocabulary.crosswalk.objectives {
        assert!(usize::from(objective.framework) < vocabulary.crosswalk.frameworks.len());
        assert!(
            objective.through.iter().all(|(ix, note)| vocabulary.term(*ix).is_some() && !note.is_empty())
        );
    }
}
