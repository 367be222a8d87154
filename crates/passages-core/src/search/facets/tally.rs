//! Filters over a list of paragraphs: who passes, and what each value would leave, in one walk.
//!
//! A paragraph passes that has, in each facet of which a value is chosen, one of the chosen values; that has no
//! excluded value; and whose year is within the wanted years. The count of a value is the number of paragraphs that
//! would pass were it the only chosen value of its facet, and not excluded, all else being as it is. So a paragraph
//! counts everywhere if nothing keeps it away, and if one thing alone does, then where this one thing is.

use super::{Choice, FacetKind, Facets, Years};

/// The filters, and the counts of what was added.
#[derive(Clone, Debug)]
pub struct Tally<'a> {
    facets: &'a Facets,
    /// For each value by its number: the bit of its group if it is chosen, or [`EXCLUDED`].
    marks: Vec<u16>,
    /// Bits of the groups of which a value is chosen.
    required: u16,
    /// By number of the value.
    counts: Vec<u32>,
}

const EXCLUDED: u16 = 1 << 15;
/// The years are the group after the facets.
const YEARS: usize = FacetKind::ALL.len();

impl<'a> Tally<'a> {
    /// No filters, nothing counted.
    pub fn new(facets: &'a Facets) -> Self {
        let count = facets.totals.len();
        Self { facets, marks: vec![0; count], required: 0, counts: vec![0; count] }
    }

    /// Chooses a value by its index; one that no paragraph has (`None`) leaves nothing by itself.
    /// What is excluded stays so.
    pub fn choose(&mut self, kind: FacetKind, place: Option<usize>) {
        let bit = 1 << kind.place();
        self.required |= bit;
        if let Some(mark) = self.mark(kind, place).filter(|mark| **mark != EXCLUDED) {
            *mark = bit;
        }
    }

    /// Excludes a value by its index.
    pub fn exclude(&mut self, kind: FacetKind, place: Option<usize>) {
        if let Some(mark) = self.mark(kind, place) {
            *mark = EXCLUDED;
        }
    }

    /// Lets only documents of these years pass; what has no date is of no year.
    pub fn within(&mut self, wanted: Years) {
        self.required |= 1 << YEARS;
        for (number, year) in self.facets.numbers(YEARS).zip(&self.facets.years) {
            let is_wanted = year.is_some_and(|year| wanted.contains(year));
            if let Some(mark) = self.marks.get_mut(number as usize).filter(|_| is_wanted) {
                *mark = 1 << YEARS;
            }
        }
    }

    fn mark(&mut self, kind: FacetKind, place: Option<usize>) -> Option<&mut u16> {
        let number = self.facets.number(kind, place?)?;
        self.marks.get_mut(number as usize)
    }

    /// Counts a paragraph where it counts; whether it passes.
    pub fn add(&mut self, paragraph: u32) -> bool {
        let held = self.facets.held(paragraph);
        // Numbers of values are below the number of values: `marks` and `counts` have a place for each.
        let met = held.iter().fold(0, |met, number| met | self.marks[*number as usize]);
        let missing = self.required & !met;
        if met & EXCLUDED != 0 {
            self.add_excluded(held, missing);
            return false;
        }
        match missing.count_ones() {
            0 => held.iter().for_each(|number| self.counts[*number as usize] += 1),
            1 => {
                let numbers = self.facets.numbers(missing.trailing_zeros() as usize);
                for number in held.iter().filter(|number| numbers.contains(number)) {
                    self.counts[*number as usize] += 1;
                }
            }
            _ => {}
        }
        missing == 0
    }

    /// What has one excluded value counts for this one, if nothing outside its facet is missing either.
    fn add_excluded(&mut self, held: &[u32], missing: u16) {
        let mut excluded = held.iter().filter(|number| self.marks[**number as usize] == EXCLUDED);
        if let (Some(only), None) = (excluded.next(), excluded.next()) {
            let group = (0..=YEARS).find(|group| self.facets.numbers(*group).contains(only)).unwrap_or(YEARS);
            if missing & !(1 << group) == 0 {
                self.counts[*only as usize] += 1;
            }
        }
    }

    /// The counts of a facet's values.
    pub fn counts(&self, kind: FacetKind) -> &[u32] {
        self.of_group(kind.place())
    }

    /// The counts of the years, as in [`Facets::years`]: what would pass without the wanted years.
    pub fn years(&self) -> &[u32] {
        self.of_group(YEARS)
    }

    fn of_group(&self, group: usize) -> &[u32] {
        let numbers = self.facets.numbers(group);
        self.counts.get(numbers.start as usize..numbers.end as usize).unwrap_or(&[])
    }

    /// What was made of a value.
    pub fn choice(&self, kind: FacetKind, place: usize) -> Choice {
        let number = self.facets.number(kind, place);
        match number.and_then(|number| self.marks.get(number as usize)) {
            None | Some(0) => Choice::Free,
            Some(&EXCLUDED) => Choice::Excluded,
            Some(_) => Choice::Chosen,
        }
    }
}
