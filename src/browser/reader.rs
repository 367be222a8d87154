//! The reader: what the visitor brings is read beside the page, and never leaves the device.

#[cfg(not(target_arch = "wasm32"))]
pub use super::beside::lend_reader;
use super::beside::{Archive, Heard, Program, Task, hand_in};
use passages_core::intake::{Intake, Taken, Trouble};

/// What the reader has to say.
#[derive(Debug)]
pub enum Told {
    /// How much is done, from 0 to 1.
    Progress(f64),
    /// What came of it; the last that is said.
    Answer(Result<Taken, Trouble>),
}

/// Asks the reader and calls back with what it says: in a browser never before this returns. `corpus` is what the
/// reader goes by, the archive of the page or the file of a collection, and copied only if it needs it.
///
/// # Errors
/// [`Trouble::Missing`] where there is no reader.
pub fn ask(intake: &Intake, corpus: Archive, mut tell: Box<dyn FnMut(Told)>) -> Result<Task, Trouble> {
    let tell = move |heard| {
        tell(match heard {
            Heard::Share(share) => Told::Progress(share),
            Heard::Answer(bytes) => Told::Answer(Taken::decode(&bytes)),
            Heard::Missing => Told::Answer(Err(Trouble::Missing)),
            Heard::Stopped => Told::Answer(Err(Trouble::Stopped)),
        });
    };
    let corpus = intake.needs_corpus().then_some(corpus);
    hand_in(Program::Reader, &intake.encode(), corpus, Box::new(tell)).ok_or(Trouble::Missing)
}
