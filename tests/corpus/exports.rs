//! What is taken away of the real corpus: as many as are listed, by the schemas that are published.

use super::{LETTER, SUMMARY, corpus, id, ids};
use passages_core::citation::destination;
use passages_core::export::{CAUTION, Format, Source, citation, file_name, quotation, write};
use passages_core::select::{Selection, select};
use passages_core::state::ViewState;
use proptest::prelude::*;
use roxmltree::{Document, Node};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

fn selection(fragment: &str) -> Selection {
    select(corpus(), &ViewState::parse(fragment).0)
}

fn source<'a>(selection: &'a Selection, address: &'a str) -> Source<'a> {
    Source {
        corpus: corpus(),
        selection,
        picked: &[],
        title: "Passages",
        address,
        version: "0.1.0",
        language: "en",
        caution: CAUTION,
    }
}

fn json(format: Format, source: &Source) -> Value {
    serde_json::from_str(&write(format, source)).expect("JSON")
}

fn csv(format: Format, source: &Source) -> Vec<csv::StringRecord> {
    let text = write(format, source);
    let text = text.strip_prefix('\u{feff}').expect("the mark of UTF-8");
    csv::Reader::from_reader(text.as_bytes()).records().map(|row| row.expect("a row")).collect()
}

fn elements<'a, 'i>(tree: &'a Document<'i>, name: &'static str) -> impl Iterator<Item = Node<'a, 'i>> {
    tree.descendants().filter(move |n| n.tag_name().name() == name)
}

fn count(xml: &str, name: &'static str) -> usize {
    elements(&Document::parse(xml).expect("XML"), name).count()
}

fn docs(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/formats").join(name);
    fs::read_to_string(path).expect("a published text")
}

/// Whether a value is as a schema says, for the words that our schemas use.
fn fits(schema: &Value, value: &Value) -> Result<(), String> {
    let wrong = |what: &str| Err(format!("{what}: {value} by {schema}"));
    for (word, told) in schema.as_object().expect("a schema") {
        let number = || value.as_f64().zip(told.as_f64());
        let sound = match word.as_str() {
            "type" => {
                let is = |kind: &Value| match kind.as_str() {
                    Some("string") => value.is_string(),
                    Some("null") => value.is_null(),
                    Some("array") => value.is_array(),
                    Some("object") => value.is_object(),
                    Some("integer") => value.is_u64(),
                    Some("number") => value.is_number(),
                    other => panic!("{other:?}"),
                };
                told.as_array().map_or_else(|| is(told), |several| several.iter().any(is))
            }
            "const" => value == told,
            "enum" => told.as_array().is_some_and(|several| several.contains(value)),
            "minimum" => number().is_none_or(|(value, least)| value >= least),
            "maximum" => number().is_none_or(|(value, most)| value <= most),
            "required" => {
                let names = told.as_array().into_iter().flatten();
                names.filter_map(Value::as_str).all(|name| value.get(name).is_some())
            }
            "properties" => {
                for (name, part) in value.as_object().into_iter().flatten() {
                    let Some(of) = told.get(name) else { return wrong(&format!("{name} is not told of")) };
                    fits(of, part)?;
                }
                true
            }
            "items" => {
                value.as_array().into_iter().flatten().try_for_each(|one| fits(told, one))?;
                true
            }
            "$schema" | "title" | "description" => true,
            other => panic!("{other} is a word that nobody has met"),
        };
        if !sound {
            return wrong(word);
        }
    }
    Ok(())
}

#[test]
fn json_is_as_its_schema_says() {
    for fragment in ["find=", "find=remittances", "find=zzz"] {
        let selection = selection(fragment);
        let source = source(&selection, fragment);
        for (format, name) in [
            (Format::PassagesJson, "passages-list-1.schema.json"),
            (Format::LinksJson, "passages-links-1.schema.json"),
        ] {
            let schema: Value = serde_json::from_str(&docs(name)).expect("a schema");
            assert_eq!(fits(&schema, &json(format, &source)), Ok(()));
        }
    }
    let schema: Value = serde_json::from_str(&docs("passages-list-1.schema.json")).expect("a schema");
    assert!(fits(&schema, &serde_json::json!({"format": "passages-list"})).is_err());
}

#[test]
fn every_format_and_every_column_is_described() {
    let (readme, selection) = (docs("README.md"), selection("find=zzz"));
    for format in Format::ALL {
        assert!(readme.contains(&format!("`{}`", format.id())), "{}", format.id());
    }
    for format in [Format::PassagesCsv, Format::LinksCsv] {
        let text = write(format, &source(&selection, ""));
        for column in text.trim_start_matches('\u{feff}').trim_end().split(',') {
            assert!(readme.contains(&format!("`{column}`")), "{column}");
        }
    }
}

