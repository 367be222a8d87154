//! A symbol or citation as people type and paste it -> the place it names.

use crate::case::lowercase;
use crate::corpus::Corpus;
use crate::document::{Document, Naming, Paragraph};
use crate::names::fold_symbol;

/// The place that something typed names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Destination {
    /// Name of the document.
    pub document: String,
    /// Id of the paragraph, where one is named and exists.
    pub passage: Option<String>,
}

/// Longer texts are no citations.
const MAX_BYTES: usize = 600;

/// The place that "a/conf 191 l7", "A/CONF.191/L.7, para. 4" or "(Letter dated 13 April 2006 ..., annex, para. (f))" names.
///
/// Where one symbol begins another ("A/61/1", "A/61/10"), the longest that makes sense of the rest is meant.
pub fn destination(typed: &str, corpus: &Corpus) -> Option<Destination> {
    if typed.len() > MAX_BYTES {
        return None;
    }
    // What a page adds in square brackets, such as whose document it is, is no part of the place.
    let typed = typed
        .trim_end()
        .strip_suffix(']')
        .and_then(|t| t.rsplit_once(" ["))
        .map_or(typed, |(cited, _)| cited);
    // From here to there, as several passages are copied, leads to where it begins.
    let begin = typed.split_once(" – ").map(|(from, _)| from);
    [Some(typed), begin].into_iter().flatten().find_map(|typed| named(typed, corpus))
}

fn named(typed: &str, corpus: &Corpus) -> Option<Destination> {
    let folded = fold_symbol(typed);
    corpus.names().cited(&folded).into_iter().find_map(|(document, length)| {
        let document = corpus.documents().get(document)?;
        let (name, rest) = folded.split_at_checked(length)?;
        // A title that is called by its beginning may go on to its end.
        let title = fold_symbol(&document.title);
        let whole =
            title.strip_prefix(name).filter(|end| rest.starts_with(end)).map_or(length, |_| title.len());
        let (name, rest) = folded.split_at_checked(whole).unwrap_or((name, rest));
        place(typed, name, rest, document, corpus)
    })
}

/// The place in a document that is named in the rest of what was typed, folded.
fn place(typed: &str, name: &str, rest: &str, document: &Document, corpus: &Corpus) -> Option<Destination> {
    if rest.is_empty() {
        // A short name of words alone is as well something to be looked for.
        let is_symbol = [&document.name, &document.designation(), &document.title]
            .iter()
            .any(|known| fold_symbol(known) == name);
        if !is_symbol && !name.contains(|c: char| c.is_numeric()) {
            return None;
        }
        return Some(Destination { document: document.name.clone(), passage: None });
    }
    // As people write it, as this program cites it ("letter, first paragraph"), or as it names it ("...:7.2").
    let after = words_after_name(typed, name)?;
    let by_key = key(&after, document).and_then(|key| corpus.find_in(&document.name, &key));
    let nth = after.iter().find_map(|word| nth(word));
    let counted = |p: &&Paragraph| match &p.naming {
        Naming::Unlabelled { nth: own } | Naming::Subparagraph { nth: own, .. } => nth == Some(*own),
        Naming::Label | Naming::Item { .. } => {
            p.label.as_deref().is_some_and(|label| rest.ends_with(&fold_symbol(label)))
        }
    };
    let cited =
        || document.paragraphs.iter().filter(counted).find(|p| fold_symbol(&document.place_of(p)) == rest);
    let by_place = || cited().and_then(|p| corpus.find_in(&document.name, &p.key));
    let passage = by_key.or_else(by_place).or_else(|| corpus.find(typed.trim())).map(|ix| corpus.id(ix))?;
    Some(Destination { document: document.name.clone(), passage: Some(passage) })
}

/// The words that follow the document's folded name, folded, one by one.
fn words_after_name(typed: &str, name: &str) -> Option<Vec<String>> {
    let mut boundary = typed.char_indices().map(|(i, c)| i + c.len_utf8());
    let end = boundary.find(|i| typed.get(..*i).is_some_and(|head| fold_symbol(head) == name))?;
    let rest = typed.get(end..)?;
    let words = rest.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    Some(words.map(lowercase).collect())
}

/// "first" to "twelfth", then "13th", "21st", as [`Document::place_of`] counts.
fn nth(word: &str) -> Option<u16> {
    const WORDS: [&str; 12] = [
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
        "eleventh", "twelfth",
    ];
    let at = WORDS.iter().position(|known| *known == word).and_then(|at| u16::try_from(at + 1).ok());
    let digits = ["th", "st", "nd", "rd"].iter().find_map(|ending| word.strip_suffix(ending));
    at.or_else(|| digits.and_then(|digits| digits.parse().ok()))
}

/// "para 4" -> "4"; "annex para f" -> "annex.f"; "para 7 second subparagraph" -> "7.2".
/// None where the words are not all understood: then it was no citation, but a search.
fn key(words: &[String], document: &Document) -> Option<String> {
    let mut slug = String::new();
    let mut label: Option<String> = None;
    let mut nth = None;
    for word in words {
        match word.as_str() {
            // What a title goes on with between its date and the place: "... from the Chargé d'affaires".
            "para" | "paras" | "paragraph" | "subparagraph" | "p" | "section" => {}
            word if document.parts.iter().any(|p| p.slug == word) => word.clone_into(&mut slug),
            "second" => nth = Some(2),
            "third" => nth = Some(3),
            word if label.is_none() && word.len() <= 4 => label = Some(word.to_owned()),
            _ => return None,
        }
    }
    let label = label?;
    let dot = if slug.is_empty() { "" } else { "." };
    let nth = nth.map_or_else(String::new, |n: u16| format!(".{n}"));
    let direct = format!("{slug}{dot}{label}{nth}");
    // Where no part is named, the only part that has such a paragraph is meant.
    let known = |key: &str| document.paragraphs.iter().any(|p| p.key == key);
    if known(&direct) {
        return Some(direct);
    }
    let suffix = format!(".{label}{nth}");
    let mut ending = document.paragraphs.iter().filter(|p| p.key.ends_with(&suffix));
    match (ending.next(), ending.next()) {
        (Some(only), None) if slug.is_empty() => Some(only.key.clone()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinals_are_read_as_they_are_written() {
        let read =
            ["second", "twelfth", "13th", "21st", "22nd", "23rd", "111th", "third-rate", "st"].map(nth);
        assert_eq!(read, [Some(2), Some(12), Some(13), Some(21), Some(22), Some(23), Some(111), None, None]);
    }
}
