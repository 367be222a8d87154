//! `curate parse`, `links` and `search`: the same ids, and exactly the promised keys.

use super::{curate, curate_in, empty, write};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;

const TEXTS: [&str; 2] =
    ["corpus/documents/A-CONF.191-L.7/en.txt", "corpus/documents/letter-2006-04-13/en.txt"];

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().expect("an object").keys().map(String::as_str).collect()
}

fn string(value: &Value, key: &str) -> String {
    value[key].as_str().unwrap_or_else(|| panic!("{key} of {value}")).to_owned()
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().unwrap_or_else(|| panic!("{key} of {value}"))
}

/// Ids of all paragraphs.
fn ids() -> Vec<String> {
    let documents = curate(&["parse", "--json", TEXTS[0], TEXTS[1]]).json();
    documents.iter().flat_map(|d| list(d, "blocks")).map(|b| string(b, "id")).collect()
}

#[test]
fn parse_prints_the_two_documents() {
    let ended = curate(&["parse", "--json", TEXTS[0], TEXTS[1]]);
    assert_eq!((ended.code, ended.err.as_str()), (0, ""));
    let documents = ended.json();
    let head =
        |d: &Value| (string(d, "file"), d["symbol"].clone(), string(d, "date"), list(d, "blocks").len());
    assert_eq!(
        documents.iter().map(head).collect::<Vec<_>>(),
        [
            ("en.txt".to_owned(), "A/CONF.191/L.7".into(), "2001-05-17".to_owned(), 12),
            ("en.txt".to_owned(), Value::Null, "2006-04-25".to_owned(), 25),
        ]
    );
    for document in &documents {
        assert_eq!(keys(document), ["blocks", "date", "file", "others", "problems", "symbol", "title"]);
        assert_eq!(list(document, "problems"), &[] as &[Value]);
        for block in list(document, "blocks") {
            assert_eq!(keys(block), ["id", "label", "notes", "part", "printed", "section", "text"]);
        }
    }
    let labels = documents.iter().flat_map(|d| list(d, "blocks")).map(|b| b["label"].as_str().unwrap_or("-"));
    assert_eq!(
        labels.collect::<Vec<_>>().join(" "),
        "1 2 3 4 5 6 7 - 8 9 10 11 - - - - - a b c d e f g h i j k l m n o p q r s t"
    );
}

#[test]
fn ids_are_the_same_everywhere_and_unique() {
    let all = ids();
    let known: BTreeSet<&String> = all.iter().collect();
    assert_eq!((all.len(), known.len()), (37, 37));
    assert!(
        all.contains(&"A/CONF.191/L.7:7.2".to_owned())
            && all.contains(&"letter-2006-04-13:annex.f".to_owned())
    );
    let links = curate(&["links", "--json"]).json();
    assert!(links.iter().all(|l| known.contains(&string(l, "from")) && known.contains(&string(l, "to"))));
    let found = curate(&["search", "--json", "NOT zebra"]).json();
    assert_eq!(found.iter().map(|h| string(h, "id")).collect::<Vec<_>>(), all);
}

