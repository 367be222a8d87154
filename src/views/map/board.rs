//! The board that the pictures are drawn on: what is seen of them, and from where.
//!
//! Where one looks, what the pointer or the keyboard is on and what is drawn around are of the moment, and so they are
//! kept here and not in the address.

use super::names;
use crate::dom::memo;
use crate::explorer::Explorer;
use crate::library;
use leptos::prelude::*;
use passages_core::link::ParagraphIx;
use passages_core::scene::{
    Arrange, Camera, Dates, Frame, Ground, Limits, Matrix, Scene, Shown, Target, Viewport, estimated_width,
    map_camera, map_limits, map_picture, matrix_camera, matrix_limits, matrix_picture, themes_picture,
    threads_picture, timeline_camera, timeline_limits, timeline_picture,
};
use passages_core::state::Picture;
use passages_core::vocabulary::label;
use std::sync::Arc;

/// Passages that are listed of those drawn around, and with each step further.
pub(super) const LISTED: usize = 40;
/// The board before it has been measured, in pixels.
const USUAL: (f64, f64) = (900.0, 620.0);

/// Where the keyboard stands: from `hub` its links are gone through, `at` is where one stands.
#[derive(Clone, Copy, PartialEq)]
pub(super) struct Walk {
    pub(super) hub: Target,
    pub(super) at: Target,
}

impl Walk {
    pub(super) fn at(target: Target) -> Self {
        Self { hub: target, at: target }
    }
}

/// The board of a page.
#[derive(Clone, Copy)]
pub(super) struct Board {
    /// The page.
    pub(super) explorer: Explorer,
    /// Room for the picture, in pixels.
    pub(super) size: RwSignal<(f64, f64)>,
    /// Where one looks from, and at which picture; at any other, all of it.
    pub(super) camera: RwSignal<(Picture, Option<Camera>)>,
    /// What the keyboard is on, and from where its links are gone through.
    pub(super) walk: RwSignal<Walk>,
    /// What is named below the picture.
    pub(super) pointed: RwSignal<String>,
    /// Whether the pointer draws around passages instead of moving the picture.
    pub(super) draws: RwSignal<bool>,
    /// Whether the keyboard is on the picture; a canvas shows there where it stands.
    pub(super) has_focus: RwSignal<bool>,
    /// Until when the keyboard is kept on its mark, in milliseconds since the page was opened.
    pub(super) kept: StoredValue<f64>,
    /// The line that is drawn around passages, in pixels of the picture.
    pub(super) outline: RwSignal<Vec<(f64, f64)>>,
    /// The passages that it held, once one has been drawn.
    pub(super) caught: RwSignal<Option<Vec<ParagraphIx>>>,
    /// The picture.
    pub(super) scene: Memo<Arc<Scene>>,
    /// What is shown in it.
    pub(super) shown: Memo<Arc<Shown>>,
    /// Where what is found stands by itself, once that is settled.
    pub(super) arranged: RwSignal<Option<Arc<Ground>>>,
    /// How far the work on that is, or why it came to nothing, in words; empty where there is none to do.
    pub(super) arranging: RwSignal<String>,
    /// How many of these are listed.
    pub(super) named: RwSignal<usize>,
    /// Counts how often it has become known which passages hold all together.
    pub(super) central: RwSignal<u32>,
    /// Whether the next passage that is pressed is the end of a chain from the open one.
    pub(super) chains: RwSignal<bool>,
    /// The order of the matrix.
    pub(super) matrix: Memo<Arc<Matrix>>,
}

impl Board {
    /// The board of a page as it stands.
    pub(super) fn new(explorer: Explorer) -> Self {
        let first = explorer.selection.with_untracked(|s| {
            let open = s.open.as_ref().map(|o| o.paragraph);
            open.or(s.rows.first().map(|r| r.paragraph)).unwrap_or(0)
        });
        let size = RwSignal::new(USUAL);
        let camera = RwSignal::new((Picture::Graph, None));
        let arranged = RwSignal::new(None);
        let shown = memo(move |_| {
            let ground = ground(explorer, arranged);
            Arc::new(explorer.selection.with(|s| Shown::of(&ground, &library::corpus(), s)))
        });
        let matrix = memo(move |_| {
            let ground = ground(explorer, arranged);
            Arc::new(shown.with(|shown| Matrix::new(&ground, shown, Arrange::Communities)))
        });
        let mut board = Self {
            explorer,
            size,
            camera,
            walk: RwSignal::new(Walk::at(Target::Passage(first))),
            pointed: RwSignal::new(String::new()),
            draws: RwSignal::new(false),
            has_focus: RwSignal::new(false),
            kept: StoredValue::new(0.0),
            outline: RwSignal::new(Vec::new()),
            caught: RwSignal::new(None),
            scene: memo(|_| Arc::default()),
            shown,
            arranged,
            arranging: RwSignal::new(String::new()),
            named: RwSignal::new(LISTED),
            central: RwSignal::new(0),
            chains: RwSignal::new(false),
            matrix,
        };
        board.scene = memo(move |_| Arc::new(board.picture()));
        board
    }

