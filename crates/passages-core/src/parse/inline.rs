//! Marks inside a line: emphasis that is genuine, and bold that a scan left behind.

use crate::span::Span;

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
        let rest = self.text.strip_prefix(label).unwrap_or(&self.text).trim_start();
        let cut = u32::try_from(self.text.len() - rest.len()).unwrap_or(u32::MAX);
        self.text = rest.to_owned();
        self.emphasis.retain(|s| s.end > cut);
        for span in &mut self.emphasis {
            *span = Span { start: span.start.saturating_sub(cut), end: span.end - cut };
        }
        self
    }
}

/// Drops `**bold**`, turns `*emphasis*` into spans, and makes all white space single spaces.
/// A star without a partner stays.
pub(super) fn clean(raw: &str) -> Clean {
    let mut out = Clean::default();
    let mut opened: Option<usize> = None;
    let mut rest = raw.replace("**", "");
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
    fn a_label_goes_with_the_marks_inside_it() {
        let without = |raw: &str, label: &str| {
            let clean = clean(raw).without(label);
            let spans: Vec<&str> = clean.emphasis.iter().map(|s| s.of(&clean.text)).collect();
            format!("{} {spans:?}", clean.text)
        };
        assert_eq!(without("(**a**) One *two*", "(a)"), "One two [\"two\"]");
        assert_eq!(without("*4. One* two", "4."), "One two [\"One\"]");
    }

    #[test]
    fn a_footnote_mark_is_no_emphasis() {
        assert_eq!(take_mark("of the preliminary list*"), ("of the preliminary list", Some("*")));
        assert_eq!(take_mark("* A/61/50"), ("* A/61/50", None));
    }
}
