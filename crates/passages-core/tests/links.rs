//! Every link explains itself, on any corpus.

use passages_core::annotate::{Annotation, Matcher};
use passages_core::archive::{decode, encode};
use passages_core::compile;
use passages_core::corpus::{Compiled, Corpus, Verdict};
use passages_core::index::Index;
use passages_core::link::{Comparison, Evidence, Linker, MAX_LINKS, MIN_SCORE, Shown, Weights};
use passages_core::source::Source;
use passages_core::tokens::Analyzer;
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
        family: (kind == Kind::Theme).then_some(0),
        labels: vec![("en".to_owned(), form.to_owned())],
        forms: vec![form.to_owned()],
        ..Term::new(kind, &form.trim_start_matches('=').to_lowercase())
    };
    let mut terms: Vec<Term> = terms.into_iter().map(term).collect();
    // Remittances and banks are neighbours; the village's diaspora is a part of the diaspora.
    terms[0].related = vec![4];
    terms[2].broader = Some(3);
    let families = vec![Family { id: "one".to_owned(), labels: Vec::new() }];
    Vocabulary { families, terms, general: vec!["migration".to_owned()], ..Vocabulary::default() }
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

/// What must be true of what two paragraphs share.
fn check_pair(corpus: &Corpus, a: u32, b: u32) -> Result<Comparison, TestCaseError> {
    let comparison = corpus.compare(a, b);
    prop_assert!((0.0..1.0).contains(&comparison.score), "{}", comparison.score);
    let shares = comparison.reasons.iter().fold(0.0_f32, |sum, r| sum + r.share);
    prop_assert_eq!(shares.to_bits(), comparison.score.to_bits());
    prop_assert!(comparison.reasons.windows(2).all(|w| w[0].share >= w[1].share));
    // The score can be worked out again from the weights that are shown.
    let total: f64 = comparison.reasons.iter().map(|r| f64::from(r.weight)).sum();
    prop_assert!((f64::from(comparison.score) - total / (total + 1.0)).abs() < 1e-5);
    for reason in &comparison.reasons {
        prop_assert!(reason.share > 0.0 && (0.0..=1.0).contains(&reason.rarity));
        for (end, spans) in [(a, &reason.from_spans), (b, &reason.to_spans)] {
            let text = corpus.get(end).map_or("", |(_, p)| p.text.as_str());
            prop_assert!(!spans.is_empty());
            // Outside the text or inside a character, `of` gives nothing.
            prop_assert!(spans.iter().all(|s| !s.of(text).is_empty()), "{:?} in {:?}", spans, text);
        }
    }
    prop_assert_eq!(&corpus.compare(b, a).turned(), &comparison);
    Ok(comparison)
}

/// The links as they are defined: every pair compared, the nearest of each kept, the mutual ones shown.
fn links_by_definition(corpus: &Corpus) -> Vec<(u32, u32)> {
    let nearest = |at: u32| {
        let others = corpus.indices().filter(|other| *other != at);
        let mut near: Vec<(f32, u32)> =
            others.map(|other| (corpus.compare(at, other).score, other)).collect();
        near.retain(|(score, _)| *score >= MIN_SCORE);
        near.sort_by(|(s, a), (t, b)| t.total_cmp(s).then((a.abs_diff(at), *a).cmp(&(b.abs_diff(at), *b))));
        near.truncate(MAX_LINKS);
        near.into_iter().map(|(_, other)| other).collect::<Vec<u32>>()
    };
    let nearest: Vec<Vec<u32>> = corpus.indices().map(nearest).collect();
    let mutual = |a: u32, b: u32| nearest[a as usize].contains(&b) && nearest[b as usize].contains(&a);
    let pairs = corpus.indices().flat_map(|a| corpus.indices().map(move |b| (a, b)));
    pairs.filter(|(a, b)| a < b && mutual(*a, *b)).collect()
}

