//! Facets: which values each paragraph has, by which a visitor may filter.

use crate::annotate::{Annotation, insert};
use crate::document::Document;
use crate::vocabulary::{Kind, TermIx, Vocabulary};
use std::collections::BTreeSet;

/// One way of sorting paragraphs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FacetKind {
    /// The document; every paragraph has exactly one.
    Document,
    /// The section; every paragraph has exactly one, those before the first heading of their part share one.
    Section,
    /// Themes.
    Theme,
    /// Objectives of later frameworks, reached through themes.
    Objective,
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
    pub const ALL: [Self; 11] = [
        Self::Document,
        Self::Section,
        Self::Theme,
        Self::Objective,
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
            Self::Objective => "objective",
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

    /// The kind of term whose tags it counts; `None` for what is no kind of term.
    fn tagged(self) -> Option<Kind> {
        match self {
            Self::Theme => Some(Kind::Theme),
            Self::Actor => Some(Kind::Actor),
            Self::Place => Some(Kind::Place),
            Self::Programme => Some(Kind::Programme),
            Self::Event => Some(Kind::Event),
            Self::Instrument => Some(Kind::Instrument),
            Self::Strength => Some(Kind::Rung),
            Self::Document | Self::Section | Self::Objective | Self::Speaker => None,
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
    if kind == FacetKind::Objective {
        return objectives(vocabulary, annotations);
    }
    let mut table = FacetTable::default();
    // Where a document's or a term's id stands among the values; sections come in runs.
    let mut of_term: Vec<Option<usize>> = vec![None; vocabulary.terms.len()];
    if !matches!(kind, FacetKind::Document | FacetKind::Section) {
        let held: BTreeSet<TermIx> = annotations.iter().flat_map(|a| terms_of(kind, a, vocabulary)).collect();
        for (ix, term) in vocabulary.indexed().filter(|(ix, _)| held.contains(ix)) {
            if let Some(slot) = of_term.get_mut(usize::from(ix)) {
                *slot = Some(table.values.len());
                table.values.push(term.id.clone());
            }
        }
    }
    let paragraphs = documents.iter().flat_map(|d| d.paragraphs.iter().map(move |p| (d, p)));
    for ((document, paragraph), annotation) in paragraphs.zip(annotations) {
        let own = match kind {
            FacetKind::Document => document.name.clone(),
            FacetKind::Section => section_id(document, paragraph.part, paragraph.section),
            _ => {
                let mut held = Vec::new();
                for ix in terms_of(kind, annotation, vocabulary) {
                    if let Some(place) = of_term.get(usize::from(ix)).copied().flatten() {
                        insert(&mut held, place);
                    }
                }
                table.of_paragraph.push(held);
                continue;
            }
        };
        if table.values.last() != Some(&own) {
            table.values.push(own);
        }
        table.of_paragraph.push(vec![table.values.len().saturating_sub(1)]);
    }
    table
}

/// Which objectives each paragraph bears on through its themes; all are values, for silence is one too.
fn objectives(vocabulary: &Vocabulary, annotations: &[Annotation]) -> FacetTable {
    let all = &vocabulary.crosswalk.objectives;
    let reached = |annotation: &Annotation| {
        let terms = annotation.terms();
        let through = |theme: &TermIx| terms.binary_search(theme).is_ok();
        let held = all.iter().enumerate().filter(|(_, o)| o.through.iter().any(|(theme, _)| through(theme)));
        held.map(|(place, _)| place).collect()
    };
    FacetTable {
        values: all.iter().map(|o| o.id.clone()).collect(),
        of_paragraph: annotations.iter().map(reached).collect(),
    }
}

/// The terms by which a paragraph has its values in a facet.
fn terms_of(kind: FacetKind, annotation: &Annotation, vocabulary: &Vocabulary) -> Vec<TermIx> {
    let Some(wanted) = kind.tagged() else {
        return annotation.speech.iter().filter_map(|s| s.who.map(|w| w.term)).collect();
    };
    let is_wanted = |ix: &TermIx| vocabulary.term(*ix).is_some_and(|t| t.kind == wanted);
    let mut found: Vec<TermIx> = annotation.terms().into_iter().filter(is_wanted).collect();
    // Nobody is said to say it: it is described.
    if kind == FacetKind::Strength && found.is_empty() {
        found.extend(
            vocabulary.indexed().find(|(_, t)| t.kind == wanted && t.strength == 1).map(|(ix, _)| ix),
        );
    }
    found
}
