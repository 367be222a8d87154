//! `passages-bench search --phase build|query --corpus F --index F [--queries F --limit 20 --rounds 3]`.

use super::query;
use passages_core::index::{Index, IndexBuilder};
use passages_core::search::{Bm25, Plan, top};
use passages_core::tokens::Language;
use serde_json::{Value, json};
use std::error::Error;
use std::fs;
use std::time::Instant;

type Fault = Box<dyn Error>;

/// Runs one phase, and prints what it took as one line of JSON.
///
/// # Errors
///
/// Where a file or an option is missing, or is not what it should be.
pub fn run(options: &[String]) -> Result<(), Fault> {
    let option = |name: &str| {
        let at = options.iter().position(|o| o.strip_prefix("--") == Some(name));
        at.and_then(|at| options.get(at + 1)).ok_or_else(|| format!("--{name} is missing"))
    };
    let line = match option("phase")?.as_str() {
        "build" => build(option("corpus")?, option("index")?)?,
        _ => {
            let number =
                |name: &str, usual: usize| option(name).ok().and_then(|n| n.parse().ok()).unwrap_or(usual);
            ask(option("index")?, option("queries")?, number("limit", 20), number("rounds", 3))?
        }
    };
    println!("{line}");
    Ok(())
}

fn millis(from: Instant) -> f64 {
    from.elapsed().as_secs_f64() * 1000.0
}

fn build(corpus: &str, index: &str) -> Result<Value, Fault> {
    let text = fs::read_to_string(corpus)?;
    let mut texts = Vec::new();
    for line in text.lines() {
        let paragraph: Value = serde_json::from_str(line)?;
        texts.push(paragraph["text"].as_str().unwrap_or_default().to_owned());
    }
    let from = Instant::now();
    let mut builder = IndexBuilder::new();
    texts.iter().for_each(|text| builder.push(Language::English, text));
    let built = builder.finish();
    let build_ms = millis(from);
    let from = Instant::now();
    let bytes = built.to_bytes();
    let save_ms = millis(from);
    fs::write(index, &bytes)?;
    // One thread, so the time is that of the processor, as far as it was to be had.
    Ok(json!({"build_ms": build_ms, "build_cpu_ms": build_ms, "save_ms": save_ms, "raw": bytes.len()}))
}

fn ask(index: &str, queries: &str, limit: usize, rounds: usize) -> Result<Value, Fault> {
    let bytes = fs::read(index)?;
    let from = Instant::now();
    let index = Index::from_bytes(&bytes)?;
    let load_ms = millis(from);
    let queries: Value = serde_json::from_str(&fs::read_to_string(queries)?)?;
    let mut first = None;
    let mut kinds = serde_json::Map::new();
    for kind in ["single", "and3", "or3", "prefix", "fuzzy"] {
        let (mut answers, mut times) = (Vec::new(), Vec::new());
        for one in queries[kind].as_array().into_iter().flatten() {
            let terms = one["terms"].as_array().into_iter().flatten();
            let terms: Vec<String> = terms.filter_map(|t| t.as_str().map(str::to_owned)).collect();
            let Some(query) = query(kind, &terms) else { continue };
            let mut taken = Vec::new();
            let mut found = Vec::new();
            for _ in 0..rounds {
                let from = Instant::now();
                let plan = Plan::new(&query, &index, &|_: &str, _: &str| Vec::new());
                let hits = top(&plan, &index, Bm25::default(), limit);
                taken.push(millis(from));
                first = first.or(taken.last().copied());
                found = hits.iter().map(|hit| hit.paragraph).collect();
            }
            taken.sort_by(f64::total_cmp);
            times.extend(taken.get(taken.len() / 2));
            answers.push(found);
        }
        times.sort_by(f64::total_cmp);
        let share = |part: usize| times.get(times.len() * part / 100).copied();
        let figures = json!({"p50": share(50), "p95": share(95), "max": times.last(), "answers": answers});
        kinds.insert(kind.to_owned(), figures);
    }
    Ok(json!({"load_ms": load_ms, "first_query_ms": first, "kinds": kinds}))
}
