//! What is inside of what ships: the crates that are compiled into the three programs, as cargo knows them.
//!
//! Cargo's own answer, for exactly these programs and their target; nothing is asked of a network once the crates are
//! there. What only builds them, macros among it, is not inside.

use crate::workspace;
use anyhow::{Context, Result, bail};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The packages that ship.
pub(crate) const PROGRAMS: [&str; 3] = ["passages", "passages-workshop", "passages-reader"];
const TARGET: &str = "wasm32-unknown-unknown";

/// A crate that is inside.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Part {
    /// As on the registry.
    pub(crate) name: String,
    /// For example `0.2.130`.
    pub(crate) version: String,
    /// An SPDX expression.
    pub(crate) licence: String,
    /// As its makers give themselves; may be empty.
    pub(crate) authors: Vec<String>,
    /// Where its sources lie on this machine.
    pub(crate) folder: PathBuf,
    /// The SHA-256 of its archive on the registry, in hexadecimal; none for the workspace's own.
    pub(crate) checksum: Option<String>,
    /// Name and version of what it uses of the other parts.
    pub(crate) uses: Vec<(String, String)>,
}

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
    resolve: Resolve,
}

#[derive(Deserialize)]
struct Package {
    id: String,
    name: String,
    version: String,
    license: Option<String>,
    authors: Vec<String>,
    manifest_path: PathBuf,
}

#[derive(Deserialize)]
struct Resolve {
    nodes: Vec<Node>,
}

#[derive(Deserialize)]
struct Node {
    id: String,
    deps: Vec<Dependency>,
}

#[derive(Deserialize)]
struct Dependency {
    pkg: String,
    dep_kinds: Vec<DependencyKind>,
}

#[derive(Deserialize)]
struct DependencyKind {
    /// `dev` or `build`; none for what is compiled in.
    kind: Option<String>,
}

#[derive(Deserialize)]
struct Lock {
    package: Vec<Locked>,
}

#[derive(Deserialize)]
struct Locked {
    name: String,
    version: String,
    checksum: Option<String>,
}

/// All parts, by name and version.
///
/// # Errors
/// When cargo cannot tell, or a crate says nothing of its licence.
pub(crate) fn parts(root: &Path) -> Result<Vec<Part>> {
    let inside = inside(root)?;
    let arguments = ["metadata", "--format-version", "1", "--locked", "--filter-platform", TARGET];
    let metadata: Metadata = serde_json::from_str(&output(workspace::cargo(root).args(arguments))?)?;
    let lock: Lock = toml::from_str(&std::fs::read_to_string(root.join("Cargo.lock"))?)?;
    let checksums: BTreeMap<(String, String), Option<String>> =
        lock.package.into_iter().map(|locked| ((locked.name, locked.version), locked.checksum)).collect();
    let known: BTreeMap<&str, (String, String)> =
        metadata.packages.iter().map(|p| (p.id.as_str(), (p.name.clone(), p.version.clone()))).collect();
    let mut parts = Vec::new();
    for package in &metadata.packages {
        let key = (package.name.clone(), package.version.clone());
        if !inside.contains(&key) {
            continue;
        }
        let node = metadata.resolve.nodes.iter().find(|node| node.id == package.id);
        let uses = node.into_iter().flat_map(|node| &node.deps);
        let uses = uses.filter(|used| used.dep_kinds.iter().any(|kind| kind.kind.is_none()));
        let uses: BTreeSet<_> = uses.filter_map(|used| known.get(used.pkg.as_str())).collect();
        parts.push(Part {
            licence: package.license.clone().with_context(|| format!("{} has no licence", package.name))?,
            authors: package.authors.clone(),
            folder: package.manifest_path.parent().context("a manifest lies in a folder")?.to_owned(),
            checksum: checksums.get(&key).cloned().flatten(),
            uses: uses
                .into_iter()
                .filter(|used| inside.contains::<(String, String)>(used))
                .cloned()
                .collect(),
            name: key.0,
            version: key.1,
        });
    }
    parts.sort();
    if parts.len() != inside.len() {
        bail!("cargo tells of {} crates inside, and describes {}", inside.len(), parts.len());
    }
    Ok(parts)
}

/// Name and version of all parts.
fn inside(root: &Path) -> Result<BTreeSet<(String, String)>> {
    let mut tree = workspace::cargo(root);
    tree.args(["tree", "--locked", "--target", TARGET, "--edges", "normal,no-proc-macro"]);
    tree.args(["--prefix", "none", "--format", "{p}"]);
    tree.args(PROGRAMS.iter().flat_map(|name| ["--package", name]));
    let text = output(&mut tree)?;
    let line = |line: &str| {
        let mut words = line.split(' ');
        Some((words.next()?.to_owned(), words.next()?.strip_prefix('v')?.to_owned()))
    };
    Ok(text.lines().filter_map(line).collect())
}

fn output(command: &mut Command) -> Result<String> {
    let output = command.output().context("cargo cannot be started")?;
    if !output.status.success() {
        bail!("cargo: {}", String::from_utf8_lossy(&output.stderr).trim());
    }
    Ok(String::from_utf8(output.stdout)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_engine_is_inside_and_what_builds_or_tests_it_is_not() -> Result<()> {
        let parts = parts(&workspace::root()?)?;
        let has = |name: &str| parts.iter().any(|part| part.name == name);
        assert!(
            has("passages-core")
                && has("passages-workshop")
                && has("passages-reader")
                && has("leptos")
                && has("wasm-bindgen")
        );
        assert!(!has("proptest") && !has("xtask") && !has("resvg") && !has("serde_derive"));
        let own = parts.iter().filter(|part| part.checksum.is_none());
        assert!(own.map(|part| part.name.as_str()).all(|name| name.starts_with("passages")));
        let page = parts.iter().find(|part| part.name == "passages").context("the page")?;
        assert!(page.uses.iter().any(|(name, _)| name == "passages-core"));
        Ok(())
    }
}
