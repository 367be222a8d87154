//! Numbers kept within bounds, and as short decimal text.

/// Keeping a number within bounds.
pub trait Within {
    /// The nearest number from `low` to `high`; what is no number stays none.
    ///
    /// `f64::clamp` would stop the program where the bounds are turned round, and name them: the printing of floats
    /// that this needs weighs as much as a view of the page. Here `low` counts.
    fn within(self, low: f64, high: f64) -> f64;
}

impl Within for f64 {
    fn within(self, low: f64, high: f64) -> f64 {
        if self < low {
            low
        } else if self > high {
            high
        } else {
            self
        }
    }
}

/// A number with this many decimals, half away from zero; trailing zeros stay, and nothing is ever "-0".
///
/// Made from whole numbers: the general printing of floats is a large piece of code in the page.
/// What is not finite prints as 0.
pub fn fixed(value: f64, decimals: u32) -> String {
    let unit = 10_u64.saturating_pow(decimals);
    let scaled = if value.is_finite() { (value.abs() * unit as f64 + 0.5) as u64 } else { 0 };
    let sign = if value < 0.0 && scaled > 0 { "-" } else { "" };
    let (whole, rest) = (scaled / unit, scaled % unit);
    if decimals == 0 {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole}.{rest:0width$}", width = decimals as usize)
    }
}

/// Parts of a whole with two decimals each, rounded so that they add up to the whole as [`fixed`] prints it: the method
/// of largest remainders.
///
/// Of numbers that are not negative and do add up to the whole.
pub fn parts(values: &[f64], whole: f64) -> Vec<String> {
    let cents = |value: f64| (100.0 * value.within(0.0, 1e9)) as u64;
    let mut rounded: Vec<u64> = values.iter().map(|value| cents(*value)).collect();
    let mut rests: Vec<f64> = values.iter().map(|value| 100.0 * value - cents(*value) as f64).collect();
    for _ in rounded.iter().sum()..cents(whole + 0.005) {
        let largest = (0..values.len()).rev().max_by(|a, b| rests[*a].total_cmp(&rests[*b]));
        let Some(at) = largest.filter(|at| rests[*at] > 0.0) else { break };
        rests[at] = 0.0;
        rounded[at] += 1;
    }
    rounded.into_iter().map(|value| fixed(value as f64 / 100.0, 2)).collect()
}

#[cfg(test)]
mod tests {
    use super::{Within, fixed, parts};
    use proptest::prelude::*;

    #[test]
    fn edges() {
        assert_eq!(fixed(-0.04, 1), "0.0");
        assert_eq!(fixed(0.999, 2), "1.00");
        assert_eq!(fixed(f64::NAN, 1), "0.0");
        assert_eq!(fixed(-12.5, 0), "-13");
    }

    proptest! {
        #[test]
        fn parts_add_up_and_are_near(values in prop::collection::vec(0.0_f64..0.3, 1..12)) {
            let whole: f64 = values.iter().sum();
            let cents = |printed: &str| printed.replace('.', "").parse::<u64>().expect("digits");
            let parts = parts(&values, whole);
            prop_assert_eq!(parts.iter().map(|part| cents(part)).sum::<u64>(), cents(&fixed(whole, 2)));
            for (value, part) in values.iter().zip(&parts) {
                prop_assert!((100.0 * value - cents(part) as f64).abs() < 1.0 + 1e-9);
            }
        }

        #[test]
        fn stays_within_its_bounds(value in any::<f64>(), a in any::<f64>(), b in any::<f64>()) {
            prop_assume!(a <= b && !value.is_nan());
            let kept = value.within(a, b);
            prop_assert!(a <= kept && kept <= b);
            prop_assert!(kept == value || (value < a && kept == a) || (value > b && kept == b));
            prop_assert!(f64::NAN.within(a, b).is_nan());
        }

        #[test]
        fn is_what_the_general_printing_says(value in -1e6_f64..1e6, decimals in 0_u32..4) {
            let printed: f64 = fixed(value, decimals).parse().expect("a number");
            prop_assert!((printed - value).abs() <= 0.5 / 10_f64.powi(decimals as i32) + 1e-9);
        }
    }
}
