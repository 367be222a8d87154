//! The layout of the map, tick by tick: the time it takes, and where the nodes are meanwhile.

use std::time::Instant;

use passages_core::graph::{Edge, Layout, Point, Request};
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::wasm_bindgen;

/// A layout that is driven tick by tick, as its peers are.
#[wasm_bindgen]
pub struct LayoutJob {
    layout: Layout,
}

#[wasm_bindgen]
impl LayoutJob {
    /// `sources[i]` is linked with `targets[i]`.
    #[wasm_bindgen(constructor)]
    pub fn new(nodes: usize, sources: &[u32], targets: &[u32]) -> Self {
        let edge = |(a, b): (&u32, &u32)| Edge { a: *a as usize, b: *b as usize, weight: 1.0 };
        let edges = sources.iter().zip(targets).map(edge).collect();
        Self { layout: Layout::new(&Request { nodes, edges, ..Request::default() }) }
    }

    /// One tick of all nodes, and all that comes before the first or after the last; whether that was the last.
    pub fn tick(&mut self) -> bool {
        while !self.layout.moves_nodes() && !self.layout.step() {}
        self.layout.step();
        while !self.layout.moves_nodes() && !self.layout.step() {}
        !self.layout.moves_nodes()
    }

    /// x and y of each node in turn.
    pub fn places(&self) -> Vec<f64> {
        self.layout.points().iter().flat_map(|Point { x, y }| [*x, *y]).collect()
    }
}

#[derive(Deserialize)]
struct Graph {
    n: usize,
    src: Vec<u32>,
    dst: Vec<u32>,
}

#[derive(Serialize)]
struct Measured {
    init_ms: f64,
    tick_p50: f64,
    cpu_per_tick: f64,
    snapshots: Vec<Snapshot>,
}

#[derive(Serialize)]
struct Snapshot {
    tick: usize,
    ms: f64,
    cpu_ms: f64,
    pos: Vec<f64>,
}

/// `--graph FILE [--ticks T]`: lays out `{"n", "src", "dst"}`, and prints times and the places on the way.
///
/// # Errors
///
/// If there is no such file, or it holds no graph.
pub fn run(options: &[String]) -> Result<String, String> {
    let option = |name: &str| options.iter().position(|o| o == name).and_then(|at| options.get(at + 1));
    let path = option("--graph").ok_or("layout wants --graph FILE")?;
    let most = option("--ticks").and_then(|ticks| ticks.parse().ok()).unwrap_or(usize::MAX);
    let text = std::fs::read_to_string(path).map_err(|fault| format!("{path}: {fault}"))?;
    let graph: Graph = serde_json::from_str(&text).map_err(|fault| format!("{path}: {fault}"))?;
    let start = Instant::now();
    let mut job = LayoutJob::new(graph.n, &graph.src, &graph.dst);
    let init_ms = start.elapsed().as_secs_f64() * 1e3;
    let (mut ms, mut cpu_ms, mut ticks, mut snapshots) = (0.0, 0.0, Vec::new(), Vec::new());
    let (mut settled, mut next) = (false, 1.0);
    while !settled && ticks.len() < most {
        let (cpu, start) = (cpu_millis(), Instant::now());
        settled = job.tick();
        let took = start.elapsed().as_secs_f64() * 1e3;
        (ms, cpu_ms) = (ms + took, cpu_ms + cpu_millis() - cpu);
        ticks.push(took);
        let tick = ticks.len();
        if tick as f64 >= next || settled {
            next = (tick as f64 * 1.15).max(tick as f64 + 1.0);
            snapshots.push(Snapshot { tick, ms, cpu_ms, pos: job.places() });
        }
    }
    let count = ticks.len().max(1) as f64;
    ticks.sort_unstable_by(f64::total_cmp);
    let tick_p50 = ticks.get(ticks.len() / 2).copied().unwrap_or_default();
    let measured = Measured { init_ms, tick_p50, cpu_per_tick: cpu_ms / count, snapshots };
    serde_json::to_string(&measured).map_err(|fault| fault.to_string())
}

/// What this process has used of a processor, where Linux tells; elsewhere 0.
fn cpu_millis() -> f64 {
    let text = std::fs::read_to_string("/proc/self/schedstat").unwrap_or_default();
    text.split(' ').next().and_then(|nanos| nanos.parse::<f64>().ok()).unwrap_or_default() / 1e6
}
