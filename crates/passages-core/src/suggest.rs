//! What could be meant while somebody types: values of facets, documents and words, each with where it leads.

mod leads;
mod typing;

use crate::corpus::Corpus;
use crate::names::{Name, Names, fold_symbol, plain};
use crate::search::FacetKind;
use crate::state::ViewState;
use crate::tokens::is_stop_word;
use leads::suggestion;
use std::cmp::Reverse;
use typing::Typing;

/// What is suggested.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Suggested {
    /// A value of a facet.
    Value(FacetKind),
    /// A document.
    Document,
    /// A word of the texts, folded.
    Word,
}

/// Something that may be meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// What it is.
    pub kind: Suggested,
    /// What it is called, in the visitor's language where it has a label in it.
    pub label: String,
    /// The name that was typed, where that is another one: an id, or a label in another language. Of a document, its
    /// title.
    pub matched: Option<String>,
    /// How many paragraphs of the corpus have it, at least 1: of a word, in any of its forms.
    pub count: usize,
    /// Where it leads: the value chosen and what was typed of it taken away, the document opened, the word completed.
    pub state: ViewState,
}

/// Most suggestions at a time.
pub const MAX_SUGGESTIONS: usize = 8;
/// Of these, at most so many of each kind.
const MAX_VALUES: usize = 5;
const MAX_DOCUMENTS: usize = 3;
const MAX_WORDS: usize = 4;
/// Words looked at before forms of one word and words without a subject are left out.
const WORDS_LOOKED_AT: usize = 32;
/// Names of a facet that are looked through; in a collection beyond this, the last titles are not suggested.
const MAX_NAMES_BYTES: usize = 1 << 20;

/// How well a name fits what was typed; the least first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Fit {
    /// More words of what was typed are better.
    words: Reverse<usize>,
    /// 0 it is the name, 1 the name begins so, 2 a later word of it does.
    part: u8,
    /// 0 the visitor's language, 1 no language, 2 another.
    foreign: u8,
    /// What more paragraphs have is better.
    count: Reverse<usize>,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum What<'a> {
    /// Facet and index of the value.
    Value(FacetKind, usize),
    /// Index of the document among the values of its facet.
    Document(usize),
    Word(&'a str),
}

/// Something that fits.
#[derive(Clone, Copy)]
struct Candidate<'a> {
    fit: Fit,
    what: What<'a>,
    /// Language of the name by which it was found.
    language: Option<u8>,
    /// Where the words that name it begin in what was typed.
    from: usize,
}

impl<'a> Candidate<'a> {
    /// What orders candidates; no two that are found have the same.
    fn key(&self) -> (Fit, What<'a>) {
        (self.fit, self.what)
    }
}

/// Puts a candidate in its place among the best.
fn place<'a>(best: &mut Vec<Candidate<'a>>, candidate: Candidate<'a>, most: usize) {
    let at = best.partition_point(|known| known.key() < candidate.key());
    best.insert(at, candidate);
    best.truncate(most);
}

/// What may be meant by the last word of `typed`, or by its last words together, for a visitor at `state` who reads
/// `language`; best first, at most [`MAX_SUGGESTIONS`].
///
/// Values and documents are found by the beginning of any word of their names, in any language, and documents by
/// their symbols in any spelling; after "theme:" only themes, and so for each facet. Inside quotation marks and after
/// a minus or NOT only words are suggested. After a space a word is done, and nothing is.
pub fn suggest(corpus: &Corpus, state: &ViewState, typed: &str, language: &str) -> Vec<Suggestion> {
    let Some(typing) = Typing::read(typed) else { return Vec::new() };
    let known = |tag: &str| corpus.names().languages().iter().position(|known| known == tag);
    let own = known(language).or_else(|| known("en")).and_then(|at| u8::try_from(at).ok());
    let mut search = Search { corpus, state, own, values: Vec::new(), documents: Vec::new() };
    if let Some((kind, value)) = typing.field {
        search.named(kind, &plain(value), 1, typing.last, false);
    } else if !typing.words_only {
        for (nth, from) in typing.starts.iter().enumerate().rev() {
            let words = nth + 1;
            let tail = typed.get(*from..).unwrap_or("");
            let beginning = plain(tail);
            FacetKind::CALLED
                .into_iter()
                .for_each(|kind| search.named(kind, &beginning, words, *from, false));
            search.named(FacetKind::Document, &beginning, words, *from, true);
            search.with_symbol(tail, words, *from);
        }
    }
    let words =
        if typing.field.is_none() { words(corpus, &typing.prefix(), typing.word) } else { Vec::new() };
    let mut found = search.values;
    for candidate in search.documents.into_iter().chain(words) {
        place(&mut found, candidate, MAX_SUGGESTIONS);
    }
    found.into_iter().filter_map(|candidate| suggestion(corpus, state, typed, language, candidate)).collect()
}

