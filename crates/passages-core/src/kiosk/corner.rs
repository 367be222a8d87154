//! The gesture that opens the panel of the technician: five taps in one corner.

/// Taps that it takes.
const TAPS: u8 = 5;
/// The longest time between two of them, in milliseconds.
const PAUSE_MILLIS: f64 = 1_000.0;

/// The taps so far.
#[derive(Clone, Copy, Debug, Default)]
pub struct Corner {
    taps: u8,
    last: f64,
}

impl Corner {
    /// Counts a tap at a time in milliseconds, in the corner or elsewhere; whether it is the last that was wanted.
    pub fn tap(&mut self, now: f64, is_inside: bool) -> bool {
        let follows = self.taps > 0 && now - self.last <= PAUSE_MILLIS;
        self.taps = match (is_inside, follows) {
            (false, _) => 0,
            (true, false) => 1,
            (true, true) => self.taps + 1,
        };
        self.last = now;
        if self.taps < TAPS {
            return false;
        }
        self.taps = 0;
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn opens(taps: &[(f64, bool)]) -> usize {
        let mut corner = Corner::default();
        taps.iter().filter(|(now, inside)| corner.tap(*now, *inside)).count()
    }

    #[test]
    fn five_taps_in_the_corner_open_and_nothing_else_does() {
        let quick =
            |count: usize| -> Vec<(f64, bool)> { (0..count).map(|n| (n as f64 * 300.0, true)).collect() };
        assert_eq!([opens(&quick(4)), opens(&quick(5)), opens(&quick(9)), opens(&quick(10))], [0, 1, 1, 2]);
        let slow: Vec<_> = (0..9).map(|n| (f64::from(n) * 1_001.0, true)).collect();
        assert_eq!(opens(&slow), 0);
        let strayed: Vec<_> = quick(9).into_iter().enumerate().map(|(n, (at, _))| (at, n != 4)).collect();
        assert_eq!(opens(&strayed), 0);
    }
}
