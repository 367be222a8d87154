//! All paragraphs -> the nearest of each; exactly, up to a size.
//!
//! What two paragraphs weigh together at most is bounded by the evidence that they share, added up list by list over
//! those who hold it. Whoever reaches the last of the nearest that are known so far is compared in full, in the order
//! of these bounds, until no bound reaches it; each comparison counts for both ends, so that most paragraphs know
//! near ones before their turn. The bounds are after R. J. Bayardo, Y. Ma and R. Srikant, "Scaling up all pairs
//! similarity search", WWW 2007, doi:10.1145/1242572.1242591.

use super::compare::{Common, Weighed, score, sum};
use super::evidence::{is_word, stem_of, term_of};
use super::same::{Repeats, Shingles};
use super::{Linker, MAX_LINKS, MIN_SCORE, ParagraphIx, Shown};

/// Up to this many paragraphs the nearest are exactly those of the definition; in a larger corpus at most
/// [`MOST_COMPARED`] others are compared with each, and a few of the nearest may be missed where very many are alike.
pub const EXACT_PARAGRAPHS: usize = 20_000;
/// Beyond [`EXACT_PARAGRAPHS`]: how many are compared in full with each, those that may weigh most first.
pub const MOST_COMPARED: usize = 512;

impl Linker {
    /// For each paragraph the `wanted` others with the best scores of at least `least`, best first; of equals the one
    /// that stands nearer comes first, so that equals find each other. `shown` has one entry a paragraph.
    ///
    /// Up to [`EXACT_PARAGRAPHS`] none is missed.
    pub fn nearest(&self, shown: &[Shown], wanted: usize, least: f32) -> Vec<Vec<(f32, ParagraphIx)>> {
        let most = if shown.len() <= EXACT_PARAGRAPHS { usize::MAX } else { MOST_COMPARED };
        self.nearest_within(shown, wanted, least, most)
    }

    /// [`Linker::nearest`], with at most so many others compared in full with each; exactly for `usize::MAX`.
    pub fn nearest_within(
        &self,
        shown: &[Shown],
        wanted: usize,
        least: f32,
        most_compared: usize,
    ) -> Vec<Vec<(f32, ParagraphIx)>> {
        let mut search = Search::new(self, shown, wanted.max(1), least, most_compared);
        while !search.step(Of { linker: self, shown }, shown.len()) {}
        search.nearest
    }

    /// The search of [`Linker::links`], to be gone on with step by step.
    pub(crate) fn search(&self, shown: &[Shown]) -> Search {
        let most = if shown.len() <= EXACT_PARAGRAPHS { usize::MAX } else { MOST_COMPARED };
        Search::new(self, shown, MAX_LINKS, MIN_SCORE, most)
    }
}

/// Pairs whose words are compared in the time in which one paragraph is searched.
const PAIRS: usize = 512;

/// What is searched.
#[derive(Clone, Copy)]
struct Of<'a> {
    linker: &'a Linker,
    shown: &'a [Shown],
}

/// Where everything stands, in flat lists; a place is the number of a term, or that of a stem after all terms.
struct Postings {
    terms: usize,
    /// Where the places of each paragraph begin; one more than there are paragraphs.
    starts: Vec<u32>,
    /// Of its terms, then of its words.
    places: Vec<u32>,
    /// Where the holders of each place begin; one more than there are places.
    holder_starts: Vec<u32>,
    /// The paragraphs that show it, ascending.
    holders: Vec<u32>,
    /// One a holder: the factor for its words; 1 for terms.
    factors: Vec<f32>,
}

