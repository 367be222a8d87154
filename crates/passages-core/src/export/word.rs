//! A list of passages as a plain page of HTML, which browsers show and word processors open.

use super::html::direction;
use super::inert;
use super::source::Source;
use super::xml::Xml;

/// The passages, each a block quotation and its citation, which leads to it.
pub(super) fn write(source: &Source) -> String {
    let mut html = Xml::after("<!DOCTYPE html>");
    let labels = inert::upright(source.language);
    // Word takes no direction from the letters, so it is told that of the language.
    html.line("html", &[("lang", &labels), ("dir", direction(&labels))]);
    html.line("head", &[]);
    html.empty("meta charset=\"utf-8\"", &[]);
    for (name, content) in [
        ("generator", source.program()),
        ("corpus", source.fingerprint()),
        ("source", source.view()),
        ("rights", inert::upright(source.caution)),
    ] {
        html.empty("meta", &[("name", name), ("content", &content)]);
    }
    html.leaf("title", &[], &source.heading());
    html.end();
    html.line("body", &[]);
    html.leaf("h1 dir=\"auto\"", &[], &source.heading());
    for row in source.rows() {
        let Some((document, paragraph)) = source.corpus.get(row.paragraph) else { continue };
        let language = inert::upright(&document.language);
        html.line("blockquote", &[("lang", &language), ("dir", direction(&language))]);
        html.leaf("p", &[], &inert::text(&paragraph.text));
        html.end();
        // Symbols and places in them are written from left to right.
        html.line("p class=\"citation\" dir=\"ltr\"", &[]);
        html.inline("a", &[("href", &source.url_of(row.paragraph))]);
        html.text(&inert::upright(&document.citation(paragraph)));
        html.end();
        html.end();
    }
    html.empty("hr", &[]);
    html.leaf("p class=\"source\" dir=\"ltr\"", &[], &source.provenance());
    html.finish()
}
