//! Values <-> two streams: the letters of all texts one after the other, and numbers for everything else.
//!
//! Apart, both compress better than mixed. There are two of each: what the opening page shows is in the first half, and
//! everything else in the second, which may be missing. Reading has no error paths: what cannot be read spoils the rest,
//! which then reads as zeros and nothing, and is told once at the end. So a value costs the program little, and no bytes
//! can make it take more room than they are long for.

/// Letters and numbers that are being written.
#[derive(Default)]
pub(super) struct Half {
    pub(super) letters: String,
    pub(super) numbers: Vec<u8>,
}

impl Half {
    /// How many bytes of letters and of numbers, the letters, and the numbers; [`Left::of`] reads them.
    pub(super) fn bytes(&self) -> Vec<u8> {
        let mut lengths = Writer::default();
        lengths.number(self.letters.len() as u64);
        lengths.number(self.numbers.len() as u64);
        [&lengths.half.numbers, self.letters.as_bytes(), &self.numbers].concat()
    }
}

/// What is being written: what the opening page shows, and the rest.
#[derive(Default)]
pub(crate) struct Writer {
    /// The half that is written to; between two values always the first.
    pub(super) half: Half,
    /// The other half.
    pub(super) other: Half,
    in_rest: bool,
}

impl Writer {
    /// Seven bits a byte, the lowest first; a byte of 128 or more is not the last.
    pub(crate) fn number(&mut self, mut number: u64) {
        while number > 127 {
            self.half.numbers.push((number & 127 | 128) as u8);
            number >>= 7;
        }
        self.half.numbers.push(number as u8);
    }

    fn text(&mut self, text: &str) {
        self.number(text.len() as u64);
        self.half.letters.push_str(text);
    }

    /// Writes to the second half.
    pub(super) fn rest(&mut self, write: impl FnOnce(&mut Self)) {
        if self.in_rest {
            return write(self);
        }
        std::mem::swap(&mut self.half, &mut self.other);
        self.in_rest = true;
        write(self);
        self.in_rest = false;
        std::mem::swap(&mut self.half, &mut self.other);
    }

    /// Bytes as they are, with their number before them.
    pub(crate) fn bytes(&mut self, bytes: &[u8]) {
        self.number(bytes.len() as u64);
        self.half.numbers.extend_from_slice(bytes);
    }

    /// Both halves as one, behind a head.
    pub(crate) fn joined(&self, head: &[u8]) -> Vec<u8> {
        [head, &self.half.bytes(), &self.other.bytes()].concat()
    }
}

/// Letters and numbers that are still to be read.
#[derive(Clone, Copy, Default)]
pub(super) struct Left<'a> {
    pub(super) letters: &'a str,
    pub(super) numbers: &'a [u8],
}

impl<'a> Left<'a> {
    /// The half that the bytes begin with, and what follows it.
    pub(super) fn of(mut bytes: &'a [u8]) -> Option<(Self, &'a [u8])> {
        let letters = number(&mut bytes, u32::MAX)? as usize;
        let numbers = number(&mut bytes, u32::MAX)? as usize;
        let (letters, bytes) = bytes.split_at_checked(letters)?;
        let (numbers, bytes) = bytes.split_at_checked(numbers)?;
        Some((Self { letters: std::str::from_utf8(letters).ok()?, numbers }, bytes))
    }

    fn is_read(self) -> bool {
        self.letters.is_empty() && self.numbers.is_empty()
    }
}

/// What is still to be read. Where it is not `WHOLE` there is no second half, and what would be in it is read as empty.
/// Which it is, is a matter of types: what reads the second half alone is then no part of the first load.
pub(crate) struct Reader<'a, const WHOLE: bool> {
    /// The half that is read from; between two values always the first.
    pub(super) half: Left<'a>,
    /// The other half.
    pub(super) other: Left<'a>,
    /// Whether all that was read so far was there.
    pub(super) sound: bool,
    in_rest: bool,
}

impl<'a> Reader<'a, true> {
    /// What [`Writer::joined`] has joined, without its head.
    pub(crate) fn open(bytes: &'a [u8]) -> Self {
        let halves = Left::of(bytes).and_then(|(half, bytes)| Some((half, Left::of(bytes)?)));
        match halves {
            Some((half, (other, []))) => Self::new(half, other),
            _ => Self { sound: false, ..Self::new(Left::default(), Left::default()) },
        }
    }