/// What must be true of the links of any corpus.
fn check(compiled: Compiled) -> Result<(), TestCaseError> {
    let corpus = Corpus::new(compiled);
    let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
    for link in corpus.links() {
        let comparison = check_pair(&corpus, link.from, link.to)?;
        prop_assert_eq!(comparison.score.to_bits(), link.score.to_bits());
        prop_assert_eq!(corpus.verdict(link.to, link.from, link.score), Verdict::Linked);
        for (a, b) in [(link.from, link.to), (link.to, link.from)] {
            prop_assert_eq!(corpus.link_between(a, b), Some(link));
            *counts.entry(a).or_default() += 1;
        }
    }
    let pairs: Vec<(u32, u32)> = corpus.links().iter().map(|l| (l.from, l.to)).collect();
    prop_assert_eq!(pairs, links_by_definition(&corpus));
    prop_assert!(counts.values().all(|n| *n <= MAX_LINKS), "{:?}", counts);
    for ix in corpus.indices() {
        let scores: Vec<f32> = corpus.links_of(ix).map(|l| l.score).collect();
        prop_assert_eq!(scores.len(), counts.get(&ix).copied().unwrap_or(0));
        prop_assert!(scores.windows(2).all(|w| w[0] >= w[1]), "strongest first: {:?}", scores);
        prop_assert!(corpus.place(ix).is_some_and(|p| p.x.is_finite() && p.y.is_finite()));
        let other = (ix + 1) % corpus.indices().count() as u32;
        let comparison = check_pair(&corpus, ix, other)?;
        if let Verdict::TooWeak(lacks) = corpus.verdict(ix, other, comparison.score) {
            prop_assert!((comparison.score + lacks - MIN_SCORE).abs() < 1e-6);
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn every_link_explains_itself(sources in sources()) {
        check(compile(&sources, vocabulary(), &[]).0)?;
    }

    #[test]
    fn the_same_sources_give_the_same_bytes_in_any_order(sources in sources()) {
        let bytes = |sources: &[Source]| {
            let (compiled, _) = compile(sources, vocabulary(), &[]);
            let bytes = encode(&compiled).expect("a small corpus");
            let read = decode(&bytes).expect("its own bytes");
            assert_eq!(encode(&read).expect("a small corpus"), bytes);
            bytes
        };
        let turned: Vec<Source> = sources.iter().rev().cloned().collect();
        prop_assert_eq!(bytes(&sources), bytes(&turned));
    }
}

/// What paragraphs of these texts show.
fn shown(texts: &[String]) -> (Linker, Vec<Shown>) {
    let (vocabulary, analyzer) = (vocabulary(), Analyzer::english());
    let matcher = Matcher::new(&vocabulary, &analyzer);
    let tokens: Vec<_> = texts.iter().map(|text| analyzer.tokens(text)).collect();
    let annotations: Vec<Annotation> = tokens.iter().map(|t| matcher.annotate(t)).collect();
    let index = Index::new(&tokens);
    let linker = Linker::new(&vocabulary, &annotations, &analyzer, Weights::default());
    let mut reader = linker.reader(&index);
    let paragraphs = texts.iter().zip(tokens.iter().zip(&annotations));
    let shown =
        paragraphs.map(|(text, (tokens, annotation))| reader.shown(text, tokens, annotation)).collect();
    (linker, shown)
}

/// The nearest as they are defined: each compared with all others.
fn nearest_by_definition(
    linker: &Linker,
    shown: &[Shown],
    at: usize,
    wanted: usize,
    least: f32,
) -> Vec<(f32, u32)> {
    let others = (0..shown.len()).filter(|other| *other != at);
    let mut near: Vec<(f32, u32)> =
        others.map(|other| (linker.compare(&shown[at], &shown[other]).score, other as u32)).collect();
    near.retain(|(score, _)| *score >= least);
    let distance = |other: u32| (at.abs_diff(other as usize), other);
    near.sort_by(|(s, a), (t, b)| t.total_cmp(s).then(distance(*a).cmp(&distance(*b))));
    near.truncate(wanted);
    near
}

/// Words of a made-up language, the first ones the commonest: the `n`-th.
fn made_up(n: usize) -> String {
    let digits = n.to_string();
    let letters: String = digits.bytes().map(|b| char::from(b - b'0' + b'k')).collect();
    format!("lum{letters}")
}

/// Paragraphs that are made by a linear congruential generator: words by Zipf's law and by the topic of the paragraph,
/// themes in some of them, sentences.
fn zipf(paragraphs: usize) -> Vec<String> {
    let mut state = 42_u64;
    let mut draw = move || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize
    };
    let mut paragraph = |_| {
        let topic = draw() % 20;
        let word = |draw: &mut dyn FnMut() -> usize| match draw() % 12 {
            0..4 => made_up(10_000 + topic * 60 + draw() % (1 + draw() % 60)),
            4 => WORDS[draw() % WORDS.len()].to_owned(),
            // As often as its rank is low.
            _ => made_up(6000 / (1 + draw() % 6000)),
        };
        let words: Vec<String> = (0..40 + draw() % 60)
            .map(|nth| word(&mut draw) + if nth % 15 == 14 { ". The" } else { "" })
            .collect();
        words.join(" ")
    };
    (0..paragraphs).map(&mut paragraph).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]
    #[test]
    fn the_nearest_are_those_of_the_definition(
        // Few words make long lists and ties; many make short ones; `steep` says how unlike their frequencies are.
        picks in vec(vec((0..1000_usize, any::<bool>()), 1..30), 1..60),
        (words, steep) in (1..200_usize, 1..5_i32),
        repeats in vec((0..60_usize, 0..60_usize), 0..20),
        (wanted, least) in (1..14_usize, prop::sample::select(vec![0.05_f32, 0.25, 0.6])),
    ) {
        let word = |(pick, ends): &(usize, bool)| {
            let part = (*pick as f64 / 1000.0).powi(steep);
            let nth = (part * words as f64) as usize;
            let word = WORDS.get(nth).map_or_else(|| made_up(nth), |word| (*word).to_owned());
            word + if *ends { ". The" } else { "" }
        };
        let mut texts: Vec<String> =
            picks.iter().map(|own| own.iter().map(word).collect::<Vec<_>>().join(" ")).collect();
        for (from, to) in repeats {
            let (from, to) = (from % texts.len(), to % texts.len());
            texts[to] = texts[from].clone();
        }
        let (linker, shown) = shown(&texts);
        let nearest = linker.nearest(&shown, wanted, least);
        for (at, near) in nearest.iter().enumerate() {
            prop_assert_eq!(near, &nearest_by_definition(&linker, &shown, at, wanted, least), "{} of {:?}", at, texts);
        }
    }
}

