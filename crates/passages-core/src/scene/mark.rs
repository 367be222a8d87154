//! What a picture is made of: marks with a shape, a paint and a target, in the order in which they are painted.

use crate::link::ParagraphIx;
use crate::vocabulary::TermIx;

/// A picture: everything that a painter needs, whether it paints a canvas, SVG or paper.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scene {
    /// CSS pixels; the origin is at the top left, x to the right, y downwards.
    pub width: f64,
    /// CSS pixels.
    pub height: f64,
    /// In paint order: what comes later lies above.
    pub marks: Vec<Mark>,
}

/// One thing that is painted.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// Where, and in which form.
    pub shape: Shape,
    /// With what.
    pub paint: Paint,
    /// What it stands for.
    pub target: Target,
}

/// Where a mark is and what it looks like; in CSS pixels of the scene.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// A disc around a centre.
    Circle {
        /// Centre.
        x: f64,
        /// Centre.
        y: f64,
        /// Above 0.
        radius: f64,
    },
    /// An upright square around a centre.
    Square {
        /// Centre.
        x: f64,
        /// Centre.
        y: f64,
        /// Half of its side.
        half: f64,
    },
    /// A square standing on its corner.
    Diamond {
        /// Centre.
        x: f64,
        /// Centre.
        y: f64,
        /// From the centre to a corner.
        half: f64,
    },
    /// An upright rectangle.
    Rect {
        /// Left edge.
        x: f64,
        /// Top edge.
        y: f64,
        /// Not negative.
        width: f64,
        /// Not negative.
        height: f64,
    },
    /// A straight line.
    Line {
        /// One end.
        from: (f64, f64),
        /// The other.
        to: (f64, f64),
        /// Of the line.
        width: f64,
    },
    /// A cubic curve.
    Curve {
        /// Start, two control points, end.
        points: [(f64, f64); 4],
        /// Of the line.
        width: f64,
    },
    /// A line of text.
    Text(Text),
}

/// A line of text in a picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Text {
    /// Where the anchor stands.
    pub x: f64,
    /// The middle of the line; see [`Text::baseline`].
    pub y: f64,
    /// Font size in pixels.
    pub size: f64,
    /// Which part of the text stands at `x`: left and right as on the screen, whatever the script.
    pub anchor: Anchor,
    /// Room that was kept for it along the line; never less than what the measure gave.
    pub width: f64,
    /// Turned by a quarter, reading upwards, around `(x, y)`.
    pub turned: bool,
    /// Whether its first strong letter is of a script written from right to left.
    pub rtl: bool,
    /// The words.
    pub text: String,
}

/// Which part of a text stands at its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// Its left end.
    Left,
    /// Its middle.
    Middle,
    /// Its right end.
    Right,
}

/// What a mark is painted with, by meaning: a painter knows which colour each tint has in its theme.
///
/// A closed shape is filled, then outlined; a line or a curve has a stroke only; a text a fill only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paint {
    /// The inside.
    pub fill: Option<Tint>,
    /// The outline, or the line.
    pub stroke: Option<Tint>,
    /// How much it is meant to be seen.
    pub tone: Tone,
}

/// How much a mark is meant to be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// As it is: outlines 1 pixel wide.
    Plain,
    /// One of many: about half of the opacity.
    Soft,
    /// Passed over, or in the background: about a third of the opacity.
    Dimmed,
    /// Belongs to what is open: outlines 2 pixels wide.
    Lit,
}

/// A colour by its meaning; [`Tint::property`] names the custom property of the style sheet that holds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tint {
    /// A family of themes, 0 to 7.
    Family(u8),
    /// No theme is shared.
    NoFamily,
    /// Text and outlines.
    Ink,
    /// What is said more softly.
    Quiet,
    /// Rules and axes.
    Hairline,
    /// The ground.
    Paper,
    /// A ground a little deeper.
    Deep,
    /// What is open, or can be acted on.
    Highlight,
    /// A ground for it.
    HighlightSoft,
}