#[test]
fn the_shares_of_a_link_sum_to_its_score_and_its_spans_lie_in_the_texts() {
    let ended = curate(&["links", "--json"]);
    assert_eq!((ended.code, ended.err.as_str()), (0, ""));
    let documents = curate(&["parse", "--json", TEXTS[0], TEXTS[1]]).json();
    let blocks: Vec<&Value> = documents.iter().flat_map(|d| list(d, "blocks")).collect();
    let text =
        |id: &str| blocks.iter().find(|b| b["id"] == id).map(|b| string(b, "text")).expect("a paragraph");
    let links = ended.json();
    assert!(links.len() > 20);
    for link in &links {
        let fields = if string(link, "verdict") == "too-weak" {
            vec!["from", "lacks", "reasons", "score", "to", "verdict"]
        } else {
            vec!["from", "reasons", "score", "to", "verdict"]
        };
        assert_eq!(keys(link), fields);
        let shares: f64 = list(link, "reasons").iter().map(|r| number(r, "share")).sum();
        assert!((shares - number(link, "score")).abs() < 1e-6, "{link}");
        for reason in list(link, "reasons") {
            let fields = [
                "aside",
                "kind",
                "kind_weight",
                "paragraphs",
                "rarity",
                "same_sentence",
                "share",
                "spans",
                "weight",
                "what",
            ];
            assert_eq!(keys(reason), fields);
            for end in ["from", "to"] {
                let text = text(&string(link, end));
                let spans = list(&reason["spans"], end);
                let offset = |v: &Value| v.as_u64().and_then(|n| usize::try_from(n).ok()).expect("an offset");
                let covers =
                    |s: &Value| text.get(offset(&s[0])..offset(&s[1])).is_some_and(|w| !w.is_empty());
                assert!(!spans.is_empty() && spans.iter().all(covers), "{reason}");
            }
        }
    }
}

/// A number of a record.
fn number(v: &Value, key: &str) -> f64 {
    v[key].as_f64().unwrap_or_else(|| panic!("{key} of {v}"))
}

#[test]
fn any_two_paragraphs_are_explained_linked_or_not() {
    let explain = |a: &str, b: &str, json: bool| {
        let mut arguments = vec!["links", "--explain", a, b];
        arguments.extend(json.then_some("--json"));
        curate(&arguments)
    };
    let (five, l, t) = ("A/CONF.191/L.7:5", "letter-2006-04-13:annex.l", "letter-2006-04-13:annex.t");
    let [linked] = explain(five, l, true).json().try_into().expect("one pair");
    assert_eq!(string(&linked, "verdict"), "linked");
    let total: f64 = list(&linked, "reasons").iter().map(|r| number(r, "weight")).sum();
    assert!((number(&linked, "score") - total / (total + 1.0)).abs() < 1e-5, "{linked}");
    let told = explain(five, l, false).out;
    assert!(
        told.contains("Linked") && told.contains("Co-development") && told.contains("“co-development”"),
        "{told}"
    );
    let [apart] = explain(five, t, true).json().try_into().expect("one pair");
    assert_eq!(string(&apart, "verdict"), "too-weak");
    assert!((number(&apart, "score") + number(&apart, "lacks") - 0.25).abs() < 1e-6, "{apart}");
    assert!(explain(five, t, false).out.contains("Not linked"));
    // Any spelling of a symbol; and what is not there is said.
    assert_eq!(explain("a/conf 191 l7:5", l, true).code, 0);
    let ended = explain(five, "A/CONF.191/L.7:99", false);
    assert!(ended.code == 1 && ended.err.contains("no paragraph `A/CONF.191/L.7:99`"), "{}", ended.err);
}

#[test]
fn after_the_links_come_the_pairs_that_just_miss() {
    let all = curate(&["links", "--json"]).json();
    let first = all.iter().position(|l| string(l, "verdict") != "linked").expect("some just miss");
    assert!(first > 100 && all.iter().skip(first).all(|l| string(l, "verdict") != "linked"));
    for miss in all.iter().skip(first) {
        let (score, weak) = (number(miss, "score"), string(miss, "verdict") == "too-weak");
        assert!(score >= 0.05 && (score < 0.25) == weak, "{miss}");
    }
    let sound = curate(&["check"]).out;
    assert!(sound.contains(&format!("{first} links")), "{sound}");
}

#[test]
fn evaluate_prints_links_and_themes_beside_plain_methods() {
    let [measured] = curate(&["evaluate", "--json"]).json().try_into().expect("one object");
    let methods: Vec<String> =
        list(&measured["links"], "methods").iter().map(|m| string(m, "method")).collect();
    assert_eq!(methods, ["tf-idf", "bm25", "words", "vocabulary", "all", "shown"]);
    assert_eq!(number(&measured["links"], "pairs"), 220.0);
    assert!(list(&measured, "themes").len() >= 30);
    let told = curate(&["evaluate"]).out;
    assert!(told.contains("nDCG@5") && told.contains("TF-IDF") && told.contains("Remittances"), "{told}");
}

