//! The scripts that drive the peers, with our engine among them -> rows.

use super::table::Row;
use super::{Engines, Options};
use crate::step::run;
use crate::workspace;
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The name under which our engine takes part.
const OURS: &str = "passages";

/// Runs one script and reads what it wrote.
///
/// # Errors
/// When the script fails or writes nothing that can be read.
pub(super) fn measure(engines: &Engines, folder: &Path, part: &str, options: &Options) -> Result<Vec<Row>> {
    let named: Vec<String> = options.sizes.iter().map(u64::to_string).collect();
    let (sizes, rounds) = (named.join(","), options.rounds.to_string());
    let adapter = |name: &str| format!("{OURS}={}", engines.adapters.join(name).display());
    let out = |name: &str| folder.join("out").join(name);
    let mut node = Command::new("node");
    node.current_dir(folder).env("PASSAGES_BENCH", &engines.node);
    let script = |node: &mut Command, file: &str, json: &Path, arguments: &[&str]| {
        run(node.arg(file).args(arguments).arg("--out").arg(json))
    };
    match part {
        "search" => {
            let json = out("passages-search.json");
            let peers = "minisearch,flexsearch-strict,sqlite-fts5-wasm";
            let module = adapter("search.mjs");
            let arguments = ["--sizes", &sizes, "--rounds", &rounds, "--peers", peers, "--module", &module];
            script(&mut node, "bench-search.mjs", &json, &arguments)?;
            search(&read(&json)?, "Node")
        }
        "search-browser" => {
            let json = out("passages-search-browser.json");
            let served = served(engines, folder)?;
            let module = format!("{OURS}=/{served}/search-web.mjs");
            let peers = "minisearch,flexsearch-strict,sqlite-fts5-wasm";
            let arguments = ["--sizes", &sizes, "--rounds", &rounds, "--peers", peers, "--module", &module];
            script(&mut node, "bench-search-browser.mjs", &json, &arguments)?;
            search(&read(&json)?, "Chromium")
        }
        "layout" => {
            let json = out("passages-layout.json");
            let module = adapter("layout.mjs");
            let peers = "d3-force,fa2,antv-layout-wasm";
            let arguments = ["--sizes", &sizes, "--rounds", &rounds, "--peers", peers, "--module", &module];
            script(&mut node, "bench-layout.mjs", &json, &arguments)?;
            layout(&read(&json)?)
        }
        "linking" => {
            let json = out("passages-linking.json");
            let python = folder.join("venv/bin/python");
            let python = if python.is_file() { python } else { PathBuf::from("python3") };
            let command = format!("{OURS}={} similarity", engines.native.display());
            let mut job = Command::new(python);
            job.current_dir(folder).args(["bench-similarity.py", "--sizes", &sizes, "--rounds", &rounds]);
            job.args(["--engines", "sparse_dot_topn,sklearn-kneighbors", "--cmd", &command, "--out"]);
            run(job.arg(&json))?;
            linking(&read(&json)?)
        }
        "drawing" => {
            let json = out("passages-drawing.json");
            let (whole, nearer) = (drawn(engines, folder, 1)?, drawn(engines, folder, 4)?);
            let (whole, nearer) = (format!("{OURS}={whole}"), format!("{OURS}-nearer={nearer}"));
            // With more nodes, some peers take seconds for a frame.
            let few: Vec<&String> =
                options.sizes.iter().zip(&named).filter(|s| *s.0 <= 10_000).map(|s| s.1).collect();
            let sizes = few.into_iter().map(String::as_str).collect::<Vec<&str>>().join(",");
            let arguments = ["--sizes", &sizes, "--rounds", &rounds, "--kinds", &PAINTERS.join(",")];
            let pages = ["--page", &whole, "--page", &nearer];
            script(&mut node, "bench-render.mjs", &json, &[&arguments[..], &pages].concat())?;
            drawing(&read(&json)?)
        }
        "startup" => {
            let json = out("passages-startup.json");
            let dist = workspace::dist(&workspace::root()?);
            if !dist.join("index.html").is_file() {
                bail!("there is no built page; `cargo xtask build` makes it");
            }
            let app = format!("{OURS}={}", dist.display());
            let ready = format!("{OURS}=document.documentElement.dataset.ready");
            let apps = APPS.join(",");
            let arguments = ["--runs", &rounds, "--apps", &apps, "--app", &app, "--ready", &ready];
            script(&mut node, "bench-startup.mjs", &json, &arguments)?;
            startup(&read(&json)?)
        }
        other => bail!("no script measures {other}"),
    }
}

