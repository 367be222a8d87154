//! Plain methods, to see what the linker adds to them.

use crate::index::Index;
use crate::search::{Bm25, bm25};
use crate::tokens::Token;
use std::collections::BTreeMap;

/// Cosine of the stems of two paragraphs, weighted by tf-idf: `1 + ln(tf)` times `1 + ln((1 + N) / (1 + n))`.
///
/// G. Salton and C. Buckley, "Term-weighting approaches in automatic text retrieval", Information Processing &
/// Management 24 (1988), doi:10.1016/0306-4573(88)90021-0.
pub(super) fn tf_idf(one: &[Token], two: &[Token], index: &Index) -> f64 {
    let vector = |tokens: &[Token]| {
        let total = index.len() as f64;
        let weigh = |(stem, times): (&str, usize)| {
            let held = index.stem(stem).map_or(0, |stem| index.frequency(stem)) as f64;
            let weight = (1.0 + libm::log(times as f64)) * (1.0 + libm::log((1.0 + total) / (1.0 + held)));
            (stem.to_owned(), weight)
        };
        counts(tokens).into_iter().map(weigh).collect::<BTreeMap<String, f64>>()
    };
    let (one, two) = (vector(one), vector(two));
    let dot: f64 = one.iter().filter_map(|(stem, w)| Some(w * two.get(stem)?)).sum();
    let norm = |v: &BTreeMap<String, f64>| libm::sqrt(v.values().map(|w| w * w).sum());
    let both = norm(&one) * norm(&two);
    if both == 0.0 { 0.0 } else { dot / both }
}

/// Each paragraph as a query for the other, by BM25; the mean of the two.
pub(super) fn bm25_both_ways(one: (u32, &[Token]), two: (u32, &[Token]), index: &Index) -> f64 {
    let usual = Bm25 { k1: 1.2, b: 0.75 };
    let asked = |query: &[Token], (paragraph, tokens): (u32, &[Token])| -> f64 {
        let theirs = counts(tokens);
        let score =
            |stem: &str| theirs.get(stem).map_or(0.0, |times| bm25(stem, *times, paragraph, index, usual));
        counts(query).keys().map(|stem| score(stem)).sum()
    };
    (asked(one.1, two) + asked(two.1, one)) / 2.0
}

/// Stems with how often they stand, words without a subject left out.
fn counts(tokens: &[Token]) -> BTreeMap<&str, usize> {
    let mut counts = BTreeMap::new();
    for token in tokens.iter().filter(|t| !crate::tokens::is_stop_word(&t.word)) {
        *counts.entry(token.stem.as_str()).or_insert(0) += 1;
    }
    counts
}
