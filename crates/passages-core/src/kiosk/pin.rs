//! The digits that open the panel of the technician. They keep visitors out, not burglars: whoever can read the
//! page's files can read them.

/// Wrong ones before no more are taken for a while.
const TRIES: u8 = 3;
/// How long that is, in milliseconds.
const LOCK_MILLIS: f64 = 60_000.0;

/// What has been typed.
#[derive(Clone, Debug)]
pub struct Pin {
    wanted: String,
    typed: String,
    wrong: u8,
    locked_until: f64,
}

/// What came of a digit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Typed {
    /// More are wanted.
    More,
    /// These are the right ones.
    Right,
    /// These are not.
    Wrong,
    /// There were too many wrong ones; none is taken for a minute.
    Locked,
}

impl Pin {
    /// The lock for these digits; none opens at once.
    pub fn new(wanted: &str) -> Self {
        Self { wanted: wanted.to_owned(), typed: String::new(), wrong: 0, locked_until: 0.0 }
    }

    /// Whether there is nothing to type.
    pub fn is_open(&self) -> bool {
        self.wanted.is_empty()
    }

    /// How many digits have been typed.
    pub fn len(&self) -> usize {
        self.typed.len()
    }

    /// Whether nothing has been typed.
    pub fn is_empty(&self) -> bool {
        self.typed.is_empty()
    }

    /// Forgets what was typed; wrong tries are remembered.
    pub fn clear(&mut self) {
        self.typed.clear();
    }

    /// Takes a digit at a time in milliseconds.
    pub fn digit(&mut self, now: f64, digit: u8) -> Typed {
        if now < self.locked_until {
            return Typed::Locked;
        }
        self.typed.push(char::from(b'0' + digit % 10));
        if self.typed.len() < self.wanted.len() {
            return Typed::More;
        }
        let is_right = self.typed == self.wanted;
        self.typed.clear();
        if is_right {
            self.wrong = 0;
            return Typed::Right;
        }
        self.wrong += 1;
        if self.wrong < TRIES {
            return Typed::Wrong;
        }
        self.wrong = 0;
        self.locked_until = now + LOCK_MILLIS;
        Typed::Locked
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typing(pin: &mut Pin, now: f64, digits: &str) -> Option<Typed> {
        digits.bytes().map(|b| pin.digit(now, b - b'0')).last()
    }

    #[test]
    fn the_right_digits_open_and_three_wrong_tries_lock_for_a_minute() {
        let mut pin = Pin::new("2580");
        assert_eq!(typing(&mut pin, 0.0, "258"), Some(Typed::More));
        assert_eq!(typing(&mut pin, 0.0, "0"), Some(Typed::Right));
        assert_eq!(typing(&mut pin, 0.0, "2581"), Some(Typed::Wrong));
        assert_eq!(typing(&mut pin, 0.0, "0000"), Some(Typed::Wrong));
        assert_eq!(typing(&mut pin, 5.0, "1111"), Some(Typed::Locked));
        assert_eq!(typing(&mut pin, 60_000.0, "2580"), Some(Typed::Locked));
        assert_eq!(typing(&mut pin, 60_005.0, "2580"), Some(Typed::Right));
    }

    #[test]
    fn what_was_half_typed_is_forgotten() {
        let mut pin = Pin::new("2580");
        typing(&mut pin, 0.0, "99");
        pin.clear();
        assert_eq!(typing(&mut pin, 0.0, "2580"), Some(Typed::Right));
        assert!(Pin::new("").is_open() && !pin.is_open());
    }
}
