//! The embedded corpus, and what its things are called on the page.

use crate::i18n::Language;
use passages_core::archive;
use passages_core::corpus::{Compiled, Corpus};
use passages_core::document::Document;
use passages_core::link::{Evidence, Link, ParagraphIx};
use passages_core::search::{FacetKind, section_id};
use passages_core::vocabulary::{Kind, Vocabulary, label};
use std::sync::OnceLock;

static BYTES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/corpus.bin"));

/// The corpus. Opened once; the bytes are part of the program, so they can always be read.
pub fn corpus() -> &'static Corpus {
    static CORPUS: OnceLock<Corpus> = OnceLock::new();
    CORPUS.get_or_init(|| {
        let compiled = archive::decode(BYTES).unwrap_or_else(|_| Compiled {
            documents: Vec::new(),
            vocabulary: Vocabulary::default(),
            annotations: Vec::new(),
            links: Vec::new(),
            places: Vec::new(),
            fingerprint: String::new(),
        });
        Corpus::new(compiled)
    })
}

/// "A/CONF.191/L.7, para. 4".
pub fn citation(ix: ParagraphIx) -> String {
    corpus().get(ix).map(|(document, paragraph)| document.citation(paragraph)).unwrap_or_default()
}

/// "Brussels 2006, annex, para. (f)": for places too narrow for the citation.
pub fn short_citation(ix: ParagraphIx) -> String {
    let place = |(d, p): (&Document, _)| format!("{}, {}", d.short, d.place_of(p));
    corpus().get(ix).map(place).unwrap_or_default()
}

/// What a facet is called.
pub fn facet_name(language: &Language, kind: FacetKind) -> &'static str {
    let text = &language.text;
    match kind {
        FacetKind::Document => text.facet_document,
        FacetKind::Section => text.facet_section,
        FacetKind::Theme => text.facet_theme,
        FacetKind::Actor => text.facet_actor,
        FacetKind::Place => text.facet_place,
        FacetKind::Programme => text.facet_programme,
        FacetKind::Event => text.facet_event,
        FacetKind::Instrument => text.facet_instrument,
        FacetKind::Speaker => text.facet_speaker,
        FacetKind::Strength => text.facet_strength,
    }
}

/// What a kind of evidence is called.
pub fn kind_name(language: &Language, kind: Option<Kind>) -> &'static str {
    let text = &language.text;
    match kind {
        Some(Kind::Theme) => text.facet_theme,
        Some(Kind::Actor) => text.facet_actor,
        Some(Kind::Place) => text.facet_place,
        Some(Kind::Programme) => text.facet_programme,
        Some(Kind::Event) => text.facet_event,
        Some(Kind::Instrument) => text.facet_instrument,
        Some(Kind::Voice) => text.facet_speaker,
        Some(Kind::Rung) => text.facet_strength,
        None => text.kind_word,
    }
}

/// What a value of a facet is called.
pub fn value_name(language: &Language, kind: FacetKind, id: &str) -> String {
    match kind {
        FacetKind::Document => corpus().document(id).map_or_else(|| id.to_owned(), |d| d.short.clone()),
        FacetKind::Section => section_name(language, id),
        _ => {
            let term = corpus().vocabulary().terms.iter().find(|t| t.id == id);
            term.map_or_else(|| id.to_owned(), |t| label(&t.labels, language.tag).to_owned())
        }
    }
}

fn section_name(language: &Language, id: &str) -> String {
    let found = corpus().documents().iter().find_map(|document| {
        let paragraph = document.paragraphs.iter().find(|p| section_id(document, p.part, p.section) == id)?;
        let section = paragraph.section.and_then(|s| document.sections.get(usize::from(s)));
        let name = section.map_or_else(
            || {
                let part = document.parts.get(usize::from(paragraph.part)).map_or("", |p| p.slug.as_str());
                if part.is_empty() {
                    language.text.section_none.to_owned()
                } else {
                    format!("{part}, {}", language.text.section_none)
                }
            },
            |s| s.heading.clone(),
        );
        Some(format!("{}: {name}", document.short))
    });
    found.unwrap_or_else(|| id.to_owned())
}

/// The place of a value in the colours and shapes of theme families; `None` for what is no theme.
pub fn family_of(id: &str) -> Option<u8> {
    corpus().vocabulary().terms.iter().find(|t| t.id == id).and_then(|t| t.family)
}

/// What a piece of evidence is called: the term's label, or the word as the first paragraph prints it.
pub fn evidence_name(language: &Language, link: &Link, nth: usize) -> String {
    let Some(reason) = link.reasons.get(nth) else { return String::new() };
    match &reason.evidence {
        Evidence::Term(ix) => corpus()
            .vocabulary()
            .term(*ix)
            .map(|t| label(&t.labels, language.tag).to_owned())
            .unwrap_or_default(),
        Evidence::Word(stem) => {
            let text = corpus().get(link.from).map_or("", |(_, p)| p.text.as_str());
            let printed = reason.from_spans.first().map_or("", |s| s.of(text));
            if printed.is_empty() { stem.clone() } else { printed.to_lowercase() }
        }
    }
}

/// How many reasons a line names.
const REASONS_IN_A_LINE: usize = 3;

/// "Co-development; France": the weightiest reasons in a line. Words are named only where nothing else is shared.
pub fn reason_line(language: &Language, link: &Link) -> String {
    let is_term =
        |nth: &usize| matches!(link.reasons.get(*nth).map(|r| &r.evidence), Some(Evidence::Term(_)));
    let terms: Vec<usize> = (0..link.reasons.len()).filter(is_term).take(REASONS_IN_A_LINE).collect();
    let named =
        if terms.is_empty() { (0..link.reasons.len()).take(REASONS_IN_A_LINE).collect() } else { terms };
    named.into_iter().map(|nth| evidence_name(language, link, nth)).collect::<Vec<_>>().join("; ")
}
