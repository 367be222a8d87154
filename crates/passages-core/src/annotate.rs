//! Paragraph -> tags: which terms of the vocabulary its words show, and where.
//!
//! Forms match whole words, by stem, in order and side by side, within one sentence and not across a colon or semicolon.
//! "=word" matches without stemming, capitals ("IOM") match capitals only, "..." allows up to four words between.
//! Among names the longest match wins, and hides its words from shorter themes.

use crate::span::Span;
use crate::tokens::{Analyzer, Token};
use crate::vocabulary::{Kind, TermIx, Vocabulary};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A term shown by words of a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Tag {
    /// The words.
    pub span: Span,
    /// The term.
    pub term: TermIx,
    /// Zero-based sentence of the paragraph.
    pub sentence: u16,
}

/// Somebody says something with a certain strength.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Speech {
    /// Actor or voice, with the words that name it; `None` where the text does not say who.
    pub who: Option<Tag>,
    /// The rung, with the words that show it.
    pub rung: Tag,
}

/// What the vocabulary finds in one paragraph.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Annotation {
    /// In the order of the text.
    pub tags: Vec<Tag>,
    /// In the order of the text.
    pub speech: Vec<Speech>,
}

impl Annotation {
    /// The terms that are shown, each once, ascending.
    pub fn terms(&self) -> Vec<TermIx> {
        let mut terms = Vec::new();
        for tag in &self.tags {
            insert(&mut terms, tag.term);
        }
        terms
    }
}

/// Puts a value in its place in an ascending list, unless it is there.
pub(crate) fn insert<T: Ord>(list: &mut Vec<T>, value: T) {
    if let Err(place) = list.binary_search(&value) {
        list.insert(place, value);
    }
}

/// Words that may stand between the two sides of "...".
const GAP_WORDS: usize = 4;

/// How many words may stand between who speaks and the verb.
const SPEAKER_REACH_WORDS: usize = 2;

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Word {
    Stem(String),
    Exact(String),
    Capitals(String),
    Gap,
}

struct Form {
    term: TermIx,
    /// False for a phrase in which the term's forms do not count.
    counts: bool,
    rest: Vec<Word>,
}

/// The forms of a vocabulary, ready to be found.
pub struct Matcher {
    /// By first word.
    forms: BTreeMap<Word, Vec<Form>>,
    kinds: Vec<Kind>,
    /// The place for which an actor acts, by term.
    places: Vec<Option<TermIx>>,
}

/// A match in tokens, before names and contexts have had their say.
#[derive(Clone, Copy)]
struct Match {
    first: usize,
    last: usize,
    term: TermIx,
}

impl Matcher {
    /// Prepares the forms of a vocabulary.
    pub fn new(vocabulary: &Vocabulary, analyzer: &Analyzer) -> Self {
        let mut forms: BTreeMap<Word, Vec<Form>> = BTreeMap::new();
        for (term, entry) in vocabulary.indexed() {
            let wanted = entry.forms.iter().map(|f| (f, true));
            for (form, counts) in wanted.chain(entry.not.iter().map(|f| (f, false))) {
                let mut words = words_of(form, analyzer).into_iter();
                if let Some(first) = words.next() {
                    forms.entry(first).or_default().push(Form { term, counts, rest: words.collect() });
                }
            }
        }
        let kinds = vocabulary.terms.iter().map(|t| t.kind).collect();
        Self { forms, kinds, places: vocabulary.terms.iter().map(|t| t.place).collect() }
    }

    /// Tags one paragraph.
    pub fn annotate(&self, tokens: &[Token]) -> Annotation {
        let (matches, refused) = self.matches(tokens);
        let kind = |m: &Match| self.kinds.get(usize::from(m.term)).copied();
        let words = |m: &Match| (m.first..=m.last).map(|at| (m.term, at)).collect::<Vec<_>>();
        let refused: BTreeSet<(TermIx, usize)> = refused.iter().flat_map(words).collect();
        let allowed: Vec<Match> =
            matches.into_iter().filter(|m| !words(m).iter().any(|w| refused.contains(w))).collect();
        let names = longest(allowed.iter().copied().filter(|m| kind(m).is_some_and(Kind::is_name)).collect());
        let hidden =
            |m: &Match| within(&names, m.first, m.last).any(|n| m.last - m.first <= n.last - n.first);
        let themes = allowed.iter().copied().filter(|m| kind(m) == Some(Kind::Theme) && !hidden(m));
        let themes = longest_each(themes.collect());
        let of_kind = |k: Kind| longest(allowed.iter().copied().filter(|m| kind(m) == Some(k)).collect());
        let (voices, rungs) = (of_kind(Kind::Voice), of_kind(Kind::Rung));
        let actors = names.iter().copied().filter(|m| matches!(kind(m), Some(Kind::Actor | Kind::Place)));
        let speakers = [voices, actors.collect()];
        let mut speech: Vec<Speech> =
            rungs.iter().filter_map(|rung| speech(rung, &speakers, tokens)).collect();
        // A place that speaks is its state, and a state that is named is its place.
        for who in speech.iter_mut().filter_map(|s| s.who.as_mut()) {
            who.term = self.state_of(who.term).unwrap_or(who.term);
        }
        let mut tags: Vec<Tag> = names.iter().chain(&themes).filter_map(|m| tag(m, tokens)).collect();
        tags.extend(speech.iter().map(|s| s.rung));
        tags.extend(
            speech
                .iter()
                .filter_map(|s| s.who)
                .filter(|t| self.kinds.get(usize::from(t.term)) == Some(&Kind::Voice)),
        );
        tags.extend(speech.iter().filter_map(|s| s.who).filter(|t| self.place_of(t.term).is_some()));
        let places: Vec<Tag> =
            tags.iter().filter_map(|t| Some(Tag { term: self.place_of(t.term)?, ..*t })).collect();
        tags.extend(places);
        tags.sort_unstable();
        tags.dedup();
        Annotation { tags, speech }
    }

