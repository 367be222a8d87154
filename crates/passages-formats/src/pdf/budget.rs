//! What a file may cost.

use crate::limits::EXPANDED_BYTES;
use crate::refusal::{Excess, Refusal};

/// How much may still be expanded, in bytes, and how often the file may be run through.
#[derive(Clone, Debug)]
pub(super) struct Budget {
    pub(super) expanded: usize,
    read: usize,
}

impl Default for Budget {
    fn default() -> Self {
        Self { expanded: EXPANDED_BYTES, read: 4 * EXPANDED_BYTES }
    }
}

impl Budget {
    /// Spends so many bytes.
    ///
    /// # Errors
    /// [`Excess::Expanded`] where it is spent; nothing is taken then.
    pub(super) fn take(&mut self, read: usize, expanded: usize) -> Result<(), Refusal> {
        let left = (self.read.checked_sub(read), self.expanded.checked_sub(expanded));
        let (Some(read), Some(expanded)) = left else { return Err(Refusal::TooMuch(Excess::Expanded)) };
        *self = Self { expanded, read };
        Ok(())
    }

    /// What is left by either of two ways of spending the same.
    pub(super) fn and(&self, other: &Self) -> Self {
        Self { expanded: self.expanded.min(other.expanded), read: self.read.min(other.read) }
    }
}
