//! Small shared pieces.

pub mod chips;
pub mod facets;
pub mod family;
pub mod link_card;
pub mod marked;
pub mod notices;
pub mod passage;
pub mod reasons;
pub mod report;
pub mod search_box;
pub mod suggestions;
pub mod table;
pub mod thread_overlay;
pub mod thread_picture;
pub mod worked;
pub mod years;
