//! Documents held against later ones, on any corpus: what is told is what a plain reading of the definition gives.

use passages_core::annotate::Annotation;
use passages_core::compare::{
    ALIGNED_SHARE, BEYOND_CHANCE, Change, Contrast, EXACT_PAIRS, Edit, MAX_PARAGRAPHS, MIN_PASSAGES,
    MIN_TIMES, REWORDED_SCORE, Sides, Tie, Trend, contrast,
};
use passages_core::compile;
use passages_core::corpus::Corpus;
use passages_core::link::{MIN_SCORE, ParagraphIx};
use passages_core::source::{Editing, Source};
use passages_core::span::Span;
use passages_core::tokens::{Analyzer, is_stop_word};
use passages_core::vocabulary::{Family, Kind, Term, Vocabulary};
use proptest::collection::vec;
use proptest::prelude::*;
use std::collections::BTreeMap;

/// Words of the vocabulary, ordinary words, a stop word.
const WORDS: [&str; 14] = [
    "remittances",
    "illegal immigration",
    "irregular migration",
    "IOM",
    "Mali",
    "village",
    "harbour",
    "lantern",
    "orchards",
    "orchard",
    "winter",
    "migration",
    "the",
    "café",
];

fn vocabulary() -> Vocabulary {
    let terms: [(Kind, &[&str]); 4] = [
        (Kind::Theme, &["remittances"]),
        (Kind::Theme, &["illegal immigration", "irregular migration"]),
        (Kind::Actor, &["IOM"]),
        (Kind::Place, &["Mali"]),
    ];
    let term = |(kind, forms): (Kind, &[&str])| Term {
        family: (kind == Kind::Theme).then_some(0),
        forms: forms.iter().map(|f| (*f).to_owned()).collect(),
        ..Term::new(kind, &forms[0].to_lowercase().replace(' ', "-"))
    };
    let families = vec![Family { id: "one".to_owned(), labels: Vec::new() }];
    Vocabulary { families, terms: terms.into_iter().map(term).collect(), ..Vocabulary::default() }
}

/// Documents of numbered paragraphs, one a year from 2001 on.
fn corpus<T: AsRef<str>>(documents: &[Vec<T>]) -> Corpus {
    let source = |(nth, paragraphs): (usize, &Vec<T>)| {
        let numbered =
            paragraphs.iter().enumerate().map(|(i, text)| format!("{}. {}.", i + 1, text.as_ref()));
        let text = format!(
            "A/{}/1\n\n1 May {}\n\n{}",
            nth + 50,
            2001 + nth,
            numbered.collect::<Vec<_>>().join("\n\n")
        );
        Source { path: format!("{nth}.txt"), text, ..Source::default() }
    };
    let sources: Vec<Source> = documents.iter().enumerate().map(source).collect();
    Corpus::new(compile(&sources, vocabulary(), &[]).0)
}

fn documents() -> impl Strategy<Value = Vec<Vec<String>>> {
    let paragraph = vec(prop::sample::select(WORDS.to_vec()), 1..16).prop_map(|words| words.join(" "));
    vec(vec(paragraph, 1..9), 2..4)
}

fn text(corpus: &Corpus, ix: ParagraphIx) -> &str {
    corpus.get(ix).map_or("", |(_, p)| p.text.as_str())
}

fn of_side(corpus: &Corpus, side: &[usize]) -> Vec<ParagraphIx> {
    corpus.indices().filter(|ix| corpus.document_ix(*ix).is_some_and(|d| side.contains(&d))).collect()
}

fn words(text: &str) -> Vec<String> {
    Analyzer::english().tokens(text).into_iter().map(|t| t.word).collect()
}

/// How much two passages keep of their words, by the table of its definition.
fn kept(one: &str, two: &str) -> f64 {
    let (a, b) = (words(one), words(two));
    let mut table = vec![vec![0_usize; b.len() + 1]; a.len() + 1];
    for (i, x) in a.iter().enumerate() {
        for (j, y) in b.iter().enumerate() {
            table[i + 1][j + 1] = if x == y { table[i][j] + 1 } else { table[i][j + 1].max(table[i + 1][j]) };
        }
    }
    2.0 * table[a.len()][b.len()] as f64 / (a.len() + b.len()) as f64
}

