//! `curate export`: every format, whole files, nothing overwritten, whatever interrupts it.

use super::new::files;
use super::{curate, curate_in, empty, root, write};
use std::fs;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

#[test]
fn a_single_format_goes_to_standard_output() {
    let ended =
        curate(&["export", "passages-csv", "--find", "remittances", "--page", "https://example.org/"]);
    assert_eq!((ended.code, ended.err.as_str()), (0, ""));
    let rows = ended.out.lines().count() - 1;
    assert_eq!(rows, curate(&["search", "--json", "remittances"]).out.lines().count());
    assert!(ended.out.contains("https://example.org/#read="), "{}", ended.out);
    let address = curate(&["export", "passages-json", "--address", "#find=&theme=remittances"]);
    let listed: serde_json::Value = serde_json::from_str(&address.out).expect("JSON");
    assert_eq!(listed["passages"].as_array().map(Vec::len), Some(5));
    for (arguments, cause) in [
        (&["export", "passages-csv", "gexf"][..], "several files"),
        (&["export", "akoma-ntoso", "--document", "nobody"], "no document `nobody`"),
    ] {
        let ended = curate(arguments);
        assert!(ended.code == 1 && ended.out.is_empty() && ended.err.contains(cause), "{}", ended.err);
    }
}

#[test]
fn what_is_asked_for_in_vain_is_told() {
    let dir = empty("vain");
    write(&dir, &[("documents/quay/en.txt", "1. The lanterns of the quay.\n")]);
    let address = "find=&theme=nonsense&colour=red&year=old";
    let ended = curate_in(&dir, &["export", "passages-csv", "--corpus", ".", "--address", address]);
    assert_eq!(ended.code, 0);
    for cause in [
        "`colour` means nothing in an address",
        "a value of `year` means nothing",
        "no document has `nonsense`",
    ] {
        assert!(ended.err.contains(&format!("--address: warning: {cause}")), "{cause}: {}", ended.err);
    }
    let german = curate(&["export", "passages-csv", "--language", "de"]);
    assert_eq!(
        german.err,
        "--language: warning: no term has a name in `de`, and English is written instead\n    \
         the languages are ar, en, es, fr, ru, zh\n"
    );
    let searched = curate(&["search", "remitances"]);
    assert!(
        searched.out.ends_with("5 passages\n") && searched.err == "Read as: remitances~\n",
        "{}",
        searched.err
    );
    // A collection holds everything: what asks for a part of it is a slip.
    for option in ["--find", "--address", "--document", "--to"] {
        let ended =
            curate_in(&dir, &["export", "--corpus", ".", "--passages", "all.passages", option, "quay"]);
        assert!(ended.code == 2 && ended.err.contains("FORMATS"), "{option}: {}", ended.err);
    }
    assert_eq!(curate_in(&dir, &["export", "--corpus", ".", "--passages", "all.passages"]).code, 0);
    let again = curate_in(&dir, &["export", "--corpus", "all.passages", "--passages", "again.passages"]);
    assert!(again.code == 1 && again.err.contains("a collection is written of a directory"), "{}", again.err);
    assert_eq!(curate_in(&dir, &["export", "markdown", "--corpus", ".", "--to", "new/"]).code, 0);
    let bytes = fs::read(dir.join("all.passages")).expect("a file");
    assert_eq!(passages_formats::collection::read(&bytes).expect("a collection").title, "vain");
    let found = files(&dir);
    assert!(found.len() == 3 && found.iter().any(|path| path.starts_with("new/passages-")), "{found:?}");
}

#[test]
fn every_format_goes_to_a_directory_and_nothing_is_overwritten() {
    let dir = empty("taken");
    let to = dir.join("out").display().to_string();
    let ended = curate(&["export", "all", "--to", &to]);
    assert_eq!((ended.code, ended.err.as_str()), (0, ""));
    let written = files(&dir.join("out"));
    // Thirteen formats, one of them of documents, of which there are two.
    assert_eq!((written.len(), ended.out.lines().count()), (14, 14));
    assert!(written.iter().all(|name| name.starts_with("passages-")), "{written:?}");
    let first = dir.join("out").join(&written[0]);
    fs::write(&first, "mine").expect("a file");
    let again = curate(&["export", "all", "--to", &to]);
    assert!(again.code == 1 && again.out.is_empty() && again.err.contains("overwritten"), "{}", again.err);
    assert_eq!(fs::read_to_string(&first).expect("a file"), "mine");
}

#[test]
fn what_is_interrupted_leaves_whole_files_alone() {
    let dir = empty("interrupted");
    let whole = curate(&["export", "passages-json"]).out;
    for millis in [0, 20, 60, 100, 150, 200, 300, 500] {
        let to = dir.join(format!("{millis}.json"));
        let mut child = Command::new(env!("CARGO_BIN_EXE_curate"))
            .current_dir(root())
            .args(["export", "passages-json", "--to", &to.display().to_string()])
            .stdout(Stdio::null())
            .spawn()
            .expect("curate runs");
        sleep(Duration::from_millis(millis));
        // Where there is no `kill`, there is no interrupt either.
        let sent = Command::new("kill").args(["-INT", &child.id().to_string()]).status();
        child.wait().expect("it ends");
        if sent.is_ok() && to.exists() {
            assert_eq!(fs::read_to_string(&to).expect("a file"), whole, "after {millis} ms");
        }
    }
    let seen: Vec<String> = files(&dir).into_iter().filter(|name| !name.starts_with('.')).collect();
    assert!(seen.iter().all(|name| name.ends_with(".json")), "{seen:?}");
}

