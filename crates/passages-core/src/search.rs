//! Words -> paragraphs, ranked by BM25.

mod facets;
mod forms;
mod plan;
mod query;
mod rank;
mod read;
mod snippet;

pub use facets::{FacetKind, FacetTable, section_id, table as facet_table};
pub use plan::{Fields, Plan};
pub use query::{Atom, Query};
pub use rank::{Bm25, Hit, bm25, corrected, search};
pub use read::parse;
pub use snippet::{Snippet, snippet};
