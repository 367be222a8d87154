//! Small corpora of which everything is known beforehand.

use passages_core::annotate::{Annotation, Speech, Tag};
use passages_core::corpus::{Compiled, Corpus};
use passages_core::date::Date;
use passages_core::document::{Document, Masthead, Naming, Paragraph, Part, Section};
use passages_core::link::Link;
use passages_core::search::FacetKind;
use passages_core::span::Span;
use passages_core::vocabulary::{Crosswalk, Framework, Kind, Labels, Objective, Term, TermIx, Vocabulary};
use proptest::collection::vec;
use proptest::prelude::*;

/// Words of the texts.
pub(crate) const WORDS: [&str; 7] = ["bank", "banks", "migrant", "migration", "the", "remittances", "loan"];

/// Terms: kind, id, label in English and in French.
pub(crate) const TERMS: [(Kind, &str, &str, &str); 9] = [
    (Kind::Theme, "remittances", "Remittances", "Envois de fonds"),
    (Kind::Theme, "banking", "Banks and loans", "Banques et prêts"),
    (Kind::Theme, "!odd", "Odd, or !odd", "Étrange"),
    (Kind::Actor, "IOM", "International Organization for Migration", "Organisation pour les migrations"),
    (Kind::Actor, "WB", "World Bank", "Banque mondiale"),
    (Kind::Place, "mali", "Mali", "Mali"),
    (Kind::Voice, "several", "Several speakers", "Plusieurs orateurs"),
    (Kind::Rung, "described", "Described", "Décrit"),
    (Kind::Rung, "stressed", "Stressed", "Souligné"),
];

/// Documents: name, title, year.
pub(crate) const DOCUMENTS: [(&str, &str, Option<u16>); 4] = [
    ("A/61/1", "Report on banks", Some(2001)),
    ("A/61/10", "Remittances in Mali", Some(2006)),
    ("undated", "A note without a date", None),
    ("E/2006/3", "Migration and loans", Some(2006)),
];

/// Scores of links, in hundredths.
pub(crate) const SCORES: [u8; 4] = [25, 40, 41, 98];

/// What a paragraph is.
#[derive(Clone, Debug)]
pub(crate) struct Given {
    pub(crate) document: usize,
    pub(crate) section: Option<u16>,
    pub(crate) words: Vec<usize>,
    /// Indices into [`TERMS`], voices left out.
    pub(crate) tags: Vec<usize>,
    /// Indices into [`TERMS`]: actors and voices.
    pub(crate) speakers: Vec<usize>,
}

/// Paragraphs in the order of the corpus, and links: two paragraphs and a score.
#[derive(Clone, Debug)]
pub(crate) struct Small {
    pub(crate) paragraphs: Vec<Given>,
    pub(crate) links: Vec<(u32, u32, f32)>,
}

pub(crate) fn small() -> impl Strategy<Value = Small> {
    let given = (
        0..DOCUMENTS.len(),
        prop::option::of(0_u16..2),
        vec(0..WORDS.len(), 0..6),
        vec(prop::sample::select(vec![0, 1, 2, 3, 4, 5, 7, 8]), 0..5),
        vec(prop::sample::select(vec![3, 4, 6]), 0..2),
    );
    let given = given.prop_map(|(document, section, words, tags, speakers)| Given {
        document,
        section,
        words,
        tags,
        speakers,
    });
    // Few scores, so that the least one is often met exactly.
    let score = prop::sample::select(SCORES.to_vec());
    (vec(given, 0..14), vec((0_u32..14, 0_u32..14, score), 0..20)).prop_map(|(mut paragraphs, pairs)| {
        paragraphs.sort_by_key(|p| (p.document, p.section));
        let count = paragraphs.len() as u32;
        let pairs = pairs.into_iter().map(|(a, b, s)| (a.min(b), a.max(b), f32::from(s) / 100.0));
        let mut links: Vec<(u32, u32, f32)> = pairs.filter(|(a, b, _)| a < b && *b < count).collect();
        links.sort_by_key(|(a, b, _)| (*a, *b));
        links.dedup_by_key(|(a, b, _)| (*a, *b));
        Small { paragraphs, links }
    })
}

impl Small {
    pub(crate) fn text(&self, paragraph: usize) -> String {
        let words = self.paragraphs[paragraph].words.iter().map(|w| WORDS[*w]);
        words.collect::<Vec<_>>().join(" ")
    }

    pub(crate) fn year(&self, paragraph: usize) -> Option<u16> {
        DOCUMENTS[self.paragraphs[paragraph].document].2
    }

