//! The same corpus gives the same bytes, and no bytes can hurt.

use super::{compiled, corpus};
use passages_core::archive::{ArchiveError, decode, encode, fingerprint};
use proptest::prelude::*;
use std::sync::OnceLock;

fn bytes() -> &'static [u8] {
    static BYTES: OnceLock<Vec<u8>> = OnceLock::new();
    BYTES.get_or_init(|| encode(&compiled().0).expect("the corpus is small"))
}

#[test]
fn compiling_twice_gives_the_same_bytes() {
    assert!(bytes() == encode(&compiled().0).expect("the corpus is small"));
}

#[test]
fn what_is_written_is_read_back() {
    let read = decode(bytes()).expect("its own bytes");
    assert!(encode(&read).expect("the corpus is small") == bytes());
    assert_eq!(fingerprint(&read).expect("the corpus is small"), read.fingerprint);
    let mut whole = compiled().0;
    // Forms have done their work.
    for term in &mut whole.vocabulary.terms {
        (term.forms, term.not) = Default::default();
    }
    assert_eq!(read.documents, whole.documents);
    assert!(read.vocabulary == whole.vocabulary);
    assert_eq!((read.annotations, read.links), (whole.annotations, whole.links));
}

#[test]
fn the_page_embeds_this_corpus() {
    assert_eq!(passages::library::corpus().fingerprint(), corpus().fingerprint());
    assert_eq!(passages::library::corpus().documents(), corpus().documents());
}

#[test]
fn the_fingerprint_changes_with_a_single_word() {
    let mut changed = compiled().0;
    changed.documents[0].paragraphs[3].text.push('!');
    assert_ne!(fingerprint(&changed).expect("the corpus is small"), corpus().fingerprint());
}

#[test]
fn other_bytes_are_refused_by_name() {
    assert_eq!(decode(b"").err(), Some(ArchiveError::NotAnArchive));
    assert_eq!(decode(b"<!doctype html>").err(), Some(ArchiveError::NotAnArchive));
    assert_eq!(decode(&bytes()[..bytes().len() - 1]).err(), Some(ArchiveError::Damaged));
}

proptest! {
    #[test]
    fn damaged_bytes_never_panic(cut in 0_usize..200_000, flips in prop::collection::vec((0_usize..200_000, 1_u8..), 0..4)) {
        let mut damaged = bytes()[..bytes().len().min(cut)].to_vec();
        for (at, bits) in flips {
            let length = damaged.len().max(1);
            if let Some(byte) = damaged.get_mut(at % length) {
                *byte ^= bits;
            }
        }
        // Read or refused; what is read can be opened.
        let _ = decode(&damaged).map(passages_core::corpus::Corpus::new);
    }
}
