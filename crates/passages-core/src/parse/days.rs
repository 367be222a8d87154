//! Days as they are printed in the six languages.

use super::label;
use crate::case::lowercase;
use crate::date::Date;

/// The months but for English, by their first letters, which tell them apart.
const MONTHS: &[[&str; 12]] = &[
    ["janv", "févr", "mars", "avr", "mai", "juin", "juil", "août", "sept", "oct", "nov", "déc"],
    ["enero", "feb", "marzo", "abr", "mayo", "junio", "julio", "agosto", "sept", "oct", "nov", "dic"],
    ["янв", "фев", "мар", "апр", "мая", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"],
    [
        "يناير",
        "فبراير",
        "مارس",
        "أبريل",
        "مايو",
        "يونيه",
        "يوليه",
        "أغسطس",
        "سبتمبر",
        "أكتوبر",
        "نوفمبر",
        "ديسمبر",
    ],
];

/// Reads "7 décembre 2035", "7 de diciembre de 2035", "7 декабря 2035 года", "2035年12月7日" or
/// "٧ كانون الأول/ديسمبر ٢٠٣٥"; nothing else may stand beside it.
pub(super) fn read(text: &str) -> Option<Date> {
    if text.chars().count() > MAX_LENGTH {
        return None;
    }
    Date::parse(text).or_else(|| chinese(text)).or_else(|| foreign(text))
}

/// A day is no longer than this.
const MAX_LENGTH: usize = 40;

/// The number that digits of any script write.
fn number(text: &str) -> Option<u16> {
    let digits: Option<String> = text.trim_end_matches("er").chars().map(label::digit).collect();
    digits?.parse().ok()
}

fn chinese(text: &str) -> Option<Date> {
    let (year, rest) = text.strip_suffix('日')?.split_once('年')?;
    let (month, day) = rest.split_once('月')?;
    day_of(number(year.trim())?, number(month.trim())?, number(day.trim())?)
}

fn day_of(year: u16, month: u16, day: u16) -> Option<Date> {
    Date::new(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
}

fn foreign(text: &str) -> Option<Date> {
    let small = lowercase(text);
    let words: Vec<&str> =
        small.split_whitespace().filter(|w| !matches!(*w, "de" | "года" | "le" | "el")).collect();
    // In Arabic a month has two names, the second after a stroke.
    let (first, last, middle) = match words.as_slice() {
        [first, month, last] => (first, last, *month),
        [first, _, month, last] => (first, last, month.split_once('/')?.1),
        _ => return None,
    };
    let month = middle.rsplit('/').next().unwrap_or(middle);
    let at = MONTHS.iter().find_map(|names| names.iter().position(|name| month.starts_with(name)))?;
    day_of(number(last)?, u16::try_from(at + 1).ok()?, number(first)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_in_six_languages() {
        for text in [
            "7 December 2035",
            "7 décembre 2035",
            "7 de diciembre de 2035",
            "7 декабря 2035 года",
            "2035年12月7日",
            "٧ كانون الأول/ديسمبر ٢٠٣٥",
        ] {
            assert_eq!(read(text).map(|day| day.to_string()).as_deref(), Some("2035-12-07"), "{text}");
        }
        assert_eq!(read("1er mai 2035").map(|day| day.to_string()).as_deref(), Some("2035-05-01"));
        assert_eq!(read("٧ أيار/مايو ٢٠٣٥").map(|day| day.to_string()).as_deref(), Some("2035-05-07"));
        for none in ["7 lamps 2035", "le mars 2035", "2035年", "12 2035"] {
            assert_eq!(read(none), None, "{none}");
        }
    }
}
