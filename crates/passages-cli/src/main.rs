//! `curate`: the curator's command line.

// What is printed goes through `output`, which outlives a reader that hangs up.
#![warn(clippy::print_stdout, clippy::print_stderr)]

mod arguments;
mod check;
mod collection;
mod corpus;
mod diff;
mod evaluate;
mod export;
mod links;
mod new;
mod output;
mod parse;
mod place;
mod progress;
mod search;
mod show;
mod stats;
mod terminal;
mod whole;

use arguments::{Arguments, Command};
use clap::Parser;
use progress::Progress;
use std::process::ExitCode;

fn main() -> ExitCode {
    let Arguments { corpus, progress, command } = Arguments::parse();
    let progress = Progress::new(progress);
    // A directory at the end of a command stands for the option.
    let at = |dir: Option<std::path::PathBuf>| dir.unwrap_or_else(|| corpus.clone());
    match command {
        Command::New { file, name } => new::run(&corpus, &file, name.as_deref(), progress),
        Command::Check { json, dir } => check::run(&at(dir), json, progress),
        Command::Show { what, tags } => show::run(&corpus, &what, tags),
        Command::Parse { files, .. } => parse::run(&files),
        Command::Diff { old, new, json } => diff::run(&corpus, &old, &new, json, progress),
        Command::Links { json, explain, vocabulary, dir } => {
            links::run(&at(dir), vocabulary.as_deref(), explain.as_deref(), json, progress)
        }
        Command::Search { json, query, dir } => search::run(&query, dir.as_deref(), &corpus, json, progress),
        Command::Evaluate { json, gold, dir } => evaluate::run(&at(dir), gold.as_deref(), json, progress),
        Command::Export { formats, asked } => export::run(&corpus, &formats, &asked, progress),
        Command::Stats { json, dir } => stats::run(&at(dir), json, progress),
    }
}
