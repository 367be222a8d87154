//! The printed label of a paragraph or heading, and what follows it.

/// A label and the words after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Labelled<'a> {
    /// As printed: "4.", "f)", "(a)", "3".
    pub(super) printed: &'a str,
    /// Without its closing dot or single bracket: "4", "f", "(a)", "3".
    pub(super) label: &'a str,
    /// What follows, white space dropped.
    pub(super) rest: &'a str,
}

impl Labelled<'_> {
    /// A number alone ("3 Partnership"): a label for headings only.
    pub(super) fn is_bare(&self) -> bool {
        self.printed == self.label && !self.label.starts_with('(')
    }
}

/// Splits "4. One of the most" or "f) The conference"; `None` where no label is printed.
///
/// A bare number ("3 Partnership") counts as a label only for headings, see [`Labelled::is_bare`]. A year or any number above 999 is no label.
pub(super) fn take(text: &str) -> Option<Labelled<'_>> {
    let (printed, rest) = text.split_once(char::is_whitespace)?;
    let label = match printed.strip_prefix('(') {
        Some(inner) if is_name(inner.strip_suffix(')')?) => printed,
        Some(_) => return None,
        None => printed.strip_suffix(['.', ')']).unwrap_or(printed),
    };
    let bare = printed == label && !printed.starts_with('(');
    let sound = if bare { is_number(label) } else { printed.starts_with('(') || is_name(label) };
    sound.then_some(Labelled { printed, label, rest: rest.trim_start() })
}

fn is_number(name: &str) -> bool {
    (1..=3).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_digit())
}

/// A number, a letter (single or doubled), or a small roman numeral.
fn is_name(name: &str) -> bool {
    let letters = name.bytes().all(|b| b.is_ascii_lowercase());
    let roman = name.len() <= 5 && name.bytes().all(|b| matches!(b, b'i' | b'v' | b'x'));
    let doubled = matches!(name.as_bytes(), [a, b] if a == b);
    is_number(name) || (!name.is_empty() && letters && (name.len() == 1 || roman || doubled))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_as_printed() {
        let label = |text| take(text).map(|l| l.label);
        assert_eq!(label("4. One of the most"), Some("4"));
        assert_eq!(label("f) The conference"), Some("f"));
        assert_eq!(label("(a) To consider"), Some("(a)"));
        assert_eq!(label("(iii) a project"), Some("(iii)"));
        assert_eq!(label("aa) More"), Some("aa"));
        assert_eq!(label("3 Partnership among"), Some("3"));
        for none in [
            "2006 was a year",
            "a person",
            "(see annex) is",
            "The conference",
            "4.",
            "etc. and",
            "(Signed) Alain",
        ] {
            assert_eq!(label(none), None, "{none}");
        }
    }
}