impl Tone {
    /// Opacity, 0 to 1.
    pub fn opacity(self) -> f64 {
        match self {
            Self::Plain | Self::Lit => 1.0,
            Self::Soft => 0.55,
            Self::Dimmed => 0.3,
        }
    }

    /// Width of the outline of a closed shape, in pixels.
    pub fn outline(self) -> f64 {
        if self == Self::Lit { 2.0 } else { 1.0 }
    }
}

impl Tint {
    /// Number of tints: a painter's table has as many colours.
    pub const COUNT: usize = 16;

    /// The custom properties of the style sheet, by [`Tint::index`].
    pub const PROPERTIES: [&str; Self::COUNT] = [
        "--family-0",
        "--family-1",
        "--family-2",
        "--family-3",
        "--family-4",
        "--family-5",
        "--family-6",
        "--family-7",
        "--family-none",
        "--ink",
        "--ink-soft",
        "--hairline",
        "--paper",
        "--paper-deep",
        "--act",
        "--act-soft",
    ];

    /// Of a link's family: those beyond the eighth begin again.
    pub fn of_family(family: Option<u8>) -> Self {
        family.map_or(Self::NoFamily, |f| Self::Family(f % 8))
    }

    /// Place in a table of [`Tint::COUNT`] colours.
    pub fn index(self) -> usize {
        match self {
            Self::Family(f) => usize::from(f % 8),
            Self::NoFamily => 8,
            Self::Ink => 9,
            Self::Quiet => 10,
            Self::Hairline => 11,
            Self::Paper => 12,
            Self::Deep => 13,
            Self::Highlight => 14,
            Self::HighlightSoft => 15,
        }
    }
}

/// What a mark stands for: what is named when the pointer is on it, and what opens when it is pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// Nothing: a label of an axis, a rule.
    None,
    /// A passage.
    Passage(ParagraphIx),
    /// A link, by its index in the corpus.
    Link(usize),
    /// A theme.
    Theme(TermIx),
    /// A community, by its number in the groups.
    Community(u32),
    /// A document, by its index in the corpus.
    Document(u32),
    /// Several passages that stand together: a cluster of [`super::Ground`].
    Cluster(u32),
    /// All links between two clusters of [`super::Ground`].
    Between {
        /// The one, lower than `b`.
        a: u32,
        /// The other.
        b: u32,
        /// How many links of the selection.
        links: u32,
    },
    /// A cell of the matrix: passages `rows.0..rows.1` of its order against `columns.0..columns.1`.
    Cell {
        /// First row and the one after the last.
        rows: (u32, u32),
        /// First column and the one after the last.
        columns: (u32, u32),
        /// How many links of the selection.
        links: u32,
    },
    /// Passages that follow each other in reading order.
    Run {
        /// The first.
        first: u32,
        /// The one after the last.
        last: u32,
    },
    /// A stretch of the timeline, in months since the year 0.
    Months {
        /// The first.
        first: u32,
        /// The one after the last.
        last: u32,
    },
    /// All links between two documents.
    Documents {
        /// Index of the one, lower than `b`.
        a: u32,
        /// Index of the other.
        b: u32,
        /// How many links of the selection.
        links: u32,
    },
    /// All links between two stretches of the timeline, or within one.
    Periods {
        /// First month of the one, since the year 0; not after `b`.
        a: u32,
        /// First month of the other.
        b: u32,
        /// How many links of the selection.
        links: u32,
    },
    /// The documents without a date.
    Undated,
    /// A family of themes in a stretch of the timeline, in months since the year 0.
    Family {
        /// 0 to 7.
        family: u8,
        /// The first month.
        first: u32,
        /// The month after the last.
        last: u32,
    },
}

