//! Rows, counts, the histogram and links are those of their definitions, worked out one paragraph after another.

use super::small::{SCORES, Small, WORDS, small};
use passages_core::search::{Choice, FacetKind, Years};
use passages_core::select::{FacetValue, Selection, select};
use passages_core::state::{Picture, View, ViewState};
use proptest::collection::vec;
use proptest::prelude::*;

/// What a visitor asks for, in plain terms.
#[derive(Clone, Debug)]
struct Asked {
    /// A word that must occur or, with `true`, must not.
    word: Option<(usize, bool)>,
    chosen: Vec<(FacetKind, String)>,
    excluded: Vec<(FacetKind, String)>,
    years: (Option<u16>, Option<u16>),
    min: Option<u8>,
    around: Option<(u32, u8)>,
}

fn asked(small: &Small) -> impl Strategy<Value = Asked> + use<> {
    let of = |kind: FacetKind| small.all_values(kind).into_iter().map(move |v| (kind, v.to_owned()));
    let mut values: Vec<(FacetKind, String)> = FacetKind::ALL.into_iter().flat_map(of).collect();
    values.push((FacetKind::Theme, "tourism".to_owned()));
    let value = prop::sample::select(values);
    let year = || prop::option::of(2000_u16..2008);
    let count = small.paragraphs.len() as u32;
    let around = if count > 0 { prop::option::of((0..count, 1_u8..4)).boxed() } else { Just(None).boxed() };
    (
        prop::option::of((0..WORDS.len(), any::<bool>())),
        vec(value.clone(), 0..4),
        vec(value, 0..3),
        prop_oneof![Just((None, None)), (year(), year())],
        prop::option::of(prop_oneof![1_u8..100, prop::sample::select(SCORES.to_vec())]),
        prop_oneof![2 => Just(None), 1 => around],
    )
        .prop_map(|(word, mut chosen, excluded, (from, to), min, around)| {
            chosen.retain(|value| !excluded.contains(value));
            let years = if from.zip(to).is_some_and(|(a, b)| a > b) { (to, from) } else { (from, to) };
            Asked { word, chosen, excluded, years, min, around }
        })
}

fn case() -> impl Strategy<Value = (Small, Asked)> {
    small().prop_flat_map(|small| {
        let asked = asked(&small);
        (Just(small), asked)
    })
}

impl Asked {
    fn state(&self, small: &Small) -> ViewState {
        let query = self
            .word
            .map_or(String::new(), |(w, not)| format!("{}{}", if not { "NOT " } else { "" }, WORDS[w]));
        let mut state = ViewState::default().showing(View::Find).looking_for(&query).with_min(self.min);
        state = state.with_years(Years::new(self.years.0, self.years.1));
        if let Some((from, links)) = self.around {
            let id = small.corpus().id(from);
            state = state.showing_picture(Picture::Graph).at(Some(&id)).with_around(Some(links));
        }
        for (kind, value) in &self.chosen {
            state = state.with_choice(*kind, value, Choice::Chosen);
        }
        for (kind, value) in &self.excluded {
            state = state.with_choice(*kind, value, Choice::Excluded);
        }
        state
    }

    fn is_strong(&self, score: f32) -> bool {
        self.min.is_none_or(|min| score >= f32::from(min) / 100.0)
    }

    /// Whether a paragraph is found by the words and near enough, whatever the filters.
    fn finds(&self, small: &Small, paragraph: usize) -> bool {
        let stems = [0, 0, 1, 2, 3, 4, 5];
        let has_in = |p: usize, w: usize| small.paragraphs[p].words.iter().any(|own| stems[*own] == stems[w]);
        let has = |w: usize| has_in(paragraph, w);
        let is_nowhere = |w: usize| (0..small.paragraphs.len()).all(|p| !has_in(p, w));
        let by_words = match self.word {
            // Where no text has the word, it is read as the theme that is called so.
            Some((w, false)) if WORDS[w] == "remittances" && is_nowhere(w) => {
                small.values(FacetKind::Theme, paragraph).contains(&"remittances")
            }
            word => word.is_none_or(|(w, not)| has(w) != not),
        };
        by_words
            && self
                .around
                .is_none_or(|(from, links)| self.steps(small, from, paragraph as u32) <= u32::from(links))
    }