impl Postings {
    fn new(terms: usize, shown: &[Shown]) -> Self {
        let (mut starts, mut places) = (vec![0], Vec::new());
        let lengths: Vec<f32> = shown.iter().map(|one| one.length as f32).collect();
        for one in shown {
            let place = |key: &u32| if is_word(*key) { stem_of(*key) + terms as u32 } else { *key };
            places.extend(one.keys.iter().map(place));
            starts.push(places.len() as u32);
        }
        let count = places.iter().max().map_or(terms, |last| terms.max(*last as usize + 1));
        let mut holder_starts = vec![0_u32; count + 1];
        for place in &places {
            holder_starts[*place as usize + 1] += 1;
        }
        for at in 0..count {
            holder_starts[at + 1] += holder_starts[at];
        }
        let mut next = holder_starts.clone();
        let (mut holders, mut factors) = (vec![0_u32; places.len()], vec![1.0_f32; places.len()]);
        for at in 0..shown.len() {
            for place in &places[starts[at] as usize..starts[at + 1] as usize] {
                let slot = &mut next[*place as usize];
                holders[*slot as usize] = at as u32;
                if *place as usize >= terms {
                    factors[*slot as usize] = lengths[at];
                }
                *slot += 1;
            }
        }
        Self { terms, starts, places, holder_starts, holders, factors }
    }

    fn count(&self) -> usize {
        self.holder_starts.len() - 1
    }

    fn places(&self, paragraph: usize) -> &[u32] {
        &self.places[self.starts[paragraph] as usize..self.starts[paragraph + 1] as usize]
    }

    fn range(&self, place: usize) -> std::ops::Range<usize> {
        self.holder_starts[place] as usize..self.holder_starts[place + 1] as usize
    }
}

/// A list of holders that a paragraph looks up.
#[derive(Clone, Copy)]
struct List {
    place: usize,
    /// What it adds to what two paragraphs weigh, at most.
    bound: f32,
    held: usize,
}

/// The search for the nearest of each, one paragraph after the other; always of the same paragraphs.
///
/// Invariant: paragraphs and places are numbers below the lengths of the lists that they index, since all come from
/// [`Postings`].
pub(crate) struct Search {
    /// How many paragraphs have been searched.
    at: usize,
    /// Which say almost the same: found before the first is searched.
    repeats: Repeats,
    postings: Postings,
    wanted: usize,
    least: f32,
    /// `usize::MAX` for an exact search.
    most_compared: usize,
    nearest: Vec<Vec<(f32, ParagraphIx)>>,
    /// By place: what it adds at most to what the current paragraph weighs with another that shows it; for words
    /// before the length of the other is known.
    bounds: Vec<f32>,
    /// By place: where it stands among the pieces of the current paragraph, and one; 0 where it does not.
    own: Vec<u32>,
    /// By paragraph: what it weighs with the current one at most, as far as added up.
    sums: Vec<f32>,
    /// Those whose sum has come so far that they can get among the nearest.
    met: Vec<u32>,
    common: Common,
    weighed: Vec<Weighed>,
}

impl Search {
    fn new(linker: &Linker, shown: &[Shown], wanted: usize, least: f32, most_compared: usize) -> Self {
        let postings = Postings::new(linker.terms.len(), shown);
        Self {
            at: 0,
            repeats: Repeats::new(&shown.iter().map(|s| &s.shingles).collect::<Vec<&Shingles>>()),
            wanted,
            least,
            most_compared,
            nearest: vec![Vec::new(); shown.len()],
            bounds: vec![0.0; postings.count()],
            own: vec![0; postings.count()],
            sums: vec![0.0; shown.len()],
            met: Vec::new(),
            common: Common::default(),
            weighed: Vec::new(),
            postings,
        }
    }

    /// Goes on by so many paragraphs, or by what takes as long; whether all have been searched.
    pub(crate) fn go_on(&mut self, linker: &Linker, shown: &[Shown], paragraphs: usize) -> bool {
        self.step(Of { linker, shown }, paragraphs)
    }

    /// The share of the paragraphs that have been searched.
    pub(crate) fn progress(&self) -> f32 {
        self.at as f32 / self.nearest.len().max(1) as f32
    }

    /// The nearest of each, as far as they were searched.
    pub(crate) fn found(self) -> Vec<Vec<(f32, ParagraphIx)>> {
        self.nearest
    }

    fn step(&mut self, of: Of<'_>, paragraphs: usize) -> bool {
        if !self.repeats.is_done() {
            let most = paragraphs.saturating_mul(PAIRS);
            self.repeats.go_on(|at| of.shown.get(at).map(|one| &one.shingles), most);
            return false;
        }
        for _ in 0..paragraphs {
            let Some(same) = self.repeats.found.get_mut(self.at).map(std::mem::take) else { return true };
            self.row(of, self.at, &same);
            self.at += 1;
        }
        self.at >= self.nearest.len()
    }

