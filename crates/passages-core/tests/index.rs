//! The index is what its texts say, however it is built, and any bytes are an index or none.

use passages_core::index::{Index, IndexBuilder};
use passages_core::tokens::{Analyzer, Language, Token};
use proptest::collection::vec;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

fn texts() -> impl Strategy<Value = Vec<String>> {
    vec("([a-d]{1,3}|é|banks?|x9)( ([a-d]{1,2}|É|bank(s|ing)?)){0,30}|", 0..12)
}

fn built(texts: &[String]) -> Index {
    let mut builder = IndexBuilder::new();
    texts.iter().for_each(|text| builder.push(Language::English, text));
    builder.finish()
}

proptest! {
    #[test]
    fn it_says_where_each_word_stands(texts in texts()) {
        let index = built(&texts);
        let tokens: Vec<Vec<Token>> = texts.iter().map(|text| Analyzer::english().tokens(text)).collect();
        let mut stand: BTreeMap<&str, BTreeMap<u32, Vec<u32>>> = BTreeMap::new();
        let mut held: BTreeMap<&str, BTreeSet<u32>> = BTreeMap::new();
        for (paragraph, tokens) in (0..).zip(&tokens) {
            prop_assert_eq!(index.length(paragraph), tokens.len());
            for (place, token) in (0..).zip(tokens) {
                stand.entry(&token.word).or_default().entry(paragraph).or_default().push(place);
                held.entry(&token.stem).or_default().insert(paragraph);
            }
        }
        let words: Vec<&str> = (0..).take(index.words()).map(|word| index.text(word)).collect();
        prop_assert_eq!(&words, &stand.keys().copied().collect::<Vec<_>>());
        for (word, places) in &stand {
            let found: Vec<u32> = index.find(word).collect();
            prop_assert_eq!(found.len(), 1);
            prop_assert_eq!(index.places(found[0]).into_iter().collect::<BTreeMap<_, _>>(), places.clone());
        }
        for (stem, paragraphs) in &held {
            prop_assert_eq!(index.stem(stem).map(|stem| index.frequency(stem)), Some(paragraphs.len()));
        }
        prop_assert_eq!(index.stem("nothing"), None);
        for prefix in ["", "a", "bank", "banks", "z"] {
            // In any form: as many as looking for the word finds.
            let found_by = |word: &str| held[Analyzer::english().stem(word).as_str()].len() as u32;
            let mut wanted: Vec<(&str, u32)> = stand.keys()
                .filter(|word| word.starts_with(prefix))
                .map(|word| (*word, found_by(word)))
                .collect();
            wanted.sort_by_key(|(word, held)| (u32::MAX - held, *word));
            wanted.truncate(3);
            prop_assert_eq!(index.words_with_prefix(prefix, 3), wanted);
        }
        let bytes = index.to_bytes();
        let again = Index::from_bytes(&bytes).expect("an index");
        prop_assert_eq!(again.to_bytes(), bytes);
    }

    /// Bytes that were damaged are an index that can be asked, or none.
    #[test]
    fn any_bytes_are_an_index_or_none(texts in texts(), at in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<prop::sample::Index>(), noise in vec(any::<u8>(), 0..60)) {
        let sound = built(&texts).to_bytes();
        let mut damaged = sound.clone();
        damaged[at.index(sound.len())] = byte;
        let with_magic = [&sound[..4], noise.as_slice()].concat();
        for bytes in [&damaged[..], &sound[..cut.index(sound.len())], &noise, &with_magic] {
            if let Ok(index) = Index::from_bytes(bytes) {
                let all = (0_u32..).take(index.words()).flat_map(|word| index.places(word));
                let places: usize = all.map(|(paragraph, places)| {
                    assert!(places.iter().all(|place| (*place as usize) < index.length(paragraph)));
                    assert!(places.windows(2).all(|w| w[0] < w[1]));
                    places.len()
                }).sum();
                prop_assert_eq!(places, (0_u32..).take(index.len()).map(|p| index.length(p)).sum::<usize>());
            }
        }
    }
}

#[test]
fn a_word_may_stand_a_thousand_times_in_a_long_paragraph() {
    let long = ["ab "; 1000].concat() + &["cd "; 20_000].concat() + "ab";
    let index = built(&[String::from("ab cd"), long, String::from("cd")]);
    for index in [&index, &Index::from_bytes(&index.to_bytes()).expect("an index")] {
        let places = |word: &str| index.places(index.find(word).start);
        let ab: Vec<u32> = (0..1000).chain([21_000]).collect();
        assert_eq!(places("ab"), [(0, vec![0]), (1, ab)]);
        assert_eq!(places("cd"), [(0, vec![1]), (1, (1000..21_000).collect()), (2, vec![0])]);
    }
}

#[test]
fn more_words_than_one_byte_can_rank_are_kept_too() {
    let texts: Vec<String> = (0..70_000).map(|n| format!("w{n} w{} w1", n / 3)).collect();
    let index = built(&texts);
    let again = Index::from_bytes(&index.to_bytes()).expect("an index");
    assert_eq!((again.words(), again.len()), (70_000, 70_000));
    for word in (0_u32..70_000).step_by(997) {
        assert_eq!(again.text(word), index.text(word));
        assert_eq!(again.places(word), index.places(word));
    }
}
