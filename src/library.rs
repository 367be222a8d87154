//! The embedded corpus, and what its things are called on the page.

use crate::i18n::{LANGUAGES, Language};
use passages_core::archive;
use passages_core::corpus::{Compiled, Corpus};
use passages_core::document::Document;
use passages_core::graph::{Community, Point};
use passages_core::link::{Comparison, Evidence, Link, ParagraphIx, Reason};
use passages_core::scene::{Ground, Groups};
use passages_core::search::{FacetKind, Years, section_id};
use passages_core::vocabulary::{Kind, Objective, TermIx, Vocabulary, label};
use std::sync::{Arc, OnceLock};

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
            communities: Vec::new(),
            places: Vec::new(),
            accuracy: Default::default(),
            fingerprint: String::new(),
        });
        Corpus::new(compiled)
    })
}

/// The passages where the layout put them, with their communities, named in a language; made once for each.
pub fn ground(language: &Language) -> Arc<Ground> {
    static GROUNDS: [OnceLock<Arc<Ground>>; LANGUAGES.len()] = [const { OnceLock::new() }; LANGUAGES.len()];
    let at = LANGUAGES.iter().position(|known| known.tag == language.tag).unwrap_or(0);
    GROUNDS[at].get_or_init(|| Arc::new(ground_at(language, None))).clone()
}

/// The same with the passages at other places.
pub fn ground_at(language: &Language, places: Option<&[Point]>) -> Ground {
    let corpus = corpus();
    let number = |at: usize| u32::try_from(at).ok();
    let of: Vec<Option<u32>> = corpus.indices().map(|ix| corpus.community_of(ix).and_then(number)).collect();
    let names: Vec<String> = corpus.communities().iter().map(|c| community_name(language, c)).collect();
    let groups = Groups { of: &of, names: &names };
    Ground::of(corpus, places, (!names.is_empty()).then_some(groups))
}

/// What a community is called: its telling themes, names and words.
fn community_name(language: &Language, community: &Community) -> String {
    let terms = community.terms.iter().map(|ix| term_name(language, *ix).to_owned());
    terms.chain(community.words.iter().cloned()).collect::<Vec<_>>().join(", ")
}

/// The two documents with most links between them, the earlier one first.
pub fn closest_documents() -> Option<(usize, usize)> {
    let corpus = corpus();
    let mut pairs = Vec::new();
    for link in corpus.links() {
        let (a, b) = (corpus.document_ix(link.from)?, corpus.document_ix(link.to)?);
        if a != b {
            // The two as one number, in their order.
            pairs.push((a.min(b) as u64) << 32 | a.max(b) as u64);
        }
    }
    pairs.sort_unstable();
    // The first of the largest.
    let mut best: Option<&[u64]> = None;
    for run in pairs.chunk_by(|a, b| a == b) {
        if best.is_none_or(|best| run.len() > best.len()) {
            best = Some(run);
        }
    }
    let pair = *best?.first()?;
    Some(((pair >> 32) as usize, (pair & u64::from(u32::MAX)) as usize))
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
        FacetKind::Objective => text.facet_objective,
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
pub fn kind_name(language: &Language, evidence: &Evidence) -> &'static str {
    let text = &language.text;
    let kind = match evidence {
        Evidence::Same => return text.kind_same,
        Evidence::Word(_) => return text.kind_word,
        Evidence::Related(..) => return text.kind_related,
        Evidence::Term(ix) => corpus().vocabulary().term(*ix).map(|t| t.kind),
    };
    match kind {
        Some(Kind::Theme) | None => text.facet_theme,
        Some(Kind::Actor) => text.facet_actor,
        Some(Kind::Place) => text.facet_place,
        Some(Kind::Programme) => text.facet_programme,
        Some(Kind::Event) => text.facet_event,
        Some(Kind::Instrument) => text.facet_instrument,
        Some(Kind::Voice) => text.facet_speaker,
        Some(Kind::Rung) => text.facet_strength,
    }
}

/// "5 of 6"; a dash where there was nothing to judge.
pub fn part(language: &Language, n: u16, of: u16) -> String {
    if of == 0 {
        return "–".to_owned();
    }
    crate::i18n::fill(language.text.about_part, &[("n", &n.to_string()), ("of", &of.to_string())])
}

