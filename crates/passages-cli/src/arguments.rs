//! What can be asked of `curate`, as its help tells it.

use clap::builder::PossibleValuesParser;
use clap::{Args, Parser, Subcommand};
use passages_core::export::Format;
use std::path::PathBuf;

/// Look after a corpus: add to it, check it, see how its texts are read, linked and found.
///
/// What cannot be read is said on standard error and makes the exit status 1; the rest is printed all the same.
/// A wrong command line makes it 2.
#[derive(Parser)]
#[command(name = "curate", version)]
pub(crate) struct Arguments {
    /// The corpus: a directory with documents/ and vocabulary/, one of plain texts, or a collection (NAME.passages).
    #[arg(long, global = true, value_name = "DIR", default_value = "corpus")]
    pub(crate) corpus: PathBuf,
    /// Tell progress line by line, where standard error is no terminal too.
    #[arg(long, global = true)]
    pub(crate) progress: bool,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Make a document's folder from a file: its text, and what is guessed about it, ready to correct.
    ///
    /// The file may be plain text, Markdown, HTML, Word (.docx), PDF or Akoma Ntoso; its name says nothing.
    /// In document.toml each guess is marked `# guess:` with its reason; `check` lists those that nobody has looked at.
    /// Nothing is ever overwritten.
    New {
        /// The document.
        file: PathBuf,
        /// Its permanent name, where none is printed or the printed one must not be it.
        #[arg(long)]
        name: Option<String>,
    },
    /// Say that the corpus is sound, or name each problem with file, line, cause and remedy.
    ///
    /// The exit status is 1 if anything is an error; warnings leave it at 0.
    /// With --json one object a line and problem: `{"severity", "file", "line", "columns", "message", "remedy"}`.
    Check {
        /// JSON lines on standard output instead of sentences.
        #[arg(long)]
        json: bool,
        /// The corpus, instead of --corpus.
        dir: Option<PathBuf>,
    },
    /// Show a document as it is read: masthead, headings, paragraphs with their keys, footnotes, problems.
    Show {
        /// A document of the corpus by its name or folder, or any file that `new` takes.
        what: String,
        /// Below each paragraph the terms of the vocabulary that it shows.
        #[arg(long)]
        tags: bool,
    },
    /// Print how texts are read: one JSON object a line and file.
    ///
    /// `{"file", "symbol", "date", "title", "blocks": [{"id", "part", "section", "label", "printed", "text", "notes"}],
    /// "others": [{"role", "lines", "text"}], "problems"}`.
    /// The others are the lines that are no paragraph: together with the blocks they hold every word of the file.
    /// A document.toml beside a text is read with it.
    /// An error among the problems is said on standard error, too, and makes the exit status 1.
    Parse {
        /// JSON lines; the only form there is.
        #[arg(long, required = true)]
        json: bool,
        /// Texts.
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
    /// Say what a new edition of a document changes: its paragraphs, their tags, and their links in the corpus.
    ///
    /// With --json one object a line and change: `{"change", "then", "now", "kept", "tags", "links"}`;
    /// `change` is "edited", "reworded", "new", "dropped", "renamed" or "same".
    Diff {
        /// The old edition: a document of the corpus by its name or folder, or any file that `new` takes.
        old: String,
        /// The new edition, likewise.
        new: String,
        /// JSON lines instead of sentences.
        #[arg(long)]
        json: bool,
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
        /// The corpus, instead of --corpus.
        dir: Option<PathBuf>,
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
        /// The corpus, instead of --corpus.
        dir: Option<PathBuf>,
    },
    /// Print what a search finds, best first; with --json one object a line, `{"id", "score", "snippet"}`.
    ///
    /// Words must all occur; "quotes" make a phrase; OR, NOT and brackets do what they say.
    Search {
        /// JSON lines instead of a list.
        #[arg(long)]
        json: bool,
        /// The words to look for.
        query: String,
        /// The corpus, instead of --corpus.
        dir: Option<PathBuf>,
    },
    /// Write what can be taken away from the page: lists, links, graphs, bibliographies, documents.
    ///
    /// A single file goes to standard output, unless --to names where it goes. What is there is not overwritten.
    Export {
        /// The formats, by name; `all` for each of them.
        #[arg(required_unless_present = "passages", value_parser = formats())]
        formats: Vec<String>,
        #[command(flatten)]
        asked: Asked,
    },
    /// Count what the corpus holds: documents, paragraphs, words, terms and links; and the terms that nobody shows.
    Stats {
        /// One JSON object instead of tables.
        #[arg(long)]
        json: bool,
        /// The corpus, instead of --corpus.
        dir: Option<PathBuf>,
    },
}

/// What of the corpus is exported, and where to.
#[derive(Args)]
pub(crate) struct Asked {
    /// Only the passages that this search finds.
    #[arg(long, conflicts_with = "address", requires = "formats")]
    pub(crate) find: Option<String>,
    /// Only what an address of the page lists: what stands after its `#`.
    #[arg(long, requires = "formats")]
    pub(crate) address: Option<String>,
    /// The document, for formats that hold one.
    #[arg(long, requires = "formats")]
    pub(crate) document: Option<String>,
    /// The address of the page, which every file names; without it, files name the part after the `#` alone.
    #[arg(long, default_value = "")]
    pub(crate) page: String,
    /// Language in which terms are named: a tag such as `fr`.
    #[arg(long, default_value = "en")]
    pub(crate) language: String,
    /// Write the whole corpus as one file, a collection, which the page opens and `--corpus` takes.
    #[arg(long, value_name = "FILE")]
    pub(crate) passages: Option<PathBuf>,
    /// What the collection is called; the name of the corpus' directory where it is left out.
    #[arg(long, requires = "passages")]
    pub(crate) title: Option<String>,
    /// A file, or, for several formats, a directory.
    #[arg(long, requires = "formats")]
    pub(crate) to: Option<PathBuf>,
}

/// The word for each format.
pub(crate) const ALL: &str = "all";

/// The formats that may be asked for.
fn formats() -> PossibleValuesParser {
    Format::ALL.into_iter().map(Format::id).chain([ALL]).collect::<Vec<_>>().into()
}
