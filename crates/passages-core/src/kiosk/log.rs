//! What an exhibit went through: the last events, for a technician. There is no room in them for what a visitor typed or
//! read.

use crate::state::View;

/// Events that are kept.
pub const KEPT: usize = 200;

/// Something that a technician may want to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// The page was opened; so many settings mean nothing.
    Start(u16),
    /// A visit began.
    Begin,
    /// A view was opened.
    View(View),
    /// A language was chosen, by its place among those of the page.
    Language(u8),
    /// Nobody seemed to be there.
    Ask,
    /// Somebody was.
    Answered,
    /// The visit was forgotten.
    Reset,
    /// The page was loaded anew, as every day.
    Reload,
    /// The screen is kept on, or is no longer.
    Awake(bool),
    /// The page fills the screen, or no longer does.
    Fullscreen(bool),
    /// The network went or came.
    Online(bool),
    /// The page was hidden or shown.
    Shown(bool),
    /// The technician's panel was opened.
    Panel,
    /// Wrong digits were typed for it.
    WrongPin,
    /// The browser told of an error.
    Error,
}

impl Entry {
    /// What it is called in the panel: a word for technicians, the same in all languages.
    pub fn name(self) -> &'static str {
        match self {
            Self::Start(_) => "start",
            Self::Begin => "visit",
            Self::View(_) => "view",
            Self::Language(_) => "language",
            Self::Ask => "ask",
            Self::Answered => "answered",
            Self::Reset => "reset",
            Self::Reload => "reload",
            Self::Awake(true) => "awake",
            Self::Awake(false) => "wake-lock-lost",
            Self::Fullscreen(true) => "fullscreen",
            Self::Fullscreen(false) => "fullscreen-left",
            Self::Online(true) => "online",
            Self::Online(false) => "offline",
            Self::Shown(true) => "shown",
            Self::Shown(false) => "hidden",
            Self::Panel => "panel",
            Self::WrongPin => "wrong-pin",
            Self::Error => "error",
        }
    }
}

/// The last [`KEPT`] events, each with its time in milliseconds since the page was opened.
#[derive(Clone, Debug, Default)]
pub struct Log {
    entries: Vec<(f64, Entry)>,
    /// Where the oldest stands, once there are as many as are kept.
    oldest: usize,
    total: u32,
}

impl Log {
    /// Notes an event.
    pub fn note(&mut self, now: f64, entry: Entry) {
        self.total = self.total.saturating_add(1);
        if self.entries.len() < KEPT {
            self.entries.push((now, entry));
            return;
        }
        if let Some(place) = self.entries.get_mut(self.oldest) {
            *place = (now, entry);
        }
        self.oldest = (self.oldest + 1) % KEPT;
    }

    /// What is kept, the latest first.
    pub fn latest(&self) -> impl Iterator<Item = (f64, Entry)> {
        let (newer, older) = self.entries.split_at(self.oldest.min(self.entries.len()));
        older.iter().chain(newer).rev().copied()
    }

    /// How many there have been.
    pub fn total(&self) -> u32 {
        self.total
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_ones_are_kept_the_latest_first() {
        for count in [0, 1, KEPT - 1, KEPT, KEPT + 1, 3 * KEPT + 7] {
            let mut log = Log::default();
            (0..count).for_each(|n| log.note(n as f64, Entry::Ask));
            let times: Vec<f64> = log.latest().map(|(time, _)| time).collect();
            let expected: Vec<f64> = (0..count).rev().take(KEPT).map(|n| n as f64).collect();
            assert_eq!(times, expected, "{count}");
            assert_eq!(log.total() as usize, count);
        }
    }
}
