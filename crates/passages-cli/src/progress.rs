//! What is going on, for anything that lasts over a second.

use crate::output;
use std::io::{self, IsTerminal};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// Whether and how progress is told.
#[derive(Clone, Copy)]
pub(crate) enum Progress {
    /// In one line of the terminal, which is cleared in the end.
    Line,
    /// A line of standard error each time.
    Lines,
    /// Not at all: nobody is looking.
    Silent,
}

/// Nothing is said before so much time has passed, nor more often.
const EVERY: Duration = Duration::from_secs(1);

impl Progress {
    /// On a terminal in one line; elsewhere only where it is asked for.
    pub(crate) fn new(asked: bool) -> Self {
        match (io::stderr().is_terminal(), asked) {
            (true, _) => Self::Line,
            (false, true) => Self::Lines,
            (false, false) => Self::Silent,
        }
    }

    /// Does something, and says what it is if it takes long: "reading the corpus … 3 s".
    pub(crate) fn during<T>(self, what: &str, work: impl FnOnce() -> T) -> T {
        let teller = self.teller(what);
        let done = work();
        if let Some((end, thread)) = teller {
            drop(end);
            // A teller that has failed has nothing more to say.
            let _ = thread.join();
        }
        done
    }

    /// A thread that tells until its other end is dropped.
    fn teller(self, what: &str) -> Option<(Sender<()>, JoinHandle<()>)> {
        if matches!(self, Self::Silent) {
            return None;
        }
        let what = what.to_owned();
        let (end, ends) = channel::<()>();
        let thread = thread::spawn(move || {
            let start = Instant::now();
            let mut told = false;
            while ends.recv_timeout(EVERY) == Err(RecvTimeoutError::Timeout) {
                self.tell(&format!("{what} … {} s", start.elapsed().as_secs()));
                told = true;
            }
            if told && matches!(self, Self::Line) {
                output::tell("\r\x1b[K");
            }
        });
        Some((end, thread))
    }

    fn tell(self, words: &str) {
        if matches!(self, Self::Line) {
            output::tell(&format!("\r\x1b[K{words}"));
        } else {
            output::tell(&format!("{words}\n"));
        }
    }
}
