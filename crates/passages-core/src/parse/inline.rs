//! Marks inside a line: emphasis that is genuine, and bold that a scan left behind.

use super::characters::is_blank;
use crate::span::Span;
use std::ops::Range;

/// A text without its marks.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Clean {
    /// The words.
    pub(super) text: String,
    /// Where they are emphasized.
    pub(super) emphasis: Vec<Span>,
}

impl Clean {
    /// The words after a label that they begin with. Bold may stand inside the label, so it is cut from clean words.
    pub(super) fn without(mut self, label: &str) -> Self {
        let rest = self.text.strip_prefix(label).unwrap_or(&self.text).trim_start_matches(is_blank);
        let cut = self.text.len() - rest.len();
        self.cut(0..cut);
        self
    }

    /// Takes a stretch out of the words.
    pub(super) fn cut(&mut self, range: Range<usize>) {
        if self.text.get(range.clone()).is_none() {
            return;
        }
        let gone = Span::new(range.clone());
        self.text.replace_range(range, "");
        let moved = |at: u32| if at >= gone.end { at - gone.len() } else { at.min(gone.start) };
        for span in &mut self.emphasis {
            *span = Span { start: moved(span.start), end: moved(span.end) };
        }
        self.emphasis.retain(|span| !span.is_empty());
    }

    /// Goes on with other words after a space.
    pub(super) fn append(text: &mut String, emphasis: &mut Vec<Span>, more: &Self) {
        let shift = u32::try_from(text.len()).unwrap_or(u32::MAX) + 1;
        text.push(' ');
        text.push_str(&more.text);
        emphasis.extend(more.emphasis.iter().map(|s| Span { start: s.start + shift, end: s.end + shift }));
    }
}

/// Goes on with other words after a space.
pub(super) fn append(words: &mut String, more: &str) {
    if !words.is_empty() {
        words.push(' ');
    }
    words.push_str(more);
}

/// Draws hyphenated words together that the extraction parted: "COVID -19", "non- governmental".
///
/// A hyphen that waits for a second word stays apart: "short- and long-term".
pub(super) fn mend_hyphens(raw: &str) -> String {
    let mut mended = String::with_capacity(raw.len());
    let mut words = raw.split_inclusive(' ').peekable();
    while let Some(word) = words.next() {
        let bare = word.trim_end_matches(' ');
        let next = words.peek().map_or("", |next| next.trim_end());
        let joint = bare.len() + 1 == word.len() && (parted_before(bare, next) || parted_after(bare, next));
        mended.push_str(if joint { bare } else { word });
    }
    mended
}

const HYPHENS: [char; 3] = ['-', '\u{2010}', '\u{2011}'];

/// "COVID" and "-19", "Secretary" and "-General".
fn parted_before(word: &str, next: &str) -> bool {
    let Some(rest) = next.strip_prefix(HYPHENS) else { return false };
    let number = rest.starts_with(char::is_numeric) && word.ends_with(char::is_uppercase);
    word.ends_with(char::is_alphabetic) && (number || rest.starts_with(char::is_alphabetic))
}

/// "non-" and "governmental".
fn parted_after(word: &str, next: &str) -> bool {
    const WAITING: [&str; 12] = ["and", "or", "to", "nor", "et", "ou", "y", "e", "o", "u", "и", "или"];
    let Some(before) = word.strip_suffix(HYPHENS) else { return false };
    let small = next.starts_with(char::is_lowercase);
    before.ends_with(char::is_alphabetic) && small && !WAITING.contains(&next)
}

