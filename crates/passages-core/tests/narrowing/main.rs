//! Filters and suggestions: what a reader would get who went through every paragraph with a pencil.

mod filters;
mod small;
mod suggestions;
