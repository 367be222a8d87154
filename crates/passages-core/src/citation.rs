//! A symbol or citation as people type and paste it -> the place it names.

use crate::corpus::{Corpus, fold_symbol};
use crate::document::Document;

/// The place that something typed names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Destination {
    /// Name of the document.
    pub document: String,
    /// Id of the paragraph, where one is named and exists.
    pub passage: Option<String>,
}

/// Longer texts are no citations.
const MAX_BYTES: usize = 300;

/// The place that "a/conf 191 l7", "A/CONF.191/L.7, para. 4" or "(Letter dated 13 April 2006 ..., annex, para. (f))" names.
pub fn destination(typed: &str, corpus: &Corpus) -> Option<Destination> {
    if typed.len() > MAX_BYTES {
        return None;
    }
    let folded = fold_symbol(typed);
    let (document, rest) = corpus.documents().iter().find_map(|d| {
        let begins = |name: &str| {
            let name = fold_symbol(name);
            (name.len() >= 4).then(|| folded.strip_prefix(name.as_str()))?
        };
        begins(&d.name).or_else(|| begins(&d.designation())).map(|rest| (d, rest.to_owned()))
    })?;
    let after = words_after_name(typed, document)?;
    if rest.is_empty() {
        return Some(Destination { document: document.name.clone(), passage: None });
    }
    // As people write it, as this program cites it ("letter, first paragraph"), or as it names it ("...:7.2").
    let by_key = key(&after, document).and_then(|key| corpus.find_in(&document.name, &key));
    let cited = || document.paragraphs.iter().find(|p| fold_symbol(&document.place_of(p)) == rest);
    let by_place = || cited().and_then(|p| corpus.find_in(&document.name, &p.key));
    let passage = by_key.or_else(by_place).or_else(|| corpus.find(typed.trim())).map(|ix| corpus.id(ix))?;
    Some(Destination { document: document.name.clone(), passage: Some(passage) })
}

/// The words that follow the document's name, folded, one by one.
fn words_after_name(typed: &str, document: &Document) -> Option<Vec<String>> {
    let names = [fold_symbol(&document.name), fold_symbol(&document.designation())];
    let mut boundary = typed.char_indices().map(|(i, c)| i + c.len_utf8());
    let end = boundary.find(|i| typed.get(..*i).is_some_and(|head| names.contains(&fold_symbol(head))))?;
    let rest = typed.get(end..)?;
    let words = rest.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    Some(words.map(str::to_lowercase).collect())
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
