//! What was deleted, inserted and kept between two sequences of words: a shortest edit script, in linear space.
//!
//! E. W. Myers, "An O(ND) difference algorithm and its variations", Algorithmica 1 (1986), doi:10.1007/BF01840446,
//! section 4b. What is kept is a longest common subsequence.

use super::text::Word;
use crate::span::Span;

/// What happens to a run of words between the earlier and the later text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edit {
    /// The same words stand in both; case, accents, quotes, hyphens and punctuation are not compared.
    Kept,
    /// They stand in the earlier text alone.
    Deleted,
    /// They stand in the later text alone.
    Inserted,
}

/// Words that follow each other and share an edit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// What happens to them.
    pub edit: Edit,
    /// How many words they are.
    pub words: u32,
    /// In the earlier text; of no length, at the place where they would stand, where they were inserted.
    pub then: Span,
    /// In the later text; of no length, at the place where they stood, where they were deleted.
    pub now: Span,
}

/// Two texts, word by word.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diff {
    /// In the order of both texts; what is deleted stands before what is inserted at the same place.
    pub runs: Vec<Run>,
    /// Words that stand in both, in one order.
    pub kept: u32,
    /// Words of the earlier text.
    pub then: u32,
    /// Words of the later text.
    pub now: u32,
}

impl Diff {
    /// The part of the words of both that are kept, from 0 to 1: `2 kept / (then + now)`, the coefficient of
    /// L. R. Dice, "Measures of the amount of ecologic association between species", Ecology 26 (1945),
    /// doi:10.2307/1932409.
    pub fn share(&self) -> f64 {
        share(self.kept as usize, self.then as usize, self.now as usize)
    }
}

/// Twice what is common, by what there is on both sides; 0 where there is nothing.
pub(super) fn share(common: usize, one: usize, two: usize) -> f64 {
    if one + two == 0 { 0.0 } else { 2.0 * common as f64 / (one + two) as f64 }
}

/// Compares two texts word by word.
pub(crate) fn diff(then: &[Word], now: &[Word]) -> Diff {
    let numbers = |words: &[Word]| words.iter().map(|w| w.word).collect::<Vec<u32>>();
    let (a, b) = (numbers(then), numbers(now));
    let mut search = Search::default();
    search.split(&a, &b, (0, 0));
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let mut found = Diff { then: count(a.len()), now: count(b.len()), ..Diff::default() };
    let (mut x, mut y) = (0, 0);
    let mut push = |edit: Edit, ours: (usize, usize), theirs: (usize, usize)| {
        let words = count((ours.1 - ours.0).max(theirs.1 - theirs.0));
        if words > 0 {
            found.kept += if edit == Edit::Kept { words } else { 0 };
            found.runs.push(Run { edit, words, then: stretch(then, ours), now: stretch(now, theirs) });
        }
    };
    for (from, to, length) in search.kept.into_iter().chain([(a.len(), b.len(), 0)]) {
        push(Edit::Deleted, (x, from), (y, y));
        push(Edit::Inserted, (from, from), (y, to));
        push(Edit::Kept, (from, from + length), (to, to + length));
        (x, y) = (from + length, to + length);
    }
    found
}

/// Where the words from one number up to another stand; behind the word before them where there are none.
fn stretch(words: &[Word], (from, to): (usize, usize)) -> Span {
    let end = |before: usize| before.checked_sub(1).and_then(|at| words.get(at)).map_or(0, |w| w.span.end);
    if from < to {
        Span { start: words.get(from).map_or(0, |w| w.span.start), end: end(to) }
    } else {
        // Before the first word, where that begins: a stretch may begin in the middle of a text.
        let first = || words.first().map_or(0, |w| w.span.start);
        let at = if from == 0 { first() } else { end(from) };
        Span { start: at, end: at }
    }
}

/// What is kept, as it is found, and the furthest points of both directions.
#[derive(Default)]
struct Search {
    /// Place in the one, place in the other, number of words; ascending, and none goes on where the last one ends.
    kept: Vec<(usize, usize, usize)>,
    forward: Vec<usize>,
    backward: Vec<usize>,
}

impl Search {
    fn keep(&mut self, x: usize, y: usize, length: usize) {
        match self.kept.last_mut() {
            _ if length == 0 => {}
            Some((a, b, n)) if *a + *n == x && *b + *n == y => *n += length,
            _ => self.kept.push((x, y, length)),
        }
    }

    /// Finds what `a` and `b`, which begin at `base`, have in common: at both ends, then on both sides of the middle.
    fn split(&mut self, a: &[u32], b: &[u32], base: (usize, usize)) {
        let same = |pair: &(&u32, &u32)| pair.0 == pair.1;
        let head = a.iter().zip(b).take_while(same).count();
        self.keep(base.0, base.1, head);
        let (a, b) = (a.get(head..).unwrap_or(&[]), b.get(head..).unwrap_or(&[]));
        let base = (base.0 + head, base.1 + head);
        let tail = a.iter().rev().zip(b.iter().rev()).take_while(same).count();
        let (n, m) = (a.len() - tail, b.len() - tail);
        let (a, b) = (a.get(..n).unwrap_or(&[]), b.get(..m).unwrap_or(&[]));
        if n > 0
            && m > 0
            && let Some((x, y, length)) = self.middle(a, b)
        {
            let before = (a.get(..x).unwrap_or(&[]), b.get(..y).unwrap_or(&[]));
            let after = (a.get(x + length..).unwrap_or(&[]), b.get(y + length..).unwrap_or(&[]));
            self.split(before.0, before.1, base);
            self.keep(base.0 + x, base.1 + y, length);
            self.split(after.0, after.1, (base.0 + x + length, base.1 + y + length));
        }
        self.keep(base.0 + n, base.1 + m, tail);
    }

