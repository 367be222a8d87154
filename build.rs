//! Corpus and wording -> the bytes and the table that the explorer embeds.

use passages_core::archive;
use passages_core::problem::any_error;
use std::path::{Path, PathBuf};
use std::{env, fs};

#[path = "src/i18n/table.rs"]
mod table;

fn main() -> Result<(), Box<dyn std::error::Error>> {
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
    let (languages, table) = table::generate(Path::new("src/i18n"))?;
    compiled.vocabulary.keep_languages(&languages);
    fs::write(out.join("corpus.bin"), archive::encode(&compiled)?)?;
    fs::write(out.join("languages.rs"), table)?;
    Ok(())
}
