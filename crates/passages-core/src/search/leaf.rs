//! What one word of a query stands for in an index, and where runs of such words stand.

use super::forms::forms;
use super::query::Atom;
use crate::index::{Index, List, WordIx};
use crate::order::sort_by;
use std::cmp::Ordering;
use std::sync::Arc;

/// A word of a query, looked up.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Leaf {
    /// As it could be typed.
    pub(super) written: String,
    /// The words of the texts that it stands for, ascending.
    pub(super) forms: Vec<WordIx>,
    /// The lists of several forms as one.
    union: Option<Union>,
}

/// Paragraphs, ascending, and how often one of the forms stands in each.
#[derive(Clone, Debug, Default, PartialEq)]
struct Union {
    paragraphs: Vec<u32>,
    times: Vec<u32>,
}

impl Leaf {
    fn new(atom: &Atom, index: &Index) -> Self {
        let forms = forms(atom, index);
        let union = (forms.len() > 1).then(|| Union::new(&forms, index));
        Self { written: atom.to_string(), forms, union }
    }

    /// The paragraphs in which it stands.
    pub(super) fn stands<'a>(&'a self, index: &'a Index) -> Stands<'a> {
        match (&self.union, self.forms.first()) {
            (Some(union), _) => Stands::Union(&union.paragraphs, &union.times),
            (None, Some(form)) => Stands::List(index.list(*form)),
            (None, None) => Stands::Union(&[], &[]),
        }
    }

    /// Where it stands in these paragraphs, which ascend, `offset` places before: ascending, see [`pack`].
    fn places(&self, offset: u32, index: &Index, paragraphs: &[u32]) -> Vec<u64> {
        if let [only] = self.forms.as_slice() {
            return places(*only, offset, index, paragraphs);
        }
        // How often it stands in each paragraph is known, so each has its part of the whole, and only what stands in one
        // paragraph has to be put in order.
        let stands = self.stands(index);
        let (mut nth, mut sum) = (0, 0);
        let mut next = Vec::with_capacity(paragraphs.len());
        for paragraph in paragraphs {
            next.push(sum);
            nth = seek(stands.paragraphs(), nth, *paragraph);
            if stands.paragraphs().get(nth) == Some(paragraph) {
                sum += stands.times(nth) as usize;
            }
        }
        let mut found = vec![0_u64; sum];
        for form in &self.forms {
            let list = index.list(*form);
            let mut reader = list.reader();
            each_common(list.paragraphs, paragraphs, &mut |nth, at| {
                reader.read(nth, &mut |place| {
                    found[next[at]] = pack(paragraphs[at], place);
                    next[at] += 1;
                });
            });
        }
        for of_one in found.chunk_by_mut(|a, b| paragraph_of(*a) == paragraph_of(*b)) {
            of_one.sort_unstable();
        }
        found.into_iter().filter_map(|packed| before(packed, offset)).collect()
    }
}

impl Union {
    fn new(forms: &[WordIx], index: &Index) -> Self {
        let mut met = Bits::new(index.len());
        let mut sums = vec![0_u32; index.len()];
        for form in forms {
            let list = index.list(*form);
            for (nth, paragraph) in list.paragraphs.iter().enumerate() {
                // Lists hold paragraphs of this index alone.
                sums[*paragraph as usize] += list.times(nth);
                met.set(*paragraph);
            }
        }
        let paragraphs = met.all();
        let times = paragraphs.iter().map(|paragraph| sums[*paragraph as usize]).collect();
        Self { paragraphs, times }
    }
}

/// Paragraphs, ascending, with how often something stands there.
#[derive(Clone, Copy)]
pub(super) enum Stands<'a> {
    List(List<'a>),
    Union(&'a [u32], &'a [u32]),
}

impl<'a> Stands<'a> {
    pub(super) fn paragraphs(&self) -> &'a [u32] {
        match self {
            Self::List(list) => list.paragraphs,
            Self::Union(paragraphs, _) => paragraphs,
        }
    }

    /// How often in the nth of them.
    #[inline]
    pub(super) fn times(&self, nth: usize) -> u32 {
        match self {
            Self::List(list) => list.times(nth),
            Self::Union(_, times) => times.get(nth).copied().unwrap_or(0),
        }
    }
}