    /// The place for which an actor acts.
    fn place_of(&self, actor: TermIx) -> Option<TermIx> {
        self.places.get(usize::from(actor)).copied().flatten()
    }

    /// The actor that acts for a place.
    fn state_of(&self, place: TermIx) -> Option<TermIx> {
        let at = self.places.iter().position(|acts_for| *acts_for == Some(place))?;
        TermIx::try_from(at).ok()
    }

    /// All matches, and those of phrases in which a form does not count.
    fn matches(&self, tokens: &[Token]) -> (Vec<Match>, Vec<Match>) {
        let (mut found, mut refused) = (Vec::new(), Vec::new());
        for (first, token) in tokens.iter().enumerate() {
            for word in faces(token) {
                for form in self.forms.get(&word).into_iter().flatten() {
                    if let Some(last) = follow(&form.rest, tokens, first) {
                        let list = if form.counts { &mut found } else { &mut refused };
                        list.push(Match { first, last, term: form.term });
                    }
                }
            }
        }
        (found, refused)
    }
}

/// The ways in which a form's word may name this token.
fn faces(token: &Token) -> Vec<Word> {
    let mut faces = vec![Word::Stem(token.stem.clone()), Word::Exact(token.word.clone())];
    if token.capitals {
        faces.push(Word::Capitals(token.word.clone()));
        if let Some(singular) = token.word.strip_suffix('s') {
            faces.push(Word::Capitals(singular.to_owned()));
        }
    }
    faces
}

fn words_of(form: &str, analyzer: &Analyzer) -> Vec<Word> {
    let (form, exact) = form.strip_prefix('=').map_or((form, false), |rest| (rest, true));
    let mut words = Vec::new();
    for (i, piece) in form.split("...").enumerate() {
        if i > 0 && !words.is_empty() {
            words.push(Word::Gap);
        }
        words.extend(analyzer.tokens(piece).into_iter().map(|t| match t {
            t if t.capitals => Word::Capitals(t.word),
            t if exact => Word::Exact(t.word),
            t => Word::Stem(t.stem),
        }));
    }
    if words.last() == Some(&Word::Gap) {
        words.pop();
    }
    words
}

/// The last token of the form whose first word stands at `first`, if the rest follows in its sentence.
fn follow(rest: &[Word], tokens: &[Token], first: usize) -> Option<usize> {
    let sentence = tokens.get(first)?.sentence;
    let mut at = first;
    let mut words = rest.iter();
    while let Some(word) = words.next() {
        let (word, reach) = match word {
            Word::Gap => (words.next()?, GAP_WORDS),
            word => (word, 0),
        };
        let next = tokens.get(at + 1..)?.iter().take(reach + 1);
        let candidates = next.take_while(|t| t.sentence == sentence && !t.begins);
        at += 1 + candidates.into_iter().position(|t| faces(t).contains(word))?;
    }
    Some(at)
}

/// Drops every match that overlaps a longer one, or an equal one before it.
fn longest(mut matches: Vec<Match>) -> Vec<Match> {
    matches.sort_by_key(|m| (std::cmp::Reverse(m.last - m.first), m.first, m.term));
    let mut taken: BTreeSet<usize> = BTreeSet::new();
    matches.retain(|m| {
        let free = taken.range(m.first..=m.last).next().is_none();
        if free {
            taken.extend(m.first..=m.last);
        }
        free
    });
    matches.sort_by_key(|m| m.first);
    matches
}

/// Those that share a word with the words from `first` to `last`; `matches` are ascending and share none.
fn within(matches: &[Match], first: usize, last: usize) -> impl Iterator<Item = &Match> {
    let from = matches.partition_point(|m| m.last < first);
    matches.iter().skip(from).take_while(move |m| m.first <= last)
}

/// The longest matches of each term by itself: different themes may share words.
fn longest_each(matches: Vec<Match>) -> Vec<Match> {
    let mut by_term: BTreeMap<TermIx, Vec<Match>> = BTreeMap::new();
    for m in matches {
        by_term.entry(m.term).or_default().push(m);
    }
    by_term.into_values().flat_map(longest).collect()
}

