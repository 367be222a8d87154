//! Passages on a plane, made up.

use passages_core::scene::{Ground, Shown, Thread};
use proptest::collection::vec;
use proptest::prelude::*;

#[derive(Clone, Debug)]
pub(crate) struct Plane {
    pub(crate) ground: Ground,
    pub(crate) shown: Shown,
}

fn names(count: u32) -> Vec<String> {
    let words = ["migration", "الهجرة", "remittances & <development>", "", "人口流动", "W"];
    (0..count).map(|i| words[i as usize % words.len()].repeat(1 + i as usize % 3)).collect()
}

/// Up to some hundreds of passages in heaps, in communities or not, linked anyhow, some of them passed over.
pub(crate) fn plane() -> impl Strategy<Value = Plane> {
    let passage = (0_u32..9, -1.0_f64..1.0, -1.0_f64..1.0, any::<u8>());
    let link = (
        any::<prop::sample::Index>(),
        any::<prop::sample::Index>(),
        0.25_f32..0.99,
        prop::option::of(0_u8..9),
    );
    let size = prop_oneof![1 => Just(1.0), 1 => Just(0.0), 1 => 0.001_f64..1000.0];
    (vec(passage, 0..400), vec(link, 0..300), size, 0_u8..4, any::<bool>(), any::<prop::sample::Index>())
        .prop_map(|(passages, links, size, filter, communities, open)| {
            let count = passages.len();
            let place = |(heap, x, y, _): &(u32, f64, f64, u8)| {
                let centre = (f64::from(heap % 3) * 8.0, f64::from(heap / 3) * 8.0);
                ((centre.0 + x * 4.0) * size, (centre.1 + y * 4.0) * size)
            };
            let points = passages.iter().map(place).collect();
            let group = |p: &(u32, f64, f64, u8)| (p.0 < 8).then_some(p.0);
            let groups: Vec<Option<u32>> = passages.iter().map(group).collect();
            let documents = passages.iter().map(|p| p.0).collect();
            let ground = Ground::new(points, documents, &groups, names(8), communities);
            let listed = passages.iter().map(|p| filter == 0 || p.3 % (4 * filter * filter) == 1).collect();
            let mut threads: Vec<Thread> = Vec::new();
            if count > 0 {
                for (link, (a, b, score, family)) in links.iter().enumerate() {
                    let (from, to) = (a.index(count) as u32, b.index(count) as u32);
                    threads.push(Thread {
                        link,
                        from,
                        to,
                        score: *score,
                        family: *family,
                        drawn: link % 5 != 0,
                    });
                }
            }
            threads.sort_by(|a, b| b.score.total_cmp(&a.score));
            let open = (count > 0 && filter % 2 == 1).then(|| open.index(count) as u32);
            let shown = Shown::new(&ground, listed, open, threads);
            Plane { ground, shown }
        })
}

/// A large one: a spiral of heaps, or an even field; each passage linked to three others.
pub(crate) fn big(count: u32, communities: bool, even: bool) -> Plane {
    let (cos, sin) = (-0.737_368_878_078_319_9, 0.675_490_294_261_523_7);
    let spiral = |count: u32, scale: f64| {
        let (mut x, mut y) = (1.0_f64, 0.0_f64);
        let mut points = Vec::new();
        for i in 0..count {
            (x, y) = (x * cos - y * sin, x * sin + y * cos);
            let radius = scale * (f64::from(i) + 0.5).sqrt();
            points.push((x * radius, y * radius));
        }
        points
    };
    let heaps = 120;
    let groups: Vec<Option<u32>> = (0..count).map(|ix| Some(ix % heaps)).collect();
    let points = if even {
        spiral(count, 0.6)
    } else {
        let inner = spiral(count / heaps + 1, 0.55);
        let middles = spiral(heaps, 0.8 * f64::from(count / heaps).sqrt());
        let at = |ix: u32| (middles[(ix % heaps) as usize], inner[(ix / heaps) as usize]);
        (0..count).map(at).map(|(a, b)| (a.0 + b.0, a.1 + b.1)).collect()
    };
    let documents: Vec<u32> = (0..count).map(|ix| ix / 40).collect();
    let own: Vec<Option<u32>> = documents.iter().map(|d| Some(*d)).collect();
    let ground = if communities {
        Ground::new(points, documents, &groups, names(heaps), true)
    } else {
        Ground::new(points, documents, &own, names(count / 40 + 1), false)
    };
    let mut threads = Vec::new();
    for ix in 0..count {
        for (nth, step) in [heaps, 5 * heaps, 7919].into_iter().enumerate() {
            let (link, score) = (threads.len(), 0.9 - 0.2 * nth as f32);
            let family = Some((ix % 9) as u8).filter(|f| *f < 8);
            threads.push(Thread { link, from: ix, to: (ix + step) % count, score, family, drawn: true });
        }
    }
    threads.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.link.cmp(&b.link)));
    let shown = Shown::new(&ground, vec![true; count as usize], None, threads);
    Plane { ground, shown }
}
