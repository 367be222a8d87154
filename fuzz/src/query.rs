//! What is typed to find something.

use crate::small;
use passages_core::fields;
use passages_core::search::{Bm25, Plan, matching, parse, search, top};

/// A query is read again from how it is written, and finds the same; what it finds is ranked, located and explained.
pub fn query(bytes: &[u8]) {
    let typed = String::from_utf8_lossy(bytes);
    let corpus = small::corpus();
    let (index, analyzer) = (corpus.index(), corpus.analyzer());
    let Some(query) = parse(&typed, analyzer) else { return };
    let by = |name: &str, value: &str| fields::paragraphs(corpus, name, value);
    let plan = Plan::new(&query, index, &by);
    let written = query.to_string();
    let again = parse(&written, analyzer).expect("what was written is a query");
    assert_eq!(again.to_string(), written, "{typed}");
    let found = matching(&plan, index);
    assert_eq!(matching(&Plan::new(&again, index, &by), index), found, "{written}");

    let hits = search(&plan, index, Bm25::default());
    let mut ranked: Vec<u32> = hits.iter().map(|hit| hit.paragraph).collect();
    ranked.sort_unstable();
    assert_eq!(ranked, found, "{written}");
    assert!(hits.is_sorted_by(|a, b| a.score >= b.score), "{hits:?}");
    assert_eq!(top(&plan, index, Bm25::default(), 3), hits.iter().take(3).copied().collect::<Vec<_>>());
    for paragraph in corpus.indices() {
        let is_found = found.binary_search(&paragraph).is_ok();
        let text = corpus.get(paragraph).map_or("", |(_, paragraph)| &paragraph.text);
        let located = plan.locate(index, paragraph, text);
        let explained = plan.explain(index, paragraph, text, Bm25::default());
        assert_eq!((located.is_some(), explained.is_some()), (is_found, is_found), "{written}");
        let words = corpus.spans(paragraph).len();
        assert!(
            located.is_none_or(|places| places.iter().all(|place| (*place as usize) < words)),
            "{written}"
        );
        let score = hits.iter().find(|hit| hit.paragraph == paragraph).map(|hit| hit.score);
        assert_eq!(explained.map(|why| why.score), score, "{written}");
    }
}
