//! (Corpus, view state) -> [`Selection`]: everything on screen, and every count.
//!
//! Lists, counts, the map and exports are all drawn from the one selection, so no two of them can disagree.
//! What a count says is defined in [`crate::search::Tally`].

use crate::citation::{Destination, destination};
use crate::corpus::{Corpus, Verdict};
use crate::document::Document;
use crate::fields;
use crate::link::{Comparison, Link, ParagraphIx};
use crate::order::sort_by;
use crate::search::{self, Bm25, Choice, FacetKind, Line, Plan, Query, Snippet, Tally};
use crate::span::Span;
use crate::state::{Order, View, ViewState};

/// A passage that is listed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Row {
    /// Its index in the corpus.
    pub paragraph: ParagraphIx,
    /// BM25; 0 where no words are looked for.
    pub score: f64,
}

/// A value of a facet, with its count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FacetValue {
    /// Its index in the table of its facet; [`Facet::id`] tells its id.
    pub place: usize,
    /// How many rows it leaves, or would leave, were it the only one chosen in its facet and not excluded.
    pub count: usize,
    /// Whether it is chosen or excluded.
    pub choice: Choice,
}

/// A facet and its values that leave at least one row, or are chosen or excluded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facet {
    /// Which.
    pub kind: FacetKind,
    /// In the order of the corpus or the vocabulary, by ascending place.
    pub values: Vec<FacetValue>,
}

impl Facet {
    /// The id of one of its values.
    pub fn id<'a>(&self, corpus: &'a Corpus, value: &FacetValue) -> &'a str {
        corpus.facet(self.kind).and_then(|table| table.values.get(value.place)).map_or("", String::as_str)
    }

    /// The value of this index, unless it leaves nothing.
    pub fn value(&self, place: usize) -> Option<&FacetValue> {
        let at = self.values.binary_search_by_key(&place, |value| value.place).ok()?;
        self.values.get(at)
    }

    /// The places of those values that leave most rows, at most so many of those that may be, ascending; of equals, those
    /// that come first. What is chosen or excluded is among them, however little it leaves.
    pub fn foremost(&self, most: usize, may_be: impl Fn(usize) -> bool) -> Vec<usize> {
        // As one number: what is chosen, then the most, then in the order of the facet.
        let mut ranked: Vec<u64> = Vec::new();
        let mut chosen = 0;
        for value in &self.values {
            let place = value.place as u64;
            if value.choice != Choice::Free {
                chosen += 1;
                ranked.push(place);
            } else if may_be(value.place) {
                let count = u32::try_from(value.count).unwrap_or(u32::MAX);
                ranked.push(u64::from(!count) << 32 | place);
            }
        }
        ranked.sort_unstable();
        ranked.truncate(most + chosen);
        // Their places alone, ascending.
        for one in &mut ranked {
            *one &= u64::from(u32::MAX);
        }
        ranked.sort_unstable();
        ranked.into_iter().map(|place| place as usize).collect()
    }
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
    /// Its links of at least the least score, strongest first.
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

