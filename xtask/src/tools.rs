//! The tools that cargo does not bring: their pinned versions, in one place, and how each is installed.
//!
//! They go to `$CARGO_HOME/passages-tools/<name>-<version>/`: clones share them, and a user's own
//! trunk is left alone. A folder gets its final name only when its installation is complete.

use crate::step::{first_line, run, step};
use crate::workspace::{self, find_program};
use anyhow::{Context, Result, bail};
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const TARGET: &str = "wasm32-unknown-unknown";
/// Newer ones want a newer Rust than `rust-toolchain.toml` names.
const TRUNK: &str = "0.21.14";
/// `[tools]` of Trunk.toml names the same; a test holds them together.
const BINARYEN: &str = "132.0.0";

/// The tools, all there.
pub(crate) struct Tools {
    trunk: PathBuf,
    wasm_bindgen: PathBuf,
    wasm_opt: PathBuf,
}

impl Tools {
    /// The program that makes a module of a wasm file.
    pub(crate) fn wasm_bindgen(&self) -> PathBuf {
        self.wasm_bindgen.join(executable("wasm-bindgen"))
    }

    /// The program that makes a wasm file smaller.
    pub(crate) fn wasm_opt(&self) -> PathBuf {
        self.wasm_opt.join(executable("wasm-opt"))
    }

    /// Trunk, finding exactly these tools and downloading none, and in the place of wasm-bindgen what cuts the program into
    /// parts before.
    ///
    /// # Errors
    /// When `PATH` cannot be put together.
    pub(crate) fn trunk(&self, root: &Path) -> Result<Command> {
        let mut folders = vec![cutter(root)?, self.wasm_bindgen.clone(), self.wasm_opt.clone()];
        let path = std::env::var_os("PATH").unwrap_or_default();
        folders.extend(std::env::split_paths(&path));
        let path: OsString = std::env::join_paths(folders).context("PATH holds a strange folder")?;
        let mut command = Command::new(self.trunk.join(executable("trunk")));
        command
            .current_dir(root)
            .env("PATH", path)
            .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", rustflags(root)?)
            .env("TRUNK_OFFLINE", "true")
            // Trunk refuses the value "1" that some terminals set.
            .env_remove("NO_COLOR");
        Ok(command)
    }
}

/// Installs what the build needs; what is there already is skipped in milliseconds.
///
/// # Errors
/// When a tool is missing and cannot be installed.
pub(crate) fn setup() -> Result<Tools> {
    let root = workspace::root()?;
    target(&root)?;
    let home = home()?;
    let wasm_bindgen = workspace::locked_version(&root, "wasm-bindgen")?;
    Ok(Tools {
        trunk: tool(&home, "trunk", TRUNK, |folder| {
            run(cargo_install(&root, folder).args(["--locked", &format!("trunk@{TRUNK}")]))
        })?,
        wasm_bindgen: tool(&home, "wasm-bindgen", &wasm_bindgen, |folder| {
            // Without --locked: the versions that it was published with are older than those of
            // our lock. Without its default features: they serve only its test runner.
            let package = format!("wasm-bindgen-cli@{wasm_bindgen}");
            run(cargo_install(&root, folder).args(["--no-default-features", &package]))
        })?,
        wasm_opt: tool(&home, "wasm-opt", BINARYEN, wasm_opt)?,
    })
}

/// What `src/` is told, and what the linker is asked for, so that the program can be cut in parts.
const SPLIT: [&str; 3] = ["--cfg", "split", "-Clink-args=--emit-relocs"];

/// The flags of what ships: the workspace's own, those of a program that is cut into parts, and one more. Where this machine keeps the sources of crates is not
/// written into the program, so that it is the same bytes wherever it is built. Flags for a target take the place of
/// those in `.cargo/config.toml`, so these are read from there.
fn rustflags(root: &Path) -> Result<String> {
    #[derive(serde::Deserialize)]
    struct Config {
        build: Build,
    }
    #[derive(serde::Deserialize)]
    struct Build {
        rustflags: Vec<String>,
    }
    let path = root.join(".cargo/config.toml");
    let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let config: Config = toml::from_str(&text).with_context(|| path.display().to_string())?;
    let mut flags = config.build.rustflags;
    flags.extend(SPLIT.map(str::to_owned));
    let sources = cargo_home()?.join("registry/src");
    for registry in fs::read_dir(&sources).with_context(|| format!("there is no {}", sources.display()))? {
        let registry = registry?.path();
        flags.push(format!("--remap-path-prefix={}=crates", registry.display()));
    }
    if let Some(flag) = flags.iter().find(|flag| flag.contains(char::is_whitespace)) {
        bail!("cargo cannot be told {flag:?}: set CARGO_HOME to a folder without spaces");
    }
    Ok(flags.join(" "))
}

/// The wasm target of the toolchain that runs us.
fn target(root: &Path) -> Result<()> {
    let sysroot = first_line(Command::new("rustc").current_dir(root).args(["--print", "sysroot"]))?;
    let library = Path::new(&sysroot).join("lib/rustlib").join(TARGET).join("lib");
    if library.is_dir() {
        return Ok(());
    }
    if find_program("rustup").is_none() {
        bail!("the Rust target {TARGET} is missing; install it, or Rust by https://rustup.rs");
    }
    step(&format!("add the Rust target {TARGET}"), || {
        run(Command::new("rustup").current_dir(root).args(["target", "add", TARGET]))
    })
}

/// `$CARGO_HOME/passages-tools`.
fn home() -> Result<PathBuf> {
    Ok(cargo_home()?.join("passages-tools"))
}

