//! Two paragraphs -> what they share, and how much it weighs.

use super::evidence::{is_word, term_of};
use super::same::ALMOST;
use super::{Evidence, Link, Linker, Shown};
use crate::case::lowercase;
use crate::order::sort_by;
use crate::span::Span;

/// One reason for which two paragraphs belong together.
#[derive(Clone, Debug, PartialEq)]
pub struct Reason {
    /// What is shared.
    pub evidence: Evidence,
    /// Its part of the score; the shares sum to the score.
    pub share: f32,
    /// What it weighs: kind x rarity x circumstances.
    pub weight: f32,
    /// What its kind weighs at its rarest; for repeats the resemblance is in it.
    pub kind: f32,
    /// From 0, shown nearly everywhere, to 1.
    pub rarity: f32,
    /// How many paragraphs of the corpus show it; the rarer one of two neighbours; 0 for repeats.
    pub paragraphs: u32,
    /// Whether it stands in one sentence with other evidence, in both.
    pub same_sentence: bool,
    /// Whether one of the two mentions it in brackets only.
    pub aside: bool,
    /// Where the first paragraph shows it; never empty.
    pub from_spans: Vec<Span>,
    /// Where the second paragraph shows it; never empty.
    pub to_spans: Vec<Span>,
}

/// How many reasons a line names.
const NAMED: usize = 3;

/// All that two paragraphs share.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Comparison {
    /// From 0, nothing is shared, to below 1.
    pub score: f32,
    /// The largest share first.
    pub reasons: Vec<Reason>,
}

impl Comparison {
    /// The weightiest reasons, as many as a line names. Words and neighbours are named only where nothing else is shared.
    pub fn named(&self) -> impl Iterator<Item = &Reason> {
        let telling = |r: &Reason| matches!(r.evidence, Evidence::Term(_) | Evidence::Same);
        let has_telling = self.reasons.iter().any(telling);
        self.reasons.iter().filter(move |r| !has_telling || telling(r)).take(NAMED)
    }

    /// The same, seen from the other end.
    pub fn turned(mut self) -> Self {
        for reason in &mut self.reasons {
            std::mem::swap(&mut reason.from_spans, &mut reason.to_spans);
            if let Evidence::Related(a, b) = &mut reason.evidence {
                std::mem::swap(a, b);
            }
        }
        self
    }
}

/// A piece of each paragraph, by place, on their way to be a reason; or the same words.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Weighed {
    /// `None` for the same words, which are in all of both.
    pub(super) places: Option<(u32, u32)>,
    /// The two keys, the lesser first: the same from either end, so that equal weights come in the same order.
    order: (u32, u32),
    sentences: (u64, u64),
    kind: f64,
    rarity: f64,
    /// Circumstances.
    factor: f64,
    aside: bool,
    same_sentence: bool,
}

impl Weighed {
    fn weight(&self) -> f64 {
        self.kind * self.rarity * self.factor
    }

    fn is_word(&self) -> bool {
        is_word(self.order.1)
    }

    /// The key of what both share; `None` for neighbours and for the same words.
    pub(super) fn shared(&self) -> Option<u32> {
        self.places.and((self.order.0 == self.order.1).then_some(self.order.0))
    }
}

/// What two paragraphs have in common before it is weighed, by place in each.
#[derive(Clone, Debug, Default)]
pub(super) struct Common {
    /// Pieces of the same key, ascending.
    pub(super) shared: Vec<(u32, u32)>,
    /// Neighbouring terms of which the two do not share either, with the part that counts.
    pub(super) neighbours: Vec<(u32, u32, f64)>,
}

impl Reason {
    /// What it is, a word as the text of the first paragraph prints it, in small letters.
    pub fn printed(&self, text: &str) -> Evidence {
        match &self.evidence {
            Evidence::Word(stem) => {
                let printed = self.from_spans.first().map_or("", |span| span.of(text));
                Evidence::Word(if printed.is_empty() { stem.clone() } else { lowercase(printed) })
            }
            evidence => evidence.clone(),
        }
    }
}

impl Linker {
    /// What a line names of each link, to be read without comparing anew: one a link. `shown` and `texts` have one entry
    /// a paragraph.
    pub fn told(&self, links: &[Link], shown: &[Shown], texts: &[&str]) -> Vec<Vec<Evidence>> {
        let told = |link: &Link| {
            let ends = shown.get(link.from as usize).zip(shown.get(link.to as usize));
            let comparison = ends.map(|(from, to)| self.compare(from, to)).unwrap_or_default();
            let text = texts.get(link.from as usize).copied().unwrap_or_default();
            comparison.named().map(|reason| reason.printed(text)).collect()
        };
        links.iter().map(told).collect()
    }