/// The words of a query that have been looked up; what is asked a thousand times is looked up and kept once.
#[derive(Default)]
pub(super) struct Known(Vec<Arc<Leaf>>);

impl Known {
    fn leaf(&mut self, atom: &Atom, index: &Index) -> Arc<Leaf> {
        let written = atom.to_string();
        match self.0.binary_search_by(|leaf| leaf.written.cmp(&written)) {
            Ok(at) => self.0[at].clone(),
            Err(at) => {
                let leaf = Arc::new(Leaf::new(atom, index));
                self.0.insert(at, leaf.clone());
                leaf
            }
        }
    }
}

/// Where a word stands in paragraphs, so many places before, ascending.
pub(super) type Places<'a> = dyn Fn(&Leaf, u32, &[u32]) -> Vec<u64> + 'a;

/// Words that stand side by side.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Run {
    /// Each with how many places it stands after the first.
    pub(super) leaves: Vec<(u32, Arc<Leaf>)>,
    /// Places that they cover.
    pub(super) length: u32,
}

impl Run {
    pub(super) fn new(atoms: &[Atom], index: &Index, known: &mut Known) -> Self {
        let mut leaves = Vec::new();
        let mut length = 0;
        for atom in atoms {
            match atom {
                // Each character is kept with the next one; what the last one is, the pair before it has said.
                Atom::Run(run) if run.chars().nth(1).is_some() => {
                    for (one, next) in run.chars().zip(run.chars().skip(1)) {
                        leaves.push((length, known.leaf(&Atom::Run([one, next].iter().collect()), index)));
                        length += 1;
                    }
                }
                atom => leaves.push((length, known.leaf(atom, index))),
            }
            length += 1;
        }
        Self { leaves, length }
    }

    /// The paragraphs that have all of the words, ascending: candidates for having them side by side.
    pub(super) fn candidates(&self, index: &Index) -> Vec<u32> {
        let mut leaves: Vec<&Arc<Leaf>> = self.leaves.iter().map(|(_, leaf)| leaf).collect();
        // A word that is said a thousand times is asked once.
        sort_by(&mut leaves, |a, b| a.written.cmp(&b.written));
        leaves.dedup_by(|a, b| a.written == b.written);
        let lists: Vec<&[u32]> = leaves.iter().map(|leaf| leaf.stands(index).paragraphs()).collect();
        intersection(&lists)
    }

    /// Where it begins in these paragraphs, ascending: paragraph and place, see [`pack`].
    pub(super) fn starts(&self, index: &Index, paragraphs: &[u32]) -> Vec<u64> {
        self.starts_by(paragraphs, &|leaf, offset, left| leaf.places(offset, index, left))
    }

    /// The same where somebody else tells the places of a word, `offset` places before.
    pub(super) fn starts_by(&self, paragraphs: &[u32], places: &Places<'_>) -> Vec<u64> {
        let Some(((offset, first), rest)) = self.leaves.split_first() else { return Vec::new() };
        let mut starts = places(first, *offset, paragraphs);
        for (offset, leaf) in rest {
            // Only where all words so far stand side by side can the next one stand there too.
            let mut left: Vec<u32> = starts.iter().map(|start| paragraph_of(*start)).collect();
            left.dedup();
            starts = common(&starts, &places(leaf, *offset, &left));
        }
        starts
    }
}

/// A paragraph and a place in it as one number, ascending by paragraph, then by place.
pub(super) fn pack(paragraph: u32, place: u32) -> u64 {
    u64::from(paragraph) << 32 | u64::from(place)
}

pub(super) fn paragraph_of(packed: u64) -> u32 {
    (packed >> 32) as u32
}

pub(super) fn place_of(packed: u64) -> u32 {
    packed as u32
}

/// So many places before; `None` where the paragraph has not begun there.
fn before(packed: u64, offset: u32) -> Option<u64> {
    place_of(packed).checked_sub(offset).map(|place| pack(paragraph_of(packed), place))
}

