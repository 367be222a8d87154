//! Words and phrases that come, go, and are used more or less than before.
//!
//! How sure a difference is: the log-likelihood ratio G2 of T. Dunning, "Accurate methods for the statistics of
//! surprise and coincidence", Computational Linguistics 19 (1993), in the form of P. Rayson and R. Garside, "Comparing
//! corpora using frequency profiling", Workshop on Comparing Corpora (2000), doi:10.3115/1117729.1117730. How large
//! it is: the difference of the relative frequencies in parts of the earlier one (C. Gabrielatos and A. Marchi,
//! "Keyness: appropriate metrics and practical issues", Corpus-assisted Discourse Studies International Conference
//! (2012)).

use super::{Passage, Word};
use crate::link::ParagraphIx;
use crate::span::Span;

/// G2 from which a difference is beyond chance: one of a hundred that are chance reaches it (chi-square with one
/// degree of freedom, p < 0.01).
pub const BEYOND_CHANCE: f64 = 6.63;
/// A term is listed from so many uses on, both sides together.
pub const MIN_TIMES: u32 = 3;
/// And from so many passages on, of the side that uses it more.
pub const MIN_PASSAGES: usize = 2;
/// At most so many terms are listed.
pub const MAX_TERMS: usize = 400;

/// What became of a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// The earlier documents do not have it. Whether that is chance is [`TermChange::g2`]'s to say.
    New,
    /// The later documents do not have it. Whether that is chance is [`TermChange::g2`]'s to say.
    Gone,
    /// Both have it, the later ones more often, beyond chance.
    More,
    /// Both have it, the later ones less often, beyond chance.
    Less,
}

/// A passage and where a term stands in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The passage.
    pub passage: ParagraphIx,
    /// Never empty; ascending.
    pub spans: Vec<Span>,
}

/// How one side uses a term.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Use {
    /// How often.
    pub times: u32,
    /// How often in a thousand words of this side.
    pub per_thousand: f64,
    /// Where, in reading order.
    pub places: Vec<Place>,
}

/// A word or phrase of one to three words that is used differently.
#[derive(Clone, Debug, PartialEq)]
pub struct TermChange {
    /// As it is printed most often; its other forms are counted with it.
    pub words: String,
    /// What became of it.
    pub change: Change,
    /// In the earlier documents.
    pub then: Use,
    /// In the later documents.
    pub now: Use,
    /// How often each document has it: those that do, by index.
    pub by_document: Vec<(usize, u32)>,
    /// The log-likelihood ratio, 0 and up: from [`BEYOND_CHANCE`] on the difference is hardly chance. A term that is
    /// new or gone is listed below it too.
    pub g2: f64,
    /// `(now - then) / then` of the uses in a thousand words, so -1 where it is gone; `None` where it is new.
    pub effect: Option<f64>,
}

/// The stems of a phrase, counted from 1; 0 where it has fewer words.
type Key = [u32; 3];

/// Somewhere a phrase stands: which, in which passage of both sides, from which word on, and how many.
type Stand = (Key, u32, u32, u32);

/// The terms that are used differently, the surest first; equal ones by the more frequent, then by their words. And
/// whether there were more.
pub(super) fn terms(then: &[Passage<'_>], now: &[Passage<'_>], total: (u32, u32)) -> (Vec<TermChange>, bool) {
    let all: Vec<&Passage<'_>> = then.iter().chain(now).collect();
    let first_now = u32::try_from(then.len()).unwrap_or(u32::MAX);
    let mut stands: Vec<Stand> = Vec::new();
    for (at, passage) in (0..).zip(&all).filter(|(_, p)| p.is_comparable) {
        phrases(at, &passage.words, &mut stands);
    }
    stands.sort_unstable();
    let mut found: Vec<(Key, (u32, u32), &[Stand])> = Vec::new();
    for of_key in stands.chunk_by(|a, b| a.0 == b.0).filter(|of| of.len() >= MIN_TIMES as usize) {
        let Some((key, ..)) = of_key.first() else { continue };
        let middle = of_key.partition_point(|(_, at, ..)| *at < first_now);
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        found.push((*key, (count(middle), count(of_key.len() - middle)), of_key));
    }
    // Words that are never used but in a longer phrase are told by it.
    let mut told: Vec<Key> = Vec::new();
    for (key, times, _) in &found {
        for part in parts(*key) {
            if let Ok(at) = found.binary_search_by_key(&part, |(k, ..)| *k)
                && found.get(at).is_some_and(|(_, alone, _)| alone == times)
            {
                told.push(part);
            }
        }
    }
    told.sort_unstable();
    let mut changes: Vec<(f64, Change, &[Stand])> = Vec::new();
    for (key, times, stands) in &found {
        let g2 = log_likelihood(*times, total);
        let per = |times: u32, total: u32| f64::from(times) / f64::from(total.max(1));
        let change = match times {
            (0, _) => Change::New,
            (_, 0) => Change::Gone,
            (a, b) if per(*a, total.0) < per(*b, total.1) => Change::More,
            _ => Change::Less,
        };
        let of_side =
            |(_, at, ..): &&Stand| (*at >= first_now) == matches!(change, Change::New | Change::More);
        let mut passages: Vec<u32> = stands.iter().filter(of_side).map(|(_, at, ..)| *at).collect();
        passages.dedup();
        let is_sure = matches!(change, Change::New | Change::Gone) || g2 >= BEYOND_CHANCE;
        if is_sure && passages.len() >= MIN_PASSAGES && told.binary_search(key).is_err() {
            changes.push((g2, change, stands));
        }
    }
    changes.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.2.len().cmp(&a.2.len())).then(a.2.cmp(b.2)));
    let is_cut = changes.len() > MAX_TERMS;
    changes.truncate(MAX_TERMS);
    let mut terms: Vec<TermChange> = changes
        .into_iter()
        .map(|(g2, change, stands)| term(&all, first_now, total, g2, change, stands))
        .collect();
    terms.sort_by(|a, b| {
        let times = |t: &TermChange| t.then.times + t.now.times;
        b.g2.total_cmp(&a.g2).then(times(b).cmp(&times(a))).then(a.words.cmp(&b.words))
    });
    (terms, is_cut)
}

