//! What leaves the explorer: public forms, apart from what it stores.
//!
//! A visitor takes away what is on screen: [`write()`] makes a file of a [`Source`], which is a selection and where it
//! comes from, in one of the [`Format`]s. Each is described in `docs/formats/README.md`.
//! Every file says in its own way which corpus and program made it, at which address it can be seen again, and that
//! the official records prevail. What texts hold can break none of them: markup is inert, a character that a format
//! cannot hold is U+FFFD, and nothing in a title or a name turns the writing direction.

mod akoma_ntoso;
mod annotations;
mod bibliography;
mod bibtex;
mod csv;
mod format;
mod gexf;
mod graphml;
mod inert;
mod json;
mod listing;
mod markdown;
mod network;
mod quotation;
mod ris;
mod skos;
mod source;
mod table;
mod word;
mod xml;

pub mod html;
pub mod oembed;
pub mod records;
pub mod snippet;

pub use format::{Format, Subject, file_name, write};
pub use inert::upright;
pub use quotation::{citation, quotation};
pub use source::{CAUTION, Source};