/// What an objective is called: "GCM 20. Promote faster, safer ...".
pub fn objective_name(language: &Language, objective: &Objective) -> String {
    format!("{} {}", objective.number, label(&objective.labels, language.tag))
}

/// What a value of a facet is called.
pub fn value_name(language: &Language, kind: FacetKind, id: &str) -> String {
    match kind {
        FacetKind::Document => corpus().document(id).map_or_else(|| id.to_owned(), |d| d.short.clone()),
        FacetKind::Section => section_name(language, id),
        FacetKind::Objective => {
            let crosswalk = &corpus().vocabulary().crosswalk;
            let found = crosswalk.objectives.iter().find(|o| o.id == id);
            found.map_or_else(
                || id.to_owned(),
                |o| {
                    let framework = crosswalk.frameworks.get(usize::from(o.framework));
                    let framework = framework.map_or(String::new(), |f| f.id.to_uppercase());
                    format!("{framework} {}", objective_name(language, o))
                },
            )
        }
        _ => {
            let term = corpus().vocabulary().terms.iter().find(|t| t.id == id);
            term.map_or_else(|| id.to_owned(), |t| label(&t.labels, language.tag).to_owned())
        }
    }
}

/// A range of years: "2001–2006", "2001–", "–2006", "2001".
pub fn years_name(years: Years) -> String {
    let year = |year: Option<u16>| year.map_or(String::new(), |year| year.to_string());
    let (from, to) = (year(years.from()), year(years.to()));
    if from == to { from } else { format!("{from}–{to}") }
}

fn section_name(language: &Language, id: &str) -> String {
    // An id begins with its document's name: in a large collection the others are not worth a look.
    let of = id.rsplit_once(':').map_or("", |(document, _)| document);
    let found = corpus().documents().iter().filter(|document| document.name == of).find_map(|document| {
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

/// What a term is called.
fn term_name(language: &Language, ix: TermIx) -> &'static str {
    corpus().vocabulary().term(ix).map_or("", |t| label(&t.labels, language.tag))
}

/// What a piece of evidence is called: the term's label, or the word as the first paragraph prints it.
pub fn evidence_name(language: &Language, from: ParagraphIx, reason: &Reason) -> String {
    match &reason.evidence {
        Evidence::Same => language.text.evidence_same.to_owned(),
        Evidence::Term(ix) => term_name(language, *ix).to_owned(),
        Evidence::Related(a, b) => format!("{} ~ {}", term_name(language, *a), term_name(language, *b)),
        Evidence::Word(stem) => {
            let text = corpus().get(from).map_or("", |(_, p)| p.text.as_str());
            let printed = reason.from_spans.first().map_or("", |s| s.of(text));
            if printed.is_empty() { stem.clone() } else { printed.to_lowercase() }
        }
    }
}

/// The place of a reason in the colours and shapes of theme families; `None` for names and words.
pub fn family_of_reason(reason: &Reason) -> Option<u8> {
    reason.evidence.term().and_then(|ix| corpus().vocabulary().term(ix)).and_then(|t| t.family)
}

/// How many reasons a line names.
const REASONS_IN_A_LINE: usize = 3;

/// "Co-development; France": the weightiest reasons of a link in a line.
pub fn reason_line(language: &Language, link: &Link) -> String {
    reasons_in_a_line(language, link.from, &corpus().compare(link.from, link.to))
}

/// The weightiest reasons in a line. Words and neighbours are named only where nothing else is shared.
pub fn reasons_in_a_line(language: &Language, from: ParagraphIx, comparison: &Comparison) -> String {
    let telling = |r: &&Reason| matches!(r.evidence, Evidence::Term(_) | Evidence::Same);
    let has_telling = comparison.reasons.iter().any(|r| telling(&r));
    let named = comparison.reasons.iter().filter(|r| !has_telling || telling(r)).take(REASONS_IN_A_LINE);
    named.map(|reason| evidence_name(language, from, reason)).collect::<Vec<_>>().join("; ")
}
