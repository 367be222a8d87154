//! `passages-bench WHAT --option value ...`: one measured job in a process of its own; prints one line of JSON.

mod collection;
mod intake;
mod queries;
mod similarity;

use passages_bench::{communities, facets, layout, scene, search};
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let what = arguments.next().unwrap_or_default();
    let options: Vec<String> = arguments.collect();
    let outcome = match what.as_str() {
        "collection" => collection::run(&options),
        "communities" => communities::run(&options),
        "facets" => facets::run(&options),
        "intake" => intake::run(&options),
        "layout" => layout::run(&options),
        "queries" => queries::run(&options),
        "scene" => scene::run(&options),
        "search" => search::native::run(&options).map(|()| String::new()).map_err(|fault| fault.to_string()),
        "similarity" => similarity::run(&options),
        _ => Err(format!("there is no job called `{what}`")),
    };
    match outcome {
        Ok(line) => {
            // Some print their line themselves.
            print!("{line}{}", if line.is_empty() { "" } else { "\n" });
            ExitCode::SUCCESS
        }
        Err(fault) => {
            eprintln!("passages-bench: {fault}");
            ExitCode::from(2)
        }
    }
}
