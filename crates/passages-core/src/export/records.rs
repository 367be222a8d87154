//! Lines of JSON that `curate` prints: documents, links, hits. Version 1.

use crate::corpus::Corpus;
use crate::document::Document;
use crate::link::{Evidence, Link, ParagraphIx};
use crate::problem::Problem;
use crate::select::Row;
use crate::span::Span;
use serde::Serialize;

/// A parsed document.
#[derive(Debug, Serialize)]
pub struct DocumentRecord {
    /// Base name of the file.
    pub file: String,
    /// As printed; null where none is.
    pub symbol: Option<String>,
    /// `YYYY-MM-DD`; null where none is printed.
    pub date: Option<String>,
    /// Null where none was found.
    pub title: Option<String>,
    /// The paragraphs in reading order, headings and furniture left out.
    pub blocks: Vec<BlockRecord>,
    /// What a curator should look at.
    pub problems: Vec<String>,
}

/// A paragraph.
#[derive(Debug, Serialize)]
pub struct BlockRecord {
    /// Permanent and unique in the corpus: "A/CONF.191/L.7:4".
    pub id: String,
    /// Empty for a document without annexes.
    pub part: String,
    /// The heading it stands under.
    pub section: Option<String>,
    /// Printed label without its closing dot or single bracket.
    pub label: Option<String>,
    /// Clean text.
    pub text: String,
}

impl DocumentRecord {
    /// The record of a document read from the file of this base name.
    pub fn new(file: &str, document: &Document, problems: &[Problem]) -> Self {
        let block = |p: &crate::document::Paragraph| BlockRecord {
            id: format!("{}:{}", document.name, p.key),
            part: document.parts.get(usize::from(p.part)).map(|part| part.slug.clone()).unwrap_or_default(),
            section: p.section.and_then(|s| document.sections.get(usize::from(s))).map(|s| s.heading.clone()),
            label: p.label.clone(),
            text: p.text.clone(),
        };
        Self {
            file: file.to_owned(),
            symbol: document.masthead.symbol.clone(),
            date: document.masthead.date.map(|d| d.to_string()),
            title: (!document.title.is_empty()).then(|| document.title.clone()),
            blocks: document.paragraphs.iter().map(block).collect(),
            problems: problems.iter().map(ToString::to_string).collect(),
        }
    }
}

/// A link.
#[derive(Debug, Serialize)]
pub struct LinkRecord {
    /// Id of the earlier paragraph.
    pub from: String,
    /// Id of the later paragraph.
    pub to: String,
    /// Above 0 and below 1; the sum of the shares.
    pub score: f32,
    /// The largest share first.
    pub reasons: Vec<ReasonRecord>,
}

/// A reason of a link.
#[derive(Debug, Serialize)]
pub struct ReasonRecord {
    /// "theme", "actor", "place", "programme", "event", "instrument" or "word".
    pub kind: &'static str,
    /// The term's id, or the word's stem.
    pub what: String,
    /// Its part of the score.
    pub share: f32,
    /// Where it stands in both texts.
    pub spans: SpansRecord,
}

/// Zero-based UTF-8 offsets, start and end, into the clean texts of the two ends.
#[derive(Debug, Serialize)]
pub struct SpansRecord {
    /// In `from`.
    pub from: Vec<(u32, u32)>,
    /// In `to`.
    pub to: Vec<(u32, u32)>,
}

impl LinkRecord {
    /// The record of a link.
    pub fn new(corpus: &Corpus, link: &Link) -> Self {
        let pairs = |spans: &[Span]| spans.iter().map(|s| (s.start, s.end)).collect();
        let reason = |r: &crate::link::Reason| {
            let (kind, what) = match &r.evidence {
                Evidence::Word(stem) => ("word", stem.clone()),
                Evidence::Term(ix) => {
                    corpus.vocabulary().term(*ix).map_or(("", String::new()), |t| (t.kind.id(), t.id.clone()))
                }
            };
            let spans = SpansRecord { from: pairs(&r.from_spans), to: pairs(&r.to_spans) };
            ReasonRecord { kind, what, share: r.share, spans }
        };
        Self {
            from: corpus.id(link.from),
            to: corpus.id(link.to),
            score: link.score,
            reasons: link.reasons.iter().map(reason).collect(),
        }
    }
}

/// A hit of a search.
#[derive(Debug, Serialize)]
pub struct HitRecord {
    /// Id of the paragraph.
    pub id: String,
    /// BM25; 0 where no words were looked for.
    pub score: f64,
    /// The stretch around what was found.
    pub snippet: String,
}

impl HitRecord {
    /// The record of a row.
    pub fn new(corpus: &Corpus, row: &Row) -> Self {
        let text = corpus.get(row.paragraph).map_or("", |(_, p)| p.text.as_str());
        Self {
            id: id(corpus, row.paragraph),
            score: row.score,
            snippet: row.snippet.span.of(text).to_owned(),
        }
    }
}

fn id(corpus: &Corpus, paragraph: ParagraphIx) -> String {
    corpus.id(paragraph)
}
