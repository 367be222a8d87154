//! The vocabulary says what it should, and no more.

use super::{corpus, index};
use passages_core::annotate::Matcher;
use passages_core::search::FacetKind;
use passages_core::tokens::Analyzer;
use passages_core::vocabulary::{Kind, Vocabulary};
use passages_files::read_vocabulary;
use std::path::Path;

fn vocabulary() -> Vocabulary {
    let (vocabulary, problems) =
        read_vocabulary(&Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/vocabulary"));
    assert!(problems.is_empty(), "{problems:?}");
    vocabulary
}

/// Ids of the terms of a kind that a text shows.
fn shown(vocabulary: &Vocabulary, kind: Kind, text: &str) -> Vec<String> {
    let analyzer = Analyzer::english();
    let annotation = Matcher::new(vocabulary, &analyzer).annotate(&analyzer.tokens(text));
    let terms = annotation.terms().into_iter().filter_map(|ix| vocabulary.term(ix));
    terms.filter(|t| t.kind == kind).map(|t| t.id.clone()).collect()
}

#[test]
fn words_that_mislead_raise_no_theme() {
    let vocabulary = vocabulary();
    for text in [
        "The migration of birds is of interest.",
        "An implicit “migration” that nobody defined.",
        "International tourism is a short-term movement of persons.",
        "Development is a right.",
        "Sustainable development, and the development of the country.",
        "The bank of the river, the blood bank and the World Bank.",
        "The International Labour Office and the International Labour Organization took part.",
        "The Office of the United Nations High Commissioner for Refugees took part.",
        "The Statistical Commission met.",
        "Gender, health, trade and security.",
        "UN-Women and the Commission on the Status of Women met.",
        "The Poverty Reduction Strategy Paper.",
        "A co-developed vaccine.",
        "The circle of friends returned late.",
        "A meeting with a good exchange of information and opinions.",
    ] {
        assert_eq!(shown(&vocabulary, Kind::Theme, text), [] as [&str; 0], "{text}");
    }
}

#[test]
fn the_same_theme_in_other_words_is_the_same_theme() {
    let vocabulary = vocabulary();
    let check = |theme: &str, texts: &[&str]| {
        for text in texts {
            let found = shown(&vocabulary, Kind::Theme, text);
            assert!(found.iter().any(|t| t == theme), "{text}: {found:?}");
        }
    };
    check(
        "irregular-migration",
        &["fighting illegal immigration", "Irregular migration grows.", "the smuggling of migrants"],
    );
    check("loss-of-skills", &["the brain drain", "losses of skills", "the departure of skilled workers"]);
    check("co-development", &["“co-development”", "codevelopment", "Co‑development"]);
    check("microfinance", &["micro-credits and loans", "microfinance institutions", "access to credit"]);
    check("return", &["refugees have voluntarily returned", "return and reintegration"]);
    check("women-and-gender", &["female entrepreneurship", "a gender perspective"]);
}

#[test]
fn a_state_is_its_place_and_a_place_that_speaks_is_its_state() {
    let vocabulary = vocabulary();
    let check = |text: &str, actor: &str, place: &str| {
        assert_eq!(shown(&vocabulary, Kind::Actor, text), [actor], "{text}");
        assert_eq!(shown(&vocabulary, Kind::Place, text), [place], "{text}");
    };
    check("The French Government was asked.", "french-government", "france");
    check("France's policy was praised.", "french-government", "france");
    check("The Philippines Government invested.", "philippine-government", "philippines");
    check("Portugal stressed the point.", "portuguese-government", "portugal");
    assert_eq!(shown(&vocabulary, Kind::Actor, "In Portugal, rain fell."), [] as [&str; 0]);
}

#[test]
fn the_crosswalk_holds_all_objectives_and_leads_to_passages() {
    let crosswalk = &corpus().vocabulary().crosswalk;
    let gcm: Vec<&str> =
        crosswalk.objectives.iter().filter(|o| o.framework == 0).map(|o| o.number.as_str()).collect();
    assert_eq!(gcm, (1..=23).map(|n| n.to_string()).collect::<Vec<_>>());
    let table = corpus().facet(FacetKind::Objective).expect("a table");
    let of = |paragraph: &str| -> Vec<&str> {
        let held = corpus().facets().of(FacetKind::Objective, index(paragraph));
        held.map(|place| table.values[place].as_str()).collect()
    };
    // Remittances and their cost; return; data; borders. And what no passage is about.
    assert!(of("o").contains(&"gcm-20") && of("o").contains(&"sdg-10.c"), "{:?}", of("o"));
    assert!(of("6").contains(&"gcm-21"), "{:?}", of("6"));
    assert!(of("h").contains(&"gcm-1") && of("h").contains(&"sdg-17.18"), "{:?}", of("h"));
    assert!(of("k").contains(&"gcm-11"), "{:?}", of("k"));
    let silent = |id: &str| {
        let place = table.place(id).expect("an objective");
        corpus().facets().total(FacetKind::Objective, place) == 0
    };
    assert!(silent("gcm-4") && silent("gcm-13") && silent("sdg-4.b"));
}

#[test]
fn everything_has_a_label_in_six_languages_and_themes_are_few_enough_to_read() {
    let vocabulary = vocabulary();
    let themes = vocabulary.terms.iter().filter(|t| t.kind == Kind::Theme).count();
    assert!((30..=45).contains(&themes), "{themes}");
    assert_eq!(vocabulary.families.len(), 8);
    let terms =
        vocabulary.terms.iter().map(|t| &t.labels).chain(vocabulary.families.iter().map(|f| &f.labels));
    assert!(terms.into_iter().all(|labels| labels.len() == 6));
    assert!(vocabulary.terms.iter().filter(|t| t.kind == Kind::Theme).all(|t| !t.note.is_empty()));
}
