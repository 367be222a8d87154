//! Paragraph -> tags: which terms of the vocabulary its words show, and where.
//!
//! Forms match whole words, by stem, in order and side by side, within one sentence and not across a colon or semicolon.
//! "=word" matches without stemming, capitals ("IOM") match capitals only, "..." allows up to four words between.
//! Among names the longest match wins, and hides its words from shorter themes.

mod by_hand;

pub(crate) use by_hand::lay;
pub use by_hand::{Tagging, tagged};

use crate::interner::{Interner, hash};
use crate::span::Span;
use crate::tokens::{Analyzer, Token};
use crate::vocabulary::{Kind, TermIx, Vocabulary};
use std::collections::BTreeSet;

/// A term shown by words of a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tag {
    /// The words.
    pub span: Span,
    /// The term.
    pub term: TermIx,
    /// Zero-based sentence of the paragraph.
    pub sentence: u16,
}

/// Somebody says something with a certain strength.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Speech {
    /// Actor or voice, with the words that name it; `None` where the text does not say who.
    pub who: Option<Tag>,
    /// The rung, with the words that show it.
    pub rung: Tag,
}

/// What the vocabulary finds in one paragraph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Annotation {
    /// In the order of the text.
    pub tags: Vec<Tag>,
    /// In the order of the text.
    pub speech: Vec<Speech>,
    /// The terms that an editor set and no words show, ascending. Each has a tag over the first sentence.
    pub by_hand: Vec<TermIx>,
}

impl Annotation {
    /// Whether a term is here because an editor set it, and no words show it.
    pub fn is_by_hand(&self, term: TermIx) -> bool {
        self.by_hand.binary_search(&term).is_ok()
    }

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

/// A word of a form: the number of its letters, and in which way they must match; see [`Way`].
type Face = u32;

/// How a word of a form matches a word of a text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Stem,
    Exact,
    Capitals,
}

/// Stands for "...".
const GAP: Face = Face::MAX;

/// The face of the letters with this number.
fn face(number: u32, way: Way) -> Face {
    // A vocabulary of a thousand million words would not fit in memory.
    number << 2 | way as u32
}

/// The faces of a word of a text, as far as any form has them.
#[derive(Clone, Copy, Default)]
struct Faces {
    /// By stem, exactly, by capitals, and by capitals without a plural s.
    all: [Option<Face>; 4],
}

impl Faces {
    fn has(&self, wanted: Face) -> bool {
        self.all.contains(&Some(wanted))
    }
}

struct Form {
    first: Face,
    term: TermIx,
    /// False for a phrase in which the term's forms do not count.
    counts: bool,
    rest: Vec<Face>,
}

/// The forms of a vocabulary, ready to be found.
pub struct Matcher {
    /// The words of the forms.
    letters: Interner,
    /// By first word.
    forms: Vec<Form>,
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
        let mut letters = Interner::default();
        let mut forms: Vec<Form> = Vec::new();
        for (term, entry) in vocabulary.indexed() {
            let wanted = entry.forms.iter().map(|f| (f, true));
            for (form, counts) in wanted.chain(entry.not.iter().map(|f| (f, false))) {
                let mut words = words_of(form, analyzer, &mut letters).into_iter();
                if let Some(first) = words.next() {
                    forms.push(Form { first, term, counts, rest: words.collect() });
                }
            }
        }
        forms.sort_by_key(|form| form.first);
        let kinds = vocabulary.terms.iter().map(|t| t.kind).collect();
        Self { letters, forms, kinds, places: vocabulary.terms.iter().map(|t| t.place).collect() }
    }

    /// Tags one paragraph.
    pub fn annotate(&self, tokens: &[Token]) -> Annotation {
        let (mut allowed, refused) = self.matches(tokens);
        if allowed.is_empty() {
            return Annotation::default();
        }
        let kind = |m: &Match| self.kinds.get(usize::from(m.term)).copied();
        if !refused.is_empty() {
            let words = |m: &Match| (m.first..=m.last).map(|at| (m.term, at)).collect::<Vec<_>>();
            let refused: BTreeSet<(TermIx, usize)> = refused.iter().flat_map(words).collect();
            allowed.retain(|m| !words(m).iter().any(|w| refused.contains(w)));
        }
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
        Annotation { tags, speech, by_hand: Vec::new() }
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
        let faces: Vec<Faces> = tokens.iter().map(|token| self.faces(token)).collect();
        let (mut found, mut refused) = (Vec::new(), Vec::new());
        for (first, own) in faces.iter().enumerate() {
            for face in own.all.iter().flatten() {
                let from = self.forms.partition_point(|form| form.first < *face);
                let of_face = self.forms.get(from..).unwrap_or(&[]).iter();
                for form in of_face.take_while(|form| form.first == *face) {
                    if let Some(last) = follow(&form.rest, tokens, &faces, first) {
                        let list = if form.counts { &mut found } else { &mut refused };
                        list.push(Match { first, last, term: form.term });
                    }
                }
            }
        }
        (found, refused)
    }

    /// The ways in which a form's word may name this token.
    fn faces(&self, token: &Token) -> Faces {
        let number = |letters: &str| self.letters.find((letters, ""), hash(letters));
        let word = number(&token.word);
        let stem = if token.stem == token.word { word } else { number(&token.stem) };
        let of = |number: Option<u32>, way: Way| number.map(|number| face(number, way));
        let singular = token.word.strip_suffix('s').filter(|_| token.capitals).and_then(number);
        let capitals = word.filter(|_| token.capitals);
        let all = [
            of(stem, Way::Stem),
            of(word, Way::Exact),
            of(capitals, Way::Capitals),
            of(singular, Way::Capitals),
        ];
        Faces { all }
    }
}

