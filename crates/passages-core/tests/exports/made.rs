//! Corpora of hostile texts, and what a visitor may have on screen of them.

use passages_core::annotate::{Annotation, Tag};
use passages_core::corpus::{Compiled, Corpus};
use passages_core::date::{Date, DateRange};
use passages_core::document::{
    Document, Footnote, Masthead, Meeting, Naming, Note, Paragraph, Part, Section,
};
use passages_core::export::{CAUTION, Source};
use passages_core::link::Link;
use passages_core::select::select;
use passages_core::span::Span;
use passages_core::state::{View, ViewState};
use passages_core::vocabulary::{Crosswalk, Family, Framework, Kind, Labels, Objective, Term, Vocabulary};
use proptest::collection::vec;
use proptest::prelude::*;

/// What breaks files that are written carelessly.
const HOSTILE: [&str; 34] = [
    "plain words",
    "<script>alert(1)</script>",
    "]]>",
    "<!-- -- -->",
    "\"quoted\" and 'single'",
    "a\0b\u{1}\u{b}\u{1f}\u{7f}",
    "line\r\nbreak\tand\rmore\n",
    "=1+1",
    "'=1",
    "''@x",
    "+x",
    "@SUM(A1)",
    "-2",
    "＝1",
    "\u{202e}txt\u{202c}",
    "\u{2066}iso",
    "{\\bf x} \\",
    "100% & #1_$^~ }",
    "* list",
    "12. item",
    "# head",
    "- ---",
    "[x](y) ![z](javascript:x)",
    "`code` ~~~ ***b***",
    "&amp; &#x41; %41",
    "هجرة",
    "移徙 😀",
    "\u{fffe}\u{ffff}",
    "\u{85}\u{2028}\u{a0}",
    "TY  - X\r\nER  - ",
    "@article{x, title = {y}}",
    "a,b;c",
    "\u{feff}bom",
    "",
];

pub(crate) fn text() -> impl Strategy<Value = String> {
    let hostile = prop::sample::select(HOSTILE.to_vec()).prop_map(str::to_owned);
    let piece = prop_oneof![6 => hostile, 1 => ".{0,12}"];
    vec(piece, 1..4).prop_map(|pieces| pieces.concat())
}

/// A corpus, and what is asked of it.
#[derive(Clone, Debug)]
pub(crate) struct Made {
    pub(crate) compiled: Compiled,
    query: &'static str,
    min: Option<u8>,
    picked: Vec<u32>,
    read: bool,
    title: String,
    address: String,
}

pub(crate) fn made() -> impl Strategy<Value = Made> {
    let asked = (
        prop::sample::select(vec!["", "", "words", "x"]),
        prop::option::of(1_u8..90),
        prop_oneof![2 => Just(Vec::new()), 1 => vec(0_u32..16, 1..8)],
        any::<bool>(),
        text(),
        text(),
    );
    (vec(text(), 8..40), vec(0_usize..7, 1..4), vec((0_u32..16, 0_u32..16, 1_u8..100), 0..16), asked)
        .prop_map(|(pool, sizes, pairs, (query, min, picked, read, title, fragment))| Made {
            compiled: compiled(&pool, &sizes, &pairs),
            query,
            min,
            picked,
            read,
            title,
            address: format!("https://example.org/a b/{}#find={fragment}", fragment.replace('#', "")),
        })
}

impl Made {
    /// Does something with the corpus, and with what is on screen.
    pub(crate) fn show<T>(&self, then: impl FnOnce(&Corpus, &Source) -> T) -> T {
        let corpus = Corpus::new(self.compiled.clone());
        let state = ViewState::default().showing(View::Find).looking_for(self.query).with_min(self.min);
        let read = corpus.documents().last().filter(|_| self.read).map(|d| d.name.clone());
        let mut selection = select(&corpus, &state);
        selection.document = read;
        let source = Source {
            corpus: &corpus,
            selection: &selection,
            picked: &self.picked,
            title: &self.title,
            address: &self.address,
            version: "0.1.0",
            language: "fr",
            caution: CAUTION,
        };
        then(&corpus, &source)
    }
}