/// Drops `**bold**`, turns `*emphasis*` into spans, and makes all white space single spaces.
/// A star without a partner stays.
pub(super) fn clean(raw: &str) -> Clean {
    let mut out = Clean::default();
    let mut opened: Option<usize> = None;
    // Bold may stand around marks that nobody sees and that stand before a label.
    let mut rest = raw.replace("**", "").trim_matches(is_blank).to_owned();
    rest = rest.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut escaped = false;
    let chars: Vec<char> = rest.chars().collect();
    for (i, &c) in chars.iter().enumerate() {
        let touches = |at: Option<usize>| at.and_then(|at| chars.get(at)).is_some_and(|c| !c.is_whitespace());
        match c {
            '\\' if !escaped && chars.get(i + 1).is_some_and(char::is_ascii_punctuation) => {
                escaped = true;
                continue;
            }
            '*' if !escaped => match opened {
                Some(start) if touches(i.checked_sub(1)) => {
                    out.emphasis.push(Span::new(start..out.text.len()));
                    opened = None;
                    continue;
                }
                None if touches(i.checked_add(1)) && chars.get(i + 1..).is_some_and(|r| r.contains(&'*')) => {
                    opened = Some(out.text.len());
                    continue;
                }
                _ => out.text.push(c),
            },
            _ => out.text.push(c),
        }
        escaped = false;
    }
    if let Some(start) = opened {
        out.text.insert(start, '*');
    }
    out
}

/// A footnote's mark at the end of words: "preliminary list*" gives "preliminary list" and "*".
pub(super) fn take_mark(text: &str) -> (&str, Option<&str>) {
    let words = text.trim_end_matches('*');
    match text.get(words.len()..) {
        Some(mark) if !mark.is_empty() && !words.is_empty() => (words, Some(mark)),
        _ => (text, None),
    }
}

/// Whether the whole is one bold span: a heading's mark rather than a stray one.
pub(super) fn is_bold(raw: &str) -> bool {
    let inner = raw.strip_prefix("**").and_then(|r| r.strip_suffix("**"));
    inner.is_some_and(|inner| !inner.is_empty() && !inner.contains("**"))
}

/// Whether the whole is one emphasis: a heading's mark where it is no sentence.
pub(super) fn is_emphatic(raw: &str) -> bool {
    let inner = raw.strip_prefix('*').and_then(|r| r.strip_suffix('*'));
    inner.is_some_and(|inner| !inner.is_empty() && !inner.contains('*') && !inner.starts_with(' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(raw: &str, text: &str, emphasis: &[&str]) {
        let clean = clean(raw);
        assert_eq!(clean.text, text);
        let spans: Vec<&str> = clean.emphasis.iter().map(|s| s.of(&clean.text)).collect();
        assert_eq!(spans, emphasis, "{raw}");
    }

    #[test]
    fn stray_bold_goes_and_emphasis_stays() {
        check("the **human** rights of  migrants", "the human rights of migrants", &[]);
        check(
            "Bank's *Global Prospects 2006* report",
            "Bank's Global Prospects 2006 report",
            &["Global Prospects 2006"],
        );
        check("2 * 3 * 4", "2 * 3 * 4", &[]);
        check("a lone *star", "a lone *star", &[]);
        check("not \\*emphasis\\*", "not *emphasis*", &[]);
        check("é*à*", "éà", &["à"]);
    }

    #[test]
    fn hyphenated_words_are_drawn_together() {
        assert_eq!(
            mend_hyphens("COVID -19 and the Secretary -General"),
            "COVID-19 and the Secretary-General"
        );
        assert_eq!(mend_hyphens("non- governmental"), "non-governmental");
        for text in
            ["short- and long-term", "of 1990 - 2000", "- a list", "minus -5 degrees", "one- to three-year"]
        {
            assert_eq!(mend_hyphens(text), text);
        }
    }

    #[test]
    fn a_label_goes_with_the_marks_inside_it() {
        let without = |raw: &str, label: &str| {
            let clean = clean(raw).without(label);
            let spans: Vec<&str> = clean.emphasis.iter().map(|s| s.of(&clean.text)).collect();
            format!("{} {spans:?}", clean.text)
        };
        assert_eq!(without("(**a**) One *two*", "(a)"), "One two [\"two\"]");
        assert_eq!(without("*4. One* two", "4."), "One two [\"One\"]");
        assert_eq!(without("**\u{200f}4.** \u{200f}*One* two", "4."), "One two [\"One\"]");
    }

    #[test]
    fn a_footnote_mark_is_no_emphasis() {
        assert_eq!(take_mark("of the preliminary list*"), ("of the preliminary list", Some("*")));
        assert_eq!(take_mark("* A/61/50"), ("* A/61/50", None));
    }
}
