//! Words -> paragraphs, ranked by BM25.

mod correct;
mod explain;
mod facets;
mod forms;
mod leaf;
mod plan;
mod query;
mod rank;
mod read;
mod snippet;

pub use correct::corrected;
pub use explain::{Explanation, Found};
pub use facets::{Choice, FacetKind, FacetTable, Facets, Tally, Years, section_id};
pub use plan::{Fields, Plan};
pub use query::{Atom, Query};
pub use rank::{Bm25, Hit, bm25, matching, search, top};
pub use read::parse;
pub use snippet::{Snippet, snippet};