/// The best values and documents so far.
struct Search<'a> {
    corpus: &'a Corpus,
    state: &'a ViewState,
    /// The visitor's language.
    own: Option<u8>,
    values: Vec<Candidate<'a>>,
    documents: Vec<Candidate<'a>>,
}

impl Search<'_> {
    /// Values of a facet by their names; `opens` documents instead of choosing them.
    fn named(&mut self, kind: FacetKind, beginning: &str, words: usize, from: usize, opens: bool) {
        if beginning.is_empty() {
            return;
        }
        let corpus = self.corpus;
        corpus.names().each(kind, beginning, MAX_NAMES_BYTES, &mut |name: Name, at| {
            let place = name.value as usize;
            let part = match at.start {
                0 if at.end == Names::length(name) => 0,
                0 => 1,
                _ => 2,
            };
            let foreign = match name.language {
                None => 1,
                language if language == self.own => 0,
                _ => 2,
            };
            let count = Reverse(corpus.facets().total(kind, place));
            let fit = Fit { words: Reverse(words), part, foreign, count };
            let what = if opens { What::Document(place) } else { What::Value(kind, place) };
            self.keep(Candidate { fit, what, language: name.language, from });
        });
    }

    /// Documents by their symbols.
    fn with_symbol(&mut self, typed: &str, words: usize, from: usize) {
        let folded = fold_symbol(typed);
        if folded.is_empty() {
            return;
        }
        let table = self.corpus.facet(FacetKind::Document);
        // A document may be there twice: by its name and by its designation.
        for (document, _) in self.corpus.names().with_symbol(&folded).take(2 * MAX_DOCUMENTS) {
            let name = self.corpus.documents().get(document).map(|d| d.name.as_str());
            let Some(place) = table.zip(name).and_then(|(table, name)| table.place(name)) else { continue };
            let count = Reverse(self.corpus.facets().total(FacetKind::Document, place));
            let fit = Fit { words: Reverse(words), part: 1, foreign: 1, count };
            self.keep(Candidate { fit, what: What::Document(place), language: None, from });
        }
    }

    /// Keeps a candidate if it is among the best, each once.
    fn keep(&mut self, candidate: Candidate<'static>) {
        let Fit { count: Reverse(count), .. } = candidate.fit;
        let (list, most) = match candidate.what {
            What::Document(_) => (&mut self.documents, MAX_DOCUMENTS),
            What::Value(..) | What::Word(_) => (&mut self.values, MAX_VALUES),
        };
        let is_full = list.len() == most && list.last().is_some_and(|last| last.key() < candidate.key());
        if count == 0 || is_full || is_chosen(self.corpus, self.state, candidate.what) {
            return;
        }
        if let Some(known) = list.iter().position(|known| known.what == candidate.what) {
            if list.get(known).is_some_and(|known| known.fit <= candidate.fit) {
                return;
            }
            list.remove(known);
        }
        place(list, candidate, most);
    }
}

fn value_id(corpus: &Corpus, kind: FacetKind, place: usize) -> Option<&str> {
    corpus.facet(kind)?.values.get(place).map(String::as_str)
}

fn is_chosen(corpus: &Corpus, state: &ViewState, what: What) -> bool {
    let What::Value(kind, place) = what else { return false };
    value_id(corpus, kind, place).is_some_and(|id| state.is_chosen(kind, id))
}

/// The words of the texts that begin so: one form of each, and none that carries no subject.
fn words<'a>(corpus: &'a Corpus, prefix: &str, from: usize) -> Vec<Candidate<'a>> {
    let mut found: Vec<Candidate> = Vec::new();
    if prefix.is_empty() {
        return found;
    }
    let mut stems = vec![corpus.analyzer().stem(prefix)];
    for (word, count) in corpus.index().words_with_prefix(prefix, WORDS_LOOKED_AT) {
        let stem = corpus.analyzer().stem(word);
        if is_stop_word(word) || stems.contains(&stem) || found.len() == MAX_WORDS {
            continue;
        }
        stems.push(stem);
        let fit = Fit { words: Reverse(1), part: 1, foreign: 1, count: Reverse(count as usize) };
        found.push(Candidate { fit, what: What::Word(word), language: None, from });
    }
    found
}
