//! Corpora, made up: some of their documents too long to be drawn line by line.

use passages_core::compile;
use passages_core::corpus::Compiled;
use passages_core::source::Source;
use passages_core::vocabulary::{Family, Kind, Term, Vocabulary};
use proptest::collection::vec;
use proptest::prelude::*;

const WORDS: [&str; 10] =
    ["remittances", "diaspora", "bank", "village", "harbour", "lantern", "orchard", "winter", "café", "Mali"];

fn vocabulary() -> Vocabulary {
    let theme = |form: &&str| Term {
        family: Some(0),
        labels: vec![("en".to_owned(), (*form).to_owned())],
        forms: vec![(*form).to_owned()],
        ..Term::new(Kind::Theme, form)
    };
    let terms = WORDS[..4].iter().map(theme).collect();
    let families = vec![Family { id: "one".to_owned(), labels: Vec::new() }];
    Vocabulary { families, terms, ..Vocabulary::default() }
}

/// One to three documents; a paragraph may be repeated very often.
pub(crate) fn compiled() -> impl Strategy<Value = Compiled> {
    let paragraph = (
        vec(prop::sample::select(WORDS.to_vec()), 1..25),
        prop_oneof![20 => 1_usize..4, 1 => 100_usize..300],
    );
    vec(vec(paragraph, 0..10), 0..4).prop_map(|documents| {
        let text = |paragraphs: &Vec<(Vec<&str>, usize)>| {
            let all =
                paragraphs.iter().flat_map(|(words, times)| std::iter::repeat_n(words.join(" "), *times));
            let numbered = all.enumerate().map(|(i, words)| format!("{}. {words} {i}.", i + 1));
            numbered.collect::<Vec<_>>().join("\n\n")
        };
        let source = |(i, paragraphs)| Source {
            path: format!("{i}.txt"),
            text: text(paragraphs),
            ..Source::default()
        };
        let sources: Vec<Source> = documents.iter().enumerate().map(source).collect();
        compile(&sources, vocabulary(), &[]).0
    })
}
