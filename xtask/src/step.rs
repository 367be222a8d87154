//! A step says what it does before, and how long it took after.

use anyhow::{Context, Result, bail};
use std::process::Command;
use std::time::Instant;

/// Runs one step and prints its name and duration.
///
/// # Errors
/// Those of the step itself.
pub(crate) fn step<T>(name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    println!("==> {name}");
    let started = Instant::now();
    let outcome = work();
    let word = if outcome.is_ok() { "took" } else { "FAILED after" };
    println!("    {word} {:.1} s", started.elapsed().as_secs_f64());
    outcome
}

/// Runs a program to its end, its output going where ours goes.
///
/// # Errors
/// When it cannot be started, or ends with a status other than zero.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let shown = shown(command);
    let status = command.status().with_context(|| format!("cannot start `{shown}`"))?;
    if !status.success() {
        bail!("`{shown}` ended with {status}");
    }
    Ok(())
}

/// The first line a program prints.
///
/// # Errors
/// When it cannot be started, or ends with a status other than zero.
pub(crate) fn first_line(command: &mut Command) -> Result<String> {
    let shown = shown(command);
    let output = command.output().with_context(|| format!("cannot start `{shown}`"))?;
    if !output.status.success() {
        bail!("`{shown}` ended with {}", output.status);
    }
    let text = String::from_utf8_lossy(&output.stdout);
    Ok(text.lines().next().unwrap_or_default().to_owned())
}

/// The command as one would type it.
fn shown(command: &Command) -> String {
    std::iter::once(command.get_program())
        .chain(command.get_args())
        .map(|part| part.to_string_lossy())
        .collect::<Vec<_>>()
        .join(" ")
}
