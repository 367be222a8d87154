//! What a search says of itself: the forms its words stand for, what is missing, the order of what is found, and lines.

use super::corpus;
use passages_core::search::{Query, missing, parse, plainer, unknown_fields, widened};
use passages_core::select::{Selection, select};
use passages_core::state::{Order, View, ViewState};
use passages_core::tokens::is_stop_word;
use proptest::prelude::*;

const WORDS: [&str; 12] = [
    "migrants",
    "development",
    "policies",
    "country",
    "remittances",
    "women",
    "return",
    "skills",
    "mali",
    "zebra",
    "labour",
    "investments",
];

fn found(query: &str) -> Selection {
    select(corpus(), &ViewState::default().showing(View::Find).looking_for(query))
}

fn passages(selection: &Selection) -> Vec<u32> {
    let mut passages: Vec<u32> = selection.rows.iter().map(|row| row.paragraph).collect();
    passages.sort_unstable();
    passages
}

fn read(typed: &str) -> Query {
    parse(typed, corpus().analyzer()).expect("a query")
}

#[test]
fn a_form_is_taken_out_of_a_word_that_stands_for_more_than_are_told() {
    let (index, query) = (corpus().index(), read("co*"));
    let widened = widened(&query, index).swap_remove(0);
    let told = widened.forms();
    assert_eq!((widened.written.as_str(), told.len()), ("co*", passages_core::search::MAX_FORMS));
    let narrower = widened.without(&query, &told[0]).expect("another form");
    let others: Vec<u32> = passages(&found(&narrower.to_string()));
    // Those that are not told are still looked for: "country" among them.
    assert!(!told.contains(&"country".to_owned()));
    assert!(passages(&found("=country")).iter().all(|ix| others.contains(ix)));
}

#[test]
fn without_a_form_a_search_finds_what_the_other_forms_find() {
    let mut checked = 0;
    for word in WORDS {
        let query = read(word);
        let widened = widened(&query, corpus().index());
        for one in &widened {
            assert_eq!(one.written, word);
            let exact = |forms: &[&String]| {
                let typed: Vec<String> = forms.iter().map(|form| format!("={form}")).collect();
                passages(&found(&typed.join(" OR ")))
            };
            let all: Vec<&String> = one.forms().iter().collect();
            assert_eq!(exact(&all), passages(&found(word)), "{word}: {:?}", one.forms());
            for form in one.forms() {
                let narrower = one.without(&query, form).expect("another form");
                let others: Vec<&String> = one.forms().iter().filter(|other| *other != form).collect();
                assert_eq!(passages(&found(&narrower.to_string())), exact(&others), "{word} without {form}");
                // What is printed is read back, so the chip's address means the same.
                assert_eq!(read(&narrower.to_string()), narrower);
                checked += 1;
            }
            assert_eq!(one.without(&query, "elephant"), None);
            assert_eq!(one.without(&read("elephant"), &one.forms()[0]), None);
        }
    }
    assert!(checked > 12, "{checked}");
}

#[test]
fn words_that_are_missing_are_those_that_find_nothing_alone() {
    let check = |typed: &str, absent: &[&str]| {
        let told = missing(&read(typed), corpus().index());
        let words: Vec<&str> = told.words.iter().map(|(word, _)| word.as_str()).collect();
        assert_eq!(words, absent, "{typed}");
        told
    };
    check("tourism cambodia", &[]);
    check("zebra remittances", &["zebra"]);
    check("NOT zebra remittances", &[]);
    let told = check("microscopes", &["microscopes"]);
    assert!(told.words[0].1.as_deref().is_some_and(|near| near.starts_with("micro")), "{told:?}");
    // Any of the words finds more than all of them, and common words are not among them.
    for typed in ["tourism cambodia", "the tourism in cambodia", "zebra remittances"] {
        let any = missing(&read(typed), corpus().index()).any.expect("other words").to_string();
        assert!(!found(&any).rows.is_empty() && found(typed).rows.is_empty(), "{typed}: {any}");
        assert!(!any.contains("the") && !any.contains("zebra"), "{any}");
    }
    assert_eq!(missing(&read("zebra"), corpus().index()).any, None);
    // Of a sentence the rarest, in its order, and no words without a subject.
    let sentence = "remittances could be a beneficial link for the poorest at both ends of the route that refugees and \
        students take, and the diaspora";
    let any = missing(&read(sentence), corpus().index()).any.expect("other words").to_string();
    let words: Vec<&str> = any.split(" OR ").collect();
    let rarity = |word: &str| found(word).rows.len();
    assert!(words.len() == 6 && words.iter().all(|word| !is_stop_word(word)), "{any}");
    let others = sentence.split([' ', ',']).filter(|word| !words.contains(word) && !is_stop_word(word));
    let left = others.map(rarity).filter(|rows| *rows > 0).min();
    assert!(words.iter().map(|word| rarity(word)).max() <= left, "{any}");
    assert!(words.is_sorted_by_key(|word| sentence.find(word)), "{any}");
}

