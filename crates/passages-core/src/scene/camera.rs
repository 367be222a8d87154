//! Which part of the plane is on the screen: pan, zoom to a point, pinch, fit, and the way there and back.

use super::mark::Bounds;
use crate::number::Within;

/// The part of the screen that a picture has, in CSS pixels; 1 to 16,384 each way.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Viewport {
    /// From left to right.
    pub width: f64,
    /// From top to bottom.
    pub height: f64,
}

/// Where one looks from. World units are those of the picture: for the map, those of the layout.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Camera {
    /// The place of the world in the middle of the screen.
    pub x: f64,
    /// Downwards.
    pub y: f64,
    /// Pixels for one unit of the world; above 0.
    pub zoom: f64,
    /// The world's x runs to the left, as on a page read from right to left.
    pub mirrored: bool,
}

/// How far a camera may go.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits {
    /// What there is to see: the middle of the screen stays within.
    pub world: Bounds,
    /// Fewest pixels for a unit.
    pub min_zoom: f64,
    /// Most pixels for a unit.
    pub max_zoom: f64,
}

/// A step of the keyboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Look further left on the screen.
    Left,
    /// Look further right on the screen.
    Right,
    /// Look further up.
    Up,
    /// Look further down.
    Down,
    /// Nearer.
    In,
    /// Further away.
    Out,
}

/// Part of the screen that one step of the keyboard moves.
const STEP: f64 = 0.15;
/// One step nearer.
const STEP_ZOOM: f64 = 1.4;

impl Viewport {
    /// What is not a number, or beyond what a screen has, becomes a size that is.
    pub fn new(width: f64, height: f64) -> Self {
        let sane = |size: f64| if size.is_finite() { size.within(1.0, 16_384.0) } else { 1.0 };
        Self { width: sane(width), height: sane(height) }
    }

    /// All of it, in pixels.
    pub fn bounds(&self) -> Bounds {
        Bounds { left: 0.0, top: 0.0, right: self.width, bottom: self.height }
    }
}

impl Camera {
    /// Shows all of `world` with `padding` pixels around it, and never nearer than `max_zoom`.
    pub fn fit(world: &Bounds, viewport: Viewport, padding: f64, max_zoom: f64) -> Self {
        let viewport = Viewport::new(viewport.width, viewport.height);
        let room = |size: f64| (size - 2.0 * padding).max(size / 4.0);
        let zoom_for = |room: f64, size: f64| if size > 0.0 { room / size } else { f64::INFINITY };
        let zoom = zoom_for(room(viewport.width), world.width())
            .min(zoom_for(room(viewport.height), world.height()))
            .min(max_zoom);
        let (x, y) = world.centre();
        Self { x, y, zoom, mirrored: false }.sane()
    }

    /// The same, on a page read from right to left or not.
    pub fn mirrored(self, mirrored: bool) -> Self {
        Self { mirrored, ..self }
    }

    /// The same with every number a number, and the zoom above 0.
    pub(super) fn sane(self) -> Self {
        let number = |n: f64| if n.is_finite() { n.within(-1e9, 1e9) } else { 0.0 };
        let zoom = if self.zoom.is_finite() { self.zoom.within(1e-6, 1e6) } else { 1.0 };
        Self { x: number(self.x), y: number(self.y), zoom, ..self }
    }

    fn side(&self) -> f64 {
        if self.mirrored { -1.0 } else { 1.0 }
    }

    /// Where a place of the world is on the screen.
    pub fn screen_from_world(&self, viewport: Viewport, (x, y): (f64, f64)) -> (f64, f64) {
        let across = (x - self.x) * self.zoom * self.side();
        (viewport.width / 2.0 + across, viewport.height / 2.0 + (y - self.y) * self.zoom)
    }

    /// Which place of the world is here on the screen.
    pub fn world_from_screen(&self, viewport: Viewport, (x, y): (f64, f64)) -> (f64, f64) {
        let across = (x - viewport.width / 2.0) / self.zoom * self.side();
        (self.x + across, self.y + (y - viewport.height / 2.0) / self.zoom)
    }

    /// What of the world is on the screen.
    pub fn seen(&self, viewport: Viewport) -> Bounds {
        let (w, h) = (viewport.width / 2.0 / self.zoom, viewport.height / 2.0 / self.zoom);
        Bounds { left: self.x - w, top: self.y - h, right: self.x + w, bottom: self.y + h }
    }

