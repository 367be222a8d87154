//! CSV and JSON, read back by their readers.

use super::made::{held, made, upright};
use passages_core::export::{Format, Source, Subject, file_name, write};
use passages_core::vocabulary::label;
use proptest::prelude::*;
use serde_json::Value;

/// The rows of a CSV file as maps from the names of its columns, the apostrophes of the writer taken away.
fn rows(csv: &str) -> Vec<Vec<(String, String)>> {
    let csv = csv.strip_prefix('\u{feff}').expect("the mark of UTF-8");
    let mut reader = csv::ReaderBuilder::new().terminator(csv::Terminator::CRLF).from_reader(csv.as_bytes());
    let names: Vec<String> = reader.headers().expect("a head").iter().map(str::to_owned).collect();
    let read = |record: csv::StringRecord| {
        record.iter().zip(&names).map(|(cell, name)| (name.clone(), undone(cell))).collect()
    };
    reader.records().map(|record| read(record.expect("a row"))).collect()
}

/// What spreadsheets take for formulas.
const DANGEROUS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

fn undone(cell: &str) -> String {
    assert!(!cell.starts_with(DANGEROUS), "{cell:?} is live");
    let rest = cell.trim_start_matches('\'');
    let guarded = rest.len() < cell.len() && rest.starts_with(DANGEROUS);
    if guarded { cell[1..].to_owned() } else { cell.to_owned() }
}

fn json(format: Format, source: &Source) -> Value {
    let text = write(format, source);
    assert!(!text.contains('<'));
    serde_json::from_str(&text).expect("JSON")
}

/// A value as a cell of CSV shows it.
fn flat(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(several) => several.iter().map(flat).collect::<Vec<_>>().join("; "),
        other => other.to_string(),
    }
}

