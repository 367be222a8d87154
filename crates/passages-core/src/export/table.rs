//! Passages and links as rows and columns: what CSV, JSON and the two graphs have in common.

use super::inert::upright;
use super::source::Source;
use crate::corpus::Corpus;
use crate::document::{Document, Paragraph};
use crate::link::{Comparison, Evidence, Link, ParagraphIx, Reason};
use crate::number::fixed;
use crate::select::Row;
use crate::vocabulary::{Kind, Term, TermIx, label};

/// Decimals of a score and of a share.
const DECIMALS: u32 = 6;

/// What a row says in one column.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Cell {
    /// Words.
    Text(String),
    /// A decimal number as it is printed.
    Number(String),
    /// Several words.
    List(Vec<String>),
    /// The source does not say.
    Nothing,
}

impl Cell {
    /// In one piece: those of a list with semicolons between.
    pub(super) fn flat(&self) -> String {
        match self {
            Self::Text(text) | Self::Number(text) => text.clone(),
            Self::List(several) => several.join("; "),
            Self::Nothing => String::new(),
        }
    }
}

/// A column of [`PASSAGE`] or [`LINK`] that holds numbers; all others hold words.
pub(super) const SCORE: &str = "score";

/// The columns of a passage.
pub(super) const PASSAGE: [&str; 15] = [
    "passage",
    "url",
    "document",
    "title",
    "symbol",
    "designation",
    "date",
    "printed_label",
    "citation",
    "section",
    "themes",
    "theme_labels",
    "language",
    "text",
    SCORE,
];

/// The columns of a link.
pub(super) const LINK: [&str; 8] =
    ["from", "to", "from_citation", "to_citation", SCORE, "family", "family_label", "reasons"];

/// Rows under the names of their columns.
pub(super) struct Table {
    pub(super) columns: &'static [&'static str],
    pub(super) rows: Vec<Vec<Cell>>,
}

/// The passages of a source.
pub(super) fn passages(source: &Source) -> Table {
    let rows = source.rows();
    Table { columns: &PASSAGE, rows: rows.iter().filter_map(|row| passage(source, row)).collect() }
}

/// The links of a source.
pub(super) fn links(source: &Source) -> Table {
    let row = |l: &&Link| link(source, l, &source.corpus.compare(l.from, l.to));
    Table { columns: &LINK, rows: source.links().iter().map(row).collect() }
}

/// A passage, in the order of [`PASSAGE`].
pub(super) fn passage(source: &Source, row: &Row) -> Option<Vec<Cell>> {
    let (document, paragraph) = source.corpus.get(row.paragraph)?;
    let line = |text: &str| Cell::Text(upright(text));
    let maybe = |text: Option<&str>| text.map_or(Cell::Nothing, line);
    let themes = themes(source.corpus, row.paragraph);
    let ids = themes.iter().map(|theme| upright(&theme.id)).collect();
    let labels = themes.iter().map(|theme| upright(label(&theme.labels, source.language))).collect();
    Some(vec![
        line(&source.corpus.id(row.paragraph)),
        Cell::Text(source.url_of(row.paragraph)),
        line(&document.name),
        line(&document.title),
        maybe(document.masthead.symbol.as_deref()),
        line(&document.designation()),
        maybe(document.date().map(|date| date.to_string()).as_deref()),
        maybe(paragraph.printed_label.as_deref()),
        line(&document.citation(paragraph)),
        maybe(section(document, paragraph).as_deref()),
        Cell::List(ids),
        Cell::List(labels),
        line(&document.language),
        Cell::Text(paragraph.text.clone()),
        Cell::Number(fixed(row.score, DECIMALS)),
    ])
}

/// A link and what its ends share, in the order of [`LINK`].
pub(super) fn link(source: &Source, link: &Link, comparison: &Comparison) -> Vec<Cell> {
    let corpus = source.corpus;
    let id = |ix| Cell::Text(upright(&corpus.id(ix)));
    let cited = |ix| {
        let citation = corpus.get(ix).map(|(document, paragraph)| document.citation(paragraph));
        citation.map_or(Cell::Nothing, |citation| Cell::Text(upright(&citation)))
    };
    let family = link.family.and_then(|at| corpus.vocabulary().families.get(usize::from(at)));
    let reasons = comparison.reasons.iter();
    let reason = |r: &Reason| [&evidence_name(source, link.from, r), " ", &share(r)].concat();
    vec![
        id(link.from),
        id(link.to),
        cited(link.from),
        cited(link.to),
        Cell::Number(fixed(f64::from(link.score), DECIMALS)),
        family.map_or(Cell::Nothing, |family| Cell::Text(upright(&family.id))),
        family.map_or(Cell::Nothing, |family| Cell::Text(upright(label(&family.labels, source.language)))),
        Cell::List(reasons.map(reason).collect()),
    ]
}

/// The part of the score that a reason has.
pub(super) fn share(reason: &Reason) -> String {
    fixed(f64::from(reason.share), DECIMALS)
}

/// What is shared: the term's label, or the word as the first paragraph prints it.
pub(super) fn evidence_name(source: &Source, from: ParagraphIx, reason: &Reason) -> String {
    let term = |ix: TermIx| {
        source.corpus.vocabulary().term(ix).map_or("", |term| label(&term.labels, source.language))
    };
    let name = match &reason.evidence {
        Evidence::Same => "same words".to_owned(),
        Evidence::Term(ix) => term(*ix).to_owned(),
        Evidence::Related(a, b) => [term(*a), " ~ ", term(*b)].concat(),
        Evidence::Word(stem) => {
            let text = source.corpus.get(from).map_or("", |(_, paragraph)| paragraph.text.as_str());
            let printed = reason.from_spans.first().map_or("", |span| span.of(text));
            if printed.is_empty() { stem.clone() } else { printed.to_lowercase() }
        }
    };
    upright(&name)
}

/// The themes that a passage shows, in the order of the vocabulary.
pub(super) fn themes(corpus: &Corpus, ix: ParagraphIx) -> Vec<&Term> {
    let terms = corpus.annotation(ix).map(|annotation| annotation.terms()).unwrap_or_default();
    let terms = terms.into_iter().filter_map(|ix| corpus.vocabulary().term(ix));
    terms.filter(|term| term.kind == Kind::Theme).collect()
}

/// "1. Migration and Development": the heading under which a paragraph stands.
pub(super) fn section(document: &Document, paragraph: &Paragraph) -> Option<String> {
    let section = document.sections.get(usize::from(paragraph.section?))?;
    Some(match &section.number {
        Some(number) => [number, ". ", &section.heading].concat(),
        None => section.heading.clone(),
    })
}
