//! Blocks below the front of a part -> headings, paragraphs, footnotes, signature.

use super::block::Block;
use super::heading::{self, Heading, ends_sentence};
use super::inline::{self, Clean};
use super::label::Labelled;
use super::outline::Outline;
use super::{Draft, calls, label, nameless, tables, wording};
use crate::document::{Footnote, LineRole, Naming, Section};
use crate::problem::{Problem, ProblemKind};
use std::ops::Range;

/// What is being read: a part, a section of it, and the labels that are open.
pub(super) struct Place {
    part: u16,
    section: Option<u16>,
    /// How many paragraphs the parts before it have.
    first_paragraph: usize,
    outline: Outline,
}

impl Place {
    /// The beginning of the part that was opened last.
    pub(super) fn new(draft: &Draft) -> Self {
        Self {
            part: u16::try_from(draft.parts.len().saturating_sub(1)).unwrap_or(u16::MAX),
            section: None,
            first_paragraph: draft.paragraphs.len(),
            outline: Outline::default(),
        }
    }
}

/// Reads on from a place, blocks of at least so many bytes; gives how many blocks that are. `path` is for messages.
pub(super) fn read(
    draft: &mut Draft,
    place: &mut Place,
    blocks: &[Block<'_>],
    path: &str,
    bytes: usize,
) -> usize {
    let (mut rest, mut read) = (blocks, 0);
    let mut cells = tables::Cells::default();
    while let Some((block, after)) = rest.split_first().filter(|_| read < bytes) {
        let from = std::mem::replace(&mut rest, after);
        let raw = block.joined();
        read += raw.len();
        if wording::signs(&raw) || is_closing(block) {
            draft.signature.extend(block.lines.iter().map(|l| inline::clean(l.text).text));
            draft.account(block, LineRole::Signature);
        } else if let Some((mark, text)) = footnote(&raw) {
            draft.footnotes.push(Footnote { mark, text, anchor: String::new() });
            draft.account(block, LineRole::Footnote);
        } else if let Some((table, below)) = table(from, &mut cells) {
            paragraph(draft, place, &table, inline::clean(&table.joined()), path);
            rest = below;
        } else {
            let mut clean = inline::clean(&inline::mend_hyphens(&raw));
            take_raised(draft, &mut clean, block);
            let found = heading::read(block, &clean.text, after.first());
            let found = found.or_else(|| heading::unmarked(&clean.text, after.first()));
            match found.or_else(|| heading::bracketed(&clean.text, after.first(), &place.outline)) {
                Some(found) => section(draft, place, block, found),
                None => {
                    take_calls(draft, &mut clean, block);
                    paragraph(draft, place, block, clean, path);
                }
            }
        }
    }
    blocks.len() - rest.len()
}

/// "45th plenary meeting" and the day, which may stand first.
fn is_closing(block: &Block<'_>) -> bool {
    block.lines.len() <= 2 && block.lines.iter().any(|line| wording::closes(line.text))
}

/// A table that begins with the first block, as one block, and what follows it.
fn table<'a, 'b>(blocks: &'b [Block<'a>], cells: &mut tables::Cells) -> Option<(Block<'a>, &'b [Block<'a>])> {
    let (table, below) = blocks.split_at_checked(cells.run(blocks)? + 1)?;
    let lines: Vec<_> = table.iter().flat_map(|cell| cell.lines.iter().copied()).collect();
    Some((Block::of(&lines), below))
}

/// "* A/61/50 and Corr.1.": a star, a space, and no second star that would make it emphasis.
fn footnote(raw: &str) -> Option<(String, String)> {
    let text = raw.trim_start_matches('\\').trim_start_matches('*');
    let mark = raw.trim_start_matches('\\').strip_suffix(text)?;
    let alone = !mark.is_empty() && text.starts_with(' ') && !text.contains('*');
    alone.then(|| (mark.to_owned(), inline::clean(text).text))
}

fn section(draft: &mut Draft, place: &mut Place, block: &Block<'_>, found: Heading) {
    place.section = u16::try_from(draft.sections.len()).ok();
    place.outline.leave_section();
    draft.sections.push(Section { part: place.part, number: found.number, heading: found.text });
    draft.account(block, LineRole::Heading);
}

fn paragraph(draft: &mut Draft, place: &mut Place, block: &Block<'_>, clean: Clean, path: &str) {
    let labelled = label::take(&clean.text).filter(|l| !l.is_bare());
    let open = draft.paragraphs.len() > place.first_paragraph;
    let last = draft.paragraphs.last_mut().filter(|_| open);
    let continues = clean.text.chars().next().is_some_and(char::is_lowercase);
    match last {
        // A page break fell inside the sentence.
        Some(last) if !block.apart && labelled.is_none() && continues && !ends_sentence(&last.text) => {
            Clean::append(&mut last.text, &mut last.emphasis, &clean);
            last.lines.1 = last.lines.1.max(block.last_line());
        }
        _ => {
            let same_section = last.is_some_and(|before| before.section == place.section);
            if let Some(labelled) = &labelled {
                doubts(draft, place, block, labelled, path);
            }
            let naming = naming(place, labelled.as_ref(), same_section);
            let (label, printed) = labelled.map(|l| (l.label, l.printed.to_owned())).unzip();
            let body = match &printed {
                Some(printed) => clean.without(printed),
                None => clean,
            };
            let lines = (block.first_line(), block.last_line());
            let mut paragraph = nameless(place.part, place.section, naming, body, lines);
            paragraph.label = label;
            paragraph.printed_label = printed;
            draft.paragraphs.push(paragraph);
        }
    }
    let index = u32::try_from(draft.paragraphs.len()).unwrap_or(u32::MAX).saturating_sub(1);
    draft.account(block, LineRole::Paragraph(index));
}

/// What a new paragraph is called, by its label or by the one above.
fn naming(place: &mut Place, labelled: Option<&Labelled<'_>>, same_section: bool) -> Naming {
    let Some(labelled) = labelled else {
        return match place.outline.outermost().filter(|_| same_section) {
            Some(of) => Naming::Subparagraph { of: of.to_owned(), nth: 2 },
            None => Naming::Unlabelled { nth: 1 },
        };
    };
    match place.outline.enter(labelled) {
        above if above.is_empty() => Naming::Label,
        above => Naming::Item { of: above },
    }
}

/// Says what is doubtful about a label: that it has no text, or that numbers are missing before it.
fn doubts(draft: &mut Draft, place: &Place, block: &Block<'_>, labelled: &Labelled<'_>, path: &str) {
    let line = Some(block.first_line());
    if labelled.rest.is_empty() {
        let message = "a paragraph has a label and no text";
        let hint = "is its text on another line?";
        let problem = Problem::warning(path, line, message, hint);
        draft.problems.push(problem.of(ProblemKind::BareLabel, &[]));
    }
    if let Some((before, number)) = place.outline.last_number().zip(labelled.number())
        && number > before + 1
    {
        let (number, before) = (number.to_string(), before.to_string());
        let message = ["paragraph ", &number, " follows paragraph ", &before].concat();
        let hint = "was the label of a paragraph between them lost?";
        let problem = Problem::warning(path, line, message, hint);
        draft.problems.push(problem.of(ProblemKind::SkippedNumber, &[&number, &before]));
    }
}

/// A page has no more footnotes, and a paragraph no more bytes: what has is searched for no calls, lest it never end.
const MAX_PAGE_NOTES: usize = 200;
const MAX_CALLING_BYTES: usize = 50_000;

/// The notes of the pages that a block stands on.
fn notes_of(draft: &Draft, block: &Block<'_>) -> Option<Range<usize>> {
    let pages = block.lines.iter().map(|line| line.page);
    let (first, last) = (pages.clone().min()?, pages.max()?);
    let start = draft.note_pages.partition_point(|page| *page < first);
    Some(start..draft.note_pages.partition_point(|page| *page <= last))
}

/// Notes are called in their order; among so many the one that is called is looked for.
const AHEAD: usize = 8;

/// Takes the raised numbers of footnotes out of the words, and remembers the words that carried them.
fn take_raised(draft: &mut Draft, clean: &mut Clean, block: &Block<'_>) {
    let Some(notes) = notes_of(draft, block) else { return };
    if clean.text.len() > MAX_CALLING_BYTES {
        return;
    }
    let (mut from, mut found_calls) = (0, 0);
    while let Some((call, mark)) = calls::raised(&clean.text, from).filter(|_| found_calls < MAX_PAGE_NOTES) {
        let next = draft.next_note.max(notes.start);
        let ahead = draft.footnotes.get_mut(next..notes.end).unwrap_or_default().iter_mut().take(AHEAD);
        let found = ahead.enumerate().find(|(_, note)| note.mark == mark && note.anchor.is_empty());
        let Some((nth, note)) = found else {
            from = call.end;
            continue;
        };
        from = call.start;
        clean.cut(call);
        note.anchor = calls::anchor(&clean.text, from).to_owned();
        draft.next_note = next + nth + 1;
        found_calls += 1;
    }
}

/// Takes the numbers of footnotes out of the prose, and remembers the words that carried them.
fn take_calls(draft: &mut Draft, clean: &mut Clean, block: &Block<'_>) {
    let Some(notes) = notes_of(draft, block) else { return };
    if notes.len() > MAX_PAGE_NOTES || clean.text.len() > MAX_CALLING_BYTES {
        return;
    }
    let mut from = 0;
    for note in draft.footnotes.get_mut(notes).unwrap_or_default() {
        let numbered = note.mark.starts_with(|c: char| c.is_ascii_digit());
        if !numbered || !note.anchor.is_empty() {
            continue;
        }
        if let Some(call) = calls::call(&clean.text, from, &note.mark) {
            from = call.start;
            clean.cut(call);
            note.anchor = calls::anchor(&clean.text, from).to_owned();
        }
    }
}
