//! Runs of words that stand near each other.

use super::leaf::Run;
use super::places::Places;

/// So few starts are looked at one by one.
const FEW: u32 = 3;

/// How near each other two runs must stand.
pub(super) struct Near {
    /// How many places each covers.
    lengths: (u32, u32),
    /// Words between the end of the one and the start of the other, at most.
    reach: u32,
    /// Where there is one of the other run near enough after and before; used again.
    room: (Places, Places),
}

impl Near {
    pub(super) fn new(one: &Run, two: &Run, reach: u32) -> Self {
        Self { lengths: (one.length, two.length), reach, room: Default::default() }
    }

    /// Puts those of our starts that have one of theirs near them into `near`.
    pub(super) fn ours(&mut self, ours: &Places, theirs: &Places, near: &mut Places) {
        self.beside(self.lengths, ours, theirs, near);
    }

    /// The same of theirs.
    pub(super) fn theirs(&mut self, ours: &Places, theirs: &Places, near: &mut Places) {
        let (one, two) = self.lengths;
        self.beside((two, one), theirs, ours, near);
    }

    fn beside(&mut self, lengths: (u32, u32), ours: &Places, theirs: &Places, near: &mut Places) {
        if ours.count() <= FEW {
            near.set_none_of(ours);
            let mut adder = near.adder();
            ours.each(|start| {
                let after = start.saturating_add(lengths.0);
                let has_before = |to: u32| theirs.has_within(to.saturating_sub(self.reach), to);
                if theirs.has_within(after, after.saturating_add(self.reach))
                    || start.checked_sub(lengths.1).is_some_and(has_before)
                {
                    adder.add(start);
                }
            });
            return;
        }
        let (after, before) = &mut self.room;
        // Runs that overlap are not two.
        after.set_before(theirs, lengths.0);
        after.spread_before(self.reach);
        before.set_after(theirs, lengths.1);
        before.spread_after(self.reach);
        near.set_before(ours, 0);
        near.keep_either(after, before);
    }
}
