//! Numbers as short decimal text.

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

#[cfg(test)]
mod tests {
    use super::fixed;
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
        fn is_what_the_general_printing_says(value in -1e6_f64..1e6, decimals in 0_u32..4) {
            let printed: f64 = fixed(value, decimals).parse().expect("a number");
            prop_assert!((printed - value).abs() <= 0.5 / 10_f64.powi(decimals as i32) + 1e-9);
        }
    }
}
