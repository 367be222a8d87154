//! Suggestions are true, few, and the same for the same letters.

use super::small::{Given, Small, TERMS, small};
use passages_core::citation::destination;
use passages_core::search::FacetKind;
use passages_core::select::select;
use passages_core::state::{View, ViewState};
use passages_core::suggest::{MAX_SUGGESTIONS, Suggested, Suggestion, suggest};
use proptest::prelude::*;

fn find() -> ViewState {
    ViewState::default().showing(View::Find)
}

/// Letters, the beginnings of names in two languages, and the marks of queries.
fn typed() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "b",
        "ban",
        "banq",
        "mi",
        "migr",
        "rem",
        "REMITTANCES",
        "for",
        "int",
        "org",
        "iom",
        "pr",
        "étr",
        "etr",
        "world",
        "mali",
        "a/61",
        "A/61/10",
        "a 61 10",
        "e/2006",
        "note",
        "the",
        " ",
        " ",
        "\"",
        "-",
        "(",
        "theme:",
        "place:m",
        "NOT ",
        "OR ",
        "*",
        "=",
    ]);
    prop_oneof![4 => prop::collection::vec(piece, 0..5).prop_map(|p| p.concat()), 1 => any::<String>()]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn every_suggestion_finds_as_many_as_it_says(small in small(), typed in typed(), french in any::<bool>()) {
        let corpus = small.corpus();
        let language = if french { "fr" } else { "en" };
        let state = find();
        let found = suggest(&corpus, &state, &typed, language);
        prop_assert!(found.len() <= MAX_SUGGESTIONS);
        prop_assert_eq!(&suggest(&corpus, &state, &typed, language), &found);
        for (nth, one) in found.iter().enumerate() {
            prop_assert!(one.count > 0 && found[..nth].iter().all(|other| other != one), "{:?}", found);
            let rows = match one.kind {
                Suggested::Document => {
                    let name = one.state.document.as_deref().expect("a document");
                    corpus.paragraphs_of(name).count()
                }
                Suggested::Value(_) => select(&corpus, &one.state.looking_for("")).rows.len(),
                Suggested::Word => select(&corpus, &find().looking_for(&one.label)).rows.len(),
            };
            prop_assert_eq!(rows, one.count, "{:?}", one);
            prop_assert_eq!(ViewState::parse(&one.state.print()).0, one.state.clone());
        }
    }

    #[test]
    fn the_beginning_of_any_word_of_a_label_suggests_it(small in small(), nth in any::<prop::sample::Index>(), length in 2_usize..12, french in any::<bool>()) {
        let corpus = small.corpus();
        let (_, id, en, fr) = TERMS[nth.index(6)];
        let label = if french { fr } else { en };
        let words: Vec<&str> = label.split(' ').collect();
        let word: String = words[nth.index(words.len())].chars().take(length).collect();
        let held = (0..small.paragraphs.len()).any(|p| {
            [FacetKind::Theme, FacetKind::Actor, FacetKind::Place].iter().any(|k| small.values(*k, p).contains(&id))
        });
        let found = suggest(&corpus, &find(), &word, "en");
        let named = found.iter().any(|s| s.label == en);
        // At most six terms there are, and five are suggested.
        let values = found.iter().filter(|s| matches!(s.kind, Suggested::Value(_))).count();
        prop_assert!(named == held || values == 5, "{} {} {:?}", word, label, found);
    }
}

/// One paragraph a document, with all terms and all words.
fn all() -> Small {
    let given = |document| Given {
        document,
        section: None,
        words: (0..7).collect(),
        tags: vec![0, 1, 2, 3, 4, 5, 8],
        speakers: vec![6],
    };
    Small { paragraphs: (0..4).map(given).collect(), links: Vec::new() }
}

fn names(found: &[Suggestion]) -> Vec<&str> {
    found.iter().map(|s| s.label.as_str()).collect()
}

#[test]
fn what_is_typed_leads_to_what_is_meant() {
    let corpus = all().corpus();
    let check = |typed: &str, expected: &[&str]| {
        let found = suggest(&corpus, &find(), typed, "en");
        let first = names(&found).into_iter().take(expected.len().max(1));
        assert_eq!(first.collect::<Vec<_>>(), expected, "{typed}");
    };
    check("ban", &["Banks and loans", "bank", "World Bank", "A/61/1"]);
    check("banque m", &["World Bank", "Mali"]);
    check("world ba", &["World Bank", "Banks and loans", "bank", "A/61/1"]);
    check("IOM", &["International Organization for Migration"]);
    check("移民", &["International Organization for Migration"]);
    check("تحويلات", &["Remittances"]);
    check("المال", &["Remittances"]);
    check("Pre\u{302}t", &["Banks and loans"]);
    check("theme:ban", &["Banks and loans"]);
    check("theme:bank", &["Banks and loans"]);
    check("document:rem", &["A/61/10"]);
    check("a/61/1", &["A/61/1", "A/61/10"]);
    check("a 61 10", &["A/61/10"]);
    check("mali -rem", &["remittances"]);
    check("\"bank lo", &["loan"]);
    check("NOT lo", &["loan"]);
    for nothing in ["", " ", "ban ", "th", "ba*", "theme:", "zzz", "(", "\"", "year:20", "~"] {
        check(nothing, &[]);
    }
}

#[test]
fn a_suggestion_takes_away_what_was_typed_of_it() {
    let corpus = all().corpus();
    let check = |state: &ViewState, typed: &str, label: &str, address: &str| {
        let found = suggest(&corpus, state, typed, "fr");
        let one = found.iter().find(|s| s.label == label).expect("a suggestion");
        assert_eq!(one.state.print(), address, "{typed}");
    };
    check(&find(), "loan OR rem", "Envois de fonds", "find=loan+OR&theme=remittances");
    check(&find(), "loan envois de f", "Envois de fonds", "find=loan&theme=remittances");
    check(&find(), "loan rem", "remittances", "find=loan+remittances");
    check(&find(), "co-rem", "remittances", "find=co-remittances");
    check(&find(), "odd", "Étrange", "find=&theme=%21odd");
    check(&ViewState::default(), "mal", "Mali", "find=&place=mali");
    check(&ViewState::default().showing(View::Map), "mal", "Mali", "map&place=mali");
    check(&find(), "a6110", "A/61/10", "read=A/61/10");
    // What is chosen already need not be suggested.
    let chosen = find().toggled(FacetKind::Place, "mali");
    assert!(!names(&suggest(&corpus, &chosen, "mal", "fr")).contains(&"Mali"));
    // Found by another name, it says by which.
    let found = suggest(&corpus, &find(), "banque mon", "en");
    assert_eq!(found.first().and_then(|s| s.matched.as_deref()), Some("Banque mondiale"));
}

#[test]
fn one_symbol_may_begin_another() {
    let corpus = all().corpus();
    let opens = |typed: &str| destination(typed, &corpus).map(|d| (d.document, d.passage));
    let place =
        |document: &str, passage: Option<&str>| Some((document.to_owned(), passage.map(str::to_owned)));
    assert_eq!(opens("A/61/1"), place("A/61/1", None));
    assert_eq!(opens("a 61 10"), place("A/61/10", None));
    assert_eq!(opens("A/61/10, para. 1"), place("A/61/10", Some("A/61/10:1")));
    assert_eq!(opens("A/61/1, para. 1"), place("A/61/1", Some("A/61/1:1")));
    assert_eq!(opens("A/61/10, para. 7"), None);
}
