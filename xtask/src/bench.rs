//! The engine measured natively and in wasm, beside its peers where they are there; one table, with ratios of one run.
//!
//! `--peers DIR` names a writable folder with the scripts that drive the peers, their packages installed. Without it
//! our own jobs are run alone. Absolute times belong to the machine; ratios are the result.

mod ours;
mod page;
mod peers;
mod table;

use crate::step::{run, step};
use crate::{tools, workspace};
use anyhow::{Context, Result, bail};
use std::path::PathBuf;
use std::process::Command;
use table::Row;

/// What is measured, and with what.
pub(crate) struct Options {
    /// Folder of the peers' scripts.
    pub(crate) peers: Option<PathBuf>,
    /// Numbers of paragraphs and nodes.
    pub(crate) sizes: Vec<u64>,
    /// Parts to run; all where empty.
    pub(crate) only: Vec<String>,
    /// Medians are over so many rounds.
    pub(crate) rounds: u32,
    /// Whether the table is written to docs/performance.md.
    pub(crate) write: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { peers: None, sizes: vec![1_000, 10_000, 60_000], only: Vec::new(), rounds: 3, write: false }
    }
}

/// The parts, in the order of the table.
const PARTS: [&str; 11] = [
    "search",
    "search-browser",
    "queries",
    "shipped",
    "layout",
    "linking",
    "startup",
    "drawing",
    "communities",
    "scene",
    "page",
];

/// Where the built engines are.
struct Engines {
    native: PathBuf,
    /// What wasm-bindgen wrote for Node.
    node: PathBuf,
    /// And for browsers, with the adapters beside it.
    web: PathBuf,
    adapters: PathBuf,
}

/// Builds, measures, prints the table.
///
/// # Errors
/// When a part is not known, something cannot be built, or a job or script fails.
pub(crate) fn bench(options: &Options) -> Result<()> {
    if let Some(part) = options.only.iter().find(|part| !PARTS.contains(&part.as_str())) {
        bail!("there is no part '{part}'; there are {}", PARTS.join(", "));
    }
    let wanted = |part: &str| options.only.is_empty() || options.only.iter().any(|only| only == part);
    let engines = build()?;
    let mut rows: Vec<Row> = Vec::new();
    for part in PARTS.into_iter().filter(|part| wanted(part)) {
        let measured = match (&options.peers, part) {
            (_, "queries") => step(part, || ours::queries(&engines.native, &options.sizes)),
            (_, "scene") => step(part, || ours::scene(&engines.native)),
            (_, "page") => step(part, || page::measure(&engines, options)),
            (Some(folder), "communities") => {
                step(part, || ours::communities(&engines.native, folder, &options.sizes))
            }
            (Some(folder), "shipped") => step(part, || ours::shipped(&engines, folder, options)),
            (Some(folder), part) => step(part, || peers::measure(&engines, folder, part, options)),
            (None, part) => {
                println!("==> skipped: {part}: it is measured beside its peers, and --peers names none");
                continue;
            }
        };
        rows.extend(measured.with_context(|| format!("measuring {part}"))?);
    }
    let table = table::markdown(&rows);
    println!("{table}");
    if options.write {
        table::write(&workspace::root()?.join("docs/performance.md"), &table)?;
    }
    Ok(())
}

fn build() -> Result<Engines> {
    let tools = tools::setup()?;
    let root = workspace::root()?;
    let folder = root.join("target/bench");
    let engines = Engines {
        native: root.join(format!("target/collection/passages-bench{}", std::env::consts::EXE_SUFFIX)),
        node: folder.join("node"),
        web: folder.join("web"),
        adapters: root.join("crates/passages-bench/adapters"),
    };
    step("build the engine natively and for wasm", || {
        // As a collection ships, see `build.rs`.
        let build = ["build", "--profile", "collection", "--package", "passages-bench"];
        run(workspace::cargo(&root).args(build))?;
        let wasm = ["--lib", "--target", "wasm32-unknown-unknown"];
        run(workspace::cargo(&root).args(build).args(wasm))?;
        let module = root.join("target/wasm32-unknown-unknown/collection/passages_bench.wasm");
        for (target, out) in [("nodejs", &engines.node), ("web", &engines.web)] {
            let bindgen = tools.wasm_bindgen();
            run(Command::new(bindgen).arg(&module).args(["--target", target, "--out-dir"]).arg(out))?;
        }
        Ok(())
    })?;
    Ok(engines)
}