    /// After the picture was drawn by so many pixels: what was under the pointer still is.
    pub fn panned(&self, dx: f64, dy: f64) -> Self {
        let x = self.x - dx / self.zoom * self.side();
        Self { x, y: self.y - dy / self.zoom, ..*self }.sane()
    }

    /// `factor` times as near, with what is at `at` on the screen staying there; the zoom keeps within the limits.
    pub fn zoomed(&self, viewport: Viewport, limits: &Limits, at: (f64, f64), factor: f64) -> Self {
        self.moved(viewport, limits, at, at, factor)
    }

    /// Two fingers went from one pair of places to another: what was in the middle between them still is, and the
    /// picture is as much nearer as they are further apart.
    pub fn pinched(
        &self,
        viewport: Viewport,
        limits: &Limits,
        before: [(f64, f64); 2],
        after: [(f64, f64); 2],
    ) -> Self {
        let middle = |[a, b]: [(f64, f64); 2]| ((a.0 + b.0) / 2.0, (a.1 + b.1) / 2.0);
        let apart = |[a, b]: [(f64, f64); 2]| {
            let (dx, dy) = (a.0 - b.0, a.1 - b.1);
            (dx * dx + dy * dy).sqrt()
        };
        let factor = if apart(before) > 1.0 { apart(after) / apart(before) } else { 1.0 };
        self.moved(viewport, limits, middle(before), middle(after), factor)
    }

    fn moved(
        &self,
        viewport: Viewport,
        limits: &Limits,
        from: (f64, f64),
        to: (f64, f64),
        factor: f64,
    ) -> Self {
        let world = self.world_from_screen(viewport, from);
        let factor = if factor.is_finite() && factor > 0.0 { factor } else { 1.0 };
        let nearer = Self { zoom: limits.zoom(self.zoom * factor), ..*self };
        let there = nearer.world_from_screen(viewport, to);
        Self { x: nearer.x + world.0 - there.0, y: nearer.y + world.1 - there.1, ..nearer }.sane()
    }

    /// After a step of the keyboard, within the limits.
    pub fn stepped(&self, viewport: Viewport, limits: &Limits, step: Step) -> Self {
        let (dx, dy) = (viewport.width * STEP, viewport.height * STEP);
        let middle = (viewport.width / 2.0, viewport.height / 2.0);
        let moved = match step {
            Step::Left => self.panned(dx, 0.0),
            Step::Right => self.panned(-dx, 0.0),
            Step::Up => self.panned(0.0, dy),
            Step::Down => self.panned(0.0, -dy),
            Step::In => self.zoomed(viewport, limits, middle, STEP_ZOOM),
            Step::Out => self.zoomed(viewport, limits, middle, 1.0 / STEP_ZOOM),
        };
        moved.clamped(limits)
    }

    /// The nearest camera within the limits.
    pub fn clamped(&self, limits: &Limits) -> Self {
        let own = self.sane();
        let world = limits.world;
        let x = own.x.max(world.left).min(world.right);
        Self { x, y: own.y.max(world.top).min(world.bottom), zoom: limits.zoom(own.zoom), ..own }
    }
}

/// How many times nearer a turn of the wheel brings what is seen: `delta` as its event tells it, in pixels, or in lines or
/// pages with a `mode` of 1 or 2.
///
/// Two fingers on a trackpad are told as such turns, of -100 ln s for fingers s times as far apart; small ones, of which
/// there are many, so that the picture keeps to the fingers. One notch of a wheel is a large one, and is cut.
pub fn wheeled(delta: f64, mode: f64) -> f64 {
    const CUT: f64 = 20.0;
    const LINE: f64 = 16.0;
    if !delta.is_finite() {
        return 1.0;
    }
    let pixels = if mode == 0.0 { delta } else { delta * LINE };
    // Half of the exponent: (1 + h) / (1 - h) is e to the 2 h but for a thousandth, and back and forth is no change at all.
    let half = -pixels.within(-CUT, CUT) / 200.0;
    (1.0 + half) / (1.0 - half)
}

impl Limits {
    fn zoom(&self, zoom: f64) -> f64 {
        zoom.max(self.min_zoom).min(self.max_zoom)
    }
}
