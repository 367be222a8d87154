//! What plain cargo cannot say: set up, build, serve, test, weigh, picture.
//!
//! Each command is one file; `step.rs` makes every step say what it does and how long it took.

mod bench;
mod browsers;
mod build;
mod floor;
mod headers;
mod http;
mod picture;
mod serve;
mod size;
mod step;
mod test;
mod tools;
mod workspace;

use anyhow::{Context, Result, bail};
use lexopt::prelude::*;
use std::path::PathBuf;
use std::process::ExitCode;

const HELP: &str = "\
cargo xtask setup                     install what the build needs: wasm target, trunk, wasm-bindgen, wasm-opt
cargo xtask build [--corpus DIR]      setup, then the release build into dist/; of DIR instead of corpus/
cargo xtask serve [--port N] [--open] [--corpus DIR]
                                      build, then serve dist/ on http://127.0.0.1:8080
cargo xtask test                      everything that must hold: format, lints, tests, size, browsers
cargo xtask size                      every shipped file raw, gzip and brotli, and the budget of the first load
cargo xtask picture                   make the README's picture from the real page, in docs/
cargo xtask bench [--peers DIR] [--sizes N,N] [--only PART,PART] [--rounds N] [--write]
                                      measure the engine, beside its peers where DIR has them
cargo xtask floor                     write the documents into the built page as plain HTML (called by trunk)
";

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<ExitCode> {
    let mut arguments = lexopt::Parser::from_env();
    let mut command = None;
    let mut port = None;
    let mut open = false;
    let mut corpus: Option<PathBuf> = None;
    let mut bench = bench::Options::default();
    while let Some(argument) = arguments.next()? {
        match argument {
            Short('h') | Long("help") => {
                print!("{HELP}");
                return Ok(ExitCode::SUCCESS);
            }
            Value(name) if command.is_none() => command = Some(name.string()?),
            Long("port") if command.as_deref() == Some("serve") => {
                let Ok(number) = arguments.value()?.parse() else {
                    bail!("--port takes a number up to {}", u16::MAX);
                };
                port = Some(number);
            }
            Long(option) if command.as_deref() == Some("bench") => match option {
                "peers" => bench.peers = Some(arguments.value()?.into()),
                "sizes" => bench.sizes = numbers(&arguments.value()?.string()?)?,
                "only" => bench.only = arguments.value()?.string()?.split(',').map(str::to_owned).collect(),
                "rounds" => bench.rounds = arguments.value()?.parse()?,
                "write" => bench.write = true,
                _ => return Err(argument.unexpected().into()),
            },
            Long("corpus") if matches!(command.as_deref(), Some("build" | "serve")) => {
                corpus = Some(arguments.value()?.into());
            }
            Long("open") if command.as_deref() == Some("serve") => open = true,
            other => return Err(other.unexpected().into()),
        }
    }
    match command.as_deref() {
        Some("setup") => tools::setup().map(drop)?,
        Some("build") => build::any(corpus.as_deref())?,
        Some("serve") => serve::run(port.unwrap_or(serve::DEFAULT_PORT), open, corpus.as_deref())?,
        Some("test") => return test::run(),
        Some("bench") => bench::bench(&bench)?,
        Some("size") => size::run()?,
        Some("picture") => picture::run()?,
        Some("floor") => floor::run()?,
        Some(other) => bail!("there is no command '{other}'; `cargo xtask --help` lists them"),
        None => print!("{HELP}"),
    }
    Ok(ExitCode::SUCCESS)
}

/// "1000,10000" as numbers.
fn numbers(text: &str) -> Result<Vec<u64>> {
    let number = |part: &str| part.trim().parse().with_context(|| format!("'{part}' is no number"));
    text.split(',').map(number).collect()
}
