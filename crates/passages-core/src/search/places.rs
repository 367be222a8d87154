//! Places in a paragraph, a bit each: what stands side by side or near each other is found for 64 places at once, and
//! without a branch for each, of which a processor guesses half wrong.
//!
//! Bits in the place of comparisons, as in R. Baeza-Yates and G. H. Gonnet, "A new approach to text searching",
//! Communications of the ACM 35 (1992), doi:10.1145/135239.135243.

/// Places in one paragraph.
#[derive(Clone, Debug, Default)]
pub(super) struct Places(Vec<u64>);

impl Places {
    /// Becomes none of the places of a paragraph of so many words.
    pub(super) fn clear(&mut self, length: u32) {
        self.0.clear();
        self.0.resize((length as usize).div_ceil(64), 0);
    }

    /// Becomes none of the places of the paragraph of the others.
    pub(super) fn set_none_of(&mut self, others: &Self) {
        self.0.clear();
        self.0.resize(others.0.len(), 0);
    }

    /// Adds places as they come; those that ascend are put down 64 at a time.
    pub(super) fn adder(&mut self) -> Adder<'_> {
        Adder { places: self, at: 0, bits: 0 }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.iter().all(|bits| *bits == 0)
    }

    pub(super) fn count(&self) -> u32 {
        self.0.iter().map(|bits| bits.count_ones()).sum()
    }

    /// All, ascending.
    pub(super) fn all(&self) -> Vec<u32> {
        let mut all = Vec::new();
        self.each(|place| all.push(place));
        all
    }

    /// Hands over all, ascending.
    pub(super) fn each(&self, mut found: impl FnMut(u32)) {
        for (first, bits) in (0_u32..).step_by(64).zip(&self.0) {
            let mut left = *bits;
            while left != 0 {
                found(first + left.trailing_zeros());
                left &= left - 1;
            }
        }
    }

    /// Whether there is one from `from` on and not beyond `to`, which is not below it.
    pub(super) fn has_within(&self, from: u32, to: u32) -> bool {
        let (first, last) = (from as usize / 64, to as usize / 64);
        let whole = u64::MAX;
        let reach = self.0.get(first..self.0.len().min(last + 1)).unwrap_or(&[]);
        reach.iter().zip(first..).any(|(bits, at)| {
            let mask = if at == first { whole << (from % 64) } else { whole };
            let mask = if at == last { mask & whole >> (63 - to % 64) } else { mask };
            bits & mask != 0
        })
    }

    /// Becomes the others, so many places before; those that would stand before the paragraph are left out.
    pub(super) fn set_before(&mut self, others: &Self, by: u32) {
        self.0.clear();
        self.0.extend((0..others.0.len()).map(|at| others.down(at, by)));
    }

    /// Becomes the others, so many places after; those that would stand behind the paragraph are left out.
    pub(super) fn set_after(&mut self, others: &Self, by: u32) {
        self.0.clear();
        self.0.extend((0..others.0.len()).map(|at| others.up(at, by)));
    }

    /// Keeps what has one of the others so many places after it.
    pub(super) fn keep_before(&mut self, others: &Self, by: u32) {
        for (at, bits) in self.0.iter_mut().enumerate() {
            *bits &= others.down(at, by);
        }
    }

    /// Keeps what is among the ones or the others.
    pub(super) fn keep_either(&mut self, ones: &Self, others: &Self) {
        let of = |places: &Self, at: usize| places.0.get(at).copied().unwrap_or(0);
        for (at, bits) in self.0.iter_mut().enumerate() {
            *bits &= of(ones, at) | of(others, at);
        }
    }

    /// Adds the `reach` places before each.
    pub(super) fn spread_before(&mut self, reach: u32) {
        each_step(self.0.len(), reach, |step| {
            if let Some(rest) = 64_u32.checked_sub(step).filter(|rest| *rest > 0) {
                self.0.iter_mut().rev().fold(0, |next, bits| {
                    let held = *bits;
                    *bits |= held >> step | next << rest;
                    held
                });
                return;
            }
            // Downwards, what is read stands further on than what has been written.
            for at in 0..self.0.len() {
                let more = self.down(at, step);
                if let Some(bits) = self.0.get_mut(at) {
                    *bits |= more;
                }
            }
        });
    }

    /// Adds the `reach` places after each.
    pub(super) fn spread_after(&mut self, reach: u32) {
        each_step(self.0.len(), reach, |step| {
            if let Some(rest) = 64_u32.checked_sub(step).filter(|rest| *rest > 0) {
                self.0.iter_mut().fold(0, |last, bits| {
                    let held = *bits;
                    *bits |= held << step | last >> rest;
                    held
                });
                return;
            }
            for at in (0..self.0.len()).rev() {
                let more = self.up(at, step);
                if let Some(bits) = self.0.get_mut(at) {
                    *bits |= more;
                }
            }
        });
    }

    /// The 64 places from `64 * at` of what stands so many places before.
    #[inline]
    fn down(&self, at: usize, by: u32) -> u64 {
        let (at, part) = (at + by as usize / 64, by % 64);
        let low = self.0.get(at).map_or(0, |bits| bits >> part);
        // Shifted in two steps, so that nothing is shifted by 64.
        low | self.0.get(at + 1).map_or(0, |bits| bits << 1 << (63 - part))
    }

    /// The same of what stands so many places after.
    #[inline]
    fn up(&self, at: usize, by: u32) -> u64 {
        let (whole, part) = (by as usize / 64, by % 64);
        let held = |back: usize| at.checked_sub(back).and_then(|at| self.0.get(at)).copied().unwrap_or(0);
        held(whole) << part | held(whole + 1) >> 1 >> (63 - part)
    }
}

