//! A scene painted on a canvas: the same marks, in the same order, as the SVG of the scene.

use passages_core::number::{Within, fixed};
use passages_core::scene::{Anchor, Mark, Paint, Scene, Shape, Text, Tint};
use std::f64::consts::PI;
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

/// Paints a scene on the canvas of this id, which keeps its size on the page; `focus` is the mark that the keyboard is
/// on, and `outline` a line that is being drawn around marks.
pub fn paint(id: &str, scene: &Scene, focus: Option<&Mark>, outline: &[(f64, f64)]) {
    let Some((canvas, context)) = canvas(id) else { return };
    let ratio = web_sys::window().map_or(1.0, |w| w.device_pixel_ratio()).within(1.0, 3.0);
    let pixels = |size: f64| (size * ratio).round().max(1.0) as u32;
    let (width, height) = (pixels(scene.width), pixels(scene.height));
    if (canvas.width(), canvas.height()) != (width, height) {
        canvas.set_width(width);
        canvas.set_height(height);
    }
    // A transform of numbers cannot be refused.
    let _ = context.set_transform(ratio, 0.0, 0.0, ratio, 0.0, 0.0);
    context.clear_rect(0.0, 0.0, scene.width, scene.height);
    let colours = colours(&canvas);
    let painter = Painter { context, colours };
    painter.marks(&scene.marks);
    if let Some(mark) = focus {
        painter.ring(mark);
    }
    painter.outline(outline);
}

fn canvas(id: &str) -> Option<(HtmlCanvasElement, CanvasRenderingContext2d)> {
    let canvas = web_sys::window()?.document()?.get_element_by_id(id)?;
    let canvas: HtmlCanvasElement = canvas.dyn_into().ok()?;
    let context = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    Some((canvas, context))
}

/// What each tint is in the theme that the page has now, forced colours included.
fn colours(canvas: &HtmlCanvasElement) -> Vec<String> {
    let style = web_sys::window().and_then(|w| w.get_computed_style(canvas).ok().flatten());
    let colour = |property: &str| {
        let value = style.as_ref().and_then(|s| s.get_property_value(property).ok());
        value.map(|v| v.trim().to_owned()).filter(|v| !v.is_empty()).unwrap_or_else(|| "#000".to_owned())
    };
    Tint::PROPERTIES.iter().map(|property| colour(property)).collect()
}

struct Painter {
    context: CanvasRenderingContext2d,
    /// By [`Tint::index`].
    colours: Vec<String>,
}

/// Lines that share these are one path.
#[derive(Clone, Copy, PartialEq)]
struct Stroke {
    paint: Paint,
    width: f64,
}

/// What was told to the canvas last, which need not be told again.
#[derive(Default)]
struct Told {
    paint: Option<Paint>,
    width: Option<f64>,
    size: Option<f64>,
    anchor: Option<Anchor>,
    rtl: Option<bool>,
}

impl Painter {
    fn colour(&self, tint: Tint) -> &str {
        self.colours.get(tint.index()).map_or("#000", String::as_str)
    }

    /// Lines of one look that follow each other are one path, since asking the browser costs more than drawing; where
    /// they cross, they are as opaque as each of them. Closed shapes that overlap must cover each other one by one, so
    /// each is a path of its own.
    fn marks(&self, marks: &[Mark]) {
        let mut line: Option<Stroke> = None;
        let mut told = Told::default();
        for mark in marks {
            let stroke = match &mark.shape {
                Shape::Line { width, .. } | Shape::Curve { width, .. } => {
                    Some(Stroke { paint: mark.paint, width: *width })
                }
                _ => None,
            };
            if line.is_some() && line != stroke {
                self.context.stroke();
                line = None;
            }
            self.dress(mark.paint, &mut told);
            match (stroke, &mark.shape) {
                (Some(stroke), shape) => {
                    if line.is_none() {
                        self.wide(stroke.width, &mut told);
                        self.context.begin_path();
                    }
                    line = Some(stroke);
                    self.trace(shape);
                }
                (None, Shape::Text(text)) => self.write(text, &mut told),
                (None, _) => self.closed(mark, &mut told),
            }
        }
        if line.is_some() {
            self.context.stroke();
        }
    }

