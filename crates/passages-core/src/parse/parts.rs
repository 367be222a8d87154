//! Annexes: where they begin, and what stands above their first paragraph.

use super::lines::Block;
use super::{Draft, heading, inline, masthead};
use crate::date::DateRange;
use crate::document::{LineRole, Part};
use std::ops::Range;

/// Ranges of blocks: the document proper, then one for each annex.
pub(super) fn split(blocks: &[Block<'_>]) -> Vec<Range<usize>> {
    let mut starts = vec![0];
    starts.extend((1..blocks.len()).filter(|&i| blocks.get(i).is_some_and(is_annex)));
    let ends = starts.iter().skip(1).copied().chain([blocks.len()]);
    starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect()
}

/// "Annex", "Annex II", "**Annex to the letter dated ...**": a heading, never a sentence.
fn is_annex(block: &Block<'_>) -> bool {
    let raw = block.joined();
    let text = inline::clean(raw.trim_start_matches('#')).text;
    let mut words = text.split_whitespace();
    let first = words.next().is_some_and(|w| w.eq_ignore_ascii_case("annex"));
    let next = words.next().unwrap_or_default();
    let numeral = next.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | '0'..='9'));
    first && !heading::ends_sentence(&text) && (numeral || inline::is_bold(&raw) || raw.starts_with('#'))
}

/// Reads the front of the `nth` annex: heading, meeting, days, title.
pub(super) fn read(draft: &mut Draft, blocks: &[Block<'_>], nth: usize) {
    let slug = if nth == 1 { "annex".to_owned() } else { format!("annex-{nth}") };
    let mut part = Part { slug, heading: None, title: None, meeting: None };
    for block in blocks {
        if block.is_rule() {
            draft.account(block, LineRole::PageRule);
            continue;
        }
        let text = inline::clean(&block.joined()).text;
        let role = match (&mut part, masthead::meeting(block), DateRange::parse(&text)) {
            (Part { heading: heading @ None, .. }, ..) => {
                *heading = Some(text);
                LineRole::Heading
            }
            (Part { meeting: Some(meeting), .. }, _, Some(days)) if meeting.days.is_none() => {
                meeting.days = Some(days);
                LineRole::Masthead
            }
            (Part { meeting: meeting @ None, .. }, Some(found), _) => {
                *meeting = Some(found);
                LineRole::Masthead
            }
            (Part { title, .. }, ..) => {
                *title = Some(title.take().map_or(text.clone(), |before| format!("{before} {text}")));
                LineRole::Title
            }
        };
        draft.account(block, role);
    }
    draft.parts.push(part);
}

/// What the document proper is called when annexes follow it.
pub(super) fn slug_of_title(title: &str) -> &'static str {
    let starts = |word: &str| title.get(..word.len()).is_some_and(|t| t.eq_ignore_ascii_case(word));
    if starts("letter") {
        "letter"
    } else if starts("note") {
        "note"
    } else {
        ""
    }
}
