//! The doors to the browser: no other file names web-sys, js-sys or gloo. Every door that may be shut has an answer.

pub mod address;
pub mod beside;
pub mod brought;
pub mod canvas;
pub mod clipboard;
pub mod exhibit;
pub mod field;
pub mod file;
pub mod host;
pub mod locale;
pub mod measure;
pub mod page;
pub mod reader;
mod waiting;
pub mod wording;
pub mod workshop;
