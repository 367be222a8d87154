//! What a resting exhibit shows: sentences of the documents, two by two, and the thread that joins them.

use crate::corpus::Corpus;
use crate::link::{Link, ParagraphIx, Reason};
use crate::span::Span;
use crate::tokens::{Analyzer, Token};

/// Links that the tour goes through at most.
pub const MOST_STOPS: usize = 48;
/// Links, the strongest first, among which they are chosen.
const CANDIDATES: usize = 240;
/// Characters of a sentence at most: what can be read from a few steps away before it is gone.
pub const MOST_CHARS: usize = 190;

/// A stretch of a paragraph, and the words in it that make the link.
#[derive(Clone, Debug, PartialEq)]
pub struct End {
    /// The paragraph.
    pub paragraph: ParagraphIx,
    /// The sentence, or the part of it around the words.
    pub span: Span,
    /// Whether the sentence begins before it.
    pub is_cut_before: bool,
    /// Whether the sentence goes on after it.
    pub is_cut_after: bool,
    /// The words, in order; at least one stretch, all inside `span`.
    pub lit: Vec<Span>,
}

/// A picture of the tour.
#[derive(Clone, Debug, PartialEq)]
pub struct Stop {
    /// Index into the corpus' links.
    pub link: usize,
    /// The earlier paragraph.
    pub from: End,
    /// The later one.
    pub to: End,
    /// What they share first of all.
    pub reason: Reason,
}

/// The tour: indices into the corpus' links, each once. It keeps to links between documents where there are any, and
/// goes from theme to theme and from passage to passage, so that what follows differs from what went before.
pub fn tour(corpus: &Corpus) -> Vec<usize> {
    let ranked = || corpus.links_by_score().iter().filter_map(|at| Some((*at, corpus.links().get(*at)?)));
    let across = |(_, link): &(usize, &Link)| corpus.document_ix(link.from) != corpus.document_ix(link.to);
    let mut left: Vec<(usize, &Link)> = ranked().filter(across).take(CANDIDATES).collect();
    if left.is_empty() {
        left = ranked().take(CANDIDATES).collect();
    }
    let mut tour: Vec<usize> = Vec::new();
    let mut shown: Vec<&Link> = Vec::new();
    while tour.len() < MOST_STOPS {
        // The strongest of those that repeat least.
        let repeats = |link: &Link| {
            let family = shown.iter().filter(|s| s.family == link.family).count();
            let last = shown.last().is_some_and(|s| s.family == link.family);
            let passages =
                shown.iter().filter(|s| [s.from, s.to].iter().any(|p| [link.from, link.to].contains(p)));
            (last, family + 2 * passages.count())
        };
        let Some(best) = (0..left.len()).min_by_key(|at| left.get(*at).map(|(_, link)| repeats(link))) else {
            break;
        };
        let (at, link) = left.remove(best);
        tour.push(at);
        shown.push(link);
    }
    tour
}

/// The picture of a link; `None` where there is no such link, or its texts show nothing.
pub fn stop(corpus: &Corpus, at: usize) -> Option<Stop> {
    let link = corpus.links().get(at)?;
    let reason = corpus.compare(link.from, link.to).reasons.into_iter().next()?;
    let from = end(corpus, link.from, link.lead.0, &reason.from_spans)?;
    let to = end(corpus, link.to, link.lead.1, &reason.to_spans)?;
    Some(Stop { link: at, from, to, reason })
}

fn end(corpus: &Corpus, paragraph: ParagraphIx, lead: Span, spans: &[Span]) -> Option<End> {
    let (document, found) = corpus.get(paragraph)?;
    let tokens = Analyzer::of(&document.language).tokens(&found.text);
    // A repeat is lit from end to end; its first words stand for it.
    let lead = spans.iter().copied().find(|span| *span == lead).or(spans.first().copied()).unwrap_or(lead);
    let (span, is_cut_before, is_cut_after) = excerpt(&found.text, &tokens, lead)?;
    let inside = |lit: &Span| {
        let both = Span { start: lit.start.max(span.start), end: lit.end.min(span.end) };
        (!both.is_empty()).then_some(both)
    };
    let lit: Vec<Span> = spans.iter().filter_map(inside).collect();
    (!lit.is_empty()).then_some(End { paragraph, span, is_cut_before, is_cut_after, lit })
}

