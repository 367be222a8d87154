//! Words -> paragraphs, ranked by BM25.

mod concordance;
mod correct;
mod explain;
mod facets;
mod forms;
mod here;
mod leaf;
mod missing;
mod near;
mod places;
mod plan;
mod query;
mod rank;
mod read;
mod snippet;
mod walk;
mod widen;

pub use concordance::{Line, MAX_LINES, concordance};
pub use correct::corrected;
pub use explain::{Explanation, Found};
pub use facets::{Choice, FacetKind, FacetTable, Facets, Tally, Years, section_id, sections_of};
pub(crate) use forms::{allowed_errors, are_near};
pub use missing::{COMMON, Missing, missing};
pub use plan::{Fields, Plan};
pub use query::{Atom, Query};
pub use rank::{Bm25, Hit, bm25, matching, search, top};
pub use read::{FIELDS, OPERATORS, SIGNS, is_whole, parse, plainer, unknown_fields, unquoted};
pub use snippet::{Snippet, snippet};
pub use widen::{MAX_FORMS, Widened, widened};