/// Where a word of the texts stands in the paragraphs, `offset` places before, ascending.
pub(super) fn places(form: WordIx, offset: u32, index: &Index, paragraphs: &[u32]) -> Vec<u64> {
    let (list, mut found) = (index.list(form), Vec::new());
    let mut reader = list.reader();
    each_common(list.paragraphs, paragraphs, &mut |nth, at| {
        reader.read(nth, &mut |place| found.extend(before(pack(paragraphs[at], place), offset)));
    });
    found
}

/// Tells where what is in both lists, which ascend, stands in the one and in the other; whichever is behind goes ahead.
fn each_common(one: &[u32], two: &[u32], tell: &mut dyn FnMut(usize, usize)) {
    let (mut in_one, mut in_two) = (0, 0);
    while let (Some(first), Some(second)) = (one.get(in_one), two.get(in_two)) {
        match first.cmp(second) {
            Ordering::Less => in_one = seek(one, in_one, *second),
            Ordering::Greater => in_two = seek(two, in_two, *first),
            Ordering::Equal => {
                tell(in_one, in_two);
                (in_one, in_two) = (in_one + 1, in_two + 1);
            }
        }
    }
}

/// What is in both lists, which ascend.
fn common(one: &[u64], two: &[u64]) -> Vec<u64> {
    let mut two = two.iter().peekable();
    let is_in_two = |wanted: &&u64| {
        while two.next_if(|other| other < wanted).is_some() {}
        two.peek() == Some(wanted)
    };
    one.iter().filter(is_in_two).copied().collect()
}

/// The first place from `from` on whose paragraph is not below `wanted`: in steps that double, then by halves
/// (J. L. Bentley and A. C.-C. Yao, "An almost optimal algorithm for unbounded searching", Information Processing
/// Letters 5 (1976), doi:10.1016/0020-0190(76)90071-5).
#[inline]
pub(super) fn seek(list: &[u32], from: usize, wanted: u32) -> usize {
    let (mut low, mut step) = (from, 1);
    while list.get(low + step - 1).is_some_and(|held| *held < wanted) {
        low += step;
        step *= 2;
    }
    let within = list.get(low..list.len().min(low + step - 1)).unwrap_or(&[]);
    low + within.partition_point(|held| *held < wanted)
}

/// What is in all lists, which ascend; starts with the shortest.
pub(super) fn intersection(lists: &[&[u32]]) -> Vec<u32> {
    let mut order: Vec<u64> =
        (0_u64..).zip(lists).map(|(nth, list)| (list.len() as u64) << 32 | nth).collect();
    order.sort_unstable();
    let mut order = order.iter().filter_map(|packed| lists.get(*packed as u32 as usize));
    let mut found = order.next().map_or(Vec::new(), |list| list.to_vec());
    for list in order {
        let mut at = 0;
        found.retain(|paragraph| {
            at = seek(list, at, *paragraph);
            list.get(at) == Some(paragraph)
        });
    }
    found
}

/// A set of paragraphs, a bit each.
pub(super) struct Bits(Vec<u64>);

impl Bits {
    /// None of so many paragraphs.
    pub(super) fn new(paragraphs: usize) -> Self {
        Self(vec![0; paragraphs.div_ceil(64)])
    }

    #[inline]
    pub(super) fn set(&mut self, paragraph: u32) {
        if let Some(bits) = self.0.get_mut(paragraph as usize / 64) {
            *bits |= 1 << (paragraph % 64);
        }
    }

    pub(super) fn has(&self, paragraph: u32) -> bool {
        self.0.get(paragraph as usize / 64).is_some_and(|bits| bits >> (paragraph % 64) & 1 == 1)
    }

    /// All, ascending.
    pub(super) fn all(&self) -> Vec<u32> {
        let mut all = Vec::with_capacity(self.0.iter().map(|bits| bits.count_ones() as usize).sum());
        for (first, bits) in (0_u32..).step_by(64).zip(&self.0) {
            let mut left = *bits;
            while left != 0 {
                all.push(first + left.trailing_zeros());
                left &= left - 1;
            }
        }
        all
    }
}
