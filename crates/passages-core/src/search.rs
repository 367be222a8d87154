//! Words -> paragraphs: an inverted index with positions, ranked by BM25.

mod facets;
mod index;
mod query;
mod rank;
mod snippet;

pub use facets::{FacetKind, FacetTable, section_id, table as facet_table};
pub use index::Index;
pub use query::{Query, parse};
pub use rank::{Bm25, Hit, search};
pub use snippet::{Snippet, snippet};
