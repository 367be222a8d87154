//! How the page is set up by whoever shows it: the query of its address, before the `#`.
//!
//! It says what the page is (public, a part of another page, an exhibit) and never what is on screen: that is the
//! [`ViewState`](crate::state::ViewState) after the `#`. Reading one never fails.

// S7: what anybody may send is read without a way to panic.
#![deny(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects
)]
#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing,
        clippy::arithmetic_side_effects,
        reason = "a test may fail"
    )
)]

mod accent;
mod embed;
pub mod kiosk;
pub mod reach;
mod served;

pub use accent::{Colour, DARK, Ground, LIGHT, Shades};
pub(crate) use embed::is_language;
pub use embed::{Embed, Feature, Features, Theme};
pub use served::Served;

use crate::state::{clean, decode};

/// Bytes of a query that are read; the rest is ignored.
pub const MAX_QUERY_BYTES: usize = 4096;

/// What the page is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// A page of its own.
    #[default]
    Public,
    /// A part of another page: `?embed`.
    Embed,
    /// An exhibit without a keyboard or an attendant: `?kiosk`.
    Kiosk,
}

impl Mode {
    /// Name of the mode, which is also what asks for it.
    pub fn id(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Embed => "embed",
            Self::Kiosk => "kiosk",
        }
    }

    /// What a query asks for: the first of `embed` and `kiosk` in it that is not said to be "0"; `kiosk` may be said not
    /// to be in the words of `kiosk.json`, too.
    pub fn of(query: &str) -> Self {
        let asked = |(name, value): (String, String)| match name.as_str() {
            _ if value == "0" => None,
            "embed" => Some(Self::Embed),
            "kiosk" if kiosk::switch(&value) == Some(false) => None,
            "kiosk" => Some(Self::Kiosk),
            _ => None,
        };
        pairs(query).into_iter().find_map(asked).unwrap_or_default()
    }

    /// The same where `kiosk.json` lies beside the page, as the pairs of a query: what the address leaves open, the file
    /// decides.
    pub fn with_file(query: &str, file: &str) -> Self {
        let is_said = pairs(query).iter().any(|(name, _)| matches!(name.as_str(), "embed" | "kiosk"));
        let is_kiosk = || {
            let last = pairs(file).into_iter().rfind(|(name, _)| name == "kiosk");
            last.is_some_and(|(_, value)| kiosk::switch(&value) == Some(true))
        };
        if !is_said && is_kiosk() { Self::Kiosk } else { Self::of(query) }
    }
}

/// Names and values of a query, as they stand in it, with or without its `?`: decoded, without control characters and
/// characters that turn the writing direction.
pub fn pairs(query: &str) -> Vec<(String, String)> {
    let query = query.strip_prefix('?').unwrap_or(query);
    let end = (0..=MAX_QUERY_BYTES.min(query.len())).rev().find(|at| query.is_char_boundary(*at));
    let query = query.get(..end.unwrap_or(0)).unwrap_or("");
    let mut pairs = Vec::new();
    for part in query.split('&').filter(|part| !part.is_empty()) {
        let (name, value) = part.split_once('=').unwrap_or((part, ""));
        pairs.push((clean(&decode(name)), clean(&decode(value))));
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_query_says_what_the_page_is() {
        for (query, mode) in [
            ("", Mode::Public),
            ("?", Mode::Public),
            ("?embed", Mode::Embed),
            ("?theme=dark&embed=1", Mode::Embed),
            ("?kiosk=0&embed", Mode::Embed),
            ("?kiosk=false", Mode::Public),
            ("?kiosk=off&embed", Mode::Embed),
            ("?kiosk=perhaps", Mode::Kiosk),
            ("kiosk=1", Mode::Kiosk),
            ("?utm_source=kiosk", Mode::Public),
        ] {
            assert_eq!(Mode::of(query), mode, "{query}");
        }
    }

    #[test]
    fn a_file_beside_the_page_makes_it_an_exhibit_unless_the_address_says_what_it_is() {
        for (query, file, mode) in [
            ("", "kiosk=true&idle=90", Mode::Kiosk),
            ("?utm_source=x", "kiosk=1", Mode::Kiosk),
            ("", "kiosk=false", Mode::Public),
            ("", "idle=90", Mode::Public),
            ("", "kiosk=perhaps", Mode::Public),
            ("?kiosk=0", "kiosk=true", Mode::Public),
            ("?embed", "kiosk=true", Mode::Embed),
            ("?kiosk", "kiosk=false", Mode::Kiosk),
        ] {
            assert_eq!(Mode::with_file(query, file), mode, "{query} {file}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_a_query(query in "\\PC{0,80}|[?&=%+a-f0-9]{0,5000}") {
            let pairs = pairs(&query);
            prop_assert!(pairs.iter().all(|(name, value)| !name.chars().chain(value.chars()).any(char::is_control)));
            Mode::of(&query);
        }
    }
}
