//! Text in, values out: everything that Passages knows about documents, without input, output, clock or chance.
//!
//! The modules stand in the order in which a text flows through them; each uses only those above it.

pub mod problem;
pub mod span;
pub mod number;
pub mod case;
pub mod order;
pub mod date;
pub mod source;
pub mod document;
pub mod parse;
mod interner;
pub mod tokens;
pub mod vocabulary;
pub mod index;
pub mod annotate;
pub mod link;
pub mod search;
pub mod graph;
pub mod evaluate;
pub mod names;
pub mod corpus;
pub mod compare;
pub mod quote;
pub mod archive;
pub mod citation;
pub mod fields;
pub mod state;
pub mod setting;
pub mod message;
pub mod select;
pub mod suggest;
pub mod marks;
pub mod scene;
pub mod kiosk;
pub mod export;
pub mod job;
pub mod intake;

mod compile;

pub use compile::{Compiling, compile};
