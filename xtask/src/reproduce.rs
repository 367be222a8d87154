//! Whether a build can be repeated: the same sources in another folder give the same bytes.

use crate::step::{run, step};
use crate::workspace::files_in;
use crate::{build, dist, single_file, workspace};
use anyhow::{Context, Result, bail};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

/// Builds here, and from nothing in a folder of another name; compares every file that ships.
///
/// # Errors
/// When a build fails, git cannot list the sources, or a file differs.
pub(crate) fn reproduce() -> Result<()> {
    let root = workspace::root()?;
    build::release()?;
    dist::complete(None)?;
    single_file::write()?;
    let other =
        std::env::temp_dir().join(format!("passages-reproduced-{}", std::process::id())).join("elsewhere");
    let outcome = step("build the same in another folder", || elsewhere(&root, &other))
        .and_then(|()| step("compare", || compare(&root, &other)));
    if let Some(folder) = other.parent().filter(|folder| folder.exists()) {
        fs::remove_dir_all(folder)?;
    }
    outcome
}

/// Copies what git knows or would take up, as it is now, and builds there.
fn elsewhere(root: &Path, other: &Path) -> Result<()> {
    let list = ["ls-files", "--cached", "--others", "--exclude-standard", "-z"];
    let output =
        Command::new("git").current_dir(root).args(list).output().context("git lists the sources")?;
    for name in String::from_utf8(output.stdout)?.split('\0').filter(|name| root.join(name).is_file()) {
        let to = other.join(name);
        fs::create_dir_all(to.parent().context("a file lies in a folder")?)?;
        fs::copy(root.join(name), to).with_context(|| name.to_owned())?;
    }
    for arguments in [&["dist"][..], &["single-file", "--built"]] {
        // What cargo has told us of our own folder is not true there.
        let mut cargo = workspace::cargo(other);
        for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("CARGO_"))
        {
            if name != "CARGO_HOME" {
                cargo.env_remove(name);
            }
        }
        run(cargo.arg("xtask").args(arguments))?;
    }
    Ok(())
}

/// Names every file that differs, or is in one folder alone.
fn compare(root: &Path, other: &Path) -> Result<()> {
    let (here, there) = (workspace::dist(root), workspace::dist(other));
    let mut names: BTreeSet<String> = files_in(&here, "")?;
    names.extend(files_in(&there, "")?);
    let mut differing: Vec<String> =
        names.iter().filter(|name| differ(&here.join(name), &there.join(name))).cloned().collect();
    if differ(&root.join("passages.html"), &other.join("passages.html")) {
        differing.push("passages.html".to_owned());
    }
    if !differing.is_empty() {
        bail!("these differ: {}", differing.join(", "));
    }
    println!("    {} files and passages.html are the same to the byte", names.len());
    Ok(())
}

fn differ(a: &Path, b: &Path) -> bool {
    !matches!((fs::read(a), fs::read(b)), (Ok(a), Ok(b)) if a == b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_differs_or_is_missing_is_named() -> Result<()> {
        let folder = std::env::temp_dir().join(format!("passages-compare-{}", std::process::id()));
        let (one, two) = (folder.join("one"), folder.join("two"));
        for root in [&one, &two] {
            fs::create_dir_all(root.join("dist/deploy"))?;
            fs::write(root.join("passages.html"), "whole")?;
            fs::write(root.join("dist/deploy/same"), "same")?;
        }
        compare(&one, &two)?;
        fs::write(one.join("dist/alone"), "")?;
        fs::write(two.join("passages.html"), "other")?;
        let Err(error) = compare(&one, &two) else { bail!("nothing was noticed") };
        assert_eq!(error.to_string(), "these differ: alone, passages.html");
        Ok(fs::remove_dir_all(&folder)?)
    }
}
