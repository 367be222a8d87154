//! What must be true of the two documents wherever it is counted, listed, found or linked.

use super::scenes::drawn;
use super::{LETTER, SUMMARY, corpus, document, id, ids, index, paragraph};
use passages_core::citation::destination;
use passages_core::link::Evidence;
use passages_core::search::FacetKind;
use passages_core::select::{Selection, select};
use passages_core::state::{View, ViewState};
use passages_core::suggest::suggest;
use std::collections::BTreeSet;

fn finding(query: &str) -> Selection {
    select(corpus(), &ViewState::default().showing(View::Find).looking_for(query))
}

fn having(kind: FacetKind, value: &str) -> Selection {
    select(corpus(), &ViewState::default().showing(View::Find).toggled(kind, value))
}

fn listed(selection: &Selection) -> Vec<String> {
    selection.rows.iter().map(|row| corpus().id(row.paragraph)).collect()
}

/// The value is on these passages and no others, and everything that counts says so.
fn check(kind: FacetKind, value: &str, passages: &str) {
    let selection = having(kind, value);
    assert_eq!(listed(&selection), ids(passages), "{value}");
    let unfiltered = select(corpus(), &ViewState::default());
    let facet = unfiltered.facets.iter().find(|f| f.kind == kind).expect("all facets are counted");
    let count = facet.values.iter().find(|v| facet.id(corpus(), v) == value).map(|v| v.count);
    assert_eq!(count, Some(selection.rows.len()), "{value}");
    let (passages, links) = drawn(&selection);
    assert_eq!(passages.len(), selection.rows.len(), "{value}");
    assert_eq!(links, selection.links, "{value}");
}

#[test]
fn human_rights_as_a_phrase_is_in_m_alone() {
    for query in ["\"human rights\"", "“Human Rights”", "\"human rights\" OR \"droits de l'homme\""] {
        assert_eq!(listed(&finding(query)), ids("m"), "{query}");
    }
}

#[test]
fn remittances_are_on_five_passages() {
    check(FacetKind::Theme, "remittances", "7 10 h k o");
    let mut found = listed(&finding("remittance"));
    found.sort();
    let mut expected = ids("7 10 h k o");
    expected.sort();
    assert_eq!(found, expected);
}

#[test]
fn co_development_refugees_mali_and_the_ilo() {
    check(FacetKind::Theme, "co-development", "5 8 l");
    check(FacetKind::Theme, "refugees", "6 11 g");
    check(FacetKind::Place, "mali", "2 l");
    check(FacetKind::Actor, "ILO", "1 10");
}

#[test]
fn the_international_labour_office_is_the_ilo() {
    let text = &paragraph(SUMMARY, "10").text;
    let tags = &corpus().annotation(index("10")).expect("annotated").tags;
    let named = tags.iter().find(|t| t.span.of(text) == "International Labour Office").expect("a tag");
    assert_eq!(corpus().vocabulary().term(named.term).map(|t| t.id.as_str()), Some("ILO"));
}

#[test]
fn paragraph_5_and_annex_l_are_linked_by_co_development_and_france() {
    assert!(corpus().link_between(index("l"), index("5")).is_some());
    let shared = corpus().compare(index("5"), index("l"));
    let term = |evidence: &Evidence| match evidence {
        Evidence::Term(ix) => corpus().vocabulary().term(*ix).map(|t| t.id.as_str()),
        _ => None,
    };
    let shown = |wanted: &str| {
        let reason = shared.reasons.iter().find(|r| term(&r.evidence) == Some(wanted)).expect("a reason");
        let (five, l) = (&paragraph(SUMMARY, "5").text, &paragraph(LETTER, "annex.l").text);
        (reason.from_spans[0].of(five), reason.to_spans[0].of(l))
    };
    assert_eq!(term(&shared.reasons[0].evidence), Some("co-development"));
    assert_eq!(shown("co-development"), ("co-development", "co-development"));
    assert_eq!(shown("french-government"), ("France's policy", "French Government"));
}

#[test]
fn all_participants_recognized_is_the_strongest_rung_and_o_holds_it_alone() {
    check(FacetKind::Strength, "all-recognized", "o");
    let terms = || corpus().vocabulary().terms.iter();
    let strongest = terms().max_by_key(|t| t.strength).map(|t| t.id.as_str());
    assert_eq!(strongest, Some("all-recognized"));
    check(FacetKind::Speaker, "all-participants", "o");
}

