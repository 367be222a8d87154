//! Facets: which values each paragraph has, by which a visitor may filter.
//!
//! All values of all facets are numbered in one row, and years after them, so that one walk over a paragraph's numbers
//! tells everything about it.

mod table;
mod tally;
mod years;

pub use table::{section_id, sections_of};
pub use tally::Tally;
pub use years::Years;

use crate::vocabulary::{Kind, TermIx};

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
    /// The facets of which a value is found by what it is called.
    pub const CALLED: [Self; 6] =
        [Self::Theme, Self::Actor, Self::Place, Self::Programme, Self::Event, Self::Instrument];

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

    /// The facet that counts the tags of a kind of term; `None` for voices, which only speak.
    fn of_kind(kind: Kind) -> Option<Self> {
        match kind {
            Kind::Theme => Some(Self::Theme),
            Kind::Actor => Some(Self::Actor),
            Kind::Place => Some(Self::Place),
            Kind::Programme => Some(Self::Programme),
            Kind::Event => Some(Self::Event),
            Kind::Instrument => Some(Self::Instrument),
            Kind::Rung => Some(Self::Strength),
            Kind::Voice => None,
        }
    }

    /// Its place in [`FacetKind::ALL`].
    fn place(self) -> usize {
        self as usize
    }
}

/// What a visitor has made of a value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Choice {
    /// Nothing.
    #[default]
    Free,
    /// Paragraphs must have it, or another chosen value of its facet.
    Chosen,
    /// No paragraph may have it.
    Excluded,
}

/// The values of one facet.
#[derive(Clone, Debug, Default)]
pub struct FacetTable {
    /// Ids in the order of the page.
    pub values: Vec<String>,
    /// The term of each value; empty where values are no terms.
    terms: Vec<TermIx>,
    /// Indices into `values` by ascending id.
    by_id: Vec<u32>,
}

impl FacetTable {
    /// The index of the value with this id.
    pub fn place(&self, id: &str) -> Option<usize> {
        let value = |place: u32| self.values.get(place as usize).map_or("", String::as_str);
        let at = self.by_id.binary_search_by(|place| value(*place).cmp(id)).ok()?;
        self.by_id.get(at).map(|place| *place as usize)
    }

    /// The term that the value of this index stands for, if values are terms.
    pub fn term(&self, place: usize) -> Option<TermIx> {
        self.terms.get(place).copied()
    }
}

/// All facets of a corpus, and who has their values.
#[derive(Clone, Debug, Default)]
pub struct Facets {
    /// In the order of [`FacetKind::ALL`].
    tables: Vec<FacetTable>,
    /// The years of the documents, ascending; last `None`, if there are documents without a date.
    years: Vec<Option<u16>>,
    /// The number of the first value of each facet, then of the first year; one more at the end.
    firsts: Vec<u32>,
    /// Where the numbers of each paragraph begin in `held`; one more than there are paragraphs.
    starts: Vec<u32>,
    /// Numbers of values, ascending for each paragraph, each once; the last is its year.
    held: Vec<u32>,
    /// How many paragraphs have each value, by number.
    totals: Vec<u32>,
}

impl Facets {
    /// The values of a facet.
    pub fn table(&self, kind: FacetKind) -> Option<&FacetTable> {
        self.tables.get(kind.place())
    }

    /// The years of the documents, ascending; last `None`, if there are documents without a date.
    pub fn years(&self) -> &[Option<u16>] {
        &self.years
    }

    /// The values that a paragraph has in a facet: indices into its table, ascending.
    pub fn of(&self, kind: FacetKind, paragraph: u32) -> impl Iterator<Item = usize> {
        let std::ops::Range { start, end } = self.numbers(kind.place());
        let own = self.held(paragraph).iter().filter(move |number| (start..end).contains(number));
        own.map(move |number| (number - start) as usize)
    }

    /// How many paragraphs have a value.
    pub fn total(&self, kind: FacetKind, place: usize) -> usize {
        let number = self.number(kind, place).and_then(|number| self.totals.get(number as usize));
        number.map_or(0, |total| *total as usize)
    }

    /// The paragraphs that have one of these values of a facet, ascending.
    pub fn paragraphs(&self, kind: FacetKind, places: &[usize]) -> Vec<u32> {
        let mut wanted = vec![false; self.totals.len()];
        for place in places {
            let number = self.number(kind, *place);
            if let Some(slot) = number.and_then(|number| wanted.get_mut(number as usize)) {
                *slot = true;
            }
        }
        let has = |number: &u32| wanted.get(*number as usize) == Some(&true);
        (0..).take(self.len()).filter(|ix| self.held(*ix).iter().any(has)).collect()
    }

    /// Number of paragraphs.
    fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// The numbers of a paragraph's values and year, ascending.
    fn held(&self, paragraph: u32) -> &[u32] {
        let bound = |at: usize| self.starts.get(at).map(|n| *n as usize);
        let at = paragraph as usize;
        let range = bound(at).zip(bound(at.saturating_add(1)));
        range.and_then(|(from, to)| self.held.get(from..to)).unwrap_or(&[])
    }

    /// The numbers of a group: a facet by its place, or the years after them.
    fn numbers(&self, group: usize) -> std::ops::Range<u32> {
        match self.firsts.get(group..group + 2) {
            Some(&[from, to]) => from..to,
            _ => 0..0,
        }
    }

    fn number(&self, kind: FacetKind, place: usize) -> Option<u32> {
        let numbers = self.numbers(kind.place());
        let number = numbers.start.checked_add(u32::try_from(place).ok()?)?;
        numbers.contains(&number).then_some(number)
    }
}

#[cfg(test)]
mod tests {
    use super::FacetKind;

    #[test]
    fn facets_stand_in_the_order_of_the_page_and_have_their_own_names() {
        for (place, kind) in FacetKind::ALL.into_iter().enumerate() {
            assert_eq!((kind.place(), FacetKind::from_id(kind.id())), (place, Some(kind)));
        }
    }
}