#[test]
fn judgements_of_ones_own_are_measured_and_faults_in_them_told() {
    let dir = empty("gold");
    let good = "pass = \"mine\"\nfrom = \"A/CONF.191/L.7\"\nto = \"letter-2006-04-13\"\ncolumns = [\"annex.l\", \"annex.t\"]\n\
        [links]\n5 = [3, 0]\n8 = [3, 0]\n";
    write(
        &dir,
        &[("mine/a.toml", good), ("short/a.toml", &good.replace("[3, 0]", "[3]")), ("prose/a.toml", "prose")],
    );
    let gold = |name: &str| curate(&["evaluate", "--json", "--gold", &dir.join(name).display().to_string()]);
    let [measured] = gold("mine").json().try_into().expect("one object");
    assert_eq!((number(&measured["links"], "pairs"), number(&measured["links"], "together")), (4.0, 2.0));
    for (name, cause) in [
        ("short", "the row 5 is not one grade"),
        ("prose", "a.toml:1"),
        ("void", "the directory cannot be read"),
    ] {
        let ended = gold(name);
        assert!(ended.code == 1 && ended.err.contains(cause), "{name}: {}", ended.err);
    }
}

#[test]
fn search_prints_what_it_finds_best_first() {
    let ended = curate(&["search", "--json", "\"human rights\""]);
    assert_eq!(ended.code, 0);
    let [hit] = ended.json().try_into().expect("one passage");
    assert_eq!(keys(&hit), ["id", "score", "snippet"]);
    assert_eq!(string(&hit, "id"), "letter-2006-04-13:annex.m");
    assert!(string(&hit, "snippet").contains("human rights"));
    let scores: Vec<f64> = curate(&["search", "--json", "remittances"])
        .json()
        .iter()
        .filter_map(|h| h["score"].as_f64())
        .collect();
    assert!(scores.len() == 5 && scores.windows(2).all(|w| w[0] >= w[1]), "{scores:?}");
    // Whoever leaves the quotation marks out is told of them.
    let words = curate(&["search", "human", "rights"]);
    assert!(words.code == 1 && words.out.is_empty(), "{}", words.out);
    assert!(words.err.contains("curate search 'human rights'"), "{}", words.err);
    let nothing = curate(&["search", "--json", "zebra"]);
    assert_eq!((nothing.code, nothing.out.as_str()), (0, ""));
}

#[test]
fn any_directory_of_texts_is_a_corpus() {
    let dir = empty("plain");
    let one = "(a) The “harbour” of Çeşme.\n\n(b) A lantern on the quay.\n\nWithout a label.\n";
    write(
        &dir,
        &[("one.txt", one), ("two.md", "4. A lantern, a quay, an orchard.\n"), ("picture.png", "no text")],
    );
    let parsed = curate_in(&dir, &["parse", "--json", "one.txt", "two.md"]).json();
    let blocks = |nth: usize| list(&parsed[nth], "blocks");
    assert_eq!(
        blocks(0).iter().map(|b| b["label"].clone()).collect::<Vec<_>>(),
        ["(a)".into(), "(b)".into(), Value::Null]
    );
    assert_eq!(
        (string(&blocks(0)[0], "id"), string(&blocks(1)[0], "id")),
        ("one:a".to_owned(), "two:4".to_owned())
    );
    let found = curate_in(&dir, &["search", "--json", "lantern", "."]);
    let mut names: Vec<String> = found.json().iter().map(|h| string(h, "id")).collect();
    names.sort();
    assert_eq!((found.code, names), (0, vec!["one:b".to_owned(), "two:4".to_owned()]));
    assert_eq!(curate_in(&dir, &["links", "--json", "."]).code, 0);
    assert_eq!(curate_in(&dir, &["check", "."]).code, 0);
}

