//! Scene -> SVG: the same marks as text, for export, print and small pictures.

use super::cubic;
use super::mark::{Anchor, BASELINE, Mark, Paint, Scene, Shape, Text, Tint};
use crate::number::fixed;

/// The colour of each tint, as CSS writes it, by [`Tint::index`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Palette<'a>(pub [&'a str; Tint::COUNT]);

impl Palette<'static> {
    /// Ink on paper: the light theme of the page.
    pub const PRINT: Self = Self([
        "#1d5fa8", "#a34700", "#00735a", "#9c3d77", "#7a6000", "#b0281f", "#2a6f86", "#5a4bb0", "#6b6459",
        "#221f1a", "#5d564a", "#d9d1c0", "#fbf8f1", "#f3eee2", "#1d4f91", "#e3eaf3",
    ]);
}

/// Decimals of a coordinate.
const DECIMALS: u32 = 2;

/// A whole SVG document that needs nothing beside it. `title` and `description` are for those who do not see it.
///
/// Marks of one paint that follow each other share a group, and each mark is one element in it. Where lines of a group
/// cross they are as opaque as each of them, as on a canvas, where they are one path.
pub fn svg(scene: &Scene, palette: &Palette, title: &str, description: &str) -> String {
    let (width, height) = (fixed(scene.width, DECIMALS), fixed(scene.height, DECIMALS));
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" \
         height=\"{height}\" role=\"img\" font-family=\"system-ui, sans-serif\">"
    );
    for (tag, text) in [("title", title), ("desc", description)] {
        for piece in ["<", tag, ">", &escape(text), "</", tag, ">"] {
            out.push_str(piece);
        }
    }
    let ground = palette.0.get(Tint::Paper.index()).copied().unwrap_or_default();
    attributes(&mut out, "<rect", &[("width", &width), ("height", &height), ("fill", &escape(ground))]);
    out.push_str("/>");
    let mut open: Option<(Paint, f64, bool)> = None;
    for mark in &scene.marks {
        let style = (mark.paint, line_width(mark), mark.shape.is_line());
        if open != Some(style) {
            out.push_str(if open.is_some() { "</g>" } else { "" });
            group(&mut out, style, palette);
            open = Some(style);
        }
        element(&mut out, &mark.shape);
    }
    out.push_str(if open.is_some() { "</g></svg>" } else { "</svg>" });
    out
}

/// Width of the outline of a closed shape, or of the line.
fn line_width(mark: &Mark) -> f64 {
    match (&mark.shape, mark.paint.tone) {
        (Shape::Line { width, .. } | Shape::Curve { width, .. }, _) => *width,
        (Shape::Text(_), _) => 0.0,
        (_, tone) => tone.outline(),
    }
}

fn group(out: &mut String, (paint, width, is_line): (Paint, f64, bool), palette: &Palette) {
    let colour = |tint: Option<Tint>| {
        tint.map_or("none".to_owned(), |t| escape(palette.0.get(t.index()).copied().unwrap_or("none")))
    };
    let (fill, stroke) = (colour(paint.fill), colour(paint.stroke));
    attributes(out, "<g", &[("fill", &fill), ("stroke", &stroke)]);
    if paint.stroke.is_some() {
        attributes(out, "", &[("stroke-width", &fixed(width, DECIMALS))]);
    }
    let opacity = fixed(paint.tone.opacity(), DECIMALS);
    if is_line && paint.tone.opacity() < 1.0 {
        // Of the group as a whole.
        attributes(out, "", &[("opacity", &opacity)]);
    } else if paint.tone.opacity() < 1.0 {
        // Of each mark.
        attributes(out, "", &[("fill-opacity", &opacity), ("stroke-opacity", &opacity)]);
    }
    out.push('>');
}

fn element(out: &mut String, shape: &Shape) {
    let n = |value: f64| fixed(value, DECIMALS);
    match shape {
        Shape::Circle { x, y, radius } => {
            attributes(out, "<circle", &[("cx", &n(*x)), ("cy", &n(*y)), ("r", &n(*radius))]);
        }
        Shape::Square { x, y, half } => {
            let side = n(2.0 * half);
            let (x, y) = (n(x - half), n(y - half));
            attributes(out, "<rect", &[("x", &x), ("y", &y), ("width", &side), ("height", &side)]);
        }
        Shape::Diamond { x, y, half } => {
            let corners = [(*x, y - half), (x + half, *y), (*x, y + half), (x - half, *y)];
            let corners = corners.map(|(x, y)| format!("{} {}", n(x), n(y))).join(" ");
            attributes(out, "<polygon", &[("points", &corners)]);
        }
        Shape::Rect { x, y, width, height } => {
            let (x, y, width, height) = (n(*x), n(*y), n(*width), n(*height));
            attributes(out, "<rect", &[("x", &x), ("y", &y), ("width", &width), ("height", &height)]);
        }
        Shape::Line { from, to, .. } => {
            let (x1, y1, x2, y2) = (n(from.0), n(from.1), n(to.0), n(to.1));
            attributes(out, "<line", &[("x1", &x1), ("y1", &y1), ("x2", &x2), ("y2", &y2)]);
        }
        Shape::Curve { points, .. } => attributes(out, "<path", &[("fill", "none"), ("d", &cubic(*points))]),
        Shape::Text(text) => return words(out, text),
    }
    out.push_str("/>");
}

fn words(out: &mut String, text: &Text) {
    let n = |value: f64| fixed(value, DECIMALS);
    // "start" is the left where the direction is from left to right, and the right where it is not.
    let anchor = match (text.anchor, text.rtl) {
        (Anchor::Middle, _) => "middle",
        (Anchor::Left, false) | (Anchor::Right, true) => "start",
        (Anchor::Right, false) | (Anchor::Left, true) => "end",
    };
    let (x, y, size) = (n(text.x), n(text.y), n(text.size));
    let down = n(BASELINE) + "em";
    attributes(out, "<text", &[("x", &x), ("y", &y), ("dy", &down), ("font-size", &size)]);
    attributes(out, "", &[("text-anchor", anchor), ("direction", if text.rtl { "rtl" } else { "ltr" })]);
    if text.turned {
        attributes(out, "", &[("transform", &format!("rotate(-90 {x} {y})"))]);
    }
    out.push('>');
    out.push_str(&escape(&text.text));
    out.push_str("</text>");
}

fn attributes(out: &mut String, open: &str, pairs: &[(&str, &str)]) {
    out.push_str(open);
    for (name, value) in pairs {
        for piece in [" ", name, "=\"", value, "\""] {
            out.push_str(piece);
        }
    }
}

/// Text as XML content or a quoted value; characters that XML cannot hold are left out.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(' '),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            _ => out.push(c),
        }
    }
    out
}