    /// Which picture is shown.
    pub(super) fn which(self) -> Picture {
        self.explorer.state.with(|s| s.picture)
    }

    /// Whether each mark is an element of its own, and not painted on a canvas: in a small corpus, and where a picture never has many.
    pub(super) fn is_sharp(self) -> bool {
        library::is_small() || self.is_fixed()
    }

    /// Whether the picture is looked at from one place only, and is as high as it must be.
    pub(super) fn is_fixed(self) -> bool {
        matches!(self.which(), Picture::Threads | Picture::Themes)
    }

    /// Room for the picture.
    pub(super) fn viewport(self) -> Viewport {
        let (width, height) = self.size.get();
        Viewport::new(width, height)
    }

    fn is_mirrored(self) -> bool {
        self.explorer.language().dir == "rtl"
    }

    pub(super) fn ground(self) -> Arc<Ground> {
        ground(self.explorer, self.arranged)
    }

    /// Where one looks from now.
    pub(super) fn camera(self) -> Camera {
        let (of, camera) = self.camera.get();
        let camera = camera.filter(|_| of == self.which());
        camera.unwrap_or_else(|| self.whole()).mirrored(self.is_mirrored())
    }

    /// Whether all of the picture is seen, and a finger would move nothing in it but across.
    pub(super) fn is_whole(self) -> bool {
        let (of, camera) = self.camera.get();
        !self.draws.get() && camera.filter(|_| of == self.which()).is_none()
    }

    /// Where all of the picture is seen from.
    fn whole(self) -> Camera {
        let viewport = self.viewport();
        match self.which() {
            Picture::Graph | Picture::Threads | Picture::Themes => map_camera(&self.ground(), viewport),
            Picture::Matrix => self.matrix.with(|matrix| matrix_camera(matrix, viewport)),
            Picture::Timeline => timeline_camera(&library::timeline(), viewport, names::FAMILY_ROWS),
        }
    }

    /// How near and how far one may go.
    pub(super) fn limits(self) -> Limits {
        let viewport = self.viewport();
        match self.which() {
            Picture::Graph | Picture::Threads | Picture::Themes => map_limits(&self.ground(), viewport),
            Picture::Matrix => self.matrix.with(|matrix| matrix_limits(matrix, viewport)),
            Picture::Timeline => timeline_limits(&library::timeline(), viewport, names::FAMILY_ROWS),
        }
    }

    /// Looks from somewhere else; `None` is all of it.
    pub(super) fn look(self, from: Option<Camera>) {
        self.camera.set((self.explorer.state.with_untracked(|s| s.picture), from));
    }

    fn picture(self) -> Scene {
        let explorer = self.explorer;
        let language = explorer.language();
        let frame = Frame {
            camera: self.camera(),
            viewport: self.viewport(),
            measure: &estimated_width,
            key: &names::key,
            name: &|ix| library::short_citation(language, ix),
            document: &|at| names::document(language, at),
            number: &|n| names::number(language, n),
        };
        let ground = &*self.ground();
        self.shown.with(|shown| match self.which() {
            Picture::Graph => map_picture(ground, shown, &frame),
            Picture::Matrix => self.matrix.with(|matrix| matrix_picture(ground, shown, matrix, &frame)),
            Picture::Timeline => {
                let families = names::families(language);
                let tick = |year, month| names::month(language, year, month);
                let undated = language.text.timeline_undated;
                let dates = Dates { tick: &tick, undated, families: &families };
                timeline_picture(ground, shown, &library::timeline(), &dates, &frame)
            }
            Picture::Themes => {
                let name = |ix| {
                    let corpus = library::corpus();
                    let term = corpus.vocabulary().term(ix);
                    term.map_or("", |t| label(&t.labels, language.tag)).to_owned()
                };
                themes_picture(ground, shown, &library::corpus(), &name, &frame)
            }
            Picture::Threads => explorer.selection.with(|selection| match selection.compared.as_slice() {
                [left, right, ..] => {
                    let width = frame.viewport.width;
                    threads_picture(&library::corpus(), selection, (*left, *right), width, self.is_mirrored())
                }
                _ => Scene::default(),
            }),
        })
    }
}

/// Where the passages of a picture stand: by themselves where that is wanted and done, else among all.
fn ground(explorer: Explorer, arranged: RwSignal<Option<Arc<Ground>>>) -> Arc<Ground> {
    let by_itself = arranged.get().filter(|_| explorer.state.with(|s| s.arranged));
    by_itself.unwrap_or_else(|| library::ground(explorer.language()))
}
