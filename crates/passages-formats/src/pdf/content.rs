//! The operators of a page -> pieces of text and where they stand.

use super::budget::Budget;
use super::direction::{TIED, is_rtl, reversed};
use super::font::Font;
use super::forms::Forms;
use super::weight;
use crate::limits::{GLYPHS, OPERATORS, PDF_DEPTH, PIECES};
use crate::refusal::{Excess, Refusal};
use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction;
use hayro_syntax::object::{Array, Dict, Name, Number, Object, ObjectIdentifier, Stream};
use hayro_syntax::page::{Page, Resources};
use std::rc::Rc;

/// `[a b c d e f]`: x' = a x + c y + e, y' = b x + d y + f.
type Matrix = [f64; 6];
const IDENTITY: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// First `m`, then `n`.
fn times(m: Matrix, n: Matrix) -> Matrix {
    let [a, b, c, d, e, f] = m;
    let [p, q, r, s, t, u] = n;
    [a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u]
}

/// Adds the letters of a code, those that printers join and the shapes of Arabic as the letters that they stand for.
fn push_letters(text: &mut String, letters: &str, forms: &Forms) {
    const JOINED: [&str; 7] = ["ff", "fi", "fl", "ffi", "ffl", "ft", "st"];
    let start = text.len();
    for c in letters.chars() {
        let nth = (c as u32).checked_sub(0xfb00).and_then(|nth| JOINED.get(nth as usize));
        match nth.copied().or_else(|| forms.letters(c)) {
            Some(letters) => text.push_str(letters),
            None => text.push(if c.is_control() || c == TIED { ' ' } else { c }),
        }
    }
    let drawn_as_one = text.get(start..).unwrap_or_default();
    if drawn_as_one.chars().nth(1).is_some() && drawn_as_one.chars().all(is_rtl) {
        let mut tied = String::new();
        for (nth, c) in drawn_as_one.chars().enumerate() {
            tied.extend((nth > 0).then_some(TIED));
            tied.push(c);
        }
        text.replace_range(start.., &tied);
    }
}

/// A form takes as long as so many operators: forms in forms can double at each step.
const FORM: usize = 500;

/// Letters that were set in one go.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Piece {
    pub(super) text: String,
    /// Where the baseline begins and ends, in points from the lower left.
    pub(super) from: (f64, f64),
    pub(super) to: (f64, f64),
    /// Size of the letters, in points.
    pub(super) size: f64,
}

/// What stands on a page.
#[derive(Debug, Default)]
pub(super) struct Drawn {
    pub(super) pieces: Vec<Piece>,
    pub(super) pictures: usize,
    /// Letters, white space aside.
    pub(super) letters: usize,
    /// How many of them are not painted: a machine's reading under the picture of a page.
    pub(super) hidden: usize,
}

/// Reads pages one after another.
pub(super) struct Letters {
    budget: Budget,
    fonts: Vec<(ObjectIdentifier, Rc<Font>)>,
    forms: Forms,
    operators: usize,
    /// Letters that say which they are, over all pages; and those that do not.
    pub(super) named: usize,
    pub(super) nameless: usize,
}

/// What `q` saves and `Q` brings back.
#[derive(Clone)]
struct Graphics {
    ctm: Matrix,
    font: Option<Rc<Font>>,
    size: f64,
    spacing: f64,
    word_spacing: f64,
    scale: f64,
    leading: f64,
    rise: f64,
    is_hidden: bool,
}

/// Where in a page the reader is.
struct At<'p> {
    graphics: Graphics,
    saved: Vec<Graphics>,
    matrix: Matrix,
    line: Matrix,
    drawn: &'p mut Drawn,
    depth: usize,
}

fn number(n: &Number) -> f64 {
    let n = n.as_f64();
    if n.is_finite() { n } else { 0.0 }
}

impl Letters {
    pub(super) fn new() -> Self {
        let (budget, forms) = (Budget::default(), Forms::new());
        Self { budget, fonts: Vec::new(), forms, operators: 0, named: 0, nameless: 0 }
    }

