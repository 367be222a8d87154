//! What was said in 2001 and is said in 2006, and whether what is quoted from either is in it.

use super::{corpus, document, id, index};
use passages_core::compare::{
    Change, Contrast, Edit, Form, REWORDED_SCORE, Run, Sides, TermChange, Tie, Trend, WordingChange, contrast,
};
use passages_core::link::ParagraphIx;
use passages_core::quote::{Finding, MIN_WORDS, Piece, quote};
use passages_core::span::Span;
use passages_core::tokens::{Analyzer, fold};
use passages_core::vocabulary::Kind;
use passages_files::read_gold;
use proptest::prelude::*;
use std::path::Path;
use std::sync::OnceLock;

fn of_both() -> &'static Contrast {
    static CONTRAST: OnceLock<Contrast> = OnceLock::new();
    CONTRAST.get_or_init(|| contrast(corpus(), &Sides::by_date(corpus(), &[1, 0])))
}

fn term(words: &str) -> &'static TermChange {
    of_both().terms.iter().find(|t| t.words == words).unwrap_or_else(|| panic!("{words} is listed"))
}

/// The words that places point at, folded, with the passages.
fn shown<'a>(places: impl Iterator<Item = (ParagraphIx, &'a [Span])>) -> Vec<String> {
    let text = |ix| corpus().get(ix).map_or("", |(_, p)| p.text.as_str());
    let one = |(ix, spans): (ParagraphIx, &[Span])| {
        let words: Vec<String> = spans.iter().map(|s| s.of(text(ix)).to_lowercase()).collect();
        format!("{}: {}", corpus().id(ix), words.join(", "))
    };
    places.map(one).collect()
}

fn stands(term: &TermChange) -> Vec<String> {
    shown(term.then.places.iter().chain(&term.now.places).map(|p| (p.passage, p.spans.as_slice())))
}

fn placed(passages: &[(&str, &str)]) -> Vec<String> {
    passages.iter().map(|(short, words)| format!("{}: {words}", id(short))).collect()
}

#[test]
fn diaspora_is_new_and_ldc_is_gone() {
    let diaspora = term("diaspora");
    assert_eq!((diaspora.change, diaspora.then.times, diaspora.now.times), (Change::New, 0, 4));
    let word = "diaspora";
    assert_eq!(stands(diaspora), placed(&[("letter.l2", word), ("l", word), ("o", word), ("q", word)]));
    assert!(diaspora.effect.is_none());
    let ldc = term("LDCs");
    assert_eq!((ldc.change, ldc.then.times, ldc.now.times), (Change::Gone, 7, 0));
    let expected = [("1", "ldcs, ldcs"), ("7", "ldcs"), ("8", "ldc"), ("9", "ldcs, ldcs"), ("10", "ldcs")];
    assert_eq!(stands(ldc), placed(&expected));
    assert_eq!(ldc.effect, Some(-1.0));
    // Beyond chance even in texts as short as these; diaspora is not.
    assert!(ldc.g2 > 10.83 && diaspora.g2 < 3.84, "{} {}", ldc.g2, diaspora.g2);
    assert_eq!(ldc.by_document, [(0, 7)]);
    // No passage writes it out: the name of the conference stands in the masthead.
    assert!(of_both().terms.iter().all(|t| t.words != "least developed countries"));
}

fn wording(theme: &str) -> &'static WordingChange {
    let theme = corpus().vocabulary().find(Kind::Theme, theme);
    of_both().wordings.iter().find(|w| Some(w.theme) == theme).expect("a theme in other words")
}

fn forms(forms: &[Form]) -> Vec<String> {
    let of = |form: &Form| shown(form.places.iter().map(|p| (p.passage, p.spans.as_slice())));
    forms.iter().flat_map(of).collect()
}

#[test]
fn illegal_immigration_becomes_irregular_migration_and_women_become_gender() {
    let irregular = wording("irregular-migration");
    assert_eq!(forms(&irregular.then), placed(&[("3", "illegal immigration")]));
    assert_eq!(forms(&irregular.now), placed(&[("k", "irregular migration")]));
    let women = wording("women-and-gender");
    let expected = [("9", "women"), ("11", "women, women"), ("9", "female entrepreneurship")];
    assert_eq!(forms(&women.then), placed(&expected));
    assert_eq!(forms(&women.now), placed(&[("h", "gender dimensions")]));
    for change in [irregular, women] {
        assert_eq!((change.both, change.turnover()), ((0, 0), 1.0));
    }
    // A theme that is named twice in the same words has not changed.
    let poverty = corpus().vocabulary().find(Kind::Theme, "poverty");
    assert!(of_both().wordings.iter().all(|w| Some(w.theme) != poverty));
}

