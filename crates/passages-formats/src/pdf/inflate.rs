//! How much deflated data (RFC 1951) expands to for the reader of PDF.
//!
//! That reader is lenient: it goes on where a stricter one stops, and after some blocks where a stricter one goes on
//! elsewhere. What it makes of a stream can only be told by taking the very same steps; each odd one below is its own.

use super::budget::Budget;
use crate::refusal::Refusal;

/// The order in which the lengths of the codes for lengths are written.
const ORDER: [usize; 19] = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
/// How long the copies are that the codes from 257 stand for, and how many bits are added to that.
const LENGTHS: [(usize, u32); 29] = [
    (3, 0),
    (4, 0),
    (5, 0),
    (6, 0),
    (7, 0),
    (8, 0),
    (9, 0),
    (10, 0),
    (11, 1),
    (13, 1),
    (15, 1),
    (17, 1),
    (19, 2),
    (23, 2),
    (27, 2),
    (31, 2),
    (35, 3),
    (43, 3),
    (51, 3),
    (59, 3),
    (67, 4),
    (83, 4),
    (99, 4),
    (115, 4),
    (131, 5),
    (163, 5),
    (195, 5),
    (227, 5),
    (258, 0),
];
/// Codes for distances: two for each number of bits that are added.
const DISTANCES: u16 = 30;
/// A table is filled faster than as many bytes are read.
const FILLED: usize = 32;
/// A block takes as long as so many bytes.
const BLOCK: usize = 64;

/// Charges what these data expand to; they may go on behind their end.
pub(super) fn weigh(data: &[u8], budget: &mut Budget) -> Result<(), Refusal> {
    let data = match data {
        [a, b, rest @ ..]
            if a & 15 == 8 && (u16::from(*a) << 8 | u16::from(*b)) % 31 == 0 && b & 0x20 == 0 =>
        {
            rest
        }
        _ => data,
    };
    let mut bits = Bits { data, at: 0, held: 0, count: 0 };
    let mut written = 0;
    while bits.at < data.len() {
        let before = bits.at;
        let goes_on = block(&mut bits, &mut written, budget)?;
        budget.take(BLOCK + bits.at - before, 0)?;
        if !goes_on {
            break;
        }
    }
    Ok(())
}

/// Bits, the lowest of each byte first.
struct Bits<'d> {
    data: &'d [u8],
    at: usize,
    held: u32,
    count: u32,
}

impl Bits<'_> {
    fn byte(&mut self) -> Option<u8> {
        let byte = *self.data.get(self.at)?;
        self.at += 1;
        Some(byte)
    }

    fn hold(&mut self, count: u32) -> Option<()> {
        while self.count < count {
            self.held |= u32::from(self.byte()?) << self.count;
            self.count += 8;
        }
        Some(())
    }

    fn drop(&mut self, count: u32) {
        self.held >>= count;
        self.count -= count;
    }

    fn number(&mut self, count: u32) -> Option<usize> {
        self.hold(count)?;
        let number = self.held & ((1 << count) - 1);
        self.drop(count);
        Some(number as usize)
    }

    /// The next code. At the end of the data one is read from the bits that are left.
    fn code(&mut self, table: &Table) -> Option<u16> {
        let _ = self.hold(table.longest);
        let (value, length) = *table.codes.get((self.held & ((1 << table.longest) - 1)) as usize)?;
        let length = u32::from(length);
        if length == 0 || self.count < length {
            return None;
        }
        self.drop(length);
        Some(value)
    }
}

/// What each run of bits begins with: a value, and how many bits its code has; none where that is 0.
struct Table {
    codes: Vec<(u16, u8)>,
    longest: u32,
}

impl Table {
    /// From the lengths of the codes. There may be more of them than fit: the later ones win.
    fn of(lengths: &[u8]) -> Self {
        let longest = lengths.iter().copied().max().unwrap_or(0);
        if longest == 0 {
            return Self { codes: vec![(0, 0)], longest: 1 };
        }
        let mut codes = vec![(0, 0); 1 << longest];
        let mut code = 0_u32;
        for length in 1..=longest {
            for (value, _) in (0_u16..).zip(lengths).filter(|(_, of)| **of == length) {
                let first = code.reverse_bits() >> (32 - u32::from(length));
                for slot in codes.iter_mut().skip(first as usize).step_by(1 << length) {
                    *slot = (value, length);
                }
                code += 1;
            }
            code <<= 1;
        }
        Self { codes, longest: u32::from(longest) }
    }

