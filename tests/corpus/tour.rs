//! What a resting exhibit shows of the documents: sentences that stand there, two by two, and never the same theme twice
//! in a row.

use super::corpus;
use passages_core::kiosk::tour::{MOST_CHARS, MOST_STOPS, stop, tour};

#[test]
fn the_tour_goes_through_both_documents_and_from_theme_to_theme() {
    let corpus = corpus();
    let stops = tour(corpus);
    assert!((20..=MOST_STOPS).contains(&stops.len()), "{}", stops.len());
    let mut families = Vec::new();
    for (nth, at) in stops.iter().enumerate() {
        assert_eq!(stops.iter().filter(|other| *other == at).count(), 1);
        let stop = stop(corpus, *at).expect("a picture for every stop");
        let link = &corpus.links()[*at];
        assert_eq!((stop.from.paragraph, stop.to.paragraph), (link.from, link.to));
        assert_ne!(
            corpus.document_ix(link.from),
            corpus.document_ix(link.to),
            "from one document to the other"
        );
        for end in [&stop.from, &stop.to] {
            let (_, paragraph) = corpus.get(end.paragraph).expect("a paragraph");
            let shown = end.span.of(&paragraph.text);
            assert!(!shown.is_empty() && shown.chars().count() <= MOST_CHARS + 12, "{shown}");
            assert_eq!(shown, shown.trim());
            assert!(!end.lit.is_empty() && end.lit.iter().all(|lit| end.span.contains(*lit)), "{shown}");
            assert!(end.is_cut_before || !shown.starts_with(char::is_lowercase), "{shown}");
        }
        families.push((nth, link.family));
    }
    let repeats = families.windows(2).filter(|pair| pair[0].1 == pair[1].1).count();
    // Towards the end there may be nothing else left.
    assert!(repeats * 5 <= stops.len(), "{repeats} of {}", stops.len());
    let different: std::collections::BTreeSet<_> = families.iter().map(|(_, family)| family).collect();
    assert!(different.len() >= 5, "{different:?}");
}
