//! (Corpus, view state) -> [`Selection`]: everything on screen, and every count.
//!
//! Lists, counts, the map and exports are all drawn from the one selection, so no two of them can disagree.

use crate::citation::{Destination, destination};
use crate::corpus::{Corpus, Verdict};
use crate::fields;
use crate::link::{Comparison, Link, ParagraphIx};
use crate::search::{self, Bm25, FacetKind, Plan, Snippet};
use crate::span::Span;
use crate::state::{View, ViewState};

/// A passage that is listed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Row {
    /// Its index in the corpus.
    pub paragraph: ParagraphIx,
    /// BM25; 0 where no words are looked for.
    pub score: f64,
}

/// A value of a facet, with its count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacetValue {
    /// Its id.
    pub id: String,
    /// How many rows it leaves, or would leave, were it the only one chosen in its facet.
    pub count: usize,
    /// Whether it is chosen.
    pub chosen: bool,
}

/// A facet and its values that leave at least one row, or are chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facet {
    /// Which.
    pub kind: FacetKind,
    /// In the order of the corpus or the vocabulary.
    pub values: Vec<FacetValue>,
}

/// Something the visitor must be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The address names a passage that is not there.
    UnknownPassage {
        /// As asked.
        asked: String,
    },
    /// The address names a document that is not there.
    UnknownDocument {
        /// As asked.
        asked: String,
    },
    /// The address was made with another corpus; what it lists may differ.
    CorpusChanged,
    /// The address names a filter value that no document has.
    UnknownValue {
        /// As asked.
        asked: String,
    },
}

/// The passage that is open, and its links.
#[derive(Clone, Debug, PartialEq)]
pub struct Open {
    /// Its index.
    pub paragraph: ParagraphIx,
    /// Its links, strongest first.
    pub links: Vec<Link>,
    /// The other passage that it is held against, if any.
    pub against: Option<Against>,
}

/// The passage that is open, held against another.
#[derive(Clone, Debug, PartialEq)]
pub struct Against {
    /// Index of the other one.
    pub partner: ParagraphIx,
    /// What they share; the first end is the open passage.
    pub comparison: Comparison,
    /// Whether they are linked, and if not, why not.
    pub verdict: Verdict,
}

/// Everything on screen.
#[derive(Clone, Debug, PartialEq)]
pub struct Selection {
    /// The passages that the words and filters leave: best first, or in reading order without words.
    pub rows: Vec<Row>,
    /// What is looked for; `None` without words.
    pub plan: Option<Plan>,
    /// How the words were read, where that is not plainly what was typed.
    pub reading: Option<String>,
    /// All facets, counted under the present words and filters.
    pub facets: Vec<Facet>,
    /// Indices into the corpus' links of those with both ends among the rows.
    pub links: Vec<usize>,
    /// Name of the document that is read.
    pub document: Option<String>,
    /// The passage that is open.
    pub open: Option<Open>,
    /// Where a symbol or citation among the search words leads.
    pub destination: Option<Destination>,
    /// What the visitor must be told.
    pub notices: Vec<Notice>,
}

impl Selection {
    /// What the words find in a passage, ascending; nothing where they do not find it.
    pub fn marks(&self, corpus: &Corpus, paragraph: ParagraphIx) -> Vec<Span> {
        let positions = self.positions(corpus, paragraph);
        positions.iter().filter_map(|p| corpus.index().span(paragraph, *p)).collect()
    }

    /// The stretch of a passage to show in a list.
    pub fn snippet(&self, corpus: &Corpus, paragraph: ParagraphIx) -> Snippet {
        let length = corpus.get(paragraph).map_or(0, |(_, p)| p.text.len());
        search::snippet(corpus.index(), paragraph, &self.positions(corpus, paragraph), length)
    }

    fn positions(&self, corpus: &Corpus, paragraph: ParagraphIx) -> Vec<u32> {
        self.plan.as_ref().and_then(|plan| plan.locate(corpus.index(), paragraph)).unwrap_or_default()
    }

    /// The row of a paragraph.
    pub fn row(&self, paragraph: ParagraphIx) -> Option<&Row> {
        self.rows.iter().find(|r| r.paragraph == paragraph)
    }
}

/// Computes what a view state shows.
pub fn select(corpus: &Corpus, state: &ViewState) -> Selection {
    let mut notices = Vec::new();
    if state.corpus.as_deref().is_some_and(|made_with| made_with != corpus.fingerprint()) {
        notices.push(Notice::CorpusChanged);
    }
    // Words first: they decide the order.
    let destination = destination(&state.query, corpus);
    let (found, plan, reading) = found(corpus, &state.query, destination.is_some());
    // Each facet counts what all the others leave.
    let chosen = chosen(corpus, state, &mut notices);
    let facets = facets(corpus, &found, &chosen);
    let rows: Vec<Row> =
        found.into_iter().filter(|row| passes(corpus, row.paragraph, &chosen, None)).collect();
    let mut listed = vec![false; corpus.len()];
    for row in &rows {
        if let Some(slot) = listed.get_mut(row.paragraph as usize) {
            *slot = true;
        }
    }
    let is_listed = |ix: ParagraphIx| listed.get(ix as usize) == Some(&true);
    let both = |l: &Link| is_listed(l.from) && is_listed(l.to);
    let links = (0..).zip(corpus.links()).filter(|(_, l)| both(l)).map(|(i, _)| i).collect();
    let open = open(corpus, state, &mut notices);
    let document = document(corpus, state, open.as_ref(), &mut notices);
    Selection { rows, plan, reading, facets, links, document, open, destination, notices }
}

