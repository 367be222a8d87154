//! What can be guessed about a document that does not say it itself, each guess with its reason.

mod toml;

pub(crate) use toml::quoted;
pub use toml::{MARK, document_toml};

use crate::{Format, Reading};
use passages_core::document::{Document, Masthead};
use passages_core::intake::{Field, Guess, Why};
use passages_core::source::Editing;

/// What is said of a document that was read from a file: what the file says and can be trusted in, and guesses for the
/// rest; and which are guesses.
///
/// `given` is a name that was asked for; `file` is what the file is called, `stem` the same without its ending.
/// A file that tells its document exactly leaves nothing to guess.
pub fn editing(
    document: &Document,
    reading: &Reading,
    given: Option<&str>,
    file: &str,
    stem: &str,
) -> (Editing, Vec<Guess>) {
    let own = &reading.editing;
    let mut guesses = Vec::new();
    let mut guess = |field: Field, value: String, why: Why| {
        let value = value.replace(['\t', '\n', '\r'], " ");
        guesses.push(Guess { field, value: value.clone(), why });
        Some(value)
    };
    let exact = own.name.clone().filter(|_| reading.document.is_some());
    let name = match given.map(str::to_owned).or(exact) {
        Some(name) => Some(name),
        None => {
            let (name, why) = name(document, stem);
            guess(Field::Name, name, why)
        }
    };
    let called = name.as_deref().unwrap_or_default();
    let place = || short(document, called);
    let short = own.short.clone().or_else(|| guess(Field::Short, place(), Why::PlaceAndYear));
    let (tag, why) = match &own.language {
        Some(language) => (language.clone(), Why::FileSays),
        None => language(&reading.text),
    };
    let language = guess(Field::Language, tag, why);
    let title = match &own.title {
        Some(title) => Some(title.clone()).filter(|title| *title != document.printed_title),
        None => title(document, reading).and_then(|(title, why)| guess(Field::Title, title, why)),
    };
    let received =
        own.received.clone().or_else(|| guess(Field::Received, origin(reading, file), Why::Origin));
    if reading.document.is_some() {
        guesses.clear();
    }
    (Editing { name, short, language, title, received, ..own.clone() }, guesses)
}

/// The permanent name, and why.
fn name(document: &Document, stem: &str) -> (String, Why) {
    if let Some(symbol) = &document.masthead.symbol {
        return (symbol.clone(), Why::Symbol);
    }
    let title = document.title.trim();
    if let Some(date) = passages_core::date::Date::find(title)
        && let Some(kind) = title.split_whitespace().next()
    {
        return (format!("{}-{date}", plain(kind)), Why::KindAndDate);
    }
    let dated = document.date().map_or(String::new(), |date| format!("-{date}"));
    let words: Vec<String> = title.split_whitespace().take(5).map(plain).filter(|w| !w.is_empty()).collect();
    if words.is_empty() {
        return (format!("{}{dated}", plain(stem)), Why::FileName);
    }
    (format!("{}{dated}", words.join("-")), Why::FirstWords)
}

/// Small letters and digits.
fn plain(word: &str) -> String {
    word.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase()
}

/// The folder of a name: hyphens for slashes, and nothing that a file system would stumble over. Empty where nothing
/// of the name is left.
pub fn folder(name: &str) -> String {
    let sound = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '(' | ')');
    let joined: String = name.trim().chars().map(|c| if sound(c) { c } else { '-' }).collect();
    let pieces: Vec<&str> = joined.split('-').filter(|piece| !piece.trim_matches('.').is_empty()).collect();
    pieces.join("-").trim_matches('.').chars().take(120).collect()
}

/// A title for a document without one that could be shown as it is printed, and why.
fn title(document: &Document, reading: &Reading) -> Option<(String, Why)> {
    let printed = &document.printed_title;
    if printed.is_empty() {
        return reading.title.clone().map(|title| (title, Why::Properties));
    }
    let is_capitals = !printed.chars().any(char::is_lowercase);
    let why = if is_capitals { Why::Capitals } else { Why::FirstHeading };
    (is_capitals || is_first_heading(document, reading)).then(|| (document.title.clone(), why))
}

/// Whether nothing but the first heading says what the document is called: there is no masthead above it.
///
/// In Word, Markdown and HTML a text most often begins with its title, set as a heading of the first rank; but a chapter
/// that was saved by itself begins so, too. In other formats no heading becomes a title.
fn is_first_heading(document: &Document, reading: &Reading) -> bool {
    let is_marked = matches!(reading.format, Format::Docx | Format::Markdown | Format::Html);
    is_marked && reading.text.starts_with("# ") && document.masthead == Masthead::default()
}

/// How the text came to us, as far as we know.
fn origin(reading: &Reading, file: &str) -> String {
    match reading.format {
        Format::PlainText | Format::Markdown => format!("The text came to us as it is, in the file {file}."),
        other => {
            let version = env!("CARGO_PKG_VERSION");
            format!("The text was taken from the {} file {file} by curate {version}.", other.name())
        }
    }
}

/// The city of the meeting and the year, else the name.
fn short(document: &Document, name: &str) -> String {
    let place = document.masthead.meeting.as_ref().and_then(|meeting| meeting.place.as_deref());
    let city = place.and_then(|place| place.split(',').next()).map(str::trim);
    match (city.filter(|city| !city.is_empty()), document.year()) {
        (Some(city), Some(year)) => format!("{city} {year}"),
        _ => name.to_owned(),
    }
}

/// Frequent small words of the languages that are written in Latin letters.
const SMALL: [(&str, [&str; 6]); 3] = [
    ("en", ["the", "of", "and", "to", "in", "that"]),
    ("fr", ["les", "des", "et", "le", "du", "dans"]),
    ("es", ["los", "las", "el", "y", "del", "que"]),
];

/// The language of a text, by its letters and its small words.
fn language(text: &str) -> (String, Why) {
    let in_script = |first: char, last: char| text.chars().filter(|c| (first..=last).contains(c)).count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count().max(1);
    for (tag, count) in [
        ("ar", in_script('\u{600}', '\u{6ff}')),
        ("zh", in_script('\u{4e00}', '\u{9fff}')),
        ("ru", in_script('\u{400}', '\u{4ff}')),
    ] {
        if count * 2 > letters {
            return (tag.to_owned(), Why::Letters);
        }
    }
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphabetic()).collect();
    let hits = |small: &[&str]| words.iter().filter(|word| small.contains(*word)).count();
    let best =
        SMALL.iter().map(|(tag, small)| (hits(small), *tag)).max_by_key(|(hits, tag)| (*hits, *tag == "en"));
    (best.map_or("en", |(_, tag)| tag).to_owned(), Why::SmallWords)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_plain_names() {
        for (name, path) in [
            ("A/CONF.191/L.7", "A-CONF.191-L.7"),
            ("A/RES/78/198 (Vol. I)", "A-RES-78-198-(Vol.-I)"),
            ("../../etc/passwd", "etc-passwd"),
            ("..", ""),
            (" a\0b ", "a-b"),
        ] {
            assert_eq!(folder(name), path, "{name}");
        }
    }

    #[test]
    fn languages_are_told_by_letters_and_small_words() {
        let check = |text: &str, tag: &str| assert_eq!(language(text).0, tag, "{text}");
        check("The right to food in the world, and that of water", "en");
        check("Le droit des peuples et les États dans le monde", "fr");
        check("El derecho a los alimentos y las aguas del mundo, que", "es");
        check("Право на питание", "ru");
        check("الحق في الغذاء", "ar");
        check("食物权", "zh");
        check("", "en");
    }
}
