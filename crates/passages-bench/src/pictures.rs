//! Pictures to be painted on a canvas and written as SVG beside each other: both must be the same picture.

use crate::scene::heap_picture;
use passages::browser::canvas;
use passages::i18n::{Head, Language};
use passages::library;
use passages_core::scene::{
    Anchor, Arrange, Camera, Dates, Frame, Mark, Matrix, Paint, Palette, Scene, Shape, Shown, Target, Text,
    Timeline, Tint, Tone, Viewport, estimated_width, map_camera, map_picture, matrix_camera, matrix_picture,
    svg, themes_picture, timeline_camera, timeline_picture,
};
use passages_core::select::select;
use passages_core::state::{Picture as Kind, ViewState};
use passages_core::vocabulary::label;
use wasm_bindgen::prelude::wasm_bindgen;

/// A picture.
#[wasm_bindgen]
pub struct Picture(Scene);

#[wasm_bindgen]
impl Picture {
    /// What the map shows of our own corpus at an address of the page, all of it, on so many pixels.
    pub fn at(address: &str, width: f64, height: f64) -> Self {
        let (state, _) = ViewState::parse(address);
        let corpus = library::corpus();
        let language = Head::best(state.language.as_deref()).known().unwrap_or_else(Language::english);
        let ground = library::ground(language);
        let shown = Shown::of(&ground, &corpus, &select(&corpus, &state));
        let viewport = Viewport::new(width, height);
        let key = |ix: u32| corpus.get(ix).map_or_else(String::new, |(_, p)| p.key.clone());
        let document = |at: u32| corpus.documents().get(at as usize).map_or("", |d| &d.short).to_owned();
        let number = |n: usize| n.to_string();
        let name = |ix: u32| library::short_citation(language, ix);
        let frame = |camera: Camera| Frame {
            camera: camera.mirrored(language.dir == "rtl"),
            viewport,
            measure: &estimated_width,
            key: &key,
            name: &name,
            document: &document,
            number: &number,
        };
        Self(match state.picture {
            Kind::Graph | Kind::Threads => {
                map_picture(&ground, &shown, &frame(map_camera(&ground, viewport)))
            }
            Kind::Matrix => {
                let matrix = Matrix::new(&ground, &shown, Arrange::Communities);
                matrix_picture(&ground, &shown, &matrix, &frame(matrix_camera(&matrix, viewport)))
            }
            Kind::Themes => {
                let name = |ix| {
                    let term = corpus.vocabulary().term(ix);
                    term.map_or("", |t| label(&t.labels, language.tag)).to_owned()
                };
                themes_picture(&ground, &shown, &corpus, &name, &frame(map_camera(&ground, viewport)))
            }
            Kind::Timeline => {
                let named = &corpus.vocabulary().families;
                let families: Vec<String> =
                    named.iter().map(|f| label(&f.labels, language.tag).to_owned()).collect();
                let tick = |year: u32, month: Option<u32>| {
                    month.map_or_else(|| year.to_string(), |month| format!("{year}-{month:02}"))
                };
                let dates = Dates { tick: &tick, undated: "undated", families: &families };
                let timeline = Timeline::of(&corpus);
                let camera = timeline_camera(&timeline, viewport, families.len());
                timeline_picture(&ground, &shown, &timeline, &dates, &frame(camera))
            }
        })
    }

    /// The map of a made-up graph of so many passages, `nearer` times as near as the whole; on 1280 × 720 pixels.
    pub fn of_heaps(passages: u32, nearer: f64) -> Self {
        Self(heap_picture(passages, nearer))
    }

