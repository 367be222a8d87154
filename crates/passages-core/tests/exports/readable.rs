//! Markdown and the page for word processors: nothing in a text is markup.

use super::made::{held, made, upright};
use passages_core::export::{Format, write};
use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

proptest! {
    #[test]
    fn markdown_shows_the_texts_and_nothing_else(made in made()) {
        made.show(|corpus, source| -> Result<(), TestCaseError> {
            let text = write(Format::Markdown, source);
            let (mut quotations, mut current, mut in_quotation) = (Vec::new(), Vec::new(), false);
            // All extensions but the one that improves quotation marks and dashes.
            let known = Options::all() - Options::ENABLE_SMART_PUNCTUATION;
            for event in Parser::new_ext(&text, known) {
                match event {
                    Event::Start(Tag::BlockQuote(_)) => in_quotation = true,
                    Event::End(TagEnd::BlockQuote(_)) => {
                        in_quotation = false;
                        quotations.push(std::mem::take(&mut current));
                    }
                    Event::Start(Tag::Paragraph) => current.push(String::new()),
                    Event::Text(words) if in_quotation => current.last_mut().expect("a paragraph").push_str(&words),
                    Event::Start(Tag::Link { dest_url, .. }) => prop_assert!(dest_url.starts_with("https://example.org/")),
                    Event::Start(Tag::Heading { .. }) | Event::End(_) | Event::Text(_) | Event::Rule => {}
                    other => prop_assert!(false, "{:?} in {}", other, text),
                }
                if !in_quotation {
                    current.clear();
                }
            }
            let rows = source.rows();
            prop_assert_eq!(quotations.len(), rows.len(), "{}", text);
            for (quotation, row) in quotations.iter().zip(&rows) {
                let (document, paragraph) = corpus.get(row.paragraph).expect("a passage");
                let shown = |text: &str| upright(text).trim().to_owned();
                let citation = format!("— {}", shown(&document.citation(paragraph)));
                let words = shown(paragraph.text.trim());
                let expected = if words.is_empty() { vec![citation] } else { vec![words, citation] };
                prop_assert_eq!(quotation, &expected, "{}", text);
            }
            Ok(())
        })?;
    }

    #[test]
    fn the_page_for_word_shows_the_texts_and_nothing_else(made in made()) {
        made.show(|corpus, source| -> Result<(), TestCaseError> {
            let text = write(Format::Word, source);
            prop_assert!(text.starts_with("<!DOCTYPE html>\n<html lang=\"fr\" dir=\"ltr\">\n<head>\n<meta charset=\"utf-8\"/>"));
            let page = text.strip_prefix("<!DOCTYPE html>").expect("HTML");
            let tree = roxmltree::Document::parse(page).expect("well-formed");
            let known = ["html", "head", "meta", "title", "body", "h1", "blockquote", "p", "a", "hr"];
            for node in tree.descendants().filter(|n| n.is_element()) {
                prop_assert!(known.contains(&node.tag_name().name()));
                if let Some(address) = node.attribute("href") {
                    prop_assert!(address.starts_with("https://example.org/a%20b/"));
                }
            }
            let rows = source.rows();
            let quotations: Vec<_> = tree.descendants().filter(|n| n.has_tag_name("blockquote")).collect();
            prop_assert_eq!(quotations.len(), rows.len());
            for (quotation, row) in quotations.iter().zip(&rows) {
                let (document, paragraph) = corpus.get(row.paragraph).expect("a passage");
                let words: String = quotation.descendants().filter(|n| n.has_tag_name("p")).filter_map(|n| n.text()).collect();
                prop_assert_eq!(words, held(&paragraph.text));
                prop_assert_eq!(quotation.attribute("lang"), Some(document.language.as_str()));
                let direction = if document.language == "ar" { "rtl" } else { "ltr" };
                prop_assert_eq!(quotation.attribute("dir"), Some(direction));
            }
            Ok(())
        })?;
    }
}