/// Adds places. What has been added is there once the adder is gone.
pub(super) struct Adder<'a> {
    places: &'a mut Places,
    /// Which 64 places were added to last, and what.
    at: usize,
    bits: u64,
}

impl Adder<'_> {
    /// Nothing is added beyond the paragraph.
    #[inline]
    pub(super) fn add(&mut self, place: u32) {
        let at = place as usize / 64;
        if at != self.at {
            self.put();
            (self.at, self.bits) = (at, 0);
        }
        self.bits |= 1 << (place % 64);
    }

    #[inline]
    fn put(&mut self) {
        if let Some(bits) = self.places.0.get_mut(self.at) {
            *bits |= self.bits;
        }
    }
}

impl Drop for Adder<'_> {
    fn drop(&mut self) {
        self.put();
    }
}

/// The steps, each at most as wide as all before it, by which places are spread over `reach` more.
fn each_step(length: usize, reach: u32, mut spread: impl FnMut(u32)) {
    // Further than the paragraph nothing reaches.
    let most = u32::try_from(length.saturating_mul(64)).unwrap_or(u32::MAX);
    let mut left = reach.min(most);
    let mut done = 1;
    while left > 0 {
        let step = left.min(done);
        spread(step);
        (left, done) = (left - step, done.saturating_add(step));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::collection::btree_set;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    const LENGTH: u32 = 300;

    fn places(of: &BTreeSet<u32>) -> Places {
        let mut places = Places::default();
        places.clear(LENGTH);
        // Some from the end, so that not all ascend.
        let mut adder = places.adder();
        of.iter().step_by(2).chain(of.iter().rev()).for_each(|place| adder.add(*place));
        drop(adder);
        places
    }

    proptest! {
        #[test]
        fn bits_do_what_sets_of_places_do(
            ones in btree_set(0..LENGTH, 0..40),
            others in btree_set(0..LENGTH, 0..40),
            by in 0..2 * LENGTH,
            reach in prop_oneof![0..70_u32, 0..2 * LENGTH, Just(u32::MAX)],
        ) {
            let (one, other) = (places(&ones), places(&others));
            prop_assert_eq!(one.all(), ones.iter().copied().collect::<Vec<_>>());
            prop_assert_eq!((one.count() as usize, one.is_empty()), (ones.len(), ones.is_empty()));
            let within = |place: &u32| *place < LENGTH;
            let mut moved = Places::default();
            moved.set_before(&one, by);
            prop_assert_eq!(moved.all(), ones.iter().filter_map(|p| p.checked_sub(by)).collect::<Vec<_>>());
            moved.set_after(&one, by);
            let after: Vec<u32> = moved.all().into_iter().filter(within).collect();
            prop_assert_eq!(after, ones.iter().map(|p| p + by).filter(within).collect::<Vec<_>>());
            prop_assert_eq!(one.has_within(by, by.saturating_add(reach)), ones.range(by..=by.saturating_add(reach)).next().is_some());
            let mut kept = one.clone();
            kept.keep_before(&other, by);
            let has = |p: &&u32| others.contains(&(*p + by));
            prop_assert_eq!(kept.all(), ones.iter().filter(has).copied().collect::<Vec<_>>());
            for goes_before in [true, false] {
                let mut spread = one.clone();
                if goes_before { spread.spread_before(reach) } else { spread.spread_after(reach) }
                let reaches = |place: &u32| ones.iter().any(|p| {
                    let (from, to) = if goes_before { (*place, *p) } else { (*p, *place) };
                    from <= to && to - from <= reach
                });
                let spread: Vec<u32> = spread.all().into_iter().filter(within).collect();
                prop_assert_eq!(spread, (0..LENGTH).filter(reaches).collect::<Vec<_>>());
            }
        }
    }
}