/// An upright rectangle: left, top, right, bottom.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    /// Left edge.
    pub left: f64,
    /// Upper edge.
    pub top: f64,
    /// Not left of `left`.
    pub right: f64,
    /// Not above `top`.
    pub bottom: f64,
}

impl Bounds {
    /// The smallest that holds all points; `None` without any.
    pub fn around(points: impl IntoIterator<Item = (f64, f64)>) -> Option<Self> {
        points.into_iter().fold(None, |all: Option<Self>, (x, y)| {
            let b = all.unwrap_or(Self { left: x, top: y, right: x, bottom: y });
            let (left, right) = (b.left.min(x), b.right.max(x));
            Some(Self { left, top: b.top.min(y), right, bottom: b.bottom.max(y) })
        })
    }

    /// Whether the insides share a point.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    /// Whether no point of `other` lies outside.
    pub fn contains(&self, other: &Self) -> bool {
        self.left <= other.left
            && other.right <= self.right
            && self.top <= other.top
            && other.bottom <= self.bottom
    }

    /// Whether the point lies inside or on the edge.
    pub fn holds(&self, (x, y): (f64, f64)) -> bool {
        self.left <= x && x <= self.right && self.top <= y && y <= self.bottom
    }

    /// The same with room on each side.
    pub fn grown(&self, by: f64) -> Self {
        Self { left: self.left - by, top: self.top - by, right: self.right + by, bottom: self.bottom + by }
    }

    /// From left to right.
    pub fn width(&self) -> f64 {
        self.right - self.left
    }

    /// From top to bottom.
    pub fn height(&self) -> f64 {
        self.bottom - self.top
    }

    /// The middle.
    pub fn centre(&self) -> (f64, f64) {
        ((self.left + self.right) / 2.0, (self.top + self.bottom) / 2.0)
    }
}

/// Height of a line of text for its font size.
pub(super) const LINE_HEIGHT: f64 = 1.2;

/// From the middle of a line of text down to its baseline, for its font size: about half the height of a capital.
pub const BASELINE: f64 = 0.35;

impl Text {
    /// Pixels from the middle of the line down to its baseline. Painters place the baseline, for what they take for the
    /// middle differs.
    pub fn baseline(&self) -> f64 {
        BASELINE * self.size
    }

    /// The room it takes.
    pub fn bounds(&self) -> Bounds {
        let (before, height) = match self.anchor {
            Anchor::Left => (0.0, self.size * LINE_HEIGHT),
            Anchor::Middle => (self.width / 2.0, self.size * LINE_HEIGHT),
            Anchor::Right => (self.width, self.size * LINE_HEIGHT),
        };
        let half = height / 2.0;
        if self.turned {
            let bottom = self.y + before;
            Bounds { left: self.x - half, right: self.x + half, top: bottom - self.width, bottom }
        } else {
            let left = self.x - before;
            Bounds { left, right: left + self.width, top: self.y - half, bottom: self.y + half }
        }
    }
}

/// Half of a square, and of a diamond's diagonals, that is about as large as a circle of radius 1.
const OF_SQUARE: f64 = 0.9;
const OF_DIAMOND: f64 = 1.25;

impl Shape {
    /// A document's form around a centre: circle, square, diamond, then circles again. All are about equally large.
    pub fn of_document(document: usize, (x, y): (f64, f64), radius: f64) -> Self {
        match document % 3 {
            1 => Self::Square { x, y, half: OF_SQUARE * radius },
            2 => Self::Diamond { x, y, half: OF_DIAMOND * radius },
            _ => Self::Circle { x, y, radius },
        }
    }

    /// How far a document's form of radius 1 reaches from its centre in a direction, which has length 1.
    pub(super) fn reach(document: usize, (nx, ny): (f64, f64)) -> f64 {
        match document % 3 {
            1 => OF_SQUARE * (nx.abs() + ny.abs()),
            2 => OF_DIAMOND * nx.abs().max(ny.abs()),
            _ => 1.0,
        }
    }