#[test]
fn in_m_it_is_portugal_that_speaks() {
    let text = &paragraph(LETTER, "annex.m").text;
    let speech = &corpus().annotation(index("m")).expect("annotated").speech;
    let [said] = speech.as_slice() else { panic!("one speaks, not {speech:?}") };
    assert!(said.who.is_some_and(|who| who.span.of(text).starts_with("Portugal")), "{said:?}");
    assert_eq!(said.rung.span.of(text), "stressed");
    check(FacetKind::Speaker, "portuguese-government", "m");
}

#[test]
fn a_section_is_suggested_by_its_heading() {
    let corpus = corpus();
    let found = suggest(corpus, &ViewState::default(), "section:vision", "en");
    let labels: Vec<&str> = found.iter().map(|s| s.label.as_str()).collect();
    assert_eq!(labels, ["A vision for migration as a catalytic development link"]);
    assert_eq!(select(corpus, &found[0].state).rows.len(), found[0].count);
    assert_eq!(found[0].count, 3);
}

#[test]
fn the_query_language_finds_what_it_says() {
    let check = |query: &str, expected: &str| {
        let mut found = listed(&finding(query));
        found.sort();
        let mut wanted = ids(expected);
        wanted.sort();
        assert_eq!(found, wanted, "{query}");
    };
    check("theme:remittances", "7 10 h k o");
    check("theme:remittances year:2001", "7 10");
    check("theme:\"cost of transfers\"", "o");
    check("actor:ilo", "1 10");
    check("symbol:A/CONF.191/L.7 place:mali", "2");
    check("remitances", "7 10 h k o");
    check("remit*", "7 10 h k o");
    check("co-development NEAR/3 french", "l");
    check("=refugee", "11");
    check("speaker:participants strength:requested", "t");
    check("objective:gcm-21", "6 f");
    check("year:1990..2000", "");
    check("theme:zebra", "");
    // A section by its heading, by how that begins, and by its id.
    check("section:\"the main problems caused by migration trends\"", "3");
    check("section:\"international support\"", "9 10 11");
    check("section:\"A/CONF.191/L.7:s2\"", "4 5 6");
    check("section:\"international support\" refugee", "11");
}

#[test]
fn who_speaks_and_how_strongly_is_as_an_editor_would_say() {
    let check = |key: &str, expected: &[(Option<&str>, &str)]| {
        let speech = &corpus().annotation(index(key)).expect("annotated").speech;
        let id = |ix| corpus().vocabulary().term(ix).map_or("", |t| t.id.as_str());
        let told: Vec<_> = speech.iter().map(|s| (s.who.map(|w| id(w.term)), id(s.rung.term))).collect();
        assert_eq!(told, expected, "{key}");
    };
    check("3", &[(Some("participants"), "stressed"), (None, "stressed"), (Some("participants"), "agreed")]);
    check("6", &[(Some("most-speakers"), "noted"), (Some("UNHCR"), "noted")]);
    check("7", &[]);
    check("7.2", &[(Some("many-participants"), "called-for")]);
    check("10", &[(Some("ILO"), "noted")]);
    check("11", &[(Some("UNHCR"), "noted")]);
    check("b", &[(Some("the-conference"), "agreed")]);
    check("c", &[(Some("world-bank"), "noted")]);
    check("e", &[(None, "called-for"), (Some("several-speakers"), "noted")]);
    check("f", &[(Some("the-conference"), "suggested")]);
    check("k", &[(Some("african-countries"), "called-for"), (None, "suggested")]);
    check("l", &[(Some("origin-and-destination-countries"), "stressed")]);
    check("m", &[(Some("portuguese-government"), "stressed")]);
    check("o", &[(None, "noted"), (Some("all-participants"), "all-recognized")]);
    check("p", &[(Some("participants"), "noted")]);
    check("t", &[(Some("participants"), "requested"), (None, "called-for")]);
}

#[test]
fn a_symbol_in_any_spelling_opens_its_document() {
    for typed in [
        "a/conf 191 l7",
        "A/CONF.191/L.7",
        "A/CONF.191/L.7 ",
        "(A/CONF.191/L.7)",
        "a conf.191 l 7",
        "ACONF191L7",
    ] {
        let found = finding(typed).destination.unwrap_or_else(|| panic!("{typed} leads somewhere"));
        assert_eq!((found.document.as_str(), found.passage), (SUMMARY, None), "{typed}");
    }
    for typed in ["A/CONF.191", "A/61/50", "migration", "7", ""] {
        assert_eq!(finding(typed).destination, None, "{typed}");
    }
}

