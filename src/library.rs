//! The corpus in use, and what its things are called on the page.

mod in_use;

use crate::i18n::{HEADS, Head, Language, fill};
use passages_core::document::{Document, Note};
use passages_core::graph::{Central, Community, Point};
use passages_core::link::{Comparison, Evidence, Link, ParagraphIx, Reason};
use passages_core::scene::{Ground, Groups, Timeline};
use passages_core::search::{FacetKind, Years, section_id};
use passages_core::vocabulary::{Kind, TermIx, label};
use std::sync::Arc;

pub use in_use::{Held, archive, base, close, complete, corpus, is_opened, open, put_back, take_up};

/// Passages of a small corpus, at most.
const SMALL: usize = 400;

/// The passages where the layout put them, with their communities, named in a language; made once for each.
pub fn ground(language: &Language) -> Arc<Ground> {
    let at = HEADS.iter().position(|known| known.tag == language.tag).unwrap_or(0);
    corpus().0.grounds[at].get_or_init(|| Arc::new(ground_at(language, None))).clone()
}

/// When the documents of the corpus are from.
pub fn timeline() -> Arc<Timeline> {
    let corpus = corpus();
    corpus.0.timeline.get_or_init(|| Arc::new(Timeline::of(&corpus))).clone()
}

/// The passages that hold the corpus together, at most so many by each measure: at once in a small one, and in a large
/// one after [`learn_central`].
pub fn central(most: usize) -> Option<Central> {
    let corpus = corpus();
    match is_small() {
        true => Some(corpus.0.central.get_or_init(|| corpus.central(most)).clone()),
        false => corpus.0.central.get().cloned(),
    }
}

/// Keeps which passages hold a corpus together, as the workshop has found it.
pub fn learn_central(of: &Held, central: Central) {
    // What is known already is the same.
    let _ = of.0.central.set(central);
}

/// Whether a document is the visitor's own, by its permanent name.
pub fn is_own(name: &str) -> bool {
    corpus().0.own.iter().any(|own| own == name)
}

/// How many documents are the visitor's own.
pub fn count_own() -> usize {
    corpus().0.own.len()
}

/// Whether the corpus has so few passages that the page can have elements for all of them at once.
pub fn is_small() -> bool {
    corpus().len() <= SMALL
}

/// What the collection is called; empty for the documents of the page.
pub fn title() -> String {
    corpus().0.title.clone()
}

/// What the page shows, in a sentence: the title of a collection, or that of the two documents, which says how far apart
/// they are, where it is these.
pub fn sentence(language: &Language) -> String {
    let (title, corpus) = (title(), corpus());
    let given = corpus.documents().iter().filter(|document| !is_own(&document.name));
    let years: Vec<Option<u16>> = given.map(Document::year).collect();
    if !title.is_empty() {
        title
    } else if matches!(years.as_slice(), [Some(a), Some(b)] if a.abs_diff(*b) == 5) {
        language.text.home_sentence.to_owned()
    } else {
        let documents = language.count(language.plural.documents, years.len());
        fill(language.text.home_sentence_of, &[("documents", &documents)])
    }
}

/// What narrow places call a document; one of the visitor's own is marked as such.
pub fn short(language: &Language, document: &Document) -> String {
    marked(language, document, document.short_for(language.tag).to_owned())
}

/// A name of a document or of a place in it, marked if it is the visitor's own.
fn marked(language: &Language, document: &Document, name: String) -> String {
    if is_own(&document.name) { format!("{name} [{}]", language.text.own_mark) } else { name }
}

/// The same with the passages at other places.
pub fn ground_at(language: &Language, places: Option<&[Point]>) -> Ground {
    let corpus = corpus();
    let number = |at: usize| u32::try_from(at).ok();
    let of: Vec<Option<u32>> = corpus.indices().map(|ix| corpus.community_of(ix).and_then(number)).collect();
    let names: Vec<String> = corpus.communities().iter().map(|c| community_name(language, c)).collect();
    let groups = Groups { of: &of, names: &names };
    Ground::of(&corpus, places, (!names.is_empty()).then_some(groups))
}