#[test]
fn nothing_is_repeated_and_what_is_called_reworded_was_judged_to_be_on_the_same() {
    let alignment = &of_both().alignment;
    let (then, now) = (document(super::SUMMARY), document(super::LETTER));
    let mut said: Vec<ParagraphIx> = alignment.pairs.iter().flat_map(|p| [p.then, p.now]).collect();
    said.sort_unstable();
    said.dedup();
    let alone = alignment.new.len() + alignment.dropped.len();
    assert_eq!(said.len() + alone, then.paragraphs.len() + now.paragraphs.len());
    let mut problems = Vec::new();
    let gold = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/gold");
    let passes = read_gold(&gold, &mut problems);
    assert!(problems.is_empty() && !passes.is_empty());
    let mut judged = 0;
    for pair in &alignment.pairs {
        assert!(matches!(pair.tie, Tie::Reworded(_)), "{} is no repeat", corpus().id(pair.now));
        assert!(pair.score >= REWORDED_SCORE);
        let (from, to) = (corpus().id(pair.then), corpus().id(pair.now));
        let key = (from.clone(), to.clone());
        let grades: Vec<f64> =
            passes.iter().filter_map(|p| p.grades.get(&key)).map(|g| f64::from(*g)).collect();
        if !grades.is_empty() {
            judged += 1;
            let mean = grades.iter().sum::<f64>() / grades.len() as f64;
            assert!(mean >= 1.0, "{from} {to}: {mean}");
        }
    }
    assert!(judged >= 8);
    let best = |then: &str, now: &str| {
        alignment.pairs.iter().any(|p| p.is_best && (p.then, p.now) == (index(then), index(now)))
    };
    assert!(best("10", "k") && best("8", "l") && best("6", "g"));
    // What joins a pair has a better one elsewhere: remittances are in (k) and (o), and both take up paragraph 10.
    assert!(alignment.pairs.iter().any(|p| !p.is_best && (p.then, p.now) == (index("10"), index("o"))));
}

#[test]
fn themes_are_counted_as_everywhere_and_silences_are_told() {
    let themes = &of_both().themes;
    let theme = |id: &str| {
        let ix = corpus().vocabulary().find(Kind::Theme, id);
        themes.shares.iter().find(|s| Some(s.theme) == ix).expect("a theme of the documents")
    };
    assert_eq!(theme("remittances").passages, [2, 3]);
    assert_eq!(
        (theme("policy-coherence").passages.as_slice(), theme("policy-coherence").trend),
        ([0, 5].as_slice(), Trend::New)
    );
    assert_eq!(theme("mobility").trend, Trend::Gone);
    assert_eq!(theme("perceptions").trend, Trend::Fading);
    assert_eq!(
        themes.columns.iter().map(|c| (c.year, c.passages)).collect::<Vec<_>>(),
        [(Some(2001), 12), (Some(2006), 25)]
    );
}

/// Sentences of all passages, each with where it stands.
fn sentences() -> Vec<(ParagraphIx, Span)> {
    let mut found = Vec::new();
    for ix in corpus().indices() {
        let (document, paragraph) = corpus().get(ix).expect("a passage");
        let tokens = Analyzer::of(&document.language).tokens(&paragraph.text);
        for of in tokens.chunk_by(|a, b| a.sentence == b.sentence).filter(|of| of.len() >= MIN_WORDS) {
            found.push((ix, Span { start: of[0].span.start, end: of[of.len() - 1].span.end }));
        }
    }
    assert!(found.len() > 80);
    found
}

fn text(ix: ParagraphIx) -> &'static str {
    corpus().get(ix).map_or("", |(_, p)| p.text.as_str())
}

fn is_here(piece: &Piece, ix: ParagraphIx, span: Span) -> bool {
    matches!(&piece.finding, Finding::Verbatim(spots) if spots.iter().any(|s| (s.passage, s.span) == (ix, span)))
}

#[test]
fn every_sentence_of_every_passage_is_found_where_it_stands() {
    for (ix, span) in sentences() {
        let found = quote(corpus(), span.of(text(ix)));
        assert!(!found.cut && found.pieces.len() == 1, "{:?}", found.pieces);
        assert!(is_here(&found.pieces[0], ix, span), "{}: {:?}", span.of(text(ix)), found.pieces);
        assert_eq!(found.kept(), (found.pieces[0].words, found.pieces[0].words));
    }
}

