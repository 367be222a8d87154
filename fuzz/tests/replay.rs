//! What the fuzzer has found, and what leads it far into each reader, holds; without the fuzzer.

use passages_fuzz::TARGETS;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// All cases of all targets together, in bytes: they are cloned with everything else.
const MAX_CORPUS_BYTES: u64 = 300_000;

fn folder(of: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(of)
}

/// What a folder holds, by name.
fn listed(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    paths
}

/// Every case that is kept for a target; one that does not hold is named before it panics.
fn replay(name: &str) {
    let target = TARGETS.iter().find(|target| target.name == name).expect("a target");
    let cases = listed(&folder("corpus").join(name));
    assert!(!cases.is_empty(), "no case of {name} is kept");
    for case in cases {
        println!("{}", case.display());
        (target.check)(&fs::read(&case).expect("a file"));
    }
}

macro_rules! replays {
    ($($name:ident),*) => {$(
        #[test]
        fn $name() {
            replay(stringify!($name));
        }
    )*};
}

replays!(address, archive, files, job, message, parse, query, setting, toml);

#[test]
fn every_target_has_its_program_and_its_cases_and_all_of_them_are_small() {
    let names: BTreeSet<String> = TARGETS.iter().map(|target| target.name.to_owned()).collect();
    let named = |path: &PathBuf| path.file_stem().expect("a name").to_string_lossy().into_owned();
    let programs: BTreeSet<String> = listed(&folder("fuzz_targets")).iter().map(named).collect();
    let folders: BTreeSet<String> = listed(&folder("corpus")).iter().map(named).collect();
    assert_eq!((&programs, &folders), (&names, &names));
    let cases = names.iter().flat_map(|name| listed(&folder("corpus").join(name)));
    let bytes: u64 = cases.map(|case| fs::metadata(case).expect("a file").len()).sum();
    assert!(bytes <= MAX_CORPUS_BYTES, "{bytes} bytes");
}