    /// Finds the nearest of a paragraph; `same` are those that say almost the same, ascending.
    fn row(&mut self, of: Of<'_>, at: usize, same: &[(usize, f64)]) {
        let lists = self.lists(of, at);
        self.meet(of, at, &lists);
        let mut candidates = self.bounded(of, at, same);
        candidates.sort_unstable_by_key(|packed| std::cmp::Reverse(*packed));
        candidates.truncate(self.most_compared);
        for packed in candidates {
            let bound = f32::from_bits((packed >> 32) as u32);
            if bound < self.reach(of, at) {
                break;
            }
            self.compare(of, at, (!packed as u32) as usize, same);
        }
        for place in self.postings.places(at) {
            self.own[*place as usize] = 0;
        }
        for list in &lists {
            self.bounds[list.place] = 0.0;
        }
        self.forget(&lists);
    }

    /// What two paragraphs must weigh together to get among the nearest of this one, and a little less, for sums that
    /// were added up in another order or with less precision.
    fn reach(&self, of: Of<'_>, at: usize) -> f32 {
        let near = &self.nearest[at];
        let last = near.get(self.wanted - 1).map_or(self.least, |(score, _)| *score);
        let score = f64::from(last.min(0.999));
        let weight = score / (1.0 - score);
        let fault = 2e-6 + 3e-7 * of.shown[at].pieces.len() as f64;
        (weight - weight * (weight + 1.0) * fault) as f32
    }

    /// What this paragraph may share with others.
    fn lists(&mut self, of: Of<'_>, at: usize) -> Vec<List> {
        let (linker, shown) = (of.linker, &of.shown[at]);
        let weights = &linker.weights;
        let close = weights.same_sentence.max(1.0);
        let mut lists = Vec::with_capacity(shown.keys.len());
        for (nth, place) in self.postings.places(at).iter().enumerate() {
            let (place, piece) = (*place as usize, &shown.pieces[nth]);
            let aside = if piece.aside { weights.aside } else { weights.aside.max(1.0) };
            let length = if place < self.postings.terms { 1.0 } else { shown.length };
            let bound = linker.kind(shown.keys[nth]) * piece.rarity * close * aside * length;
            self.own[place] = nth as u32 + 1;
            self.bounds[place] = bound as f32;
        }
        for (nth, place) in self.postings.places(at).iter().enumerate() {
            let place = *place as usize;
            lists.push(List { place, bound: self.bounds[place], held: self.postings.range(place).len() });
            let Some(ix) = term_of(shown.keys[nth]) else { continue };
            let (facts, piece) = (&linker.terms[usize::from(ix)], &shown.pieces[nth]);
            for (neighbour, part) in &facts.neighbours {
                let place = usize::from(*neighbour);
                // A vocabulary made by hand may name a term that is not there.
                let Some(theirs) = linker.terms.get(place) else { continue };
                let held = self.postings.range(place).len();
                if self.own[place] == 0 && held > 0 {
                    let kind = part * facts.weight.min(theirs.weight);
                    let aside = if piece.aside { weights.aside } else { weights.aside.max(1.0) };
                    let bound = (kind * libm::sqrt(piece.rarity * theirs.rarity) * close * aside) as f32;
                    if self.bounds[place] == 0.0 {
                        lists.push(List { place, bound, held });
                    }
                    self.bounds[place] = self.bounds[place].max(bound);
                }
            }
        }
        for list in &mut lists {
            list.bound = self.bounds[list.place];
        }
        lists
    }

    /// Adds up what the holders of the lists weigh, and notes who can get among the nearest.
    fn meet(&mut self, of: Of<'_>, at: usize, lists: &[List]) {
        let enough = self.reach(of, at).max(f32::MIN_POSITIVE);
        let (sums, met) = (self.sums.as_mut_slice(), &mut self.met);
        for list in lists {
            let range = self.postings.range(list.place);
            let holders = self.postings.holders[range.clone()].iter().zip(&self.postings.factors[range]);
            for (other, factor) in holders {
                let sum = &mut sums[*other as usize];
                let before = *sum;
                *sum += list.bound * factor;
                if *sum >= enough && before < enough {
                    met.push(*other);
                }
            }
        }
    }

