//! What the values of facets and the documents are called, folded and ready to be looked up.
//!
//! All names stand in one text, a name a line, so that looking for the beginning of any of their words is one walk
//! over some hundred kilobytes, and asks for no further index.

use crate::document::Document;
use crate::order::sort_by;
use crate::search::{FacetKind, Facets, allowed_errors, are_near, sections_of};
use crate::tokens::fold;
use crate::vocabulary::{Labels, Vocabulary};
use std::ops::Range;

/// A name of a value of a facet: its id, a label in some language, or the title of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Name {
    start: u32,
    end: u32,
    /// Index of the value in the table of its facet.
    pub value: u32,
    /// Index into [`Names::languages`]; `None` for what belongs to no language.
    pub language: Option<u8>,
}

/// All names, by facet and value.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// Folded, each followed by a line feed.
    text: String,
    /// In the order of the text.
    names: Vec<Name>,
    /// Where the names of each facet begin in `names`, in the order of [`FacetKind::ALL`]; one more at the end.
    starts: Vec<usize>,
    /// BCP 47 tags of the labels, in the order in which they are met.
    languages: Vec<String>,
    /// Folded names, designations and short names of documents, ascending, with the document's index and whether it is
    /// its name.
    symbols: Vec<(String, u32, bool)>,
}

/// Characters of a title by which it is looked up.
const TITLE_CHARS: usize = 300;
/// Symbols shorter than this, folded, cite nothing: they would be found in any text.
const MIN_SYMBOL_BYTES: usize = 4;

impl Names {
    /// Folds the names of all values.
    pub fn new(documents: &[Document], vocabulary: &Vocabulary, facets: &Facets) -> Self {
        let mut all = Self::default();
        let mut listed = documents.iter().filter(|d| !d.paragraphs.is_empty());
        let mut headings = documents.iter().flat_map(|d| sections_of(d).map(|(_, at, _)| d.heading(at)));
        for kind in FacetKind::ALL {
            all.starts.push(all.names.len());
            let Some(table) = facets.table(kind) else { continue };
            for (place, id) in table.values.iter().enumerate() {
                all.add(place, id, None);
                match kind {
                    FacetKind::Document => {
                        if let Some(document) = listed.next() {
                            all.add(place, &document.short, None);
                            all.add_labels(place, &document.short_in);
                            let title: String = document.title.chars().take(TITLE_CHARS).collect();
                            all.add(place, &title, None);
                        }
                    }
                    FacetKind::Section => {
                        let heading = headings.next().flatten();
                        heading.into_iter().for_each(|heading| all.add(place, heading, None));
                    }
                    FacetKind::Objective => {
                        let objective = vocabulary.crosswalk.objectives.get(place);
                        objective.into_iter().for_each(|o| all.add_labels(place, &o.labels));
                    }
                    _ => {
                        let term = table.term(place).and_then(|ix| vocabulary.term(ix));
                        term.into_iter().for_each(|t| all.add_labels(place, &t.labels));
                    }
                }
            }
        }
        all.starts.push(all.names.len());
        for (ix, document) in (0..).zip(documents) {
            let (name, designation) = (fold_symbol(&document.name), fold_symbol(&document.designation()));
            // What the page calls it in narrow places is understood, too.
            let shorts = document.short_in.iter().map(|(_, short)| short).chain([&document.short]);
            let shorts = shorts.map(|short| fold_symbol(short)).filter(|s| *s != name && *s != designation);
            all.symbols.extend(shorts.map(|short| (short, ix, false)));
            all.symbols.push((name, ix, true));
            all.symbols.push((designation, ix, false));
        }
        sort_by(&mut all.symbols, Ord::cmp);
        all.symbols.dedup();
        all
    }

    fn add_labels(&mut self, place: usize, labels: &Labels) {
        for (tag, label) in labels {
            let known = self.languages.iter().position(|known| known == tag);
            let language = known.unwrap_or_else(|| {
                self.languages.push(tag.clone());
                self.languages.len() - 1
            });
            self.add(place, label, u8::try_from(language).ok());
        }
    }

    fn add(&mut self, place: usize, name: &str, language: Option<u8>) {
        let start = self.text.len();
        self.text.push_str(&plain(name));
        let bound = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let value = bound(place);
        self.names.push(Name { start: bound(start), end: bound(self.text.len()), value, language });
        self.text.push('\n');
    }

    /// The BCP 47 tags of the labels.
    pub fn languages(&self) -> &[String] {
        &self.languages
    }

    /// The names of a facet's values, by value.
    fn of(&self, kind: FacetKind) -> &[Name] {
        let bound = |at: usize| self.starts.get(at).copied();
        let place = kind as usize;
        let range = bound(place).zip(bound(place + 1)).map_or(0..0, |(from, to)| from..to);
        self.names.get(range).unwrap_or(&[])
    }

    fn name(&self, name: Name) -> &str {
        self.text.get(name.start as usize..name.end as usize).unwrap_or("")
    }