#[test]
fn remittances_are_five_passages_in_every_list() {
    let selection = selection("find=&theme=remittances");
    let source = source(&selection, "https://example.org/#find=&theme=remittances");
    let mut expected = ids("7 10 h k o");
    expected.sort();
    let mut found: Vec<String> =
        csv(Format::PassagesCsv, &source).iter().map(|row| row[0].to_owned()).collect();
    found.sort();
    assert_eq!(found, expected);
    assert_eq!(json(Format::PassagesJson, &source)["passages"].as_array().map(Vec::len), Some(5));
    assert_eq!(count(&write(Format::Gexf, &source), "node"), 5);
    assert_eq!(count(&write(Format::Graphml, &source), "node"), 5);
    assert_eq!(write(Format::Word, &source).matches("<blockquote").count(), 5);
    assert_eq!(write(Format::Markdown, &source).matches("\n> — ").count(), 5);
    assert_eq!(write(Format::Ris, &source).matches("N1  - “").count(), 5);
    assert_eq!(write(Format::Bibtex, &source).matches("“").count() / 5, 1);
}

#[test]
fn a_picked_list_keeps_its_order() {
    let selection = selection("find=remittances");
    let find = |short: &str| corpus().find(&id(short)).expect("a passage");
    let picked = [find("l"), find("5"), find("l"), u32::MAX, find("7.2")];
    let source = Source { picked: &picked, ..source(&selection, "") };
    let found: Vec<String> = csv(Format::PassagesCsv, &source).iter().map(|row| row[0].to_owned()).collect();
    assert_eq!(found, ids("l 5 7.2"));
    // The link for which this corpus is known.
    let ends: Vec<(u32, u32)> = source.links().iter().map(|link| (link.from, link.to)).collect();
    assert!(ends.contains(&(find("5"), find("l"))));
}

#[test]
fn a_quotation_leads_back_to_its_passage() {
    for ix in corpus().indices() {
        let to = destination(&citation(corpus(), ix), corpus()).expect("a place");
        assert_eq!(to.passage, Some(corpus().id(ix)));
    }
    let five = corpus().find(&id("f")).expect("a passage");
    let cited = "(Letter dated 13 April 2006 from the Chargé d'affaires a.i. of the Permanent Mission of Belgium \
                 to the United Nations addressed to the Secretary-General, annex, para. (f))";
    assert_eq!(citation(corpus(), five), cited);
    let text = &corpus().get(five).expect("a passage").1.text;
    let at = text.find("temporary").expect("the word");
    let span = passages_core::span::Span::new(at..at + "temporary".len());
    let quoted = quotation(corpus(), five, Some(span));
    assert_eq!(quoted, format!("“temporary” {cited}"));
}

#[test]
fn the_letter_is_a_document_with_an_attachment() {
    let selection = selection(&format!("read={LETTER}"));
    let source = source(&selection, "");
    assert_eq!(
        file_name(Format::AkomaNtoso, &source),
        format!("passages-{LETTER}-{}.xml", corpus().fingerprint())
    );
    let text = write(Format::AkomaNtoso, &source);
    let tree = Document::parse(&text).expect("XML");
    let attachment = elements(&tree, "attachment").next().expect("the annex");
    let within = |n: &Node| n.ancestors().any(|a| a == attachment);
    let (annexed, own): (Vec<Node>, Vec<Node>) = elements(&tree, "paragraph").partition(within);
    assert_eq!((own.len(), annexed.len()), (3, 22));
    assert_eq!(elements(&tree, "section").count(), 5);
    let keys: Vec<&str> = own.iter().filter_map(|n| n.attribute("wId")).collect();
    assert_eq!(keys, ["letter.l1", "letter.l2", "letter.l3"]);
    let note = elements(&tree, "authorialNote").next().expect("the footnote");
    let before = note.prev_sibling().and_then(|n| n.text());
    assert!(before.is_some_and(|text| text.ends_with("preliminary list")), "{before:?}");
    let foreign = elements(&tree, "span").next().and_then(|n| n.text());
    assert!(foreign.is_some_and(|text| text.starts_with("Forum des organisations")));
    assert_eq!(elements(&tree, "docNumber").count(), 0);
    assert_eq!(elements(&tree, "signature").count(), 2);
}

