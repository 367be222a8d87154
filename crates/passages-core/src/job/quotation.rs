//! A pasted text that was looked up, as bytes: [`Quote`] and what it is made of.

use super::wire::{Reader, Wire, fields};
use crate::quote::{Altered, Finding, Piece, Quote, Spot};

fields! {
    Quote { pieces, cut }
    Piece { span, words, finding }
    Spot { passage, span }
    Altered { spot, diff }
}

const VERBATIM: u64 = 0;
const ALTERED: u64 = 1;
const ABSENT: u64 = 2;
const SHORT: u64 = 3;

impl Wire for Finding {
    fn put(&self, to: &mut Vec<u8>) {
        match self {
            Self::Verbatim(spots) => {
                to.push(VERBATIM as u8);
                spots.put(to);
            }
            Self::Altered(altered) => {
                to.push(ALTERED as u8);
                altered.put(to);
            }
            Self::Absent => to.push(ABSENT as u8),
            Self::Short => to.push(SHORT as u8),
        }
    }

    fn take(from: &mut Reader<'_>) -> Self {
        match from.number() {
            VERBATIM => Self::Verbatim(Wire::take(from)),
            ALTERED => Self::Altered(Wire::take(from)),
            ABSENT => Self::Absent,
            SHORT => Self::Short,
            _ => {
                from.give_up();
                Self::Short
            }
        }
    }
}
