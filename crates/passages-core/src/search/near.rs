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

    /// Runs that overlap are not near, but one.
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
        after.set_before(theirs, lengths.0);
        after.spread_before(self.reach);
        before.set_after(theirs, lengths.1);
        before.spread_after(self.reach);
        near.set_before(ours, 0);
        near.keep_either(after, before);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::collection::btree_set;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn few_starts_and_many_are_near_where_the_words_between_are_few_enough(
            ours in prop_oneof![btree_set(0..200_u32, 0..5), btree_set(0..200_u32, 5..60)],
            theirs in prop_oneof![btree_set(0..200_u32, 0..5), btree_set(0..200_u32, 5..60)],
            lengths in (1..4_u32, 1..4_u32),
            reach in prop_oneof![0..20_u32, 60..70_u32, Just(300)],
        ) {
            let places = |of: &std::collections::BTreeSet<u32>| {
                let mut places = Places::default();
                places.clear(200);
                let mut adder = places.adder();
                of.iter().for_each(|place| adder.add(*place));
                drop(adder);
                places
            };
            let is_near = |one: u32, two: u32| {
                let between = two.checked_sub(one + lengths.0).or(one.checked_sub(two + lengths.1));
                between.is_some_and(|words| words <= reach)
            };
            let mut near = Near { lengths, reach, room: Default::default() };
            let (one, two, mut found) = (places(&ours), places(&theirs), Places::default());
            near.ours(&one, &two, &mut found);
            let expected = ours.iter().filter(|one| theirs.iter().any(|two| is_near(**one, *two)));
            prop_assert_eq!(found.all(), expected.copied().collect::<Vec<_>>());
            near.theirs(&one, &two, &mut found);
            let expected = theirs.iter().filter(|two| ours.iter().any(|one| is_near(*one, **two)));
            prop_assert_eq!(found.all(), expected.copied().collect::<Vec<_>>());
        }
    }
}
