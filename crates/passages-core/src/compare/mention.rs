//! What two passages say in the same words and in others: the words and terms of both, and where they stand.

use super::Passage;
use crate::span::Span;
use crate::tokens::fold;
use crate::vocabulary::{Kind, TermIx, Vocabulary};

/// A word or a term.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// A theme or a name of the vocabulary.
    Term(TermIx),
    /// A word that is no part of a term, folded, as it is first printed; its other forms are counted with it.
    Word(String),
}

/// A word or a term of two passages, and where each of them has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// What it is.
    pub what: What,
    /// In the earlier passage, ascending; empty where it is in the later one alone.
    pub then: Vec<Span>,
    /// In the later passage, ascending; empty where it is in the earlier one alone.
    pub now: Vec<Span>,
}

/// All terms and telling words of two passages: terms in the order of the vocabulary, then words in the order in
/// which they first stand, those of the earlier passage first.
pub(super) fn mentions(vocabulary: &Vocabulary, then: &Passage<'_>, now: &Passage<'_>) -> Vec<Mention> {
    let mut terms: Vec<(TermIx, bool, Span)> = Vec::new();
    let mut words: Vec<(u32, bool, Span)> = Vec::new();
    for (passage, is_now) in [(then, false), (now, true)] {
        let mut covered: Vec<Span> = Vec::new();
        for tag in &passage.annotation.tags {
            let kind = vocabulary.term(tag.term).map(|t| t.kind);
            if kind.is_some_and(|k| k == Kind::Theme || k.is_name()) {
                terms.push((tag.term, is_now, tag.span));
                // What an editor set has no words of its own.
                if !passage.annotation.is_by_hand(tag.term) {
                    covered.push(tag.span);
                }
            }
        }
        let free =
            passage.words.iter().filter(|w| w.tells && !covered.iter().any(|span| span.contains(w.span)));
        words.extend(free.map(|w| (w.stem, is_now, w.span)));
    }
    terms.sort_unstable();
    words.sort_unstable();
    let spans = |of: &[(TermIx, bool, Span)], side: bool| -> Vec<Span> {
        of.iter().filter(|(_, is_now, _)| *is_now == side).map(|(.., span)| *span).collect()
    };
    let term = |of: &[(TermIx, bool, Span)]| {
        let what = What::Term(of.first()?.0);
        Some(Mention { what, then: spans(of, false), now: spans(of, true) })
    };
    let mut mentions: Vec<Mention> = terms.chunk_by(|a, b| a.0 == b.0).filter_map(term).collect();
    let mut said: Vec<(bool, Span, Mention)> = Vec::new();
    for of in words.chunk_by(|a, b| a.0 == b.0) {
        let Some((_, is_now, first)) = of.first() else { continue };
        let printed = first.of(if *is_now { now.text } else { then.text });
        let side = |side: bool| of.iter().filter(|(_, s, _)| *s == side).map(|(.., span)| *span).collect();
        let mention = Mention { what: What::Word(fold(printed)), then: side(false), now: side(true) };
        said.push((*is_now, *first, mention));
    }
    said.sort_unstable_by_key(|(is_now, first, _)| (*is_now, *first));
    mentions.extend(said.into_iter().map(|(.., mention)| mention));
    mentions
}
