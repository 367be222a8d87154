//! Communities, centrality and chains are what their definitions say, on any graph.

use passages_core::graph::{
    Adjacency, DAMPING, Edge, RESOLUTION, betweenness, betweenness_from, communities, modularity, pagerank,
    strongest_chain,
};
use proptest::collection::vec;
use proptest::prelude::*;

/// Weights, and what each costs: `-ln(weight) * 256`, rounded.
const WEIGHTS: [(f64, u64); 5] = [(0.9, 27), (0.5, 177), (0.25, 355), (0.1, 589), (1e-9, 4095)];

fn cost_of(weight: f64) -> u64 {
    WEIGHTS.iter().find(|(w, _)| *w == weight).map_or(0, |(_, cost)| *cost)
}

/// Up to `most` nodes, with edges of which some are loops, parallel, or lead nowhere.
fn graphs(most: usize) -> impl Strategy<Value = (usize, Vec<Edge>)> {
    (0..=most).prop_flat_map(|nodes| {
        let weight = prop::sample::select(WEIGHTS.map(|(w, _)| w).to_vec());
        let edge = (0..=nodes, 0..=nodes, weight).prop_map(|(a, b, weight)| Edge { a, b, weight });
        vec(edge, 0..=nodes * 3).prop_map(move |edges| (nodes, edges))
    })
}

/// A label a node; those of no community have one of their own.
fn labels_of(found: &[Vec<u32>], nodes: usize) -> Vec<u32> {
    let mut labels: Vec<u32> = (0..).take(nodes).map(|node: u32| node + found.len() as u32).collect();
    for (label, members) in (0..).zip(found) {
        members.iter().for_each(|member| labels[*member as usize] = label);
    }
    labels
}

/// Moves each node to where it gains most until none gains: the first half of Louvain, by definition.
fn louvain_pass(graph: &Adjacency) -> Vec<u32> {
    let mut labels: Vec<u32> = (0..).take(graph.len()).collect();
    for _ in 0..20 {
        let before = labels.clone();
        for node in 0..graph.len() {
            let mut best = (modularity(graph, &labels, RESOLUTION), labels[node]);
            for (other, _) in graph.of(node) {
                let mut tried = labels.clone();
                tried[node] = labels[other];
                let reached = modularity(graph, &tried, RESOLUTION);
                if reached > best.0 + 1e-12 {
                    best = (reached, labels[other]);
                }
            }
            labels[node] = best.1;
        }
        if labels == before {
            break;
        }
    }
    labels
}