/// The columns of CSV are fields of JSON, and say the same.
fn agree(csv: &str, list: &[Value]) -> Result<(), TestCaseError> {
    let rows = rows(csv);
    prop_assert_eq!(rows.len(), list.len());
    for (row, object) in rows.iter().zip(list) {
        for (name, cell) in row.iter().filter(|(name, _)| name != "source") {
            let value = object.get(name).unwrap_or_else(|| panic!("{name} is missing"));
            match value.as_f64() {
                Some(number) => prop_assert_eq!(cell.parse::<f64>().ok(), Some(number)),
                None => prop_assert_eq!(cell, &held(&flat(value)), "{}", name),
            }
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn passages_read_back_equal(made in made()) {
        made.show(|corpus, source| -> Result<(), TestCaseError> {
            let all = json(Format::PassagesJson, source);
            prop_assert_eq!(&all["format"], "passages-list");
            prop_assert_eq!(&all["corpus"], "1a2b3c4d");
            prop_assert_eq!(&all["program"], "Passages 0.1.0");
            let list = all["passages"].as_array().expect("a list");
            let rows = source.rows();
            prop_assert_eq!(list.len(), rows.len());
            for (object, row) in list.iter().zip(&rows) {
                let (document, paragraph) = corpus.get(row.paragraph).expect("a passage");
                prop_assert_eq!(object["text"].as_str(), Some(paragraph.text.as_str()));
                prop_assert_eq!(&object["passage"], &upright(&corpus.id(row.paragraph)));
                let symbol = document.masthead.symbol.as_deref().map(upright);
                prop_assert_eq!(object["symbol"].as_str(), symbol.as_deref());
                prop_assert_eq!(&object["title"], &upright(&document.title));
                let score = object["score"].as_f64().expect("a number");
                prop_assert!((score - row.score).abs() < 1e-6);
                let shown = corpus.annotation(row.paragraph).expect("annotated").terms();
                let themes = shown.iter().filter(|ix| **ix < 2).map(|ix| &corpus.vocabulary().terms[usize::from(*ix)]);
                let labels: Vec<Value> = themes.map(|t| upright(label(&t.labels, "fr")).into()).collect();
                prop_assert_eq!(&object["theme_labels"], &Value::Array(labels));
            }
            agree(&write(Format::PassagesCsv, source), list)
        })?;
    }

    #[test]
    fn links_read_back_equal(made in made()) {
        made.show(|corpus, source| -> Result<(), TestCaseError> {
            let all = json(Format::LinksJson, source);
            prop_assert_eq!(&all["format"], "passages-links");
            let list = all["links"].as_array().expect("a list");
            let links = source.links();
            prop_assert_eq!(list.len(), links.len());
            for (object, link) in list.iter().zip(&links) {
                for (end, ix) in [("from", link.from), ("to", link.to)] {
                    prop_assert_eq!(&object[end], &upright(&corpus.id(ix)));
                    let text: Vec<char> = corpus.get(ix).expect("a passage").1.text.chars().collect();
                    for words in object["evidence"].as_array().expect("a list").iter().flat_map(|e| e[end].as_array().expect("spans")) {
                        let place = |name: &str| words[name].as_u64().expect("a place") as usize;
                        let there: String = text[place("start")..place("end")].iter().collect();
                        prop_assert_eq!(words["text"].as_str(), Some(there.as_str()));
                    }
                }
                let shares = object["evidence"].as_array().expect("a list").iter().map(|e| e["share"].as_f64());
                let sum: f64 = shares.map(|share| share.expect("a number")).sum();
                let comparison = corpus.compare(link.from, link.to);
                prop_assert!((sum - f64::from(comparison.score)).abs() < 1e-4);
                prop_assert_eq!(object["reasons"].as_array().map(Vec::len), Some(comparison.reasons.len()));
            }
            agree(&write(Format::LinksCsv, source), list)
        })?;
    }

    #[test]
    fn links_join_what_is_listed(made in made()) {
        made.show(|_, source| -> Result<(), TestCaseError> {
            let listed: Vec<u32> = source.rows().iter().map(|row| row.paragraph).collect();
            let links = source.links();
            prop_assert!(links.iter().all(|l| listed.contains(&l.from) && listed.contains(&l.to)));
            let all = source.corpus.links().iter();
            let expected = all.filter(|l| {
                l.score >= source.selection.min_score && listed.contains(&l.from) && listed.contains(&l.to)
            });
            prop_assert_eq!(links.len(), expected.count());
            if source.picked.is_empty() {
                prop_assert_eq!(&source.rows(), &source.selection.rows);
            }
            Ok(())
        })?;
    }

    #[test]
    fn every_file_says_where_it_comes_from_and_has_a_plain_name(made in made()) {
        made.show(|_, source| -> Result<(), TestCaseError> {
            let listed = !source.rows().is_empty();
            for format in Format::ALL {
                let text = write(format, source);
                // Rows of a table, entries and documents say it; where there are none, there is nothing to say it of.
                let by_row = [Format::PassagesCsv, Format::LinksCsv, Format::Ris].contains(&format);
                let silent = by_row && (!listed || (format == Format::LinksCsv && source.links().is_empty()));
                for said in ["Passages 0.1.0", "1a2b3c4d", "https://example.org/a%20b/", "The official records"] {
                    prop_assert!(silent || text.contains(said), "{} does not say {said}", format.id());
                }
                let name = file_name(format, source);
                let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.');
                prop_assert!(name.chars().all(plain) && name.len() < 140 && !name.contains(".."), "{}", name);
                prop_assert!(name.starts_with("passages-") && name.ends_with(format.extension()));
            }
            Ok(())
        })?;
    }
}

#[test]
fn formats_are_told_apart() {
    for (at, format) in Format::ALL.into_iter().enumerate() {
        assert_eq!(Format::from_id(format.id()), Some(format));
        assert!(format.media_type().contains('/'));
        assert_eq!(Format::ALL.iter().position(|other| other.id() == format.id()), Some(at));
    }
    for subject in [Subject::List, Subject::Links, Subject::Graph, Subject::Document, Subject::Vocabulary] {
        assert!(Format::ALL.iter().any(|format| format.subject() == subject), "{}", subject.id());
    }
}