/// What two passages are worth to each other as partners: nothing, their score, or above all scores what they keep.
fn worth(corpus: &Corpus, then: ParagraphIx, now: ParagraphIx) -> Option<(f64, f32)> {
    let share = kept(text(corpus, then), text(corpus, now));
    let score = corpus.compare(then, now).score;
    let share = if share >= ALIGNED_SHARE { share } else { 0.0 };
    (share > 0.0 || score >= REWORDED_SCORE).then_some((share, score))
}

fn check_alignment(corpus: &Corpus, found: &Contrast) -> Result<(), TestCaseError> {
    let (then, now) = (of_side(corpus, &found.sides.then), of_side(corpus, &found.sides.now));
    let alignment = &found.alignment;
    prop_assert!(alignment.is_exact);
    // Each passage is paired, or alone.
    for (side, lone, is_now) in [(&then, &alignment.dropped, false), (&now, &alignment.new, true)] {
        let own = |p: &passages_core::compare::Pair| if is_now { p.now } else { p.then };
        let mut all: Vec<ParagraphIx> = alignment.pairs.iter().map(own).collect();
        all.sort_unstable();
        all.dedup();
        all.extend(lone.iter().map(|l| l.passage));
        all.sort_unstable();
        prop_assert_eq!(&all, side);
        for one in lone {
            let others = if is_now { &then } else { &now };
            let near = others.iter().map(|other| (corpus.compare(one.passage, *other).score, *other));
            let best =
                near.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1))).filter(|(s, _)| *s >= MIN_SCORE);
            prop_assert_eq!(one.nearest, best.map(|(score, other)| (other, score)));
            // It has no partner at all, so none that is taken either.
            for other in others {
                let (a, b) = if is_now { (*other, one.passage) } else { (one.passage, *other) };
                prop_assert_eq!(worth(corpus, a, b), None);
            }
        }
    }
    let best: BTreeMap<ParagraphIx, (f64, f32)> = alignment
        .pairs
        .iter()
        .filter(|p| p.is_best)
        .flat_map(|p| [(p.then, p.now, p.then), (p.then, p.now, p.now)])
        .filter_map(|(a, b, own)| Some((own, worth(corpus, a, b)?)))
        .collect();
    prop_assert_eq!(best.len(), 2 * alignment.pairs.iter().filter(|p| p.is_best).count());
    // No two would rather have each other.
    for a in &then {
        for b in &now {
            let Some(worth) = worth(corpus, *a, *b) else { continue };
            let prefers = |own: &ParagraphIx| best.get(own).is_none_or(|known| *known < worth);
            prop_assert!(!(prefers(a) && prefers(b)), "{} {}", a, b);
        }
    }
    for pair in &alignment.pairs {
        let (from, to) = (text(corpus, pair.then), text(corpus, pair.now));
        prop_assert_eq!(pair.score, corpus.compare(pair.then, pair.now).score);
        match &pair.tie {
            Tie::Aligned(diff) => {
                prop_assert!((diff.share() - kept(from, to)).abs() < 1e-12);
                let side =
                    |skipped: Edit, spans: &dyn Fn(&passages_core::compare::Run) -> Span, text: &str| {
                        let kept = diff.runs.iter().filter(|r| r.edit != skipped);
                        kept.flat_map(|r| words(spans(r).of(text))).collect::<Vec<String>>()
                    };
                prop_assert_eq!(side(Edit::Inserted, &|r| r.then, from), words(from));
                prop_assert_eq!(side(Edit::Deleted, &|r| r.now, to), words(to));
            }
            Tie::Reworded(mentions) => {
                prop_assert!(mentions.iter().all(|m| !m.then.is_empty() || !m.now.is_empty()));
                for (text, spans) in mentions.iter().flat_map(|m| [(from, &m.then), (to, &m.now)]) {
                    prop_assert!(
                        spans.windows(2).all(|w| w[0] < w[1]) && spans.iter().all(|s| !s.of(text).is_empty())
                    );
                }
            }
        }
    }
    Ok(())
}

