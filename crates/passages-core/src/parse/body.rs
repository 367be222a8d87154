//! Blocks below the front of a part -> headings, paragraphs, footnotes, signature.

use super::heading::ends_sentence;
use super::lines::Block;
use super::{Draft, heading, inline, label, nameless};
use crate::document::{Footnote, LineRole, Naming, Section};
use crate::problem::Problem;
use crate::source::Source;
use std::collections::{BTreeMap, BTreeSet};

/// Reads the blocks of the part that was opened last.
pub(super) fn read(draft: &mut Draft, blocks: &[Block<'_>], source: &Source) {
    let part = u16::try_from(draft.parts.len().saturating_sub(1)).unwrap_or(u16::MAX);
    let first_paragraph = draft.paragraphs.len();
    let mut section = None;
    for block in blocks {
        let raw = block.joined();
        if block.is_rule() {
            let role = if block.is_end_mark() { LineRole::EndMark } else { LineRole::PageRule };
            draft.account(block, role);
        } else if raw.starts_with("(Signed)") {
            draft.signature.extend(block.lines.iter().map(|l| inline::clean(l).text));
            draft.account(block, LineRole::Signature);
        } else if let Some((mark, text)) = footnote(&raw) {
            draft.footnotes.push(Footnote { mark, text, anchor: String::new() });
            draft.account(block, LineRole::Footnote);
        } else if let Some(found) = heading::read(block) {
            section = u16::try_from(draft.sections.len()).ok();
            draft.sections.push(Section { part, number: found.number, heading: found.text });
            draft.account(block, LineRole::Heading);
        } else {
            paragraph(draft, block, &raw, (part, section, first_paragraph), source);
        }
    }
}

/// "* A/61/50 and Corr.1.": a star, a space, and no second star that would make it emphasis.
fn footnote(raw: &str) -> Option<(String, String)> {
    let text = raw.trim_start_matches('\\').trim_start_matches('*');
    let mark = raw.trim_start_matches('\\').strip_suffix(text)?;
    let alone = !mark.is_empty() && text.starts_with(' ') && !text.contains('*');
    alone.then(|| (mark.to_owned(), inline::clean(text).text))
}

fn paragraph(
    draft: &mut Draft,
    block: &Block<'_>,
    raw: &str,
    (part, section, first_paragraph): (u16, Option<u16>, usize),
    source: &Source,
) {
    let clean = inline::clean(raw);
    let labelled = label::take(&clean.text).filter(|l| !l.is_bare());
    let open = draft.paragraphs.len() > first_paragraph;
    let last = draft.paragraphs.last_mut().filter(|_| open);
    let continues = clean.text.chars().next().is_some_and(char::is_lowercase);
    let (label, printed) = match labelled {
        Some(l) => (Some(l.label.to_owned()), Some(l.printed.to_owned())),
        None => (None, None),
    };
    match last {
        // A page break fell inside the sentence.
        Some(last) if label.is_none() && continues && !ends_sentence(&last.text) => {
            let shift = u32::try_from(last.text.len()).unwrap_or(u32::MAX) + 1;
            last.text.push(' ');
            last.text.push_str(&clean.text);
            last.emphasis.extend(
                clean
                    .emphasis
                    .iter()
                    .map(|s| crate::span::Span { start: s.start + shift, end: s.end + shift }),
            );
            last.lines.1 = block.last_line();
        }
        _ => {
            let before = last.filter(|p| p.section == section);
            let of = before.and_then(|p| match &p.naming {
                Naming::Subparagraph { of, .. } => Some(of.clone()),
                Naming::Label | Naming::Unlabelled { .. } => p.label.clone(),
            });
            let naming = match (&label, of) {
                (Some(_), _) => Naming::Label,
                (None, Some(of)) => Naming::Subparagraph { of, nth: 2 },
                (None, None) => Naming::Unlabelled { nth: 1 },
            };
            let body = match &printed {
                Some(printed) => clean.without(printed),
                None => clean,
            };
            let mut paragraph =
                nameless(part, section, naming, body, (block.first_line(), block.last_line()));
            paragraph.label = label;
            paragraph.printed_label = printed;
            if paragraph.text.is_empty() {
                let hint = "is its text on another line?";
                let message = "a paragraph has a label and no text";
                draft.problems.push(Problem::warning(&source.path, Some(block.first_line()), message, hint));
            }
            draft.paragraphs.push(paragraph);
        }
    }
    let index = u32::try_from(draft.paragraphs.len()).unwrap_or(u32::MAX).saturating_sub(1);
    draft.account(block, LineRole::Paragraph(index));
}

/// Counts the unlabelled ones and gives every paragraph its key, unique in the document.
pub(super) fn name_paragraphs(draft: &mut Draft) {
    let mut unlabelled: BTreeMap<u16, u16> = BTreeMap::new();
    let mut taken: BTreeMap<String, u32> = BTreeMap::new();
    let labelled_parts: BTreeSet<u16> =
        draft.paragraphs.iter().filter(|p| p.label.is_some()).map(|p| p.part).collect();
    let mut nth_subparagraph: u16 = 1;
    for paragraph in &mut draft.paragraphs {
        let slug = draft.parts.get(usize::from(paragraph.part)).map_or("", |p| p.slug.as_str());
        let local = match &mut paragraph.naming {
            Naming::Label => {
                nth_subparagraph = 1;
                let label = paragraph.label.as_deref().unwrap_or_default();
                label.trim_matches(['(', ')']).to_owned()
            }
            Naming::Subparagraph { of, nth } => {
                nth_subparagraph = nth_subparagraph.saturating_add(1);
                *nth = nth_subparagraph;
                format!("{}.{nth}", of.trim_matches(['(', ')']))
            }
            Naming::Unlabelled { nth } => {
                let count = unlabelled.entry(paragraph.part).or_default();
                *count = count.saturating_add(1);
                *nth = *count;
                let introductory = labelled_parts.contains(&paragraph.part);
                let letter = if introductory { "i" } else { slug.get(..1).unwrap_or("p") };
                format!("{letter}{nth}")
            }
        };
        let key = if slug.is_empty() { local } else { format!("{slug}.{local}") };
        let times = taken.entry(key.clone()).or_default();
        *times += 1;
        paragraph.key = if *times == 1 { key } else { format!("{key}~{times}") };
    }
}