#[test]
fn another_vocabulary_may_be_named() {
    let dir = empty("borrowed");
    let label = "label = { en = \"x\", fr = \"x\", es = \"x\", ru = \"x\", ar = \"x\", zh = \"x\" }";
    let vocabulary = format!(
        "[[family]]\nid = \"f\"\n{label}\n\n[[theme]]\nid = \"money-sent\"\nfamily = \"f\"\n{label}\nforms = [\"remittances\"]\n"
    );
    write(
        &dir,
        &[
            (
                "texts/one.txt",
                "1. Remittances fell.\n\n2. The orchard stood.\n\n3. The winter was long.\n\n4. Remittances rose.\n",
            ),
            ("words/themes.toml", &vocabulary),
        ],
    );
    let links = curate_in(&dir, &["links", "--json", "--vocabulary", "words", "texts"]).json();
    let [link] = links.as_slice() else { panic!("one link, not {links:?}") };
    assert_eq!((string(link, "from"), string(link, "to")), ("one:1".to_owned(), "one:4".to_owned()));
    assert_eq!(string(&list(link, "reasons")[0], "what"), "money-sent");
}

#[test]
fn a_missing_file_is_said_plainly_and_the_others_are_read() {
    let ended = curate(&["parse", "--json", "missing.txt", TEXTS[0]]);
    assert_eq!((ended.code, ended.json().len()), (1, 1));
    assert!(ended.err.starts_with("missing.txt: error: the file cannot be read"), "{}", ended.err);
}

#[test]
fn what_is_said_of_a_text_is_not_taken_for_one() {
    let toml = "corpus/documents/A-CONF.191-L.7/document.toml";
    for arguments in
        [&["parse", "--json", toml][..], &["show", toml], &["new", toml], &["diff", TEXTS[0], toml]]
    {
        let ended = curate(arguments);
        assert!(ended.code == 1 && ended.out.is_empty(), "{arguments:?}: {}", ended.out);
        assert!(ended.err.starts_with(&format!("{toml}: error: this says what a text")), "{}", ended.err);
    }
}

#[test]
fn a_text_that_is_read_with_an_error_makes_the_exit_status_1() {
    let dir = empty("decoding");
    let broken: &[u8] = b"1. The \xab lanterns \xbb of the quay.\n\n2. The harbour.\n";
    write(
        &dir,
        &[
            ("corpus/documents/port/en.txt", "1. The lanterns of the quay.\n\n2. The harbour.\n"),
            ("corpus/documents/quay/document.toml", "name = \"Q/1\"\n"),
            ("corpus/documents/last/en.txt", "1. The boats of the bay.\n"),
        ],
    );
    fs::write(dir.join("corpus/documents/quay/en.txt"), broken).expect("a file");
    fs::write(dir.join("wide.txt"), b"\xff\xfe1\0.\0 \0").expect("a file");
    let ended = curate_in(&dir, &["parse", "--json", "wide.txt", "corpus/documents/port/en.txt"]);
    assert_eq!((ended.code, ended.json().len()), (1, 2));
    assert!(ended.err.starts_with("wide.txt: error: the file is UTF-16"), "{}", ended.err);
    // By its name as by its folder, and beside those that are compared as among them: told once.
    for arguments in [
        &["parse", "--json", "corpus/documents/quay/en.txt"][..],
        &["show", "Q/1"],
        &["show", "quay"],
        &["diff", "Q/1", "port"],
        &["diff", "port", "quay", "--json"],
        &["diff", "port", "last"],
    ] {
        let ended = curate_in(&dir, arguments);
        assert_eq!(ended.code, 1, "{arguments:?}: {}", ended.err);
        assert!(!ended.out.is_empty(), "{arguments:?}");
        let told = ended.err.matches("documents/quay/en.txt:1:1: error: the text is not UTF-8").count();
        assert_eq!(told, 1, "{arguments:?}: {}", ended.err);
    }
}