    /// The room it takes, without the width of lines; of a curve, that of its control points.
    pub fn bounds(&self) -> Bounds {
        let around = |x: f64, y: f64, r: f64| Bounds { left: x - r, top: y - r, right: x + r, bottom: y + r };
        match self {
            Self::Circle { x, y, radius: r }
            | Self::Square { x, y, half: r }
            | Self::Diamond { x, y, half: r } => around(*x, *y, *r),
            Self::Rect { x, y, width, height } => {
                Bounds { left: *x, top: *y, right: x + width, bottom: y + height }
            }
            Self::Line { from, to, .. } => corners(&[*from, *to]),
            Self::Curve { points, .. } => corners(points),
            Self::Text(text) => text.bounds(),
        }
    }

    /// The same seen in a mirror that stands upright in the middle of a scene of this width. Text stays readable.
    pub fn mirrored(self, width: f64) -> Self {
        let flip = |(x, y): (f64, f64)| (width - x, y);
        match self {
            Self::Circle { x, y, radius } => Self::Circle { x: width - x, y, radius },
            Self::Square { x, y, half } => Self::Square { x: width - x, y, half },
            Self::Diamond { x, y, half } => Self::Diamond { x: width - x, y, half },
            Self::Rect { x, y, width: own, height } => {
                Self::Rect { x: width - x - own, y, width: own, height }
            }
            Self::Line { from, to, width: line } => {
                Self::Line { from: flip(from), to: flip(to), width: line }
            }
            Self::Curve { points, width: line } => Self::Curve { points: points.map(flip), width: line },
            Self::Text(text) => {
                let anchor = match text.anchor {
                    Anchor::Left if !text.turned => Anchor::Right,
                    Anchor::Right if !text.turned => Anchor::Left,
                    same => same,
                };
                Self::Text(Text { x: width - text.x, anchor, ..text })
            }
        }
    }
}

fn corners(points: &[(f64, f64)]) -> Bounds {
    let none = Bounds { left: 0.0, top: 0.0, right: 0.0, bottom: 0.0 };
    Bounds::around(points.iter().copied()).unwrap_or(none)
}

impl Paint {
    /// Filled, without an outline.
    pub fn filled(fill: Tint) -> Self {
        Self { fill: Some(fill), stroke: None, tone: Tone::Plain }
    }

    /// A line.
    pub fn stroked(stroke: Tint) -> Self {
        Self { fill: None, stroke: Some(stroke), tone: Tone::Plain }
    }

    /// Filled and outlined.
    pub fn outlined(fill: Tint, stroke: Tint) -> Self {
        Self { fill: Some(fill), stroke: Some(stroke), tone: Tone::Plain }
    }

    /// The same in another tone.
    pub fn toned(self, tone: Tone) -> Self {
        Self { tone, ..self }
    }
}

impl Scene {
    /// Nothing yet, of this size.
    pub(super) fn empty(width: f64, height: f64) -> Self {
        Self { width, height, marks: Vec::new() }
    }

    pub(super) fn push(&mut self, shape: Shape, paint: Paint, target: Target) {
        self.marks.push(Mark { shape, paint, target });
    }

    /// A line, unless it passes by the screen.
    pub(super) fn push_line(&mut self, shape: Shape, paint: Paint, target: Target) {
        let screen = Bounds { left: 0.0, top: 0.0, right: self.width, bottom: self.height };
        if screen.overlaps(&shape.bounds()) {
            self.push(shape, paint, target);
        }
    }

    /// The same seen in a mirror: for pages that are read from right to left.
    pub fn mirrored(mut self) -> Self {
        let width = self.width;
        for mark in &mut self.marks {
            let blank = Shape::Line { from: (0.0, 0.0), to: (0.0, 0.0), width: 0.0 };
            mark.shape = std::mem::replace(&mut mark.shape, blank).mirrored(width);
        }
        self
    }
}
