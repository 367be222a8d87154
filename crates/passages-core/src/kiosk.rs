//! An exhibit that nobody attends: when it asks whether somebody is still there, when it starts over, what it shows
//! meanwhile.
//!
//! This file is the machine that decides; it has no clock of its own. Times come in with events and actions go out, so
//! that a week can be played in a second.

pub mod corner;
pub mod drift;
pub mod handoff;
pub mod keys;
pub mod log;
pub mod pin;
pub mod tour;

use crate::setting::kiosk::Options;

/// What is held, as long as it is, by a visitor who does nothing else: no reason to think that nobody is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hold {
    /// A finger or a button is down.
    Pointer,
    /// A word is being composed from several keys.
    Composition,
}

/// What happens to an exhibit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// Somebody touches it, or presses a key.
    Touch,
    /// Something goes on that a visitor has begun: scrolling, a pointer that moves.
    Motion,
    /// Something begins to be held.
    Hold(Hold),
    /// It is let go, or the browser has taken it away.
    Release(Hold),
    /// A visitor wants to start over.
    StartOver,
    /// Nobody can see the page.
    Hide,
    /// It can be seen again.
    Show,
    /// Time has passed.
    Time,
}

/// What the page must do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// A visit begins: the tour goes away.
    Begin,
    /// Ask whether somebody is still there; so many seconds are left.
    Ask(u16),
    /// So many seconds are left.
    Count(u16),
    /// Somebody is: the question goes away.
    Answered,
    /// Forget the visit. The question goes away, and the exhibit rests.
    Reset,
    /// Show this picture of the tour, counted from 0 since the rest began.
    Scene(u32),
    /// Load the page anew.
    Reload,
}

/// Milliseconds after which what is held counts no longer: something leans on the glass.
pub const HELD_MILLIS: f64 = 300_000.0;
/// Milliseconds without a touch after which an exhibit that never asks is taken to have been left as it stands: the
/// longest that one that asks may wait.
pub const LEFT_MILLIS: f64 = 3_600_000.0;

#[derive(Clone, Copy, Debug, PartialEq)]
enum Phase {
    /// Nobody is there. The next picture of the tour, and when it is due.
    Rest { next: u32, due: f64 },
    /// Somebody is.
    Visit,
    /// Somebody was, long ago, and is never asked: what they looked at stays.
    Left,
    /// Somebody may be. Until when there is time to answer, and the seconds that were said last.
    Asking { until: f64, said: u16 },
}

/// The machine. All times are milliseconds of one clock that never goes backwards.
#[derive(Clone, Debug)]
pub struct Machine {
    idle: f64,
    countdown: f64,
    /// `None` where no tour is shown.
    scene: Option<f64>,
    phase: Phase,
    now: f64,
    /// When somebody last did something.
    last: f64,
    holds: [bool; 2],
    is_hidden: bool,
    /// When the page is to be loaded anew; once.
    reload: Option<f64>,
}

impl Machine {
    /// A machine that is set up at `now`, in the midst of a visit or at rest; `reload` is when the page is to be loaded
    /// anew, or soon after.
    pub fn new(options: &Options, now: f64, is_visit: bool, reload: Option<f64>) -> Self {
        let millis = |seconds: u16| f64::from(seconds) * 1000.0;
        let scene = options.attract.then(|| millis(options.scene));
        let rest = Phase::Rest { next: 0, due: now };
        Self {
            idle: millis(options.idle),
            countdown: millis(options.countdown),
            scene,
            phase: if is_visit { Phase::Visit } else { rest },
            now,
            last: now,
            holds: [false; 2],
            is_hidden: false,
            reload,
        }
    }

    /// Whether there is no visit.
    pub fn is_at_rest(&self) -> bool {
        matches!(self.phase, Phase::Rest { .. })
    }

    /// Whether nobody is there, so that the page may be loaded anew: it is at rest, or has been left as it stands.
    pub fn is_alone(&self) -> bool {
        self.is_at_rest() || self.phase == Phase::Left
    }

    /// What an event at a time leads to, in this order.
    pub fn step(&mut self, now: f64, event: Event) -> Vec<Action> {
        // A clock that goes backwards, or is none, stands still.
        if now > self.now {
            self.now = now;
        }
        let mut actions = Vec::new();
        match event {
            Event::Touch => self.touched(true, &mut actions),
            Event::Motion => self.touched(false, &mut actions),
            Event::Hold(hold) => {
                self.touched(true, &mut actions);
                self.hold(hold, true);
            }
            // Letting go ends something, and wakes nobody up.
            Event::Release(hold) => {
                self.touched(false, &mut actions);
                self.hold(hold, false);
            }
            Event::StartOver if !self.is_at_rest() => self.reset(&mut actions),
            Event::Hide => self.is_hidden = true,
            Event::Show => self.is_hidden = false,
            Event::StartOver | Event::Time => {}
        }
        if !self.is_hidden {
            self.pass(&mut actions);
        }
        actions
    }