/// Shortest distances and how many ways have them, by Floyd and Warshall's definition.
fn all_pairs(graph: &Adjacency) -> (Vec<Vec<u64>>, Vec<Vec<f64>>) {
    let nodes = graph.len();
    let far = u64::MAX / 4;
    let mut distance = vec![vec![far; nodes]; nodes];
    for (a, row) in distance.iter_mut().enumerate() {
        row[a] = 0;
        for (b, weight) in graph.of(a) {
            row[b] = cost_of(weight);
        }
    }
    for via in 0..nodes {
        for a in 0..nodes {
            for b in 0..nodes {
                distance[a][b] = distance[a][b].min(distance[a][via] + distance[via][b]);
            }
        }
    }
    // Ways from `a`, nearest nodes first: the sum over the last steps.
    let mut ways = vec![vec![0.0; nodes]; nodes];
    for a in 0..nodes {
        let mut order: Vec<usize> = (0..nodes).filter(|b| distance[a][*b] < far).collect();
        order.sort_by_key(|b| distance[a][*b]);
        ways[a][a] = 1.0;
        for b in order.into_iter().filter(|b| *b != a) {
            let last = graph.of(b).filter(|(c, w)| distance[a][*c] + cost_of(*w) == distance[a][b]);
            ways[a][b] = last.map(|(c, _)| ways[a][c]).sum();
        }
    }
    (distance, ways)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn communities_are_connected_and_better_than_none((nodes, edges) in graphs(16)) {
        let graph = Adjacency::new(nodes, &edges);
        let found = communities(&graph, RESOLUTION);
        let labels = labels_of(&found, nodes);
        // Each linked node is in one, each in the order that is promised.
        let sizes: Vec<usize> = found.iter().map(Vec::len).collect();
        prop_assert_eq!(sizes.iter().sum::<usize>(), (0..nodes).filter(|n| graph.degree(*n) > 0).count());
        prop_assert!(found.windows(2).all(|w| (w[1].len(), w[0][0]) < (w[0].len(), w[1][0])
            || w[1].len() < w[0].len()));
        for members in &found {
            prop_assert!(members.len() > 1 && members.windows(2).all(|w| w[0] < w[1]));
            let mut met = vec![members[0] as usize];
            let mut next = 0;
            while let Some(node) = met.get(next).copied() {
                let near = graph.of(node).map(|(other, _)| other).filter(|o| labels[*o] == labels[node]);
                let new: Vec<usize> = near.filter(|other| !met.contains(other)).collect();
                met.extend(new);
                next += 1;
            }
            prop_assert_eq!(met.len(), members.len(), "not connected: {:?}", members);
        }
        let reached = modularity(&graph, &labels, RESOLUTION);
        let alone: Vec<u32> = (0..).take(nodes).collect();
        prop_assert!(reached >= modularity(&graph, &alone, RESOLUTION) - 1e-12);
        prop_assert!(reached >= modularity(&graph, &louvain_pass(&graph), RESOLUTION) - 1e-9);
        // The order in which edges are given, and which end comes first, changes nothing.
        let turned: Vec<Edge> = edges.iter().rev().map(|e| Edge { a: e.b, b: e.a, ..*e }).collect();
        prop_assert_eq!(communities(&Adjacency::new(nodes, &turned), RESOLUTION), found);
    }

    #[test]
    fn chains_are_the_shortest_ways((nodes, edges) in graphs(12)) {
        let graph = Adjacency::new(nodes, &edges);
        let (distance, ways) = all_pairs(&graph);
        for a in 0..nodes {
            for b in 0..nodes {
                let chain = strongest_chain(&graph, a, b);
                prop_assert_eq!(chain.is_some(), ways[a][b] > 0.0);
                let Some(chain) = chain else { continue };
                let mut at = a;
                for edge in chain.iter().map(|e| edges[*e]) {
                    prop_assert!(edge.a == at || edge.b == at);
                    at = edge.a + edge.b - at;
                }
                prop_assert_eq!(at, b);
                prop_assert_eq!(chain.iter().map(|e| cost_of(edges[*e].weight)).sum::<u64>(), distance[a][b]);
                let back: Vec<usize> = chain.into_iter().rev().collect();
                prop_assert_eq!(strongest_chain(&graph, b, a), Some(back));
            }
        }
    }

    #[test]
    fn betweenness_counts_the_shortest_ways_through((nodes, edges) in graphs(12)) {
        let graph = Adjacency::new(nodes, &edges);
        let (distance, ways) = all_pairs(&graph);
        let found = betweenness(&graph);
        prop_assert_eq!(found.pivots, found.linked);
        let pairs = (nodes.saturating_sub(1) * nodes.saturating_sub(2)).max(1) as f64;
        for via in 0..nodes {
            let mut through = 0.0;
            for a in (0..nodes).filter(|a| *a != via) {
                for b in (0..nodes).filter(|b| *b != via && *b != a && ways[a][*b] > 0.0) {
                    if distance[a][via] + distance[via][b] == distance[a][b] {
                        through += ways[a][via] * ways[via][b] / ways[a][b];
                    }
                }
            }
            prop_assert!((found.values[via] - through / pairs).abs() < 1e-9);
        }
    }

    #[test]
    fn pagerank_is_what_one_more_step_leaves_as_it_is((nodes, edges) in graphs(24)) {
        let graph = Adjacency::new(nodes, &edges);
        let rank = pagerank(&graph);
        prop_assert!(nodes == 0 || (rank.iter().sum::<f64>() - 1.0).abs() < 1e-6);
        let alone: f64 = (0..nodes).filter(|v| graph.degree(*v) == 0).map(|v| rank[v]).sum();
        for v in 0..nodes {
            let from = graph.of(v).map(|(u, weight)| rank[u] * weight / graph.strength(u));
            let next = (1.0 - DAMPING + DAMPING * alone) / nodes as f64 + DAMPING * from.sum::<f64>();
            prop_assert!((next - rank[v]).abs() < 1e-8);
        }
    }
}