/// Hands out texts, by turns.
struct Pool<'a> {
    texts: &'a [String],
    at: usize,
}

impl Pool<'_> {
    fn next(&mut self) -> String {
        self.at += 1;
        self.texts[self.at % self.texts.len()].clone()
    }

    fn maybe(&mut self) -> Option<String> {
        Some(self.next()).filter(|text| !text.is_empty())
    }

    /// A stretch of a text, between two of its characters.
    fn span(&mut self, text: &str) -> Span {
        let bounds: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        self.at += 1;
        let (a, b) = (bounds[self.at % bounds.len()], bounds[(self.at * 7) % bounds.len()]);
        Span::new(a.min(b)..a.max(b))
    }
}

fn compiled(texts: &[String], sizes: &[usize], pairs: &[(u32, u32, u8)]) -> Compiled {
    let mut pool = Pool { texts, at: 0 };
    let documents: Vec<Document> =
        (0..).zip(sizes).map(|(nth, size)| document(nth, *size, &mut pool)).collect();
    let mut annotations = Vec::new();
    for paragraph in documents.iter().flat_map(|document| &document.paragraphs) {
        let mut tag = |term: u16| Tag { span: pool.span(&paragraph.text), term, sentence: 0 };
        let mut tags: Vec<Tag> = [0, 1, 2].map(&mut tag).into_iter().filter(|t| !t.span.is_empty()).collect();
        tags.sort_unstable();
        annotations.push(Annotation { tags, ..Annotation::default() });
    }
    let count = annotations.len() as u32;
    let mut links: Vec<Link> = pairs
        .iter()
        .map(|(a, b, score)| Link {
            from: *a.min(b),
            to: *a.max(b),
            score: f32::from(*score) / 100.0,
            family: (score % 2 == 0).then_some(0),
            lead: (Span::default(), Span::default()),
        })
        .filter(|link| link.from < link.to && link.to < count)
        .collect();
    links.sort_by_key(|link| (link.from, link.to));
    links.dedup_by_key(|link| (link.from, link.to));
    Compiled {
        documents,
        vocabulary: vocabulary(&mut pool),
        places: annotations.iter().map(|_| (1.5, -2.25)).collect(),
        annotations,
        links,
        told: Vec::new(),
        communities: Vec::new(),
        accuracy: Default::default(),
        fingerprint: "1a2b3c4d".to_owned(),
    }
}

fn vocabulary(pool: &mut Pool) -> Vocabulary {
    let mut labels =
        || -> Labels { ["en", "fr", "ar"].map(|tag| (tag.to_owned(), pool.next())).into_iter().collect() };
    let families = vec![Family { id: "family".to_owned(), labels: labels() }];
    let term = |kind, id: &str, labels| Term { labels, note: id.to_owned(), ..Term::new(kind, id) };
    let mut terms = vec![
        term(Kind::Theme, "remittances", labels()),
        term(Kind::Theme, "!odd, <theme>", labels()),
        term(Kind::Actor, "ILO", labels()),
        term(Kind::Voice, "several", labels()),
        term(Kind::Rung, "stressed", labels()),
    ];
    terms[0].family = Some(0);
    terms[1].broader = Some(0);
    terms[0].related = vec![1];
    let frameworks = vec![Framework { id: "gcm".to_owned(), labels: labels(), source: String::new() }];
    let objectives = vec![Objective {
        id: "gcm-20".to_owned(),
        framework: 0,
        number: "20".to_owned(),
        labels: labels(),
        through: vec![(0, String::new())],
    }];
    Vocabulary { families, terms, crosswalk: Crosswalk { frameworks, objectives }, ..Vocabulary::default() }
}

