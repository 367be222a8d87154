//! Search finds what a reader would find who went through every paragraph with a finger on the page.

use passages_core::index::Index;
use passages_core::search::{Bm25, Plan, corrected, matching, parse, search, top};
use passages_core::span::Span;
use passages_core::tokens::{Analyzer, fold, spans};
use proptest::collection::vec;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Few enough to meet often; two of them are forms of one word, and two are a typing error apart.
const WORDS: [&str; 7] = ["ab", "cd", "éf", "bank", "banks", "bonk", "x9"];

/// What may stand between two words of a text.
const BETWEEN: [&str; 5] = [" ", ", ", ". ", "-", " — "];

/// One word of a query, as numbers of the words that it stands for.
#[derive(Clone, Debug)]
struct Atom {
    typed: String,
    forms: Vec<usize>,
}

#[derive(Clone, Debug)]
enum Query {
    Words(Vec<Atom>),
    Near(Vec<Atom>, Vec<Atom>, usize),
    /// The first words of the paragraph, as a field.
    Field(usize),
    And(Vec<Query>),
    Or(Vec<Query>),
    Not(Box<Query>),
}

fn stands_for(word: usize) -> Vec<usize> {
    if word == 3 || word == 4 { vec![3, 4] } else { vec![word] }
}

fn atom() -> impl Strategy<Value = Atom> {
    let new = |typed: &str, forms: &[usize]| Atom { typed: typed.to_owned(), forms: forms.to_vec() };
    prop_oneof![
        4 => (0..WORDS.len()).prop_map(|w| Atom { typed: WORDS[w].to_uppercase(), forms: stands_for(w) }),
        1 => (0..WORDS.len()).prop_map(|w| Atom { typed: format!("={}", WORDS[w]), forms: vec![w] }),
        1 => Just(new("b*", &[3, 4, 5])),
        1 => Just(new("b?nk", &[3, 5])),
        1 => Just(new("*k", &[3, 5])),
        1 => Just(new("bank~", &[3, 4, 5])),
        1 => Just(new("banks~1", &[3, 4])),
        1 => Just(new("=bank~", &[3, 4, 5])),
        1 => Just(new("=bansk~", &[3, 4])),
        1 => Just(new("zzzz~2", &[])),
    ]
}

fn query() -> impl Strategy<Value = Query> {
    let leaf = prop_oneof![
        4 => atom().prop_map(|a| Query::Words(vec![a])),
        2 => vec(atom(), 2..4).prop_map(Query::Words),
        2 => (vec(atom(), 1..3), vec(atom(), 1..3), 0_usize..4).prop_map(|(a, b, n)| Query::Near(a, b, n)),
        1 => (0..WORDS.len()).prop_map(Query::Field),
    ];
    leaf.prop_recursive(4, 24, 3, |inner| {
        prop_oneof![
            vec(inner.clone(), 2..4).prop_map(Query::And),
            vec(inner.clone(), 2..4).prop_map(Query::Or),
            inner.prop_map(|q| Query::Not(Box::new(q))),
        ]
    })
}

fn typed_words(words: &[Atom]) -> String {
    match words {
        [one] => one.typed.clone(),
        words => format!("“ {}”", words.iter().map(|w| w.typed.as_str()).collect::<Vec<_>>().join(" ")),
    }
}

/// As somebody would type it; capitals and curly quotes make no difference.
fn typed(query: &Query) -> String {
    let list = |of: &[Query], by: &str| format!("({})", of.iter().map(typed).collect::<Vec<_>>().join(by));
    match query {
        Query::Words(words) => typed_words(words),
        Query::Near(a, b, n) => format!("({} NEAR/{n} {})", typed_words(a), typed_words(b)),
        Query::Field(w) => format!("theme:{}", WORDS[*w]),
        Query::And(all) => list(all, " "),
        Query::Or(any) => list(any, " OR "),
        Query::Not(not) => format!("NOT ({})", typed(not)),
    }
}

fn starts(words: &[usize], run: &[Atom]) -> Vec<usize> {
    let fits = |i: &usize| {
        let here = words.get(*i..*i + run.len());
        here.is_some_and(|here| here.iter().zip(run).all(|(w, atom)| atom.forms.contains(w)))
    };
    (0..words.len()).filter(fits).collect()
}

