//! Each door that strange bytes can come in by, tried with bytes that a fuzzer makes up (`fuzz/`).
//!
//! Cases are kept in `fuzz/corpus/TARGET`, and `cargo test` replays them where there is no fuzzer: those written by hand, a
//! few that the fuzzer found to lead far, and whatever once showed a mistake. What a run finds on the way stays in
//! `target/fuzz/corpus`, so that the next one goes on from there.

use crate::step::{run, step};
use crate::workspace::{self, find_program};
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode};

/// Seconds for each target where nothing else is said.
pub(crate) const SECONDS: u64 = 10;
/// Longest case that is made up, in bytes.
const MAX_BYTES: usize = 8000;
/// No case may take longer, in seconds, or more memory, in megabytes.
const MOST: (u64, u64) = (20, 1024);

/// What keeps a fuzzer from being here.
pub(crate) fn missing() -> Option<&'static str> {
    if find_program("cargo-fuzz").is_none() {
        return Some("cargo-fuzz is missing; `cargo install --locked cargo-fuzz` brings it");
    }
    let compilers = ["c++", "g++", "clang++"];
    let is_there =
        std::env::var_os("CXX").is_some() || compilers.iter().any(|name| find_program(name).is_some());
    (!is_there).then_some("there is no C++ compiler, which the fuzzer wants")
}

/// Runs each target for so many seconds, and says what it did.
///
/// # Errors
/// When a target does not build, or something does not hold of a case, which is then in `target/fuzz/artifacts`.
pub(crate) fn fuzz(seconds: u64, only: &[String]) -> Result<ExitCode> {
    if let Some(missing) = missing() {
        bail!("{missing}");
    }
    let root = workspace::root()?;
    let targets = targets(&root)?;
    if let Some(unknown) = only.iter().find(|name| !targets.contains(name)) {
        bail!("there is no target '{unknown}'; there are {}", targets.join(", "));
    }
    build(&root)?;
    for target in targets.iter().filter(|name| only.is_empty() || only.contains(name)) {
        step(&format!("fuzz {target} for {seconds} s"), || try_out(&root, target, seconds))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The names of all targets.
///
/// # Errors
/// When `fuzz/fuzz_targets` cannot be listed.
fn targets(root: &Path) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(root.join("fuzz/fuzz_targets"))? {
        let path = entry?.path();
        names.extend(path.file_stem().map(|name| name.to_string_lossy().into_owned()));
    }
    names.sort();
    Ok(names)
}

/// cargo-fuzz with the toolchain of the workspace: without a sanitizer it wants no nightly one, and there is no `unsafe`
/// code for one to watch. Overflows are looked for, as in a debug build.
fn cargo_fuzz(root: &Path, work: &str) -> Command {
    let mut command = workspace::cargo(root);
    command
        .args(["fuzz", work, "--sanitizer", "none", "--features", "fuzzer", "--debug-assertions"])
        // What ships is small; what is tried is quick, and built in a minute.
        .env("CARGO_PROFILE_RELEASE_LTO", "false")
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "2")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "4")
        .env("CARGO_PROFILE_RELEASE_STRIP", "none");
    command
}

/// Builds all targets.
///
/// # Errors
/// When one does not build.
fn build(root: &Path) -> Result<()> {
    run(&mut cargo_fuzz(root, "build"))
}

fn try_out(root: &Path, target: &str, seconds: u64) -> Result<()> {
    let found = root.join("target/fuzz/corpus").join(target);
    let artifacts = root.join("target/fuzz/artifacts").join(target);
    for folder in [&found, &artifacts] {
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    }
    let (most_seconds, most_megabytes) = MOST;
    let outcome = run(cargo_fuzz(root, "run")
        .arg(target)
        .args([&found, &root.join("fuzz/corpus").join(target)])
        .arg("--")
        .arg(format!("-max_total_time={seconds}"))
        .arg(format!("-max_len={MAX_BYTES}"))
        .arg(format!("-timeout={most_seconds}"))
        .arg(format!("-rss_limit_mb={most_megabytes}"))
        .arg(format!("-artifact_prefix={}/", artifacts.display()))
        .args(["-print_final_stats=1", "-verbosity=0"]));
    outcome.with_context(|| {
        format!(
            "the case is in {}; mend what it shows, and put it into fuzz/corpus/{target}",
            artifacts.display()
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_target_is_found() -> Result<()> {
        let targets = targets(&workspace::root()?)?;
        assert!(targets.len() >= 9 && targets.contains(&"address".to_owned()), "{targets:?}");
        Ok(())
    }
}
