//! What must be the same on every machine and in every browser, as a few numbers: links, order and scores of what is
//! found, places, communities and centrality of a collection made up. `tests/browser/same.json` holds what they are.

use passages_core::compile;
use passages_core::corpus::Corpus;
use passages_core::graph::{Adjacency, Edge, Layout, Request, betweenness, communities, pagerank};
use passages_core::select::select;
use passages_core::source::Source;
use passages_core::state::ViewState;
use passages_core::vocabulary::Vocabulary;
use wasm_bindgen::prelude::wasm_bindgen;

const WORDS: [&str; 24] = [
    "migration",
    "remittances",
    "diaspora",
    "village",
    "harbour",
    "café",
    "naïve",
    "Côte",
    "bank",
    "banks",
    "banking",
    "women",
    "returnees",
    "skills",
    "drain",
    "nurses",
    "doctors",
    "state",
    "states",
    "policy",
    "border",
    "visa",
    "market",
    "markets",
];
const QUERIES: [&str; 12] = [
    "migration",
    "remittances bank",
    "\"bank state\"",
    "women NOT visa",
    "migr*",
    "b?nk",
    "bank NEAR/4 market",
    "remitances",
    "cote OR cafe",
    "(women OR nurses) skills",
    "\"=banks\"",
    "polcy~2",
];
/// Nodes of the graph that is made up beside the collection.
const NODES: u32 = 600;

/// Numbers that look like chance: S. Park and K. Miller, "Random number generators: good ones are hard to find",
/// Communications of the ACM 31 (1988), doi:10.1145/63039.63042.
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: u32) -> u32 {
        self.0 = self.0 * 48_271 % 2_147_483_647;
        (self.0 % u64::from(bound)) as u32
    }
}

/// The hash of G. Fowler, L. Noll and K.-P. Vo (FNV-1a, 64 bits), over bits.
struct Digest(u64);

impl Digest {
    fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    fn add(&mut self, bits: u64) {
        for byte in bits.to_le_bytes() {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}

fn corpus() -> Corpus {
    let mut chance = Chance(20_061);
    let syllables = ["ba", "ce", "di", "fo", "gu", "la", "me", "ni", "po", "ru", "sa", "te"];
    let made_up = |nth: u32| {
        let syllable = |part: u32| syllables[(part % 12) as usize];
        format!("{}{}{}", syllable(nth), syllable(nth / 12), syllable(nth / 5 + 3))
    };
    let mut source = |document: usize| {
        let mut text = format!("DOCUMENT {document}\n\n");
        for paragraph in 1..=40 {
            // Of one of thirteen subjects, most of its words.
            let mut word = || match chance.below(6) {
                0 => WORDS[chance.below(24) as usize].to_owned(),
                1 => made_up(chance.below(400)),
                _ => made_up(paragraph % 13 * 30 + chance.below(30)),
            };
            let words: Vec<String> = (0..30).map(|_| word()).collect();
            text.push_str(&format!("{paragraph}. {}.\n\n", words.join(" ")));
        }
        Source { path: format!("{document}.txt"), text, ..Source::default() }
    };
    let sources: Vec<Source> = (0..3).map(&mut source).collect();
    Corpus::new(compile(&sources, Vocabulary::default(), &[]).0)
}

/// What is compared, as JSON: a name and 16 hexadecimal digits each.
#[wasm_bindgen]
pub fn same() -> String {
    let corpus = corpus();
    let mut links = Digest::new();
    for link in corpus.links() {
        for bits in [link.from, link.to, link.score.to_bits()] {
            links.add(u64::from(bits));
        }
    }
    let mut found = Digest::new();
    for query in QUERIES {
        for row in select(&corpus, &ViewState::default().looking_for(query)).rows {
            found.add(u64::from(row.paragraph));
            found.add(row.score.to_bits());
        }
        found.add(u64::MAX);
    }
    let mut places = Digest::new();
    for point in corpus.indices().filter_map(|ix| corpus.place(ix)) {
        [point.x, point.y].into_iter().for_each(|n| places.add(n.to_bits()));
    }
    let mut chance = Chance(7_919);
    let mut edges = Vec::new();
    for a in 0..NODES {
        // Three links a node, most of them within heaps of thirty.
        for _ in 0..3 {
            let b = if chance.below(5) > 0 { a / 30 * 30 + chance.below(30) } else { chance.below(NODES) };
            let weight = f64::from(25 + chance.below(75)) / 100.0;
            edges.push(Edge { a: a as usize, b: b as usize, weight });
        }
    }
    let mut layout =
        Layout::new(&Request { nodes: NODES as usize, edges: edges.clone(), ..Request::default() });
    while !layout.step() {}
    for point in layout.points() {
        [point.x, point.y].into_iter().for_each(|n| places.add(n.to_bits()));
    }
    let graph = Adjacency::new(NODES as usize, &edges);
    let mut groups = Digest::new();
    for members in communities(&graph, passages_core::graph::RESOLUTION) {
        members.iter().for_each(|node| groups.add(u64::from(*node)));
        groups.add(u64::MAX);
    }
    let mut central = Digest::new();
    let values = [betweenness(&graph).values, pagerank(&graph)].concat();
    values.iter().for_each(|value| central.add(value.to_bits()));
    let named = [
        ("links", links),
        ("found", found),
        ("places", places),
        ("communities", groups),
        ("centrality", central),
    ];
    let lines: Vec<String> =
        named.iter().map(|(name, of)| format!("  \"{name}\": \"{:016x}\"", of.0)).collect();
    format!("{{\n{}\n}}\n", lines.join(",\n"))
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_is_worked_out_here_is_what_every_browser_works_out() {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/browser/same.json");
        let held = std::fs::read_to_string(file).unwrap_or_default();
        // Where the engine has changed on purpose, the file holds what it now comes to.
        assert_eq!(super::same(), held, "tests/browser/same.json holds something else");
    }
}
