//! `curate show`, `search` and `stats` as people read them.

use super::{curate, curate_in, empty, write};

#[test]
fn nothing_in_a_corpus_commands_the_terminal() {
    let dir = empty("commands");
    let toml = "name = \"a\\u001b[2Jb\"\nlanguage = \"en\"\n";
    write(
        &dir,
        &[
            ("documents/a/en.txt", "1. The\u{1b}[31m lanterns.\n\n2. The lanterns again.\n"),
            ("documents/a/document.toml", toml),
        ],
    );
    for arguments in
        [&["stats"][..], &["links"], &["search", "lanterns"], &["show", "a"], &["diff", "a", "a"], &["check"]]
    {
        let ended = curate_in(&dir, &[arguments, &["--corpus", "."]].concat());
        assert!(
            ended.code == 0 && !ended.out.contains('\x1b') && !ended.err.contains('\x1b'),
            "{arguments:?}: {}",
            ended.out
        );
    }
    assert!(curate_in(&dir, &["stats", "."]).out.contains("a\u{fffd}[2Jb"));
}

#[test]
fn a_document_is_shown_as_it_is_read() {
    for what in
        ["A/CONF.191/L.7", "A-CONF.191-L.7", "a conf 191 l 7", "corpus/documents/A-CONF.191-L.7/en.txt"]
    {
        let ended = curate(&["show", what]);
        assert_eq!((ended.code, ended.err.as_str()), (0, ""), "{what}");
        assert!(ended.out.starts_with("A/CONF.191/L.7\nHarnessing development benefits"), "{}", ended.out);
        assert!(
            ended.out.contains("  date          2001-05-17")
                && ended.out.contains("\n7.2   Many participants")
        );
        assert!(ended.out.contains("[note on “benefits from tourism”: Probably a slip"));
        assert!(
            ended.out.trim_end().ends_with("12 paragraphs, 4 sections, 0 annexes, 0 footnotes"),
            "{}",
            ended.out
        );
        assert!(ended.out.lines().all(|line| line.chars().count() <= 100) && !ended.out.contains('\x1b'));
    }
    let letter = curate(&["show", "letter-2006-04-13", "--tags"]);
    assert!(
        letter.out.contains("symbol        not printed") && letter.out.contains("Alain Cools"),
        "{}",
        letter.out
    );
    assert!(
        letter.out.contains("theme Remittances")
            && letter.out.contains("22 ") | letter.out.contains("1 annex")
    );
    let ended = curate(&["show", "nothing"]);
    assert!(ended.code == 1 && ended.err.contains("no document and no file `nothing`"), "{}", ended.err);
}

#[test]
fn a_file_is_shown_before_it_is_added() {
    let dir = empty("before");
    write(&dir, &[("page", "<h2>Part</h2><p>1. A \u{1b}[31mred\u{202e} word.")]);
    let ended = curate_in(&dir, &["show", "page"]);
    assert!(ended.code == 0 && ended.out.contains("1     A \u{fffd}[31mred\u{fffd} word."), "{}", ended.out);
}

#[test]
fn a_search_is_told_in_sentences() {
    let ended = curate(&["search", "\"human rights\""]);
    assert_eq!(ended.code, 0);
    assert!(
        ended.out.contains("letter-2006-04-13:annex.m\n") && ended.out.ends_with("1 passage\n"),
        "{}",
        ended.out
    );
    assert_eq!(curate(&["search", "zebra"]).out, "0 passages\n");
}

#[test]
fn stats_count_what_the_corpus_holds() {
    let [stats] = curate(&["stats", "--json"]).json().try_into().expect("one object");
    assert_eq!(
        (stats["paragraphs"].as_u64(), stats["documents"].as_array().map(Vec::len)),
        (Some(37), Some(2))
    );
    assert_eq!(stats["documents"][0]["name"], "A/CONF.191/L.7");
    let sound = curate(&["check"]).out;
    assert!(sound.contains(&format!("{} links", stats["links"])), "{sound}");
    let terms: u64 =
        stats["vocabulary"].as_array().expect("kinds").iter().filter_map(|k| k["terms"].as_u64()).sum();
    assert!(sound.contains(&format!("{terms} terms")), "{sound}");
    let told = curate(&["stats"]).out;
    assert!(
        told.contains("letter-2006-04-13") && told.contains("37 paragraphs") && told.contains("unused"),
        "{told}"
    );
}

#[test]
fn what_takes_long_is_told_and_what_does_not_is_silent() {
    let dir = empty("long");
    let word = |n: usize| format!("w{}", n * 7919 % 1009);
    // More than a second's work on any machine.
    let text: String = (0..6000)
        .map(|i| {
            format!("{}. {}.\n\n", i % 999, (0..40).map(|j| word(i * j + j)).collect::<Vec<_>>().join(" "))
        })
        .collect();
    write(&dir, &[("one.txt", &text)]);
    let ended = curate_in(&dir, &["check", ".", "--progress"]);
    assert!(
        ended.err.lines().any(|line| line.starts_with("reading, tagging and linking 1 document … ")),
        "{}",
        ended.err
    );
    assert_eq!(curate(&["check", "--progress", "--json"]).out, "");
}
