//! What plain cargo cannot say: set up, build, serve, test, weigh, picture.
//!
//! Each command is one file; `step.rs` makes every step say what it does and how long it took.

mod bench;
mod browsers;
mod build;
mod compress;
mod digest;
mod dist;
mod floor;
mod fuzz;
mod headers;
mod http;
mod oembed;
mod parts;
mod icons;
mod inventory;
mod licences;
mod memory;
mod miri;
mod offline;
mod kiosk;
mod pictures;
mod place;
mod readers;
mod relocations;
mod reproduce;
mod sbom;
mod scripts;
mod sections;
mod serve;
mod single_file;
mod size;
mod soak;
mod step;
mod styles;
mod test;
mod tools;
mod wording;
mod workshop;
mod workspace;

use anyhow::{Context, Result, bail};
use lexopt::prelude::*;
use std::path::PathBuf;
use std::process::ExitCode;

const HELP: &str = "\
cargo xtask setup                     install what the build needs: wasm target, trunk, wasm-bindgen, wasm-opt
cargo xtask build [--corpus DIR]      setup, then the release build into dist/; of DIR instead of corpus/
cargo xtask dist [--built] [--corpus DIR]
                                      build, then complete dist/ for a server: compressed, with licences and a bill of materials
cargo xtask reproduce                 build here and in another folder, and compare every byte
cargo xtask single-file [--built] [--corpus DIR]
                                      build, then write passages.html, which runs from a disk; --built: of dist/ as it is
cargo xtask serve [--port N] [--open] [--corpus DIR]
                                      build, then serve dist/ on http://127.0.0.1:8080
cargo xtask test                      everything that must hold: format, lints, tests, size, browsers
cargo xtask size                      every shipped file raw, gzip and brotli, and the budget of the first load
cargo xtask pictures [--engine NAME] [VIEW...]
                                      every view at four widths, light, dark and Arabic, into target/pictures/,
                                      and the README's into docs/
cargo xtask soak [--cycles N]         a week's worth of visits to an exhibit, by a clock that runs fast
cargo xtask fuzz [--seconds N] [TARGET...]
                                      strange bytes at every door, made up by a fuzzer
cargo xtask miri [NAME...]            the core's own tests in an interpreter that finds undefined behaviour
cargo xtask bench [--peers DIR] [--sizes N,N] [--only PART,PART] [--rounds N] [--write]
                                      measure the engine, beside its peers where DIR has them
cargo xtask floor                     write the documents into the built page as plain HTML (called by trunk)
cargo xtask bindgen -- ARGUMENTS      cut the program into parts, then wasm-bindgen (called by trunk)
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
    let mut built = false;
    let mut cycles = soak::WEEK;
    let (mut seconds, mut targets) = (fuzz::SECONDS, Vec::new());
    let mut corpus: Option<PathBuf> = None;
    let mut bench = bench::Options::default();
    let mut handed_on = Vec::new();
    let (mut engine, mut views) = ("chromium".to_owned(), Vec::new());
    while let Some(argument) = arguments.next()? {
        match argument {
            Short('h') | Long("help") => {
                print!("{HELP}");
                return Ok(ExitCode::SUCCESS);
            }
            Value(name) if command.is_none() => command = Some(name.string()?),
            Value(argument) if command.as_deref() == Some("bindgen") => handed_on.push(argument),
            Value(view) if command.as_deref() == Some("pictures") => views.push(view.string()?),
            Value(target) if matches!(command.as_deref(), Some("fuzz" | "miri")) => {
                targets.push(target.string()?)
            }
            Long("seconds") if command.as_deref() == Some("fuzz") => seconds = arguments.value()?.parse()?,
            Long("engine") if command.as_deref() == Some("pictures") => {
                engine = arguments.value()?.string()?
            }
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
            Long("built") if matches!(command.as_deref(), Some("single-file" | "dist")) => built = true,
            Long("corpus")
                if matches!(command.as_deref(), Some("build" | "serve" | "single-file" | "dist")) =>
            {
                corpus = Some(arguments.value()?.into());
            }
            Long("cycles") if command.as_deref() == Some("soak") => cycles = arguments.value()?.parse()?,
            Long("open") if command.as_deref() == Some("serve") => open = true,
            other => return Err(other.unexpected().into()),
        }
    }
    match command.as_deref() {
        Some("setup") => tools::setup().map(drop)?,
        Some("build") => build::any(corpus.as_deref())?,
        Some("dist") => {
            if !built {
                build::any(corpus.as_deref())?;
            }
            dist::complete(corpus.as_deref())?;
        }
        Some("reproduce") => reproduce::reproduce()?,
        Some("single-file") => {
            if !built {
                build::any(corpus.as_deref())?;
            }
            single_file::write()?;
        }
        Some("serve") => serve::run(port.unwrap_or(serve::DEFAULT_PORT), open, corpus.as_deref())?,
        Some("test") => return test::run(),
        Some("fuzz") => return fuzz::fuzz(seconds, &targets),
        Some("miri") => return miri::miri(&targets),
        Some("bench") => bench::bench(&bench)?,
        Some("size") => size::run()?,
        Some("pictures") => pictures::run(&engine, &views)?,
        Some("soak") => soak::run(cycles)?,
        Some("floor") => floor::run()?,
        Some("bindgen") => parts::bindgen(&handed_on)?,
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