#[test]
fn with_few_compared_nearly_all_of_the_nearest_are_found() {
    let (linker, shown) = shown(&zipf(1500));
    let exact = linker.nearest(&shown, MAX_LINKS, MIN_SCORE);
    for (at, near) in exact.iter().enumerate().step_by(100) {
        assert_eq!(near, &nearest_by_definition(&linker, &shown, at, MAX_LINKS, MIN_SCORE));
    }
    let found = linker.nearest_within(&shown, MAX_LINKS, MIN_SCORE, 48);
    let (mut all, mut kept) = (0, 0);
    for (exact, found) in exact.iter().zip(&found) {
        // What is found has the score that it has.
        assert!(found.iter().zip(exact).all(|((a, _), (b, _))| a <= b));
        all += exact.len();
        kept += exact.iter().filter(|near| found.contains(near)).count();
    }
    assert!(all > 1500 && kept * 100 >= all * 95, "{kept} of {all}");
}

#[test]
fn a_theme_on_every_paragraph_tells_nothing_and_on_many_ends() {
    let every: Vec<String> = (0..3000).map(|n| format!("Remittances {}.", made_up(n / 2))).collect();
    let (linker, of_every) = shown(&every);
    assert!(linker.links(&of_every).iter().all(|l| l.from + 1 == l.to && l.family.is_none()));
    let many: Vec<String> = (0..3000)
        .map(|n| format!("{} {}.", if n % 3 == 0 { "Remittances reach" } else { "Winter" }, made_up(n / 2)))
        .collect();
    let (linker, of_many) = shown(&many);
    let nearest = linker.nearest(&of_many, MAX_LINKS, 0.05);
    for at in (0..3000).step_by(250) {
        assert_eq!(nearest[at], nearest_by_definition(&linker, &of_many, at, MAX_LINKS, 0.05));
    }
}

