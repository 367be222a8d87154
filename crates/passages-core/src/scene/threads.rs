//! Two documents side by side as columns of lines, and the threads between their sentences.

use super::mark::{Paint, Scene, Shape, Target, Tint, Tone};
use super::{Curve, width_of};
use crate::corpus::Corpus;
use crate::link::ParagraphIx;
use crate::select::Selection;
use crate::span::Span;

/// A paragraph as a stack of lines; in a long document, several that follow each other.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// Index of the first in the corpus.
    pub paragraph: ParagraphIx,
    /// Index after the last.
    pub until: ParagraphIx,
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
    /// Links between the two documents, strongest first; [`MAX_THREADS`] at most.
    pub curves: Vec<Curve>,
    /// How many links there are between them.
    pub links: usize,
}

/// Threads drawn at most, the strongest first.
pub const MAX_THREADS: usize = 600;
const WIDTH: f64 = 1000.0;
const COLUMN: f64 = 290.0;
/// Characters in a line of the picture, about those of a printed page.
const LINE_CHARS: f64 = 92.0;
const LINE: f64 = 2.9;
const GAP: f64 = 5.5;
/// Height of the picture at most; longer documents are drawn as bands.
const MAX_HEIGHT: f64 = 1600.0;
/// Least height of a band of several paragraphs.
const BAND: f64 = 8.0;

/// Draws the documents with these indices; the shorter one is spread to the height of the longer. Only the links that
/// the selection lists are drawn, or all between the two: on the opening page nothing is listed.
pub fn threads(
    corpus: &Corpus,
    selection: &Selection,
    (left, right): (usize, usize),
    only_listed: bool,
) -> ThreadScene {
    let height = natural_height(corpus, left).max(natural_height(corpus, right)).min(MAX_HEIGHT);
    let mut bars = column(corpus, left, 0.0, height);
    bars.extend(column(corpus, right, WIDTH - COLUMN, height));
    let bar = |ix: ParagraphIx| bars.iter().find(|b| b.paragraph <= ix && ix < b.until);
    let open = selection.open.as_ref().map(|o| o.paragraph);
    let mut is_drawn = vec![!only_listed; corpus.links().len()];
    for at in &selection.links {
        if let Some(slot) = is_drawn.get_mut(*at) {
            *slot = true;
        }
    }
    let (mut curves, mut links) = (Vec::new(), 0);
    for i in corpus.links_by_score() {
        let Some(link) = corpus.links().get(*i).filter(|_| is_drawn.get(*i) == Some(&true)) else { continue };
        let sides = (corpus.document_ix(link.from), corpus.document_ix(link.to));
        let (a, b, spans) = if sides == (Some(left), Some(right)) {
            (link.from, link.to, link.lead)
        } else if sides == (Some(right), Some(left)) {
            let (from, to) = link.lead;
            (link.to, link.from, (to, from))
        } else {
            continue;
        };
        links += 1;
        let lit = open.is_some_and(|o| o == a || o == b);
        if curves.len() >= MAX_THREADS && !(lit && curves.len() < 2 * MAX_THREADS) {
            continue;
        }
        let ends = bar(a).zip(bar(b)).and_then(|(one, two)| {
            Some((sentence_height(corpus, one, a, spans.0)?, sentence_height(corpus, two, b, spans.1)?))
        });
        let Some((y0, y1)) = ends else { continue };
        let (x0, x1) = (COLUMN + 6.0, WIDTH - COLUMN - 6.0);
        let lean = (x1 - x0) * 0.45;
        curves.push(Curve {
            link: *i,
            points: [(x0, y0), (x0 + lean, y0), (x1 - lean, y1), (x1, y1)],
            width: width_of(link),
            family: link.family,
            lit,
        });
    }
    ThreadScene { size: (WIDTH, height), curves, bars, links }
}

