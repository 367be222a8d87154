//! Full-text search: the index built, saved, opened and asked.

#[cfg(not(target_arch = "wasm32"))]
pub mod native;

use passages_core::index::{Index, IndexBuilder};
use passages_core::search::{Atom, Bm25, Plan, Query, parse, top};
use passages_core::tokens::{Analyzer, Language};
use wasm_bindgen::prelude::wasm_bindgen;

/// Bytes that the module's memory has grown to; it never shrinks.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen]
pub fn memory_bytes() -> usize {
    65_536 * std::arch::wasm32::memory_size(0)
}

/// Builds an index paragraph by paragraph.
#[wasm_bindgen]
#[derive(Default)]
pub struct SearchBuilder(IndexBuilder);

#[wasm_bindgen]
impl SearchBuilder {
    /// With no paragraph.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds an English paragraph.
    pub fn push(&mut self, text: &str) {
        self.0.push(Language::English, text);
    }

    /// The index of all paragraphs.
    pub fn finish(self) -> SearchIndex {
        SearchIndex(self.0.finish())
    }
}

/// An index to be asked.
#[wasm_bindgen]
pub struct SearchIndex(Index);

#[wasm_bindgen]
impl SearchIndex {
    /// The index as bytes.
    pub fn save(&self) -> Vec<u8> {
        self.0.to_bytes()
    }

    /// The index of these bytes; `undefined` where they are none.
    pub fn open(bytes: &[u8]) -> Option<SearchIndex> {
        Index::from_bytes(bytes).ok().map(SearchIndex)
    }

    /// The best paragraphs for what was typed.
    pub fn search(&self, typed: &str, limit: usize) -> Vec<u32> {
        let Some(query) = parse(typed, &Analyzer::english()) else { return Vec::new() };
        self.best(&query, Bm25::default(), limit)
    }

    /// The same with other parameters of BM25.
    pub fn weigh(&self, typed: &str, k1: f64, b: f64, limit: usize) -> Vec<u32> {
        let Some(query) = parse(typed, &Analyzer::english()) else { return Vec::new() };
        self.best(&query, Bm25 { k1, b }, limit)
    }
}

impl SearchIndex {
    fn best(&self, query: &Query, parameters: Bm25, limit: usize) -> Vec<u32> {
        let plan = Plan::new(query, &self.0, &|_: &str, _: &str| Vec::new());
        top(&plan, &self.0, parameters, limit).into_iter().map(|hit| hit.paragraph).collect()
    }
}

/// Which words stand for a query of one of the benchmark's kinds; exact, since its truth knows no stems.
pub fn query(kind: &str, terms: &[String]) -> Option<Query> {
    let exact = |term: &String| Query::Words(vec![Atom::Exact(term.clone())]);
    let first = terms.first()?;
    Some(match kind {
        "and3" => Query::And(terms.iter().map(exact).collect()),
        "or3" => Query::Or(terms.iter().map(exact).collect()),
        "prefix" => Query::Words(vec![Atom::Pattern(format!("{first}*"))]),
        "fuzzy" => Query::Words(vec![Atom::Fuzzy { word: first.clone(), errors: 1, exact: true }]),
        _ => exact(first),
    })
}
