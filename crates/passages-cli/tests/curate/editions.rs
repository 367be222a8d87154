//! `curate diff`: what a new edition changes.

use super::{curate, curate_in, empty, write};
use serde_json::Value;

const THEMES: &str = r#"[[family]]
id = "money"
label = { en = "Money", fr = "Money", es = "Money", ru = "Money", ar = "Money", zh = "Money" }

[[theme]]
id = "remittances"
family = "money"
label = { en = "Remittances", fr = "Remittances", es = "Remittances", ru = "Remittances", ar = "Remittances", zh = "Remittances" }
forms = ["remittances"]
"#;

const OLD: &str = "1. Families abroad send remittances to the harbour town every winter.\n\n\
    2. The lanterns on the quay were lit by the keeper of the northern orchard.\n\n\
    3. Nobody counted the boats that left before the storm reached the bay.\n";
const NEW: &str = "1. Families abroad send letters to the harbour town every winter.\n\n\
    2. A wholly different paragraph about schools and their teachers stands here now.\n\n\
    3. The lanterns on the quay were lit by the keeper of the northern orchard.\n";
const OTHER: &str =
    "1. Remittances fell that year.\n\n2. The winter was long in the mountains.\n\n3. An orchard stood.\n";

#[test]
fn paragraphs_tags_and_links_are_told() {
    let dir = empty("diff");
    write(
        &dir,
        &[
            ("corpus/vocabulary/themes.toml", THEMES),
            ("corpus/documents/other/en.txt", OTHER),
            ("corpus/documents/quay/en.txt", OLD),
            ("new", &format!("<p>{}", NEW.replace("\n\n", "<p>"))),
        ],
    );
    let changes = curate_in(&dir, &["diff", "quay", "new", "--json"]).json();
    let told = |change: &Value| {
        ["change", "then", "now"].map(|key| change[key].as_str().unwrap_or("-").to_owned()).join(" ")
    };
    assert_eq!(
        changes.iter().map(told).collect::<Vec<_>>(),
        ["edited 1 1", "new - 2", "renamed 2 3", "dropped 3 -"]
    );
    assert_eq!(changes[0]["tags"]["removed"], serde_json::json!(["theme Remittances"]));
    assert_eq!(changes[0]["links"]["removed"], serde_json::json!(["other:1"]));
    assert!(changes[0]["kept"].as_f64().is_some_and(|kept| kept > 0.8 && kept < 1.0));
    let ended = curate_in(&dir, &["diff", "quay", "new"]);
    assert_eq!((ended.code, ended.err.as_str()), (0, ""));
    for said in [
        "1  edited, 90 % of the words kept\n",
        "[-remittances-] {+letters+}",
        "    - tag theme Remittances\n    - link other:1\n",
        "2 → 3  renamed",
        "3  dropped",
        "0 as they were, 1 renamed, 1 edited, 0 reworded, 1 new, 1 dropped; tags +0 -1, links +0 -1\n",
    ] {
        assert!(ended.out.contains(said), "{said} in {}", ended.out);
    }
    let same = curate_in(&dir, &["diff", "quay", "corpus/documents/quay/en.txt"]);
    assert_eq!(
        same.out,
        "3 as they were, 0 renamed, 0 edited, 0 reworded, 0 new, 0 dropped; tags +0 -0, links +0 -0\n"
    );
}

#[test]
fn what_is_not_there_is_said() {
    let ended = curate(&["diff", "A/CONF.191/L.7", "nothing.txt"]);
    assert!(ended.code == 1 && ended.out.is_empty() && ended.err.contains("`nothing.txt`"), "{}", ended.err);
}