fn edges(pairs: impl IntoIterator<Item = (usize, usize)>) -> Vec<Edge> {
    pairs.into_iter().map(|(a, b)| Edge { a, b, weight: 0.5 }).collect()
}

/// W. W. Zachary, "An information flow model for conflict and fission in small groups", Journal of Anthropological
/// Research 33 (1977), doi:10.1086/jar.33.4.3629752: who of a karate club met whom outside.
const KARATE: [(usize, usize); 78] = [
    (0, 1),
    (0, 2),
    (0, 3),
    (0, 4),
    (0, 5),
    (0, 6),
    (0, 7),
    (0, 8),
    (0, 10),
    (0, 11),
    (0, 12),
    (0, 13),
    (0, 17),
    (0, 19),
    (0, 21),
    (0, 31),
    (1, 2),
    (1, 3),
    (1, 7),
    (1, 13),
    (1, 17),
    (1, 19),
    (1, 21),
    (1, 30),
    (2, 3),
    (2, 7),
    (2, 8),
    (2, 9),
    (2, 13),
    (2, 27),
    (2, 28),
    (2, 32),
    (3, 7),
    (3, 12),
    (3, 13),
    (4, 6),
    (4, 10),
    (5, 6),
    (5, 10),
    (5, 16),
    (6, 16),
    (8, 30),
    (8, 32),
    (8, 33),
    (9, 33),
    (13, 33),
    (14, 32),
    (14, 33),
    (15, 32),
    (15, 33),
    (18, 32),
    (18, 33),
    (19, 33),
    (20, 32),
    (20, 33),
    (22, 32),
    (22, 33),
    (23, 25),
    (23, 27),
    (23, 29),
    (23, 32),
    (23, 33),
    (24, 25),
    (24, 27),
    (24, 31),
    (25, 31),
    (26, 29),
    (26, 33),
    (27, 33),
    (28, 31),
    (28, 33),
    (29, 32),
    (29, 33),
    (30, 32),
    (30, 33),
    (31, 32),
    (31, 33),
    (32, 33),
];

#[test]
fn the_karate_club_has_the_values_of_the_literature() {
    let graph = Adjacency::new(34, &edges(KARATE));
    let found = communities(&graph, RESOLUTION);
    // The greatest modularity there is: 0.4198, with four communities.
    assert_eq!(found.len(), 4);
    assert!((modularity(&graph, &labels_of(&found, 34), RESOLUTION) - 0.419_789_6).abs() < 1e-6);
    // Values of networkx 3.6.
    let between = betweenness(&graph).values;
    for (node, value) in [(0, 0.437_635), (33, 0.304_075), (31, 0.138_276), (2, 0.143_657)] {
        assert!((between[node] - value).abs() < 1e-6, "{node}: {}", between[node]);
    }
    let rank = pagerank(&graph);
    for (node, value) in [(0, 0.096_997), (33, 0.100_919), (11, 0.009_565)] {
        assert!((rank[node] - value).abs() < 1e-6, "{node}: {}", rank[node]);
    }
}

