//! The workshop: work that would hold up the page is done beside it. Without a browser it is done at once.

pub use super::beside::{Archive, Task};
use super::beside::{Heard, Program, hand_in};
use passages_core::job::{Answer, Fault, Job};

/// What the workshop has to say about a job.
#[derive(Debug)]
pub enum Told {
    /// How much of it is done, from 0 to 1.
    Progress(f64),
    /// What came of it; the last that is said.
    Answer(Result<Answer, Fault>),
}

/// Hands in a job and calls back with what the workshop says: in a browser never before this returns, without one
/// before it does. `archive` are the bytes of the corpus, which are copied only if the job needs them.
///
/// # Errors
/// [`Fault::Missing`] where there is no workshop.
pub fn work(job: &Job, archive: Archive, tell: impl FnMut(Told) + 'static) -> Result<Task, Fault> {
    begin(job, archive, Box::new(tell))
}

/// One kind of job, whoever is told of it.
fn begin(job: &Job, archive: Archive, mut tell: Box<dyn FnMut(Told)>) -> Result<Task, Fault> {
    let tell = move |heard| {
        tell(match heard {
            Heard::Share(share) => Told::Progress(share),
            Heard::Answer(bytes) => Told::Answer(Answer::decode(&bytes)),
            Heard::Missing => Told::Answer(Err(Fault::Missing)),
            Heard::Stopped => Told::Answer(Err(Fault::Stopped)),
        });
    };
    let archive = job.needs_corpus().then_some(archive);
    hand_in(Program::Workshop, &job.encode(), archive, Box::new(tell)).ok_or(Fault::Missing)
}
