//! `queries`: how long a search takes by its kind, those included that no peer has: `--sizes 1000,10000`, `--each 40`.
//!
//! The paragraphs are drawn as those of [`crate::collection`], without topics. A query has words of all ranks, from the
//! most frequent on, for there a phrase, a NEAR and a pattern have most to do.

use crate::collection::{Chance, RULE, WORDS, drawn, sums, syllable};
use passages_core::index::{Index, IndexBuilder};
use passages_core::search::{Bm25, Plan, parse, top};
use passages_core::tokens::{Analyzer, Language};
use std::time::Instant;

/// Words of a paragraph, at least and at most.
const LENGTH: (usize, usize) = (80, 150);
/// Passages that are asked for, as many as the page shows at first.
const SHOWN: usize = 30;

/// A query of two words of the text.
type Written = fn(&str, &str) -> String;

/// What the kinds are called, and how they are written with two words of the text.
const KINDS: [(&str, Written); 10] = [
    ("word", |one, _| one.to_owned()),
    ("and", |one, two| format!("{one} {two}")),
    ("or", |one, two| format!("{one} OR {two}")),
    ("not", |one, two| format!("{one} NOT {two}")),
    ("phrase", |one, two| format!("\"{one} {two}\"")),
    ("near", |one, two| format!("{one} NEAR {two}")),
    ("chain", |one, two| [one, two].repeat(20).join(" NEAR ")),
    ("beginning", |one, _| format!("{}*", one.get(..2).unwrap_or(one))),
    ("infix", |one, _| format!("*{}*", one.get(1..3).unwrap_or(one))),
    ("errors", |one, _| format!("{one}~2")),
];

/// Runs the job and gives one line of JSON: for each size and kind the median, the 95th percentile and the longest of
/// all queries, in milliseconds, each the shortest of three runs.
///
/// # Errors
/// When the sizes are no numbers.
pub(crate) fn run(options: &[String]) -> Result<String, String> {
    let option = |name: &str| options.iter().position(|o| o == name).and_then(|at| options.get(at + 1));
    let each = option("--each").and_then(|n| n.parse().ok()).unwrap_or(40);
    let sizes = option("--sizes").map_or("1000,10000,60000", String::as_str).split(',');
    let sizes = sizes.map(|size| size.trim().parse::<usize>().map_err(|fault| format!("{size}: {fault}")));
    let mut parts = vec!["\"what\":\"queries\",\"unit\":\"ms\"".to_owned()];
    for size in sizes {
        let size = size?;
        let (index, words) = made_up(size);
        let kinds = KINDS.map(|(name, written)| {
            let times = (0..each).map(|nth| time(&index, &words, nth, written)).collect();
            format!("{name:?}:{}", figures(times))
        });
        parts.push(format!("\"{size}\":{{{}}}", kinds.join(",")));
    }
    Ok(format!("{{{}}}", parts.join(",")))
}

/// So many paragraphs, and their words, the most frequent first.
fn made_up(paragraphs: usize) -> (Index, Vec<String>) {
    let mut chance = Chance(42);
    let word = |_| (0..chance.between(2, 4)).map(|_| syllable(&mut chance)).collect();
    let words: Vec<String> = (0..WORDS).map(word).collect();
    let sums = sums(WORDS, RULE);
    let mut builder = IndexBuilder::new();
    for _ in 0..paragraphs {
        let length = chance.between(LENGTH.0, LENGTH.1);
        let mut text = String::new();
        for _ in 0..length {
            text.push_str(words.get(drawn(&sums, chance.part())).map_or("", String::as_str));
            text.push(' ');
        }
        builder.push(Language::English, &text);
    }
    (builder.finish(), words)
}

/// The shortest of three runs, in milliseconds: from what was typed to the best passages.
fn time(index: &Index, words: &[String], nth: usize, written: Written) -> f64 {
    // Ranks that grow by a half each.
    let rank = |nth: usize| (1.5_f64.powf((nth % 18) as f64) as usize).min(WORDS - 1);
    let word = |nth: usize| words.get(rank(nth)).map_or("", String::as_str);
    let typed = written(word(nth), word(nth + 1 + nth / 18));
    let run = || {
        let start = Instant::now();
        let query = parse(&typed, &Analyzer::english());
        let plan = query.map(|query| Plan::new(&query, index, &|_: &str, _: &str| Vec::new()));
        std::hint::black_box(plan.map(|plan| top(&plan, index, Bm25::default(), SHOWN)));
        start.elapsed().as_secs_f64() * 1000.0
    };
    (0..3).map(|_| run()).fold(f64::MAX, f64::min)
}

fn figures(mut times: Vec<f64>) -> String {
    times.sort_by(f64::total_cmp);
    let at = |share: f64| times.get((times.len() as f64 * share) as usize).or(times.last()).copied();
    let (p50, p95, max) = (at(0.5), at(0.95), at(1.0));
    let number = |time: Option<f64>| time.map_or("null".to_owned(), |time| format!("{time:.4}"));
    format!("{{\"p50\":{},\"p95\":{},\"max\":{}}}", number(p50), number(p95), number(max))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_is_a_query_that_is_timed() {
        let options = ["--sizes", "20", "--each", "3"].map(str::to_owned);
        let line = run(&options).expect("a line");
        let value: serde_json::Value = serde_json::from_str(&line).expect("JSON");
        for (kind, written) in KINDS {
            assert!(parse(&written("migration", "rights"), &Analyzer::english()).is_some(), "{kind}");
            let at = |figure: &str| value["20"][kind][figure].as_f64().expect("a figure");
            assert!(at("p50") <= at("p95") && at("p95") <= at("max"), "{line}");
        }
        assert!(run(&["--sizes".to_owned(), "many".to_owned()]).is_err());
    }
}
