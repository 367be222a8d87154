//! Two paragraphs -> what they share, and how much it weighs.

use super::evidence::Piece;
use super::same::ALMOST;
use super::{Evidence, Linker, Shown};
use crate::span::Span;
use crate::vocabulary::TermIx;

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

/// All that two paragraphs share.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Comparison {
    /// From 0, nothing is shared, to below 1.
    pub score: f32,
    /// The largest share first.
    pub reasons: Vec<Reason>,
}

impl Comparison {
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

/// A piece of evidence on its way to be a reason.
pub(super) enum Weighed<'a> {
    /// A term or word of both, or two neighbouring terms.
    Pieces { from: &'a Piece, to: &'a Piece, kind: f64, rarity: f64, factor: f64, same_sentence: bool },
    /// The same words, with what they weigh.
    Same(f64),
}

impl<'a> Weighed<'a> {
    fn shared(from: &'a Piece, to: &'a Piece) -> Self {
        Self::Pieces { from, to, kind: from.kind, rarity: from.rarity, factor: 1.0, same_sentence: false }
    }

    fn weight(&self) -> f64 {
        match self {
            Self::Pieces { kind, rarity, factor, .. } => kind * rarity * factor,
            Self::Same(weight) => *weight,
        }
    }

    /// The same from either end, so that equal weights come in the same order.
    fn order(&self) -> (u32, u32) {
        match self {
            Self::Pieces { from, to, .. } => (from.key.min(to.key), from.key.max(to.key)),
            Self::Same(_) => (0, 0),
        }
    }

    fn sentences(&self) -> (u64, u64) {
        match self {
            Self::Pieces { from, to, .. } => (from.sentences, to.sentences),
            Self::Same(_) => (0, 0),
        }
    }

    fn is_word(&self) -> bool {
        matches!(self, Self::Pieces { from, .. } if from.is_word())
    }
}

impl Linker {
    /// Compares two paragraphs of the corpus. The score and the reasons are the same from either end.
    pub fn compare(&self, from: &Shown, to: &Shown) -> Comparison {
        let resemblance = from.shingles.resemblance(&to.shingles);
        let weighed = self.weighed(from, to, resemblance);
        let total = total(&weighed);
        let reasons: Vec<Reason> = weighed.into_iter().map(|w| reason(&w, total, from, to)).collect();
        Comparison { score: reasons.iter().fold(0.0, |sum, r| sum + r.share), reasons }
    }

    /// The score of [`Linker::compare`] without its reasons, where the resemblance is known.
    pub(super) fn score(&self, from: &Shown, to: &Shown, resemblance: f64) -> f32 {
        let weighed = self.weighed(from, to, resemblance);
        let total = total(&weighed);
        weighed.iter().fold(0.0, |sum, w| sum + share(w, total))
    }

    /// What the two share, weightiest first.
    fn weighed<'a>(&self, from: &'a Shown, to: &'a Shown, resemblance: f64) -> Vec<Weighed<'a>> {
        let mut weighed = Vec::new();
        let mut theirs = to.pieces.iter().peekable();
        for own in &from.pieces {
            while theirs.next_if(|other| other.key < own.key).is_some() {}
            let shared = theirs.next_if(|other| other.key == own.key);
            weighed.extend(shared.map(|other| Weighed::shared(own, other)));
        }
        // Where both name a state, its place is not another reason.
        let acted_for: Vec<u32> = weighed.iter().filter_map(|w| self.acts_for(w)).collect();
        weighed.retain(|w| !acted_for.contains(&w.order().0));
        self.neighbouring(from, to, &mut weighed);
        self.circumstances(&mut weighed, from.length * to.length);
        if resemblance >= ALMOST {
            weighed.push(Weighed::Same(self.weights.same * resemblance));
        }
        weightiest_first(&mut weighed);
        weighed
    }

    /// The key of the place for which a shared actor acts.
    fn acts_for(&self, weighed: &Weighed<'_>) -> Option<u32> {
        let Weighed::Pieces { from, .. } = weighed else { return None };
        self.facts(&from.evidence)?.place.map(u32::from)
    }

