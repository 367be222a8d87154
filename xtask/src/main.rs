//! What plain cargo cannot say: set up, build, serve, test, weigh, picture.
//!
//! Each command is one file; `step.rs` makes every step say what it does and how long it took.

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

use anyhow::{Result, bail};
use lexopt::prelude::*;
use std::process::ExitCode;

const HELP: &str = "\
cargo xtask setup                     install what the build needs: wasm target, trunk, wasm-bindgen, wasm-opt
cargo xtask build                     setup, then the release build into dist/
cargo xtask serve [--port N] [--open] build, then serve dist/ on http://127.0.0.1:8080
cargo xtask test                      everything that must hold: format, lints, tests, size, browsers
cargo xtask size                      every shipped file raw, gzip and brotli, and the budget of the first load
cargo xtask picture                   make the README's picture from the real page, in docs/
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
            Long("open") if command.as_deref() == Some("serve") => open = true,
            other => return Err(other.unexpected().into()),
        }
    }
    match command.as_deref() {
        Some("setup") => tools::setup().map(drop)?,
        Some("build") => build::release()?,
        Some("serve") => serve::run(port.unwrap_or(serve::DEFAULT_PORT), open)?,
        Some("test") => return test::run(),
        Some("size") => size::run()?,
        Some("picture") => picture::run()?,
        Some("floor") => floor::run()?,
        Some(other) => bail!("there is no command '{other}'; `cargo xtask --help` lists them"),
        None => print!("{HELP}"),
    }
    Ok(ExitCode::SUCCESS)
}