/// Everything on screen; by default nothing, as nothing is listed on the opening page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Selection {
    /// The passages that the words and filters leave, on the map also the reach around the open passage; in the order
    /// of the state.
    pub rows: Vec<Row>,
    /// The place of each paragraph among the rows; `u32::MAX` where it has none.
    positions: Vec<u32>,
    /// What is looked for, typing errors corrected; `None` without words.
    pub query: Option<Query>,
    /// The same, looked up in the index.
    pub plan: Option<Plan>,
    /// How the words were read, where that is not plainly what was typed.
    pub reading: Option<String>,
    /// All facets, counted under the present words and filters.
    pub facets: Vec<Facet>,
    /// The rows there would be without the wanted years, by year: every year of the corpus, ascending, and last, if
    /// there are any, the documents without a date, which are of no year.
    pub years: Vec<(Option<u16>, usize)>,
    /// Indices into the corpus' links of those with both ends among the rows, and of at least the least score.
    pub links: Vec<usize>,
    /// The least score of a link that is shown; 0 shows all.
    pub min_score: f32,
    /// Name of the document that is read.
    pub document: Option<String>,
    /// Name of the document beside it.
    pub beside: Option<String>,
    /// Indices of the documents that are held against each other: those of the state, else the two that are chosen, else
    /// the two that meet most closely. By date as all documents are; fewer than two where there are no two.
    pub compared: Vec<usize>,
    /// The passages that were picked, in the visitor's order.
    pub picked: Vec<ParagraphIx>,
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
        let spans = corpus.spans(paragraph);
        positions.iter().filter_map(|p| spans.get(*p as usize)).copied().collect()
    }

    /// The stretch of a passage to show in a list.
    pub fn snippet(&self, corpus: &Corpus, paragraph: ParagraphIx) -> Snippet {
        let length = corpus.get(paragraph).map_or(0, |(_, p)| p.text.len());
        search::snippet(&corpus.spans(paragraph), &self.positions(corpus, paragraph), length)
    }

    /// Each place that the words find in a passage, with what stands around it.
    pub fn lines(&self, corpus: &Corpus, paragraph: ParagraphIx) -> Vec<Line> {
        let length = corpus.get(paragraph).map_or(0, |(_, p)| p.text.len());
        search::concordance(&corpus.spans(paragraph), &self.positions(corpus, paragraph), length)
    }

    fn positions(&self, corpus: &Corpus, paragraph: ParagraphIx) -> Vec<u32> {
        let text = corpus.get(paragraph).map_or("", |(_, paragraph)| &paragraph.text);
        self.plan.as_ref().and_then(|plan| plan.locate(corpus.index(), paragraph, text)).unwrap_or_default()
    }

    /// The place of a paragraph among the rows.
    pub fn position(&self, paragraph: ParagraphIx) -> Option<usize> {
        self.positions.get(paragraph as usize).filter(|at| **at != u32::MAX).map(|at| *at as usize)
    }

    /// Whether a paragraph is among the rows.
    pub fn is_listed(&self, paragraph: ParagraphIx) -> bool {
        self.position(paragraph).is_some()
    }

    /// The row of a paragraph.
    pub fn row(&self, paragraph: ParagraphIx) -> Option<&Row> {
        self.rows.get(self.position(paragraph)?)
    }

    /// The links of a paragraph of at least the least score, strongest first; to whatever passage they lead.
    pub fn links_of<'a>(&self, corpus: &'a Corpus, paragraph: ParagraphIx) -> impl Iterator<Item = &'a Link> {
        let min_score = self.min_score;
        corpus.links_of(paragraph).take_while(move |link| link.score >= min_score)
    }
}

/// Computes what a view state shows.
pub fn select(corpus: &Corpus, state: &ViewState) -> Selection {
    let mut selection = opened(corpus, state);
    // Words first: they decide the order.
    let destination = destination(&state.query, corpus);
    let (mut rows, query, plan, reading) = found(corpus, &state.query, destination.is_some());
    if let (Some(open), Some(links)) = (&selection.open, state.around) {
        let near = neighbourhood(corpus, open.paragraph, links, selection.min_score);
        rows.retain(|row| near.get(row.paragraph as usize) == Some(&true));
    }
    // Then one walk over what they find decides who passes, and counts what each value would leave.
    let mut tally = filters(corpus, state, &mut selection.notices);
    rows.retain(|row| tally.add(row.paragraph));
    let facets = facets(&tally);
    let counts = tally.years().iter().map(|count| *count as usize);
    let years = corpus.facets().years().iter().copied().zip(counts).collect();
    order(corpus, state.order, &mut rows);
    let selection = Selection { query, plan, reading, facets, years, destination, ..selection };
    listed(corpus, state, selection, rows)
}