#[test]
fn the_vocabulary_is_a_sound_thesaurus() {
    let selection = selection("");
    let all = json(Format::Skos, &source(&selection, "https://example.org/"));
    let nodes = all["@graph"].as_array().expect("a graph");
    let languages = BTreeSet::from(["ar", "en", "es", "fr", "ru", "zh"]);
    for concept in nodes.iter().filter(|node| node["type"] == "Concept") {
        let labels = concept["prefLabel"].as_object().expect("labels");
        assert_eq!(labels.keys().map(String::as_str).collect::<BTreeSet<_>>(), languages, "{concept}");
        // S27 of the standard: what is related is not broader.
        let related = concept["related"].as_array().into_iter().flatten();
        assert!(related.into_iter().all(|other| Some(other) != concept.get("broader")), "{concept}");
    }
    assert!(write(Format::Skos, &source(&selection, "")).contains("\"id\":\"#find=&theme=remittances\""));
}

#[test]
fn references_name_what_is_printed_and_nothing_else() {
    let selection = selection("find=");
    let text = write(Format::Bibtex, &source(&selection, "https://example.org/#find="));
    let (summary, letter) = text.split_once("@techreport{letter-2006-04-13,").expect("two entries");
    for said in [
        "@techreport{A-CONF.191-L.7,",
        "author = {{General Assembly}}",
        "number = {A/CONF.191/L.7}",
        "year = {2001}",
        "month = may",
        "url = {https://example.org/#read=A/CONF.191/L.7}",
    ] {
        assert!(summary.contains(said), "{said} in {summary}");
    }
    assert!(letter.contains("year = {2006}") && !letter.contains("number = "));
    let ris = write(Format::Ris, &source(&selection, "https://example.org/#find="));
    assert_eq!(ris.matches("TY  - RPRT\r\n").count(), 2);
    assert_eq!(ris.matches(&format!("SN  - {SUMMARY}\r\n")).count(), 1);
    assert!(ris.contains("DA  - 2001/05/17/\r\n"));
}

fn fragment() -> impl Strategy<Value = String> {
    let words =
        prop::sample::select(vec!["", "migration", "remittances", "France OR labour", "zzz", "NOT the"]);
    let terms = &corpus().vocabulary().terms;
    let theme = prop::option::of(0..terms.len()).prop_map(|at| at.map(|at| &terms[at]));
    (words, theme, prop::option::of(10_u8..90)).prop_map(|(words, theme, min)| {
        let theme = theme.map_or(String::new(), |t| format!("&{}={}", t.kind.id(), t.id));
        let min = min.map_or(String::new(), |min| format!("&min=0.{min}"));
        format!("find={}{theme}{min}", words.replace(' ', "+"))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn the_number_shown_equals_the_rows_exported(fragment in fragment()) {
        let selection = selection(&fragment);
        let address = format!("https://example.org/#{fragment}");
        let source = source(&selection, &address);
        let (rows, links) = (selection.rows.len(), selection.links.len());
        let listed: Vec<String> = selection.rows.iter().map(|row| corpus().id(row.paragraph)).collect();
        let found: Vec<String> = csv(Format::PassagesCsv, &source).iter().map(|row| row[0].to_owned()).collect();
        prop_assert_eq!(&found, &listed);
        let texts: Vec<Value> = json(Format::PassagesJson, &source)["passages"].as_array().expect("a list").clone();
        for (object, row) in texts.iter().zip(&selection.rows) {
            prop_assert_eq!(&object["text"], &corpus().get(row.paragraph).expect("a passage").1.text);
        }
        prop_assert_eq!(texts.len(), rows);
        prop_assert_eq!(csv(Format::LinksCsv, &source).len(), links);
        for format in [Format::Gexf, Format::Graphml] {
            let text = write(format, &source);
            prop_assert_eq!((count(&text, "node"), count(&text, "edge")), (rows, links));
        }
        let annotations = json(Format::Annotations, &source);
        prop_assert_eq!(annotations["first"]["items"].as_array().map(Vec::len), Some(links));
        prop_assert_eq!(write(Format::Ris, &source).matches("N1  - “").count(), rows);
    }
}

/// What `tests/readers/read.py` reads, with the counts that it must find.
#[test]
fn files_are_left_for_the_readers_of_others() {
    let address = "find=&min=0.30";
    let selection = selection(address);
    let whole = format!("https://example.org/#{address}");
    let source = source(&selection, &whole);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/exports");
    fs::create_dir_all(&folder).expect("a folder for what is built");
    for (name, format) in [
        ("graph.graphml", Format::Graphml),
        ("graph.gexf", Format::Gexf),
        ("passages.csv", Format::PassagesCsv),
    ] {
        fs::write(folder.join(name), write(format, &source)).expect("a file");
    }
    let counts = serde_json::json!({ "nodes": selection.rows.len(), "edges": selection.links.len() });
    assert!(selection.links.len() > 20 && selection.links.len() < corpus().links().len());
    fs::write(folder.join("counts.json"), counts.to_string()).expect("a file");
}
