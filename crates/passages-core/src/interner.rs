//! Texts -> numbers, in the order in which they are met.
//!
//! A table with open addressing and linear probing (D. E. Knuth, "The Art of Computer Programming", vol. 3, 2nd ed.,
//! 1998, section 6.4). The numbers do not depend on the hash.

/// Pairs of texts, each once.
#[derive(Clone, Debug, Default)]
pub(crate) struct Interner {
    /// All texts, one after the other.
    letters: String,
    /// Where the first and the second text of each pair end.
    ends: Vec<(u32, u32)>,
    /// High half of the hash, and number + 1; (0, 0) where there is none. A power of two, or empty.
    slots: Vec<(u32, u32)>,
}

impl Interner {
    /// With room for so many pairs.
    pub(crate) fn with_capacity(pairs: usize) -> Self {
        Self { slots: vec![(0, 0); (2 * pairs + 2).next_power_of_two()], ..Self::default() }
    }

    /// Number of pairs.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The number of a pair, which is the number of pairs before it if it is new. `hash` is that of the first text.
    pub(crate) fn intern(&mut self, pair: (&str, &str), hash: u64) -> u32 {
        if self.slots.len() < 2 * (self.ends.len() + 1) {
            self.grow();
        }
        let slot = match self.slot(pair, hash) {
            Ok(number) => return number,
            Err(slot) => slot,
        };
        let end = |letters: &String| u32::try_from(letters.len()).unwrap_or(u32::MAX);
        self.letters.push_str(pair.0);
        let first = end(&self.letters);
        self.letters.push_str(pair.1);
        self.ends.push((first, end(&self.letters)));
        let count = u32::try_from(self.ends.len()).unwrap_or(u32::MAX);
        if let Some(free) = self.slots.get_mut(slot) {
            *free = ((hash >> 32) as u32, count);
        }
        count - 1
    }

    /// The number of a pair, if it is there.
    pub(crate) fn find(&self, pair: (&str, &str), hash: u64) -> Option<u32> {
        self.slot(pair, hash).ok()
    }

    /// The number of a pair, or the slot where it would be.
    fn slot(&self, pair: (&str, &str), hash: u64) -> Result<u32, usize> {
        let mask = self.slots.len().wrapping_sub(1);
        let mut at = hash as usize & mask;
        // At least half of the slots are free, so this ends.
        while let Some((known, count)) = self.slots.get(at) {
            if *count == 0 {
                break;
            }
            if *known == (hash >> 32) as u32 && self.get(count - 1) == pair {
                return Ok(count - 1);
            }
            at = (at + 1) & mask;
        }
        Err(at)
    }

    /// The pair of a number; empty texts where there is none.
    pub(crate) fn get(&self, number: u32) -> (&str, &str) {
        let at = number as usize;
        let start =
            at.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |(_, end)| *end as usize);
        let Some((middle, end)) = self.ends.get(at) else { return ("", "") };
        let cut = |from: usize, to: u32| self.letters.get(from..to as usize).unwrap_or("");
        (cut(start, *middle), cut(*middle as usize, *end))
    }

    fn grow(&mut self) {
        let size = (4 * self.ends.len()).next_power_of_two().max(64);
        let mut slots = vec![(0, 0); size];
        for (count, pair) in (1..).zip((0..).take(self.ends.len()).map(|number| self.get(number))) {
            let hash = hash(pair.0);
            let mut at = hash as usize & (size - 1);
            while slots.get(at).is_some_and(|(_, taken)| *taken > 0) {
                at = (at + 1) & (size - 1);
            }
            if let Some(free) = slots.get_mut(at) {
                *free = ((hash >> 32) as u32, count);
            }
        }
        self.slots = slots;
    }
}

/// Eight bytes a step, each mixed in by a product with an odd number.
pub(crate) fn hash(text: &str) -> u64 {
    let mut hash = text.len() as u64;
    let (eights, rest) = text.as_bytes().as_chunks::<8>();
    for eight in eights {
        hash = mix(hash ^ u64::from_le_bytes(*eight));
    }
    let mut last = [0_u8; 8];
    for (to, from) in last.iter_mut().zip(rest) {
        *to = *from;
    }
    mix(hash ^ u64::from_le_bytes(last))
}

/// A number of which every bit depends on every bit of the given one: the finalizer of S. Vigna, "Further
/// scramblings of Marsaglia's xorshift generators", Journal of Computational and Applied Mathematics 315 (2017),
/// doi:10.1016/j.cam.2016.11.006, after D. Stafford.
pub(crate) fn mix(mut n: u64) -> u64 {
    n = n.wrapping_add(0x9e37_79b9_7f4a_7c15);
    n = (n ^ n >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    n = (n ^ n >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    n ^ n >> 31
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::collection::vec;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    proptest! {
        #[test]
        fn each_pair_has_one_number(pairs in vec(("[ab]{0,9}", "[ab]{0,2}"), 0..400)) {
            let mut interner = Interner::default();
            let mut known: BTreeMap<(&str, &str), u32> = BTreeMap::new();
            for (a, b) in &pairs {
                let next = known.len() as u32;
                let expected = *known.entry((a, b)).or_insert(next);
                prop_assert_eq!(interner.intern((a, b), hash(a)), expected);
            }
            prop_assert_eq!(interner.len(), known.len());
            let mut roomy = Interner::with_capacity(pairs.len() / 2);
            for (a, b) in &pairs {
                prop_assert_eq!(Some(roomy.intern((a, b), hash(a))), interner.find((a, b), hash(a)));
            }
            for (pair, number) in &known {
                prop_assert_eq!(interner.get(*number), *pair);
                prop_assert_eq!(interner.find(*pair, hash(pair.0)), Some(*number));
            }
            prop_assert_eq!(interner.find(("c", ""), hash("c")), None);
        }
    }
}