/// Whether a state looks for something: only then does [`select`] list less than everything.
pub fn looks(state: &ViewState) -> bool {
    let ViewState { query, filters, excluded, years, around, order, .. } = state;
    let narrows = !filters.is_empty() || !excluded.is_empty() || years.is_some() || around.is_some();
    !query.is_empty() || narrows || *order != Order::default()
}

/// The same for a state that looks for nothing, without what is counted of facets and years: what reading needs of
/// [`select`], a small part of it.
pub fn unfiltered(corpus: &Corpus, state: &ViewState) -> Selection {
    let rows = corpus.indices().map(|paragraph| Row { paragraph, score: 0.0 }).collect();
    listed(corpus, state, opened(corpus, state), rows)
}

/// What is open, and how strong links must be.
fn opened(corpus: &Corpus, state: &ViewState) -> Selection {
    let mut notices = Vec::new();
    if state.corpus.as_deref().is_some_and(|made_with| made_with != corpus.fingerprint()) {
        notices.push(Notice::CorpusChanged);
    }
    let min_score = state.min.map_or(0.0, |hundredths| f32::from(hundredths) / 100.0);
    let open = open(corpus, state, min_score, &mut notices);
    Selection { min_score, open, notices, ..Selection::default() }
}

/// The same with these rows, the links between them, and the documents that are shown.
fn listed(corpus: &Corpus, state: &ViewState, mut selection: Selection, rows: Vec<Row>) -> Selection {
    selection.positions = vec![u32::MAX; corpus.len()];
    for (at, row) in (0..).zip(&rows) {
        if let Some(slot) = selection.positions.get_mut(row.paragraph as usize) {
            *slot = at;
        }
    }
    selection.links = links(corpus, &rows, selection.min_score);
    selection.rows = rows;
    let notices = &mut selection.notices;
    selection.document = document(corpus, state, selection.open.as_ref(), notices);
    selection.beside = beside(corpus, state, selection.document.as_deref(), notices);
    selection.compared = compared(corpus, state, notices);
    selection.picked = picked(corpus, state, notices);
    selection
}

/// Puts rows into an order; relevance is theirs already.
fn order(corpus: &Corpus, order: Order, rows: &mut [Row]) {
    match order {
        Order::Relevance => {}
        Order::Document => sort_by(rows, |a, b| a.paragraph.cmp(&b.paragraph)),
        Order::Date => {
            // The documents without a date last; those of one day as they stand in the corpus.
            let day = |document: &Document| {
                document
                    .date()
                    .map_or(0, |d| u32::from(d.year) << 16 | u32::from(d.month) << 8 | u32::from(d.day))
            };
            let days: Vec<u32> = corpus.documents().iter().map(day).collect();
            let key = |row: &Row| {
                let of = corpus.document_ix(row.paragraph).and_then(|at| days.get(at)).copied().unwrap_or(0);
                u64::from(u32::MAX - of) << 32 | u64::from(row.paragraph)
            };
            sort_by(rows, |a, b| key(a).cmp(&key(b)));
        }
    }
}

/// The links between rows, by index.
fn links(corpus: &Corpus, rows: &[Row], min_score: f32) -> Vec<usize> {
    let all = corpus.links();
    if rows.len() == corpus.len() && min_score == 0.0 {
        return (0..all.len()).collect();
    }
    let mut listed = vec![false; corpus.len()];
    for row in rows {
        if let Some(slot) = listed.get_mut(row.paragraph as usize) {
            *slot = true;
        }
    }
    let is_listed = |ix: ParagraphIx| listed.get(ix as usize) == Some(&true);
    let shown = |l: &Link| l.score >= min_score && is_listed(l.from) && is_listed(l.to);
    (0..).zip(all).filter(|(_, link)| shown(link)).map(|(at, _)| at).collect()
}

