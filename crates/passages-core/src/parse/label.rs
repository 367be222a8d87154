//! Labels of paragraphs: "4.", "4 -", "a)", "(a)", "(iii)", "٤ -", "(أ)", "4．", "а)", "十一、", "（二）", "㈡".

use super::characters::{is_blank, is_han, is_unseen};

/// A label and what follows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Labelled<'a> {
    /// As printed: "4.", "f)", "(a)", "٤ -". Marks that nobody sees may stand inside, as in "(\u{200f}أ)".
    pub(super) printed: &'a str,
    /// Without the closing dot, dash or single bracket, digits as in English: "4", "f", "(a)".
    pub(super) label: String,
    /// What follows, white space dropped; empty where the label stands alone.
    pub(super) rest: &'a str,
}

impl Labelled<'_> {
    /// A number alone ("3 Partnership"): a label for headings only.
    pub(super) fn is_bare(&self) -> bool {
        !self.label.starts_with('(') && self.printed.chars().all(|c| c.is_alphanumeric())
    }

    /// The number, where the label is one.
    pub(super) fn number(&self) -> Option<u32> {
        self.label.parse().ok()
    }

    /// The number, where a Chinese numeral writes it, in brackets or without: "十一、", "（二）".
    pub(super) fn chinese(&self) -> Option<u32> {
        chinese(self.label.trim_matches(['(', ')']))
    }

    /// "二、": a Chinese numeral without brackets, which numbers sections, and articles' paragraphs.
    pub(super) fn is_outer_chinese(&self) -> bool {
        self.chinese().is_some() && !self.label.starts_with('(')
    }
}

/// Splits "4. One of the most" or "f) The conference"; `None` where no label is printed.
///
/// A bare number ("3 Partnership") counts as a label only for headings, see [`Labelled::is_bare`]. A year or any number above 999 is no label.
pub(super) fn take(text: &str) -> Option<Labelled<'_>> {
    if let Some(enclosed) = enclosed(text) {
        return Some(enclosed);
    }
    let open = text.strip_prefix(['(', '（']);
    let inside = open.unwrap_or(text).trim_start_matches(is_unseen);
    let name: &str =
        inside.get(..inside.find(|c: char| !c.is_alphanumeric() && c != 'ـ').unwrap_or(inside.len()))?;
    let after = inside.get(name.len()..)?.trim_start_matches(is_unseen);
    let label = read_name(name)?;
    let closed = after.strip_prefix([')', '）']);
    let (rest, label) = match (open, closed) {
        // "(300)" is an amount.
        (Some(_), closed) => {
            (closed.filter(|_| label.len() < 3 || !is_digits(&label))?, ["(", &label, ")"].concat())
        }
        (None, Some(rest)) => (rest, label),
        (None, None) => (close(after, &label)?, label),
    };
    let printed = text.get(..text.len() - rest.len())?.trim_end_matches(is_blank);
    // Chinese, brackets and marks that nobody sees set no space after a label; everything else does.
    let seen = rest.trim_start_matches(is_unseen);
    let parted = seen.len() < rest.len() && !seen.starts_with(char::is_numeric);
    let wide = printed.ends_with(['．', '、', '）'])
        || parted
        || rest.starts_with(|c| is_han(c) || matches!(c, '《' | '〈' | '「' | '『' | '【' | '（' | '“'));
    (wide || rest.is_empty() || rest.starts_with(char::is_whitespace)).then(|| Labelled {
        printed,
        label,
        rest: rest.trim_start_matches(is_blank),
    })
}

/// "㈠": one character for a numeral and its brackets.
fn enclosed(text: &str) -> Option<Labelled<'_>> {
    let mut chars = text.chars();
    let nth = u32::from(chars.next()?).checked_sub(u32::from('㈠'))?;
    let numeral = CHINESE_NUMERALS.chars().nth(usize::try_from(nth).ok()?)?;
    let (printed, rest) = text.split_at_checked(text.len() - chars.as_str().len())?;
    Some(Labelled { printed, label: format!("({numeral})"), rest: rest.trim_start() })
}

/// What follows the mark that closes a label: "." or "．", "、", and a dash after a number; nothing after a bare number.
fn close<'a>(after: &'a str, label: &str) -> Option<&'a str> {
    if let Some(rest) = after.strip_prefix(['.', '．', '、']) {
        return Some(rest);
    }
    if !is_digits(label) {
        return None;
    }
    let dash = after.trim_start_matches(|c| c == ' ' || is_unseen(c)).strip_prefix(['-', '–', '—', 'ـ']);
    match dash.filter(|rest| rest.is_empty() || rest.starts_with(|c| c == ' ' || is_unseen(c))) {
        Some(rest) => Some(rest),
        None => (after.starts_with(char::is_whitespace) || after.is_empty()).then_some(after),
    }
}

fn is_digits(label: &str) -> bool {
    label.bytes().all(|b| b.is_ascii_digit())
}