fn document(nth: u16, size: usize, pool: &mut Pool) -> Document {
    let meeting = |pool: &mut Pool| {
        let (first, last) = (Date::new(2006, 3, 15)?, Date::new(2006, 3, 16)?);
        Some(Meeting { name: pool.next(), place: pool.maybe(), days: Some(DateRange { first, last }) })
    };
    let masthead = Masthead {
        organ: pool.maybe(),
        distribution: pool.maybe(),
        symbol: pool.maybe(),
        date: Date::new(2001 + nth, 5, 17).filter(|_| nth != 1),
        original: pool.maybe(),
        session: pool.maybe(),
        agenda_item: pool.maybe(),
        agenda_title: pool.maybe(),
        meeting: meeting(pool).filter(|_| nth == 0),
        adoption: pool.maybe(),
        kind: pool.maybe(),
    };
    let annex = Part {
        slug: "annex".to_owned(),
        heading: pool.maybe(),
        title: pool.maybe(),
        meeting: meeting(pool).filter(|_| nth != 1),
    };
    let main = Part { slug: String::new(), heading: None, title: None, meeting: None };
    let parts = if size.is_multiple_of(2) { vec![main, annex] } else { vec![main] };
    let section = |part: u16, pool: &mut Pool| Section { part, number: pool.maybe(), heading: pool.next() };
    let sections = vec![section(0, pool), section(1, pool)];
    let paragraphs: Vec<Paragraph> = (0..size)
        .map(|at| {
            let part = u16::from(parts.len() > 1 && at * 2 >= size);
            paragraph(at, part, pool)
        })
        .collect();
    let mut footnotes =
        vec![Footnote { mark: pool.next(), text: pool.next(), anchor: "nowhere to be found".to_owned() }];
    for paragraph in paragraphs.iter().take(1) {
        let anchor = pool.span(&paragraph.text).of(&paragraph.text).to_owned();
        footnotes.push(Footnote { mark: "*".to_owned(), text: pool.next(), anchor });
    }
    Document {
        name: format!("{}/{nth}", pool.next()),
        short: pool.next(),
        short_in: Vec::new(),
        language: ["en", "ar", "de-CH"][usize::from(nth)].to_owned(),
        title: pool.next(),
        printed_title: String::new(),
        byline: pool.maybe(),
        masthead,
        parts,
        sections,
        paragraphs,
        signature: pool.maybe().into_iter().collect(),
        footnotes,
        provenance: pool.maybe(),
        provenance_in: Vec::new(),
        received: String::new(),
        lines: Vec::new(),
    }
}

fn paragraph(at: usize, part: u16, pool: &mut Pool) -> Paragraph {
    let text = pool.next();
    let label = pool.next();
    Paragraph {
        key: format!("{}{at}", pool.next()),
        part,
        section: (!at.is_multiple_of(3)).then_some(part),
        naming: Naming::Label,
        printed_label: Some(format!("{label}.")).filter(|_| at % 4 != 1),
        label: Some(label),
        emphasis: vec![pool.span(&text), pool.span(&text)],
        foreign: vec![(pool.span(&text), "fr".to_owned())],
        notes: vec![Note { span: pool.span(&text), text: vec![("en".to_owned(), pool.next())] }],
        text,
        lines: (1, 1),
    }
}

/// As every format but JSON can hold it.
pub(crate) fn held(text: &str) -> String {
    let lost =
        |c: char| (c < ' ' && !matches!(c, '\t' | '\n' | '\r')) || matches!(c, '\u{fffe}' | '\u{ffff}');
    text.replace(lost, "\u{fffd}")
}

/// As it stands in a line.
pub(crate) fn upright(text: &str) -> String {
    let turns = |c: char| ('\u{202a}'..='\u{202e}').contains(&c) || ('\u{2066}'..='\u{2069}').contains(&c);
    held(text).replace(turns, "").replace(['\t', '\n', '\r'], " ")
}
