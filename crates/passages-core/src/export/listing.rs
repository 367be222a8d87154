//! Passages and links as JSON: the columns of the tables, and for links the evidence with its words in both texts.
//!
//! The two are versioned, and `docs/formats` has a schema of each. Version 1 may get further fields; what it has keeps
//! its meaning.

use super::json::Json;
use super::records::named;
use super::source::Source;
use super::table::{self, Cell, evidence_name, share};
use crate::link::{Link, ParagraphIx, Reason};
use crate::span::Span;

/// The passages of a source: "passages-list", version 1.
pub(super) fn passages(source: &Source) -> String {
    let mut json = begin(source, "passages-list", "passages");
    for row in source.rows() {
        if let Some(cells) = table::passage(source, &row) {
            json.line();
            json.object();
            columns(&mut json, &table::PASSAGE, &cells);
            json.end_object();
        }
    }
    end(json)
}

/// The links of a source: "passages-links", version 1.
pub(super) fn links(source: &Source) -> String {
    let mut json = begin(source, "passages-links", "links");
    for link in source.links() {
        let comparison = source.corpus.compare(link.from, link.to);
        json.line();
        json.object();
        columns(&mut json, &table::LINK, &table::link(source, link, &comparison));
        json.key("evidence");
        json.list();
        for reason in &comparison.reasons {
            evidence(&mut json, source, link, reason);
        }
        json.end_list();
        json.end_object();
    }
    end(json)
}

fn begin(source: &Source, format: &str, list: &str) -> Json {
    let mut json = Json::new();
    json.object();
    json.pair("format", format);
    json.key("version");
    json.plain("1");
    json.pair("program", &source.program());
    json.pair("corpus", &source.fingerprint());
    json.pair("view", &source.view());
    json.pair("caution", source.caution);
    json.pair("labels", source.language);
    json.key(list);
    json.list();
    json
}

fn end(mut json: Json) -> String {
    json.end_list();
    json.end_object();
    json.finish()
}

fn columns(json: &mut Json, names: &[&str], cells: &[Cell]) {
    for (name, cell) in names.iter().zip(cells) {
        json.key(name);
        match cell {
            Cell::Text(text) => json.text(text),
            Cell::Number(number) => json.plain(number),
            Cell::Nothing => json.plain("null"),
            Cell::List(several) => {
                json.list();
                several.iter().for_each(|one| json.text(one));
                json.end_list();
            }
        }
    }
}

fn evidence(json: &mut Json, source: &Source, link: &Link, reason: &Reason) {
    let (kind, id) = named(source.corpus, &reason.evidence);
    json.object();
    json.pair("kind", kind);
    json.pair("id", &id);
    json.pair("label", &evidence_name(source, link.from, reason));
    json.key("share");
    json.plain(&share(reason));
    for (name, end, spans) in [("from", link.from, &reason.from_spans), ("to", link.to, &reason.to_spans)] {
        json.key(name);
        json.list();
        for span in spans {
            words(json, source, end, *span);
        }
        json.end_list();
    }
    json.end_object();
}

fn words(json: &mut Json, source: &Source, ix: ParagraphIx, span: Span) {
    let text = source.corpus.get(ix).map_or("", |(_, paragraph)| paragraph.text.as_str());
    let (start, end) = characters(text, span);
    json.object();
    json.key("start");
    json.plain(&start.to_string());
    json.key("end");
    json.plain(&end.to_string());
    json.pair("text", span.of(text));
    json.end_object();
}

/// Where a span stands, counted in characters (Unicode code points), as most languages and the Web Annotation
/// standard count: first, and after the last.
pub(super) fn characters(text: &str, span: Span) -> (usize, usize) {
    let before = text.get(..span.start as usize).map_or(0, |head| head.chars().count());
    (before, before + span.of(text).chars().count())
}