    /// Makes all sums 0 again, after these lists were looked up.
    fn forget(&mut self, lists: &[List]) {
        if lists.iter().map(|list| list.held).sum::<usize>() > self.sums.len() / 4 {
            self.sums.fill(0.0);
            return;
        }
        for list in lists {
            for other in &self.postings.holders[self.postings.range(list.place)] {
                self.sums[*other as usize] = 0.0;
            }
        }
    }

    /// Those of the met that can still get among the nearest, each packed behind what it weighs at most, so that the
    /// greatest number is the best.
    fn bounded(&mut self, of: Of<'_>, at: usize, same: &[(usize, f64)]) -> Vec<u64> {
        let reach = self.reach(of, at);
        let mut candidates = Vec::with_capacity(self.met.len() + same.len());
        let mut bound = |other: usize, repeat: f32| {
            let bound = self.sums[other] + repeat;
            if bound >= reach {
                // Scores are not negative, so their bits are in their order.
                candidates.push(u64::from(bound.to_bits()) << 32 | u64::from(!(other as u32)));
            }
        };
        for other in self.met.iter().map(|other| *other as usize) {
            if other != at && resemblance(same, other) == 0.0 {
                bound(other, 0.0);
            }
        }
        for (other, resemblance) in same {
            bound(*other, (of.linker.weights.same * resemblance) as f32);
        }
        self.met.clear();
        candidates
    }

    /// Compares two paragraphs, for both.
    fn compare(&mut self, of: Of<'_>, at: usize, other: usize, same: &[(usize, f64)]) {
        if self.nearest[at].iter().any(|(_, known)| *known as usize == other) {
            return;
        }
        let (own, their) = (&of.shown[at], &of.shown[other]);
        self.common.shared.clear();
        self.common.neighbours.clear();
        for (nth, place) in (0_u32..).zip(self.postings.places(other)) {
            let place = *place as usize;
            if self.bounds[place] == 0.0 {
                continue;
            }
            if self.own[place] > 0 {
                self.common.shared.push((self.own[place] - 1, nth));
            } else {
                // A neighbour of some that this one shows; kept are those that the other does not show.
                for (ix, part) in &of.linker.terms[place].neighbours {
                    let own = self.own.get(usize::from(*ix)).copied().unwrap_or(0);
                    if own > 0 && their.keys.binary_search(&u32::from(*ix)).is_err() {
                        self.common.neighbours.push((own - 1, nth, *part));
                    }
                }
            }
        }
        of.linker.weigh(own, their, &self.common, resemblance(same, other), &mut self.weighed);
        let together = sum(&self.weighed) as f32;
        let (for_own, for_other) = (together >= self.reach(of, at), together >= self.reach(of, other));
        if for_own || (for_other && other > at) {
            let score = score(&mut self.weighed);
            self.put(at, other, score);
            // Those before this one have been searched.
            if other > at {
                self.put(other, at, score);
            }
        }
    }

    fn put(&mut self, at: usize, other: usize, score: f32) {
        if score < self.least {
            return;
        }
        let near = &mut self.nearest[at];
        let (distance, ix) = (at.abs_diff(other), other as u32);
        let before = |(s, o): &(f32, u32)| {
            s.total_cmp(&score).reverse().then((at.abs_diff(*o as usize), *o).cmp(&(distance, ix))).is_lt()
        };
        let place = near.partition_point(before);
        if near.get(place).is_none_or(|(_, known)| *known != ix) {
            near.insert(place, (score, ix));
            near.truncate(self.wanted);
        }
    }
}

/// How much of the words of the current paragraph another repeats.
fn resemblance(same: &[(usize, f64)], other: usize) -> f64 {
    let found = same.binary_search_by_key(&other, |(o, _)| *o).ok();
    found.and_then(|at| same.get(at)).map_or(0.0, |(_, resemblance)| *resemblance)
}
