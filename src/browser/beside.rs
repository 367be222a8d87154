//! The programs that work beside the page, each handed its questions as bytes. `public/boot.js` lends them to the page
//! and `public/workshop.js` runs them, in a worker where the browser has them.

#[cfg(target_arch = "wasm32")]
mod lent;
#[cfg(not(target_arch = "wasm32"))]
mod own;

#[cfg(target_arch = "wasm32")]
use lent as place;
#[cfg(not(target_arch = "wasm32"))]
use own as place;

pub use place::Task;
pub(super) use place::hand_in;

#[cfg(not(target_arch = "wasm32"))]
pub use own::lend_reader;

use std::sync::Arc;

/// Which program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Program {
    /// `passages-workshop`, which does jobs on the corpus.
    Workshop,
    /// `passages-reader`, which reads what the visitor brings.
    Reader,
}

/// What it has to say.
#[cfg_attr(
    not(target_arch = "wasm32"),
    expect(dead_code, reason = "without a browser all is answered at once")
)]
pub(super) enum Heard {
    /// How much is done, from 0 to 1.
    Share(f64),
    /// The answer; the last that is said.
    Answer(Vec<u8>),
    /// The program did not arrive; the last that is said.
    Missing,
    /// It stopped in the middle; the last that is said.
    Stopped,
}

/// The bytes of a corpus, and which one it is of those that the page has had: a program keeps the last it was given.
#[derive(Clone)]
pub struct Archive {
    edition: u32,
    bytes: Arc<Vec<u8>>,
}

impl Archive {
    /// That of a corpus; `edition` differs from that of all others.
    pub fn given(edition: u32, bytes: Vec<u8>) -> Self {
        Self { edition, bytes: Arc::new(bytes) }
    }

    /// Which one it is.
    pub fn edition(&self) -> u32 {
        self.edition
    }
}
