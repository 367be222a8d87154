//! The communities of any corpus: who is in which, what it is called, and how one comes from passage to passage.

use passages_core::compile;
use passages_core::corpus::Corpus;
use passages_core::graph::MAX_TERMS;
use passages_core::source::Source;
use passages_core::vocabulary::{Kind, Term, Vocabulary};
use proptest::collection::vec;
use proptest::prelude::*;

fn vocabulary() -> Vocabulary {
    let terms = [
        (Kind::Theme, "remittances"),
        (Kind::Theme, "skills"),
        (Kind::Actor, "Mali"),
        (Kind::Place, "IOM"),
        (Kind::Rung, "stressed"),
    ];
    let term = |(kind, form): (Kind, &str)| Term { forms: vec![form.to_owned()], ..Term::new(kind, form) };
    Vocabulary { terms: terms.into_iter().map(term).collect(), ..Vocabulary::default() }
}

fn corpus<T: AsRef<str>>(paragraphs: &[T]) -> Corpus {
    let numbered = (1..).zip(paragraphs).map(|(n, text)| format!("{n}. {}.", text.as_ref()));
    let text = numbered.collect::<Vec<_>>().join("\n\n");
    let source = Source { path: "one.txt".to_owned(), text, ..Source::default() };
    Corpus::new(compile(&[source], vocabulary(), &[]).0)
}

/// The names of all communities: ids of terms, then words.
fn names(corpus: &Corpus) -> Vec<Vec<String>> {
    let id = |ix: &u16| corpus.vocabulary().term(*ix).map(|t| t.id.clone()).unwrap_or_default();
    let one = corpus.communities().iter().map(|c| c.terms.iter().map(id).chain(c.words.clone()).collect());
    one.collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_linked_passage_is_in_one_community_with_a_name(
        paragraphs in vec(vec(prop::sample::select(vec![
            "remittances", "skills", "Mali", "IOM", "stressed", "village", "harbour", "café", "the", "2001",
        ]), 1..8), 1..40)
    ) {
        let paragraphs: Vec<String> = paragraphs.iter().map(|words| words.join(" ")).collect();
        let corpus = corpus(&paragraphs);
        for ix in corpus.indices() {
            let own = corpus.community_of(ix);
            prop_assert_eq!(own.is_some(), corpus.links_of(ix).next().is_some());
            for (at, community) in corpus.communities().iter().enumerate() {
                prop_assert_eq!(community.members.contains(&ix), own == Some(at));
            }
        }
        for (name, community) in names(&corpus).iter().zip(corpus.communities()) {
            prop_assert!((1..=MAX_TERMS).contains(&name.len()), "{:?}", name);
            // Whatever it is called, some member says it.
            let shown = |ix: &u16| community.members.iter().any(
                |m| corpus.annotation(*m).is_some_and(|a| a.terms().contains(ix)));
            prop_assert!(community.terms.iter().all(shown));
            // Words fill up what terms leave free, and ways of speaking are words too.
            prop_assert!(!name.contains(&"stressed".to_owned()) || community.terms.len() < MAX_TERMS);
        }
        // A chain leads from link to link, and the passages through which chains run are linked.
        for end in corpus.indices() {
            let Some(chain) = corpus.chain(0, end, 0.0) else {
                prop_assert!(end != 0 && corpus.link_between(0, end).is_none());
                continue;
            };
            let last = chain.iter().try_fold(0, |at, link| link.other(at));
            prop_assert_eq!(last, Some(end));
            // What is too weak is in none, and the whole chain is found again where it is strong enough.
            let weakest = chain.iter().map(|link| link.score).fold(1.0, f32::min);
            prop_assert_eq!(corpus.chain(0, end, weakest), Some(chain.clone()));
            if let Some(other) = corpus.chain(0, end, weakest + 0.01) {
                prop_assert!(end == 0 || other.iter().all(|link| link.score > weakest));
            }
        }
        let central = corpus.central(5);
        prop_assert!(central.connecting.len() <= 5 && !central.is_estimate());
        prop_assert!(central.connecting.iter().all(|ix| corpus.links_of(*ix as u32).count() > 1));
        prop_assert!(central.visited.iter().all(|ix| corpus.links_of(*ix as u32).count() > 0));
        prop_assert_eq!(central.visited.len(), central.linked.min(5));
    }
}

#[test]
fn communities_are_called_by_what_tells_them_apart() {
    let about = |what: &str| (0..6).map(|i| format!("{what} and number {i}")).collect::<Vec<_>>();
    let texts = [about("Remittances are sent"), about("Skills are lost")].concat();
    assert_eq!(names(&corpus(&texts)), [["remittances"], ["skills"]]);
}

#[test]
fn what_every_passage_shows_names_none_where_words_tell_more() {
    let repeated = [
        "Remittances bring orchard owners twelve painted ladders from distant northern workshops",
        "Remittances repair harbour walls before stormy winters flood lower fishing quarters",
        "Remittances light lantern streets while careful neighbours guard empty village houses",
    ];
    let corpus = corpus(&repeated.map(|text| [text; 6]).concat());
    assert_eq!(corpus.communities().len(), 3);
    for (name, text) in names(&corpus).iter().zip(repeated) {
        assert!(name.iter().all(|word| word != "remittances" && text.contains(word)), "{name:?}");
    }
}

#[test]
fn equal_passages_have_names_that_tell_them_apart_while_there_are_words() {
    let corpus =
        corpus(&["Remittances light lantern streets while careful neighbours guard empty houses"; 400]);
    let mut names = names(&corpus);
    assert!(!names.is_empty() && names.iter().all(|name| !name.is_empty()), "{names:?}");
    names.sort();
    names.dedup();
    assert!(names.len() >= corpus.communities().len().min(6), "{names:?}");
}
