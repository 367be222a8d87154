//! A colour of the host's, made fit to read.
//!
//! Contrast is that of the Web Content Accessibility Guidelines 2.2 (<https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio>);
//! what can be acted on is text, so it must have 4.5:1 (success criterion 1.4.3).

/// Least contrast of text against what is behind it.
const LEAST_CONTRAST: f64 = 4.5;
/// Steps from the colour as given to black or white.
const STEPS: u32 = 20;
/// How much of the colour, in hundredths, is in the paper behind what is chosen.
const SOFT_PERCENT: u32 = 12;

/// A colour of sRGB.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour {
    /// 0 to 255.
    pub red: u8,
    /// 0 to 255.
    pub green: u8,
    /// 0 to 255.
    pub blue: u8,
}

/// What text stands on, and in which colour: the two papers of a theme and its ink, as in `src/style/main.css`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ground {
    /// `--paper`.
    pub paper: Colour,
    /// `--paper-deep`.
    pub deep: Colour,
    /// `--ink`.
    pub ink: Colour,
}

/// The light theme.
pub const LIGHT: Ground = Ground { paper: of(0x00fb_f8f1), deep: of(0x00f3_eee2), ink: of(0x0022_1f1a) };
/// The dark theme.
pub const DARK: Ground = Ground { paper: of(0x0017_181b), deep: of(0x001f_2125), ink: of(0x00e9_e4d8) };

/// A colour of a theme made from the host's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shades {
    /// What can be acted on: at least 4.5:1 on both papers and on `soft`.
    pub act: Colour,
    /// Behind what is chosen: ink has at least 4.5:1 on it.
    pub soft: Colour,
}

/// 0xRRGGBB.
const fn of(hex: u32) -> Colour {
    let [_, red, green, blue] = hex.to_be_bytes();
    Colour { red, green, blue }
}

impl Colour {
    /// Reads "1d4f91", "#1d4f91" or "#abc"; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').unwrap_or(text);
        let is_hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        let hex = u32::from_str_radix(digits, 16).ok().filter(|_| is_hex)?;
        match digits.len() {
            6 => Some(of(hex)),
            // Each digit stands for two of it.
            3 => Some(of(((hex & 0xf00) << 8 | (hex & 0xf0) << 4 | hex & 0xf).wrapping_mul(0x11))),
            _ => None,
        }
    }

    /// "1d4f91".
    pub fn hex(self) -> String {
        let mut hex = String::with_capacity(6);
        for part in self.parts() {
            hex.extend(
                [part >> 4, part & 15].into_iter().filter_map(|digit| char::from_digit(digit.into(), 16)),
            );
        }
        hex
    }

    fn parts(self) -> [u8; 3] {
        [self.red, self.green, self.blue]
    }

    /// This colour with `share` parts of `whole` replaced by another.
    fn mixed(self, other: Self, share: u32, whole: u32) -> Self {
        let mix = |a: u8, b: u8| {
            let kept = u32::from(a).saturating_mul(whole.saturating_sub(share));
            let sum = u32::from(b).saturating_mul(share).saturating_add(kept);
            sum.checked_div(whole).and_then(|mean| u8::try_from(mean).ok()).unwrap_or(u8::MAX)
        };
        Self {
            red: mix(self.red, other.red),
            green: mix(self.green, other.green),
            blue: mix(self.blue, other.blue),
        }
    }

    /// Relative luminance, 0 to 1.
    fn luminance(self) -> f64 {
        let [red, green, blue] = self.parts().map(linear);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// Contrast of two colours, 1 to 21, whichever is in front.
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        let (light, dark) = if a > b { (a, b) } else { (b, a) };
        (light + 0.05) / (dark + 0.05)
    }

    /// The colour as it can be read in a theme: as given where that is enough, else as little darker, or lighter in the
    /// dark theme, as it must be.
    pub fn shades(self, ground: Ground) -> Shades {
        let end = if ground.ink.luminance() < ground.paper.luminance() { of(0) } else { of(0x00ff_ffff) };
        let mut shades = Shades { act: end, soft: ground.deep };
        for step in 0..=STEPS {
            let act = self.mixed(end, step, STEPS);
            let soft = ground.paper.mixed(act, SOFT_PERCENT, 100);
            shades = Shades { act, soft };
            let fits = [ground.paper, ground.deep, soft]
                .iter()
                .all(|behind| act.contrast(*behind) >= LEAST_CONTRAST);
            if fits && ground.ink.contrast(soft) >= LEAST_CONTRAST {
                break;
            }
        }
        shades
    }
}

/// A part of sRGB as an amount of light, 0 to 1.
fn linear(part: u8) -> f64 {
    let part = f64::from(part) / 255.0;
    if part <= 0.04045 {
        return part / 12.92;
    }
    let base = (part + 0.055) / 1.055;
    let square = base * base;
    // base^2.4 = base² · ⁵√base²; the root by Newton's method, which is the same on every machine.
    let mut root = 1.0;
    for _ in 0..24 {
        let fourth = root * root * root * root;
        root -= (fourth * root - square) / (5.0 * fourth);
    }
    square * root
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn contrast_is_that_of_the_guidelines() {
        let contrast = |a: &str, b: &str| {
            let colour = |text: &str| Colour::parse(text).expect("a colour");
            (colour(a).contrast(colour(b)) * 100.0).round() / 100.0
        };
        // As published tools tell them.
        assert_eq!(contrast("000", "fff"), 21.0);
        assert_eq!(contrast("#777777", "#ffffff"), 4.48);
        assert_eq!(contrast("#767676", "#ffffff"), 4.54);
        assert_eq!(contrast("#0000ff", "#ffffff"), 8.59);
        assert_eq!(contrast("#ff0000", "#00ff00"), 2.91);
    }

    #[test]
    fn what_can_be_read_stays_as_it_is() {
        let blue = Colour::parse("1d4f91").expect("a colour");
        assert_eq!(blue.shades(LIGHT).act, blue);
        assert_ne!(blue.shades(DARK).act, blue);
    }

    #[test]
    fn three_digits_stand_for_six() {
        assert_eq!(Colour::parse("#a1f").map(Colour::hex).as_deref(), Some("aa11ff"));
        for text in ["", "#", "12345", "1234567", "#gggggg", "+12345", "red", "１２３"] {
            assert_eq!(Colour::parse(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_colour_becomes_one_that_can_be_read(red: u8, green: u8, blue: u8) {
            let colour = Colour { red, green, blue };
            prop_assert_eq!(Colour::parse(&colour.hex()), Some(colour));
            for ground in [LIGHT, DARK] {
                let Shades { act, soft } = colour.shades(ground);
                for behind in [ground.paper, ground.deep, soft] {
                    prop_assert!(act.contrast(behind) >= LEAST_CONTRAST, "{} on {}", act.hex(), behind.hex());
                }
                prop_assert!(ground.ink.contrast(soft) >= LEAST_CONTRAST);
            }
        }

        #[test]
        fn the_root_is_that_of_libm(part: u8) {
            let plain = f64::from(part) / 255.0;
            let expected = if plain <= 0.04045 { plain / 12.92 } else { libm::pow((plain + 0.055) / 1.055, 2.4) };
            prop_assert!((linear(part) - expected).abs() < 1e-12);
        }
    }
}
