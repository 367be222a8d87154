//! What a file is made of, and where it comes from.

use super::html;
use super::inert::{upright, uri};
use crate::corpus::Corpus;
use crate::document::Document;
use crate::link::{Link, ParagraphIx};
use crate::select::{Row, Selection};
use crate::state::ViewState;

/// What every file says in English; a page says it in its own language.
pub const CAUTION: &str =
    "Not an official United Nations product. The official records of the documents prevail.";

/// What is on screen, and where it can be seen again.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    /// The corpus.
    pub corpus: &'a Corpus,
    /// What is listed.
    pub selection: &'a Selection,
    /// Passages picked by hand, in their order; where there are none, everything that is listed.
    pub picked: &'a [ParagraphIx],
    /// What readers call it: the heading of what is read.
    pub title: &'a str,
    /// The whole address of the view. What stands before its `#` is taken for that of the page.
    pub address: &'a str,
    /// Version of the program.
    pub version: &'a str,
    /// BCP 47 tag of the language in which terms are named.
    pub language: &'a str,
    /// [`CAUTION`], or the same in another language.
    pub caution: &'a str,
}

impl<'a> Source<'a> {
    /// The passages, each once: those picked, else the rows of the selection in their order.
    pub fn rows(&self) -> Vec<Row> {
        if self.picked.is_empty() {
            return self.selection.rows.clone();
        }
        let mut known = vec![false; self.corpus.len()];
        let mut is_new =
            |ix: ParagraphIx| known.get_mut(ix as usize).is_some_and(|slot| !std::mem::replace(slot, true));
        let row = |ix: &ParagraphIx| {
            let score = self.selection.row(*ix).map_or(0.0, |row| row.score);
            Row { paragraph: *ix, score }
        };
        self.picked.iter().filter(|ix| is_new(**ix)).map(row).collect()
    }

    /// The links between these passages, of at least the least score, in the order of the corpus.
    pub fn links(&self) -> Vec<&'a Link> {
        let all = self.corpus.links();
        if self.picked.is_empty() {
            return self.selection.links.iter().filter_map(|at| all.get(*at)).collect();
        }
        let mut listed = vec![false; self.corpus.len()];
        for ix in self.picked {
            if let Some(slot) = listed.get_mut(*ix as usize) {
                *slot = true;
            }
        }
        let is_listed = |ix: ParagraphIx| listed.get(ix as usize) == Some(&true);
        let min = self.selection.min_score;
        all.iter().filter(|l| l.score >= min && is_listed(l.from) && is_listed(l.to)).collect()
    }

    /// The document that is read, else that of the open passage, else that of the first one listed.
    pub fn document(&self) -> Option<&'a Document> {
        let read = self.selection.document.as_deref().and_then(|name| self.corpus.document(name));
        let open = self.selection.open.as_ref().map(|open| open.paragraph);
        let listed = || self.picked.first().copied().or(self.selection.rows.first().map(|r| r.paragraph));
        let of = |ix: ParagraphIx| self.corpus.get(ix).map(|(document, _)| document);
        read.or_else(|| open.or_else(listed).and_then(of)).or(self.corpus.documents().first())
    }

    /// The program: "Passages 0.1.0".
    pub(super) fn program(&self) -> String {
        upright(&["Passages ", self.version].concat())
    }

    /// The fingerprint of the corpus.
    pub(super) fn fingerprint(&self) -> String {
        upright(self.corpus.fingerprint())
    }

    /// The heading.
    pub(super) fn heading(&self) -> String {
        upright(if self.title.is_empty() { "Passages" } else { self.title })
    }

    /// Program, corpus, address and caution in a line.
    pub(super) fn provenance(&self) -> String {
        let (program, corpus) = (self.program(), self.fingerprint());
        [&program, ", corpus ", &corpus, ", ", &self.view(), ". ", &upright(self.caution)].concat()
    }

    /// The address of the view.
    pub(super) fn view(&self) -> String {
        uri(self.address)
    }

    /// The address of another state of the page.
    pub(super) fn url(&self, fragment: &str) -> String {
        let page = self.address.split('#').next().unwrap_or_default();
        [&uri(page), "#", fragment].concat()
    }

    /// The permanent address of a passage; empty where there is no such passage.
    pub(super) fn url_of(&self, ix: ParagraphIx) -> String {
        self.corpus.get(ix).map_or(String::new(), |(d, p)| self.url(&html::address(d, p)))
    }

    /// The permanent address of a document.
    pub(super) fn url_of_document(&self, document: &Document) -> String {
        self.url(&ViewState::default().reading(&document.name).print())
    }
}