    /// Adds neighbouring terms of which the two do not share either; the weightiest first, each once.
    fn neighbouring<'a>(&self, from: &'a Shown, to: &'a Shown, weighed: &mut Vec<Weighed<'a>>) {
        let has = |shown: &Shown, key: u32| shown.pieces.binary_search_by_key(&key, |p| p.key).is_ok();
        let mut found: Vec<Weighed<'a>> = Vec::new();
        let terms = |shown: &'a Shown| shown.pieces.iter().take_while(|p| !p.is_word());
        for own in terms(from).filter(|own| !has(to, own.key)) {
            let neighbours = own.evidence.term().and_then(|ix| self.terms.get(usize::from(ix)));
            for (ix, part) in neighbours.into_iter().flat_map(|t| &t.neighbours) {
                let key = u32::from(*ix);
                let at = to.pieces.binary_search_by_key(&key, |p| p.key).ok();
                let Some(other) = at.and_then(|at| to.pieces.get(at)).filter(|_| !has(from, key)) else {
                    continue;
                };
                let kind = part * own.kind.min(other.kind);
                let rarity = libm::sqrt(own.rarity * other.rarity);
                found.push(Weighed::Pieces {
                    from: own,
                    to: other,
                    kind,
                    rarity,
                    factor: 1.0,
                    same_sentence: false,
                });
            }
        }
        weightiest_first(&mut found);
        let mut taken: Vec<u32> = Vec::new();
        for one in found {
            let (a, b) = one.order();
            if !taken.contains(&a) && !taken.contains(&b) {
                taken.extend([a, b]);
                weighed.push(one);
            }
        }
    }

    /// What stands in one sentence with other evidence in both counts more; what is mentioned in brackets, less;
    /// words of long paragraphs, less, and all together no more than their ceiling.
    fn circumstances(&self, weighed: &mut [Weighed<'_>], length: f64) {
        // For each sentence of the one, the sentences of the other with which it shares something, or more.
        let (mut once, mut more) = ([0_u64; 64], [0_u64; 64]);
        for (a, b) in weighed.iter().map(Weighed::sentences) {
            for i in bits(a) {
                if let (Some(once), Some(more)) = (once.get_mut(i), more.get_mut(i)) {
                    *more |= *once & b;
                    *once |= b;
                }
            }
        }
        for one in weighed.iter_mut() {
            let (a, b) = one.sentences();
            let close = bits(a).any(|i| more.get(i).is_some_and(|more| more & b != 0));
            if let Weighed::Pieces { from, to, factor, same_sentence, .. } = one {
                *same_sentence = close;
                *factor *= if close { self.weights.same_sentence } else { 1.0 };
                *factor *= if from.aside || to.aside { self.weights.aside } else { 1.0 };
                *factor *= if from.is_word() { length } else { 1.0 };
            }
        }
        let words: f64 = weighed.iter().filter(|w| w.is_word()).map(Weighed::weight).sum();
        if words > self.weights.words_ceiling {
            for one in weighed.iter_mut().filter(|w| w.is_word()) {
                if let Weighed::Pieces { factor, .. } = one {
                    *factor *= self.weights.words_ceiling / words;
                }
            }
        }
    }
}

fn weightiest_first(weighed: &mut [Weighed<'_>]) {
    weighed
        .sort_unstable_by(|x, y| y.weight().total_cmp(&x.weight()).then_with(|| x.order().cmp(&y.order())));
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
fn total(weighed: &[Weighed<'_>]) -> f64 {
    weighed.iter().map(|w| f64::from(w.weight() as f32)).sum()
}

fn share(weighed: &Weighed<'_>, total: f64) -> f32 {
    (f64::from(weighed.weight() as f32) / (total + 1.0)) as f32
}

fn reason(weighed: &Weighed<'_>, total: f64, ours: &Shown, theirs: &Shown) -> Reason {
    let (share, weight) = (share(weighed, total), weighed.weight() as f32);
    match weighed {
        Weighed::Pieces { from, to, kind, rarity, same_sentence, .. } => Reason {
            evidence: match (from.evidence.term(), to.evidence.term()) {
                (Some(a), Some(b)) if a != b => Evidence::Related(a, b),
                _ => from.evidence.clone(),
            },
            share,
            weight,
            kind: *kind as f32,
            rarity: *rarity as f32,
            paragraphs: u32::try_from(from.held.min(to.held)).unwrap_or(u32::MAX),
            same_sentence: *same_sentence,
            aside: from.aside || to.aside,
            from_spans: from.spans.clone(),
            to_spans: to.spans.clone(),
        },
        Weighed::Same(_) => Reason {
            evidence: Evidence::Same,
            share,
            weight,
            kind: weight,
            rarity: 1.0,
            paragraphs: 0,
            same_sentence: false,
            aside: false,
            from_spans: ours.shingles.common(&theirs.shingles),
            to_spans: theirs.shingles.common(&ours.shingles),
        },
    }
}

/// The part of a term's weight that a neighbour of it counts at most, for bounds.
pub(super) fn neighbours(linker: &Linker, piece: &Piece) -> impl Iterator<Item = (TermIx, f64)> {
    let facts = piece.evidence.term().and_then(|ix| linker.terms.get(usize::from(ix)));
    facts.into_iter().flat_map(|t| t.neighbours.iter().copied())
}