    /// The ids of the values that a paragraph has in a facet.
    pub(crate) fn values(&self, kind: FacetKind, paragraph: usize) -> Vec<&'static str> {
        let Given { document, section, tags, speakers, .. } = &self.paragraphs[paragraph];
        let tagged = |kind: Kind| -> Vec<&'static str> {
            tags.iter().filter(|t| TERMS[**t].0 == kind).map(|t| TERMS[*t].1).collect()
        };
        match kind {
            FacetKind::Document => vec![DOCUMENTS[*document].0],
            FacetKind::Section => {
                let sections = [
                    ["A/61/1:s0", "A/61/1:s1", "A/61/1:s2"],
                    ["A/61/10:s0", "A/61/10:s1", "A/61/10:s2"],
                    ["undated:s0", "undated:s1", "undated:s2"],
                    ["E/2006/3:s0", "E/2006/3:s1", "E/2006/3:s2"],
                ];
                vec![sections[*document][section.map_or(0, |s| usize::from(s) + 1)]]
            }
            FacetKind::Theme => tagged(Kind::Theme),
            FacetKind::Objective => {
                let reached = |(id, themes): (&'static str, &[usize])| {
                    themes.iter().any(|theme| tags.contains(theme)).then_some(id)
                };
                [("gcm-20", [0].as_slice()), ("gcm-1", &[1, 2])].into_iter().filter_map(reached).collect()
            }
            FacetKind::Actor => tagged(Kind::Actor),
            FacetKind::Place => tagged(Kind::Place),
            FacetKind::Speaker => speakers.iter().map(|s| TERMS[*s].1).collect(),
            FacetKind::Strength => match tagged(Kind::Rung) {
                none if none.is_empty() => vec!["described"],
                some => some,
            },
            FacetKind::Programme | FacetKind::Event | FacetKind::Instrument => Vec::new(),
        }
    }

    /// All values that a facet may have here, in no order.
    pub(crate) fn all_values(&self, kind: FacetKind) -> Vec<&'static str> {
        let mut all: Vec<_> = (0..self.paragraphs.len()).flat_map(|p| self.values(kind, p)).collect();
        if kind == FacetKind::Objective {
            all.extend(["gcm-20", "gcm-1"]);
        }
        all.sort_unstable();
        all.dedup();
        all
    }

    pub(crate) fn corpus(&self) -> Corpus {
        let documents =
            DOCUMENTS.iter().enumerate().map(|(d, (name, title, year))| self.document(d, name, title, *year));
        let annotation = |given: &Given| Annotation {
            tags: given.tags.iter().map(|t| tag(*t)).collect(),
            speech: given.speakers.iter().map(|s| Speech { who: Some(tag(*s)), rung: tag(8) }).collect(),
            by_hand: Vec::new(),
        };
        let lead = (Span::new(0..0), Span::new(0..0));
        let link = |(from, to, score): &(u32, u32, f32)| Link {
            from: *from,
            to: *to,
            score: *score,
            family: None,
            lead,
        };
        Corpus::new(Compiled {
            documents: documents.collect(),
            vocabulary: vocabulary(),
            annotations: self.paragraphs.iter().map(annotation).collect(),
            links: self.links.iter().map(link).collect(),
            told: Vec::new(),
            communities: Vec::new(),
            places: self.paragraphs.iter().map(|_| (0.0, 0.0)).collect(),
            accuracy: Default::default(),
            fingerprint: "1a2b3c4d".to_owned(),
        })
    }

    fn document(&self, number: usize, name: &str, title: &str, year: Option<u16>) -> Document {
        let own = (0..self.paragraphs.len()).filter(|p| self.paragraphs[*p].document == number);
        let paragraph = |(nth, p): (usize, usize)| Paragraph {
            key: (nth + 1).to_string(),
            part: 0,
            section: self.paragraphs[p].section,
            naming: Naming::Label,
            label: Some((nth + 1).to_string()),
            printed_label: None,
            text: self.text(p),
            emphasis: Vec::new(),
            foreign: Vec::new(),
            notes: Vec::new(),
            lines: (1, 1),
        };
        let section = |heading: &str| Section { part: 0, number: None, heading: heading.to_owned() };
        let date = year.and_then(|year| Date::new(year, 3, 15));
        Document {
            name: name.to_owned(),
            short: name.to_owned(),
            short_in: Vec::new(),
            language: "en".to_owned(),
            title: title.to_owned(),
            printed_title: title.to_owned(),
            byline: None,
            masthead: Masthead { symbol: Some(name.to_owned()), date, ..Masthead::default() },
            parts: vec![Part { slug: String::new(), heading: None, title: None, meeting: None }],
            sections: vec![section("One"), section("Two")],
            paragraphs: own.enumerate().map(paragraph).collect(),
            signature: Vec::new(),
            footnotes: Vec::new(),
            provenance: None,
            provenance_in: Vec::new(),
            received: String::new(),
            lines: Vec::new(),
        }
    }
}

fn tag(term: usize) -> Tag {
    Tag { span: Span::new(0..0), term: term as TermIx, sentence: 0 }
}

fn vocabulary() -> Vocabulary {
    let labels = |en: &str, fr: &str| -> Labels {
        vec![("en".to_owned(), en.to_owned()), ("fr".to_owned(), fr.to_owned())]
    };
    let term = |(kind, id, en, fr): &(Kind, &str, &str, &str)| Term {
        labels: labels(en, fr),
        strength: if *id == "described" { 1 } else { 0 },
        ..Term::new(*kind, id)
    };
    let objective = |id: &str, themes: &[TermIx]| Objective {
        id: id.to_owned(),
        framework: 0,
        number: id.to_owned(),
        labels: labels(id, id),
        through: themes.iter().map(|theme| (*theme, String::new())).collect(),
    };
    let framework =
        Framework { id: "gcm".to_owned(), labels: labels("Compact", "Pacte"), source: String::new() };
    let mut terms: Vec<Term> = TERMS.iter().map(term).collect();
    // Languages without spaces, and with an article joined to the word.
    terms[3].labels.push(("zh".to_owned(), "国际移民组织".to_owned()));
    terms[0].labels.push(("ar".to_owned(), "التحويلات المالية".to_owned()));
    Vocabulary {
        terms,
        crosswalk: Crosswalk {
            frameworks: vec![framework],
            objectives: vec![objective("gcm-20", &[0]), objective("gcm-1", &[1, 2])],
        },
        ..Vocabulary::default()
    }
}
