//! The directions of the house, held by looking at its source text.

mod core;
mod exhibit;
mod faults;
mod page;
mod wording;

use std::fs;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A file: its path from the root, and its text.
struct File {
    path: String,
    text: String,
}

impl File {
    /// The lines that are no comments, with their one-based numbers.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        (1..).zip(self.text.lines()).filter(|(_, line)| !line.trim_start().starts_with("//"))
    }
}

/// All files below a folder with one of the endings, by path.
fn files(folder: &str, endings: &[&str]) -> Vec<File> {
    let mut open: Vec<PathBuf> = vec![root().join(folder)];
    let mut found = Vec::new();
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).expect("a folder that can be listed") {
            let path = entry.expect("an entry").path();
            let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
            if path.is_dir() && name != "node_modules" {
                open.push(path);
            } else if endings.iter().any(|e| name.ends_with(e)) {
                let shown = path.strip_prefix(root()).expect("below the root").display().to_string();
                found.push(File {
                    path: shown.replace('\\', "/"),
                    text: fs::read_to_string(&path).expect("a text"),
                });
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    assert!(!found.is_empty(), "no file in {folder}");
    found
}

/// No line of code in the files contains one of the words.
fn check_without(files: &[File], words: &[&str]) {
    let found: Vec<String> = files
        .iter()
        .flat_map(|file| file.code().map(move |(number, line)| (file, number, line)))
        .flat_map(|(file, number, line)| {
            let held = words.iter().filter(move |word| line.contains(**word));
            held.map(move |word| format!("{}:{number}: {word}", file.path))
        })
        .collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

fn manifest(path: &str) -> toml::Table {
    let text = fs::read_to_string(root().join(path)).expect("a manifest");
    text.parse().expect("TOML")
}

/// Names under `[section]` of a manifest.
fn names(manifest: &toml::Table, section: &str) -> Vec<String> {
    manifest.get(section).and_then(|s| s.as_table()).map(|t| t.keys().cloned().collect()).unwrap_or_default()
}