/// `groups` of `size` nodes in a ring of links and further ones inside, and each group linked with the next.
fn planted(groups: usize, size: usize) -> Vec<Edge> {
    let inside = |g: usize| {
        let pair = move |i: usize, step: usize| (g * size + i, g * size + (i + step) % size);
        (0..size).flat_map(move |i| [1, 3, 7].map(|step| pair(i, step)))
    };
    let between = (0..groups).map(|g| (g * size, (g + 1) % groups * size + 5));
    edges((0..groups).flat_map(inside).chain(between))
}

#[test]
fn planted_communities_are_found_again() {
    let (groups, size) = (12, 30);
    let graph = Adjacency::new(groups * size, &planted(groups, size));
    let wanted: Vec<Vec<u32>> =
        (0..groups).map(|g| (0..).skip(g * size).take(size).map(|v: u32| v).collect()).collect();
    assert_eq!(communities(&graph, RESOLUTION), wanted);
}

#[test]
fn a_finer_resolution_finds_no_fewer_communities() {
    let graph = Adjacency::new(34, &edges(KARATE));
    let counts = [0.2, 1.0, 4.0].map(|resolution| communities(&graph, resolution).len());
    assert!(counts[0] < counts[1] && counts[1] < counts[2], "{counts:?}");
    assert_eq!(communities(&graph, f64::NAN), communities(&graph, RESOLUTION));
}

#[test]
fn an_estimate_says_so_and_finds_the_bridge() {
    // Two halves of many small rings, joined by one chain of three.
    let half = 510;
    let mut all = planted(half / 10, 10);
    all.extend(all.clone().iter().map(|e| Edge { a: e.a + half, b: e.b + half, ..*e }));
    let bridge = 2 * half;
    all.extend(edges([(0, bridge), (bridge, bridge + 1), (bridge + 1, bridge + 2), (bridge + 2, half)]));
    let graph = Adjacency::new(bridge + 3, &all);
    let estimate = betweenness(&graph);
    assert!(estimate.pivots < estimate.linked && estimate.linked == bridge + 3);
    let exact = betweenness_from(&graph, usize::MAX);
    assert_eq!(exact.pivots, exact.linked);
    for node in [0, half, bridge, bridge + 1, bridge + 2] {
        assert!((estimate.values[node] / exact.values[node] - 1.0).abs() < 0.05);
    }
}

#[test]
fn extreme_graphs_are_borne() {
    let one = |nodes, pairs: Vec<(usize, usize)>| {
        let graph = Adjacency::new(nodes, &edges(pairs));
        let (rank, between) = (pagerank(&graph), betweenness(&graph));
        assert!(rank.iter().chain(&between.values).all(|v| v.is_finite() && *v >= 0.0));
        assert_eq!(strongest_chain(&graph, nodes, 0), None);
        (communities(&graph, RESOLUTION), between.values)
    };
    assert_eq!(one(0, vec![]).0, Vec::<Vec<u32>>::new());
    assert_eq!(one(1, vec![(0, 0)]).0, Vec::<Vec<u32>>::new());
    assert_eq!(one(2, vec![(0, 1)]).0, [[0, 1]]);
    assert!(one(20_000, vec![]).0.is_empty());
    let complete = (0..150).flat_map(|a| (0..a).map(move |b| (a, b))).collect();
    assert_eq!(one(150, complete).0.len(), 1);
    assert_eq!(one(5_000, (1..5_000).map(|b| (0, b)).collect()).0.len(), 1);
    // At each of 1,500 diamonds the number of strongest chains doubles, which no float holds.
    let diamond =
        |i: usize| [(3 * i, 3 * i + 1), (3 * i, 3 * i + 2), (3 * i + 1, 3 * i + 3), (3 * i + 2, 3 * i + 3)];
    let (_, between) = one(4_501, (0..1_500).flat_map(diamond).collect());
    assert!(between[2_251] > 0.2 && between[2_251].to_bits() == between[2_252].to_bits());
}