/// How often each telling stem stands in a side's passages, by passage.
fn tally(corpus: &Corpus, side: &[ParagraphIx]) -> BTreeMap<String, BTreeMap<ParagraphIx, u32>> {
    let mut counts: BTreeMap<String, BTreeMap<ParagraphIx, u32>> = BTreeMap::new();
    for ix in side {
        for token in
            Analyzer::english().tokens(text(corpus, *ix)).into_iter().filter(|t| !is_stop_word(&t.word))
        {
            *counts.entry(token.stem).or_default().entry(*ix).or_default() += 1;
        }
    }
    counts
}

fn stem_of(words: &str) -> Vec<String> {
    Analyzer::english().tokens(words).into_iter().map(|t| t.stem).collect()
}

fn check_terms(corpus: &Corpus, found: &Contrast) -> Result<(), TestCaseError> {
    let sides = [&found.sides.then, &found.sides.now].map(|side| of_side(corpus, side));
    let totals = [0, 1].map(|at| sides[at].iter().map(|ix| words(text(corpus, *ix)).len()).sum::<usize>());
    prop_assert_eq!((totals[0], totals[1]), (found.words.0 as usize, found.words.1 as usize));
    let counts = [0, 1].map(|at| tally(corpus, &sides[at]));
    prop_assert!(found.terms.windows(2).all(|w| w[0].g2 >= w[1].g2));
    for term in &found.terms {
        prop_assert!(term.then.times + term.now.times >= MIN_TIMES);
        let by_document: u32 = term.by_document.iter().map(|(_, n)| n).sum();
        prop_assert_eq!(by_document, term.then.times + term.now.times);
        let stems = stem_of(&term.words);
        prop_assert!((1..=3).contains(&stems.len()));
        for (at, side) in [&term.then, &term.now].into_iter().enumerate() {
            for place in &side.places {
                prop_assert!(sides[at].contains(&place.passage));
                for span in &place.spans {
                    prop_assert_eq!(&stem_of(span.of(text(corpus, place.passage))), &stems);
                }
            }
            let times: usize = side.places.iter().map(|p| p.spans.len()).sum();
            prop_assert_eq!(times, side.times as usize);
            if let [stem] = stems.as_slice() {
                let expected: u32 = counts[at].get(stem).map_or(0, |c| c.values().sum());
                prop_assert_eq!(side.times, expected, "{}", term.words);
            }
        }
        let expected = match (term.then.times, term.now.times) {
            (0, _) => Change::New,
            (_, 0) => Change::Gone,
            _ if term.then.per_thousand < term.now.per_thousand => Change::More,
            _ => Change::Less,
        };
        prop_assert_eq!(term.change, expected);
        prop_assert!(matches!(expected, Change::New | Change::Gone) || term.g2 >= BEYOND_CHANCE);
        prop_assert_eq!(term.effect.is_none(), expected == Change::New);
    }
    // No word that came or went is missed: it is listed, or a listed phrase is all that ever has it.
    for (here, other, change) in [(1, 0, Change::New), (0, 1, Change::Gone)] {
        for (stem, by_passage) in &counts[here] {
            let times: u32 = by_passage.values().sum();
            if counts[other].contains_key(stem) || times < MIN_TIMES || by_passage.len() < MIN_PASSAGES {
                continue;
            }
            let told = found.terms.iter().find(|t| {
                t.change == change && t.then.times + t.now.times == times && stem_of(&t.words).contains(stem)
            });
            prop_assert!(told.is_some(), "{} {:?}", stem, found.terms);
        }
    }
    Ok(())
}