    /// Reads a page.
    pub(super) fn page(&mut self, page: &Page<'_>) -> Result<Drawn, Refusal> {
        let mut data = Vec::new();
        if let Some(stream) = page.raw().get::<Stream<'_>>("Contents") {
            data = self.expand(&stream)?;
        } else if let Some(streams) = page.raw().get::<Array<'_>>("Contents") {
            for stream in streams.iter::<Stream<'_>>() {
                data.extend(self.expand(&stream)?);
            }
        }
        let mut drawn = Drawn::default();
        let graphics = Graphics {
            ctm: IDENTITY,
            font: None,
            size: 0.0,
            spacing: 0.0,
            word_spacing: 0.0,
            scale: 1.0,
            leading: 0.0,
            rise: 0.0,
            is_hidden: false,
        };
        self.operators(&data, page.resources(), graphics, &mut drawn, 0)?;
        Ok(drawn)
    }

    /// The data of a stream, weighed first.
    fn expand(&mut self, stream: &Stream<'_>) -> Result<Vec<u8>, Refusal> {
        let mut data = weight::expand(stream, &mut self.budget)?;
        // The last operator is seen by the white space behind it; and what one stream of a page ends with is no part of
        // what the next begins with.
        data.push(b'\n');
        Ok(data)
    }

    fn operators(
        &mut self,
        data: &[u8],
        resources: &Resources<'_>,
        graphics: Graphics,
        drawn: &mut Drawn,
        depth: usize,
    ) -> Result<(), Refusal> {
        let mut at = At { graphics, saved: Vec::new(), matrix: IDENTITY, line: IDENTITY, drawn, depth };
        let mut operators = TypedIter::new(data);
        while let Some(operator) = operators.next() {
            self.operators += 1;
            if self.operators > OPERATORS {
                return Err(Refusal::TooMuch(Excess::Drawing));
            }
            self.operator(&operator, resources, &mut at)?;
        }
        Ok(())
    }

    fn operator(
        &mut self,
        operator: &TypedInstruction<'_, '_>,
        resources: &Resources<'_>,
        at: &mut At<'_>,
    ) -> Result<(), Refusal> {
        use TypedInstruction as Op;
        match operator {
            Op::SaveState(_) if at.saved.len() < PDF_DEPTH * PDF_DEPTH => at.saved.push(at.graphics.clone()),
            Op::RestoreState(_) => at.graphics = at.saved.pop().unwrap_or_else(|| at.graphics.clone()),
            Op::Transform(m) => {
                let matrix = [&m.0, &m.1, &m.2, &m.3, &m.4, &m.5].map(number);
                at.graphics.ctm = times(matrix, at.graphics.ctm);
            }
            Op::BeginText(_) => (at.matrix, at.line) = (IDENTITY, IDENTITY),
            Op::CharacterSpacing(n) => at.graphics.spacing = number(&n.0),
            Op::WordSpacing(n) => at.graphics.word_spacing = number(&n.0),
            Op::HorizontalScaling(n) => at.graphics.scale = number(&n.0) / 100.0,
            Op::TextLeading(n) => at.graphics.leading = number(&n.0),
            Op::TextRise(n) => at.graphics.rise = number(&n.0),
            Op::TextRenderingMode(n) => at.graphics.is_hidden = matches!(n.0.as_i64(), 3 | 7),
            Op::TextFont(font) => {
                at.graphics.size = number(&font.1);
                at.graphics.font = self.font(font.0, resources)?;
            }
            Op::NextLine(by) => at.next_line(number(&by.0), number(&by.1)),
            Op::NextLineAndSetLeading(by) => {
                at.graphics.leading = -number(&by.1);
                at.next_line(number(&by.0), number(&by.1));
            }
            Op::SetTextMatrix(m) => {
                at.line = [&m.0, &m.1, &m.2, &m.3, &m.4, &m.5].map(number);
                at.matrix = at.line;
            }
            Op::NextLineUsingLeading(_) => at.next_line(0.0, -at.graphics.leading),
            Op::ShowText(text) => self.show(text.0.as_bytes(), at)?,
            Op::NextLineAndShowText(text) => {
                at.next_line(0.0, -at.graphics.leading);
                self.show(text.0.as_bytes(), at)?;
            }
            Op::ShowTextWithParameters(text) => {
                at.graphics.word_spacing = number(&text.0);
                at.graphics.spacing = number(&text.1);
                at.next_line(0.0, -at.graphics.leading);
                self.show(text.2.as_bytes(), at)?;
            }
            Op::ShowTexts(all) => {
                for item in all.0.iter::<Object<'_>>() {
                    match item {
                        Object::String(text) => self.show(text.as_bytes(), at)?,
                        Object::Number(by) => {
                            let by = -number(&by) / 1000.0 * at.graphics.size * at.graphics.scale;
                            at.matrix = times([1.0, 0.0, 0.0, 1.0, by, 0.0], at.matrix);
                        }
                        _ => {}
                    }
                }
            }
            Op::InlineImage(_) => at.drawn.pictures += 1,
            Op::XObject(form) => {
                if let Some(stream) = resources.get_x_object(form.0) {
                    self.form(&stream, resources, at)?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// A picture is counted, a form is read as part of the page.
    fn form(
        &mut self,
        stream: &Stream<'_>,
        resources: &Resources<'_>,
        at: &mut At<'_>,
    ) -> Result<(), Refusal> {
        let kind = stream.dict().get::<Name<'_>>("Subtype");
        if kind.as_deref() == Some(b"Image") {
            at.drawn.pictures += 1;
            return Ok(());
        }
        if at.depth >= PDF_DEPTH {
            return Err(Refusal::TooMuch(Excess::Depth));
        }
        self.operators += FORM;
        let data = self.expand(stream)?;
        let own = stream.dict().get::<Dict<'_>>("Resources").map(Resources::new);
        let mut matrix = IDENTITY;
        if let Some(given) = stream.dict().get::<Array<'_>>("Matrix") {
            for (slot, n) in matrix.iter_mut().zip(given.iter::<Number>()) {
                *slot = number(&n);
            }
        }
        let mut graphics = at.graphics.clone();
        graphics.ctm = times(matrix, graphics.ctm);
        let depth = at.depth + 1;
        self.operators(&data, own.as_ref().unwrap_or(resources), graphics, at.drawn, depth)
    }

    fn font(&mut self, name: &Name<'_>, resources: &Resources<'_>) -> Result<Option<Rc<Font>>, Refusal> {
        let Some(dict) = resources.get_font(name) else { return Ok(None) };
        let id = dict.obj_id();
        if let Some((_, font)) = self.fonts.iter().find(|(known, _)| Some(*known) == id) {
            return Ok(Some(font.clone()));
        }
        let font = Rc::new(Font::read(&dict, &mut |stream| self.expand(stream))?);
        if let Some(id) = id {
            self.fonts.push((id, font.clone()));
        }
        Ok(Some(font))
    }

    /// Sets the letters of a string.
    fn show(&mut self, bytes: &[u8], at: &mut At<'_>) -> Result<(), Refusal> {
        let Some(font) = at.graphics.font.clone() else { return Ok(()) };
        let g = at.graphics.clone();
        let place = |matrix: Matrix| {
            let [a, b, c, d, e, f] = times([1.0, 0.0, 0.0, 1.0, 0.0, g.rise], times(matrix, g.ctm));
            ((e, f), (c * c + d * d).sqrt() * g.size.abs(), (a, b))
        };
        let ((x, y), size, _) = place(at.matrix);
        let mut piece = Piece { from: (x, y), size, ..Piece::default() };
        let mut rest = bytes;
        while !rest.is_empty() {
            let code = font.next(rest);
            rest = rest.get(code.bytes..).unwrap_or_default();
            let before = piece.text.len();
            match &code.text {
                Some(text) => push_letters(&mut piece.text, text, &self.forms),
                None => piece.text.push('\u{fffd}'),
            }
            let letters = piece.text.get(before..).unwrap_or_default();
            let count = letters.chars().filter(|c| !c.is_whitespace() && *c != TIED).count();
            at.drawn.letters += count;
            at.drawn.hidden += if g.is_hidden { count } else { 0 };
            match code.text {
                Some(_) => self.named += count,
                None => self.nameless += 1,
            }
            let space = if code.is_space { g.word_spacing } else { 0.0 };
            let by = (code.width * g.size + g.spacing + space) * g.scale;
            at.matrix = times([1.0, 0.0, 0.0, 1.0, by, 0.0], at.matrix);
        }
        if self.named + self.nameless > GLYPHS || at.drawn.pieces.len() >= PIECES {
            return Err(Refusal::TooMuch(Excess::Drawing));
        }
        piece.to = place(at.matrix).0;
        // Mirrored, as programs that recognize text set what runs from right to left.
        let [a, _, _, d, ..] = times(at.matrix, g.ctm);
        if a < 0.0 && d > 0.0 && piece.text.contains(is_rtl) {
            piece.text = reversed(&piece.text);
            (piece.from, piece.to) = (piece.to, piece.from);
        }
        let finite = [piece.from.0, piece.from.1, piece.to.0, piece.to.1, size].iter().all(|n| n.is_finite());
        if finite && !piece.text.is_empty() {
            at.drawn.pieces.push(piece);
        }
        Ok(())
    }
}

impl At<'_> {
    fn next_line(&mut self, x: f64, y: f64) {
        self.line = times([1.0, 0.0, 0.0, 1.0, x, y], self.line);
        self.matrix = self.line;
    }
}
