//! The layout of the map for any request: nothing covers anything else, and the same request has the same places.

use passages_core::graph::{Edge, KEPT_WITHIN, Layout, Point, Request, Room};
use passages_core::number::Within;
use proptest::prelude::*;

fn settled(request: &Request) -> Vec<Point> {
    let mut layout = Layout::new(request);
    while !layout.step() {}
    layout.points()
}

/// Whether the discs and labels of two nodes leave each other alone, as plain geometry says; a thousandth of a unit
/// is nothing.
fn clear(a: (Point, Room), b: (Point, Room)) -> bool {
    let least = 1e-3;
    let (dx, dy) = (a.0.x - b.0.x, a.0.y - b.0.y);
    let discs = (dx * dx + dy * dy).sqrt() > a.1.radius + b.1.radius - least;
    let boxes = |(place, room): (Point, Room)| {
        room.label.map(|(l, t, r, b)| (place.x + l, place.y + t, place.x + r, place.y + b))
    };
    let labels = match (boxes(a), boxes(b)) {
        (Some(a), Some(b)) => a.2.min(b.2) - a.0.max(b.0) < least || a.3.min(b.3) - a.1.max(b.1) < least,
        _ => true,
    };
    let label_and_disc = |label: Option<(f64, f64, f64, f64)>, (place, room): (Point, Room)| {
        label.is_none_or(|(l, t, r, b)| {
            let (dx, dy) = (place.x - place.x.within(l, r), place.y - place.y.within(t, b));
            (dx * dx + dy * dy).sqrt() > room.radius - least
        })
    };
    discs && labels && label_and_disc(boxes(a), b) && label_and_disc(boxes(b), a)
}

prop_compose! {
    fn requests()(nodes in 1_usize..60)(
        nodes in Just(nodes),
        pairs in prop::collection::vec((0..nodes + 2, 0..nodes, 0.0..1.5), 0..150),
        communities in prop::collection::vec(0_u32..5, nodes),
        with_communities in any::<bool>(),
        sizes in prop::collection::vec((0.3..1.5, 0.5..5.0, 0.3..0.8, any::<bool>()), nodes),
        with_rooms in any::<bool>(),
    ) -> Request {
        let room = |(radius, width, height, labelled): (f64, f64, f64, bool)| Room {
            radius,
            label: labelled.then_some((-width / 2.0, radius, width / 2.0, radius + height)),
        };
        Request {
            nodes,
            edges: pairs.into_iter().map(|(a, b, weight)| Edge { a, b, weight }).collect(),
            communities: if with_communities { communities } else { Vec::new() },
            start: Vec::new(),
            rooms: if with_rooms { sizes.into_iter().map(room).collect() } else { Vec::new() },
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn neither_nodes_nor_labels_overlap(request in requests()) {
        let points = settled(&request);
        let usual = Room { radius: 0.4, label: None };
        let room = |i: usize| request.rooms.get(i).copied().unwrap_or(usual);
        for i in 0..points.len() {
            prop_assert!(points[i].x.is_finite() && points[i].y.is_finite());
            for j in 0..i {
                prop_assert!(clear((points[i], room(i)), (points[j], room(j))), "{} and {} overlap", i, j);
            }
        }
    }

    #[test]
    fn equal_requests_have_equal_places_whatever_is_done_in_one_frame(request in requests(), frame in 1_usize..50) {
        let whole = settled(&request);
        let mut layout = Layout::new(&request.clone());
        while !(0..frame).any(|_| layout.step()) {
            prop_assert_eq!(layout.points().len(), request.nodes);
        }
        prop_assert!(layout.step(), "settled stays settled");
        let bits = |points: Vec<Point>| -> Vec<(u64, u64)> {
            points.iter().map(|p| (p.x.to_bits(), p.y.to_bits())).collect()
        };
        prop_assert_eq!(bits(whole), bits(layout.points()));
    }

    #[test]
    fn what_had_a_place_stays_near_it(request in requests(), gone in prop::collection::vec(any::<bool>(), 60)) {
        let old = settled(&request);
        let start = old.iter().zip(&gone).map(|(p, gone)| (!gone).then_some(*p)).collect();
        let mut edges = request.edges.clone();
        edges.truncate(edges.len() / 2);
        let new = settled(&Request { start, edges, ..request.clone() });
        for ((old, new), _) in old.iter().zip(&new).zip(&gone).filter(|(_, gone)| !**gone) {
            let (dx, dy) = (new.x - old.x, new.y - old.y);
            prop_assert!((dx * dx + dy * dy).sqrt() <= KEPT_WITHIN);
        }
    }
}
