//! Everything on screen is one selection: its numbers can never disagree.

use super::corpus;
use super::scenes::drawn;
use passages_core::export::records::HitRecord;
use passages_core::link::DRAWN_LINKS;
use passages_core::search::{Choice, FacetKind, Years};
use passages_core::select::{Selection, looks, select, unfiltered};
use passages_core::state::{View, ViewState};
use proptest::collection::vec;
use proptest::prelude::*;

fn query() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "",
        "migration",
        "remittances",
        "co-development",
        "France",
        "\"World Bank\"",
        "NOT",
        "OR",
        "(",
        ")",
        "labour",
        "diaspora",
        "the",
        "-refugees",
        "zzz",
        "“countries of origin”",
    ]);
    vec(word, 0..4).prop_map(|words| words.join(" "))
}

/// Words and a few values of the facets that there are, chosen or excluded, now and then one that there is not; years
/// and a least score.
fn state() -> impl Strategy<Value = ViewState> {
    let value = (0..FacetKind::ALL.len(), any::<prop::sample::Index>()).prop_map(|(kind, nth)| {
        let kind = FacetKind::ALL[kind];
        let values = &corpus().facet(kind).expect("a table").values;
        (kind, values[nth.index(values.len())].clone())
    });
    let value = prop_oneof![30 => value, 1 => Just((FacetKind::Theme, "tourism".to_owned()))];
    let year = || prop::option::of(2000_u16..2008);
    let years =
        prop_oneof![3 => Just(None), 1 => (year(), year()).prop_map(|(from, to)| Years::new(from, to))];
    let min = prop_oneof![3 => Just(None), 1 => (1_u8..100).prop_map(Some)];
    (query(), vec(value.clone(), 0..4), vec(value, 0..2), years, min).prop_map(
        |(query, values, not, years, min)| {
            let state =
                ViewState::default().showing(View::Find).looking_for(&query).with_years(years).with_min(min);
            let state = values.iter().fold(state, |state, (kind, value)| state.toggled(*kind, value));
            not.iter().fold(state, |state, (kind, value)| state.excluded(*kind, value))
        },
    )
}

#[test]
fn reading_needs_no_more_than_what_is_not_filtered() {
    let names: Vec<&str> = corpus().documents().iter().map(|d| d.name.as_str()).collect();
    let ids: Vec<String> = corpus().indices().map(|ix| corpus().id(ix)).collect();
    let addresses = [
        String::new(),
        format!("read={}", names[0]),
        format!("read={}&at={}&with={}&min=0.40&pick={}", names[1], ids[2], ids[9], ids[3]),
        format!("read={}&beside={}&at={}", names[0], names[1], ids[0]),
        "read=unknown&at=unknown:1&beside=unknown&corpus=00000000".to_owned(),
        "read&text=received&lang=fr".to_owned(),
    ];
    for address in addresses {
        let (state, _) = ViewState::parse(&address);
        assert!(!looks(&state), "{address}");
        let mut whole = select(corpus(), &state);
        (whole.facets, whole.years) = Default::default();
        assert_eq!(unfiltered(corpus(), &state), whole, "{address}");
    }
    for address in [
        "read&q=migration",
        "read&theme=remittances",
        "read&theme=!remittances",
        "read&year=2001",
        "find&sort=date",
    ] {
        assert!(looks(&ViewState::parse(address).0), "{address}");
    }
}

/// The state with one value chosen in a facet, not excluded, and no other of that facet chosen.
fn with_only(state: &ViewState, kind: FacetKind, value: &str) -> ViewState {
    let mut only = state.clone();
    only.filters.retain(|(k, _)| *k != kind);
    only.with_choice(kind, value, Choice::Chosen)
}

/// What a facet's values leave together; of an excluded value, the count says what it would leave.
fn sum(selection: &Selection, kind: FacetKind) -> usize {
    let values = selection.facets.iter().filter(|f| f.kind == kind).flat_map(|f| &f.values);
    values.filter(|v| v.choice != Choice::Excluded).map(|v| v.count).sum()
}