/// The sentence around a stretch of a text, or as much of it as fits, from clause to clause where that can be; and
/// whether it was cut before and after.
fn excerpt(text: &str, tokens: &[Token], lead: Span) -> Option<(Span, bool, bool)> {
    let first = tokens.iter().position(|t| t.span.end > lead.start)?;
    let sentence = tokens.get(first)?.sentence;
    let begin = tokens.iter().position(|t| t.sentence == sentence)?;
    let end = tokens.iter().rposition(|t| t.sentence == sentence)?;
    let chars = |from: usize, to: usize| {
        let (from, to) = (tokens.get(from)?.span.start, tokens.get(to)?.span.end);
        Some(Span { start: from, end: to }.of(text).chars().count())
    };
    let (mut a, mut b) = (first, first);
    // The words that matter, then those around them, in turns.
    while b < end
        && tokens.get(b + 1).is_some_and(|t| t.span.start < lead.end)
        && chars(a, b + 1)? <= MOST_CHARS
    {
        b += 1;
    }
    let last = b;
    loop {
        let before = (a, b);
        if a > begin && chars(a - 1, b)? <= MOST_CHARS {
            a -= 1;
        }
        if b < end && chars(a, b + 1)? <= MOST_CHARS {
            b += 1;
        }
        if (a, b) == before {
            break;
        }
    }
    let gap =
        |n: usize| Some(Span { start: tokens.get(n)?.span.end, end: tokens.get(n + 1)?.span.start }.of(text));
    let breaks =
        |n: usize| gap(n).is_some_and(|between| between.contains([',', ';', ':', '(', '–', '—', '،', '，']));
    if a > begin {
        a = (a..=first).find(|n| *n > 0 && breaks(*n - 1)).unwrap_or(a);
    }
    if b < end {
        b = (last..b).rev().find(|n| breaks(*n)).unwrap_or(b);
    }
    let start = if a == begin { opening(text, tokens.get(a)?.span.start) } else { tokens.get(a)?.span.start };
    let close = if b == end { closing(text, tokens.get(b)?.span.end) } else { tokens.get(b)?.span.end };
    Some((Span { start, end: close }, a > begin, b < end))
}

/// Where what opens a sentence stands: quotes and brackets before its first word.
fn opening(text: &str, word: u32) -> u32 {
    let before = text.get(..word as usize).unwrap_or("");
    let bare = before.trim_end_matches(|c: char| !c.is_whitespace());
    u32::try_from(bare.len()).unwrap_or(word)
}

/// Where what closes a sentence ends: its stop, quotes and brackets after its last word.
fn closing(text: &str, word: u32) -> u32 {
    let after = text.get(word as usize..).unwrap_or("");
    let rest = after.trim_start_matches(|c: char| !c.is_whitespace());
    word.saturating_add(u32::try_from(after.len() - rest.len()).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cut(text: &str, words: &str) -> String {
        let at = text.find(words).expect("the words");
        let tokens = Analyzer::english().tokens(text);
        let (span, before, after) =
            excerpt(text, &tokens, Span::new(at..at + words.len())).expect("a sentence");
        format!("{}{}{}", if before { "…" } else { "" }, span.of(text), if after { "…" } else { "" })
    }

    #[test]
    fn a_short_sentence_is_shown_whole_with_its_marks() {
        let text = "It was said. “Remittances (in kind) matter.” They do, see para. 4 of the text.";
        assert_eq!(cut(text, "kind"), "“Remittances (in kind) matter.”");
        assert_eq!(cut(text, "para"), "They do, see para. 4 of the text.");
    }

    #[test]
    fn a_long_sentence_is_cut_between_clauses_around_its_words() {
        let filler = "and so on with many words that nobody needs here";
        let text = format!("We say {filler}, {filler}, that remittances help families, {filler}, {filler}.");
        assert_eq!(
            cut(&text, "remittances"),
            format!("…{filler}, that remittances help families, {filler}…")
        );
    }

    proptest! {
        #[test]
        fn what_is_shown_holds_the_words_and_is_short(text in "([a-zé]{1,9}[ ,.;]{1,2}){1,90}", at in any::<prop::sample::Index>()) {
            let tokens = Analyzer::english().tokens(&text);
            prop_assume!(!tokens.is_empty());
            let lead = tokens[at.index(tokens.len())].span;
            let (span, _, _) = excerpt(&text, &tokens, lead).expect("a sentence");
            prop_assert!(span.contains(lead), "{span:?} {lead:?}");
            // The marks at its ends come on top.
            prop_assert!(span.of(&text).chars().count() <= MOST_CHARS + 8);
        }
    }
}