#[test]
fn a_whole_passage_is_found_sentence_by_sentence_however_it_is_set() {
    for ix in corpus().indices() {
        let capitals = text(ix).to_uppercase();
        // As a page sets it that was copied: straight quotes, other dashes, lines of forty letters, soft hyphens.
        let mut copied = String::new();
        for word in text(ix).replace(['“', '”'], "\"").replace('’', "'").replace('–', "--").split(' ')
        {
            let half = word.char_indices().nth(4).map_or(word.len(), |(at, _)| at);
            let (one, two) = word.split_at(half);
            copied.push_str(one);
            copied.push_str(if word.chars().all(char::is_alphabetic) && !two.is_empty() {
                "\u{ad}"
            } else {
                ""
            });
            copied.push_str(two);
            copied.push_str(if copied.len().is_multiple_of(5) { "\r\n" } else { "  " });
        }
        for set in [capitals, copied] {
            let found = quote(corpus(), &set);
            assert!(!found.cut);
            for piece in found.pieces {
                let own = |s: &passages_core::quote::Spot| s.passage == ix;
                let here = matches!(&piece.finding, Finding::Verbatim(spots) if spots.iter().any(own));
                assert!(
                    here || piece.finding == Finding::Short,
                    "{}: {:?}",
                    piece.span.of(&set),
                    piece.finding
                );
            }
        }
    }
}

#[test]
fn a_word_cut_by_the_end_of_a_line_is_one_word() {
    let found = quote(corpus(), "fighting illegal immi-\n  gration");
    assert!(
        matches!(&found.pieces[0].finding, Finding::Verbatim(spots) if spots[0].passage == index("3")),
        "{found:?}"
    );
    // Where it is two words, it stays two.
    let found = quote(corpus(), "converges with France's policy of co-\ndevelopment");
    assert!(
        matches!(&found.pieces[0].finding, Finding::Verbatim(spots) if spots[0].passage == index("5")),
        "{found:?}"
    );
}

/// Words that no text has, all different.
fn invented(nth: usize) -> String {
    format!(
        "zq{}",
        "abcdefghijklmnopqrstuvwxyz".chars().nth(nth % 26).unwrap_or('a').to_string().repeat(nth / 26 + 3)
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]
    #[test]
    fn changed_words_are_found_and_nothing_else(
        which in any::<prop::sample::Index>(),
        places in prop::collection::vec(any::<prop::sample::Index>(), 1..5),
        kind in 0..3,
    ) {
        let all = sentences();
        let (ix, span) = all[which.index(all.len())];
        let words: Vec<Span> = corpus().spans(ix).into_iter().filter(|w| span.contains(*w)).collect();
        prop_assume!(words.len() >= 16);
        let mut changed: Vec<usize> = places.iter().map(|p| p.index(words.len())).collect();
        changed.sort_unstable();
        changed.dedup();
        // Replaced, left out, or with another before it.
        let mut pasted = String::new();
        let mut at = span.start;
        for (nth, word) in words.iter().enumerate() {
            let source = text(ix);
            pasted.push_str(&source[at as usize..word.start as usize]);
            let is_changed = changed.contains(&nth);
            if is_changed && kind != 1 {
                pasted.push_str(&invented(nth));
                // A possessive 's goes with the word that it stands behind.
                pasted.push_str(if kind == 2 { " " } else { "" });
            }
            if !is_changed || kind == 2 {
                pasted.push_str(word.of(source));
            }
            let rest = &source[word.end as usize..];
            let possessive = ["'s", "’s"].iter().find(|s| kind == 1 && is_changed && rest.starts_with(**s));
            at = word.end + possessive.map_or(0, |s| s.len() as u32);
        }
        // Without a word, a shortened one before it may seem to end a sentence.
        prop_assume!(Analyzer::english().tokens(&pasted).iter().all(|t| t.sentence == 0));
        let found = quote(corpus(), &pasted);
        // Whoever takes out a word at an end has quoted less, and nothing is missing.
        prop_assume!(kind != 1 || changed.iter().all(|nth| (1..words.len() - 1).contains(nth)));
        prop_assert_eq!(found.pieces.len(), 1, "{:?}", pasted);
        let Finding::Altered(altered) = &found.pieces[0].finding else {
            return Err(TestCaseError::fail(format!("{pasted}: {:?}", found.pieces)));
        };
        prop_assert_eq!(altered.spot.passage, ix);
        let runs = |edit: Edit| altered.diff.runs.iter().filter(move |r| r.edit == edit);
        let count = |edit: Edit| runs(edit).map(|r| r.words as usize).sum::<usize>();
        let (replaced, added) = (if kind == 2 { 0 } else { changed.len() }, if kind == 1 { 0 } else { changed.len() });
        prop_assert_eq!((count(Edit::Deleted), count(Edit::Inserted)), (replaced, added), "{}", pasted);
        prop_assert_eq!(count(Edit::Kept), words.len() - replaced);
        let gone: Vec<String> = runs(Edit::Deleted).map(|r| fold(r.then.of(text(ix)))).collect();
        let expected: Vec<String> = changed.iter().map(|nth| fold(words[*nth].of(text(ix)))).collect();
        if kind != 2 {
            // Equal words side by side may be told either way.
            prop_assert!(gone.concat().len() >= expected.concat().len());
        }
        for run in runs(Edit::Inserted) {
            prop_assert!(run.now.of(&pasted).starts_with("zq"), "{}", run.now.of(&pasted));
        }
        prop_assert_eq!(found.kept().1 as usize, words.len() - replaced);
    }

    #[test]
    fn what_is_cut_from_the_middle_is_verbatim(which in any::<prop::sample::Index>(), cut in any::<[prop::sample::Index; 2]>()) {
        let all = sentences();
        let (ix, span) = all[which.index(all.len())];
        let words: Vec<Span> = corpus().spans(ix).into_iter().filter(|w| span.contains(*w)).collect();
        let first = cut[0].index(words.len() - MIN_WORDS + 1);
        let last = first + MIN_WORDS - 1 + cut[1].index(words.len() - first - MIN_WORDS + 1);
        let own = Span { start: words[first].start, end: words[last].end };
        let pasted = own.of(text(ix));
        let found = quote(corpus(), pasted);
        let stand = |spots: &[passages_core::quote::Spot]| spots.iter().all(|s| fold_all(s.span.of(text(s.passage))) == fold_all(pasted));
        // A cut may fall where a sentence seems to end.
        for piece in &found.pieces {
            prop_assert!(matches!(&piece.finding, Finding::Verbatim(spots) if found.pieces.len() > 1 || stand(spots)) || piece.finding == Finding::Short, "{}: {:?}", pasted, piece);
        }
    }

    #[test]
    fn words_in_no_order_are_not_here(words in prop::collection::vec(any::<prop::sample::Index>(), 12..40)) {
        // Telling words of the corpus itself, thrown together.
        let all: Vec<&str> = corpus().indices().flat_map(|ix| corpus().spans(ix).into_iter().map(move |s| s.of(text(ix)))).collect();
        let thrown: Vec<&str> = words.iter().map(|w| all[w.index(all.len())]).collect();
        for piece in quote(corpus(), &thrown.join(" ").to_lowercase()).pieces {
            prop_assert_eq!(piece.finding, Finding::Absent);
        }
    }

    #[test]
    fn any_text_can_be_pasted(text in prop_oneof![any::<String>(), "(migration|the|[.;-]|\n| |countries of origin|\u{ad}|é){0,60}"]) {
        let found = quote(corpus(), &text);
        let mut end = 0;
        for piece in found.pieces {
            prop_assert!(piece.span.start >= end && !piece.span.of(&text).is_empty());
            end = piece.span.end;
        }
    }
}

