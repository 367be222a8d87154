//! Our own jobs, which have no peers: every number that they print is a row.

use super::table::Row;
use super::{Engines, Options};
use crate::{browsers, workspace};
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::path::Path;
use std::process::Command;

/// What the table calls the figures of our jobs; the others explain them, and are not shown.
const NAMES: [(&str, &str); 33] = [
    ("queries word p95", "query, one word, p95, ms, native"),
    ("queries word max", "query, one word, longest, ms, native"),
    ("queries and p95", "query, AND of 2, p95, ms, native"),
    ("queries and max", "query, AND of 2, longest, ms, native"),
    ("queries or p95", "query, OR of 2, p95, ms, native"),
    ("queries or max", "query, OR of 2, longest, ms, native"),
    ("queries not p95", "query, NOT, p95, ms, native"),
    ("queries not max", "query, NOT, longest, ms, native"),
    ("queries phrase p95", "query, phrase of 2, p95, ms, native"),
    ("queries phrase max", "query, phrase of 2, longest, ms, native"),
    ("queries near p95", "query, NEAR, p95, ms, native"),
    ("queries near max", "query, NEAR, longest, ms, native"),
    ("queries chain p95", "query, chain of 39 NEARs, p95, ms, native"),
    ("queries chain max", "query, chain of 39 NEARs, longest, ms, native"),
    ("queries beginning p95", "query, beginning, p95, ms, native"),
    ("queries beginning max", "query, beginning, longest, ms, native"),
    ("queries infix p95", "query, letters inside, p95, ms, native"),
    ("queries infix max", "query, letters inside, longest, ms, native"),
    ("queries errors p95", "query, two typing errors, p95, ms, native"),
    ("queries errors max", "query, two typing errors, longest, ms, native"),
    ("scene ground", "map, what stays, ms"),
    ("scene shown", "map, what is shown, ms"),
    ("scene map_whole ms", "map, a frame of the whole, ms"),
    ("scene map_nearer ms", "map, a frame 4 times nearer, ms"),
    ("scene map_close ms", "map, a frame 16 times nearer, ms"),
    ("scene matrix ms", "matrix, a frame, ms"),
    ("scene timeline ms", "timeline, a frame, ms"),
    ("graph adjacency_cpu_ms", "graph from links, CPU ms"),
    ("graph leiden_cpu_ms", "communities (Leiden), CPU ms"),
    ("graph modularity", "modularity of the communities"),
    ("graph pagerank_cpu_ms", "PageRank, CPU ms"),
    ("graph betweenness_cpu_ms", "betweenness, CPU ms (sampled above 1,000)"),
    ("graph chain_cpu_ms", "strongest chain, CPU ms"),
];

/// Searches of every kind, those included that no peer has.
///
/// # Errors
/// When the job fails or prints no JSON.
pub(super) fn queries(native: &Path, sizes: &[u64]) -> Result<Vec<Row>> {
    let sizes: Vec<String> = sizes.iter().map(u64::to_string).collect();
    run(Command::new(native).args(["queries", "--sizes", &sizes.join(",")]), "queries", None)
}

/// The pictures, at the job's own sizes.
///
/// # Errors
/// When the job fails or prints no JSON.
pub(super) fn scene(native: &Path) -> Result<Vec<Row>> {
    run(Command::new(native).arg("scene"), "scene", None)
}

/// Communities, centrality and chains of planted graphs, which a script of the peers' folder makes.
///
/// # Errors
/// When the script or the job fails.
pub(super) fn communities(native: &Path, folder: &Path, sizes: &[u64]) -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    for size in sizes {
        let file = format!("out/graph-{size}.json");
        let script = format!(
            "import('./gen-graph.mjs').then(({{ plantedGraph }}) => {{ const g = plantedGraph({size}); \
             require('fs').writeFileSync('{file}', JSON.stringify({{ n: g.n, src: [...g.src], dst: [...g.dst], com: [...g.com] }})); }})"
        );
        let made = Command::new("node").current_dir(folder).args(["-e", &script]).status();
        if !made.context("cannot start node")?.success() {
            bail!("the graph of {size} nodes was not made");
        }
        let job = ["communities", "--graph"];
        rows.extend(run(Command::new(native).args(job).arg(folder.join(file)), "graph", Some(*size))?);
    }
    Ok(rows)
}

