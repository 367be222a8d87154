//! What is pasted into a text is one line, and leads back.

use super::made::{made, upright};
use passages_core::export::{citation, quotation};
use passages_core::span::Span;
use proptest::prelude::*;

proptest! {
    #[test]
    fn a_quotation_has_the_words_and_the_place(made in made(), a in 0_u32..40, b in 0_u32..40) {
        made.show(|corpus, _| -> Result<(), TestCaseError> {
            for ix in corpus.indices() {
                let (document, paragraph) = corpus.get(ix).expect("a passage");
                let cited = citation(corpus, ix);
                prop_assert_eq!(&cited, &format!("({})", upright(&document.whole_citation(paragraph))));
                let span = Span { start: a.min(b), end: a.max(b) };
                let whole = quotation(corpus, ix, None);
                let part = quotation(corpus, ix, Some(span));
                prop_assert_eq!(&whole, &format!("“{}” {cited}", upright(&paragraph.text).trim()));
                let words = span.of(&paragraph.text);
                let words = if words.is_empty() { &paragraph.text } else { words };
                prop_assert_eq!(&part, &format!("“{}” {cited}", upright(words).trim()));
                let turns = ['\r', '\n', '\u{202e}', '\u{2066}'];
                prop_assert!(!part.contains(turns));
            }
            prop_assert_eq!(quotation(corpus, u32::MAX, None), "");
            Ok(())
        })?;
    }
}