    /// How many strong links lead from one paragraph to another, by trying ever longer ways.
    fn steps(&self, small: &Small, from: u32, to: u32) -> u32 {
        let mut reached = vec![from];
        for steps in 0..20 {
            if reached.contains(&to) {
                return steps;
            }
            let strong = small.links.iter().filter(|(_, _, score)| self.is_strong(*score));
            let next = strong.flat_map(|(a, b, _)| [(*a, *b), (*b, *a)]).filter(|(a, _)| reached.contains(a));
            let next: Vec<u32> = next.map(|(_, b)| b).collect();
            reached.extend(next);
            reached.sort_unstable();
            reached.dedup();
        }
        u32::MAX
    }

    fn passes(&self, small: &Small, paragraph: usize) -> bool {
        let has =
            |(kind, value): &(FacetKind, String)| small.values(*kind, paragraph).contains(&value.as_str());
        let or_within = |kind: FacetKind| {
            let mut own = self.chosen.iter().filter(|(k, _)| *k == kind).peekable();
            own.peek().is_none() || own.any(has)
        };
        let (from, to) = self.years;
        let year = small.year(paragraph);
        let in_years = (from.is_none() && to.is_none())
            || year
                .is_some_and(|year| from.is_none_or(|from| from <= year) && to.is_none_or(|to| year <= to));
        FacetKind::ALL.into_iter().all(or_within) && !self.excluded.iter().any(has) && in_years
    }

    fn rows(&self, small: &Small) -> Vec<u32> {
        let shown = |p: &usize| self.finds(small, *p) && self.passes(small, *p);
        (0..small.paragraphs.len()).filter(shown).map(|p| p as u32).collect()
    }

    /// The same with one value alone chosen in its facet, and not excluded.
    fn only(&self, kind: FacetKind, value: &str) -> Self {
        let mut only = self.clone();
        only.chosen.retain(|(k, _)| *k != kind);
        only.chosen.push((kind, value.to_owned()));
        only.excluded.retain(|(k, v)| (*k, v.as_str()) != (kind, value));
        only
    }
}

fn listed(selection: &Selection) -> Vec<u32> {
    selection.rows.iter().map(|r| r.paragraph).collect()
}

