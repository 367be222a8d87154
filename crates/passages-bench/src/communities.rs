//! `passages-bench communities --graph FILE`: communities, centrality and chains of a graph, timed.
//!
//! The file is `{"n", "src": [...], "dst": [...]}`, with `"weight": [...]` above 0 and up to 1 if edges differ, and
//! `"com": [...]` if communities were planted. Prints one line of JSON; times are CPU milliseconds, the median of
//! `--rounds` (3).

use passages_core::graph::{
    Adjacency, Edge, RESOLUTION, betweenness, communities, modularity, pagerank, strongest_chain,
};
use serde::{Deserialize, Serialize};
use std::fs;
use std::hint::black_box;
use std::time::Instant;

#[derive(Deserialize)]
struct Graph {
    n: usize,
    src: Vec<usize>,
    dst: Vec<usize>,
    #[serde(default)]
    weight: Vec<f64>,
    #[serde(default)]
    com: Vec<u32>,
}

#[derive(Serialize)]
struct Report {
    nodes: usize,
    edges: usize,
    adjacency_cpu_ms: f64,
    leiden_cpu_ms: f64,
    communities: usize,
    modularity: f64,
    /// Of the planted communities, where there are any.
    planted_modularity: Option<f64>,
    /// Agreement with them, from 0 to 1.
    planted_nmi: Option<f64>,
    pagerank_cpu_ms: f64,
    betweenness_cpu_ms: f64,
    betweenness_pivots: usize,
    chain_cpu_ms: f64,
}

/// Runs the job and returns its line.
///
/// # Errors
///
/// A sentence, where the arguments or the file cannot be used.
pub fn run(arguments: &[String]) -> Result<String, String> {
    let option = |name: &str| {
        let at = arguments.iter().position(|a| a == name)?;
        arguments.get(at + 1)
    };
    let path = option("--graph").ok_or("communities wants --graph FILE")?;
    let rounds: usize = option("--rounds").and_then(|r| r.parse().ok()).unwrap_or(3);
    let text = fs::read_to_string(path).map_err(|fault| format!("{path}: {fault}"))?;
    let graph: Graph = serde_json::from_str(&text).map_err(|fault| format!("{path}: {fault}"))?;
    let edge = |(at, (a, b)): (usize, (&usize, &usize))| Edge {
        a: *a,
        b: *b,
        weight: graph.weight.get(at).copied().unwrap_or(0.5),
    };
    let edges: Vec<Edge> = graph.src.iter().zip(&graph.dst).enumerate().map(edge).collect();
    let (adjacency_cpu_ms, adjacency) = timed(rounds, || Adjacency::new(graph.n, &edges));
    let (leiden_cpu_ms, found) = timed(rounds, || communities(&adjacency, RESOLUTION));
    let (pagerank_cpu_ms, _) = timed(rounds, || pagerank(&adjacency));
    let (betweenness_cpu_ms, between) = timed(rounds, || betweenness(&adjacency));
    let (chain_cpu_ms, _) = timed(rounds, || strongest_chain(&adjacency, 0, graph.n.saturating_sub(1)));
    // A node without links is alone.
    let mut labels: Vec<u32> = (0..).map(|node| found.len() as u32 + node).take(graph.n).collect();
    for (label, members) in (0..).zip(&found) {
        for member in members {
            labels[*member as usize] = label;
        }
    }
    let planted = (graph.com.len() == graph.n).then_some(&graph.com);
    let report = Report {
        nodes: graph.n,
        edges: edges.len(),
        adjacency_cpu_ms,
        leiden_cpu_ms,
        communities: found.len(),
        modularity: modularity(&adjacency, &labels, RESOLUTION),
        planted_modularity: planted.map(|com| modularity(&adjacency, com, RESOLUTION)),
        planted_nmi: planted.map(|com| agreement(com, &labels)),
        pagerank_cpu_ms,
        betweenness_cpu_ms,
        betweenness_pivots: between.pivots,
        chain_cpu_ms,
    };
    serde_json::to_string(&report).map_err(|fault| fault.to_string())
}

/// A round takes at least so long.
const LEAST_NANOS: u64 = 200_000_000;

/// The median CPU time of some rounds, in milliseconds, and the last result.
fn timed<T>(rounds: usize, job: impl Fn() -> T) -> (f64, T) {
    let start = Instant::now();
    let mut times = Vec::new();
    // Often enough that the clock's own steps do not show.
    for _ in 0..rounds.max(1) {
        let (before, mut done) = (cpu_nanos(start), 0_u32);
        while cpu_nanos(start) - before < LEAST_NANOS {
            black_box(job());
            done += 1;
        }
        times.push((cpu_nanos(start) - before) as f64 / 1e6 / f64::from(done));
    }
    times.sort_unstable_by(f64::total_cmp);
    (times[times.len() / 2], job())
}

/// Nanoseconds on the processor, as Linux counts them; elsewhere since `start`.
fn cpu_nanos(start: Instant) -> u64 {
    let counted = fs::read_to_string("/proc/thread-self/schedstat").ok();
    let counted = counted.and_then(|s| s.split(' ').next()?.parse().ok());
    counted.unwrap_or_else(|| start.elapsed().as_nanos() as u64)
}

/// Normalised mutual information of two partitions (A. Strehl and J. Ghosh, 2002), by the mean of both entropies.
fn agreement(one: &[u32], two: &[u32]) -> f64 {
    let total = one.len() as f64;
    let entropy = |mut keys: Vec<u64>| -> f64 {
        keys.sort_unstable();
        let parts = keys.chunk_by(|a, b| a == b).map(|same| same.len() as f64 / total);
        parts.map(|part| -part * part.ln()).sum()
    };
    let first = entropy(one.iter().map(|a| u64::from(*a)).collect());
    let second = entropy(two.iter().map(|b| u64::from(*b)).collect());
    let both = entropy(one.iter().zip(two).map(|(a, b)| u64::from(*a) << 32 | u64::from(*b)).collect());
    if first + second > 0.0 { 2.0 * (first + second - both) / (first + second) } else { 1.0 }
}
