//! A corpus of a few passages, in which what a fuzzer makes up finds something.

use passages_core::corpus::{Compiled, Corpus};
use passages_core::source::{Editing, Source};
use passages_core::vocabulary::{Kind, Term, Vocabulary};
use passages_core::{archive, compile};
use std::sync::OnceLock;

const FIRST: &str = "A/1/1\n12 May 2001\n\nFirst\n\n1. Banks lend to migrants, and remittances come back.\n\n\
    2. The World Bank stressed that a bank’s loan is no gift.\n\n(a) Co-development of Mali; l’eau, l’œuvre.\n\n\
    3. The same ten words stand in each of the two texts here.\n";
const SECOND: &str = "1. Migrants' remittances reach a bank in Mali.\n\n2. 移民与发展 2006 — الهجرة والتنمية.\n\n\
    3. The same ten words stand in each of the two texts here.\n\n4. Élève, banknote, bonk.\n";

/// The first of its texts.
pub(crate) fn source() -> Source {
    Source { path: "first.txt".to_owned(), text: FIRST.to_owned(), ..Source::default() }
}

/// These texts with a vocabulary of a term of each kind that matters.
pub(crate) fn compiled(sources: &[Source]) -> Compiled {
    let terms = [
        (Kind::Theme, "remittances", "remittances"),
        (Kind::Theme, "banking", "bank"),
        (Kind::Actor, "World Bank", "World Bank"),
        (Kind::Place, "mali", "Mali"),
        (Kind::Voice, "migrants", "migrants"),
        (Kind::Rung, "stressed", "stressed"),
    ];
    let term = |(kind, id, form): (Kind, &str, &str)| Term {
        strength: u8::from(kind == Kind::Rung),
        labels: vec![("en".to_owned(), form.to_owned())],
        forms: vec![form.to_owned()],
        ..Term::new(kind, id)
    };
    let vocabulary = Vocabulary { terms: terms.into_iter().map(term).collect(), ..Vocabulary::default() };
    compile(sources, vocabulary, &[]).0
}

/// The corpus, opened once.
pub(crate) fn corpus() -> &'static Corpus {
    static CORPUS: OnceLock<Corpus> = OnceLock::new();
    CORPUS.get_or_init(|| Corpus::new(compiled(&sources())))
}

/// The same as the page embeds it.
pub(crate) fn archive() -> &'static [u8] {
    static ARCHIVE: OnceLock<Vec<u8>> = OnceLock::new();
    ARCHIVE.get_or_init(|| archive::encode(&compiled(&sources())).expect("a small corpus"))
}

fn sources() -> [Source; 2] {
    let editing = Editing { name: Some("second".to_owned()), ..Editing::default() };
    [source(), Source { path: "second.txt".to_owned(), text: SECOND.to_owned(), editing }]
}