#[test]
fn every_citation_opens_its_passage() {
    let check = |typed: &str, passage: &str| {
        let found = destination(typed, corpus());
        assert_eq!(found.and_then(|d| d.passage).as_deref(), Some(passage), "{typed}");
    };
    check("(A/CONF.191/L.7, para. 4)", &id("4"));
    check("a/conf.191/l.7 paragraph 4", &id("4"));
    check("Letter dated 13 April 2006, annex, para. (f)", &id("f"));
    check("letter dated 13 April 2006, para. (f)", &id("f"));
    for ix in corpus().indices() {
        let (document, paragraph) = corpus().get(ix).expect("a passage");
        check(&document.citation(paragraph), &corpus().id(ix));
        check(&format!("({})", document.citation(paragraph)), &corpus().id(ix));
        let whole = document.whole_citation(paragraph);
        check(&format!("({whole})"), &corpus().id(ix));
        check(&format!("({whole} – {})", document.place_of(paragraph)), &corpus().id(ix));
        check(&corpus().id(ix), &corpus().id(ix));
        // As the page names it in its lists.
        for tag in ["en", "fr", "ar"] {
            check(
                &format!("{}, {}", document.short_for(tag), document.place_of(paragraph)),
                &corpus().id(ix),
            );
        }
    }
    for typed in ["A/CONF.191/L.7, para. 99", "A/CONF.191/L.7:99:4", "A/CONF.191/L.7, annex, para. 4"] {
        assert_eq!(destination(typed, corpus()), None, "{typed}");
    }
}

#[test]
fn a_plural_of_letters_finds_the_singular() {
    let found = |typed: &str| finding(typed).rows.iter().map(|row| row.paragraph).collect::<Vec<_>>();
    assert_eq!(found("LDCs").len(), 5);
    let mut both = [found("LDCs"), found("ldc")];
    both.iter_mut().for_each(|rows| rows.sort_unstable());
    assert_eq!(both[0], both[1]);
}

#[test]
fn the_letter_of_2006_shows_no_symbol() {
    let letter = document(LETTER);
    assert_eq!(letter.masthead.symbol, None);
    assert_eq!(letter.designation(), "Letter dated 13 April 2006");
    for name in [&letter.name, &letter.short, &letter.title] {
        assert!(!name.contains("A/"), "{name}");
    }
}

#[test]
fn not_leaves_exactly_what_the_word_does_not_find() {
    let words: BTreeSet<String> = corpus()
        .indices()
        .filter_map(|ix| corpus().get(ix))
        .flat_map(|(_, p)| corpus().analyzer().tokens(&p.text).into_iter().map(|t| t.word))
        .collect();
    assert!(words.len() > 500);
    for word in words.into_iter().step_by(4) {
        let with: BTreeSet<String> = listed(&finding(&word)).into_iter().collect();
        let without: BTreeSet<String> = listed(&finding(&format!("NOT {word}"))).into_iter().collect();
        assert!(!with.is_empty() && with.is_disjoint(&without), "{word}");
        assert_eq!(with.len() + without.len(), corpus().len(), "{word}");
        let stem = corpus().analyzer().stem(&word);
        for id in &without {
            let (_, p) = corpus().find(id).and_then(|ix| corpus().get(ix)).expect("a passage");
            assert!(corpus().analyzer().tokens(&p.text).iter().all(|t| t.stem != stem), "{word} in {id}");
        }
    }
}

#[test]
fn false_friends_raise_no_theme() {
    let check = |short: &str, words: &str, tagged: &[&str]| {
        let (_, p) = corpus().get(index(short)).expect("a passage");
        let at = p.text.find(words).unwrap_or_else(|| panic!("{words} in {short}"));
        let (start, end) = (at as u32, (at + words.len()) as u32);
        let tags = &corpus().annotation(index(short)).expect("annotated").tags;
        let over = tags.iter().filter(|t| t.span.start < end && start < t.span.end);
        let over: Vec<&str> =
            over.filter_map(|t| corpus().vocabulary().term(t.term)).map(|t| t.id.as_str()).collect();
        assert_eq!(over, tagged, "{words}");
    };
    check("7", "\"migration optimum\"", &[]);
    check("5", "tourism", &[]);
    check("10", "tourism", &[]);
    check("c", "World Bank", &["world-bank"]);
    check("letter.l1", "World Bank", &["world-bank"]);
    check("o", "banks", &[]);
}
