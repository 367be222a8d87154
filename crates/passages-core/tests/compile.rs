//! However a corpus comes together, it is the same; and what an editor tags by hand is there, and shown as the editor's.

use passages_core::annotate::{Matcher, tagged};
use passages_core::archive::{decode, encode, fingerprint, is_sound};
use passages_core::corpus::{Compiled, Corpus};
use passages_core::link::{Evidence, MIN_SCORE};
use passages_core::parse::parse;
use passages_core::problem::Problem;
use passages_core::source::{Editing, EditorTag, Source};
use passages_core::tokens::Analyzer;
use passages_core::vocabulary::{Family, Kind, Term, Vocabulary};
use passages_core::{Compiling, compile};
use proptest::collection::vec;
use proptest::prelude::*;

const WORDS: [&str; 12] = [
    "remittances",
    "diaspora",
    "IOM",
    "Mali",
    "village",
    "harbour",
    "café",
    "lantern",
    "orchard",
    "winter",
    "stressed",
    "the",
];

fn vocabulary() -> Vocabulary {
    let terms = [
        (Kind::Theme, "remittances"),
        (Kind::Theme, "diaspora"),
        (Kind::Actor, "IOM"),
        (Kind::Actor, "Malian government"),
        (Kind::Place, "Mali"),
        (Kind::Rung, "stressed"),
    ];
    let term = |(kind, form): (Kind, &str)| Term {
        family: (kind == Kind::Theme).then_some(0),
        labels: vec![("en".to_owned(), form.to_owned())],
        forms: vec![form.to_owned()],
        ..Term::new(kind, &form.to_lowercase())
    };
    let mut terms: Vec<Term> = terms.into_iter().map(term).collect();
    terms[3].place = Some(4);
    let families = vec![Family { id: "one".to_owned(), labels: Vec::new() }];
    Vocabulary { families, terms, general: vec!["migration".to_owned()], ..Vocabulary::default() }
}

/// Documents of a few paragraphs; names and days come twice now and then.
fn sources() -> impl Strategy<Value = Vec<Source>> {
    let paragraph = vec(proptest::sample::select(WORDS.to_vec()), 1..12).prop_map(|words| words.join(" "));
    let tag =
        (1_usize..6, proptest::sample::select(vec!["diaspora", "mali", "nothing"]), any::<bool>()).prop_map(
            |(para, term, not)| EditorTag { para: para.to_string(), term: term.to_owned(), not, line: 1 },
        );
    let document = (vec(paragraph, 1..6), 1_u8..5, 1_u8..4, vec(tag, 0..2));
    vec(document, 1..8).prop_map(|documents| {
        let source = |(paragraphs, name, day, tags): (Vec<String>, u8, u8, Vec<EditorTag>)| {
            let numbered =
                (1..).zip(paragraphs).map(|(nth, text): (usize, String)| format!("{nth}. {text}."));
            let text = format!(
                "Economic Council\n\n{day} May 2001\n\nLetter dated {day} May 2001\n\n{}\n",
                numbered.collect::<Vec<_>>().join("\n\n")
            );
            let name = Some(format!("document {name}"));
            Source { path: "a.txt".to_owned(), text, editing: Editing { name, tags, ..Editing::default() } }
        };
        documents.into_iter().map(source).collect()
    })
}

fn all(sources: &[Source]) -> Compiled {
    compile(sources, vocabulary(), &[]).0
}

/// The same in steps, upon what has been compiled before.
fn upon(base: Compiled, sources: &[Source]) -> (Compiled, Vec<String>, Vec<Problem>) {
    let mut compiling = Compiling::new(vocabulary()).with_base(base);
    sources.iter().for_each(|source| compiling.add(source.clone()));
    let mut progress = vec![compiling.progress()];
    while !compiling.step() {
        progress.push(compiling.progress());
    }
    progress.push(compiling.progress());
    assert!(progress.is_sorted() && progress.last() == Some(&1.0), "{progress:?}");
    let names = compiling.names().to_vec();
    let (compiled, problems) = compiling.finish();
    (compiled, names, problems)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_corpus_is_the_same_whether_it_comes_at_once_or_upon_another(sources in sources(), at in 0_usize..8) {
        let (first, rest) = sources.split_at(at.min(sources.len()));
        let whole = all(&sources);
        // As a page has it: through the archive, where forms are left out.
        let base = decode(&encode(&all(first)).expect("an archive")).expect("the same");
        let (compiled, names, _) = upon(base, rest);
        prop_assert_eq!(&compiled.fingerprint, &whole.fingerprint);
        prop_assert_eq!(encode(&compiled), encode(&whole));
        prop_assert!(is_sound(&compiled));
        // No document is lost, and each is found by the name that was told.
        prop_assert_eq!(compiled.documents.len(), sources.len());
        for (name, source) in names.iter().zip(rest) {
            let document = compiled.documents.iter().find(|d| d.name == *name).expect("a document");
            prop_assert_eq!(&document.received, &source.text);
        }
        // Nothing upon it, and it is as it was.
        prop_assert_eq!(upon(compiled.clone(), &[]).0.fingerprint, compiled.fingerprint);
    }
}