/// The pairs of places, of the one and of the other, with no more than `n` words between.
fn near(words: &[usize], a: &[Atom], b: &[Atom], n: usize) -> Vec<(usize, usize)> {
    let pairs = starts(words, a).into_iter().flat_map(|i| starts(words, b).into_iter().map(move |j| (i, j)));
    pairs
        .filter(|(i, j)| {
            let (first, second) = if i <= j { (i + a.len(), *j) } else { (j + b.len(), *i) };
            first <= second && second - first <= n
        })
        .collect()
}

fn holds(query: &Query, words: &[usize]) -> bool {
    match query {
        Query::Words(run) => !starts(words, run).is_empty(),
        Query::Near(a, b, n) => !near(words, a, b, *n).is_empty(),
        Query::Field(w) => words.first() == Some(w),
        Query::And(all) => all.iter().all(|q| holds(q, words)),
        Query::Or(any) => any.iter().any(|q| holds(q, words)),
        Query::Not(not) => !holds(not, words),
    }
}

/// The numbers of the words that a reader would underline.
fn underlined(query: &Query, words: &[usize]) -> BTreeSet<u32> {
    let wide = |starts: Vec<usize>, length: usize| -> BTreeSet<u32> {
        starts.into_iter().flat_map(|s| s..s + length).map(|n| n as u32).collect()
    };
    match query {
        _ if !holds(query, words) => BTreeSet::new(),
        Query::Words(run) => wide(starts(words, run), run.len()),
        Query::Near(a, b, n) => {
            let (left, right): (Vec<usize>, Vec<usize>) = near(words, a, b, *n).into_iter().unzip();
            &wide(left, a.len()) | &wide(right, b.len())
        }
        Query::And(parts) | Query::Or(parts) => parts.iter().flat_map(|q| underlined(q, words)).collect(),
        Query::Field(_) | Query::Not(_) => BTreeSet::new(),
    }
}

/// What a run of words scores where it stands so often: BM25 by its definition.
fn run_score(run: &[Atom], times: usize, words: &[usize], all: &[Vec<usize>], Bm25 { k1, b }: Bm25) -> f64 {
    let (total, sum) = (all.len() as f64, all.iter().map(Vec::len).sum::<usize>() as f64);
    let idf = |atom: &Atom| {
        let held = all.iter().filter(|words| words.iter().any(|w| atom.forms.contains(w))).count() as f64;
        libm::log(1.0 + (total - held + 0.5) / (held + 0.5))
    };
    let mean = (sum / total).max(1.0);
    let norm = k1 * (1.0 - b + b * words.len() as f64 / mean);
    run.iter().map(idf).sum::<f64>() * times as f64 * (k1 + 1.0) / (times as f64 + norm)
}

fn score(query: &Query, words: &[usize], all: &[Vec<usize>], parameters: Bm25) -> f64 {
    let each = |n: Vec<usize>| n.into_iter().collect::<BTreeSet<usize>>().len();
    match query {
        _ if !holds(query, words) => 0.0,
        Query::Words(run) => run_score(run, starts(words, run).len(), words, all, parameters),
        Query::Near(a, b, n) => {
            let (left, right): (Vec<usize>, Vec<usize>) = near(words, a, b, *n).into_iter().unzip();
            run_score(a, each(left), words, all, parameters)
                + run_score(b, each(right), words, all, parameters)
        }
        Query::And(parts) | Query::Or(parts) => parts.iter().map(|q| score(q, words, all, parameters)).sum(),
        Query::Field(_) | Query::Not(_) => 0.0,
    }
}

