//! The engine beside its peers: what the benchmark runs, natively and in wasm.
//!
//! Nothing here ships with the page. `adapters/` holds the small scripts that give the wasm module the form in which
//! the benchmark drives every peer.

pub mod communities;
pub mod facets;
pub mod layout;
pub mod scene;
pub mod search;
