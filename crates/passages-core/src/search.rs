//! Words -> paragraphs, ranked by BM25.

mod facets;
mod query;
mod rank;
mod snippet;

pub use facets::{FacetKind, FacetTable, section_id, table as facet_table};
pub use query::{Query, parse};
pub use rank::{Bm25, Hit, bm25, search};
pub use snippet::{Snippet, snippet};