    /// The snake in the middle of a shortest edit script: where it begins in both, and its length. `None` where
    /// the two have nothing in common that could be kept on either side of it.
    fn middle(&mut self, a: &[u32], b: &[u32]) -> Option<(usize, usize, usize)> {
        let (n, m) = (a.len(), b.len());
        let most = (n + m).div_ceil(2);
        // Diagonal k is at k + most + 1.
        let zero = most + 1;
        for row in [&mut self.forward, &mut self.backward] {
            row.clear();
            row.resize(2 * most + 3, 0);
        }
        let is_odd = (n + m) % 2 == 1;
        // The diagonal of the other direction that lies on this one: n - m - k, from the same zero.
        let opposite = |at: usize| (2 * zero + n).checked_sub(m + at);
        for d in 0..=most {
            for is_forward in [true, false] {
                let (own, other) = if is_forward {
                    (&mut self.forward, &self.backward)
                } else {
                    (&mut self.backward, &self.forward)
                };
                for at in (zero - d..=zero + d).step_by(2) {
                    let reached = |at: usize| own.get(at).copied().unwrap_or(0);
                    let (less, more) = (reached(at - 1), reached(at + 1));
                    let start =
                        if at == zero - d || (at != zero + d && less < more) { more } else { less + 1 };
                    // y = x - k; a path never leaves the sequences below 0.
                    let Some(down) = (start + zero).checked_sub(at) else { continue };
                    if start > n || down > m {
                        if let Some(slot) = own.get_mut(at) {
                            *slot = start;
                        }
                        continue;
                    }
                    let length = if is_forward {
                        common(a.iter().skip(start), b.iter().skip(down))
                    } else {
                        common(a.iter().rev().skip(start), b.iter().rev().skip(down))
                    };
                    if let Some(slot) = own.get_mut(at) {
                        *slot = start + length;
                    }
                    // Forward paths of d meet backward ones of d - 1, backward ones of d meet forward ones of d.
                    let within = if is_forward { d.checked_sub(1) } else { Some(d) };
                    if is_forward != is_odd {
                        continue;
                    }
                    let met = opposite(at).filter(|o| within.is_some_and(|w| o.abs_diff(zero) <= w));
                    if met.and_then(|o| other.get(o)).is_some_and(|theirs| start + length + theirs >= n) {
                        return Some(if is_forward {
                            (start, down, length)
                        } else {
                            (n - start - length, m - down - length, length)
                        });
                    }
                }
            }
        }
        None
    }
}

fn common<'a>(a: impl Iterator<Item = &'a u32>, b: impl Iterator<Item = &'a u32>) -> usize {
    a.zip(b).take_while(|(a, b)| a == b).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::collection::vec;
    use proptest::prelude::*;

    /// One-letter words, two bytes apart.
    fn words(numbers: &[u32]) -> Vec<Word> {
        let at = |nth: usize| Span::new(2 * nth..2 * nth + 1);
        numbers
            .iter()
            .enumerate()
            .map(|(nth, word)| Word { word: *word, span: at(nth), ..Word::default() })
            .collect()
    }

    /// The length of a longest common subsequence, by the table of its definition.
    fn longest(a: &[u32], b: &[u32]) -> u32 {
        let mut row = vec![0; b.len() + 1];
        for x in a {
            let mut before = 0;
            for (at, y) in b.iter().enumerate() {
                let above = row[at + 1];
                row[at + 1] = if x == y { before + 1 } else { above.max(row[at]) };
                before = above;
            }
        }
        row[b.len()]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(if cfg!(miri) { 4 } else { 3000 }))]
        #[test]
        fn the_runs_are_both_texts_and_keep_as_much_as_can_be(
            a in vec(0_u32..6, 0..40),
            b in vec(0_u32..6, 0..40),
        ) {
            let (then, now) = (words(&a), words(&b));
            let found = diff(&then, &now);
            prop_assert_eq!(found.kept, longest(&a, &b));
            let (mut x, mut y) = (0, 0);
            for run in &found.runs {
                let length = run.words as usize;
                prop_assert!(length > 0);
                if run.edit != Edit::Inserted {
                    prop_assert_eq!(run.then, stretch(&then, (x, x + length)));
                    x += length;
                }
                if run.edit != Edit::Deleted {
                    prop_assert_eq!(run.now, stretch(&now, (y, y + length)));
                    y += length;
                }
                if run.edit == Edit::Kept {
                    prop_assert_eq!(&a[x - length..x], &b[y - length..y]);
                }
            }
            prop_assert_eq!((x, y), (a.len(), b.len()));
            prop_assert!(found.runs.windows(2).all(|w| w[0].edit != w[1].edit), "{:?}", found.runs);
        }
    }
}
