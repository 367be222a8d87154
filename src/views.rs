//! One screen each.

pub mod find;
pub mod home;
pub mod map;
pub mod read;