/// What is at most so many links away from a paragraph, whatever the filters leave.
fn neighbourhood(corpus: &Corpus, from: ParagraphIx, links: u8, min_score: f32) -> Vec<bool> {
    let mut near = vec![false; corpus.len()];
    let mut reach = |ix: ParagraphIx| match near.get_mut(ix as usize) {
        Some(slot) => !std::mem::replace(slot, true),
        None => false,
    };
    reach(from);
    let mut edge = vec![from];
    for _ in 0..links {
        let mut next = Vec::new();
        for ix in edge {
            let strong = corpus.links_of(ix).take_while(|link| link.score >= min_score);
            next.extend(strong.filter_map(|link| link.other(ix)).filter(|other| reach(*other)));
        }
        edge = next;
    }
    near
}

/// Whether a query was read as anybody would who sees what was typed.
fn is_plain(corpus: &Corpus, typed: &str, read: &str) -> bool {
    let words =
        |text: &str| -> Vec<String> { corpus.analyzer().tokens(text).into_iter().map(|t| t.word).collect() };
    let count = |text: &str, marks: &[char]| text.matches(marks).count();
    let (quotes, others) = (['"', '“', '”', '„', '«', '»'], ['~', '(', ')', '*']);
    // A word with a hyphen is read as two side by side.
    let quoted = count(typed, &quotes) > 0 && count(typed, &quotes) != count(read, &quotes);
    words(typed) == words(read) && count(typed, &others) == count(read, &others) && !quoted
}

/// What the words find, or everything in reading order without words; and how they were read.
/// Words that cite a place are taken as they stand.
fn found(
    corpus: &Corpus,
    typed: &str,
    cites: bool,
) -> (Vec<Row>, Option<Query>, Option<Plan>, Option<String>) {
    let Some(query) = search::parse(typed, corpus.analyzer()) else {
        let row = |paragraph| Row { paragraph, score: 0.0 };
        return (corpus.indices().map(row).collect(), None, None, None);
    };
    let corrected = if cites { None } else { search::corrected(&query, corpus.index()) };
    let query = corrected.unwrap_or(query);
    let is_as_typed = |read: &String| is_plain(corpus, typed, read) && search::is_whole(typed);
    let reading = Some(query.to_string()).filter(|read| !cites && !is_as_typed(read));
    let fields = |name: &str, value: &str| fields::paragraphs(corpus, name, value);
    let plan = Plan::new(&query, corpus.index(), &fields);
    let hits = search::search(&plan, corpus.index(), Bm25::default());
    // Words that no passage has may be the name of a theme in another language.
    let named = if hits.is_empty() && !cites { named(corpus, typed) } else { None };
    if let Some(query) = named {
        let plan = Plan::new(&query, corpus.index(), &fields);
        let hits = search::search(&plan, corpus.index(), Bm25::default());
        let rows = hits.into_iter().map(|hit| Row { paragraph: hit.paragraph, score: hit.score }).collect();
        let reading = Some(query.to_string());
        return (rows, Some(query), Some(plan), reading);
    }
    let rows = hits.into_iter().map(|hit| Row { paragraph: hit.paragraph, score: hit.score });
    (rows.collect(), Some(query), Some(plan), reading)
}

/// The field of which a value is called as was typed, in any language.
fn named(corpus: &Corpus, typed: &str) -> Option<Query> {
    let name = typed.trim();
    let kind = FacetKind::CALLED.into_iter().find(|kind| corpus.names().is_called(*kind, name))?;
    Some(Query::Field(kind.id().to_owned(), name.to_owned()))
}

/// The filters of a state. A value that no paragraph has is told; chosen, it leaves nothing.
fn filters<'a>(corpus: &'a Corpus, state: &ViewState, notices: &mut Vec<Notice>) -> Tally<'a> {
    let mut tally = Tally::new(corpus.facets());
    let mut place = |kind: FacetKind, value: &String| {
        let place = corpus.facet(kind).and_then(|table| table.place(value));
        if place.is_none() {
            notices.push(Notice::UnknownValue { asked: value.clone() });
        }
        place
    };
    for (kind, value) in &state.filters {
        tally.choose(*kind, place(*kind, value));
    }
    for (kind, value) in &state.excluded {
        tally.exclude(*kind, place(*kind, value));
    }
    state.years.into_iter().for_each(|years| tally.within(years));
    tally
}

