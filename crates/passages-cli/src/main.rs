//! `curate`: the curator's command line.

mod check;
mod evaluate;
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
    /// Print the links between paragraphs and what just misses, or say of any two why they are linked or not.
    ///
    /// With --json one object a line and link: `{"from", "to", "score", "verdict", "reasons": [{"kind", "what",
    /// "share", "weight", "spans", ...}]}`; the shares sum to the score.
    /// After the links come the pairs that just miss: with the verdict "too-weak" or "crowded".
    Links {
        /// JSON lines instead of a table.
        #[arg(long)]
        json: bool,
        /// Two ids: the evidence, the score, and what it lacks to the threshold.
        #[arg(long, num_args = 2, value_names = ["ID", "ID"])]
        explain: Option<Vec<String>>,
        /// Directory of the vocabulary, where it is not DIR/vocabulary.
        #[arg(long)]
        vocabulary: Option<PathBuf>,
        /// The corpus: a directory with documents/ and vocabulary/, or one of plain texts.
        #[arg(default_value = "corpus")]
        dir: PathBuf,
    },
    /// Measure links and themes on judgements: gold/*.toml of the corpus.
    ///
    /// For links nDCG of the first five and average precision, beside plain methods on the same judgements;
    /// for each theme precision and recall.
    Evaluate {
        /// One JSON object instead of tables.
        #[arg(long)]
        json: bool,
        /// Directory of the judgements, where it is not DIR/gold.
        #[arg(long)]
        gold: Option<PathBuf>,
        /// The corpus: a directory with documents/, vocabulary/ and gold/.
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
        Command::Links { json, explain, vocabulary, dir } => {
            links::run(&dir, vocabulary.as_deref(), explain.as_deref(), json)
        }
        Command::Evaluate { json, gold, dir } => evaluate::run(&dir, gold.as_deref(), json),
        Command::Search { query, dir, .. } => search::run(&query, &dir),
    }
}
