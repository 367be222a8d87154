//! One screen each.

pub mod about;
pub mod add;
pub mod collection;
pub mod compare;
pub mod find;
pub mod frameworks;
pub mod home;
pub mod link;
pub mod map;
pub mod read;
