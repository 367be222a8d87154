//! Words that tell what a line is, in the six languages of the United Nations.

mod annexes;
mod closings;
mod letters;
mod mastheads;
mod recitals;

pub(super) use annexes::{after_annex, is_annex_to, is_article};
pub(super) use closings::{closes, signs};
pub(super) use letters::{begins_letter, is_letter};
pub(super) use mastheads::{
    adopts, enacts, is_agenda_item, is_language, is_organ, is_publisher, is_session, leads, lists_contents,
    original,
};
pub(super) use recitals::{decides, is_participle, opens_recital, surely_opens_recital};

/// Whether `words` is one of a list, whose entries are parted by strokes.
fn listed(list: &str, words: &str) -> bool {
    list.split('|').any(|entry| entry == words)
}

/// Whether the line begins with one of a list.
fn begins(list: &str, line: &str) -> bool {
    list.split('|').any(|entry| line.starts_with(entry))
}

fn first_word(line: &str) -> &str {
    line.split_whitespace().next().unwrap_or_default().trim_end_matches([',', '،'])
}