/// How often each form stands where a query finds it; words as they are folded.
fn forms_found(query: &Query, words: &[usize]) -> Vec<Vec<(String, u32)>> {
    let of_run = |run: &[Atom], starts: BTreeSet<usize>| -> Vec<Vec<(String, u32)>> {
        let count = |nth: usize| {
            let mut counts: BTreeMap<String, u32> = BTreeMap::new();
            for start in &starts {
                *counts.entry(fold(WORDS[words[start + nth]])).or_default() += 1;
            }
            counts.into_iter().collect()
        };
        (0..run.len()).map(count).collect()
    };
    match query {
        _ if !holds(query, words) => Vec::new(),
        Query::Words(run) => of_run(run, starts(words, run).into_iter().collect()),
        Query::Near(a, b, n) => {
            let (left, right): (BTreeSet<usize>, BTreeSet<usize>) = near(words, a, b, *n).into_iter().unzip();
            [of_run(a, left), of_run(b, right)].concat()
        }
        Query::And(parts) | Query::Or(parts) => parts.iter().flat_map(|q| forms_found(q, words)).collect(),
        Query::Field(_) | Query::Not(_) => Vec::new(),
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
    fn finds_what_a_reader_finds(paragraphs in vec(paragraph(), 0..8), query in query(), first in 0_usize..9, usual in any::<bool>()) {
        let analyzer = Analyzer::english();
        let index = Index::new(&paragraphs.iter().map(|(_, t, _)| analyzer.tokens(t)).collect::<Vec<_>>());
        let typed = typed(&query);
        let parsed = parse(&typed, &analyzer).expect("a query with words");
        let first_words = |_: &str, value: &str| -> Vec<u32> {
            let begins = |p: &(Vec<usize>, String, Vec<Span>)| p.0.first().is_some_and(|w| WORDS[*w] == value);
            (0..).zip(&paragraphs).filter(|(_, p)| begins(p)).map(|(ix, _)| ix).collect()
        };
        let plan = Plan::new(&parsed, &index, &first_words);
        let parameters = if usual { Bm25 { k1: 1.2, b: 0.75 } } else { Bm25::default() };
        let hits = search(&plan, &index, parameters);

        let mut found: Vec<usize> = hits.iter().map(|h| h.paragraph as usize).collect();
        found.sort_unstable();
        let wanted: Vec<usize> = (0..paragraphs.len()).filter(|i| holds(&query, &paragraphs[*i].0)).collect();
        prop_assert_eq!(&found, &wanted, "{}", typed);

        for hit in &hits {
            let (words, text, stand) = &paragraphs[hit.paragraph as usize];
            let expected: Vec<u32> = underlined(&query, words).into_iter().collect();
            prop_assert_eq!(plan.locate(&index, hit.paragraph, text), Some(expected.clone()), "{}", typed);
            for position in expected {
                prop_assert_eq!(spans(text)[position as usize], stand[position as usize]);
            }
            prop_assert!(hit.score.is_finite() && hit.score >= 0.0);
        }
        let order: Vec<(f64, u32)> = hits.iter().map(|h| (h.score, h.paragraph)).collect();
        let best_first = |w: &[(f64, u32)]| w[0].0 > w[1].0 || (w[0].0 == w[1].0 && w[0].1 < w[1].1);
        prop_assert!(order.windows(2).all(best_first), "{:?}", order);
        // The first of them are the same without the others.
        prop_assert_eq!(top(&plan, &index, parameters, first), &hits[..first.min(hits.len())]);
        prop_assert_eq!(matching(&plan, &index).into_iter().map(|p| p as usize).collect::<Vec<_>>(), found);
        // Kept as bytes and opened again, the index finds the same.
        let again = Index::from_bytes(&index.to_bytes()).expect("an index");
        let plan_again = Plan::new(&parsed, &again, &first_words);
        prop_assert_eq!(&plan_again, &plan);
        prop_assert_eq!(&search(&plan_again, &again, parameters), &hits);

        // Each hit says what it scores and why.
        let all: Vec<Vec<usize>> = paragraphs.iter().map(|(words, ..)| words.clone()).collect();
        let close = |a: f64, b: f64| (a - b).abs() <= 1e-9 * (1.0 + a.abs());
        for hit in &hits {
            let (words, text) = (&all[hit.paragraph as usize], &paragraphs[hit.paragraph as usize].1);
            prop_assert!(close(hit.score, score(&query, words, &all, parameters)), "{} {:?}", typed, hit);
            let told = plan.explain(&index, hit.paragraph, text, parameters).expect("why it was found");
            prop_assert_eq!(told.score, hit.score);
            prop_assert!(close(told.parts.iter().map(|part| part.score).sum(), hit.score), "{:?}", told);
            prop_assert!(told.parts.iter().all(|part| close(part.idf * part.saturation, part.score)));
            let forms: Vec<Vec<(String, u32)>> = told.parts.into_iter().map(|part| part.forms).collect();
            prop_assert_eq!(forms, forms_found(&query, words), "{}", typed);
        }
        let elsewhere = (0..).take(paragraphs.len()).filter(|p| !wanted.contains(&(*p as usize)));
        for paragraph in elsewhere {
            let text = &paragraphs[paragraph as usize].1;
            prop_assert_eq!(plan.locate(&index, paragraph, text), None, "{}", typed);
            prop_assert_eq!(plan.explain(&index, paragraph, text, parameters), None, "{}", typed);
        }
    }

    #[test]
    fn anything_may_be_typed(typed in prop_oneof![any::<String>(), "[\"“”()\\-ORNTEA/5 ab«*?~=:]{0,60}"], text in any::<String>()) {
        let analyzer = Analyzer::english();
        let index = Index::new(&[analyzer.tokens(&text)]);
        if let Some(query) = parse(&typed, &analyzer) {
            let everywhere = |_: &str, _: &str| vec![0];
            let plan = Plan::new(&query, &index, &everywhere);
            prop_assert!(search(&plan, &index, Bm25::default()).len() <= 1);
            if let Some(corrected) = corrected(&query, &index) {
                prop_assert!(corrected != query);
            }
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

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]
    #[test]
    fn a_chain_of_nears_finds_what_each_pair_of_neighbours_finds(
        first in vec(paragraph(), 1..5),
        times in 1_usize..30,
        sides in vec((vec(atom(), 1..3), 0_usize..6), 2..12),
    ) {
        // Said again and again, so that their places fill more than one block of a list.
        let paragraphs: Vec<_> = first.iter().cycle().take(first.len() * times).collect();
        let analyzer = Analyzer::english();
        let index = Index::new(&paragraphs.iter().map(|(_, t, _)| analyzer.tokens(t)).collect::<Vec<_>>());
        let mut typed = String::new();
        for (nth, (words, reach)) in sides.iter().enumerate() {
            typed.push_str(&typed_words(words));
            typed.push_str(&if nth + 1 < sides.len() { format!(" NEAR/{reach} ") } else { String::new() });
        }
        let near = |pair: &[(Vec<Atom>, usize)]| Query::Near(pair[0].0.clone(), pair[1].0.clone(), pair[0].1);
        let query = Query::And(sides.windows(2).map(near).collect());
        let parsed = parse(&typed, &analyzer).expect("a query with words");
        let plan = Plan::new(&parsed, &index, &|_: &str, _: &str| Vec::new());
        let mut found: Vec<u32> = search(&plan, &index, Bm25::default()).iter().map(|h| h.paragraph).collect();
        found.sort_unstable();
        let wanted: Vec<u32> =
            (0..).zip(&paragraphs).filter(|(_, (words, ..))| holds(&query, words)).map(|(ix, _)| ix).collect();
        prop_assert_eq!(&found, &wanted, "{}", typed);
        for paragraph in found {
            let (words, text, _) = &paragraphs[paragraph as usize];
            let expected: Vec<u32> = underlined(&query, words).into_iter().collect();
            prop_assert_eq!(plan.locate(&index, paragraph, text), Some(expected), "{}", typed);
        }
    }

    #[test]
    fn a_pattern_that_hundreds_of_words_fit_finds_and_explains_as_any_other(
        texts in vec(vec("[a-eé]{2,4}", 0..40), 1..40),
        reach in 0_usize..4,
    ) {
        let analyzer = Analyzer::english();
        let index = Index::new(&texts.iter().map(|words| analyzer.tokens(&words.join(" "))).collect::<Vec<_>>());
        let has = |word: &String, letter: char| fold(word).contains(letter);
        let at = |words: &[String], letter: char| -> Vec<usize> {
            (0..words.len()).filter(|nth| has(&words[*nth], letter)).collect()
        };
        let check = |typed: &str, places: &dyn Fn(&[String]) -> BTreeSet<usize>| {
            let query = parse(typed, &analyzer).expect("a query with words");
            let plan = Plan::new(&query, &index, &|_: &str, _: &str| Vec::new());
            for (ix, words) in (0..).zip(&texts) {
                let (text, places) = (words.join(" "), places(words));
                let expected = (!places.is_empty()).then(|| places.iter().map(|n| *n as u32).collect());
                prop_assert_eq!(plan.locate(&index, ix, &text), expected, "{} in {}", typed, text);
                let told = plan.explain(&index, ix, &text, Bm25::default());
                let mut forms: BTreeMap<String, u32> = BTreeMap::new();
                for (form, times) in told.iter().flat_map(|told| &told.parts).flat_map(|part| &part.forms) {
                    *forms.entry(form.clone()).or_default() += times;
                }
                let mut wanted: BTreeMap<String, u32> = BTreeMap::new();
                places.iter().for_each(|nth| *wanted.entry(fold(&words[*nth])).or_default() += 1);
                if typed.contains('"') {
                    // Side by side, a word can stand for both.
                    prop_assert!(forms.keys().eq(wanted.keys()));
                } else {
                    prop_assert_eq!(forms, wanted, "{} in {}", typed, text);
                }
            }
            Ok(())
        };
        check("*a*", &|words| at(words, 'a').into_iter().collect())?;
        check("\"*a* *e*\"", &|words| {
            let starts = at(words, 'a').into_iter().filter(|nth| words.get(nth + 1).is_some_and(|w| has(w, 'e')));
            starts.flat_map(|nth| [nth, nth + 1]).collect()
        })?;
        check(&format!("*c* NEAR/{reach} =zz"), &|_| BTreeSet::new())?;
    }
}

#[test]
fn a_rare_word_repeated_in_a_short_paragraph_comes_first() {
    let analyzer = Analyzer::english();
    let texts = ["ab cd gh gh gh gh gh gh", "ab ab cd", "cd cd", "cd gh"];
    let index = Index::new(&texts.map(|t| analyzer.tokens(t)));
    let order = |typed: &str| -> Vec<u32> {
        let query = parse(typed, &analyzer).expect("a query with words");
        let plan = Plan::new(&query, &index, &|_: &str, _: &str| Vec::new());
        search(&plan, &index, Bm25::default()).iter().map(|h| h.paragraph).collect()
    };
    assert_eq!(order("ab"), [1, 0]);
    assert_eq!(order("cd NOT ab"), [2, 3]);
}

#[test]
fn ten_thousand_characters_are_answered_over_equal_paragraphs() {
    let analyzer = Analyzer::english();
    let text = "the bank of the banks and the bank";
    let index = Index::new(&vec![analyzer.tokens(text); 500]);
    let count = |typed: &str| {
        let query = parse(typed, &analyzer).expect("a query with words");
        let plan = Plan::new(&query, &index, &|_: &str, _: &str| Vec::new());
        let hits = search(&plan, &index, Bm25::default());
        assert!(hits.windows(2).all(|w| w[0].score == w[1].score && w[0].paragraph < w[1].paragraph));
        assert_eq!(top(&plan, &index, Bm25::default(), 3), &hits[..hits.len().min(3)]);
        hits.len()
    };
    assert_eq!(count(&"bank ".repeat(2000)), 500);
    assert_eq!(count(&"bank OR ".repeat(1250)), 500);
    assert_eq!(count(&"*b* OR ?a* OR ".repeat(700)), 500);
    assert_eq!(count(&"bank NEAR/1000 the ".repeat(50)), 500);
    assert_eq!(count(&format!("\"{}\"", "the bank ".repeat(1000))), 0);
    assert_eq!(count(&"NOT (bank OR ".repeat(700)), 0);
    assert_eq!(count(&format!("{}~2 OR the", "b".repeat(9000))), 500);
}

#[test]
fn a_mistyped_word_is_read_as_what_comes_near_and_a_known_one_as_it_is() {
    let analyzer = Analyzer::english();
    let index = Index::new(&[analyzer.tokens("Remittances of migrants, and the cost of sending them.")]);
    let check = |typed: &str, read: Option<&str>| {
        let query = parse(typed, &analyzer).expect("a query with words");
        assert_eq!(corrected(&query, &index).map(|q| q.to_string()).as_deref(), read, "{typed}");
    };
    check("remitances", Some("remitances~"));
    check("remitanecs", Some("remitanecs~2"));
    check("\"cots of sending\" NOT remitances", Some("\"cots~ of sending\" NOT remitances"));
    check("remittance migrant", None);
    check("zebra", None);
    check("teh", None);
}
