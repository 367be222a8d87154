//! Links as annotations that anybody's tools can read: R. Sanderson, P. Ciccarese and B. Young, "Web Annotation Data
//! Model", W3C Recommendation (2017).
//!
//! An annotation for each link: its targets are the words of the one passage, its bodies those of the other and the
//! reasons. Each stretch is given by its words and those around them, and by its place in the text of its passage.

use super::json::Json;
use super::listing::characters;
use super::source::Source;
use super::table::{evidence_name, share};
use crate::annotate::insert;
use crate::link::{Comparison, Link, ParagraphIx};
use crate::span::Span;
use crate::state::{View, ViewState};

const CONTEXT: &str = r#""@context":["http://www.w3.org/ns/anno.jsonld",{"dcterms":"http://purl.org/dc/terms/"}],
"type":"AnnotationCollection""#;

/// Characters before and after a quotation that tell it from others like it.
const AROUND: usize = 32;

/// The links of a source, as a collection with one page.
pub(super) fn write(source: &Source) -> String {
    let links = source.links();
    let view = source.view();
    let mut json = Json::new();
    json.object();
    json.plain(CONTEXT);
    json.pair("id", &view);
    json.pair("label", &source.heading());
    json.key("generator");
    json.object();
    json.plain(r#""type":"Software""#);
    json.pair("name", &source.program());
    json.end_object();
    json.pair("dcterms:identifier", &source.fingerprint());
    json.pair("dcterms:description", source.caution);
    json.key("total");
    json.plain(&links.len().to_string());
    json.key("first");
    json.object();
    // The page has to have another address than the collection; this one shows the same.
    json.pair("id", &[view.as_str(), if view.contains('#') { "&v=1" } else { "#v=1" }].concat());
    json.plain(r#""type":"AnnotationPage","startIndex":0"#);
    json.key("items");
    json.list();
    for link in links {
        json.line();
        annotation(&mut json, source, link);
    }
    json.end_list();
    json.end_object();
    json.end_object();
    json.finish()
}

fn annotation(json: &mut Json, source: &Source, link: &Link) {
    let comparison = source.corpus.compare(link.from, link.to);
    let state = ViewState {
        view: View::Link,
        passage: Some(source.corpus.id(link.from)),
        partner: Some(source.corpus.id(link.to)),
        ..ViewState::default()
    };
    json.object();
    json.pair("id", &source.url(&state.print()));
    json.plain(r#""type":"Annotation","motivation":"linking""#);
    json.key("target");
    json.list();
    for span in spans(&comparison, false) {
        resource(json, source, link.from, span, r#""type":"SpecificResource""#);
    }
    json.end_list();
    json.key("body");
    json.list();
    for span in spans(&comparison, true) {
        resource(json, source, link.to, span, r#""type":"SpecificResource","purpose":"linking""#);
    }
    for reason in &comparison.reasons {
        json.object();
        json.plain(r#""type":"TextualBody","purpose":"describing","format":"text/plain""#);
        json.pair("language", source.language);
        json.pair("value", &[&evidence_name(source, link.from, reason), " ", &share(reason)].concat());
        json.end_object();
    }
    json.end_list();
    json.end_object();
}

/// Where the reasons stand in one of the two texts, ascending, each once.
fn spans(comparison: &Comparison, in_second: bool) -> Vec<Span> {
    let mut spans = Vec::new();
    for reason in &comparison.reasons {
        for span in if in_second { &reason.to_spans } else { &reason.from_spans } {
            insert(&mut spans, *span);
        }
    }
    spans
}

fn resource(json: &mut Json, source: &Source, ix: ParagraphIx, span: Span, kind: &str) {
    let text = source.corpus.get(ix).map_or("", |(_, paragraph)| paragraph.text.as_str());
    let (start, end) = characters(text, span);
    let before: String = text.chars().skip(start.saturating_sub(AROUND)).take(start.min(AROUND)).collect();
    let after: String = text.chars().skip(end).take(AROUND).collect();
    json.object();
    json.plain(kind);
    json.pair("source", &source.url_of(ix));
    json.key("selector");
    json.list();
    json.object();
    json.plain(r#""type":"TextQuoteSelector""#);
    json.pair("exact", span.of(text));
    json.pair("prefix", &before);
    json.pair("suffix", &after);
    json.end_object();
    json.object();
    json.plain(r#""type":"TextPositionSelector""#);
    json.key("start");
    json.plain(&start.to_string());
    json.key("end");
    json.plain(&end.to_string());
    json.end_object();
    json.end_list();
    json.end_object();
}