#[test]
fn twenty_thousand_equal_paragraphs_are_linked_to_those_beside_them() {
    let text = "The same ten words stand in each of twenty thousand paragraphs here.".to_owned();
    let (linker, shown) = shown(&vec![text; 20_000]);
    let links = linker.links(&shown);
    assert!(links.iter().all(|l| l.to - l.from <= MAX_LINKS as u32));
    assert!(links.len() > 20_000 * (MAX_LINKS / 2 - 1) && links.len() <= 20_000 * MAX_LINKS / 2);
}

/// A corpus of one document with these numbered paragraphs.
fn corpus(paragraphs: &[&str]) -> Corpus {
    let numbered = paragraphs.iter().enumerate().map(|(i, text)| format!("{}. {text}", i + 1));
    let text = numbered.collect::<Vec<_>>().join("\n\n");
    let source = Source { path: "a.txt".to_owned(), text, ..Source::default() };
    Corpus::new(compile(&[source], vocabulary(), &[]).0)
}

/// Paragraphs that share nothing with anything, so that what is shared is rare.
const OTHERS: [&str; 6] = [
    "Orchard.",
    "Lantern and harbour.",
    "A cold winter.",
    "Nothing at all.",
    "Of the sea.",
    "And of the land.",
];

#[test]
fn a_shared_rare_theme_links_and_a_shared_everyday_word_does_not() {
    let corpus = corpus(&[
        "Remittances of the village.",
        "Lantern and harbour.",
        "Orchard, winter.",
        "Remittances in winter.",
        "Café lantern.",
    ]);
    let pairs: Vec<(u32, u32)> = corpus.links().iter().map(|l| (l.from, l.to)).collect();
    assert_eq!(pairs, [(0, 3)]);
}

#[test]
fn what_stands_in_one_sentence_counts_more_and_what_is_in_brackets_less() {
    let score = |first: &str, second: &str| {
        let all: Vec<&str> = [first, second].into_iter().chain(OTHERS).collect();
        corpus(&all).compare(0, 1).score
    };
    let together = score("Remittances reach Mali.", "In Mali, remittances grow.");
    let apart = score("Remittances fall. So does Mali.", "In Mali, remittances grow.");
    let aside = score("Much (remittances, say) reaches Mali.", "In Mali, remittances grow.");
    assert!(together > apart && apart > aside && aside > 0.0, "{together} {apart} {aside}");
}

#[test]
fn what_repeats_almost_word_for_word_is_nearest_and_says_so() {
    let first =
        "Calls upon all to sweep the harbour before the first snow of winter, and to keep the lantern lit.";
    let second =
        "Calls upon all to sweep the harbour before the first snow of winter, and to keep each lantern lit.";
    let themes = "Remittances, co-development and the World Bank reach Mali.";
    let all: Vec<&str> = [first, themes, second, themes].into_iter().chain(OTHERS).collect();
    let corpus = corpus(&all);
    for (a, b) in [(0, 2), (1, 3)] {
        assert_eq!(corpus.links_of(a).next().and_then(|l| l.other(a)), Some(b));
        assert_eq!(corpus.compare(a, b).reasons[0].evidence, Evidence::Same);
    }
    assert_eq!(corpus.compare(0, 1).reasons, []);
}

#[test]
fn neighbouring_themes_count_a_little_and_the_broader_one_more() {
    let all: Vec<&str> = ["Remittances.", "A bank.", "The diaspora of the village.", "Diaspora.", "Winter."]
        .into_iter()
        .chain(OTHERS)
        .collect();
    let corpus = corpus(&all);
    let evidence = |a: u32, b: u32| corpus.compare(a, b).reasons.first().map(|r| r.evidence.clone());
    assert_eq!(evidence(0, 1), Some(Evidence::Related(0, 4)));
    assert_eq!(evidence(1, 0), Some(Evidence::Related(4, 0)));
    assert_eq!(evidence(0, 4), None);
    // Both name the diaspora, so its being broader adds nothing.
    assert_eq!(evidence(2, 3), Some(Evidence::Term(3)));
    assert!(corpus.compare(2, 3).reasons.iter().all(|r| !matches!(r.evidence, Evidence::Related(..))));
}
