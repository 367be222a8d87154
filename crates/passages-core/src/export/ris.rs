//! RIS, which reference managers read: an entry for each document, a note for each passage.
//!
//! The tags are those of Research Information Systems, "RIS Format Specifications" (2011).

use super::bibliography::entries;
use super::inert::upright;
use super::source::Source;

/// The documents of the passages.
pub(super) fn write(source: &Source) -> String {
    let mut out = String::new();
    let mut line = |tag: &str, value: &str| {
        for piece in [tag, "  - ", upright(value).trim(), "\r\n"] {
            out.push_str(piece);
        }
    };
    for entry in entries(source) {
        let document = entry.document;
        line("TY", "RPRT");
        for (tag, value) in [
            ("AU", document.masthead.organ.as_deref()),
            ("TI", Some(document.title.as_str())),
            ("SN", document.masthead.symbol.as_deref()),
            ("T3", document.masthead.meeting.as_ref().map(|meeting| meeting.name.as_str())),
            ("PB", entry.publisher()),
        ] {
            if let Some(value) = value.filter(|value| !value.is_empty()) {
                line(tag, value);
            }
        }
        if let Some(date) = document.date() {
            line("PY", &date.year.to_string());
            line("DA", &[&date.to_string().replace('-', "/"), "/"].concat());
        }
        line("LA", &document.language);
        line("UR", &entry.url);
        entry.themes.iter().for_each(|theme| line("KW", theme));
        entry.quotations.iter().for_each(|quotation| line("N1", quotation));
        line("DB", &source.program());
        line("N1", &source.provenance());
        line("ER", "");
    }
    out
}
