//! What is asked of the reader and what it answers come through as bytes unchanged, and any bytes are an answer.

use passages_core::annotate::{Annotation, Speech, Tag};
use passages_core::intake::{Draft, Field, Gathered, Guess, Intake, Taken, Trouble, Why};
use passages_core::job::File;
use passages_core::parse::{parse, said};
use passages_core::problem::{Problem, ProblemKind};
use passages_core::source::{Editing, EditorNote, EditorTag, ForeignWords, Source};
use passages_core::span::Span;
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;

fn source() -> impl Strategy<Value = Source> {
    let note = (any::<String>(), any::<String>(), vec(any::<(String, String)>(), 0..3), any::<u32>())
        .prop_map(|(para, at, text, line)| EditorNote { para, at, text, line });
    let foreign = (any::<String>(), any::<String>(), any::<String>(), any::<u32>())
        .prop_map(|(para, text, language, line)| ForeignWords { para, text, language, line });
    let tag = (any::<String>(), any::<String>(), any::<bool>(), any::<u32>())
        .prop_map(|(para, term, not, line)| EditorTag { para, term, not, line });
    let said = (of(any::<String>()), of(any::<String>()), of(any::<String>()), of(any::<String>()));
    (
        any::<String>(),
        "(?s).{0,200}",
        said,
        (of(any::<String>()), vec(any::<(String, String)>(), 0..3)),
        (vec(note, 0..3), vec(foreign, 0..3), vec(tag, 0..3)),
        vec(any::<(String, String)>(), 0..3),
    )
        .prop_map(
            |(
                path,
                text,
                (name, short, language, title),
                (received, received_in),
                (notes, foreign, tags),
                short_in,
            )| {
                Source {
                    editing: Editing {
                        path: path.clone(),
                        name,
                        short,
                        short_in,
                        language,
                        title,
                        received,
                        received_in,
                        notes,
                        foreign,
                        tags,
                    },
                    path,
                    text,
                }
            },
        )
}

fn guess() -> impl Strategy<Value = Guess> {
    let fields = proptest::sample::select(Field::ALL.to_vec());
    (fields, any::<String>(), proptest::sample::select(Why::ALL.to_vec()))
        .prop_map(|(field, value, why)| Guess { field, value, why })
}

fn problem() -> impl Strategy<Value = Problem> {
    let kinds = of(proptest::sample::select(ProblemKind::ALL.to_vec()));
    (any::<bool>(), any::<String>(), of(any::<u32>()), any::<String>(), kinds).prop_map(
        |(error, text, line, hint, kind)| {
            let make = if error { Problem::error } else { Problem::warning };
            let problem = make(&text, line, text.clone(), hint.clone());
            kind.map_or(problem.clone(), |kind| problem.of(kind, &[&hint, &text]))
        },
    )
}

fn intake() -> impl Strategy<Value = Intake> {
    prop_oneof![
        (any::<String>(), vec(any::<u8>(), 0..200)).prop_map(|(file, bytes)| Intake::Read { file, bytes }),
        source().prop_map(Intake::Parse),
        vec(source(), 0..3).prop_map(Intake::Gather),
        vec(any::<u8>(), 0..200).prop_map(Intake::Open),
        (any::<String>(), vec(source(), 0..3)).prop_map(|(title, own)| Intake::Save { title, own }),
        (source(), vec(guess(), 0..4)).prop_map(|(source, guesses)| Intake::Folder { source, guesses }),
    ]
}

fn draft() -> impl Strategy<Value = Draft> {
    let span = (0_u32..90, 0_u32..9).prop_map(|(start, length)| Span { start, end: start + length });
    let tag =
        (span, any::<u16>(), any::<u16>()).prop_map(|(span, term, sentence)| Tag { span, term, sentence });
    let tag = tag.boxed();
    let speech = (of(tag.clone()), tag.clone()).prop_map(|(who, rung)| Speech { who, rung });
    let annotation = (vec(tag, 0..4), vec(speech, 0..3), vec(any::<u16>(), 0..3))
        .prop_map(|(tags, speech, by_hand)| Annotation { tags, speech, by_hand });
    (source(), any::<String>(), vec(guess(), 0..6), vec(problem(), 0..4), vec(annotation, 0..4)).prop_map(
        |(source, format, guesses, problems, annotations)| Draft {
            document: parse(&source).0,
            source,
            format,
            guesses,
            problems,
            annotations,
        },
    )
}

