//! Whether what an archive holds fits together, where it does not come from our own build.

use crate::annotate::{Annotation, Tag};
use crate::corpus::Compiled;
use crate::document::{Document, LineRole};
use crate::link::Evidence;
use crate::span::Span;
use crate::vocabulary::{MAX_FAMILIES, Vocabulary};

/// Whether every index is that of something, every span fits its text, and the fingerprint is that of the rest.
///
/// It says nothing about whether the links and tags are those that would be found.
pub fn is_sound(compiled: &Compiled) -> bool {
    let Compiled { documents, vocabulary, annotations, links, told, communities, places, accuracy, .. } =
        compiled;
    let texts: Vec<&str> =
        documents.iter().flat_map(|d| d.paragraphs.iter().map(|p| p.text.as_str())).collect();
    let (count, terms) = (texts.len(), vocabulary.terms.len());
    let text = |at: u32| texts.get(at as usize).copied().unwrap_or("");
    let is_term = |ix: &u16| usize::from(*ix) < terms;
    count == annotations.len()
        && count == places.len()
        && places.iter().all(|(x, y)| x.is_finite() && y.is_finite())
        && is_sound_vocabulary(vocabulary)
        && documents.iter().all(is_sound_document)
        && have_names(documents)
        && annotations
            .iter()
            .zip(&texts)
            .all(|(annotation, text)| is_sound_annotation(annotation, text, terms))
        && links.iter().all(|link| {
            link.from < link.to
                && (link.to as usize) < count
                && link.score > 0.0
                && link.score < 1.0
                && link.family.is_none_or(|family| usize::from(family) < vocabulary.families.len())
                && fits(link.lead.0, text(link.from))
                && fits(link.lead.1, text(link.to))
        })
        && told.len() == links.len()
        && told.iter().flatten().all(|evidence| match evidence {
            Evidence::Term(ix) => is_term(ix),
            Evidence::Related(a, b) => is_term(a) && is_term(b),
            Evidence::Same | Evidence::Word(_) => true,
        })
        && links.is_sorted_by(|a, b| (a.from, a.to) < (b.from, b.to))
        && communities.iter().all(|community| {
            community.members.iter().all(|member| (*member as usize) < count)
                && community.members.is_sorted_by(|a, b| a < b)
                && community.terms.iter().all(is_term)
        })
        && accuracy.themes.iter().all(|theme| is_term(&theme.theme))
        && super::fingerprint(compiled).is_ok_and(|found| found == compiled.fingerprint)
}

/// Whether a span is one of the text.
fn fits(span: Span, text: &str) -> bool {
    text.get(span.start as usize..span.end as usize).is_some()
}

fn is_sound_document(document: &Document) -> bool {
    let (parts, sections) = (document.parts.len(), document.sections.len());
    parts > 0
        && document.sections.iter().all(|section| usize::from(section.part) < parts)
        && document.paragraphs.iter().all(|paragraph| {
            let mut spans = paragraph.emphasis.clone();
            spans.extend(paragraph.foreign.iter().map(|(span, _)| *span));
            spans.extend(paragraph.notes.iter().map(|note| note.span));
            usize::from(paragraph.part) < parts
                && paragraph.section.is_none_or(|section| usize::from(section) < sections)
                && spans.iter().all(|span| fits(*span, &paragraph.text))
        })
        && document.lines.iter().all(|run| match run.role {
            LineRole::Paragraph(nth) => (nth as usize) < document.paragraphs.len(),
            _ => true,
        })
}

/// Whether no two documents have the same name, and no two paragraphs of one the same key.
fn have_names(documents: &[Document]) -> bool {
    let differ = |mut names: Vec<&str>| {
        names.sort_unstable();
        names.is_sorted_by(|a, b| a < b)
    };
    differ(documents.iter().map(|d| d.name.as_str()).collect())
        && documents.iter().all(|d| differ(d.paragraphs.iter().map(|p| p.key.as_str()).collect()))
}

fn is_sound_annotation(annotation: &Annotation, text: &str, terms: usize) -> bool {
    let is_tag = |tag: &Tag| usize::from(tag.term) < terms && fits(tag.span, text);
    annotation.tags.iter().all(is_tag)
        && annotation.speech.iter().all(|speech| is_tag(&speech.rung) && speech.who.iter().all(is_tag))
        && annotation.by_hand.iter().all(|term| usize::from(*term) < terms)
        && annotation.by_hand.is_sorted_by(|a, b| a < b)
}

fn is_sound_vocabulary(vocabulary: &Vocabulary) -> bool {
    let (terms, families) = (vocabulary.terms.len(), vocabulary.families.len());
    let frameworks = vocabulary.crosswalk.frameworks.len();
    let is_term = |ix: &u16| usize::from(*ix) < terms;
    families <= MAX_FAMILIES
        && terms <= usize::from(u16::MAX)
        && vocabulary.terms.is_sorted_by_key(|term| term.kind)
        && vocabulary.terms.iter().all(|term| {
            term.family.is_none_or(|family| usize::from(family) < families)
                && term.broader.iter().chain(&term.related).chain(&term.place).all(is_term)
        })
        && vocabulary.crosswalk.objectives.iter().all(|objective| {
            usize::from(objective.framework) < frameworks
                && objective.through.iter().all(|(term, _)| is_term(term))
        })
}