fn listed(selection: &Selection) -> Vec<u32> {
    selection.rows.iter().map(|r| r.paragraph).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]
    #[test]
    fn the_numbers_agree(state in state()) {
        let selection = select(corpus(), &state);
        let rows = listed(&selection);
        let mut each_once = rows.clone();
        each_once.sort_unstable();
        each_once.dedup();
        prop_assert_eq!(each_once.len(), rows.len());
        for kind in [FacetKind::Document, FacetKind::Section] {
            if state.filters.iter().all(|(k, _)| *k != kind) {
                prop_assert_eq!(sum(&selection, kind), rows.len());
            }
        }
        for facet in &selection.facets {
            for value in &facet.values {
                prop_assert_eq!(value.choice, state.choice(facet.kind, facet.id(corpus(), value)));
            }
        }
        let lines: Vec<HitRecord> = selection.rows.iter().map(|r| HitRecord::new(corpus(), &selection, r)).collect();
        prop_assert_eq!(lines.len(), rows.len());
        for (at, ix) in rows.iter().enumerate() {
            prop_assert_eq!(selection.position(*ix), Some(at));
            prop_assert_eq!(&lines[at].id, &corpus().id(*ix));
        }
        prop_assert_eq!(corpus().indices().filter(|ix| selection.is_listed(*ix)).count(), rows.len());
    }

    #[test]
    fn a_count_is_what_choosing_leaves(state in state()) {
        let selection = select(corpus(), &state);
        for facet in &selection.facets {
            for (place, id) in corpus().facet(facet.kind).expect("a table").values.iter().enumerate() {
                let count = facet.value(place).map_or(0, |v| v.count);
                let rows = select(corpus(), &with_only(&state, facet.kind, id)).rows.len();
                prop_assert_eq!(count, rows, "{} in {}", id, state.print());
            }
        }
    }

    #[test]
    fn the_histogram_is_what_a_year_leaves(state in state()) {
        let selection = select(corpus(), &state);
        let any_year = select(corpus(), &state.with_years(None)).rows.len();
        prop_assert_eq!(selection.years.iter().map(|(_, count)| count).sum::<usize>(), any_year);
        for (year, count) in &selection.years {
            let year = year.expect("both documents have a date");
            let only = select(corpus(), &state.with_years(Years::new(Some(year), Some(year))));
            prop_assert_eq!(*count, only.rows.len(), "{} in {}", year, state.print());
        }
    }

    #[test]
    fn what_is_excluded_is_never_shown(state in state()) {
        let selection = select(corpus(), &state);
        for (kind, value) in &state.excluded {
            let place = corpus().facet(*kind).and_then(|t| t.place(value));
            for row in &selection.rows {
                prop_assert!(corpus().facets().of(*kind, row.paragraph).all(|own| Some(own) != place));
            }
        }
    }

    #[test]
    fn links_are_those_between_rows_and_the_map_draws_them(state in state()) {
        let selection = select(corpus(), &state);
        let rows = listed(&selection);
        let both = |i: &usize| rows.contains(&corpus().links()[*i].from) && rows.contains(&corpus().links()[*i].to);
        let strong = |i: &usize| state.min.is_none_or(|min| corpus().links()[*i].score >= f32::from(min) / 100.0);
        let expected: Vec<usize> = (0..corpus().links().len()).filter(both).filter(strong).collect();
        prop_assert_eq!(&selection.links, &expected);
        // Drawn are the strongest of each passage among them, and all of the one that is open.
        let (passages, drawn) = drawn(&selection);
        let ends = |i: usize| [corpus().links()[i].from, corpus().links()[i].to];
        let open = selection.open.as_ref().map(|o| o.paragraph);
        let mut wanted: Vec<usize> = rows.iter().flat_map(|row| {
            let own = corpus().links_by_score().iter().copied().filter(|i| expected.contains(i));
            let own: Vec<usize> = own.filter(|i| ends(*i).contains(row)).collect();
            let count = if open == Some(*row) { own.len() } else { DRAWN_LINKS };
            own.into_iter().take(count).collect::<Vec<_>>()
        }).collect();
        wanted.sort_unstable();
        wanted.dedup();
        prop_assert_eq!(drawn, wanted);
        let mut in_order = rows;
        in_order.sort_unstable();
        prop_assert_eq!(passages, in_order);
    }

    #[test]
    fn filters_only_take_away_and_keep_the_order(state in state()) {
        let words_only = state.unfiltered();
        let (all, kept) = (listed(&select(corpus(), &words_only)), listed(&select(corpus(), &state)));
        let expected: Vec<u32> = all.into_iter().filter(|ix| kept.contains(ix)).collect();
        prop_assert_eq!(kept, expected);
    }

    #[test]
    fn every_mark_shows_words_of_the_query(state in state()) {
        let analyzer = corpus().analyzer();
        let wanted: Vec<String> = analyzer.tokens(&state.query).into_iter().map(|t| t.stem).collect();
        let selection = select(corpus(), &state);
        for row in &selection.rows {
            let text = &corpus().get(row.paragraph).expect("a passage").1.text;
            let marks = selection.marks(corpus(), row.paragraph);
            let cut = selection.snippet(corpus(), row.paragraph);
            let snippet = cut.span.of(text);
            prop_assert!(!snippet.is_empty() && snippet == snippet.trim_end());
            prop_assert!(cut.marks.iter().all(|m| cut.span.contains(*m) && marks.contains(m)));
            prop_assert_eq!(marks.is_empty(), cut.marks.is_empty());
            for mark in &marks {
                let words = analyzer.tokens(mark.of(text));
                prop_assert!(words.len() == 1 && wanted.contains(&words[0].stem), "{:?}", mark.of(text));
            }
        }
    }
}
