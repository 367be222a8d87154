//! What is written in other words than before: themes of which both sides speak, each in forms that the other has not.
//!
//! The evidence is the words that made each tag. Which forms a theme has is not asked, so that a page which carries
//! no forms can do it.

use super::Passage;
use super::terms::{Place, most_printed};
use crate::span::Span;
use crate::tokens::is_stop_word;
use crate::vocabulary::{Kind, TermIx, Vocabulary};

/// A form in which a theme is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// As it is printed most often; endings, hyphens and common words are not told apart.
    pub words: String,
    /// How often.
    pub times: u32,
    /// Where, in reading order.
    pub places: Vec<Place>,
}

/// A theme that the later documents write in other words.
#[derive(Clone, Debug, PartialEq)]
pub struct WordingChange {
    /// The theme.
    pub theme: TermIx,
    /// Forms of the earlier documents alone, the most frequent first; never empty.
    pub then: Vec<Form>,
    /// Forms of the later documents alone, the most frequent first; never empty.
    pub now: Vec<Form>,
    /// How often the forms of both stand in the earlier and the later documents.
    pub both: (u32, u32),
}

impl WordingChange {
    /// The part of all uses that is in forms of one side alone, above 0 to 1: at 1 no form was kept.
    pub fn turnover(&self) -> f64 {
        let times = |forms: &[Form]| forms.iter().map(|f| f64::from(f.times)).sum::<f64>();
        let changed = times(&self.then) + times(&self.now);
        changed / (changed + f64::from(self.both.0) + f64::from(self.both.1)).max(1.0)
    }
}

/// Longer stretches show a theme by how they are put together, and not by what they call it.
pub const MAX_FORM_WORDS: usize = 4;

/// Somewhere a form stands: theme, form, side, passage of this side, words.
type Stand = (TermIx, String, bool, usize, Span);

/// The themes that are written in other words, the clearest first: those of which no form was kept; of these, those
/// whose forms come back most, then those with the fewest forms; equal ones in the order of the vocabulary.
pub(super) fn wordings(
    vocabulary: &Vocabulary,
    then: &[Passage<'_>],
    now: &[Passage<'_>],
) -> Vec<WordingChange> {
    let mut stands: Vec<Stand> = Vec::new();
    for (side, is_now) in [(then, false), (now, true)] {
        for (at, passage) in side.iter().enumerate().filter(|(_, p)| p.is_comparable) {
            for tag in &passage.annotation.tags {
                let is_theme = vocabulary.term(tag.term).is_some_and(|t| t.kind == Kind::Theme);
                if is_theme
                    && !passage.annotation.is_by_hand(tag.term)
                    && let Some(form) = form_of(passage, tag.span)
                {
                    stands.push((tag.term, form, is_now, at, tag.span));
                }
            }
        }
    }
    stands.sort_unstable();
    stands.dedup();
    let mut changes: Vec<WordingChange> = Vec::new();
    for of_theme in stands.chunk_by(|a, b| a.0 == b.0) {
        let Some((theme, ..)) = of_theme.first() else { continue };
        let mut change = WordingChange { theme: *theme, then: Vec::new(), now: Vec::new(), both: (0, 0) };
        for of_form in of_theme.chunk_by(|a, b| a.1 == b.1) {
            let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
            let earlier = of_form.partition_point(|(_, _, is_now, ..)| !is_now);
            match (earlier, of_form.len() - earlier) {
                (_, 0) => change.then.push(form(then, of_form)),
                (0, _) => change.now.push(form(now, of_form)),
                (a, b) => change.both = (change.both.0 + count(a), change.both.1 + count(b)),
            }
        }
        for forms in [&mut change.then, &mut change.now] {
            forms.sort_by(|a, b| b.times.cmp(&a.times).then(a.words.cmp(&b.words)));
        }
        if !change.then.is_empty() && !change.now.is_empty() {
            changes.push(change);
        }
    }
    changes.sort_by_key(|change| {
        let forms = || change.then.iter().chain(&change.now);
        let times: u32 = forms().map(|f| f.times).sum();
        let count = u32::try_from(forms().count()).unwrap_or(u32::MAX);
        (change.both != (0, 0), u32::MAX - times.saturating_sub(count), count, change.theme)
    });
    changes
}

/// The stems of the words of a tag without the common ones, run together, so that "micro-finance" is "microfinance";
/// `None` for what is too long for a name, or begins or ends with a common word.
fn form_of(passage: &Passage<'_>, span: Span) -> Option<String> {
    let tokens = passage.analyzer.tokens(span.of(passage.text));
    let telling = || tokens.iter().filter(|t| !is_stop_word(&t.word));
    let edges = [tokens.first()?, tokens.last()?];
    let is_name = tokens.len() <= MAX_FORM_WORDS && edges.iter().all(|t| !is_stop_word(&t.word));
    is_name.then(|| telling().map(|t| t.stem.as_str()).collect())
}

fn form(side: &[Passage<'_>], stands: &[Stand]) -> Form {
    let mut places: Vec<Place> = Vec::new();
    let mut printed: Vec<&str> = Vec::new();
    for of_passage in stands.chunk_by(|a, b| a.3 == b.3) {
        let Some(passage) = of_passage.first().and_then(|s| side.get(s.3)) else { continue };
        let spans: Vec<Span> = of_passage.iter().map(|s| s.4).collect();
        printed.extend(spans.iter().map(|s| s.of(passage.text)));
        places.push(Place { passage: passage.ix, spans });
    }
    Form { times: u32::try_from(printed.len()).unwrap_or(u32::MAX), words: most_printed(printed), places }
}
