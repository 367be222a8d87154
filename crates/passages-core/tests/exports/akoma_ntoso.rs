//! A document in Akoma Ntoso: valid, and with every word.

use super::made::{held, made, upright};
use super::schema::faults;
use passages_core::export::{Format, write};
use proptest::prelude::*;
use roxmltree::{Document, Node};

/// The text of an element, notes aside.
fn words(node: Node) -> String {
    let in_note =
        |n: &Node| n.ancestors().take_while(|a| *a != node).any(|a| a.tag_name().name() == "authorialNote");
    node.descendants().filter(|n| n.is_text() && !in_note(n)).filter_map(|n| n.text()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn it_is_valid_and_has_every_word(made in made()) {
        made.show(|_, source| -> Result<(), TestCaseError> {
            let document = source.document().expect("a document");
            let text = write(Format::AkomaNtoso, source);
            let tree = Document::parse(&text).expect("XML");
            prop_assert_eq!(faults(&tree), Vec::<String>::new(), "{}", text);
            let elements = |name: &'static str| tree.descendants().filter(move |n| n.tag_name().name() == name);
            let paragraphs: Vec<Node> = elements("paragraph").collect();
            prop_assert_eq!(paragraphs.len(), document.paragraphs.len());
            for (node, paragraph) in paragraphs.iter().zip(&document.paragraphs) {
                let key = node.attribute("wId").expect("a key");
                prop_assert_eq!(key, upright(&paragraph.key).replace(char::is_whitespace, "_"));
                let content = node.children().find(|n| n.tag_name().name() == "content").expect("content");
                let p = content.children().find(|n| n.tag_name().name() == "p").expect("a text");
                prop_assert_eq!(words(p), held(&paragraph.text));
                let emphatic: String = p.descendants().filter(|n| n.tag_name().name() == "i").map(words).collect();
                let printed = |at: usize| paragraph.emphasis.iter().any(|s| (s.start as usize..s.end as usize).contains(&at));
                let expected: String =
                    paragraph.text.char_indices().filter(|(at, _)| printed(*at)).map(|(_, c)| c).collect();
                prop_assert_eq!(emphatic, held(&expected));
            }
            let title = elements("docTitle").next().expect("a title");
            prop_assert_eq!(words(title), upright(&document.title));
            prop_assert_eq!(elements("attachment").count(), document.parts.len() - 1);
            let notes = |class: &'static str| elements("authorialNote").filter(move |n| n.attribute("class") == Some(class));
            prop_assert_eq!(notes("editor").count(), document.paragraphs.iter().map(|p| p.notes.len()).sum::<usize>());
            let mut footnotes: Vec<String> = notes("footnote").map(|n| n.descendants().filter(|n| n.is_text()).filter_map(|n| n.text()).collect()).collect();
            let mut expected: Vec<String> = document.footnotes.iter().map(|note| held(&note.text)).collect();
            footnotes.sort();
            expected.sort();
            prop_assert_eq!(footnotes, expected);
            Ok(())
        })?;
    }
}