/// Puts the engine for browsers where the script's server finds it; returns the folder's name.
fn served(engines: &Engines, folder: &Path) -> Result<&'static str> {
    let to = folder.join("out/browser/passages");
    fs::create_dir_all(&to)?;
    for file in ["passages_bench.js", "passages_bench_bg.wasm"] {
        fs::copy(engines.web.join(file), to.join(file)).with_context(|| format!("copying {file}"))?;
    }
    fs::copy(engines.adapters.join("search-web.mjs"), to.join("search-web.mjs"))?;
    Ok("passages")
}

/// A page that draws our map, so many times as near as the whole; returns its folder.
fn drawn(engines: &Engines, folder: &Path, nearer: u8) -> Result<String> {
    let to = folder.join(format!("out/drawing/passages-{nearer}"));
    fs::create_dir_all(to.join("lib"))?;
    let theirs = ["gen-graph.mjs", "lib/rng.mjs"].map(|file| (folder.join(file), file));
    let style = workspace::root()?.join("src/style/main.css");
    let ours = [
        (engines.web.join("passages_bench.js"), "passages_bench.js"),
        (engines.web.join("passages_bench_bg.wasm"), "passages_bench_bg.wasm"),
        (engines.adapters.join("drawing.mjs"), "drawing.mjs"),
        (style, "main.css"),
    ];
    for (from, file) in theirs.into_iter().chain(ours) {
        fs::copy(&from, to.join(file)).with_context(|| format!("copying {}", from.display()))?;
    }
    let page = format!(
        "<!doctype html><html data-nearer=\"{nearer}\"><meta charset=\"utf-8\">\
         <link rel=\"stylesheet\" href=\"main.css\"><canvas id=\"board\"></canvas>\
         <script type=\"module\" src=\"drawing.mjs\"></script></html>"
    );
    fs::write(to.join("index.html"), page)?;
    Ok(to.display().to_string())
}

fn read(path: &Path) -> Result<Value> {
    let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    serde_json::from_str(&text).with_context(|| format!("{} is no JSON", path.display()))
}

/// A number at a path of names.
fn at(value: &Value, path: &[&str]) -> Option<f64> {
    path.iter().try_fold(value, |value, name| value.get(name))?.as_f64()
}

/// Which figure is better.
#[derive(Clone, Copy, PartialEq)]
enum Better {
    Less,
    More,
}

/// Our figure, and that of the peer that does best.
fn row(what: &str, size: &str, engines: &Value, path: &[&str], better: Better) -> Option<Row> {
    let ours = at(engines.get(OURS)?, path)?;
    let mut peer: Option<(String, f64)> = None;
    for (name, of) in engines.as_object()?.iter().filter(|(name, _)| !name.starts_with(OURS)) {
        // What gives wrong or missing answers is no peer.
        let kind = path.get(..2).filter(|p| p.first() == Some(&"kinds"));
        let whole = kind.is_none_or(|kind| {
            ["valid", "complete"].iter().all(|part| {
                let path: Vec<&str> = kind.iter().chain([part]).copied().collect();
                at(of, &path).is_none_or(|share| share >= 0.995)
            })
        });
        let Some(theirs) = at(of, path).filter(|_| whole) else { continue };
        let wins = peer.as_ref().is_none_or(|(_, best)| match better {
            Better::Less => theirs < *best,
            Better::More => theirs > *best,
        });
        if wins {
            peer = Some((name.clone(), theirs));
        }
    }
    Some(Row { what: what.to_owned(), size: size.parse().ok(), ours, peer })
}

fn each_size(result: &Value, mut rows: impl FnMut(&str, &Value, &mut Vec<Row>)) -> Result<Vec<Row>> {
    let sizes = result.get("sizes").unwrap_or(result).as_object().context("no sizes in the result")?;
    let mut all = Vec::new();
    for (size, engines) in sizes {
        rows(size, engines, &mut all);
    }
    Ok(all)
}

