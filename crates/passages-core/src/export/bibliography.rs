//! The documents of a list of passages, each with what is quoted of it: what RIS and BibTeX have in common.

use super::quotation::quotation;
use super::source::Source;
use super::table::themes;
use crate::document::Document;
use crate::link::ParagraphIx;
use crate::vocabulary::label;

/// A document that a list has passages of.
pub(super) struct Entry<'a> {
    pub(super) document: &'a Document,
    /// Its permanent address.
    pub(super) url: String,
    /// "para. 4", "annex, para. (f)": in the order of the list.
    pub(super) places: Vec<String>,
    /// “Text” (citation), in the same order.
    pub(super) quotations: Vec<String>,
    /// Labels of the themes that these passages show, each once.
    pub(super) themes: Vec<String>,
}

impl Entry<'_> {
    /// Who published the document; not said of one that names neither a body nor a symbol, as a visitor's own may.
    pub(super) fn publisher(&self) -> Option<&'static str> {
        let masthead = &self.document.masthead;
        (masthead.organ.is_some() || masthead.symbol.is_some()).then_some("United Nations")
    }
}

/// The documents, by date, then by name.
pub(super) fn entries<'a>(source: &Source<'a>) -> Vec<Entry<'a>> {
    let corpus = source.corpus;
    let mut listed: Vec<Vec<ParagraphIx>> = corpus.documents().iter().map(|_| Vec::new()).collect();
    for row in source.rows() {
        if let Some(list) = corpus.document_ix(row.paragraph).and_then(|at| listed.get_mut(at)) {
            list.push(row.paragraph);
        }
    }
    let mut entries = Vec::new();
    for (document, passages) in corpus.documents().iter().zip(&listed) {
        if passages.is_empty() {
            continue;
        }
        let (mut places, mut quotations) = (Vec::new(), Vec::new());
        let mut labels: Vec<String> = Vec::new();
        for ix in passages {
            if let Some((_, paragraph)) = corpus.get(*ix) {
                places.push(document.place_of(paragraph));
            }
            quotations.push(quotation(corpus, *ix, None));
            for theme in themes(corpus, *ix) {
                let theme = label(&theme.labels, source.language);
                if labels.iter().all(|known| known != theme) {
                    labels.push(theme.to_owned());
                }
            }
        }
        let url = source.url_of_document(document);
        entries.push(Entry { document, url, places, quotations, themes: labels });
    }
    entries
}