/// What a community is called: its telling themes, names and words.
pub fn community_name(language: &Language, community: &Community) -> String {
    let terms = community.terms.iter().map(|ix| term_name(language, *ix));
    terms.chain(community.words.iter().cloned()).collect::<Vec<_>>().join(language.text.comma)
}

/// "in English"; nothing for a language that the page has no word for.
pub fn in_language(language: &Language, tag: &str) -> &'static str {
    let text = &language.text;
    match tag.split('-').next().unwrap_or(tag) {
        "ar" => text.in_ar,
        "zh" => text.in_zh,
        "en" => text.in_en,
        "fr" => text.in_fr,
        "ru" => text.in_ru,
        "es" => text.in_es,
        _ => "",
    }
}

/// The writing direction of a text in a language.
pub fn direction(tag: &str) -> &'static str {
    Head::find(tag).map_or("auto", |head| head.dir)
}

/// "A/CONF.191/L.7, para. 4".
pub fn citation(language: &Language, ix: ParagraphIx) -> String {
    let place = |(d, p): (&Document, _)| marked(language, d, d.citation(p));
    corpus().get(ix).map(place).unwrap_or_default()
}

/// The citation of a passage, or of the passages to another, as it is taken along: what is the visitor's own says that
/// it is no published document.
pub fn cited(language: &Language, ix: ParagraphIx, until: Option<ParagraphIx>) -> String {
    let corpus = corpus();
    let Some((document, paragraph)) = corpus.get(ix) else { return String::new() };
    let last = until.filter(|last| *last != ix).and_then(|last| Some((last, corpus.get(last)?)));
    let end = match last {
        Some((last, (other, _))) if other.name != document.name => {
            return format!("{} – {}", cited(language, ix, None), cited(language, last, None));
        }
        Some((_, (_, last))) => format!(" – {}", document.place_of(last)),
        None => String::new(),
    };
    let cited = format!("({}{end})", document.whole_citation(paragraph));
    if is_own(&document.name) { format!("{cited} [{}]", language.text.own_cited) } else { cited }
}

/// The text of a passage with its citation: "“...” (A/CONF.191/L.7, para. 4)", and what an editor has noted of it.
pub fn quotation(language: &Language, ix: ParagraphIx) -> String {
    let corpus = corpus();
    let Some((_, paragraph)) = corpus.get(ix) else { return String::new() };
    let mut quoted = format!("“{}” {}", paragraph.text, cited(language, ix, None));
    for note in &paragraph.notes {
        quoted += &format!(" [{} {}]", language.text.note_editor, note_in(language, note).1);
    }
    quoted
}

/// An editor's note in the visitor's language, else in the first that it has, with the tag of that.
pub fn note_in<'a>(language: &Language, note: &'a Note) -> (&'a str, &'a str) {
    let own = note.text.iter().find(|(tag, _)| tag == language.tag).or_else(|| note.text.first());
    own.map_or(("", ""), |(tag, words)| (tag, words))
}

