//! Keys of paragraphs: part and label in readable form, unique in the document.

use super::Draft;
use crate::document::{Naming, Paragraph, Section, section_slug};
use std::collections::{BTreeMap, BTreeSet};

/// Counts the unlabelled ones and gives every paragraph its key.
pub(super) fn name_paragraphs(draft: &mut Draft) {
    let mut unlabelled: BTreeMap<u16, u16> = BTreeMap::new();
    let mut taken: BTreeMap<String, u32> = BTreeMap::new();
    let labelled_parts: BTreeSet<u16> =
        draft.paragraphs.iter().filter(|p| p.label.is_some()).map(|p| p.part).collect();
    let numbers = numbers(&draft.sections);
    let restarting = restarting_parts(&draft.paragraphs, &numbers);
    let mut nth_subparagraph: u16 = 1;
    for paragraph in &mut draft.paragraphs {
        let slug = draft.parts.get(usize::from(paragraph.part)).map_or("", |p| p.slug.as_str());
        let introductory = labelled_parts.contains(&paragraph.part);
        let local = local(paragraph, slug, introductory, &mut nth_subparagraph, &mut unlabelled);
        let counted = !matches!(paragraph.naming, Naming::Unlabelled { .. });
        let item = matches!(paragraph.naming, Naming::Item { .. });
        let anew = restarting.contains(&(paragraph.part, false)) && counted
            || restarting.contains(&(paragraph.part, true)) && item;
        let own = if anew { number(paragraph, &numbers) } else { "" };
        let pieces = [slug, own, &local].into_iter().filter(|piece| !piece.is_empty());
        let key = pieces.collect::<Vec<_>>().join(".");
        let times = taken.entry(key.clone()).or_default();
        *times += 1;
        paragraph.key = if *times == 1 { key } else { format!("{key}~{times}") };
    }
}

/// What the numbers of the sections are in keys; a section without one has that of the section above it in its part.
fn numbers(sections: &[Section]) -> Vec<String> {
    let mut numbers: Vec<String> = Vec::with_capacity(sections.len());
    let mut above = (u16::MAX, String::new());
    for section in sections {
        if let Some(slug) = section_slug(section) {
            above = (section.part, slug);
        }
        let inherited = above.0 == section.part;
        numbers.push(if inherited { above.1.clone() } else { String::new() });
    }
    numbers
}

fn number<'n>(paragraph: &Paragraph, numbers: &'n [String]) -> &'n str {
    paragraph.section.and_then(|at| numbers.get(usize::from(at))).map_or("", String::as_str)
}

/// The parts in which each numbered section counts anew, paragraphs or (true) items only: there the section belongs to
/// the address.
fn restarting_parts(paragraphs: &[Paragraph], numbers: &[String]) -> BTreeSet<(u16, bool)> {
    let mut first: BTreeMap<(u16, &[String], &str), &str> = BTreeMap::new();
    let mut restarting = BTreeSet::new();
    for paragraph in paragraphs {
        let above: &[String] = match &paragraph.naming {
            Naming::Label => &[],
            Naming::Item { of } => of,
            Naming::Subparagraph { .. } | Naming::Unlabelled { .. } => continue,
        };
        let own = number(paragraph, numbers);
        let label = paragraph.label.as_deref().unwrap_or_default();
        if *first.entry((paragraph.part, above, label)).or_insert(own) != own {
            restarting.insert((paragraph.part, !above.is_empty()));
        }
    }
    restarting
}

/// The key inside the part: "4", "4.a.ii" for an item, "7.2" for a second subparagraph, "i1" where no label is printed.
fn local(
    paragraph: &mut Paragraph,
    slug: &str,
    introductory: bool,
    nth_subparagraph: &mut u16,
    unlabelled: &mut BTreeMap<u16, u16>,
) -> String {
    let label = paragraph.label.as_deref().unwrap_or_default();
    match &mut paragraph.naming {
        Naming::Label => {
            *nth_subparagraph = 1;
            bare(label).to_owned()
        }
        Naming::Item { of } => {
            let above: Vec<&str> = of.iter().map(|label| bare(label)).collect();
            [&above.join("."), ".", bare(label)].concat()
        }
        Naming::Subparagraph { of, nth } => {
            *nth_subparagraph = nth_subparagraph.saturating_add(1);
            *nth = *nth_subparagraph;
            format!("{}.{nth}", bare(of))
        }
        Naming::Unlabelled { nth } => {
            let count = unlabelled.entry(paragraph.part).or_default();
            *count = count.saturating_add(1);
            *nth = *count;
            let letter = if introductory { "i" } else { slug.get(..1).unwrap_or("p") };
            format!("{letter}{nth}")
        }
    }
}

fn bare(label: &str) -> &str {
    label.trim_matches(['(', ')'])
}
