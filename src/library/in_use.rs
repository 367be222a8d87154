//! Which corpus the page works with: the one that it embeds, until another takes its place.

use crate::browser::beside::Archive;
use crate::i18n::HEADS;
use passages_core::archive::{self, ArchiveError};
use passages_core::corpus::{Compiled, Corpus};
use passages_core::graph::Central;
use passages_core::intake::Gathered;
use passages_core::scene::{Ground, Timeline};
use std::cell::{Cell, RefCell};
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

/// What the opening page shows of the embedded corpus: the first half of its archive.
static OPENING: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/opening.bin"));

thread_local! {
    /// What has taken the place of the embedded corpus.
    static OTHER: RefCell<Option<Arc<Library>>> = const { RefCell::new(None) };
    /// The embedded corpus, as much of it as there is, once it has been opened.
    static EMBEDDED: RefCell<Option<Arc<Library>>> = const { RefCell::new(None) };
    /// Counts the corpora that have been in use.
    static EDITION: Cell<u32> = const { Cell::new(0) };
    /// The file of the collection that was opened.
    static OPENED: RefCell<Option<Archive>> = const { RefCell::new(None) };
}

/// A corpus with what is derived from it. It goes when the last who uses it lets go of it.
pub(super) struct Library {
    corpus: Corpus,
    archive: Archive,
    pub(super) own: Vec<String>,
    pub(super) title: String,
    pub(super) grounds: [OnceLock<Arc<Ground>>; HEADS.len()],
    pub(super) timeline: OnceLock<Arc<Timeline>>,
    pub(super) central: OnceLock<Central>,
}

impl Library {
    fn new(compiled: Compiled, archive: Archive, own: Vec<String>, title: String) -> Self {
        let grounds = [const { OnceLock::new() }; HEADS.len()];
        Self {
            corpus: Corpus::new(compiled),
            archive,
            own,
            title,
            grounds,
            timeline: OnceLock::new(),
            central: OnceLock::new(),
        }
    }
}

/// Hold of the corpus in use, as it is when it is asked for: another may take its place meanwhile.
pub struct Held(pub(super) Arc<Library>);

impl Deref for Held {
    type Target = Corpus;

    fn deref(&self) -> &Corpus {
        &self.0.corpus
    }
}

/// The corpus in use.
#[inline(never)]
pub fn corpus() -> Held {
    Held(OTHER.with_borrow(|other| other.clone()).unwrap_or_else(embedded))
}

/// The bytes of the corpus in use, as whoever works beside the page opens them.
pub fn archive() -> Archive {
    corpus().0.archive.clone()
}

/// What the reader goes by when it puts documents beside others: the file of the collection that was opened, or the
/// embedded corpus.
pub fn base() -> Archive {
    OPENED.with_borrow(|opened| opened.clone()).unwrap_or_else(|| embedded().archive.clone())
}

/// Whether a collection was opened in the place of the embedded corpus.
pub fn is_opened() -> bool {
    OPENED.with_borrow(Option::is_some)
}

/// Keeps the file of a collection that was opened, for the reader.
pub fn open(file: Vec<u8>) {
    OPENED.set(Some(Archive::given(next_edition(), file)));
}

/// Lets go of the collection that was opened.
pub fn close() {
    OPENED.set(None);
}

/// Puts a corpus in the place of the one in use.
///
/// # Errors
/// Of bytes that are no archive of this program: nothing has changed then.
pub fn take_up(gathered: Gathered) -> Result<(), ArchiveError> {
    let compiled = archive::decode(&gathered.archive)?;
    let archive = Archive::given(next_edition(), gathered.archive);
    OTHER.set(Some(Arc::new(Library::new(compiled, archive, gathered.own, gathered.title))));
    Ok(())
}

/// Puts the embedded corpus back in its place.
pub fn put_back() {
    OTHER.set(None);
}

fn next_edition() -> u32 {
    EDITION.set(EDITION.get().wrapping_add(1));
    EDITION.get()
}

/// The embedded corpus; in a program in parts, what the opening page shows of it until one of them brings the rest.
fn embedded() -> Arc<Library> {
    EMBEDDED.with_borrow_mut(|embedded| embedded.get_or_insert_with(at_first).clone())
}

#[cfg(split)]
fn at_first() -> Arc<Library> {
    opened(archive::opening(OPENING), Vec::new())
}

/// One for all threads, of which tests have many.
#[cfg(not(split))]
fn at_first() -> Arc<Library> {
    static WHOLE: OnceLock<Arc<Library>> = OnceLock::new();
    WHOLE.get_or_init(whole).clone()
}

/// Brings the rest of the embedded corpus.
pub fn complete() {
    EMBEDDED.set(Some(whole()));
}

/// All of the embedded corpus. Only parts of the program lead here, so that the rest is in them.
fn whole() -> Arc<Library> {
    static REST: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/rest.bin"));
    let bytes = [OPENING, REST].concat();
    opened(archive::decode(&bytes), bytes)
}

/// The bytes are part of the program, so they can always be read.
fn opened(compiled: Result<Compiled, ArchiveError>, bytes: Vec<u8>) -> Arc<Library> {
    Arc::new(Library::new(compiled.unwrap_or_default(), Archive::given(0, bytes), Vec::new(), String::new()))
}
