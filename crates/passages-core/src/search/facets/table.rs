//! Documents, vocabulary and annotations -> the values of all facets, and who has them.

use super::{FacetKind, FacetTable, Facets};
use crate::annotate::Annotation;
use crate::document::{Document, Paragraph};
use crate::order::{sort_by, sort_numbers, sorted};
use crate::vocabulary::{Kind, TermIx, Vocabulary};

/// The id of a section: document, part and number of the heading ("A/CONF.191/L.7:s2"); 0 is before the first.
pub fn section_id(document: &Document, part: u16, section: Option<u16>) -> String {
    let slug = document.parts.get(usize::from(part)).map_or("", |p| p.slug.as_str());
    let before = document.sections.iter().take_while(|s| s.part < part).count();
    let nth = section.map_or(0, |s| usize::from(s).saturating_sub(before) + 1);
    let dot = if slug.is_empty() { "" } else { "." };
    format!("{}:{slug}{dot}s{nth}", document.name)
}

/// The sections of a document that have paragraphs, in their order: the part, the index of the heading, and how many
/// paragraphs they have.
pub fn sections_of(document: &Document) -> impl Iterator<Item = (u16, Option<u16>, usize)> + '_ {
    let section = |paragraph: &Paragraph| (paragraph.part, paragraph.section);
    let runs = document.paragraphs.chunk_by(move |one, next| section(one) == section(next));
    runs.filter_map(move |run| run.first().map(section).map(|(part, at)| (part, at, run.len())))
}

/// No value: a term that nothing shows.
const NONE: u32 = u32::MAX;

/// The numbers of the values that terms stand for, by term.
struct Numbers {
    /// In the facet of the term's kind.
    tagged: Vec<u32>,
    /// As one who speaks.
    speaking: Vec<u32>,
    /// Of the objectives that a theme bears on.
    objectives: Vec<Vec<u32>>,
    /// Of the weakest rung: nobody is said to say it, it is described.
    described: u32,
}

impl Facets {
    /// The facets of all paragraphs, in their order.
    pub fn new(documents: &[Document], vocabulary: &Vocabulary, annotations: &[Annotation]) -> Self {
        let mut facets = Self::default();
        let (of_document, of_section) = facets.structure(documents);
        let numbers = facets.terms(vocabulary, annotations);
        let mut years: Vec<Option<u16>> = documents.iter().map(Document::year).collect();
        sort_by(&mut years, |a, b| a.unwrap_or(u16::MAX).cmp(&b.unwrap_or(u16::MAX)));
        years.dedup();
        let first_year = facets.firsts.last().copied().unwrap_or(0);
        facets.firsts.push(first_year + number(years.len()));
        // Each paragraph has a document, a section, what it shows, and a year; in this order they ascend.
        let first_section = facets.numbers(FacetKind::Section.place()).start;
        let nothing = Annotation::default();
        let mut own: Vec<u32> = Vec::new();
        facets.starts.push(0);
        for (ix, (document, section)) in of_document.iter().zip(of_section).enumerate() {
            let annotation = annotations.get(ix).unwrap_or(&nothing);
            own.clear();
            let mut described = true;
            for tag in &annotation.tags {
                let term = usize::from(tag.term);
                own.extend(numbers.tagged.get(term));
                own.extend(numbers.objectives.get(term).into_iter().flatten());
                described &= vocabulary.term(tag.term).is_none_or(|t| t.kind != Kind::Rung);
            }
            let speakers = annotation.speech.iter().filter_map(|s| s.who);
            own.extend(speakers.filter_map(|who| numbers.speaking.get(usize::from(who.term))));
            own.extend(described.then_some(numbers.described));
            let year = documents.get(document.of).and_then(Document::year);
            let year = years.iter().position(|known| *known == year);
            own.extend(year.map(|place| first_year + number(place)));
            own.extend([document.number, first_section + section]);
            sort_numbers(&mut own);
            own.dedup();
            facets.held.extend(own.iter().filter(|number| **number != NONE));
            facets.starts.push(number(facets.held.len()));
        }
        facets.years = years;
        facets.totals = vec![0; facets.firsts.last().map_or(0, |end| *end as usize)];
        for number in &facets.held {
            if let Some(total) = facets.totals.get_mut(*number as usize) {
                *total += 1;
            }
        }
        facets
    }

