//! Everything that must hold, in order, with a count at the end.

use crate::step::{run as run_program, step};
use crate::workspace::{self, find_program};
use crate::{browsers, build, fuzz, memory, readers, serve, single_file, size};
use anyhow::{Context, Result, bail};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::time::Instant;

/// How many steps and tests passed, failed and were skipped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Count {
    passed: usize,
    failed: usize,
    skipped: usize,
}

impl Count {
    fn add(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }

    /// Reads `4 passed; 1 failed; 0 ignored; ...` and `4 passed, 1 failed, 0 skipped` alike.
    fn read(text: &str) -> Option<Self> {
        let mut count = Self::default();
        let mut known = 0;
        for part in text.split([',', ';']) {
            let mut words = part.split_whitespace();
            let (Some(number), Some(what)) = (words.next(), words.next()) else { continue };
            let Ok(number) = number.parse::<usize>() else { continue };
            match what {
                "passed" => count.passed = number,
                "failed" => count.failed = number,
                "ignored" | "skipped" => count.skipped = number,
                _ => continue,
            }
            known += 1;
        }
        (known >= 2).then_some(count)
    }
}

impl std::fmt::Display for Count {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)?;
        match self.skipped {
            0 => Ok(()),
            skipped => write!(f, ", {skipped} skipped"),
        }
    }
}

/// The run so far: its count, and what to repeat at the end.
#[derive(Default)]
struct Tally {
    count: Count,
    notes: Vec<String>,
}

impl Tally {
    /// Runs a step that holds or does not.
    fn check(&mut self, name: &str, work: impl FnOnce() -> Result<()>) -> bool {
        let outcome = step(name, work);
        self.record(name, outcome.map(|()| Count::default()))
    }

    /// The same, unless something is missing for it.
    fn check_unless(&mut self, missing: Option<&str>, name: &str, work: impl FnOnce() -> Result<()>) {
        match missing {
            Some(missing) => self.skip(name, missing),
            None => drop(self.check(name, work)),
        }
    }

    /// Counts a step, and the tests that it ran.
    fn record(&mut self, name: &str, outcome: Result<Count>) -> bool {
        match outcome {
            Ok(tests) if tests.failed == 0 => {
                self.count.add(Count { passed: tests.passed + 1, ..tests });
                true
            }
            Ok(tests) => {
                // The failed tests are counted one by one; the step adds none of its own.
                self.count.add(tests);
                println!("    FAILED: {tests}");
                self.notes.push(format!("failed: {name}: {tests}"));
                false
            }
            Err(error) => {
                println!("    {error:#}");
                self.count.failed += 1;
                self.notes.push(format!("failed: {name}: {error:#}"));
                false
            }
        }
    }

    fn skip(&mut self, name: &str, why: &str) {
        println!("==> skipped: {name}: {why}");
        self.count.skipped += 1;
        self.notes.push(format!("skipped: {name}: {why}"));
    }
}

/// Runs everything; the last line printed is the count.
///
/// # Errors
/// None of the checks' own: those are counted. Only when the workspace cannot be found.
pub(crate) fn run() -> Result<ExitCode> {
    let root = workspace::root()?;
    let started = Instant::now();
    let mut tally = Tally::default();

    tally.check("format", || run_program(workspace::cargo(&root).args(["fmt", "--all", "--check"])));
    let tools = tally.check("set up the tools of the build", || crate::tools::setup().map(drop));
    tally.check("lint the workspace", || {
        let arguments = ["clippy", "--workspace", "--all-targets", "--quiet", "--", "-D", "warnings"];
        run_program(workspace::cargo(&root).args(arguments))
    });
    if tools {
        tally.check("lint the page for wasm", || lint_for_wasm(&root));
    } else {
        tally.skip("lint the page for wasm", "the tools of the build are missing");
    }
    let outcome = step("test the workspace", || cargo_test(&root));
    tally.record("test the workspace", outcome);
    match readers::setup(&root) {
        Ok(python) => {
            tally.check("read what is exported with the readers of others", || readers::read(&root, &python));
        }
        Err(missing) => tally.skip("read what is exported with the readers of others", &missing.to_string()),
    }
    licences(&mut tally, &root);
    let doors = || fuzz::fuzz(fuzz::SECONDS, &[]).map(drop);
    tally.check_unless(fuzz::missing(), "try strange bytes at every door", doors);

    if tally.check("build the page", build::release) {
        tally.check("hold the size budget", size::run);
        tally.check("hold the limits of memory", memory::hold);
        tally.check("build the pictures that the browsers compare", build::drawing);
        tally.check("put the page into one file", || single_file::write().map(drop));
        let outcome = step("test in the browsers", || browser_tests(&root, &mut tally.notes));
        tally.record("test in the browsers", outcome);
    } else {
        tally.skip("hold the size budget", "there is no built page");
        tally.skip("hold the limits of memory", "there is no built page");
        tally.skip("test in the browsers", "there is no built page");
    }

    println!("==> in {:.0} s", started.elapsed().as_secs_f64());
    for note in &tally.notes {
        println!("    {note}");
    }
    println!("{}", tally.count);
    Ok(match tally.count.failed {
        0 => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    })
}

