//! Lines of JSON that `curate` prints: documents, links, hits. Version 1.

use crate::corpus::{Corpus, Verdict};
use crate::document::{Document, LineRole};
use crate::evaluate::{Accuracy, MethodAccuracy, ThemeAccuracy};
use crate::link::{Evidence, ParagraphIx, Reason};
use crate::problem::Problem;
use crate::select::{Row, Selection};
use crate::span::Span;
use crate::vocabulary::Vocabulary;
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
    /// The lines that are no paragraph, and what they are: with the blocks, every word of the file.
    pub others: Vec<LinesRecord>,
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
    /// The label as printed.
    pub printed: Option<String>,
    /// Clean text.
    pub text: String,
    /// Marks of the footnotes that it calls, which are left out of the text.
    pub notes: Vec<String>,
}

/// Consecutive lines that are no paragraph.
#[derive(Debug, Serialize)]
pub struct LinesRecord {
    /// "masthead", "title", "heading", "signature", "footnote", "page-rule", "end-mark", "running-head", "page-number"
    /// or "job-number".
    pub role: &'static str,
    /// One-based first and last line.
    pub lines: (u32, u32),
    /// As received, line by line.
    pub text: String,
}

/// What the lines are called that have the role; `None` for a paragraph.
fn role(role: LineRole) -> Option<&'static str> {
    Some(match role {
        LineRole::Paragraph(_) => return None,
        LineRole::Masthead => "masthead",
        LineRole::Title => "title",
        LineRole::Heading => "heading",
        LineRole::Signature => "signature",
        LineRole::Footnote => "footnote",
        LineRole::PageRule => "page-rule",
        LineRole::EndMark => "end-mark",
        LineRole::RunningHead => "running-head",
        LineRole::PageNumber => "page-number",
        LineRole::JobNumber => "job-number",
        LineRole::Contents => "contents",
    })
}

/// The lines of a document that are no paragraph.
fn others(document: &Document) -> Vec<LinesRecord> {
    let mut others = Vec::new();
    let mut lines = document.received.lines().zip(1_u32..).peekable();
    for run in &document.lines {
        let mut text = String::new();
        while let Some((line, number)) = lines.next_if(|(_, number)| *number <= run.last) {
            if number >= run.first {
                text.push_str(if text.is_empty() { "" } else { "\n" });
                text.push_str(line.trim());
            }
        }
        if let Some(role) = role(run.role) {
            others.push(LinesRecord { role, lines: (run.first, run.last), text });
        }
    }
    others
}

impl DocumentRecord {
    /// The record of a document read from the file of this base name.
    pub fn new(file: &str, document: &Document, problems: &[Problem]) -> Self {
        let block = |p: &crate::document::Paragraph| BlockRecord {
            id: format!("{}:{}", document.name, p.key),
            part: document.parts.get(usize::from(p.part)).map(|part| part.slug.clone()).unwrap_or_default(),
            section: p.section.and_then(|s| document.sections.get(usize::from(s))).map(|s| s.heading.clone()),
            label: p.label.clone(),
            printed: p.printed_label.clone(),
            text: p.text.clone(),
            notes: Vec::new(),
        };
        let mut blocks: Vec<BlockRecord> = document.paragraphs.iter().map(block).collect();
        for note in document.footnotes.iter().filter(|note| !note.anchor.is_empty()) {
            if let Some(block) = blocks.iter_mut().find(|block| block.text.contains(&note.anchor)) {
                block.notes.push(note.mark.clone());
            }
        }
        Self {
            file: file.to_owned(),
            symbol: document.masthead.symbol.clone(),
            date: document.masthead.date.map(|d| d.to_string()),
            title: (!document.title.is_empty()).then(|| document.title.clone()),
            blocks,
            others: others(document),
            problems: problems.iter().map(ToString::to_string).collect(),
        }
    }
}

/// Two paragraphs and what they share.
#[derive(Debug, Serialize)]
pub struct LinkRecord {
    /// Id of the one paragraph; the earlier one of a link.
    pub from: String,
    /// Id of the other paragraph.
    pub to: String,
    /// From 0 to below 1; the sum of the shares.
    pub score: f32,
    /// "linked", "too-weak" or "crowded".
    pub verdict: &'static str,
    /// What a weak pair lacks to the threshold.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lacks: Option<f32>,
    /// The largest share first.
    pub reasons: Vec<ReasonRecord>,
}

/// A reason of a link.
#[derive(Debug, Serialize)]
pub struct ReasonRecord {
    /// "theme", "actor", "place", "programme", "event", "instrument", "related", "word" or "same".
    pub kind: &'static str,
    /// The term's id, two of them with " ~ " between, or the word's stem; for the same words, empty.
    pub what: String,
    /// Its part of the score.
    pub share: f32,
    /// kind_weight x rarity x circumstances; `share` is its part of 1 + the sum of all weights.
    pub weight: f32,
    /// What its kind weighs at its rarest.
    pub kind_weight: f32,
    /// From 0, shown nearly everywhere, to 1.
    pub rarity: f32,
    /// How many paragraphs of the corpus show it; 0 for the same words.
    pub paragraphs: u32,
    /// Whether it stands in one sentence with other evidence, in both.
    pub same_sentence: bool,
    /// Whether one of the two mentions it in brackets only.
    pub aside: bool,
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
    /// The record of two paragraphs, linked or not.
    pub fn new(corpus: &Corpus, from: ParagraphIx, to: ParagraphIx) -> Self {
        let comparison = corpus.compare(from, to);
        let (verdict, lacks) = match corpus.verdict(from, to, comparison.score) {
            Verdict::Linked => ("linked", None),
            Verdict::TooWeak(lacks) => ("too-weak", Some(lacks)),
            Verdict::Crowded => ("crowded", None),
        };
        Self {
            from: corpus.id(from),
            to: corpus.id(to),
            score: comparison.score,
            verdict,
            lacks,
            reasons: comparison.reasons.iter().map(|r| ReasonRecord::new(corpus, r)).collect(),
        }
    }
}