    /// Adds the facets of documents and of sections; each paragraph's document and section, as indices of values.
    fn structure(&mut self, documents: &[Document]) -> (Vec<OfDocument>, Vec<u32>) {
        let (mut names, mut sections) = (Vec::new(), Vec::new());
        let (mut of_document, mut of_section) = (Vec::new(), Vec::new());
        for (of, document) in documents.iter().enumerate() {
            if !document.paragraphs.is_empty() {
                names.push(document.name.clone());
            }
            for (part, section, paragraphs) in sections_of(document) {
                sections.push(section_id(document, part, section));
                let (name, section) = (number(names.len() - 1), number(sections.len() - 1));
                of_document.extend(std::iter::repeat_n(OfDocument { of, number: name }, paragraphs));
                of_section.extend(std::iter::repeat_n(section, paragraphs));
            }
        }
        self.add(names, Vec::new());
        self.add(sections, Vec::new());
        (of_document, of_section)
    }

    /// Adds the facets of terms: those that a paragraph shows are values, and all objectives, for silence is one too.
    fn terms(&mut self, vocabulary: &Vocabulary, annotations: &[Annotation]) -> Numbers {
        let count = vocabulary.terms.len();
        let (mut shown, mut speaks) = (vec![false; count], vec![false; count]);
        let mark = |list: &mut Vec<bool>, term: TermIx| {
            if let Some(slot) = list.get_mut(usize::from(term)) {
                *slot = true;
            }
        };
        let weakest = vocabulary.indexed().find(|(_, t)| t.kind == Kind::Rung && t.strength == 1);
        let weakest = weakest.map(|(ix, _)| ix);
        let is_rung = |term: TermIx| vocabulary.term(term).is_some_and(|t| t.kind == Kind::Rung);
        for annotation in annotations {
            annotation.tags.iter().for_each(|tag| mark(&mut shown, tag.term));
            annotation.speech.iter().filter_map(|s| s.who).for_each(|who| mark(&mut speaks, who.term));
            if let Some(weakest) = weakest.filter(|_| !annotation.tags.iter().any(|tag| is_rung(tag.term))) {
                mark(&mut shown, weakest);
            }
        }
        let mut numbers = Numbers {
            tagged: vec![NONE; count],
            speaking: vec![NONE; count],
            objectives: vec![Vec::new(); count],
            described: NONE,
        };
        for kind in FacetKind::ALL.into_iter().skip(self.tables.len()) {
            let first = self.firsts.last().copied().unwrap_or(0);
            if kind == FacetKind::Objective {
                let objectives = &vocabulary.crosswalk.objectives;
                for (nth, objective) in (first..).zip(objectives) {
                    for (theme, _) in &objective.through {
                        if let Some(list) = numbers.objectives.get_mut(usize::from(*theme)) {
                            list.push(nth);
                        }
                    }
                }
                self.add(objectives.iter().map(|o| o.id.clone()).collect(), Vec::new());
                continue;
            }
            let (held, list) = match kind {
                FacetKind::Speaker => (&speaks, &mut numbers.speaking),
                _ => (&shown, &mut numbers.tagged),
            };
            let (mut ids, mut terms) = (Vec::new(), Vec::new());
            for (ix, term) in vocabulary.indexed() {
                let place = usize::from(ix);
                let fits = kind == FacetKind::Speaker || FacetKind::of_kind(term.kind) == Some(kind);
                if let Some(slot) = list.get_mut(place).filter(|_| fits && held.get(place) == Some(&true)) {
                    *slot = first + number(ids.len());
                    ids.push(term.id.clone());
                    terms.push(ix);
                }
            }
            self.add(ids, terms);
        }
        let described = weakest.and_then(|ix| numbers.tagged.get(usize::from(ix)));
        numbers.described = described.copied().unwrap_or(NONE);
        numbers
    }

    fn add(&mut self, values: Vec<String>, terms: Vec<TermIx>) {
        if self.firsts.is_empty() {
            self.firsts.push(0);
        }
        let by_id = sorted(values.len(), &|a, b| values.get(a as usize).cmp(&values.get(b as usize)));
        self.firsts.push(self.firsts.last().copied().unwrap_or(0) + number(values.len()));
        self.tables.push(FacetTable { values, terms, by_id });
    }
}

/// The document of a paragraph.
#[derive(Clone, Copy)]
struct OfDocument {
    /// Its index in the corpus.
    of: usize,
    /// Its index among the values: documents without paragraphs are none.
    number: u32,
}

fn number(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
