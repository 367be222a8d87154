//! What the workshop finds in documents travels as bytes: it arrives as it was, and any bytes are read to the end.

use passages_core::compare::{
    Alignment, Change, Column, Contrast, Diff, Edit, Form, Lone, Mention, Pair, Place, Run, Sides,
    TermChange, ThemeShare, Themes, Tie, Trend, Use, What, WordingChange,
};
use passages_core::job::{Answer, Fault, Job};
use passages_core::quote::{Altered, Finding, Piece, Quote, Spot};
use passages_core::span::Span;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

fn numbers() -> impl Strategy<Value = u32> {
    prop_oneof![0..200_u32, any::<u32>()]
}

/// Documents are numbered as far as the page can count.
fn documents() -> impl Strategy<Value = Vec<usize>> {
    vec(numbers().prop_map(|at| at as usize), 0..4)
}

/// Every number but none: that is equal to nothing.
fn floats() -> impl Strategy<Value = f64> {
    use proptest::num::f64::{INFINITE, NEGATIVE, NORMAL, POSITIVE, SUBNORMAL, ZERO};
    POSITIVE | NEGATIVE | NORMAL | SUBNORMAL | ZERO | INFINITE
}

fn short_floats() -> impl Strategy<Value = f32> {
    floats().prop_map(|number| number as f32)
}

fn span() -> impl Strategy<Value = Span> {
    (numbers(), numbers()).prop_map(|(start, end)| Span { start, end })
}

fn spans() -> impl Strategy<Value = Vec<Span>> {
    vec(span(), 0..3)
}

/// Among them the zero that ends texts elsewhere.
fn words() -> impl Strategy<Value = String> {
    prop_oneof![any::<String>(), Just("\0é中 \u{202e}".to_owned())]
}

fn diff() -> impl Strategy<Value = Diff> {
    let edit = select(vec![Edit::Kept, Edit::Deleted, Edit::Inserted]);
    let run = (edit, numbers(), span(), span());
    let run = run.prop_map(|(edit, words, then, now)| Run { edit, words, then, now });
    (vec(run, 0..4), numbers(), numbers(), numbers()).prop_map(|(runs, kept, then, now)| Diff {
        runs,
        kept,
        then,
        now,
    })
}

fn alignment() -> impl Strategy<Value = Alignment> {
    let what = prop_oneof![any::<u16>().prop_map(What::Term), words().prop_map(What::Word)];
    let mention = (what, spans(), spans()).prop_map(|(what, then, now)| Mention { what, then, now });
    let tie = prop_oneof![diff().prop_map(Tie::Aligned), vec(mention, 0..3).prop_map(Tie::Reworded)];
    let pair = (numbers(), numbers(), short_floats(), tie, any::<bool>())
        .prop_map(|(then, now, score, tie, is_best)| Pair { then, now, score, tie, is_best });
    let lone = || {
        let lone = (numbers(), option::of((numbers(), short_floats())));
        vec(lone.prop_map(|(passage, nearest)| Lone { passage, nearest }), 0..3)
    };
    (vec(pair, 0..4), lone(), lone(), any::<bool>()).prop_map(|(pairs, new, dropped, is_exact)| Alignment {
        pairs,
        new,
        dropped,
        is_exact,
    })
}

fn places() -> impl Strategy<Value = Vec<Place>> {
    vec((numbers(), spans()).prop_map(|(passage, spans)| Place { passage, spans }), 0..3)
}

fn term() -> impl Strategy<Value = TermChange> {
    let used = || {
        (numbers(), floats(), places()).prop_map(|(times, per_thousand, places)| Use {
            times,
            per_thousand,
            places,
        })
    };
    let change = select(vec![Change::New, Change::Gone, Change::More, Change::Less]);
    let by_document = vec((0..90_usize, numbers()), 0..3);
    (words(), change, used(), used(), by_document, floats(), option::of(floats())).prop_map(
        |(words, change, then, now, by_document, g2, effect)| TermChange {
            words,
            change,
            then,
            now,
            by_document,
            g2,
            effect,
        },
    )
}

fn wording() -> impl Strategy<Value = WordingChange> {
    let forms = || {
        let form = (words(), numbers(), places());
        vec(form.prop_map(|(words, times, places)| Form { words, times, places }), 0..3)
    };
    (any::<u16>(), forms(), forms(), (numbers(), numbers()))
        .prop_map(|(theme, then, now, both)| WordingChange { theme, then, now, both })
}