/// Whether a query was read as anybody would who sees what was typed.
fn is_plain(corpus: &Corpus, typed: &str, read: &str) -> bool {
    let words =
        |text: &str| -> Vec<String> { corpus.analyzer().tokens(text).into_iter().map(|t| t.word).collect() };
    let count = |text: &str, marks: &[char]| text.matches(marks).count();
    let (quotes, others) = (['"', '“', '”', '„', '«', '»'], ['~', '(', ')']);
    // A word with a hyphen is read as two side by side.
    let quoted = count(typed, &quotes) > 0 && count(typed, &quotes) != count(read, &quotes);
    words(typed) == words(read) && count(typed, &others) == count(read, &others) && !quoted
}

/// What the words find, or everything in reading order without words; and how they were read.
/// Words that cite a place are taken as they stand.
fn found(corpus: &Corpus, typed: &str, cites: bool) -> (Vec<Row>, Option<Plan>, Option<String>) {
    let Some(query) = search::parse(typed, corpus.analyzer()) else {
        let row = |paragraph| Row { paragraph, score: 0.0 };
        return (corpus.indices().map(row).collect(), None, None);
    };
    let corrected = if cites { None } else { search::corrected(&query, corpus.index()) };
    let query = corrected.unwrap_or(query);
    let reading = Some(query.to_string()).filter(|read| !cites && !is_plain(corpus, typed, read));
    let fields = |name: &str, value: &str| fields::paragraphs(corpus, name, value);
    let plan = Plan::new(&query, corpus.index(), &fields);
    let hits = search::search(&plan, corpus.index(), Bm25::default());
    let rows = hits.into_iter().map(|hit| Row { paragraph: hit.paragraph, score: hit.score });
    (rows.collect(), Some(plan), reading)
}

/// Chosen values by facet, as places in its table. A value that is not there is told, and leaves nothing.
type Chosen = Vec<(FacetKind, Vec<usize>)>;

fn chosen(corpus: &Corpus, state: &ViewState, notices: &mut Vec<Notice>) -> Chosen {
    let mut chosen = Chosen::new();
    for (kind, value) in &state.filters {
        if chosen.last().is_none_or(|(last, _)| last != kind) {
            chosen.push((*kind, Vec::new()));
        }
        let place = corpus.facet(*kind).and_then(|table| table.values.iter().position(|v| v == value));
        match (place, chosen.last_mut()) {
            (Some(place), Some((_, places))) => places.push(place),
            _ => notices.push(Notice::UnknownValue { asked: value.clone() }),
        }
    }
    chosen
}

/// Or within a facet, and across facets; `but` is left out of account.
fn passes(corpus: &Corpus, paragraph: ParagraphIx, chosen: &Chosen, but: Option<FacetKind>) -> bool {
    chosen.iter().filter(|(kind, _)| Some(*kind) != but).all(|(kind, wanted)| {
        let held = corpus.facet(*kind).and_then(|t| t.of_paragraph.get(paragraph as usize));
        held.is_some_and(|held| held.iter().any(|v| wanted.contains(v)))
    })
}

fn facets(corpus: &Corpus, found: &[Row], chosen: &Chosen) -> Vec<Facet> {
    let facet = |kind: FacetKind| {
        let table = corpus.facet(kind)?;
        let mut counts = vec![0_usize; table.values.len()];
        for row in found.iter().filter(|row| passes(corpus, row.paragraph, chosen, Some(kind))) {
            for value in table.of_paragraph.get(row.paragraph as usize).into_iter().flatten() {
                if let Some(count) = counts.get_mut(*value) {
                    *count += 1;
                }
            }
        }
        let is_chosen = |place: usize| chosen.iter().any(|(k, places)| *k == kind && places.contains(&place));
        let values = table.values.iter().zip(counts).enumerate();
        let values =
            values.map(|(place, (id, count))| FacetValue { id: id.clone(), count, chosen: is_chosen(place) });
        Some(Facet { kind, values: values.filter(|v| v.count > 0 || v.chosen).collect() })
    };
    FacetKind::ALL.into_iter().filter_map(facet).collect()
}

fn open(corpus: &Corpus, state: &ViewState, notices: &mut Vec<Notice>) -> Option<Open> {
    let mut find = |id: &str| {
        let (document, key) = id.rsplit_once(':')?;
        // The document may be spelled in any way, the key only in its own.
        let found = corpus.document(document).and_then(|d| corpus.find_in(&d.name, key));
        if found.is_none() {
            notices.push(Notice::UnknownPassage { asked: id.to_owned() });
        }
        found
    };
    let paragraph = find(state.passage.as_deref()?)?;
    let partner = state.partner.as_deref().and_then(find);
    let links: Vec<Link> = corpus.links_of(paragraph).copied().collect();
    let against = partner.filter(|partner| *partner != paragraph).map(|partner| {
        let comparison = corpus.compare(paragraph, partner);
        let verdict = corpus.verdict(paragraph, partner, comparison.score);
        Against { partner, comparison, verdict }
    });
    Some(Open { paragraph, links, against })
}

/// The document that is read: as asked, else that of the open passage, else the first.
fn document(
    corpus: &Corpus,
    state: &ViewState,
    open: Option<&Open>,
    notices: &mut Vec<Notice>,
) -> Option<String> {
    if state.view != View::Read {
        return None;
    }
    let asked = state.document.as_deref();
    if let Some(document) = asked.and_then(|name| corpus.document(name)) {
        return Some(document.name.clone());
    }
    if let Some(asked) = asked {
        notices.push(Notice::UnknownDocument { asked: asked.to_owned() });
    }
    let of_open = open.and_then(|o| corpus.get(o.paragraph)).map(|(d, _)| d);
    of_open.or(corpus.documents().first()).map(|d| d.name.clone())
}
