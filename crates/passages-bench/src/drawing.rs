//! A graph drawn as the page draws its map: by its layout, camera, scene and painter, on a canvas of the document.

use crate::layout::LayoutJob;
use passages::browser::canvas;
use passages_core::scene::{
    Camera, Frame, Ground, Shown, Thread, Viewport, estimated_width, map_camera, map_limits, map_picture,
};
use wasm_bindgen::prelude::wasm_bindgen;

/// A graph, laid out and ready to be drawn from anywhere.
#[wasm_bindgen]
pub struct Drawing {
    ground: Ground,
    shown: Shown,
    viewport: Viewport,
}

#[wasm_bindgen]
impl Drawing {
    /// `sources[i]` is linked with `targets[i]`, and node `i` is of `communities[i]`; on a canvas of so many pixels.
    #[wasm_bindgen(constructor)]
    pub fn new(sources: &[u32], targets: &[u32], communities: &[u32], width: f64, height: f64) -> Self {
        let count = communities.len();
        let mut layout = LayoutJob::new(count, sources, targets);
        while !layout.tick() {}
        let places = layout.places();
        let points = places.chunks_exact(2).map(|place| (place[0], place[1])).collect();
        let groups: Vec<Option<u32>> = communities.iter().copied().map(Some).collect();
        let names = 0..communities.iter().max().map_or(0, |last| last + 1);
        let names = names.map(|group| format!("Community {group}")).collect();
        let documents = (0..count as u32).map(|ix| ix / 40).collect();
        let ground = Ground::new(points, documents, &groups, names, true);
        let ends = sources.iter().zip(targets).zip(communities);
        let thread = |(link, ((from, to), group)): (usize, ((&u32, &u32), &u32))| Thread {
            link,
            from: *from,
            to: *to,
            // Between 0.3 and 0.9, strongest first.
            score: 0.9 - 0.6 * link as f32 / sources.len() as f32,
            family: Some((group % 9) as u8).filter(|family| *family < 8),
            drawn: true,
        };
        let threads = ends.enumerate().map(thread).collect();
        let shown = Shown::new(&ground, vec![true; count], None, threads);
        Self { ground, shown, viewport: Viewport::new(width, height) }
    }

    /// Computes one frame, `nearer` times as near as the whole and moved by so many pixels, and paints it on the canvas
    /// of this id; gives the number of marks.
    pub fn frame(&self, id: &str, nearer: f64, dx: f64, dy: f64) -> usize {
        let limits = map_limits(&self.ground, self.viewport);
        let middle = (self.viewport.width / 2.0, self.viewport.height / 2.0);
        let whole = map_camera(&self.ground, self.viewport);
        let camera: Camera = whole.zoomed(self.viewport, &limits, middle, nearer).panned(dx, dy);
        let key = |ix: u32| (ix % 100).to_string();
        let name = |ix: u32| format!("Resolution {}, para. {ix}", ix / 40);
        let document = |document: u32| format!("Resolution {document}");
        let number = |n: usize| n.to_string();
        let frame = Frame {
            camera,
            viewport: self.viewport,
            measure: &estimated_width,
            key: &key,
            name: &name,
            document: &document,
            number: &number,
        };
        let scene = map_picture(&self.ground, &self.shown, &frame);
        canvas::paint(id, &scene, None, &[]);
        scene.marks.len()
    }
}