fn sorted(mut list: Vec<u32>) -> Vec<u32> {
    list.sort_unstable();
    list
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn rows_are_those_that_pass((small, asked) in case()) {
        let corpus = small.corpus();
        let selection = select(&corpus, &asked.state(&small));
        let rows = listed(&selection);
        prop_assert_eq!(sorted(rows.clone()), asked.rows(&small));
        // Filters take away and leave the order; without words it is the order of the texts.
        let found = listed(&select(&corpus, &asked.state(&small).unfiltered()));
        prop_assert_eq!(&found.into_iter().filter(|ix| rows.contains(ix)).collect::<Vec<_>>(), &rows);
        if asked.word.is_none() {
            prop_assert!(rows.is_sorted());
        }
        for ix in corpus.indices() {
            let position = rows.iter().position(|row| *row == ix);
            prop_assert_eq!(selection.position(ix), position);
            prop_assert_eq!(selection.is_listed(ix), position.is_some());
        }
        prop_assert_eq!(select(&corpus, &asked.state(&small)), selection);
    }

    #[test]
    fn a_count_is_what_the_value_alone_leaves((small, asked) in case()) {
        let corpus = small.corpus();
        let selection = select(&corpus, &asked.state(&small));
        prop_assert_eq!(selection.facets.iter().map(|f| f.kind).collect::<Vec<_>>(), FacetKind::ALL);
        for facet in &selection.facets {
            let table = corpus.facet(facet.kind).expect("a table");
            prop_assert_eq!({ let mut ids = table.values.clone(); ids.sort_unstable(); ids }, small.all_values(facet.kind));
            for (place, id) in table.values.iter().enumerate() {
                let held = (facet.kind, id.clone());
                let choice = if asked.chosen.contains(&held) {
                    Choice::Chosen
                } else if asked.excluded.contains(&held) {
                    Choice::Excluded
                } else {
                    Choice::Free
                };
                let rows = asked.only(facet.kind, id).rows(&small).len();
                let told = facet.value(place).map_or((0, Choice::Free), |v| (v.count, v.choice));
                prop_assert_eq!(told, (rows, choice), "{} {}", facet.kind.id(), id);
            }
        }
        for kind in [FacetKind::Document, FacetKind::Section] {
            let sum: usize = selection.facets.iter().filter(|f| f.kind == kind).flat_map(|f| &f.values)
                .filter(|v| v.choice != Choice::Excluded).map(|v| v.count).sum();
            if asked.chosen.iter().all(|(k, _)| *k != kind) {
                prop_assert_eq!(sum, selection.rows.len());
            }
        }
    }

    #[test]
    fn what_is_listed_of_many_values_leaves_the_most((small, asked) in case(), most in 0_usize..5, unmeant in 0_usize..3) {
        let selection = select(&small.corpus(), &asked.state(&small));
        for facet in &selection.facets {
            let is_meant = |place: usize| place % 3 != unmeant;
            let listed = facet.foremost(most, is_meant);
            prop_assert!(listed.is_sorted_by(|a, b| a < b));
            let (held, free): (Vec<&FacetValue>, Vec<&FacetValue>) = facet.values.iter().partition(|v| v.choice != Choice::Free);
            prop_assert!(held.iter().all(|value| listed.contains(&value.place)));
            let (shown, hidden): (Vec<&FacetValue>, Vec<&FacetValue>) =
                free.into_iter().filter(|v| is_meant(v.place)).partition(|v| listed.contains(&v.place));
            prop_assert_eq!(listed.len(), held.len() + shown.len());
            prop_assert!(shown.len() == most || hidden.is_empty());
            for (shown, hidden) in shown.iter().flat_map(|s| hidden.iter().map(move |h| (s, h))) {
                prop_assert!(shown.count > hidden.count || shown.count == hidden.count && shown.place < hidden.place);
            }
        }
    }

    #[test]
    fn the_histogram_counts_what_each_year_leaves((small, asked) in case()) {
        let corpus = small.corpus();
        let selection = select(&corpus, &asked.state(&small));
        let any_year = Asked { years: (None, None), ..asked.clone() }.rows(&small);
        let expected: Vec<(Option<u16>, usize)> = [Some(2001), Some(2006), None].into_iter()
            .map(|year| (year, any_year.iter().filter(|p| small.year(**p as usize) == year).count()))
            .collect();
        prop_assert_eq!(selection.years, expected);
    }

    #[test]
    fn links_are_the_strong_ones_between_rows((small, asked) in case()) {
        let corpus = small.corpus();
        let selection = select(&corpus, &asked.state(&small));
        let rows = asked.rows(&small);
        let shown = |(a, b, score): &(u32, u32, f32)| rows.contains(a) && rows.contains(b) && asked.is_strong(*score);
        let expected: Vec<usize> = (0..small.links.len()).filter(|i| shown(&small.links[*i])).collect();
        prop_assert_eq!(&selection.links, &expected);
        for ix in corpus.indices() {
            let own = small.links.iter().filter(|(a, b, score)| (*a == ix || *b == ix) && asked.is_strong(*score));
            prop_assert_eq!(selection.links_of(&corpus, ix).count(), own.count());
        }
    }

    #[test]
    fn fields_find_what_filters_leave((small, asked) in case()) {
        let corpus = small.corpus();
        for (kind, value) in asked.chosen.iter().filter(|(_, value)| value != "tourism") {
            let state = ViewState::default().showing(View::Find);
            let typed = listed(&select(&corpus, &state.looking_for(&format!("{}:\"{value}\"", kind.id()))));
            let filtered = listed(&select(&corpus, &state.toggled(*kind, value)));
            prop_assert_eq!(typed, filtered, "{}", value);
        }
    }
}
