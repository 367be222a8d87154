//! The doors to the browser: no other file names web-sys, js-sys or gloo. Every door that may be shut has an answer.

pub mod address;
pub mod canvas;
pub mod file;
pub mod locale;
pub mod measure;
pub mod page;
