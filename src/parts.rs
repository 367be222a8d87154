//! What has come of the parts of the program that a first visit does not load.

use passages_core::select::looks;
use passages_core::state::{View, ViewState};

/// A part of the program: `public/parts.js` fetches it, and `src/later.rs` says what is in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The reading page, while nothing is looked for.
    Read,
    /// All views but the opening page, the reading page and the map; what finds; and what seldom lies over them.
    Views,
    /// The map, and everything that draws it.
    Map,
    /// What makes the page an exhibit.
    Exhibit,
    /// What makes the page a part of another.
    Embed,
}

impl Part {
    /// How many there are.
    const COUNT: usize = 5;

    /// The part that shows a state; `None` of the opening page, which is loaded first. One that has more to tell than
    /// its documents, as no link asks of it, needs what opens passages and finds them.
    pub fn of(state: &ViewState) -> Option<Self> {
        match state.view {
            View::Home if *state == state.home() => None,
            View::Home | View::Read if !looks(state) => Some(Self::Read),
            View::Map => Some(Self::Map),
            _ => Some(Self::Views),
        }
    }
}

/// What has come of each part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Parts([Fetched; Part::COUNT]);

/// What has come of a part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Fetched {
    /// Nobody has asked for it.
    #[default]
    Not,
    /// It has been asked for.
    Soon,
    /// It is there.
    Here,
    /// It could not be had.
    Missing,
}

impl Parts {
    /// What has come of a part. The program is in parts only where the release has cut it (`xtask/src/parts.rs`); built
    /// in any other way, as for tests without a browser, all of it is there.
    pub fn of(&self, part: Part) -> Fetched {
        match part {
            _ if cfg!(not(split)) => Fetched::Here,
            part => self.0[part as usize],
        }
    }

    /// Notes what has come of a part.
    pub fn note(&mut self, part: Part, fetched: Fetched) {
        self.0[part as usize] = fetched;
    }

    /// Whether what shows a state is there.
    pub fn have(&self, state: &ViewState) -> bool {
        Part::of(state).is_none_or(|part| self.of(part) == Fetched::Here)
    }

    /// Whether it is known if a state can be shown.
    pub fn settled(&self, state: &ViewState) -> bool {
        Part::of(state).is_none_or(|part| self.is_settled(part))
    }

    /// Whether it is known if a part can be had.
    pub fn is_settled(&self, part: Part) -> bool {
        matches!(self.of(part), Fetched::Here | Fetched::Missing)
    }
}