    /// What [`Writer::bytes`] wrote.
    pub(crate) fn bytes(&mut self) -> Vec<u8> {
        let length = self.number(u32::MAX) as usize;
        let Some((bytes, rest)) = self.half.numbers.split_at_checked(length) else {
            self.spoil();
            return Vec::new();
        };
        self.half.numbers = rest;
        bytes.to_vec()
    }
}

impl<'a, const WHOLE: bool> Reader<'a, WHOLE> {
    pub(super) fn new(half: Left<'a>, other: Left<'a>) -> Self {
        Self { half, other, sound: true, in_rest: false }
    }

    /// Whether all that was read was there, and nothing is left over.
    pub(crate) fn is_at_end(&self) -> bool {
        self.sound && self.half.is_read() && self.other.is_read()
    }

    /// A number up to `most`, as [`Writer::number`] writes it.
    pub(crate) fn number(&mut self, most: u32) -> u32 {
        let number = number(&mut self.half.numbers, most);
        number.unwrap_or_else(|| {
            self.spoil();
            0
        })
    }

    /// From here on nothing is believed.
    pub(crate) fn spoil(&mut self) {
        (self.half, self.other, self.sound) = (Left::default(), Left::default(), false);
    }

    /// Reads from the second half.
    pub(super) fn rest<T: Default>(&mut self, read: impl FnOnce(&mut Self) -> T) -> T {
        if !WHOLE {
            return T::default();
        }
        if self.in_rest {
            return read(self);
        }
        std::mem::swap(&mut self.half, &mut self.other);
        self.in_rest = true;
        let value = read(self);
        self.in_rest = false;
        std::mem::swap(&mut self.half, &mut self.other);
        value
    }

    fn text(&mut self) -> &'a str {
        let length = self.number(u32::MAX) as usize;
        match self.half.letters.split_at_checked(length) {
            Some((text, rest)) => {
                self.half.letters = rest;
                text
            }
            None => {
                self.spoil();
                ""
            }
        }
    }
}

/// The first of the numbers, which is taken off, if there is a whole one up to `most`.
fn number(numbers: &mut &[u8], most: u32) -> Option<u32> {
    let mut number = 0;
    for shift in (0..35).step_by(7) {
        let (byte, rest) = numbers.split_first()?;
        *numbers = rest;
        number |= u64::from(byte & 127) << shift;
        if *byte < 128 && number <= u64::from(most) {
            return Some(number as u32);
        }
    }
    None
}

/// In the second half.
pub(super) mod rest {
    use super::{Reader, Stored, Writer};

    pub(in super::super) fn write(value: &impl Stored, to: &mut Writer) {
        to.rest(|to| value.write(to));
    }

    pub(in super::super) fn read<const WHOLE: bool, T: Stored + Default>(from: &mut Reader<'_, WHOLE>) -> T {
        from.rest(T::read)
    }
}

/// A text in the second half, of which the first tells how long it is: without the second, it is as many blanks.
pub(super) mod measured {
    use super::{Reader, Writer, rest};

    pub(in super::super) fn write(text: &str, to: &mut Writer) {
        let characters = text.chars().count();
        to.number(characters as u64);
        to.number(text.len().saturating_sub(characters) as u64);
        to.rest(|to| to.text(text));
    }

    pub(in super::super) fn read<const WHOLE: bool>(from: &mut Reader<'_, WHOLE>) -> String {
        let (characters, more) = (from.number(u32::MAX), from.number(u32::MAX));
        if WHOLE { rest::read(from) } else { blank(characters, more) }
    }

    /// So many characters, which together have so many bytes more than one each.
    fn blank(characters: u32, more: u32) -> String {
        let mut text = String::new();
        let mut more = more;
        for _ in 0..characters.min(super::MOST_BLANKS) {
            let (blank, bytes) = match more {
                0 => (' ', 0),
                1 => ('\u{a0}', 1),
                2 => ('\u{2003}', 2),
                _ => ('\u{e0020}', 3),
            };
            text.push(blank);
            more = more.saturating_sub(bytes);
        }
        text
    }
}

/// A longer text is not believed before it is there.
const MOST_BLANKS: u32 = 1 << 20;

