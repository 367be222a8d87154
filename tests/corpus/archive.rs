//! The same corpus gives the same bytes, and no bytes can hurt.

use super::{compiled, corpus};
use passages_core::archive::{self, ArchiveError, decode, encode, fingerprint, halves, opening};
use passages_core::corpus::Corpus;
use passages_core::link::Evidence;
use passages_core::scene::threads;
use passages_core::select::Selection;
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
    assert_eq!((read.annotations, read.links, read.told), (whole.annotations, whole.links, whole.told));
}

#[test]
fn the_first_half_tells_what_the_opening_page_shows() {
    let (first, second) = halves(&compiled().0).expect("the corpus is small");
    assert!([&*first, &*second].concat() == bytes());
    // It is much the smaller one, since it is loaded first.
    assert!(first.len() * 5 < second.len(), "{} and {} bytes", first.len(), second.len());
    let (opening, whole) = (Corpus::new(opening(&first).expect("its own bytes")), corpus());
    assert_eq!(opening.fingerprint(), whole.fingerprint());
    assert_eq!((opening.links(), opening.closest_documents()), (whole.links(), whole.closest_documents()));
    for (one, other) in opening.documents().iter().zip(whole.documents()) {
        assert_eq!((&one.name, &one.short, &one.title), (&other.name, &other.short, &other.title));
        assert_eq!((&one.language, one.date()), (&other.language, other.date()));
        assert_eq!(one.masthead.symbol, other.masthead.symbol);
        for (own, theirs) in one.paragraphs.iter().zip(&other.paragraphs) {
            assert_eq!((&own.key, one.place_of(own)), (&theirs.key, other.place_of(theirs)));
            assert_eq!(own.text.len(), theirs.text.len());
            assert_eq!(own.text.chars().count(), theirs.text.chars().count());
            assert!(own.text.chars().all(|c| c != '\n' && !c.is_alphanumeric()));
        }
    }
    let (left, right) = whole.closest_documents().expect("there are two");
    let nothing = Selection::default();
    assert_eq!(
        threads(&opening, &nothing, (left, right), false),
        threads(whole, &nothing, (left, right), false)
    );
    for link in whole.links() {
        assert_eq!(opening.told(link), whole.told(link));
    }
    assert_eq!(archive::opening(bytes()).err(), Some(ArchiveError::Damaged));
}

#[test]
fn what_is_told_of_a_link_is_what_a_comparison_names() {
    for link in corpus().links() {
        let text = corpus().get(link.from).map_or("", |(_, paragraph)| paragraph.text.as_str());
        let comparison = corpus().compare(link.from, link.to);
        let named: Vec<Evidence> = comparison.named().map(|reason| reason.printed(text)).collect();
        assert!(!named.is_empty());
        assert_eq!(corpus().told(link), named);
    }
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
    assert_eq!(decode(&[bytes(), b"!"].concat()).err(), Some(ArchiveError::Damaged));
    for length in (8..bytes().len()).step_by(997).chain([bytes().len() - 1]) {
        assert_eq!(decode(&bytes()[..length]).err(), Some(ArchiveError::Damaged));
    }
}

#[test]
fn a_count_is_not_believed_before_as_many_are_there() {
    // No letters, five bytes of numbers, and the most documents that there can be; nothing in the second half.
    let many = [&bytes()[..8], &[0, 5, 255, 255, 255, 255, 15, 0, 0]].concat();
    assert_eq!(decode(&many).err(), Some(ArchiveError::Damaged));
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
        let _ = decode(&damaged).map(Corpus::new);
        let _ = opening(&damaged).map(Corpus::new);
    }
}
