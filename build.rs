//! Corpus and wording -> the bytes and the table that the explorer embeds.

use passages_core::archive;
use passages_core::problem::any_error;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

#[path = "src/i18n/table.rs"]
mod table;
#[path = "src/i18n/wording.rs"]
mod wording;

/// The most memory that the page may take, in bytes: what is beyond that is a fault, and should stop the page rather than
/// slow down the machine. The page takes a few megabytes with its own corpus, and about 50 million bytes more for the
/// index of 60,000 paragraphs (docs/performance.md); their texts, links and pictures stay well below the rest.
const MEMORY_BYTES: u32 = 512 << 20;

fn main() -> Result<(), wording::Fault> {
    if env::var("CARGO_CFG_TARGET_ARCH")? == "wasm32" {
        println!("cargo::rustc-link-arg-bins=--max-memory={MEMORY_BYTES}");
    }
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let out = PathBuf::from(env::var("OUT_DIR")?);
    // Another collection than our own: an absolute path, or one from here.
    println!("cargo::rerun-if-env-changed=PASSAGES_CORPUS");
    let corpus = env::var_os("PASSAGES_CORPUS").map_or_else(|| PathBuf::from("corpus"), PathBuf::from);
    println!("cargo::rerun-if-changed={}", corpus.display());
    println!("cargo::rerun-if-changed=src/i18n");

    // Relative, so that messages name the curator's own paths.
    env::set_current_dir(&root)?;
    let (mut compiled, problems) = passages_files::compile_corpus(&corpus);
    for problem in &problems {
        println!("cargo::warning={}", problem.to_string().replace('\n', " "));
    }
    if any_error(&problems) {
        return Err("the corpus has errors; `cargo curate check` lists them".into());
    }
    let languages = wording::read(Path::new("src/i18n"))?;
    let tags: Vec<String> = languages.iter().map(|(tag, _)| (*tag).to_owned()).collect();
    compiled.vocabulary.keep_languages(&tags);
    let vocabulary = compiled.vocabulary.clone();
    compiled.vocabulary.crosswalk.keep_english();
    let (opening, rest) = archive::halves(&compiled)?;
    fs::write(out.join("opening.bin"), opening)?;
    fs::write(out.join("rest.bin"), rest)?;
    fs::write(out.join("languages.rs"), table::table(&languages)?)?;
    let mut texts = String::from("[");
    for (tag, text) in &wording::texts(&languages, &|tag| vocabulary.names(tag))? {
        fs::write(out.join(format!("{tag}.txt")), text)?;
        writeln!(texts, "    include_str!(concat!(env!(\"OUT_DIR\"), \"/{tag}.txt\")),")?;
    }
    fs::write(out.join("texts.rs"), texts + "]")?;
    Ok(())
}