impl ReasonRecord {
    fn new(corpus: &Corpus, reason: &Reason) -> Self {
        let pairs = |spans: &[Span]| spans.iter().map(|s| (s.start, s.end)).collect();
        let (kind, what) = named(corpus, &reason.evidence);
        Self {
            kind,
            what,
            share: reason.share,
            weight: reason.weight,
            kind_weight: reason.kind,
            rarity: reason.rarity,
            paragraphs: reason.paragraphs,
            same_sentence: reason.same_sentence,
            aside: reason.aside,
            spans: SpansRecord { from: pairs(&reason.from_spans), to: pairs(&reason.to_spans) },
        }
    }
}

/// The kind of a piece of evidence and what it is, as in [`ReasonRecord`].
pub(super) fn named(corpus: &Corpus, evidence: &Evidence) -> (&'static str, String) {
    let term = |ix| corpus.vocabulary().term(ix).map_or(("", ""), |t| (t.kind.id(), t.id.as_str()));
    match evidence {
        Evidence::Same => ("same", String::new()),
        Evidence::Word(stem) => ("word", stem.clone()),
        Evidence::Term(ix) => (term(*ix).0, term(*ix).1.to_owned()),
        Evidence::Related(a, b) => ("related", [term(*a).1, " ~ ", term(*b).1].concat()),
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
    pub fn new(corpus: &Corpus, selection: &Selection, row: &Row) -> Self {
        let text = corpus.get(row.paragraph).map_or("", |(_, p)| p.text.as_str());
        Self {
            id: id(corpus, row.paragraph),
            score: row.score,
            snippet: selection.snippet(corpus, row.paragraph).span.of(text).to_owned(),
        }
    }
}

fn id(corpus: &Corpus, paragraph: ParagraphIx) -> String {
    corpus.id(paragraph)
}

/// What was measured on judgements.
#[derive(Debug, Serialize)]
pub struct AccuracyRecord<'a> {
    /// How well links are ranked.
    pub links: LinkAccuracyRecord,
    /// By theme.
    pub themes: Vec<ThemeAccuracyRecord<'a>>,
    /// Judged paragraphs.
    pub paragraphs: u32,
    /// Kappa between the first two passes on themes.
    pub kappa_themes: f32,
}

/// How well links are ranked.
#[derive(Debug, Serialize)]
pub struct LinkAccuracyRecord {
    /// Judged pairs.
    pub pairs: u32,
    /// Of these, those with a mean grade of 2 or more.
    pub together: u32,
    /// Quadratically weighted kappa between the first two passes.
    pub kappa: f32,
    /// Links shown between judged paragraphs.
    pub shown: u32,
    /// Of these, those with a mean grade of 1 or more.
    pub shown_right: u32,
    /// By method: "tf-idf", "bm25", "words", "vocabulary", "all", "shown".
    pub methods: Vec<MethodRecord>,
}

/// A method and how well it ranks.
#[derive(Debug, Serialize)]
pub struct MethodRecord {
    /// Its name.
    pub method: &'static str,
    /// Mean nDCG of the first five, both ways.
    pub ndcg_at_5: f32,
    /// Average precision for the pairs that belong together.
    pub average_precision: f32,
}

/// How right a theme's tags are.
#[derive(Debug, Serialize)]
pub struct ThemeAccuracyRecord<'a> {
    /// Its id.
    pub theme: &'a str,
    /// Judged paragraphs that are tagged.
    pub tagged: u16,
    /// Of these, right by at least one judge.
    pub right: u16,
    /// Paragraphs that every judge gave the theme.
    pub wanted: u16,
    /// Of these, tagged.
    pub found: u16,
}

impl<'a> AccuracyRecord<'a> {
    /// The record of what was measured.
    pub fn new(accuracy: &Accuracy, vocabulary: &'a Vocabulary) -> Self {
        let method = |m: &MethodAccuracy| MethodRecord {
            method: m.method.id(),
            ndcg_at_5: m.ndcg,
            average_precision: m.average_precision,
        };
        let theme = |t: &ThemeAccuracy| ThemeAccuracyRecord {
            theme: vocabulary.term(t.theme).map_or("", |term| term.id.as_str()),
            tagged: t.tagged,
            right: t.right,
            wanted: t.wanted,
            found: t.found,
        };
        Self {
            links: LinkAccuracyRecord {
                pairs: accuracy.pairs,
                together: accuracy.together,
                kappa: accuracy.kappa_pairs,
                shown: accuracy.links,
                shown_right: accuracy.links_right,
                methods: accuracy.methods.iter().map(method).collect(),
            },
            themes: accuracy.themes.iter().map(theme).collect(),
            paragraphs: accuracy.paragraphs,
            kappa_themes: accuracy.kappa_themes,
        }
    }
}
