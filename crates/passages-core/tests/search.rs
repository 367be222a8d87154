//! Search finds what a reader would find who went through every paragraph with a finger on the page.

use passages_core::index::Index;
use passages_core::search::{Bm25, parse, search};
use passages_core::span::Span;
use passages_core::tokens::Analyzer;
use proptest::collection::vec;
use proptest::prelude::*;
use std::collections::BTreeSet;

/// Words that are their own stems, few enough to meet often.
const WORDS: [&str; 5] = ["ab", "cd", "éf", "gh", "x9"];

/// What may stand between two words of a text.
const BETWEEN: [&str; 5] = [" ", ", ", ". ", "-", " — "];

#[derive(Clone, Debug)]
enum Query {
    Word(usize),
    Phrase(Vec<usize>),
    And(Vec<Query>),
    Or(Vec<Query>),
    Not(Box<Query>),
}

fn query() -> impl Strategy<Value = Query> {
    let word = 0..WORDS.len();
    let leaf = prop_oneof![word.clone().prop_map(Query::Word), vec(word, 2..4).prop_map(Query::Phrase)];
    leaf.prop_recursive(4, 24, 3, |inner| {
        prop_oneof![
            vec(inner.clone(), 2..4).prop_map(Query::And),
            vec(inner.clone(), 2..4).prop_map(Query::Or),
            inner.prop_map(|q| Query::Not(Box::new(q))),
        ]
    })
}

/// As somebody would type it; capitals and curly quotes make no difference.
fn typed(query: &Query) -> String {
    let list = |of: &[Query], by: &str| format!("({})", of.iter().map(typed).collect::<Vec<_>>().join(by));
    match query {
        Query::Word(w) => WORDS[*w].to_uppercase(),
        Query::Phrase(words) if words.len() == 2 => format!("{}-{}", WORDS[words[0]], WORDS[words[1]]),
        Query::Phrase(words) => {
            format!("“{}”", words.iter().map(|w| WORDS[*w]).collect::<Vec<_>>().join(" "))
        }
        Query::And(all) => list(all, " "),
        Query::Or(any) => list(any, " OR "),
        Query::Not(not) if matches!(**not, Query::Word(_)) => format!("-{}", typed(not)),
        Query::Not(not) => format!("NOT ({})", typed(not)),
    }
}

fn starts(words: &[usize], phrase: &[usize]) -> Vec<usize> {
    (0..words.len()).filter(|i| words[*i..].starts_with(phrase)).collect()
}

fn holds(query: &Query, words: &[usize]) -> bool {
    match query {
        Query::Word(w) => words.contains(w),
        Query::Phrase(phrase) => !starts(words, phrase).is_empty(),
        Query::And(all) => all.iter().all(|q| holds(q, words)),
        Query::Or(any) => any.iter().any(|q| holds(q, words)),
        Query::Not(not) => !holds(not, words),
    }
}

/// The numbers of the words that a reader would underline.
fn underlined(query: &Query, words: &[usize]) -> BTreeSet<u32> {
    let wide = |phrase: &[usize]| -> BTreeSet<u32> {
        starts(words, phrase).into_iter().flat_map(|s| s..s + phrase.len()).map(|n| n as u32).collect()
    };
    match query {
        _ if !holds(query, words) => BTreeSet::new(),
        Query::Word(w) => wide(&[*w]),
        Query::Phrase(phrase) => wide(phrase),
        Query::And(parts) | Query::Or(parts) => parts.iter().flat_map(|q| underlined(q, words)).collect(),
        Query::Not(_) => BTreeSet::new(),
    }
}

/// A paragraph: its words, its text, and where each word stands.
fn paragraph() -> impl Strategy<Value = (Vec<usize>, String, Vec<Span>)> {
    vec((0..WORDS.len(), 0..BETWEEN.len()), 0..12).prop_map(|pairs| {
        let (mut text, mut spans) = (String::from("“"), Vec::new());
        for (word, between) in &pairs {
            spans.push(Span::new(text.len()..text.len() + WORDS[*word].len()));
            text.push_str(WORDS[*word]);
            text.push_str(BETWEEN[*between]);
        }
        (pairs.into_iter().map(|(word, _)| word).collect(), text, spans)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]
    #[test]
    fn finds_what_a_reader_finds(paragraphs in vec(paragraph(), 0..8), query in query()) {
        let analyzer = Analyzer::english();
        let index = Index::new(&paragraphs.iter().map(|(_, t, _)| analyzer.tokens(t)).collect::<Vec<_>>());
        let typed = typed(&query);
        let parsed = parse(&typed, &analyzer).expect("a query with words");
        let hits = search(&parsed, &index, Bm25::default());

        let mut found: Vec<usize> = hits.iter().map(|h| h.paragraph as usize).collect();
        found.sort_unstable();
        let wanted: Vec<usize> = (0..paragraphs.len()).filter(|i| holds(&query, &paragraphs[*i].0)).collect();
        prop_assert_eq!(found, wanted, "{}", typed);

        for hit in &hits {
            let (words, _, spans) = &paragraphs[hit.paragraph as usize];
            let expected: Vec<u32> = underlined(&query, words).into_iter().collect();
            prop_assert_eq!(&hit.positions, &expected, "{}", typed);
            for position in expected {
                prop_assert_eq!(index.span(hit.paragraph, position), Some(spans[position as usize]));
            }
            prop_assert!(hit.score.is_finite() && hit.score >= 0.0);
        }
        let order: Vec<(f64, u32)> = hits.iter().map(|h| (h.score, h.paragraph)).collect();
        let best_first = |w: &[(f64, u32)]| w[0].0 > w[1].0 || (w[0].0 == w[1].0 && w[0].1 < w[1].1);
        prop_assert!(order.windows(2).all(best_first), "{:?}", order);
        prop_assert_eq!(search(&parsed, &index, Bm25::default()), hits);
    }

    #[test]
    fn anything_may_be_typed(typed in prop_oneof![any::<String>(), "[\"“”()\\-ORNT ab«]{0,60}"], text in any::<String>()) {
        let analyzer = Analyzer::english();
        let index = Index::new(&[analyzer.tokens(&text)]);
        if let Some(query) = parse(&typed, &analyzer) {
            prop_assert!(search(&query, &index, Bm25::default()).len() <= 1);
        }
    }

    #[test]
    fn words_stand_where_the_text_has_them(text in any::<String>()) {
        let tokens = Analyzer::english().tokens(&text);
        for token in &tokens {
            prop_assert!(!token.span.of(&text).is_empty(), "{:?}", token);
        }
        prop_assert!(tokens.windows(2).all(|w| w[0].span.end <= w[1].span.start));
    }
}

#[test]
fn a_rare_word_repeated_in_a_short_paragraph_comes_first() {
    let analyzer = Analyzer::english();
    let texts = ["ab cd gh gh gh gh gh gh", "ab ab cd", "cd cd", "cd gh"];
    let index = Index::new(&texts.map(|t| analyzer.tokens(t)));
    let order = |typed: &str| -> Vec<u32> {
        let query = parse(typed, &analyzer).expect("a query with words");
        search(&query, &index, Bm25::default()).iter().map(|h| h.paragraph).collect()
    };
    assert_eq!(order("ab"), [1, 0]);
    assert_eq!(order("cd NOT ab"), [2, 3]);
}
