//! Which collection the page is to show in place of the one that it embeds: `?corpus=NAME.passages`, a file beside the
//! page.

use super::pairs;

/// Ending of the file of a collection.
const ENDING: &str = ".passages";
/// Longest name that is read, in bytes.
const MAX_BYTES: usize = 100;

/// What a query asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Served {
    /// Nothing: the page shows its own.
    #[default]
    Own,
    /// The file of this name, in the folder of the page: letters and digits of English, `-`, `_` and `.`, the first a
    /// letter or digit, and the ending ".passages".
    File(String),
    /// Something that is no such name: a path, another host, another ending.
    Refused,
}

impl Served {
    /// What a query asks for; of several that name a collection, the last.
    pub fn of(query: &str) -> Self {
        let Some((_, name)) = pairs(query).into_iter().rfind(|(name, _)| name == "corpus") else {
            return Self::Own;
        };
        let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
        let begins = name.starts_with(|c: char| c.is_ascii_alphanumeric());
        let is_file =
            begins && name.len() <= MAX_BYTES && name.ends_with(ENDING) && name.chars().all(is_plain);
        if is_file { Self::File(name) } else { Self::Refused }
    }

    /// What an address needs so that whoever opens it is shown the same collection: `?corpus=NAME.passages`; nothing
    /// where the page shows its own.
    pub fn query(&self) -> String {
        match self {
            // A name has nothing in it that would have to be written otherwise.
            Self::File(name) => format!("?corpus={name}"),
            Self::Own | Self::Refused => String::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn only_the_name_of_a_file_beside_the_page_is_a_collection() {
        let file = |name: &str| Served::File(name.to_owned());
        for (query, served) in [
            ("", Served::Own),
            ("?embed&kiosk=0", Served::Own),
            ("?corpus=unit.passages", file("unit.passages")),
            ("embed&corpus=A-1_b.v2.passages&theme=dark", file("A-1_b.v2.passages")),
            ("?corpus=a.passages&corpus=b.passages", file("b.passages")),
            ("?corpus", Served::Refused),
            ("?corpus=unit.zip", Served::Refused),
            ("?corpus=.passages", Served::Refused),
            ("?corpus=../unit.passages", Served::Refused),
            ("?corpus=%2e%2e%2funit.passages", Served::Refused),
            ("?corpus=//evil.example/a.passages", Served::Refused),
            ("?corpus=https://evil.example/a.passages", Served::Refused),
            ("?corpus=data:a.passages", Served::Refused),
            ("?corpus=a.passages%00", file("a.passages")),
            ("?corpus=a%3Fb.passages", Served::Refused),
            ("?corpus=a%23.passages", Served::Refused),
            ("?corpus=caf%C3%A9.passages", Served::Refused),
        ] {
            assert_eq!(Served::of(query), served, "{query}");
        }
    }

    proptest! {
        #[test]
        fn what_is_fetched_is_a_plain_name_whatever_the_query(query in "\\PC{0,60}|corpus=[a-z./:%\\\\?#@]{0,30}(\\.passages)?") {
            if let Served::File(name) = Served::of(&query) {
                prop_assert!(!name.contains(['/', '\\', ':', '?', '#', '%', '@']) && !name.starts_with('.'));
                prop_assert_eq!(Served::of(&Served::File(name.clone()).query()), Served::File(name));
            }
        }
    }
}
