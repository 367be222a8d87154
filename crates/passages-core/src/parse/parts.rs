//! Annexes: where they begin, and what stands above their first paragraph.

use super::block::Block;
use super::{Draft, heading, inline, meeting, wording};
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
pub(super) fn is_annex(block: &Block<'_>) -> bool {
    let raw = block.joined();
    let text = inline::clean(raw.trim_start_matches('#')).text;
    let marked = inline::is_bold(&raw) || raw.starts_with('#');
    let first = wording::after_annex(&text).is_some() || (marked && begins_with(&text, "annex"));
    first && !heading::ends_sentence(&text) && (marked || is_annex_line(&text) || wording::is_annex_to(&text))
}

/// "Annex", "Annex II" and the like, alone on their line.
pub(super) fn is_annex_line(line: &str) -> bool {
    let numeral =
        |c: char| matches!(c, 'I' | 'V' | 'X' | 'A'..='H' | '0'..='9') || "一二三四五六七八九十".contains(c);
    wording::after_annex(line).is_some_and(|rest| rest.chars().count() <= 5 && rest.chars().all(numeral))
}

fn begins_with(text: &str, word: &str) -> bool {
    text.split_whitespace().next().is_some_and(|first| first.eq_ignore_ascii_case(word))
}

/// Reads the front of an annex: heading, meeting, days, title.
pub(super) fn read(draft: &mut Draft, blocks: &[Block<'_>]) {
    let first = blocks.first().map(Block::joined).unwrap_or_default();
    let mut part = Part { slug: slug(draft, &first), heading: None, title: None, meeting: None };
    for block in blocks {
        let text = inline::clean(&block.joined()).text;
        let role = match (&mut part, meeting::read(block), DateRange::parse(&text)) {
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
                inline::append(title.get_or_insert_default(), &text);
                LineRole::Title
            }
        };
        draft.account(block, role);
    }
    draft.parts.push(part);
}

/// "annex", "annex-2", "enclosure": what it is called, counted where there are several of a kind.
fn slug(draft: &mut Draft, heading: &str) -> String {
    let bare = heading.trim_start_matches(['#', '*', ' ']);
    let kinds = ["appendix", "enclosure"];
    let kind = kinds.into_iter().find(|kind| begins_with(bare, kind)).unwrap_or("annex");
    let count = draft.annexes.entry(kind).or_default();
    *count += 1;
    match *count {
        1 => kind.to_owned(),
        nth => [kind, "-", &nth.to_string()].concat(),
    }
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
