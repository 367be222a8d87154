//! Two documents side by side as columns of lines, and the threads between their sentences.

use super::{Curve, width_of};
use crate::corpus::Corpus;
use crate::link::ParagraphIx;
use crate::select::Selection;
use crate::span::Span;

/// A paragraph as a stack of lines.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// Its index in the corpus.
    pub paragraph: ParagraphIx,
    /// Left edge of its lines.
    pub x: f64,
    /// Top of its first line.
    pub y: f64,
    /// Width of a full line.
    pub width: f64,
    /// Down to below its last line.
    pub height: f64,
    /// Left edge, height and length of each line.
    pub lines: Vec<(f64, f64, f64)>,
}

/// The picture.
#[derive(Clone, Debug, PartialEq)]
pub struct ThreadScene {
    /// Width and height; the origin is at the top left.
    pub size: (f64, f64),
    /// The paragraphs of the left document, then those of the right one.
    pub bars: Vec<Bar>,
    /// Links between the two documents.
    pub curves: Vec<Curve>,
}

const WIDTH: f64 = 1000.0;
const COLUMN: f64 = 290.0;
/// Characters in a line of the picture, about those of a printed page.
const LINE_CHARS: f64 = 92.0;
const LINE: f64 = 2.9;
const GAP: f64 = 5.5;

/// Draws the documents with these indices; the shorter one is spread to the height of the longer.
pub fn threads(corpus: &Corpus, selection: &Selection, left: usize, right: usize) -> ThreadScene {
    let height = natural_height(corpus, left).max(natural_height(corpus, right));
    let mut bars = column(corpus, left, 0.0, height);
    bars.extend(column(corpus, right, WIDTH - COLUMN, height));
    let bar = |ix: ParagraphIx| bars.iter().find(|b| b.paragraph == ix);
    let open = selection.open.as_ref().map(|o| o.paragraph);
    let curves = (0..)
        .zip(corpus.links())
        .filter_map(|(i, link)| {
            let sides = (corpus.document_ix(link.from)?, corpus.document_ix(link.to)?);
            let (a, b, spans) = if sides == (left, right) {
                (link.from, link.to, link.lead)
            } else if sides == (right, left) {
                let (from, to) = link.lead;
                (link.to, link.from, (to, from))
            } else {
                return None;
            };
            let (y0, y1) =
                (sentence_height(corpus, bar(a)?, spans.0)?, sentence_height(corpus, bar(b)?, spans.1)?);
            let (x0, x1) = (COLUMN + 6.0, WIDTH - COLUMN - 6.0);
            let lean = (x1 - x0) * 0.45;
            Some(Curve {
                link: i,
                points: [(x0, y0), (x0 + lean, y0), (x1 - lean, y1), (x1, y1)],
                width: width_of(link),
                family: link.family,
                lit: open.is_some_and(|o| o == a || o == b),
            })
        })
        .collect();
    ThreadScene { size: (WIDTH, height), curves, bars }
}

fn sentence_height(corpus: &Corpus, bar: &Bar, span: Span) -> Option<f64> {
    let (_, paragraph) = corpus.get(bar.paragraph)?;
    let share = f64::from(span.start) / paragraph.text.len().max(1) as f64;
    let line = (share * bar.lines.len() as f64) as usize;
    bar.lines.get(line.min(bar.lines.len().saturating_sub(1))).map(|(_, y, _)| *y)
}

fn line_count(chars: usize) -> usize {
    (chars as f64 / LINE_CHARS) as usize + 1
}

fn texts(corpus: &Corpus, document: usize) -> impl Iterator<Item = (ParagraphIx, usize)> {
    let chars = |ix: ParagraphIx| Some((ix, corpus.get(ix)?.1.text.chars().count()));
    corpus.indices().filter(move |ix| corpus.document_ix(*ix) == Some(document)).filter_map(chars)
}

fn natural_height(corpus: &Corpus, document: usize) -> f64 {
    texts(corpus, document).map(|(_, chars)| line_count(chars) as f64 * LINE + GAP).sum()
}

fn column(corpus: &Corpus, document: usize, x: f64, height: f64) -> Vec<Bar> {
    let paragraphs: Vec<(ParagraphIx, usize)> = texts(corpus, document).collect();
    let spare = height - natural_height(corpus, document);
    let gap = GAP + spare / paragraphs.len().max(1) as f64;
    let mut top = gap / 2.0;
    let mut bars = Vec::new();
    for (paragraph, chars) in paragraphs {
        let count = line_count(chars);
        let rest = (chars as f64 - (count - 1) as f64 * LINE_CHARS) / LINE_CHARS;
        let length = |i: usize| if i + 1 == count { COLUMN * rest.max(0.08) } else { COLUMN };
        let lines = (0..count).map(|i| (x, top + i as f64 * LINE + LINE / 2.0, length(i))).collect();
        let own = count as f64 * LINE;
        bars.push(Bar { paragraph, x, y: top, width: COLUMN, height: own, lines });
        top += own + gap;
    }
    bars
}