/// What an archive can hold. Each value takes at least one number.
pub(crate) trait Stored {
    fn write(&self, to: &mut Writer);
    fn read<const WHOLE: bool>(from: &mut Reader<'_, WHOLE>) -> Self;
}

impl Stored for u32 {
    fn write(&self, to: &mut Writer) {
        to.number(u64::from(*self));
    }
    fn read<const WHOLE: bool>(from: &mut Reader<'_, WHOLE>) -> Self {
        from.number(Self::MAX)
    }
}

impl Stored for u16 {
    fn write(&self, to: &mut Writer) {
        to.number(u64::from(*self));
    }
    fn read<const WHOLE: bool>(from: &mut Reader<'_, WHOLE>) -> Self {
        from.number(u32::from(Self::MAX)) as Self
    }
}

impl Stored for u8 {
    fn write(&self, to: &mut Writer) {
        to.number(u64::from(*self));
    }
    fn read<const WHOLE: bool>(from: &mut Reader<'_, WHOLE>) -> Self {
        from.number(u32::from(Self::MAX)) as Self
    }
}

impl Stored for bool {
    fn write(&self, to: &mut Writer) {
        to.number(u64::from(*self));
    }
    fn read<const WHOLE: bool>(from: &mut Reader<'_, WHOLE>) -> Self {
        from.number(1) == 1
    }
}

impl Stored for f32 {
    fn write(&self, to: &mut Writer) {
        to.half.numbers.extend(self.to_le_bytes());
    }
    fn read<const WHOLE: bool>(from: &mut Reader<'_, WHOLE>) -> Self {
        if let Some((bytes, rest)) = from.half.numbers.split_first_chunk() {
            from.half.numbers = rest;
            return Self::from_le_bytes(*bytes);
        }
        from.spoil();
        0.0
    }
}

impl Stored for String {
    fn write(&self, to: &mut Writer) {
        to.text(self);
    }
    fn read<const WHOLE: bool>(from: &mut Reader<'_, WHOLE>) -> Self {
        from.text().to_owned()
    }
}

impl<T: Stored> Stored for Option<T> {
    fn write(&self, to: &mut Writer) {
        to.number(u64::from(self.is_some()));
        if let Some(value) = self {
            value.write(to);
        }
    }
    fn read<const WHOLE: bool>(from: &mut Reader<'_, WHOLE>) -> Self {
        (from.number(1) == 1).then(|| T::read(from))
    }
}

impl<T: Stored> Stored for Vec<T> {
    fn write(&self, to: &mut Writer) {
        to.number(self.len() as u64);
        for item in self {
            item.write(to);
        }
    }
    fn read<const WHOLE: bool>(from: &mut Reader<'_, WHOLE>) -> Self {
        // Grown item by item: a count is not believed before as many are there.
        let mut items = Self::new();
        for _ in 0..from.number(u32::MAX) {
            let item = T::read(from);
            if !from.sound {
                break;
            }
            items.push(item);
        }
        items
    }
}

impl<A: Stored, B: Stored> Stored for (A, B) {
    fn write(&self, to: &mut Writer) {
        self.0.write(to);
        self.1.write(to);
    }
    fn read<const WHOLE: bool>(from: &mut Reader<'_, WHOLE>) -> Self {
        (A::read(from), B::read(from))
    }
}

/// A struct, field by field: with `:rest`, in the second half; after `without`, what is left out and read as empty.
macro_rules! fields {
    ($type:ident: $($field:ident $(: $how:ident)?)* $(, without $($left_out:ident)*)?) => {
        impl Stored for $type {
            fn write(&self, to: &mut Writer) {
                $(fields!(@write &self.$field, to $(, $how)?);)*
            }
            fn read<const WHOLE: bool>(from: &mut Reader<'_, WHOLE>) -> Self {
                Self { $($field: fields!(@read from $(, $how)?),)* $($($left_out: Default::default(),)*)? }
            }
        }
    };
    (@write $value:expr, $to:ident) => { Stored::write($value, $to) };
    (@write $value:expr, $to:ident, $how:ident) => { $how::write($value, $to) };
    (@read $from:ident) => { Stored::read($from) };
    (@read $from:ident, $how:ident) => { $how::read($from) };
}

/// An enum without fields, by its place in `ALL`.
macro_rules! one_of_all {
    ($type:ident) => {
        impl Stored for $type {
            fn write(&self, to: &mut Writer) {
                to.number(Self::ALL.iter().position(|one| one == self).unwrap_or(Self::ALL.len()) as u64);
            }
            fn read<const WHOLE: bool>(from: &mut Reader<'_, WHOLE>) -> Self {
                Self::ALL.get(from.number(u32::MAX) as usize).copied().unwrap_or_else(|| {
                    from.spoil();
                    let [first, ..] = Self::ALL;
                    first
                })
            }
        }
    };
}

pub(crate) use {fields, one_of_all};
