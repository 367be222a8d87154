//! How good a ranking is, and how well two judges agree.

/// Normalized discounted cumulative gain of the first `k` of a ranking, from 0 to 1.
///
/// K. Järvelin and J. Kekäläinen, "Cumulated gain-based evaluation of IR techniques", ACM Transactions on Information
/// Systems 20 (2002), doi:10.1145/582415.582418, with linear gains. What is scored alike shares its ranks evenly:
/// F. McSherry and M. Najork, "Computing information retrieval performance measures efficiently in the presence of
/// tied scores", ECIR 2008, doi:10.1007/978-3-540-78646-7_38.
///
/// `scored` holds a score and a gain for each candidate. `None` where there is nothing to find.
pub fn ndcg(scored: &[(f64, f64)], k: usize) -> Option<f64> {
    let discount = |rank: usize| 1.0 / libm::log2(rank as f64 + 2.0);
    let mut ideal: Vec<f64> = scored.iter().map(|(_, gain)| *gain).collect();
    ideal.sort_by(|a, b| b.total_cmp(a));
    let best: f64 = ideal.iter().take(k).enumerate().map(|(rank, gain)| gain * discount(rank)).sum();
    let mut ranked = scored.to_vec();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut rank = 0;
    let mut reached = 0.0;
    for tied in ranked.chunk_by(|a, b| a.0 == b.0) {
        let mean = tied.iter().map(|(_, gain)| gain).sum::<f64>() / tied.len() as f64;
        let places = (rank..rank + tied.len()).take_while(|rank| *rank < k);
        reached += places.map(|rank| mean * discount(rank)).sum::<f64>();
        rank += tied.len();
    }
    (best > 0.0).then(|| reached / best)
}

/// Average precision of a ranking, from 0 to 1: the mean, over all that should be found, of the part that is right of
/// what stands at or above it. Of what is scored alike, the wrong comes first.
///
/// `scored` holds a score for each candidate, and whether it should be found. `None` where nothing should.
pub fn average_precision(scored: &[(f64, bool)]) -> Option<f64> {
    let mut ranked = scored.to_vec();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut found = 0_usize;
    let mut sum = 0.0;
    for (rank, (_, wanted)) in (1_usize..).zip(&ranked) {
        if *wanted {
            found += 1;
            sum += found as f64 / rank as f64;
        }
    }
    (found > 0).then(|| sum / found as f64)
}

/// Cohen's kappa with quadratic weights between two judges who give grades from 0 to `highest`: 1 is agreement on
/// everything, 0 what chance would give.
///
/// J. Cohen, "Weighted kappa", Psychological Bulletin 70 (1968), doi:10.1037/h0026256.
pub fn kappa(grades: &[(u8, u8)], highest: u8) -> f64 {
    let total = grades.len() as f64;
    let apart = |a: u8, b: u8| {
        let difference = f64::from(a) - f64::from(b);
        difference * difference / (f64::from(highest) * f64::from(highest))
    };
    let observed: f64 = grades.iter().map(|(a, b)| apart(*a, *b)).sum();
    let given = |first: bool, grade: u8| {
        grades.iter().filter(|(a, b)| if first { *a == grade } else { *b == grade }).count() as f64
    };
    let pairs = (0..=highest).flat_map(|a| (0..=highest).map(move |b| (a, b)));
    let expected: f64 = pairs.map(|(a, b)| apart(a, b) * given(true, a) * given(false, b) / total).sum();
    if expected == 0.0 { 1.0 } else { 1.0 - observed / expected }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn worked_by_hand() {
        // 3 / log2(2) + 2 / log2(4), of 3 + 2 / log2(3) + 1 / log2(4).
        let found = ndcg(&[(0.9, 3.0), (0.5, 0.0), (0.4, 2.0), (0.1, 1.0)], 3).expect("something to find");
        assert!((found - 4.0 / (3.0 + 2.0 / libm::log2(3.0) + 0.5)).abs() < 1e-12);
        assert_eq!(ndcg(&[(0.5, 0.0)], 5), None);
        let ap = average_precision(&[(0.9, true), (0.8, false), (0.7, true)]).expect("something to find");
        assert!((ap - (1.0 + 2.0 / 3.0) / 2.0).abs() < 1e-12);
        assert_eq!(average_precision(&[(0.9, false)]), None);
        assert!((kappa(&[(0, 0), (3, 3), (1, 1)], 3) - 1.0).abs() < 1e-12);
        // Three right of four, half of them yes by the one and a quarter by the other: (3/4 - 1/2) / (1 - 1/2).
        assert!((kappa(&[(1, 1), (1, 0), (0, 0), (0, 0)], 1) - 0.5).abs() < 1e-12);
    }

    proptest! {
        #[test]
        fn a_better_order_is_never_worse(
            gains in proptest::collection::vec(0_u8..4, 1..12),
            scores in proptest::collection::vec(0_u8..6, 12),
        ) {
            let scored: Vec<(f64, f64)> =
                gains.iter().zip(&scores).map(|(g, s)| (f64::from(*s), f64::from(*g))).collect();
            let ideal: Vec<(f64, f64)> = gains.iter().map(|g| (f64::from(*g), f64::from(*g))).collect();
            if let (Some(some), Some(best)) = (ndcg(&scored, 5), ndcg(&ideal, 5)) {
                prop_assert!((0.0..=1.0 + 1e-12).contains(&some));
                prop_assert!((best - 1.0).abs() < 1e-12);
            }
            let wanted = |of: &[(f64, f64)]| of.iter().map(|(s, g)| (*s, *g >= 2.0)).collect::<Vec<_>>();
            if let (Some(some), Some(best)) = (average_precision(&wanted(&scored)), average_precision(&wanted(&ideal))) {
                prop_assert!(some <= best + 1e-12 && (best - 1.0).abs() < 1e-12);
            }
        }
    }
}