/// A number of up to three digits, a letter (single or doubled), a small roman numeral, or a Chinese numeral.
fn read_name(name: &str) -> Option<String> {
    let mut digits = name.chars().map(digit);
    if let Some(Some(_)) = digits.next() {
        let number: Option<String> = name.chars().map(digit).collect();
        return number.filter(|digits| digits.len() <= 3);
    }
    let mut letters = name.chars();
    let (first, second) = (letters.next()?, letters.next());
    let small = match second {
        None => first.is_lowercase() || is_arabic(first),
        // "aa", "هـ": a stretch of the line is no letter.
        Some(second) if letters.next().is_none() => {
            (first == second && first.is_lowercase()) || second == 'ـ'
        }
        Some(_) => false,
    };
    let roman = name.len() <= 6 && name.bytes().all(|b| matches!(b, b'i' | b'v' | b'x' | b'l'));
    (small || roman || chinese(name).is_some()).then(|| name.to_owned())
}

const CHINESE_NUMERALS: &str = "一二三四五六七八九十";

/// The number that a Chinese numeral writes, from 1 to 99: "九", "十", "十一", "二十", "二十一".
fn chinese(name: &str) -> Option<u32> {
    let unit = |text: &str| {
        let mut units = CHINESE_NUMERALS.chars().take(9).zip(1_u32..);
        units.find(|(unit, _)| text.strip_prefix(*unit) == Some("")).map(|(_, value)| value)
    };
    let Some((tens, units)) = name.split_once('十') else { return unit(name) };
    let tens = if tens.is_empty() { 1 } else { unit(tens)? };
    let units = if units.is_empty() { 0 } else { unit(units)? };
    Some(tens * 10 + units)
}

/// ASCII, Arabic-Indic, Persian or wide digit, as ASCII.
pub(super) fn digit(c: char) -> Option<char> {
    let value = match c {
        '0'..='9' => return Some(c),
        '٠'..='٩' => u32::from(c) - u32::from('٠'),
        '۰'..='۹' => u32::from(c) - u32::from('۰'),
        '０'..='９' => u32::from(c) - u32::from('０'),
        _ => return None,
    };
    char::from_digit(value, 10)
}

fn is_arabic(c: char) -> bool {
    ('ء'..='ي').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_as_printed() {
        for (text, printed, label, rest) in [
            ("4. One of the most", "4.", "4", "One of the most"),
            ("4.", "4.", "4", ""),
            ("f) The conference", "f)", "f", "The conference"),
            ("(a) To consider", "(a)", "(a)", "To consider"),
            ("(a)", "(a)", "(a)", ""),
            ("(iii) a project", "(iii)", "(iii)", "a project"),
            ("aa) More", "aa)", "aa", "More"),
            ("3 Partnership among", "3", "3", "Partnership among"),
            ("4 - Invite", "4 -", "4", "Invite"),
            ("4- Invite", "4-", "4", "Invite"),
            ("٤ - تؤكد من جديد", "٤ -", "4", "تؤكد من جديد"),
            ("١٢- تطلب", "١٢-", "12", "تطلب"),
            ("(أ) أن تنظر", "(أ)", "(أ)", "أن تنظر"),
            ("(هـ) أن تنظر", "(هـ)", "(هـ)", "أن تنظر"),
            ("4. 重申", "4.", "4", "重申"),
            ("4．重申", "4．", "4", "重申"),
            ("４、重申", "４、", "4", "重申"),
            ("（一）审议", "（一）", "(一)", "审议"),
            ("(a) 审议", "(a)", "(a)", "审议"),
            ("٤\u{200f} -\u{200f} تؤكد", "٤\u{200f} -", "4", "تؤكد"),
            ("١٢\u{61c}-\u{61c} تطلب", "١٢\u{61c}-", "12", "تطلب"),
            ("4.\u{200b} One", "4.", "4", "One"),
            ("(\u{200f}أ\u{200f}) أن تنظر", "(\u{200f}أ\u{200f})", "(أ)", "أن تنظر"),
            ("(ه\u{200d}) أن تنظر", "(ه\u{200d})", "(ه)", "أن تنظر"),
            ("十、审议", "十、", "十", "审议"),
            ("二十一. 审议", "二十一.", "二十一", "审议"),
            ("㈡审议", "㈡", "(二)", "审议"),
            ("1.《公约》", "1.", "1", "《公约》"),
            ("б) рассмотреть", "б)", "б", "рассмотреть"),
        ] {
            let expected = Labelled { printed, label: label.to_owned(), rest };
            assert_eq!(take(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_label() {
        for none in [
            "2006 was a year",
            "a person",
            "(see annex) is",
            "The conference",
            "etc. and",
            "(Signed) Alain",
            "4.5 per cent",
            "4-5 August",
            "63 930 800",
            "(300)",
            "أ من",
            "一九、审议",
            "二〇三五年",
            "十十、审议",
            "㈪审议",
            "4.\u{200e}5 per cent",
            "",
            "(",
        ] {
            assert!(take(none).is_none_or(|l| l.is_bare()), "{none}");
        }
    }
}