    /// Compares two paragraphs of the corpus. The score and the reasons are the same from either end.
    pub fn compare(&self, from: &Shown, to: &Shown) -> Comparison {
        let weighed = self.weighed(from, to);
        let total = total(&weighed);
        let reasons: Vec<Reason> = weighed.iter().map(|w| reason(w, total, from, to)).collect();
        Comparison { score: reasons.iter().fold(0.0, |sum, r| sum + r.share), reasons }
    }

    /// What the two share, weightiest first.
    pub(super) fn weighed(&self, from: &Shown, to: &Shown) -> Vec<Weighed> {
        let resemblance = from.shingles.resemblance(&to.shingles);
        let mut weighed = Vec::new();
        self.weigh(from, to, &self.common(from, to), resemblance, &mut weighed);
        weightiest_first(&mut weighed);
        weighed
    }

    /// What two paragraphs have in common.
    fn common(&self, from: &Shown, to: &Shown) -> Common {
        let mut common = Common::default();
        let mut theirs = (0_u32..).zip(&to.keys).peekable();
        for (own, key) in (0..).zip(&from.keys) {
            while theirs.next_if(|(_, other)| *other < key).is_some() {}
            common.shared.extend(theirs.next_if(|(_, other)| *other == key).map(|(other, _)| (own, other)));
        }
        for (own, key) in (0..).zip(&from.keys).take(from.terms()) {
            if to.keys.binary_search(key).is_ok() {
                continue;
            }
            let facts = term_of(*key).and_then(|ix| self.terms.get(usize::from(ix)));
            for (ix, part) in facts.into_iter().flat_map(|t| &t.neighbours) {
                let key = u32::from(*ix);
                if from.keys.binary_search(&key).is_err()
                    && let Ok(other) = to.keys.binary_search(&key)
                {
                    common.neighbours.push((own, other as u32, *part));
                }
            }
        }
        common
    }

    /// Puts what two paragraphs have in common, with what it weighs, into `weighed`; the weights in no order.
    pub(super) fn weigh(
        &self,
        from: &Shown,
        to: &Shown,
        common: &Common,
        resemblance: f64,
        weighed: &mut Vec<Weighed>,
    ) {
        weighed.clear();
        let pieces = |(own, other): (u32, u32)| self.pair(from, to, (own, other));
        weighed.extend(common.shared.iter().filter_map(|places| pieces(*places)));
        // Where both name a state, its place is not another reason.
        let acts_for = |w: &Weighed| self.terms.get(usize::from(term_of(w.order.0)?))?.place.map(u32::from);
        if weighed.iter().take_while(|w| !w.is_word()).any(|w| acts_for(w).is_some()) {
            let acted_for: Vec<u32> = weighed.iter().filter_map(acts_for).collect();
            weighed.retain(|w| !acted_for.contains(&w.order.0));
        }
        if !common.neighbours.is_empty() {
            let neighbour = |(own, other, part): &(u32, u32, f64)| {
                let (a, b) = (from.pieces.get(*own as usize)?, to.pieces.get(*other as usize)?);
                let kinds =
                    [from.keys.get(*own as usize)?, to.keys.get(*other as usize)?].map(|k| self.kind(*k));
                let mut one = pieces((*own, *other))?;
                one.kind = part * kinds[0].min(kinds[1]);
                one.rarity = libm::sqrt(a.rarity * b.rarity);
                Some(one)
            };
            // The weightiest first, each once.
            let mut found: Vec<Weighed> = common.neighbours.iter().filter_map(neighbour).collect();
            weightiest_first(&mut found);
            let mut taken: Vec<u32> = Vec::new();
            for one in found {
                let (a, b) = one.order;
                if !taken.contains(&a) && !taken.contains(&b) {
                    taken.extend([a, b]);
                    weighed.push(one);
                }
            }
        }
        self.circumstances(weighed, from.length * to.length);
        if resemblance >= ALMOST {
            let kind = self.weights.same * resemblance;
            weighed.push(Weighed { kind, rarity: 1.0, factor: 1.0, ..Weighed::default() });
        }
    }

    /// A piece of each, which have the same key or are neighbours.
    fn pair(&self, from: &Shown, to: &Shown, places: (u32, u32)) -> Option<Weighed> {
        let (own, other) = (places.0 as usize, places.1 as usize);
        let (a, b) = (from.pieces.get(own)?, to.pieces.get(other)?);
        let (x, y) = (*from.keys.get(own)?, *to.keys.get(other)?);
        Some(Weighed {
            places: Some(places),
            order: (x.min(y), x.max(y)),
            sentences: (a.sentences, b.sentences),
            kind: self.kind(x),
            rarity: a.rarity,
            factor: 1.0,
            aside: a.aside || b.aside,
            same_sentence: false,
        })
    }