fn check_themes(corpus: &Corpus, found: &Contrast) -> Result<(), TestCaseError> {
    let themes = &found.themes;
    prop_assert_eq!(themes.shares.len() + themes.silent.len(), 2);
    let has = |ix: ParagraphIx, theme| {
        corpus.annotation(ix).map(Annotation::terms).unwrap_or_default().contains(&theme)
    };
    for share in &themes.shares {
        for (column, count) in themes.columns.iter().zip(&share.passages) {
            let own = of_side(corpus, &column.documents);
            prop_assert_eq!(own.len(), column.passages as usize);
            prop_assert_eq!(own.into_iter().filter(|ix| has(*ix, share.theme)).count(), *count as usize);
        }
        let of = |side: &[usize]| of_side(corpus, side).into_iter().any(|ix| has(ix, share.theme));
        prop_assert_eq!(share.trend == Trend::New, !of(&found.sides.then));
        prop_assert_eq!(share.trend == Trend::Gone, !of(&found.sides.now));
    }
    // A theme is written in other words where one side has this form, and the other that one, and no one the same.
    let forms = |side: &[usize], form: &str| -> usize {
        let all = of_side(corpus, side);
        all.iter().map(|ix| text(corpus, *ix).to_lowercase().matches(form).count()).sum()
    };
    let (illegal, irregular) = ("illegal immigration", "irregular migration");
    let uses =
        [&found.sides.then, &found.sides.now].map(|side| (forms(side, illegal), forms(side, irregular)));
    let changed = matches!(uses, [(1.., 0), (0, 1..)] | [(0, 1..), (1.., 0)]);
    prop_assert_eq!(found.wordings.len(), usize::from(changed), "{:?}", uses);
    for change in &found.wordings {
        let times =
            |forms: &[passages_core::compare::Form]| forms.iter().map(|f| f.times as usize).sum::<usize>();
        prop_assert_eq!(times(&change.then), uses[0].0 + uses[0].1);
        prop_assert_eq!(times(&change.now), uses[1].0 + uses[1].1);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]
    #[test]
    fn what_is_told_is_what_the_texts_say(documents in documents()) {
        let corpus = corpus(&documents);
        let all: Vec<usize> = (0..documents.len()).rev().collect();
        let sides = Sides::by_date(&corpus, &all);
        prop_assert_eq!([sides.then.as_slice(), &sides.now].concat(), (0..documents.len()).collect::<Vec<_>>());
        prop_assert!(!sides.then.is_empty() && !sides.now.is_empty());
        let found = contrast(&corpus, &sides);
        prop_assert!(!found.cut && found.other_language.is_empty());
        check_alignment(&corpus, &found)?;
        check_terms(&corpus, &found)?;
        check_themes(&corpus, &found)?;
    }

    #[test]
    fn the_same_text_says_the_same(paragraphs in documents()) {
        let corpus = corpus(&[paragraphs[0].clone(), paragraphs[0].clone()]);
        let found = contrast(&corpus, &Sides { then: vec![0], now: vec![1] });
        let alignment = &found.alignment;
        prop_assert!(alignment.new.is_empty() && alignment.dropped.is_empty());
        let same = |p: &passages_core::compare::Pair| matches!(&p.tie, Tie::Aligned(diff) if diff.share() == 1.0);
        prop_assert!(alignment.pairs.iter().filter(|p| p.is_best).all(same));
        prop_assert!(found.terms.is_empty() && found.wordings.is_empty());
        prop_assert!(found.themes.shares.iter().all(|s| s.trend == Trend::Steady));
    }
}

/// A number from a seed, the same on every machine.
fn next(seed: &mut u64) -> usize {
    *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    (*seed >> 33) as usize
}