fn cargo_home() -> Result<PathBuf> {
    match std::env::var_os("CARGO_HOME") {
        Some(folder) => Ok(PathBuf::from(folder)),
        None => {
            Ok(std::env::home_dir().context("neither CARGO_HOME nor a home folder is set")?.join(".cargo"))
        }
    }
}

/// The folder of a tool's program, after installing it unless it is there.
fn tool(
    home: &Path,
    name: &str,
    version: &str,
    install: impl FnOnce(&Path) -> Result<()>,
) -> Result<PathBuf> {
    let folder = home.join(format!("{name}-{version}"));
    let bin = folder.join("bin");
    if bin.join(executable(name)).is_file() {
        return Ok(bin);
    }
    step(&format!("install {name} {version}"), || {
        // Own to this process, so that two clones may set up at once.
        let part = home.join(format!("{name}-{version}.part-{}", std::process::id()));
        fs::create_dir_all(&part).with_context(|| format!("cannot make {}", part.display()))?;
        let outcome = install(&part).and_then(|()| {
            if folder.exists() && !bin.join(executable(name)).is_file() {
                fs::remove_dir_all(&folder)?;
            }
            fs::rename(&part, &folder).or_else(|error| match bin.join(executable(name)).is_file() {
                true => Ok(()),
                false => Err(error),
            })?;
            Ok(())
        });
        if part.exists() {
            fs::remove_dir_all(&part)?;
        }
        outcome
    })?;
    Ok(bin)
}

fn cargo_install(root: &Path, folder: &Path) -> Command {
    let mut command = workspace::cargo(root);
    command.args(["install", "--quiet", "--root"]).arg(folder);
    command
}

/// Binaryen's optimizer from npm, behind a wrapper of the name that trunk looks for.
fn wasm_opt(folder: &Path) -> Result<()> {
    let bin = folder.join("bin");
    fs::create_dir_all(&bin)?;
    run(npm()?
        .current_dir(folder)
        .args(["install", "--prefix", ".", "--ignore-scripts", "--no-audit", "--no-fund"])
        .args(["--loglevel", "error", &format!("binaryen@{BINARYEN}")]))?;
    let wrapper = bin.join("wasm-opt");
    fs::write(
        &wrapper,
        "#!/bin/sh\nexec node \"$(dirname \"$0\")/../node_modules/binaryen/bin/wasm-opt\" \"$@\"\n",
    )?;
    make_executable(&wrapper)
}

/// npm, or a sentence that says where it comes from.
///
/// # Errors
/// When it is not in `PATH`.
pub(crate) fn npm() -> Result<Command> {
    find_program("npm")
        .map(Command::new)
        .context("npm is missing: install Node 20 or newer, https://nodejs.org")
}

/// The folder of a script named wasm-bindgen that calls `cargo xtask bindgen`.
fn cutter(root: &Path) -> Result<PathBuf> {
    let folder = root.join("target/cutter");
    fs::create_dir_all(&folder)?;
    let script = folder.join("wasm-bindgen");
    let own = std::env::current_exe().context("this program does not know where it is")?;
    let text = format!("#!/bin/sh\nexec '{}' bindgen -- \"$@\"\n", own.display());
    // Only where it changes, since a build may be reading it.
    if fs::read_to_string(&script).is_ok_and(|before| before == text) {
        return Ok(folder);
    }
    fs::write(&script, text)?;
    make_executable(&script)?;
    Ok(folder)
}

#[cfg(unix)]
fn make_executable(path: &Path) -> Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(0o755))?;
    Ok(())
}

#[cfg(not(unix))]
fn make_executable(_: &Path) -> Result<()> {
    bail!("the wrapper of wasm-opt is a shell script: use a Unix, or WSL on Windows")
}

fn executable(name: &str) -> String {
    // The wrapper of wasm-opt is a script, with no suffix anywhere.
    match name {
        "wasm-opt" => name.to_owned(),
        _ => format!("{name}{}", std::env::consts::EXE_SUFFIX),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trunk_is_told_the_same_binaryen() -> Result<()> {
        let trunk = fs::read_to_string(workspace::root()?.join("Trunk.toml"))?;
        let (major, _) = BINARYEN.split_once('.').context("a version has dots")?;
        assert!(trunk.contains(&format!("wasm_opt = \"version_{major}\"")));
        assert!(trunk.contains(&format!("trunk-version = \"={TRUNK}\"")));
        Ok(())
    }

    #[test]
    fn an_interrupted_installation_leaves_nothing_that_looks_complete() -> Result<()> {
        let home = std::env::temp_dir().join(format!("passages-tools-{}", std::process::id()));
        let failed = tool(&home, "a-tool", "1.0.0", |folder| {
            fs::create_dir_all(folder.join("bin"))?;
            fs::write(folder.join("bin").join(executable("a-tool")), "half")?;
            bail!("interrupted")
        });
        assert!(failed.is_err());
        assert_eq!(fs::read_dir(&home)?.count(), 0);
        let install = |folder: &Path| {
            fs::create_dir_all(folder.join("bin"))?;
            Ok(fs::write(folder.join("bin").join(executable("a-tool")), "whole")?)
        };
        assert!(tool(&home, "a-tool", "1.0.0", install)?.ends_with("a-tool-1.0.0/bin"));
        assert!(tool(&home, "a-tool", "1.0.0", |_| bail!("is there already")).is_ok());
        Ok(fs::remove_dir_all(&home)?)
    }
}