/// How soon search answers where the index is built in the page; beside it, where the index is shipped.
///
/// # Errors
/// When the corpus is not made, there is no browser, or the two ways give other answers.
pub(super) fn shipped(engines: &Engines, folder: &Path, options: &Options) -> Result<Vec<Row>> {
    browsers::setup(&workspace::root()?)?;
    let mut rows = Vec::new();
    for size in &options.sizes {
        let corpus = format!("out/corpus-{size}.jsonl");
        let number = size.to_string();
        let queries = format!("out/queries-{size}.json");
        let make = ["gen-corpus.mjs", "--n", &number, "--out", &corpus, "--queries", &queries];
        let made = Command::new("node").current_dir(folder).args(make).status();
        if !made.context("cannot start node")?.success() {
            bail!("the corpus of {size} paragraphs was not made");
        }
        let mut node = Command::new("node");
        node.arg(engines.adapters.join("shipped.mjs")).arg(&engines.web).arg(folder.join(corpus));
        let measured = answer(node.arg(options.rounds.to_string()), "shipped")?;
        let at = |name: &str| {
            measured.get(name).and_then(Value::as_f64).with_context(|| format!("{name} was not measured"))
        };
        rows.push(Row {
            what: "search on a slow line, once the texts are there, ms".to_owned(),
            size: Some(*size),
            ours: at("built")?,
            peer: Some(("its index shipped".to_owned(), at("shipped")?)),
        });
    }
    Ok(rows)
}

fn run(job: &mut Command, name: &str, size: Option<u64>) -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    collect(name, size, &answer(job, name)?, &mut rows);
    Ok(named(rows))
}

/// Under the names of the table, in its order.
fn named(rows: Vec<Row>) -> Vec<Row> {
    let place = |row: &Row| NAMES.iter().position(|(key, _)| *key == row.what);
    let mut placed: Vec<(Option<u64>, usize, Row)> =
        rows.into_iter().filter_map(|row| Some((row.size, place(&row)?, row))).collect();
    placed.sort_by_key(|(size, at, _)| (*size, *at));
    let name = |at: usize| NAMES.get(at).map_or("", |(_, name)| name).to_owned();
    placed.into_iter().map(|(_, at, row)| Row { what: name(at), ..row }).collect()
}

/// The line of JSON that a job prints last.
///
/// # Errors
/// When the job fails or prints no JSON.
pub(super) fn answer(job: &mut Command, name: &str) -> Result<Value> {
    let output = job.output().with_context(|| format!("cannot start {name}"))?;
    if !output.status.success() {
        bail!("{name}: {}", String::from_utf8_lossy(&output.stderr).trim());
    }
    let text = String::from_utf8_lossy(&output.stdout);
    let line = text.lines().next_back().unwrap_or_default();
    serde_json::from_str(line).with_context(|| format!("{name} printed no JSON"))
}

/// A name that is a number is the size at which what is inside was measured.
fn collect(name: &str, size: Option<u64>, value: &Value, rows: &mut Vec<Row>) {
    match value {
        Value::Number(number) => {
            rows.extend(number.as_f64().map(|ours| Row { what: name.to_owned(), size, ours, peer: None }));
        }
        Value::Object(fields) => {
            for (key, inner) in fields {
                match key.parse() {
                    Ok(of) => collect(name, Some(of), inner, rows),
                    Err(_) => collect(&format!("{name} {key}"), size, inner, rows),
                }
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_rows_and_numbers_as_names_are_sizes() -> Result<()> {
        let mut rows = Vec::new();
        let value = serde_json::from_str(r#"{"unit":"ms","1000":{"map":{"ms":0.5}},"pivots":3}"#)?;
        collect("scene", None, &value, &mut rows);
        let told: Vec<_> = rows.iter().map(|r| (r.what.as_str(), r.size, r.ours)).collect();
        assert_eq!(told, [("scene map ms", Some(1000), 0.5), ("scene pivots", None, 3.0)]);
        Ok(())
    }

    #[test]
    fn the_table_names_what_it_shows_and_leaves_out_what_explains_it() -> Result<()> {
        let mut rows = Vec::new();
        let value = serde_json::from_str(r#"{"1000":{"matrix":{"ms":0.5,"marks":7},"ground":2}}"#)?;
        collect("scene", None, &value, &mut rows);
        let told: Vec<String> = named(rows).into_iter().map(|r| format!("{} {}", r.what, r.ours)).collect();
        assert_eq!(told, ["map, what stays, ms 2", "matrix, a frame, ms 0.5"]);
        Ok(())
    }
}