#[test]
fn a_long_text_that_was_put_in_another_order_is_found_again_word_by_word() {
    const PARAGRAPHS: usize = 150;
    const { assert!(PARAGRAPHS * PARAGRAPHS > EXACT_PAIRS) };
    let mut seed = 7;
    let word = |n: usize| {
        format!("w{}{}", (b'a' + (n % 23) as u8) as char, "aeiou".repeat(n / 23 % 4 + 1) + &n.to_string())
    };
    let mut draw = |count: usize| (0..count).map(|_| word(next(&mut seed) % 900)).collect::<Vec<String>>();
    let then: Vec<Vec<String>> = (0..PARAGRAPHS).map(|_| draw(30)).collect();
    // The nth paragraph is that of another place, with a word replaced, one left out and one added.
    let from = |nth: usize| (nth * 67 + 11) % PARAGRAPHS;
    let now: Vec<Vec<String>> = (0..PARAGRAPHS)
        .map(|nth| {
            let mut words = then[from(nth)].clone();
            words[4] = "replaced".to_owned();
            words.remove(12);
            words.insert(20, "added".to_owned());
            words
        })
        .collect();
    let texts = [&then, &now].map(|side| side.iter().map(|p| p.join(" ")).collect::<Vec<String>>());
    let corpus = corpus(&texts);
    let found = contrast(&corpus, &Sides::by_date(&corpus, &[0, 1]));
    let alignment = &found.alignment;
    assert!(!alignment.is_exact && alignment.new.is_empty() && alignment.dropped.is_empty());
    let mut best = 0;
    for pair in alignment.pairs.iter().filter(|p| p.is_best) {
        best += 1;
        assert_eq!(pair.then as usize, from(pair.now as usize - PARAGRAPHS));
        let Tie::Aligned(diff) = &pair.tie else { panic!("{} is nearly the same", pair.now) };
        let of = |edit: Edit| diff.runs.iter().filter(move |r| r.edit == edit);
        let inserted: Vec<&str> = of(Edit::Inserted).map(|r| r.now.of(text(&corpus, pair.now))).collect();
        assert_eq!(inserted, ["replaced", "added"]);
        let deleted: Vec<&str> = of(Edit::Deleted).map(|r| r.then.of(text(&corpus, pair.then))).collect();
        let earlier = &then[pair.then as usize];
        assert_eq!(deleted, [&earlier[4], &earlier[12]]);
    }
    assert_eq!(best, PARAGRAPHS);
}

#[test]
fn the_cut_is_where_the_longest_time_passes() {
    let years = [2001, 2002, 2006, 2007];
    let source = |year: &u16| Source {
        path: format!("{year}.txt"),
        text: format!("A/{year}/1\n\n1 May {year}\n\n1. Remittances."),
        ..Source::default()
    };
    let sources: Vec<Source> = years.iter().map(source).collect();
    let corpus = Corpus::new(compile(&sources, vocabulary(), &[]).0);
    assert_eq!(Sides::by_date(&corpus, &[3, 0, 1, 2, 9, 1]), Sides { then: vec![0, 1], now: vec![2, 3] });
    assert_eq!(Sides::by_date(&corpus, &[2]), Sides { then: vec![], now: vec![2] });
    assert_eq!(Sides::by_date(&corpus, &[]), Sides::default());
    // One side alone is all new or all dropped.
    let found = contrast(&corpus, &Sides { then: vec![0], now: vec![] });
    assert_eq!((found.alignment.pairs.len(), found.alignment.dropped.len()), (0, 1));
}

#[test]
fn words_are_compared_within_a_language_alone() {
    let source = |year: u16, language: &str, text: &str| Source {
        path: format!("{year}.txt"),
        text: format!("A/{year}/1\n\n1 May {year}\n\n{text}"),
        editing: Editing { language: Some(language.to_owned()), ..Editing::default() },
    };
    let english = "1. Harbour harbour.\n\n2. Harbour and winter.";
    let french = "1. Port port.\n\n2. Port et hiver.";
    let sources = [source(2001, "en", english), source(2006, "fr", french)];
    let corpus = Corpus::new(compile(&sources, vocabulary(), &[]).0);
    let found = contrast(&corpus, &Sides::by_date(&corpus, &[0, 1]));
    assert_eq!((found.terms.len(), found.words, found.other_language), (0, (0, 0), vec![0, 1]));
}

#[test]
fn what_is_beyond_the_limit_is_left_out_and_said() {
    let long: Vec<String> = (0..=MAX_PARAGRAPHS).map(|nth| format!("Village{nth}")).collect();
    let corpus = corpus(&[long, vec!["Village7".to_owned()]]);
    let found = contrast(&corpus, &Sides::by_date(&corpus, &[0, 1]));
    assert!(found.cut);
    assert_eq!(found.alignment.pairs.len() + found.alignment.dropped.len(), MAX_PARAGRAPHS);
}
