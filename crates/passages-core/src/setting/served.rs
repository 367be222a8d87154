//! Which collection the page is to show in place of the one that it embeds: `?corpus=NAME.passages`, a file beside the
//! page.

use super::{Mode, pairs};

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

impl Served {
    /// [`Served::query`] for whoever opens the page somewhere else: where `kiosk.json` beside it makes it an exhibit,
    /// theirs is none.
    pub fn query_beside(&self, file: &str) -> String {
        let query = self.query();
        match (Mode::with_file("", file), query.is_empty()) {
            (Mode::Kiosk, true) => "?kiosk=0".to_owned(),
            (Mode::Kiosk, false) => query + "&kiosk=0",
            _ => query,
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

    #[test]
    fn whoever_opens_the_page_of_an_exhibit_elsewhere_has_none() {
        for (query, file, handed) in [
            ("", "", ""),
            ("", "kiosk=false", ""),
            ("?kiosk", "", ""),
            ("", "kiosk=true&idle=90", "?kiosk=0"),
            ("?corpus=a.passages", "kiosk=1", "?corpus=a.passages&kiosk=0"),
            ("?corpus=a.passages", "idle=90", "?corpus=a.passages"),
        ] {
            let given = Served::of(query).query_beside(file);
            assert_eq!(given, handed, "{query} {file}");
            assert_eq!(Mode::with_file(&given, file), Mode::Public, "{query} {file}");
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
