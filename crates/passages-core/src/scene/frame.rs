//! Where a picture is looked at from, and what it asks of the page that shows it.

use super::camera::{Camera, Viewport};
use super::label::Measure;
use crate::link::ParagraphIx;

/// Room around what is in view, so that nothing pops up at the edges.
pub(super) const MARGIN: f64 = 24.0;

/// Where a picture is looked at from, and the words in it.
#[derive(Clone, Copy)]
pub struct Frame<'a> {
    /// Where one looks from; see [`super::map_camera`].
    pub camera: Camera,
    /// The room on the screen.
    pub viewport: Viewport,
    /// How wide a text is. It is asked often: a painter keeps what it has measured, or hands over
    /// [`super::estimated_width`].
    pub measure: Measure<'a>,
    /// The shortest name of a passage, to stand inside its mark: "4".
    pub key: &'a dyn Fn(ParagraphIx) -> String,
    /// The short name of a passage, to stand beside its mark: "Brussels 2001, para. 4".
    pub name: &'a dyn Fn(ParagraphIx) -> String,
    /// The short name of a document, by its index: "Brussels 2001".
    pub document: &'a dyn Fn(u32) -> String,
    /// A number as the visitor's language writes it.
    pub number: &'a dyn Fn(usize) -> String,
}

impl Frame<'_> {
    /// The place of the world on the screen, before the scene is mirrored.
    pub(super) fn at(&self, place: (f64, f64)) -> (f64, f64) {
        self.camera.mirrored(false).screen_from_world(self.viewport, place)
    }

    /// The same with sizes and places that are numbers.
    pub(super) fn sane(self) -> Self {
        let viewport = Viewport::new(self.viewport.width, self.viewport.height);
        Self { camera: self.camera.sane(), viewport, ..self }
    }
}