fn fold_all(text: &str) -> Vec<String> {
    Analyzer::english().tokens(text).into_iter().map(|t| t.word).collect()
}

#[test]
fn what_was_left_out_between_is_told_from_what_was_added() {
    let runs = |pasted: &str| {
        let finding = quote(corpus(), pasted).pieces.remove(0).finding;
        let Finding::Altered(altered) = finding else { panic!("{pasted}: {finding:?}") };
        let own = text(altered.spot.passage);
        let told = altered.diff.runs.into_iter().filter(|r| r.edit != Edit::Kept);
        let words = |r: &Run| if r.edit == Edit::Deleted { r.then.of(own) } else { r.now.of(pasted) };
        told.map(|r| (r.edit, words(&r).to_owned())).collect::<Vec<_>>()
    };
    let deleted = |words: &str| (Edit::Deleted, words.to_owned());
    let inserted = |words: &str| (Edit::Inserted, words.to_owned());
    let gap = || vec![deleted("and microfinance institutions")];
    assert_eq!(runs("Diaspora banks have a critical role to play."), gap());
    assert_eq!(runs("Diaspora banks … have a critical role."), gap());
    assert_eq!(runs("Everybody knew that remittances are private funds"), [inserted("Everybody knew")]);
    let changed = [deleted("fighting illegal"), inserted("combating irregular")];
    assert_eq!(runs("the paramount importance of combating irregular immigration"), changed);
}

#[test]
fn a_long_text_is_cut_and_a_foreign_one_is_not_here() {
    let long = text(index("l")).repeat(12);
    assert!(quote(corpus(), &long).cut);
    assert!(quote(corpus(), &"One two three. ".repeat(300)).cut);
    let foreign =
        "The quick brown fox jumps over the lazy dog. 4. All animals are equal, but some are more equal.";
    let findings: Vec<Finding> = quote(corpus(), foreign).pieces.into_iter().map(|p| p.finding).collect();
    assert_eq!(findings, [Finding::Absent, Finding::Short, Finding::Absent]);
    assert!(quote(corpus(), " …\n").pieces.is_empty());
}
