//! `curate`: the curator's command line.

mod check;
mod links;
mod output;
mod parse;
mod search;

use clap::{Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;

/// Look after a corpus: check it, see how its texts are read, linked and found.
///
/// What cannot be read is said on standard error and makes the exit status 1; the rest is printed all the same.
#[derive(Parser)]
#[command(name = "curate", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Say that the corpus is sound, or name each problem with file, line, cause and remedy.
    ///
    /// The exit status is 1 if anything is an error; warnings leave it at 0.
    Check {
        /// The corpus: a directory with documents/ and vocabulary/, or one of plain texts.
        #[arg(default_value = "corpus")]
        dir: PathBuf,
    },
    /// Print how texts are read: one JSON object a line and file.
    ///
    /// `{"file", "symbol", "date", "title", "blocks": [{"id", "part", "section", "label", "text"}], "problems"}`.
    /// A document.toml beside a text is read with it.
    Parse {
        /// JSON lines; the only form there is.
        #[arg(long, required = true)]
        json: bool,
        /// Texts.
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
    /// Print the links between paragraphs: one JSON object a line and link.
    ///
    /// `{"from", "to", "score", "reasons": [{"kind", "what", "share", "spans"}]}`; the shares sum to the score.
    Links {
        /// JSON lines; the only form there is.
        #[arg(long, required = true)]
        json: bool,
        /// Directory of the vocabulary, where it is not DIR/vocabulary.
        #[arg(long)]
        vocabulary: Option<PathBuf>,
        /// The corpus: a directory with documents/ and vocabulary/, or one of plain texts.
        #[arg(default_value = "corpus")]
        dir: PathBuf,
    },
    /// Print what a search finds, best first: one JSON object a line, `{"id", "score", "snippet"}`.
    ///
    /// Words must all occur; "quotes" make a phrase; OR, NOT and brackets do what they say.
    Search {
        /// JSON lines; the only form there is.
        #[arg(long, required = true)]
        json: bool,
        /// The words to look for.
        query: String,
        /// The corpus: a directory with documents/ and vocabulary/, or one of plain texts.
        #[arg(default_value = "corpus")]
        dir: PathBuf,
    },
}

fn main() -> ExitCode {
    match Arguments::parse().command {
        Command::Check { dir } => check::run(&dir),
        Command::Parse { files, .. } => parse::run(&files),
        Command::Links { vocabulary, dir, .. } => links::run(&dir, vocabulary.as_deref()),
        Command::Search { query, dir, .. } => search::run(&query, &dir),
    }
}