/// The same as marks, `width` pixels wide and as high as it must be.
pub fn threads_picture(
    corpus: &Corpus,
    selection: &Selection,
    (left, right): (usize, usize),
    width: f64,
    mirrored: bool,
) -> Scene {
    let drawn = threads(corpus, selection, (left, right), true);
    let width = super::Viewport::new(width, 1.0).width;
    let scale = width / drawn.size.0;
    let at = |(x, y): (f64, f64)| (x * scale, y * scale);
    let mut scene = Scene::empty(width, drawn.size.1 * scale);
    let open = selection.open.as_ref().map(|o| o.paragraph);
    // The weakest are painted first, and what is open last.
    for pass in [false, true] {
        for curve in drawn.curves.iter().rev().filter(|c| c.lit == pass) {
            let tone = match (curve.lit, open.is_some_and(|_| drawn.curves.iter().any(|c| c.lit))) {
                (true, _) => Tone::Lit,
                (false, true) => Tone::Dimmed,
                (false, false) => Tone::Plain,
            };
            let line = ((curve.width * scale.min(1.2) * 4.0).round() / 4.0).max(0.5);
            let shape = Shape::Curve { points: curve.points.map(at), width: line };
            scene.push(
                shape,
                Paint::stroked(Tint::of_family(curve.family)).toned(tone),
                Target::Link(curve.link),
            );
        }
    }
    for bar in &drawn.bars {
        let target = match bar.until - bar.paragraph {
            1 => Target::Passage(bar.paragraph),
            _ => Target::Run { first: bar.paragraph, last: bar.until },
        };
        let is_open = open.is_some_and(|o| bar.paragraph <= o && o < bar.until);
        let (ground, ink, tone) = match is_open {
            true => (Tint::HighlightSoft, Tint::Highlight, Tone::Plain),
            false => (Tint::Paper, Tint::Quiet, Tone::Soft),
        };
        let (x, y) = at((bar.x, bar.y));
        let shape = Shape::Rect { x, y, width: bar.width * scale, height: bar.height * scale };
        scene.push(shape, Paint::filled(ground), target);
        for (x, y, length) in &bar.lines {
            let (from, to) = (at((*x, *y)), at((x + length, *y)));
            scene.push(
                Shape::Line { from, to, width: (1.4 * scale).max(0.5) },
                Paint::stroked(ink).toned(tone),
                target,
            );
        }
    }
    if mirrored { scene.mirrored() } else { scene }
}

/// The height of a sentence in a bar.
fn sentence_height(corpus: &Corpus, bar: &Bar, ix: ParagraphIx, span: Span) -> Option<f64> {
    let (_, paragraph) = corpus.get(ix)?;
    let share = f64::from(span.start) / paragraph.text.len().max(1) as f64;
    let share = (f64::from(ix - bar.paragraph) + share) / f64::from((bar.until - bar.paragraph).max(1));
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
    texts(corpus, document)
        .map(|(_, chars)| line_count(chars) as f64 * LINE + GAP)
        .fold(0.0, |sum, h| sum + h)
}

fn column(corpus: &Corpus, document: usize, x: f64, height: f64) -> Vec<Bar> {
    let paragraphs: Vec<(ParagraphIx, usize)> = texts(corpus, document).collect();
    let natural = natural_height(corpus, document);
    if natural > height {
        return bands(&paragraphs, x, height / natural);
    }
    let gap = GAP + (height - natural) / paragraphs.len().max(1) as f64;
    let mut top = gap / 2.0;
    let mut bars = Vec::new();
    for (paragraph, chars) in paragraphs {
        let count = line_count(chars);
        let rest = (chars as f64 - (count - 1) as f64 * LINE_CHARS) / LINE_CHARS;
        let length = |i: usize| if i + 1 == count { COLUMN * rest.max(0.08) } else { COLUMN };
        let lines = (0..count).map(|i| (x, top + i as f64 * LINE + LINE / 2.0, length(i))).collect();
        let own = count as f64 * LINE;
        bars.push(Bar { paragraph, until: paragraph + 1, x, y: top, width: COLUMN, height: own, lines });
        top += own + gap;
    }
    bars
}

/// A long document, `squeezed` to a part of its height: paragraphs that follow each other share a band, and a band has
/// as many lines as there is room for.
fn bands(paragraphs: &[(ParagraphIx, usize)], x: f64, squeezed: f64) -> Vec<Bar> {
    let (mut bars, mut top) = (Vec::new(), 0.0);
    let (mut first, mut held) = (None, 0.0);
    for (at, (paragraph, chars)) in paragraphs.iter().enumerate() {
        let first_of_band = *first.get_or_insert(*paragraph);
        held += (line_count(*chars) as f64 * LINE + GAP) * squeezed;
        if held < BAND && at + 1 < paragraphs.len() {
            continue;
        }
        let count = (((held - 2.0) / LINE) as usize).max(1);
        let lines = (0..count).map(|i| (x, top + 1.0 + i as f64 * LINE + LINE / 2.0, COLUMN)).collect();
        let (paragraph, until) = (first_of_band, paragraph + 1);
        bars.push(Bar {
            paragraph,
            until,
            x,
            y: top + 1.0,
            width: COLUMN,
            height: (held - 2.0).max(0.5),
            lines,
        });
        (top, first, held) = (top + held, None, 0.0);
    }
    bars
}
