//! RIS and BibTeX: an entry a document, a quotation a passage.

use super::made::{made, upright};
use biblatex::{Bibliography, ChunksExt};
use passages_core::document::Document;
use passages_core::export::{Format, Source, quotation, write};
use proptest::prelude::*;

/// The documents of what is listed, in the order of the corpus, and their passages in the order of the list.
fn listed<'a>(source: &Source<'a>) -> Vec<(&'a Document, Vec<u32>)> {
    let rows = source.rows();
    let of = |at: usize| -> Vec<u32> {
        rows.iter().map(|r| r.paragraph).filter(|ix| source.corpus.document_ix(*ix) == Some(at)).collect()
    };
    let documents = source.corpus.documents().iter().enumerate();
    documents.map(|(at, document)| (document, of(at))).filter(|(_, of)| !of.is_empty()).collect()
}

/// The entries of a RIS file, each a list of tags and values.
fn entries(ris: &str) -> Vec<Vec<(&str, &str)>> {
    let mut entries = Vec::new();
    let mut current = Vec::new();
    for line in ris.strip_suffix("\r\n").into_iter().flat_map(|ris| ris.split("\r\n")) {
        assert!(!line.contains(['\r', '\n']), "{line:?}");
        let (tag, value) = line.split_once("  - ").unwrap_or_else(|| panic!("{line:?} is no line of RIS"));
        assert!(tag.len() == 2 && tag.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit()));
        assert_eq!(current.is_empty(), tag == "TY", "{line:?}");
        current.push((tag, value));
        if tag == "ER" {
            entries.push(std::mem::take(&mut current));
        }
    }
    assert!(current.is_empty());
    entries
}

proptest! {
    #[test]
    fn ris_has_an_entry_a_document_and_a_note_a_passage(made in made()) {
        made.show(|corpus, source| -> Result<(), TestCaseError> {
            let text = write(Format::Ris, source);
            let entries = entries(&text);
            let listed = listed(source);
            prop_assert_eq!(entries.len(), listed.len());
            for (entry, (document, passages)) in entries.iter().zip(&listed) {
                let values = |tag: &str| -> Vec<&str> { entry.iter().filter(|(t, _)| *t == tag).map(|(_, v)| *v).collect() };
                prop_assert_eq!(values("TY"), ["RPRT"]);
                let title = upright(&document.title);
                prop_assert_eq!(values("TI").join(""), title.trim());
                let year = document.year().map(|year| year.to_string());
                prop_assert_eq!(values("PY").first().copied(), year.as_deref());
                // Nobody is said to have published what names neither a body nor a symbol.
                let masthead = &document.masthead;
                let is_published = masthead.organ.is_some() || masthead.symbol.is_some();
                prop_assert_eq!(values("PB"), if is_published { vec!["United Nations"] } else { vec![] });
                let notes = values("N1");
                let expected: Vec<String> = passages.iter().map(|ix| quotation(corpus, *ix, None)).collect();
                prop_assert_eq!(&notes[..notes.len() - 1], &expected[..]);
                prop_assert!(notes[notes.len() - 1].contains("corpus 1a2b3c4d"));
            }
            Ok(())
        })?;
    }

    #[test]
    fn bibtex_has_an_entry_a_document_and_no_command_of_a_text(made in made()) {
        made.show(|corpus, source| -> Result<(), TestCaseError> {
            let text = write(Format::Bibtex, source);
            let read = Bibliography::parse(&text).unwrap_or_else(|fault| panic!("{fault} in {text}"));
            let listed = listed(source);
            prop_assert_eq!(read.len(), listed.len(), "{}", text);
            for (entry, (document, passages)) in read.iter().zip(&listed) {
                let field = |name: &str| entry.get(name).map(|chunks| chunks.format_verbatim()).unwrap_or_default();
                // Runs of spaces are one, as in TeX.
                let plain = |text: &str| unescaped(text).split_whitespace().collect::<Vec<_>>().join(" ");
                let shown = |text: &str| upright(text).split_whitespace().collect::<Vec<_>>().join(" ");
                prop_assert_eq!(plain(&field("title")), shown(&document.title), "{}", text);
                let masthead = &document.masthead;
                let is_published = masthead.organ.is_some() || masthead.symbol.is_some();
                prop_assert_eq!(plain(&field("institution")), if is_published { "United Nations" } else { "" });
                prop_assert_eq!(plain(&field("number")), shown(document.masthead.symbol.as_deref().unwrap_or_default()));
                for ix in passages {
                    let wanted = shown(&quotation(corpus, *ix, None));
                    prop_assert!(plain(&field("annote")).contains(&wanted), "{:?} is not in {}", wanted, text);
                }
            }
            Ok(())
        })?;
    }
}

/// What the reader leaves of the commands for single characters.
fn unescaped(text: &str) -> String {
    let commands = [
        ("\\textbackslash", "\\"),
        ("\\textasciitilde", "~"),
        ("\\textasciicircum", "^"),
        ("\\textasciigrave", "`"),
        ("\\par", " "),
    ];
    commands.into_iter().fold(text.to_owned(), |text, (command, character)| text.replace(command, character))
}
