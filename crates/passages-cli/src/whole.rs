//! Files that are written whole or not at all: under another name in the same directory, then renamed.
//!
//! Whatever ends the program, what stands under the true name is complete; what is left of a broken run has a hidden
//! name, is read by nobody, and is written over by the next run.

use passages_core::problem::Problem;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Writes a file that must not be there yet.
pub(crate) fn file(path: &Path, content: &[u8]) -> Result<(), Problem> {
    if path.exists() {
        return Err(there(path));
    }
    let part = partial(path);
    let written = write(&part, content).and_then(|()| rename(&part, path));
    written.map_err(|fault| {
        let _ = fs::remove_file(&part);
        unwritten(path, &fault)
    })
}

/// Makes a directory that must not be there yet, with these files in it.
pub(crate) fn directory(path: &Path, files: &[(&str, &str)]) -> Result<(), Problem> {
    if path.exists() {
        return Err(there(path));
    }
    let part = partial(path);
    let _ = fs::remove_dir_all(&part);
    let written = fs::create_dir_all(&part)
        .and_then(|()| files.iter().try_for_each(|(name, text)| write(&part.join(name), text.as_bytes())))
        .and_then(|()| rename(&part, path));
    written.map_err(|fault| {
        let _ = fs::remove_dir_all(&part);
        unwritten(path, &fault)
    })
}

/// ".NAME.partial" beside it.
fn partial(path: &Path) -> PathBuf {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    path.with_file_name(format!(".{name}.partial"))
}

fn write(path: &Path, content: &[u8]) -> io::Result<()> {
    let mut file = fs::File::create(path)?;
    file.write_all(content)?;
    // On the disk before it has its name.
    file.sync_all()
}

/// Renames, if nothing has the name meanwhile.
fn rename(from: &Path, to: &Path) -> io::Result<()> {
    if to.exists() {
        return Err(io::Error::from(io::ErrorKind::AlreadyExists));
    }
    fs::rename(from, to)
}

fn there(path: &Path) -> Problem {
    let message = "this is there already, and nothing is overwritten";
    Problem::error(&shown(path), None, message, "choose another name, or move it away yourself")
}

fn unwritten(path: &Path, fault: &io::Error) -> Problem {
    let message = format!("this cannot be written: {fault}");
    Problem::error(
        &shown(path),
        None,
        message,
        "check the directory, its permissions and the room on the disk",
    )
}

/// A path as messages have it.
pub(crate) fn shown(path: &Path) -> String {
    path.display().to_string().replace('\\', "/")
}