/// The programs that ship, and the pictures that are compared.
fn lint_for_wasm(root: &Path) -> Result<()> {
    let beside = ["--package", "passages-workshop", "--package", "passages-reader"];
    let programs = [&["--package", "passages"], &beside[..], &["--lib", "--bins"]].concat();
    let pictures = ["--package", "passages-bench", "--lib"];
    for arguments in [&programs[..], &pictures[..]] {
        let target = ["--quiet", "--target", "wasm32-unknown-unknown", "--", "-D", "warnings"];
        run_program(workspace::cargo(root).arg("clippy").args(arguments).args(target))?;
    }
    Ok(())
}

fn cargo_test(root: &Path) -> Result<Count> {
    let mut command = workspace::cargo(root);
    command.args(["test", "--workspace", "--no-fail-fast"]);
    let mut tests = Count::default();
    let succeeded = each_line(&mut command, |line| {
        if let Some(count) = line.strip_prefix("test result:").and_then(after_verdict) {
            tests.add(count);
        }
    })?;
    if !succeeded && tests.failed == 0 {
        bail!("a test could not be compiled or started");
    }
    Ok(tests)
}

/// The count after `ok. ` or `FAILED. `.
fn after_verdict(line: &str) -> Option<Count> {
    Count::read(line.split_once(". ")?.1)
}

fn licences(tally: &mut Tally, root: &Path) {
    let name = "check licences, sources and bans";
    if find_program("cargo-deny").is_none() {
        tally.skip(name, "cargo-deny is missing; `cargo install --locked cargo-deny` brings it");
        return;
    }
    tally.check(name, || {
        run_program(workspace::cargo(root).args([
            "deny",
            "--workspace",
            "check",
            "licenses",
            "bans",
            "sources",
        ]))
    });
}

fn browser_tests(root: &Path, notes: &mut Vec<String>) -> Result<Count> {
    browsers::setup(root)?;
    let url = serve::in_background(workspace::dist(root))?;
    let mut command = Command::new("node");
    command.current_dir(root.join("tests/browser")).args(["run.mjs", &url, serve::SUBPATH]);
    let mut tests = None;
    let succeeded = each_line(&mut command, |line| {
        if ["skipped: ", "passed only when tried again: "].iter().any(|told| line.starts_with(told)) {
            notes.push(line.to_owned());
        }
        if let Some(count) = line.strip_prefix("browsers: ").and_then(Count::read) {
            tests = Some(count);
        }
    })?;
    let tests = tests.context("the browser tests ended without a count")?;
    if !succeeded && tests.failed == 0 {
        bail!("the browser tests ended with an error after their count");
    }
    Ok(tests)
}

/// Runs a program, shows each line that it prints, and hands it on; whether it succeeded.
fn each_line(command: &mut Command, mut visit: impl FnMut(&str)) -> Result<bool> {
    let mut child = command.stdout(Stdio::piped()).spawn()?;
    let output = child.stdout.take().context("the output was not piped")?;
    for line in BufReader::new(output).split(b'\n') {
        let line = line?;
        let line = String::from_utf8_lossy(&line);
        println!("{line}");
        visit(&line);
    }
    Ok(child.wait()?.success())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_read_from_cargo_and_from_the_browser_tests() {
        let cargo = " ok. 5 passed; 0 failed; 1 ignored; 0 measured; 2 filtered out; finished in 0.01s";
        let read = after_verdict(cargo);
        assert_eq!(read, Some(Count { passed: 5, failed: 0, skipped: 1 }));
        let browsers = "7 passed, 2 failed, 3 skipped";
        assert_eq!(Count::read(browsers), Some(Count { passed: 7, failed: 2, skipped: 3 }));
        assert_eq!(Count::read("nothing of the kind"), None);
    }

    #[test]
    fn skips_are_named_only_when_there_are_some() {
        let mut count = Count { passed: 3, failed: 0, skipped: 0 };
        assert_eq!(count.to_string(), "3 passed, 0 failed");
        count.skipped = 2;
        assert_eq!(count.to_string(), "3 passed, 0 failed, 2 skipped");
    }

    #[test]
    fn a_step_counts_once_and_failed_tests_one_by_one() {
        let mut tally = Tally::default();
        assert!(tally.record("a", Ok(Count { passed: 4, failed: 0, skipped: 0 })));
        assert!(!tally.record("b", Ok(Count { passed: 2, failed: 3, skipped: 0 })));
        assert!(!tally.record("c", Err(anyhow::anyhow!("no"))));
        assert_eq!(tally.count, Count { passed: 7, failed: 4, skipped: 0 });
    }
}
