//! What leaves the explorer: public forms, apart from what it stores.

pub mod html;
pub mod records;