fn themes() -> impl Strategy<Value = Themes> {
    let column = (option::of(any::<u16>()), documents(), numbers(), numbers());
    let column =
        column.prop_map(|(year, documents, passages, themed)| Column { year, documents, passages, themed });
    let trend =
        select(vec![Trend::New, Trend::Gone, Trend::Rising, Trend::Fading, Trend::Few, Trend::Steady]);
    let share = (any::<u16>(), vec(numbers(), 0..4), floats(), floats(), trend)
        .prop_map(|(theme, passages, then, now, trend)| ThemeShare { theme, passages, then, now, trend });
    (vec(column, 0..3), vec(share, 0..3), vec(any::<u16>(), 0..3))
        .prop_map(|(columns, shares, silent)| Themes { columns, shares, silent })
}

fn contrast() -> impl Strategy<Value = Answer> {
    let sides = (documents(), documents()).prop_map(|(then, now)| Sides { then, now });
    let lists = (vec(term(), 0..3), vec(wording(), 0..3));
    (sides, alignment(), (numbers(), numbers()), lists, themes(), documents(), any::<bool>()).prop_map(
        |(sides, alignment, words, (terms, wordings), themes, other_language, cut)| {
            let contrast = Contrast { sides, alignment, words, terms, wordings, themes, other_language, cut };
            Answer::Contrast(Box::new(contrast))
        },
    )
}

fn quote() -> impl Strategy<Value = Answer> {
    let spot = || (numbers(), span()).prop_map(|(passage, span)| Spot { passage, span });
    let finding = prop_oneof![
        vec(spot(), 0..3).prop_map(Finding::Verbatim),
        (spot(), diff()).prop_map(|(spot, diff)| Finding::Altered(Altered { spot, diff })),
        Just(Finding::Absent),
        Just(Finding::Short),
    ];
    let piece = (span(), numbers(), finding);
    let piece = piece.prop_map(|(span, words, finding)| Piece { span, words, finding });
    (vec(piece, 0..5), any::<bool>()).prop_map(|(pieces, cut)| Answer::Quote(Quote { pieces, cut }))
}

fn answer() -> impl Strategy<Value = Answer> {
    prop_oneof![contrast(), quote()]
}

proptest! {
    #[test]
    fn what_was_found_arrives_as_it_was(answer in answer()) {
        let bytes = Answer::encode(&Ok(answer.clone()));
        prop_assert_eq!(Answer::decode(&bytes), Ok(answer));
    }

    #[test]
    fn what_is_asked_arrives_as_it_was(documents in documents(), text in words()) {
        for job in [Job::Contrast(documents), Job::Quote(text)] {
            prop_assert_eq!(Job::decode(&job.encode()), Ok(job.clone()));
            prop_assert!(job.needs_corpus());
        }
    }

    #[test]
    fn a_part_of_an_answer_and_more_than_one_are_refused(answer in answer(), cut in any::<prop::sample::Index>()) {
        let bytes = Answer::encode(&Ok(answer));
        prop_assert_eq!(Answer::decode(&bytes[..cut.index(bytes.len())]), Err(Fault::Unread));
        prop_assert_eq!(Answer::decode(&[&bytes, &[0][..]].concat()), Err(Fault::Unread));
    }

    #[test]
    fn damaged_bytes_are_read_to_the_end(
        answer in answer(),
        damage in vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
    ) {
        let mut bytes = Answer::encode(&Ok(answer));
        for (at, byte) in damage {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        // What is still an answer is written as it was read.
        if let Ok(read) = Answer::decode(&bytes) {
            let again = Answer::encode(&Ok(read));
            prop_assert_eq!(Answer::encode(&Answer::decode(&again)), again);
        }
    }

    #[test]
    fn any_bytes_are_read_to_the_end(kind in select(vec![b'd', b'q']), rest in vec(any::<u8>(), 0..200)) {
        let bytes = [&[kind], &rest[..]].concat();
        let _ = (Answer::decode(&bytes), Job::decode(&bytes));
    }
}

#[test]
fn a_count_that_nothing_follows_takes_no_room() {
    // Two to the power of 62 of whatever comes first.
    let many = [[0xff; 8].as_slice(), &[0x3f]].concat();
    for kind in *b"dq" {
        assert_eq!(Answer::decode(&[&[kind], &many[..]].concat()), Err(Fault::Unread));
        assert_eq!(Answer::decode(&[&[kind], &many[..], &[0; 40]].concat()), Err(Fault::Unread));
    }
    assert_eq!(Job::decode(&[b"d", &many[..]].concat()), Err(Fault::Unread));
}