fn taken() -> impl Strategy<Value = Result<Taken, Trouble>> {
    let gathered =
        (vec(any::<u8>(), 0..200), vec(any::<String>(), 0..3), any::<String>(), vec(problem(), 0..3));
    let plain = [
        Trouble::Unread,
        Trouble::NoCorpus,
        Trouble::BadCorpus,
        Trouble::NoCollection,
        Trouble::LaterVersion,
        Trouble::Damaged,
        Trouble::TooLarge,
        Trouble::Empty,
        Trouble::Missing,
        Trouble::Stopped,
    ];
    prop_oneof![
        draft().prop_map(|draft| Ok(Taken::Draft(Box::new(draft)))),
        gathered.prop_map(|(archive, own, title, problems)| {
            Ok(Taken::Corpus(Gathered { archive, own, title, problems }))
        }),
        (any::<String>(), any::<String>(), vec(any::<u8>(), 0..200))
            .prop_map(|(name, media_type, bytes)| Ok(Taken::File(File { name, media_type, bytes }))),
        any::<[String; 3]>().prop_map(|[code, cause, remedy]| Err(Trouble::Refused { code, cause, remedy })),
        proptest::sample::select(plain.to_vec()).prop_map(Err),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn what_is_asked_comes_through_whole_or_not_at_all(asked in intake(), cut in 0_usize..900) {
        let bytes = asked.encode();
        prop_assert_eq!(Intake::decode(&bytes), Ok(asked));
        if let Some(part) = bytes.get(..cut).filter(|part| part.len() < bytes.len()) {
            prop_assert_eq!(Intake::decode(part), Err(Trouble::Unread));
        }
        prop_assert_eq!(Intake::decode(&[bytes, vec![0]].concat()), Err(Trouble::Unread));
    }

    #[test]
    fn what_is_answered_comes_through_whole_or_not_at_all(answer in taken(), cut in 0_usize..900) {
        let bytes = Taken::encode(&answer);
        prop_assert_eq!(Taken::decode(&bytes), answer);
        if let Some(part) = bytes.get(..cut).filter(|part| part.len() < bytes.len()) {
            prop_assert_eq!(Taken::decode(part), Err(Trouble::Unread));
        }
    }

    #[test]
    fn any_bytes_are_read_as_something(head in "[rpgosfdcz?!]", bytes in vec(any::<u8>(), 0..300)) {
        let bytes = [head.as_bytes(), &bytes].concat();
        let _ = Intake::decode(&bytes);
        let _ = Taken::decode(&bytes);
        let _ = Intake::decode(&bytes[1..]);
    }
}

#[test]
fn each_trouble_and_each_reason_has_a_code_of_its_own() {
    let mut codes: Vec<&str> = Why::ALL.iter().map(|why| why.code()).collect();
    codes.extend(Field::ALL.iter().map(|field| field.id()));
    codes.sort_unstable();
    let all = codes.len();
    codes.dedup();
    assert_eq!(codes.len(), all);
}

proptest! {
    #[test]
    fn what_is_said_later_is_as_what_was_said_at_once(before in source(), after in source(), quote in 0_usize..40) {
        let mut after = Source { text: before.text.clone(), path: before.path.clone(), ..after };
        // Beside words that are there.
        if let Some(paragraph) = parse(&before).0.paragraphs.first() {
            let words = paragraph.text.split_whitespace().nth(quote % 4).unwrap_or_default().to_owned();
            let (para, language) = (paragraph.key.clone(), "fr".to_owned());
            after.editing.foreign.push(ForeignWords { para, text: words, language, line: 1 });
        }
        let (whole, problems) = parse(&after);
        let (document, found) = said(parse(&before).0, &after);
        prop_assert_eq!(document, whole);
        prop_assert!(problems.ends_with(&found));
    }
}
