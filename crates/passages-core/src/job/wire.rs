//! Values <-> bytes, for answers that hold many kinds of them: whole numbers in as few bytes as they need (LEB128),
//! floats as their bits, texts and lists with their length before them, and a structure as its fields in order.
//!
//! Reading goes on whatever it meets, and what cannot be read is 0 or empty: whether all was sound is asked once, at
//! the end, because the page would load code for each answer on the way.

use super::Fault;

/// What can be written and read.
pub(super) trait Wire: Sized {
    /// Adds its bytes.
    fn put(&self, to: &mut Vec<u8>);
    /// Reads what [`Wire::put`] wrote.
    fn take(from: &mut Reader<'_>) -> Self;
}

/// Bytes that are being read.
pub(super) struct Reader<'a> {
    rest: &'a [u8],
    is_broken: bool,
}

/// Reads a value that is all of the bytes.
///
/// # Errors
///
/// [`Fault::Unread`]; no bytes make it panic, and it takes no more room than a constant times their number.
pub(super) fn read<T: Wire>(bytes: &[u8]) -> Result<T, Fault> {
    let mut from = Reader { rest: bytes, is_broken: false };
    let value = T::take(&mut from);
    if from.is_broken || !from.rest.is_empty() { Err(Fault::Unread) } else { Ok(value) }
}

impl<'a> Reader<'a> {
    /// Says that this is not what was written; nothing more is read.
    pub(super) fn give_up(&mut self) {
        self.is_broken = true;
        self.rest = &[];
    }

    #[inline(never)]
    pub(super) fn number(&mut self) -> u64 {
        let mut number = 0;
        for shift in (0..u64::BITS).step_by(7) {
            let Some((byte, rest)) = self.rest.split_first() else { break };
            self.rest = rest;
            number |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return number;
            }
        }
        self.give_up();
        0
    }

    #[inline(never)]
    fn bytes(&mut self, count: usize) -> &'a [u8] {
        let (bytes, rest) = self.rest.split_at_checked(count).unwrap_or_else(|| {
            self.is_broken = true;
            (&[], &[])
        });
        self.rest = rest;
        bytes
    }
}

#[inline(never)]
fn put_number(mut number: u64, to: &mut Vec<u8>) {
    while number > 0x7f {
        to.push(number as u8 | 0x80);
        number >>= 7;
    }
    to.push(number as u8);
}

/// Whole numbers; one that its type does not hold was not written.
macro_rules! whole {
    ($($number:ty),*) => {$(
        impl Wire for $number {
            fn put(&self, to: &mut Vec<u8>) {
                put_number(*self as u64, to);
            }

            fn take(from: &mut Reader<'_>) -> Self {
                let number = from.number();
                let held = number as $number;
                if held as u64 != number {
                    from.give_up();
                }
                held
            }
        }
    )*};
}

whole!(u16, u32, usize);

/// Structures, each as its fields.
macro_rules! fields {
    ($($name:ident { $($field:ident),* })*) => {$(
        impl Wire for $name {
            fn put(&self, to: &mut Vec<u8>) {
                $(self.$field.put(to);)*
            }

            fn take(from: &mut Reader<'_>) -> Self {
                $(let $field = Wire::take(from);)*
                Self { $($field),* }
            }
        }
    )*};
}

/// Choices without anything in them, each as its number in the list; the first is taken for an unknown number.
macro_rules! choices {
    ($($name:ident [ $first:ident $(, $other:ident)* ])*) => {$(
        impl Wire for $name {
            fn put(&self, to: &mut Vec<u8>) {
                let all = [Self::$first $(, Self::$other)*];
                all.iter().position(|known| known == self).unwrap_or(0).put(to);
            }

            fn take(from: &mut Reader<'_>) -> Self {
                let all = [Self::$first $(, Self::$other)*];
                all.get(usize::take(from)).copied().unwrap_or_else(|| {
                    from.give_up();
                    Self::$first
                })
            }
        }
    )*};
}

pub(super) use {choices, fields};

impl Wire for f64 {
    fn put(&self, to: &mut Vec<u8>) {
        to.extend(self.to_bits().to_le_bytes());
    }

    fn take(from: &mut Reader<'_>) -> Self {
        let bytes = from.bytes(8).iter().rev();
        Self::from_bits(bytes.fold(0, |bits, byte| bits << 8 | u64::from(*byte)))
    }
}

impl Wire for f32 {
    fn put(&self, to: &mut Vec<u8>) {
        to.extend(self.to_bits().to_le_bytes());
    }

    fn take(from: &mut Reader<'_>) -> Self {
        let bytes = from.bytes(4).iter().rev();
        Self::from_bits(bytes.fold(0, |bits, byte| bits << 8 | u32::from(*byte)))
    }
}

impl Wire for bool {
    fn put(&self, to: &mut Vec<u8>) {
        to.push(u8::from(*self));
    }

    fn take(from: &mut Reader<'_>) -> Self {
        let number = from.number();
        if number > 1 {
            from.give_up();
        }
        number == 1
    }
}

impl Wire for String {
    fn put(&self, to: &mut Vec<u8>) {
        self.len().put(to);
        to.extend(self.bytes());
    }

    fn take(from: &mut Reader<'_>) -> Self {
        let length = usize::take(from);
        let text = std::str::from_utf8(from.bytes(length));
        text.map(str::to_owned).unwrap_or_else(|_| {
            from.give_up();
            Self::new()
        })
    }
}

impl<T: Wire> Wire for Vec<T> {
    fn put(&self, to: &mut Vec<u8>) {
        self.len().put(to);
        self.iter().for_each(|item| item.put(to));
    }

    fn take(from: &mut Reader<'_>) -> Self {
        let mut items = Self::new();
        // The count is not trusted: each item is read before there is room for it, and takes a byte at least.
        for _ in 0..usize::take(from) {
            if from.rest.is_empty() {
                from.give_up();
                break;
            }
            items.push(T::take(from));
        }
        items
    }
}

impl<T: Wire> Wire for Option<T> {
    fn put(&self, to: &mut Vec<u8>) {
        self.is_some().put(to);
        self.iter().for_each(|value| value.put(to));
    }

    fn take(from: &mut Reader<'_>) -> Self {
        bool::take(from).then(|| T::take(from))
    }
}

impl<A: Wire, B: Wire> Wire for (A, B) {
    fn put(&self, to: &mut Vec<u8>) {
        self.0.put(to);
        self.1.put(to);
    }

    fn take(from: &mut Reader<'_>) -> Self {
        let first = A::take(from);
        (first, B::take(from))
    }
}
