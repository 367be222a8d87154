//! `similarity`: links all paragraphs of a corpus, stage by stage.
//!
//! `--corpus FILE.jsonl` has one `{"text"}` a line, each a paragraph; or `--corpus DIR` of plain texts, which are
//! parsed first. `--vocabulary DIR` (default `corpus/vocabulary`), `--k K` neighbours of the first 200 paragraphs.

use passages_core::annotate::{Annotation, Matcher};
use passages_core::index::Index;
use passages_core::link::{Linker, MAX_LINKS, MIN_SCORE, Shown, Weights};
use passages_core::parse::parse;
use passages_core::tokens::{Analyzer, Stems, Token};
use passages_files::{read_corpus, read_vocabulary};
use serde::Deserialize;
use serde_json::{Map, Value, json};
use std::path::Path;
use std::time::Instant;

/// Paragraphs whose neighbours are printed.
const SAMPLE: usize = 200;

#[derive(Deserialize)]
struct Line {
    text: String,
}

/// Runs the job; gives its line of JSON.
pub(crate) fn run(options: &[String]) -> Result<String, String> {
    let option = |name: &str| options.iter().position(|o| o == name).and_then(|at| options.get(at + 1));
    let corpus = option("--corpus").ok_or("--corpus FILE or DIR is wanted")?;
    let k: usize = option("--k").map_or(Ok(10), |k| k.parse()).map_err(|e| format!("--k: {e}"))?;
    let folder = option("--vocabulary").map_or("corpus/vocabulary", String::as_str);
    let (vocabulary, _) = read_vocabulary(Path::new(folder));
    let texts = texts(Path::new(corpus))?;
    let mut clock = Clock::start();
    let analyzer = Analyzer::english();
    let mut stems = Stems::default();
    let tokens: Vec<Vec<Token>> = texts.iter().map(|text| analyzer.tokens_with(text, &mut stems)).collect();
    clock.lap("tokens");
    let matcher = Matcher::new(&vocabulary, &analyzer);
    let annotations: Vec<Annotation> = tokens.iter().map(|t| matcher.annotate(t)).collect();
    clock.lap("annotate");
    let index = Index::new(&tokens);
    clock.lap("index");
    let linker = Linker::new(&vocabulary, &annotations, &analyzer, Weights::default());
    let mut reader = linker.reader(&index);
    let one = |((text, tokens), annotation): ((&String, &Vec<Token>), &Annotation)| {
        reader.shown(text, tokens, annotation)
    };
    let shown: Vec<Shown> = texts.iter().zip(&tokens).zip(&annotations).map(one).collect();
    clock.lap("evidence");
    let nearest = linker.nearest(&shown, MAX_LINKS, MIN_SCORE);
    clock.lap("nearest");
    let links = linker.mutual(&shown, &nearest);
    clock.lap("links");
    let (wall, cpu) = clock.total();
    let mut sample = Map::new();
    for (at, near) in nearest.iter().enumerate().take(SAMPLE) {
        let near: Vec<Value> = near.iter().take(k).map(|(score, other)| json!([other, score])).collect();
        sample.insert(at.to_string(), Value::from(near));
    }
    let line = json!({
        "paragraphs": texts.len(),
        "terms": vocabulary.terms.len(),
        "links": links.len(),
        "wall_s": wall,
        "cpu_s": cpu,
        "stages_cpu_s": clock.laps,
        "peak_rss": peak_rss(),
        "neighbors_sample": sample,
    });
    Ok(line.to_string())
}

/// The paragraphs of a file of JSON lines or of a directory of documents.
fn texts(path: &Path) -> Result<Vec<String>, String> {
    if path.is_dir() {
        let documents = read_corpus(path).sources.into_iter().map(|source| parse(&source).0);
        return Ok(documents.flat_map(|d| d.paragraphs).map(|p| p.text).collect());
    }
    let text = std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    let line = |line: &str| serde_json::from_str(line).map(|l: Line| l.text).map_err(|e| e.to_string());
    text.lines().map(line).collect()
}

/// Time on the wall and on the processor, lap by lap.
struct Clock {
    began: (Instant, f64),
    last: f64,
    /// Seconds of processor time.
    laps: Map<String, Value>,
}

impl Clock {
    fn start() -> Self {
        let cpu = cpu_seconds();
        Self { began: (Instant::now(), cpu), last: cpu, laps: Map::new() }
    }

    fn lap(&mut self, name: &str) {
        let now = cpu_seconds();
        self.laps.insert(name.to_owned(), Value::from(((now - self.last) * 1e3).round() / 1e3));
        self.last = now;
    }

    /// Seconds since the start, up to now and up to the last lap.
    fn total(&self) -> (f64, f64) {
        (self.began.0.elapsed().as_secs_f64(), self.last - self.began.1)
    }
}

/// Seconds that this process has been on a processor; on Linux, elsewhere 0.
fn cpu_seconds() -> f64 {
    let told = std::fs::read_to_string("/proc/self/schedstat").unwrap_or_default();
    told.split_whitespace().next().and_then(|n| n.parse::<f64>().ok()).map_or(0.0, |nanos| nanos / 1e9)
}

/// Most memory that was resident, in bytes; on Linux, elsewhere 0.
fn peak_rss() -> u64 {
    let told = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = told.lines().find_map(|l| l.strip_prefix("VmHWM:"));
    line.and_then(|l| l.split_whitespace().next())
        .and_then(|n| n.parse::<u64>().ok())
        .map_or(0, |kb| kb * 1024)
}
