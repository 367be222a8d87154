//! What is pasted is found wherever it stands, as a plain walk over all words finds it.

use passages_core::compile;
use passages_core::corpus::Corpus;
use passages_core::link::ParagraphIx;
use passages_core::quote::{Finding, MAX_SPOTS, Spot, quote};
use passages_core::source::Source;
use passages_core::tokens::{Analyzer, fold};
use passages_core::vocabulary::Vocabulary;
use proptest::collection::vec;
use proptest::prelude::*;

/// Few words, so that runs of them come back; some are written in several ways.
const WORDS: [&str; 6] = ["bank", "Banks", "the", "café", "CAFE", "co-development"];

fn corpus(paragraphs: &[String]) -> Corpus {
    let numbered: Vec<String> =
        paragraphs.iter().enumerate().map(|(i, text)| format!("{}. {text}.", i + 1)).collect();
    let source = Source { path: "a.txt".to_owned(), text: numbered.join("\n\n"), ..Source::default() };
    Corpus::new(compile(&[source], Vocabulary::default(), &[]).0)
}

fn words(text: &str) -> Vec<String> {
    Analyzer::english().tokens(text).into_iter().map(|t| t.word).collect()
}

/// All places where words follow each other so, in reading order.
fn places(corpus: &Corpus, wanted: &[String]) -> Vec<Spot> {
    let mut found = Vec::new();
    for ix in corpus.indices() {
        let text = corpus.get(ix).map_or("", |(_, p)| p.text.as_str());
        let tokens = Analyzer::english().tokens(text);
        for window in tokens.windows(wanted.len()) {
            if window.iter().zip(wanted).all(|(token, word)| token.word == *word) {
                let span = passages_core::span::Span {
                    start: window[0].span.start,
                    end: window[window.len() - 1].span.end,
                };
                found.push(Spot { passage: ix, span });
            }
        }
    }
    found
}

fn paragraph(most: usize) -> impl Strategy<Value = String> {
    vec(prop::sample::select(WORDS.to_vec()), 3..most).prop_map(|words| words.join(" "))
}

fn spots(corpus: &Corpus, text: &str) -> Vec<Vec<Spot>> {
    let of = |finding| if let Finding::Verbatim(spots) = finding { spots } else { Vec::new() };
    quote(corpus, text).pieces.into_iter().map(|p| of(p.finding)).collect()
}

proptest! {
    #[test]
    fn a_run_of_words_is_found_at_all_its_places(paragraphs in vec(paragraph(14), 1..8), pasted in paragraph(7)) {
        let corpus = corpus(&paragraphs);
        let mut expected = places(&corpus, &words(&pasted));
        expected.truncate(MAX_SPOTS);
        prop_assert_eq!(spots(&corpus, &pasted), vec![expected.clone()]);
        prop_assert_eq!(spots(&corpus, &fold(&pasted).to_uppercase()), vec![expected]);
    }
}

#[test]
fn of_several_places_the_passage_that_was_quoted_before_comes_first() {
    let formula = "Takes note of the report";
    let paragraphs: Vec<String> =
        (0..MAX_SPOTS + 4).map(|nth| format!("{formula}. Number{nth} is said here alone")).collect();
    let corpus = corpus(&paragraphs);
    let last = corpus.len() as ParagraphIx - 1;
    let found = spots(&corpus, &format!("Number{last} is said here alone. {formula}."));
    assert_eq!(
        found.iter().map(|s| (s.len(), s[0].passage)).collect::<Vec<_>>(),
        [(1, last), (MAX_SPOTS, last)]
    );
    // Alone, it is found in reading order.
    assert_eq!(spots(&corpus, formula)[0][0].passage, 0);
}

#[test]
fn the_passage_that_keeps_most_is_the_one_that_was_altered() {
    let paragraphs = [
        "Participants agreed to the importance of fighting illegal immigration by all means",
        "Participants agreed to the importance of harbours and of fighting poverty",
    ];
    let corpus = corpus(&paragraphs.map(str::to_owned));
    let check = |pasted: &str, expected: Option<(ParagraphIx, u32)>| {
        let finding = quote(&corpus, pasted).pieces.remove(0).finding;
        let told =
            if let Finding::Altered(a) = &finding { Some((a.spot.passage, a.diff.kept)) } else { None };
        assert_eq!(told, expected, "{pasted}: {finding:?}");
    };
    check(
        "Participants agreed to the importance of combating irregular immigration by all means",
        Some((0, 10)),
    );
    check("Speakers agreed to the importance of harbours, and of winning poverty", Some((1, 9)));
    // The same common words around other ones are another sentence.
    check("Delegates walked to the edge of sleeping rivers by all accounts", None);
}
