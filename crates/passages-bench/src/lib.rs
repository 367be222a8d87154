//! The engine beside its peers: what the benchmark runs, natively and in wasm.
//!
//! Nothing here ships with the page. `adapters/` holds the small scripts that give the wasm module the form in which
//! the benchmark drives every peer.

pub mod communities;
#[cfg(target_arch = "wasm32")]
pub mod drawing;
pub mod facets;
pub mod layout;
#[cfg(target_arch = "wasm32")]
pub mod pictures;
pub mod same;
pub mod scene;
pub mod search;