    fn charge(&self, budget: &mut Budget) -> Result<(), Refusal> {
        budget.take(self.codes.len() / FILLED, 0)
    }
}

/// Runs through a block; whether another one follows.
fn block(bits: &mut Bits<'_>, written: &mut usize, budget: &mut Budget) -> Result<bool, Refusal> {
    let Some(head) = bits.number(3) else { return Ok(false) };
    let goes_on = head & 1 == 0;
    let tables = match head >> 1 {
        0 => {
            let length = stored(bits).unwrap_or(0);
            *written += length;
            budget.take(0, length)?;
            return Ok(goes_on);
        }
        1 => Some(fixed()),
        2 => dynamic(bits),
        _ => None,
    };
    let Some((letters, distances)) = tables else { return Ok(false) };
    letters.charge(budget)?;
    distances.charge(budget)?;
    loop {
        match step(bits, &letters, &distances, *written) {
            Some(Step::Write(length)) => {
                *written += length;
                budget.take(0, length)?;
            }
            Some(Step::End) => return Ok(goes_on),
            None => return Ok(false),
        }
    }
}

/// The length of a block that is not packed, which is passed over. Whole bytes that were held for a longer code are
/// dropped as well, and whether the length is the one that is written twice does not matter.
fn stored(bits: &mut Bits<'_>) -> Option<usize> {
    (bits.held, bits.count) = (0, 0);
    let length = usize::from(bits.byte()?) | usize::from(bits.byte()?) << 8;
    bits.byte()?;
    bits.byte()?;
    let length = length.min(bits.data.len() - bits.at);
    bits.at += length;
    Some(length)
}

enum Step {
    Write(usize),
    End,
}

/// A letter or a copy.
fn step(bits: &mut Bits<'_>, letters: &Table, distances: &Table, written: usize) -> Option<Step> {
    let code = bits.code(letters)?;
    let code = match code {
        0..=255 => return Some(Step::Write(1)),
        256 => return Some(Step::End),
        _ => usize::from(code - 257),
    };
    let (length, more) = LENGTHS.get(code).copied().unwrap_or_default();
    let length = length + bits.number(more)?;
    let code = bits.code(distances).filter(|code| *code < DISTANCES)?;
    let more = u32::from(code / 2).saturating_sub(1);
    let first = if code < 4 { usize::from(code) + 1 } else { ((2 + usize::from(code % 2)) << more) + 1 };
    let distance = first + bits.number(more)?;
    // From before the beginning nothing is copied.
    Some(Step::Write(if distance <= written { length } else { 0 }))
}

fn fixed() -> (Table, Table) {
    let lengths = [(8, 144), (9, 112), (7, 24), (8, 8)];
    let letters: Vec<u8> = lengths.iter().flat_map(|(length, count)| vec![*length; *count]).collect();
    (Table::of(&letters), Table::of(&[5; DISTANCES as usize]))
}

/// The tables that a block brings along.
fn dynamic(bits: &mut Bits<'_>) -> Option<(Table, Table)> {
    let letters = bits.number(5)? + 257;
    let distances = bits.number(5)? + 1;
    let count = bits.number(4)? + 4;
    let mut lengths = [0; ORDER.len()];
    for place in ORDER.iter().take(count) {
        let length = bits.number(3)? as u8;
        if let Some(slot) = lengths.get_mut(*place) {
            *slot = length;
        }
    }
    let table = Table::of(&lengths);
    let total = letters + distances;
    let mut lengths: Vec<u8> = Vec::with_capacity(total);
    while lengths.len() < total {
        let (length, times) = match bits.code(&table)? {
            16 => (lengths.last().copied().unwrap_or(0), bits.number(2)? + 3),
            17 => (0, bits.number(3)? + 3),
            18 => (0, bits.number(7)? + 11),
            code => (u8::try_from(code).ok()?, 1),
        };
        lengths.resize((lengths.len() + times).min(total), length);
    }
    let (letters, distances) = lengths.split_at_checked(letters)?;
    Some((Table::of(letters), Table::of(distances)))
}