    fn dress(&self, paint: Paint, told: &mut Told) {
        if told.paint == Some(paint) {
            return;
        }
        self.context.set_global_alpha(paint.tone.opacity());
        if let Some(fill) = paint.fill {
            self.context.set_fill_style_str(self.colour(fill));
        }
        if let Some(stroke) = paint.stroke {
            self.context.set_stroke_style_str(self.colour(stroke));
        }
        told.paint = Some(paint);
    }

    fn wide(&self, width: f64, told: &mut Told) {
        if told.width != Some(width) {
            self.context.set_line_width(width);
            told.width = Some(width);
        }
    }

    fn write(&self, text: &Text, told: &mut Told) {
        let c = &self.context;
        if told.size != Some(text.size) {
            c.set_font(&format!("{}px system-ui, sans-serif", fixed(text.size, 2)));
            told.size = Some(text.size);
        }
        if told.anchor != Some(text.anchor) {
            c.set_text_align(match text.anchor {
                Anchor::Left => "left",
                Anchor::Middle => "center",
                Anchor::Right => "right",
            });
            told.anchor = Some(text.anchor);
        }
        if told.rtl != Some(text.rtl) {
            let direction = if text.rtl { "rtl" } else { "ltr" };
            // A browser that does not know it writes in the direction of the page.
            let _ = js_sys::Reflect::set(c, &"direction".into(), &direction.into());
            told.rtl = Some(text.rtl);
        }
        if text.turned {
            c.save();
            let _ = c.translate(text.x, text.y);
            let _ = c.rotate(-PI / 2.0);
            let _ = c.fill_text(&text.text, 0.0, text.baseline());
            c.restore();
        } else {
            let _ = c.fill_text(&text.text, text.x, text.y + text.baseline());
        }
    }

    fn closed(&self, mark: &Mark, told: &mut Told) {
        self.context.begin_path();
        self.trace(&mark.shape);
        if mark.paint.fill.is_some() {
            self.context.fill();
        }
        if mark.paint.stroke.is_some() {
            self.wide(mark.paint.tone.outline(), told);
            self.context.stroke();
        }
    }

    fn trace(&self, shape: &Shape) {
        let c = &self.context;
        match shape {
            Shape::Circle { x, y, radius } => {
                c.move_to(x + radius, *y);
                let _ = c.arc(*x, *y, *radius, 0.0, 2.0 * PI);
            }
            Shape::Square { x, y, half } => c.rect(x - half, y - half, 2.0 * half, 2.0 * half),
            Shape::Diamond { x, y, half } => {
                c.move_to(*x, y - half);
                c.line_to(x + half, *y);
                c.line_to(*x, y + half);
                c.line_to(x - half, *y);
                c.close_path();
            }
            Shape::Rect { x, y, width, height } => c.rect(*x, *y, *width, *height),
            Shape::Line { from, to, .. } => {
                c.move_to(from.0, from.1);
                c.line_to(to.0, to.1);
            }
            Shape::Curve { points: [start, one, two, end], .. } => {
                c.move_to(start.0, start.1);
                c.bezier_curve_to(one.0, one.1, two.0, two.1, end.0, end.1);
            }
            Shape::Text(_) => {}
        }
    }

    /// Around the mark that the keyboard is on.
    fn ring(&self, mark: &Mark) {
        let bounds = mark.shape.bounds().grown(4.0);
        self.context.set_global_alpha(1.0);
        self.context.set_stroke_style_str(self.colour(Tint::Highlight));
        self.context.set_line_width(3.0);
        self.context.begin_path();
        self.context.rect(bounds.left, bounds.top, bounds.width(), bounds.height());
        self.context.stroke();
    }

    fn outline(&self, outline: &[(f64, f64)]) {
        let Some(((x, y), rest)) = outline.split_first() else { return };
        self.context.set_global_alpha(1.0);
        self.context.set_stroke_style_str(self.colour(Tint::Highlight));
        self.context.set_line_width(1.5);
        self.context.begin_path();
        self.context.move_to(*x, *y);
        for (x, y) in rest {
            self.context.line_to(*x, *y);
        }
        self.context.stroke();
    }
}
