//! What a map is drawn of.

use super::frame::Frame;
use super::ground::Ground;
use super::shown::Shown;

/// What stays while one looks at it, what the words and filters leave, and where one looks from.
#[derive(Clone, Copy)]
pub(super) struct Subject<'a> {
    pub(super) ground: &'a Ground,
    pub(super) shown: &'a Shown,
    pub(super) frame: &'a Frame<'a>,
}
