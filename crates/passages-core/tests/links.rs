//! Every link explains itself, on any corpus.

use passages_core::archive::{decode, encode};
use passages_core::compile;
use passages_core::corpus::{Compiled, Corpus};
use passages_core::link::MAX_LINKS;
use passages_core::source::Source;
use passages_core::vocabulary::{Family, Kind, Term, Vocabulary};
use proptest::collection::vec;
use proptest::prelude::*;
use std::collections::BTreeMap;

/// Words of the vocabulary, ordinary words, words of several bytes.
const WORDS: [&str; 16] = [
    "remittances",
    "co-development",
    "diaspora",
    "IOM",
    "Mali",
    "World Bank",
    "village",
    "harbour",
    "Çeşme",
    "café",
    "lantern",
    "orchard",
    "winter",
    "migration",
    "the",
    "“bridge”",
];

fn vocabulary() -> Vocabulary {
    let terms = [
        (Kind::Theme, "remittances"),
        (Kind::Theme, "=co-development"),
        (Kind::Theme, "diaspora ... village"),
        (Kind::Theme, "diaspora"),
        (Kind::Theme, "bank"),
        (Kind::Actor, "IOM"),
        (Kind::Actor, "World Bank"),
        (Kind::Place, "Mali"),
    ];
    let term = |(kind, form): (Kind, &str)| Term {
        id: form.trim_start_matches('=').to_lowercase(),
        kind,
        family: (kind == Kind::Theme).then_some(0),
        strength: 0,
        labels: vec![("en".to_owned(), form.to_owned())],
        note: String::new(),
        forms: vec![form.to_owned()],
        not: Vec::new(),
    };
    Vocabulary {
        families: vec![Family { id: "one".to_owned(), labels: Vec::new() }],
        terms: terms.into_iter().map(term).collect(),
    }
}

/// One to three documents of a few numbered paragraphs.
fn sources() -> impl Strategy<Value = Vec<Source>> {
    let paragraph = vec(prop::sample::select(WORDS.to_vec()), 1..25);
    vec(vec(paragraph, 0..14), 1..4).prop_map(|documents| {
        let text = |paragraphs: &Vec<Vec<&str>>| {
            let numbered = paragraphs.iter().enumerate().map(|(i, w)| format!("{}. {}.", i + 1, w.join(" ")));
            numbered.collect::<Vec<_>>().join("\n\n")
        };
        let source = |(i, paragraphs)| Source {
            path: format!("{i}.txt"),
            text: text(paragraphs),
            ..Source::default()
        };
        documents.iter().enumerate().map(source).collect()
    })
}

/// What must be true of the links of any corpus.
fn check(compiled: Compiled) -> Result<(), TestCaseError> {
    let corpus = Corpus::new(compiled);
    let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
    for link in corpus.links() {
        prop_assert!(link.from < link.to, "{} - {}", link.from, link.to);
        prop_assert!(link.score > 0.0 && link.score < 1.0, "{}", link.score);
        prop_assert_eq!(link.reasons.iter().map(|r| r.share).sum::<f32>().to_bits(), link.score.to_bits());
        prop_assert!(link.reasons.windows(2).all(|w| w[0].share >= w[1].share));
        for reason in &link.reasons {
            prop_assert!(reason.share > 0.0);
            for (end, spans) in [(link.from, &reason.from_spans), (link.to, &reason.to_spans)] {
                let text = corpus.get(end).map_or("", |(_, p)| p.text.as_str());
                prop_assert!(!spans.is_empty());
                // Outside the text or inside a character, `of` gives nothing.
                prop_assert!(spans.iter().all(|s| !s.of(text).is_empty()), "{:?} in {:?}", spans, text);
            }
        }
        for (a, b) in [(link.from, link.to), (link.to, link.from)] {
            prop_assert_eq!(corpus.link_between(a, b), Some(link));
            *counts.entry(a).or_default() += 1;
        }
    }
    prop_assert!(corpus.links().windows(2).all(|w| (w[0].from, w[0].to) < (w[1].from, w[1].to)));
    prop_assert!(counts.values().all(|n| *n <= MAX_LINKS), "{:?}", counts);
    for ix in corpus.indices() {
        let scores: Vec<f32> = corpus.links_of(ix).map(|l| l.score).collect();
        prop_assert_eq!(scores.len(), counts.get(&ix).copied().unwrap_or(0));
        prop_assert!(scores.windows(2).all(|w| w[0] >= w[1]), "strongest first: {:?}", scores);
        prop_assert!(corpus.place(ix).is_some_and(|p| p.x.is_finite() && p.y.is_finite()));
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn every_link_explains_itself(sources in sources()) {
        check(compile(&sources, vocabulary()).0)?;
    }

    #[test]
    fn the_same_sources_give_the_same_bytes_in_any_order(sources in sources()) {
        let bytes = |sources: &[Source]| {
            let (compiled, _) = compile(sources, vocabulary());
            let bytes = encode(&compiled).expect("a small corpus");
            let read = decode(&bytes).expect("its own bytes");
            assert_eq!(encode(&read).expect("a small corpus"), bytes);
            bytes
        };
        let turned: Vec<Source> = sources.iter().rev().cloned().collect();
        prop_assert_eq!(bytes(&sources), bytes(&turned));
    }
}

#[test]
fn a_shared_rare_theme_links_and_a_shared_everyday_word_does_not() {
    let text = "1. Remittances of the village.\n\n2. Lantern and harbour.\n\n3. Orchard, winter.\n\n\
        4. Remittances in winter.\n\n5. Café lantern.";
    let source = Source { path: "a.txt".to_owned(), text: text.to_owned(), ..Source::default() };
    let corpus = Corpus::new(compile(&[source], vocabulary()).0);
    let pairs: Vec<(u32, u32)> = corpus.links().iter().map(|l| (l.from, l.to)).collect();
    assert_eq!(pairs, [(0, 3)]);
}
