//! Pieces of HTML for other people's pages, and the answers for content systems.

use crate::made::{made, text, upright};
use passages_core::export::oembed::answers;
use passages_core::export::snippet::{Form, Snippet};
use passages_core::setting::{Colour, Embed, Feature, Features, Theme};
use passages_core::state::ViewState;
use proptest::prelude::*;
use roxmltree::Document;
use serde_json::Value;

fn attribute(xml: &Document, tag: &str, name: &str) -> Option<String> {
    let element = xml.descendants().find(|n| n.has_tag_name(tag))?;
    element.attribute(name).map(str::to_owned)
}

proptest! {
    #[test]
    fn a_snippet_is_sound_whatever_is_in_it(
        title in text(),
        query in "[ -~\u{e9}]{0,40}",
        height in 50_u32..20_000,
        read_only: bool,
    ) {
        let state = ViewState::default().looking_for(&query).print();
        let embed = Embed {
            language: Some("fr".to_owned()),
            theme: Theme::Dark,
            accent: Colour::parse("c00"),
            features: Features::NONE.with(Feature::Views, true),
            read_only,
            host: Some("https://www.example.org".to_owned()),
        };
        let snippet = Snippet { base: "https://a.example/p/index.html", state: &state, embed: &embed, title: &title, height };
        for form in Form::ALL {
            let html = format!("<body>{}</body>", snippet.html(form));
            let xml = Document::parse(&html).expect("well-formed");
            let hash = if state.is_empty() { "" } else { "#" };
            let link = format!("https://a.example/p/index.html{hash}{state}");
            prop_assert_eq!(attribute(&xml, "a", "href"), Some(link));
            let scripts = xml.descendants().filter(|n| n.has_tag_name("script")).count();
            prop_assert_eq!(scripts, usize::from(form != Form::Frame));
            if scripts > 0 {
                let script = attribute(&xml, "script", "src").expect("an address");
                prop_assert_eq!(script, "https://a.example/p/embed.js");
            }
            if form == Form::Element {
                let told = |name: &str| attribute(&xml, "passages-explorer", name).unwrap_or_default();
                let has = |name: &str| attribute(&xml, "passages-explorer", name).is_some();
                prop_assert_eq!(told("src"), "https://a.example/p/index.html");
                prop_assert_eq!(told("state"), state.clone());
                prop_assert_eq!(told("features"), "views");
                prop_assert_eq!(has("readonly"), read_only);
                prop_assert_eq!(told("height"), height.to_string());
            } else {
                let src = attribute(&xml, "iframe", "src").expect("a frame");
                let (before, after) = src.split_once('?').expect("a query");
                let (asked, shown) = after.split_once('#').unwrap_or((after, ""));
                prop_assert_eq!((before, shown), ("https://a.example/p/index.html", state.as_str()));
                prop_assert_eq!(Embed::parse(asked), (embed.clone(), Vec::new()));
                prop_assert_eq!(attribute(&xml, "iframe", "title"), Some(upright(&title)));
                prop_assert_eq!(attribute(&xml, "iframe", "data-passages").is_some(), form == Form::Script);
            }
        }
    }

    #[test]
    fn every_document_has_an_answer_of_its_own(made in made()) {
        made.show(|corpus, _| {
            let found = answers(corpus, Some("https://a.example/p/"));
            assert_eq!(found.len(), corpus.documents().len() + 1);
            let mut names: Vec<&str> = found.iter().map(|answer| answer.name.as_str()).collect();
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), found.len());
            let documents = corpus.documents().iter();
            let states = documents.map(|d| ViewState::default().reading(&d.name));
            for (answer, state) in found.iter().zip([ViewState::default()].into_iter().chain(states)) {
                assert!(answer.name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'.'), "{}", answer.name);
                let json: Value = serde_json::from_str(&answer.json).expect("JSON");
                assert_eq!((&json["version"], &json["type"]), (&"1.0".into(), &"rich".into()));
                assert!(json["width"].is_u64() && json["height"].is_u64());
                let html = format!("<body>{}</body>", json["html"].as_str().expect("HTML"));
                let xml = Document::parse(&html).expect("well-formed");
                let src = attribute(&xml, "iframe", "src").expect("a frame");
                let shown = src.split_once('#').map_or("", |(_, shown)| shown);
                assert_eq!(ViewState::parse(shown), (state, Vec::new()));
                assert!(src.starts_with("https://a.example/p/?embed"), "{src}");
            }
        });
    }

    #[test]
    fn where_the_address_is_not_known_nothing_is_framed(made in made()) {
        made.show(|corpus, _| {
            for answer in answers(corpus, None) {
                let json: Value = serde_json::from_str(&answer.json).expect("JSON");
                assert_eq!(json["type"], "link");
                assert!(json.get("html").is_none(), "{}", answer.json);
            }
        });
    }
}
