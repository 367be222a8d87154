//! Why something that the visitor brought is not read, and what to do about it, in plain words.

use crate::i18n::Language;
use passages_core::intake::Trouble;

/// What a visitor is told. Whatever is wrong inside is all the same to whoever waits.
pub fn words(language: &Language, trouble: &Trouble) -> &'static str {
    let text = &language.text;
    match trouble.code() {
        "too-many-bytes" | "large-collection" => text.trouble_large,
        "expands-too-much"
        | "too-many-entries"
        | "too-deep"
        | "too-many-elements"
        | "too-many-attributes"
        | "too-much-drawing" => text.trouble_much,
        "too-many-paragraphs" | "too-many-pages" => text.trouble_long,
        "empty" | "empty-collection" => text.trouble_empty,
        "no-text" | "other-kind" => text.trouble_kind,
        "scanned" | "unnamed-letters" => text.trouble_scanned,
        "locked" => text.trouble_locked,
        "broken" => text.trouble_broken,
        "declares-entities" | "leads-outside" => text.trouble_hostile,
        "unreadable" => text.trouble_unreadable,
        "no-collection" => text.trouble_no_collection,
        "damaged-collection" => text.trouble_damaged,
        "later-version" => text.trouble_later_version,
        "missing" => text.take_missing,
        _ => text.take_stopped,
    }
}