fn facets(tally: &Tally) -> Vec<Facet> {
    let facet = |kind: FacetKind| {
        let counts = tally.counts(kind).iter().enumerate();
        let value = |(place, count): (usize, &u32)| FacetValue {
            place,
            count: *count as usize,
            choice: tally.choice(kind, place),
        };
        let told = |value: &FacetValue| value.count > 0 || value.choice != Choice::Free;
        Facet { kind, values: counts.map(value).filter(told).collect() }
    };
    FacetKind::ALL.into_iter().map(facet).collect()
}

fn open(corpus: &Corpus, state: &ViewState, min_score: f32, notices: &mut Vec<Notice>) -> Option<Open> {
    let mut find = |id: &str| {
        let (document, key) = id.rsplit_once(':')?;
        // The document may be spelled in any way, the key only in its own.
        let Some(of) = corpus.document(document) else {
            notices.push(Notice::UnknownDocument { asked: document.to_owned() });
            return None;
        };
        let found = corpus.find_in(&of.name, key);
        if found.is_none() {
            notices.push(Notice::UnknownPassage { asked: id.to_owned() });
        }
        found
    };
    let paragraph = find(state.passage.as_deref()?)?;
    let partner = state.partner.as_deref().and_then(find);
    let links = corpus.links_of(paragraph).take_while(|link| link.score >= min_score).copied().collect();
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
    let unknown = asked.map(|asked| Notice::UnknownDocument { asked: asked.to_owned() });
    // A passage of it has told of it already.
    notices.extend(unknown.filter(|notice| !notices.contains(notice)));
    let of_open = open.and_then(|o| corpus.get(o.paragraph)).map(|(d, _)| d);
    of_open.or(corpus.documents().first()).map(|d| d.name.clone())
}

/// The document beside the one that is read; beside itself none.
fn beside(
    corpus: &Corpus,
    state: &ViewState,
    document: Option<&str>,
    notices: &mut Vec<Notice>,
) -> Option<String> {
    let asked = state.beside.as_deref()?;
    match corpus.document(asked) {
        Some(found) => Some(found.name.clone()).filter(|name| Some(name.as_str()) != document),
        None => {
            notices.push(Notice::UnknownDocument { asked: asked.to_owned() });
            None
        }
    }
}

fn compared(corpus: &Corpus, state: &ViewState, notices: &mut Vec<Notice>) -> Vec<usize> {
    let mut asked = Vec::new();
    for name in &state.compared {
        match corpus.document_named(name) {
            Some(at) => asked.push(at),
            None => notices.push(Notice::UnknownDocument { asked: name.clone() }),
        }
    }
    if asked.len() < 2 && state.view != View::Compare {
        let chosen = state.filters.iter().filter(|(kind, _)| *kind == FacetKind::Document);
        asked = chosen.filter_map(|(_, name)| corpus.document_named(name)).collect();
        asked.truncate(if asked.len() == 2 { 2 } else { 0 });
    }
    if asked.len() < 2 {
        // What was asked for stays, held against its nearest.
        let (a, b) = corpus.closest_documents().unzip();
        let first = asked.first().copied();
        asked.extend(a.into_iter().chain(b).filter(|at| Some(*at) != first));
        asked.truncate(2);
    }
    sort_by(&mut asked, Ord::cmp);
    asked.dedup();
    asked
}

fn picked(corpus: &Corpus, state: &ViewState, notices: &mut Vec<Notice>) -> Vec<ParagraphIx> {
    let mut picked = Vec::new();
    for id in &state.picked {
        match corpus.find(id) {
            Some(ix) => picked.push(ix),
            None if state.view == View::Collection => {
                notices.push(Notice::UnknownPassage { asked: id.clone() })
            }
            None => {}
        }
    }
    picked
}