/// All phrases of a passage: of one word that tells; of two and three, side by side in one sentence, of which the
/// first and the last do.
fn phrases(at: u32, words: &[Word], stands: &mut Vec<Stand>) {
    for (from, first) in (0..).zip(words).filter(|(_, w)| w.tells) {
        let mut key = [first.stem + 1, 0, 0];
        stands.push((key, at, from, 1));
        let next = words.iter().skip(from as usize + 1).take(2);
        for ((slot, length), word) in (1..).zip(2..).zip(next) {
            if !word.follows || word.sentence != first.sentence {
                break;
            }
            if let Some(slot) = key.get_mut::<usize>(slot) {
                *slot = word.stem + 1;
            }
            if word.tells {
                stands.push((key, at, from, length));
            }
        }
    }
}

/// The shorter phrases in a phrase.
fn parts([a, b, c]: Key) -> impl Iterator<Item = Key> {
    let pairs = (c > 0).then_some([[a, b, 0], [b, c, 0], [c, 0, 0]]).into_iter().flatten();
    let single = (b > 0).then_some([[a, 0, 0], [b, 0, 0]]).into_iter().flatten();
    pairs.chain(single)
}

/// G2 of a term that stands `times` in the words of each side.
fn log_likelihood(times: (u32, u32), total: (u32, u32)) -> f64 {
    let all = f64::from(times.0) + f64::from(times.1);
    let words = f64::from(total.0) + f64::from(total.1);
    let part = |times: u32, total: u32| {
        let (times, expected) = (f64::from(times), all * f64::from(total) / words);
        if times > 0.0 && expected > 0.0 { times * libm::log(times / expected) } else { 0.0 }
    };
    // Not below 0 but by rounding.
    (2.0 * (part(times.0, total.0) + part(times.1, total.1))).max(0.0)
}

fn term(
    all: &[&Passage<'_>],
    first_now: u32,
    total: (u32, u32),
    g2: f64,
    change: Change,
    stands: &[Stand],
) -> TermChange {
    let (mut then, mut now) = (Use::default(), Use::default());
    let mut by_document: Vec<(usize, u32)> = Vec::new();
    let mut printed: Vec<&str> = Vec::new();
    for of_passage in stands.chunk_by(|a, b| a.1 == b.1) {
        let Some((_, at, ..)) = of_passage.first() else { continue };
        let Some(passage) = all.get(*at as usize) else { continue };
        let span = |(_, _, from, length): &Stand| {
            let (first, last) =
                (passage.words.get(*from as usize)?, passage.words.get((from + length) as usize - 1)?);
            Some(Span { start: first.span.start, end: last.span.end })
        };
        let spans: Vec<Span> = of_passage.iter().filter_map(span).collect();
        printed.extend(spans.iter().map(|s| s.of(passage.text)));
        let times = u32::try_from(spans.len()).unwrap_or(u32::MAX);
        let side = if *at < first_now { &mut then } else { &mut now };
        side.times += times;
        side.places.push(Place { passage: passage.ix, spans });
        match by_document.last_mut() {
            Some((document, count)) if *document == passage.document => *count += times,
            _ => by_document.push((passage.document, times)),
        }
    }
    let per_thousand = |times: u32, total: u32| 1000.0 * f64::from(times) / f64::from(total.max(1));
    then.per_thousand = per_thousand(then.times, total.0);
    now.per_thousand = per_thousand(now.times, total.1);
    let effect = (then.times > 0).then(|| (now.per_thousand - then.per_thousand) / then.per_thousand);
    TermChange { words: most_printed(printed), change, then, now, by_document, g2, effect }
}

/// The form that is printed most often; of equal ones the last, since small letters come after capitals.
pub(super) fn most_printed(mut printed: Vec<&str>) -> String {
    printed.sort_unstable();
    let forms = printed.chunk_by(|a, b| a == b).max_by_key(|form| form.len());
    forms.and_then(|form| form.first()).map_or(String::new(), |form| (*form).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_log_likelihood_is_that_of_the_published_example() {
        // Rayson's calculator: 10 of 1,000 words against 20 of 1,000, and none against 8.
        let near =
            |found: f64, expected: f64| assert!((found - expected).abs() < 0.005, "{found} {expected}");
        near(log_likelihood((10, 20), (1000, 1000)), 3.398);
        near(log_likelihood((0, 8), (1000, 1000)), 11.090);
        near(log_likelihood((7, 7), (500, 500)), 0.0);
    }
}
