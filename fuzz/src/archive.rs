//! The corpus as the page embeds it, and its index as bytes.

use crate::small;
use passages_core::archive::{decode, encode};
use passages_core::corpus::Corpus;
use passages_core::index::Index;
use passages_core::select::select;
use passages_core::source::Source;
use passages_core::state::ViewState;

/// Texts of more bytes are not compiled, which would take most of the time.
const MAX_TEXT_BYTES: usize = 2000;

/// Bytes are refused, or a corpus that is written as the same bytes again and can be opened and shown; and a text of
/// these bytes makes a corpus that comes back whole.
pub fn archive(bytes: &[u8]) {
    if let Ok(compiled) = decode(bytes) {
        let once = encode(&compiled).expect("it came from few bytes");
        let again = decode(&once).expect("what was written");
        assert_eq!(encode(&again).expect("as large"), once);
        show(Corpus::new(compiled));
    }
    if let Ok(index) = Index::from_bytes(bytes) {
        let once = index.to_bytes();
        assert_eq!(Index::from_bytes(&once).map(|index| index.to_bytes()), Ok(once));
    }
    if let Some(text) = std::str::from_utf8(bytes).ok().filter(|text| text.len() <= MAX_TEXT_BYTES) {
        let source = Source { path: "any.txt".to_owned(), text: text.to_owned(), ..Source::default() };
        let compiled = small::compiled(&[source]);
        let once = encode(&compiled).expect("a short text");
        let again = decode(&once).expect("what was written");
        assert_eq!(encode(&again).expect("as large"), once);
        assert_eq!(again.documents, compiled.documents);
        assert_eq!((&again.annotations, &again.links), (&compiled.annotations, &compiled.links));
    }
}

fn show(corpus: Corpus) {
    for address in ["", "find=a", "map", "compare", "frameworks", "find=&sort=date&lines=context"] {
        let (state, _) = ViewState::parse(address);
        assert!(select(&corpus, &state).rows.len() <= corpus.len());
    }
}
