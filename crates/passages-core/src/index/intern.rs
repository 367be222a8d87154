//! Words -> numbers, in the order in which they are met.
//!
//! A table with open addressing and linear probing (D. E. Knuth, "The Art of Computer Programming", vol. 3, 2nd ed.,
//! 1998, section 6.4). The numbers do not depend on the hash.

/// Words, each once, with a tag that tells apart what is written alike.
#[derive(Clone, Debug, Default)]
pub(super) struct Interner {
    letters: String,
    /// Where each word ends; it begins where the last one ends.
    ends: Vec<u32>,
    tags: Vec<u8>,
    /// Hash and number + 1 of a word; (0, 0) where there is none. A power of two, or empty.
    slots: Vec<(u32, u32)>,
}

impl Interner {
    /// With room for so many words.
    pub(super) fn with_capacity(words: usize) -> Self {
        Self { slots: vec![(0, 0); (3 * words / 2 + 2).next_power_of_two()], ..Self::default() }
    }

    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(super) fn get(&self, number: u32) -> &str {
        let at = number as usize;
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |end| *end as usize);
        self.ends.get(at).and_then(|end| self.letters.get(start..*end as usize)).unwrap_or("")
    }

    pub(super) fn tag(&self, number: u32) -> u8 {
        self.tags.get(number as usize).copied().unwrap_or(0)
    }

    /// The number of a word, which is a new one if the word is.
    pub(super) fn intern(&mut self, word: &str, tag: u8) -> u32 {
        if 2 * self.slots.len() < 3 * (self.ends.len() + 1) {
            self.grow();
        }
        let hash = hash(word, tag);
        let slot = match self.slot(word, tag, hash) {
            Ok(number) => return number,
            Err(slot) => slot,
        };
        self.letters.push_str(word);
        self.ends.push(u32::try_from(self.letters.len()).unwrap_or(u32::MAX));
        self.tags.push(tag);
        let count = u32::try_from(self.ends.len()).unwrap_or(u32::MAX);
        if let Some(free) = self.slots.get_mut(slot) {
            *free = (hash, count);
        }
        count - 1
    }

    /// The number of a word that is there.
    pub(super) fn find(&self, word: &str, tag: u8) -> Option<u32> {
        self.slot(word, tag, hash(word, tag)).ok()
    }

    /// The number of a word, or the slot where it would be.
    fn slot(&self, word: &str, tag: u8, hash: u32) -> Result<u32, usize> {
        let mask = self.slots.len().wrapping_sub(1);
        let mut at = hash as usize & mask;
        // At least a third of the slots are free, so this ends.
        while let Some((known, count)) = self.slots.get(at) {
            if *count == 0 {
                break;
            }
            let number = count - 1;
            if *known == hash && self.tag(number) == tag && self.get(number) == word {
                return Ok(number);
            }
            at = (at + 1) & mask;
        }
        Err(at)
    }

    fn grow(&mut self) {
        let size = (2 * self.slots.len()).max(64);
        let old = std::mem::replace(&mut self.slots, vec![(0, 0); size]);
        for (hash, count) in old.into_iter().filter(|(_, count)| *count > 0) {
            let mut at = hash as usize & (size - 1);
            while self.slots.get(at).is_some_and(|(_, taken)| *taken > 0) {
                at = (at + 1) & (size - 1);
            }
            if let Some(free) = self.slots.get_mut(at) {
                *free = (hash, count);
            }
        }
    }
}

/// Eight bytes a step, each mixed in by a product with an odd number.
fn hash(word: &str, tag: u8) -> u32 {
    const ODD: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut hash = u64::from(tag) ^ word.len() as u64;
    for bytes in word.as_bytes().chunks(8) {
        let mut eight = [0_u8; 8];
        for (to, from) in eight.iter_mut().zip(bytes) {
            *to = *from;
        }
        hash = (hash.rotate_left(23) ^ u64::from_le_bytes(eight)).wrapping_mul(ODD);
    }
    hash ^= hash >> 29;
    (hash.wrapping_mul(ODD) >> 32) as u32
}