    /// What stands in one sentence with other evidence in both counts more; what is mentioned in brackets, less;
    /// words of long paragraphs, less, and all together no more than their ceiling.
    fn circumstances(&self, weighed: &mut [Weighed], length: f64) {
        close(weighed);
        for one in weighed.iter_mut() {
            one.factor *= if one.same_sentence { self.weights.same_sentence } else { 1.0 };
            one.factor *= if one.aside { self.weights.aside } else { 1.0 };
            one.factor *= if one.is_word() { length } else { 1.0 };
        }
        let words: f64 = weighed.iter().filter(|w| w.is_word()).map(Weighed::weight).sum();
        if words > self.weights.words_ceiling {
            for one in weighed.iter_mut().filter(|w| w.is_word()) {
                one.factor *= self.weights.words_ceiling / words;
            }
        }
    }
}

/// Up to this many pieces are held against each other; more are sorted into a table of sentences.
const FEW: usize = 32;

/// Finds what stands in one sentence with something else, in both.
fn close(weighed: &mut [Weighed]) {
    if weighed.len() <= FEW {
        for nth in 1..weighed.len() {
            let (before, from) = weighed.split_at_mut(nth);
            let Some(one) = from.first_mut() else { return };
            for other in before {
                let (a, b) = (one.sentences.0 & other.sentences.0, one.sentences.1 & other.sentences.1);
                let together = a != 0 && b != 0;
                one.same_sentence |= together;
                other.same_sentence |= together;
            }
        }
        return;
    }
    // For each sentence of the one, the sentences of the other with which it shares something, or more.
    let (mut once, mut more) = ([0_u64; 64], [0_u64; 64]);
    for (a, b) in weighed.iter().map(|w| w.sentences) {
        for i in bits(a) {
            if let (Some(once), Some(more)) = (once.get_mut(i), more.get_mut(i)) {
                *more |= *once & b;
                *once |= b;
            }
        }
    }
    for one in weighed {
        let (a, b) = one.sentences;
        one.same_sentence = bits(a).any(|i| more.get(i).is_some_and(|more| more & b != 0));
    }
}

fn weightiest_first(weighed: &mut [Weighed]) {
    sort_by(weighed, |x, y| y.weight().total_cmp(&x.weight()).then_with(|| x.order.cmp(&y.order)));
}

/// The places of the bits that are set, ascending.
fn bits(mut set: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let place = (set != 0).then(|| set.trailing_zeros() as usize);
        set &= set.wrapping_sub(1);
        place
    })
}

/// Of the weights as they are shown, so that they can be added up by hand.
fn total(weighed: &[Weighed]) -> f64 {
    weighed.iter().map(|w| f64::from(w.weight() as f32)).sum()
}

fn share(weighed: &Weighed, total: f64) -> f32 {
    (f64::from(weighed.weight() as f32) / (total + 1.0)) as f32
}

/// What they weigh together, as near as adding up in any order comes.
pub(super) fn sum(weighed: &[Weighed]) -> f64 {
    weighed.iter().map(Weighed::weight).sum()
}

/// The score of [`Linker::compare`] from what was weighed.
pub(super) fn score(weighed: &mut [Weighed]) -> f32 {
    weightiest_first(weighed);
    let total = total(weighed);
    weighed.iter().fold(0.0, |sum, w| sum + share(w, total))
}

fn reason(weighed: &Weighed, total: f64, ours: &Shown, theirs: &Shown) -> Reason {
    let (share, weight) = (share(weighed, total), weighed.weight() as f32);
    let (from_spans, to_spans) = spans(weighed, ours, theirs);
    let (evidence, paragraphs) = match weighed.places {
        None => (Evidence::Same, 0),
        Some((own, other)) => {
            let (own, other) = (own as usize, other as usize);
            let evidence = match (ours.evidence(own), theirs.evidence(other)) {
                (Evidence::Term(a), Evidence::Term(b)) if a != b => Evidence::Related(a, b),
                (evidence, _) => evidence,
            };
            let held = |shown: &Shown, at: usize| shown.pieces.get(at).map_or(0, |p| p.held);
            (evidence, held(ours, own).min(held(theirs, other)))
        }
    };
    Reason {
        evidence,
        share,
        weight,
        kind: if weighed.places.is_some() { weighed.kind as f32 } else { weight },
        rarity: weighed.rarity as f32,
        paragraphs,
        same_sentence: weighed.same_sentence,
        aside: weighed.aside,
        from_spans,
        to_spans,
    }
}

/// Where something stands in both.
pub(super) fn spans(weighed: &Weighed, ours: &Shown, theirs: &Shown) -> (Vec<Span>, Vec<Span>) {
    match weighed.places {
        Some((own, other)) => (ours.spans(own as usize).to_vec(), theirs.spans(other as usize).to_vec()),
        None => (ours.shingles.common(&theirs.shingles), theirs.shingles.common(&ours.shingles)),
    }
}
