//! Sorting, in one copy: the standard library's sort is another three kilobytes for every type that is sorted.
//!
//! What is packed into a `u64` is best sorted as such (`sort_unstable`); what cannot be is sorted here, by comparing
//! places. Merging from the bottom up is D. E. Knuth's "straight merge" ("The Art of Computer Programming", vol. 3,
//! 2nd ed., 1998, section 5.2.4), and selecting is C. A. R. Hoare's "Algorithm 65: Find", Communications of the ACM 4
//! (1961), doi:10.1145/366622.366647.

use std::cmp::Ordering;

/// Sorts numbers, the least first.
pub fn sort_numbers(numbers: &mut [u32]) {
    let mut wide: Vec<u64> = numbers.iter().copied().map(u64::from).collect();
    wide.sort_unstable();
    for (number, wide) in numbers.iter_mut().zip(wide) {
        *number = wide as u32;
    }
}

/// Sorts by an order; equal items stay in theirs.
pub fn sort_by<T>(items: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    let order = sorted(items.len(), &|a, b| match (items.get(a as usize), items.get(b as usize)) {
        (Some(a), Some(b)) => compare(a, b),
        _ => Ordering::Equal,
    });
    arrange(order, &mut |a, b| items.swap(a, b));
}

/// As many neighbours as are sorted by insertion.
const RUN: usize = 16;

/// The places `0..count` in an order; equal ones ascend.
pub fn sorted(count: usize, compare: &dyn Fn(u32, u32) -> Ordering) -> Vec<u32> {
    let mut from: Vec<u32> = (0..u32::try_from(count).unwrap_or(u32::MAX)).collect();
    for run in from.chunks_mut(RUN) {
        for end in 1..run.len() {
            for at in (1..=end).rev() {
                match run.get(at - 1..=at) {
                    Some([before, after]) if compare(*after, *before).is_lt() => run.swap(at - 1, at),
                    _ => break,
                }
            }
        }
    }
    let (mut width, mut to) = (RUN, Vec::new());
    while width < count {
        to.clear();
        to.reserve_exact(count);
        for pair in from.chunks(2 * width) {
            let (mut left, mut right) = pair.split_at(width.min(pair.len()));
            while let (Some((l, after_l)), Some((r, after_r))) = (left.split_first(), right.split_first()) {
                if compare(*r, *l).is_lt() {
                    to.push(*r);
                    right = after_r;
                } else {
                    to.push(*l);
                    left = after_l;
                }
            }
            to.extend_from_slice(left);
            to.extend_from_slice(right);
        }
        std::mem::swap(&mut from, &mut to);
        width *= 2;
    }
    from
}

/// Brings to each place what stands at the place that the order names for it, one cycle after the other.
fn arrange(mut order: Vec<u32>, swap: &mut dyn FnMut(usize, usize)) {
    for start in 0..order.len() {
        let mut at = start;
        while let Some(next) = order.get_mut(at) {
            let next = std::mem::replace(next, at as u32) as usize;
            if next == start {
                break;
            }
            swap(at, next);
            at = next;
        }
    }
}

/// Moves what comes first by an order to the front: no item before `middle` comes after one from there on.
/// No two items may be equal.
pub fn halve(mut items: &mut [u32], mut middle: usize, is_before: &dyn Fn(u32, u32) -> bool) {
    // Each round halves what is left, more or less; what takes longer is sorted.
    let rounds = 4 * items.len().max(1).ilog2();
    for _ in 0..rounds {
        if middle == 0 || items.len() <= RUN {
            break;
        }
        // The middle one of three is brought to the front.
        let last = items.len() - 1;
        for (a, b) in [(last / 2, last), (last / 2, 0), (0, last)] {
            if let (Some(x), Some(y)) = (items.get(a), items.get(b))
                && is_before(*y, *x)
            {
                items.swap(a, b);
            }
        }
        let Some((pivot, rest)) = items.split_first_mut() else { return };
        let (mut low, mut high) = (0, rest.len());
        loop {
            while low < high && rest.get(low).is_some_and(|item| is_before(*item, *pivot)) {
                low += 1;
            }
            while low < high && rest.get(high - 1).is_some_and(|item| is_before(*pivot, *item)) {
                high -= 1;
            }
            if low >= high {
                break;
            }
            rest.swap(low, high - 1);
        }
        // `low` items come before the pivot, which goes between.
        items.swap(0, low);
        if middle <= low {
            items = items.split_at_mut(low).0;
        } else {
            items = items.split_at_mut(low + 1).1;
            middle -= low + 1;
        }
    }
    if middle > 0 && middle < items.len() {
        sort_by(items, |a, b| if is_before(*a, *b) { Ordering::Less } else { Ordering::Greater });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn numbers_ascend(mut numbers in prop::collection::vec(any::<u32>(), 0..100)) {
            let mut known = numbers.clone();
            known.sort();
            sort_numbers(&mut numbers);
            prop_assert_eq!(numbers, known);
        }

        #[test]
        fn what_is_sorted_is_sorted_as_by_the_standard_library(keys in prop::collection::vec(0_u8..20, 0..200)) {
            let mut items: Vec<(u8, usize)> = keys.into_iter().zip(0..).collect();
            let mut known = items.clone();
            known.sort_by_key(|(key, _)| std::cmp::Reverse(*key));
            sort_by(&mut items, |a, b| b.0.cmp(&a.0));
            prop_assert_eq!(items, known);
        }

        #[test]
        fn halves_are_told_apart(keys in prop::collection::vec(0_u32..1000, 0..200), part in 0.0..1.0_f64) {
            let mut items: Vec<u32> = (0..keys.len() as u32).collect();
            let middle = (part * items.len() as f64) as usize;
            let key = |item: u32| (keys[item as usize], item);
            halve(&mut items, middle, &|a, b| key(a) < key(b));
            let (first, second) = items.split_at(middle);
            let largest = first.iter().map(|item| key(*item)).max();
            prop_assert!(second.iter().all(|item| largest < Some(key(*item))));
            let mut all = items.clone();
            all.sort();
            prop_assert!(all.into_iter().eq(0..keys.len() as u32));
        }
    }
}