fn tag(m: &Match, tokens: &[Token]) -> Option<Tag> {
    let (first, last) = (tokens.get(m.first)?, tokens.get(m.last)?);
    Some(Tag {
        span: Span { start: first.span.start, end: last.span.end },
        term: m.term,
        sentence: first.sentence,
    })
}

/// Who speaks: whoever is named inside the rung's words, else just before them, else after them and a "by".
/// Where those named just before are a list that tells who a voice is ("both countries – France, Mali – stressed"),
/// the voice speaks.
fn speech(rung: &Match, speakers: &[Vec<Match>; 2], tokens: &[Token]) -> Option<Speech> {
    let told = tag(rung, tokens)?;
    let by = |at: usize| tokens.get(at).is_some_and(|t| t.word == "by");
    let distance = |s: &Match| -> Option<usize> {
        if tokens.get(s.first)?.sentence != told.sentence {
            None
        } else if s.last < rung.first {
            let words = rung.first - s.last - 1;
            (words <= SPEAKER_REACH_WORDS).then_some(words)
        } else if s.first > rung.last {
            let words = s.first - rung.last - 1;
            let named = words == 0 || (words <= SPEAKER_REACH_WORDS && by(s.first - 1));
            named.then_some(SPEAKER_REACH_WORDS + 1 + words)
        } else {
            Some(0)
        }
    };
    let reach = SPEAKER_REACH_WORDS + 1;
    let (first, last) = (rung.first.saturating_sub(reach), rung.last + reach);
    let near = speakers.iter().flat_map(|one| within(one, first, last));
    let nearest = near.filter_map(|s| Some((distance(s)?, s))).min_by_key(|(d, s)| (*d, s.first));
    let who = nearest.map(|(_, s)| listed_voice(s, speakers, tokens).unwrap_or(s));
    Some(Speech { who: who.and_then(|s| tag(s, tokens)), rung: told })
}

/// The voice before a list of names that ends with `last`.
fn listed_voice<'a>(
    last: &Match,
    [voices, names]: &'a [Vec<Match>; 2],
    tokens: &[Token],
) -> Option<&'a Match> {
    let mut at = last.first.checked_sub(1)?;
    loop {
        if let Some(voice) = voices.iter().find(|v| v.last == at) {
            let same = tokens.get(at)?.sentence == tokens.get(last.first)?.sentence;
            return Some(voice).filter(|_| same);
        }
        let name = names.iter().find(|n| n.first <= at && at <= n.last);
        let joins = tokens.get(at).is_some_and(|t| matches!(t.word.as_str(), "and" | "the"));
        at = match name {
            Some(name) => name.first.checked_sub(1)?,
            None if joins => at.checked_sub(1)?,
            None => return None,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::Term;

    fn term(id: &str, kind: Kind, forms: &[&str], not: &[&str]) -> Term {
        let own = |list: &[&str]| list.iter().map(|s| (*s).to_owned()).collect();
        Term { forms: own(forms), not: own(not), strength: 1, ..Term::new(kind, id) }
    }

    fn check(terms: Vec<Term>, text: &str, expected: &[(&str, &str)]) {
        let vocabulary = Vocabulary { terms, ..Vocabulary::default() };
        let analyzer = Analyzer::english();
        let found = Matcher::new(&vocabulary, &analyzer).annotate(&analyzer.tokens(text));
        let shown: Vec<(&str, &str)> = found
            .tags
            .iter()
            .map(|t| (vocabulary.terms[usize::from(t.term)].id.as_str(), t.span.of(text)))
            .collect();
        assert_eq!(shown, expected, "{text}");
    }

    #[test]
    fn a_name_hides_the_words_inside_it() {
        let terms = || {
            vec![
                term("labour", Kind::Theme, &["labour"], &[]),
                term("ILO", Kind::Actor, &["International Labour Office", "ILO"], &[]),
                term("africa", Kind::Place, &["Africa"], &[]),
            ]
        };
        check(terms(), "The International Labour Office", &[("ILO", "International Labour Office")]);
        check(
            terms(),
            "labour in Africa's ILOs",
            &[("labour", "labour"), ("africa", "Africa"), ("ILO", "ILOs")],
        );
        check(terms(), "the ilo is not the ILO", &[("ILO", "ILO")]);
    }

    #[test]
    fn contexts_gaps_and_exact_words() {
        let terms = || {
            vec![
                term("a", Kind::Theme, &["return ... home", "=diaspora"], &[]),
                term("b", Kind::Theme, &["migration"], &["migration optimum"]),
            ]
        };
        check(terms(), "Migration optimum, or migration.", &[("b", "migration")]);
        check(terms(), "They returned after a few years to their homes.", &[]);
        check(terms(), "They returned to their homes.", &[("a", "returned to their homes")]);
        check(terms(), "They return. Home again. Diasporas, diaspora.", &[("a", "diaspora")]);
    }
}
