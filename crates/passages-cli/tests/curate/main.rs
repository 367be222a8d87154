//! `curate` from outside: what it prints, what it says is wrong, and how it ends.

mod check;
mod editions;
mod languages;
mod new;
mod records;
mod show;
mod taking;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// How a run ended: exit status, standard output, standard error.
struct Ended {
    code: i32,
    out: String,
    err: String,
}

impl Ended {
    /// The lines of the output as JSON.
    fn json(&self) -> Vec<serde_json::Value> {
        self.out.lines().map(|line| serde_json::from_str(line).expect("a JSON object a line")).collect()
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().expect("the workspace")
}

/// Runs `curate` in a directory.
fn curate_in(dir: &Path, arguments: &[&str]) -> Ended {
    let run = Command::new(env!("CARGO_BIN_EXE_curate")).current_dir(dir).args(arguments).output();
    let Output { status, stdout, stderr } = run.expect("curate runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    Ended { code: status.code().expect("no signal"), out: text(stdout), err: text(stderr) }
}

/// Runs `curate` beside the real corpus.
fn curate(arguments: &[&str]) -> Ended {
    curate_in(&root(), arguments)
}

/// An empty directory for one test.
fn empty(name: &str) -> PathBuf {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if dir.exists() {
        fs::remove_dir_all(&dir).expect("an old directory goes");
    }
    fs::create_dir_all(&dir).expect("a new directory");
    dir
}

/// Writes files below a directory: path, text.
fn write(dir: &Path, files: &[(&str, &str)]) {
    for (path, text) in files {
        let path = dir.join(path);
        fs::create_dir_all(path.parent().expect("below the directory")).expect("a directory");
        fs::write(path, text).expect("a file");
    }
}

#[test]
fn help_explains_each_command() {
    let check = |arguments: &[&str], says: &[&str]| {
        let ended = curate(arguments);
        assert_eq!((ended.code, ended.err.as_str()), (0, ""), "{arguments:?}");
        assert!(says.iter().all(|words| ended.out.contains(words)), "{}", ended.out);
    };
    check(
        &["--help"],
        &[
            "new", "check", "show", "parse", "diff", "links", "search", "evaluate", "export", "stats",
            "--corpus",
        ],
    );
    check(&["new", "--help"], &["<FILE>", "--name", "# guess:", "Nothing is ever overwritten"]);
    check(&["show", "--help"], &["<WHAT>", "--tags"]);
    check(&["diff", "--help"], &["<OLD>", "<NEW>", "\"change\""]);
    check(&["export", "--help"], &["passages-csv", "akoma-ntoso", "all", "--find", "--to"]);
    check(&["stats", "--help"], &["--json", "[DIR]"]);
    check(&["check", "--help"], &["file, line, cause and remedy", "[DIR]", "exit status is 1", "--json"]);
    check(&["parse", "--help"], &["\"blocks\"", "<FILES>", "--json"]);
    check(&["links", "--help"], &["\"reasons\"", "--vocabulary", "--explain", "just misses", "[DIR]"]);
    check(&["search", "--help"], &["\"snippet\"", "<QUERY>", "[DIR]"]);
}

#[test]
fn a_command_that_is_none_is_refused_with_the_usage() {
    for arguments in
        [["chekc"].as_slice(), &["parse", "--json"], &["search", "--json"], &["export"], &["new"], &[]]
    {
        let ended = curate(arguments);
        assert!(ended.code == 2 && ended.out.is_empty() && ended.err.contains("Usage"), "{}", ended.err);
    }
}

#[test]
fn a_reader_that_hangs_up_ends_it_quietly() {
    let [one, two] = ["A/CONF.191/L.7:5", "A/CONF.191/L.7:6"];
    for arguments in [
        &["check"][..],
        &["links"],
        &["links", "--json"],
        &["links", "--explain", one, two],
        &["evaluate"],
        &["stats"],
        &["show", "letter-2006-04-13"],
        &["--help"],
    ] {
        let mut run = Command::new(env!("CARGO_BIN_EXE_curate"));
        run.current_dir(root()).args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = run.spawn().expect("curate runs");
        drop(child.stdout.take());
        let Output { status, stderr, .. } = child.wait_with_output().expect("it ends");
        let said = String::from_utf8_lossy(&stderr);
        assert!(status.success() && said.is_empty(), "{arguments:?}: {said}");
    }
    // Where nobody hears what is wrong, the exit status says it.
    for arguments in [&["check", "nowhere"][..], &["parse", "--json", "nowhere"]] {
        let mut run = Command::new(env!("CARGO_BIN_EXE_curate"));
        run.current_dir(root()).args(arguments).stdout(Stdio::null()).stderr(Stdio::piped());
        let mut child = run.spawn().expect("curate runs");
        drop(child.stderr.take());
        assert_eq!(child.wait().expect("it ends").code(), Some(1), "{arguments:?}");
    }
}

#[test]
fn a_full_disk_is_told() {
    let Ok(full) = fs::OpenOptions::new().write(true).open("/dev/full") else { return };
    let mut run = Command::new(env!("CARGO_BIN_EXE_curate"));
    let Output { status, stderr, .. } =
        run.current_dir(root()).arg("check").stdout(full).output().expect("curate runs");
    let said = String::from_utf8_lossy(&stderr);
    assert!(status.code() == Some(1) && said.starts_with("the output cannot be written"), "{said}");
}
