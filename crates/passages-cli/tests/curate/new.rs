//! `curate new`: a folder from a file, every guess marked, nothing overwritten, nothing half written.

use super::{curate, curate_in, empty, root, write};
use std::fs;
use std::path::Path;

const RESOLUTION: &str = "<!doctype html><html lang=en><title>Record</title><body><p>A/RES/1/7</p><p>17 May 2001</p>
<p>LANTERNS ON THE QUAY</p><ol><li>Decides to light the lanterns;<li>Requests the harbour to pay.</ol></html>";

/// All files below a directory, hidden ones too, by path.
pub(crate) fn files(dir: &Path) -> Vec<String> {
    let mut open = vec![dir.to_owned()];
    let mut found = Vec::new();
    while let Some(next) = open.pop() {
        for path in fs::read_dir(&next).expect("a directory").map(|entry| entry.expect("an entry").path()) {
            if path.is_dir() {
                open.push(path);
            } else {
                found.push(path.strip_prefix(dir).expect("below").display().to_string().replace('\\', "/"));
            }
        }
    }
    found.sort();
    found
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|fault| panic!("{}: {fault}", path.display()))
}

#[test]
fn a_file_becomes_a_folder_with_its_guesses_marked() {
    let dir = empty("new");
    write(&dir, &[("record", RESOLUTION), ("mine/vocabulary/none.toml", "")]);
    let ended = curate_in(&dir, &["new", "record", "--corpus", "mine"]);
    assert_eq!((ended.code, ended.err.as_str()), (0, ""));
    assert!(ended.out.contains("mine/documents/A-RES-1-7: A/RES/1/7, 2 paragraphs of HTML"), "{}", ended.out);
    let folder = dir.join("mine/documents/A-RES-1-7");
    assert_eq!(files(&dir.join("mine/documents")), ["A-RES-1-7/document.toml", "A-RES-1-7/en.txt"]);
    assert!(
        read(&folder.join("en.txt"))
            .ends_with("1. Decides to light the lanterns;\n\n2. Requests the harbour to pay.\n")
    );
    let toml = read(&folder.join("document.toml"));
    for (line, why) in [
        ("name = \"A/RES/1/7\"", "symbol"),
        ("language = \"en\"", "the file says so"),
        ("title = \"Lanterns on the quay\"", "sentence case"),
        ("received = \"The text was taken from the HTML file record by curate", "came from"),
    ] {
        let found = toml.lines().find(|l| l.starts_with(line)).unwrap_or_else(|| panic!("{line} in {toml}"));
        assert!(found.split_once("# guess:").is_some_and(|(_, reason)| reason.contains(why)), "{found}");
    }
    // It is sound as it stands, and each guess is a warning until somebody has looked at it.
    let guesses = toml.lines().skip(2).filter(|line| line.contains("# guess:")).count();
    let checked = curate_in(&dir, &["check", "mine"]);
    assert_eq!((checked.code, checked.err.matches(": warning: this was guessed").count()), (0, guesses));
    assert!(checked.out.contains(&format!("{guesses} warnings")), "{}", checked.out);
    let confirmed: String = toml
        .lines()
        .map(|line| line.split(" # guess:").next().unwrap_or_default().to_owned() + "\n")
        .collect();
    fs::write(folder.join("document.toml"), confirmed).expect("a file");
    let checked = curate_in(&dir, &["check", "mine"]);
    assert_eq!((checked.code, checked.err.as_str()), (0, ""));
}

#[test]
fn a_long_title_makes_a_folder_that_file_systems_take() {
    let dir = empty("long-title");
    let title = "关于码头灯笼和港口照明的决议".repeat(7);
    write(
        &dir,
        &[
            ("record", &format!("{title}\n\n1. 决定点亮码头的灯笼。\n\n2. 请港口付款。\n")),
            ("corpus/README.md", ""),
        ],
    );
    let ended = curate_in(&dir, &["new", "record"]);
    assert_eq!((ended.code, ended.err.as_str()), (0, ""));
    let checked = curate_in(&dir, &["check"]);
    assert!(checked.code == 0 && checked.out.contains("1 document, 2 paragraphs"), "{}", checked.err);
}

#[test]
fn nothing_is_overwritten() {
    let dir = empty("again");
    write(&dir, &[("record", RESOLUTION), ("corpus/README.md", "")]);
    assert_eq!(curate_in(&dir, &["new", "record"]).code, 0);
    let toml = dir.join("corpus/documents/A-RES-1-7/document.toml");
    fs::write(&toml, "name = \"A/RES/1/7\"\nshort = \"Mine\"\n").expect("a file");
    let before = files(&dir);
    // The same name, the same folder for another name, and the same name in another folder.
    for arguments in [
        &["new", "record"][..],
        &["new", "record", "--name", "A RES 1-7"],
        &["new", "record", "--name", "A-RES/1-7"],
    ] {
        let ended = curate_in(&dir, arguments);
        assert!(
            ended.code == 1 && ended.out.is_empty() && ended.err.contains("overwritten"),
            "{}",
            ended.err
        );
        assert_eq!(
            (files(&dir), read(&toml)),
            (before.clone(), "name = \"A/RES/1/7\"\nshort = \"Mine\"\n".to_owned())
        );
    }
    let other = curate_in(&dir, &["new", "record", "--name", "../../quay"]);
    assert_eq!(other.code, 0, "{}", other.err);
    assert!(
        files(&dir).iter().all(|path| path.starts_with("corpus/") || path == "record"),
        "{:?}",
        files(&dir)
    );
}