/// Documents so long that their words are found, tagged and shown in several steps.
fn long() -> impl Strategy<Value = Vec<Source>> {
    let paragraph = (1_usize..1200, any::<u32>()).prop_map(|(length, start)| {
        let words = (0..length).map(|nth| WORDS[(start as usize).wrapping_add(nth * nth * 7) % WORDS.len()]);
        words.collect::<Vec<_>>().join(" ")
    });
    let tag = (1_usize..12, any::<bool>()).prop_map(|(para, not)| EditorTag {
        para: para.to_string(),
        term: "diaspora".to_owned(),
        not,
        line: 1,
    });
    vec((vec(paragraph, 0..12), vec(tag, 0..3)), 1..4).prop_map(|documents| {
        let source = |(paragraphs, tags): (Vec<String>, Vec<EditorTag>)| {
            let numbered =
                (1..).zip(paragraphs).map(|(nth, text): (usize, String)| format!("{nth}. {text}."));
            let text = numbered.collect::<Vec<_>>().join("\n\n");
            Source { path: "a.txt".to_owned(), text, editing: Editing { tags, ..Editing::default() } }
        };
        documents.into_iter().map(source).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn in_steps_it_is_what_it_is_as_a_whole(sources in long()) {
        let vocabulary = vocabulary();
        let (analyzer, matcher) = (Analyzer::english(), Matcher::new(&vocabulary, &Analyzer::english()));
        let compiled = all(&sources);
        // Each paragraph by itself, and what is said by hand laid over all of its document.
        let mut annotations = compiled.annotations.iter();
        for document in &compiled.documents {
            let source = sources.iter().find(|source| source.text == document.received).expect("its source");
            let (laid, _) = tagged(&parse(source).0, &source.editing, &vocabulary, &matcher);
            prop_assert_eq!(laid.len(), document.paragraphs.len());
            for ((paragraph, laid), own) in document.paragraphs.iter().zip(&laid).zip(annotations.by_ref()) {
                let tags = source.editing.tags.iter().any(|tag| tag.para == paragraph.key);
                let plain = matcher.annotate(&analyzer.tokens(&paragraph.text));
                prop_assert!(tags || plain == *own, "{}", paragraph.key);
                prop_assert_eq!(own, laid, "{}", paragraph.key);
            }
        }
        prop_assert!(annotations.next().is_none());
        // What links two passages, worked out anew from the whole of them.
        let corpus = Corpus::new(compiled.clone());
        for link in &compiled.links {
            prop_assert_eq!(corpus.compare(link.from, link.to).score.to_bits(), link.score.to_bits());
        }
    }
}

/// Makes something of a corpus, with a fingerprint that fits.
fn spoilt(compiled: &Compiled, spoil: impl Fn(&mut Compiled)) -> Compiled {
    let mut spoilt = compiled.clone();
    spoil(&mut spoilt);
    spoilt.fingerprint = fingerprint(&spoilt).expect("a fingerprint");
    spoilt
}

#[test]
fn what_does_not_fit_together_is_not_sound() {
    let texts = [plain("a", "1. The diaspora and IOM.\n\n2. Of the diaspora.", &[]), others()];
    let compiled = all(&texts);
    assert!(is_sound(&compiled) && !compiled.links.is_empty());
    let check = |why: &str, spoil: &dyn Fn(&mut Compiled)| {
        assert!(!is_sound(&spoilt(&compiled, spoil)), "{why}");
    };
    check("a link to nowhere", &|c| c.links[0].to = 999);
    check("a link with itself", &|c| c.links[0].to = c.links[0].from);
    check("a score that is no number", &|c| c.links[0].score = f32::NAN);
    check("a tag beyond the text", &|c| c.annotations[0].tags[0].span.end = 999);
    check("a tag without a term", &|c| c.annotations[0].tags[0].term = 999);
    check("a passage without a place", &|c| c.places.truncate(1));
    check("a passage without tags", &|c| c.annotations.truncate(1));
    check("a document twice", &|c| c.documents[1].name = c.documents[0].name.clone());
    check("a paragraph without a part", &|c| c.documents[0].paragraphs[0].part = 9);
    check("a document without parts", &|c| c.documents[0].parts.clear());
    check("a member of nothing", &|c| c.communities[0].members.push(999));
    check("a neighbour of nothing", &|c| c.vocabulary.terms[0].related.push(999));
    let other = Compiled { fingerprint: "00000000".to_owned(), ..compiled.clone() };
    assert!(!is_sound(&other), "another fingerprint");
}

fn plain(name: &str, text: &str, tags: &[(&str, &str, bool)]) -> Source {
    let tag = |(para, term, not): &(&str, &str, bool)| EditorTag {
        para: (*para).to_owned(),
        term: (*term).to_owned(),
        not: *not,
        line: 7,
    };
    let tags = tags.iter().map(tag).collect();
    let editing =
        Editing { name: Some(name.to_owned()), path: "d.toml".to_owned(), tags, ..Editing::default() };
    Source { path: "a.txt".to_owned(), text: text.to_owned(), editing }
}

/// Twenty paragraphs that say nothing of the vocabulary, so that a term is rare.
fn others() -> Source {
    let text: Vec<String> = (1..=20).map(|nth| format!("{nth}. Unlike anything number{nth}.")).collect();
    plain("z", &text.join("\n\n"), &[])
}

#[test]
fn two_documents_of_one_name_are_both_there_and_it_is_said() {
    let sources =
        [plain("one", "1. Alpha.", &[]), plain("one-2", "1. Beta.", &[]), plain("one", "1. Gamma.", &[])];
    let (compiled, problems) = compile(&sources, vocabulary(), &[]);
    let names: Vec<&str> = compiled.documents.iter().map(|d| d.name.as_str()).collect();
    assert_eq!(names, ["one", "one-2", "one-3"]);
    assert_eq!(problems.iter().filter(|p| p.message.contains("called `one` too")).count(), 1, "{problems:?}");
}

#[test]
fn a_tag_set_by_hand_is_a_theme_like_others_and_known_as_the_editors() {
    let first = plain("first", "1. They send money home. It helps.", &[("1", "remittances", false)]);
    let second = plain("second", "1. Of remittances much was said.", &[]);
    let (compiled, problems) = compile(&[first, second, others()], vocabulary(), &[]);
    assert_eq!(problems, []);
    let corpus = Corpus::new(decode(&encode(&compiled).expect("an archive")).expect("the same"));
    let find = |name: &str| {
        (0..).zip(corpus.documents()).find(|(_, d)| d.name == name).map(|(at, _): (usize, _)| at)
    };
    let start = |at: usize| corpus.documents()[..at].iter().map(|d| d.paragraphs.len()).sum::<usize>() as u32;
    let (one, two) = (start(find("first").expect("one")), start(find("second").expect("two")));
    let annotation = &compiled.annotations[one as usize];
    assert!(annotation.is_by_hand(0) && !compiled.annotations[two as usize].is_by_hand(0));
    let text = &corpus.get(one).expect("a paragraph").1.text;
    assert_eq!(annotation.tags[0].span.of(text), "They send money home");
    // The link explains itself, by the sentence for which the tag stands.
    let comparison = corpus.compare(one, two);
    assert!(comparison.score >= MIN_SCORE, "{comparison:?}");
    let reason = comparison.reasons.iter().find(|r| r.evidence == Evidence::Term(0)).expect("the theme");
    assert_eq!(reason.from_spans.iter().map(|s| s.of(text)).collect::<Vec<_>>(), ["They send money home"]);
}

#[test]
fn a_tag_set_by_hand_hides_no_words_and_stands_in_no_sentence() {
    let text = "1. The harbour lantern was lit.";
    let with = |tags: &[(&str, &str, bool)]| {
        let sources = [plain("first", text, tags), plain("second", text, &[]), others()];
        let corpus = Corpus::new(all(&sources));
        let comparison = corpus.compare(0, 1);
        comparison.reasons.iter().map(|r| (r.evidence.clone(), r.from_spans.len())).collect::<Vec<_>>()
    };
    let plain = with(&[]);
    assert!(plain.iter().any(|(evidence, _)| matches!(evidence, Evidence::Word(_))), "{plain:?}");
    assert_eq!(with(&[("1", "diaspora", false)]), plain);
}

#[test]
fn a_tag_is_taken_away_by_hand_and_a_state_is_set_with_its_place() {
    let tags = [("1", "diaspora", true), ("2", "malian government", false), ("2", "mali", false)];
    let (compiled, problems) =
        compile(&[plain("a", "1. The diaspora and IOM.\n\n2. Nobody.", &tags)], vocabulary(), &[]);
    assert_eq!(problems, []);
    assert_eq!(compiled.annotations[0].terms(), [2]);
    assert_eq!(compiled.annotations[0].by_hand, []);
    assert_eq!(compiled.annotations[1].by_hand, [3, 4]);
}

#[test]
fn what_cannot_be_tagged_is_a_problem_at_its_line() {
    let tags =
        [("9", "diaspora", false), ("1", "no-such", false), ("1", "stressed", false), ("1", "iom", true)];
    let (_, problems) = compile(&[plain("a", "1. Nothing at all.", &tags)], vocabulary(), &[]);
    let said: Vec<&str> = problems.iter().map(|p| p.message.as_str()).collect();
    let wanted = ["no paragraph `9`", "no term `no-such`", "a way of speaking", "does not show it anyway"];
    assert_eq!(said.len(), wanted.len(), "{said:?}");
    for (said, wanted) in said.iter().zip(wanted) {
        assert!(said.contains(wanted), "{said}");
    }
    assert!(problems.iter().all(|p| p.place.file == "d.toml" && p.place.line == Some(7)));
}
