//! Which work, expression and manifestation a file is, in the terms of the Functional Requirements for Bibliographic
//! Records (IFLA, 1998), and who is named in it.

use super::super::inert::{token, upright};
use super::super::source::Source;
use super::super::xml::Xml;
use crate::document::Document;

/// A date has to be given; this one says that none is known.
const UNKNOWN: (&str, &str) = ("0001-01-01", "unknown");

/// "/akn/un/doc/2001-05-17/A-CONF.191-L.7", and what follows from it; of an annex, by its slug.
pub(super) fn identification(xml: &mut Xml, document: &Document, annex: Option<&str>) {
    let printed = document.masthead.date.map(|date| date.to_string());
    let (date, called) = printed.as_deref().map_or(UNKNOWN, |date| (date, "distribution"));
    let work = ["/akn/un/doc/", date, "/", &token(&document.name)].concat();
    let component = ["/!", annex.map_or("main".to_owned(), token).as_str()].concat();
    let expression = [&work, "/", three_letters(&document.language), "@"].concat();
    let manifestation = [&expression, ".xml"].concat();
    let author = if document.masthead.organ.is_some() { "#organ" } else { "#un" };
    xml.line("identification source=\"#passages\"", &[]);
    for (level, uri, author) in [
        ("FRBRWork", &work, author),
        ("FRBRExpression", &expression, author),
        ("FRBRManifestation", &manifestation, "#passages"),
    ] {
        xml.line(level, &[]);
        xml.empty("FRBRthis", &[("value", &[uri, component.as_str()].concat())]);
        xml.empty("FRBRuri", &[("value", uri)]);
        if level == "FRBRWork" && annex.is_none() {
            xml.empty("FRBRalias name=\"designation\"", &[("value", &upright(&document.designation()))]);
        }
        // When a file was made is not known here: there is no clock.
        let (date, called) = if level == "FRBRManifestation" { UNKNOWN } else { (date, called) };
        xml.empty("FRBRdate", &[("date", date), ("name", called)]);
        xml.empty("FRBRauthor", &[("href", author)]);
        match level {
            "FRBRWork" => {
                xml.empty("FRBRcountry value=\"un\"", &[]);
                if let Some(symbol) = document.masthead.symbol.as_ref().filter(|_| annex.is_none()) {
                    xml.empty("FRBRnumber", &[("value", &upright(symbol))]);
                }
                xml.empty("FRBRauthoritative value=\"false\"", &[]);
            }
            "FRBRExpression" => {
                xml.empty("FRBRlanguage", &[("language", three_letters(&document.language))]);
            }
            _ => xml.empty("FRBRformat value=\"application/akn+xml\"", &[]),
        }
        xml.end();
    }
    xml.end();
}

/// Who wrote the document, and what made the file.
pub(super) fn references(xml: &mut Xml, source: &Source, document: &Document) {
    xml.line("references source=\"#passages\"", &[]);
    let mut organization = |id: &str, name: &str| {
        let href = ["/akn/ontology/organization/un/", &token(name).to_ascii_lowercase()].concat();
        xml.empty("TLCOrganization", &[("eId", id), ("href", &href), ("showAs", &upright(name))]);
    };
    organization("un", "United Nations");
    if let Some(organ) = &document.masthead.organ {
        organization("organ", organ);
    }
    organization("passages", &source.program());
    xml.end();
}

/// The tag of ISO 639-2 that the naming convention wants; of other languages than those of the United Nations,
/// "und".
fn three_letters(language: &str) -> &'static str {
    match language.split(['-', '_']).next().unwrap_or_default() {
        "ar" => "ara",
        "zh" => "zho",
        "en" => "eng",
        "fr" => "fra",
        "ru" => "rus",
        "es" => "spa",
        _ => "und",
    }
}