/// "Brussels 2006, annex, para. (f)": for places too narrow for the citation.
pub fn short_citation(language: &Language, ix: ParagraphIx) -> String {
    // In the words of its document, as any citation.
    let place =
        |(d, p): (&Document, _)| format!("{}, {}", marked(language, d, d.short.clone()), d.place_of(p));
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

/// What a framework is called, or behind all frameworks, an objective. A collection that was opened has its own.
pub fn framework_name(language: &Language, at: usize) -> String {
    match language.crosswalk.get(at).filter(|_| !is_opened()) {
        Some(name) => (*name).to_owned(),
        None => corpus()
            .vocabulary()
            .crosswalk
            .names(language.tag)
            .get(at)
            .copied()
            .unwrap_or_default()
            .to_owned(),
    }
}

/// What the objective at a place of the crosswalk is called: "20 Promote faster, safer ...".
pub fn objective_name(language: &Language, at: usize) -> String {
    let corpus = corpus();
    let crosswalk = &corpus.vocabulary().crosswalk;
    let number = crosswalk.objectives.get(at).map_or("", |o| o.number.as_str());
    format!("{number} {}", framework_name(language, crosswalk.frameworks.len() + at))
}

/// What a value of a facet is called.
pub fn value_name(language: &Language, kind: FacetKind, id: &str) -> String {
    match kind {
        FacetKind::Document => corpus().document(id).map_or_else(|| id.to_owned(), |d| short(language, d)),
        FacetKind::Section => section_name(language, id),
        FacetKind::Objective => {
            let corpus = corpus();
            let crosswalk = &corpus.vocabulary().crosswalk;
            let found = (0..).zip(&crosswalk.objectives).find(|(_, o)| o.id == id);
            found.map_or_else(
                || id.to_owned(),
                |(at, o)| {
                    let framework = crosswalk.frameworks.get(usize::from(o.framework));
                    let framework = framework.map_or(String::new(), |f| f.id.to_ascii_uppercase());
                    format!("{framework} {}", objective_name(language, at))
                },
            )
        }
        _ => {
            let corpus = corpus();
            let term = corpus.vocabulary().terms.iter().find(|t| t.id == id);
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
        Some(format!("{}: {name}", short(language, document)))
    });
    found.unwrap_or_else(|| id.to_owned())
}

/// The place of a value in the colours and shapes of theme families; `None` for what is no theme.
pub fn family_of(id: &str) -> Option<u8> {
    corpus().vocabulary().terms.iter().find(|t| t.id == id).and_then(|t| t.family)
}

/// What a term is called. The corpus that the opening page has leaves it to the page's language.
pub fn term_name(language: &Language, ix: TermIx) -> String {
    let known = corpus().vocabulary().term(ix).map(|t| label(&t.labels, language.tag).to_owned());
    let told = || language.terms.get(usize::from(ix)).copied().unwrap_or_default().to_owned();
    known.unwrap_or_else(told)
}

/// What a piece of evidence is called: the term's label, or the word as the first paragraph prints it.
pub fn evidence_name(language: &Language, from: ParagraphIx, reason: &Reason) -> String {
    let text = corpus().get(from).map_or(String::new(), |(_, p)| p.text.clone());
    printed_name(language, &reason.printed(&text))
}

/// What a piece of evidence is called, of which a word is as it is printed.
fn printed_name(language: &Language, evidence: &Evidence) -> String {
    match evidence {
        Evidence::Same => language.text.evidence_same.to_owned(),
        Evidence::Term(ix) => term_name(language, *ix),
        Evidence::Related(a, b) => format!("{} ~ {}", term_name(language, *a), term_name(language, *b)),
        Evidence::Word(word) => word.clone(),
    }
}

/// The place of a term in the colours and shapes of theme families; `None` for what is no theme.
pub fn family_of_term(ix: TermIx) -> Option<u8> {
    corpus().vocabulary().term(ix).and_then(|t| t.family)
}

/// The place of a reason in the colours and shapes of theme families; `None` for names and words.
pub fn family_of_reason(reason: &Reason) -> Option<u8> {
    reason.evidence.term().and_then(family_of_term)
}

/// "Co-development; France": the weightiest reasons of a link in a line.
pub fn reason_line(language: &Language, link: &Link) -> String {
    let corpus = corpus();
    in_a_line(language, &mut corpus.told(link).iter().map(|evidence| printed_name(language, evidence)))
}

/// The weightiest reasons in a line.
pub fn reasons_in_a_line(language: &Language, from: ParagraphIx, comparison: &Comparison) -> String {
    in_a_line(language, &mut comparison.named().map(|reason| evidence_name(language, from, reason)))
}

fn in_a_line(language: &Language, names: &mut dyn Iterator<Item = String>) -> String {
    names.collect::<Vec<_>>().join(language.text.semicolon)
}