fn search(result: &Value, place: &str) -> Result<Vec<Row>> {
    each_size(result, |size, engines, rows| {
        let kinds = [
            ("single", "one word"),
            ("and3", "AND of 3"),
            ("or3", "OR of 3"),
            ("prefix", "beginning"),
            ("fuzzy", "typing error"),
        ];
        for (kind, name) in kinds {
            let what = format!("query, {name}, p95, ms, {place}");
            rows.extend(row(&what, size, engines, &["kinds", kind, "p95"], Better::Less));
        }
        let figures: [(&str, &[&str], Better); 5] = [
            ("known-item MRR", &["kinds", "or3", "mrr"], Better::More),
            ("building the index, CPU ms", &["build_cpu_ms"], Better::Less),
            ("index as bytes, brotli", &["brotli"], Better::Less),
            ("opening it, ms", &["load_ms"], Better::Less),
            ("memory after opening, bytes", &["heap_loaded"], Better::Less),
        ];
        for (what, path, better) in figures {
            rows.extend(row(&format!("{what}, {place}"), size, engines, path, better));
        }
    })
}

fn layout(result: &Value) -> Result<Vec<Row>> {
    each_size(result, |size, engines, rows| {
        let figures: [(&str, &[&str], Better); 6] = [
            // Groups, pivots and the coarse levels, which a tick by itself does not have, are shared out among all ticks.
            ("layout, CPU ms a tick, all that comes before it included", &["cpu_per_tick"], Better::Less),
            ("layout, a tick by itself, ms", &["tick_p50"], Better::Less),
            ("layout, CPU ms to d3-force's quality", &["to_ref", "cpu_ms"], Better::Less),
            ("layout, neighbourhood preservation", &["best", "np"], Better::More),
            ("layout, stress", &["best", "stress"], Better::Less),
            ("layout, community purity", &["best", "purity"], Better::More),
        ];
        for (what, path, better) in figures {
            rows.extend(row(what, size, engines, path, better));
        }
    })
}

fn linking(result: &Value) -> Result<Vec<Row>> {
    each_size(result, |size, engines, rows| {
        rows.extend(row("linking all paragraphs, CPU s", size, engines, &["cpu_s"], Better::Less));
    })
}

/// The ways in which a browser draws 1,000 nodes, bare, and the usual library for it.
const PAINTERS: [&str; 4] = ["canvas2d", "webgl", "svg", "sigma"];

fn drawing(result: &Value) -> Result<Vec<Row>> {
    each_size(result, |size, painters, rows| {
        let figures = [
            ("from frame to frame, ms", "frame_p50"),
            ("from frame to frame, p95, ms", "frame_p95"),
            ("CPU of the browser a frame, ms", "busy_ms"),
        ];
        for (what, name) in figures {
            let figure = |painter: &str| at(painters, &[painter, name]);
            let row = |what: String, ours, peer| Row { what, size: size.parse().ok(), ours, peer };
            let Some(ours) = figure(&format!("{OURS}:own")) else { continue };
            for painter in PAINTERS {
                let peer = figure(painter).map(|theirs| (painter.to_owned(), theirs));
                rows.extend(peer.map(|peer| row(format!("map drawn, {what}"), ours, Some(peer))));
            }
            let nearer = figure(&format!("{OURS}-nearer:own"));
            rows.extend(nearer.map(|ours| row(format!("map drawn 4 times nearer, {what}"), ours, None)));
        }
    })
}

/// The smallest page of the same framework, and explorers of 1,000 nodes: ours has a page's worth to do more than the
/// one, and less than the others.
const APPS: [&str; 4] = ["leptos-hello", "d3-svg-1k", "sigma-1k", "vosviewer-1k"];

fn startup(result: &Value) -> Result<Vec<Row>> {
    let apps = result.get("res").context("no apps in the result")?;
    let figures: [(&str, &[&str]); 4] = [
        ("start on a slow line, usable, ms", &["slow", "ready"]),
        ("start on a slow line, first text, ms", &["slow", "fcp"]),
        ("start on a slow line, blocked after the first text, ms", &["slow", "tbt"]),
        ("start, bytes over the wire", &["bytes"]),
    ];
    let mut rows = Vec::new();
    for (what, path) in figures {
        let figure = |app: &str| apps.get(app).and_then(|of| at(of, path));
        let Some(ours) = figure(OURS) else { continue };
        for app in APPS {
            let peer = figure(app).map(|theirs| (app.to_owned(), theirs));
            rows.extend(peer.map(|peer| Row { what: what.to_owned(), size: None, ours, peer: Some(peer) }));
        }
    }
    Ok(rows)
}
