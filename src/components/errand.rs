//! What the workshop works out for a view: one job after the other, each when it is first wanted.

use super::fault;
use crate::browser::workshop::{self, Task, Told};
use crate::dom::{Node, el};
use crate::explorer::Explorer;
use crate::library;
use leptos::prelude::*;
use passages_core::job::{Answer, Fault, Job};
use std::rc::Rc;

/// A place to ask for one thing at a time. What is under way is called off when something else is wanted, and when the
/// view that made the errand goes away.
#[derive(Clone, Copy)]
pub struct Errand {
    kept: StoredValue<Kept, LocalStorage>,
    /// Counts what has come of it.
    news: RwSignal<u32>,
}

#[derive(Default)]
struct Kept {
    wanted: Option<Job>,
    task: Option<Task>,
    fault: Option<Fault>,
    done: Option<Rc<Done>>,
}

/// A job and its answer.
pub struct Done {
    /// What was wanted.
    pub job: Job,
    /// What came of it.
    pub answer: Answer,
}

impl Default for Errand {
    /// Nothing is wanted yet.
    fn default() -> Self {
        Self { kept: StoredValue::new_local(Kept::default()), news: RwSignal::new(0) }
    }
}

impl Errand {
    /// The last answer there is, which may be that to an earlier job while this one is being done; `None` before the
    /// first. Whoever asks is told when more has come. The same job is not done twice in a row.
    ///
    /// # Errors
    /// Why this job has no answer.
    #[inline(never)]
    pub fn ask(self, job: Job) -> Result<Option<Rc<Done>>, Fault> {
        if self.kept.with_value(|kept| kept.wanted.as_ref() != Some(&job)) {
            self.begin(job);
        }
        // After it was begun, so that an answer that is there at once does not call for itself.
        self.news.track();
        self.kept.with_value(|kept| kept.fault.map_or_else(|| Ok(kept.done.clone()), Err))
    }

    /// Nothing is wanted any more: what is under way is called off, and what was worked out is kept.
    pub fn rest(self) {
        self.kept.update_value(|kept| {
            kept.task = None;
            kept.fault = None;
            kept.wanted = kept.done.as_ref().map(|done| done.job.clone());
        });
    }

    /// What is said while the first answer is awaited.
    pub fn waiting(explorer: Explorer) -> Node {
        let words = explorer.language().text.take_working;
        el("p").class("quiet working").attr("role", "status").child(words).into()
    }

    /// Why there is no answer, as a button that asks once more.
    pub fn failed(self, explorer: Explorer, fault: Fault) -> Node {
        let again = move |_| {
            self.kept.update_value(|kept| kept.wanted = None);
            self.tell();
        };
        let button = el("button").attr("type", "button").on("click", again);
        let words = fault::words(explorer.language(), fault);
        el("p").attr("role", "status").child(button.child(words)).into()
    }

    fn begin(self, job: Job) {
        self.kept.update_value(|kept| {
            kept.task = None;
            kept.fault = None;
            kept.wanted = Some(job.clone());
        });
        if self.kept.with_value(|kept| kept.done.as_ref().is_some_and(|done| done.job == job)) {
            return;
        }
        let of = job.clone();
        let tell = move |told| match told {
            Told::Progress(_) => {}
            Told::Answer(answer) => {
                self.kept.update_value(|kept| match answer {
                    Ok(answer) => kept.done = Some(Rc::new(Done { job: of.clone(), answer })),
                    Err(fault) => kept.fault = Some(fault),
                });
                self.tell();
            }
        };
        let begun = workshop::work(&job, library::archive(), tell);
        self.kept.update_value(|kept| match begun {
            Ok(task) => kept.task = Some(task),
            Err(fault) => kept.fault = Some(fault),
        });
    }

    fn tell(self) {
        self.news.update(|news| *news = news.wrapping_add(1));
    }
}