    /// The values that are called so, as indices; where none is to the letter, those of which a name begins so.
    pub fn meant(&self, kind: FacetKind, typed: &str) -> Vec<usize> {
        let wanted = plain(typed);
        let places = |is: &dyn Fn(&str) -> bool| {
            let names = self.of(kind).iter().filter(|name| is(self.name(**name)));
            let mut places: Vec<usize> = names.map(|name| name.value as usize).collect();
            places.dedup();
            places
        };
        let exact = places(&|name| name == wanted);
        if exact.is_empty() { places(&|name| name.starts_with(&wanted)) } else { exact }
    }

    /// Whether a value is called so to the letter.
    pub fn is_called(&self, kind: FacetKind, typed: &str) -> bool {
        let wanted = plain(typed);
        self.of(kind).iter().any(|name| self.name(*name) == wanted)
    }

    /// The name of a facet that comes nearest to what was typed: one in which a word begins so, else one with as few
    /// typing errors as may be let pass; of several, the first.
    pub fn nearest(&self, kind: FacetKind, typed: &str) -> Option<Name> {
        let wanted = plain(typed);
        if wanted.is_empty() {
            return None;
        }
        let mut beginning = None;
        self.each(kind, &wanted, usize::MAX, &mut |name, _| beginning = beginning.or(Some(name)));
        let with_errors =
            |errors| self.of(kind).iter().find(|name| are_near(&wanted, self.name(**name), errors)).copied();
        beginning.or_else(|| (1..=usize::from(allowed_errors(&wanted))).find_map(with_errors))
    }

    /// Hands over each name of a facet in which a word begins like `beginning`, with the place in it; in order.
    ///
    /// `beginning` is folded as by [`plain`] and not empty. At most `bytes` bytes of names are looked at.
    pub fn each(
        &self,
        kind: FacetKind,
        beginning: &str,
        bytes: usize,
        found: &mut dyn FnMut(Name, Range<usize>),
    ) {
        let mut names = self.of(kind).iter();
        let (Some(first), Some(last)) = (names.clone().next(), names.clone().next_back()) else { return };
        let end = (last.end as usize).min((first.start as usize).saturating_add(bytes));
        let end = (first.start as usize..=end).rev().find(|at| self.text.is_char_boundary(*at));
        let text = end.and_then(|end| self.text.get(first.start as usize..end)).unwrap_or("");
        // Chinese is written without spaces.
        let begins_anywhere = beginning.starts_with(|c| ('\u{2e80}'..='\u{9fff}').contains(&c));
        let mut name = names.next();
        let mut told = None;
        for (at, _) in text.match_indices(beginning) {
            if !(begins_anywhere || begins_word(text.get(..at).unwrap_or(""))) {
                continue;
            }
            let at = first.start as usize + at;
            while name.is_some_and(|name| name.end as usize <= at) {
                name = names.next();
            }
            // Of several words of a name, the first will do.
            if let Some(name) = name.filter(|name| told != Some(name.start)) {
                told = Some(name.start);
                let from = at.saturating_sub(name.start as usize);
                found(*name, from..from + beginning.len());
            }
        }
    }

    /// Length in bytes of a name.
    pub fn length(name: Name) -> usize {
        (name.end - name.start) as usize
    }

    /// Indices of the documents of which the folded name begins like `folded`, and of those of which the designation
    /// does, which is said (`false`); in the order of the names.
    pub fn with_symbol<'a>(&'a self, folded: &'a str) -> impl Iterator<Item = (usize, bool)> + 'a {
        let from = self.symbols.partition_point(|(name, ..)| name.as_str() < folded);
        let begin = self.symbols.get(from..).unwrap_or(&[]).iter();
        let begin = begin.take_while(move |(name, ..)| name.starts_with(folded));
        begin.map(|(_, document, is_name)| (*document as usize, *is_name))
    }

    /// The documents whose folded symbol or designation a folded text begins with: the index of the first document
    /// of each such name, and the length of the name; the longest first.
    pub fn cited(&self, folded: &str) -> Vec<(usize, usize)> {
        let ends =
            folded.char_indices().map(|(at, c)| at + c.len_utf8()).filter(|at| *at >= MIN_SYMBOL_BYTES);
        let mut found = Vec::new();
        for end in ends {
            let name = folded.get(..end).unwrap_or("");
            let at = self.symbols.partition_point(|(known, ..)| known.as_str() < name);
            if let Some((_, document, _)) = self.symbols.get(at).filter(|(known, ..)| known == name) {
                found.push((*document as usize, end));
            }
        }
        found.reverse();
        found
    }
}

/// Whether a word begins behind `head`, the Arabic article aside.
fn begins_word(head: &str) -> bool {
    let is_bound = |head: &str| matches!(head.as_bytes().last(), None | Some(b' ' | b'\n'));
    is_bound(head) || head.strip_suffix("ال").is_some_and(is_bound)
}

/// A symbol with everything dropped that spellings differ in: "a/conf 191 l7" and "A/CONF.191/L.7" are equal.
pub fn fold_symbol(symbol: &str) -> String {
    fold(symbol).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Folded, with single spaces for hyphens and the like.
pub fn plain(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    for word in fold(name).split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        if !plain.is_empty() {
            plain.push(' ');
        }
        plain.push_str(word);
    }
    plain
}
