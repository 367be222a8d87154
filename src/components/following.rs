//! What nobody sees yet follows what is seen: the answer to a filter is set with its frame, and the rest of a long list
//! once that has been drawn.

use crate::browser::page;
use crate::dom::effect;
use leptos::prelude::*;

/// Counts what the rest of a list has followed: whoever sets it tracks this, and nothing else. `is_at_once` tracks what
/// the list depends on, and says whether all of it is wanted with the answer. A list that is new has all of it, so that
/// the page is as high as it was left.
pub fn following(is_at_once: impl Fn() -> bool + 'static) -> RwSignal<u32> {
    let followed = RwSignal::new(0_u32);
    let mut is_new = true;
    effect(move || {
        let is_at_once = is_at_once();
        // By then the view may have gone, and nothing is left to follow.
        let follow = move || {
            let _ = followed.try_update(|count| *count = count.wrapping_add(1));
        };
        if std::mem::replace(&mut is_new, false) {
            return;
        }
        match is_at_once {
            true => follow(),
            false => page::after_frame(follow),
        }
    });
    followed
}