#[test]
fn a_corpus_goes_into_one_file_and_is_read_from_there() {
    let dir = empty("collection");
    let file = dir.join("ours.passages").display().to_string();
    let written = curate(&["export", "--passages", &file, "--title", "Ours"]);
    assert_eq!((written.code, written.err.as_str(), written.out.trim()), (0, "", file.as_str()));
    for arguments in [&["check"][..], &["search", "--json", "remittances"], &["links", "--json"]] {
        let (here, there) = (curate(arguments), curate(&[arguments, &["--corpus", &file]].concat()));
        assert_eq!((there.code, there.err.as_str()), (0, ""), "{arguments:?}");
        assert_eq!(there.out, here.out, "{arguments:?}");
    }
    assert!(
        curate(&["show", "A/CONF.191/L.7", "--tags", "--corpus", &file]).out.contains("theme Remittances")
    );
    // Nothing is overwritten, the same corpus is the same file, and a damaged one is told.
    assert_eq!(curate(&["export", "--passages", &file]).code, 1);
    let again = dir.join("again.passages");
    assert_eq!(curate(&["export", "--passages", &again.display().to_string(), "--title", "Ours"]).code, 0);
    let mut bytes = fs::read(&file).expect("a file");
    assert_eq!(fs::read(&again).expect("a file"), bytes);
    bytes.truncate(bytes.len() / 2);
    fs::write(&again, bytes).expect("a file");
    let broken = curate(&["check", &again.display().to_string()]);
    assert!(broken.code == 1 && broken.err.contains("the collection is damaged"), "{}", broken.err);
}

#[test]
fn a_problem_in_a_collection_is_not_shown_in_a_file_beside_it() {
    let dir = empty("inside");
    let note =
        |para: &str| format!("name = \"a\"\n\n[[note]]\npara = \"{para}\"\nat = \"quay\"\ntext = \"x\"\n");
    let (toml, text) = ("documents/a/document.toml", "1. The lanterns of the quay.\n");
    write(&dir, &[(toml, &note("1")), ("documents/a/en.txt", text)]);
    let written = curate_in(&dir, &["export", "--passages", "ours.passages", "--corpus", "."]);
    assert_eq!((written.code, written.err.as_str()), (0, ""));
    // As somebody packs it by hand: the digest goes, and what is there may be wrong.
    let bytes = fs::read(dir.join("ours.passages")).expect("a file");
    let mut ours = passages_formats::collection::read(&bytes).expect("a collection");
    ours.entries[0].editing = note("7");
    fs::write(dir.join("ours.passages"), ours.write().expect("bytes")).expect("a file");
    let checked = curate_in(&dir, &["check", "ours.passages"]);
    assert_eq!(checked.code, 1);
    assert_eq!(
        checked.err,
        "ours.passages/documents/a/document.toml:4: error: there is no paragraph `7`\n    the paragraphs are 1\n"
    );
}

#[test]
fn a_document_keeps_its_name_in_a_collection_whatever_its_folder_or_file_is_called() {
    let dir = empty("spaces");
    let texts = [
        "1. The lanterns of the quay were lit.\n\n2. The harbour paid for the oil.\n",
        "1. The lanterns of the bay were lit.\n\n2. Nobody paid for the oil.\n",
        "1. Фонари на набережной зажгли.\n\n2. За масло заплатил порт.\n",
    ];
    write(
        &dir,
        &[
            ("ours/documents/my  letter/en.txt", texts[0]),
            ("ours/documents/my-letter/en.txt", texts[1]),
            ("ours/documents/записка о море/ru.txt", texts[2]),
            ("ours/documents/записка о море/document.toml", "\u{feff}short = \"Море\"\r\n"),
            ("plain/one & two.txt", texts[0]),
            ("plain/three.md", texts[1]),
        ],
    );
    for (corpus, names) in
        [("ours", &["my  letter", "my-letter", "записка о море"][..]), ("plain", &["one & two", "three"])]
    {
        let file = format!("{corpus}.passages");
        let written = curate_in(&dir, &["export", "--passages", &file, "--corpus", corpus]);
        assert_eq!((written.code, written.err.as_str()), (0, ""), "{corpus}");
        let ask = |command: &str, corpus: &str| curate_in(&dir, &[command, "--json", "--corpus", corpus]).out;
        assert_eq!(ask("stats", &file), ask("stats", corpus));
        assert_eq!(ask("links", &file), ask("links", corpus));
        for name in names {
            let show = |corpus: &str| curate_in(&dir, &["show", name, "--corpus", corpus]);
            assert!(show(&file).code == 0 && show(&file).out == show(corpus).out, "{name}");
        }
        // What was compiled of it is what its folders say.
        let bytes = fs::read(dir.join(&file)).expect("a file");
        let compiled = passages_formats::collection::read(&bytes).expect("a collection").compiled;
        let documents = compiled.expect("what was compiled is believed").documents;
        let mut called: Vec<&str> = documents.iter().map(|document| document.name.as_str()).collect();
        called.sort_unstable();
        assert_eq!(called, names);
    }
}