    /// Every shape in every tone, crossing others of its kind, and texts of every anchor and direction; on 640 × 480
    /// pixels.
    pub fn of_all_marks() -> Self {
        let mut scene = Scene { width: 640.0, height: 480.0, marks: Vec::new() };
        let tones = [Tone::Plain, Tone::Soft, Tone::Dimmed, Tone::Lit];
        for (row, tone) in (0_u8..).zip(tones) {
            let y = 40.0 + 60.0 * f64::from(row);
            let mut push = |shape: Shape, paint: Paint| {
                scene.marks.push(Mark { shape, paint: paint.toned(tone), target: Target::None });
            };
            // First the lines, then the curves, so that each are marks that follow each other.
            let line = Paint::stroked(Tint::Family(row));
            for n in 0..4 {
                let step = 13.0 * f64::from(n);
                let (from, to) = ((20.0 + step, y - 20.0), (100.0 - step, y + 20.0));
                push(Shape::Line { from, to, width: 6.0 }, line);
            }
            for n in 0..4 {
                let step = 13.0 * f64::from(n);
                let bent = [(110.0, y - step), (140.0, y + 40.0), (170.0, y - 40.0), (200.0, y + step)];
                push(Shape::Curve { points: bent, width: 2.5 }, line);
            }
            for n in 0..3 {
                let x = 230.0 + 14.0 * f64::from(n);
                let paint = Paint::outlined(Tint::Family(4 + row), Tint::Ink);
                push(Shape::Circle { x, y, radius: 15.3 }, paint);
                push(Shape::Square { x: x + 75.0, y, half: 12.4 }, paint);
                push(Shape::Diamond { x: x + 150.0, y, half: 17.7 }, paint);
                push(Shape::Rect { x: x + 215.0, y: y - 14.6, width: 40.2, height: 29.1 }, paint);
                push(
                    Shape::Rect { x: x + 290.0, y: y - 14.6, width: 40.2, height: 29.1 },
                    Paint::filled(Tint::Highlight),
                );
            }
        }
        let words = ["Migration (2001)", "الهجرة (2001)", "移徙与发展 (2001)", "Миграция (2001)"];
        for (row, words) in (0_u8..).zip(words) {
            for (column, anchor) in (0_u8..).zip([Anchor::Left, Anchor::Middle, Anchor::Right]) {
                let (row_at, column_at) = (f64::from(row), f64::from(column));
                let turned = row == 3;
                let (x, y) = match turned {
                    true => (530.0 + 40.0 * column_at, 470.0 - 80.0 * column_at),
                    false => (40.0 + 190.0 * column_at, 310.0 + 60.0 * row_at),
                };
                // Sizes with a fraction, as those of keys inside marks; turned texts have none.
                let size = if turned { 14.0 } else { 13.7 + 2.4 * row_at };
                let width = estimated_width(words, size);
                let rtl = row == 1;
                let text = Text { x, y, size, anchor, width, turned, rtl, text: words.to_owned() };
                let paint = Paint::filled(if column == 1 { Tint::Quiet } else { Tint::Ink });
                scene.marks.push(Mark { shape: Shape::Text(text), paint, target: Target::None });
            }
        }
        Self(scene)
    }

    /// In pixels.
    pub fn width(&self) -> f64 {
        self.0.width
    }

    /// In pixels.
    pub fn height(&self) -> f64 {
        self.0.height
    }

    /// How many marks it has.
    pub fn marks(&self) -> usize {
        self.0.marks.len()
    }

    /// Paints it on the canvas of this id, in the colours that the page has there.
    pub fn paint(&self, id: &str) {
        canvas::paint(id, &self.0, None, &[]);
    }

    /// Writes it as it is saved, in these colours, of which there is one a tint.
    pub fn svg(&self, colours: Vec<String>) -> String {
        let mut palette = Palette::PRINT;
        for (slot, colour) in palette.0.iter_mut().zip(&colours) {
            *slot = colour;
        }
        svg(&self.0, &palette, "Picture", "")
    }
}

/// The custom property of the style sheet for each tint.
#[wasm_bindgen]
pub fn tints() -> Vec<String> {
    Tint::PROPERTIES.iter().map(|property| (*property).to_owned()).collect()
}