fn words_of(form: &str, analyzer: &Analyzer, letters: &mut Interner) -> Vec<Face> {
    let (form, exact) = form.strip_prefix('=').map_or((form, false), |rest| (rest, true));
    let mut words = Vec::new();
    for (i, piece) in form.split("...").enumerate() {
        if i > 0 && !words.is_empty() {
            words.push(GAP);
        }
        words.extend(analyzer.tokens(piece).into_iter().map(|t| {
            let (text, way) = match &t {
                t if t.capitals => (&t.word, Way::Capitals),
                t if exact => (&t.word, Way::Exact),
                t => (&t.stem, Way::Stem),
            };
            face(letters.intern((text, ""), hash(text)), way)
        }));
    }
    if words.last() == Some(&GAP) {
        words.pop();
    }
    words
}

/// The last token of the form whose first word stands at `first`, if the rest follows in its sentence.
fn follow(rest: &[Face], tokens: &[Token], faces: &[Faces], first: usize) -> Option<usize> {
    let sentence = tokens.get(first)?.sentence;
    let mut at = first;
    let mut words = rest.iter();
    while let Some(word) = words.next() {
        let (word, reach) = match *word {
            GAP => (words.next()?, GAP_WORDS),
            _ => (word, 0),
        };
        let next = tokens.get(at + 1..)?.iter().zip(faces.get(at + 1..)?).take(reach + 1);
        let mut candidates = next.take_while(|(t, _)| t.sentence == sentence && !t.begins);
        at += 1 + candidates.position(|(_, own)| own.has(*word))?;
    }
    Some(at)
}

/// Drops every match that overlaps a longer one, or an equal one before it.
fn longest(mut matches: Vec<Match>) -> Vec<Match> {
    let (Some(from), Some(to)) =
        (matches.iter().map(|m| m.first).min(), matches.iter().map(|m| m.last).max())
    else {
        return matches;
    };
    matches.sort_by_key(|m| (std::cmp::Reverse(m.last - m.first), m.first, m.term));
    let mut taken = vec![false; to - from + 1];
    matches.retain(|m| {
        let words = taken.get_mut(m.first - from..=m.last - from).unwrap_or_default();
        let free = !words.contains(&true);
        if free {
            words.fill(true);
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
fn longest_each(mut matches: Vec<Match>) -> Vec<Match> {
    matches.sort_by_key(|m| m.term);
    matches.chunk_by(|a, b| a.term == b.term).flat_map(|of_term| longest(of_term.to_vec())).collect()
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

/// More names do not stand in a list: the United Nations have fewer members.
const MAX_LISTED_NAMES: usize = 250;

/// The voice before a list of names that ends with `last`.
fn listed_voice<'a>(
    last: &Match,
    [voices, names]: &'a [Vec<Match>; 2],
    tokens: &[Token],
) -> Option<&'a Match> {
    let mut at = last.first.checked_sub(1)?;
    // Beside each name, the two words that may join it to the next.
    for _ in 0..MAX_LISTED_NAMES * 3 {
        if let Some(voice) = within(voices, at, at).find(|v| v.last == at) {
            let same = tokens.get(at)?.sentence == tokens.get(last.first)?.sentence;
            return Some(voice).filter(|_| same);
        }
        let name = within(names, at, at).next();
        let joins = tokens.get(at).is_some_and(|t| matches!(t.word.as_str(), "and" | "the"));
        at = match name {
            Some(name) => name.first.checked_sub(1)?,
            None if joins => at.checked_sub(1)?,
            None => return None,
        };
    }
    None
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