    /// When time alone will next lead to something; `None` while it will not.
    pub fn due(&self) -> Option<f64> {
        if self.is_hidden {
            return None;
        }
        match self.phase {
            Phase::Visit => Some(self.deadline()),
            Phase::Left => self.reload,
            Phase::Asking { until, said } => Some(until - f64::from(said.saturating_sub(1)) * 1000.0),
            Phase::Rest { due, .. } => match (self.scene.map(|_| due), self.reload) {
                (Some(scene), Some(reload)) => Some(scene.min(reload)),
                (scene, reload) => scene.or(reload),
            },
        }
    }

    fn hold(&mut self, hold: Hold, is_held: bool) {
        let [pointer, composition] = &mut self.holds;
        match hold {
            Hold::Pointer => *pointer = is_held,
            Hold::Composition => *composition = is_held,
        }
    }

    /// When it will be time to ask, or, where nobody is ever asked, to think that nobody is there.
    fn deadline(&self) -> f64 {
        let idle = if self.idle > 0.0 { self.idle } else { LEFT_MILLIS };
        let is_held = self.holds.contains(&true);
        self.last + if is_held { idle.max(HELD_MILLIS) } else { idle }
    }

    fn touched(&mut self, wakes: bool, actions: &mut Vec<Action>) {
        match self.phase {
            Phase::Rest { .. } if wakes => actions.push(Action::Begin),
            Phase::Rest { .. } => return,
            Phase::Asking { .. } => actions.push(Action::Answered),
            Phase::Visit | Phase::Left => {}
        }
        self.phase = Phase::Visit;
        self.last = self.now;
    }

    fn reset(&mut self, actions: &mut Vec<Action>) {
        self.phase = Phase::Rest { next: 0, due: self.now };
        self.holds = [false; 2];
        actions.push(Action::Reset);
    }

    /// What the time alone leads to.
    fn pass(&mut self, actions: &mut Vec<Action>) {
        match self.phase {
            Phase::Visit if self.now < self.deadline() => {}
            Phase::Visit if self.idle == 0.0 => {
                self.phase = Phase::Left;
                self.holds = [false; 2];
            }
            // However long ago the time to ask was, as after a night of sleep: there is all the time to answer.
            Phase::Visit => {
                let seconds = (self.countdown / 1000.0) as u16;
                self.phase = Phase::Asking { until: self.now + self.countdown, said: seconds };
                actions.push(Action::Ask(seconds));
            }
            Phase::Asking { until, .. } if self.now >= until => self.reset(actions),
            Phase::Asking { until, said } => {
                let left = ((until - self.now) / 1000.0) as u16;
                // 14,000 milliseconds are 14 seconds, and 14,001 are 15.
                let left =
                    if f64::from(left) * 1000.0 < until - self.now { left.saturating_add(1) } else { left };
                if left < said {
                    self.phase = Phase::Asking { until, said: left };
                    actions.push(Action::Count(left));
                }
            }
            Phase::Left | Phase::Rest { .. } => {}
        }
        if self.is_alone() && self.reload.is_some_and(|at| self.now >= at) {
            self.reload = None;
            actions.push(Action::Reload);
        }
        if let Phase::Rest { next, due } = self.phase
            && let Some(scene) = self.scene.filter(|_| self.now >= due)
        {
            actions.push(Action::Scene(next));
            self.phase = Phase::Rest { next: next.wrapping_add(1), due: self.now + scene };
        }
    }
}

/// Least time until a page that has just been loaded is loaded anew, in milliseconds: never a loop.
const LEAST_RELOAD_MILLIS: f64 = 600_000.0;
const DAY_MILLIS: f64 = 86_400_000.0;

/// Milliseconds from a time of day, in milliseconds since midnight, to a minute of the day; at least ten minutes, so
/// that a page loaded at that minute is not loaded again.
pub fn millis_until(time_of_day: f64, minute: u16) -> f64 {
    let until = f64::from(minute) * 60_000.0 - time_of_day;
    if until < LEAST_RELOAD_MILLIS { until + DAY_MILLIS } else { until }
}