#[test]
fn what_an_interrupted_run_left_is_read_by_nobody_and_written_over() {
    let dir = empty("partial");
    let half = "corpus/documents/.A-RES-1-7.partial/document.toml";
    write(
        &dir,
        &[
            ("record", RESOLUTION),
            (half, "name = \"half\" # guess: nobody knows\n"),
            ("corpus/documents/quay/en.txt", "1. The lanterns of the quay.\n"),
        ],
    );
    let checked = curate_in(&dir, &["check"]);
    assert_eq!((checked.code, checked.err.as_str()), (0, ""));
    assert!(checked.out.contains("1 document,"), "{}", checked.out);
    assert_eq!(curate_in(&dir, &["new", "record"]).code, 0);
    assert_eq!(
        files(&dir.join("corpus/documents")),
        ["A-RES-1-7/document.toml", "A-RES-1-7/en.txt", "quay/en.txt"]
    );
}

#[test]
fn what_cannot_be_read_leaves_nothing_behind() {
    let dir = empty("refused");
    write(
        &dir,
        &[
            ("corpus/README.md", ""),
            ("empty", ""),
            ("picture.txt", "GIF89a"),
            ("page", "<?xml version='1.0'?><rss/>"),
        ],
    );
    fs::write(dir.join("large.txt"), vec![b'a'; 11 << 20]).expect("a file");
    fs::write(dir.join("half.docx"), b"PK\x03\x04half").expect("a file");
    for (file, cause) in [
        ("empty", "the file has no text"),
        ("picture.txt", "the file is a picture"),
        ("page", "the file is XML of another kind"),
        ("large.txt", "the file has 11534336 bytes, more than the 10485760"),
        ("half.docx", "the ZIP or Word file is broken"),
        ("missing", "the file cannot be read"),
    ] {
        let ended = curate_in(&dir, &["new", file]);
        assert!(
            ended.code == 1 && ended.err.starts_with(&format!("{file}: error: {cause}")),
            "{}",
            ended.err
        );
        assert!(ended.err.lines().nth(1).is_some_and(|remedy| remedy.len() > 15), "{}", ended.err);
    }
    assert!(files(&dir.join("corpus")) == ["README.md"], "{:?}", files(&dir));
    write(&dir, &[("record", RESOLUTION), ("plain/quay.txt", "1. The lanterns of the quay.\n")]);
    for (arguments, cause) in [
        (&["new", "record", "--corpus", "nowhere"][..], "nowhere: error: there is no corpus here"),
        (&["new", "record", "--corpus", "page"], "page: error: this is a file"),
        (&["new", "record", "--corpus", "plain"], "plain: error: this is a directory of plain texts"),
        (
            &["new", "corpus"],
            "corpus: error: the file cannot be read: Is a directory (os error 21)\n    name a file",
        ),
        (&["new", "record", "--name", "two\nlines"], "record: error: `two\\nlines` cannot be a name"),
        (&["new", "record", "--name", " / "], "record: error: `/` cannot be the name of a folder"),
    ] {
        let ended = curate_in(&dir, arguments);
        assert!(ended.code == 1 && ended.err.starts_with(cause), "{}", ended.err);
    }
    assert_eq!(files(&dir.join("corpus")), ["README.md"]);
    assert_eq!(files(&dir.join("plain")), ["quay.txt"]);
}

#[test]
fn a_document_goes_out_as_akoma_ntoso_and_comes_back_with_nothing_to_guess() {
    let dir = empty("returned");
    write(&dir, &[("corpus/README.md", "")]);
    let out = dir.join("letter.xml").display().to_string();
    let ended = curate(&["export", "akoma-ntoso", "--document", "letter-2006-04-13", "--to", &out]);
    assert_eq!((ended.code, ended.err.as_str()), (0, ""));
    let ended = curate_in(&dir, &["new", "letter.xml"]);
    assert_eq!((ended.code, ended.err.as_str()), (0, ""));
    let parsed = |text: &str| {
        let [mut document] = <[serde_json::Value; 1]>::try_from(curate(&["parse", "--json", text]).json())
            .expect("a document");
        // The lines that are no paragraph are set in another way.
        document.as_object_mut().expect("an object").remove("others");
        document
    };
    let back = dir.join("corpus/documents/letter-2006-04-13");
    let found = parsed(&back.join("en.txt").display().to_string());
    assert_eq!(
        found,
        parsed(&root().join("corpus/documents/letter-2006-04-13/en.txt").display().to_string())
    );
    let toml = read(&back.join("document.toml"));
    assert!(
        toml.contains("text_fr = ") && !toml.lines().skip(2).any(|line| line.contains("# guess:")),
        "{toml}"
    );
    assert_eq!(curate_in(&dir, &["check"]).err, "");
}

#[test]
fn a_binary_works_away_from_the_repository() {
    let dir = empty("away");
    let binary = dir.join("curate");
    // A link, for what is still open for writing in a test beside this one cannot be run.
    let program = env!("CARGO_BIN_EXE_curate");
    fs::hard_link(program, &binary).or_else(|_| fs::copy(program, &binary).map(drop)).expect("a copy");
    let corpus = root().join("corpus").display().to_string();
    let run =
        std::process::Command::new(&binary).current_dir(&dir).args(["--corpus", &corpus, "check"]).output();
    let run = run.expect("it runs");
    assert!(run.status.success() && String::from_utf8_lossy(&run.stdout).contains("sound"));
}
