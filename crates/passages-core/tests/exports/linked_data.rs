//! Links as Web Annotations and the vocabulary as SKOS, by the shapes of their standards.

use super::made::made;
use passages_core::export::{Format, Source, write};
use proptest::prelude::*;
use serde_json::Value;

fn json(format: Format, source: &Source) -> Value {
    serde_json::from_str(&write(format, source)).expect("JSON")
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}

proptest! {
    #[test]
    fn annotations_point_at_the_words_they_quote(made in made()) {
        made.show(|corpus, source| -> Result<(), TestCaseError> {
            let all = json(Format::Annotations, source);
            prop_assert_eq!(&all["@context"][0], "http://www.w3.org/ns/anno.jsonld");
            prop_assert_eq!(&all["type"], "AnnotationCollection");
            let page = &all["first"];
            prop_assert_eq!(&page["type"], "AnnotationPage");
            prop_assert!(all["id"].is_string() && page["id"].is_string() && all["id"] != page["id"]);
            let links = source.links();
            prop_assert_eq!(all["total"].as_u64(), Some(links.len() as u64));
            prop_assert_eq!(list(&page["items"]).len(), links.len());
            for (annotation, link) in list(&page["items"]).iter().zip(&links) {
                prop_assert_eq!(&annotation["type"], "Annotation");
                prop_assert_eq!(&annotation["motivation"], "linking");
                prop_assert!(annotation["id"].as_str().is_some_and(|id| id.contains("#link=")));
                let (words, reasons): (Vec<&Value>, Vec<&Value>) =
                    list(&annotation["body"]).iter().partition(|body| body["type"] == "SpecificResource");
                prop_assert_eq!(reasons.len(), corpus.compare(link.from, link.to).reasons.len());
                prop_assert!(reasons.iter().all(|r| r["type"] == "TextualBody" && r["purpose"] == "describing"));
                let ends = [(link.from, list(&annotation["target"]).iter().collect()), (link.to, words)];
                for (ix, resources) in ends {
                    let text: Vec<char> = corpus.get(ix).expect("a passage").1.text.chars().collect();
                    for resource in resources {
                        let (quote, place) = (&resource["selector"][0], &resource["selector"][1]);
                        prop_assert_eq!(&quote["type"], "TextQuoteSelector");
                        prop_assert_eq!(&place["type"], "TextPositionSelector");
                        let at = |name: &str| place[name].as_u64().expect("a place") as usize;
                        let (start, end) = (at("start"), at("end"));
                        let exact: String = text[start..end].iter().collect();
                        let prefix: String = text[start.saturating_sub(32)..start].iter().collect();
                        let suffix: String = text[end..text.len().min(end + 32)].iter().collect();
                        for (name, expected) in [("exact", exact), ("prefix", prefix), ("suffix", suffix)] {
                            prop_assert_eq!(quote[name].as_str(), Some(expected.as_str()));
                        }
                        prop_assert!(resource["source"].as_str().is_some_and(|s| s.contains("#read=")));
                    }
                }
            }
            Ok(())
        })?;
    }

    #[test]
    fn concepts_are_the_terms_in_all_their_languages(made in made()) {
        made.show(|corpus, source| -> Result<(), TestCaseError> {
            let all = json(Format::Skos, source);
            let graph = list(&all["@graph"]);
            let of_type = |wanted: &str| -> Vec<&Value> { graph.iter().filter(|node| node["type"] == wanted).collect() };
            let (concepts, schemes) = (of_type("Concept"), of_type("ConceptScheme"));
            let vocabulary = corpus.vocabulary();
            prop_assert_eq!(concepts.len(), vocabulary.terms.len() + vocabulary.crosswalk.objectives.len());
            let ids: Vec<&str> = graph.iter().map(|node| node["id"].as_str().expect("an id")).collect();
            for (at, id) in ids.iter().enumerate() {
                prop_assert_eq!(ids.iter().position(|other| other == id), Some(at));
            }
            for (concept, term) in concepts.iter().zip(&vocabulary.terms) {
                prop_assert_eq!(concept["notation"].as_str(), Some(term.id.as_str()));
                for (language, label) in &term.labels {
                    prop_assert_eq!(concept["prefLabel"][language].as_str(), Some(label.as_str()));
                }
                prop_assert_eq!(concept["broader"].is_string(), term.broader.is_some());
            }
            // Whatever is named is there.
            for node in graph {
                for name in ["broader", "inScheme", "topConceptOf"] {
                    prop_assert!(node.get(name).is_none_or(|to| ids.contains(&to.as_str().unwrap_or_default())));
                }
                for name in ["related", "relatedMatch", "member"] {
                    prop_assert!(list(&node[name]).iter().all(|to| ids.contains(&to.as_str().unwrap_or_default())));
                }
            }
            prop_assert_eq!(&schemes[0]["identifier"], corpus.fingerprint());
            Ok(())
        })?;
    }
}
