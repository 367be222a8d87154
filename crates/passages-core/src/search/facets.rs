//! Facets: which values each paragraph has, by which a visitor may filter.

use crate::annotate::Annotation;
use crate::document::Document;
use crate::vocabulary::{Kind, Vocabulary};
use std::collections::BTreeMap;

/// One way of sorting paragraphs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FacetKind {
    /// The document; every paragraph has exactly one.
    Document,
    /// The section; every paragraph has exactly one, those before the first heading of their part share one.
    Section,
    /// Themes.
    Theme,
    /// Organizations and states.
    Actor,
    /// Countries and regions.
    Place,
    /// Programmes and projects.
    Programme,
    /// Conferences and processes.
    Event,
    /// Reports, agreements, goals.
    Instrument,
    /// Who speaks.
    Speaker,
    /// How strongly.
    Strength,
}

impl FacetKind {
    /// All facets, in the order of the page.
    pub const ALL: [Self; 10] = [
        Self::Document,
        Self::Section,
        Self::Theme,
        Self::Actor,
        Self::Place,
        Self::Programme,
        Self::Event,
        Self::Instrument,
        Self::Speaker,
        Self::Strength,
    ];

    /// Its name in addresses and exports.
    pub fn id(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::Section => "section",
            Self::Theme => "theme",
            Self::Actor => "actor",
            Self::Place => "place",
            Self::Programme => "programme",
            Self::Event => "event",
            Self::Instrument => "instrument",
            Self::Speaker => "speaker",
            Self::Strength => "strength",
        }
    }

    /// The facet of this name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.id() == id)
    }

    /// The kind of term whose tags it counts; `None` for documents, sections and speakers.
    fn tagged(self) -> Option<Kind> {
        match self {
            Self::Theme => Some(Kind::Theme),
            Self::Actor => Some(Kind::Actor),
            Self::Place => Some(Kind::Place),
            Self::Programme => Some(Kind::Programme),
            Self::Event => Some(Kind::Event),
            Self::Instrument => Some(Kind::Instrument),
            Self::Strength => Some(Kind::Rung),
            Self::Document | Self::Section | Self::Speaker => None,
        }
    }
}

/// The values of one facet and who has them.
#[derive(Clone, Debug, Default)]
pub struct FacetTable {
    /// Ids in the order of the page.
    pub values: Vec<String>,
    /// For each paragraph, indices into `values`, ascending, each once.
    pub of_paragraph: Vec<Vec<usize>>,
}

/// The id of a section: document, part and number of the heading ("A/CONF.191/L.7:s2"); 0 is before the first.
pub fn section_id(document: &Document, part: u16, section: Option<u16>) -> String {
    let slug = document.parts.get(usize::from(part)).map_or("", |p| p.slug.as_str());
    let before = document.sections.iter().take_while(|s| s.part < part).count();
    let nth = section.map_or(0, |s| usize::from(s).saturating_sub(before) + 1);
    let dot = if slug.is_empty() { "" } else { "." };
    format!("{}:{slug}{dot}s{nth}", document.name)
}

/// The table of one facet over all paragraphs, in their order.
pub fn table(
    kind: FacetKind,
    documents: &[Document],
    vocabulary: &Vocabulary,
    annotations: &[Annotation],
) -> FacetTable {
    let paragraphs = documents.iter().flat_map(|d| d.paragraphs.iter().map(move |p| (d, p)));
    let per_paragraph = paragraphs.zip(annotations).map(|((document, paragraph), annotation)| {
        match kind.tagged() {
            Some(wanted) => {
                let tagged = annotation.tags.iter().filter_map(|t| vocabulary.term(t.term));
                let mut ids: Vec<String> =
                    tagged.filter(|t| t.kind == wanted).map(|t| t.id.clone()).collect();
                // Nobody is said to say it: it is described.
                if kind == FacetKind::Strength && ids.is_empty() {
                    ids.extend(
                        vocabulary
                            .terms
                            .iter()
                            .find(|t| t.kind == wanted && t.forms.is_empty())
                            .map(|t| t.id.clone()),
                    );
                }
                ids
            }
            None if kind == FacetKind::Document => vec![document.name.clone()],
            None if kind == FacetKind::Section => {
                vec![section_id(document, paragraph.part, paragraph.section)]
            }
            None => {
                let who = annotation.speech.iter().filter_map(|s| vocabulary.term(s.who?.term));
                who.map(|t| t.id.clone()).collect()
            }
        }
    });
    let per_paragraph: Vec<Vec<String>> = per_paragraph.collect();
    // Documents and sections in the order of the corpus, terms in that of the vocabulary.
    let mut values: Vec<String> = Vec::new();
    if matches!(kind, FacetKind::Document | FacetKind::Section) {
        values.extend(per_paragraph.iter().flatten().cloned());
        values.dedup();
    } else {
        let held: std::collections::BTreeSet<&String> = per_paragraph.iter().flatten().collect();
        values.extend(vocabulary.terms.iter().map(|t| &t.id).filter(|id| held.contains(id)).cloned());
    }
    let place: BTreeMap<&str, usize> = values.iter().enumerate().map(|(i, v)| (v.as_str(), i)).collect();
    let of_paragraph = per_paragraph
        .iter()
        .map(|ids| {
            let mut places: Vec<usize> =
                ids.iter().filter_map(|id| place.get(id.as_str()).copied()).collect();
            places.sort_unstable();
            places.dedup();
            places
        })
        .collect();
    FacetTable { of_paragraph, values }
}