#[test]
fn what_is_typed_as_elsewhere_is_offered_as_it_is_written_here() {
    assert_eq!(plainer("women or gender"), ["women OR gender"]);
    assert_eq!(plainer("remittances near/5 productive"), ["remittances NEAR/5 productive"]);
    assert_eq!(plainer("\"least developed countries\""), ["least developed countries"]);
    assert!(plainer("women OR gender").is_empty() && plainer("orphans android").is_empty());
    assert!(!found("women OR gender").rows.is_empty());
    assert_eq!(unknown_fields("women para:10"), ["para"]);
    assert_eq!(unknown_fields("(foo:bar"), ["foo"]);
    for known in ["theme:remittances", "year:2001..2006", "10:30", "Symbol:A/61/73", "note: this"] {
        assert!(unknown_fields(known).is_empty(), "{known}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn another_order_lists_the_same_passages(
        words in proptest::collection::vec(prop::sample::select(WORDS.to_vec()), 0..3),
    ) {
        let state = ViewState::default().showing(View::Find).looking_for(&words.join(" "));
        let by = |order| select(corpus(), &state.ordered(order));
        let (relevance, document, date) = (by(Order::Relevance), by(Order::Document), by(Order::Date));
        prop_assert_eq!(passages(&relevance), passages(&document));
        prop_assert_eq!(passages(&relevance), passages(&date));
        prop_assert!(document.rows.is_sorted_by_key(|row| row.paragraph));
        let day = |row: &passages_core::select::Row| {
            corpus().get(row.paragraph).and_then(|(d, _)| d.date()).map(|d| (d.year, d.month, d.day))
        };
        let latest_first = date.rows.windows(2).all(|pair| {
            let (one, next) = (day(&pair[0]), day(&pair[1]));
            one > next || (one == next && pair[0].paragraph < pair[1].paragraph)
        });
        prop_assert!(latest_first);
        // Nothing else depends on the order.
        prop_assert_eq!(&relevance.facets, &date.facets);
        prop_assert_eq!(&relevance.links, &date.links);
        for row in &relevance.rows {
            prop_assert_eq!(date.row(row.paragraph), Some(row));
        }
    }
}

#[test]
fn lines_have_every_place_that_is_marked() {
    for word in WORDS {
        let selection = found(word);
        for row in &selection.rows {
            let marks = selection.marks(corpus(), row.paragraph);
            let lines = selection.lines(corpus(), row.paragraph);
            for mark in &marks {
                assert_eq!(lines.iter().filter(|line| line.found.contains(*mark)).count(), 1, "{word}");
            }
            assert!(lines.iter().all(|line| marks.iter().any(|mark| line.found.contains(*mark))));
        }
    }
}

#[test]
fn a_theme_is_found_by_its_name_in_any_language() {
    let mut checked = 0;
    for term in &corpus().vocabulary().terms {
        if term.kind != passages_core::vocabulary::Kind::Theme {
            continue;
        }
        let state = ViewState::default().showing(View::Find);
        let tagged = select(corpus(), &state.toggled(passages_core::search::FacetKind::Theme, &term.id));
        for (tag, label) in term.labels.iter().filter(|(tag, _)| ["ar", "zh", "ru"].contains(&tag.as_str())) {
            let selection = found(label);
            assert_eq!(passages(&selection), passages(&tagged), "{tag}: {label}");
            let is_said = tagged.rows.is_empty()
                || selection.reading.as_deref().is_some_and(|r| r.starts_with("theme:"));
            assert!(is_said, "{tag}: {label}: {:?}", selection.reading);
            checked += usize::from(!tagged.rows.is_empty());
        }
    }
    assert!(checked > 90, "{checked}");
}
