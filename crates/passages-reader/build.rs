//! The corpus of the page -> what the reader needs of it that is not in the page's archive: the files of the vocabulary,
//! and the `document.toml` of each document. The texts are in the archive.

use passages_core::parse::parse;
use passages_files::read_corpus;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// The most memory that the reader may take, in bytes. Reading one file may take 256 MiB (the largest of the hostile files
/// takes 159), in the bytes of a machine whose addresses are twice as long; beside that it holds the corpus in use, and the
/// one that it makes of it. What wants more ends the reader, which the page says and goes on.
const MEMORY_BYTES: u32 = 1 << 30;

fn main() -> Result<(), Box<dyn Error>> {
    if env::var("CARGO_CFG_TARGET_ARCH")? == "wasm32" {
        println!("cargo::rustc-link-arg-bins=--max-memory={MEMORY_BYTES}");
    }
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?).join("../..");
    let out = PathBuf::from(env::var("OUT_DIR")?);
    // As the page's own build does it.
    println!("cargo::rerun-if-env-changed=PASSAGES_CORPUS");
    let corpus = env::var_os("PASSAGES_CORPUS").map_or_else(|| PathBuf::from("corpus"), PathBuf::from);
    let corpus = root.join(corpus);
    println!("cargo::rerun-if-changed={}", corpus.display());
    let mut vocabulary: Vec<PathBuf> = match fs::read_dir(corpus.join("vocabulary")) {
        Ok(entries) => entries.filter_map(Result::ok).map(|entry| entry.path()).collect(),
        Err(_) => Vec::new(),
    };
    vocabulary.retain(|path| path.extension().is_some_and(|ending| ending == "toml"));
    vocabulary.sort();
    let mut code = String::from("static VOCABULARY: &[(&str, &str)] = &[\n");
    for path in &vocabulary {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        code.push_str(&format!("    ({name:?}, {:?}),\n", fs::read_to_string(path)?));
    }
    code.push_str("];\nstatic DOCUMENTS: &[(&str, &str, &str)] = &[\n");
    for source in &read_corpus(&corpus).sources {
        let name = parse(source).0.name;
        let folder = Path::new(&source.path).parent().filter(|_| !source.editing.path.is_empty());
        let called = folder.and_then(|folder| folder.file_name());
        let called = called.map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let editing = folder.map(|folder| fs::read_to_string(folder.join("document.toml"))).transpose()?;
        code.push_str(&format!("    ({name:?}, {called:?}, {:?}),\n", editing.unwrap_or_default()));
    }
    code.push_str("];\n");
    fs::write(out.join("embedded.rs"), code)?;
    Ok(())
}
